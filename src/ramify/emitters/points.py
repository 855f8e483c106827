"""Jacobians at several points at once, for emitters with more than one search point.

The gradient source is used separately at each point: a source that samples (`ES`) takes all its samples
for each of them. A critic learns once from all episodes.
"""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.core import AbstractGradient, Evaluation, Query
from ramify.emitters.several import joined, parted
from ramify.numerics import draws


def probe_each(
    source: AbstractGradient, state: PyTree, x: Float[Array, "b n"], key: Key[Array, ""]
) -> Query:
    """Returns one query for the Jacobians at all points: the offered rows of each, then the others.

    The first offered row of each point is the point itself.
    """
    keys = draws.split(key, len(x))
    return joined(jax.vmap(source.probe, in_axes=(None, 0, 0))(state, x, keys))


def jacobian_each(
    source: AbstractGradient, state: PyTree, query: Query, evaluation: Evaluation, count: int
) -> tuple[Float[Array, "b n"], Float[Array, "b r n"]]:
    """Returns the points, and the Jacobian at each. What is not finite in a Jacobian is 0.

    Args:
      query: the query of `probe_each`.
      evaluation: the answer to it.
      count: number of points.
    """
    wants = query.wants_jacobian, query.wants_transitions

    def jacobian(x: Float[Array, "p n"], answer: Evaluation) -> Float[Array, "r n"]:
        return source.jacobian(state, Query(x, query.offered // count, *wants), answer)

    shown = Evaluation(evaluation.objective, evaluation.measures, evaluation.jacobian)
    x, answers = parted((query.x, shown), count, query.offered)
    return x[:, 0], _finite(jax.vmap(jacobian)(x, answers))


def jacobian_foreseen(
    source: AbstractGradient, state: PyTree, x: Float[Array, "b n"]
) -> Float[Array, "b r n"]:
    """Returns the Jacobian at each point, from a source that needs no evaluation (`foresees`)."""

    def jacobian(x: Float[Array, " n"]) -> Float[Array, "r n"]:
        return source.jacobian(state, Query(x[None], 1, wants_transitions=True), None)

    return _finite(jax.vmap(jacobian)(x))


def _finite(jacobian: Float[Array, "b r n"]) -> Float[Array, "b r n"]:
    return jnp.nan_to_num(jacobian, nan=0.0, posinf=0.0, neginf=0.0)
