"""Processes that answer requests: where code runs that crashes, or never lets go of the interpreter.

Each is a fresh interpreter. Not a fork: JAX has threads, which a fork would stop wherever they are. Nor
one of `multiprocessing`'s, which run the user's script again: it would need a guard, and load JAX.
"""

import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
import weakref
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import Any

BOOT = "import sys; sys.path[:] = {path!r}; from ramify.sims.workers import serve; serve({fd})"
ATTEMPTS = 3  # to start a process
GRACE = 1.0  # s, that a process has to end by itself
# One core each is what workers are for; whoever has set these knows better.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerDiedError(Exception):
    """The process ended before it answered. The next request starts another."""


class NoWorkerError(RuntimeError):
    """No process can be had, or none that is able to do what it is there for."""


class WorkerError(Exception):
    """The process is well; what it was asked to do raised this.

    Attributes:
      trace: as Python prints it.
    """

    def __init__(self, message: str, trace: str):
        super().__init__(message)
        self.trace = trace


class Worker:
    """A process that holds an object, and calls its methods as asked. Started when first asked.

    What it prints is dropped. It ends with this object, with `close`, and with this process, however
    that ends.

    Args:
      make: pickled function that makes the object.
    """

    def __init__(self, make: bytes):
        self._make = make
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
            boot = BOOT.format(path=sys.path, fd=theirs.fileno())
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", boot],
                env=ONE_THREAD | os.environ,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            theirs.close()
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
            self._connection.send(request)
            sound, reply = self._connection.recv()
        except (EOFError, OSError):
            raise WorkerDiedError(_said(self.close())) from None
        except BaseException:  # an interrupt: the answer that is still to come is nobody's
            self.close()
            raise
        if not sound:
            raise WorkerError(*reply)
        return reply


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


def serve(fd: int) -> None:
    """The worker's own side: make the object, then answer until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to hear
    connection: Connection[Any, Any] = Connection(fd)
    threading.Thread(target=_leave_with_parent, args=(fd,), daemon=True).start()
    held: Any = None
    with suppress(EOFError, OSError):
        while True:
            request = connection.recv()
            try:
                if held is None:
                    held, reply = pickle.loads(request)(), None
                else:
                    method, args = request
                    reply = getattr(held, method)(*args)
                answer: Any = (True, reply)
            except Exception as error:
                answer = (False, (f"{type(error).__name__}: {error}", traceback.format_exc()))
            connection.send(answer)
    with suppress(Exception):
        held.close()
    os._exit(0)  # what else may linger, a simulator's threads, is not waited for


def _leave_with_parent(fd: int) -> None:
    """The loop notices a hang-up between two answers; an answer may never come."""
    poll = select.poll()
    poll.register(fd, 0)  # nothing but the hang-up
    poll.poll()
    time.sleep(GRACE)
    os._exit(1)
