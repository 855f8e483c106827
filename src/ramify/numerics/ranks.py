"""Ranks in which equal values have equal ranks, for gradient estimates and evolution strategies."""

import jax.numpy as jnp
from jaxtyping import Array, Float, Real


def centred_ranks(values: Real[Array, " b"]) -> Float[Array, " b"]:
    """Returns rank/(b - 1) - 1/2: -1/2 for the lowest value, 1/2 for the highest.

    Unlike the paper: equal values share their mean rank. A foot that never leaves the ground gives the
    same measure in all samples. Ranked by position, these ties would give a gradient that is not 0.

    Example:
      >>> centred_ranks(jnp.array([3.0, 1.0, 3.0])).tolist()
      [0.25, -0.5, 0.25]
    """
    ordered = jnp.sort(values)
    below = jnp.searchsorted(ordered, values, side="left")
    up_to = jnp.searchsorted(ordered, values, side="right")
    last = values.shape[0] - 1
    return (below + up_to - 1 - last).astype(jnp.float32) / (2.0 * last)
