"""Error messages and warnings of the command line."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiffRecipe
from ramify.sims.table import on_device
from ramify.system.printable import echo

if TYPE_CHECKING:
    from ramify.run.config import Config

FEW = 512  # robots; an accelerator takes as long for thousands
ROOM = 16_000_000  # bytes; the compiled programs of a run take a few million


def explain(error: Exception) -> str | None:
    """Returns the message for an error that the user can correct. None for a bug, which needs a
    traceback."""
    from ramify.run.folder import RunError
    from ramify.sims.workers import NoWorkerError
    from ramify.system.memory import is_exhaustion

    if isinstance(error, RuntimeError) and is_exhaustion(error):
        return (
            "the device has too little memory. Lower --slots (--together of pretrain), --batch, "
            "--samples, --buffer, --hidden, --units or --grid. A run's last checkpoint is unchanged. "
            f"({str(error).splitlines()[0]})"
        )
    explained = (RunError, ValueError, OSError, ImportError, MemoryError, NoWorkerError)
    return str(error) if isinstance(error, explained) else None


def warn_about_cache() -> None:
    """Warns if JAX cannot store compiled programs."""
    folder = os.environ.get("JAX_COMPILATION_CACHE_DIR")
    if folder is None:
        note(
            "you have no home folder, so compiled programs are not stored, and every start compiles "
            "them again. Set JAX_COMPILATION_CACHE_DIR to a folder that only you can write to."
        )
    elif folder and "://" not in folder and (why := _unwritable(Path(folder))):
        note(
            f"compiled programs cannot be stored in {folder} ({why}), so every start compiles them "
            "again. Set JAX_COMPILATION_CACHE_DIR to a folder with free space."
        )


def _unwritable(folder: Path) -> str | None:
    """Returns why compiled programs cannot be written to a folder; None if they can."""
    from ramify.system.files import REASONS, WriteError, make_folder

    try:
        make_folder(folder)
        free = os.statvfs(folder)
    except (WriteError, OSError):
        return "it cannot be created"
    if free.f_flag & os.ST_RDONLY:
        return REASONS[errno.EROFS]
    if not os.access(folder, os.W_OK | os.X_OK):
        return REASONS[errno.EACCES]
    return REASONS[errno.ENOSPC] if free.f_bavail * free.f_frsize < ROOM else None


def note(sentence: str) -> None:
    """Prints a message on standard error."""
    echo(f"ramify: {sentence}", file=sys.stderr)


def warn_about_settings(recipe: Any, made: "Config | None" = None) -> None:
    """Prints `setting_warnings` on standard error."""
    for warning in setting_warnings(recipe, made):
        note(warning)


def setting_warnings(recipe: Any, made: "Config | None" = None) -> Iterator[str]:
    """Yields warnings: about settings that do not suit the machine or each other, and about other
    versions and processors.

    Args:
      made: configuration of the run that is resumed; None for a new run.
    """
    if made is not None:
        from ramify.run.provenance import differing

        for what, was, now in differing(made):
            yield (
                f"the run was made with {what} {was} and continues with {now}: further results may "
                "differ in their last bits."
            )
    episodes = getattr(recipe, "batch", 0) * getattr(recipe, "emitters", 1)
    buffer = getattr(recipe, "buffer", None)
    if buffer is not None and recipe.steps and buffer < episodes * recipe.steps:
        yield (
            f"--buffer {buffer} is smaller than one iteration ({episodes} episodes of up to "
            f"{recipe.steps} control steps), so critics never see some of it: give at least "
            f"{episodes * recipe.steps}."
        )
    if on_device(getattr(recipe, "sim", "")):
        import jax

        if jax.default_backend() == "cpu":
            instead = "Use --sim mujoco, which is many times faster, or --sim auto."
            if isinstance(recipe, CMAMEGAAutodiffRecipe):  # only MJX has derivatives
                instead = "The first iteration compiles for minutes; lower --steps to shorten it."
            yield (
                f"JAX finds no accelerator here, and MJX is slow on a CPU. {instead} For an NVIDIA "
                "GPU: pip install 'jax[cuda13]'."
            )
        elif 0 < episodes < FEW:
            yield (
                f"an iteration has only {episodes} episodes, and an accelerator simulates thousands in "
                "the same time: give --batch 2048 (for evolution strategies --samples 2046)."
            )
