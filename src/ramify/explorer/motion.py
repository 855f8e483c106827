"""The motion of a robot as the page gets it: the poses of its bodies, frame by frame."""

import mujoco
import numpy as np

from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import pack

FULL = 32767  # int16 that stands for a position of `scale`, and for 1 in a quaternion
FIRST, LATER = 30, 125  # frames in the first message (half a second), and in later ones


class Poses:
    """Converts a robot's qpos into the poses of its bodies, without the world body.

    Args:
      model: MuJoCo model of the robot.
      scale: the largest distance from the origin, m.
      turns: int16 that stands for 1 in a quaternion; smaller values compress better.
    """

    def __init__(self, model: mujoco.MjModel, scale: float, turns: int = FULL):
        self._model, self._data, self._turns = model, mujoco.MjData(model), turns
        self.header = {"nbody": model.nbody - 1, "bodies_from": 1, "scale": scale}

    def __call__(self, qpos: np.ndarray) -> np.ndarray:
        """Returns int16 [t, nbody, 7] for [t, nq]: x y z in 1/32767 of `scale`, w x y z in 1/`turns`."""
        places = np.empty((len(qpos), self._model.nbody - 1, 7))
        for place, pose in zip(places, qpos, strict=True):
            self._data.qpos[:] = pose
            mujoco.mj_kinematics(self._model, self._data)
            place[:, :3], place[:, 3:] = self._data.xpos[1:], self._data.xquat[1:]
        places *= np.repeat((FULL / self.header["scale"], self._turns), (3, 4))
        return np.rint(np.nan_to_num(places).clip(-FULL, FULL)).astype(np.int16)


class MotionSender:
    """Watches one episode, and sends its frames in parts while it is simulated."""

    def __init__(self, poses: Poses, listener: AbstractListener):
        self._poses, self._listener = poses, listener
        self._frames: list[tuple[np.ndarray, np.ndarray]] = []
        self._sent = 0  # frames

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        self._listener.check()
        if t == 0:  # also after a simulator died: the page overwrites its frames
            self._frames, self._sent = [], 0
        self._frames.append((qpos, contact))
        if len(self._frames) >= (LATER if self._sent else FIRST):
            self.flush()

    def flush(self) -> None:
        """Sends the frames that are left."""
        if self._frames:
            qpos, contact = map(np.stack, zip(*self._frames, strict=True))
            self._listener.send(pack_frames(self._poses, self._sent, qpos, contact))
            self._sent, self._frames = self._sent + len(qpos), []


def pack_frames(poses: Poses, start: int, qpos: np.ndarray, contact: np.ndarray) -> bytes:
    """Packs frames [t, nq] that begin at number `start`, and the contacts of the feet [t, k]."""
    return pack({"from": start}, pose=poses(qpos), contact=contact.astype(np.uint8))


def pack_motion(poses: Poses, qpos: np.ndarray, contact: np.ndarray) -> bytes:
    """Packs all frames in a form that compresses better.

    `changes`, int16 [nbody, 7, t], holds the change of each number from frame to frame, modulo 2^16.
    """
    changes = np.diff(poses(qpos), axis=0, prepend=np.int16(0))
    changes = np.ascontiguousarray(np.moveaxis(changes, 0, -1))
    return pack({"from": 0}, changes=changes, contact=contact.astype(np.uint8))
