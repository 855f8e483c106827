"""Computes the continuous QD score, which does not depend on the cells.

Kent et al. (2022), "Continuous Quality Diversity", doi:10.1145/3520304.3534018.
As in pyribs, the objective is divided by its range, and its minimum is not subtracted.
"""

from collections.abc import Sequence

import numpy as np

from ramify.elites.table import EliteTable

_ROOM = 2**22  # numbers in the largest array


def uniform_targets(
    elites: EliteTable, count: int, *, repetitions: int = 1, seed: int = 0
) -> np.ndarray:
    """Returns points drawn uniformly from the archive's bounds: [repetitions, count, k]."""
    drawn = np.random.default_rng(seed).random((repetitions, count, len(elites.lower)))
    return elites.lower + drawn * np.subtract(elites.upper, elites.lower)


def cqd_score(
    elites: EliteTable,
    targets: np.ndarray,
    *,
    obj_min: float,
    obj_max: float,
    penalties: int | Sequence[float] = 5,
    dist_max: float | None = None,
) -> float:
    """Returns the continuous QD score.

    For each target and penalty, it takes the elite with the best compromise: normalized objective minus
    penalty times normalized distance. These values are summed over targets and penalties, and averaged
    over repetitions.

    Args:
      elites: the archive.
      targets: [t, k] or [repetitions, t, k], from `uniform_targets` for example.
      obj_min: lowest value of the objective. Objectives are divided by obj_max - obj_min.
      obj_max: highest value of the objective.
      penalties: weights of the distance; a number gives that many, evenly spaced from 0 to 1.
      dist_max: distance that is normalized to 1; by default the diagonal of the archive's bounds.

    Raises:
      ValueError: there are no elites, a range is empty, or a shape is wrong.

    Example:
      >>> one = EliteTable(np.ones((1, 2)), np.array([5.0]), np.array([[0.0]]), np.array([0]),
      ...                  (0.0,), (4.0,), (10,), ("height",))
      >>> cqd_score(one, np.array([[1.0]]), obj_min=0.0, obj_max=10.0, penalties=[0.0, 1.0])
      0.75
    """
    targets = np.asarray(targets, np.float64)
    k = len(elites.lower)
    if targets.ndim not in (2, 3) or targets.shape[-1] != k or targets.size == 0:
        raise ValueError(
            f"targets have shape {targets.shape}: give (count, {k}) or (repetitions, count, {k})."
        )
    if len(elites) == 0:
        raise ValueError("The archive is empty: it has no CQD score.")
    if not obj_min < obj_max:
        raise ValueError(
            f"obj_min is {obj_min} and obj_max {obj_max}: give the lower one as obj_min."
        )
    weights = np.linspace(0, 1, penalties) if isinstance(penalties, int) else np.asarray(penalties)
    if weights.ndim != 1 or weights.size == 0:
        raise ValueError(f"penalties is {penalties}: give a positive number, or a list of weights.")
    if dist_max is None:
        dist_max = float(np.linalg.norm(np.subtract(elites.upper, elites.lower)))
    if not dist_max > 0:
        raise ValueError(
            f"dist_max is {dist_max}: give a positive number, since distances are divided by it."
        )
    worth = elites.objective.astype(np.float64) / (obj_max - obj_min)
    points = targets.reshape(-1, k)
    total = 0.0
    for some in np.array_split(points, -(-len(points) * len(elites) * k // _ROOM)):
        apart = elites.measures[:, None, :].astype(np.float64) - some[None]
        distance = np.sqrt((apart**2).sum(axis=2)) / dist_max  # [e, t]
        for weight in weights:
            total += (worth[:, None] - weight * distance).max(axis=0).sum()
    return float(total) / (len(targets) if targets.ndim == 3 else 1)
