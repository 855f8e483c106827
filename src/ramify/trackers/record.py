"""Remembers which record of a tracker belongs to a run, so that a resumed run continues it."""

from collections.abc import Callable
from pathlib import Path

from ramify.system.files import write_atomically

NAME = "{}.id"  # the file in the run's folder


def remembered(folder: Path, tracker: str, make: Callable[[], str]) -> str:
    """Returns the id of the run's record. `make` makes a new one if the run has none.

    Args:
      folder: the run's folder.
      tracker: the tracker's name.
    """
    path = folder / NAME.format(tracker)
    if path.is_file():
        return path.read_text("utf-8").strip()
    found = make()
    with write_atomically(path) as file:
        file.write(f"{found}\n".encode())
    return found
