"""What the command line tells of mistakes, and of choices that one may regret."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiffRecipe
from ramify.system.printable import echo

if TYPE_CHECKING:
    from ramify.run.config import Config

FEW = 512  # robots, for an accelerator: thousands take as long
ROOM = 16_000_000  # bytes; a run's compiled programs take a few million


def words_for(error: Exception) -> str | None:
    """What to tell of it; nothing of a fault of ours, of which it matters where it happened."""
    from ramify.run.folder import RunError
    from ramify.sims.workers import NoWorkerError
    from ramify.system.memory import is_exhaustion

    if isinstance(error, RuntimeError) and is_exhaustion(error):
        return (
            "the device has too little memory. Fewer --slots (of pretrain, --together), --batch or "
            "--samples take less, as do a smaller --buffer, --hidden, --units or --grid. What was saved "
            f"of a run is there. ({str(error).splitlines()[0]})"
        )
    told = (RunError, ValueError, OSError, ImportError, MemoryError, NoWorkerError)
    return str(error) if isinstance(error, told) else None


def warn_about_cache() -> None:
    """Says on stderr that compiled programs cannot be kept, if so."""
    folder = os.environ.get("JAX_COMPILATION_CACHE_DIR", "")
    if folder and "://" not in folder and (why := _unwritable(Path(folder))):
        print(
            f"ramify: {folder} takes no more compiled programs ({why}), so every start compiles them "
            "again. Set JAX_COMPILATION_CACHE_DIR to a folder with room.",
            file=sys.stderr,
        )


def _unwritable(folder: Path) -> str | None:
    """Why compiled programs cannot be written there; None if they can."""
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


def say(sentence: str) -> None:
    """Prints a sentence on stderr."""
    echo(f"ramify: {sentence}", file=sys.stderr)


def warn(recipe: Any, made: "Config | None" = None) -> None:
    """On stderr, what `doubts` there are."""
    for doubt in doubts(recipe, made):
        say(doubt)


def doubts(recipe: Any, made: "Config | None" = None) -> Iterator[str]:
    """Where the simulator does not suit the machine, nor the buffer or the batch the walks; and where a
    run that was `made` elsewhere will not go on to the bit."""
    if made is not None:
        from ramify.run.provenance import differing

        for what, was, now in differing(made):
            yield (
                f"the run was made with {what} {was}, and goes on with {now}: what follows may differ "
                "in its bits."
            )
    rows = getattr(recipe, "batch", 0) * getattr(recipe, "emitters", 1)
    buffer = getattr(recipe, "buffer", None)
    if buffer is not None and buffer < rows * recipe.steps:
        yield (
            f"an iteration walks {rows} episodes of up to {recipe.steps} steps, of which --buffer "
            f"{buffer} forgets some before critics saw them."
        )
    if getattr(recipe, "sim", "").startswith("mjx"):
        import jax

        if jax.default_backend() == "cpu":
            instead = "--sim mujoco is many times faster, --sim auto chooses."
            if isinstance(recipe, CMAMEGAAutodiffRecipe):  # which MJX alone can do
                instead = "the first iteration compiles for minutes; few --steps are quicker."
            yield (
                f"no accelerator here, and MJX is slow on a CPU: {instead} (JAX finds NVIDIA's once it "
                "is there for them: pip install 'jax[cuda13]'.)"
            )
        elif 0 < rows < FEW:
            yield (
                f"an iteration walks {rows} robots, and an accelerator takes as long for thousands: "
                "--batch 2048 (of evolution strategies, with --samples 2046) makes use of it."
            )
