"""The mean over several episodes of each solution.

The rows of a batch are the first episodes of all solutions, then their second ones, and so on. The seed
of the first episode determines those of the others, so an elite keeps one seed only.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array

Rows = TypeVar("Rows", Array, np.ndarray)  # one row per solution, or one per episode


class Scored(Protocol):
    """Results of episodes, one row each."""

    @property
    def objective(self) -> np.ndarray: ...
    @property
    def measures(self) -> np.ndarray: ...
    @property
    def steps(self) -> np.ndarray: ...


class Means(NamedTuple):
    """The results of b solutions. JAX arrays if those of the episodes are.

    Attributes:
      objective: [b], mean over the episodes; -inf if one of them failed.
      measures: [b, k], means over the episodes.
      steps: [b], number of steps of all episodes.
      spread: [b], standard deviation of the objective between episodes; NaN if one of them failed.
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    spread: np.ndarray


def all_seeds(seeds: Array, episodes: int, other: Callable[[Array, Array], Array]) -> Array:
    """Returns the seeds of all episodes. The first episode of a solution has the solution's seed.

    Args:
      seeds: [b, ...], one per solution.
      episodes: number of episodes of each solution.
      other: (seed, number of the episode, from 1) -> the episode's seed.

    Returns:
      [episodes * b, ...]
    """
    numbers = jnp.arange(1, episodes, dtype=jnp.int32)
    of_all = jax.vmap(other, in_axes=(0, None))
    others = jax.vmap(of_all, in_axes=(None, 0))(seeds, numbers)
    return jnp.concatenate([seeds, others.reshape(-1, *seeds.shape[1:])])


def tiled(x: Rows, episodes: int) -> Rows:
    """Returns a row for each episode of each solution: [b, ...] -> [episodes * b, ...]."""
    if episodes == 1:
        return x
    where: Any = np if isinstance(x, np.ndarray) else jnp
    return where.tile(x, (episodes, *[1] * (x.ndim - 1)))


def mean_rows(values: Rows, episodes: int) -> Rows:
    """Returns the mean over the episodes of each solution: [episodes * b, ...] -> [b, ...].

    The order of the sum does not depend on the number of solutions, so a replay gives the same bits.

    Example:
      >>> mean_rows(np.array([1.0, 2.0, 3.0, 6.0]), episodes=2).tolist()
      [2.0, 4.0]
    """
    if episodes == 1:
        return values
    first, *others = _by_episode(values, episodes)
    return sum(others, start=first) / episodes


def means(scored: Scored, episodes: int) -> Means:
    """Returns the results of each solution over its episodes."""
    objective = scored.objective
    where: Any = np if isinstance(objective, np.ndarray) else jnp
    failed = ~where.isfinite(_by_episode(objective, episodes)).all(axis=0)
    sound = where.where(tiled(failed, episodes), 0.0, objective)
    mean = mean_rows(sound, episodes)
    variance = mean_rows((sound - tiled(mean, episodes)) ** 2, episodes)
    return Means(
        where.where(failed, -where.inf, mean).astype(objective.dtype),
        mean_rows(scored.measures, episodes),
        _by_episode(scored.steps, episodes).sum(axis=0).astype(scored.steps.dtype),
        where.where(failed, where.nan, where.sqrt(variance)).astype(objective.dtype),
    )


def _by_episode(values: Rows, episodes: int) -> Rows:
    return values.reshape(episodes, -1, *values.shape[1:])
