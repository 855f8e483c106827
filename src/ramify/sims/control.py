"""One control step of many robots as array code: observation, reward, policy; and their start."""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, PyTree, UInt32

from ramify.controllers.controller import AbstractController
from ramify.numerics import draws
from ramify.robots.robot import NOISE, AbstractRobot, Episode, Sensed

SCORES = 4  # numbers before the contacts in a row of results (`CompiledStep.step`)
TOGETHER = 16  # batch sizes are multiples of it: all rows then run through the same vector code


class RobotBatch(NamedTuple):
    """Policies and episodes of many robots, one place each. Each episode is packed into one row.

    A call of compiled code costs time for every array, whatever its size.
    """

    policies: PyTree
    episodes: Float[Array, "s e"]


class ControlProgram:
    """The compiled control step of one robot under one type of controller.

    It is compiled once for each batch size, when that size is first used.
    """

    def __init__(self, robot: AbstractRobot, controller: AbstractController):
        self._robot, self._controller = robot, controller
        self._compiled: dict[int, CompiledStep] = {}
        self._lock = Lock()  # threads that need the same size wait for one of them to compile it

    def batch_size(self, count: int, limit: int) -> int:
        """Returns a batch size for `count` robots, at most `limit`: 16 times a power of two.

        Few sizes mean few compilations.
        """
        size = TOGETHER
        while size < count:
            size *= 2
        return min(size, limit)

    def empty_batch(self, size: int) -> RobotBatch:
        """Returns a batch without robots."""
        policy = jax.eval_shape(self._controller.unflatten, self._parameters())
        one = RobotBatch(policy, pack_episode(self._robot.begin()))
        return jax.tree.map(lambda a: np.zeros((size, *a.shape), a.dtype), one)

    def empty_input(self, size: int) -> np.ndarray:
        """Returns zeros [size, x] for the input of `CompiledStep.step`: sensed values and noise."""
        return np.zeros((size, sum(_sensed_sizes(self._robot))), np.float32)

    def of(self, size: int) -> "CompiledStep":
        """Returns the program for a batch size.

        All smaller sizes to which a batch may shrink are compiled too, so that JAX's cache on disk holds
        every program that a second start may need.
        """
        with self._lock:
            for smaller in sorted({self.batch_size(n, size) for n in range(1, size + 1)}):
                if smaller not in self._compiled:
                    self._compiled[smaller] = self._compile(smaller)
            return self._compiled[size]

    def _compile(self, size: int) -> "CompiledStep":
        step = _control_step(self._robot, self._controller)
        insert = _insertion(self._robot, self._controller)
        batch = self.empty_batch(size)
        sensed = jax.ShapeDtypeStruct((size, sum(_sensed_sizes(self._robot))), jnp.float32)
        places = jax.ShapeDtypeStruct((TOGETHER,), jnp.int32)
        return CompiledStep(
            step.lower(batch.policies, batch.episodes, sensed).compile(),
            insert.lower(batch, self._parameters(TOGETHER), places).compile(),
        )

    def _parameters(self, *count: int) -> jax.ShapeDtypeStruct:
        return jax.ShapeDtypeStruct((*count, self._controller.n), jnp.float32)


class CompiledStep(NamedTuple):
    """The compiled functions for one batch size.

    Attributes:
      step: (policies, episodes, sensed) -> episodes, and one row of results per place: done, objective,
        steps, steadiness, contacts, controls, then the row of `Rollouts.trace`.
      insert: (batch, x [TOGETHER, n], places [TOGETHER]) -> batch: starts an episode with these
        parameters at each of these places. Places beyond the batch are ignored.
    """

    step: Callable
    insert: Callable


def select(batch: RobotBatch, places: np.ndarray) -> RobotBatch:
    """Returns a batch of the robots at these places."""
    return jax.tree.map(lambda a: jnp.asarray(np.asarray(a)[places]), batch)


def _sensed_sizes(robot: AbstractRobot) -> tuple[int, ...]:
    """Returns the widths of the parts of the input: those of `Sensed`, and the action's noise."""
    return (*robot.widths, robot.actions)


def as_sensed(
    robot: AbstractRobot, row: Float[Array, " x"]
) -> tuple[Sensed, Float[Array, " rest"]]:
    """Splits one robot's row into the values of `Bodies.sense` and the rest of the row."""
    *values, rest = jnp.split(row, np.cumsum(_sensed_sizes(robot))[:-1])
    sensed = Sensed(*values)
    touch = (sensed.contact > 0.0).astype(jnp.float32)
    return eqx.tree_at(lambda s: s.contact, sensed, touch), rest


def controlled(
    robot: AbstractRobot,
    controller: AbstractController,
    policy: PyTree,
    episode: Episode,
    sensed: Sensed,
    noise: Float[Array, " a"],
) -> tuple[Episode, Float[Array, " a"], list[Array]]:
    """Accounts for one robot's last control step, and chooses its next action.

    Returns:
      The episode, the actuators' controls, and the parts of the step's row of `Rollouts.trace`.
    """
    observation = robot.observe(episode, sensed)
    episode = robot.advance(episode, sensed)
    action = controller.act(policy, observation, episode.t) + noise
    episode = eqx.tree_at(lambda e: e.action, episode, action)
    clipped = jnp.clip(action, -1.0, 1.0)
    trace = [observation, clipped, episode.reward[None], robot.shares(episode)]
    return episode, robot.command(clipped), trace


def pack_episode(episode: Episode) -> Float[Array, " e"]:
    """Returns the whole episode as one row of float32, which holds its counts exactly."""
    return jnp.concatenate([a.reshape(-1).astype(jnp.float32) for a in jax.tree.leaves(episode)])


def unpack_episode(row: Float[Array, " e"], like: Episode) -> Episode:
    """Returns the episode that `pack_episode` packed. `like` gives shapes and dtypes."""
    leaves, structure = jax.tree.flatten(like)
    parts = jnp.split(row, np.cumsum([a.size for a in leaves])[:-1])
    shaped = [p.reshape(a.shape).astype(a.dtype) for p, a in zip(parts, leaves, strict=True)]
    return jax.tree.unflatten(structure, shaped)


def _control_step(robot: AbstractRobot, controller: AbstractController) -> jax.stages.Wrapped:
    def one(policy: PyTree, packed: Float[Array, " e"], sensed: Float[Array, " x"]) -> tuple:
        episode = unpack_episode(packed, robot.begin())
        episode, ctrl, trace = controlled(
            robot, controller, policy, episode, *as_sensed(robot, sensed)
        )
        result = [episode.done, episode.objective, episode.t, robot.steadiness(episode)]
        row = [jnp.stack(result, dtype=jnp.float32), episode.contacts, ctrl, *trace]
        return pack_episode(episode), jnp.concatenate(row)

    return jax.jit(jax.vmap(one), donate_argnums=1)


def _insertion(robot: AbstractRobot, controller: AbstractController) -> jax.stages.Wrapped:
    def insert(batch: RobotBatch, x: Float[Array, "s n"], places: Int[Array, " s"]) -> RobotBatch:
        def put(old: Array, new: Array) -> Array:
            return old.at[places].set(new, mode="drop")

        return RobotBatch(
            jax.tree.map(put, batch.policies, jax.vmap(controller.unflatten)(x)),
            put(batch.episodes, pack_episode(robot.begin())),
        )

    return jax.jit(insert, donate_argnums=0)


@jax.jit
def placements(
    seeds: UInt32[Array, "b 2"], rest: Float[Array, " q"], varied: Bool[Array, " q"]
) -> Float[Array, "b q"]:
    """Returns the joint positions (rad or m) at which episodes start.

    Args:
      seeds: one per episode.
      rest: `AbstractRobot.rest`.
      varied: True for each joint to which U(-NOISE, NOISE) is added.
    """

    def one(seed: Array) -> Array:
        key = jax.random.wrap_key_data(seed)
        noise = draws.uniform(key, rest.shape, -NOISE, NOISE)
        return jnp.where(varied, rest + noise, rest)

    return jax.vmap(one)(seeds)
