"""The Ant: a torso and four two-jointed legs; its measures are the shares of time each foot stands.

Dimensions, ranges and masses are those of the ant.xml that pybullet_envs and Gymnasium share, with
Bullet's reading of it: density 1000 (182 kg), no joint damping, 250 N m at full action.
"""

import math
from typing import ClassVar

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.robots.walker import AbstractWalker, Sensed

_LEGS = (  # name, side of x, side of y, ankle axis, ankle range in degrees
    ("front_left", 1, 1, "-1 1 0", (30, 100)),
    ("front_right", -1, 1, "1 1 0", (-100, -30)),
    ("back_left", -1, -1, "-1 1 0", (-100, -30)),
    ("back_right", 1, -1, "1 1 0", (30, 100)),
)


class Ant(AbstractWalker):
    """28 observations, 8 actions, 4 measures. Unlike in Bullet, whose limits and contacts are harder,
    a motionless Ant stands on its ankles' limits here and lives."""

    name: ClassVar[str] = "ant"
    joints: ClassVar[tuple[str, ...]] = tuple(
        f"{leg[0]}_{joint}" for leg in _LEGS for joint in ("hip", "ankle")
    )
    feet: ClassVar[tuple[str, ...]] = tuple(f"{leg[0]}_foot" for leg in _LEGS)
    measures: ClassVar[tuple[str, ...]] = tuple(leg[0].replace("_", "-") for leg in _LEGS)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        tuple(f"{leg[0]}_{part}" for part in ("leg", "shin", "foot")) for leg in _LEGS
    )
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = tuple(
        (math.radians(low), math.radians(high))
        for leg in _LEGS
        for low, high in ((-40, 40), leg[4])
    )
    parts: ClassVar[int] = 22  # torso; per leg: leg, hip, shin, ankle, foot; the floor
    start_z: ClassVar[float] = 0.75
    mjcf: ClassVar[str] = ""

    def alive(self, sensed: Sensed) -> Float[Array, ""]:
        return jnp.where(sensed.position[2] > 0.26, 1.0, -1.0)


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
    # Bullet lets no link touch its ancestors.
    exclude = "".join(
        f'<exclude body1="torso" body2="{n}_foot"/><exclude body1="{n}_leg" body2="{n}_foot"/>'
        for n in names
    )
    motors = "".join(f'<motor joint="{joint}" gear="250"/>' for joint in Ant.joints)
    touch = "".join(f'<contact geom1="floor" geom2="{foot}" data="found"/>' for foot in Ant.feet)
    return f"""<mujoco model="ant">
  <compiler angle="degree" autolimits="true"/>
  <option timestep=".004125" gravity="0 0 -9.8" jacobian="dense" iterations="20">
    <flag island="disable"/>
  </option>
  <default>
    <joint damping="0" armature=".01"/>
    <geom type="capsule" size=".08" density="1000" friction="1.2 .005 .0001"/>
    <motor ctrlrange="-1 1"/>
  </default>
  <worldbody>
    <light pos="0 0 4" directional="true"/>
    <geom name="floor" type="plane" size="0 0 1"/>
    <body name="torso" pos="0 0 {Ant.start_z}">
      <freejoint name="root"/>
      <geom name="torso" type="sphere" size=".25"/>{"".join(_leg(*leg) for leg in _LEGS)}
    </body>
  </worldbody>
  <contact>{exclude}</contact>
  <actuator>{motors}</actuator>
  <sensor>{touch}</sensor>
</mujoco>"""


Ant.mjcf = _mjcf()
