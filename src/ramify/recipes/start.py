"""Where a search may start: at the best that an earlier run, or pre-training, came to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from ramify.core import AbstractEmitter
    from ramify.recipes.settings import Filling
    from ramify.run.loop import QDState
    from ramify.run.session import Experiment
    from ramify.tasks.locomotion import Locomotion


def walking(
    settings: "Filling",
    task: "Locomotion",
    emitter: "AbstractEmitter",
    start: str | None,
    learnt: "Callable[[QDState], QDState] | None" = None,
) -> "Experiment":
    """A walker's archive, filled by this emitter from a random solution, or from the best that the
    folder `start` holds; then whatever else the first state is to know."""
    import jax
    import numpy as np

    from ramify.run.loop import QD
    from ramify.run.session import Experiment

    qd, key = QD(settings.archive(task), emitter), jax.random.key(settings.seed)

    def prepared(state: "QDState") -> "QDState":
        if start is not None:
            state = qd.init(best_of(start, task), key=key, fields=task.fields)
        return state if learnt is None else learnt(state)

    nothing = start is None and learnt is None
    return Experiment(task, qd, np.asarray(task.start(key)), None if nothing else prepared)


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
