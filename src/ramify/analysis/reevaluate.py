"""Evaluates elites again with new random seeds, to find out how much of their scores was luck.

If evaluations are noisy, an archive keeps each elite for its best episode, and overestimates it. The
corrected archive places each elite by the means over new episodes.

References:
  Flageat & Cully, "Uncertain Quality-Diversity" (2023), arXiv:2302.00463.
"""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np

from ramify.analysis.cells import cells_of, refuse_other_placing
from ramify.core import AbstractArchive, AbstractTask, Query
from ramify.elites.steadiness import FIELD
from ramify.elites.table import EliteTable
from ramify.numerics import draws
from ramify.run.provenance import simulator_here

ARCHIVED = "archived_"  # prefix of fields with values of the archive
_ROOM = 2**26  # numbers in the solutions that are evaluated at once


def reevaluate(
    task: AbstractTask,
    elites: EliteTable,
    episodes: int,
    *,
    seed: int = 0,
    archive: AbstractArchive | None = None,
) -> EliteTable:
    """Returns the elites with the means of their objectives and measures over new episodes.

    Several elites may now belong to one cell. `ramify.analysis.exchange.merged([table])` keeps the best
    of each cell: this is the corrected archive. An elite with a failed episode is left out.

    Args:
      task: the task that the elites solve.
      elites: the elites to evaluate.
      episodes: number of episodes per elite.
      seed: seed of the episodes.
      archive: the archive of the elites, if it is one of your own with its own `cell_of`.

    Returns:
      A table with these fields: `archived` [e], the objective in the archive; `archived_measures`
      [e, k], the measures in the archive; `spread` [e], the standard deviation of the objective over
      the episodes. Elites of a task that has the field `steadiness` have its mean over the episodes, and
      `archived_steadiness`.

    Raises:
      ValueError: there are no elites or no episodes, the task has other measures, or `archive` is
        needed or does not fit.

    Example:
      >>> from ramify import Function
      >>> task = Function(lambda x: (-jnp.sum(x**2), x[:1]), names=("x0",))
      >>> two = EliteTable(np.array([[0.1], [0.6]]), np.array([0.5, 0.5]), np.array([[0.9], [0.6]]),
      ...                  np.array([9, 6]), (0.0,), (1.0,), (10,), ("x0",))
      >>> again = reevaluate(task, two, 3)
      >>> again.objective.round(2).tolist(), again.cell.tolist(), again.fields["spread"].tolist()
      ([-0.009999999776482582, -0.36000001430511475], [1, 6], [0.0, 0.0])
    """
    if episodes < 1 or not len(elites):
        raise ValueError(
            f"There are {len(elites)} elites, and episodes is {episodes}: give at least 1 of each."
        )
    if task.measures != elites.names:
        raise ValueError(
            f"The task has the measures {task.measures}, and the elites have {elites.names}: give "
            "the task that the elites solve."
        )
    if archive is None:
        refuse_other_placing(elites)
    else:
        cells_of(elites[:1], archive)  # one that does not fit is refused before the episodes
    key, n = jax.random.key(seed), elites.solution.shape[1]
    at_once = max(1, _ROOM // (n * episodes))
    found, steadiness = [], list[np.ndarray]()
    for first in range(0, len(elites), at_once):
        x = np.repeat(elites.solution[first : first + at_once], episodes, axis=0)
        query = Query(jnp.asarray(x, jnp.float32), offered=0)
        evaluation = task.evaluate(query, draws.fold_in(key, first))
        rows = np.column_stack([evaluation.objective, evaluation.measures])
        steady = evaluation.fields.get(FIELD)
        if steady is not None:
            steadiness.append(np.asarray(steady, np.float64).reshape(-1, episodes))
        found.append(rows.reshape(-1, episodes, rows.shape[1]).astype(np.float64))
    scores = np.concatenate(found)
    sound = np.isfinite(scores).all(axis=(1, 2))
    mean, left = scores[sound].mean(axis=1).astype(np.float32), elites[np.flatnonzero(sound)]
    fields = {
        "archived": left.objective,
        "archived_measures": left.measures,
        "spread": scores[sound, :, 0].std(axis=1).astype(np.float32),
    }
    if steadiness:
        steady = np.concatenate(steadiness)[sound].mean(axis=1).astype(np.float32)
        unknown = np.full(len(left), np.nan, np.float32)
        fields |= {FIELD: steady, ARCHIVED + FIELD: left.fields.get(FIELD, unknown)}
    where = simulator_here(task.simulator)
    means = {"objective": mean[:, 0], "measures": mean[:, 1:], "simulator": where}
    moved = replace(left, fields=fields, **means)
    return replace(moved, cell=cells_of(moved, archive))


def archived(found: EliteTable) -> EliteTable:
    """Returns the elites of `reevaluate` with the objectives and the steadiness that the archive has."""
    fields = dict(found.fields)
    if FIELD in fields:
        fields[FIELD] = fields[ARCHIVED + FIELD]
    return replace(found, objective=fields["archived"], fields=fields)
