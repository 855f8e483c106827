"""Shared by the benchmarks: command line, tables, result lines and versions."""

import argparse
import importlib.metadata
import os
import platform
import sys
from contextlib import suppress

from rich.console import Console
from rich.table import Table


def parse(parser: argparse.ArgumentParser, **quick: object) -> argparse.Namespace:
    """Parses the command line. `--quick` replaces the defaults by those in `quick`."""
    help = "run with small sizes, to see that the script works; the results mean nothing"
    parser.add_argument("--quick", action="store_true", help=help)
    if parser.parse_known_args()[0].quick:
        parser.set_defaults(**quick)
    return parser.parse_args()


def table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Prints a table."""
    shown = Table(title=title, title_justify="left")
    for i, column in enumerate(columns):
        shown.add_column(column, justify="left" if i == 0 else "right")
    for row in rows:
        shown.add_row(*row)
    Console(width=110).print(shown)


def figure(name: str, value: float, digits: int = 2) -> None:
    """Prints a result as a line that a program can read."""
    print(f"{name}: {value:.{digits}f}", flush=True)


def versions(*packages: str) -> None:
    """Prints the command, and the versions of the packages that are installed."""
    print(f"$ python {' '.join(sys.argv)}")
    found = []
    for name in packages:
        with suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    print(f"Python {platform.python_version()}, {', '.join(found)}; {os.cpu_count()} CPU cores\n")
