"""Parts that CMA-ES and its diagonal form share: learning rates, step size, stopping condition.

References:
  Hansen, "The CMA Evolution Strategy: A Tutorial" (2016), arXiv:1604.00772. Equation numbers refer to
  it.
"""

import math
from functools import partial
from typing import Any, NamedTuple

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

from ramify.checks.arguments import number, whole_number


class Rates(NamedTuple):
    """Learning rates for `n` coordinates and these recombination weights."""

    n: int
    mu_eff: Float[Array, ""]
    c_sigma: Float[Array, ""]
    damping: Float[Array, ""]
    c_c: Float[Array, ""]
    c_1: Float[Array, ""]
    c_mu: Float[Array, ""]
    chi_n: float  # E|N(0, I)|

    @classmethod
    def of(cls, n: int, w: Float[Array, " b"]) -> "Rates":
        mu_eff = 1.0 / jnp.sum(w**2)
        c_sigma = (mu_eff + 2.0) / (n + mu_eff + 5.0)  # (55)
        damping = 1.0 + 2.0 * jnp.maximum(0.0, jnp.sqrt((mu_eff - 1.0) / (n + 1.0)) - 1.0) + c_sigma
        c_c = (4.0 + mu_eff / n) / (n + 4.0 + 2.0 * mu_eff / n)  # (56)
        c_1, c_mu = rank_rates(n, mu_eff)
        chi_n = math.sqrt(2.0) * math.exp(math.lgamma((n + 1) / 2) - math.lgamma(n / 2))
        return cls(n, mu_eff, c_sigma, damping, c_c, c_1, jnp.minimum(1.0 - c_1, c_mu), chi_n)

    def path(self, p_sigma: Float[Array, " n"], whitened: Float[Array, " n"]) -> Float[Array, " n"]:
        """Returns p_sigma after a step of the mean, whitened and in units of sigma: (43)."""
        rate = self.c_sigma
        return (1.0 - rate) * p_sigma + jnp.sqrt(rate * (2.0 - rate) * self.mu_eff) * whitened

    def growth(self, p_sigma: Float[Array, " n"], *, squared: bool = False) -> Float[Array, ""]:
        """Returns the growth of log(sigma): (44). `squared` uses the squared length of the path."""
        rate = self.c_sigma / self.damping
        if squared:
            return jnp.minimum(1.0, rate * (jnp.sum(p_sigma**2) / self.n - 1.0) / 2.0)
        return rate * (jnp.linalg.norm(p_sigma) / self.chi_n - 1.0)

    def moving(
        self, p_sigma: Float[Array, " n"], generation: Int[Array, ""], *, squared: bool = False
    ) -> Float[Array, ""]:
        """Returns h_sigma: 0 while p_sigma is longer than a path of chance steps, 1 otherwise.

        `squared` takes purecma's limit, which is one on the squared length.
        """
        fading = jnp.sqrt(1.0 - (1.0 - self.c_sigma) ** (2.0 * generation.astype(jnp.float32)))
        most = (1.4 + 2.0 / (self.n + 1.0)) * self.chi_n
        if squared:
            most = (self.n * (2.0 + 4.0 / (self.n + 1.0))) ** 0.5
        return (jnp.linalg.norm(p_sigma) / fading < most).astype(jnp.float32)

    def trail(
        self, p_c: Float[Array, " n"], h_sigma: Float[Array, ""], step: Float[Array, " n"]
    ) -> Float[Array, " n"]:
        """Returns p_c after a step of the mean, in units of sigma: (45)."""
        rate = self.c_c
        return (1.0 - rate) * p_c + h_sigma * jnp.sqrt(rate * (2.0 - rate) * self.mu_eff) * step


def rank_rates(n: int, mu_eff: Any) -> tuple[Any, Any]:
    """Returns the learning rates of the rank-one and the rank-mu term, the latter without its bound."""
    c_1 = 2.0 / ((n + 1.3) ** 2 + mu_eff)  # (57)
    c_mu = 2.0 * (mu_eff - 2.0 + 1.0 / mu_eff) / ((n + 2.0) ** 2 + mu_eff)  # (58)
    return c_1, c_mu


def batch_field() -> Any:
    """Returns a field `batch` of a module. An evolution strategy ranks at least two samples."""
    return eqx.field(static=True, converter=partial(whole_number, "batch", at_least=2))


def sigma_field(name: str = "sigma0") -> Any:
    """Returns a field of a module for a step size."""
    return eqx.field(static=True, converter=partial(number, name, above=0.0))


def exhausted(
    sigma: Float[Array, ""],
    largest: Float[Array, ""],
    smallest: Float[Array, ""],
    ranked_values: Float[Array, " b"],
) -> Bool[Array, ""]:
    """Returns whether the distribution is ill-conditioned or collapsed, or all values are equal or
    failed.

    Args:
      largest, smallest: largest and smallest variance along an axis, in units of sigma^2.
    """
    return (
        ~jnp.isfinite(sigma)
        | ~(largest <= 1e14 * smallest)
        | (sigma * jnp.sqrt(largest) < 1e-11)
        | ~(jnp.abs(ranked_values[0] - ranked_values[-1]) >= 1e-12)
    )
