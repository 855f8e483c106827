"""A body's rotation, from its unit quaternion."""

import jax.numpy as jnp
from jaxtyping import Array, Float


def matrix(q: Float[Array, " 4"]) -> Float[Array, "3 3"]:
    """Returns the rotation matrix of a unit quaternion w x y z. Its columns are the body's axes."""
    w, x, y, z = q
    return jnp.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def euler(q: Float[Array, " 4"]) -> tuple[Array, Array, Array]:
    """Returns roll, pitch, yaw (rad) of a unit quaternion w x y z.

    At a pitch of +-90 degrees roll is 0.
    """
    w, x, y, z = q
    roll = jnp.arctan2(2.0 * (w * x + y * z), 1.0 - 2.0 * (x**2 + y**2))
    sine = 2.0 * (w * y - z * x)
    pitch = jnp.arcsin(jnp.clip(sine, -1.0, 1.0))
    yaw = jnp.arctan2(2.0 * (w * z + x * y), 1.0 - 2.0 * (y**2 + z**2))
    # Where roll and yaw turn about the same axis, as Bullet does it.
    vertical, up = jnp.abs(sine) >= 0.99999, jnp.sign(sine)
    return (
        jnp.where(vertical, 0.0, roll),
        jnp.where(vertical, up * jnp.pi / 2.0, pitch),
        jnp.where(vertical, 2.0 * jnp.arctan2(-up * x, up * y), yaw),
    )
