"""Calls of a Python function in worker processes, for tasks that JAX cannot trace.

Each worker has a thread, which hands it rows until none waits. A function may raise, crash its process
or hang: the rows concerned have failed, and all others get their results. See `sims/queue.py`.
"""

import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Self

import numpy as np

from ramify.sims.called import CalledFunction
from ramify.sims.queue import EpisodeQueue
from ramify.sims.turns import Turns
from ramify.sims.workers import (
    NO_ITEM,
    Worker,
    WorkerDiedError,
    WorkerError,
    WorkerHungError,
)
from ramify.system.runtime import cores

REQUEST = 0.05  # s, duration that a request to a worker aims at
LARGEST = 1024  # rows of a request
HANGS = 3  # hanging rows after which a function that never returned is refused


@dataclass(frozen=True)
class CallResults:
    """The results of a function, one row per solution.

    Attributes:
      objective: [b], -inf if the row failed.
      measures: [b, k], NaN if the row failed.
      errors: row -> the reason why it failed.
    """

    objective: np.ndarray
    measures: np.ndarray
    errors: dict[int, str]


class FunctionCalls:
    """Worker processes that call one function. They start with the first call.

    Several threads may use it; their calls take turns. It can be pickled and copied. A copy has its own
    worker processes.

    Args:
      function: x [n] -> (objective, measures [k]); if `batched`, x [b, n] -> (objective [b],
        measures [b, k]). It gets float64 arrays.
      lower, upper: [n], bounds of x, which rounding does not exceed.
      measures: number of measures, k.
      batched: whether the function takes a batch.
      workers: number of processes; 0 uses all cores. Results do not depend on it.
      timeout: s, the time that one call may take. A call that takes longer has failed.

    Raises:
      ValueError: the function cannot be sent to a worker process.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        lower: np.ndarray,
        upper: np.ndarray,
        *,
        measures: int,
        batched: bool,
        workers: int,
        timeout: float,
    ):
        self.measures, self.batched, self.timeout = measures, batched, timeout
        self.name = getattr(function, "__name__", type(function).__name__)
        made = CalledFunction(function, lower, upper, measures, batched)
        self._held, self._asked = _pickled(made, self.name), workers
        self._proven, self.turns = False, Turns()
        self._start(workers or cores())

    def _start(self, workers: int) -> None:
        self.workers = workers
        self._pool = [Worker(self._held, self.timeout) for _ in range(workers)]

    def with_threads(self, threads: int) -> Self:
        """Returns equal calls with this number of processes, if none was asked for."""
        other = copy(self)
        other._start(self._asked or threads)
        return other

    def assume_proven(self) -> None:
        """Lets all rows of a batch fail with the same error, without an exception."""
        self._proven = True

    def __call__(self, x: np.ndarray) -> CallResults:
        """Calls the function for each row of x [b, n].

        Raises:
          ValueError: the function returns something else than it should.
          RuntimeError: every row failed with the same error and none has ever succeeded, or no worker
            process can be started.
        """
        work = _Calls(x, self.measures, self.workers, self._proven)
        calls = [partial(self._run, worker, work) for worker in self._pool]
        self.turns.run(calls, stop=work.stop, close=self.close)
        self._proven |= work.proven
        if not self._proven and len(set(work.kinds.values())) == 1:
            raise RuntimeError(
                f"All {len(x)} calls of {self.name} failed with the same error:\n"
                f"{next(iter(work.errors.values()))}"
            )
        return CallResults(work.objective, work.found, work.errors)

    def close(self) -> None:
        """Ends the worker processes. The next call starts them again."""
        for end in (Worker.hang_up, Worker.close):  # all leave at once
            for worker in self._pool:
                end(worker)

    def _run(self, worker: Worker, work: "_Calls") -> None:
        """Hands rows to a worker until none waits."""
        count, none = 1, np.zeros(0, int)
        if self.batched:
            count = -(-len(work.x) // self.workers)
        while not work.stopped:
            rows = work.take(count, none, begins=self.batched)
            if not rows.size:
                return
            began = time.monotonic()
            try:
                work.store(rows, *worker.ask("call", rows.tolist(), work.x[rows]))
            except WorkerHungError as hung:
                self._give_up(work, rows, hung)
            except WorkerDiedError as died:
                work.lost(rows, str(died))
            except WorkerError as error:
                raise ValueError(str(error) if error.refusal else error.trace) from None
            if not self.batched:
                each = (time.monotonic() - began) / rows.size
                count = int(min(LARGEST, max(1.0, REQUEST / each)))

    def _give_up(self, work: "_Calls", rows: np.ndarray, hung: WorkerHungError) -> None:
        """Fails the row that hung, or all rows of a batch, and puts back the others.

        Raises:
          RuntimeError: too many calls hung, and none has ever ended.
        """
        failed = rows if self.batched or hung.item == NO_ITEM else np.array([hung.item])
        for row in failed.tolist():
            work.fail(row, "late", f"The call took longer than timeout={self.timeout:g} s.")
        work.put_back(np.setdiff1d(rows, failed).tolist())
        work.hangs += 1
        if work.hangs >= HANGS and not work.proven and not self._proven:
            raise RuntimeError(
                f"{HANGS} calls of {self.name} took longer than timeout={self.timeout:g} s each, and "
                "none has ended yet: correct the function, or raise timeout."
            )


class _Calls(EpisodeQueue):
    """The rows of one batch, and their results.

    Attributes:
      kinds: row -> kind of error; the same mistake has the same kind.
      hangs: number of calls that hung.
      proven: True if any call has ever succeeded.
    """

    def __init__(self, x: np.ndarray, measures: int, threads: int, proven: bool):
        super().__init__(len(x), threads)
        self.x = x
        self.objective = np.full(len(x), -np.inf, np.float32)
        self.found = np.full((len(x), measures), np.nan, np.float32)
        self.errors: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        self.hangs, self.proven = 0, proven

    def store(
        self,
        rows: np.ndarray,
        objective: np.ndarray,
        measures: np.ndarray,
        errors: dict[int, tuple[str, str]],
    ) -> None:
        """Stores a worker's results. `errors` holds place -> kind and text of an error."""
        self.proven |= len(errors) < rows.size
        with np.errstate(
            over="ignore"
        ):  # a number beyond float32 becomes infinite: the row has failed
            self.objective[rows], self.found[rows] = objective, measures
        for i, error in errors.items():
            self.fail(int(rows[i]), *error)

    def lost(self, rows: np.ndarray, reason: str) -> None:
        """Puts back rows whose process died, except those that have lost too many processes."""
        for row in self.lose(rows).tolist():
            self.fail(row, reason, f"Whenever the function is called with this row, {reason}.")

    def fail(self, row: int, kind: str, error: str) -> None:
        self.objective[row], self.found[row] = -np.inf, np.nan
        self.kinds[row], self.errors[row] = kind, error


def _pickled(made: CalledFunction, name: str) -> bytes:
    """Returns the pickled object that a worker holds, as a function that returns it."""
    cloudpickle = import_module("cloudpickle")  # supports functions of a script or a notebook
    try:
        return cloudpickle.dumps(made.itself)
    except Exception as error:
        raise ValueError(
            f"The function {name} cannot be sent to a worker process ({error}): create what cannot be "
            "pickled inside the function."
        ) from error
