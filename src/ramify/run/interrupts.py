"""Ctrl-C that is heeded, and loses nothing."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

TOLD = "\nramify: stopping after this iteration, which will be saved; Ctrl-C again stops at once.\n"


@contextmanager
def heeded() -> Iterator[Callable[[], bool]]:
    """What it yields tells whether Ctrl-C was pressed since: to be asked between iterations.

    A second one raises KeyboardInterrupt wherever the main thread happens to be, as the first does
    elsewhere.
    """
    handler, asked = signal.getsignal(signal.SIGINT), threading.Event()

    def remember(*args) -> None:
        if asked.is_set() and callable(handler):
            handler(*args)
        asked.set()
        with suppress(OSError, ValueError):  # print might be what is interrupted
            os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, TOLD.encode())

    if not callable(handler) or threading.current_thread() is not threading.main_thread():
        yield asked.is_set  # never asked
        return
    signal.signal(signal.SIGINT, remember)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, handler)
