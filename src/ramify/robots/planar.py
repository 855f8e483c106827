"""The three joints that hold a planar robot in the plane y = 0."""

import math
from collections.abc import Iterable

import jax.numpy as jnp
from jaxtyping import Array, Float


def root(pivot_z: float = 0.0) -> str:
    """Returns slides along x and z, and a hinge about y at `pivot_z` (m) above the torso's frame."""
    at = f'pos="0 0 {pivot_z:g}" armature="0" limited="false"'
    return (
        f'<joint name="root_x" type="slide" axis="1 0 0" {at}/>'
        f'<joint name="root_z" type="slide" axis="0 0 1" {at}/>'
        f'<joint name="root_y" axis="0 1 0" {at}/>'
    )


def inertial(mass: float, diagonal: Iterable[float], pos: str = "0 0 0") -> str:
    """Returns an inertial element: mass (kg), moments of inertia (kg m^2) and center of mass (m)."""
    moments = " ".join(f"{moment:g}" for moment in diagonal)
    return f'<inertial pos="{pos}" mass="{mass:g}" diaginertia="{moments}"/>'


def upright(z: Float[Array, ""], pitch: Float[Array, ""]) -> Float[Array, ""]:
    """Returns 1 while a torso is high and upright enough, else -1."""
    return jnp.where((z > 0.8) & (jnp.abs(pitch) < 1.0), 1.0, -1.0)


def radians(*degrees: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Returns ranges in degrees as ranges in radians."""
    return tuple((math.radians(low), math.radians(high)) for low, high in degrees)
