"""What the benchmarks share: a table, the figures as lines to be read by machines, and versions."""

import importlib.metadata
import os
import platform
import sys
from contextlib import suppress

from rich.console import Console
from rich.table import Table


def table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    shown = Table(title=title, title_justify="left")
    for i, column in enumerate(columns):
        shown.add_column(column, justify="left" if i == 0 else "right")
    for row in rows:
        shown.add_row(*row)
    Console(width=110).print(shown)


def figure(name: str, value: float, digits: int = 2) -> None:
    print(f"{name}: {value:.{digits}f}", flush=True)


def versions(*packages: str) -> None:
    """The command, and what it ran on, as far as it is installed."""
    print(f"$ python {' '.join(sys.argv)}")
    found = []
    for name in packages:
        with suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    print(f"Python {platform.python_version()}, {', '.join(found)}; {os.cpu_count()} CPU cores\n")
