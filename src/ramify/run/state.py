"""The state of a search, and whether it can still be used."""

import jax
from jaxtyping import Array, Int, Key, PyTree

from ramify.core import Query, record


@record
class QDState:
    """The whole state of a search.

    Attributes:
      archive: state of the archive.
      emitter: state of the emitter, with the pending query.
      key: all later randomness comes from it.
      rounds: number of queries that were answered.
    """

    archive: PyTree
    emitter: PyTree
    key: Key[Array, ""]
    rounds: Int[Array, ""]


def pending(state: QDState) -> Query:
    """Returns the solutions to evaluate now, as `QD.ask` does, without any check."""
    return state.emitter.query


def is_readable(state: QDState) -> bool:
    """Returns True if the host can read the state: its arrays exist, and no later state has them."""
    leaves = jax.tree.leaves(state.archive)
    return all(isinstance(a, jax.Array) for a in leaves) and not any(
        isinstance(a, jax.core.Tracer) or a.is_deleted() for a in leaves
    )


def refuse_consumed(state: QDState) -> None:
    """Refuses a state whose memory a later state has taken over.

    Raises:
      ValueError: the state was consumed.
    """
    held = [a for a in jax.tree.leaves(state.archive) if not isinstance(a, jax.core.Tracer)]
    if any(a.is_deleted() for a in held):
        raise ValueError(
            "This state was used already, and the state that `tell` (`add`, `advance`) returned has its "
            "memory: continue with the returned state, or give keep=True if you need both."
        )
