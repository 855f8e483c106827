"""Turns at a simulator: one rollout at a time, whichever thread asks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Makes a second thread wait until the rollout of the first is over.

    A simulator's robots, processes and buffers serve one rollout at a time. Pickles and copies are new:
    nobody waits for the original.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: set[int] = set()

    def __reduce__(self) -> tuple:
        return Turns, ()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Holds the turn.

        Raises:
          RuntimeError: this thread belongs to the rollout that holds it, and would wait for itself.
        """
        if threading.get_ident() in self._inside:
            raise RuntimeError(
                "A rollout was asked for from inside a rollout of the same task (a watch function?): "
                "use another task made with the same settings."
            )
        with self._lock:
            self.enter()
            try:
                yield
            finally:
                self._inside.clear()

    def enter(self) -> None:
        """Notes that this thread belongs to the rollout under way."""
        self._inside.add(threading.get_ident())
