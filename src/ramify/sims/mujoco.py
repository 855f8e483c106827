"""Many walkers at once in C MuJoCo, on all cores.

One batch is kept full: when an episode ends, its slot takes the next waiting one, so that shapes
never change. An episode depends on its parameters and its seed only, not on slot, thread or batch.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from jaxtyping import Array, Float, PyTree, UInt32
from mujoco.batch import Batch, SimulationError

from ramify.controllers.controller import AbstractController
from ramify.robots.walker import AbstractWalker, Episode, Sensed

NOISE = 0.1  # rad, a joint starts within this of its rest
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


@dataclass(frozen=True)
class Motion:
    """One recorded episode.

    Attributes:
      qpos: [t + 1, nq] pose after every control step, the first as placed.
      contact: [t + 1, k] whether each foot touched the floor.
    """

    qpos: np.ndarray
    contact: np.ndarray


@dataclass(frozen=True)
class Rollouts:
    """Episodes, a row each.

    Attributes:
      objective: sum of rewards; -inf where the simulation broke down.
      measures: [b, k] share of the steps each foot touched the floor.
      steps: control steps taken.
      motions: where they were asked for.
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    motions: tuple[Motion, ...] = ()


class MujocoSim:
    """Runs episodes of one robot under many controllers of one kind.

    Args:
      robot: what walks.
      controller: how parameters become actions.
      slots: robots simulated side by side, rounded up to a multiple of 16: the compiler then treats
        every slot with the same vector code, and results do not depend on which or how many.
      threads: 0 for all cores. Results do not depend on it.

    Raises:
      ValueError: slots or threads out of range.
    """

    name = "mujoco"

    def __init__(
        self,
        robot: AbstractWalker,
        controller: AbstractController,
        *,
        slots: int = 64,
        threads: int = 0,
    ):
        if slots < 1 or threads < 0:
            raise ValueError(f"slots={slots}, threads={threads}: slots from 1, threads from 0.")
        self.robot, self.controller = robot, controller
        self.slots = slots = -(-slots // 16) * 16
        # A robot that breaks down is a failed row, not a line on the terminal and a log file.
        mujoco.set_mju_user_warning(lambda message: None)
        self.model = mujoco.MjModel.from_xml_string(robot.mjcf)
        # Whole-process affinity, not the machine: a container may own fewer cores.
        self.threads = threads or len(os.sched_getaffinity(0))
        self._batch = Batch(self.model, slots, nthread=self.threads, persistent=True)
        bind = self._batch.bind
        self._qpos, self._qvel, self._ctrl = bind("qpos"), bind("qvel"), bind("ctrl")
        self._com, self._frame = bind("xipos"), bind("xpos")
        self._touch = bind("sensordata")
        # Bullet counts every link and, as a link of its own, every joint's frame.
        body_of_joint = [self.model.joint(joint).bodyid[0] for joint in robot.joints]
        self._jointed = np.unique(body_of_joint)
        self._step = _control_step(robot, controller)
        self._load = _loader(robot, controller)

    def rollout(
        self, x: Float[Array, "b n"], seeds: np.ndarray, *, record: bool = False
    ) -> Rollouts:
        """One episode a row of `x`.

        Args:
          x: parameters of the controllers.
          seeds: [b, 2] uint32 key data; episode i depends on x[i] and seeds[i] only.
          record: also return the motions.
        """
        b, k = x.shape[0], len(self.robot.feet)
        place = np.asarray(_placements(jnp.asarray(seeds), self.robot.joint_range), np.float64)
        objective, measures = np.full(b, -np.inf, np.float32), np.full((b, k), np.nan, np.float32)
        steps = np.zeros(b, np.int32)
        frames: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(b if record else 0)]
        row = np.full(self.slots, -1)  # whose episode each slot runs
        waiting, warned = 0, np.zeros(self.slots, np.int64)
        x = jnp.asarray(x)
        policies = None
        episodes = jax.tree.map(lambda a: jnp.stack([a] * self.slots), self.robot.begin())

        while waiting < b or (row >= 0).any():
            free = np.flatnonzero(row < 0)[: b - waiting]
            if free.size:
                row[free] = np.arange(waiting, waiting + free.size)
                waiting += free.size
                self._place(free, place[row[free]])
                warned[free] = self._warnings(free)
                fresh = np.isin(np.arange(self.slots), free)
                policies, episodes = self._load(x, row.astype(np.int32), fresh, episodes)
            episodes, told = self._step(policies, episodes, self._sense())
            told, running = np.asarray(told), row >= 0
            if record:
                for slot in np.flatnonzero(running):
                    frames[row[slot]].append((self._qpos[slot].copy(), self._touch[slot] > 0))
            over = np.flatnonzero(running & (told[:, 0] > 0))
            broken = np.flatnonzero(running & (self._warnings(np.arange(self.slots)) > warned))
            ended = np.union1d(over, broken)
            if ended.size:
                objective[row[ended]], steps[row[ended]] = told[ended, 1], told[ended, 2]
                measures[row[ended]] = told[ended, 3 : 3 + k] / told[ended, 2:3]
                objective[row[broken]] = -np.inf
            row[ended] = -1
            ids = np.flatnonzero(row >= 0).astype(np.int32)
            if ids.size:
                self._ctrl[:] = told[:, 3 + k :]
                self._advance(ids)
        objective[~np.isfinite(objective)] = -np.inf
        motions = tuple(Motion(*map(np.stack, zip(*f, strict=True))) for f in frames)
        return Rollouts(objective, measures, steps, motions)

    def _place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        ids = slots.astype(np.int32)
        self._batch.reset(ids=ids, stage=int(mujoco.mjtStage.mjSTAGE_NONE))
        self._qpos[slots, -joints.shape[1] :] = joints
        self._batch.forward(ids=ids, stage=_CURRENT)

    def _sense(self) -> np.ndarray:
        parts = self._com[:, 1:, :2].sum(1) + self._frame[:, self._jointed, :2].sum(1)
        return np.concatenate([self._qpos, self._qvel, parts, self._touch], 1, dtype=np.float32)

    def _advance(self, ids: np.ndarray) -> None:
        try:
            self._batch.step(ids=ids, nstep=self.robot.substeps, stage=_CURRENT)
        except SimulationError as error:  # those robots stay where they were, broken
            for slot in error.ids:
                self._qpos[slot] = np.nan

    def _warnings(self, slots: np.ndarray) -> np.ndarray:
        return self._batch.warning[slots][:, _BAD, 1].sum(1)


def _control_step(robot: AbstractWalker, controller: AbstractController) -> Callable:
    joints, feet = len(robot.joints), len(robot.feet)

    def one(policy: PyTree, episode: Episode, sensed: Float[Array, " x"]) -> tuple:
        sizes = (3, 4, joints, 3, 3, joints, 2, feet)
        position, quaternion, q, velocity, _, qd, parts, touch = jnp.split(
            sensed, np.cumsum(sizes)[:-1]
        )
        touch = (touch > 0.0).astype(jnp.float32)
        now = Sensed(position, quaternion, velocity, q, qd, parts, touch)
        observation = robot.observe(episode, now)
        episode = robot.advance(episode, now)
        action = controller.act(policy, observation, episode.t)
        episode = eqx.tree_at(lambda e: e.action, episode, action)
        told = jnp.stack([episode.done, episode.objective, episode.t], dtype=jnp.float32)
        told = jnp.concatenate([told, episode.contacts, jnp.clip(action, -1.0, 1.0)])
        return episode, told

    return jax.jit(jax.vmap(one), donate_argnums=1)


def _loader(robot: AbstractWalker, controller: AbstractController) -> Callable:
    def load(x: Float[Array, "b n"], row: Array, fresh: Array, episodes: Episode) -> tuple:
        """The policies of all slots, and their episodes, begun anew where `fresh`."""
        policies = jax.vmap(controller.unflatten)(x[jnp.maximum(row, 0)])

        def begin(old: Array, new: Array) -> Array:
            return jnp.where(fresh.reshape(-1, *(1,) * new.ndim), new[None], old)

        return policies, jax.tree.map(begin, episodes, robot.begin())

    return jax.jit(load, donate_argnums=3)


@partial(jax.jit, static_argnums=1)
def _placements(
    seeds: UInt32[Array, "b 2"], joint_range: tuple[tuple[float, float], ...]
) -> Float[Array, "b j"]:
    """Where joints start: U(-NOISE, NOISE), moved inside the joint's range.

    Unlike in Bullet, where the Ant's ankles start 30 degrees outside their range and are eased back:
    MuJoCo's limits would throw the legs in.
    """
    low, high = jnp.asarray(joint_range, jnp.float32).T
    rest = jnp.clip(jnp.zeros_like(low), low + NOISE, high - NOISE)

    def one(seed: Array) -> Array:
        key = jax.random.wrap_key_data(seed)
        return rest + jax.random.uniform(key, rest.shape, minval=-NOISE, maxval=NOISE)

    return jax.vmap(one)(seeds)
