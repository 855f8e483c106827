"""A planar arm: reach every point of the plane with joint angles that differ as little as possible.

References:
  Cully et al. (2015); Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 5.
"""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.tasks.function import Function


def arm(n: int) -> Function:
    """Returns the task of an arm of n links of length 1.

    The objective is 100 (1 - variance of the angles), at most 100. The measures are the position of the
    hand, within +-n of the shoulder.
    """
    return Function(_evenness_and_hand, names=("hand x", "hand y"), chain=_joints, parameters=n)


def _evenness_and_hand(angles: Float[Array, " n"]) -> tuple[Array, Array]:
    heading = jnp.cumsum(angles)  # angle of each link, rad
    hand = jnp.stack([jnp.sum(jnp.cos(heading)), jnp.sum(jnp.sin(heading))])
    return 100.0 * (1.0 - jnp.var(angles)), hand


def _joints(angles: Float[Array, " n"]) -> Float[Array, "n+1 2"]:
    """Returns the positions of the shoulder and of the end of each link."""
    heading = jnp.cumsum(angles)
    links = jnp.stack([jnp.cos(heading), jnp.sin(heading)], axis=1)
    return jnp.concatenate([jnp.zeros((1, 2), dtype=jnp.float32), jnp.cumsum(links, axis=0)])
