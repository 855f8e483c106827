"""LM-MA-ES: a covariance in a few directions, for solutions of thousands of parameters.

References:
  Loshchilov, Glasmachers & Beyer, "Limited-memory matrix adaptation for large scale black-box
  optimization" (2017), arXiv:1705.06693, Algorithm 1.
"""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key

from ramify.checks.arguments import optional, whole_number
from ramify.core import record
from ramify.numerics import draws
from ramify.optim.ranking import log_weights
from ramify.optim.step_size import batch_field, exhausted, sigma_field


@record
class LMMAESState:
    """The distribution mean + sigma M z, z ~ N(0, I), where the directions m define M."""

    mean: Float[Array, " n"]
    sigma: Float[Array, ""]
    m: Float[Array, "v n"]
    p_sigma: Float[Array, " n"]
    generation: Int[Array, ""]


class LMMAES(eqx.Module):
    """Limited-memory matrix adaptation evolution strategy.

    M = A_v ... A_1, A_j = (1 - c_j) I + c_j m_j m_j^T. Each m_j is a path that fades at its own rate.

    Attributes:
      batch: number of samples per generation (lambda).
      sigma0: step size at the start.
      vectors: number of directions (v). Default: the number of samples.
    """

    batch: int = batch_field()
    sigma0: float = sigma_field()
    vectors: int | None = eqx.field(
        static=True, default=None, converter=optional(whole_number, "vectors", at_least=1)
    )

    def init(self, mean: Float[Array, " n"]) -> LMMAESState:
        m, sigma = (
            jnp.zeros((self.vectors or self.batch, len(mean)), dtype=jnp.float32),
            jnp.float32(self.sigma0),
        )
        return LMMAESState(mean, sigma, m, jnp.zeros_like(mean), jnp.int32(0))

    def ask(self, state: LMMAESState, key: Key[Array, ""]) -> Float[Array, "b n"]:
        z = draws.normal(key, (self.batch, state.mean.shape[0]))

        def stretched(d: Array, c_and_m: tuple[Array, Array]) -> tuple[Array, None]:
            c, m = c_and_m
            return (1.0 - c) * d + c * (d @ m)[:, None] * m[None], None

        d, _ = jax.lax.scan(stretched, z, (self._c_d(state), state.m))
        return state.mean[None] + state.sigma * d

    def tell(
        self,
        state: LMMAESState,
        ranked: Float[Array, "b n"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> LMMAESState:
        """Updates the distribution from the samples, best first. The first `parents` recombine."""
        n = state.mean.shape[0]
        w = log_weights(self.batch, parents)
        mu_w = 1.0 / jnp.sum(w**2)
        # Unlike the paper, which has n far above lambda: no rate exceeds 1.
        c_sigma = min(1.0, 2.0 * self.batch / n)
        c_c = jnp.asarray(np.minimum(1.0, self.batch / (4.0 ** np.arange(len(state.m)) * n)))
        c_c = c_c.astype(jnp.float32)[:, None]
        d_w = (w @ (ranked - state.mean[None])) / state.sigma
        z_w = self._shrunk(state, d_w)  # M is linear, so the draws need not be stored
        p_sigma = (1.0 - c_sigma) * state.p_sigma + (mu_w * c_sigma * (2.0 - c_sigma)) ** 0.5 * z_w
        return LMMAESState(
            state.mean + state.sigma * d_w,
            state.sigma * jnp.exp(c_sigma / 2.0 * (jnp.sum(p_sigma**2) / n - 1.0)),
            (1.0 - c_c) * state.m + (mu_w * c_c * (2.0 - c_c)) ** 0.5 * z_w[None],
            p_sigma,
            state.generation + 1,
        )

    def stop(self, state: LMMAESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """Returns whether to stop; see `exhausted`. The lengths of the directions are not checked."""
        return exhausted(state.sigma, jnp.float32(1.0), jnp.float32(1.0), ranked_values)

    def _c_d(self, state: LMMAESState) -> Float[Array, " v"]:
        """Returns the weight c_d of each direction; 0 before the direction is first set."""
        j, n = np.arange(len(state.m)), max(2, state.mean.shape[0])  # c = 1 has no inverse
        c = jnp.asarray(1.0 / (1.5**j * n), jnp.float32)
        return jnp.where(j < state.generation, c, 0.0)

    def _shrunk(self, state: LMMAESState, d: Float[Array, " n"]) -> Float[Array, " n"]:
        """Returns M^-1 d, by the Sherman-Morrison formula for each A_j."""

        def undone(d: Array, c_and_m: tuple[Array, Array]) -> tuple[Array, None]:
            c, m = c_and_m
            along = c * (m @ d) / (1.0 - c + c * (m @ m))
            return (d - along * m) / (1.0 - c), None

        z, _ = jax.lax.scan(undone, d, (self._c_d(state), state.m), reverse=True)
        return z
