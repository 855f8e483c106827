"""A run's folder: who may write to it, and its configuration.

run.json       what was asked for, and the versions it ran on
archive.npz    the elites, and the state the run resumes from; written whole or not at all
metrics.csv    a row an iteration
figures/, films/
"""

import fcntl
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ramify.run.files import DRAFT, open_lock, refusal, write_atomically
from ramify.run.files import RunError as RunError

FORMAT = 1
CONFIG, ARCHIVE, METRICS, LOCK = "run.json", "archive.npz", "metrics.csv", ".lock"


def is_new(folder: Path) -> bool:
    """Whether nothing is there, or nothing but what a killed process left: its lock and drafts."""
    return not folder.exists() or (
        folder.is_dir()
        and all(path.name == LOCK or DRAFT.fullmatch(path.name) for path in folder.iterdir())
    )


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
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(folder / LOCK, flags)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # what cannot be locked is not held
    finally:
        os.close(descriptor)
    return False


def titled(recipe: str, settings: dict[str, Any]) -> str:
    """A run in words. A walker's scores are its simulator's."""
    task, sim = settings.get("task"), settings.get("sim")
    if task is None:  # a recipe of somebody's own
        return recipe
    return f"{task} · {recipe}" if sim is None else f"{task} in {sim} · {recipe}"


def class_of(recipe: object) -> dict[str, Any]:
    """Where the class of somebody's own recipe is written, if another program can import it: what
    run.json tells as "class". It is a hint for people; see `recipes/own.py`."""
    module, name = type(recipe).__module__, type(recipe).__qualname__
    if module == "__main__" or module.split(".")[0] == "ramify" or "<" in name:
        return {}
    return {"class": f"{module}:{name}"}


def written_in(config: dict[str, Any]) -> str:
    """That hint, if there is one that looks like one."""
    told = str(config.get("class", ""))
    return told if re.fullmatch(r"[\w.]+:[\w.]+", told) else ""


def write_config(folder: Path, config: dict[str, Any]) -> None:
    text = json.dumps({"format": FORMAT} | config, indent=2) + "\n"
    with write_atomically(folder / CONFIG) as file:
        file.write(text.encode())


def read_config(folder: Path) -> dict[str, Any]:
    """The configuration.

    Raises:
      RunError: there is no run here, or one that this version cannot read.
    """
    path = folder / CONFIG
    if not folder.is_dir():
        raise RunError(f"There is no folder {folder}: `ramify list` shows the runs there are.")
    try:
        config = json.loads(path.read_text())
    except FileNotFoundError:
        raise RunError(f"{folder} is not a run: it has no {CONFIG}.") from None
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read ({error}): it was changed or cut short.") from None
    if not isinstance(config, dict) or "recipe" not in config:
        raise RunError(f"{path} was not written by ramify.")
    if config.get("format") != FORMAT:
        raise RunError(
            f"{folder} has format {config.get('format')}, this version reads {FORMAT}: "
            f"use ramify {config.get('versions', {}).get('ramify', 'of another version')}."
        )
    return config
