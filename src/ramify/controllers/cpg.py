"""A central pattern generator: coupled oscillators, one per joint, that swing with one frequency.

References:
  Ijspeert, Crespi, Ryczko & Cabelguen (2007), "From swimming to walking with a salamander robot driven
  by a spinal cord model", Science 315, supplement (1) to (3).
"""

from functools import partial

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import whole_number
from ramify.controllers.controller import AbstractController
from ramify.numerics import draws

RISE = 0.2  # per control step: how fast the amplitudes grow from 0 (the paper's a)


class CPG(AbstractController):
    """Joint j gets the action a_j(t) = x_j + r_j(t) cos(w t + phi_j), where t counts control steps.

    The oscillators start in their final phases, so that they stay there, and the paper's differential
    equation of the amplitude, r'' = a (a/4 (R - r) - r'), has the solution
    r(t) = R (1 - (1 + a t/2) exp(-a t/2)).

    Parameters g are clipped to [0, 1]. The first is the frequency w = (pi/10) g rad/step that all joints
    share. Then there are three blocks of `joints`: amplitude R = g, phase phi = 2 pi g, offset
    x = g - 1/2.

    Example:
      >>> CPG(8).n
      25
    """

    joints: int = eqx.field(static=True, converter=partial(whole_number, "joints", at_least=1))

    @property
    def n(self) -> int:
        return 1 + 3 * self.joints

    @property
    def feedback(self) -> bool:
        return False

    def init(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        return draws.uniform(key, (self.n,))

    def unflatten(self, x: Float[Array, " n"]) -> PyTree:
        g = jnp.clip(x, 0.0, 1.0)
        amplitude, phase, offset = g[1:].reshape(3, self.joints)
        return (jnp.pi / 10.0) * g[0], amplitude, 2.0 * jnp.pi * phase, offset - 0.5

    def act(
        self, policy: PyTree, observation: Float[Array, " o"], t: Int[Array, ""]
    ) -> Float[Array, " a"]:
        frequency, amplitude, phase, offset = policy
        now = t.astype(jnp.float32)
        grown = 1.0 - (1.0 + RISE * now / 2.0) * jnp.exp(-RISE * now / 2.0)
        return offset + amplitude * grown * jnp.cos(frequency * now + phase)
