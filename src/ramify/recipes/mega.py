"""MEGA with exact gradients, on benchmark functions, and with estimated ones, on robots.

References:
  The tutorial "How to use and estimate gradient in MAP-Elites", part 1.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import AtLeastTwo, Count, NotNegative, Positive
from ramify.recipes.benchmark import BenchmarkSettings
from ramify.recipes.settings import Settings
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractGradient
    from ramify.emitters.mega import MEGA
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MEGASettings(Settings):
    """Settings of the MEGA emitter."""

    batch: AtLeastTwo = 18
    """Number of search points."""
    hold: Count = 10
    """Number of steps with the same coefficients. Then each search point continues at another elite,
    with other coefficients. 1: OMG-MEGA."""
    adapt: bool = False
    """Let CMA-ES learn the coefficients from what each search point found. Otherwise they are
    random."""

    def mega(
        self, gradient: "AbstractGradient", measures: int, *, sigma_g: float, first: float
    ) -> "MEGA":
        """Returns the emitter."""
        from ramify.emitters.mega import MEGA

        return MEGA(
            gradient,
            measures,
            batch=self.batch,
            hold=self.hold,
            sigma_g=sigma_g,
            adapt=self.adapt,
            first=first,
        )


@dataclass(frozen=True)
class MEGARecipe(MEGASettings, BenchmarkSettings):
    """MEGA on benchmark functions. Elites follow gradients with random weights for several steps."""

    name: ClassVar[str] = "mega"

    sigma_g: Positive | None = None
    """Standard deviation of the coefficients. Default: 10; 0.3 for the arm."""
    first: NotNegative = 1.0
    """Standard deviation of the first search points around 0, in parameters."""

    def build(self) -> "Experiment":
        from ramify.gradients.autodiff import Autodiff

        sigma_g = 0.3 if self.task == "arm" else 10.0
        sigma_g = sigma_g if self.sigma_g is None else self.sigma_g
        return self.experiment(self.mega(Autodiff(), 2, sigma_g=sigma_g, first=self.first))


@dataclass(frozen=True)
class MEGAESRecipe(MEGASettings, WalkerSearchSettings):
    """MEGA on robots, with gradients estimated by evolution strategies. Needs no derivatives."""

    name: ClassVar[str] = "mega-es"

    batch: AtLeastTwo = 4
    """Number of search points."""
    sigma_g: Positive = 0.1
    """Standard deviation of the coefficients, in parameters."""
    samples: AtLeastTwo = 48
    """Number of samples per gradient estimate, an even number: they are drawn in mirrored pairs."""
    sigma_e: Positive | None = None
    """Standard deviation of the samples, in parameters. Default: 0.01 for networks, 0.1 for gaits."""
    offer_samples: bool = True
    """Offer the samples to the archive, since they are evaluated anyway."""

    def build(self) -> "Experiment":
        from ramify.gradients.es import ES
        from ramify.recipes.start import walking

        sigma_e = self.spread if self.sigma_e is None else self.sigma_e
        task = self.problem()
        es = ES(self.samples, sigma_e, offer=self.offer_samples)
        emitter = self.mega(es, len(task.measures), sigma_g=self.sigma_g, first=0.0)
        return walking(self, task, emitter, self.start)
