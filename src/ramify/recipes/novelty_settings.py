"""Settings of the critic of state novelty."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ramify.checks.limits import Count
from ramify.recipes.settings import Settings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.gradients.state_novelty import StateNovelty
    from ramify.gradients.td3 import TD3


@dataclass(frozen=True)
class NoveltySettings(Settings):
    """How the novelty of a state is computed."""

    visited: Count = 2000
    """Number of visited states that a state is compared with: a uniform sample of all states so far."""
    neighbours: Count = 10
    """Number of nearest visited states that novelty is averaged over."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.neighbours > self.visited:
            yield (
                f"--neighbours {self.neighbours} is more than --visited {self.visited}: give fewer "
                "neighbours."
            )

    def state_novelty_of(self, critics: "TD3", judge: Literal["actor", "theta"]) -> "StateNovelty":
        """Returns these critics with one more for state novelty."""
        from ramify.gradients.state_novelty import StateNovelty

        return StateNovelty(critics, kept=self.visited, neighbours=self.neighbours, judge=judge)
