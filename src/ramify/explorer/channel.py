"""A channel from a worker thread to a browser: messages, and a notice when the browser has gone."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from threading import Event
from typing import TypeVar

from starlette.requests import Request

from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import frame_message, pack
from ramify.run.folder import RunError

T = TypeVar("T")
POLL = 0.1  # s, between two checks whether the browser has gone


class ClientGoneError(Exception):
    """The browser has closed the connection, so the work is no longer needed."""


class Channel(AbstractListener):
    """The worker's end. `check` and `send` raise `ClientGoneError` once the browser has gone."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._messages: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._gone = Event()

    def check(self) -> None:
        if self._gone.is_set():
            raise ClientGoneError

    def send(self, message: bytes) -> None:
        self.check()
        self._loop.call_soon_threadsafe(self._messages.put_nowait, message)

    def end(self) -> None:
        """Ends the stream."""
        self._loop.call_soon_threadsafe(self._messages.put_nowait, None)

    def close(self) -> None:
        """Tells the worker that the browser has gone."""
        self._gone.set()

    async def received(self) -> AsyncIterator[bytes]:
        """Yields the messages until `end`."""
        while (message := await self._messages.get()) is not None:
            yield message


async def stream_messages(
    work: "Callable[[Channel], None]", pool: Executor
) -> AsyncIterator[bytes]:
    """Runs the work in a thread, and yields the messages that it sends, each with its length.

    If the work fails, the last message is {done, error}.
    """
    channel = Channel()

    def run() -> None:
        try:
            channel.check()
            work(channel)
        except ClientGoneError:
            return
        except Exception as error:
            channel.send(pack({"done": True, "error": error_sentence(error)}))
        channel.end()

    pool.submit(run)
    try:
        async for message in channel.received():
            yield frame_message(message)
    finally:
        channel.close()


async def run_for_client(work: "Callable[[Channel], T]", pool: Executor, request: Request) -> T:
    """Runs the work in a thread, and returns its result.

    Raises:
      ClientGoneError: the browser has closed the connection.
    """
    channel = Channel()
    answer = asyncio.get_running_loop().run_in_executor(pool, work, channel)
    try:
        while not (await asyncio.wait([answer], timeout=POLL))[0]:
            if await request.is_disconnected():
                channel.close()
        return await answer
    finally:
        channel.close()


def error_sentence(error: Exception) -> str:
    """Returns an error as one sentence. An unexpected error is also logged."""
    if not isinstance(error, ClientGoneError | RunError | ValueError | LookupError | OSError):
        logging.getLogger("ramify").error("The explorer failed", exc_info=error)
    return str(error) or type(error).__name__
