"""Captions of pictures of an archive."""

from collections.abc import Sequence
from math import prod
from textwrap import fill

from matplotlib.axes import Axes

from ramify.elites.table import EliteTable
from ramify.view.cells import has_cells
from ramify.view.style import GREY, points

WIDE = 105  # most characters per line of a caption
BRIGHT = "Brighter: higher objective. Grey: no elite."
BEST_OF_BIN = (
    "Each square shows the best elite of its bin, whatever its other measures are. " + BRIGHT
)
POINTS = "One point per elite, the best on top. Brighter: higher objective."
BARS = "The height and color of a bar are its elite's objective. Grey: no elite."


def count(elites: EliteTable) -> str:
    """Returns the first line: how many elites there are, their share of the cells, and the best."""
    share = f", {len(elites) / prod(elites.shape):.2%} of the cells" if has_cells(elites) else ""
    return f"{len(elites):,} elites{share}, best {elites.objective.max():.4g}"


def titled(axes: Axes, lines: Sequence[str], *, short: bool) -> None:
    """Writes a caption above the axes: its first line only, if `short`."""
    text = lines[0] if short else wrapped(lines, WIDE)
    axes.set_title(text, loc="left", fontsize=points(10), color=GREY)


def wrapped(lines: Sequence[str], width: int) -> str:
    """Returns the lines, broken where they are longer than `width` characters."""
    return "\n".join(fill(line, width) for line in lines)
