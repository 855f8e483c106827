"""Processes that answer requests: where code runs that crashes, or never lets go of the interpreter.

Each is a fresh interpreter. Not a fork: JAX has threads, which a fork would stop wherever they are. Nor
one of `multiprocessing`'s, which run the user's script again: it would need a guard, and load JAX.
"""

import math
import os
import pickle
import select
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
ATTEMPTS = 3  # to start a process
NO_ITEM = -1
PATIENCE = 300.0  # s, for what is no item: to start, to import, to answer at all
GRACE = 1.0  # s, that a process has to end by itself
# One core each is what workers are for; whoever has set these knows better.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerDiedError(Exception):
    """The process ended before it answered. The next request starts another."""


class WorkerHungError(WorkerDiedError):
    """The process took too long over one item, and was killed. The next request starts another.

    Attributes:
      item: what it was busy with, as the held object says; `NO_ITEM` if it did not say.
    """

    def __init__(self, message: str, item: int):
        super().__init__(message)
        self.item = item


class NoWorkerError(RuntimeError):
    """No process can be had, or none that is able to do what it is there for."""


class WorkerError(Exception):
    """The process is well; what it was asked to do raised this.

    Attributes:
      trace: as Python prints it.
      refusal: True if it is a RefusalError: its message is meant for the user, and a trace adds nothing.
    """

    def __init__(self, message: str, trace: str, refusal: bool = False):
        super().__init__(message)
        self.trace, self.refusal = trace, refusal


class RefusalError(ValueError):
    """Raised in a worker process: what was asked for cannot be done, and the message says why."""


class Busy:
    """Which item a worker is busy with, and since when: in memory that both processes see, since a
    process that hangs answers no question."""

    _LAYOUT = struct.Struct("<dd")

    def __init__(self, descriptor: int):
        self._memory = mmap(descriptor, self._LAYOUT.size)

    @classmethod
    def shared(cls) -> tuple["Busy", int]:
        """New memory, and its descriptor for the other process."""
        with tempfile.TemporaryFile() as file:
            file.truncate(cls._LAYOUT.size)
            return cls(file.fileno()), os.dup(file.fileno())

    def begin(self, item: int, before: float = 0.0) -> None:
        """Busy with this item from now on, after as many seconds spent on it `before`."""
        self._LAYOUT.pack_into(self._memory, 0, item, time.monotonic() - before)

    def now(self) -> tuple[int, float]:
        """The item, and the seconds since it was begun."""
        item, since = self._LAYOUT.unpack_from(self._memory)
        return int(item), time.monotonic() - since


class Worker:
    """A process that holds an object, and calls its methods as asked. Started when first asked.

    What it prints is dropped. It ends with this object, with `close`, and with this process, however
    that ends.

    Args:
      make: pickled function that makes the object. If the object has a method `watch`, it is given a
        `Busy`, to say what it is busy with.
      timeout: s, that one item may take before the process is killed; for all else it is `PATIENCE`.
        The clock runs while the machine is busy with something else.
    """

    def __init__(self, make: bytes, timeout: float = math.inf):
        self._make, self._timeout = make, timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize | None = None

    def __reduce__(self) -> tuple:
        return Worker, (self._make,)  # a process of its own

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return None if self._process is None else self._process.pid

    def ask(self, method: str, *args: Any) -> Any:
        """What the object's method returns.

        Raises:
          WorkerDiedError: the process ended meanwhile.
          WorkerHungError: it took too long, and was killed.
          WorkerError: the method raised.
          NoWorkerError: no process could be started.
        """
        if self._process is None:
            self._start()
        return self._exchange((method, args))

    def hang_up(self) -> None:
        """Tell the process, if there is one, to leave."""
        if self._process is not None:
            self._connection.close()

    def close(self) -> int | None:
        """End the process, if there is one. Returns its exit code."""
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
                process_group=0,  # what a terminal sends is for this process to hear
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
            f"A worker process does not start: {ATTEMPTS} times, {reason}. Does memory run short? "
            f"`{sys.executable} -c 'import ramify.sims.workers'` shows whether Python itself starts."
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
        except BaseException:  # an interrupt: the answer that is still to come is nobody's
            self.close()
            raise
        if not sound:
            raise WorkerError(*reply)
        return reply

    def _wait(self) -> None:
        """Waits for the answer.

        Raises:
          WorkerHungError: one item takes too long; it is one and the same at two looks.
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
    """An exit code in words."""
    if code is None or code >= 0:
        return f"a worker process ended with exit code {code}"
    return f"a worker process was ended by {signal.Signals(-code).name}"


def serve(fd: int, busy: int) -> None:
    """The worker's own side: make the object, then answer until the other side hangs up."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # for the parent to hear, which ends its workers
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
    os._exit(0)  # what else may linger, a simulator's threads, is not waited for


def _trace(error: Exception) -> str:
    """The traceback as Python prints it, from the user's code on."""
    told, here = traceback.TracebackException.from_exception(error), os.path.dirname(__file__)
    while len(told.stack) > 1 and told.stack[0].filename.startswith(here + os.sep):
        told.stack.pop(0)
    return "".join(told.format())


def _leave_with_parent(fd: int) -> None:
    """The loop notices a hang-up between two answers; an answer may never come."""
    poll = select.poll()
    poll.register(fd, 0)  # nothing but the hang-up
    poll.poll()
    time.sleep(GRACE)
    os._exit(1)
