"""Archives brought together: several into one, into another grid, to pyribs and from it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from ramify.archives.cells import AbstractCells
from ramify.archives.cvt import CVTArchive
from ramify.archives.grid import GridArchive
from ramify.elites.table import EliteTable, frame

if TYPE_CHECKING:
    import pandas as pd

_NUMBERED = re.compile(r"(.+)_(0|[1-9][0-9]*)")


def merged(tables: Sequence[EliteTable]) -> EliteTable:
    """The best of each cell, in the cells' order; of equals, the first.

    Raises:
      ValueError: there are none, or they do not have the same axes, measures, fields, parameters and
        simulator.
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
    table: EliteTable, *, lower: Sequence[float], upper: Sequence[float], shape: Sequence[int]
) -> EliteTable:
    """The elites in another grid, the best of each cell; measures outside are clipped into it.

    Raises:
      ValueError: this is no grid, or not one of the elites' measures.

    Example:
      >>> x, f, m = np.zeros((3, 1)), np.array([1.0, 3.0, 2.0]), np.array([[0.1], [0.3], [0.9]])
      >>> fine = EliteTable(x, f, m, np.array([1, 3, 9]), (0.0,), (1.0,), (10,), ("height",))
      >>> rebinned(fine, lower=[0], upper=[1], shape=[2]).objective.tolist()
      [3.0, 2.0]
    """
    grid = GridArchive(lower, upper, shape)  # type: ignore[arg-type]  # its converters make tuples
    if len(grid.shape) != len(table.names):
        raise ValueError(
            f"The grid has {len(grid.shape)} axes, and the measures are {table.names}: give lower, "
            "upper and shape one entry per measure."
        )
    axes: Any = {"lower": grid.lower, "upper": grid.upper, "shape": grid.shape, "centroid": None}
    placed = replace(table, **axes)
    return _best_of_each_cell(replace(placed, cell=cells_of(placed)))


def retrieve(
    elites: EliteTable, measures: Sequence[Sequence[float]] | np.ndarray
) -> tuple[np.ndarray, EliteTable]:
    """Who lives in the cells that these measures [b, k] fall into; pyribs' `retrieve`.

    Returns:
      Which of the b cells are occupied; and their elites in that order, a row for each.

    Raises:
      ValueError: there are not as many measures, or one is NaN or infinite.

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
            f"measures have shape {wanted.shape}: give rows of finite {', '.join(elites.names)}."
        )
    if not len(elites):
        return np.zeros(len(wanted), bool), elites
    cell = cells_of(replace(elites, measures=wanted))
    order = np.lexsort((-elites.objective, elites.cell))  # of several in one cell, the best
    held = elites.cell[order]
    first = np.minimum(np.searchsorted(held, cell), len(held) - 1)
    occupied = held[first] == cell
    return occupied, elites[order[first[occupied]]]


def cells_of(table: EliteTable) -> np.ndarray:
    """Returns the cell that each row's measures fall into, as the archive does that the table is of.

    In a grid, measures outside are clipped. Among centroids, the nearest one counts.
    """
    if table.centroid is None:
        cells: AbstractCells = GridArchive(table.lower, table.upper, table.shape)
    else:
        centroid = np.asarray(table.centroid, np.float32)
        cells = _tessellation(table.lower, table.upper, centroid.tobytes())
    find = eqx.filter_jit(cells.cells_of)  # jitted, as in a run: the same rounding
    return np.asarray(find(cells.places(), jnp.asarray(table.measures, jnp.float32)))


@lru_cache(maxsize=4)  # of 10,000 centroids it takes a second
def _tessellation(
    lower: tuple[float, ...], upper: tuple[float, ...], centroids: bytes
) -> CVTArchive:
    points = np.frombuffer(centroids, np.float32).reshape(-1, len(lower))
    return CVTArchive(lower, upper, len(points), centroids=points)


def to_ribs_frame(table: EliteTable) -> "pd.DataFrame":
    """The columns of pyribs' GridArchive.data(return_type="pandas"); ribs.archives.ArchiveDataFrame
    takes them.

    Raises:
      ValueError: two columns have one name, or a field is more than a vector.
    """
    own = {name: getattr(table, name) for name in ("solution", "objective", "measures")}
    own["threshold"] = table.objective  # of a cell: what the next one must surpass
    return frame(*own.items(), *table.fields.items(), ("index", table.cell))


def from_ribs_frame(
    data: "pd.DataFrame",
    *,
    lower: Sequence[float],
    upper: Sequence[float],
    shape: Sequence[int],
    names: Sequence[str],
) -> EliteTable:
    """Elites of any of pyribs' archives, in a grid: of each cell the best, as float32.

    `index` and `threshold` are left out: the cell follows from the measures. Numbered columns
    become one field, a vector.

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
            f"The table has {measures.shape[1]} measures, and names are {tuple(names)}: name each."
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
    """What must not differ: its name, its value, and what to do where it does."""
    fields = {name: values.shape[1:] for name, values in table.fields.items()}
    one_grid = "bring them into one grid with ramify.analysis.exchange.rebinned"
    return [
        ("measures", table.names, "only archives of the same measures have cells in common"),
        (
            "simulators",
            table.simulator or "none",
            "scores of two, or of two versions of one, do not compare",
        ),
        ("lower ends", table.lower, one_grid),
        ("upper ends", table.upper, one_grid),
        ("shapes", table.shape, one_grid),
        ("centroids", None if table.centroid is None else table.centroid.tolist(), one_grid),
        (
            "numbers of parameters",
            table.solution.shape[1],
            "their solutions are of different kinds",
        ),
        ("fields", fields, "leave out those that not all have (dataclasses.replace)"),
    ]


def _best_of_each_cell(table: EliteTable) -> EliteTable:
    order = np.lexsort((-table.objective, table.cell))  # stable
    _, first = np.unique(table.cell[order], return_index=True)
    return table[order[first]]


def _gathered(data: "pd.DataFrame") -> dict[str, np.ndarray]:
    """The columns by name; those numbered from 0 on without a gap are one vector."""
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
