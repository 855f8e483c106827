"""A control step of many robots at once, in array code: policy, observation, reward; their start."""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, PyTree, UInt32

from ramify.controllers.controller import AbstractController
from ramify.robots.walker import AbstractWalker, Episode, Sensed

NOISE = 0.1  # rad, a joint starts within this of its rest
TOGETHER = 16  # seats come in multiples of it: the compiler treats all with the same vector code


class Seated(NamedTuple):
    """Robots side by side, a seat each: their policies, and their episodes, a packed row each.

    A call of compiled code costs by the array, whatever is in it.
    """

    policies: PyTree
    episodes: Float[Array, "s e"]


class Control:
    """What lanes do to robots in their seats, compiled for a number of seats when first wanted."""

    def __init__(self, robot: AbstractWalker, controller: AbstractController):
        self._robot, self._controller = robot, controller
        self._compiled: dict[int, Compiled] = {}
        self._lock = Lock()  # lanes that want the same wait for one to compile it

    def seats(self, many: int, most: int) -> int:
        """So many that these find a place, up to `most`: few numbers, and so few compilations."""
        seats = TOGETHER
        while seats < many:
            seats *= 2
        return min(seats, most)

    def nobody(self, seats: int) -> Seated:
        policy = jax.eval_shape(self._controller.unflatten, self._parameters())
        held = Seated(policy, packed(self._robot.begin()))
        return jax.tree.map(lambda a: np.zeros((seats, *a.shape), a.dtype), held)

    def nothing_sensed(self, seats: int) -> np.ndarray:
        """[seats, x], for what `Compiled.step` is told, and no noise."""
        return np.zeros((seats, sum(_sensed_sizes(self._robot))), np.float32)

    def of(self, seats: int) -> "Compiled":
        """For so many seats. All numbers to which they may shrink are compiled too, needed or not: a
        second start then finds whatever it wants among what the first one compiled."""
        with self._lock:
            for fewer in sorted({self.seats(many, seats) for many in range(1, seats + 1)}):
                if fewer not in self._compiled:
                    self._compiled[fewer] = self._compile(fewer)
            return self._compiled[seats]

    def _compile(self, seats: int) -> "Compiled":
        step, sit = (
            _control_step(self._robot, self._controller),
            _sitting(self._robot, self._controller),
        )
        held = self.nobody(seats)
        sensed = jax.ShapeDtypeStruct((seats, sum(_sensed_sizes(self._robot))), jnp.float32)
        which = jax.ShapeDtypeStruct((TOGETHER,), jnp.int32)
        return Compiled(
            step.lower(held.policies, held.episodes, sensed).compile(),
            sit.lower(held, self._parameters(TOGETHER), which).compile(),
        )

    def _parameters(self, *many: int) -> jax.ShapeDtypeStruct:
        return jax.ShapeDtypeStruct((*many, self._controller.n), jnp.float32)


class Compiled(NamedTuple):
    """
    Attributes:
      step: (policies, episodes, sensed) -> episodes, and what the step told, a row a seat.
      sit: (seated, x [TOGETHER, n], seats [TOGETHER]) -> seated: these seats begin anew, with these
        parameters; those beyond the last seat are no one's.
    """

    step: Callable
    sit: Callable


def moved(seated: Seated, seats: np.ndarray) -> Seated:
    """Who sits in these seats, and they only."""
    return jax.tree.map(lambda a: jnp.asarray(np.asarray(a)[seats]), seated)


def _sensed_sizes(robot: AbstractWalker) -> tuple[int, ...]:
    """Of the parts of `Lane._sense`: what `Bodies.sense` tells, and noise for the action."""
    joints = len(robot.joints)
    return (3, 4, 3, joints, joints, 2, len(robot.feet), joints)


def as_sensed(
    robot: AbstractWalker, row: Float[Array, " x"]
) -> tuple[Sensed, Float[Array, " rest"]]:
    """What `Bodies.sense` tells of one robot, side by side; and what follows it."""
    ends = np.cumsum(_sensed_sizes(robot))[:-1]
    position, quaternion, velocity, q, qd, parts, touch, rest = jnp.split(row, ends)
    touch = (touch > 0.0).astype(jnp.float32)
    return Sensed(position, quaternion, velocity, q, qd, parts, touch), rest


def controlled(
    robot: AbstractWalker,
    controller: AbstractController,
    policy: PyTree,
    episode: Episode,
    sensed: Sensed,
    noise: Float[Array, " a"],
) -> tuple[Episode, Float[Array, " a"], list[Array]]:
    """One robot: account for the step that led here, and choose the next action. Returns the episode,
    the action within +-1, and what `Rollouts.trace` keeps of the step, part by part."""
    observation = robot.observe(episode, sensed)
    episode = robot.advance(episode, sensed)
    action = controller.act(policy, observation, episode.t) + noise
    episode = eqx.tree_at(lambda e: e.action, episode, action)
    ctrl = jnp.clip(action, -1.0, 1.0)
    trace = [observation, ctrl, episode.reward[None], robot.standing(episode.contact)]
    return episode, ctrl, trace


def packed(episode: Episode) -> Float[Array, " e"]:
    """All there is to know of it in one row of float32, which holds its counts exactly."""
    return jnp.concatenate([a.reshape(-1).astype(jnp.float32) for a in jax.tree.leaves(episode)])


def unpacked(row: Float[Array, " e"], like: Episode) -> Episode:
    """What was packed; `like` gives shapes and types."""
    leaves, kind = jax.tree.flatten(like)
    parts = jnp.split(row, np.cumsum([a.size for a in leaves])[:-1])
    shaped = [p.reshape(a.shape).astype(a.dtype) for p, a in zip(parts, leaves, strict=True)]
    return jax.tree.unflatten(kind, shaped)


def _control_step(robot: AbstractWalker, controller: AbstractController) -> jax.stages.Wrapped:
    def one(policy: PyTree, held: Float[Array, " e"], sensed: Float[Array, " x"]) -> tuple:
        episode = unpacked(held, robot.begin())
        episode, ctrl, trace = controlled(
            robot, controller, policy, episode, *as_sensed(robot, sensed)
        )
        told = jnp.stack([episode.done, episode.objective, episode.t], dtype=jnp.float32)
        return packed(episode), jnp.concatenate([told, episode.contacts, ctrl, *trace])

    return jax.jit(jax.vmap(one), donate_argnums=1)


def _sitting(robot: AbstractWalker, controller: AbstractController) -> jax.stages.Wrapped:
    def sit(seated: Seated, x: Float[Array, "s n"], seats: Int[Array, " s"]) -> Seated:
        def put(old: Array, new: Array) -> Array:
            return old.at[seats].set(new, mode="drop")

        return Seated(
            jax.tree.map(put, seated.policies, jax.vmap(controller.unflatten)(x)),
            put(seated.episodes, packed(robot.begin())),
        )

    return jax.jit(sit, donate_argnums=0)


@jax.jit
def placements(seeds: UInt32[Array, "b 2"], rest: Float[Array, " j"]) -> Float[Array, "b j"]:
    """Where joints start: `rest` + U(-NOISE, NOISE)."""

    def one(seed: Array) -> Array:
        key = jax.random.wrap_key_data(seed)
        return rest + jax.random.uniform(
            key, rest.shape, minval=-NOISE, maxval=NOISE, dtype=jnp.float32
        )

    return jax.vmap(one)(seeds)
