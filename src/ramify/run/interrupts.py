"""Ctrl-C that is heeded."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """What it yields raises KeyboardInterrupt if one was asked for since.

    Python raises it wherever the main thread happens to be, and drops it where that is a callback of
    the garbage collector: to be called between iterations.
    """
    handler, asked = signal.getsignal(signal.SIGINT), threading.Event()

    def remember(*args) -> None:
        asked.set()
        if callable(handler):
            handler(*args)

    def check() -> None:
        if asked.is_set():
            raise KeyboardInterrupt

    if not callable(handler) or threading.current_thread() is not threading.main_thread():
        yield check  # never asked
        return
    signal.signal(signal.SIGINT, remember)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, handler)
