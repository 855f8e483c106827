"""QDPG: half of the children climb a critic of the objective, half climb a critic of state novelty.

References:
  Pierrot et al., "Diversity policy gradient for sample efficient quality-diversity optimization" (2022),
  arXiv:2006.08505v3. Its first version is QD-RL: Cideron et al. (2020), arXiv:2006.08505.
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
)
from ramify.emitters.iso_line import scattered
from ramify.emitters.pga_me import Assisted, Climber


@runtime_checkable
class Explorer(Climber, Protocol):
    """Learning critics of the objective and of novelty, such as `ramify.StateNovelty`."""

    def explore(
        self, state: PyTree, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]: ...
    def explorer(self, state: PyTree) -> Float[Array, " n"]: ...


class QDPG(AbstractEmitter[Assisted]):
    """Quality-diversity policy gradient.

    Parents are random elites. Half of the children, rounded down, climb the objective's critic, and the
    other half climb the critic of novelty.

    Unlike the paper: the last child of each half is the actor of its critic, as in PGA-MAP-Elites, so
    that the critics see episodes of their own actors.

    Attributes:
      critics: critics of the objective and of novelty, which learn from all episodes.
      batch: number of children per iteration.
      steps: number of steps of Adam up a critic.
      rate: learning rate of Adam up a critic.
      first: standard deviation of the first batch around theta.

    Raises:
      ValueError: a setting is out of range, or the critics have no critic of novelty.
    """

    critics: Explorer
    batch: int = eqx.field(
        static=True, default=100, converter=partial(whole_number, "batch", at_least=4)
    )
    steps: int = eqx.field(
        static=True, default=10, converter=partial(whole_number, "steps", at_least=1)
    )
    rate: float = eqx.field(static=True, default=1e-3, converter=partial(number, "rate", above=0.0))
    first: float = eqx.field(
        static=True, default=0.1, converter=partial(number, "first", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if not isinstance(self.critics, Explorer):
            raise ValueError(
                f"{type(self.critics).__name__} has no critic of novelty: give "
                "ramify.StateNovelty(ramify.TD3(...))."
            )

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Assisted:
        key, draw, critics_key = jax.random.split(key, 3)
        theta = to_jax("theta", theta)
        x = scattered(theta, draw, self.batch, self.first)
        query = self._query(x, no_parents(self.batch))
        return Assisted(theta, query, self.critics.init(theta, critics_key), key)

    def tell(
        self, state: Assisted, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Assisted:
        learnt = self.critics.observe(state.gradient, state.query, evaluation)
        key, parents_key, climb_key, explore_key = jax.random.split(state.key, 4)
        climbing = self.batch // 2 - 1
        elites = sample(parents_key, self.batch - 2, state.theta)
        parents = elites.solution
        better = self.critics.climb(learnt, parents[:climbing], climb_key, self.steps, self.rate)
        other = self.critics.explore(learnt, parents[climbing:], explore_key, self.steps, self.rate)
        actors = self.critics.actor(learnt)[None], self.critics.explorer(learnt)[None]
        x = jnp.concatenate([better, actors[0], other, actors[1]])
        slots, none = elites.slot, no_parents(1)
        slots = jnp.concatenate([slots[:climbing], none, slots[climbing:], none])
        return Assisted(state.theta, self._query(x, slots), learnt, key)

    def gradient_state(self, state: Assisted) -> tuple[AbstractGradient, PyTree] | None:
        if not isinstance(self.critics, AbstractGradient):
            return None
        return self.critics, state.gradient

    def report(self, state: Assisted) -> dict[str, Float[Array, ""]]:
        return self.critics.report(state.gradient)

    def _query(self, x: Float[Array, "b n"], parents: Int[Array, " b"]) -> Query:
        return Query(x, offered=self.batch, wants_transitions=True, parents=parents)
