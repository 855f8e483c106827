"""PGA-MAP-Elites on the walking robots.

References:
  Nilsson & Cully, "Policy gradient assisted MAP-Elites" (2021). The batch and its halves are those of
  Tjanaka et al. (2022); critics learn as everywhere here (settings.TD3Settings).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative, Whole
from ramify.recipes.settings import TD3Settings, WalkerArchiveSettings

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.gradients.td3 import TD3
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QDState
    from ramify.tasks.locomotion import Locomotion


@dataclass(frozen=True)
class PGAMERecipe(TD3Settings, WalkerArchiveSettings):
    """MAP-Elites, half of whose children climb a TD3 critic of the objective."""

    name: ClassVar[str] = "pga-me"

    critics: str | None = None
    """Folder that `ramify pretrain td3` wrote: start from its critics, actor and buffer."""
    batch: Count = 100
    """Children an iteration, half by variation, half by policy gradient."""
    iso: NotNegative = 0.005
    """Spread of the variation's noise, in parameters."""
    line: NotNegative = 0.05
    """Spread of the step towards another elite."""
    first: NotNegative = 0.1
    """Spread of the first children round the first network."""
    climb: Count = 10
    """Steps of policy gradient, for each child."""
    climb_rate: NotNegative = 1e-3
    """Learning rate of those steps (Adam)."""
    updates: Whole = 3
    """Updates of the critics, for each evaluation."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.critics is not None and self.output_scale != 1.0:
            yield "--output-scale is of a random start, and --critics gives another: leave it out."

    def build(self) -> "Experiment":
        from ramify.emitters.pga_me import PGAME
        from ramify.gradients.td3 import TD3
        from ramify.recipes.start import walking

        task = self.problem()
        critic = TD3(self.learner(task), rows=1, updates=self.updates, capacity=self.buffer)
        emitter = PGAME(
            critic,
            batch=self.batch,
            iso=self.iso,
            line=self.line,
            steps=self.climb,
            rate=self.climb_rate,
            first=self.first,
        )

        learnt = partial(self._learnt, task, critic)
        return walking(self, task, emitter, self.critics, critics=self.critics, learnt=learnt)

    def _learnt(self, task: "Locomotion", critic: "TD3", state: "QDState") -> "QDState":
        import equinox as eqx

        from ramify.recipes.pretrain_files import load_critics

        assert self.critics is not None
        found = load_critics(self.critics, critic, task, self.seed)
        return eqx.tree_at(lambda s: s.emitter.gradient, state, found)
