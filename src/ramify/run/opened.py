"""A run's folder, opened for reading."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ramify.elites.table import EliteTable
from ramify.run.config import Config, read_config
from ramify.run.metrics import read_metrics
from ramify.run.provenance import simulator_of
from ramify.run.saved import read_axes, read_elites


@dataclass(frozen=True)
class Run:
    """A run's folder, opened for reading."""

    path: Path
    config: Config

    @cached_property
    def archive(self) -> EliteTable:
        """The elites, as last saved."""
        return replace(read_elites(self.path), simulator=simulator_of(self.config))

    @cached_property
    def axes(self) -> dict[str, tuple]:
        """lower, upper and shape of the archive, and the measures' names."""
        return read_axes(self.path)

    @cached_property
    def metrics(self) -> dict[str, np.ndarray]:
        """The columns of metrics.csv."""
        return read_metrics(self.path)


def load(path: str | Path) -> Run:
    """Open a run.

    Raises:
      RunError: there is no run here, or one that this version cannot read.
    """
    return Run(Path(path), read_config(Path(path)))
