"""MAP-Elites with iso+line variation, on the walking robots.

References:
  Vassiliades & Mouret, "Discovering the elite hypervolume" (2018), arXiv:1804.03906.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import Count, NotNegative
from ramify.recipes.settings import WalkerSearchSettings

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class MAPElitesRecipe(WalkerSearchSettings):
    """MAP-Elites: children of random elites, by a little noise and a step towards another elite."""

    name: ClassVar[str] = "map-elites"

    batch: Count = 100
    """Children an iteration."""
    iso: NotNegative = 0.005
    """Spread of the noise, in parameters."""
    line: NotNegative = 0.05
    """Spread of the step towards another elite; 0 is MAP-Elites with Gaussian variation."""
    first: NotNegative = 0.1
    """Spread of the first children round the start."""

    def build(self) -> "Experiment":
        from ramify.emitters.iso_line import IsoLine
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = IsoLine(self.batch, self.iso, self.line, self.first)
        return walking(self, task, emitter, self.start)
