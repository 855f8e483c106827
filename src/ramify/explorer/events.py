"""Server-sent events that report changes of the run to the page."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.concurrency import run_in_threadpool

from ramify.explorer.channel import error_sentence
from ramify.explorer.messages import to_json
from ramify.explorer.run_view import RunView
from ramify.run.folder import RunError

PERIOD = 0.5  # s, between two checks of the folder
HEARTBEAT = 15.0  # s, between two comments; without them a closed connection is not noticed


class Events:
    """Watches a run's folder, and notifies the subscribers."""

    def __init__(self, run: RunView):
        self._run, self._changes = run, 0
        self._changed = asyncio.Condition()

    async def watch(self) -> None:
        """Checks the folder for ever, also while it cannot be read."""
        while True:
            live, changed = self._run.live, False
            try:
                changed = await run_in_threadpool(self._run.refresh)
            except Exception as error:
                error_sentence(error)  # logs an unexpected error
            if changed or live != self._run.live:
                await self.notify()
            await asyncio.sleep(PERIOD)

    async def notify(self) -> None:
        """Notifies the subscribers that something has changed."""
        async with self._changed:
            self._changes += 1
            self._changed.notify_all()

    async def subscribe(self) -> AsyncIterator[bytes]:
        """Yields the present state, then every change."""
        sent: dict[str, Any] = {}
        while True:
            seen = self._changes
            for name, data in (await run_in_threadpool(self._state)).items():
                if sent.get(name) != data:
                    sent[name] = data
                    yield f"event: {name}\ndata: {to_json(data).decode()}\n\n".encode()
            try:
                async with self._changed:
                    changed = self._changed.wait_for(lambda: self._changes != seen)  # noqa: B023
                    await asyncio.wait_for(changed, HEARTBEAT)
            except TimeoutError:
                yield b": still here\n\n"

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"live": {"live": self._run.live}}
        if self._run.waiting is None:
            try:
                archive = self._run.archive
            except (RunError, OSError, ValueError):
                return state  # /api/archive returns the error
            state["archive"] = {"version": archive.version, "elites": len(archive.elites)}
        return state
