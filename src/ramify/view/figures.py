"""Pictures of an archive with matplotlib. An empty archive raises ValueError.

`vmin`, `vmax` and `cmap` set the colors of the objective, as in matplotlib. By default the range is the
archive's, and the colors are viridis. Give several pictures the same values to compare their colors.
With `ax` a picture is drawn into axes of your own figure, which is returned. By default, an axis that is
mostly empty is cropped to its elites, and the caption says so: `crop=False` shows all of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from math import ceil
from pathlib import Path
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap
from matplotlib.figure import Figure

from ramify._former import former_names
from ramify.elites.steadiness import is_steady
from ramify.elites.table import EliteTable
from ramify.system.files import make_folder
from ramify.system.printable import label
from ramify.view.captions import BARS, BEST_OF_BIN, BRIGHT, POINTS, count, titled, wrapped
from ramify.view.cells import (
    Window,
    bars,
    color_bar,
    color_scale,
    draw_cells,
    draw_image,
    draw_points,
    draw_polygons,
    has_cells,
)
from ramify.view.style import (
    COLOURS,
    EMPTY,
    GREY,
    INK,
    TITLES,
    Plain,
    exact_axes,
    given_axes,
    in_units,
    points,
    save,
    styled,
    wide_axes,
    widened,
)

__getattr__ = former_names(__name__, {"best_per_bin": "ramify.view.cells:best_per_bin"})

LARGEST = 0.15  # side of an elite in a nested grid: this share of the picture / sqrt(elites)


def heatmap(
    elites: EliteTable,
    measures: Sequence[str | int] | None = None,
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
    crop: bool = True,
) -> Figure:
    """Draws the objective of every cell over two measures, or one bar per cell over one measure.

    The cells of a tessellation are drawn as polygons.

    Args:
      measures: names or numbers of two measures, of an archive with more. Each square then shows the
        best elite of its bin, whatever its other measures are.
    """
    others = "nested(), projections(), or heatmap(elites, measures=...) with two of them"
    _check(elites, dimensions=(1, 2) if measures is None else (), otherwise=others)
    scale, view = color_scale(elites, vmin, vmax, cmap), Window.of(elites, crop)
    if len(elites.names) == 1 and measures is None:
        return _bars(elites, scale, view, ax)
    x, y = (0, 1) if measures is None else _pair(elites, measures)
    whole = len(elites.names) == 2
    lines = [count(elites), BRIGHT if whole else BEST_OF_BIN, *view.lines(elites)]
    if elites.centroid is None:
        bins = view.bins[x], view.bins[y]
        figure, axes = exact_axes(bins, len(lines)) if ax is None else given_axes(ax)
        draw_cells(axes, elites, scale, view, x, y)
    else:
        figure, axes = exact_axes((1, 1), len(lines)) if ax is None else given_axes(ax)
        if has_cells(elites) and whole and (x, y) == (0, 1):
            draw_polygons(axes, elites, scale, view)
        else:
            lines[1:2] = [POINTS]
            draw_points(axes, elites, scale, view, x, y)
    axes.set(xlabel=elites.names[x], ylabel=elites.names[y])
    titled(axes, lines, short=ax is not None)
    color_bar(figure, scale, axes, exact=ax is None)
    return figure


def nested(
    elites: EliteTable,
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
    crop: bool = True,
) -> Figure:
    """Draws a grid of four measures as tiles: the first two place a tile, the last two a cell in it.

    If there are few elites, each is drawn larger than its cell.
    """
    _check(elites, dimensions=(4,), otherwise="heatmap() or projections()")
    if elites.centroid is not None:
        raise ValueError("This archive has no grid, and nested() draws one: use projections().")
    view = Window.of(elites, crop)
    outer, inner, gap, pitch, size, side, (x, y) = _layout(elites, view)
    cells = np.full(size, np.nan, np.float32)
    for i, j in np.ndindex(side, side):  # pixels of each elite; the best is on top
        np.fmax.at(cells, (x + i, y + j), elites.objective)
    scale, lines = (
        color_scale(elites, vmin, vmax, cmap),
        [count(elites), BRIGHT, *view.lines(elites)],
    )
    if side > 1:
        lines[2:2] = [f"There are few elites: each is drawn as large as {side} x {side} cells."]
    figure, axes = exact_axes(tuple(size), len(lines)) if ax is None else given_axes(ax)
    tiles = np.ix_(*(np.arange(size[i]) % pitch[i] < inner[i] for i in (0, 1)))
    draw_image(axes, cells, scale, background=tiles)
    axes.spines[:].set_visible(False)
    for i, axis in enumerate((axes.xaxis, axes.yaxis)):
        edges = np.unique(np.linspace(0, outer[i], min(outer[i], 5) + 1).round())
        low, high = view.lower[i], view.upper[i]
        values = low + edges / outer[i] * (high - low)
        ticks = edges * pitch[i] - gap[i] / 2 - 0.5
        axis.set_ticks(ticks, labels=[f"{value:.3g}" for value in values])
        axis.set_label_text(f"{elites.names[i]} →   (inside each tile: {elites.names[2 + i]} →)")
    titled(axes, lines, short=ax is not None)
    color_bar(figure, scale, axes, exact=ax is None)
    return figure


def tile_places(elites: EliteTable, *, crop: bool = True) -> np.ndarray:
    """Returns where `nested` draws the middle of each elite, [e, 2], in units of its axes."""
    tiles = _layout(elites, Window.of(elites, crop))
    places: np.ndarray = tiles.at.T + (tiles.side - 1) / 2
    return places


class _Tiles(NamedTuple):
    """The layout of `nested`, in cells: x, then y."""

    outer: np.ndarray  # number of tiles
    inner: np.ndarray  # cells of a tile
    gap: np.ndarray  # between two tiles
    pitch: np.ndarray  # from one tile to the next
    size: np.ndarray  # of the picture
    side: int  # of an elite
    at: np.ndarray  # [2, e], first cell of each elite


def _layout(elites: EliteTable, view: Window) -> _Tiles:
    outer, inner = np.array(view.bins[:2]), np.array(view.bins[2:])
    gap = np.maximum(1, inner // 10)
    pitch = inner + gap
    size = outer * pitch - gap
    index = np.array(np.unravel_index(elites.cell, elites.shape)) - np.array(view.first)[:, None]
    enlarged = int(min(LARGEST * size.min() / len(elites) ** 0.5, *(inner / 3)))
    side = max(1, enlarged)
    inside = np.clip(index[2:] - (side - 1) // 2, 0, (inner - side)[:, None])  # stays in its tile
    return _Tiles(outer, inner, gap, pitch, size, side, index[:2] * pitch[:, None] + inside)


def projections(
    elites: EliteTable,
    *,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
    crop: bool = True,
) -> Figure:
    """Draws one panel per pair of measures: the best objective in every pair of bins.

    The elites of an archive without a grid are drawn as points, the best on top.
    """
    _check(elites)
    pairs = list(combinations(range(len(elites.names)), 2))
    if not pairs:
        raise ValueError(
            "The archive has one measure, and projections() needs at least two: use heatmap()."
        )
    scale, view = color_scale(elites, vmin, vmax, cmap), Window.of(elites, crop)
    columns = min(3, len(pairs))
    rows = ceil(len(pairs) / columns)
    figure = Figure((3.6 * columns + 1, 3.4 * rows + 0.9), layout="constrained")
    for i, (x, y) in enumerate(pairs):
        axes = figure.add_subplot(rows, columns, i + 1, box_aspect=1)
        if elites.centroid is None:
            draw_cells(axes, elites, scale, view, x, y)
        else:
            draw_points(axes, elites, scale, view, x, y)
        axes.set(xlabel=elites.names[x], ylabel=elites.names[y])
    best = BEST_OF_BIN if len(pairs) > 1 else BRIGHT
    lines = [count(elites), best if elites.centroid is None else POINTS, *view.lines(elites)]
    text = wrapped(lines, 50 * columns)
    figure.supxlabel(text, x=0.01, ha="left", fontsize=points(10), color=GREY)
    color_bar(figure, scale)
    return figure


def curves(
    metrics: dict[str, np.ndarray],
    names: Sequence[str] = ("best", "qd_score", "elites", "coverage"),
) -> Figure:
    """Draws each metric against the number of evaluations, one panel per metric.

    If both the elites and the coverage are drawn, they share a panel with an axis for each unit.

    Args:
      metrics: columns of equal length by name, with "evaluations".
      names: the columns to draw. Missing ones are left out.

    Raises:
      ValueError: there is no such column, or there are no rows.
    """
    shown = [name for name in names if name in metrics]
    x = np.asarray(metrics.get("evaluations", ()), float)
    if not shown or x.size == 0:
        raise ValueError(
            f"No curve to draw: metrics has {x.size} rows and the columns {sorted(metrics)}. Give "
            f"evaluations and at least one of {', '.join(names)}."
        )
    cells = _cells_of(metrics) if {"elites", "coverage"} <= set(shown) else None
    if cells is not None:
        shown.remove("coverage")
    columns = 3 if len(shown) == 3 else min(2, len(shown))
    rows = ceil(len(shown) / columns)
    figure = Figure((4.8 * columns, 2.9 * rows + 0.4), layout="constrained")
    for i, name in enumerate(shown):
        y = in_units(metrics[name], name)
        axes = figure.add_subplot(rows, columns, i + 1)
        mark = "-" if x.size > 1 else "o"
        axes.plot(x, np.where(np.isfinite(y), y, np.nan), mark, color=COLOURS(0.45))
        axes.set_title(TITLES.get(name, name), loc="left", fontsize=points(11), color=INK)
        axes.set(xlabel="evaluations", xlim=(0, max(1, x.max()) * 1.02))
        axes.grid(color=EMPTY)
        axes.xaxis.set_major_formatter(Plain())
        axes.yaxis.set_major_formatter(Plain())
        styled(axes)
        if name == "elites" and cells is not None:
            axes.set_title("elites and coverage", loc="left", fontsize=points(11), color=INK)
            axes.set_ylabel("elites")
            _percent_of(cells, axes)
    return figure


def _percent_of(cells: float, axes: Axes) -> None:
    """Adds an axis for the coverage to a curve of the number of elites."""
    share = 100.0 / cells
    other = axes.secondary_yaxis(
        "right", functions=(lambda n: np.multiply(n, share), lambda n: np.divide(n, share))
    )
    other.set_ylabel(TITLES["coverage"])
    other.yaxis.set_major_formatter(Plain())
    other.tick_params(color=GREY, labelcolor=GREY, labelsize=points(9))


def _cells_of(metrics: dict[str, np.ndarray]) -> float | None:
    """Returns the archive's number of cells; None if elites and coverage do not give one number."""
    elites, coverage = (np.asarray(metrics[name], float) for name in ("elites", "coverage"))
    known = coverage > 0
    if not known.any():
        return None
    cells: np.ndarray = elites[known] / coverage[known]
    return float(cells[-1]) if np.ptp(cells) <= 1e-3 * cells[-1] else None


def histogram(
    elites: EliteTable,
    thresholds: Sequence[float] = (1000.0, 1500.0, 2000.0),
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
) -> Figure:
    """Draws a histogram of the objective, and counts the elites above each threshold.

    Of robots, those that walk steadily are counted too (`elites.steadiness`).
    """
    _check(elites)
    steady = is_steady(elites)
    values = elites.objective.astype(float)
    bins = min(60, max(10, int(len(values) ** 0.5)))
    counts, edges = np.histogram(values, bins, widened(values.min(), values.max()))
    middles = (edges[1:] + edges[:-1]) / 2
    figure, axes = wide_axes() if ax is None else given_axes(ax)
    colours = color_scale(elites, vmin, vmax, cmap).to_rgba(middles)
    axes.bar(middles, counts, width=np.diff(edges) * 0.94, color=colours)
    lines = [f"{len(values):,} elites, best {values.max():.4g}"]
    for threshold in thresholds:
        above = values > threshold
        walking = "" if steady is None else f", {(above & steady).sum():,} walk steadily"
        lines.append(f"{above.sum():,} above {threshold:g} ({above.mean():.1%}{walking})")
        if edges[0] <= threshold <= edges[-1]:
            axes.axvline(threshold, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_title("\n".join(lines), loc="left", fontsize=points(10), color=GREY)
    axes.set(xlabel="objective", ylabel="elites")
    axes.margins(x=0.01)
    styled(axes)
    return figure


def save_all(
    elites: EliteTable,
    metrics: dict[str, np.ndarray],
    folder: Path,
    title: str,
    thresholds: Sequence[float] = (),
    *,
    kind: str = "png",
    within: Path | None = None,
) -> list[Path]:
    """Writes all pictures for the archive's number of measures.

    Args:
      elites: the archive.
      metrics: columns of metrics.csv by name, for `curves`.
      folder: folder for the files.
      title: title of all pictures.
      thresholds: objectives that `histogram` marks.
      kind: format of the files: "png", "pdf" or "svg".
      within: a folder above `folder`. No folder between the two may be a link.

    Returns:
      The paths of the files.

    Raises:
      RunError: a picture cannot be written.
    """
    k, title = len(elites.names), label(title)
    elites = replace(elites, names=tuple(map(label, elites.names)))
    tiled = k == 4 and elites.centroid is None
    pictures = [heatmap] if k <= 2 else [projections, nested] if tiled else [projections]
    figures = {picture.__name__: picture(elites) for picture in pictures}
    figures["histogram"] = histogram(elites, thresholds)
    if len(metrics.get("evaluations", ())):
        figures["curves"] = curves(metrics)
    make_folder(folder, within=within)
    paths = []
    for name, figure in figures.items():
        figure.suptitle(title, fontsize=points(13), color=INK)
        paths.append(save(figure, folder / f"{name}.{kind}", within=within))
    return paths


def _check(elites: EliteTable, dimensions: Sequence[int] = (), otherwise: str = "") -> None:
    if len(elites) == 0:
        raise ValueError("The archive is empty: there are no elites to draw yet.")
    if dimensions and len(elites.names) not in dimensions:
        raise ValueError(f"This archive has {len(elites.names)} measures: use {otherwise}.")


def _pair(elites: EliteTable, measures: Sequence[str | int]) -> tuple[int, int]:
    """Returns the numbers of two measures that are given by name or number."""
    number: dict[str | int, int] = {i: i for i in range(len(elites.names))}
    number |= {name: i for i, name in enumerate(elites.names)}
    pair = [number[one] for one in measures if one in number]
    if len(measures) != 2 or len(set(pair)) != 2:
        raise ValueError(
            f"measures={measures!r}: give two of {', '.join(elites.names)}, or their numbers, 0 to "
            f"{len(elites.names) - 1}."
        )
    return pair[0], pair[1]


def _bars(elites: EliteTable, scale: ScalarMappable, view: Window, ax: Axes | None) -> Figure:
    """Draws one measure: a bar as high as the objective, grey for a cell without an elite."""
    figure, axes = wide_axes() if ax is None else given_axes(ax)
    shown = bars(elites, view)
    objective = shown.elites.objective.astype(float)
    low, high = widened(elites.objective.min(), elites.objective.max())
    bottom, top = low - 0.06 * (high - low), high + 0.06 * (high - low)
    empty = np.setdiff1d(np.arange(len(shown.left)), shown.bar)
    width, held = shown.right - shown.left, shown.bar
    draw = partial(axes.bar, bottom=bottom, align="edge")
    draw(shown.left[empty], top - bottom, width[empty], color=EMPTY)
    draw(shown.left[held], objective - bottom, width[held], color=scale.to_rgba(objective))
    axes.set(xlim=(view.lower[0], view.upper[0]), ylim=(bottom, top))
    axes.set(xlabel=elites.names[0], ylabel="objective")
    together = [f"Each bar shows the best elite of {shown.cells} cells."] if shown.cells > 1 else []
    lines = [count(elites), BARS, *together, *view.lines(elites)]
    titled(axes, lines, short=ax is not None)
    styled(axes)
    return figure
