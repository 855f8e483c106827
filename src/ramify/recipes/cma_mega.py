"""CMA-MEGA with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
  Annealed: Fontaine & Nikolaidis (2023), arXiv:2205.10752.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from ramify.checks.limits import Count, Share
from ramify.recipes.benchmark import BenchmarkSettings
from ramify.recipes.settings import CMAMEGASettings, several

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMEGARecipe(CMAMEGASettings, BenchmarkSettings):
    """CMA-MEGA with exact gradients, on the linear projections and the planar arm."""

    name: ClassVar[str] = "cma-mega"

    batch: Count = 35
    """Branches an iteration."""
    emitters: Count = 1
    """Emitters that share the archive."""
    anneal: Share | None = None
    """CMA-MAEGA's learning rate, such as 0.01: a cell's threshold rises so slowly, from 0, towards what
    enters it. By default the best of each cell is its threshold."""

    @property
    def reach(self) -> float:
        usual = 0.05 if self.task == "arm" else 10.0
        return usual if self.sigma_g is None else self.sigma_g

    def build(self) -> "Experiment":
        from ramify.gradients.autodiff import Autodiff

        ranking: Literal["improvement", "annealed"]
        ranking = "improvement" if self.anneal is None else "annealed"
        emitter = self.cma_mega(Autodiff(), 2, ranking=ranking)
        return self.experiment(several(emitter, self.emitters), anneal=self.anneal)
