"""PGA-MAP-Elites on the robots.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021). The batch and its halves are those of
  Tjanaka et al. (2022). Critics learn with the settings of `settings.TD3Settings`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.checks.limits import Count, NotNegative, Whole
from ramify.recipes.settings import TD3Settings
from ramify.recipes.start_settings import ActorStartSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractTask
    from ramify.gradients.td3 import TD3
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class PolicyGradientSettings(TD3Settings, ActorStartSettings):
    """Settings of emitters whose children climb a critic."""

    first: NotNegative = 0.1
    """Standard deviation of the first children around the first network, in parameters."""
    climb: Count = 10
    """Number of policy gradient steps per child."""
    climb_rate: NotNegative = 1e-3
    """Learning rate of the policy gradient steps (Adam)."""
    updates: Whole = 3
    """Number of updates of the critics per evaluation."""

    def critic(self, task: "AbstractTask") -> "TD3":
        """Returns the critic of the objective."""
        from ramify.gradients.td3 import TD3

        return TD3(self.learner(task), rows=1, updates=self.updates, capacity=self.buffer)


@dataclass(frozen=True)
class VariationSettings(PolicyGradientSettings):
    """Settings of emitters with children from iso+line variation beside those that climb a critic."""

    batch: Count = 100
    """Number of children per iteration."""
    iso: NotNegative = 0.005
    """Standard deviation of the iso+line noise, in parameters."""
    line: NotNegative = 0.05
    """Standard deviation of the step toward another elite, relative to their distance."""

    def breeding(self) -> dict[str, Any]:
        """Returns the arguments of the emitter that say how it makes children."""
        climbing = {"steps": self.climb, "rate": self.climb_rate, "first": self.first}
        return {"batch": self.batch, "iso": self.iso, "line": self.line} | climbing


@dataclass(frozen=True)
class PGAMERecipe(VariationSettings):
    """PGA-MAP-Elites on robots. Half of the children follow a TD3 critic's gradient of the objective."""

    name: ClassVar[str] = "pga-me"

    batch: Count = 100
    """Number of children per iteration: half by iso+line variation, half by policy gradient."""

    def build(self) -> "Experiment":
        from ramify.emitters.pga_me import PGAME
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = PGAME(self.critic(task), **self.breeding())
        return walking(self, task, emitter, self.critics, critics=self.critics)
