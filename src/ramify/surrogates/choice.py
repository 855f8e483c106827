"""Chooses candidates with a high expected gain together."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int


def chosen_together(
    gain: Float[Array, "c o"], weight: Float[Array, "c o"], cell: Int[Array, "c o"], count: int
) -> Int[Array, " count"]:
    """Returns the numbers of the chosen candidates, one after the other.

    Each time, the candidate with the largest sum of gains is taken. For the next ones, a gain is
    multiplied by the probability that no chosen candidate enters its cell. This is an approximation: the
    outcomes of a candidate count as independent.

    Args:
      gain: what the archive would gain from each outcome, times how likely it is.
      weight: how likely each outcome is.
      cell: which the outcome would enter.
    """
    _, index = jnp.unique(cell, return_inverse=True, size=cell.size)
    index = index.reshape(cell.shape).astype(jnp.int32)

    def choose(carry: tuple, _: None) -> tuple[tuple, Int[Array, ""]]:
        free, left = carry
        score = jnp.where(left, jnp.sum(gain * free[index], axis=1), -jnp.inf)
        row = jnp.argmax(score).astype(jnp.int32)
        free = free.at[index[row]].multiply(1.0 - weight[row])
        return (free, left.at[row].set(False)), row

    everything = jnp.ones(cell.size, jnp.float32), jnp.ones(len(gain), bool)
    return jax.lax.scan(choose, everything, None, length=count)[1]
