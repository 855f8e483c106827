"""Ranks in which equals are equal: of gradients from samples, and of an evolution strategy."""

import jax.numpy as jnp
from jaxtyping import Array, Float, Real


def centred_ranks(values: Real[Array, " b"]) -> Float[Array, " b"]:
    """rank/(b - 1) - 1/2, from -1/2 for the lowest to 1/2 for the highest.

    Unlike the paper: equal values share their average rank. A foot that never leaves the ground gives
    the same measure in every sample; ranked by position, those ties would point somewhere.

    Example:
      >>> centred_ranks(jnp.array([3.0, 1.0, 3.0])).tolist()
      [0.25, -0.5, 0.25]
    """
    ordered = jnp.sort(values)
    below = jnp.searchsorted(ordered, values, side="left")
    up_to = jnp.searchsorted(ordered, values, side="right")
    last = values.shape[0] - 1
    return (below + up_to - 1 - last).astype(jnp.float32) / (2.0 * last)
