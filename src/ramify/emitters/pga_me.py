"""PGA-MAP-Elites: half of the children come from variation, half climb a critic.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021).
"""

from functools import partial
from typing import Protocol, runtime_checkable

import equinox as eqx
import jax
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


@runtime_checkable
class Climber(Protocol):
    """A learning critic that can move solutions up its value, such as `ramify.TD3`."""

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> PyTree: ...
    def observe(self, state: PyTree, query: Query, evaluation: Evaluation) -> PyTree: ...
    def climb(
        self, state: PyTree, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]: ...
    def actor(self, state: PyTree) -> Float[Array, " n"]: ...
    def report(self, state: PyTree) -> dict[str, Float[Array, ""]]: ...


@record
class Assisted:
    """The children that wait for an evaluation, the critic, and the key of the next children."""

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    key: Key[Array, ""]


class PGAME(AbstractEmitter[Assisted]):
    """PGA-MAP-Elites.

    Attributes:
      critic: a critic that learns from all episodes.
      batch: number of children per iteration. Half of them, rounded down, come from policy gradients;
        the last of these is the critic's greedy actor.
      iso: standard deviation of the noise on each parameter, as in `IsoLine`.
      line: standard deviation of the step toward the second parent, as in `IsoLine`.
      steps: number of steps of Adam up the critic.
      rate: learning rate of Adam up the critic.
      first: standard deviation of the first batch around theta.

    Raises:
      ValueError: a setting is out of range.
    """

    critic: Climber
    batch: int = eqx.field(
        static=True, default=100, converter=partial(whole_number, "batch", at_least=4)
    )
    iso: float = eqx.field(
        static=True, default=0.005, converter=partial(number, "iso", at_least=0.0)
    )
    line: float = eqx.field(
        static=True, default=0.05, converter=partial(number, "line", at_least=0.0)
    )
    steps: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "steps", at_least=1)
    )
    rate: float = eqx.field(static=True, default=1e-3, converter=partial(number, "rate", above=0.0))
    first: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "first", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.iso == 0.0 and self.line == 0.0:
            raise ValueError(
                "iso and line are both 0, so every child would equal its parent: make one larger."
            )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Assisted:
        key, draw, critic_key = jax.random.split(key, 3)
        theta = to_jax("theta", theta)
        x = scattered(theta, draw, self.batch, self.first)
        query = self._query(x, no_parents(self.batch))
        return Assisted(theta, query, self.critic.init(theta, critic_key), key)

    def tell(
        self, state: Assisted, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Assisted:
        learnt = self.critic.observe(state.gradient, state.query, evaluation)
        key, vary_key, parents_key, climb_key = jax.random.split(state.key, 4)
        climbing = self.batch // 2 - 1
        varying = self.batch - climbing - 1
        children, varied_from = varied(sample, state.theta, vary_key, varying, self.iso, self.line)
        elites = sample(parents_key, climbing, state.theta)
        climbed = self.critic.climb(learnt, elites.solution, climb_key, self.steps, self.rate)
        actor = self.critic.actor(learnt)[None]
        x = jnp.concatenate([children, climbed, actor])
        parents = jnp.concatenate([varied_from, elites.slot, no_parents(1)])
        return Assisted(state.theta, self._query(x, parents), learnt, key)

    def gradient_state(self, state: Assisted) -> tuple[AbstractGradient, PyTree] | None:
        if not isinstance(self.critic, AbstractGradient):
            return None
        return self.critic, state.gradient

    def report(self, state: Assisted) -> dict[str, Float[Array, ""]]:
        return self.critic.report(state.gradient)

    def _query(self, x: Float[Array, "b n"], parents: Int[Array, " b"]) -> Query:
        return Query(x, offered=self.batch, wants_transitions=True, parents=parents)
