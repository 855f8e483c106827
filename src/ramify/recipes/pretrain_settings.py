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
    """Settings of pre-training by TD3."""

    episodes: Count = 6400
    """Number of episodes."""
    steps: Count = 250
    """Maximum length of an episode in control steps. With shorter episodes, the same number of steps has
    more starts and more exploration."""
    together: Count | None = None
    """Number of episodes simulated at the same time. The actor is updated after each such batch.
    Default: 64, or a tenth of --episodes if that is less."""
    random: Whole | None = None
    """Number of episodes at the beginning that use random networks, one network each, for variety.
    Default: 192, or a quarter of --episodes if that is less."""
    exploration: NotNegative = 0.4
    """Largest standard deviation of the noise on actions. In a batch of episodes it increases from 0 to
    this value; a single episode has this value."""
    updates: Whole = 1000
    """Number of updates of the objective's agent after each batch of episodes."""
    measure_updates: Whole = 4000
    """Number of updates of the measures' agents at the end."""
    buffer: Count = 500_000
    """Capacity of the replay buffer in transitions, one per control step."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.together is not None and self.together > self.episodes:
            yield (
                f"--together {self.together} is more than --episodes {self.episodes}: lower the "
                "first or raise the second."
            )

    @property
    def side_by_side(self) -> int:
        """Number of episodes that are simulated at the same time."""
        if self.together is not None:
            return self.together
        return min(64, max(1, self.episodes // 10))

    @property
    def random_networks(self) -> int:
        """Number of episodes with random networks, which come first."""
        return min(192, self.episodes // 4) if self.random is None else self.random

    def source(self, task: "Locomotion") -> "TD3":
        """Returns the agents that are trained: the objective's and every measure's."""
        from ramify.gradients.td3 import TD3

        rows = 1 + len(task.measures)
        return TD3(self.learner(task), rows=rows, capacity=self.buffer, actors=self.actors(rows))
