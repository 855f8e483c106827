"""Where the page's maps draw elites, computed from the archive and the size of the map.

The numbers repeat those in the page's sources, so that the tests notice when the page draws elsewhere.
"""

from dataclasses import dataclass

import numpy as np

FRAME = {"left": 56, "right": 14, "top": 34, "bottom": 44}  # px around the square of a map
PARALLEL = {"side": 48, "top": 30, "bottom": 52}  # px around the parallel axes
BARS = {"left": 62, "right": 18, "top": 16, "bottom": 46}  # px around the bars of one measure
TILE_GAP = 3  # px between the tiles of a nested grid
POINTS = 8  # on a line from one parallel axis to the next


@dataclass(frozen=True)
class Place:
    """A map on the page.

    Attributes:
      box: x, y, width and height of the map in CSS pixels.
      ratio: pixels of the screen per CSS pixel.
      view: name of the map.
      axes: the measures along x and y, for a map of two measures.
    """

    box: dict
    ratio: float
    view: str
    axes: tuple[int, int] = (0, 1)

    @property
    def square(self) -> tuple[float, float, float]:
        """Left edge, top edge and size of the square inside the map."""
        width = self.box["width"] - FRAME["left"] - FRAME["right"]
        height = self.box["height"] - FRAME["top"] - FRAME["bottom"]
        size = max(20.0, np.floor(min(width, height) * self.ratio) / self.ratio)
        left = self._on_pixel(FRAME["left"] + (width - size) / 2)
        return left, self._on_pixel(FRAME["top"] + (height - size) / 2), size

    def at(self, u, v) -> tuple[float, float]:
        """The point of the page at unit coordinates of the square, u to the right and v upwards."""
        left, top, size = self.square
        return self.box["x"] + left + u * size, self.box["y"] + top + (1 - v) * size

    def on_axis(self, axis: int, value: float, axes: int) -> tuple[float, float]:
        """The point of the page at a normalized value on one of the parallel axes."""
        width = self.box["width"] - 2 * PARALLEL["side"]
        height = self.box["height"] - PARALLEL["top"] - PARALLEL["bottom"]
        x = PARALLEL["side"] + axis * width / (axes - 1)
        return self.box["x"] + x, self.box["y"] + PARALLEL["top"] + (1 - value) * height

    def points(self, elites, row: int) -> list[tuple[float, float]]:
        """Points of the page where the map draws an elite. Others may cover some of them."""
        if self.view == "parallel":
            return self._along(elites, row)
        if len(elites.measures[0]) < 2:
            return [self.bar(bin_of(elites, row, 0), bins(elites, 0))]
        if self.view == "nested":
            return [self.at(*(self._nested(elites, row, direction) for direction in (0, 1)))]
        if self.view == "voronoi":
            site = elites.measures[row]
            if elites.centroid is not None and elites.centroid.shape[1] == 2:
                site = elites.centroid[elites.cell[row]]
            return [self.at(*normalized(site, elites)[[*self.axes]])]
        if elites.centroid is not None:  # points
            return [self.at(*normalized(elites.measures[row], elites)[[*self.axes]])]
        return [self.at(*(self._binned(elites, row, axis) for axis in self.axes))]

    def bar(self, bin: float, bins: int) -> tuple[float, float]:
        """The point of the page at the bottom of a bar's middle, or of the left edge of bin + 1/2."""
        width = self.box["width"] - BARS["left"] - BARS["right"]
        x = BARS["left"] + (bin + 0.5) / bins * width
        return self.box["x"] + x, self.box["y"] + self.box["height"] - BARS["bottom"] - 2

    def _on_pixel(self, length: float) -> float:
        return np.floor(length * self.ratio + 0.5) / self.ratio

    def _binned(self, elites, row: int, axis: int) -> float:
        return (bin_of(elites, row, axis) + 0.5) / bins(elites, axis)

    def _nested(self, elites, row: int, direction: int) -> float:
        digits = np.unravel_index(elites.cell[row], elites.shape)
        tiles, cells = elites.shape[direction], elites.shape[direction + 2]
        gap = min(0.1, TILE_GAP * tiles / self.square[2])
        inside = (digits[direction + 2] + 0.5) / cells
        return (digits[direction] + gap / 2 + inside * (1 - gap)) / tiles

    def _along(self, elites, row: int) -> list[tuple[float, float]]:
        """Points along a line, the one on the axis of the objective first."""
        values = heights(elites)[row]
        axes = len(values)
        points = [self.on_axis(axes - 1, values[-1], axes)]
        for i in range(POINTS * (axes - 1) + 1):
            axis, share = min(axes - 2, i // POINTS), i / POINTS
            share -= axis
            value = values[axis] * (1 - share) + values[axis + 1] * share
            points.append(self.on_axis(axis + share, value, axes))
        return points


def normalized(measures, elites):
    """Measures scaled to 0 at the lower and 1 at the upper bound."""
    span = np.subtract(elites.upper, elites.lower)
    return np.clip((measures - np.asarray(elites.lower)) / span, 0.0, 1.0)


def heights(elites):
    """[row, axis] values on the parallel axes: normalized measures, then the normalized objective."""
    objective = elites.objective
    scaled = (objective - objective.min()) / np.ptp(objective)
    return np.c_[normalized(elites.measures, elites), scaled]


def bins(elites, axis: int) -> int:
    """Number of bins along an axis of a map of two measures."""
    if elites.centroid is None:
        return elites.shape[axis]
    return max(8, min(64, int(np.sqrt(len(elites) / 2) + 0.5)))


def bin_of(elites, row: int, axis: int) -> int:
    """An elite's bin along an axis of a map of two measures."""
    if elites.centroid is None:
        return int(np.unravel_index(elites.cell[row], elites.shape)[axis])
    count = bins(elites, axis)
    return min(count - 1, int(normalized(elites.measures[row], elites)[axis] * count))


def best(elites, rows) -> int:
    """The row with the highest objective; among equal ones, that with the lowest cell."""
    return min(rows, key=lambda row: (-elites.objective[row], elites.cell[row]))
