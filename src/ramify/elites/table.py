"""A table of elites: NumPy arrays to select from, to draw, and to write to pandas or Parquet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ramify.checks.arguments import MOST_SEED, number, numbers, whole_number
from ramify.elites.parquet import read_columns, write_columns
from ramify.system.notebook import html_of

if TYPE_CHECKING:
    import pandas as pd

_POINTS = 2**16  # most points of the grid that draws a CVT archive with four measures or more


@dataclass(frozen=True, repr=False)
class EliteTable:
    """A table of elites, one row per elite. It is read-only.

    Attributes:
      solution: [e, n] float32.
      objective: [e] float32.
      measures: [e, k] float32.
      cell: [e] int32, row-major index into `shape`, or row of `centroid`.
      fields: other values that were kept, by name, one row per elite. Simulated tasks keep the `seed` of
        the episode.
      lower: lowest value of each measure on the grid.
      upper: highest value of each measure on the grid.
      shape: number of cells along each measure.
      names: names of the measures.
      centroid: [c, k] for a CVT archive, whose shape is (c,); [e, k] for a novelty archive, whose shape
        is its capacity; None for a grid.
      simulator: the simulator of the scores with its version, such as "mujoco 4.0.0"; "" for none.
    """

    solution: np.ndarray
    objective: np.ndarray
    measures: np.ndarray
    cell: np.ndarray
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    shape: tuple[int, ...]
    names: tuple[str, ...]
    fields: dict[str, np.ndarray] = field(default_factory=dict)
    centroid: np.ndarray | None = None
    simulator: str = ""

    def __len__(self) -> int:
        return len(self.objective)

    def __repr__(self) -> str:
        best = f", best {self.objective.max():.5g}" if len(self) else ""
        return (
            f"<EliteTable of {len(self)} elites{best}; measures {', '.join(self.names)}; "
            f"{self.solution.shape[1]} parameters>"
        )

    def _repr_html_(self) -> str | None:
        return html_of(self, "table_html")

    def __getitem__(self, rows: np.ndarray | slice | int) -> "EliteTable":
        """Returns these rows, in the given order. A number gives a table of one elite."""
        if isinstance(rows, int | np.integer):
            rows = np.array([rows])
        return replace(
            self,
            solution=self.solution[rows],
            objective=self.objective[rows],
            measures=self.measures[rows],
            cell=self.cell[rows],
            fields={name: values[rows] for name, values in self.fields.items()},
        )

    def best(self, count: int = 1) -> "EliteTable":
        """Returns the `count` elites with the highest objective, best first; all if there are fewer.

        Raises:
          ValueError: count is not a whole number of at least 1.
        """
        count = whole_number("count", count, at_least=1)
        return self[np.argsort(-self.objective, kind="stable")[:count]]

    def near(self, measures: Sequence[float], count: int = 1) -> "EliteTable":
        """Returns the `count` elites closest to the given measures, nearest first.

        Distances are in units of each measure's range.

        Raises:
          ValueError: `measures` does not have one finite number per measure of the archive, or count is
            not a whole number of at least 1.
        """
        count = whole_number("count", count, at_least=1)
        wanted = numbers("measures", measures)
        if len(wanted) != len(self.lower):
            raise ValueError(
                f"measures has {len(wanted)} entries: give {len(self.lower)}, one number for each of "
                f"{', '.join(self.names)}."
            )
        apart = (self.measures - np.array(wanted)) / np.subtract(self.upper, self.lower)
        return self[np.argsort((apart**2).sum(axis=1), kind="stable")[:count]]

    def sample(self, count: int, seed: int = 0) -> "EliteTable":
        """Returns `count` different elites, drawn uniformly. It returns all if there are fewer.

        Raises:
          ValueError: count is not a whole number of at least 1, or seed not one of at least 0.
        """
        count = whole_number("count", count, at_least=1)
        seed = whole_number("seed", seed, at_least=0, at_most=MOST_SEED)
        order = np.random.default_rng(seed).permutation(len(self))
        return self[order[:count]]

    def diverse(self, count: int, quantile: float = 0.9) -> "EliteTable":
        """Returns `count` elites that are good and different.

        The first is the best elite. Each further one has the measures farthest from those chosen before.

        Args:
          count: number of elites. All are returned if there are fewer.
          quantile: quantile of the objective (0 to 1). Only elites above it are chosen, unless these are
            fewer than `count`.

        Raises:
          ValueError: count is not a whole number of at least 1, or quantile is not from 0 to 1.
        """
        count = whole_number("count", count, at_least=1)
        quantile = number("quantile", quantile, at_least=0.0, at_most=1.0)
        if len(self) == 0:
            return self
        candidates = max(count, round((1.0 - quantile) * len(self)))  # a small archive has few
        good = np.argsort(-self.objective, kind="stable")[:candidates]
        places = (self.measures[good] - np.array(self.lower)) / np.subtract(self.upper, self.lower)
        chosen = [int(np.argmax(self.objective[good]))]
        distance = np.full(len(good), np.inf)
        while len(chosen) < min(count, len(good)):
            step = places - places[chosen[-1]]
            distance = np.minimum(distance, np.sqrt((step**2).sum(axis=1)))
            chosen.append(int(np.argmax(distance)))
        return self[good[chosen]]

    def on_grid(self) -> "EliteTable":
        """Returns a CVT archive on a fine grid, for pictures. A grid archive is returned as it is.

        Each point of the fine grid gets the elite of the cell that it lies in, without its solution.
        """
        if self.centroid is None:
            return self
        from scipy.spatial import cKDTree

        k, row_of = len(self.names), np.full(max(1, len(self.centroid)), -1)
        fine = {1: 400, 2: 256, 3: 40}.get(k, max(2, round(_POINTS ** (1 / k))))
        axes = [
            low + (np.arange(fine) + 0.5) / fine * (high - low)
            for low, high in zip(self.lower, self.upper, strict=True)
        ]
        points = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, k)
        row_of[self.cell] = np.arange(len(self))
        centres = self.centroid if len(self.centroid) else np.zeros((1, k))
        row = row_of[cKDTree(centres).query(points, workers=-1)[1]]
        held = np.flatnonzero(row >= 0)
        return EliteTable(
            np.zeros((len(held), 0), np.float32),
            self.objective[row[held]],
            self.measures[row[held]],
            held.astype(np.int32),
            self.lower,
            self.upper,
            (fine,) * k,
            self.names,
        )

    def to_pandas(self) -> "pd.DataFrame":
        """Returns a data frame with one row per elite.

        The columns are index, objective, the measures and fields by name, then solution_0, solution_1,
        ... The simulator is in `attrs`.

        Raises:
          ValueError: two columns have the same name, or a field has more than one axis per elite.
        """
        measures = zip(self.names, self.measures.T, strict=True)
        first, last = {"index": self.cell, "objective": self.objective}, {"solution": self.solution}
        table = frame(*first.items(), *measures, *self.fields.items(), *last.items())
        table.attrs["simulator"] = self.simulator
        return table

    def to_parquet(self, path: str | Path) -> None:
        """Writes the table to a Parquet file, which `ramify.read_parquet` reads.

        An error or a kill leaves an earlier file as it is.

        Raises:
          ImportError: pyarrow is not installed.
          ValueError: a field does not hold numbers.
        """
        write_columns(vars(self), Path(path))


def read_parquet(path: str | Path) -> EliteTable:
    """Returns the elites that `EliteTable.to_parquet` wrote, bit for bit.

    Raises:
      ImportError: pyarrow is not installed.
      ValueError: the file was not written by ramify, is damaged, or is cut short.
    """
    return EliteTable(**read_columns(Path(path)))


def frame(*columns: tuple[str, np.ndarray]) -> "pd.DataFrame":
    """Returns a data frame. A vector gets the columns name_0, name_1, ..., as in pyribs."""
    import pandas as pd

    blocks = []
    for name, values in columns:
        if values.ndim > 2:
            raise ValueError(
                f"{name} has shape {values.shape[1:]} per row, and a data frame holds only numbers and "
                "vectors: leave it out of `fields`, or use to_parquet."
            )
        spread = [f"{name}_{i}" for i in range(values.shape[1])] if values.ndim == 2 else [name]
        blocks.append(pd.DataFrame(values, columns=spread))
    table = pd.concat(blocks, axis=1)
    if not table.columns.is_unique:
        twice = table.columns[table.columns.duplicated()][0]
        raise ValueError(f"Two columns would be called {twice!r}: rename the field or the measure.")
    return table
