"""Separable CMA-ES: a variance for each coordinate, for solutions of thousands of parameters.

References:
  Ros & Hansen, "A simple modification in CMA-ES achieving linear time and space complexity" (2008);
  c_c as in Tjanaka et al., "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023).
  The path and the step size as in Hansen (2016), arXiv:1604.00772, whose equation numbers these are.
"""

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key

from ramify.core import record
from ramify.optim.ranking import log_weights
from ramify.optim.step_size import Rates, check, exhausted


@record
class SepCMAESState:
    """The distribution N(mean, sigma^2 diag(variance)), and its paths."""

    mean: Float[Array, " n"]
    sigma: Float[Array, ""]
    variance: Float[Array, " n"]
    p_sigma: Float[Array, " n"]
    p_c: Float[Array, " n"]
    generation: Int[Array, ""]


class SepCMAES(eqx.Module):
    """CMA-ES with a diagonal covariance, which it may therefore learn (n + 2) / 3 times as fast.

    Attributes:
      batch: samples drawn a generation (lambda).
      sigma0: step size at the start.
    """

    batch: int = eqx.field(static=True)
    sigma0: float = eqx.field(static=True)

    def __check_init__(self):
        check(self.batch, self.sigma0)

    def init(self, mean: Float[Array, " n"]) -> SepCMAESState:
        zero = jnp.zeros_like(mean)
        sigma = jnp.float32(self.sigma0)
        return SepCMAESState(mean, sigma, zero + 1.0, zero, zero, jnp.int32(0))

    def ask(self, state: SepCMAESState, key: Key[Array, ""]) -> Float[Array, "b n"]:
        z = jax.random.normal(key, (self.batch, state.mean.shape[0]))
        return state.mean[None] + state.sigma * jnp.sqrt(state.variance)[None] * z

    def tell(
        self,
        state: SepCMAESState,
        ranked: Float[Array, "b n"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> SepCMAESState:
        """Update from the samples that were drawn, best first, of which `parents` recombine."""
        n = state.mean.shape[0]
        w = log_weights(self.batch, parents)
        r = Rates.of(n, w)
        c_c = (1.0 + (1.0 + r.mu_eff) / n) / (n**0.5 + (1.0 + 2.0 * r.mu_eff) / n)
        r = r._replace(c_c=c_c)  # paths are shorter, as variances are learnt sooner
        c_1 = (n + 2) / 3 * r.c_1
        c_mu = jnp.minimum(1.0 - c_1, (n + 2) / 3 * r.c_mu)
        y = (ranked - state.mean[None]) / state.sigma
        y_w = w @ y  # (41)
        p_sigma = r.path(state.p_sigma, y_w / jnp.sqrt(state.variance))  # (43)
        generation = state.generation + 1
        h_sigma = r.moving(p_sigma, generation)
        p_c = r.trail(state.p_c, h_sigma, y_w)  # (45)
        delta = (1.0 - h_sigma) * r.c_c * (2.0 - r.c_c)
        variance = (1.0 + c_1 * delta - c_1 - c_mu) * state.variance  # (47)
        variance = variance + c_1 * p_c**2 + c_mu * (w @ y**2)
        return SepCMAESState(
            state.mean + state.sigma * y_w,  # (42)
            state.sigma * jnp.exp(r.growth(p_sigma)),  # (44)
            variance,
            p_sigma,
            p_c,
            generation,
        )

    def stop(self, state: SepCMAESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """See `exhausted`."""
        return exhausted(
            state.sigma, jnp.max(state.variance), jnp.min(state.variance), ranked_values
        )
