"""Makes text from files and paths safe to print."""

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.text import Text


def printable(text: object) -> str:
    """Returns the text without characters that control a terminal or cannot be shown.

    Control characters, bidirectional marks and undecodable bytes become escapes. Line ends stay.

    Example:
      >>> printable("a\\x1b[2Jb\\udcff")
      'a\\\\x1b[2Jb\\\\udcff'
    """
    return "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode()
        for c in str(text)
    )


def cell(text: object, style: str = "") -> "Text":
    """Returns one line of text for a rich table or panel. Markup in it is shown, not interpreted."""
    from rich.text import Text

    return Text(printable(text).replace("\n", "\\n"), style)


def echo(text: object, *, file: TextIO | None = None, flush: bool = False) -> None:
    """Prints text that may hold names from files or paths."""
    print(printable(text), file=sys.stdout if file is None else file, flush=flush)


def label(text: object) -> str:
    """Returns one line of text for a figure. Mathematics in it is shown, not interpreted."""
    return printable(text).replace("\n", "\\n").replace("$", r"\$")
