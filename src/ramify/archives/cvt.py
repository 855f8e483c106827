"""A CVT archive: cells round evenly spread centroids, as many as one likes for any number of measures.

References:
  Vassiliades, Chatzilygeroudis & Mouret, "Using centroidal Voronoi tessellations to scale up the
  multidimensional archive of phenotypic elites algorithm" (2018), arXiv:1610.05729.
"""

from functools import lru_cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int
from scipy.spatial import cKDTree

from ramify.archives.cells import AbstractCells, CellsState
from ramify.archives.edges import refuse_too_fine, spans
from ramify.checks.arguments import number, numbers, optional, owned, whole_number
from ramify.core import record

SWEEPS = 100  # maximum number of k-means iterations
STILL = 1e-4  # in mean distances between neighbours: how far the centroids may still move
BUCKETS, MOST_BUCKETS = 4.0, 2**18  # buckets of the table: number per centroid, and maximum
FEW_NEAR, MOST_NEAR = 2**22, 2**28  # numbers in a table: always worth it, and never
FAR = 1e18  # distances beyond the box from which they are scaled: their products would overflow
ROWS_AT_ONCE = 64  # rows outside the box that are compared with all centroids at once


@record
class Places:
    """Centroids, and a table that says which of them can be nearest.

    Attributes:
      centroid: [c, k]
      near: the centroids that are nearest to some point of each bucket, the first one repeated; in
        one bucket alone, all of them.
    """

    centroid: Float[Array, "c k"]
    near: Int[Array, "buckets m"]


class CVTArchive(AbstractCells):
    """Keeps the best solution of every cell of a centroidal Voronoi tessellation.

    A measure beyond lower or upper belongs to the nearest centroid, as any other does. Between lower
    and upper a table of buckets names the few centroids that can be the nearest. Of many measures
    these would be most of them, and all are compared; so they are for measures beyond.

    Args:
      lower: lowest value of each measure.
      upper: highest value of each measure.
      cells: number of cells.
      samples: number of points that are drawn uniformly between lower and upper. Their k-means are the
        centroids.
      seed: seed of the samples and of the start of k-means.
      centroids: [cells, k], used instead of those of k-means.
      offset: the lowest objective there can be; the QD score sums objective - offset.

    Raises:
      ValueError: lengths differ, an axis is empty or too fine for float32, there are fewer samples than
        cells, or a centroid lies outside.

    Example:
      >>> archive = CVTArchive((0, 0), (1, 1), 50, samples=2000)
      >>> archive.init(3, {}).places.centroid.shape
      (50, 2)
    """

    lower: tuple[float, ...] = eqx.field(static=True)
    upper: tuple[float, ...] = eqx.field(static=True)
    shape: tuple[int] = eqx.field(static=True)
    samples: int = eqx.field(static=True)
    seed: int = eqx.field(static=True)
    given: Places | None  # None: drawn when they are first needed

    def __init__(
        self,
        lower: tuple[float, ...],
        upper: tuple[float, ...],
        cells: int,
        *,
        samples: int = 100_000,
        seed: int = 0,
        centroids: np.ndarray | None = None,
        offset: float = 0.0,
        prioritised: float | None = None,
    ):
        self.lower, self.upper = numbers("lower", lower), numbers("upper", upper)
        cells, samples = whole_number("cells", cells), whole_number("samples", samples)
        if len(self.lower) != len(self.upper) or not self.lower:
            raise ValueError(
                f"lower and upper have {len(self.lower)} and {len(self.upper)} entries: give each one "
                "entry per measure."
            )
        for lo, hi in zip(self.lower, self.upper, strict=True):
            if not spans(lo, hi):
                raise ValueError(
                    f"The axis from {lo} to {hi} is empty: lower must be below upper, in float32 too."
                )
        if not 1 <= cells <= samples and centroids is None:
            raise ValueError(f"cells={cells}, samples={samples}: give 1 <= cells <= samples.")
        for lo, hi in zip(self.lower, self.upper, strict=True):
            apart = (hi - lo) / max(cells, 1) ** (1 / len(self.lower))
            refuse_too_fine(lo, hi, apart, f"The distance between {cells} centroids", squared=True)
        self.shape, self.offset = (cells,), number("offset", offset)
        self.prioritised = optional(number, "prioritised", above=0.0)(prioritised)
        self.samples, self.seed = samples, whole_number("seed", seed, at_least=0)
        self.given = None if centroids is None else self._checked(centroids)

    def _checked(self, centroids: np.ndarray) -> Places:
        """Returns the caller's centroids.

        Raises:
          ValueError: their shape is wrong, one lies outside, or two are the same.
        """
        given = np.asarray(centroids)
        centroids = np.asarray(owned("centroids", centroids))
        if centroids.shape != (self.cells, len(self.lower)):
            raise ValueError(
                f"centroids have shape {centroids.shape}: give ({self.cells}, {len(self.lower)})."
            )
        if not ((centroids >= self._low) & (centroids <= self._high)).all():
            raise ValueError("A centroid lies outside the range from lower to upper: widen it.")
        if len(np.unique(centroids, axis=0)) < len(np.unique(given, axis=0)):
            raise ValueError(
                "Two centroids are the same in float32: subtract `lower` from measures and centroids in "
                "float64, or leave one out."
            )
        return self._places(centroids)

    @property
    def around(self) -> Places:
        """The tessellation: the caller's, or one that is computed when it is first needed, which takes
        seconds."""
        if self.given is not None:
            return self.given
        drawn = _drawn(self.lower, self.upper, self.cells, self.samples, self.seed)
        return Places(*map(jnp.asarray, drawn))

    @property
    def cells(self) -> int:
        return self.shape[0]

    @property
    def axes(self) -> dict[str, tuple]:
        return {"lower": self.lower, "upper": self.upper, "shape": self.shape}

    @property
    def dimensions(self) -> int:
        return len(self.lower)

    def places(self, saved: dict[str, np.ndarray] | None = None) -> Places:
        if saved is not None:
            return self._places(saved["centroid"])
        return jax.tree.map(jnp.copy, self.around)  # the state's own: it is written in place

    def export(self, state: CellsState, *, solutions: bool = True) -> dict[str, np.ndarray]:
        rows = super().export(state, solutions=solutions)
        return rows | {"centroid": np.array(state.places.centroid)}

    def cells_of(self, places: Places, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        measures = jnp.nan_to_num(measures)
        inside = jnp.clip(measures, self._low[None], self._high[None])
        beyond = measures - inside
        near = self._near(places, inside)
        if near is None:
            return _nearest_of_all(places.centroid, inside, beyond)
        distance = _distance([c[near] for c in places.centroid.T], inside)
        nearest = jnp.argmin(distance, axis=1)
        found = jnp.take_along_axis(near, nearest[:, None], axis=1)[:, 0]
        return _corrected_beyond(places.centroid, inside, beyond, found)

    def _near(self, places: Places, inside: Float[Array, "b k"]) -> Int[Array, "b m"] | None:
        """Returns the centroids that may be nearest to each row inside the box; None for all."""
        if len(places.near) == 1:
            return None
        many = round(len(places.near) ** (1 / self.dimensions))
        unit = (inside - self._low[None]) / (self._high - self._low)[None]
        index = jnp.minimum((unit * many).astype(jnp.int32), many - 1)
        bucket = index @ jnp.asarray(many ** np.arange(self.dimensions), jnp.int32)
        return places.near[bucket]

    @property
    def _low(self) -> np.ndarray:
        return np.asarray(self.lower, np.float32)

    @property
    def _high(self) -> np.ndarray:
        return np.asarray(self.upper, np.float32)

    def _places(self, centroids: np.ndarray) -> Places:
        near = _near(centroids.astype(float), self._low.astype(float), self._high.astype(float))
        return Places(jnp.asarray(np.array(centroids, np.float32)), jnp.asarray(near, jnp.int32))


@lru_cache(maxsize=8)
def _drawn(
    lower: tuple[float, ...], upper: tuple[float, ...], cells: int, samples: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the centroids of points spread uniformly, and the table of the nearest (see `Places`).

    They are NumPy arrays, since those of JAX must not be kept when this is called while it traces.
    """
    points = np.random.default_rng(seed).random((samples, len(lower)))
    low, high = np.asarray(lower, np.float32), np.asarray(upper, np.float32)
    spread = np.asarray(lower) + _k_means(points, cells) * np.subtract(upper, lower)
    centroids = np.clip(spread, low, high).astype(np.float32)
    near = _near(centroids.astype(float), low.astype(float), high.astype(float))
    return centroids, near.astype(np.int32)


def _distance(
    centroid: list[Array], inside: Float[Array, "b k"], beyond: Float[Array, "b k"] | None = None
) -> Float[Array, "b m"]:
    """Returns the squared distances from inside + beyond to centroids, less those of `inside`.

    Args:
      centroid: of each axis, [b, m] or [1, m].
      inside: the point of the box that is nearest to the measures.
      beyond: what the measures have more than that. Left out, it is 0.

    |inside + beyond - c|^2 - |beyond|^2 has no term below 0, since c lies in the box: nothing cancels
    however far beyond the measures are.
    """
    if beyond is None:
        apart = [c - m[:, None] for c, m in zip(centroid, inside.T, strict=True)]
        return sum((a**2 for a in apart[1:]), start=apart[0] ** 2)
    shrunk = 1.0 / jnp.maximum(1.0, jnp.max(jnp.abs(beyond), axis=1) / FAR)[:, None]
    terms = []
    for c, m, v in zip(centroid, inside.T, beyond.T, strict=True):
        apart = m[:, None] - c
        terms.append(apart * (apart * shrunk + 2.0 * (v[:, None] * shrunk)))
    return sum(terms[1:], start=terms[0])


def _nearest_of_all(
    centroid: Float[Array, "c k"], inside: Float[Array, "b k"], beyond: Float[Array, "b k"]
) -> Int[Array, " b"]:
    distance = _distance([c[None] for c in centroid.T], inside, beyond)
    return jnp.argmin(distance, axis=1).astype(jnp.int32)


def _corrected_beyond(
    centroid: Float[Array, "c k"],
    inside: Float[Array, "b k"],
    beyond: Float[Array, "b k"],
    found: Int[Array, " b"],
) -> Int[Array, " b"]:
    """Returns the nearest centroids. Rows inside the box keep those in `found`.

    The other rows are compared with all centroids, a few at a time. If there are none, none is.
    """
    b = len(found)
    block = min(b, ROWS_AT_ONCE)
    outside = jnp.any(beyond != 0.0, axis=1)
    count = jnp.sum(outside, dtype=jnp.int32)
    place = jnp.where(outside, jnp.cumsum(outside, dtype=jnp.int32) - 1, b + block)
    rows = jnp.full(b + block, b, jnp.int32)
    rows = rows.at[place].set(jnp.arange(b, dtype=jnp.int32), mode="drop")

    def correct(carried: tuple[Array, Array]) -> tuple[Array, Array]:
        first, found = carried
        some = jax.lax.dynamic_slice_in_dim(rows, first, block)
        nearest = _nearest_of_all(centroid, inside[some], beyond[some])
        return first + block, found.at[some].set(nearest, mode="drop")

    return jax.lax.while_loop(lambda carried: carried[0] < count, correct, (jnp.int32(0), found))[1]


def _k_means(points: np.ndarray, count: int) -> np.ndarray:
    """Lloyd's algorithm in the unit cube, from the first points."""
    centroids = points[:count].copy()
    apart = count ** (-1 / points.shape[1])
    for _ in range(SWEEPS):
        _, nearest = cKDTree(centroids).query(points, workers=-1)
        size = np.bincount(nearest, minlength=count)
        sums = [np.bincount(nearest, axis, minlength=count) for axis in points.T]
        means = np.stack(sums, 1) / np.maximum(size, 1)[:, None]
        moved = np.where(size[:, None] > 0, means, centroids)
        step, centroids = np.abs(moved - centroids).max(), moved
        if step < STILL * apart:
            break
    return centroids


def _near(centroids: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Returns for each bucket the centroids that can be nearest to one of its points, [buckets, m].

    These are at most a bucket's diagonal farther from its middle than the nearest centroid is. If the
    table would save little, there is one bucket with all centroids.
    """
    cells, k = centroids.shape
    many = int(min(BUCKETS * cells, MOST_BUCKETS) ** (1 / k) + 1e-9)  # along each axis
    axes = [
        lo + (np.arange(many) + 0.5) / many * (hi - lo) for lo, hi in zip(low, high, strict=True)
    ]
    middles = np.stack(np.meshgrid(*axes[::-1], indexing="ij")[::-1], -1).reshape(-1, k)
    step = np.spacing(np.maximum(abs(low), abs(high)).astype(np.float32)).astype(float)
    diagonal = np.linalg.norm((high - low) / many * (1.0 + 1e-5) + 2.0 * step)  # and rounding
    tree = cKDTree(centroids)
    far = tree.query(middles, workers=-1)[0] + diagonal
    m = int(tree.query_ball_point(middles, far, return_length=True, workers=-1).max())
    size = len(middles) * m
    if size > MOST_NEAR or (size > FEW_NEAR and m > cells / 8):
        return np.arange(cells)[None]
    parts = np.array_split(np.arange(len(middles)), 1 + size // FEW_NEAR)
    return np.concatenate([_within(tree, middles[part], far[part], m) for part in parts])


def _within(tree: cKDTree, points: np.ndarray, far: np.ndarray, m: int) -> np.ndarray:
    """Returns the m centroids nearest to each point.

    The nearest replaces those that are too far away.
    """
    distance, near = tree.query(points, np.arange(1, m + 1), workers=-1)
    return np.where(distance <= far[:, None], near, near[:, :1]).astype(np.int32)
