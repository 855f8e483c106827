"""The shards of one rollout: which rows wait, which are under way, and which have failed.

This module does not know Ray. The driver hands out shards, and takes back those whose worker was lost.
An episode depends only on its parameters and its seed, so a shard may be simulated any number of times.
"""

from collections import Counter, deque
from collections.abc import Hashable, Set
from dataclasses import dataclass, field
from typing import NamedTuple

TOGETHER = 2  # workers that a shard may lose before it is divided
PARTS = 16  # into at most so many shards is it divided
ALONE = 2  # workers that a single row must lose, on different nodes, before it has failed
PATIENT = 20  # losses without a cause in the rows, such as lost nodes, after which the run stops
SLOW = 2.0  # a shard under way for this multiple of the usual time is started a second time


class Shard(NamedTuple):
    """Consecutive rows of a rollout."""

    start: int
    stop: int

    @property
    def rows(self) -> int:
        return self.stop - self.start


class LostTooOftenError(RuntimeError):
    """The same rows were lost many times for reasons that do not depend on them."""


@dataclass
class History:
    """The losses of a shard.

    Attributes:
      crashes: number of processes that ended or hung while they simulated it.
      accidents: number of losses that its rows cannot have caused.
      strikes: nodes on which its only row crashed a process. A node appears once per crash.
      avoid: nodes that lost it. Others get it first.
      guilty: True if its only row has crashed often enough. It fails unless it succeeds where it runs.
    """

    crashes: int = 0
    accidents: int = 0
    strikes: list[Hashable] = field(default_factory=list)
    avoid: set[Hashable] = field(default_factory=set)
    guilty: bool = False


class ShardQueue:
    """Hands out the shards of one rollout until every row has a result or has failed.

    A shard whose worker is lost waits again, before all others. If it has lost `TOGETHER` workers, it
    is divided, down to single rows. A single row fails only if it crashes its process on `ALONE` nodes,
    or `ALONE` times on the only node. Such a crash counts once a new worker runs on the node: a node
    that is lost itself counts for nothing.

    Args:
      rows: number of rows.
      size: number of rows per shard.

    Attributes:
      failed: row -> the reason why it failed.
      again: reason -> number of rows that were started again for it.
    """

    def __init__(self, rows: int, size: int):
        ends = range(0, rows, size)
        self._waiting = deque(Shard(at, min(rows, at + size)) for at in ends)
        self._running: dict[Shard, dict[Hashable, float]] = {}  # shard -> worker -> when it began
        self._history: dict[Shard, History] = {}
        self._unproven: list[tuple[Hashable, Shard, str]] = []  # crashes on nodes that may be lost
        self._left, self._seconds = rows, list[float]()  # seconds per row of the shards that ended
        self.failed: dict[int, str] = {}
        self.again: Counter[str] = Counter()

    @property
    def done(self) -> bool:
        """True if every row has a result or has failed."""
        return self._left == 0

    @property
    def under_way(self) -> int:
        """Number of rows that a worker simulates now."""
        return sum(shard.rows for shard in list(self._running))  # another thread may ask

    @property
    def slowest(self) -> float:
        """Largest time per row so far, in seconds."""
        return max(self._seconds, default=0.0)

    def take(
        self, worker: Hashable, node: Hashable, nodes: Set[Hashable], now: float
    ) -> Shard | None:
        """Returns the next shard for an idle worker, or None.

        Args:
          worker: the worker.
          node: its node.
          nodes: all nodes that have a worker.
          now: time in seconds.
        """
        for shard in self._waiting:
            history = self._history.get(shard)
            if history is None or node not in history.avoid or nodes <= history.avoid:
                self._waiting.remove(shard)
                self._running[shard] = {worker: now}
                return shard
        return self._straggler(worker, now)

    def _straggler(self, worker: Hashable, now: float) -> Shard | None:
        """Returns a shard to start a second time, if one takes much longer than usual."""
        if not self._seconds:
            return None
        usual = sorted(self._seconds)[len(self._seconds) // 2]
        for shard, workers in self._running.items():
            age = now - min(workers.values())
            fresh = len(workers) == 1 and worker not in workers and shard not in self._history
            if fresh and age > SLOW * usual * shard.rows:
                workers[worker] = now
                self.again["a worker was slow"] += shard.rows
                return shard
        return None

    def answer(self, shard: Shard, worker: Hashable, now: float) -> bool:
        """Notes a result. Returns True if it is the first for this shard."""
        workers = self._running.pop(shard, None)
        if workers is None:
            return False
        self._seconds.append((now - workers.get(worker, now)) / shard.rows)
        self._left -= shard.rows
        return True

    def crashed(self, shard: Shard, worker: Hashable, node: Hashable, why: str) -> None:
        """Takes back a shard whose process ended, for a reason that may be one of its rows."""
        self._lost(shard, worker, node, why, TOGETHER)

    def hung(self, shard: Shard, worker: Hashable, node: Hashable, why: str) -> None:
        """Takes back a shard whose process took too long and was killed."""
        self._lost(shard, worker, node, why, 1)  # each time costs the whole time limit

    def _lost(
        self, shard: Shard, worker: Hashable, node: Hashable, why: str, together: int
    ) -> None:
        if not self._stopped(shard, worker, why):
            return
        history = self._of(shard)
        history.crashes += 1
        if history.guilty:
            self._fail(shard, why)
        elif shard.rows == 1:
            self._unproven.append((node, shard, why))
            self._waiting.appendleft(shard)
        elif history.crashes < together:
            self._waiting.appendleft(shard)
        else:
            size = -(-shard.rows // PARTS)
            parts = [Shard(at, min(shard.stop, at + size)) for at in range(*shard, size)]
            for part in parts:  # the next loss divides it again
                self._history[part] = History(history.crashes, history.accidents)
            self._waiting.extend(parts)  # rows without a suspicion come first

    def accident(self, shard: Shard, worker: Hashable, node: Hashable, why: str) -> None:
        """Takes back a shard that was lost for a reason that does not depend on its rows.

        Raises:
          LostTooOftenError: this happened to it `PATIENT` times.
        """
        if not self._stopped(shard, worker, why):
            return
        history = self._of(shard)
        history.accidents += 1
        history.avoid.add(node)
        if history.accidents >= PATIENT:
            raise LostTooOftenError(
                f"Rows {shard.start} to {shard.stop - 1} were lost {PATIENT} times, the last time "
                f"because {why}."
            )
        self._waiting.appendleft(shard)

    def _stopped(self, shard: Shard, worker: Hashable, why: str) -> bool:
        """Removes a worker from a shard. Returns False if the shard needs no other worker."""
        workers = self._running.get(shard, {})
        if workers.pop(worker, None) is None or workers:
            return False
        del self._running[shard]
        self.again[why] += shard.rows
        return True

    def joined(self, node: Hashable, nodes: Set[Hashable]) -> None:
        """Notes that a new worker runs on a node: crashes on this node count from now on."""
        for where, shard, why in [entry for entry in self._unproven if entry[0] == node]:
            self._unproven.remove((where, shard, why))
            strikes = self._of(shard).strikes
            strikes.append(node)
            self._of(shard).avoid.add(node)
            enough = len(set(strikes)) >= ALONE or (len(strikes) >= ALONE and nodes <= {node})
            self._of(shard).guilty |= enough
            if enough and shard in self._waiting:
                self._waiting.remove(shard)
                self._fail(shard, why)

    def _fail(self, shard: Shard, why: str) -> None:
        self._left -= 1
        self.failed[shard.start] = f"Whenever this row is simulated, {why}."

    def _of(self, shard: Shard) -> History:
        return self._history.setdefault(shard, History())
