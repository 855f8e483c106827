"""Nearest neighbors in measure space, from which novelty is computed."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int


def nearest(
    measures: Float[Array, "b k"], known: Float[Array, "s k"], size: Int[Array, ""], count: int
) -> tuple[Float[Array, "b count"], Int[Array, "b count"]]:
    """Returns the squared distances to the `count` nearest of the first `size` known rows, and their
    indices.

    The nearest comes first. Missing neighbors have an infinite distance. There are at most s columns.
    """
    axes = zip(measures.T, known.T, strict=True)
    squared = sum((m[:, None] - other[None, :]) ** 2 for m, other in axes)
    held = jnp.arange(known.shape[0], dtype=jnp.int32) < size
    negative = -jnp.where(held[None, :], squared, jnp.inf)
    # Behind a barrier: with only the first column of `index` used, XLA would sort all columns.
    found = jax.lax.optimization_barrier(jax.lax.top_k(negative, min(count, len(known))))
    return -found[0], found[1]


def mean_of_known(distance: Float[Array, "b count"], size: Int[Array, ""]) -> Float[Array, " b"]:
    """Returns the mean distance to the neighbors that exist; 0 if there are none.

    Example:
      >>> known, size = jnp.array([[0.0], [3.0], [9.0]]), jnp.int32(2)
      >>> squared, which = nearest(jnp.array([[1.0]]), known, size, 3)
      >>> which[0, :2].tolist(), mean_of_known(squared, size).tolist()
      ([0, 1], [2.5])
    """
    there = jnp.arange(distance.shape[1], dtype=jnp.int32) < size
    total = jnp.sum(jnp.where(there[None, :], distance, 0.0), axis=1)
    return total / jnp.clip(size, 1, distance.shape[1]).astype(jnp.float32)
