"""MEGA: follows random mixtures of gradients from random elites, each for several steps.

References:
  The tutorial "How to use and estimate gradient in MAP-Elites", part 1. The coefficients and normalized
  gradients are those of Fontaine & Nikolaidis (2021), arXiv:2106.03894.
"""

from dataclasses import replace
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import flag, number, to_jax, whole_number
from ramify.core import (
    NOT_ADDED,
    AbstractEmitter,
    AbstractGradient,
    Added,
    Evaluation,
    Query,
    Sampler,
    no_parents,
    record,
)
from ramify.emitters.cma_mega import directions
from ramify.emitters.points import jacobian_each, probe_each
from ramify.numerics import draws
from ramify.optim.cma_es import CMAES
from ramify.optim.ranking import in_order


@record
class Ascending:
    """Waits for the evaluation of every search point, which also gives its Jacobian.

    Attributes:
      theta: start of the search; the parent while the archive is empty.
      distribution: state of the strategy that the coefficients are drawn from.
      coeffs: the coefficients that each search point follows.
      earned: the best result of each search point since its coefficients were drawn.
      steps: number of steps with these coefficients.
      parents: slot in the archive of the elite that each search point began at; else -1.
    """

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    distribution: PyTree
    coeffs: Float[Array, "b r"]
    earned: Added
    steps: Int[Array, ""]
    restarts: Int[Array, ""]
    key: Key[Array, ""]
    parents: Int[Array, " b"]


class MEGA(AbstractEmitter[Ascending]):
    """MAP-Elites via a gradient arborescence, with coefficients that are held for several steps.

    Each of `batch` search points begins at a random elite and draws coefficients c. It makes `hold`
    steps theta + c @ gradients, with new gradients after each step. Then it begins at another elite,
    with other coefficients. Every point is offered to the archive. With `hold=1` it is OMG-MEGA.

    Attributes:
      gradient: source of the Jacobian: exact (`Autodiff`), estimated (`ES`), or learned (`TD3`).
      measures: number of measures (k).
      batch: number of search points.
      hold: number of steps with the same coefficients.
      sigma_g: standard deviation of the coefficients, in units of normalized gradients.
      adapt: let CMA-ES learn the coefficients. It ranks the search points by the best result that each
        had with its coefficients. It starts again when it has converged, or if nothing was added.
      absolute: step along |c0|, so that no step descends the objective.
      first: standard deviation of the first search points around theta; with 0 they begin at theta.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> from ramify.gradients.autodiff import Autodiff
      >>> state = MEGA(Autodiff(), measures=2, batch=4).init(jnp.zeros(5), jax.random.key(0))
      >>> state.query.x.shape, state.coeffs.shape, state.query.wants_jacobian
      ((4, 5), (4, 3), True)
    """

    gradient: AbstractGradient
    measures: int = eqx.field(static=True, converter=partial(whole_number, "measures", at_least=1))
    batch: int = eqx.field(
        static=True, default=18, converter=partial(whole_number, "batch", at_least=2)
    )
    hold: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "hold", at_least=1)
    )
    sigma_g: float = eqx.field(
        static=True, default=0.3, converter=partial(number, "sigma_g", above=0.0)
    )
    adapt: bool = eqx.field(static=True, default=False, converter=partial(flag, "adapt"))
    absolute: bool = eqx.field(static=True, default=True, converter=partial(flag, "absolute"))
    first: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "first", at_least=0.0)
    )

    @property
    def phases(self) -> int:
        return 1

    @property
    def distribution(self) -> CMAES:
        """Returns the strategy that draws the coefficients."""
        return CMAES(self.batch, self.sigma_g)

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Ascending:
        key, draw, gradient_key, coeffs_key = draws.split(key, 4)
        theta = to_jax("theta", theta)
        noise = draws.normal(draw, (self.batch, theta.shape[0]))
        distribution = self._fresh()
        return self._ask(
            theta,
            theta[None] + self.first * noise,
            self.gradient.init(theta, gradient_key),
            distribution,
            self.distribution.ask(distribution, coeffs_key),
            self._nothing(),
            jnp.int32(0),
            jnp.int32(0),
            key,
            no_parents(self.batch),
        )

    def tell(
        self, state: Ascending, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Ascending:
        key, elite_key, coeffs_key = draws.split(state.key, 3)
        gradient = self.gradient.observe(state.gradient, state.query, evaluation)
        x, jacobian = jacobian_each(self.gradient, gradient, state.query, evaluation, self.batch)
        earned = _better(jax.tree.map(self._of_points, added), state.earned)
        rows = jax.vmap(directions)(jacobian)
        moved = x + jnp.einsum("br,brn->bn", self._taken(state.coeffs), rows)
        # After the last step, another elite and other coefficients.
        order, values = in_order(earned.value, earned.status)
        distribution, restarts = state.distribution, state.restarts
        if self.adapt:
            learned = self.distribution.tell(
                distribution, state.coeffs[order], jnp.int32(self.batch // 2), values
            )
            stop = self.distribution.stop(learned, values) | jnp.all(earned.status == NOT_ADDED)
            distribution = _where(stop, self._fresh(), learned)
            restarts = restarts + stop.astype(jnp.int32)
        elites = sample(elite_key, self.batch, state.theta)
        begun = (
            elites.solution,
            distribution,
            self.distribution.ask(distribution, coeffs_key),
            self._nothing(),
            jnp.int32(0),
            restarts,
            elites.slot,
        )
        going = (
            moved,
            state.distribution,
            state.coeffs,
            earned,
            state.steps + 1,
            state.restarts,
            state.parents,
        )
        x, distribution, coeffs, earned, steps, restarts, parents = _where(
            state.steps >= self.hold, begun, going
        )
        return self._ask(
            state.theta, x, gradient, distribution, coeffs, earned, steps, restarts, key, parents
        )

    def gradient_state(self, state: Ascending) -> tuple[AbstractGradient, PyTree]:
        return self.gradient, state.gradient

    def restarts(self, state: Ascending) -> Int[Array, ""] | None:
        return state.restarts if self.adapt else None

    def report(self, state: Ascending) -> dict[str, Float[Array, ""]]:
        return self.gradient.report(state.gradient)

    def _ask(
        self,
        theta: Float[Array, " n"],
        x: Float[Array, "b n"],
        gradient: PyTree,
        distribution: PyTree,
        coeffs: Float[Array, "b r"],
        earned: Added,
        steps: Int[Array, ""],
        restarts: Int[Array, ""],
        key: Key[Array, ""],
        parents: Int[Array, " b"],
    ) -> Ascending:
        key, draw = draws.split(key)
        gradient = self.gradient.follow(gradient, x[0])
        query = probe_each(self.gradient, gradient, x, draw)
        # After the first step, the points are children of the elites.
        each = query.offered // self.batch
        rows = jnp.repeat(jnp.where(steps == 1, parents, -1), each)
        query = replace(query, parents=rows)
        return Ascending(
            theta, query, gradient, distribution, coeffs, earned, steps, restarts, key, parents
        )

    def _fresh(self) -> PyTree:
        rows = 1 + self.measures + self.gradient.extra_rows
        return self.distribution.init(jnp.zeros(rows, dtype=jnp.float32))

    def _nothing(self) -> Added:
        worst = jnp.full(self.batch, jnp.finfo(jnp.float32).min, dtype=jnp.float32)
        return Added(jnp.zeros(self.batch, dtype=jnp.int32), worst)

    def _taken(self, coeffs: Float[Array, "b r"]) -> Float[Array, "b r"]:
        return coeffs.at[:, 0].set(jnp.abs(coeffs[:, 0])) if self.absolute else coeffs

    def _of_points(self, rows: Array) -> Array:
        """Returns the results of the points, without those of samples that are offered too."""
        return rows.reshape(self.batch, -1)[:, 0]


def _better(one: Added, other: Added) -> Added:
    """Returns the better result of each row: new cells before improved ones, then by value."""
    ahead = (one.status > other.status) | ((one.status == other.status) & (one.value > other.value))
    return _where(ahead, one, other)


def _where(condition: Array, one: PyTree, other: PyTree) -> PyTree:
    return jax.tree.map(lambda a, b: jnp.where(condition, a, b), one, other)
