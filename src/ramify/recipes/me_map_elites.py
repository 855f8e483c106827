"""Multi-emitter MAP-Elites on the walking robots.

References:
  Cully, "Multi-emitter MAP-Elites" (2021), arXiv:2007.05352.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.settings import WalkerSearchSettings

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MEMAPElitesRecipe(WalkerSearchSettings):
    """CMA-ME's three kinds of emitters and iso+line variation; a bandit chooses who works."""

    name: ClassVar[str] = "me-map-elites"
    before: ClassVar[dict[str, Any]] = {"form": "old"}  # settings of runs that do not name them

    batch: Count = 25
    """Samples of each emitter, an iteration."""
    copies: Count = 3
    """Emitters of each of the four kinds."""
    active: Count = 4
    """How many of them work at a time."""
    zeta: NotNegative = 0.05
    """How much the bandit favours those that have worked less."""
    sigma: Positive | None = None
    """Step size of CMA-ES at the start and after a restart; by default 0.02 for networks, 0.1 for
    gaits."""
    iso: NotNegative = 0.005
    """Spread of the variation's noise, in parameters."""
    line: NotNegative = 0.05
    """Spread of the step towards another elite."""
    form: Literal["paper", "published", "old"] = "paper"
    """Learning rates of sep-CMA-ES. paper: those of its paper. published: those of the published
    quality-diversity codes and pyribs. old: as ramify had them before there was a choice."""

    def build(self) -> "Experiment":
        from ramify.core import AbstractEmitter
        from ramify.emitters.bandit import Bandit
        from ramify.emitters.cma_me import CMAME
        from ramify.emitters.iso_line import IsoLine
        from ramify.optim.sep_cma_es import SepCMAES
        from ramify.recipes.start import walking

        gait = self.controller == "gait"
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
