"""The contacts of a capsule with the floor, in MJX as in C MuJoCo."""

from typing import Any

import jax.numpy as jnp
from jaxtyping import Array

from ramify.sims.mjx.library import collision_primitive


@collision_primitive.collider(ncon=2)
def plane_capsule(plane: Any, capsule: Any) -> tuple[Array, Array, Array]:
    """Returns distance, position and frame of the two contacts. The frames lie along the capsule.

    MJX aligns the frames with the y axis if the capsule is steeper than 60 degrees. The direction
    matters because friction is a pyramid: its edges turn by up to 45 degrees, and a foot slides in
    another direction.
    """
    normal, axis = plane.mat[:, 2], capsule.mat[:, 2]
    flat = axis - normal * jnp.dot(normal, axis)
    length = jnp.linalg.norm(flat)
    upright = length < 1e-6
    along = jnp.where(upright, plane.mat[:, 0], flat / jnp.where(upright, 1.0, length))
    frame = jnp.stack([normal, along, jnp.cross(normal, along)])
    ends = (
        capsule.pos + jnp.outer(jnp.array([1.0, -1.0], dtype=jnp.float32), axis) * capsule.size[1]
    )
    distance = (ends - plane.pos) @ normal - capsule.size[0]
    position = ends - normal * (capsule.size[0] + 0.5 * distance)[:, None]
    return distance, position, jnp.stack([frame, frame])
