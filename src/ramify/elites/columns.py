"""The columns of elites in a file, and the checks of what was read."""

from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
from msgspec import Meta, Struct

from ramify.system.files import RunError
from ramify.system.parsing import Count

FORMAT = 2  # of archive.npz


class ArchiveMeta(Struct, frozen=True, kw_only=True):
    """The `meta` member of archive.npz.

    Attributes:
      iteration: number of iterations after which the archive was saved.
      names: names of the measures.
      lower, upper, shape: axes of the archive.
      identity: identity of the run; "" for an archive without a run.
    """

    formats: ClassVar[tuple[int, ...]] = (1, FORMAT)

    format: int
    iteration: Count
    names: tuple[Annotated[str, Meta(max_length=1000)], ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    shape: tuple[Annotated[int, Meta(ge=1, le=2**31 - 1)], ...]
    identity: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.names) == len(self.lower) == len(self.upper):
            raise ValueError("names, lower and upper differ in length")
        if not np.isfinite([*self.lower, *self.upper]).all():
            raise ValueError("lower or upper is not finite")
        if not all(low < high for low, high in zip(self.lower, self.upper, strict=True)):
            raise ValueError("lower is not below upper")
        if self.cells > 2**31 - 1:
            raise ValueError("shape has too many cells")

    @property
    def cells(self) -> int:
        """Number of cells."""
        cells = 1
        for axis in self.shape:
            cells *= axis
        return cells

    @property
    def axes(self) -> dict[str, tuple]:
        """lower, upper, shape and names."""
        return {name: getattr(self, name) for name in ("lower", "upper", "shape", "names")}


def check_columns(
    path: Path, columns: dict[str, Any], meta: ArchiveMeta, remedy: str = "restore it from a backup"
) -> None:
    """Refuses columns that cannot be the elites of an archive with these axes.

    Args:
      path: file that they were read from, for messages.
      columns: columns by name, as in archive.npz. Solutions may be left in the file (`npz.Rows`).
      meta: metadata of the same file.
      remedy: what the user can do, for messages.

    Raises:
      RunError: a column is missing, or has another dtype or length; a number is not finite; a cell is
        out of range or occurs twice.
    """
    try:
        _check_columns(columns, meta)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({error}): {remedy}.") from None


def _check_columns(columns: dict[str, Any], meta: ArchiveMeta) -> None:
    for name, (dtype, dimensions) in _COLUMNS.items():
        if name not in columns:
            raise ValueError(f"it has no {name}")
        column = columns[name]
        if column.dtype != dtype or len(column.shape) != dimensions:
            raise ValueError(f"{name} is {column.dtype} of shape {column.shape}")
    count = columns["objective"].shape[0]
    for name, column in columns.items():
        if name not in _COLUMNS and not name.startswith("field:"):
            continue
        if not column.shape or column.shape[0] != count:
            raise ValueError(f"{name} has shape {column.shape}, and there are {count} elites")
        if column.dtype.kind not in "biuf":
            raise ValueError(f"{name} is {column.dtype}, not numbers")
    axes = len(meta.names)
    if columns["measures"].shape[1] != axes:
        raise ValueError(f"measures has shape {columns['measures'].shape}, and there are {axes}")
    for name in ("objective", "measures"):
        if not np.isfinite(columns[name]).all():
            raise ValueError(f"{name} is not finite")
    if (priority := columns.get("priority")) is not None:
        if priority.dtype != np.float32 or priority.shape != (count,):
            raise ValueError(f"priority is {priority.dtype} of shape {priority.shape}")
        if not (np.isfinite(priority) & (priority > 0)).all():
            raise ValueError("a priority is not a finite number above 0")
    _check_cells(columns["cell"], meta.cells)
    if (centroid := columns.get("centroid")) is not None:
        _check_centroid(centroid, count, meta)


_COLUMNS = {
    "solution": (np.dtype(np.float32), 2),
    "objective": (np.dtype(np.float32), 1),
    "measures": (np.dtype(np.float32), 2),
    "cell": (np.dtype(np.int32), 1),
}


def _check_cells(cell: np.ndarray, cells: int) -> None:
    if cell.size and not (cell.min() >= 0 and cell.max() < cells):
        raise ValueError(f"a cell is not from 0 to {cells - 1}")
    ordered = np.sort(cell)  # a million cells take np.unique seconds
    if (ordered[1:] == ordered[:-1]).any():
        raise ValueError("two elites have the same cell")


def _check_centroid(centroid: np.ndarray, count: int, meta: ArchiveMeta) -> None:
    """A tessellation has one centroid per cell. An archive without cells has one per elite."""
    if centroid.dtype != np.float32 or centroid.shape[1:] != (len(meta.names),):
        raise ValueError(f"centroid is {centroid.dtype} of shape {centroid.shape}")
    if len(meta.shape) != 1 or len(centroid) not in (count, meta.shape[0]):
        raise ValueError(f"centroid has shape {centroid.shape}, and the archive {meta.shape} cells")
    if not np.isfinite(centroid).all():
        raise ValueError("centroid is not finite")
