"""The recipe of a search that Python saved with `ramify.save`: commands open its folder with it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ramify.run.folder import SAVED_SEARCH

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.run.experiment import Experiment
    from ramify.tasks.recorded import Recorded


@dataclass(frozen=True)
class SavedSearch:
    """A search without a recipe. Its archive is known, and its task is not."""

    name: ClassVar[str] = SAVED_SEARCH

    measures: tuple[str, ...]
    parameters: int
    fields: dict[str, Any]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    shape: tuple[int, ...]
    seed: int = 0

    def problem(self) -> "Recorded":
        from ramify.tasks.recorded import Recorded

        kinds = tuple((name, tuple(shape), dtype) for name, (shape, dtype) in self.fields.items())
        return Recorded(tuple(self.measures), self.parameters, kinds)

    def build(self) -> "Experiment":
        import numpy as np

        from ramify.archives.grid import GridArchive
        from ramify.emitters.iso_line import IsoLine
        from ramify.run.experiment import Experiment
        from ramify.run.qd import QD

        axes = len(self.lower)
        shape = tuple(self.shape) if len(self.shape) == axes else (1,) * axes  # cells without axes
        archive = GridArchive(tuple(self.lower), tuple(self.upper), shape)
        start = np.zeros(self.parameters, np.float32)
        return Experiment(self.problem(), QD(archive, IsoLine(batch=1)), start)
