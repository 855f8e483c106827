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

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMEGARecipe(CMAMEGASettings, BenchmarkSettings):
    """CMA-MEGA on benchmark functions, with exact gradients."""

    name: ClassVar[str] = "cma-mega"

    batch: Count = 35
    """Number of branches per iteration."""
    emitters: Count = 1
    """Number of emitters that share the archive."""
    anneal: Share | None = None
    """Learning rate of the cells' thresholds, as in CMA-MAEGA; 0.01 is usual. Thresholds start at 0.
    Each accepted solution moves its cell's threshold toward its objective by this share. Default: no
    annealing, the threshold is the best objective in the cell."""

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
