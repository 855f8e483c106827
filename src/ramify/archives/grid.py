"""A grid archive: measure space cut into equal cells."""

import math
from functools import lru_cache, partial

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, PyTree

from ramify.archives.cells import AbstractCells, AbstractSlots, CellsState
from ramify.archives.edges import first_of_each_cell, refuse_too_fine, spans
from ramify.checks.arguments import numbers, whole_numbers

_MAX_CELLS = 2**28  # the table is one int32 a cell: 1 GiB


class GridArchive(AbstractCells):
    """Keeps the best solution of every cell of a regular grid of any dimension.

    Attributes:
      lower: lowest value of each measure; smaller ones are clipped into the first cell.
      upper: highest value of each measure; larger ones are clipped into the last cell.
      shape: number of cells along each measure.
      offset: the lowest objective there can be; the QD score sums objective - offset.

    A measure on an edge belongs to the cell above it; edges are exact (`archives/edges.py`).

    Raises:
      ValueError: lengths differ, an axis is empty or reversed, its cells are too narrow for float32, or
        there are too many cells.

    Example:
      >>> from ramify import Evaluation
      >>> archive = GridArchive(lower=(0, 0), upper=(1, 1), shape=(10, 10))
      >>> state = archive.init(3, {})
      >>> x = jnp.ones((2, 3))
      >>> e = Evaluation(jnp.array([1.0, 5.0]), jnp.array([[0.25, 0.0], [0.25, 0.0]]))
      >>> state, added = archive.add(state, x, e)
      >>> int(state.size), added.status.tolist(), float(archive.statistics(state)["best"])
      (1, [2, 2], 5.0)
    """

    lower: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "lower"))
    upper: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "upper"))
    shape: tuple[int, ...] = eqx.field(static=True, converter=partial(whole_numbers, "shape"))

    def __check_init__(self) -> None:
        if not (len(self.lower) == len(self.upper) == len(self.shape) >= 1):
            raise ValueError(
                f"lower, upper and shape have {len(self.lower)}, {len(self.upper)} and "
                f"{len(self.shape)} entries: give each one entry per measure."
            )
        for lo, hi, cells in zip(self.lower, self.upper, self.shape, strict=True):
            if not (spans(lo, hi) and cells >= 1):
                raise ValueError(
                    f"The axis from {lo} to {hi} in {cells} cells is empty: lower must be finite and "
                    "below upper, in float32 too, and shape at least 1."
                )
            refuse_too_fine(lo, hi, (hi - lo) / cells, f"The width of each of {cells} cells")
        if self.cells > _MAX_CELLS:
            raise ValueError(
                f"shape={self.shape} gives {self.cells} cells, and a grid can have at most "
                f"{_MAX_CELLS}: use fewer cells per axis."
            )

    @property
    def cells(self) -> int:
        return math.prod(self.shape)

    @property
    def axes(self) -> dict[str, tuple]:
        return {"lower": self.lower, "upper": self.upper, "shape": self.shape}

    @property
    def dimensions(self) -> int:
        return len(self.shape)

    def warn(self, state: CellsState) -> None:
        if type(self).cell_of is GridArchive.cell_of:
            super().warn(state)
        else:  # another `cell_of` may wrap measures that lie outside an axis
            AbstractSlots.warn(self, state)

    def cells_of(self, places: PyTree, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        return self.cell_of(measures)

    def cell_of(self, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        """Returns each row's cell, row-major over the axes; measures outside are clipped (NaN: cell 0).

        The nearest edge along each axis is computed, and compared with: so the result does not depend on
        how a processor rounds. The computed position is less than half a cell wrong, since a cell holds
        16 float32 numbers.
        """
        lower, upper = (np.asarray([side], np.float32) for side in (self.lower, self.upper))
        inside = jnp.clip(measures, lower, upper)
        unit = (inside - lower) / (upper - lower)
        cells = np.asarray([self.shape], np.float32)
        nearest = jnp.round(jnp.where(jnp.isnan(unit), 0.0, unit) * cells)
        edges, starts = _edges(self.lower, self.upper, self.shape)
        edge = nearest.astype(jnp.int32)
        index = edge - (inside < jnp.asarray(edges)[edge + starts]).astype(jnp.int32)
        strides = np.cumprod((1, *self.shape[:0:-1]))[::-1].astype(np.int32)
        return jnp.sum(index * strides[None, :], axis=1)


@lru_cache(maxsize=64)
def _edges(
    lower: tuple[float, ...], upper: tuple[float, ...], shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the edges of all cells, axis after axis, and where each axis starts among them.

    The first edge is below all clipped measures, the last edge above.
    """
    axes = zip(lower, upper, shape, strict=True)
    edges = [np.concatenate([[-np.inf], first_of_each_cell(*axis), [np.inf]]) for axis in axes]
    starts = np.cumsum([0, *map(len, edges[:-1])])
    return np.concatenate(edges).astype(np.float32), starts[None].astype(np.int32)
