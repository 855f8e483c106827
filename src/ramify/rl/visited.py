"""A sample of the states that all episodes have visited, and how novel a state is compared with them.

Each visited state gets a random number, and those with the highest numbers are kept. So every state of
the whole run is kept with the same probability, however long ago it was visited.

References:
  Novelty of states: Cideron et al., "QD-RL" (2020), arXiv:2006.08505.
  Sampling by random numbers: Efraimidis & Spirakis, "Weighted random sampling with a reservoir" (2006).
"""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Key, UInt32

from ramify.core import record
from ramify.numerics import draws
from ramify.numerics.neighbors import mean_of_known


@record
class Visited:
    """A uniform sample of the visited states, by descending number. An empty row has the number 0."""

    state: Float[Array, "s d"]
    number: UInt32[Array, " s"]


def empty(kept: int, entries: int) -> Visited:
    """Returns a sample without states. It will keep `kept` states of this many entries."""
    return Visited(jnp.zeros((kept, entries), dtype=jnp.float32), jnp.zeros(kept, dtype=jnp.uint32))


def add(
    visited: Visited, state: Float[Array, "c d"], there: Bool[Array, " c"], key: Key[Array, ""]
) -> Visited:
    """Offers the states that are `there` to the sample.

    Example:
      >>> visited, there = empty(3, 1), jnp.array([True, False, True])
      >>> visited = add(visited, jnp.array([[7.0], [8.0], [9.0]]), there, jax.random.key(0))
      >>> sorted(visited.state[:, 0].tolist()), (visited.number > 0).tolist()
      ([0.0, 7.0, 9.0], [True, True, False])
    """
    kept = len(visited.number)
    drawn = jnp.maximum(draws.bits(key, there.shape), jnp.uint32(1))
    offered = jnp.where(there, drawn, jnp.uint32(0))
    number, index = jax.lax.top_k(jnp.concatenate([visited.number, offered]), kept)
    old = visited.state[jnp.minimum(index, kept - 1)]
    new = state[jnp.maximum(index - kept, 0)]
    chosen = jnp.where((index < kept)[:, None], old, new)
    return Visited(jnp.where((number > 0)[:, None], chosen, 0.0), number)


def novelty(visited: Visited, state: Float[Array, "b d"], neighbours: int) -> Float[Array, " b"]:
    """Returns the mean distance of each state to its nearest neighbors in the sample; 0 if it is empty.

    Entries are divided by their standard deviation in the sample, and a distance by the square root of
    their number. So the distance is 1 if every entry differs by one standard deviation. Entries that
    never changed do not count.

    Example:
      >>> visited = Visited(jnp.array([[0.0], [2.0], [0.0]]), jnp.array([9, 5, 0], jnp.uint32))
      >>> novelty(visited, jnp.array([[1.0], [4.0]]), 1).tolist()  # the standard deviation is 1
      [1.0, 2.0]
    """
    held = visited.number > 0
    size = jnp.sum(held, dtype=jnp.int32)
    weight = held.astype(jnp.float32)[:, None] / jnp.maximum(size, 1).astype(jnp.float32)
    mean = jnp.sum(weight * visited.state, axis=0)
    spread = jnp.sqrt(jnp.sum(weight * (visited.state - mean[None]) ** 2, axis=0))
    unit = jnp.where(spread > 1e-6, 1.0 / jnp.maximum(spread, 1e-6), 0.0)
    unit = unit / state.shape[1] ** 0.5
    one, other = (unit[None] * (s - mean[None]) for s in (state, visited.state))
    lengths = jnp.sum(one**2, axis=1)[:, None] + jnp.sum(other**2, axis=1)[None, :]
    squared = jnp.where(held[None, :], lengths - 2.0 * one @ other.T, jnp.inf)
    nearest = -jax.lax.top_k(-squared, min(neighbours, len(held)))[0]
    return mean_of_known(jnp.sqrt(jnp.maximum(nearest, 0.0)), size)
