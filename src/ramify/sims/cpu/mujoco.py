"""Walkers in MuJoCo on the CPU, in this process, with one batch per thread."""

from contextlib import suppress
from functools import cached_property

import mujoco
import numpy as np
from mujoco.batch import Batch, SimulationError

from ramify.robots.robot import AbstractRobot
from ramify.sims.cpu.threads import AbstractThreadedSimulator, Bodies, MovableBodies
from ramify.sims.mujoco_model import Layout, part_counts
from ramify.sims.process import silence_mujoco
from ramify.sims.table import MUJOCO

_BAD = [
    int(w)
    for w in (
        mujoco.mjtWarning.mjWARN_BADQPOS,
        mujoco.mjtWarning.mjWARN_BADQVEL,
        mujoco.mjtWarning.mjWARN_BADQACC,
        mujoco.mjtWarning.mjWARN_BADCTRL,
    )
]
_CURRENT = int(mujoco.mjtStage.mjSTAGE_VEL)  # positions, velocities, contacts of the new state


class MujocoSim(AbstractThreadedSimulator):
    """MuJoCo on the CPU. Every thread has its own `mujoco.batch.Batch`."""

    info = MUJOCO

    @cached_property
    def model(self) -> mujoco.MjModel:
        silence_mujoco()
        return self.robot.model()

    @property
    def rest(self) -> np.ndarray:
        return self.robot.rest

    def bodies(self, slots: int) -> Bodies:
        return _MujocoBodies(self.robot, self.model, slots)


class _MujocoBodies(MovableBodies):
    def __init__(self, robot: AbstractRobot, model: mujoco.MjModel, slots: int):
        self._substeps, self._layout = robot.substeps, Layout(robot, model)
        self._joint = robot.columns(model)[0]
        self._counts_parts = robot.widths.parts > 0
        self._batch = Batch(model, slots, nthread=1, persistent=True)
        bind = self._batch.bind
        self.qpos, self._qvel, self.control = bind("qpos"), bind("qvel"), bind("ctrl")
        self._com, self._anchor = bind("xipos"), bind("xanchor")
        self._sensors, self._force = bind("sensordata"), bind("qfrc_actuator")
        if robot.start is not None:
            self.qpos[0] = robot.start
        self._initial = self._batch.state[0].copy()
        self._counts_com, self._counts_anchor = part_counts(model)
        self._warned, self._stuck = np.zeros(slots, np.int64), np.zeros(slots, bool)

    def place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        self._batch.state[slots] = self._initial  # equal to a reset, and several times as fast
        self.qpos[np.ix_(slots, self._joint)] = joints
        self._batch.forward(ids=slots.astype(np.int32), stage=_CURRENT)
        self._warned[slots], self._stuck[slots] = self._warnings(slots), False

    def leave(self, slots: np.ndarray) -> np.ndarray:
        warned = self._warnings(slots) - self._warned[slots]
        return np.column_stack([self._batch.state[slots], self._stuck[slots], warned])

    def enter(self, slots: np.ndarray, states: np.ndarray) -> None:
        self._batch.state[slots] = states[:, :-2]
        with suppress(SimulationError):  # some are already stuck
            self._batch.forward(ids=slots.astype(np.int32), stage=_CURRENT)
        self._stuck[slots] = states[:, -2]
        self._warned[slots] = self._warnings(slots) - states[:, -1].astype(np.int64)

    def advance(self, slots: np.ndarray) -> None:
        try:
            self._batch.step(ids=slots.astype(np.int32), nstep=self._substeps, stage=_CURRENT)
        except SimulationError as error:  # these robots were not moved
            self._stuck[error.ids] = True

    def sense(self, slots: np.ndarray | slice) -> tuple[np.ndarray, ...]:
        sensors, at, stuck = self._sensors[slots], self._layout, self._stuck[slots]
        torso = sensors[:, at.torso]
        if stuck.any():
            torso = np.where(stuck[:, None], np.nan, torso)
        joint, velocity = (
            _part(self.qpos, slots, at.joint),
            _part(self._qvel, slots, at.joint_velocity),
        )
        if self._counts_parts:
            com, anchor = self._com[slots], self._anchor[slots]
            parts = self._counts_com @ com + self._counts_anchor @ anchor
            return torso, joint, velocity, parts[:, :2], sensors[:, at.contact]
        own = _part(self._force, slots, at.force), sensors[:, at.sensors]
        return torso, joint, velocity, sensors[:, at.contact], sensors[:, at.spin], *own

    def pose(self, slot: int) -> np.ndarray:
        return self.qpos[slot]

    def broken(self, slots: np.ndarray) -> np.ndarray:
        return self._stuck[slots] | (self._warnings(slots) != self._warned[slots])

    def _warnings(self, slots: np.ndarray) -> np.ndarray:
        return self._batch.warning[slots][:, _BAD, 1].sum(1)


def _part(rows: np.ndarray, slots: np.ndarray | slice, columns: np.ndarray | slice) -> np.ndarray:
    """Returns these columns of these slots' rows. Slices are read without a copy."""
    return rows[slots, columns] if isinstance(columns, slice) else rows[slots][:, columns]
