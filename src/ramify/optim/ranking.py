"""Rankings of evaluated branches, and recombination weights.

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
    """Rank the samples that were offered.

    Args:
      ranking: "improvement": by status, then by value. "annealed": by value alone, which an archive
        that anneals makes comparable. "random_direction": by how far the measures lie along
        `direction`. "objective": by the objective.
      added, evaluation: one row a sample.
      direction: in measure space.
      entered_first: by direction or objective, new samples come first, then those that improved a cell.

    Returns:
      Indices, best first; and in that order, the values they were ranked by.
    """
    status, value = added.status, added.value
    if ranking == "random_direction":
        assert direction is not None
        along = evaluation.measures @ direction
        value = jnp.where(jnp.isfinite(along), along, -jnp.inf)  # a failed row has no measures
    elif ranking == "objective":
        value = evaluation.objective
    by_status = ranking == "improvement" or (ranking != "annealed" and entered_first)
    order = best_first(value, status if by_status else None)
    return order, value[order]


def two_stage(added: Added) -> Int[Array, " b"]:
    """Indices, best first: by status (new, improved, not added), then by value."""
    return best_first(added.value, added.status)


def annealed(added: Added) -> Int[Array, " b"]:
    """Indices, best first: by value alone."""
    return best_first(added.value)


def best_first(
    value: Float[Array, " b"], status: Int[Array, " b"] | None = None
) -> Int[Array, " b"]:
    """Indices, highest first: by status, if given, then by value. Ties keep their order."""
    b = value.shape[0]
    rows = jnp.arange(b)
    if b <= 64:  # to compare every pair is faster than to sort
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
    in place of ln(mu + 1/2). The two are equal where mu is half of lambda. With an odd lambda, (49)
    counts half a parent more. The form here is that of the DQD, CMA-MAE and pyribs codes, in which
    the number of parents may change with every generation.
    """
    rank = jnp.arange(1, batch + 1, dtype=jnp.float32)
    mu = jnp.maximum(parents, 1).astype(jnp.float32)
    w = jnp.where(rank <= mu, jnp.log(mu + 0.5) - jnp.log(rank), 0.0)  # (49) if lambda is 2 mu
    return w / jnp.sum(w)
