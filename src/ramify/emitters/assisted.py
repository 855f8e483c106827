"""The base of PGA-MAP-Elites and QDPG. Children start at elites, and some of them climb a critic."""

import abc
from typing import Protocol, runtime_checkable

import equinox as eqx
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import to_jax
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
from ramify.emitters.iso_line import scattered
from ramify.numerics import draws


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


class AbstractAssisted(AbstractEmitter[Assisted]):
    """Evaluates and offers a batch of children, and lets a critic learn from their episodes.

    Attributes:
      critic: the critic that learns from all episodes.
      batch: number of children per iteration.
      first: standard deviation of the first batch around theta.
    """

    critic: eqx.AbstractVar[Climber]
    batch: eqx.AbstractVar[int]
    first: eqx.AbstractVar[float]

    @abc.abstractmethod
    def children(
        self, theta: Float[Array, " n"], learnt: PyTree, sample: Sampler, keys: Key[Array, "3"]
    ) -> tuple[Float[Array, "b n"], Int[Array, " b"]]:
        """Returns the next children, and the slot in the archive of each child's parent.

        Args:
          theta: the parent while the archive is empty.
          learnt: state of the critic.
        """

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Assisted:
        key, draw, critic_key = draws.split(key, 3)
        theta = to_jax("theta", theta)
        query = self._query(scattered(theta, draw, self.batch, self.first), no_parents(self.batch))
        return Assisted(theta, query, self.critic.init(theta, critic_key), key)

    def tell(
        self, state: Assisted, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Assisted:
        learnt = self.critic.observe(state.gradient, state.query, evaluation)
        keys = draws.split(state.key, 4)
        query = self._query(*self.children(state.theta, learnt, sample, keys[1:]))
        return Assisted(state.theta, query, learnt, keys[0])

    def gradient_state(self, state: Assisted) -> tuple[AbstractGradient, PyTree] | None:
        if not isinstance(self.critic, AbstractGradient):
            return None
        return self.critic, state.gradient

    def report(self, state: Assisted) -> dict[str, Float[Array, ""]]:
        return self.critic.report(state.gradient)

    def _query(self, x: Float[Array, "b n"], parents: Int[Array, " b"]) -> Query:
        return Query(x, offered=self.batch, wants_transitions=True, parents=parents)
