"""Where a search may start: at the best that an earlier run, or pre-training, came to."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from ramify.tasks.locomotion import Locomotion


def best_of(folder: str | Path, task: "Locomotion") -> "np.ndarray":
    """The best elite of a run, or the best actor that `ramify pretrain td3` came to, [n].

    Raises:
      RunError: there is neither, or it is no solution of this task.
    """
    from ramify.recipes.pretrain import CRITICS, best_actor
    from ramify.run.checkpoint import read_elites
    from ramify.run.folder import RunError

    if (Path(folder) / CRITICS).exists():
        return best_actor(folder, task)
    found, n = read_elites(Path(folder)), task.sim.controller.n
    if not len(found) or found.solution.shape[1] != n:
        raise RunError(
            f"{folder} holds {len(found)} elites of {found.solution.shape[1]} parameters, this run's "
            f"have {n}: start from a run with the same --controller and --hidden."
        )
    return found.solution[found.objective.argmax()]
