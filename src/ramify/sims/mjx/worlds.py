"""Many MJX worlds with one robot each, as one program: a loop over control steps and policies.

The loop ends when every world's episode has ended. A world whose episode has ended does not change.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as P
from jaxtyping import Array, Bool, Float, Int, PyTree, UInt32

from ramify.controllers.controller import AbstractController
from ramify.robots.robot import AbstractRobot, Episode, Sensed
from ramify.sims.control import controlled, placements
from ramify.sims.mjx.physics import AbstractPhysics, Body, Physics

FARTHEST = 1e10  # m, rad and their rates: larger values mean a broken simulation, as in C MuJoCo


class World(NamedTuple):
    """One robot and its episode.

    Attributes:
      over: True if the episode has ended or the simulation has broken down.
      sound: True if the simulation has not broken down.
    """

    body: Body
    episode: Episode
    over: Bool[Array, ""]
    sound: Bool[Array, ""]


class Walked(NamedTuple):
    """The results of episodes, one row each.

    `trace` (see `Rollouts`) and the poses `qpos` have no steps if they were not requested.
    """

    objective: Float[Array, " b"]
    measures: Float[Array, "b k"]
    steps: Int[Array, " b"]
    steadiness: Float[Array, " b"]
    trace: Float[Array, "b t w"]
    qpos: Float[Array, "b t q"]


class Given(NamedTuple):
    """The inputs of episodes, one row per world.

    Attributes:
      x: parameters of the controllers.
      seeds: key data of the episodes.
      noise: added to the actions.
      empty: True for a world without an episode. None until the number of worlds is known.
    """

    x: Float[Array, "s n"]
    seeds: UInt32[Array, "s 2"]
    noise: Float[Array, "s t a"] | None
    empty: Bool[Array, " s"] | None


class Worlds:
    """Simulates one robot under one type of controller in many worlds."""

    def __init__(
        self, robot: AbstractRobot, controller: AbstractController, physics: AbstractPhysics
    ):
        self.robot, self.controller = robot, controller
        self.physics, self.rest = physics, robot.rest
        self.devices = jax.local_devices()
        self.tried: set[tuple] = (
            set()
        )  # kinds of programs that have run once, so that memory suffices
        self.trying = Lock()

    @property
    def bytes_a_world(self) -> int:
        """Estimated memory of one world in bytes, an upper bound.

        It counts MJX's data three times, the policy twice, and the trace twice: as it is, and as
        transitions with two observations each.
        """
        trace = (self.robot.max_steps + 1) * self._width
        return 3 * self.physics.size + 4 * (2 * self.controller.n + 4 * trace)

    def spread(self, given: Given) -> Given:
        """Returns the inputs, divided among the devices."""
        if len(self.devices) == 1:
            return given
        return jax.device_put(given, NamedSharding(self._mesh, P("worlds")))

    @cached_property
    def _mesh(self) -> Mesh:
        return Mesh(np.array(self.devices), ("worlds",))

    @cached_property
    def walk(self) -> jax.stages.Wrapped:
        """(given, trace=, poses=) -> Walked. Simulates an episode in each world that is not empty."""

        @partial(jax.jit, static_argnames=("trace", "poses"))
        def walk(given: Given, *, trace: bool, poses: bool) -> Walked:
            each = partial(self._episodes, trace=trace, poses=poses)
            if len(self.devices) == 1:
                return each(given)
            # Each device has its own loop, so that no device waits for another.
            worlds = P("worlds")
            return jax.shard_map(
                each, mesh=self._mesh, in_specs=worlds, out_specs=worlds, check_vma=False
            )(given)

        return walk

    def _episodes(self, given: Given, *, trace: bool, poses: bool) -> Walked:
        """Simulates an episode in each world that is not empty."""
        x, seeds, noise, empty = given
        assert empty is not None
        policies = jax.vmap(self.controller.unflatten)(x)
        worlds, last = self.begun(seeds, empty), self.robot.max_steps
        s, frames = len(x), last + 1
        kept = (
            jnp.zeros((s, frames * trace, self._width), dtype=jnp.float32),
            jnp.zeros((s, frames * poses, self.physics.start.size), dtype=jnp.float32),
        )

        def going(carry: tuple) -> Array:
            t, worlds, _ = carry
            return (t <= last) & ~jnp.all(worlds.over)

        def step(carry: tuple) -> tuple:
            t, worlds, kept = carry
            drawn = jnp.zeros((s, self.robot.actions), dtype=jnp.float32)
            if noise is not None:
                drawn = noise[:, jnp.minimum(t, noise.shape[1] - 1)]
            now, row = jax.vmap(partial(self.step, together=s))(policies, worlds, drawn)

            def keep(those: Array, new: Array) -> Array:
                new = jnp.where(worlds.over[:, None], 0.0, new)
                return those.at[:, t].set(new) if those.size else those

            return t + 1, now, (keep(kept[0], row), keep(kept[1], worlds.body.qpos))

        _, worlds, kept = jax.lax.while_loop(going, step, (jnp.int32(0), worlds, kept))
        return jax.vmap(self.outcome)(worlds, *kept)

    def outcome(
        self, world: World, trace: Float[Array, "t w"], qpos: Float[Array, "t q"]
    ) -> Walked:
        """Returns the results of one world whose episode has ended."""
        episode = world.episode
        steps = jnp.maximum(episode.t, 1).astype(jnp.float32)
        sound = world.sound & jnp.isfinite(episode.objective)
        objective = jnp.where(sound, episode.objective, -jnp.inf)
        taken, steadiness = jnp.maximum(episode.t, 0), self.robot.steadiness(episode)
        sums = episode.contacts
        measures = jnp.where(self.robot.averaged, sums / steps, sums)
        return Walked(objective, measures, taken, steadiness, trace, qpos)

    def begun(self, seeds: UInt32[Array, "s 2"], empty: Bool[Array, " s"]) -> World:
        """Returns worlds at the start of their episodes."""
        joints = placements(seeds, jnp.asarray(self.rest), jnp.asarray(self.robot.varied))
        episodes = jax.tree.map(
            lambda a: jnp.broadcast_to(a, (len(seeds), *a.shape)), self.robot.begin()
        )
        return World(jax.vmap(self.physics.placed)(joints), episodes, empty, jnp.ones_like(empty))

    def step(
        self, policy: PyTree, world: World, noise: Float[Array, " a"], *, together: int
    ) -> tuple[World, Float[Array, " w"]]:
        """Takes a control step in one world, if its episode has not ended.

        Args:
          policy: the robot's policy.
          world: the world before the step.
          noise: added to the action.
          together: number of worlds over which this function is mapped.

        Returns:
          The world after the step, and the trace's row.
        """
        look = partial(self.look, policy, world.episode, noise)
        body, (episode, row) = self.physics.period(world.body, look, together)
        return self.moved(world, body, episode), row

    def look(
        self, policy: PyTree, episode: Episode, noise: Float[Array, " a"], sensed: Sensed
    ) -> tuple[Array, tuple[Episode, Array]]:
        """Returns the action for the sensed state, the episode, and the trace's row."""
        robot, controller = self.robot, self.controller
        episode, control, row = controlled(robot, controller, policy, episode, sensed, noise)
        return control, (episode, jnp.concatenate(row))

    def moved(self, world: World, body: Body, episode: Episode) -> World:
        """Returns the world with its body moved there, if its episode had not ended."""
        near = [jnp.all(jnp.abs(a) < FARTHEST) for a in body]  # False for NaN, too
        sound = episode.done | jnp.all(jnp.stack(near))
        over = episode.done | ~sound

        def unless(stays: Array, old: PyTree, new: PyTree) -> PyTree:
            return jax.tree.map(lambda a, b: jnp.where(stays, a, b), old, new)

        now = World(unless(over, world.body, body), episode, over, sound)
        return unless(world.over, world, now)

    @property
    def _width(self) -> int:
        """Width of a trace's row."""
        robot = self.robot
        return robot.observations + robot.actions + 1 + len(robot.measures)


@lru_cache(maxsize=8)
def worlds(
    robot: AbstractRobot,
    controller: AbstractController,
    physics: Callable[[AbstractRobot], AbstractPhysics] = Physics,
) -> Worlds:
    """Returns the same object for equal arguments, so that it is compiled once."""
    return Worlds(robot, controller, physics(robot))
