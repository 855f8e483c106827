"""Polygons of the cells of a tessellation of two measures."""

import numpy as np
from scipy.spatial import Voronoi

FAR = 1e3  # distance of the points around the centroids, in lengths of the longer axis
AROUND = 8  # number of these points


def voronoi_cells(
    centroids: np.ndarray, lower: tuple[float, ...], upper: tuple[float, ...]
) -> list[np.ndarray]:
    """Returns the polygon [corners, 2] of each centroid's cell, clipped to the bounds.

    Args:
      centroids: [c, 2]
      lower, upper: bounds of the two measures.
    """
    low, span = np.array(lower, float), np.subtract(upper, lower, dtype=float)
    unit = span.max()  # distances are compared in units of the measures, so both have one scale
    angles = 2 * np.pi * (np.arange(AROUND) + 0.5) / AROUND
    around = FAR * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    found = Voronoi(np.concatenate([(centroids - low) / unit, around]))  # so no cell is infinite
    polygons = []
    for region in found.point_region[: len(centroids)]:
        corners = found.vertices[found.regions[region]]
        for axis, end in ((0, span[0] / unit), (1, span[1] / unit)):
            if corners[:, axis].min() < 0.0:
                corners = _clipped(corners, axis, 0.0, 1.0)
            if corners[:, axis].max() > end:
                corners = _clipped(corners, axis, end, -1.0)
        polygons.append(low + unit * corners)
    return polygons


def _clipped(corners: np.ndarray, axis: int, end: float, sign: float) -> np.ndarray:
    """Returns the part of a convex polygon on one side of a line (Sutherland-Hodgman)."""
    inside = sign * (corners[:, axis] - end)
    kept: list[np.ndarray] = []
    for i, here in enumerate(inside):
        before = inside[i - 1]
        if (here >= 0) != (before >= 0):
            share = before / (before - here)
            kept.append(corners[i - 1] + share * (corners[i] - corners[i - 1]))
        if here >= 0:
            kept.append(corners[i])
    return np.array(kept).reshape(-1, 2)
