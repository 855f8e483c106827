"""Colors, tick labels and sizes that all pictures share, and how a picture is written."""

from math import ceil
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter, ScalarFormatter

from ramify.system.files import write_atomically

DPI = 150
VECTOR: Any = {  # text stays text, as journals want it; no random names
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "ramify",
}
UNDATED = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}
EMPTY = "#e6e9ee"  # a cell without an elite
INK, GREY = "#1c2130", "#5f6878"
COLOURS = matplotlib.colormaps["viridis"]
TITLES = {
    "qd_score": "QD score",
    "norm_qd_score": "QD score / cells",
    "coverage": "coverage [%]",
    "best": "best objective",
}


class Plain(ScalarFormatter):
    """Labels of ticks without an offset: 99.991 instead of "+9.999e1"; 94.1k from ten thousand on."""

    def __init__(self) -> None:
        super().__init__(useOffset=False)
        self._short = EngFormatter(sep="")
        self._largest = 0.0  # of the values at the ticks

    def set_locs(self, locs: Any) -> None:
        self._largest = max((abs(float(at)) for at in locs), default=0.0)
        super().set_locs([] if self._largest >= 1e4 else locs)

    def __call__(self, x: float, pos: int | None = None) -> str:
        return super().__call__(x, pos) if self._largest < 1e4 else self._short(x)


def points(size: float) -> float:
    """Returns a font size that grows and shrinks with matplotlib's `font.size`, whose default is 10."""
    return size * matplotlib.rcParams["font.size"] / 10


def styled(axes: Axes) -> None:
    """Sets the colors that all pictures have."""
    axes.set_axisbelow(True)
    axes.spines[:].set_color(GREY)
    axes.tick_params(color=GREY, labelcolor=GREY, labelsize=points(9))


def wide_axes() -> tuple[Figure, Axes]:
    """Returns a new figure with one wide panel."""
    figure = Figure((8, 4.4), layout="constrained")
    axes = figure.add_subplot()
    axes.xaxis.set_major_formatter(Plain())
    axes.yaxis.set_major_formatter(Plain())
    return figure, axes


def exact_axes(cells: tuple[int, ...], lines: int) -> tuple[Figure, Axes]:
    """Returns square axes of 7 to 9 inches with room for a caption of some lines.

    Every cell is a whole number of pixels.
    """
    wide, high = (n * ceil(1080 / n) / DPI for n in cells)
    width, height = wide + 2.0, high + 1.3 + 0.2 * lines
    figure = Figure((width, height))
    return figure, figure.add_axes((0.8 / width, 0.7 / height, wide / width, high / height))


def given_axes(axes: Axes) -> tuple[Figure, Axes]:
    """Returns the figure of these axes, and the axes."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure, axes


def widened(low: float, high: float) -> tuple[float, float]:
    """Returns a range around these limits that is wide enough for bins and ticks.

    Equal limits have no width. Above 1e16 a width of 1 is lost in float64, so it grows with the limits.
    """
    low, high = float(low), float(high)
    least = 1e-9 * max(abs(low), abs(high))
    if high - low > least:
        return low, high
    middle, reach = low + (high - low) / 2, max(0.5, 1e3 * least)
    return middle - reach, middle + reach


def in_units(values: np.ndarray, name: str) -> np.ndarray:
    """Returns a metric in the unit of its title in `TITLES`: coverage in percent."""
    return np.asarray(values, float) * (100.0 if name == "coverage" else 1.0)


def save(figure: Figure, path: Path, *, within: Path | None = None) -> Path:
    """Writes a figure in the format that the path ends in: png, pdf or svg. An error leaves an earlier
    file as it is. Equal figures give equal files."""
    kind = path.suffix[1:]
    with write_atomically(path, within=within) as file, matplotlib.rc_context(VECTOR):
        figure.savefig(file, format=kind, dpi=DPI, metadata=UNDATED.get(kind))
    return path
