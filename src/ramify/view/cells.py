"""Draws the cells of an archive into axes: squares of a grid, polygons of a tessellation, or points."""

from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PolyCollection
from matplotlib.colors import Colormap, ListedColormap, Normalize, to_rgba
from matplotlib.figure import Figure

from ramify.elites.table import EliteTable
from ramify.view.style import EMPTY, INK, Plain, styled
from ramify.view.voronoi import voronoi_cells

CROPPED = 0.6  # share of an axis with elites below which it is cropped
FINE = 100  # bins of an axis that has no grid, to crop it
MOST_BARS = 240  # bars side by side that can be told apart, each 3 pixels wide


@dataclass(frozen=True)
class Window:
    """The part of the axes that a picture shows.

    Attributes:
      lower, upper: bounds of each measure that is shown.
      first, bins: first bin and number of bins of each measure; of no meaning without a grid.
      cropped: the measures whose axis shows only a part of its range.
    """

    lower: tuple[float, ...]
    upper: tuple[float, ...]
    first: tuple[int, ...]
    bins: tuple[int, ...]
    cropped: tuple[int, ...]

    @classmethod
    def of(cls, elites: EliteTable, crop: bool) -> "Window":
        """Returns the whole axes, or of those that are mostly empty the part with elites."""
        grid = elites.centroid is None
        low, high = np.array(elites.lower, float), np.array(elites.upper, float)
        shape = np.array(elites.shape if grid else (FINE,) * len(low))
        if grid:
            index = np.array(np.unravel_index(elites.cell, elites.shape))
        else:
            places = (elites.measures - low) / (high - low)
            index = np.clip((places.T * FINE).astype(int), 0, FINE - 1)
        margin = np.maximum(1, np.ceil(0.05 * shape).astype(int))
        first = np.maximum(index.min(axis=1) - margin, 0)
        last = np.minimum(index.max(axis=1) + margin, shape - 1)
        kept = crop & (last - first + 1 < CROPPED * shape)
        first, last = np.where(kept, first, 0), np.where(kept, last, shape - 1)
        step = (high - low) / shape
        ends = [low + first * step, np.where(last == shape - 1, high, low + (last + 1) * step)]
        lower, upper = (tuple(map(float, end)) for end in ends)
        bins = tuple(map(int, last - first + 1))
        return cls(
            lower, upper, tuple(map(int, first)), bins, tuple(map(int, np.flatnonzero(kept)))
        )

    def lines(self, elites: EliteTable) -> list[str]:
        """Returns the part of a caption that says which axes are cropped; nothing if none is."""
        if not self.cropped:
            return []
        parts = [
            f"{elites.names[i]} from {self.lower[i]:.3g} to {self.upper[i]:.3g} "
            f"(of {elites.lower[i]:.3g} to {elites.upper[i]:.3g})"
            for i in self.cropped
        ]
        return [f"Cropped to where elites are: {', '.join(parts)}."]


def color_scale(
    elites: EliteTable, vmin: float | None, vmax: float | None, cmap: str | Colormap
) -> ScalarMappable:
    """Returns the color scale: the given range, or that of all elites."""
    low = float(elites.objective.min()) if vmin is None else vmin
    high = float(elites.objective.max()) if vmax is None else vmax
    return ScalarMappable(Normalize(low, high), cmap)


def has_cells(elites: EliteTable) -> bool:
    """Returns True for a grid or a tessellation; False for an archive that keeps points only."""
    return elites.centroid is None or len(elites.centroid) == elites.shape[0]


def best_per_bin(elites: EliteTable, x: int, y: int) -> np.ndarray:
    """Returns the highest objective of each bin of the measures x and y; NaN without an elite."""
    index = np.unravel_index(elites.cell, elites.shape)
    cells = np.full((elites.shape[x], elites.shape[y]), np.nan, np.float32)
    np.fmax.at(cells, (index[x], index[y]), elites.objective)
    return cells


def draw_cells(
    axes: Axes, elites: EliteTable, scale: ScalarMappable, view: Window, x: int, y: int
) -> None:
    """Draws the best elite of each bin of two measures of a grid."""
    across, up = (slice(view.first[i], view.first[i] + view.bins[i]) for i in (x, y))
    extent = (view.lower[x], view.upper[x], view.lower[y], view.upper[y])
    draw_image(axes, best_per_bin(elites, x, y)[across, up], scale, extent=extent)


def draw_polygons(axes: Axes, elites: EliteTable, scale: ScalarMappable, view: Window) -> None:
    """Draws the cells of a tessellation of two measures."""
    assert elites.centroid is not None
    colours = np.tile(to_rgba(EMPTY), (len(elites.centroid), 1))
    colours[elites.cell] = scale.to_rgba(elites.objective.astype(float))
    cells = voronoi_cells(elites.centroid, elites.lower, elites.upper)
    width = min(1.0, 40 / len(cells) ** 0.5)
    axes.add_collection(
        PolyCollection(cells, facecolors=colours, edgecolors="white", linewidths=width)
    )
    _bounded(axes, view, 0, 1)


def draw_points(
    axes: Axes, elites: EliteTable, scale: ScalarMappable, view: Window, x: int, y: int
) -> None:
    """Draws the elites as points over two measures, the best on top."""
    rows = elites[np.argsort(elites.objective, kind="stable")]
    size = float(np.clip(4000 / len(rows), 6, 40))  # points^2
    colours = scale.to_rgba(rows.objective.astype(float))
    across, up = rows.measures[:, x], rows.measures[:, y]
    axes.scatter(across, up, size, colours, edgecolors="white", linewidths=0.2)
    axes.set_facecolor(EMPTY)
    _bounded(axes, view, x, y)


def _bounded(axes: Axes, view: Window, x: int, y: int) -> None:
    axes.set(xlim=(view.lower[x], view.upper[x]), ylim=(view.lower[y], view.upper[y]))
    styled(axes)


def draw_image(
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


def color_bar(
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
    bar.formatter = Plain()
    bar.update_ticks()
    bar.set_label("objective", color=INK)
    styled(bar.ax)


def intervals(elites: EliteTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns the left and right ends of the cells of one measure, and each elite's cell."""
    low, high = elites.lower[0], elites.upper[0]
    if elites.centroid is None:
        edges = np.linspace(low, high, elites.shape[0] + 1)
        return edges[:-1], edges[1:], elites.cell
    centres = elites.centroid[:, 0].astype(float)
    order = np.argsort(centres, kind="stable")
    middles = (centres[order][1:] + centres[order][:-1]) / 2
    edges = np.concatenate([[low], middles, [high]])
    left, right = np.empty_like(centres), np.empty_like(centres)
    left[order], right[order] = edges[:-1], edges[1:]
    return left, right, elites.cell


class Bars(NamedTuple):
    """The bars of a picture of one measure.

    Attributes:
      left, right: ends of each bar.
      elites: the elites that are shown.
      bar: [e], the bar of each of these elites.
      cells: number of cells that share a bar.
    """

    left: np.ndarray
    right: np.ndarray
    elites: EliteTable
    bar: np.ndarray
    cells: int


def bars(elites: EliteTable, view: Window) -> Bars:
    """Returns one bar per cell. Cells that are too narrow to see share a bar: their best elite's."""
    left, right, cell = intervals(elites)
    shown = int(((right > view.lower[0]) & (left < view.upper[0])).sum())
    cells = max(1, ceil(shown / MOST_BARS))
    order = np.argsort(left, kind="stable")
    bar = np.empty(len(left), int)
    bar[order] = np.arange(len(left)) // cells
    rows = np.lexsort((elites.objective, bar[cell]))  # the best elite of each bar is its last
    held = bar[cell][rows]
    rows = np.sort(rows[np.append(held[1:] != held[:-1], True)])
    ends = np.minimum(np.arange(cells - 1, len(left) + cells - 1, cells), len(left) - 1)
    return Bars(left[order][::cells], right[order][ends], elites[rows], bar[cell][rows], cells)
