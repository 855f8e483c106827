"""SA-MEGA: a surrogate chooses among thousands of children which ones are evaluated.

Children are made as in OMG-MEGA, by random weighted sums of an elite's gradients, and by iso+line
variation. The surrogate predicts the objective and the measures of each. The children with the highest
expected gain for the archive are evaluated. It is ramify's own combination.

References:
  Surrogates in MAP-Elites: Gaier, Asteroth & Mouret (2018), arXiv:1806.05865; Zhang, Fontaine, Hoover &
  Nikolaidis (2022), arXiv:2112.03534.
  Branches: Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 4, (3).
"""

from collections.abc import Callable
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, to_jax, whole_number
from ramify.core import (
    NEW,
    NOT_ADDED,
    AbstractEmitter,
    AbstractGradient,
    Added,
    ArchiveView,
    Elites,
    Evaluation,
    Query,
    Sampler,
    no_parents,
    record,
)
from ramify.emitters.iso_line import scattered
from ramify.numerics import draws
from ramify.surrogates.choice import chosen_together
from ramify.surrogates.ensemble import Known, Outcomes, Surrogate

CHUNK = 64  # candidates that exist at once
COMPARED = 10  # number of candidates from which the batch is chosen together, in batches

Make = Callable[[Int[Array, ""]], tuple[Float[Array, " n"], Int[Array, ""]]]


@record
class Screening:
    """The children that wait for an evaluation, what is expected of them, and what has been learnt.

    Attributes:
      theta: the parent while the archive is empty.
      expected: predicted objective and measures of each child; NaN for the first batch.
      gradient: state of the gradient source; None without one.
      error: mean absolute error of the last batch's predicted objectives, then of its measures.
    """

    theta: Float[Array, " n"]
    query: Query
    expected: Float[Array, "b r"]
    gradient: PyTree
    known: Known
    error: Float[Array, "2"]
    key: Key[Array, ""]


class SAMEGA(AbstractEmitter[Screening]):
    """Surrogate-assisted MEGA.

    In each iteration, random elites get `candidates` children. Half of the candidates are branches: a
    parent plus its normalized gradients with random weights. The others come from iso+line variation.
    Without a gradient source, all do. The standard deviations of each child's step are drawn
    between a tenth of the largest and the largest. The surrogate then chooses `batch` children.

    A child counts as much as the archive is expected to gain, over all outcomes that the surrogate
    thinks possible: the improvement of a cell, or, for an empty cell, the objective minus the lowest
    objective that the surrogate remembers. The best ten times `batch` children are compared with each
    other, and chosen one after the other. A cell counts less if a child that is already chosen is likely
    to enter it.

    Attributes:
      surrogate: predicts the objective and the measures.
      gradient: a source that needs no evaluation for its Jacobian, such as `TD3`; None for iso+line
        variation only.
      batch: number of children that are evaluated per iteration.
      candidates: number of children that the surrogate judges per iteration.
      elites: number of elites that are drawn per iteration as parents.
      parents: number of these elites that get branches. Their gradients are computed.
      sigma_g: largest standard deviation of the weights, in units of normalized gradients.
      objective_scale: factor on the weight of the objective's gradient. This weight is made positive.
      iso: largest standard deviation of the noise on each parameter.
      line: largest standard deviation of the step toward another elite, in units of the distance.
      first: standard deviation of the first batch around theta.

    Raises:
      ValueError: a setting is out of range, or the gradient source needs evaluations.
    """

    surrogate: Surrogate
    gradient: AbstractGradient | None = None
    batch: int = eqx.field(
        static=True, default=100, converter=partial(whole_number, "batch", at_least=1)
    )
    candidates: int = eqx.field(
        static=True, default=16000, converter=partial(whole_number, "candidates", at_least=1)
    )
    elites: int = eqx.field(
        static=True, default=512, converter=partial(whole_number, "elites", at_least=1)
    )
    parents: int = eqx.field(
        static=True, default=128, converter=partial(whole_number, "parents", at_least=1)
    )
    sigma_g: float = eqx.field(
        static=True, default=0.4, converter=partial(number, "sigma_g", above=0.0)
    )
    objective_scale: float = eqx.field(
        static=True, default=2.0, converter=partial(number, "objective_scale", at_least=0.0)
    )
    iso: float = eqx.field(static=True, default=0.03, converter=partial(number, "iso", above=0.0))
    line: float = eqx.field(static=True, default=0.5, converter=partial(number, "line", above=0.0))
    first: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "first", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.candidates < self.batch:
            raise ValueError(
                f"candidates={self.candidates}, batch={self.batch}: the surrogate chooses a batch among "
                "the candidates, so give at least as many candidates."
            )
        if self.parents > self.elites:
            raise ValueError(
                f"parents={self.parents}, elites={self.elites}: parents are drawn elites, so give at "
                "most that many."
            )
        if self.gradient is not None and not self.gradient.foresees:
            raise ValueError(
                f"{type(self.gradient).__name__} has to evaluate solutions before it knows their "
                "gradients, and candidates are not evaluated: use a source that knows them, such as "
                "ramify.TD3, or none."
            )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Screening:
        key, draw, known_key, gradient_key = draws.split(key, 4)
        theta = to_jax("theta", theta)
        query = self._query(scattered(theta, draw, self.batch, self.first), no_parents(self.batch))
        gradient = None if self.gradient is None else self.gradient.init(theta, gradient_key)
        known = self.surrogate.init(theta, known_key)
        nothing = jnp.full((self.batch, 1 + self.surrogate.measures), jnp.nan, dtype=jnp.float32)
        return Screening(theta, query, nothing, gradient, known, jnp.zeros(2, jnp.float32), key)

    def tell(
        self, state: Screening, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Screening:
        assert isinstance(sample, ArchiveView)
        key, judge_key, elites_key, make_key, outcome_key = draws.split(state.key, 5)
        known = self.surrogate.observe(state.known, state.query.x, evaluation)
        gradient = self._learnt(state, evaluation, judge_key)
        elites = sample(elites_key, self.elites, state.theta)
        make, features = self._candidates(gradient, known, elites, make_key)
        outcomes = self.surrogate.predict(known, features, outcome_key)
        best = self._best(outcomes, known, sample, len(state.theta))
        x, parents = make(best)
        expected = outcomes.mean[best]
        error = self._error(state, evaluation)
        query = self._query(x, parents)
        return Screening(state.theta, query, expected, gradient, known, error, key)

    def gradient_state(self, state: Screening) -> tuple[AbstractGradient, PyTree] | None:
        return None if self.gradient is None else (self.gradient, state.gradient)

    def report(self, state: Screening) -> dict[str, Float[Array, ""]]:
        """Returns the source's metrics, and how wrong the surrogate was about the last batch."""
        metrics = {} if self.gradient is None else self.gradient.report(state.gradient)
        return metrics | {"objective_error": state.error[0], "measure_error": state.error[1]}

    def _learnt(self, state: Screening, evaluation: Evaluation, key: Key[Array, ""]) -> PyTree:
        """Returns what the source learns. The measures' critics judge a random solution of the batch."""
        if self.gradient is None:
            return None
        row = draws.below(key, 1, jnp.int32(self.batch))[0]
        judging = self.gradient.follow(state.gradient, state.query.x[row])
        return self.gradient.observe(judging, state.query, evaluation)

    def _candidates(
        self, gradient: PyTree, known: Known, elites: Elites, key: Key[Array, ""]
    ) -> tuple[Callable, Float[Array, "c f"]]:
        """Returns the candidates' features, and a function that makes the candidates with these numbers
        (again) and tells their parents' slots. All of them at once would need too much memory."""
        branches = 0 if self.gradient is None else self.candidates // 2
        branch, vary = self._branch(gradient, elites, key), partial(self._vary, elites, key)

        def features(make: Make, first: int, last: int) -> Float[Array, "c f"]:
            def seen(i: Int[Array, ""]) -> Float[Array, " f"]:
                return self.surrogate.features(known, make(i)[0])

            numbers = jnp.arange(first, last, dtype=jnp.int32)
            return jax.lax.map(seen, numbers, batch_size=CHUNK)

        def made(numbers: Int[Array, " b"]) -> tuple[Float[Array, "b n"], Int[Array, " b"]]:
            x, slots = jax.vmap(vary)(numbers)
            if branches:
                others, other_slots = jax.vmap(branch)(numbers)
                is_branch = numbers < branches
                x = jnp.where(is_branch[:, None], others, x)
                slots = jnp.where(is_branch, other_slots, slots)
            return x, slots

        parts = [features(branch, 0, branches)] if branches else []
        return made, jnp.concatenate([*parts, features(vary, branches, self.candidates)])

    def _branch(self, gradient: PyTree, elites: Elites, key: Key[Array, ""]) -> Make:
        """Returns the function that makes a branch of each number."""
        source, parents = self.gradient, elites.solution[: self.parents]
        if source is None:
            return partial(self._vary, elites, key)

        def rows(x: Float[Array, " n"]) -> Float[Array, "r n"]:
            rows = source.jacobian(gradient, Query(x[None], 1, wants_transitions=True), None)
            return rows / (jnp.linalg.norm(rows, axis=1, keepdims=True) + 1e-8)

        directions = jnp.nan_to_num(jax.lax.map(rows, parents))

        def branch(i: Int[Array, ""]) -> tuple[Float[Array, " n"], Int[Array, ""]]:
            step, draw = draws.split(draws.fold_in(key, i))
            parent = i % self.parents
            c = _up_to(self.sigma_g, step) * draws.normal(draw, directions.shape[1:2])
            up = self.objective_scale * jnp.abs(c[0])  # the objective is never descended
            c = c.at[0].set(up)
            return parents[parent] + c @ directions[parent], elites.slot[parent]

        return branch

    def _vary(
        self, elites: Elites, key: Key[Array, ""], i: Int[Array, ""]
    ) -> tuple[Float[Array, " n"], Int[Array, ""]]:
        """Makes a child by iso+line variation with steps of random size."""
        pair, iso, line, noise, along = draws.split(draws.fold_in(key, i), 5)
        one, other = draws.below(pair, 2, jnp.int32(self.elites))
        x, y = elites.solution[one], elites.solution[other]
        moved = _up_to(self.iso, iso) * draws.normal(noise, x.shape)
        toward = _up_to(self.line, line) * draws.normal(along, ())
        return x + moved + toward * (y - x), elites.slot[one]

    def _best(
        self, outcomes: Outcomes, known: Known, archive: ArchiveView, n: int
    ) -> Int[Array, " b"]:
        """Returns the numbers of the candidates from which most is expected together."""
        weight, flat = outcomes.weight, outcomes.answers.reshape(-1, outcomes.answers.shape[2])
        foreseen = archive.foresee(flat[:, 0], flat[:, 1:], n)
        added, new = foreseen.added, flat[:, 0] - self.surrogate.lowest(known)
        improved = jnp.where(added.status > NOT_ADDED, added.value, 0.0)
        gain = jnp.where(added.status == NEW, new, improved).reshape(weight.shape) * weight
        few = min(self.candidates, COMPARED * self.batch)
        good = jax.lax.top_k(jnp.sum(gain, axis=0), few)[1]
        cell = foreseen.cell.reshape(weight.shape)
        return good[
            chosen_together(gain[:, good].T, weight[:, good].T, cell[:, good].T, self.batch)
        ]

    def _error(self, state: Screening, evaluation: Evaluation) -> Float[Array, "2"]:
        answers = jnp.concatenate([evaluation.objective[:, None], evaluation.measures], axis=1)
        apart = jnp.abs(answers - state.expected)
        sure = jnp.all(jnp.isfinite(apart), axis=1)
        count = jnp.maximum(jnp.sum(sure, dtype=jnp.float32), 1.0)
        sums = jnp.sum(jnp.where(sure[:, None], apart, 0.0), axis=0) / count
        return jnp.stack([sums[0], jnp.mean(sums[1:])])

    def _query(self, x: Float[Array, "b n"], parents: Int[Array, " b"]) -> Query:
        learns = self.gradient is not None and self.gradient.wants_transitions
        compares = self.surrogate.control is not None
        return Query(x, self.batch, wants_transitions=learns or compares, parents=parents)


def _up_to(largest: float, key: Key[Array, ""]) -> Float[Array, ""]:
    """Draws a number from a tenth of the largest to the largest; its logarithm is uniform."""
    return largest * 0.1 ** draws.uniform(key, ())
