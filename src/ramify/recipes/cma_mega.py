"""CMA-MEGA with exact gradients, on the benchmark functions of its paper.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Sec. 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.run.session import Experiment


@dataclass(frozen=True)
class CMAMEGAExact:
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
    sigma_g: float | None = None
    """Spread of the coefficients at the start and after a restart; by default 10, for the arm 0.05."""
    eta: float = 1.0
    """How far theta follows the branches' recombined step (gradient ascent)."""
    adam: float | None = None
    """Learning rate of Adam, instead of gradient ascent; the paper's is 0.002."""
    selection: Literal["mu", "filter"] = "mu"
    """Which branches recombine: the better half (mu), or those that entered the archive (filter)."""
    restart: Literal["no_improvement", "basic"] = "no_improvement"
    """Restart from a random elite when nothing entered, or (basic) only when CMA-ES has converged."""
    absolute: bool = False
    """Branch along |c0|, never down the objective."""
    adapt: bool = True
    """Let CMA-ES learn the coefficients; else they are drawn from N(0, sigma_g^2) throughout."""
    published: bool = False
    """CMA-ES as in the published codes, not as in Hansen's tutorial."""
    seed: int = 0
    """Of all the run's randomness."""

    def build(self) -> "Experiment":
        import numpy as np
        import optax

        from ramify.archives.grid import GridArchive
        from ramify.emitters.cma_mega import CMAMEGA
        from ramify.emitters.several import Several
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
        sigma_g = (
            self.sigma_g if self.sigma_g is not None else (0.05 if self.task == "arm" else 10.0)
        )
        emitter = CMAMEGA(
            Autodiff(),
            measures=2,
            batch=self.batch,
            sigma_g=sigma_g,
            ascent=optax.sgd(self.eta) if self.adam is None else optax.adam(self.adam),
            selection=self.selection,
            restart=self.restart,
            absolute=self.absolute,
            adapt=self.adapt,
            published=self.published,
        )
        archive = GridArchive((-half, -half), (half, half), (self.grid, self.grid))
        emitters = emitter if self.emitters == 1 else Several(emitter, self.emitters)
        return Experiment(task, QD(archive, emitters), np.zeros(self.dim, np.float32))
