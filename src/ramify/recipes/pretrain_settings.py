"""The settings of pre-training."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ramify.checks.limits import Count, NotNegative, Whole
from ramify.recipes.settings import MeasureCriticSettings, TD3Settings, WalkerSettings

if TYPE_CHECKING:
    from ramify.gradients.td3 import TD3
    from ramify.tasks.locomotion import Locomotion


@dataclass(frozen=True)
class PretrainSettings(MeasureCriticSettings, TD3Settings, WalkerSettings):
    """Train the objective's actor by TD3; then, on the same episodes, the measures' agents."""

    episodes: Count = 6400
    """How many."""
    steps: Count = 250
    """The most an episode has. Short ones begin anew often, and show more."""
    together: Count | None = None
    """Episodes walked side by side; the actor learns between. By default 64, or a tenth of few."""
    random: Whole | None = None
    """Of all episodes, the first so many walk by random networks, one each, to show variety. By default
    192, or a quarter of few."""
    exploration: NotNegative = 0.4
    """Spread of the noise on the actions: from 0 for the first of those side by side to this. Of one
    alone, this."""
    updates: Whole = 1000
    """Of the objective's agent, after each so many episodes side by side."""
    measure_updates: Whole = 4000
    """Of the measures' agents, at the end."""
    buffer: Count = 500_000
    """Transitions remembered."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.together is not None and self.together > self.episodes:
            yield (
                f"--together {self.together} walks more episodes side by side than there are, "
                f"--episodes {self.episodes}: give fewer of the first or more of the second."
            )

    @property
    def side_by_side(self) -> int:
        """Episodes that are simulated together."""
        if self.together is not None:
            return self.together
        return min(64, max(1, self.episodes // 10))

    @property
    def random_networks(self) -> int:
        """Episodes, the first, of random networks."""
        return min(192, self.episodes // 4) if self.random is None else self.random

    def source(self, task: "Locomotion") -> "TD3":
        """The agents that are trained: the objective's and every measure's."""
        from ramify.gradients.td3 import TD3

        rows = 1 + len(task.measures)
        return TD3(self.learner(task), rows=rows, capacity=self.buffer, actors=self.actors(rows))
