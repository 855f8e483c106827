"""MAP-Elites with iso+line variation, on the robots.

References:
  Vassiliades & Mouret, "Discovering the elite hypervolume" (2018), arXiv:1804.03906.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative
from ramify.recipes.start_settings import WalkerSearchSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MAPElitesRecipe(WalkerSearchSettings):
    """MAP-Elites on robots. A child is a random elite plus noise and a step toward another elite."""

    name: ClassVar[str] = "map-elites"

    batch: Count = 100
    """Number of children per iteration."""
    iso: NotNegative = 0.005
    """Standard deviation of the noise, in parameters."""
    line: NotNegative = 0.05
    """Standard deviation of the step toward another elite, relative to their distance. 0 leaves only
    Gaussian noise."""
    first: NotNegative = 0.1
    """Standard deviation of the first children around the start, in parameters."""

    def build(self) -> "Experiment":
        from ramify.emitters.iso_line import IsoLine
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = IsoLine(self.batch, self.iso, self.line, self.first)
        return walking(self, task, emitter, self.start)
