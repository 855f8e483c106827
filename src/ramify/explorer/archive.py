"""One state of a run's archive, as the page sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from ramify.archives.cells import AbstractCells
from ramify.archives.cvt import CVTArchive
from ramify.archives.grid import GridArchive
from ramify.archives.soft import SoftArchive
from ramify.core import AbstractArchive
from ramify.elites.table import EliteTable
from ramify.explorer.packed import packed
from ramify.run.checkpoint import open_elites
from ramify.run.metrics import read_metrics

FIGURES = ("elites", "coverage", "best", "qd_score", "norm_qd_score", "mean", "evaluations")

Figures = dict[str, float | None]


class NoEliteError(LookupError):
    """The cell is empty; the message says what to do."""


@dataclass(frozen=True)
class Archive:
    """The elites and the run's own figures of merit.

    Attributes:
      version: differs from that of every other state.
      elites: their solutions may still be in the file.
      figures: by the names of `FIGURES`; None what the run does not tell.
    """

    version: int
    elites: EliteTable
    figures: Figures

    def elite(self, cell: int) -> EliteTable:
        """The one in this cell, as a table of one row.

        Raises:
          NoEliteError: there is none.
        """
        row = np.flatnonzero(self.elites.cell == cell)
        if not row.size:
            raise NoEliteError(f"There is no elite in cell {cell} (any more): choose another.")
        return self.elites[row]

    def objective(self, cell: int) -> float | None:
        """Of the elite in this cell, if there is one."""
        held = self.elites.objective[self.elites.cell == cell]
        return float(held[0]) if held.size else None

    def packed(self) -> bytes:
        """As /api/archive sends it."""
        table = self.elites
        arrays = {"cell": table.cell, "objective": table.objective, "measures": table.measures}
        if table.centroid is not None:
            arrays["centroid"] = table.centroid
        kinds = {"cell": np.int32}
        told = {name: a.astype(kinds.get(name, np.float32)) for name, a in arrays.items()}
        return packed({"version": self.version} | self.figures, **told)


def as_saved(folder: Path) -> tuple[EliteTable, Figures]:
    """A run's archive, and its figures at that time.

    Raises:
      RunError: there is none yet, or it cannot be read.
    """
    elites, iteration = open_elites(folder)
    metrics = read_metrics(folder)
    rows = np.flatnonzero(metrics["iteration"] <= iteration)
    row = {name: column[rows[-1]] for name, column in metrics.items() if rows.size}
    return elites, figures(row)


def figures(row: Mapping[str, Any]) -> Figures:
    """Those of a row of numbers, whole where they count something."""
    found = {name: float(np.asarray(row[name])) for name in FIGURES if name in row}
    counts = {name: int(found[name]) for name in ("elites", "evaluations") if name in found}
    return dict.fromkeys(FIGURES) | found | counts


def finder(
    elites: EliteTable, archive: AbstractArchive | None = None
) -> Callable[[np.ndarray], int] | None:
    """Tells into which cell measures [k] fall, as the archive that these elites are of does: this one,
    or a grid or tessellation. None of an archive without cells."""
    cells = archive.archive if isinstance(archive, SoftArchive) else archive
    if cells is None:
        cells = (
            GridArchive(elites.lower, elites.upper, elites.shape)
            if elites.centroid is None
            else CVTArchive(
                elites.lower, elites.upper, len(elites.centroid), centroids=elites.centroid
            )
        )
    if not isinstance(cells, AbstractCells):
        return None
    places = cells.places()
    find = eqx.filter_jit(cells.cells_of)  # jitted, as in a run: the same rounding
    return lambda measures: int(find(places, jnp.asarray(measures, jnp.float32)[None])[0])
