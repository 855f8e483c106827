"""OG-MAP-Elites with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative
from ramify.recipes.benchmark import BenchmarkSettings, unscaled

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class OGMAPElitesRecipe(BenchmarkSettings):
    """OG-MAP-Elites: random elites, each with a noisy child and a grandchild up the objective."""

    name: ClassVar[str] = "og-map-elites"

    batch: Count = 18
    """Elites an iteration, of two descendants each."""
    sigma: NotNegative | None = None
    """Spread of the noise; by default 0.5, and 0.1 for the arm."""
    eta: NotNegative | None = None
    """Step along the objective's gradient; by default the paper's: 0.5, and 100 for the arm, along the
    gradient before the objective is scaled."""
    first: NotNegative = 1.0
    """Spread of the first children round 0."""

    def build(self) -> "Experiment":
        from ramify.emitters.og_map_elites import OGMAPElites
        from ramify.gradients.autodiff import Autodiff

        arm = self.task == "arm"
        sigma = self.sigma if self.sigma is not None else (0.1 if arm else 0.5)
        eta = self.eta
        if eta is None:
            eta = (100.0 if arm else 0.5) * unscaled(self.task, self.dim)
        return self.experiment(OGMAPElites(Autodiff(), self.batch, sigma, eta, self.first))
