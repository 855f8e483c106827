"""CMA-MEGA(ES): gradients estimated from mirrored, rank-normalized samples.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis (2022), arXiv:2202.03666.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, Positive
from ramify.recipes.iso_line_settings import IsoLineSettings
from ramify.recipes.settings import CMAMEGASettings, several
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMEGAESRecipe(IsoLineSettings, CMAMEGASettings, WalkerSearchSettings):
    """CMA-MEGA on robots, with gradients estimated by evolution strategies. Needs no derivatives."""

    name: ClassVar[str] = "cma-mega-es"

    emitters: Count = 1
    """Number of emitters that share the archive."""
    samples: Count = 48
    """Number of samples per gradient estimate. It is even, unless --no-mirrored is given."""
    sigma_e: Positive | None = None
    """Standard deviation of the samples, in parameters. Default: 0.01 for networks, 0.1 for gaits."""
    mirrored: bool = True
    """Draw the samples in pairs, theta + e and theta - e."""
    ranked: bool = True
    """Replace objectives and measures of the samples by their ranks."""
    offer_samples: bool = True
    """Offer the samples to the archive, since they are evaluated anyway. The paper's code does not."""

    def build(self) -> "Experiment":
        from ramify.gradients.es import ES
        from ramify.recipes.start import walking

        sigma_e = self.spread if self.sigma_e is None else self.sigma_e
        task = self.problem()
        es = ES(self.samples, sigma_e, self.mirrored, self.ranked, self.offer_samples)
        emitter = several(
            self.cma_mega(es, len(task.measures), ranking=self.ranking), self.emitters
        )
        return walking(self, task, self.beside(emitter), self.start)
