"""Walkers in PyBullet, the simulator of the original QDgym: a process a lane.

The robots are pybullet_data's own files, and the scene pybullet_envs': `bullet_worker` holds both.
A worker that dies is replaced, and what it held begins anew, from the same seeds, to the same end.

References:
  Coumans & Bai, PyBullet; Nilsson & Cully (2021), QDgym.
"""

import contextlib
import dataclasses
import importlib.util
import json
import subprocess
import sys
import weakref

import mujoco
import numpy as np

from ramify.controllers.controller import AbstractController
from ramify.robots.mjcf import SENSED
from ramify.robots.walker import AbstractWalker
from ramify.sims.bullet_worker import ADVANCE, PLACE, ROOT, Model, read
from ramify.sims.lanes import AbstractSimulator, Bodies, SimulatorDiedError

SLOTS = 16  # a lane's: Bullet steps its robots one by one, so that more would gain nothing


class BulletSim(AbstractSimulator):
    """PyBullet in worker processes.

    Raises:
      ValueError: PyBullet is not installed, or slots or threads are out of range.
    """

    name = "bullet"

    def __init__(
        self,
        robot: AbstractWalker,
        controller: AbstractController,
        *,
        slots: int = 128,
        threads: int = 0,
    ):
        if importlib.util.find_spec("pybullet") is None:
            raise ValueError("sim='bullet' needs PyBullet: pip install 'ramify[bullet]'.")
        super().__init__(robot, controller, slots=slots, threads=threads)
        self.slots = min(self.slots, SLOTS * self.threads)

    @property
    def rest(self) -> np.ndarray:
        """0, though the Ant's ankles are then 30 degrees outside their range, as in the original."""
        return np.zeros(len(self.robot.joints), np.float32)

    def bodies(self, slots: int) -> Bodies:
        return _BulletBodies(self.robot, slots)


class _BulletBodies(Bodies):
    def __init__(self, robot: AbstractWalker, slots: int):
        self._bullet = robot.bullet
        file, feet = robot.bullet.file, robot.bullet.feet
        self._model = Model(file, robot.torso, feet, robot.torque, slots)
        self.control = np.zeros((slots, len(robot.torque)), np.float32)
        self._rows = np.zeros((slots, self._model.width))
        a = len(robot.torque)
        self._ends = np.cumsum([SENSED, a, a, 2, len(feet)])
        self._worker = _Worker(self._model)

    def place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        self._ask(PLACE, slots, joints.astype(np.float64))

    def advance(self, slots: np.ndarray) -> None:
        self._ask(ADVANCE, slots, self.control[slots])

    def sense(self) -> tuple[np.ndarray, ...]:
        return tuple(np.split(self._rows, self._ends, axis=1)[:-1])

    def pose(self, slot: int) -> np.ndarray:
        row = self._rows[slot]
        joints = row[SENSED : SENSED + self.control.shape[1]]
        if self._bullet.planar:
            return np.concatenate([row[-ROOT:], joints])
        position, quaternion, centre = row[:3], row[3:7], np.zeros(3)
        mujoco.mju_rotVecQuat(centre, np.array(self._bullet.centre), quaternion)
        return np.concatenate([position - centre, quaternion, joints])

    def _ask(self, operation: int, slots: np.ndarray, values: np.ndarray) -> None:
        try:
            self._rows[slots] = self._worker.ask(operation, slots, values)
        except (OSError, EOFError):
            self._worker.close()
            self._worker = _Worker(self._model)
            raise SimulatorDiedError from None


class _Worker:
    """A running `bullet_worker`."""

    def __init__(self, model: Model):
        self._model = model
        command = [sys.executable, "-m", "ramify.sims.bullet_worker"]
        self._process = subprocess.Popen(
            [*command, json.dumps(dataclasses.astuple(model))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.close = weakref.finalize(self, _end, self._process)
        assert self._process.stdin and self._process.stdout
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._ready = False

    def ask(self, operation: int, slots: np.ndarray, values: np.ndarray) -> np.ndarray:
        """[n, width]; see `bullet_worker`."""
        if not self._ready:
            self._await_start()
        head = np.array([operation, slots.size], np.int32)
        self._requests.write(head.tobytes() + slots.astype(np.int32).tobytes() + values.tobytes())
        self._requests.flush()
        return read(self._answers, np.float64, (slots.size, self._model.width))

    def _await_start(self) -> None:
        try:
            read(self._answers, np.int32, (1,))
        except EOFError:
            if self._process.wait() > 0:  # not killed: it gave up
                raise RuntimeError(
                    "Bullet's worker could not start; the reason is printed above."
                ) from None
            raise
        self._ready = True


def _end(process: subprocess.Popen) -> None:
    process.kill()
    for stream in process.stdin, process.stdout:
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()
