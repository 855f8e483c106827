"""OMG-MEGA with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative, Positive
from ramify.recipes.benchmark import BenchmarkSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class OMGMEGARecipe(BenchmarkSettings):
    """OMG-MEGA on benchmark functions. A child is an elite plus its gradients with random weights."""

    name: ClassVar[str] = "omg-mega"

    batch: Count = 18
    """Number of elites per iteration. Each is evaluated again and has one child."""
    sigma_g: Positive | None = None
    """Standard deviation of the coefficients. Default: 10; 1 for the arm."""
    first: NotNegative = 1.0
    """Standard deviation of the first parents around 0, in parameters."""

    def build(self) -> "Experiment":
        from ramify.emitters.omg_mega import OMGMEGA
        from ramify.gradients.autodiff import Autodiff

        sigma_g = (
            self.sigma_g if self.sigma_g is not None else (1.0 if self.task == "arm" else 10.0)
        )
        return self.experiment(OMGMEGA(Autodiff(), self.batch, sigma_g, self.first))
