"""Rankings of evaluated samples, and recombination weights.

References:
  Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 4; Hansen (2016), arXiv:1604.00772, (49)-(53).
  By direction and by objective: Fontaine et al. (2020), arXiv:1912.02400, Sec. 4. Annealed: Fontaine &
  Nikolaidis (2023), arXiv:2205.10752.
"""

from typing import Literal

import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Float, Int

from ramify.core import Added, Evaluation

Ranking = Literal["improvement", "annealed", "random_direction", "objective"]


def ranked(
    ranking: Ranking,
    added: Added,
    evaluation: Evaluation,
    direction: Float[Array, " k"] | None = None,
    *,
    entered_first: bool = False,
) -> tuple[Int[Array, " b"], Float[Array, " b"]]:
    """Ranks the offered samples.

    Args:
      ranking: "improvement": by status, then by value. "annealed": by value only, which is comparable
        between cells of an archive that anneals. "random_direction": by the measures along `direction`.
        "objective": by the objective.
      added, evaluation: one row per sample.
      direction: a direction in measure space.
      entered_first: rank samples in new cells first, then those that improved a cell, and then by
        direction or objective.

    Returns:
      Indices, best first; and in this order, the values by which they were ranked. If the status counts,
      the values are places (0, -1, -2, ...). Samples of equal status and value share a place.
    """
    status, value = added.status, added.value
    if ranking == "random_direction":
        assert direction is not None
        along = evaluation.measures @ direction
        value = jnp.where(jnp.isfinite(along), along, -jnp.inf)  # a failed row has no measures
    elif ranking == "objective":
        value = evaluation.objective
    by_status = ranking == "improvement" or (ranking != "annealed" and entered_first)
    return in_order(value, status if by_status else None)


def in_order(
    value: Float[Array, " b"], status: Int[Array, " b"] | None = None
) -> tuple[Int[Array, " b"], Float[Array, " b"]]:
    """Returns indices, best first, and values in that order: see `ranked`.

    If the status counts, the value alone does not define a sample's place. For example, if all
    objectives are 0, a sample in a new cell has value 0, and so has a sample that was not added.

    Example:
      >>> order, values = in_order(jnp.array([0.0, -1.0, 0.0, 0.0]), jnp.array([0, 0, 2, 2]))
      >>> order.tolist(), values.tolist()
      ([2, 3, 0, 1], [0.0, 0.0, -1.0, -2.0])
    """
    order = best_first(value, status)
    value = value[order]
    if status is None:
        return order, value
    status = status[order]
    worse = (status[1:] != status[:-1]) | (value[1:] != value[:-1])
    place = jnp.cumsum(worse, dtype=jnp.int32).astype(jnp.float32)
    return order, jnp.concatenate([jnp.zeros(1, dtype=jnp.float32), 0.0 - place])


def best_first(
    value: Float[Array, " b"], status: Int[Array, " b"] | None = None
) -> Int[Array, " b"]:
    """Returns indices, highest first: by status, if given, then by value. Ties keep their order."""
    b = value.shape[0]
    rows = jnp.arange(b, dtype=jnp.int32)
    if b <= 64:  # comparing all pairs is faster than sorting
        beats = (value[:, None] > value[None, :]) | (
            (value[:, None] == value[None, :]) & (rows[:, None] < rows[None, :])
        )
        if status is not None:
            alike = status[:, None] == status[None, :]
            beats = (status[:, None] > status[None, :]) | (alike & beats)
        return jnp.zeros(b, jnp.int32).at[jnp.sum(beats, axis=0, dtype=jnp.int32)].set(rows)
    columns = (-value, rows) if status is None else (-status, -value, rows)
    return lax.sort(columns, num_keys=len(columns) - 1, is_stable=True)[-1]


def log_weights(batch: int, parents: Int[Array, ""]) -> Float[Array, " b"]:
    """Returns the weights of recombination: w_i ~ ln(mu + 1/2) - ln i for the best mu = `parents`.

    The weights sum to 1, and all other samples have weight 0. Hansen's (49) has ln((lambda + 1) / 2)
    instead of ln(mu + 1/2). Both are equal if mu is half of lambda. For odd lambda, (49) counts half a
    parent more. The DQD, CMA-MAE and pyribs codes use the form here, since their number of parents may
    change in each generation.
    """
    rank = jnp.arange(1, batch + 1, dtype=jnp.float32)
    mu = jnp.maximum(parents, 1).astype(jnp.float32)
    w = jnp.where(rank <= mu, jnp.log(mu + 0.5) - jnp.log(rank), 0.0)  # (49) if lambda is 2 mu
    return w / jnp.sum(w)
