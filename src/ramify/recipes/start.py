"""Where a search may start: at the best that an earlier run, or pre-training, came to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from ramify.core import AbstractEmitter
    from ramify.recipes.settings import WalkerArchiveSettings
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD, QDState
    from ramify.tasks.locomotion import Locomotion


def walking(
    settings: "WalkerArchiveSettings",
    task: "Locomotion",
    emitter: "AbstractEmitter",
    start: str | None,
    *,
    critics: str | None = None,
    learnt: "Callable[[QDState], QDState] | None" = None,
) -> "Experiment":
    """A walker's archive, filled by this emitter from a random solution, or from the best that the
    folder `start` holds; with critics from the folder `critics`, whom `learnt` makes known to the
    first state."""
    import jax
    import numpy as np

    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD

    qd, key = QD(settings.archive(task), emitter), jax.random.key(settings.seed)

    theta, folder = np.asarray(task.start(key)), start or critics
    if folder is None:
        return Experiment(task, qd, theta, estimators=settings.estimators)
    known = None if critics is None else learnt
    flag = "--critics" if start == critics else "--start"
    prepared = partial(_prepared, task, qd, settings.seed, start, flag, known)
    return Experiment(task, qd, theta, prepared, partial(spent_on, folder), settings.estimators)


def _prepared(
    task: "Locomotion",
    qd: "QD",
    seed: int,
    start: str | None,
    flag: str,
    learnt: "Callable[[QDState], QDState] | None",
    state: "QDState",
) -> "QDState":
    """Returns a run's first state, at the best of the folder `start`, which `flag` named, and with what
    `learnt` adds."""
    import jax

    if start is not None:
        _refuse_nowhere(start, flag)
        state = qd.init(best_of(start, task), key=jax.random.key(seed), fields=task.fields)
    return state if learnt is None else learnt(state)


def _refuse_nowhere(folder: str, flag: str) -> None:
    """Refuses a folder that holds nothing to start from.

    Raises:
      RunError: it is not there, or neither a run nor pre-training has written to it.
    """
    from ramify.recipes.pretrain_files import CRITICS
    from ramify.run.folder import ARCHIVE, CONFIG, RunError

    path = Path(folder)
    if not path.is_dir():
        raise RunError(f"{flag} is {folder}: there is no such folder.")
    if not any((path / name).exists() for name in (CRITICS, ARCHIVE, CONFIG)):
        raise RunError(
            f"{flag} is {folder}, which holds neither a run ({CONFIG}) nor pre-trained critics "
            f"({CRITICS}): name a folder that `ramify train` or `ramify pretrain td3` wrote."
        )


def best_of(folder: str | Path, task: "Locomotion") -> "np.ndarray":
    """The best elite of a run, or the best actor that `ramify pretrain td3` came to, [n].

    Raises:
      RunError: there is neither, or it is no solution of this task.
    """
    from ramify.recipes.pretrain_files import CRITICS, best_actor
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


def spent_on(folder: str | Path) -> dict[str, float]:
    """control_steps and seconds of that run or pre-training, and of what it started from itself; nothing
    of an archive that is no run's."""
    from ramify.recipes.pretrain_files import CRITICS, read_meta
    from ramify.run.config import read_config
    from ramify.run.folder import CONFIG
    from ramify.run.metrics import read_metrics

    if (Path(folder) / CRITICS).exists():
        meta = read_meta(folder)
        return {"control_steps": meta.steps, "seconds": meta.seconds}
    if not (Path(folder) / CONFIG).exists():
        return {}
    metrics, before = read_metrics(Path(folder)), read_config(Path(folder)).spent
    if not len(metrics["seconds"]):
        return {}
    return {
        name: float(metrics[name][-1]) + (getattr(before, name) if before else 0.0)
        for name in ("control_steps", "seconds")
    }
