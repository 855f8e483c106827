"""Benchmark functions from the papers, as a group of settings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ramify.checks.limits import AtLeastTwo, Count, Seed
from ramify.recipes.kinds import FUNCTIONS as FUNCTIONS
from ramify.recipes.kinds import FunctionName, Kind, refuse_other_kind
from ramify.recipes.walker_settings import ParentSettings

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.core import AbstractEmitter
    from ramify.run.experiment import Experiment
    from ramify.tasks.function import Function


@dataclass(frozen=True)
class BenchmarkSettings(ParentSettings):
    """A benchmark function with exact gradients, and a grid over its two measures."""

    takes: ClassVar[Kind] = "functions"

    task: FunctionName = "sphere"
    """Function to optimize; `ramify list tasks` describes each."""
    dim: AtLeastTwo = 1000
    """Number of parameters; for the arm, the number of links."""
    grid: Count = 100
    """Number of cells along each of the two measures."""
    seed: Seed = 0
    """Seed of all random numbers of the run."""

    def __post_init__(self) -> None:
        refuse_other_kind(self, self.task)
        super().__post_init__()

    def problem(self) -> "Function":
        """Returns the task."""
        from ramify import tasks

        make: Callable[[int], Function] = getattr(tasks, self.task)
        return make(self.dim)

    def experiment(
        self, emitter: "AbstractEmitter", *, anneal: float | None = None
    ) -> "Experiment":
        """Returns the experiment: the function, a grid and this emitter. The search starts at 0.

        Args:
          anneal: learning rate of the cells' thresholds; None for an archive without annealing.
        """
        import numpy as np

        from ramify.archives.grid import GridArchive
        from ramify.archives.soft import SoftArchive
        from ramify.run.experiment import Experiment
        from ramify.run.qd import QD

        task, half = self.problem(), half_range(self.task, self.dim)
        shape, prioritised = (self.grid, self.grid), self.prioritised
        grid = GridArchive((-half, -half), (half, half), shape, prioritised=prioritised)
        archive = grid if anneal is None else SoftArchive(grid, learning_rate=anneal)
        return Experiment(task, QD(archive, emitter), np.zeros(self.dim, np.float32))


def half_range(task: str, dim: int) -> float:
    """Returns the upper bound of each measure. The lower bound is its negative."""
    from ramify.tasks.linear_projection import half_width

    return float(dim) if task == "arm" else half_width(dim)


def unscaled(task: str, dim: int) -> float:
    """Returns the ratio between the papers' objective and ours, which is scaled to 0 to 100.

    The papers' step sizes apply to the gradient of the unscaled objective.
    """
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
