"""QDPG on the robots.

References:
  Pierrot et al., "Diversity policy gradient for sample efficient quality-diversity optimization" (2022),
  arXiv:2006.08505v3. Critics learn with the settings of `settings.TD3Settings`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count
from ramify.recipes.novelty_settings import NoveltySettings
from ramify.recipes.pga_me import PolicyGradientSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class QDPGRecipe(NoveltySettings, PolicyGradientSettings):
    """QDPG on robots. Half of the children follow a TD3 critic's gradient of the objective, the other
    half that of state novelty."""

    name: ClassVar[str] = "qdpg"

    batch: Count = 100
    """Number of children per iteration: half climb the objective's critic, half that of novelty."""

    def build(self) -> "Experiment":
        from ramify.emitters.qdpg import QDPG
        from ramify.recipes.start import walking

        task = self.problem()
        critic = self.critic(task)
        source = self.state_novelty_of(critic, "actor")
        emitter = QDPG(
            source, batch=self.batch, steps=self.climb, rate=self.climb_rate, first=self.first
        )
        return walking(self, task, emitter, self.critics, critics=self.critics)
