"""The files of pre-training: critics.npz, and the metadata of the checkpoint."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from ramify.recipes.pretrain_settings import PretrainSettings
from ramify.system.parsing import Amount, Count, Positive, Short

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.gradients.td3 import TD3, Learnt

CRITICS, FORMAT = "critics.npz", 3


class SavedSettings(Struct, frozen=True):
    """The settings of pre-training that runs which use it need."""

    buffer: Positive
    units: tuple[Positive, ...]
    layer_norm: bool = False  # critics before this setting had none
    quantiles: Count = 0  # critics before this setting estimated the mean only


class TaskShape(Struct, frozen=True):
    """The task that the critics were trained on. `robot` is the name of the problem, of any task."""

    robot: Short
    simulator: Short
    observations: Positive
    actions: Positive
    parameters: Positive


class CriticsMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of critics.npz.

    Attributes:
      task, settings: what was pre-trained.
      steps, seconds: cost of pre-training: control steps and time.
      start, best: objective and measures of the start policy and of the best actor, in one episode.
      actors: objective and measures of each agent's actor.
      climbed: objective and measures of the best actor after a step along each gradient.
      losses: last loss of each critic.
    """

    formats: ClassVar[tuple[int, ...]] = (3,)

    format: int
    settings: SavedSettings
    task: TaskShape
    steps: Count
    seconds: Amount
    start: tuple[float, ...]
    actors: tuple[tuple[float, ...], ...]
    best: tuple[float, ...]
    climbed: tuple[tuple[float, ...], ...]
    losses: tuple[float, ...]

    def __post_init__(self) -> None:
        rows = len(self.start)
        lengths = {len(self.best), len(self.losses), len(self.actors), len(self.climbed)}
        lengths |= {len(row) for row in (*self.actors, *self.climbed)}
        if rows < 1 or lengths != {rows}:
            raise ValueError("start, actors, best, climbed and losses differ in length")


class PretrainingMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of pretraining.npz, the checkpoint of pre-training.

    Attributes:
      settings: of pre-training; `recipes.pretrain.settings_in` validates them.
      done: number of episodes so far.
      control_steps, seconds: cost of these episodes.
      best_return: best return of the objective's actor; None before its first episode.
    """

    formats: ClassVar[tuple[int, ...]] = (1,)

    format: int
    settings: dict[str, Any]
    done: Count
    control_steps: Count
    seconds: Amount
    best_return: float | None


def write_critics(
    out: Path,
    settings: PretrainSettings,
    task: "AbstractTask",
    learnt: "Learnt",
    best: Any,
    found: dict[str, Any],
) -> None:
    """Writes critics.npz.

    Args:
      best: [n], the best actor.
      found: the other members of `CriticsMeta`.
    """
    from dataclasses import asdict

    import jax
    import numpy as np

    from ramify.system import npz

    meta = {"format": FORMAT, "settings": asdict(settings), "task": _shape(task)} | found
    leaves = enumerate(jax.tree.leaves(_arrays(learnt)))
    npz.write(
        out / CRITICS, meta, {"best": best} | {f"{i}": np.asarray(leaf) for i, leaf in leaves}
    )


def read_meta(folder: str | Path) -> "CriticsMeta":
    """Reads the settings and results of pre-training.

    Raises:
      RunError: there is no critics.npz, or it cannot be read.
    """
    return _read(Path(folder), arrays=False)[0]


def best_actor(folder: str | Path, task: "AbstractTask") -> Any:
    """Reads the best actor of the objective, [n].

    Raises:
      RunError: the folder holds no pre-trained critics, or they are for another task or network.
    """
    return _read_for(folder, task)[1]["best"]


def load_critics(folder: str | Path, source: "TD3", task: "AbstractTask", seed: int) -> "Learnt":
    """Reads pre-trained critics.

    Args:
      source: the critics that use them. It may have fewer rows than the pre-trained critics.
      seed: of the random numbers that the critics draw from now on.

    Raises:
      RunError: the folder holds no pre-trained critics, or they are for another task or network, or of
        another kind.
    """
    import dataclasses

    import jax
    import jax.numpy as jnp

    from ramify.numerics import draws
    from ramify.run.folder import RunError

    meta, members = _read_for(folder, task)
    was, now = meta.settings, source.learner
    kinds = (was.units, was.layer_norm, was.quantiles), (now.hidden, now.layer_norm, now.quantiles)
    if kinds[0] != kinds[1]:
        raise RunError(
            f"The critics in {folder} are of another kind than this run's: give --units "
            f"{' '.join(map(str, was.units))} --layer-norm {was.layer_norm} --quantiles "
            f"{was.quantiles}, or pre-train again."
        )
    capacity = meta.settings.buffer
    every = dataclasses.replace(source, rows=1 + len(task.measures), capacity=capacity)
    theta = jax.ShapeDtypeStruct((meta.task.parameters,), jnp.float32)
    template = jax.eval_shape(every.init, theta, jax.random.key(seed))
    leaves, structure = jax.tree.flatten(_arrays(template))
    saved = [members.get(str(i)) for i in range(len(leaves))]
    for old, leaf in zip(saved, leaves, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"The arrays in {Path(folder) / CRITICS} do not fit its settings: pre-train again."
            )
    learnt = jax.tree.unflatten(structure, [jnp.asarray(old) for old in saved])
    key = draws.fold_in(jax.random.key(seed), 7)
    return source.adopt(dataclasses.replace(learnt, key=key))


def _read_for(folder: str | Path, task: "AbstractTask") -> tuple["CriticsMeta", dict[str, Any]]:
    """Reads critics.npz. Refuses critics of another task."""
    import msgspec
    import numpy as np

    from ramify.robots.table import ROBOTS, is_model
    from ramify.run.folder import RunError

    meta, members = _read(Path(folder))
    was = msgspec.to_builtins(meta.task)
    if was != _shape(task):
        same = (
            "--task, --sim and --hidden"
            if meta.task.robot in ROBOTS or is_model(meta.task.robot)
            else "task and controller"
        )
        raise RunError(
            f"{folder} was pre-trained for {was}, but this run has {_shape(task)}: pre-train with the "
            f"same {same}."
        )
    best = members.get("best")
    if best is None or best.shape != (meta.task.parameters,) or best.dtype != np.float32:
        raise RunError(f"{Path(folder) / CRITICS} holds no best actor: pre-train again.")
    return meta, members


def _arrays(learnt: Any) -> Any:
    """Returns everything except the random key, since each run has its own."""
    import dataclasses

    return dataclasses.replace(learnt, key=None)


def _read(folder: Path, *, arrays: bool = True) -> tuple["CriticsMeta", dict[str, Any]]:
    """Reads the metadata of critics.npz, and its arrays if wanted."""
    from ramify.system import npz

    return npz.read(
        folder / CRITICS,
        CriticsMeta,
        missing=f"{folder} holds no pre-trained critics ({CRITICS}): name a folder that "
        "`ramify pretrain td3` wrote.",
        remedy="pre-train again",
        wanted=lambda name: arrays,
    )


def _shape(task: "AbstractTask") -> dict[str, Any]:
    """Returns the entries of `TaskShape`."""
    control = task.control
    return {
        "robot": task.task_name,
        "simulator": task.simulator,
        "observations": control.observations,
        "actions": control.actions,
        "parameters": task.parameters,
    }
