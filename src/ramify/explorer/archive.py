"""A run's archive at one time, as the page gets it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ramify.analysis.cells import cell_function
from ramify.core import AbstractArchive
from ramify.elites.steadiness import FIELD, is_steady
from ramify.elites.table import EliteTable
from ramify.explorer.messages import pack
from ramify.run.checkpoint import open_elites
from ramify.run.metrics import read_metrics

STATISTICS = ("elites", "coverage", "best", "qd_score", "norm_qd_score", "mean", "evaluations")

Statistics = dict[str, float | None]


class NoEliteError(LookupError):
    """The cell is empty. The message says what to do."""


@dataclass(frozen=True)
class Archive:
    """The elites and the statistics of the run.

    Attributes:
      version: a number that no other state of the archive has.
      elites: table of elites; their solutions may still be in the file.
      statistics: by the names of `STATISTICS`; None where the run has no value.
    """

    version: int
    elites: EliteTable
    statistics: Statistics

    def elite(self, cell: int) -> EliteTable:
        """Returns the elite in this cell, as a table of one row.

        Raises:
          NoEliteError: the cell is empty.
        """
        row = np.flatnonzero(self.elites.cell == cell)
        if not row.size:
            raise NoEliteError(
                f"Cell {cell} holds no elite, or no longer holds one: choose another."
            )
        return self.elites[row]

    def objective(self, cell: int) -> float | None:
        """Returns the objective of the elite in this cell, or None if the cell is empty."""
        held = self.elites.objective[self.elites.cell == cell]
        return float(held[0]) if held.size else None

    def pack(self) -> bytes:
        """Returns the message that /api/archive sends."""
        table = self.elites
        arrays = {"cell": table.cell, "objective": table.objective, "measures": table.measures}
        if table.centroid is not None:
            arrays["centroid"] = table.centroid
        if is_steady(table) is not None:
            arrays[FIELD] = table.fields[FIELD]
        kinds = {"cell": np.int32}
        typed = {name: a.astype(kinds.get(name, np.float32)) for name, a in arrays.items()}
        return pack({"version": self.version} | self.statistics, **typed)


def read_saved_archive(folder: Path) -> tuple[EliteTable, Statistics]:
    """Reads a run's archive, and its statistics at that time.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    elites, iteration = open_elites(folder)
    metrics = read_metrics(folder)
    rows = np.flatnonzero(metrics["iteration"] <= iteration)
    if not rows.size:  # a search that Python saved without a log
        return elites, statistics(_counted(elites))
    return elites, statistics({name: column[rows[-1]] for name, column in metrics.items()})


def _counted(elites: EliteTable) -> dict[str, float]:
    """Returns the statistics that the elites alone define. The QD score also needs the offset."""
    count = {"elites": len(elites), "coverage": len(elites) / math.prod(elites.shape)}
    if not len(elites):
        return count
    objective = elites.objective.astype(float)
    return count | {"best": objective.max(), "mean": objective.mean()}


def statistics(row: Mapping[str, Any]) -> Statistics:
    """Returns the statistics in a row of metrics. Counts are integers."""
    found = {name: float(np.asarray(row[name])) for name in STATISTICS if name in row}
    counts = {name: int(found[name]) for name in ("elites", "evaluations") if name in found}
    return dict.fromkeys(STATISTICS) | found | counts


def cell_finder(
    elites: EliteTable, archive: AbstractArchive | None = None
) -> Callable[[np.ndarray], int] | None:
    """Returns a function that finds the cell of measures [k] as the run's archive does.

    Args:
      elites: table of the run's elites.
      archive: the run's archive; None for the grid or tessellation that the table describes.

    Returns:
      The function; None for an archive without cells.
    """
    find = cell_function(elites, archive)
    return None if find is None else lambda measures: int(find(measures[None])[0])
