"""Worker processes, for code that may crash or that holds the interpreter's lock.

Each worker is a new interpreter. It is not a fork, since a fork stops JAX's threads at an arbitrary
point. It is not a process of `multiprocessing` either: that would run the user's script again, which
would then need a guard, and would import JAX.
"""

import math
import os
import pickle
import select
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import weakref
from contextlib import suppress
from mmap import mmap
from multiprocessing.connection import Connection, Pipe
from typing import Any

BOOT = (
    "import sys; sys.path[:] = {path!r}; from ramify.sims.workers import serve; serve({fd}, {busy})"
)
ATTEMPTS = 3  # attempts to start a process
NO_ITEM = -1
PATIENCE = 300.0  # s, time limit of everything else than an item: start, imports, other requests
GRACE = 1.0  # s, time in which a process can end by itself
# Each worker uses one core. Variables that the user has set take precedence.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerDiedError(Exception):
    """The process ended before it answered. The next request starts a new one."""


class WorkerHungError(WorkerDiedError):
    """The process took too long for one item and was killed. The next request starts a new one.

    Attributes:
      item: the item, as the worker's object reported it; `NO_ITEM` if it reported none.
    """

    def __init__(self, message: str, item: int):
        super().__init__(message)
        self.item = item


class NoWorkerError(RuntimeError):
    """No worker process can be started, or it cannot do its work."""


class WorkerError(Exception):
    """The requested method raised an exception. The process still runs.

    Attributes:
      trace: the traceback, as Python prints it.
      refusal: True for a RefusalError, whose message is complete without a traceback.
    """

    def __init__(self, message: str, trace: str, refusal: bool = False):
        super().__init__(message)
        self.trace, self.refusal = trace, refusal


class RefusalError(ValueError):
    """Raised in a worker process if a request cannot be fulfilled. The message says why."""


class Busy:
    """The item that a worker is busy with, and since when.

    It is stored in memory that both processes share, since a process that hangs answers no request.
    """

    _LAYOUT = struct.Struct("<dd")

    def __init__(self, descriptor: int):
        self._memory = mmap(descriptor, self._LAYOUT.size)

    @classmethod
    def shared(cls) -> tuple["Busy", int]:
        """Returns new shared memory, and its file descriptor for the other process."""
        with tempfile.TemporaryFile() as file:
            file.truncate(cls._LAYOUT.size)
            return cls(file.fileno()), os.dup(file.fileno())

    def begin(self, item: int, before: float = 0.0) -> None:
        """Notes that the worker starts with this item, on which it already spent `before` seconds."""
        self._LAYOUT.pack_into(self._memory, 0, item, time.monotonic() - before)

    def now(self) -> tuple[int, float]:
        """Returns the item and the seconds since its start."""
        item, since = self._LAYOUT.unpack_from(self._memory)
        return int(item), time.monotonic() - since


class Worker:
    """A process that holds an object and calls its methods. It starts with the first request.

    Its output is dropped. It ends with `close`, when this object is deleted, and when this process ends,
    however that happens.

    Args:
      make: a pickled function that makes the object. If the object has a method `watch`, it receives a
        `Busy`, in which it notes its current item.
      timeout: s, the time that one item may take before the process is killed. For everything else the
        limit is `PATIENCE`. This is wall-clock time.
    """

    def __init__(self, make: bytes, timeout: float = math.inf):
        self._make, self._timeout = make, timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize | None = None

    def __reduce__(self) -> tuple:
        return Worker, (self._make,)  # with its own process

    @property
    def pid(self) -> int | None:
        """The process's id; None if there is no process."""
        return None if self._process is None else self._process.pid

    def ask(self, method: str, *args: Any) -> Any:
        """Calls a method of the object, and returns its result.

        Raises:
          WorkerDiedError: the process ended before it answered.
          WorkerHungError: the process took too long and was killed.
          WorkerError: the method raised.
          NoWorkerError: no process could be started.
        """
        if self._process is None:
            self._start()
        return self._exchange((method, args))

    def hang_up(self) -> None:
        """Asks the process to end, if there is one."""
        if self._process is not None:
            self._connection.close()

    def close(self) -> int | None:
        """Ends the process, if there is one, and returns its exit code."""
        code = None if self._end is None else self._end()
        self._process = self._end = None
        return code

    def _start(self) -> None:
        for _ in range(ATTEMPTS):
            self._connection, theirs = Pipe()
            self._busy, busy = Busy.shared()
            boot = BOOT.format(path=sys.path, fd=theirs.fileno(), busy=busy)
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", boot],
                env=ONE_THREAD | os.environ,
                pass_fds=[theirs.fileno(), busy],
                process_group=0,  # signals of the terminal reach only this process
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            theirs.close()
            os.close(busy)
            self._ready = select.poll()
            self._ready.register(self._connection.fileno(), select.POLLIN)
            self._end = weakref.finalize(self, _end, self._process, self._connection)
            try:
                self._exchange(self._make)
            except WorkerDiedError as died:
                reason = str(died)
            except WorkerError:
                self.close()
                raise
            else:
                return
        raise NoWorkerError(
            f"A worker process failed to start {ATTEMPTS} times: {reason}. The machine may be short of "
            f"memory. `{shlex.quote(sys.executable)} -c 'import ramify.sims.workers'` shows whether "
            "Python itself starts."
        )

    def _exchange(self, request: Any) -> Any:
        try:
            self._busy.begin(NO_ITEM)
            self._connection.send(request)
            self._wait()
            sound, reply = self._connection.recv()
        except WorkerHungError:
            self.close()
            raise
        except (EOFError, OSError):
            raise WorkerDiedError(_said(self.close())) from None
        except BaseException:  # an interrupt: the pending answer is lost
            self.close()
            raise
        if not sound:
            raise WorkerError(*reply)
        return reply

    def _wait(self) -> None:
        """Waits for the answer.

        Raises:
          WorkerHungError: one item takes too long. Two checks must see the same item.
        """
        assert self._process is not None
        before = NO_ITEM
        while not self._ready.poll(1000 * min(1.0, self._timeout / 4, PATIENCE / 4)):
            item, seconds = self._busy.now()
            limit = PATIENCE if item == NO_ITEM else self._timeout
            if seconds > limit and item == before:
                self._process.kill()
                raise WorkerHungError(f"a worker process hung for {seconds:.0f} s", item)
            before = item


def _end(process: "subprocess.Popen[bytes]", connection: "Connection[Any, Any]") -> int:
    connection.close()  # tells it to leave
    try:
        return process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _said(code: int | None) -> str:
    """Returns an exit code in words."""
    if code is None or code >= 0:
        return f"a worker process ended with exit code {code}"
    return f"a worker process was ended by {signal.Signals(-code).name}"


def serve(fd: int, busy: int) -> None:
    """Runs in the worker: makes the object, then answers requests until the connection is closed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(
            number, signal.SIG_IGN
        )  # the parent handles these signals, and ends its workers
    connection: Connection[Any, Any] = Connection(fd)
    threading.Thread(target=_leave_with_parent, args=(fd,), daemon=True).start()
    held: Any = None
    with suppress(EOFError, OSError):
        while True:
            request = connection.recv()
            try:
                if held is None:
                    held, reply = pickle.loads(request)(), None
                    if hasattr(held, "watch"):
                        held.watch(Busy(busy))
                else:
                    method, args = request
                    reply = getattr(held, method)(*args)
                answer: Any = (True, reply)
            except Exception as error:
                refusal = isinstance(error, RefusalError)
                message = str(error) if refusal else f"{type(error).__name__}: {error}"
                answer = (False, (message, _trace(error), refusal))
            connection.send(answer)
    with suppress(Exception):
        held.close()
    os._exit(0)  # do not wait for a simulator's threads


def _trace(error: Exception) -> str:
    """Returns the traceback as Python prints it, starting with the user's code."""
    told, here = traceback.TracebackException.from_exception(error), os.path.dirname(__file__)
    while len(told.stack) > 1 and told.stack[0].filename.startswith(here + os.sep):
        told.stack.pop(0)
    return "".join(told.format())


def _leave_with_parent(fd: int) -> None:
    """Ends this process when the parent does, even if a request never returns."""
    poll = select.poll()
    poll.register(fd, 0)  # wait only for the end of the connection
    poll.poll()
    time.sleep(GRACE)
    os._exit(1)
