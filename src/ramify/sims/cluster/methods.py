"""The calls that a worker makes to its simulator, function or task. Only NumPy arrays are sent."""

from collections.abc import Callable
from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np

from ramify.core import AbstractTask, Evaluation, Query
from ramify.sims.calls import FunctionCalls
from ramify.sims.episodes import Rollouts
from ramify.sims.gymnasium.simulator import GymnasiumSim
from ramify.sims.simulator import AbstractSimulator


def _rollout(
    sim: AbstractSimulator, x: np.ndarray, seeds: np.ndarray, noise: np.ndarray | None, trace: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray | None]:
    found = sim.rollout(jnp.asarray(x), jnp.asarray(seeds), noise=noise, trace=trace)
    steps, walks = np.asarray(found.steps), None
    if found.trace is not None:
        walks = np.asarray(found.trace)
        walks = walks[entries(steps, walks.shape[1])]
    return _values(found), *_told(found), walks


def _jacobian(
    sim: AbstractSimulator, x: np.ndarray, seeds: np.ndarray, window: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    found, slopes = sim.jacobian(jnp.asarray(x), jnp.asarray(seeds), window=window)
    return _values(found), *_told(found), np.asarray(slopes)


def _environment(
    sim: GymnasiumSim, x: np.ndarray, seeds: np.ndarray, noise: np.ndarray | None, trace: bool
) -> tuple[Any, ...]:
    sim.assume_proven()  # the driver sees all rows, and decides
    found = sim.rollout(x, seeds, trace=trace, noise=noise)
    packed = None
    if found.trace is not None:
        after, during = (entries(found.steps - i, sim.steps + 1 - i) for i in (0, 1))
        whole = found.trace
        packed = whole.observation[after], whole.action[during], whole.reward[during]
    return _values(found), found.steps, found.terminated, found.errors, packed


def _call(calls: FunctionCalls, x: np.ndarray) -> tuple[np.ndarray, dict[int, str]]:
    calls.assume_proven()
    found = calls(x)
    return _values(found), found.errors


def _evaluate(
    task: AbstractTask,
    x: np.ndarray,
    row: np.ndarray,
    key: np.ndarray,
    offered: int,
    jacobian: bool,
    transitions: bool,
) -> Evaluation:
    here = int((row < offered).sum())
    query = Query(jnp.asarray(x), here, jacobian, transitions, numbers=jnp.asarray(row))
    found = task.evaluate(query, jax.random.wrap_key_data(jnp.asarray(key)))
    return cast(Evaluation, jax.tree.map(np.asarray, found))


CALLS: dict[str, Callable[..., Any]] = {
    "rollout": _rollout,
    "jacobian": _jacobian,
    "environment": _environment,
    "call": _call,
    "evaluate": _evaluate,
}


def _values(found: Any) -> np.ndarray:
    """Returns objective and measures, [b, 1 + k]."""
    return np.column_stack([np.asarray(found.objective), np.asarray(found.measures)])


def entries(steps: np.ndarray, length: int) -> np.ndarray:
    """Returns which entries of [b, length] an episode has: those up to its last step."""
    return np.arange(length)[None] <= steps[:, None]


def _told(found: Rollouts) -> tuple[np.ndarray, np.ndarray]:
    """Returns steps and steadiness, [b] each."""
    return np.asarray(found.steps), np.asarray(found.steadiness)
