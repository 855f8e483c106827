"""The episodes of one rollout, shared by the threads of a simulator."""

from collections.abc import Iterable
from threading import Condition

import numpy as np

TOGETHER = 2  # losses after which an episode is simulated alone
ALONE = 2  # further losses after which it has failed


class EpisodeQueue:
    """Hands out episodes to threads, and takes back those that lost their simulator process.

    An episode is a row of the rollout. A thread takes at most its fair share, so that all threads stay
    busy. When a process dies, one of its episodes may be the cause. All of them are put back. An episode
    that loses its process `TOGETHER` times becomes a suspect: a thread then simulates it alone. An
    episode that loses `ALONE` more processes has failed. Others lose nothing, since an episode depends
    only on its parameters and its seed.

    Attributes:
      waiting: rows that wait for a free slot.
      suspects: rows that wait for a thread without other episodes.
      stopped: True if the threads should end, because one of them raised.
    """

    def __init__(self, count: int, threads: int):
        self.waiting, self.suspects = list(range(count)), list[int]()
        self.stopped = False
        self._count, self._threads = count, threads
        self._lost = np.zeros(count, int)  # simulator processes that each episode has lost
        self._changed = Condition()

    def take(self, free: int, running: np.ndarray, *, begins: bool) -> np.ndarray:
        """Removes the next rows for a thread from the queue, and returns them.

        Args:
          free: number of free slots of the thread.
          running: rows that the thread simulates now.
          begins: True for the thread's first rows. Its share is then counted from all episodes, and
            later from those that wait.
        """
        with self._changed:
            if running.size and self._is_suspect(running).any():
                return np.zeros(0, int)
            share = -(-(self._count if begins else len(self.waiting)) // self._threads)
            count = min(free, share)
            taken, self.waiting = self.waiting[:count], self.waiting[count:]
            if not taken and not running.size:
                taken, self.suspects = self.suspects[:1], self.suspects[1:]
            return np.array(taken, int)

    def put_back(self, rows: Iterable[int]) -> None:
        """Lets rows start again, before those that wait."""
        with self._changed:
            rows = np.array(list(rows), int)
            suspect = self._is_suspect(rows)
            self.waiting = [*rows[~suspect].tolist(), *self.waiting]
            self.suspects = [*rows[suspect].tolist(), *self.suspects]

    def lose(self, rows: np.ndarray) -> np.ndarray:
        """Puts back rows whose simulator process died. Returns those that have failed instead."""
        with self._changed:
            self._lost[rows] += 1
            failed = self._lost[rows] >= TOGETHER + ALONE
        self.put_back(rows[~failed])
        return rows[failed]

    def stop(self) -> None:
        """Asks all threads to end."""
        with self._changed:
            self.stopped = True

    def _is_suspect(self, rows: np.ndarray) -> np.ndarray:
        return self._lost[rows] >= TOGETHER
