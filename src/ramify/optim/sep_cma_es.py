"""Separable CMA-ES: a variance for each coordinate, for solutions of thousands of parameters.

References:
  Ros & Hansen, "A simple modification in CMA-ES achieving linear time and space complexity" (2008).
  Equation numbers refer to Hansen (2016), arXiv:1604.00772.
"""

from typing import Literal, get_args

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key

from ramify.core import record
from ramify.numerics import draws
from ramify.optim.ranking import log_weights
from ramify.optim.step_size import Rates, batch_field, exhausted, sigma_field

Form = Literal["paper", "published", "old"]


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
    """CMA-ES with a diagonal covariance. It can learn the covariance (n + 2) / 3 times as fast.

    Attributes:
      batch: number of samples per generation (lambda).
      sigma0: step size at the start.
      form: "paper": the learning rates of Ros & Hansen. "published": the rates and form of pyribs and of
        Tjanaka et al. (2023), arXiv:2210.02622, to reproduce their tables; as in `CMAES(published=True)`
        the rank-one rate is squared and 1/sigma is missing. "old": the form of early versions of ramify,
        to resume their runs: the tutorial's rates times (n + 2) / 3, and pyribs' c_c.

    Raises:
      ValueError: a setting is out of range.
    """

    batch: int = batch_field()
    sigma0: float = sigma_field()
    form: Form = eqx.field(static=True, default="paper")

    def __check_init__(self) -> None:
        if self.form not in get_args(Form):
            raise ValueError(f"form={self.form!r}: choose one of {get_args(Form)}.")

    def init(self, mean: Float[Array, " n"]) -> SepCMAESState:
        zero = jnp.zeros_like(mean)
        sigma = jnp.float32(self.sigma0)
        return SepCMAESState(mean, sigma, zero + 1.0, zero, zero, jnp.int32(0))

    def ask(self, state: SepCMAESState, key: Key[Array, ""]) -> Float[Array, "b n"]:
        z = draws.normal(key, (self.batch, state.mean.shape[0]))
        return state.mean[None] + state.sigma * jnp.sqrt(state.variance)[None] * z

    def tell(
        self,
        state: SepCMAESState,
        ranked: Float[Array, "b n"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> SepCMAESState:
        """Updates the distribution from the samples, best first. The first `parents` recombine."""
        w = log_weights(self.batch, parents)
        r = self._rates(state.mean.shape[0], w)
        published = self.form == "published"
        y = (ranked - state.mean[None]) / state.sigma
        y_w = w @ y  # (41)
        mean = state.mean + state.sigma * y_w  # (42)
        p_sigma = r.path(state.p_sigma, y_w / jnp.sqrt(state.variance))  # (43)
        sigma = state.sigma * jnp.exp(r.growth(p_sigma, squared=published))  # (44)
        generation = state.generation + 1
        h_sigma = r.moving(p_sigma, generation, squared=published)
        p_c = r.trail(state.p_c, h_sigma, mean - state.mean if published else y_w)  # (45)
        rank_one = p_c**2 * (r.c_1 if published else 1.0)
        delta = (1.0 - h_sigma) * r.c_c * (2.0 - r.c_c)
        variance = (1.0 + r.c_1 * delta - r.c_1 - r.c_mu) * state.variance  # (47)
        variance = variance + r.c_1 * rank_one + r.c_mu * (w @ y**2)
        return SepCMAESState(mean, sigma, variance, p_sigma, p_c, generation)

    def stop(self, state: SepCMAESState, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]:
        """Returns whether to stop; see `exhausted`."""
        return exhausted(
            state.sigma, jnp.max(state.variance), jnp.min(state.variance), ranked_values
        )

    def _rates(self, n: int, w: Float[Array, " b"]) -> Rates:
        r = Rates.of(n, w)
        if self.form == "paper":
            return _of_the_paper(r)
        c_c = (1.0 + (1.0 + r.mu_eff) / n) / (n**0.5 + (1.0 + 2.0 * r.mu_eff) / n)
        if self.form == "published":
            c_1 = r.c_1 / (n + 2.0 * n**0.5 + r.mu_eff / n)
            c_mu = (r.mu_eff + 1.0 / r.mu_eff - 2.0) / (n + 4.0 * n**0.5 + r.mu_eff / 2.0)
        else:
            c_1 = (n + 2) / 3 * r.c_1
            c_mu = (n + 2) / 3 * r.c_mu
        return r._replace(c_c=c_c, c_1=c_1, c_mu=jnp.minimum(1.0 - c_1, c_mu))


def _of_the_paper(r: Rates) -> Rates:
    """Returns the rates of Ros & Hansen. Their single c_cov is split by 1/mu_eff."""
    n, mu_eff = r.n, r.mu_eff
    c_sigma = (mu_eff + 2.0) / (n + mu_eff + 3.0)
    of_the_mu = jnp.minimum(1.0, (2.0 * mu_eff - 1.0) / ((n + 2.0) ** 2 + mu_eff))
    c_cov = 2.0 / (mu_eff * (n + 2.0**0.5) ** 2) + (1.0 - 1.0 / mu_eff) * of_the_mu
    # Unlike the paper, which has many coordinates for its samples: no rate exceeds 1.
    c_cov = jnp.minimum(1.0, (n + 2) / 3 * c_cov)
    return r._replace(
        c_sigma=c_sigma,
        damping=r.damping - r.c_sigma + c_sigma,
        c_c=jnp.float32(4.0 / (n + 4.0)),
        c_1=c_cov / mu_eff,
        c_mu=c_cov * (1.0 - 1.0 / mu_eff),
    )
