"""A critic that takes a goal, and a critic of every measure: solutions climb random mixtures of both.

References:
  The critic that takes a goal: Faldor et al. (2024), arXiv:2401.08632.
  Random mixtures of normalized gradients: Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 4, (3).
"""

from collections.abc import Callable
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.checks.arguments import number
from ramify.core import AbstractGradient, Evaluation, Query, record
from ramify.gradients.conditioned_td3 import ConditionedTD3
from ramify.gradients.td3 import TD3, Learnt, ascended
from ramify.numerics import draws


@record
class Mixed:
    """The states of the critic that takes a goal, and of the measures' critics."""

    goals: Learnt
    measures: Learnt


class MixedTD3(AbstractGradient[Mixed]):
    """A goal critic and the measures' critics, for `DCRLME`.

    Its children climb the sum of the goal critic's gradient and of the measures' gradients with random
    weights N(0, spread^2), each gradient divided by its length. So they improve, and also move to other
    measures. With `spread` 0 they climb the goal critic only, as in DCRL-MAP-Elites.

    The measures' critics judge a random solution of each batch. As a gradient source of another emitter,
    it gives a row for the objective and one for each measure, and they judge the search point.

    Attributes:
      goals: the critic of the objective, and its actor, for a goal.
      critics: TD3 critics of the objective and of every measure; only those of the measures learn here.
      spread: standard deviation of the measures' weights; the objective's weight is 1.

    Raises:
      ValueError: `critics` has another number of rows than 1 + measures, or `spread` is out of range.
    """

    goals: ConditionedTD3
    critics: TD3
    spread: float = eqx.field(
        static=True, default=0.5, converter=partial(number, "spread", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.critics.rows != 1 + self.goals.measures:
            raise ValueError(
                f"critics has rows={self.critics.rows}, and a goal has {self.goals.measures} measures: "
                f"give TD3 rows={1 + self.goals.measures}, one for the objective and one per measure."
            )

    @property
    def wants_transitions(self) -> bool:
        return True

    @property
    def measures(self) -> int:
        """Number of measures, which is the number of entries of a goal."""
        return self.goals.measures

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Mixed:
        one, other = draws.split(key)
        return Mixed(self.goals.init(theta, one), self.critics.init(theta, other))

    def with_critics(self, state: Mixed, load: Callable[[AbstractGradient], PyTree]) -> Mixed:
        """Returns the state with pre-trained critics of the objective and of every measure."""
        return Mixed(self.goals.with_critics(state.goals, load), load(self.critics))

    def probe(self, state: Mixed, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        return Query(theta[None], offered=1, wants_transitions=True)

    def follow(self, state: Mixed, theta: Float[Array, " n"]) -> Mixed:
        return Mixed(state.goals, self.critics.follow(state.measures, theta))

    def observe(self, state: Mixed, query: Query, evaluation: Evaluation) -> Mixed:
        """Learns from episodes whose goals are the measures that they reached."""
        aimed = self.goals.observe(state.goals, query, evaluation)
        return Mixed(aimed, self._learnt(state.measures, query, evaluation))

    def observe_goals(
        self, state: Mixed, query: Query, evaluation: Evaluation, goals: Float[Array, "b k"]
    ) -> Mixed:
        """Learns from episodes with these goals (see `ConditionedTD3.observe_goals`).

        From then on, the measures' critics judge a random solution of the batch.
        """
        aimed = self.goals.observe_goals(state.goals, query, evaluation, goals)
        key, use = draws.split(state.measures.key)
        judged = query.x[draws.below(use, 1, jnp.int32(len(query.x)))[0]]
        learnt = eqx.tree_at(lambda s: s.key, state.measures, key)
        learnt = self.critics.follow(learnt, judged)
        return Mixed(aimed, self._learnt(learnt, query, evaluation))

    def _learnt(self, measures: Learnt, query: Query, evaluation: Evaluation) -> Learnt:
        """Trains the measures' critics, not the objective's."""
        assert evaluation.transitions is not None
        measures = self.critics.remember(measures, evaluation.transitions)
        updates = self.critics.updates * len(query.x)
        return self.critics.learn(measures, updates, 1, self.critics.rows)

    def jacobian(
        self, state: Mixed, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        objective = self.goals.jacobian(state.goals, query, evaluation)
        measures = self.critics.gradients(self._judges(state), state.measures, query.x[0])
        return jnp.concatenate([objective, measures])

    def climb_goals(
        self,
        state: Mixed,
        x: Float[Array, "b n"],
        goals: Float[Array, "b k"],
        key: Key[Array, ""],
        steps: int,
        rate: float,
    ) -> Float[Array, "b n"]:
        """Moves each solution up a mixture of its own by a number of steps of a new Adam."""
        weights_key, key = draws.split(key)
        drawn = self.spread * draws.normal(weights_key, (len(x), self.measures))
        weights = jnp.concatenate([jnp.ones((len(x), 1), dtype=jnp.float32), drawn], axis=1)
        judges = self._judges(state)
        each = jax.vmap(self.critics.learner.gradient, in_axes=(0, None, None))

        def slopes(x: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
            one, other = draws.split(key)
            objective = self.goals.slopes(state.goals, x, goals, one)
            seen = self.critics.seen(state.measures, other, self.critics.learner.batch)
            measures = jax.vmap(each, in_axes=(None, 0, None))(judges, x, seen)
            rows = jnp.concatenate([objective[:, None], measures], axis=1)
            lengths = jnp.linalg.norm(rows, axis=2, keepdims=True)
            return jnp.einsum("br,brn->bn", weights, rows / (lengths + 1e-8))

        return ascended(slopes, x, key, steps, rate)

    def actors(self, state: Mixed, goals: Float[Array, "b k"]) -> Float[Array, "b n"]:
        """Returns for each goal the solution that acts as the actor does for it."""
        return self.goals.actors(state.goals, goals)

    def similarity(
        self, measures: Float[Array, "b k"], goals: Float[Array, "b k"]
    ) -> Float[Array, " b"]:
        """Returns the similarity of measures and goals (see `ConditionedTD3.similarity`)."""
        return self.goals.similarity(measures, goals)

    def report(self, state: Mixed) -> dict[str, Float[Array, ""]]:
        """Returns the metrics of the critic that takes a goal."""
        return self.goals.report(state.goals)

    def _judges(self, state: Mixed) -> PyTree:
        """Returns the agents of the measures."""
        return jax.tree.map(lambda a: a[1:], state.measures.agents)
