"""A walk on its way to the page: where the bodies are, frame by frame."""

import mujoco
import numpy as np

from ramify.explorer.listener import AbstractListener
from ramify.explorer.packed import packed

FULL = 32767  # int16 of a position's `scale`, and of a quaternion's 1
FIRST, LATER = 30, 125  # frames of a part: half a second of the walk to begin with


class Poses:
    """Turns a robot's qpos into where its bodies are, the world's left out.

    Args:
      model: of the robot.
      scale: m, no position is farther from the origin.
      turns: int16 of a quaternion's 1; fewer are packed tighter.
    """

    def __init__(self, model: mujoco.MjModel, scale: float, turns: int = FULL):
        self._model, self._data, self._turns = model, mujoco.MjData(model), turns
        self.header = {"nbody": model.nbody - 1, "bodies_from": 1, "scale": scale}

    def __call__(self, qpos: np.ndarray) -> np.ndarray:
        """[t, nq] -> int16 [t, nbody, 7]: x y z in 1/32767 of `scale`, w x y z in 1/`turns`."""
        places = np.empty((len(qpos), self._model.nbody - 1, 7))
        for place, pose in zip(places, qpos, strict=True):
            self._data.qpos[:] = pose
            mujoco.mj_kinematics(self._model, self._data)
            place[:, :3], place[:, 3:] = self._data.xpos[1:], self._data.xquat[1:]
        places *= np.repeat((FULL / self.header["scale"], self._turns), (3, 4))
        return np.rint(np.nan_to_num(places).clip(-FULL, FULL)).astype(np.int16)


class Parts:
    """Watches one walk, and sends it in parts as soon as they are there."""

    def __init__(self, poses: Poses, listener: AbstractListener):
        self._poses, self._listener = poses, listener
        self._frames: list[tuple[np.ndarray, np.ndarray]] = []
        self._sent = 0  # frames

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        self._listener.check()
        if t == 0:  # also where a simulator died: the page overwrites what it has
            self._frames, self._sent = [], 0
        self._frames.append((qpos, contact))
        if len(self._frames) >= (LATER if self._sent else FIRST):
            self.flush()

    def flush(self) -> None:
        """Send what is left."""
        if self._frames:
            qpos, contact = map(np.stack, zip(*self._frames, strict=True))
            self._listener.send(part(self._poses, self._sent, qpos, contact))
            self._sent, self._frames = self._sent + len(qpos), []


def part(poses: Poses, start: int, qpos: np.ndarray, contact: np.ndarray) -> bytes:
    """Frames [t, nq] from number `start` on, and which feet stand in them [t, k]."""
    return packed({"from": start}, pose=poses(qpos), contact=contact.astype(np.uint8))


def whole(poses: Poses, qpos: np.ndarray, contact: np.ndarray) -> bytes:
    """All frames in a form that packs tighter: how each number changes from frame to frame, modulo
    2^16, as `changes` int16 [nbody, 7, t]."""
    changes = np.diff(poses(qpos), axis=0, prepend=np.int16(0))
    changes = np.ascontiguousarray(np.moveaxis(changes, 0, -1))
    return packed({"from": 0}, changes=changes, contact=contact.astype(np.uint8))
