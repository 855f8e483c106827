"""Merges archives, places elites in another grid, and converts to and from pyribs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ramify.analysis.cells import cell_function, refuse_other_placing, without_cells
from ramify.analysis.cells import cells_of as cells_of
from ramify.archives.grid import GridArchive
from ramify.core import AbstractArchive
from ramify.elites.table import EliteTable, frame

if TYPE_CHECKING:
    import pandas as pd

_NUMBERED = re.compile(r"(.+)_(0|[1-9][0-9]*)")


def merged(tables: Sequence[EliteTable]) -> EliteTable:
    """Returns the best elite of each cell, in the order of cells. Of equal elites the first is kept.

    Raises:
      ValueError: there are no archives, or they differ in axes, measures, fields, number of parameters
        or simulator.
    """
    if not tables:
        raise ValueError("There is nothing to merge: give at least one archive.")
    first = tables[0]
    for table in tables[1:]:
        for (what, mine, remedy), (_, other, _) in zip(_alike(first), _alike(table), strict=True):
            if mine != other:
                values = f", {mine} and {other}" if len(str(mine)) < 200 else ""
                raise ValueError(f"The archives' {what} differ{values}: {remedy}.")

    def joined(name: str) -> np.ndarray:
        return np.concatenate([getattr(table, name) for table in tables])

    own: Any = {name: joined(name) for name in ("solution", "objective", "measures", "cell")}
    fields = {name: np.concatenate([t.fields[name] for t in tables]) for name in first.fields}
    return _best_of_each_cell(replace(first, **own, fields=fields))


def rebinned(
    table: EliteTable,
    *,
    lower: Sequence[float] | None = None,
    upper: Sequence[float] | None = None,
    shape: Sequence[int] | None = None,
    archive: AbstractArchive | None = None,
) -> EliteTable:
    """Returns the best elite of each cell of another grid or archive.

    Args:
      table: the elites.
      lower: lowest value of each measure. Measures outside the grid are clipped.
      upper: highest value of each measure.
      shape: number of cells along each measure.
      archive: an archive with cells, such as a `CVTArchive` or a grid with its own `cell_of`. Give it
        instead of lower, upper and shape.

    Raises:
      ValueError: the grid is not valid, has not one axis per measure, or the archive has no cells.

    Example:
      >>> x, f, m = np.zeros((3, 1)), np.array([1.0, 3.0, 2.0]), np.array([[0.1], [0.3], [0.9]])
      >>> fine = EliteTable(x, f, m, np.array([1, 3, 9]), (0.0,), (1.0,), (10,), ("height",))
      >>> rebinned(fine, lower=[0], upper=[1], shape=[2]).objective.tolist()
      [3.0, 2.0]
    """
    given = [part is not None for part in (lower, upper, shape)]
    if any(given) != all(given) or all(given) == (archive is not None):
        raise ValueError("Give either lower, upper and shape of a grid, or an archive.")
    if archive is None:
        archive = GridArchive(lower, upper, shape)  # type: ignore[arg-type]  # it makes tuples
    axes: Any = {name: archive.axes[name] for name in ("lower", "upper", "shape")}
    if len(axes["lower"]) != len(table.names):
        raise ValueError(
            f"The grid has {len(axes['lower'])} axes, and the measures are {table.names}: give lower, "
            "upper and shape one entry per measure."
        )
    axes["centroid"] = archive.export(archive.init(1, {})).get("centroid")
    placed = replace(table, **axes)
    find = cell_function(placed, archive)
    if find is None:
        raise ValueError(without_cells(archive))
    return _best_of_each_cell(replace(placed, cell=find(placed.measures)))


def retrieve(
    elites: EliteTable,
    measures: Sequence[Sequence[float]] | np.ndarray,
    *,
    archive: AbstractArchive | None = None,
) -> tuple[np.ndarray, EliteTable]:
    """Returns the elites of the cells that these measures [b, k] belong to, as pyribs' `retrieve`.

    Args:
      elites: the elites of an archive.
      measures: one row per wanted cell.
      archive: their archive, if it is one of your own with its own `cell_of`.

    Returns:
      [b] bool, True where the cell is occupied; and the elites of the occupied cells in the same order.

    Raises:
      ValueError: the number of measures is wrong, one is NaN or infinite, or `archive` is needed or
        does not fit.

    Example:
      >>> x, f, m = np.zeros((2, 1)), np.array([1.0, 3.0]), np.array([[0.1], [0.3]])
      >>> elites = EliteTable(x, f, m, np.array([0, 1]), (0.0,), (1.0,), (4,), ("height",))
      >>> occupied, found = retrieve(elites, [[0.4], [0.9], [0.2]])
      >>> occupied.tolist(), found.objective.tolist()
      ([True, False, True], [3.0, 1.0])
    """
    wanted = np.asarray(measures, np.float32)
    if wanted.ndim != 2 or wanted.shape[1] != len(elites.names) or not np.isfinite(wanted).all():
        raise ValueError(
            f"measures have shape {wanted.shape}: give finite rows of {', '.join(elites.names)}."
        )
    if not len(elites):
        return np.zeros(len(wanted), bool), elites
    if archive is None:
        refuse_other_placing(elites)
    cell = cells_of(replace(elites, measures=wanted), archive)
    order = np.lexsort((-elites.objective, elites.cell))  # of several in one cell, the best
    held = elites.cell[order]
    first = np.minimum(np.searchsorted(held, cell), len(held) - 1)
    occupied = held[first] == cell
    return occupied, elites[order[first[occupied]]]


def to_ribs_frame(table: EliteTable) -> "pd.DataFrame":
    """Returns the columns of pyribs' GridArchive.data(return_type="pandas").

    ribs.archives.ArchiveDataFrame accepts them.

    Raises:
      ValueError: two columns have the same name, or a field has more than one axis per elite.
    """
    own = {name: getattr(table, name) for name in ("solution", "objective", "measures")}
    own["threshold"] = table.objective  # the next elite of the cell must be better
    return frame(*own.items(), *table.fields.items(), ("index", table.cell))


def from_ribs_frame(
    data: "pd.DataFrame",
    *,
    lower: Sequence[float],
    upper: Sequence[float],
    shape: Sequence[int],
    names: Sequence[str],
) -> EliteTable:
    """Returns the elites of any archive of pyribs in a grid: the best of each cell, as float32.

    `index` and `threshold` are left out, because the cell follows from the measures. Numbered columns
    become one field with vectors.

    Raises:
      ValueError: a column is missing, a number is NaN or infinite, or the grid does not fit.
    """
    columns = _gathered(data)
    for name in ("solution", "measures"):
        if columns.get(name, np.empty(0)).ndim != 2:
            raise ValueError(
                f"The table has no columns {name}_0, {name}_1, ...: take all of pyribs' "
                'archive.data(return_type="pandas").'
            )
    if "objective" not in columns:
        raise ValueError("The table has no column objective: every elite needs one.")
    solution, objective, measures = (
        columns.pop(name).astype(np.float32) for name in ("solution", "objective", "measures")
    )
    if measures.shape[1] != len(names):
        raise ValueError(
            f"The table has {measures.shape[1]} measures, and names are {tuple(names)}: give "
            "one name per measure."
        )
    failed = ~(np.isfinite(objective) & np.isfinite(measures).all(axis=1))
    if failed.any():
        raise ValueError(
            f"{failed.sum()} rows have an objective or a measure that is NaN or infinite: leave "
            "them out."
        )
    fields = {name: v for name, v in columns.items() if name not in ("index", "threshold")}
    nowhere = np.zeros(len(objective), np.int32)
    loose = EliteTable(solution, objective, measures, nowhere, (), (), (), tuple(names), fields)
    return rebinned(loose, lower=lower, upper=upper, shape=shape)


def _alike(table: EliteTable) -> list[tuple[str, Any, str]]:
    """Returns what merged archives must have in common: its name, its value, and what to do if not."""
    fields = {name: values.shape[1:] for name, values in table.fields.items()}
    one_grid = "give them the same grid with ramify.analysis.exchange.rebinned"
    return [
        ("measures", table.names, "only archives with the same measures can be merged"),
        (
            "simulators",
            table.simulator or "none",
            "scores of two simulators or versions cannot be compared",
        ),
        ("lower ends", table.lower, one_grid),
        ("upper ends", table.upper, one_grid),
        ("shapes", table.shape, one_grid),
        ("centroids", None if table.centroid is None else table.centroid.tolist(), one_grid),
        (
            "numbers of parameters",
            table.solution.shape[1],
            "their solutions cannot be in one table",
        ),
        ("fields", fields, "leave out the fields that some lack (dataclasses.replace)"),
    ]


def _best_of_each_cell(table: EliteTable) -> EliteTable:
    order = np.lexsort((-table.objective, table.cell))  # stable
    _, first = np.unique(table.cell[order], return_index=True)
    return table[order[first]]


def _gathered(data: "pd.DataFrame") -> dict[str, np.ndarray]:
    """Returns the columns by name. Columns numbered from 0 without a gap become one vector."""
    numbers: dict[str, set[int]] = {}
    for column in data.columns:
        if found := _NUMBERED.fullmatch(str(column)):
            numbers.setdefault(found[1], set()).add(int(found[2]))
    vectors = {
        name: [f"{name}_{i}" for i in range(len(found))]
        for name, found in numbers.items()
        if found == set(range(len(found))) and name not in data.columns
    }
    spread = {column for columns in vectors.values() for column in columns}
    singles = {str(name): data[name].to_numpy() for name in data.columns if name not in spread}
    return singles | {name: data[columns].to_numpy() for name, columns in vectors.items()}
