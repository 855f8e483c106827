"""The loop over the episodes of pre-training, and its checkpoint.

pretraining.npz holds the state between two batches of episodes. Pre-training that is killed at any
moment resumes from there and ends with the same bits.
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

from ramify.core import AbstractTask, Evaluation
from ramify.gradients.td3 import TD3, Learnt
from ramify.numerics import draws
from ramify.recipes.pretrain_files import PretrainingMeta
from ramify.run.columns import with_prefix
from ramify.run.config import keep_model, know_model
from ramify.run.folder import CHECKPOINT
from ramify.run.progress import Progress
from ramify.system import npz
from ramify.system.files import RunError
from ramify.system.interrupts import StopRequest
from ramify.system.profile import span

if TYPE_CHECKING:
    from ramify.recipes.pretrain_settings import PretrainSettings

FORMAT = 1
ACTORS = "actor", "best", "average"  # policies in the checkpoint, see `PretrainingState`


def steps_of(answer: Evaluation, task: AbstractTask) -> int:
    """Returns the number of control steps of all episodes."""
    if "steps" in answer.fields:
        return int(answer.fields["steps"].sum())
    if answer.transitions is not None:
        return int(answer.transitions.steps.sum())
    return len(answer.objective) * task.control.steps  # at most


EARLY = 0.2  # share of pre-training with `early_n_step`
AVERAGED = 20  # number of batches whose actors are averaged (docs/decisions/critics.md)


@dataclass(frozen=True)
class PretrainingState:
    """The state between two batches of episodes.

    Attributes:
      learnt: agents and replay buffer after the last batch.
      actor: [n], the objective's actor in the next batch. It is older than the actor in `learnt`, since
        a batch is simulated while the agents learn from the batch before.
      best: [n], the objective's actor with the best episode so far.
      best_return: return of this episode.
      average: [n], an exponential moving average of the objective's actors.
      done: number of episodes so far.
      control_steps, seconds: cost so far.
    """

    learnt: Learnt
    actor: np.ndarray
    best: np.ndarray
    best_return: float
    average: np.ndarray
    done: int = 0
    control_steps: int = 0
    seconds: float = 0.0


def begin(settings: "PretrainSettings", task: AbstractTask, source: TD3) -> PretrainingState:
    """Returns the state before the first episode."""
    key = jax.random.key(settings.seed)
    start = jax.jit(task.start)(key)
    learnt = jax.jit(source.init)(start, draws.fold_in(key, 0))
    actor, x = np.array(learnt.agents.actor[0]), np.asarray(start)
    return PretrainingState(learnt, actor, best=x, best_return=-np.inf, average=x)


def run_episodes(
    settings: "PretrainSettings",
    task: AbstractTask,
    source: TD3,
    state: PretrainingState,
    *,
    stop: StopRequest,
    checkpoint: Callable[[PretrainingState], None],
    save_every: float,
    show: Callable[[Progress], object] | None,
) -> PretrainingState:
    """Runs the remaining episodes, or those before a request to stop.

    Args:
      stop: returns True once a signal has asked to stop.
      checkpoint: saves a state. It is called at the end and every `save_every` seconds, less often if
        saving takes more than a twentieth of the time.
      show: called with a `Progress` after every batch of episodes.

    Returns:
      The last state, which is saved.
    """
    together, random = settings.side_by_side, settings.random_networks
    key = jax.random.key(settings.seed)
    remember = jax.jit(source.remember, donate_argnums=0)
    starts = jax.jit(jax.vmap(task.start))  # once: each call of `jax.jit` compiles anew
    sources = settings.source(task, early=True), source
    learns = [jax.jit(s.learn, static_argnums=(1, 2, 3), donate_argnums=0) for s in sources]
    started, save_at = time.perf_counter() - state.seconds, time.perf_counter() + save_every
    saved = state.done

    def save(state: PretrainingState) -> None:
        nonlocal save_at, saved
        began = time.perf_counter()
        checkpoint(state)
        saved, now = state.done, time.perf_counter()
        save_at = now + max(save_every, 19.0 * (now - began))

    with ThreadPoolExecutor(1) as simulation:  # of the next batch, while the agents learn

        def submit() -> Any:
            return simulation.submit(
                _simulate, settings, task, starts, key, state.done, state.actor
            )

        batch = submit() if _share(settings, state) < 1 else None
        while batch is not None and not stop():
            with span("pre-training: waiting for episodes"):
                episodes = batch.result()
            actor_return = float(episodes.objective[0]) if state.done >= random else np.nan
            if actor_return > state.best_return:
                state = replace(state, best=state.actor, best_return=actor_return)
            if (batches := (state.done - random) // together) >= 0:
                weight = np.float32(1 / min(1 + batches, AVERAGED))
                average = state.average + weight * (state.actor - state.average)
                state = replace(state, average=average)
            learnt = remember(state.learnt, episodes.transitions)
            state = replace(
                state,
                actor=np.array(learnt.agents.actor[0]),
                done=min(state.done + together, settings.episodes),
                control_steps=state.control_steps + steps_of(episodes, task),
            )
            share = _share(settings, state)
            batch = submit() if share < 1 else None
            learn = learns[share > EARLY]
            with span("pre-training: critics and actor"):
                learnt = jax.block_until_ready(learn(learnt, settings.updates, 0, 1))
            state = replace(state, learnt=learnt, seconds=time.perf_counter() - started)
            if time.perf_counter() >= save_at or batch is None or stop():
                save(state)
            if show is not None:
                row: dict[str, float] = {
                    "episodes": state.done,
                    "control_steps": state.control_steps,
                    "best": state.best_return,
                    "actor": actor_return,
                    "mean": float(episodes.objective.mean()),
                }
                losses = {name: float(v) for name, v in source.report(state.learnt).items()}
                row |= with_prefix("critics_", losses, {*row})
                show(Progress(row, lambda **options: None, settings.episodes))
        if saved < state.done:  # the signal came after the last chance to save
            save(state)
    return state


def _share(settings: "PretrainSettings", state: PretrainingState) -> float:
    """Returns the share of pre-training that is done: of the episodes, or of the control steps."""
    steps = state.control_steps / settings.control_steps if settings.control_steps else 0.0
    return max(state.done / settings.episodes, steps)


def _simulate(
    settings: "PretrainSettings",
    task: AbstractTask,
    starts: Callable[[Key[Array, " b"]], Array],
    key: Key[Array, ""],
    done: int,
    actor: np.ndarray,
) -> Evaluation:
    """Simulates the next batch of episodes, with noise on the actions. Random networks come first, then
    the actor.

    Args:
      starts: draws a random network with each key.
    """
    side = min(settings.side_by_side, settings.episodes - done)
    network_key, episode_key = draws.split(draws.fold_in(key, 1 + done))
    x = np.broadcast_to(actor, (side, actor.size))
    if done < settings.random_networks:
        random = np.arange(done, done + side)[:, None] < settings.random_networks
        x = np.where(random, starts(draws.split(network_key, side)), x)
    quietest = 0.0 if side > 1 else settings.exploration
    return task.explore(
        jnp.asarray(x),
        episode_key,
        jnp.linspace(quietest, settings.exploration, side, dtype=jnp.float32),
    )


def save_checkpoint(folder: Path, settings: "PretrainSettings", state: PretrainingState) -> None:
    """Writes pretraining.npz atomically. Only the filled part of the replay buffer is written.

    Raises:
      WriteError: it cannot be written. The earlier checkpoint is unchanged.
    """
    meta = {
        "format": FORMAT,
        "settings": asdict(settings),
        "done": state.done,
        "control_steps": state.control_steps,
        "seconds": state.seconds,
        "best_return": None if np.isinf(state.best_return) else state.best_return,
    }
    keep_model(folder, asdict(settings))
    rows, *leaves = jax.tree.leaves(_in_file(state.learnt))
    filled = int(state.learnt.replay.filled)
    members = {str(i): np.asarray(leaf) for i, leaf in enumerate([rows, *leaves])}
    members["0"] = members["0"][:filled]
    members |= {name: getattr(state, name) for name in ACTORS}
    npz.write(folder / CHECKPOINT, meta, members)


def read_checkpoint(folder: Path, *, arrays: bool = True) -> tuple[PretrainingMeta, dict[str, Any]]:
    """Reads the metadata of pretraining.npz, and its arrays if wanted.

    Raises:
      RunError: there is no such file, or it cannot be read.
    """
    know_model(folder)
    return npz.read(
        folder / CHECKPOINT,
        PretrainingMeta,
        missing=f"{folder} holds no unfinished pre-training: it has no {CHECKPOINT}.",
        remedy="pre-train again, in a new folder",
        wanted=lambda name: arrays,
    )


def restored(
    folder: Path, source: TD3, task: AbstractTask, meta: PretrainingMeta, members: dict[str, Any]
) -> PretrainingState:
    """Returns the state in a checkpoint.

    Raises:
      RunError: the arrays do not fit the settings.
    """
    key, n = jax.random.key(0), task.parameters
    theta = jax.ShapeDtypeStruct((n,), jnp.float32)
    wanted, structure = jax.tree.flatten(
        jax.eval_shape(lambda theta: _in_file(source.init(theta, key)), theta)
    )
    names = [*map(str, range(len(wanted))), *ACTORS]
    members = {"average": members.get("actor")} | members  # older checkpoints have no average
    saved: list[Any] = [members.get(name) for name in names]
    filled = 0 if saved[0] is None else len(saved[0])
    for i, (old, leaf) in enumerate(zip(saved, [*wanted, theta, theta, theta], strict=True)):
        shape = (filled, *leaf.shape[1:]) if i == 0 else leaf.shape
        if old is None or old.shape != shape or old.dtype != leaf.dtype or filled > source.capacity:
            raise RunError(
                f"The arrays in {folder / CHECKPOINT} do not fit its settings: another version of "
                "ramify wrote it. Pre-train again, in a new folder."
            )
    *leaves, actor, best, average = saved
    leaves[0] = np.pad(leaves[0], ((0, source.capacity - filled), (0, 0)))
    rows, learnt, drawn = jax.tree.unflatten(structure, [jnp.array(leaf) for leaf in leaves])
    learnt = replace(
        learnt, replay=replace(learnt.replay, rows=rows), key=jax.random.wrap_key_data(drawn)
    )
    best_return = -np.inf if meta.best_return is None else meta.best_return
    counts = meta.done, meta.control_steps, meta.seconds
    return PretrainingState(learnt, actor, best, best_return, average, *counts)


def _in_file(learnt: Any) -> tuple[Array, Any, Array]:
    """Returns what is written: the buffer's rows, everything else, and the data of the random key."""
    bare = replace(learnt, replay=replace(learnt.replay, rows=None), key=None)
    return learnt.replay.rows, bare, jax.random.key_data(learnt.key)
