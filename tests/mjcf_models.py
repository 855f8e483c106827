"""Small robots in MJCF, for tests."""

from pathlib import Path

HEXAPOD = Path(__file__).parent.parent / "examples" / "hexapod.xml"

# A cart with a pole on it and a ball beside it, an arm with a sensor, and a body that hops on a field.
CART = """<mujoco><worldbody><body name="cart"><joint name="slide" type="slide" axis="1 0 0"/>
  <geom size=".1"/><body name="pole"><joint name="hinge" axis="0 1 0" range="-1 1" limited="true"/>
  <geom type="capsule" size=".02" fromto="0 0 0 0 0 .5"/></body></body>
  <body name="ball" pos="3 0 0"><freejoint/><geom size=".1"/></body></worldbody>
  <actuator><motor joint="slide" ctrllimited="true" ctrlrange="-3 1"/></actuator>
  <sensor><jointpos name="angle" joint="hinge"/><framepos name="tip" objtype="body" objname="pole"/>
  </sensor></mujoco>"""
FIELD = """<mujoco><asset><hfield name="hills" nrow="3" ncol="4" size="2 1 .5 .1"
  elevation="0 0 0 0 0 1 1 0 0 0 0 0"/></asset><worldbody>
  <geom type="hfield" hfield="hills"/><geom type="box" pos="1 0 0" size=".1 .1 .1"/>
  <body name="hopper" pos="0 0 1"><freejoint/><geom size=".1"/>
  <geom size=".2" group="3" mass="0"/>
  <body name="foot" pos="0 0 -.3"><joint name="leg" type="slide" axis="0 0 1"/>
  <geom size=".05" group="4"/></body>
  </body></worldbody><actuator><position joint="leg" kp="9"/></actuator></mujoco>"""


def file(folder, text):
    path = folder / "robot.xml"
    path.write_text(text)
    return path
