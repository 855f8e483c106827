"""Opens a run's folder for reading."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ramify.elites.table import EliteTable
from ramify.run.config import Config, read_config
from ramify.run.metrics import read_metrics
from ramify.run.provenance import simulator_of
from ramify.run.saved import read_axes, read_elites
from ramify.system.notebook import html_of


@dataclass(frozen=True, repr=False)
class Run:
    """A run, opened for reading.

    Attributes:
      path: the run's folder.
      config: content of run.json.
    """

    path: Path
    config: Config

    def __repr__(self) -> str:
        return (
            f"<Run {str(self.path)!r}: {self.config.recipe}, {self.config.evaluations} evaluations>"
        )

    def _repr_html_(self) -> str | None:
        return html_of(self, "run_html")

    @cached_property
    def archive(self) -> EliteTable:
        """The elites of the last checkpoint."""
        return replace(read_elites(self.path), simulator=simulator_of(self.config))

    @cached_property
    def axes(self) -> dict[str, tuple]:
        """The archive's axes (lower, upper and shape) and the names of the measures."""
        return read_axes(self.path)

    @cached_property
    def metrics(self) -> dict[str, np.ndarray]:
        """The columns of metrics.csv by name, one entry per iteration."""
        return read_metrics(self.path)


def load(path: str | Path) -> Run:
    """Opens a run.

    Raises:
      RunError: the folder holds no run, or one that this version cannot read.
    """
    return Run(Path(path), read_config(Path(path)))
