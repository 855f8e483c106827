"""Facts about a robot's MuJoCo model that MuJoCo on the CPU and MJX share."""

import mujoco
import numpy as np

from ramify.robots.walker import AbstractWalker
from ramify.sims.control import NOISE


def rest_angles(robot: AbstractWalker) -> np.ndarray:
    """Returns the joint angles at rest, [a], rad: 0, moved inside each joint's range.

    In Bullet, the Ant's ankles start 30 degrees outside their range and move back slowly. MuJoCo's
    limits would push them back at high speed.
    """
    low, high = np.asarray(robot.joint_range, np.float32).T
    return np.clip(np.zeros_like(low), low + NOISE, high - NOISE)


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
