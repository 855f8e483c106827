"""CMA-ME with a diagonal covariance, on the walking robots: what can be had without any gradient.

References:
  Tjanaka et al., "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from ramify.recipes.settings import Starting, several

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class CMAME(Starting):
    """CMA-ME: separable CMA-ES in the space of solutions, ranked by improvement of the archive."""

    name: ClassVar[str] = "cma-me"

    emitters: int = 5
    """Emitters that share the archive."""
    batch: int = 40
    """Samples of each, an iteration."""
    sigma: float | None = None
    """Step size at the start and after a restart; by default 0.02 for networks, 0.1 for gaits."""
    selection: Literal["mu", "filter"] = "mu"
    """Which samples recombine: the better half (mu), or those that entered the archive (filter)."""
    restart: Literal["no_improvement", "basic"] = "basic"
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged."""

    def build(self) -> "Experiment":
        from ramify.emitters import cma_me
        from ramify.optim.sep_cma_es import SepCMAES
        from ramify.recipes.start import walking

        sigma = (
            self.sigma if self.sigma is not None else (0.1 if self.controller == "gait" else 0.02)
        )
        emitter = cma_me.CMAME(
            SepCMAES(self.batch, sigma), self.selection, self.restart, self.ranking
        )
        task = self.walker(self.controller, slots=self.slots)
        return walking(self, task, several(emitter, self.emitters), self.start)
