"""CMA-MEGA with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from ramify.recipes.settings import Branching, several

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class CMAMEGAExact(Branching):
    """CMA-MEGA with exact gradients, on the linear projections and the planar arm."""

    name: ClassVar[str] = "cma-mega"

    task: Literal["sphere", "rastrigin", "arm"] = "sphere"
    """What is solved: a linear projection of the sphere or Rastrigin function, or the planar arm."""
    dim: int = 1000
    """Number of parameters; for the arm, of links."""
    grid: int = 100
    """Cells of the archive along each of the two measures."""
    batch: int = 35
    """Branches an iteration."""
    emitters: int = 1
    """Emitters that share the archive."""
    seed: int = 0
    """Of all the run's randomness."""

    def build(self) -> "Experiment":
        import numpy as np

        from ramify.archives.grid import GridArchive
        from ramify.gradients.autodiff import Autodiff
        from ramify.run.loop import QD
        from ramify.run.session import Experiment
        from ramify.tasks.arm import arm
        from ramify.tasks.function import Function
        from ramify.tasks.linear_projection import half_width, rastrigin, sphere

        if self.dim < 2:
            raise ValueError(f"dim={self.dim}: give at least 2 parameters.")
        make: dict[str, Callable[[int], Function]] = {
            "sphere": sphere,
            "rastrigin": rastrigin,
            "arm": arm,
        }
        task = make[self.task](self.dim)
        half = float(self.dim) if self.task == "arm" else half_width(self.dim)
        sigma_g = 0.05 if self.task == "arm" else 10.0
        emitter = several(self.cma_mega(Autodiff(), 2, sigma_g=sigma_g), self.emitters)
        archive = GridArchive((-half, -half), (half, half), (self.grid, self.grid))
        return Experiment(task, QD(archive, emitter), np.zeros(self.dim, np.float32))
