"""QDPG: half of the children climb a critic of the objective, half climb a critic of state novelty.

References:
  Pierrot et al., "Diversity policy gradient for sample efficient quality-diversity optimization" (2022),
  arXiv:2006.08505v3. Its first version is QD-RL: Cideron et al. (2020), arXiv:2006.08505.
"""

from functools import partial
from typing import Protocol, runtime_checkable

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, whole_number
from ramify.core import Sampler, no_parents
from ramify.emitters.assisted import AbstractAssisted, Climber


@runtime_checkable
class Explorer(Climber, Protocol):
    """Learning critics of the objective and of novelty, such as `ramify.StateNovelty`."""

    def explore(
        self, state: PyTree, x: Float[Array, "b n"], key: Key[Array, ""], steps: int, rate: float
    ) -> Float[Array, "b n"]: ...
    def explorer(self, state: PyTree) -> Float[Array, " n"]: ...


class QDPG(AbstractAssisted):
    """Quality-diversity policy gradient.

    Parents are random elites. Half of the children, rounded down, climb the objective's critic, and the
    other half climb the critic of novelty.

    Unlike the paper: the last child of each half is the actor of its critic, as in PGA-MAP-Elites, so
    that the critics see episodes of their own actors.

    Attributes:
      critic: critics of the objective and of novelty, which learn from all episodes.
      batch: number of children per iteration.
      steps: number of steps of Adam up a critic.
      rate: learning rate of Adam up a critic.
      first: standard deviation of the first batch around theta.

    Raises:
      ValueError: a setting is out of range, or the critics have no critic of novelty.
    """

    critic: Explorer
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
        if not isinstance(self.critic, Explorer):
            raise ValueError(
                f"{type(self.critic).__name__} has no critic of novelty: give "
                "ramify.StateNovelty(ramify.TD3(...))."
            )

    def children(
        self, theta: Float[Array, " n"], learnt: PyTree, sample: Sampler, keys: Key[Array, "3"]
    ) -> tuple[Float[Array, "b n"], Int[Array, " b"]]:
        critics, climbing = self.critic, self.batch // 2 - 1
        elites = sample(keys[0], self.batch - 2, theta)
        parents, slots = elites.solution, elites.slot
        better = critics.climb(learnt, parents[:climbing], keys[1], self.steps, self.rate)
        other = critics.explore(learnt, parents[climbing:], keys[2], self.steps, self.rate)
        actor, explorer = critics.actor(learnt)[None], critics.explorer(learnt)[None]
        x = jnp.concatenate([better, actor, other, explorer])
        none = no_parents(1)
        return x, jnp.concatenate([slots[:climbing], none, slots[climbing:], none])
