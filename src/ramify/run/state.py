"""The state of a search, and whether it can still be used."""

from time import perf_counter
from typing import Any

import jax
from jaxtyping import Array, Int, Key, PyTree

from ramify.core import Query, record
from ramify.run.packed import Packed, pack, unpack

POLLING = 1e-4  # s


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

    def __getattr__(self, name: str) -> Any:
        """Returns an attribute that is still packed (`packed_state`), and unpacks the others with it."""
        packed = self.__dict__.get("packed")
        if packed is None or name not in ("emitter", "key", "rounds"):
            raise AttributeError(f"'QDState' object has no attribute {name!r}")
        emitter, key, rounds = unpack(packed)
        self.__dict__.update(emitter=emitter, key=key, rounds=rounds)
        return self.__dict__[name]


def packed_state(archive: PyTree, packed: Packed) -> QDState:
    """Returns a state whose emitter, key and rounds are packed until somebody reads them."""
    state = object.__new__(QDState)
    state.__dict__.update(archive=archive, packed=packed)
    return state


def packed_rest(state: QDState) -> Packed:
    """Returns emitter, key and rounds of a state, packed."""
    packed = state.__dict__.get("packed")
    return pack((state.emitter, state.key, state.rounds)) if packed is None else packed


def with_archive(state: QDState, archive: PyTree) -> QDState:
    """Returns the state with another archive."""
    packed = state.__dict__.get("packed")
    if packed is None:
        return QDState(archive, state.emitter, state.key, state.rounds)
    return packed_state(archive, packed)


def pending(state: QDState) -> Query:
    """Returns the solutions to evaluate now, as `QD.ask` does, without any check."""
    packed = state.__dict__.get("packed")
    return state.emitter.query if packed is None else packed.query


def poll(x: Any) -> None:
    """Waits at most 0.1 ms until a compiled program has computed x.

    Many programs are done by then. A thread that sleeps would only wake up 0.03 to 0.05 ms later.
    """
    is_ready = getattr(x, "is_ready", None)  # only an array of JAX has it, and no tracer
    if is_ready is None:
        return
    end = perf_counter() + POLLING
    while not is_ready() and perf_counter() < end:
        pass


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
