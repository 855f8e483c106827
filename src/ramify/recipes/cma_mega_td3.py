"""CMA-MEGA(TD3) and CMA-MEGA(TD3, ES): gradients from critics that learn from every rollout.

With `state_novelty`, there is one more critic, for the novelty of visited states.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis (2022), arXiv:2202.03666.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from ramify.checks.limits import Count, Positive, Whole
from ramify.recipes.iso_line_settings import IsoLineSettings
from ramify.recipes.novelty_settings import NoveltySettings
from ramify.recipes.settings import CMAMEGASettings, MeasureCriticSettings, TD3Settings
from ramify.recipes.start_settings import CriticsSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractGradient, AbstractTask
    from ramify.gradients.es import ES
    from ramify.gradients.td3 import TD3
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMEGACriticSettings(
    IsoLineSettings, NoveltySettings, TD3Settings, CMAMEGASettings, CriticsSettings
):
    """Settings that both recipes share. By itself it has one critic, the objective's."""

    batch: Count = 49
    """Number of branches per iteration."""
    objective_scale: Positive = 2.0
    """Length of the objective's normalized gradient. Each measure's gradient has length 1."""
    restart: Literal["no_improvement", "basic"] | Count = 10
    """When to restart from a random elite. no_improvement: when no branch entered the archive. basic:
    only when CMA-ES has converged. A number: after that number of iterations. CMA-ES's own stopping
    conditions always apply."""
    tournament: Count = 16
    """Number of random elites that are compared at a restart. The search restarts from the best."""
    start: Literal["random", "actor"] = "actor"
    """Start of the search after pre-training. random: a random network. actor: the best pre-trained
    actor."""
    updates: Whole = 2
    """Number of updates of every critic per evaluation."""
    states: Count = 1024
    """Number of states from the replay buffer that a gradient averages over."""
    greedy: bool = False
    """Evaluate the objective's actor in every iteration and offer it to the archive."""

    state_novelty: bool = False
    """Branch along one more gradient: that of a critic of state novelty, which leads to states that few
    episodes have visited."""

    def conflicts(self) -> Iterator[str]:
        yield from super().conflicts()
        usual = NoveltySettings()
        if not self.state_novelty and self.visited != usual.visited:
            yield "--visited has no effect without --state-novelty: give both, or leave it out."
        if not self.state_novelty and self.neighbours != usual.neighbours:
            yield "--neighbours has no effect without --state-novelty: give both, or leave it out."
        given = self.critics is not None or self.pretrain
        if given and self.start == "actor" and self.output_scale != 1.0:
            yield (
                "--critics and --pretrain replace the random network that --output-scale would scale: "
                "leave --output-scale out, or give --start random."
            )

    def build(self) -> "Experiment":
        from ramify.recipes.start import walking

        task = self.problem()
        source = self.source(task)
        emitter = self.cma_mega(
            self._gradient(self._critics(source)), len(task.measures), ranking=self.ranking
        )
        start = self.critics if self.start == "actor" else None
        return walking(self, task, self.beside(emitter), start, critics=self.critics)

    def source(self, task: "AbstractTask") -> "TD3":
        """Returns the critics."""
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
        """Returns how many agents train an actor, counted from the objective's."""
        return 1

    def _critics(self, source: "TD3") -> "AbstractGradient":
        return self.state_novelty_of(source, "theta") if self.state_novelty else source

    def _gradient(self, critics: "AbstractGradient") -> "AbstractGradient":
        return critics


@dataclass(frozen=True)
class CMAMEGATD3Recipe(MeasureCriticSettings, CMAMEGACriticSettings):
    """CMA-MEGA on robots, with all gradients from TD3 critics."""

    name: ClassVar[str] = "cma-mega-td3"

    sigma_g: Positive | None = 0.2
    """Standard deviation of the branching coefficients at the start and after a restart."""

    def _rows(self, k: int) -> int:
        return 1 + k


@dataclass(frozen=True)
class CMAMEGATD3ESRecipe(CMAMEGACriticSettings):
    """CMA-MEGA on robots, with the objective's gradient from a TD3 critic and the measures' gradients
    from an evolution strategy."""

    name: ClassVar[str] = "cma-mega-td3-es"

    batch: Count = 50
    """Number of branches per iteration."""
    samples: Count = 48
    """Number of samples per gradient estimate, in mirrored pairs; even."""
    sigma_e: Positive = 0.02
    """Standard deviation of the samples, in parameters."""
    offer_samples: bool = True
    """Offer the samples to the archive, since they are evaluated anyway. The paper's code does not."""
    greedy: bool = True
    """Evaluate the objective's actor in every iteration and offer it to the archive."""

    def estimators(self) -> "dict[str, AbstractGradient]":
        return {"es": self._strategy()}

    def _strategy(self) -> "ES":
        from ramify.gradients.es import ES

        return ES(self.samples, self.sigma_e, offer=self.offer_samples)

    def _gradient(self, critics: "AbstractGradient") -> "AbstractGradient":
        from ramify.gradients.per_row import PerRow

        return PerRow(critics, self._strategy())
