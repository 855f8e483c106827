"""What the command line tells of mistakes, and of choices that one may regret."""

import sys
from typing import Any

from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiff


def words_for(error: Exception) -> str | None:
    """What to tell of it; nothing of a fault of ours, of which it matters where it happened."""
    from ramify.run.folder import RunError
    from ramify.sims.mjx_memory import exhausted
    from ramify.sims.workers import NoWorkerError

    if isinstance(error, RuntimeError) and exhausted(error):
        return (
            "the device has too little memory. Fewer --slots (of pretrain, --together), --batch or "
            "--samples take less, as do a smaller --buffer, --hidden, --units or --grid. What was saved "
            f"of a run is there. ({str(error).splitlines()[0]})"
        )
    told = (RunError, ValueError, OSError, ImportError, MemoryError, NoWorkerError)
    return str(error) if isinstance(error, told) else None


def warn(recipe: Any) -> None:
    """Where the simulator does not suit the machine."""
    if getattr(recipe, "sim", "").startswith("mjx"):
        import jax

        if jax.default_backend() == "cpu":
            instead = "--sim mujoco is many times faster, --sim auto chooses."
            if isinstance(recipe, CMAMEGAAutodiff):  # which MJX alone can do
                instead = "the first iteration compiles for minutes; few --steps are quicker."
            print(
                f"ramify: no accelerator here, and MJX is slow on a CPU: {instead}", file=sys.stderr
            )
