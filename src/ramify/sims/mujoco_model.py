"""How a simulator reads a robot's state from its MuJoCo model, on the CPU and in MJX."""

import mujoco
import numpy as np

from ramify.robots.robot import TORSO, AbstractRobot


class Layout:
    """The places of a robot's sensed values in MuJoCo's data.

    A model ends with the sensors that ramify reads: the torso, the feet's contacts and, if it is
    sensed, the torso's spin. The robot's own sensors come before them.

    Attributes:
      joint, joint_velocity, force: entries of qpos, qvel and qfrc_actuator.
      torso, contact, spin, sensors: entries of sensordata.
    """

    def __init__(self, robot: AbstractRobot, model: mujoco.MjModel):
        widths = robot.widths
        self.joint, self.joint_velocity = map(contiguous, robot.columns(model))
        self.force = self.joint_velocity if widths.force else slice(0)
        end = model.nsensordata
        feet = end - widths.spin
        torso = feet - widths.contact
        self.spin, self.contact = slice(feet, end), slice(torso, feet)
        self.torso = slice(torso - TORSO, torso)
        self.sensors = contiguous(robot.sensor_entries(model))


def contiguous(entries: np.ndarray) -> "np.ndarray | slice":
    """Returns the entries as a slice if they follow each other, which reads them without a copy."""
    if len(entries) == 0:
        return slice(0)
    first, last = int(entries[0]), int(entries[-1])
    return slice(first, last + 1) if (np.diff(entries) == 1).all() else entries


def part_counts(model: mujoco.MjModel) -> tuple[np.ndarray, np.ndarray]:
    """Returns how often each body's center of mass, and each joint's anchor, counts among the parts.

    Bullet counts every link, and counts every joint's frame as a separate link. A sliding joint is
    carried along by the joints after it on the same body.
    """
    bodies = model.jnt_bodyid[model.jnt_type != mujoco.mjtJoint.mjJNT_FREE]
    last = {int(b): int(j) for j, b in enumerate(model.jnt_bodyid)}
    anchors = np.zeros(model.njnt)
    np.add.at(anchors, [last[int(b)] for b in bodies], 1.0)
    return (np.arange(model.nbody) > 0).astype(float), anchors
