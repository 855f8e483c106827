"""Evaluates archived elites again: in the same episodes, if their task keeps the seeds."""

from typing import Any

import jax
import numpy as np

from ramify.checks.arguments import to_jax
from ramify.core import AbstractTask, Evaluation, Query


def exact(task: AbstractTask) -> bool:
    """Returns whether an elite's episode can be repeated.

    This needs a field `seed` and a method `replay(x, seeds)` of the task, which returns an object with
    `objective` and `measures`.
    """
    return "seed" in task.fields and hasattr(task, "replay")


def replayed(task: AbstractTask, x: np.ndarray, fields: dict[str, np.ndarray]) -> Evaluation:
    """Evaluates solutions again: in the same episodes if possible, else with a new random seed.

    Args:
      task: the task of the solutions.
      x: [b, n], the solutions.
      fields: fields that the archive keeps beside each elite.

    Returns:
      An evaluation of NumPy arrays.
    """
    if exact(task):
        found: Any = task.replay(x, fields["seed"])  # type: ignore[attr-defined]
        kept = {
            name: np.asarray(getattr(found, name) if hasattr(found, name) else fields[name])
            for name in task.fields
        }
        return Evaluation(np.asarray(found.objective), np.asarray(found.measures), fields=kept)  # type: ignore[arg-type]
    query = Query(to_jax("x", x), offered=len(x))
    answer = task.evaluate(query, jax.random.key(0))
    kept = {name: np.asarray(value) for name, value in answer.fields.items()}
    objective = np.asarray(answer.objective, np.float32)
    return Evaluation(objective, np.asarray(answer.measures, np.float32), fields=kept)  # type: ignore[arg-type]
