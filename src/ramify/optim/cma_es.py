"""CMA-ES for up to a few hundred coordinates, such as the coefficients of CMA-MEGA.

References:
  Hansen, "The CMA Evolution Strategy: A Tutorial" (2016), arXiv:1604.00772. Equation numbers refer to
  it.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key

from ramify.checks.arguments import flag, number
from ramify.core import record
from ramify.numerics import draws
from ramify.optim.ranking import log_weights
from ramify.optim.step_size import Rates, batch_field, exhausted, rank_rates, sigma_field


@record
class CMAESState:
    """The distribution N(mean, sigma^2 C), and its evolution paths.

    Attributes:
      B, D: B diag(D^2) B^T is C, at most `CMAES.gap` generations old.
    """

    mean: Float[Array, " r"]
    sigma: Float[Array, ""]
    C: Float[Array, "r r"]
    B: Float[Array, "r r"]
    D: Float[Array, " r"]
    p_sigma: Float[Array, " r"]
    p_c: Float[Array, " r"]
    generation: Int[Array, ""]


class CMAES(eqx.Module):
    """CMA-ES with positive weights. The caller ranks the samples.

    Attributes:
      batch: number of samples per generation (lambda).
      sigma0: step size at the start.
      published: use the form of the DQD, CMA-MAE and pyribs codes, to reproduce their tables. The
        rank-one rate is squared, the step in p_c is not divided by sigma, and the squared length of
        p_sigma is compared, as in purecma.
      rank_one: weight of the rank-one term. In the tutorial it is 1: C forgets as much as the term adds.
        With more, C grows along the path of the mean. The search then takes longer steps where the
        best samples keep moving, as on an archive that anneals (`CMAMEGA`).
    """

    batch: int = batch_field()
    sigma0: float = sigma_field()
    published: bool = eqx.field(static=True, default=False, converter=partial(flag, "published"))
    rank_one: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "rank_one", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.published and self.rank_one != 1.0:
            raise ValueError(
                f"rank_one={self.rank_one} with published=True: the published form has a rank-one term "
                "of its own, so leave out one of the two."
            )

    def init(self, mean: Float[Array, " r"]) -> CMAESState:
        eye, zero = jnp.eye(len(mean), dtype=jnp.float32), jnp.zeros_like(mean)
        sigma = jnp.float32(self.sigma0)
        return CMAESState(mean, sigma, eye, eye, zero + 1.0, zero, zero, jnp.int32(0))

    def ask(self, state: CMAESState, key: Key[Array, ""]) -> Float[Array, "b r"]:
        z = draws.normal(key, (self.batch, state.mean.shape[0]))  # (38)
        return state.mean[None] + state.sigma * ((z * state.D[None]) @ state.B.T)  # (39) (40)

    def tell(
        self,
        state: CMAESState,
        ranked: Float[Array, "b r"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> CMAESState:
        """Updates the distribution from the samples, best first. The first `parents` recombine."""
        n = state.mean.shape[0]
        w = log_weights(self.batch, parents)
        r = Rates.of(n, w)
        y = (ranked - state.mean[None]) / state.sigma
        y_w = w @ y  # (41)
        mean = state.mean + state.sigma * y_w  # (42)
        p_sigma = r.path(state.p_sigma, state.B @ ((state.B.T @ y_w) / state.D))  # (43)
        sigma = state.sigma * jnp.exp(r.growth(p_sigma, squared=self.published))  # (44)
        generation = state.generation + 1
        h_sigma = r.moving(p_sigma, generation, squared=self.published)
        step = mean - state.mean if self.published else y_w
        p_c = r.trail(state.p_c, h_sigma, step)  # (45)
        rank_one = jnp.outer(p_c, p_c) * (r.c_1 if self.published else self.rank_one)
        delta = (1.0 - h_sigma) * r.c_c * (2.0 - r.c_c)
        C = (  # (47)
            (1.0 + r.c_1 * delta - r.c_1 - r.c_mu) * state.C
            + r.c_1 * rank_one
            + r.c_mu * jnp.einsum("i,ij,ik->jk", w, y, y)
        )
        C = (C + C.T) / 2.0
        gap = self.gap(n)
        B, D = _decomposed(C) if gap == 1 else _when(generation % gap == 0, C, state.B, state.D)
        return CMAESState(mean, sigma, C, B, D, p_sigma, p_c, generation)

    def gap(self, n: int) -> int:
        """Number of generations between two decompositions of C, as in purecma and pyribs.

        C hardly changes between them. It is 1 for a few coordinates, and 3 for a hundred.
        """
        # In NumPy: JAX would compile a program for every operation outside of a jitted function.
        rank = np.arange(1, self.batch + 1, dtype=np.float32)
        mu = np.float32(self.batch // 2)
        w = np.where(rank <= mu, np.log(mu + np.float32(0.5)) - np.log(rank), np.float32(0.0))
        mu_eff = float(1.0 / np.sum((w / np.sum(w)) ** 2))
        c_1, c_mu = rank_rates(n, mu_eff)
        return 1 + int(0.5 / (n * (c_1 + min(1.0 - c_1, c_mu))))

    def stop(self, state: CMAESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """Returns whether to stop; see `exhausted`."""
        return exhausted(state.sigma, state.D[-1] ** 2, state.D[0] ** 2, ranked_values)


def _decomposed(C: Float[Array, "r r"]) -> tuple[Float[Array, "r r"], Float[Array, " r"]]:
    """Returns B and D, with ascending variances."""
    variance, B = jnp.linalg.eigh(C, symmetrize_input=False)
    return B, jnp.sqrt(jnp.maximum(variance, 0.0))


# One after the other under `vmap`, which would compute both branches of `cond`.
@jax.custom_batching.sequential_vmap
def _when(
    due: Bool[Array, ""], C: Float[Array, "r r"], B: Float[Array, "r r"], D: Float[Array, " r"]
) -> tuple[Float[Array, "r r"], Float[Array, " r"]]:
    """Returns the decomposition of C if it is due, else the old B and D."""
    return jax.lax.cond(due, lambda: _decomposed(C), lambda: (B, D))
