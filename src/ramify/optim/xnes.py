"""xNES: follows the natural gradient of a normal distribution through a matrix exponential.

References:
  Glasmachers, Schaul, Sun, Wierstra & Schmidhuber, "Exponential natural evolution strategies" (2010),
  with its settings.
"""

import math

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key

from ramify.core import record
from ramify.numerics import draws
from ramify.optim.step_size import batch_field, exhausted, sigma_field


@record
class XNESState:
    """The distribution mean + sigma B s, s ~ N(0, I), where B has determinant 1."""

    mean: Float[Array, " r"]
    sigma: Float[Array, ""]
    B: Float[Array, "r r"]


class XNES(eqx.Module):
    """Exponential natural evolution strategy. The caller ranks the samples.

    Attributes:
      batch: number of samples per generation (lambda).
      sigma0: step size at the start.

    Example:
      >>> import jax
      >>> es = XNES(batch=6, sigma0=0.5)
      >>> state = es.init(jnp.zeros(2))
      >>> x = es.ask(state, jax.random.key(0))
      >>> best_first = x[jnp.argsort(-x[:, 0])]
      >>> bool(es.tell(state, best_first, jnp.int32(3)).mean[0] > 0)
      True
    """

    batch: int = batch_field()
    sigma0: float = sigma_field()

    def init(self, mean: Float[Array, " r"]) -> XNESState:
        return XNESState(mean, jnp.float32(self.sigma0), jnp.eye(len(mean), dtype=jnp.float32))

    def ask(self, state: XNESState, key: Key[Array, ""]) -> Float[Array, "b r"]:
        s = draws.normal(key, (self.batch, state.mean.shape[0]))
        return state.mean[None] + state.sigma * (s @ state.B.T)

    def tell(
        self,
        state: XNESState,
        ranked: Float[Array, "b r"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> XNESState:
        """Updates the distribution from the samples, best first.

        The first `parents` count more than the others; in the paper they are half of the samples.
        """
        d = state.mean.shape[0]
        rate = 0.6 * (3.0 + math.log(d)) / (d * math.sqrt(d))  # of sigma and B; the mean's is 1
        eye = jnp.eye(d, dtype=jnp.float32)
        u = self._utilities(parents)
        s = jnp.linalg.solve(state.B, (ranked - state.mean[None]).T).T / state.sigma
        g_delta = u @ s
        g_M = jnp.einsum("i,ij,ik->jk", u, s, s) - jnp.sum(u) * eye
        g_sigma = jnp.trace(g_M) / d
        g_B = g_M - g_sigma * eye
        return XNESState(
            state.mean + state.sigma * (state.B @ g_delta),
            state.sigma * jnp.exp(rate / 2.0 * g_sigma),
            state.B @ _exp(rate / 2.0 * g_B),
        )

    def stop(self, state: XNESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """Returns whether to stop; see `exhausted`."""
        lengths = jnp.linalg.svd(state.B, compute_uv=False)
        return exhausted(state.sigma, lengths[0] ** 2, lengths[-1] ** 2, ranked_values)

    def _utilities(self, parents: Int[Array, ""]) -> Float[Array, " b"]:
        """Returns u_i ~ max(0, ln(parents + 1) - ln i), which sum to 1, less 1 / lambda."""
        rank = jnp.arange(1, self.batch + 1, dtype=jnp.float32)
        most = jnp.log(jnp.maximum(parents, 1).astype(jnp.float32) + 1.0)
        u = jnp.maximum(0.0, most - jnp.log(rank))
        return u / jnp.sum(u) - 1.0 / self.batch


def _exp(symmetric: Float[Array, "r r"]) -> Float[Array, "r r"]:
    value, vector = jnp.linalg.eigh((symmetric + symmetric.T) / 2.0, symmetrize_input=False)
    return (vector * jnp.exp(value)[None]) @ vector.T
