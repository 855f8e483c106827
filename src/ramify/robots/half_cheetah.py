"""The HalfCheetah: a back leg and a front leg with three joints each, in a plane.

Dimensions, ranges and torques are those of pybullet_envs and of the half_cheetah.xml it shares with
Gymnasium; masses and moments of inertia are Bullet's. Bullet puts each link's center of mass into its
joint and gives the feet 10 kg. As in Bullet, joints have no damping and no springs.
"""

import math
from typing import ClassVar

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.robots import table
from ramify.robots.mjcf import model
from ramify.robots.planar import inertial, root
from ramify.robots.walker import AbstractWalker, Bullet

# Link: name, position in its parent (m), range (rad), torque (N m), mass (kg), moments of inertia
# (kg m^2).
# Its capsule: angle about y (rad), position (m), half length (m).
_LINKS = (
    (
        ("bthigh", "-.5 0 0", (-0.52, 1.05), 108, 2.3355, (0.02665, 0.04329, 0.01993)),
        (-3.8, ".1 0 -.13", 0.145),
    ),
    (
        ("bshin", ".16 0 -.25", (-0.785, 0.785), 81, 2.4020, (0.01483, 0.04393, 0.03248)),
        (-2.03, "-.14 0 -.07", 0.15),
    ),
    (
        ("bfoot", "-.28 0 -.14", (-0.4, 0.785), 54, 10.0, (0.07928, 0.09446, 0.02929)),
        (-0.27, ".03 0 -.097", 0.094),
    ),
    (
        ("fthigh", ".5 0 0", (-1.5, 0.8), 126, 2.1760, (0.02457, 0.03508, 0.01358)),
        (0.52, "-.07 0 -.12", 0.133),
    ),
    (
        ("fshin", "-.14 0 -.24", (-1.2, 1.1), 54, 1.8170, (0.01517, 0.02317, 0.01056)),
        (-0.6, ".065 0 -.09", 0.106),
    ),
    (
        ("ffoot", ".13 0 -.18", (-3.1, -0.3), 27, 10.0, (0.05643, 0.08506, 0.04274)),
        (-0.6, ".045 0 -.07", 0.07),
    ),
)


class HalfCheetah(AbstractWalker):
    """26 observations, 6 actions, 2 measures: shares of time of the front and the back foot on the
    ground.

    The contacts of all six links are observed. Standing on a shin or a thigh costs 2 per step. A fall
    does not end an episode.
    """

    name: ClassVar[str] = table.HALF_CHEETAH.name
    bullet: ClassVar[Bullet] = Bullet(
        "half_cheetah.xml",
        ("ffoot", "fshin", "fthigh", "bfoot", "bshin", "bthigh"),
        planar=True,
    )
    torso: ClassVar[str] = "torso"
    joints: ClassVar[tuple[str, ...]] = tuple(link[0][0] for link in _LINKS)
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = tuple(link[0][2] for link in _LINKS)
    torque: ClassVar[tuple[float, ...]] = tuple(float(link[0][3]) for link in _LINKS)
    feet: ClassVar[tuple[str, ...]] = ("ffoot", "fshin", "fthigh", "bfoot", "bshin", "bthigh")
    measures: ClassVar[tuple[str, ...]] = table.HALF_CHEETAH.measures
    measured: ClassVar[tuple[int, ...]] = (0, 3)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("fthigh", "fshin", "ffoot"),
        ("bthigh", "bshin", "bfoot"),
    )
    parts: ClassVar[int] = 17
    start_z: ClassVar[float] = 0.7
    mortal: ClassVar[bool] = False
    bonus: ClassVar[str] = table.HALF_CHEETAH.bonus
    mjcf: ClassVar[str] = ""

    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        knees = contact[1] + contact[2] + contact[4] + contact[5]
        return jnp.where((jnp.abs(pitch) < 1.0) & (knees == 0.0), 1.0, -1.0)


def _leg(links: tuple) -> str:
    """Returns a link and the links attached to it."""
    if not links:
        return ""
    (name, place, (low, high), _, mass, moments), (angle, at, half) = links[0]
    low, high = math.degrees(low), math.degrees(high)
    capsule = f'pos="{at}" axisangle="0 1 0 {math.degrees(angle):g}" size=".046 {half:g}"'
    return f"""
      <body name="{name}" pos="{place}">
        <joint name="{name}" axis="0 1 0" range="{low:.10g} {high:.10g}"/>
        {inertial(mass, moments)}
        <geom name="{name}" {capsule}/>{_leg(links[1:])}
      </body>"""


_BODIES = f"""
    <body name="torso" pos="0 0 .7">
      {root()}
      {inertial(9.4573, (0.11851, 1.56463, 1.49276))}
      <geom fromto="-.5 0 0 .5 0 0" size=".046"/>
      <geom pos=".6 0 .1" axisangle="0 1 0 {math.degrees(0.87):g}" size=".046 .15"/>
      {_leg(_LINKS[:3])}{_leg(_LINKS[3:])}
    </body>"""

HalfCheetah.mjcf = model(
    HalfCheetah,
    _BODIES,
    friction=0.64,
    defaults='contype="0" conaffinity="1"',  # as in Bullet, links touch the floor only
)
