"""Archived elites evaluated once more: exactly, where their task keeps what that takes."""

from typing import Any

import jax
import numpy as np

from ramify.checks.arguments import to_jax
from ramify.core import AbstractTask, Evaluation, Query


def exact(task: AbstractTask) -> bool:
    """Whether an elite's episode can be had again: it has a `seed`, and the task has
    `replay(x, seeds)`, which returns something with `objective` and `measures`."""
    return "seed" in task.fields and hasattr(task, "replay")


def replayed(task: AbstractTask, x: np.ndarray, fields: dict[str, np.ndarray]) -> Evaluation:
    """Solutions once more: in their own episodes if these can be had again, else evaluated anew, where
    chance is another's.

    Args:
      task: by which the solutions were evaluated.
      x: [b, n].
      fields: what the archive keeps beside each.

    Returns:
      Arrays of NumPy.
    """
    if exact(task):
        found: Any = task.replay(x, fields["seed"])  # type: ignore[attr-defined]
        kept = {name: np.asarray(getattr(found, name, fields[name])) for name in task.fields}
        return Evaluation(np.asarray(found.objective), np.asarray(found.measures), fields=kept)  # type: ignore[arg-type]
    query = Query(to_jax("x", x), offered=len(x))
    answer = task.evaluate(query, jax.random.key(0))
    kept = {name: np.asarray(value) for name, value in answer.fields.items()}
    objective = np.asarray(answer.objective, np.float32)
    return Evaluation(objective, np.asarray(answer.measures, np.float32), fields=kept)  # type: ignore[arg-type]
