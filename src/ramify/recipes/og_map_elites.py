"""OG-MAP-Elites with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative
from ramify.recipes.benchmark import BenchmarkSettings, unscaled

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class OGMAPElitesRecipe(BenchmarkSettings):
    """OG-MAP-Elites on benchmark functions. A child is an elite plus noise. A grandchild is the
    child plus a gradient step."""

    name: ClassVar[str] = "og-map-elites"

    batch: Count = 18
    """Number of elites per iteration. Each has a child and a grandchild, which are evaluated."""
    sigma: NotNegative | None = None
    """Standard deviation of the noise, in parameters. Default: 0.5; 0.1 for the arm."""
    eta: NotNegative | None = None
    """Step size along the objective's gradient. Default: the paper's, 0.5 and 100 for the arm, for the
    gradient of the unscaled objective."""
    first: NotNegative = 1.0
    """Standard deviation of the first children around 0, in parameters."""

    def build(self) -> "Experiment":
        from ramify.emitters.og_map_elites import OGMAPElites
        from ramify.gradients.autodiff import Autodiff

        arm = self.task == "arm"
        sigma = self.sigma if self.sigma is not None else (0.1 if arm else 0.5)
        eta = self.eta
        if eta is None:
            eta = (100.0 if arm else 0.5) * unscaled(self.task, self.dim)
        return self.experiment(OGMAPElites(Autodiff(), self.batch, sigma, eta, self.first))
