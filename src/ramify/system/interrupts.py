"""Handles signals that ask a program to stop: Ctrl-C, SIGTERM (clusters) and SIGHUP (a closed terminal).

Python raises an exception on Ctrl-C, wherever the main thread is. Inside JAX that is not safe: while XLA
compiles, it can crash the process. So a run notes the signal, ends its iteration, saves, and stops. The
command line notes signals from its first line on. If nothing has to be saved, it ends the process at
once, without Python's teardown. If something has to be saved, it does so at the second signal.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import NoReturn

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
TOGETHER = 0.5  # s: signals within this time are one request; `timeout` and shells send two
FLUSHING = 0.5  # s: time for printed text to reach its reader before the process ends
SHOW_CURSOR = b"\x1b[?25h"

ITERATION = "stopping after this iteration, which will be saved; a second signal stops at once."
RUNNING = "stopping when the current step ends; a second signal stops at once."


class Terminated(SystemExit):
    """SIGTERM or SIGHUP stopped a run, which is saved.

    If it is not caught, it ends Python with the exit code 128 + `number`.

    Attributes:
      number: number of the signal.
    """

    def __init__(self, message: str, number: int):
        super().__init__(message)
        self.number, self.code = number, 128 + number


class StopRequest:
    """A request to stop. Calling it returns True if a signal has asked to stop.

    Attributes:
      number: number of the first signal; None if there was none.
      note: sentence that is printed if the process ends at once.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self.note = "Stopped."
        self._since = 0.0

    def __call__(self) -> bool:
        return self.number is not None

    def repeated(self, number: int) -> bool:
        """Notes a signal. Returns True for a second request, which comes later than `TOGETHER`."""
        now = time.monotonic()
        if self.number is None:
            self.number, self._since = number, now
        return now - self._since > TOGETHER

    def error(self, message: str) -> BaseException:
        """Returns the error to raise when everything is saved: KeyboardInterrupt or `Terminated`."""
        if self.number is None or self.number == signal.SIGINT:
            return KeyboardInterrupt(message)
        return Terminated(message, self.number)

    def end(self, message: str) -> None:
        """Raises `error` if a signal has asked to stop."""
        if self():
            raise self.error(message)


class _Command:
    """The signals of a whole command. A thread receives them, since the main thread may be in C++ code.

    Attributes:
      request: the request to stop, shared by everything that the command runs.
    """

    def __init__(self, taken: list[int]) -> None:
        self.request = StopRequest()
        self._taken = taken
        self._held: list[
            str
        ] = []  # for each section that must end first, the answer to a first signal
        self._lock = threading.Lock()

    @contextmanager
    def holding(self, words: str) -> Iterator[None]:
        """Lets the block end before a first signal ends the process."""
        with self._lock:
            self._held.append(words)
        try:
            yield
        finally:
            with self._lock:
                self._held.remove(words)

    @property
    def holds(self) -> bool:
        return bool(self._held)

    def listen(self, descriptor: int) -> None:
        """Receives signals from this pipe until it is closed."""
        while heard := os.read(descriptor, 1):
            if heard[0] in self._taken:
                self._hear(heard[0])

    def _hear(self, number: int) -> None:
        with self._lock:
            first = not self.request()
            if self.request.repeated(number) or (first and not self._held):
                self.leave()
            if first:
                _say(self._held[0])

    def leave(self) -> NoReturn:
        """Ends the process at once, without Python's teardown."""
        _flush()
        _say(self.request.note)
        with suppress(OSError, ValueError):
            if os.isatty(1) and os.environ.get("TERM", "dumb") != "dumb":
                os.write(1, SHOW_CURSOR)
        os._exit(128 + (self.request.number or 0))


_command: _Command | None = None  # one for the process, as signals are


@contextmanager
def command() -> Iterator[None]:
    """Handles signals for a whole command: they end it only where nothing is lost.

    It has no effect inside itself and outside the main thread. An ignored signal stays ignored (nohup).
    """
    global _command
    if _command is not None or threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [
        number
        for number in SIGNALS
        if _may_take(number) or signal.getsignal(number) is signal.SIG_DFL  # as __main__ sets it
    ]
    _command = _Command(taken)
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    listener = threading.Thread(target=_command.listen, args=(hears,), daemon=True)
    listener.start()
    before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    try:
        with ExitStack() as restored:
            for number in taken:
                restored.callback(signal.signal, number, signal.getsignal(number))
                signal.signal(number, lambda number, frame: None)  # the thread receives it
            yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(tells)
        listener.join()
        os.close(hears)
        _command = None


@contextmanager
def defer_interrupts() -> Iterator[StopRequest]:
    """Notes signals that ask to stop, and yields the request.

    Call the request between iterations. If it is True, save, and raise its error (`StopRequest.end`).

    A second signal acts at once, as it would without this function. In a command it prints the request's
    `note`, and ends the process without Python's teardown. Earlier handlers are restored at the end.
    Outside the main thread nothing is noted, because Python handles no signals there.
    """
    if _command is not None:
        with _command.holding(ITERATION):
            yield _command.request
        return
    request = StopRequest()
    with ExitStack() as restored:
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                if _may_take(number):
                    restored.callback(signal.signal, number, signal.getsignal(number))
                    _defer(number, request)
        yield request


@contextmanager
def hold() -> Iterator[StopRequest]:
    """Lets a command finish the block, such as writing a file, before a signal ends it.

    Yields the request, so that a long block can end early. Outside a command it has no effect: a signal
    then does what Python does by default.
    """
    if _command is None:
        yield StopRequest()
        return
    here = _command
    try:
        with here.holding(RUNNING):
            yield here.request
    finally:
        if here.request() and not here.holds:
            here.leave()


def _may_take(number: int) -> bool:
    """Returns True if ramify may handle a signal.

    It handles Ctrl-C unless it is ignored, and the others unless the program handles them itself.
    """
    handler = signal.getsignal(number)
    return callable(handler) if number == signal.SIGINT else handler is signal.SIG_DFL


def _defer(number: int, request: StopRequest) -> None:
    before = signal.getsignal(number)

    def note(number: int, frame: object) -> None:
        first = not request()
        if request.repeated(number):
            signal.signal(number, before)
            signal.raise_signal(number)
        elif first:
            _say(ITERATION)

    signal.signal(number, note)


def _say(sentence: str) -> None:
    with suppress(OSError, ValueError):  # not print, which the signal may have interrupted
        descriptor = sys.__stderr__.fileno() if sys.__stderr__ else 2
        os.write(descriptor, f"\nramify: {sentence}\n".encode())


def _flush() -> None:
    """Flushes printed text, and waits at most `FLUSHING` for a slow reader such as a pager."""

    def flush() -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()

    flushing = threading.Thread(target=flush, daemon=True)
    flushing.start()
    flushing.join(FLUSHING)
