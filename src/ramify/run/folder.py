"""A run's folder: who may write to it, and its configuration.

run.json       what was asked for, and the versions it ran on
archive.npz    the elites, and the state the run resumes from; written whole or not at all
metrics.csv    a row an iteration
figures/, films/
"""

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from ramify.system.files import DRAFT, is_locked, make_folder, make_new_folder, open_lock, refusal
from ramify.system.files import RunError as RunError

CONFIG, ARCHIVE, METRICS, LOCK = "run.json", "archive.npz", "metrics.csv", ".lock"
CHECKPOINT = "pretraining.npz"  # of pre-training


def is_new(folder: Path) -> bool:
    """Whether nothing is there, or nothing but what a killed process left: its lock and drafts."""
    return not folder.exists() or (
        folder.is_dir()
        and all(path.name == LOCK or DRAFT.fullmatch(path.name) for path in folder.iterdir())
    )


def claim_numbered(stem: Path) -> Path:
    """Creates the first folder of stem-1, stem-2, ... that is not there. Processes that do so at once
    get different ones.

    Raises:
      WriteError: it cannot be created.
    """
    make_folder(stem.parent)
    numbered = (stem.with_name(f"{stem.name}-{number}") for number in count(1))
    return next(folder for folder in numbered if make_new_folder(folder))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder for writing. The lock goes with the process, however it ends.

    Raises:
      RunError: another process holds it, or it cannot be locked.
    """
    with open_lock(folder / LOCK) as lock:
        for _ in range(5):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.05)  # who asks `in_use` holds it for a moment
            except OSError as error:
                raise refusal(folder / LOCK, error, "Nothing was changed.") from None
        else:
            raise RunError(
                f"{folder} is in use by another process: wait for it, or choose another folder."
            )
        yield


def in_use(folder: Path) -> bool:
    """Whether a process holds the folder for writing. Nothing is written to find out."""
    return is_locked(folder / LOCK)


def titled(recipe: str, settings: dict[str, Any]) -> str:
    """Returns a run's title: its task, simulator and recipe."""
    task, sim = settings.get("task"), settings.get("sim")
    if task is None:  # a recipe of somebody's own
        return recipe
    return f"{task} · {recipe}" if sim is None else f"{task} in {sim} · {recipe}"


def class_of(recipe: object) -> str:
    """Returns where the class of somebody's own recipe is written, if another program can import it.

    run.json keeps it as "class", a hint for people; see `recipes/own.py`."""
    module, name = type(recipe).__module__, type(recipe).__qualname__
    if module == "__main__" or module.split(".")[0] == "ramify" or "<" in name:
        return ""
    return f"{module}:{name}"


def written_in(hint: str) -> str:
    """Returns that hint if it looks like one, else ""."""
    return hint if re.fullmatch(r"[\w.]+:[\w.]+", hint) else ""
