"""DCRL-MEGA on the robots: DCRL-MAP-Elites whose children also follow the measures' critics.

References:
  Faldor, Chalumeau, Flageat & Cully (2024), arXiv:2401.08632. The mixtures of gradients are those of
  OMG-MEGA: Fontaine & Nikolaidis (2021), arXiv:2106.03894. Together they are ramify's own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import NotNegative
from ramify.recipes.dcrl_me import DCRLMERecipe

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractTask
    from ramify.emitters.dcrl_me import GoalCritic


@dataclass(frozen=True)
class DCRLMEGARecipe(DCRLMERecipe):
    """DCRL-MAP-Elites on robots, with a critic for every measure, too. A quarter of the children follow
    random mixtures of all critics' gradients, and a quarter are the actor for one goal each."""

    name: ClassVar[str] = "dcrl-mega"

    climb_rate: NotNegative = 1.5e-3
    """Learning rate of the policy gradient steps (Adam)."""
    spread: NotNegative = 0.5
    """Standard deviation of the weights of the measures' gradients. The objective's gradient has weight
    1. With 0, the children follow the same gradients as those of dcrl-me."""

    def goal_critic(self, task: "AbstractTask") -> "GoalCritic":
        from dataclasses import replace

        from ramify.gradients.mixed_td3 import MixedTD3

        rows = 1 + len(task.measures)
        critics = replace(self.critic(task), rows=rows, actors=1)
        return MixedTD3(self.conditioned(task), critics, spread=self.spread)
