"""An open-loop gait: one sine wave per joint."""

from functools import partial

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import whole_number
from ramify.controllers.controller import AbstractController
from ramify.numerics import draws


class SineGait(AbstractController):
    """Joint j gets the action a_j(t) = A_j sin(w_j (t - phi_j)), where t counts control steps.

    Parameters g are clipped to [0, 1]. There are three blocks of `joints`: amplitude A = g, frequency
    w = (pi/10) g rad/step, phase phi = 20 (g - 1/2) steps.

    Example:
      >>> SineGait(8).n
      24
    """

    joints: int = eqx.field(static=True, converter=partial(whole_number, "joints"))

    def __check_init__(self) -> None:
        if self.joints < 1:
            raise ValueError(f"joints={self.joints}: give at least 1.")

    @property
    def n(self) -> int:
        return 3 * self.joints

    @property
    def feedback(self) -> bool:
        return False

    def init(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        return draws.uniform(key, (self.n,))

    def unflatten(self, x: Float[Array, " n"]) -> PyTree:
        amplitude, frequency, phase = jnp.clip(x, 0.0, 1.0).reshape(3, self.joints)
        return amplitude, (jnp.pi / 10.0) * frequency, 20.0 * (phase - 0.5)

    def act(
        self, policy: PyTree, observation: Float[Array, " o"], t: Int[Array, ""]
    ) -> Float[Array, " a"]:
        amplitude, frequency, phase = policy
        return amplitude * jnp.sin(frequency * (t.astype(jnp.float32) - phase))
