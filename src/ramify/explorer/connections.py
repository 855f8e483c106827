"""Connections of the explorer's server that end when the browser falls silent."""

import asyncio
from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 10.0  # s, for a request to arrive whole
BODY = 2**16  # bytes of a request's body, at most
CLOSE = {"Connection": "close"}  # sent with a refusal, since the rest of the request is not read
CONNECTIONS = 64  # at one time; a page needs six


class TimedProtocol(H11Protocol):
    """Closes a connection whose next request has not arrived in `SILENCE` seconds.

    uvicorn itself waits for ever for the rest of a request's head.
    """

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting."""
        self._stop_waiting()
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

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(SILENCE, self.transport.close)

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
    if declared.isdecimal() and len(declared) < 20 and int(declared) > BODY:
        raise too_large
    size, until = 0, asyncio.get_running_loop().time() + SILENCE
    stream = request.stream()
    while True:
        async with asyncio.timeout_at(until):
            part = await anext(stream, None)
        if part is None:
            return
        if (size := size + len(part)) > BODY:
            raise too_large
        yield part
