"""Finds the robots that walk during their whole episode.

A robot that stands still also changes the share of time that its feet touch the floor. So some elites
walk for a part of their episode, and stand for the rest. Their field `steadiness` shows this
(`AbstractRobot.steadiness`).
"""

import numpy as np

from ramify.elites.table import EliteTable

FIELD = "steadiness"
STEADY = 0.5  # a robot walks steadily if its steadiness is at least this


def is_steady(elites: EliteTable) -> np.ndarray | None:
    """Returns whether each elite walks steadily, [e]; None if no elite's steadiness is known.

    It is not known for functions, and for elites of earlier versions of ramify. Where some elites have a
    known steadiness, the others count as not steady.

    Example:
      >>> x, f, m = np.zeros((2, 1)), np.array([1.0, 3.0]), np.array([[0.1], [0.3]])
      >>> two = EliteTable(x, f, m, np.array([0, 1]), (0.0,), (1.0,), (4,), ("foot",))
      >>> is_steady(two) is None
      True
      >>> from dataclasses import replace
      >>> is_steady(replace(two, fields={"steadiness": np.array([0.9, 0.1])})).tolist()
      [True, False]
    """
    found = elites.fields.get(FIELD)
    if found is None or found.shape != elites.objective.shape or np.isnan(found).all():
        return None
    return found >= STEADY


def steady_elites(elites: EliteTable) -> EliteTable:
    """Returns the elites that walk steadily; all elites if there are none, or if it is not known."""
    steady = is_steady(elites)
    return elites if steady is None or not steady.any() else elites[steady]
