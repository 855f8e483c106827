"""Walkers in PyBullet, the simulator of QDgym, with one worker process per thread.

The robots are the files of pybullet_data, and the scene is that of pybullet_envs (`bullet_worker`). A
worker that dies is replaced. Its episodes start again from the same seeds, with the same results.

References:
  Coumans & Bai, PyBullet; Nilsson & Cully (2021), QDgym.
"""

import pickle
import shlex
import sys
from functools import partial

import mujoco
import numpy as np

from ramify.robots.robot import TORSO
from ramify.robots.walker import AbstractWalker
from ramify.sims.cpu.bullet_worker import ROOT, Model, Robots
from ramify.sims.cpu.threads import AbstractThreadedSimulator, Bodies, SimulatorDiedError
from ramify.sims.table import BULLET
from ramify.sims.workers import NoWorkerError, Worker, WorkerDiedError, WorkerError


class BulletSim(AbstractThreadedSimulator):
    """PyBullet in worker processes.

    Raises:
      ValueError: PyBullet is not installed, the robot is damaged or not one of ramify's own, or slots or
        threads are out of range.
    """

    info = BULLET

    def set_up(self, slots: int, threads: int) -> None:
        if not isinstance(self.robot, AbstractWalker):
            raise ValueError(
                f"Bullet has no model of {self.robot.name}, only of ramify's own robots: use --sim "
                "mujoco."
            )
        if self.robot.damage:
            raise ValueError(
                f"Bullet cannot simulate damage ({', '.join(self.robot.damage)}): use the mujoco "
                "simulator, with an archive that was made in it (--sim mujoco)."
            )
        super().set_up(slots, threads)

    @property
    def rest(self) -> np.ndarray:
        """0 for every joint. As in QDgym, the Ant's ankles then start 30 degrees outside their range."""
        return np.zeros(self.robot.actions, np.float32)

    def bodies(self, slots: int) -> Bodies:
        assert isinstance(self.robot, AbstractWalker)
        return _BulletBodies(self.robot, slots)


def bullet_model(robot: AbstractWalker) -> Model:
    """Returns what a worker process needs to know of a robot."""
    bullet = robot.bullet
    return Model(bullet.file, robot.torso, bullet.feet, robot.torque, bullet.touching)


class _BulletBodies(Bodies):
    def __init__(self, robot: AbstractWalker, slots: int):
        self._bullet, self.model = robot.bullet, bullet_model(robot)
        feet = robot.bullet.feet
        self.control = np.zeros((slots, len(robot.torque)), np.float32)
        self._rows = np.zeros((slots, self.model.width))
        a = len(robot.torque)
        self._ends = np.cumsum([TORSO, a, a, 2, len(feet)])
        self._worker = Worker(pickle.dumps(partial(Robots, self.model)))

    def place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        self._ask("place", slots, joints)

    def advance(self, slots: np.ndarray) -> None:
        self._ask("advance", slots, self.control[slots])

    def sense(self, slots: np.ndarray | slice) -> tuple[np.ndarray, ...]:
        return tuple(np.split(self._rows[slots], self._ends, axis=1)[:-1])

    def pose(self, slot: int) -> np.ndarray:
        row = self._rows[slot]
        joints = row[TORSO : TORSO + self.control.shape[1]]
        if self._bullet.planar:
            return np.concatenate([row[-ROOT:], joints])
        position, quaternion, centre = row[:3], row[3:7], np.zeros(3)
        mujoco.mju_rotVecQuat(centre, np.array(self._bullet.centre), quaternion)
        return np.concatenate([position - centre, quaternion, joints])

    def close(self) -> None:
        self._worker.close()

    def _ask(self, method: str, slots: np.ndarray, values: np.ndarray) -> None:
        try:
            self._rows[slots] = self._worker.ask(method, slots, values)
        except WorkerDiedError as died:
            raise SimulatorDiedError(f"Bullet: {died}") from None
        except WorkerError as error:
            raise NoWorkerError(
                f"Bullet fails: {error}. `{shlex.quote(sys.executable)} -c 'import pybullet'` shows "
                "whether PyBullet can be imported."
            ) from error
