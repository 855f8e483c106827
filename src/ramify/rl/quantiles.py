"""Quantiles of the return, for critics that estimate its distribution instead of its mean.

Overestimation is largest in the highest quantiles. Targets leave these out. The number left out sets
how cautious the critics are.

References:
  TQC: Kuznetsov, Shvechikov, Grishin & Vetrov (2020), arXiv:2005.04269.
  Quantile regression: Dabney, Rowland, Bellemare & Munos (2018), arXiv:1710.10044, (10).
"""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float


def lowest(values: Float[Array, "b m"], dropped: int) -> Float[Array, "b t"]:
    """Returns each row without its `dropped` highest values, in ascending order."""
    return -jax.lax.top_k(-values, values.shape[1] - dropped)[0]


def quantile_loss(values: Float[Array, "b m"], targets: Float[Array, "b t"]) -> Float[Array, ""]:
    """Returns a loss that is lowest where the columns are quantiles of the targets' distribution.

    Column i of m stands for the quantile (i + 1/2) / m. Errors above 1 count linearly (Huber).
    """
    m = values.shape[1]
    share = (jnp.arange(m, dtype=jnp.float32) + 0.5) / m
    error = targets[:, None, :] - values[:, :, None]
    size = jnp.abs(error)
    huber = jnp.where(size > 1.0, size - 0.5, 0.5 * error**2)
    too_high = (error < 0.0).astype(jnp.float32)
    return jnp.mean(jnp.abs(share[None, :, None] - too_high) * huber)
