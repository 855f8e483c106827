"""The parts that the MuJoCo models of all robots share: floor, time step, motors and sensors.

As Bullet reads the original files: joints have no damping, no springs and almost no armature. Friction
is the product of the floor's 0.8 and the robot's.
"""

from ramify.robots.walker import AbstractWalker


def model(
    robot: type[AbstractWalker],
    bodies: str,
    *,
    friction: float,
    defaults: str = "",
    contact: str = "",
) -> str:
    """Returns a robot's MJCF.

    Args:
      robot: defines names and torques. The geom of a foot has the name of its body.
      bodies: the tree of bodies.
      friction: sliding friction with the floor.
      defaults: defaults of geoms and joints that differ from the common ones.
      contact: bodies that cannot touch each other.
    """
    torques = zip(robot.joints, robot.torque, strict=True)
    motors = "".join(f'<motor joint="{joint}" gear="{torque:g}"/>' for joint, torque in torques)
    touch = "".join(f'<contact geom1="floor" geom2="{foot}" data="found"/>' for foot in robot.feet)
    whole = f'objtype="body" objname="{robot.torso}"'
    return f"""<mujoco model="{robot.name}">
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
