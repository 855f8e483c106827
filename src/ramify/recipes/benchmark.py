"""The benchmark functions of the field's papers, as settings of a recipe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ramify.checks.limits import AtLeastTwo, Count, Seed
from ramify.recipes.settings import Settings

if TYPE_CHECKING:  # building a command line must not wait for JAX
    from ramify.core import AbstractEmitter
    from ramify.run.experiment import Experiment
    from ramify.tasks.function import Function


@dataclass(frozen=True)
class BenchmarkSettings(Settings):
    """A function whose exact gradients are known, and the grid over its two measures."""

    task: Literal["sphere", "rastrigin", "plateau", "arm"] = "sphere"
    """What is solved: a linear projection of the sphere, Rastrigin or plateau function, or the planar
    arm."""
    dim: AtLeastTwo = 1000
    """Number of parameters; for the arm, of links."""
    grid: Count = 100
    """Cells of the archive along each of the two measures."""
    seed: Seed = 0
    """Of all the run's randomness."""

    def problem(self) -> "Function":
        """What is solved."""
        from ramify.tasks.arm import arm
        from ramify.tasks.linear_projection import plateau, rastrigin, sphere

        make: dict[str, Callable[[int], Function]] = {
            "sphere": sphere,
            "rastrigin": rastrigin,
            "plateau": plateau,
            "arm": arm,
        }
        return make[self.task](self.dim)

    def experiment(
        self, emitter: "AbstractEmitter", *, anneal: float | None = None
    ) -> "Experiment":
        """The function, its archive filled by this emitter from 0."""
        import numpy as np

        from ramify.archives.grid import GridArchive
        from ramify.archives.soft import SoftArchive
        from ramify.run.experiment import Experiment
        from ramify.run.qd import QD

        task, half = self.problem(), half_range(self.task, self.dim)
        grid = GridArchive((-half, -half), (half, half), (self.grid, self.grid))
        archive = grid if anneal is None else SoftArchive(grid, learning_rate=anneal)
        return Experiment(task, QD(archive, emitter), np.zeros(self.dim, np.float32))


def half_range(task: str, dim: int) -> float:
    """Of each measure, from minus this to plus this."""
    from ramify.tasks.linear_projection import half_width

    return float(dim) if task == "arm" else half_width(dim)


def unscaled(task: str, dim: int) -> float:
    """By how much the gradient of a function's objective exceeds ours, which is scaled to 0..100: the
    papers' steps are along theirs."""
    from math import cos, pi

    from ramify.tasks.linear_projection import BOUND, SHIFT

    far = BOUND + SHIFT
    worst = {
        "arm": 1.0,
        "plateau": 100.0,
        "sphere": dim * far**2,
        "rastrigin": dim * (far**2 + 10.0 - 10.0 * cos(2.0 * pi * far)),
    }
    return worst[task] / 100.0
