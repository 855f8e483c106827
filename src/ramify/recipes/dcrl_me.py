"""DCRL-MAP-Elites on the robots.

References:
  Faldor, Chalumeau, Flageat & Cully (2024), arXiv:2401.08632. The critic learns with the settings of
  `settings.TD3Settings`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.pga_me import VariationSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractTask
    from ramify.emitters.dcrl_me import GoalCritic
    from ramify.gradients.conditioned_td3 import ConditionedTD3
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class DCRLMERecipe(VariationSettings):
    """DCRL-MAP-Elites on robots. A critic and an actor take the wanted measures as a goal: a quarter of
    the children follow the critic's gradient, and a quarter are the actor for one goal each."""

    name: ClassVar[str] = "dcrl-me"

    batch: Count = 100
    """Number of children per iteration: half by iso+line variation, a quarter by policy gradient, a
    quarter are the actor."""
    length_scale: Positive = 0.1
    """Distance from the goal at which a reward counts 1/e = 37%. Each measure's range has length 2."""
    reward_offset: NotNegative = 0.0
    """Added to the reward of each step, for the critic. Rewards that are still negative count as 0."""

    def build(self) -> "Experiment":
        from ramify.emitters.dcrl_me import DCRLME
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = DCRLME(self.goal_critic(task), **self.breeding())
        return walking(self, task, emitter, self.critics, critics=self.critics)

    def goal_critic(self, task: "AbstractTask") -> "GoalCritic":
        """Returns the critic that takes goals."""
        return self.conditioned(task)

    def conditioned(self, task: "AbstractTask") -> "ConditionedTD3":
        """Returns the critic of the objective that takes a goal."""
        from ramify.gradients.conditioned_td3 import ConditionedTD3

        return ConditionedTD3(
            self.critic(task),
            *self._bounds(len(task.measures)),
            length_scale=self.length_scale,
            reward_offset=self.reward_offset,
        )
