"""Finds the cells that measures belong to, in an archive of ramify or of your own."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from ramify.archives.cells import AbstractCells
from ramify.archives.cvt import CVTArchive
from ramify.archives.grid import GridArchive
from ramify.archives.soft import SoftArchive
from ramify.core import AbstractArchive
from ramify.elites.table import EliteTable

_NEAR = 1e-5  # share of an axis: earlier versions and other processors round differently at an edge


def cells_of(table: EliteTable, archive: AbstractArchive | None = None) -> np.ndarray:
    """Returns the cell that each row's measures belong to in the table's archive.

    In a grid, measures outside are clipped. With centroids, the nearest one counts.

    Args:
      table: the measures [e, k], and the axes or centroids of the archive.
      archive: the archive, if it places measures in its own way (`cell_of`). None for the grid or the
        tessellation that the table describes.

    Raises:
      ValueError: the archive has other axes than the table, or no cells.
    """
    if archive is not None:
        refuse_other_axes(table, archive)
    find = cell_function(table, archive)
    if find is None and table.centroid is not None:
        find = cell_function(table, None)
    if find is None:
        raise ValueError(without_cells(archive))
    return find(table.measures)


def cell_function(
    table: EliteTable, archive: AbstractArchive | None
) -> Callable[[np.ndarray], np.ndarray] | None:
    """Returns the function that gives each row of measures [b, k] its cell as an archive does.

    Args:
      table: axes and centroids of the archive.
      archive: see `cells_of`.

    Returns:
      The function; None for an archive without cells, such as a novelty archive.
    """
    cells = archive.archive if isinstance(archive, SoftArchive) else archive
    if cells is None and table.centroid is None:
        cells = GridArchive(table.lower, table.upper, table.shape)
    elif cells is None:
        centroid = np.asarray(table.centroid, np.float32)
        cells = _tessellation(table.lower, table.upper, centroid.tobytes())
    if not isinstance(cells, AbstractCells):
        return None
    saved = None if table.centroid is None else {"centroid": table.centroid}
    places = cells.places(None if archive is None else saved)
    find = eqx.filter_jit(cells.cells_of)  # jitted, as in a run: the same rounding
    return lambda measures: np.asarray(find(places, jnp.asarray(measures, jnp.float32)))


def without_cells(archive: AbstractArchive | None) -> str:
    """Returns the message for an archive that cannot say which cell measures belong to."""
    return (
        f"{type(archive).__name__} does not say which cell measures belong to: derive it from "
        "ramify.GridArchive with a method cell_of(measures), or from "
        "ramify.archives.cells.AbstractCells with a method cells_of(places, measures)."
    )


def refuse_other_axes(table: EliteTable, archive: AbstractArchive) -> None:
    """Refuses an archive that cannot hold these elites.

    Raises:
      ValueError: its axes differ from the table's.
    """
    for name, values in archive.axes.items():
        if tuple(values) != tuple(getattr(table, name)):
            raise ValueError(
                f"{name} of the archive is {tuple(values)}, and the elites are in an archive with "
                f"{tuple(getattr(table, name))}: give the archive that holds these elites."
            )


def refuse_other_placing(table: EliteTable) -> None:
    """Refuses elites that are not in the cells of the grid or tessellation that their table describes.

    Raises:
      ValueError: an archive with its own `cell_of` placed them.
    """
    reach = _NEAR * np.subtract(table.upper, table.lower)
    if table.centroid is None and len(table.shape) != len(table.lower):
        fits = False
    elif table.centroid is None:
        sides = (replace(table, measures=table.measures + side * reach) for side in (-1.0, 1.0))
        low, own, high = (
            np.array(np.unravel_index(cell, table.shape))
            for cell in (cells_of(next(sides)), table.cell, cells_of(next(sides)))
        )
        fits = bool(((low <= own) & (own <= high)).all())
    else:

        def distance(cell: np.ndarray) -> np.ndarray:
            return np.linalg.norm(table.measures - table.centroid[cell], axis=1)  # type: ignore[index]

        nearest = distance(cells_of(table))
        fits = bool((distance(table.cell) <= 1.001 * nearest + np.linalg.norm(reach)).all())
    if not fits:
        raise ValueError(
            "The archive of these elites has its own rule for the cell of measures, which a table of "
            "elites does not contain: give the archive as well, archive=qd.archive."
        )


@lru_cache(maxsize=4)  # 10,000 centroids take a second
def _tessellation(
    lower: tuple[float, ...], upper: tuple[float, ...], centroids: bytes
) -> CVTArchive:
    points = np.frombuffer(centroids, np.float32).reshape(-1, len(lower))
    return CVTArchive(lower, upper, len(points), centroids=points)
