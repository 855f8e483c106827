"""CMA-MEGA with derivatives through the simulation in MJX: short episodes or short windows.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894; Xu et al. (2022),
  SHAC, arXiv:2204.07137, on derivatives through short windows.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.checks.limits import Count, Whole
from ramify.recipes.settings import CMAMEGASettings
from ramify.recipes.start_settings import WalkerSearchSettings
from ramify.sims.table import MJX, DifferentiableName

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractTask
    from ramify.run.experiment import Experiment


@dataclass(frozen=True)
class CMAMEGAAutodiffRecipe(CMAMEGASettings, WalkerSearchSettings):
    """CMA-MEGA on robots in MJX, with gradients by differentiating the simulation."""

    name: ClassVar[str] = "cma-mega-autodiff"

    sim: DifferentiableName = MJX.name
    """Simulator. Only MJX has derivatives."""
    steps: Count | None = 100
    """Maximum length of an episode in control steps."""
    window: Whole = 10
    """Number of control steps that a derivative covers; 0 for the whole episode."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.on_robot:
            raise ValueError(
                f"{self.task} is a Gymnasium environment, which has no derivatives: use cma-mega-es."
            )

    def problem(self) -> "AbstractTask":
        try:
            task: Any = super().problem()
            return replace(task, window=self.window)
        except ValueError as error:  # the message suggests simulators without derivatives
            raise ValueError(
                f"{error} (Only MJX has derivatives. cma-mega-es needs no derivatives.)"
            ) from None

    def build(self) -> "Experiment":
        from ramify.gradients.autodiff import Autodiff
        from ramify.recipes.start import walking

        task = self.problem()
        emitter = self.cma_mega(Autodiff(), len(task.measures), ranking=self.ranking)
        return walking(self, task, emitter, self.start)
