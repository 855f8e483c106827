"""The Hopper: a torso on one leg, in a plane.

Dimensions and ranges are those of the hopper.xml that pybullet_envs and Gymnasium share; masses and
moments of inertia are Bullet's. As in Bullet, joints have no damping.
"""

from typing import ClassVar

from jaxtyping import Array, Float

from ramify.robots import table
from ramify.robots.mjcf import model
from ramify.robots.planar import inertial, radians, root, upright
from ramify.robots.walker import AbstractWalker, Bullet

_RANGE = ((-150, 0), (-150, 0), (-45, 45))  # degrees: thigh, leg, foot


class Hopper(AbstractWalker):
    """15 observations, 3 actions, 1 measure: the foot's share of time on the ground."""

    name: ClassVar[str] = table.HOPPER.name
    bullet: ClassVar[Bullet] = Bullet("hopper.xml", ("foot",), planar=True, touching=True)
    torso: ClassVar[str] = "torso"
    joints: ClassVar[tuple[str, ...]] = ("thigh", "leg", "foot")
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = radians(*_RANGE)
    torque: ClassVar[tuple[float, ...]] = (75.0,) * 3
    feet: ClassVar[tuple[str, ...]] = ("foot",)
    measures: ClassVar[tuple[str, ...]] = table.HOPPER.measures
    measured: ClassVar[tuple[int, ...]] = (0,)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = (("thigh", "leg", "foot"),)
    parts: ClassVar[int] = 11
    start_z: ClassVar[float] = 1.25
    bonus: ClassVar[str] = table.HOPPER.bonus
    mjcf: ClassVar[str] = ""

    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        return upright(z, pitch)


def leg(suffix: str, foot: str, foot_inertial: str) -> str:
    """Returns thigh, leg and foot below a torso whose frame is 1.25 m high."""
    ranges = [f'axis="0 -1 0" range="{low} {high}"' for low, high in _RANGE]
    return f"""
      <body name="thigh{suffix}" pos="0 0 -.2">
        <joint name="thigh{suffix}" {ranges[0]}/>
        {inertial(4.0579, (0.14517, 0.14517, 0.02191), "0 0 -.225")}
        <geom fromto="0 0 0 0 0 -.45" size=".05"/>
        <body name="leg{suffix}" pos="0 0 -.45">
          <joint name="leg{suffix}" {ranges[1]}/>
          {inertial(2.7814, (0.1069, 0.1069, 0.01187), "0 0 -.25")}
          <geom fromto="0 0 0 0 0 -.5" size=".04"/>
          <body name="foot{suffix}" pos="0 0 -.5">
            <joint name="foot{suffix}" {ranges[2]}/>
            {foot_inertial}
            <geom name="foot{suffix}" fromto="{foot}" size=".06"/>
          </body>
        </body>
      </body>"""


def torso(legs: str) -> str:
    """Returns the MJCF of the torso with these legs."""
    return f"""
    <body name="torso" pos="0 0 1.25">
      {root(-1.25)}
      {inertial(3.6652, (0.11264, 0.11264, 0.01979))}
      <geom fromto="0 0 .2 0 0 -.2" size=".05"/>{legs}
    </body>"""


Hopper.mjcf = model(
    Hopper,
    torso(leg("", "-.13 0 0 .26 0 0", inertial(5.3156, (0.03544, 0.17191, 0.17191), ".065 0 0"))),
    friction=0.64,
    # Each part is an ancestor of the next, so no part can touch another.
    defaults='contype="0" conaffinity="1"',
)
