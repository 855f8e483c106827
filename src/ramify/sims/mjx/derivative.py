"""Derivatives of an MJX episode with respect to the controller's parameters.

The episode's values are those of `physics`. Two parts of it have no useful derivative:

- The contact solver is a loop with a variable number of iterations. At its solution, the gradient of its
  objective is 0. By the implicit function theorem, the solution's derivative is that of one Newton step
  from there.
- A foot's contact is 1 or 0. Its derivative is taken from a sigmoid of the foot's height (a
  straight-through estimate), which attracts a foot near the floor to it, or repels it.

The length of an episode has no derivative. Robots that bounce are chaotic: the longer the window that a
derivative covers, the larger and the less reliable the derivative is.

References:
  Freeman et al. (2021), Brax, arXiv:2106.13281, on gradients through physics; Xu et al. (2022), SHAC,
  arXiv:2204.07137, on short windows; Bengio et al. (2013), arXiv:1308.3432, on straight-through.
"""

from functools import lru_cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, UInt32

from ramify.controllers.controller import AbstractController
from ramify.robots.robot import AbstractRobot, Episode, Sensed
from ramify.robots.walker import AbstractWalker
from ramify.sims.mjx.physics import Body, Physics, forgetting, mjx
from ramify.sims.mjx.worlds import Walked, World, Worlds

NEAR = 0.02  # m, height scale over which the derivative of a foot's contact decreases


def sums(episode: Episode) -> tuple[Array, Array]:
    """Returns the sums of an episode so far. No action depends on them."""
    return episode.objective, episode.contacts


class SmoothPhysics(Physics):
    """MJX physics that supports reverse-mode derivatives."""

    def __init__(self, robot: AbstractRobot):
        if not isinstance(robot, AbstractWalker):
            raise ValueError(
                f"Only simulations of ramify's own robots have derivatives, and {robot.name} is none: "
                "use cma-mega-es."
            )
        super().__init__(robot)
        model = robot.model()
        geoms = [model.geom(foot).id for foot in robot.feet]
        self._floor, self._feet = model.geom("floor").id, np.array(geoms)

    def _sense(self, data: mjx.Data, body: Body) -> Sensed:
        sensed = super()._sense(data, body)
        contact = data._impl.contact
        over = (contact.geom[:, 0] == self._floor)[:, None] & (
            contact.geom[:, 1][:, None] == self._feet
        )
        height = jnp.min(jnp.where(over, contact.dist[:, None], jnp.inf), axis=0)
        soft = jax.nn.sigmoid(-height / NEAR)
        return eqx.tree_at(
            lambda s: s.contact, sensed, sensed.contact + soft - jax.lax.stop_gradient(soft)
        )

    def _moved(self, data: mjx.Data) -> Body:
        model = self._model
        data = mjx.fwd_acceleration(model, mjx.fwd_actuation(model, data))
        still = jax.lax.stop_gradient
        solved = mjx.solve(model, still(data))
        data = mjx.euler(model, data.replace(qacc=self._accelerated(data, still(solved.qacc))))
        return self._body(data, still(solved.qacc_warmstart))

    def _accelerated(self, data: mjx.Data, found: Float[Array, " v"]) -> Float[Array, " v"]:
        """Returns the solver's solution with the derivative of a Newton step from it."""
        efc, still = data._impl, jax.lax.stop_gradient
        apart = efc.efc_J @ found - efc.efc_aref
        active = efc.efc_D * (apart < 0.0)
        inertia = mjx.full_m(self._model, data)
        slope = inertia @ found - data.qfrc_smooth + efc.efc_J.T @ (active * apart)
        curvature = still(inertia + (efc.efc_J.T * active) @ efc.efc_J)
        factor = jax.scipy.linalg.cho_factor(0.5 * (curvature + curvature.T))
        return found - jax.scipy.linalg.cho_solve(factor, slope - still(slope))


class Derivative:
    """Computes derivatives of episodes with respect to the controllers' parameters."""

    def __init__(self, robot: AbstractRobot, controller: AbstractController):
        self._physics = SmoothPhysics(robot)
        self._worlds = Worlds(robot, controller, self._physics)

    @eqx.filter_jit
    def __call__(
        self, x: Float[Array, "b n"], seeds: UInt32[Array, "b 2"], window: Int[Array, ""]
    ) -> tuple[Walked, Float[Array, "b r n"]]:
        """Returns episodes, and d(objective, measures)/dx of each over `window` control steps."""

        def row(
            x: Float[Array, " n"], seed: UInt32[Array, " 2"]
        ) -> tuple[Walked, Float[Array, "r n"]]:
            def returned(x: Float[Array, " n"]) -> tuple[Array, Walked]:
                walked = self._walked(x, seed, window)
                return jnp.append(walked.objective, walked.measures), walked

            values, back, walked = jax.vjp(returned, x, has_aux=True)
            (jacobian,) = jax.vmap(back)(jnp.eye(values.size, dtype=jnp.float32))
            return walked, jacobian

        if len(x) == 1:  # a single search point: a program of one world compiles faster
            return jax.tree.map(lambda a: a[None], row(x[0], seeds[0]))
        return jax.vmap(row)(x, seeds)

    def _walked(
        self, x: Float[Array, " n"], seed: UInt32[Array, " 2"], window: Int[Array, ""]
    ) -> Walked:
        worlds, physics = self._worlds, self._physics
        policy, none = (
            worlds.controller.unflatten(x),
            jnp.zeros(worlds.robot.actions, dtype=jnp.float32),
        )
        begun = jax.tree.map(lambda a: a[0], worlds.begun(seed[None], jnp.zeros(1, bool)))

        def step(world: World, t: Array) -> tuple[World, None]:
            cut = t % window == 0

            def look(sensed: Sensed) -> tuple[Array, Episode]:
                """Counts the last action's reward with its derivative; cuts the next action's."""
                _, (told, _) = worlds.look(policy, world.episode, none, sensed)
                past = forgetting(cut, (world.episode, sensed))
                control, (episode, _) = worlds.look(policy, past[0], none, past[1])
                return control, eqx.tree_at(sums, episode, sums(told))

            body, episode = physics.period(world.body, look, 1, cut)
            return worlds.moved(world, body, episode), None

        world, _ = jax.lax.scan(
            step, begun, jnp.arange(worlds.robot.max_steps + 1, dtype=jnp.int32)
        )
        return worlds.outcome(
            world, jnp.zeros((0, 0), dtype=jnp.float32), jnp.zeros((0, 0), dtype=jnp.float32)
        )


@lru_cache(maxsize=8)
def derivative(robot: AbstractRobot, controller: AbstractController) -> Derivative:
    """Returns the same object for equal arguments, so that it is compiled once."""
    return Derivative(robot, controller)
