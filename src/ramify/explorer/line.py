"""From a thread that works to a browser that waits: messages one way, and whether it still waits."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from threading import Event
from typing import TypeVar

from starlette.requests import Request

from ramify.explorer.listener import AbstractListener
from ramify.explorer.packed import framed, packed
from ramify.run.folder import RunError

T = TypeVar("T")
PATIENCE = 0.1  # s, between two looks whether the browser has gone


class HungUpError(Exception):
    """The browser has gone: nobody waits for this any more."""


class Line(AbstractListener):
    """The worker's end: `check` and `send` raise `HungUpError` once the browser has gone."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._messages: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._gone = Event()

    def check(self) -> None:
        if self._gone.is_set():
            raise HungUpError

    def send(self, message: bytes) -> None:
        self.check()
        self._loop.call_soon_threadsafe(self._messages.put_nowait, message)

    def end(self) -> None:
        """No more messages."""
        self._loop.call_soon_threadsafe(self._messages.put_nowait, None)

    def hang_up(self) -> None:
        self._gone.set()

    async def received(self) -> AsyncIterator[bytes]:
        """What is sent, to the end."""
        while (message := await self._messages.get()) is not None:
            yield message


async def streamed(work: "Callable[[Line], None]", pool: Executor) -> AsyncIterator[bytes]:
    """What the work sends, as a stream of framed messages; at its failure a last one, {done, error}."""
    line = Line()

    def run() -> None:
        try:
            line.check()
            work(line)
        except HungUpError:
            return
        except Exception as error:
            line.send(packed({"done": True, "error": said(error)}))
        line.end()

    pool.submit(run)
    try:
        async for message in line.received():
            yield framed(message)
    finally:
        line.hang_up()


async def answered(work: "Callable[[Line], T]", pool: Executor, request: Request) -> T:
    """What the work returns.

    Raises:
      HungUpError: the browser went before.
    """
    line = Line()
    answer = asyncio.get_running_loop().run_in_executor(pool, work, line)
    try:
        while not (await asyncio.wait([answer], timeout=PATIENCE))[0]:
            if await request.is_disconnected():
                line.hang_up()
        return await answer
    finally:
        line.hang_up()


def said(error: Exception) -> str:
    """An error in a sentence; one that nobody foresaw is also logged."""
    if not isinstance(error, HungUpError | RunError | ValueError | LookupError | OSError):
        logging.getLogger("ramify").error("The explorer failed", exc_info=error)
    return str(error) or type(error).__name__
