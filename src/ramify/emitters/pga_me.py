"""PGA-MAP-Elites: half of the children come from variation, half climb a critic.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021).
"""

from functools import partial

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, whole_number
from ramify.core import Sampler, no_parents
from ramify.emitters.assisted import AbstractAssisted, Climber
from ramify.emitters.iso_line import varied


class PGAME(AbstractAssisted):
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

    def children(
        self, theta: Float[Array, " n"], learnt: PyTree, sample: Sampler, keys: Key[Array, "3"]
    ) -> tuple[Float[Array, "b n"], Int[Array, " b"]]:
        climbing = self.batch // 2 - 1
        varying = self.batch - climbing - 1
        children, varied_from = varied(sample, theta, keys[0], varying, self.iso, self.line)
        elites = sample(keys[1], climbing, theta)
        climbed = self.critic.climb(learnt, elites.solution, keys[2], self.steps, self.rate)
        x = jnp.concatenate([children, climbed, self.critic.actor(learnt)[None]])
        return x, jnp.concatenate([varied_from, elites.slot, no_parents(1)])
