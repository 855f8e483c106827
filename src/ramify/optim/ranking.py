"""Rankings of evaluated branches, and recombination weights.

References:
  Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 4; Hansen (2016), arXiv:1604.00772, (49)-(53).
"""

import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Float, Int

from ramify.core import Added


def two_stage(added: Added) -> Int[Array, " b"]:
    """Indices, best first: by status (new, improved, not added), then by value."""
    b = added.value.shape[0]
    rows = jnp.arange(b)
    if b <= 64:  # to compare every pair is faster than to sort
        status, value = added.status, added.value
        alike = status[:, None] == status[None, :]
        ahead = (value[:, None] > value[None, :]) | (
            (value[:, None] == value[None, :]) & (rows[:, None] < rows[None, :])
        )
        beats = (status[:, None] > status[None, :]) | (alike & ahead)
        return jnp.zeros(b, jnp.int32).at[jnp.sum(beats, axis=0, dtype=jnp.int32)].set(rows)
    return lax.sort((-added.status, -added.value, rows), num_keys=2, is_stable=True)[2]


def log_weights(batch: int, parents: Int[Array, ""]) -> Float[Array, " b"]:
    """w_i ~ ln(parents + 1/2) - ln i for the first `parents` ranks, 0 after, summing to 1."""
    rank = jnp.arange(1, batch + 1, dtype=jnp.float32)
    mu = jnp.maximum(parents, 1).astype(jnp.float32)
    w = jnp.where(rank <= mu, jnp.log(mu + 0.5) - jnp.log(rank), 0.0)  # (49)
    return w / jnp.sum(w)
