"""The episodes of pre-training, and the checkpoint that they resume from.

pretraining.npz holds the state between two batches of episodes: killed at any moment, pre-training
resumes from there, and ends with the same bits as if it had not been killed.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Key

from ramify.core import Evaluation
from ramify.gradients.td3 import TD3, Learnt
from ramify.recipes.pretrain_files import PretrainingMeta
from ramify.run.folder import CHECKPOINT
from ramify.system import npz
from ramify.system.files import RunError
from ramify.system.interrupts import StopRequest
from ramify.tasks.locomotion import Locomotion

if TYPE_CHECKING:
    from ramify.recipes.pretrain_settings import PretrainSettings

FORMAT = 1


@dataclass(frozen=True)
class Pretraining:
    """The state between two batches of episodes.

    Attributes:
      learnt: agents and replay buffer, with everything up to the last batch.
      actor: [n], the objective's actor in the next batch. It is older than the one in `learnt`: a batch
        is simulated while the agents learn from the batch before.
      best: [n], the objective's actor at its best.
      done: episodes.
      seconds: spent so far.
    """

    learnt: Learnt
    actor: np.ndarray
    best: np.ndarray
    best_return: float = -np.inf
    done: int = 0
    control_steps: int = 0
    seconds: float = 0.0


def begin(settings: "PretrainSettings", task: Locomotion, source: TD3) -> Pretraining:
    """Returns the state before the first episode."""
    key = jax.random.key(settings.seed)
    start = task.start(key)
    learnt = jax.jit(source.init)(start, jax.random.fold_in(key, 0))
    return Pretraining(learnt, np.array(learnt.agents.actor[0]), np.asarray(start))


def run_episodes(
    settings: "PretrainSettings",
    task: Locomotion,
    source: TD3,
    state: Pretraining,
    *,
    stop: StopRequest,
    checkpoint: Callable[[Pretraining], None],
    save_every: float,
    show: Callable[[dict[str, float]], None] | None,
) -> Pretraining:
    """Runs the episodes that are left, or as many as come before a request to stop.

    Args:
      checkpoint: saves a state: every `save_every` seconds, or more seldom where saving takes more than
        a tenth of the time; and at the end.
    """
    together, random = settings.side_by_side, settings.random_networks
    key = jax.random.key(settings.seed)
    remember = jax.jit(source.remember, donate_argnums=0)
    learn = jax.jit(source.learn, static_argnums=(1, 2, 3), donate_argnums=0)
    started, save_at = time.perf_counter() - state.seconds, time.perf_counter() + save_every
    saved = state.done

    def save(state: Pretraining) -> None:
        nonlocal save_at, saved
        began = time.perf_counter()
        checkpoint(state)
        saved, now = state.done, time.perf_counter()
        save_at = now + max(save_every, 9.0 * (now - began))

    with ThreadPoolExecutor(1) as aside:  # the next batch, while the agents learn from the last

        def walking() -> Any:
            return aside.submit(_walk, settings, task, key, state.done, state.actor)

        batch = walking() if state.done < settings.episodes else None
        while batch is not None and not stop():
            walked = batch.result()
            came = float(walked.objective[0]) if state.done >= random else np.nan
            if came > state.best_return:
                state = replace(state, best=state.actor, best_return=came)
            learnt = remember(state.learnt, walked.transitions)
            state = replace(
                state,
                actor=np.array(learnt.agents.actor[0]),
                done=min(state.done + together, settings.episodes),
                control_steps=state.control_steps + int(walked.fields["steps"].sum()),
            )
            batch = walking() if state.done < settings.episodes else None
            learnt = jax.block_until_ready(learn(learnt, settings.updates, 0, 1))
            state = replace(state, learnt=learnt, seconds=time.perf_counter() - started)
            if time.perf_counter() >= save_at or state.done == settings.episodes or stop():
                save(state)
            if show is not None:
                row: dict[str, float] = {
                    "episodes": state.done,
                    "control_steps": state.control_steps,
                    "best": state.best_return,
                    "actor": came,
                    "mean": float(walked.objective.mean()),
                }
                show(row | {name: float(v) for name, v in source.report(state.learnt).items()})
        if saved < state.done:  # the signal came late
            save(state)
    return state


def _walk(
    settings: "PretrainSettings",
    task: Locomotion,
    key: Key[Array, ""],
    done: int,
    actor: np.ndarray,
) -> Evaluation:
    """Simulates the next batch: random networks at first, then the actor, with noise on its actions."""
    side = min(settings.side_by_side, settings.episodes - done)
    stranger_key, walk_key = jax.random.split(jax.random.fold_in(key, 1 + done))
    strangers = jax.vmap(task.start)(jax.random.split(stranger_key, side))
    strange = jnp.arange(done, done + side, dtype=jnp.int32)[:, None] < settings.random_networks
    x = jnp.where(strange, strangers, actor[None])
    quietest = 0.0 if side > 1 else settings.exploration
    return task.explore(
        x, walk_key, jnp.linspace(quietest, settings.exploration, side, dtype=jnp.float32)
    )


def save_checkpoint(folder: Path, settings: "PretrainSettings", state: Pretraining) -> None:
    """Writes pretraining.npz, whole or not at all. Of the buffer, only what is filled.

    Raises:
      WriteError: it cannot be written; the earlier checkpoint is unchanged.
    """
    meta = {
        "format": FORMAT,
        "settings": asdict(settings),
        "done": state.done,
        "control_steps": state.control_steps,
        "seconds": state.seconds,
        "best_return": None if np.isinf(state.best_return) else state.best_return,
    }
    rows, *leaves = jax.tree.leaves(_in_file(state.learnt))
    filled = int(state.learnt.replay.filled)
    members = {str(i): np.asarray(leaf) for i, leaf in enumerate([rows, *leaves])}
    members["0"] = members["0"][:filled]
    npz.write(folder / CHECKPOINT, meta, members | {"actor": state.actor, "best": state.best})


def read_checkpoint(folder: Path, *, arrays: bool = True) -> tuple[PretrainingMeta, dict[str, Any]]:
    """Reads pretraining.npz: what it says of itself, and its arrays.

    Raises:
      RunError: there is none, or it cannot be read.
    """
    return npz.read(
        folder / CHECKPOINT,
        PretrainingMeta,
        missing=f"{folder} holds no pre-training that was stopped: it has no {CHECKPOINT}.",
        remedy="pre-train again, in a new folder",
        wanted=lambda name: arrays,
    )


def restored(
    folder: Path, source: TD3, task: Locomotion, meta: PretrainingMeta, members: dict[str, Any]
) -> Pretraining:
    """Returns the state that a checkpoint holds.

    Raises:
      RunError: it is not a state of these settings.
    """
    key, n = jax.random.key(0), task.sim.controller.n
    theta = jax.ShapeDtypeStruct((n,), jnp.float32)
    wanted, structure = jax.tree.flatten(
        jax.eval_shape(lambda theta: _in_file(source.init(theta, key)), theta)
    )
    names = [*map(str, range(len(wanted))), "actor", "best"]
    saved: list[Any] = [members.get(name) for name in names]
    filled = 0 if saved[0] is None else len(saved[0])
    for i, (old, leaf) in enumerate(zip(saved, [*wanted, theta, theta], strict=True)):
        shape = (filled, *leaf.shape[1:]) if i == 0 else leaf.shape
        if old is None or old.shape != shape or old.dtype != leaf.dtype or filled > source.capacity:
            raise RunError(
                f"{folder / CHECKPOINT} does not hold the state that its settings make: another "
                "version of ramify wrote it. Pre-train again, in a new folder."
            )
    *leaves, actor, best = saved
    leaves[0] = np.pad(leaves[0], ((0, source.capacity - filled), (0, 0)))
    rows, learnt, drawn = jax.tree.unflatten(structure, [jnp.array(leaf) for leaf in leaves])
    learnt = replace(
        learnt, replay=replace(learnt.replay, rows=rows), key=jax.random.wrap_key_data(drawn)
    )
    best_return = -np.inf if meta.best_return is None else meta.best_return
    counts = meta.done, meta.control_steps, meta.seconds
    return Pretraining(learnt, actor, best, best_return, *counts)


def _in_file(learnt: Any) -> tuple[Array, Any, Array]:
    """What is written: the buffer's rows, all else, and the numbers that the key is made of."""
    bare = replace(learnt, replay=replace(learnt.replay, rows=None), key=None)
    return learnt.replay.rows, bare, jax.random.key_data(learnt.key)
