"""The lower edges of an axis' cells, as float32 numbers.

Measures are kept as float32. A cell begins at its exact edge, less a tolerance, rounded to float32. So a
measure and an edge are rounded alike, and a measure that was computed with a few rounding errors still
counts as on its edge. Whether a measure lies in a cell is then a comparison, which no processor rounds.
"""

from functools import lru_cache

import numpy as np

_STEPS = 16.0  # float32 numbers that a cell must at least hold
_ROUNDING = 2.0  # float32 roundings at the axis's larger bound that a measure may have suffered
_SHARE = 2.0**-12  # of a cell: the most that rounding may move an edge


def spans(low: float, high: float) -> bool:
    """Returns whether an axis has a width above 0 that float32 can hold."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(0.0 < np.float32(high) - np.float32(low) < np.inf)


def refuse_too_fine(
    low: float, high: float, size: float, what: str, *, squared: bool = False
) -> None:
    """Refuses an axis on which float32 cannot tell distances of this size.

    Args:
      low, high: the axis.
      size: the distance that must be told, such as the width of a cell.
      what: what has this size, for the message.
      squared: whether distances are squared, which float32 can only do from 1e-18 to 1e18.

    Raises:
      ValueError: there are fewer than 16 float32 numbers in a distance of this size, or distances are
        too short or too long to be squared.
    """
    step = float(np.spacing(np.float32(max(abs(low), abs(high)))))
    if size < _STEPS * step:
        raise ValueError(
            f"{what} on the axis from {low} to {high} is {size:.3g}. It must be at least "
            f"{_STEPS:.0f} float32 steps, and a step there is {step:.3g}. {_remedy(low, high, size)}"
        )
    shortest, longest = (1e-18, 1e18) if squared else (float(np.finfo(np.float32).tiny), np.inf)
    if size < shortest or high - low > longest:
        raise ValueError(
            f"The axis from {low} to {high} has distances from {size:.3g} to {high - low:.3g}, and "
            f"float32 needs them from {shortest:.0e} to {longest:.0e}: use other units."
        )


def _remedy(low: float, high: float, size: float) -> str:
    width = high - low
    if size >= _STEPS * float(np.spacing(np.float32(width))):
        return (
            f"Subtract {low} from this measure in float64, in the task, and give the axis from 0.0 to "
            f"{width}."
        )
    return "Use fewer cells, or a smaller range."


@lru_cache(maxsize=256)
def first_of_each_cell(low: float, high: float, cells: int) -> np.ndarray:
    """Returns the smallest float32 measure of each cell but the first, in ascending order.

    The tolerance below an edge is two float32 roundings at the axis's larger bound, and at most 1/4096
    of a cell: i/s falls into its own cell for all whole numbers s up to 1,000 and more.

    Example:
      >>> first_of_each_cell(0.0, 1.0, 4).round(4).tolist()
      [0.25, 0.5, 0.75]
      >>> bool(np.float32(0.251) >= first_of_each_cell(0.0, 1.0, 1000)[250])
      True
    """
    width = (high - low) / cells
    rounding = float(np.finfo(np.float32).eps) * max(abs(low), abs(high))
    edges = low + np.arange(1, cells) / cells * (high - low)
    first = (edges - min(_ROUNDING * rounding, _SHARE * width)).astype(np.float32)
    first.setflags(write=False)
    return first
