"""OMG-MEGA: branches random elites along random mixtures of their gradients.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 4, (3).
"""

from functools import partial
from typing import ClassVar

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import number, whole_number
from ramify.core import AbstractGradient
from ramify.emitters.offspring import AbstractOffspring
from ramify.numerics import draws


class OMGMEGA(AbstractOffspring):
    """Objective and measure gradient MAP-Elites via a gradient arborescence.

    Each iteration evaluates `batch` random elites again, to get their Jacobians, and one branch of each.
    Critics know the Jacobians without this evaluation.
    The first parents are drawn around theta.

    Attributes:
      gradient: source of the Jacobian: exact (`Autodiff`), estimated at each parent (`ES`), or learned
        (`TD3`).
      batch: number of parents per iteration, and of branches.
      sigma_g: standard deviation of the coefficients, in units of normalized gradients.
      first: standard deviation of the first parents around theta; with 0 the search begins at theta.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> import jax
      >>> from ramify.gradients.autodiff import Autodiff
      >>> state = OMGMEGA(Autodiff(), batch=4).init(jnp.zeros(5), jax.random.key(0))
      >>> state.query.x.shape, state.query.offered, state.query.wants_jacobian
      ((4, 5), 4, True)
    """

    parents_are_elites: ClassVar[bool] = True

    gradient: AbstractGradient
    batch: int = eqx.field(
        static=True, default=18, converter=partial(whole_number, "batch", at_least=1)
    )
    sigma_g: float = eqx.field(
        static=True, default=10.0, converter=partial(number, "sigma_g", above=0.0)
    )
    first: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "first", at_least=0.0)
    )

    def parents(self, elites: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
        return elites

    def children(
        self, parents: Float[Array, "b n"], jacobian: Float[Array, "b r n"], key: Key[Array, ""]
    ) -> Float[Array, "b n"]:
        units = jacobian / (jnp.linalg.norm(jacobian, axis=2, keepdims=True) + 1e-8)
        c = self.sigma_g * draws.normal(key, jacobian.shape[:2])
        c = c.at[:, 0].set(jnp.abs(c[:, 0]))  # the objective is never descended
        return parents + jnp.einsum("br,brn->bn", c, units)  # (3)
