"""Pre-training for any task with transitions, and runs of one's own that start from it."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ramify.recipes.pretrain import Pretraining, is_complete
from ramify.recipes.pretrain_settings import PretrainSettings
from ramify.run.progress import Show
from ramify.sims.cluster.placement import placed

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.run.experiment import Preparation
    from ramify.run.qd import QD
    from ramify.run.state import QDState


def pretrain(
    task: "AbstractTask",
    out: str | Path,
    show: Show = None,
    *,
    save_every: float = 30.0,
    **settings: Any,
) -> Path:
    """Pre-trains critics and an actor on a task by TD3, and writes critics.npz into a folder.

    The task has continuous actions and the methods `start` and `explore`, as `GymnasiumTask` and robots
    have. Calling the same again after a stop continues, to the same bits.

    Args:
      task: solutions are controllers, whose episodes have transitions.
      out: a new folder, or one whose pre-training was stopped.
      show: True for a line of progress, or a function that is called with a `Progress` after every
        batch of episodes.
      save_every: seconds between checkpoints.
      settings: fields of `PretrainSettings`: `episodes`, `updates`, `units`, `seed` and others. The
        critics and the replay buffer of the runs that use it need the same `units` and `hidden`.

    Returns:
      The path of critics.npz.

    Raises:
      ValueError: the task cannot be pre-trained on, or a setting is out of range.
      TypeError: there is no such setting.
      RunError: the folder holds something else: finished pre-training, or one with other settings.

    Example:
      >>> import tempfile, ramify
      >>> task = ramify.tasks.walker("hopper", hidden=(4,), steps=20, slots=16)
      >>> folder = tempfile.mkdtemp() + "/critics"
      >>> small = dict(units=(8,), buffer=1000, updates=2, measure_updates=2)
      >>> ramify.pretrain(task, folder, episodes=8, **small).name
      'critics.npz'
    """
    from ramify.run.folder import CHECKPOINT
    from ramify.system.files import RunError

    out, chosen = Path(out), PretrainSettings(**settings)
    if is_complete(out):
        raise RunError(f"{out} holds finished pre-training: use it, or name another folder.")
    _refuse_unfit(task)
    task = placed(task)
    found = Pretraining(chosen, task, lambda rows: task, "the same call of ramify.pretrain")
    if not (out / CHECKPOINT).exists():
        return found.begin(out, show, save_every)
    _refuse_others(out, chosen)
    return found.proceed(out, show, save_every)


def preparation(
    recipe: Any, problem: "Callable[[], AbstractTask]", episodes: int, **settings: Any
) -> "Preparation | None":
    """Returns what a recipe of one's own does before its run: it pre-trains in the run's folder.

    The recipe has the fields `pretrain`, a number of episodes, and `critics`, a folder or None. Its
    method `preparation` returns this. Its `build` starts from `critics` with `from_critics`.

    Args:
      recipe: the recipe.
      problem: () -> the task.
      episodes: number of episodes; 0 for no pre-training.
      settings: as for `pretrain`.

    Returns:
      (folder, show, save_every) -> the recipe that starts from the folder; None without pre-training.
    """
    return partial(_prepared, recipe, problem, episodes, settings) if episodes else None


def from_critics(
    folder: str | Path | None, task: "AbstractTask", qd: "QD", *, seed: int
) -> dict[str, Any]:
    """Returns arguments of `Experiment` for a run that starts from pre-trained critics.

    The search starts at their best actor: `Experiment(task, qd, theta, **from_critics(...))`.

    Args:
      folder: of `pretrain`; None for a run without.
      task: the run's task, with the network of the pre-training.
      qd: its emitter follows a gradient source with critics: `TD3`, `StateNovelty`, or a `PerRow`
        whose objective's source is one of them.
      seed: of the random numbers of the run.

    Returns:
      `prepare` and `spent`; nothing without a folder.

    Raises:
      ValueError: the emitter follows no critics.
    """
    from ramify.recipes.start import refuse_without_critics, spent_on

    refuse_without_critics(qd, task)
    if folder is None:
        return {}
    return {
        "prepare": partial(_started, folder, task, qd, seed),
        "spent": partial(spent_on, folder),
    }


def _prepared(
    recipe: Any,
    problem: "Callable[[], AbstractTask]",
    episodes: int,
    settings: dict[str, Any],
    folder: Path,
    show: Show,
    save_every: float,
) -> Any:
    """Pre-trains in the folder, or continues there. Returns the recipe that starts from it."""
    if not is_complete(folder):
        pretrain(problem(), folder, show, save_every=save_every, episodes=episodes, **settings)
    return replace(recipe, critics=str(folder), pretrain=0)


def _started(
    folder: str | Path, task: "AbstractTask", qd: "QD", seed: int, state: "QDState"
) -> "QDState":
    """Returns the first state of a run: at the best actor, with the critics."""
    import jax

    from ramify.recipes.pretrain_files import best_actor
    from ramify.recipes.start import with_critics

    state = qd.init(best_actor(folder, task), key=jax.random.key(seed), fields=task.fields)
    return with_critics(folder, task, qd, seed, state)


def _refuse_unfit(task: "AbstractTask") -> None:
    """Refuses a task that critics cannot be pre-trained on.

    Raises:
      ValueError: it has no transitions, no noise on its actions, no start, or discrete actions.
    """
    _ = task.control  # its error says why there is none
    lacks = [name for name in ("start", "explore") if _is_inherited(task, name)]
    if lacks or task.parameters is None:
        raise ValueError(
            f"{type(task).__name__} has no {' and no '.join(lacks) or 'number of parameters'}, which "
            "pre-training needs: give it `start(key)`, `explore(x, key, spread)` and `parameters` as "
            "ramify.core.AbstractTask describes them."
        )


def _is_inherited(task: "AbstractTask", name: str) -> bool:
    """Returns True if the task does not define this method of `AbstractTask` itself."""
    from ramify.core import AbstractTask

    return getattr(type(task), name) is getattr(AbstractTask, name)


def _refuse_others(out: Path, chosen: PretrainSettings) -> None:
    """Refuses to continue pre-training with other settings than it began with.

    Raises:
      RunError: a setting differs.
    """
    import json

    from ramify.recipes.pretrain_loop import read_checkpoint
    from ramify.system.files import RunError

    found = read_checkpoint(out, arrays=False)[0].settings
    wanted = json.loads(json.dumps(asdict(chosen)))
    if other := [name for name in wanted if found.get(name) != wanted[name]]:
        name = other[0]
        raise RunError(
            f"{out} holds unfinished pre-training with {name}={found.get(name)}, not {wanted[name]}: "
            "continue with its settings, or name another folder."
        )
