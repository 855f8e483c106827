"""A lock that lets a simulator run one rollout at a time."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager

from ramify.sims.workers import GRACE


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

    def run(
        self,
        calls: Sequence[Callable[[], None]],
        *,
        stop: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        """Runs each call in a thread, as one rollout. Raises the first error of a call.

        Args:
          calls: one per worker process.
          stop: asks the calls to end, after an error or Ctrl-C.
          close: ends the worker processes, if a call does not end within `GRACE` seconds.
        """
        with self.one(), ThreadPoolExecutor(len(calls), initializer=self.enter) as pool:
            runs = [pool.submit(call) for call in calls]
            try:
                for run in runs:
                    run.result()
            except BaseException:
                stop()
                if wait(runs, GRACE).not_done:
                    close()
                raise

    def enter(self) -> None:
        """Notes that this thread belongs to the current rollout."""
        self._inside.add(threading.get_ident())
