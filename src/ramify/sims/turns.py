"""A lock that lets a simulator run one rollout at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Makes a thread wait until the rollout of another thread is over.

    A simulator's robots, processes and buffers serve one rollout at a time. A pickled or copied object
    is a new lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: set[int] = set()

    def __reduce__(self) -> tuple:
        return Turns, ()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Holds the lock during one rollout.

        Raises:
          RuntimeError: this thread belongs to the rollout that holds the lock.
        """
        if threading.get_ident() in self._inside:
            raise RuntimeError(
                "A rollout was started from inside a rollout of the same task, such as in a watch "
                "function: use another task with the same settings there."
            )
        with self._lock:
            self.enter()
            try:
                yield
            finally:
                self._inside.clear()

    def enter(self) -> None:
        """Notes that this thread belongs to the current rollout."""
        self._inside.add(threading.get_ident())
