"""The map of an archive before and after the trials of an adaptation, side by side."""

from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ramify.elites.table import EliteTable
from ramify.view.cells import Window, color_bar, color_scale, draw_cells, draw_points
from ramify.view.figures import heatmap, nested, tile_places
from ramify.view.style import COLOURS, GREY, INK, points

TRIED, FOUND = "#ffffff", "#ff5a3c"


def draw_maps(before: EliteTable, after: EliteTable, tried: np.ndarray, found: int) -> Figure:
    """Draws the objectives of the archive, and those predicted after the trials, in the same colors.

    The colors span the archive's objectives: a lower prediction has the darkest.

    The tried elites are numbered, and the one that was found has another color.

    Args:
      before: the archive.
      after: the same elites with the predicted objectives.
      tried: [t] rows of the tried elites, in the order of the trials.
      found: row of the elite that was found.
    """
    k = len(before.names)
    low, high = float(before.objective.min()), float(before.objective.max())
    pairs = list(combinations(range(k), 2)) if k > 2 else [(0, 1)]
    tiled = k == 4 and before.centroid is None
    columns = 1 if tiled or k <= 2 else len(pairs)
    rows = 2 if columns > 1 else 1
    size = (3.4 * columns + 1.2, 7.4) if rows == 2 else (15.0, 7.4 if k > 1 else 4.2)
    figure = Figure(size, layout="constrained")
    panels = figure.subplots(*((2, columns) if rows == 2 else (1, 2)), squeeze=False)
    titles = "Before: the archive's objectives", "After the trials: the predicted objectives"
    for i, (elites, title) in enumerate(zip((before, after), titles, strict=True)):
        axes: Axes = panels[i, 0] if rows == 2 else panels[0, i]
        if rows == 2:
            colours, view = color_scale(elites, low, high, COLOURS), Window.of(before, True)
            for panel, (x, y) in zip(panels[i], pairs, strict=True):
                draw = draw_cells if before.centroid is None else draw_points
                draw(panel, elites, colours, view, x, y)
                panel.set(xlabel=elites.names[x], ylabel=elites.names[y], box_aspect=1)
                _mark(panel, elites.measures[:, [x, y]], tried, found)
        elif tiled:
            nested(elites, ax=axes, vmin=low, vmax=high)
            axes.set_aspect("equal")
            _mark(axes, tile_places(before), tried, found)
        else:
            heatmap(elites, ax=axes, vmin=low, vmax=high)
            tops = np.column_stack([elites.measures[:, 0], elites.objective])
            _mark(axes, elites.measures if k == 2 else tops, tried, found)
        axes.set_title(title, loc="left", fontsize=points(11), color=INK)
    if rows == 1:
        bars = [axes for axes in figure.axes if axes not in panels.ravel()]
        for bar in bars[:-1]:  # one is enough
            bar.remove()
    else:
        color_bar(figure, color_scale(before, low, high, COLOURS))
    figure.supxlabel(
        "Numbers: the trials in their order. Red: the elite that was found.",
        x=0.01,
        ha="left",
        fontsize=points(10),
        color=GREY,
    )
    return figure


def _mark(axes: Axes, places: np.ndarray, tried: np.ndarray, found: int) -> None:
    """Numbers the tried elites at their places [e, 2]. The last number of an elite is on top."""
    first = {int(row): number for number, row in reversed(list(enumerate(tried, 1)))}
    for row, number in first.items():
        x, y = places[row]
        color = FOUND if row == found else TRIED
        axes.plot(
            x, y, "o", markersize=13, color=color, markeredgecolor=INK, zorder=5, clip_on=False
        )
        text: dict[str, Any] = {
            "ha": "center",
            "va": "center_baseline",
            "fontsize": points(8),
            "zorder": 6,
        }
        axes.text(x, y, str(number), color=INK, **text)
