"""A walk on its way to the page: where the bodies are, frame by frame."""

from typing import Any

import mujoco
import numpy as np

from ramify.explorer.packed import Send, packed
from ramify.robots.walker import AbstractWalker

FULL = 32767  # int16 of a quaternion's 1, and of a position's `scale`
FIRST, LATER = 60, 125  # frames of a part: a second of the walk to begin with


class Poses:
    """Turns a robot's qpos into where its bodies are.

    Args:
      model: of the robot.
      scale: m, no position is farther from the origin.
    """

    def __init__(self, model: mujoco.MjModel, scale: float):
        self._model, self._data, self.scale = model, mujoco.MjData(model), scale

    def __call__(self, qpos: np.ndarray) -> np.ndarray:
        """[t, nq] -> int16 [t, nbody, 7]: x y z in 1/32767 of `scale`, w x y z in 1/32767."""
        places = np.empty((len(qpos), self._model.nbody, 7))
        for place, pose in zip(places, qpos, strict=True):
            self._data.qpos[:] = pose
            mujoco.mj_kinematics(self._model, self._data)
            place[:, :3], place[:, 3:] = self._data.xpos / self.scale, self._data.xquat
        whole = np.nan_to_num(places).clip(-1.0, 1.0) * FULL
        return np.rint(whole, out=whole).astype(np.int16)


class Parts:
    """Watches one walk, and sends it in parts as soon as they are there."""

    def __init__(self, poses: Poses, send: Send):
        self._poses, self._send = poses, send
        self._frames: list[tuple[np.ndarray, np.ndarray]] = []
        self._sent = 0  # frames

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        if t == 0:  # also where a simulator died: the page overwrites what it has
            self._frames, self._sent = [], 0
        self._frames.append((qpos, contact))
        if len(self._frames) >= (LATER if self._sent else FIRST):
            self.flush()

    def flush(self) -> None:
        """Send what is left."""
        if self._frames:
            qpos, contact = map(np.stack, zip(*self._frames, strict=True))
            self._send(part(self._poses, self._sent, qpos, contact))
            self._sent, self._frames = self._sent + len(qpos), []


def part(poses: Poses, start: int, qpos: np.ndarray, contact: np.ndarray, **more: Any) -> bytes:
    """Frames [t, nq] from number `start` on, and which feet stand in them [t, k]."""
    return packed({"from": start} | more, pose=poses(qpos), contact=contact.astype(np.uint8))


def farthest(robot: AbstractWalker, objective: float) -> float:
    """m, what a robot of this objective cannot have left behind it: a step's reward is its speed
    (m/s), and costs of less than 2 that it may have earned back by it."""
    steps = robot.max_steps
    return 2.0 + robot.dt * (abs(objective) + 2.0 * robot.effort * steps)
