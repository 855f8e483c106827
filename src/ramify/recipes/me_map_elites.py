"""Multi-emitter MAP-Elites on the robots.

References:
  Cully, "Multi-emitter MAP-Elites" (2021), arXiv:2007.05352.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MEMAPElitesRecipe(WalkerSearchSettings):
    """Multi-emitter MAP-Elites on robots. A bandit chooses among three kinds of CMA-ME and iso+line."""

    name: ClassVar[str] = "me-map-elites"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # for runs older than the setting

    batch: Count = 25
    """Number of samples per emitter and iteration."""
    copies: Count = 3
    """Number of emitters of each of the four kinds."""
    active: Count = 4
    """Number of emitters that are used in an iteration."""
    zeta: NotNegative = 0.05
    """Exploration of the bandit. Higher values favor emitters that were used less."""
    sigma: Positive | None = None
    """Step size of CMA-ES at the start and after a restart, in parameters. Default: 0.02 for networks,
    0.1 for gaits."""
    iso: NotNegative = 0.005
    """Standard deviation of the iso+line noise, in parameters."""
    line: NotNegative = 0.05
    """Standard deviation of the step toward another elite, relative to their distance."""
    form: Literal["paper", "published", "old"] = "paper"
    """Learning rates of sep-CMA-ES. paper: from its paper. published: from the published
    quality-diversity code and pyribs. old: from ramify before this setting existed, to resume older
    runs."""

    def build(self) -> "Experiment":
        from ramify.core import AbstractEmitter
        from ramify.emitters.bandit import Bandit
        from ramify.emitters.cma_me import CMAME
        from ramify.emitters.iso_line import IsoLine
        from ramify.optim.sep_cma_es import SepCMAES
        from ramify.recipes.start import walking

        gait = self.controller != "mlp"
        sigma = self.sigma if self.sigma is not None else (0.1 if gait else 0.02)
        task, es = self.problem(), SepCMAES(self.batch, sigma, self.form)
        ranges = (1.0,) * len(task.measures)
        kinds: tuple[AbstractEmitter, ...] = (
            CMAME(es, "mu", "basic", "objective"),
            CMAME(es, "mu", "no_improvement", "random_direction", ranges),
            CMAME(es, "mu", "no_improvement", self.ranking),
            IsoLine(self.batch, self.iso, self.line),
        )
        return walking(self, task, Bandit(kinds * self.copies, self.active, self.zeta), self.start)
