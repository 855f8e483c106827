"""A run's folder: its files, its lock and its title.

run.json       recipe, settings and versions
archive.npz    elites, and the state from which the run resumes
metrics.csv    one row per iteration
figures/       pictures
films/         films
profile/       where the seconds of the last command went (`--profile`)
robot.npz      model of a robot from an MJCF file
adaptations/   gaits that were found for a damaged robot (`ramify adapt`)
pretraining/   critics and actors that the run was started from, if it pre-trained first
.lock          locked by the process that writes to the folder
"""

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from ramify.robots.table import is_reference
from ramify.system.files import DRAFT, is_locked, make_folder, make_new_folder, open_lock, refusal
from ramify.system.files import RunError as RunError

CONFIG, ARCHIVE, METRICS, LOCK = "run.json", "archive.npz", "metrics.csv", ".lock"
CHECKPOINT = "pretraining.npz"  # checkpoint of pre-training
SAVED_SEARCH = "saved"  # recipe in run.json of a search that Python saved without a recipe
ADAPTATIONS = "adaptations"  # folder of the adaptations to damages
PRETRAINING = "pretraining"  # folder of the pre-training that a run begins with


def is_new(folder: Path) -> bool:
    """Returns True if the folder is missing or empty, except for a killed process's lock and drafts."""
    return not folder.exists() or (
        folder.is_dir()
        and all(path.name == LOCK or DRAFT.fullmatch(path.name) for path in folder.iterdir())
    )


def claim_numbered(stem: Path) -> Path:
    """Creates the first of the folders stem-1, stem-2, ... that does not exist.

    Several processes that do so at once get different folders.

    Raises:
      WriteError: the folder cannot be created.
    """
    make_folder(stem.parent)
    numbered = (stem.with_name(f"{stem.name}-{number}") for number in count(1))
    return next(folder for folder in numbered if make_new_folder(folder))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Locks the folder for writing. The lock ends with the process, even if it is killed.

    Raises:
      RunError: another process has locked the folder, or it cannot be locked.
    """
    with open_lock(folder / LOCK) as lock:
        for _ in range(5):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.05)  # `in_use` locks it for a moment
            except OSError as error:
                raise refusal(folder / LOCK, error, "Nothing was changed.") from None
        else:
            raise RunError(
                f"Another process writes to {folder}: wait until it ends, or choose another folder."
            )
        yield


def in_use(folder: Path) -> bool:
    """Returns True if a process has locked the folder for writing. It writes nothing."""
    return is_locked(folder / LOCK)


def title_of(recipe: str, settings: dict[str, Any]) -> str:
    """Returns a run's title: its task, simulator and recipe."""
    task, sim = settings.get("task"), settings.get("sim")
    if task is None:  # a user's own recipe
        return recipe
    if is_reference(task):  # without its checksum
        task = task.partition("@")[0]
    elif settings.get("measures"):  # those of a Gymnasium environment
        sim = None
    return f"{task} in {sim} · {recipe}" if sim is not None else f"{task} · {recipe}"


def class_of(recipe: object) -> str:
    """Returns "module:Class" of a user's own recipe; "" if another program cannot import it.

    run.json keeps it as "class", a hint for people. See `recipes.registry.import_recipe`.
    """
    module, name = type(recipe).__module__, type(recipe).__qualname__
    if module == "__main__" or module.split(".")[0] == "ramify" or "<" in name:
        return ""
    return f"{module}:{name}"


def written_in(hint: str) -> str:
    """Returns the hint if it has the form "module:Class", otherwise ""."""
    return hint if re.fullmatch(r"[\w.]+:[\w.]+", hint) else ""
