"""DCRL-MAP-Elites: a critic and an actor that take the wanted measures as a goal make half the children.

References:
  Faldor, Chalumeau, Flageat & Cully, "Synergizing quality-diversity with descriptor-conditioned
  reinforcement learning" (2024), arXiv:2401.08632.
"""

from functools import partial
from typing import Protocol, runtime_checkable

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, to_jax, whole_number
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
from ramify.emitters.iso_line import scattered, varied
from ramify.numerics import draws


@runtime_checkable
class GoalCritic(Protocol):
    """A critic and an actor that learn to reach goals, such as `ramify.ConditionedTD3`."""

    @property
    def measures(self) -> int: ...
    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> PyTree: ...
    def observe_goals(
        self, state: PyTree, query: Query, evaluation: Evaluation, goals: Float[Array, "b k"]
    ) -> PyTree: ...
    def climb_goals(
        self,
        state: PyTree,
        x: Float[Array, "b n"],
        goals: Float[Array, "b k"],
        key: Key[Array, ""],
        steps: int,
        rate: float,
    ) -> Float[Array, "b n"]: ...
    def actors(self, state: PyTree, goals: Float[Array, "b k"]) -> Float[Array, "b n"]: ...
    def similarity(
        self, measures: Float[Array, "b k"], goals: Float[Array, "b k"]
    ) -> Float[Array, " b"]: ...
    def report(self, state: PyTree) -> dict[str, Float[Array, ""]]: ...


@record
class Aiming:
    """The children that wait for an evaluation, their goals, the critic, and the key of the next ones.

    Attributes:
      theta: the parent while the archive is empty.
      goals: the measures that each child should have; NaN for a child without a goal.
      similarity: mean similarity of the goals and the measures of the last injected actors; 0 before.
    """

    theta: Float[Array, " n"]
    query: Query
    goals: Float[Array, "b k"]
    gradient: PyTree
    similarity: Float[Array, ""]
    key: Key[Array, ""]


class DCRLME(AbstractEmitter[Aiming]):
    """DCRL-MAP-Elites.

    A quarter of the children, rounded down, climb the critic, each with its parent's measures as the
    goal. As many are the actor, each for the measures of a random elite. The rest come from iso+line
    variation.

    The critic learns from all episodes. The goal of an episode is the goal of its child. Children from
    variation have no goal: the measures that they reached are taken as their goals.

    Unlike the paper: the first batch is drawn around theta, as in `PGAME`.

    Attributes:
      critic: a critic and an actor that take a goal.
      batch: number of children per iteration. Two quarters of it are rounded down.
      iso: standard deviation of the noise on each parameter, as in `IsoLine`.
      line: standard deviation of the step toward the second parent, as in `IsoLine`.
      steps: number of steps of Adam up the critic.
      rate: learning rate of Adam up the critic.
      first: standard deviation of the first batch around theta.

    Raises:
      ValueError: a setting is out of range, or the critic takes no goals.
    """

    critic: GoalCritic
    batch: int = eqx.field(
        static=True, default=256, converter=partial(whole_number, "batch", at_least=4)
    )
    iso: float = eqx.field(
        static=True, default=0.005, converter=partial(number, "iso", at_least=0.0)
    )
    line: float = eqx.field(
        static=True, default=0.05, converter=partial(number, "line", at_least=0.0)
    )
    steps: int = eqx.field(
        static=True, default=150, converter=partial(whole_number, "steps", at_least=1)
    )
    rate: float = eqx.field(static=True, default=5e-3, converter=partial(number, "rate", above=0.0))
    first: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "first", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if not isinstance(self.critic, GoalCritic):
            raise ValueError(
                f"{type(self.critic).__name__} takes no goals: give "
                "ramify.ConditionedTD3(ramify.TD3(...), lower, upper)."
            )
        if self.iso == 0.0 and self.line == 0.0:
            raise ValueError(
                "iso and line are both 0, so every child would equal its parent: make one larger."
            )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Aiming:
        key, draw, critic_key = draws.split(key, 3)
        theta = to_jax("theta", theta)
        query = self._query(scattered(theta, draw, self.batch, self.first), no_parents(self.batch))
        critic, nothing = self.critic.init(theta, critic_key), jnp.zeros((), dtype=jnp.float32)
        return Aiming(theta, query, self._no_goals(self.batch), critic, nothing, key)

    def tell(self, state: Aiming, evaluation: Evaluation, added: Added, sample: Sampler) -> Aiming:
        learnt = self.critic.observe_goals(state.gradient, state.query, evaluation, state.goals)
        key, vary_key, elites_key, climb_key = draws.split(state.key, 4)
        part = self.batch // 4
        varying = self.batch - 2 * part
        children, varied_from = varied(sample, state.theta, vary_key, varying, self.iso, self.line)
        elites = sample(elites_key, 2 * part, jnp.full_like(state.theta, jnp.nan))
        none = jnp.isnan(elites.solution[:, :1])  # the archive is empty
        parents = jnp.where(none, state.theta, elites.solution)[:part]
        own, wanted = elites.measures[:part], elites.measures[part:]
        climbed = self.critic.climb_goals(learnt, parents, own, climb_key, self.steps, self.rate)
        injected = self.critic.actors(learnt, wanted)
        slots = jnp.concatenate([varied_from, elites.slot[:part], no_parents(part)])
        query = self._query(jnp.concatenate([children, climbed, injected]), slots)
        goals = jnp.where(none, jnp.nan, elites.measures)
        goals = jnp.concatenate([self._no_goals(varying), goals])
        similarity = self._reached(state, evaluation, part)
        return Aiming(state.theta, query, goals, learnt, similarity, key)

    def gradient_state(self, state: Aiming) -> tuple[AbstractGradient, PyTree] | None:
        if not isinstance(self.critic, AbstractGradient):
            return None
        return self.critic, state.gradient

    def report(self, state: Aiming) -> dict[str, Float[Array, ""]]:
        """Returns the critic's metrics, and how closely the injected actors reached their goals."""
        return self.critic.report(state.gradient) | {"goal_similarity": state.similarity}

    def _reached(self, state: Aiming, evaluation: Evaluation, part: int) -> Float[Array, ""]:
        """Returns the mean similarity of the injected actors; 0 for the first batch, which has none."""
        goals, measures = state.goals[-part:], evaluation.measures[-part:]
        similar = jnp.mean(self.critic.similarity(measures, goals))
        return jnp.where(jnp.any(jnp.isnan(goals)), 0.0, similar)

    def _no_goals(self, rows: int) -> Float[Array, "rows k"]:
        return jnp.full((rows, self.critic.measures), jnp.nan, dtype=jnp.float32)

    def _query(self, x: Float[Array, "b n"], parents: Int[Array, " b"]) -> Query:
        return Query(x, offered=self.batch, wants_transitions=True, parents=parents)
