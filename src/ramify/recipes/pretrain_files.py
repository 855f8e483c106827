"""The files of pre-training: critics.npz, and what its checkpoint says of itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from ramify.recipes.pretrain_settings import PretrainSettings
from ramify.system.parsing import Amount, Count, Positive, Short

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3, Learnt
    from ramify.tasks.locomotion import Locomotion

CRITICS, FORMAT = "critics.npz", 3


class SavedSettings(Struct, frozen=True):
    """Those settings of pre-training that its readers need."""

    buffer: Positive
    units: tuple[Positive, ...]


class TaskShape(Struct, frozen=True):
    """The task that critics were pre-trained for."""

    robot: Short
    simulator: Short
    observations: Positive
    actions: Positive
    parameters: Positive


class CriticsMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of critics.npz.

    Attributes:
      task, settings: what was pre-trained.
      steps, seconds: its cost.
      start, best: objective and measures of an episode of the start policy, and of the best actor.
      actors: the same of each agent's actor.
      climbed: the same of the best actor after a step up each gradient.
      losses: the last loss of each critic.
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
      done: episodes so far.
      control_steps, seconds: their cost.
      best_return: of the objective's actor; None until it has walked.
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
    task: "Locomotion",
    learnt: "Learnt",
    best: Any,
    found: dict[str, Any],
) -> None:
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
    """Reads what was pre-trained, and what came of it.

    Raises:
      RunError: there is no critics.npz, or it cannot be read.
    """
    return _read(Path(folder), arrays=False)[0]


def best_actor(folder: str | Path, task: "Locomotion") -> Any:
    """The objective's actor as it was at its best, [n].

    Raises:
      RunError: nothing was pre-trained there, or for another task or network.
    """
    return _read_for(folder, task)[1]["best"]


def load_critics(folder: str | Path, source: "TD3", task: "Locomotion", seed: int) -> "Learnt":
    """What `ramify pretrain td3` left, for a source with as many rows or fewer.

    Raises:
      RunError: nothing was pre-trained there, or for another task, network or critic.
    """
    import dataclasses

    import jax
    import jax.numpy as jnp

    from ramify.run.folder import RunError

    meta, members = _read_for(folder, task)
    capacity = meta.settings.buffer
    every = dataclasses.replace(source, rows=1 + len(task.measures), capacity=capacity)
    template = every.init(jnp.zeros(task.sim.controller.n, dtype=jnp.float32), jax.random.key(seed))
    leaves, structure = jax.tree.flatten(_arrays(template))
    saved = [members.get(str(i)) for i in range(len(leaves))]
    for old, leaf in zip(saved, leaves, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"{folder} holds other critics than these: give the --units it was pre-trained with, "
                f"{meta.settings.units}."
            )
    learnt = jax.tree.unflatten(structure, [jnp.asarray(old) for old in saved])
    key = jax.random.fold_in(jax.random.key(seed), 7)
    return source.adopt(dataclasses.replace(learnt, key=key))


def _read_for(folder: str | Path, task: "Locomotion") -> tuple["CriticsMeta", dict[str, Any]]:
    import msgspec
    import numpy as np

    from ramify.run.folder import RunError

    meta, members = _read(Path(folder))
    was = msgspec.to_builtins(meta.task)
    if was != _shape(task):
        raise RunError(
            f"{folder} was pre-trained for {was}, this run is {_shape(task)}: pre-train "
            "with the same --task, --sim and --hidden."
        )
    best = members.get("best")
    if best is None or best.shape != (meta.task.parameters,) or best.dtype != np.float32:
        raise RunError(f"{Path(folder) / CRITICS} holds no best actor: pre-train again.")
    return meta, members


def _arrays(learnt: Any) -> Any:
    """All but the key, which a run has of its own."""
    import dataclasses

    return dataclasses.replace(learnt, key=None)


def _read(folder: Path, *, arrays: bool = True) -> tuple["CriticsMeta", dict[str, Any]]:
    from ramify.system import npz

    return npz.read(
        folder / CRITICS,
        CriticsMeta,
        missing=f"{folder} holds no pre-trained critics ({CRITICS}): name a folder that "
        "`ramify pretrain td3` wrote.",
        remedy="pre-train again",
        wanted=lambda name: arrays,
    )


def _shape(task: "Locomotion") -> dict[str, Any]:
    control = task.control
    return {
        "robot": task.sim.robot.name,
        "simulator": task.sim.name,
        "observations": control.observations,
        "actions": control.actions,
        "parameters": task.sim.controller.n,
    }
