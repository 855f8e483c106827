"""The Walker2D: a torso on two legs, in a plane.

Dimensions and ranges are those of the walker2d.xml that pybullet_envs and Gymnasium share; masses and
moments of inertia are Bullet's. As in Bullet, joints have no damping.
"""

from typing import ClassVar

from jaxtyping import Array, Float

from ramify.robots import table
from ramify.robots.hopper import Hopper, leg, torso
from ramify.robots.mjcf import model
from ramify.robots.planar import inertial, upright
from ramify.robots.walker import AbstractWalker, Bullet


class Walker2D(AbstractWalker):
    """22 observations, 6 actions, 2 measures: each foot's share of time on the ground."""

    name: ClassVar[str] = table.WALKER2D.name
    bullet: ClassVar[Bullet] = Bullet("walker2d.xml", ("foot", "foot_left"), planar=True)
    torso: ClassVar[str] = "torso"
    joints: ClassVar[tuple[str, ...]] = (
        *("thigh", "leg", "foot"),
        *("thigh_left", "leg_left", "foot_left"),
    )
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = 2 * Hopper.joint_range
    torque: ClassVar[tuple[float, ...]] = (40.0, 40.0, 12.0) * 2
    feet: ClassVar[tuple[str, ...]] = ("foot", "foot_left")
    measures: ClassVar[tuple[str, ...]] = table.WALKER2D.measures
    measured: ClassVar[tuple[int, ...]] = (0, 1)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("thigh", "leg", "foot"),
        ("thigh_left", "leg_left", "foot_left"),
    )
    parts: ClassVar[int] = 17
    start_z: ClassVar[float] = 1.25
    bonus: ClassVar[str] = table.WALKER2D.bonus
    mjcf: ClassVar[str] = ""

    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        return upright(z, pitch)


_FOOT = "0 0 0 .2 0 0", inertial(3.1667, (0.02111, 0.05278, 0.05278), ".1 0 0")

Walker2D.mjcf = model(
    Walker2D,
    torso(leg("", *_FOOT) + leg("_left", *_FOOT)),
    friction=0.64,
    defaults='contype="0" conaffinity="1"',  # as in Bullet, links touch the floor only
)
