"""CMA-MEGA(TD3) and CMA-MEGA(TD3, ES): gradients from critics that learn from every rollout.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis (2022), arXiv:2202.03666.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, Positive, Whole
from ramify.recipes.settings import (
    CMAMEGASettings,
    MeasureCriticSettings,
    TD3Settings,
    WalkerArchiveSettings,
)

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.core import AbstractGradient
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.gradients.td3 import TD3, Learnt
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QDState
    from ramify.tasks.locomotion import Locomotion


@dataclass(frozen=True)
class CMAMEGACriticSettings(TD3Settings, CMAMEGASettings, WalkerArchiveSettings):
    """What both have in common. By itself a critic of the objective alone."""

    batch: Count = 49
    """Branches an iteration."""
    objective_scale: Positive = 2.0
    """Length of the objective's gradient, the measures' being 1."""
    restart: Literal["no_improvement", "basic"] | Count = 10
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged, or
    every so many iterations."""
    tournament: Count = 16
    """A restart begins at the best of so many random elites."""
    critics: str | None = None
    """Folder that `ramify pretrain td3` wrote: start from its critics, actors and buffer."""
    start: Literal["random", "actor"] = "actor"
    """Where theta starts, with --critics: at a random network or at the pre-trained actor's best."""
    updates: Whole = 2
    """Updates of every critic, for each evaluation."""
    states: Count = 1024
    """States a gradient averages over."""
    greedy: bool = False
    """Evaluate the objective's own actor in every iteration, and offer it to the archive."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        if self.critics is not None and self.start == "actor" and self.output_scale != 1.0:
            yield (
                "--output-scale is of a random start, and --critics gives another: leave it out, or "
                "give --start random."
            )

    def build(self) -> "Experiment":
        from ramify.recipes.start import walking

        task = self.problem()
        source = self.source(task)
        emitter = self.cma_mega(self._gradient(source), len(task.measures), ranking=self.ranking)
        start = self.critics if self.start == "actor" else None

        learnt = partial(self._learnt, task, source, emitter)
        return walking(self, task, emitter, start, critics=self.critics, learnt=learnt)

    def _learnt(
        self, task: "Locomotion", source: "TD3", emitter: "CMAMEGA", state: "QDState"
    ) -> "QDState":
        from ramify.recipes.pretrain_files import load_critics

        assert self.critics is not None
        found = load_critics(self.critics, source, task, self.seed)
        known = self._knowing(state.emitter.search.gradient, found)
        return replace(state, emitter=emitter.knowing(state.emitter, known))

    def source(self, task: "Locomotion") -> "TD3":
        """The critics."""
        from ramify.gradients.td3 import TD3

        rows = self._rows(len(task.measures))
        return TD3(
            self.learner(task),
            rows=rows,
            actors=self.actors(rows),
            updates=self.updates,
            capacity=self.buffer,
            states=self.states,
            greedy=self.greedy,
        )

    def _rows(self, k: int) -> int:
        return 1

    def actors(self, rows: int) -> int:
        """Agents that improve an actor of their own."""
        return 1

    def _gradient(self, critics: "TD3") -> "AbstractGradient":
        return critics

    def _knowing(self, gradient: Any, learnt: "Learnt") -> Any:
        return learnt


@dataclass(frozen=True)
class CMAMEGATD3Recipe(MeasureCriticSettings, CMAMEGACriticSettings):
    """CMA-MEGA whose every gradient, the objective's and the measures', comes from a TD3 critic."""

    name: ClassVar[str] = "cma-mega-td3"

    def _rows(self, k: int) -> int:
        return 1 + k


@dataclass(frozen=True)
class CMAMEGATD3ESRecipe(CMAMEGACriticSettings):
    """CMA-MEGA with the objective's gradient from a TD3 critic, the measures' from an evolution
    strategy."""

    name: ClassVar[str] = "cma-mega-td3-es"

    batch: Count = 50
    """Branches an iteration."""
    samples: Count = 48
    """Samples of a gradient estimate, in mirrored pairs."""
    sigma_e: Positive = 0.02
    """Spread of the samples, in parameters."""
    offer_samples: bool = True
    """Offer the samples to the archive too, since they are evaluated. The paper's code does not."""
    greedy: bool = True
    """Evaluate the objective's own actor in every iteration, and offer it to the archive."""

    def _gradient(self, critics: "TD3") -> "AbstractGradient":
        from ramify.gradients.es import ES
        from ramify.gradients.per_row import PerRow

        return PerRow(critics, ES(self.samples, self.sigma_e, offer=self.offer_samples))

    def _knowing(self, gradient: Any, learnt: "Learnt") -> Any:
        return replace(gradient, objective=learnt)
