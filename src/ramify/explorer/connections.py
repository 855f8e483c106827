"""Time limits for the connections of the explorer's server: a silent or stalled client is cut off."""

import asyncio
from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 10.0  # s, for a request to arrive whole
READING = 10.0  # s, in which a client must take LEAST bytes of a response, or the rest of it
LEAST = 2**16  # bytes
BODY = 2**16  # bytes of a request's body, at most
# A client that still sends does not hear a refusal, so some of what is too much is read and dropped.
DROPPED = 2**20  # bytes beyond `BODY`
CLOSE = {"Connection": "close"}  # sent with a refusal, since the rest of the request is not read
CONNECTIONS = 64  # at one time; a page needs six


class TimedProtocol(H11Protocol):
    """Closes a connection whose client neither asks nor reads.

    The next request must arrive in `SILENCE` seconds. A client that does not read its response must take
    `LEAST` bytes every `READING` seconds. uvicorn itself waits without a limit in both cases.
    """

    _timer: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops both timers."""
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Stops waiting when a request has arrived."""
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Starts to wait for the next request."""
        self._wait()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Starts to watch a client that reads more slowly than the server writes."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Stops watching: the client has caught up."""
        self._stop_watching()
        super().resume_writing()

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(SILENCE, self._close)

    def _close(self) -> None:
        """Closes the connection once the client has read what was written, if it does read."""
        self.transport.close()
        self._watch()

    def _watch(self) -> None:
        self._stop_watching()
        unread = self.transport.get_write_buffer_size()
        if unread:
            self._reader = self.loop.call_later(READING, self._judge, unread)

    def _judge(self, before: int) -> None:
        """Cuts off a client that has taken too little since there were `before` unread bytes."""
        if before - self.transport.get_write_buffer_size() < min(LEAST, before):
            self.transport.abort()
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


async def body_of(request: Request) -> bytes:
    """Returns a request's body.

    Raises:
      HTTPException: it has more than `BODY` bytes, or does not arrive in `SILENCE` seconds.
    """
    try:
        return b"".join([part async for part in _parts(request)])
    except TimeoutError:
        raise HTTPException(408, f"Send a request in {SILENCE:.0f} s.", headers=CLOSE) from None
    except ClientDisconnect:
        raise HTTPException(400, "The connection was closed before the request ended.") from None


async def _parts(request: Request) -> AsyncIterator[bytes]:
    too_large = HTTPException(413, f"Post at most {BODY} bytes.", headers=CLOSE)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) >= 20 or int(declared) > BODY + DROPPED):
        raise too_large
    size, until = 0, asyncio.get_running_loop().time() + SILENCE
    stream = request.stream()
    while size <= BODY + DROPPED:
        async with asyncio.timeout_at(until):
            part = await anext(stream, None)
        if part is None:
            break
        if (size := size + len(part)) <= BODY:
            yield part
    if size > BODY:
        raise too_large
