"""Server-sent events: a run in progress draws itself anew."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.concurrency import run_in_threadpool

from ramify.explorer.line import said
from ramify.explorer.packed import in_json
from ramify.explorer.run_view import Explored
from ramify.run.folder import RunError

PERIOD = 0.5  # s, between two looks at the folder
BEAT = 15.0  # s, between two signs of life, without which a closed connection would go unnoticed


class Events:
    """Watches a run's folder, and tells whoever has subscribed."""

    def __init__(self, run: Explored):
        self._run, self._changes = run, 0
        self._changed = asyncio.Condition()

    async def watch(self) -> None:
        """Looks at the folder for ever, also while it cannot be read."""
        while True:
            live, changed = self._run.live, False
            try:
                changed = await run_in_threadpool(self._run.refresh)
            except Exception as error:
                said(error)  # what nobody foresaw is logged
            if changed or live != self._run.live:
                await self.tell()
            await asyncio.sleep(PERIOD)

    async def tell(self) -> None:
        """Something has changed."""
        async with self._changed:
            self._changes += 1
            self._changed.notify_all()

    async def subscribed(self) -> AsyncIterator[bytes]:
        """How things are, then every change."""
        told: dict[str, Any] = {}
        while True:
            seen = self._changes
            for name, data in (await run_in_threadpool(self._state)).items():
                if told.get(name) != data:
                    told[name] = data
                    yield f"event: {name}\ndata: {in_json(data).decode()}\n\n".encode()
            try:
                async with self._changed:
                    changed = self._changed.wait_for(lambda: self._changes != seen)  # noqa: B023
                    await asyncio.wait_for(changed, BEAT)
            except TimeoutError:
                yield b": still here\n\n"

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"live": {"live": self._run.live}}
        if self._run.waiting is None:
            try:
                archive = self._run.archive
            except (RunError, OSError, ValueError):
                return state  # /api/archive says why
            state["archive"] = {"version": archive.version, "elites": len(archive.elites)}
        return state
