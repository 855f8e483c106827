"""Gradients estimated from evaluations, by evolution strategies.

References:
  Salimans et al. (2017), arXiv:1703.03864; Tjanaka et al. (2022), arXiv:2202.03666, Algorithm 2.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import flag, number, whole_number
from ramify.core import AbstractGradient, Evaluation, Query
from ramify.numerics import draws
from ramify.numerics.ranks import centred_ranks


class ES(AbstractGradient[None]):
    """Estimates d(objective, measures)/dtheta from Gaussian samples around theta.

    The estimate is sum_i v_i e_i / (samples sigma) over all samples theta + sigma e_i, mirrored or not.
    This is the scale of Salimans et al., Algorithm 1. Plain values v estimate the gradient itself (by
    central differences if mirrored). With ranks, v_i = rank / (samples - 1) - 1/2. Some codes, such as
    pyribs, divide a mirrored sum by the number of pairs: their estimate is twice as long.

    Attributes:
      samples: number of evaluations per estimate, without that of theta itself.
      sigma: standard deviation of the samples, in parameters.
      mirrored: draw theta + e and theta - e in pairs, so that even terms cancel.
      ranked: replace the values of each row by centered ranks. Outliers then have no effect, and the
        length of a gradient has no unit.
      offer: also offer the samples to the archive, since they are evaluated anyway. The paper's code
        does not.

    Raises:
      ValueError: there are too few samples, an odd number of mirrored samples, or sigma is not positive.

    Example:
      The source can be used alone. Here it climbs a paraboloid.

      >>> es, theta = ES(samples=32, sigma=0.1), jnp.ones(2)
      >>> for key in jax.random.split(jax.random.key(0), 50):
      ...     query = es.probe(None, theta, key)
      ...     answer = Evaluation(-jnp.sum(query.x**2, axis=1), query.x[:, :1])
      ...     theta = theta + 0.02 * es.jacobian(None, query, answer)[0]
      >>> bool(jnp.linalg.norm(theta) < 0.5)
      True
    """

    samples: int = eqx.field(
        static=True, default=48, converter=partial(whole_number, "samples", at_least=2)
    )
    sigma: float = eqx.field(
        static=True, default=0.02, converter=partial(number, "sigma", above=0.0)
    )
    mirrored: bool = eqx.field(static=True, default=True, converter=partial(flag, "mirrored"))
    ranked: bool = eqx.field(static=True, default=True, converter=partial(flag, "ranked"))
    offer: bool = eqx.field(static=True, default=False, converter=partial(flag, "offer"))

    def __check_init__(self) -> None:
        if self.mirrored and self.samples % 2:
            raise ValueError(
                f"samples={self.samples}: mirrored samples come in pairs, so give an even number, or "
                "mirrored=False."
            )

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> None:
        return None

    def probe(self, state: None, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        """Returns a query: row 0 is theta, then the plus rows, then (if mirrored) the minus rows."""
        count = self.samples // 2 if self.mirrored else self.samples
        step = self.sigma * draws.normal(key, (count, theta.shape[0]))
        rows = [theta[None], theta[None] + step]
        if self.mirrored:
            rows.append(theta[None] - step)
        x = jnp.concatenate(rows)
        return Query(x, offered=len(x) if self.offer else 1)

    def jacobian(
        self, state: None, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        """Estimates the Jacobian at row 0 of the query.

        Args:
          state: None.
          query: the query of `probe`.
          evaluation: one row per row of the query. A failed row counts as the worst objective, and as
            the mean of each measure.

        Returns:
          The objective's gradient, then one row per measure. If `ranked`, their lengths have no unit.
        """
        assert evaluation is not None
        step = (query.x[1:] - query.x[:1]) / self.sigma
        f, m = evaluation.objective[1:], evaluation.measures[1:]
        ok = jnp.isfinite(f)
        worst = jnp.min(jnp.where(ok, f, jnp.inf))
        mean = jnp.sum(jnp.where(ok[:, None], m, 0.0), axis=0) / jnp.maximum(
            jnp.sum(ok, dtype=f.dtype), 1.0
        )
        values = jnp.concatenate(
            [jnp.where(ok, f, worst)[:, None], jnp.where(ok[:, None], m, mean[None])], axis=1
        )
        values = jnp.where(jnp.any(ok), values, 0.0)
        if self.ranked:
            values = jax.vmap(centred_ranks, in_axes=1, out_axes=1)(values)
        else:
            values = values - values[:1]  # first, so that equal values become exactly 0
            values = values - jnp.mean(values, axis=0, keepdims=True)  # no bias, less variance
        if self.mirrored:
            half = self.samples // 2
            pairs = values[:half] - values[half:]
            return pairs.T @ step[:half] / (self.samples * self.sigma)  # central differences
        return values.T @ step / (self.samples * self.sigma)
