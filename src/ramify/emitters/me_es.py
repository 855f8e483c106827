"""ME-ES: an evolution strategy climbs the objective from one elite, then novelty from the next.

References:
  Colas, Madhavan, Huizinga & Clune, "Scaling MAP-Elites to deep neuroevolution" (2020),
  arXiv:2003.01825.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Bool, Float, Int, Key, PyTree

from ramify.checks.arguments import to_jax, whole_number
from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    Elites,
    Evaluation,
    Query,
    Sampler,
    no_parents,
    record,
)
from ramify.numerics import draws
from ramify.numerics.neighbors import mean_of_known, nearest
from ramify.optim.ascent import as_ascent


@record
class Past:
    """The measures of the search points so far, the latest `memory` of them.

    Attributes:
      size: number of search points so far, including forgotten ones.
    """

    measures: Float[Array, "memory k"]
    size: Int[Array, ""]


@record
class Climbing:
    """Waits for the evaluation of the last step's result (row 0), and of the gradient's query at theta.

    theta is the last row: an elite, or row 0 again.

    Attributes:
      parent: slot in the archive of the elite that theta is; else -1.
    """

    theta: Float[Array, " n"]
    query: Query
    ascent: PyTree
    gradient: PyTree
    past: Past
    steps: Int[Array, ""]
    key: Key[Array, ""]
    parent: Int[Array, ""]


class MEES(AbstractEmitter[Climbing]):
    """MAP-Elites with evolution strategies.

    It makes `steps` steps up the objective from an elite, then as many up the novelty from another
    elite, and so on.

    Novelty is the mean squared distance to the nearest measures of earlier search points. Its gradient
    comes from the same source. With `ES`, the samples are ranked by novelty. With `Autodiff` and with
    critics, it is the sum of the measures' gradients, weighted by d(novelty)/d(measure).

    Attributes:
      gradient: source of the gradients; `ES` in the paper.
      measures: number of measures (k).
      steps: number of steps from each elite.
      ascent: how theta follows the gradient; it starts again from each elite. The paper also decays
        parameters, by 0.005 in units of sum (F+ - F-) e / pairs. That is 2 sigma times the gradient of a
        mirrored `ES`: `optax.chain(optax.add_decayed_weights(0.005 / (2 * sigma)), optax.adam(0.01))`.
      neighbours: number of nearest measures over which novelty is averaged.
      memory: number of measures that are remembered.
      tournament: a climb begins at the best, or the most novel, of this number of random elites. Unlike
        the paper, which ranks all cells and takes half of its starts from those that changed last.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> from ramify.gradients.es import ES
      >>> state = MEES(ES(samples=8), measures=2).init(jnp.zeros(5), jax.random.key(0))
      >>> state.query.x.shape, state.query.offered
      ((10, 5), 1)
    """

    gradient: AbstractGradient
    measures: int = eqx.field(static=True, converter=partial(whole_number, "measures", at_least=1))
    steps: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "steps", at_least=1)
    )
    ascent: optax.GradientTransformation = eqx.field(
        static=True, default=optax.adam(0.01), converter=as_ascent
    )
    neighbours: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "neighbours", at_least=1)
    )
    memory: int = eqx.field(
        static=True, default=5000, converter=partial(whole_number, "memory", at_least=1)
    )
    tournament: int = eqx.field(
        static=True, default=64, converter=partial(whole_number, "tournament", at_least=1)
    )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Climbing:
        key, gradient_key = draws.split(key)
        theta = to_jax("theta", theta)
        past = Past(jnp.zeros((self.memory, self.measures), dtype=jnp.float32), jnp.int32(0))
        gradient = self.gradient.init(theta, gradient_key)
        ascent, no = self.ascent.init(theta), jnp.int32(-1)
        return self._ask((theta, no), (theta, no), ascent, gradient, past, jnp.int32(0), key)

    def tell(
        self, state: Climbing, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Climbing:
        key, elite_key = draws.split(state.key)
        gradient = self.gradient.observe(state.gradient, state.query, evaluation)
        past = self._remembered(state.past, evaluation.measures[0])
        theta, ascent = self._climbed(state, gradient, evaluation)
        steps = state.steps + 1
        arrived = steps % self.steps == 0
        elites = sample(elite_key, self.tournament, theta)
        begun = self._chosen(elites, past, self._explores(steps)), self.ascent.init(theta)
        going = (theta, jnp.int32(-1)), ascent
        start, ascent = jax.tree.map(lambda new, old: jnp.where(arrived, new, old), begun, going)
        return self._ask((theta, state.parent), start, ascent, gradient, past, steps, key)

    def gradient_state(self, state: Climbing) -> tuple[AbstractGradient, PyTree]:
        return self.gradient, state.gradient

    def _ask(
        self,
        came: tuple[Float[Array, " n"], Int[Array, ""]],
        start: tuple[Float[Array, " n"], Int[Array, ""]],
        ascent: PyTree,
        gradient: PyTree,
        past: Past,
        steps: Int[Array, ""],
        key: Key[Array, ""],
    ) -> Climbing:
        """Asks for the step's result and the gradient at the start; each with its parent's slot."""
        key, draw = draws.split(key)
        theta, parent = start
        gradient = self.gradient.follow(gradient, theta)
        probe = self.gradient.probe(gradient, theta, draw)
        x = jnp.concatenate([came[0][None], probe.x[1:], theta[None]])
        query = Query(
            x,
            probe.offered,
            probe.wants_jacobian,
            probe.wants_transitions,
            no_parents(probe.offered).at[0].set(came[1]),
        )
        return Climbing(theta, query, ascent, gradient, past, steps, key, parent)

    def _climbed(
        self, state: Climbing, gradient: PyTree, evaluation: Evaluation
    ) -> tuple[Float[Array, " n"], PyTree]:
        """Returns theta and the ascent's state after a step up the objective or the novelty."""
        shown = Evaluation(evaluation.objective, evaluation.measures, evaluation.jacobian)
        x, seen = jax.tree.map(lambda a: jnp.roll(a[1:], 1, axis=0), (state.query.x, shown))
        query = state.query
        probe = Query(x, query.offered, query.wants_jacobian, query.wants_transitions)
        exploring = self._explores(state.steps)
        if query.wants_transitions:  # critics predict the measures, not the novelty
            rows = self.gradient.jacobian(gradient, probe, seen)
            pull = jax.grad(lambda m: self._novelty(m, state.past)[0])(seen.measures)[0]
            up = jnp.where(exploring, pull @ rows[1 : 1 + self.measures], rows[0])
        else:
            climbs = jax.tree.map(
                lambda a, b: jnp.where(exploring, a, b), self._as_novelty(seen, state.past), seen
            )
            up = self.gradient.jacobian(gradient, probe, climbs)[0]
        up = jnp.nan_to_num(up, posinf=0, neginf=0)
        with jax.numpy_dtype_promotion("standard"):  # Optax mixes dtypes
            update, ascent = self.ascent.update(-up, state.ascent, state.theta)
        return optax.apply_updates(state.theta, update), ascent

    def _explores(self, steps: Int[Array, ""]) -> Bool[Array, ""]:
        return (steps // self.steps) % 2 == 1

    def _novelty(self, measures: Float[Array, "b k"], past: Past) -> Float[Array, " b"]:
        size = jnp.minimum(past.size, self.memory)
        squared, _ = nearest(measures, past.measures, size, self.neighbours)
        return mean_of_known(squared, size)

    def _as_novelty(self, seen: Evaluation, past: Past) -> Evaluation:
        """Returns the evaluation with novelty as the objective."""
        novelty, pull = jax.vjp(lambda m: self._novelty(m, past), seen.measures)
        jacobian = seen.jacobian
        if jacobian is not None:
            (by_measures,) = pull(jnp.ones_like(novelty))
            rows = jnp.einsum("bk,bkn->bn", by_measures, jacobian[:, 1:])
            jacobian = jacobian.at[:, 0].set(rows)
        return Evaluation(
            jnp.where(jnp.isfinite(seen.objective), novelty, -jnp.inf), seen.measures, jacobian
        )

    def _remembered(self, past: Past, measures: Float[Array, " k"]) -> Past:
        known = jnp.all(jnp.isfinite(measures))
        place = jnp.where(known, past.size % self.memory, self.memory)  # out of bounds: dropped
        rows = past.measures.at[place].set(measures, mode="drop")
        return Past(rows, past.size + known.astype(jnp.int32))

    def _chosen(
        self, elites: Elites, past: Past, exploring: Bool[Array, ""]
    ) -> tuple[Float[Array, " n"], Int[Array, ""]]:
        """Returns the best or the most novel of the elites, and its slot."""
        novelty = self._novelty(elites.measures, past)
        best = jnp.argmax(jnp.where(exploring, novelty, elites.objective))
        return elites.solution[best], elites.slot[best]
