"""Starts a robot's run from the best solution of an earlier run or of pre-training."""

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
    """Returns the experiment of a robot with this emitter.

    Args:
      settings: of the archive and the robot.
      start: folder of a run or of pre-training, whose best solution is the start; None for a random
        solution.
      critics: folder of pre-training with critics; None for new critics.
      learnt: (state) -> state with the critics in `critics`.
    """
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
    """Returns the first state of a run: at the best solution of the folder `start`, with pre-trained
    critics.

    Args:
      flag: that named the folder, for messages.
    """
    import jax

    if start is not None:
        _refuse_nowhere(start, flag)
        state = qd.init(best_of(start, task), key=jax.random.key(seed), fields=task.fields)
    return state if learnt is None else learnt(state)


def _refuse_nowhere(folder: str, flag: str) -> None:
    """Refuses a folder that holds neither a run nor pre-training.

    Raises:
      RunError: the folder does not exist, or holds neither.
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
    """Reads the best elite of a run, or the best actor of pre-training, [n].

    Raises:
      RunError: the folder holds neither, or the solution does not fit the task.
    """
    from ramify.recipes.pretrain_files import CRITICS, best_actor
    from ramify.run.checkpoint import read_elites
    from ramify.run.folder import RunError

    if (Path(folder) / CRITICS).exists():
        return best_actor(folder, task)
    found, n = read_elites(Path(folder)), task.sim.controller.n
    if not len(found) or found.solution.shape[1] != n:
        raise RunError(
            f"{folder} holds {len(found)} elites with {found.solution.shape[1]} parameters, but this "
            f"run needs {n}: start from a run with the same --controller and --hidden."
        )
    return found.solution[found.objective.argmax()]


def spent_on(folder: str | Path) -> dict[str, float]:
    """Returns the control_steps and seconds that a run or pre-training took, including what it started
    from. Returns an empty dictionary for an archive without a run."""
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
