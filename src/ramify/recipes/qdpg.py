"""QDPG on the robots.

References:
  Pierrot et al., "Diversity policy gradient for sample efficient quality-diversity optimization" (2022),
  arXiv:2006.08505v3. Critics learn with the settings of `settings.TD3Settings`.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count
from ramify.recipes.novelty_settings import NoveltySettings
from ramify.recipes.pga_me import PolicyGradientSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.gradients.state_novelty import StateNovelty
    from ramify.gradients.td3 import TD3
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QDState
    from ramify.tasks.locomotion import Locomotion


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
        learnt = partial(self._learnt, task, critic, source)
        return walking(self, task, emitter, self.critics, critics=self.critics, learnt=learnt)

    def _learnt(
        self, task: "Locomotion", critic: "TD3", source: "StateNovelty", state: "QDState"
    ) -> "QDState":
        import equinox as eqx

        from ramify.recipes.pretrain_files import load_critics

        assert self.critics is not None
        found = load_critics(self.critics, critic, task, self.seed)
        known = source.adopt(state.emitter.gradient, found)
        return eqx.tree_at(lambda s: s.emitter.gradient, state, known)
