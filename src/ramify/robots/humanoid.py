"""The Humanoid: 17 joints. Each measure is a foot's share of time on the ground.

Dimensions and ranges are those of pybullet_envs' humanoid_symmetric.xml; masses, moments of inertia and
centers of mass are Bullet's. Bullet starts it 0.12 m higher than the file says. As in Bullet, joints
have no damping and no springs.
"""

from itertools import combinations
from typing import ClassVar

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.robots import table
from ramify.robots.mjcf import model
from ramify.robots.planar import inertial, radians
from ramify.robots.walker import AbstractWalker, Bullet

_SPINE = {"abdomen_z": (-45, 45), "abdomen_y": (-75, 30), "abdomen_x": (-35, 35)}
_LEG = {"hip_x": (-25, 5), "hip_z": (-60, 35), "hip_y": (-120, 20), "knee": (-160, -2)}
_ARM = {"shoulder1": (-85, 60), "shoulder2": (-85, 60), "elbow": (-90, 50)}
_LEFT_ARM = {"shoulder1": (-60, 85), "shoulder2": (-60, 85), "elbow": (-90, 50)}
_RANGE = {  # degrees
    **_SPINE,
    **{f"right_{joint}": limits for joint, limits in _LEG.items()},
    **{f"left_{joint}": limits for joint, limits in _LEG.items()},
    **{f"right_{joint}": limits for joint, limits in _ARM.items()},
    **{f"left_{joint}": limits for joint, limits in _LEFT_ARM.items()},
}
_POWER = (*(100,) * 3, *(100, 100, 300, 200) * 2, *(75,) * 6)


class Humanoid(AbstractWalker):
    """44 observations, 17 actions, 2 measures.

    It earns 2 per step while alive. Electricity costs 4.25 times as much as for the other robots.
    """

    name: ClassVar[str] = table.HUMANOID.name
    bullet: ClassVar[Bullet] = Bullet(
        "humanoid_symmetric.xml",
        ("right_foot", "left_foot"),
        touching=True,
        centre=(-0.01, 0.0, -0.12),
    )
    torso: ClassVar[str] = "torso"
    joints: ClassVar[tuple[str, ...]] = tuple(_RANGE)
    joint_range: ClassVar[tuple[tuple[float, float], ...]] = radians(*_RANGE.values())
    torque: ClassVar[tuple[float, ...]] = tuple(0.41 * power for power in _POWER)
    feet: ClassVar[tuple[str, ...]] = ("right_foot", "left_foot")
    measures: ClassVar[tuple[str, ...]] = table.HUMANOID.measures
    measured: ClassVar[tuple[int, ...]] = (0, 1)
    limbs: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        (f"{side}_thigh", f"{side}_shin", f"{side}_foot") for side in ("right", "left")
    )
    parts: ClassVar[int] = 31
    start_z: ClassVar[float] = 0.8
    effort: ClassVar[float] = 4.25
    bonus: ClassVar[str] = table.HUMANOID.bonus
    mjcf: ClassVar[str] = ""

    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        return jnp.where(z > 0.78, 2.0, -1.0)


def _joint(name: str, axis: str, at: str = "0 0 0") -> str:
    low, high = _RANGE[name]
    return f'<joint name="{name}" axis="{axis}" pos="{at}" range="{low} {high}"/>'


def _leg(side: str, y: int) -> str:
    """Returns one side of the body; y is -1 on the right."""
    return f"""
          <body name="{side}_thigh" pos="0 {0.1 * y} -.04">
            {_joint(f"{side}_hip_x", f"{-y} 0 0")}
            {_joint(f"{side}_hip_z", f"0 0 {-y}")}
            {_joint(f"{side}_hip_y", "0 1 0")}
            {inertial(4.7518, (0.13293, 0.13131, 0.0333), f"0 {-0.005 * y} -.17")}
            <geom fromto="0 0 0 0 {-0.01 * y} -.34" size=".06"/>
            <body name="{side}_shin" pos="0 {-0.01 * y} -.403">
              {_joint(f"{side}_knee", "0 -1 0", "0 0 .02")}
              {inertial(2.7557, (0.05975, 0.05975, 0.01455), "0 0 -.15")}
              <geom fromto="0 0 0 0 0 -.3" size=".049"/>
              <body name="{side}_foot" pos="0 0 -.45">
                {inertial(1.7671, (0.00663,) * 3)}
                <geom name="{side}_foot" type="sphere" pos="0 0 .1" size=".075"/>
              </body>
            </body>
          </body>"""


def _arm(side: str, y: int) -> str:
    return f"""
      <body name="{side}_upper_arm" pos="0 {0.17 * y} .06">
        {_joint(f"{side}_shoulder1", f"2 {-y} 1")}
        {_joint(f"{side}_shoulder2", f"0 {y} 1")}
        {inertial(1.6611, (0.02835,) * 3, f".08 {0.08 * y} -.08")}
        <geom fromto="0 0 0 .16 {0.16 * y} -.16" size=".04"/>
        <body name="{side}_lower_arm" pos=".18 {0.18 * y} -.18">
          {_joint(f"{side}_elbow", f"0 -1 {-y}")}
          {inertial(1.2295, (0.01869,) * 3)}
          <geom fromto=".01 {-0.01 * y} .01 .17 {-0.17 * y} .17" size=".031"/>
          <geom type="sphere" pos=".18 {-0.18 * y} .18" size=".04"/>
        </body>
      </body>"""


_BODIES = f"""
    <body name="torso" pos=".01 0 1.52">
      <freejoint name="root"/>
      {inertial(8.9075, (0.28177, 0.2215, 0.13213), "-.01 0 -.12")}
      <geom fromto="0 -.07 0 0 .07 0" size=".07"/>
      <geom type="sphere" pos="0 0 .19" size=".09"/>
      <geom fromto="-.01 -.06 -.12 -.01 .06 -.12" size=".06"/>
      <body name="lwaist" pos="-.01 0 -.26" quat="1 0 -.002 0">
        {_joint("abdomen_z", "0 0 1", "0 0 .065")}
        {_joint("abdomen_y", "0 1 0", "0 0 .065")}
        {inertial(2.2619, (0.01357, 0.00543, 0.01357))}
        <geom fromto="0 -.06 0 0 .06 0" size=".06"/>
        <body name="pelvis" pos="0 0 -.165" quat="1 0 -.002 0">
          {_joint("abdomen_x", "1 0 0", "0 0 .1")}
          {inertial(6.6162, (0.12549, 0.07454, 0.12549), "-.02 0 0")}
          <geom fromto="-.02 -.07 0 -.02 .07 0" size=".09"/>{_leg("right", -1)}{_leg("left", 1)}
        </body>
      </body>{_arm("right", -1)}{_arm("left", 1)}
    </body>"""


def _ancestors() -> str:
    """Returns the contacts to exclude: in Bullet no link can touch its ancestors."""
    chains = []
    for side in ("right", "left"):
        chains.append(("torso", "lwaist", "pelvis", *Humanoid.limbs[side == "left"]))
        chains.append(("torso", f"{side}_upper_arm", f"{side}_lower_arm"))
    pairs = dict.fromkeys(pair for chain in chains for pair in combinations(chain, 2))
    return "".join(f'<exclude body1="{one}" body2="{other}"/>' for one, other in pairs)


Humanoid.mjcf = model(
    Humanoid,
    _BODIES,
    friction=0.64,
    contact=_ancestors(),
)
