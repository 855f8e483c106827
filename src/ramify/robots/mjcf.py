"""What the MuJoCo models of all robots share: the floor, the time step, motors and sensors.

As Bullet reads the original files: joints without damping, springs or armature to speak of, and
friction the product of the floor's 0.8 and the robot's.
"""

from collections.abc import Iterable

SENSED = 10  # numbers that come before the feet's in the sensors: position, quaternion, velocity


def model(
    name: str,
    bodies: str,
    *,
    torso: str,
    torque: dict[str, float],
    feet: Iterable[str],
    friction: float,
    defaults: str = "",
    contact: str = "",
) -> str:
    """A robot's MJCF.

    Args:
      bodies: its tree.
      torso: the body that observations are of.
      torque: N m of an action of 1, by joint.
      feet: geoms whose contact with the floor is sensed.
      friction: sliding, with the floor.
      defaults: of its geoms and joints, other than what is common.
      contact: which bodies cannot touch.
    """
    motors = "".join(f'<motor joint="{joint}" gear="{t:g}"/>' for joint, t in torque.items())
    touch = "".join(f'<contact geom1="floor" geom2="{foot}" data="found"/>' for foot in feet)
    whole = f'objtype="body" objname="{torso}"'
    return f"""<mujoco model="{name}">
  <compiler angle="degree" autolimits="true"/>
  <option timestep=".004125" gravity="0 0 -9.8" jacobian="dense" iterations="20">
    <flag island="disable"/>
  </option>
  <default>
    <joint damping="0" armature=".01"/>
    <geom type="capsule" density="1000" friction="{friction:g} .005 .0001" {defaults}/>
    <motor ctrlrange="-1 1"/>
  </default>
  <worldbody>
    <light pos="0 0 4" directional="true"/>
    <geom name="floor" type="plane" size="0 0 1" contype="1" conaffinity="1"/>{bodies}
  </worldbody>
  <contact>{contact}</contact>
  <actuator>{motors}</actuator>
  <sensor><framepos {whole}/><framequat {whole}/><framelinvel {whole}/>{touch}</sensor>
</mujoco>"""
