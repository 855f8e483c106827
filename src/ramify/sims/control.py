"""A control step of many robots at once, in array code: policy, observation, reward; their start."""

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, PyTree, UInt32

from ramify.controllers.controller import AbstractController
from ramify.robots.walker import AbstractWalker, Episode, Sensed

# Each thread computes its own policies. Handed to JAX's dispatch thread, as is the rule, every control
# step would wait for that thread to wake: 5% of a rollout. Heeded if JAX has not begun to compute.
jax.config.update("jax_cpu_enable_async_dispatch", False)

NOISE = 0.1  # rad, a joint starts within this of its rest


def compiled(
    robot: AbstractWalker, controller: AbstractController, slots: int
) -> tuple[Callable, Callable]:
    """The control step and the loader of a lane, compiled before its threads start."""
    step, load = _control_step(robot, controller), _loader(robot, controller)
    x = jax.ShapeDtypeStruct((slots, controller.n), jnp.float32)
    fresh = jax.ShapeDtypeStruct((slots,), jnp.bool_)
    sensed = jax.ShapeDtypeStruct((slots, sum(_sensed_sizes(robot))), jnp.float32)
    episodes = side_by_side(robot, slots)
    policies, _ = jax.eval_shape(load, x, fresh, episodes)
    return (
        step.lower(policies, episodes, sensed).compile(),
        load.lower(x, fresh, episodes).compile(),
    )


def side_by_side(robot: AbstractWalker, slots: int) -> Episode:
    return jax.tree.map(lambda a: np.repeat(np.asarray(a)[None], slots, 0), robot.begin())


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


def _control_step(robot: AbstractWalker, controller: AbstractController) -> jax.stages.Wrapped:
    def one(policy: PyTree, episode: Episode, sensed: Float[Array, " x"]) -> tuple:
        now, noise = as_sensed(robot, sensed)
        observation = robot.observe(episode, now)
        episode = robot.advance(episode, now)
        action = controller.act(policy, observation, episode.t) + noise
        episode = eqx.tree_at(lambda e: e.action, episode, action)
        told = jnp.stack([episode.done, episode.objective, episode.t], dtype=jnp.float32)
        ctrl = jnp.clip(action, -1.0, 1.0)
        trace = [observation, ctrl, episode.reward[None], robot.standing(now)]
        return episode, jnp.concatenate([told, episode.contacts, ctrl, *trace])

    return jax.jit(jax.vmap(one), donate_argnums=1)


def _loader(robot: AbstractWalker, controller: AbstractController) -> jax.stages.Wrapped:
    def load(x: Float[Array, "s n"], fresh: Bool[Array, " s"], episodes: Episode) -> tuple:
        """The policies of all slots, and their episodes, begun anew where `fresh`."""

        def begin(old: Array, new: Array) -> Array:
            return jnp.where(fresh.reshape(-1, *(1,) * new.ndim), new[None], old)

        return jax.vmap(controller.unflatten)(x), jax.tree.map(begin, episodes, robot.begin())

    return jax.jit(load, donate_argnums=2)


@jax.jit
def placements(seeds: UInt32[Array, "b 2"], rest: Float[Array, " j"]) -> Float[Array, "b j"]:
    """Where joints start: `rest` + U(-NOISE, NOISE)."""

    def one(seed: Array) -> Array:
        key = jax.random.wrap_key_data(seed)
        return rest + jax.random.uniform(key, rest.shape, minval=-NOISE, maxval=NOISE)

    return jax.vmap(one)(seeds)
