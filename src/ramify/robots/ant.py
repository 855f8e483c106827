"""The Ant: a torso and four legs of two joints. Each measure is a foot's share of time on the ground.

Dimensions, ranges and masses are those of the ant.xml that pybullet_envs and Gymnasium share, as Bullet
reads it: density 1000 kg/m^3 (182 kg in total), no joint damping, and 250 N m at an action of 1.
"""

import math
from typing import ClassVar

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.robots import table
from ramify.robots.mjcf import model
from ramify.robots.walker import AbstractWalker, Bullet

_LEGS = (  # name, side of x, side of y, ankle axis, ankle range in degrees
    ("front_left", 1, 1, "-1 1 0", (30, 100)),
    ("front_right", -1, 1, "1 1 0", (-100, -30)),
    ("back_left", -1, -1, "-1 1 0", (-100, -30)),
    ("back_right", 1, -1, "1 1 0", (30, 100)),
)


class Ant(AbstractWalker):
    """The Ant: 28 observations, 8 actions, 4 measures.

    A motionless Ant stands on the limits of its ankles and stays alive, unlike in Bullet, whose limits
    and contacts are harder."""

    name: ClassVar[str] = table.ANT.name
    bullet: ClassVar[Bullet] = Bullet(
        "ant.xml", ("front_left_foot", "front_right_foot", "left_back_foot", "right_back_foot")
    )
    torso: ClassVar[str] = "torso"
    joints: ClassVar[tuple[str, ...]] = tuple(
        f"{leg[0]}_{joint}" for leg in _LEGS for joint in ("hip", "ankle")
    )
    feet: ClassVar[tuple[str, ...]] = tuple(f"{leg[0]}_foot" for leg in _LEGS)
    measures: ClassVar[tuple[str, ...]] = table.ANT.measures
    measured: ClassVar[tuple[int, ...]] = (0, 1, 2, 3)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        tuple(f"{leg[0]}_{part}" for part in ("leg", "shin", "foot")) for leg in _LEGS
    )
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = tuple(
        (math.radians(low), math.radians(high))
        for leg in _LEGS
        for low, high in ((-40, 40), leg[4])
    )
    torque: ClassVar[tuple[float, ...]] = (250.0,) * 8
    parts: ClassVar[int] = 22  # torso; per leg: leg, hip, shin, ankle, foot; the floor
    start_z: ClassVar[float] = 0.75
    bonus: ClassVar[str] = table.ANT.bonus
    mjcf: ClassVar[str] = ""

    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        return jnp.where(z > 0.26, 1.0, -1.0)


def _leg(name: str, x: int, y: int, ankle: str, ankle_range: tuple[int, int]) -> str:
    hip, foot = f"{0.2 * x} {0.2 * y} 0", f"{0.4 * x} {0.4 * y} 0"
    return f"""
      <body name="{name}_leg">
        <geom fromto="0 0 0 {hip}"/>
        <body name="{name}_shin" pos="{hip}">
          <joint name="{name}_hip" axis="0 0 1" range="-40 40"/>
          <geom fromto="0 0 0 {hip}"/>
          <body name="{name}_foot" pos="{hip}">
            <joint name="{name}_ankle" axis="{ankle}" range="{ankle_range[0]} {ankle_range[1]}"/>
            <geom name="{name}_foot" fromto="0 0 0 {foot}"/>
          </body>
        </body>
      </body>"""


def _mjcf() -> str:
    names = [leg[0] for leg in _LEGS]
    # In Bullet no link can touch its ancestors.
    exclude = "".join(
        f'<exclude body1="torso" body2="{n}_foot"/><exclude body1="{n}_leg" body2="{n}_foot"/>'
        for n in names
    )
    bodies = f"""
    <body name="torso" pos="0 0 {Ant.start_z}">
      <freejoint name="root"/>
      <geom name="torso" type="sphere" size=".25"/>{"".join(_leg(*leg) for leg in _LEGS)}
    </body>"""
    return model(
        Ant,
        bodies,
        friction=1.2,
        defaults='size=".08"',
        contact=exclude,
    )


Ant.mjcf = _mjcf()
