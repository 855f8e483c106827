"""Starts a robot's run from the best solution of an earlier run or of pre-training."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from ramify.core import AbstractEmitter, AbstractTask
    from ramify.gradients.td3 import Learnt
    from ramify.recipes.walker_settings import WalkerArchiveSettings
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD
    from ramify.run.state import QDState


def walking(
    settings: "WalkerArchiveSettings",
    task: "AbstractTask",
    emitter: "AbstractEmitter",
    start: str | None,
    *,
    critics: str | None = None,
) -> "Experiment":
    """Returns the experiment of a robot with this emitter.

    Args:
      settings: of the archive and the robot.
      start: folder of a run or of pre-training, whose best solution is the start; None for a random
        solution.
      critics: folder of pre-training with critics; None for new critics.
    """
    import jax
    import numpy as np

    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD

    qd, key = QD(settings.archive(task), emitter), jax.random.key(settings.seed)

    # Jitted: JAX would compile a program for every operation.
    theta, folder = np.asarray(jax.jit(task.start)(key)), start or critics
    if folder is None:
        return Experiment(task, qd, theta, estimators=settings.estimators)
    flag = "--critics" if start == critics else "--start"
    prepared = partial(_prepared, task, qd, settings.seed, start, critics, flag)
    return Experiment(task, qd, theta, prepared, partial(spent_on, folder), settings.estimators)


def _prepared(
    task: "AbstractTask",
    qd: "QD",
    seed: int,
    start: str | None,
    critics: str | None,
    flag: str,
    state: "QDState",
) -> "QDState":
    """Returns the first state of a run: at the best solution of the folder `start`, with the
    pre-trained critics of the folder `critics`.

    Args:
      flag: that named the folder, for messages.
    """
    import jax

    if start is not None:
        _refuse_nowhere(start, flag)
        state = qd.init(best_of(start, task), key=jax.random.key(seed), fields=task.fields)
    return state if critics is None else with_critics(critics, task, qd, seed, state)


def with_critics(
    folder: str | Path, task: "AbstractTask", qd: "QD", seed: int, state: "QDState"
) -> "QDState":
    """Returns the state of a search with pre-trained critics.

    Args:
      folder: of pre-training.
      task: the run's task.
      qd: its emitter follows critics.
      seed: of the random numbers that the critics draw.
      state: of the search.

    Raises:
      ValueError: the emitter follows no critics.
      RunError: the folder holds no pre-trained critics, or they do not fit the task.
    """
    import equinox as eqx
    import jax

    from ramify.recipes.pretrain_files import load_critics

    def load(critics: Any) -> "Learnt":
        return load_critics(folder, critics, task, seed)

    with jax.default_matmul_precision("highest"):  # as in every step
        learnt = _with_critics(qd, state.emitter, load)
        known = eqx.filter_jit(qd.emitter.with_gradient_state)(state.emitter, learnt)
        return replace(state, emitter=known)


def refuse_without_critics(qd: "QD", task: "AbstractTask") -> None:
    """Refuses an emitter that follows no critics.

    Raises:
      ValueError: it follows no gradients, or its gradient source has no critics.
    """
    import equinox as eqx
    import jax
    import jax.numpy as jnp

    theta, key = jnp.zeros(task.parameters or 1, dtype=jnp.float32), jax.random.key(0)

    def known() -> Any:
        return _with_critics(
            qd, qd.emitter.init(theta, key), lambda critics: critics.init(theta, key)
        )

    eqx.filter_eval_shape(known)  # nothing is computed


def _with_critics(qd: "QD", emitter: Any, load: "Callable[[Any], Learnt]") -> Any:
    """Returns the state of the emitter's gradient source with the critics that `load` returns."""
    found = qd.emitter.gradient_state(emitter)
    if found is None:
        raise ValueError(
            f"{type(qd.emitter).__name__} follows no critics, so it cannot start from pre-trained ones: "
            "use an emitter with `gradient=ramify.TD3(...)`, such as ramify.CMAMEGA."
        )
    source, known = found
    return source.with_critics(known, load)


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


def best_of(folder: str | Path, task: "AbstractTask") -> "np.ndarray":
    """Reads the best elite of a run, or the best actor of pre-training, [n].

    Raises:
      RunError: the folder holds neither, or the solution does not fit the task.
    """
    from ramify.recipes.pretrain_files import CRITICS, best_actor
    from ramify.run.checkpoint import read_elites
    from ramify.run.folder import RunError

    if (Path(folder) / CRITICS).exists():
        return best_actor(folder, task)
    found, n = read_elites(Path(folder)), task.parameters
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
