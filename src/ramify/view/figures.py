"""Pictures of an archive with matplotlib. An empty archive raises ValueError.

`vmin`, `vmax` and `cmap` set the colors of the objective, as in matplotlib. By default the range is the
archive's, and the colors are viridis. Give several pictures the same values to compare their colors.
With `ax` a picture is drawn into axes of your own figure, which is returned.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil, prod
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, ListedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter

from ramify.elites.table import EliteTable
from ramify.system.files import make_folder, write_atomically
from ramify.system.printable import label

DPI = 150
EMPTY = "#e6e9ee"  # a cell without an elite
INK, GREY = "#1c2130", "#5f6878"
COLOURS = matplotlib.colormaps["viridis"]
TITLES = {
    "qd_score": "QD score",
    "norm_qd_score": "QD score / cells",
    "coverage": "coverage [%]",
    "best": "best objective",
}


def heatmap(
    elites: EliteTable,
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
) -> Figure:
    """Draws the objective of every cell over two measures, or one bar per cell over one measure."""
    _check(elites, dimensions=(1, 2), otherwise="nested() or projections()")
    scale = _scale(elites, vmin, vmax, cmap)
    if len(elites.names) == 1:
        return _bars(elites.on_grid(), scale, ax)
    cells = best_per_bin(elites.on_grid(), 0, 1)
    figure, axes = _exact(cells.shape) if ax is None else _given(ax)
    _image(axes, cells, scale, extent=_extent(elites, 0, 1))
    axes.set(xlabel=elites.names[0], ylabel=elites.names[1])
    _titled(axes, elites)
    _bar(figure, scale, axes, exact=ax is None)
    return figure


def nested(
    elites: EliteTable,
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
) -> Figure:
    """Draws four measures as tiles: the first two place a tile, the last two a cell in it."""
    _check(elites, dimensions=(4,), otherwise="heatmap() or projections()")
    shown = elites.on_grid()
    outer, inner = np.array(shown.shape[:2]), np.array(shown.shape[2:])
    gap = np.maximum(1, inner // 10)
    pitch = inner + gap
    size = tuple(outer * pitch - gap)
    index = np.array(np.unravel_index(shown.cell, shown.shape))
    x, y = index[:2] * pitch[:, None] + index[2:]
    cells = np.full(size, np.nan, np.float32)
    cells[x, y] = shown.objective
    scale = _scale(elites, vmin, vmax, cmap)
    figure, axes = _exact(size) if ax is None else _given(ax)
    tiles = np.ix_(*(np.arange(size[i]) % pitch[i] < inner[i] for i in (0, 1)))
    _image(axes, cells, scale, background=tiles)
    axes.spines[:].set_visible(False)
    for i, axis in enumerate((axes.xaxis, axes.yaxis)):
        edges = np.unique(np.linspace(0, outer[i], min(outer[i], 5) + 1).round())
        values = elites.lower[i] + edges / outer[i] * (elites.upper[i] - elites.lower[i])
        ticks = edges * pitch[i] - gap[i] / 2 - 0.5
        axis.set_ticks(ticks, labels=[f"{value:.3g}" for value in values])
        axis.set_label_text(f"{elites.names[i]} →   (inside each tile: {elites.names[2 + i]} →)")
    _titled(axes, elites)
    _bar(figure, scale, axes, exact=ax is None)
    return figure


def projections(
    elites: EliteTable,
    *,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
) -> Figure:
    """Draws one panel per pair of measures: the best objective in every pair of bins."""
    _check(elites)
    pairs, shown = list(combinations(range(len(elites.names)), 2)), elites.on_grid()
    if not pairs:
        raise ValueError(
            "The archive has one measure, and projections() needs at least two: use heatmap()."
        )
    scale = _scale(elites, vmin, vmax, cmap)
    columns = min(3, len(pairs))
    rows = ceil(len(pairs) / columns)
    figure = Figure((3.6 * columns + 1, 3.4 * rows + 0.5), layout="constrained")
    for i, (x, y) in enumerate(pairs):
        axes = figure.add_subplot(rows, columns, i + 1, box_aspect=1)
        _image(axes, best_per_bin(shown, x, y), scale, extent=_extent(elites, x, y))
        axes.set(xlabel=elites.names[x], ylabel=elites.names[y])
    _bar(figure, scale)
    return figure


def curves(
    metrics: dict[str, np.ndarray],
    names: Sequence[str] = ("best", "coverage", "qd_score", "elites"),
) -> Figure:
    """Draws each metric against the number of evaluations, one panel per metric.

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
    columns = min(2, len(shown))
    rows = ceil(len(shown) / columns)
    figure = Figure((4.8 * columns, 2.9 * rows + 0.4), layout="constrained")
    short = EngFormatter(sep="")
    for i, name in enumerate(shown):
        y = in_units(metrics[name], name)
        axes = figure.add_subplot(rows, columns, i + 1)
        mark = "-" if x.size > 1 else "o"
        axes.plot(x, np.where(np.isfinite(y), y, np.nan), mark, color=COLOURS(0.45))
        axes.set_title(TITLES.get(name, name), loc="left", fontsize=11, color=INK)
        axes.set(xlabel="evaluations", xlim=(0, max(1, x.max()) * 1.02))
        axes.grid(color=EMPTY)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda v, _: short(v) if abs(v) >= 1e4 else f"{v:g}")
        styled(axes)
    return figure


def histogram(
    elites: EliteTable,
    thresholds: Sequence[float] = (1000.0, 1500.0, 2000.0),
    *,
    ax: Axes | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str | Colormap = COLOURS,
) -> Figure:
    """Draws a histogram of the objective, and counts the elites above each threshold."""
    _check(elites)
    values = elites.objective.astype(float)
    bins = min(60, max(10, int(len(values) ** 0.5)))
    counts, edges = np.histogram(values, bins, widened(values.min(), values.max()))
    middles = (edges[1:] + edges[:-1]) / 2
    figure, axes = _wide() if ax is None else _given(ax)
    colours = _scale(elites, vmin, vmax, cmap).to_rgba(middles)
    axes.bar(middles, counts, width=np.diff(edges) * 0.94, color=colours)
    lines = [f"{len(values):,} elites, best {values.max():.4g}"]
    for threshold in thresholds:
        above = int((values > threshold).sum())
        lines.append(f"{above:,} above {threshold:g} ({above / len(values):.1%})")
        if edges[0] <= threshold <= edges[-1]:
            axes.axvline(threshold, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_title("\n".join(lines), loc="left", fontsize=10, color=GREY)
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
    within: Path | None = None,
) -> list[Path]:
    """Writes all pictures for the archive's number of measures as PNG files.

    Args:
      elites: the archive.
      metrics: columns of metrics.csv by name, for `curves`.
      folder: folder for the files.
      title: title of all pictures.
      thresholds: objectives that `histogram` marks.
      within: a folder above `folder`. No folder between the two may be a link.

    Returns:
      The paths of the files.

    Raises:
      RunError: a picture cannot be written.
    """
    k, title = len(elites.names), label(title)
    elites = replace(elites, names=tuple(map(label, elites.names)))
    pictures = [heatmap] if k <= 2 else [projections, nested] if k == 4 else [projections]
    figures = {picture.__name__: picture(elites) for picture in pictures}
    figures["histogram"] = histogram(elites, thresholds)
    if len(metrics.get("evaluations", ())):
        figures["curves"] = curves(metrics)
    make_folder(folder, within=within)
    paths = []
    for name, figure in figures.items():
        figure.suptitle(title, fontsize=13, color=INK)
        paths.append(save(figure, folder / f"{name}.png", within=within))
    return paths


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
    """Writes a figure as PNG. An error leaves an earlier file as it is."""
    with write_atomically(path, within=within) as file:
        figure.savefig(file, format="png", dpi=DPI)
    return path


def best_per_bin(elites: EliteTable, x: int, y: int) -> np.ndarray:
    """Returns the highest objective of each bin of the measures x and y; NaN without an elite."""
    index = np.unravel_index(elites.cell, elites.shape)
    cells = np.full((elites.shape[x], elites.shape[y]), np.nan, np.float32)
    np.fmax.at(cells, (index[x], index[y]), elites.objective)
    return cells


def _check(elites: EliteTable, dimensions: Sequence[int] = (), otherwise: str = "") -> None:
    if len(elites) == 0:
        raise ValueError("The archive is empty: there are no elites to draw yet.")
    if dimensions and len(elites.names) not in dimensions:
        raise ValueError(f"This archive has {len(elites.names)} measures: use {otherwise}.")


def _scale(
    elites: EliteTable, vmin: float | None, vmax: float | None, cmap: str | Colormap
) -> ScalarMappable:
    """Returns the color scale: the given range, or that of all elites."""
    low = float(elites.objective.min()) if vmin is None else vmin
    high = float(elites.objective.max()) if vmax is None else vmax
    return ScalarMappable(Normalize(low, high), cmap)


def _extent(elites: EliteTable, x: int, y: int) -> tuple[float, float, float, float]:
    return elites.lower[x], elites.upper[x], elites.lower[y], elites.upper[y]


def _exact(cells: tuple[int, ...]) -> tuple[Figure, Axes]:
    """Returns square axes of 7 to 9 inches. Every cell is a whole number of pixels."""
    wide, high = (n * ceil(1080 / n) / DPI for n in cells)
    width, height = wide + 2.0, high + 1.5
    figure = Figure((width, height))
    return figure, figure.add_axes((0.8 / width, 0.7 / height, wide / width, high / height))


def _wide() -> tuple[Figure, Axes]:
    figure = Figure((8, 4.4), layout="constrained")
    axes = figure.add_subplot()
    axes.ticklabel_format(useOffset=False)
    return figure, axes


def _image(
    axes: Axes, cells: np.ndarray, scale: ScalarMappable, background: Any = ..., **options: Any
) -> None:
    """Draws `cells` [x, y] over a grey background for the cells without an elite."""
    places = np.full(cells.shape, np.nan)
    places[background] = 0
    options |= {"origin": "lower", "aspect": "auto", "interpolation": "nearest"}
    axes.imshow(np.ma.masked_invalid(places.T), cmap=ListedColormap([EMPTY]), **options)
    options |= {"cmap": scale.cmap, "norm": scale.norm}
    shown = np.ma.masked_invalid(cells.T.astype(float))  # float32's widest range would overflow
    axes.imshow(shown, **options)
    styled(axes)


def _bar(
    figure: Figure, scale: ScalarMappable, axes: Axes | None = None, *, exact: bool = False
) -> None:
    """Draws a color bar beside these axes, as high as they are if `exact`, or beside all panels."""
    if axes is None:
        bar = figure.colorbar(scale, ax=figure.axes, shrink=0.8, aspect=40, pad=0.02)
    elif exact:
        box, inch = axes.get_position(), 1 / figure.get_figwidth()
        place = (box.x1 + 0.2 * inch, box.y0, 0.18 * inch, box.height)
        bar = figure.colorbar(scale, cax=figure.add_axes(place))
    else:
        bar = figure.colorbar(scale, ax=axes, pad=0.02)
    bar.set_label("objective", color=INK)
    styled(bar.ax)


def _titled(axes: Axes, elites: EliteTable) -> None:
    share, best = len(elites) / prod(elites.shape), elites.objective.max()
    text = f"{len(elites):,} elites, {share:.2%} of the cells, best {best:.4g}"
    axes.set_title(text, loc="left", fontsize=10, color=GREY)


def _given(axes: Axes) -> tuple[Figure, Axes]:
    """Returns the figure of these axes, and the axes."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure, axes


def _bars(elites: EliteTable, scale: ScalarMappable, ax: Axes | None) -> Figure:
    """Draws one measure: a bar as high as the objective, grey for a cell without an elite."""
    figure, axes = _wide() if ax is None else _given(ax)
    edges = np.linspace(elites.lower[0], elites.upper[0], elites.shape[0] + 1)
    objective = elites.objective.astype(float)
    low, high = widened(objective.min(), objective.max())
    bottom, top = low - 0.06 * (high - low), high + 0.06 * (high - low)
    empty, width = np.setdiff1d(np.arange(elites.shape[0]), elites.cell), edges[1] - edges[0]
    axes.bar(edges[empty], top - bottom, width, bottom, align="edge", color=EMPTY)
    places, colours = edges[elites.cell], scale.to_rgba(objective)
    axes.bar(places, objective - bottom, width, bottom, align="edge", color=colours)
    axes.set(xlim=edges[[0, -1]], ylim=(bottom, top), xlabel=elites.names[0], ylabel="objective")
    styled(axes)
    return figure


def styled(axes: Axes) -> None:
    """Sets the colors that all pictures have."""
    axes.set_axisbelow(True)
    axes.spines[:].set_color(GREY)
    axes.tick_params(color=GREY, labelcolor=GREY, labelsize=9)
