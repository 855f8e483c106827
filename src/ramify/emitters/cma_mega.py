"""CMA-MEGA: branches a search point along random mixtures of gradients, and learns good mixtures.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Algorithm 1.
  With estimated gradients: Tjanaka et al. (2022), arXiv:2202.03666.
"""

from functools import partial
from typing import Any, Literal, cast

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Bool, Float, Int, Key, PyTree

from ramify.checks.arguments import flag, number, optional, to_jax, whole_number
from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    Evaluation,
    Query,
    Sampler,
    no_parents,
    record,
)
from ramify.numerics import draws
from ramify.optim.ascent import as_ascent
from ramify.optim.cma_es import CMAES
from ramify.optim.optimizer import Optimiser
from ramify.optim.ranking import in_order, log_weights


@record
class Search:
    """The state that both phases share: the search point and everything that learns.

    Attributes:
      keys: random keys of this iteration's probe, branches and restart, and of the next iteration.
      parent: slot in the archive of the elite that theta is, after a restart; else -1.
    """

    theta: Float[Array, " n"]
    coefficients: PyTree
    ascent: PyTree
    gradient: PyTree
    iteration: Int[Array, ""]
    restarts: Int[Array, ""]
    keys: Key[Array, "4"]
    parent: Int[Array, ""]


@record
class Probing:
    """Waits for the evaluation that gives the Jacobian at theta."""

    search: Search
    query: Query


@record
class Branching:
    """Waits for the evaluation of the branches theta + c @ jacobian. CMA-ES learns from `coeffs`."""

    search: Search
    query: Query
    coeffs: Float[Array, "b r"]
    jacobian: Float[Array, "r n"]


ANNEALED_RANK_ONE = 7.0  # found by benchmarks/rank_one.py


def _restart(value: Any) -> Literal["no_improvement", "basic"] | int:
    if isinstance(value, str) and value in ("no_improvement", "basic"):
        return cast(Literal["no_improvement", "basic"], value)
    if isinstance(value, str):
        raise ValueError(
            f"restart={value!r}: choose 'no_improvement', 'basic' or a number of iterations above 0."
        )
    return whole_number("restart", value, at_least=1)


class CMAMEGA(AbstractEmitter[Probing | Branching]):
    """Covariance matrix adaptation MAP-Elites via a gradient arborescence.

    Attributes:
      gradient: source of the Jacobian at theta.
      measures: number of measures (k).
      batch: number of branches per iteration.
      sigma_g: standard deviation of the coefficients at the start, in units of normalized gradients.
      ascent: how theta follows the recombined step of the branches: `optax.sgd(eta)` or
        `optax.adam(lr)`.
      selection: the branches that recombine: the better half ("mu"), or those that were added to the
        archive ("filter").
      restart: when to restart from a random elite: when no branch was added ("no_improvement"), when
        CMA-ES has converged ("basic"), or after this number of iterations. The stopping conditions of
        CMA-ES apply in every case.
      tournament: a restart begins at the best of this number of random elites. The papers use 1. Larger
        values keep the search away from the weak elites of an archive.
      absolute: branch along |c0|, so that no branch descends the objective. CMA-ES still learns from c0.
      adapt: let CMA-ES learn the coefficients. If False, they stay N(0, sigma_g^2 I).
      normalise: divide each gradient by its length.
      objective_scale: length of the normalized gradient of the objective; the measures' gradients have
        length 1. The paper uses 1. With estimated gradients of many parameters, more climbs better.
      published: use the CMA-ES form of the published codes; not allowed beside `coefficients`.
      rank_one: weight of CMA-ES's rank-one term (see `CMAES`). None is the default: 7 if the ranking is
        "annealed", the best on all sizes tried (docs/decisions/rank_one.md), else 1 as in the tutorial.
      ranking: how branches are ranked: new cells before improved ones before the others, then by value
        ("improvement"), or by value only ("annealed").
      coefficients: the evolution strategy that learns the coefficients, such as `XNES(batch, sigma_g)`.
        Default: CMA-ES with `sigma_g`, `published` and `rank_one`.

    Example:
      >>> from ramify.gradients.es import ES
      >>> emitter = CMAMEGA(ES(samples=8), measures=2, batch=6)
      >>> state = emitter.init(jnp.zeros(5), jax.random.key(0))
      >>> state.query.x.shape, state.query.offered
      ((9, 5), 1)
    """

    gradient: AbstractGradient
    measures: int = eqx.field(static=True, converter=partial(whole_number, "measures", at_least=1))
    batch: int = eqx.field(
        static=True, default=35, converter=partial(whole_number, "batch", at_least=2)
    )
    sigma_g: float = eqx.field(
        static=True, default=10.0, converter=partial(number, "sigma_g", above=0.0)
    )
    ascent: optax.GradientTransformation = eqx.field(
        static=True, default=optax.sgd(1.0), converter=as_ascent
    )
    selection: Literal["mu", "filter"] = eqx.field(static=True, default="mu")
    restart: Literal["no_improvement", "basic"] | int = eqx.field(
        static=True, default="no_improvement", converter=_restart
    )
    tournament: int = eqx.field(
        static=True, default=1, converter=partial(whole_number, "tournament", at_least=1)
    )
    absolute: bool = eqx.field(static=True, default=False, converter=partial(flag, "absolute"))
    adapt: bool = eqx.field(static=True, default=True, converter=partial(flag, "adapt"))
    normalise: bool = eqx.field(static=True, default=True, converter=partial(flag, "normalise"))
    objective_scale: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "objective_scale", above=0.0)
    )
    published: bool = eqx.field(static=True, default=False, converter=partial(flag, "published"))
    ranking: Literal["improvement", "annealed"] = eqx.field(static=True, default="improvement")
    coefficients: Optimiser | None = None
    rank_one: float | None = eqx.field(
        static=True, default=None, converter=optional(number, "rank_one", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.selection not in ("mu", "filter"):
            raise ValueError(f"selection={self.selection!r}: choose 'mu' or 'filter'.")
        if self.ranking not in ("improvement", "annealed"):
            raise ValueError(f"ranking={self.ranking!r}: choose 'improvement' or 'annealed'.")
        if self.published and self.coefficients is not None:
            raise ValueError(
                "published=True is a form of CMA-ES, and the coefficients are learned by "
                f"{type(self.coefficients).__name__}: give one of the two."
            )
        if self.distribution.batch != self.batch:
            raise ValueError(
                f"coefficients draws {self.distribution.batch} samples, and batch={self.batch} branches "
                "are wanted: give both the same number."
            )

    @property
    def distribution(self) -> Optimiser:
        """Returns the strategy that draws the coefficients."""
        if self.coefficients is not None:
            return self.coefficients
        rank_one = self.rank_one
        if rank_one is None:
            grows = self.ranking == "annealed" and not self.published
            rank_one = ANNEALED_RANK_ONE if grows else 1.0
        return CMAES(self.batch, self.sigma_g, self.published, rank_one)

    @property
    def rows(self) -> int:
        """Returns the number of coefficients: of the objective, of each measure, and of extra rows."""
        return 1 + self.measures + self.gradient.extra_rows

    @property
    def phases(self) -> int:
        return 1 if self.gradient.foresees else 2

    @property
    def annealed(self) -> bool:
        return self.ranking == "annealed"

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Probing | Branching:
        key, gradient_key = draws.split(key)
        theta = to_jax("theta", theta)
        return self._probe(
            Search(
                theta,
                self.distribution.init(jnp.zeros(self.rows, dtype=jnp.float32)),
                self.ascent.init(theta),
                self.gradient.init(theta, gradient_key),
                jnp.int32(0),
                jnp.int32(0),
                draws.split(key, 4),
                jnp.int32(-1),
            )
        )

    def tell(
        self, state: Probing | Branching, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Probing | Branching:
        learnt = self.gradient.observe(state.search.gradient, state.query, evaluation)
        search = self._with_gradient(state.search, learnt)
        if isinstance(state, Probing):
            return self._branch(search, state.query, evaluation)
        return self._probe(self._step(search, state, added, sample))

    @jax.default_matmul_precision("highest")  # as in every step
    def with_gradient_state(
        self, state: Probing | Branching, gradient: PyTree
    ) -> Probing | Branching:
        """Returns the state with another state of the gradient source, and new branches."""
        return self._probe(self._with_gradient(state.search, gradient))

    def gradient_state(self, state: Probing | Branching) -> tuple[AbstractGradient, PyTree]:
        return self.gradient, state.search.gradient

    def restarts(self, state: Probing | Branching) -> Int[Array, ""]:
        return state.search.restarts

    def report(self, state: Probing | Branching) -> dict[str, Float[Array, ""]]:
        return self.gradient.report(state.search.gradient)

    def _probe(self, search: Search) -> Probing | Branching:
        search = self._with_gradient(search, self.gradient.follow(search.gradient, search.theta))
        query = self.gradient.probe(search.gradient, search.theta, search.keys[0])
        return self._branch(search, query, None) if self.phases == 1 else Probing(search, query)

    def _with_gradient(self, search: Search, gradient: PyTree) -> Search:
        return eqx.tree_at(lambda s: s.gradient, search, gradient, is_leaf=lambda g: g is None)

    def _branch(self, search: Search, query: Query, evaluation: Evaluation | None) -> Branching:
        jacobian = self.gradient.jacobian(search.gradient, query, evaluation)
        if len(jacobian) != self.rows:
            raise ValueError(
                f"The gradient source has {len(jacobian) - self.gradient.extra_rows} rows, not 1 + "
                f"measures={self.measures}: give "
                "CMAMEGA as many `measures` as the task has, and TD3 that many `rows` and one, or let "
                "PerRow join it with a source of the measures' rows."
            )
        jacobian = directions(jacobian, self.objective_scale, normalise=self.normalise)
        coeffs = self.distribution.ask(search.coefficients, search.keys[1])
        # theta + c @ jacobian as one product, which passes over the branches once.
        ones = jnp.ones((self.batch, 1), dtype=jnp.float32)
        mixed = jnp.concatenate([search.theta[None], jacobian])
        branches = jnp.concatenate([ones, self._taken(coeffs)], axis=1) @ mixed
        x = [branches]  # the other rows are offered too, but are not ranked with the branches
        if evaluation is None:
            x.append(search.theta[None])
        proposals = self.gradient.proposals(search.gradient)
        if proposals is not None:
            x.append(proposals)
        learns = self.gradient.wants_transitions
        rows = sum(map(len, x))
        parents = no_parents(rows).at[: self.batch].set(search.parent)
        query = Query(jnp.concatenate(x), rows, wants_transitions=learns, parents=parents)
        return Branching(search, query, coeffs, jacobian)

    def _taken(self, coeffs: Float[Array, "b r"]) -> Float[Array, "b r"]:
        return coeffs.at[:, 0].set(jnp.abs(coeffs[:, 0])) if self.absolute else coeffs

    def _step(self, search: Search, state: Branching, added: Added, sample: Sampler) -> Search:
        added = jax.tree.map(lambda rows: rows[: self.batch], added)
        by_status = self.ranking == "improvement"
        order, values = in_order(added.value, added.status if by_status else None)
        entered = jnp.sum(added.status > 0, dtype=jnp.int32)
        parents = jnp.int32(self.batch // 2) if self.selection == "mu" else entered
        coefficients = search.coefficients
        if self.adapt:
            coefficients = self.distribution.tell(
                coefficients, state.coeffs[order], parents, values
            )

        weights = (
            jnp.zeros(self.batch, dtype=jnp.float32).at[order].set(log_weights(self.batch, parents))
        )
        direction = weights @ self._taken(state.coeffs) @ state.jacobian  # sum w_i theta_i - theta
        with jax.numpy_dtype_promotion("standard"):  # Optax mixes dtypes
            update, ascent = self.ascent.update(-direction, search.ascent, search.theta)
        theta = optax.apply_updates(search.theta, update)

        iteration = search.iteration + 1
        restart = self._must_restart(coefficients, values, entered, iteration)
        restart = restart | ~jnp.all(jnp.isfinite(theta))
        # The archive is empty only if every evaluation so far has failed.
        elites = sample(search.keys[2], self.tournament, state.search.theta)
        best = jnp.argmax(elites.objective)
        fresh = (
            elites.solution[best],
            self.distribution.init(jnp.zeros(self.rows, dtype=jnp.float32)),
            self.ascent.init(theta),
            elites.slot[best],
        )
        going = (theta, coefficients, ascent, jnp.int32(-1))
        theta, coefficients, ascent, parent = jax.tree.map(
            lambda new, old: jnp.where(restart, new, old), fresh, going
        )
        restarts = search.restarts + restart.astype(jnp.int32)
        keys = draws.split(search.keys[3], 4)
        return Search(
            theta, coefficients, ascent, search.gradient, iteration, restarts, keys, parent
        )

    def _must_restart(
        self,
        coefficients: PyTree,
        ranked_values: Float[Array, " b"],
        entered: Int[Array, ""],
        iteration: Int[Array, ""],
    ) -> Bool[Array, ""]:
        stop = self.distribution.stop(coefficients, ranked_values)
        if self.restart == "no_improvement":
            return stop | (entered == 0)
        if self.restart == "basic":
            return stop | ((entered == 0) & (self.selection == "filter"))
        return stop | (iteration % self.restart == 0)


def directions(
    jacobian: Float[Array, "r n"], objective_scale: float = 1.0, *, normalise: bool = True
) -> Float[Array, "r n"]:
    """Returns the rows that the coefficients mix: of length 1, the objective's of length
    `objective_scale`.

    Example:
      >>> directions(jnp.array([[3.0, 4.0], [0.0, jnp.nan]]), 2.0).round(3).tolist()
      [[1.2000000476837158, 1.600000023841858], [0.0, 0.0]]
    """
    jacobian = jnp.nan_to_num(jacobian, nan=0.0, posinf=0.0, neginf=0.0)
    if normalise:
        jacobian = jacobian / (jnp.linalg.norm(jacobian, axis=1, keepdims=True) + 1e-8)
    return jacobian.at[0].multiply(objective_scale)
