"""The explorer's server: the page and its data. It serves this machine only, and only reads runs."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from ramify.explorer.about import curves, describe_run
from ramify.explorer.archive import NoEliteError
from ramify.explorer.channel import (
    Channel,
    ClientGoneError,
    error_sentence,
    run_for_client,
    stream_messages,
)
from ramify.explorer.connections import body_of
from ramify.explorer.events import Events
from ramify.explorer.messages import pack, to_json
from ramify.explorer.robot import Robot
from ramify.explorer.run_view import RunView
from ramify.explorer.scene import scene
from ramify.run.folder import RunError
from ramify.system.parsing import parse_json, short

WEB = Path(__file__).with_name("web")
HOSTS = ("127.0.0.1", "localhost")
BINARY = "application/octet-stream"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'none'",
}


def app(run: RunView) -> Starlette:
    """Returns the explorer of a run as an ASGI application."""
    endpoints = Endpoints(run)
    get = {
        "/": endpoints.page("index.html"),
        "/gradients": endpoints.page("gradients.html"),
        "/api/run": endpoints.run,
        "/api/archive": endpoints.archive,
        "/api/curves": endpoints.curves,
        "/api/scene": endpoints.scene,
        "/api/motion/{cell:int}": endpoints.motion,
        "/api/film/{cell:int}.webp": endpoints.film,
        "/api/events": endpoints.events,
    }
    post = {
        "/api/jacobian": endpoints.jacobian,
        "/api/steer": endpoints.steer,
        "/api/keep": endpoints.keep,
        "/api/save": endpoints.save,
        "/api/adapt": endpoints.adapt,
    }
    return Starlette(
        routes=[
            *(Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()),
            *(Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()),
            Mount("/dist", StaticFiles(directory=WEB / "dist", check_dir=False)),
        ],
        middleware=[Middleware(LocalHostOnly)],
        exception_handlers={
            HTTPException: _refused,
            NoEliteError: _failed(404),
            ValueError: _failed(400),
            RunError: _failed(503),
            OSError: _failed(503),
            ClientGoneError: _failed(499),
            Exception: _failed(500),
        },
        lifespan=endpoints.lifespan,
    )


class LocalHostOnly:
    """Middleware that refuses requests to any other host name than this machine's own.

    A page of another site may let its name point here (DNS rebinding). The middleware also adds headers
    that forbid caching and framing to every response.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")

        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        if host.lower().rsplit(":", 1)[0] not in HOSTS:
            refusal = _error(403, f"Host {host!r} is not served: open http://127.0.0.1 instead.")
            return await refusal(scope, receive, sent)
        await self._app(scope, receive, sent)


class Endpoints:
    """The response to each address."""

    def __init__(self, run: RunView):
        self._run, self._events = run, Events(run)
        # One thread for each simulator.
        self._motions = ThreadPoolExecutor(run.player.together, "motion")
        self._works = ThreadPoolExecutor(1, "work")

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Watches the folder while the server runs, and compiles the programs for the first click."""
        watching = asyncio.create_task(self._events.watch())
        self._works.submit(self._run.warm_up)
        yield
        watching.cancel()
        for pool in (self._motions, self._works):
            pool.shutdown(wait=False, cancel_futures=True)

    def page(self, name: str) -> Any:
        """Returns the endpoint of a page."""

        async def page(request: Request) -> Response:
            if not (WEB / name).exists():
                raise HTTPException(404, f"{name} is not part of this installation.")
            return FileResponse(WEB / name)

        return page

    async def run(self, request: Request) -> Response:
        return _json(await run_in_threadpool(describe_run, self._run))

    async def archive(self, request: Request) -> Response:
        if self._run.waiting is not None:
            raise HTTPException(503, self._run.waiting)
        return _binary(await run_in_threadpool(lambda: self._run.archive.pack()))

    async def curves(self, request: Request) -> Response:
        return _json(await run_in_threadpool(curves, self._run.run))

    async def scene(self, request: Request) -> Response:
        if not isinstance(self._run.player, Robot):
            raise HTTPException(404, "This run has no robot to draw.")
        player = await run_in_threadpool(self._run.player_with, _damage(request))
        assert isinstance(player, Robot)
        return _json(await run_in_threadpool(scene, player.robot))

    async def motion(self, request: Request) -> Response:
        cell = request.path_params["cell"]
        await run_in_threadpool(lambda: self._run.archive.elite(cell))  # or 404
        damage = _damage(request)
        await run_in_threadpool(self._run.player_with, damage)  # or 400
        return self._stream(lambda channel: self._run.play(cell, channel, damage))

    async def film(self, request: Request) -> Response:
        cell = request.path_params["cell"]
        damage = _damage(request)
        film = await run_for_client(
            lambda channel: self._run.film(cell, damage), self._works, request
        )
        return Response(film, media_type="image/webp")

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._events.subscribe(), media_type="text/event-stream")

    async def jacobian(self, request: Request) -> Response:
        asked = await _asked(request, cell=int, source=str)
        damage = _damage(request)

        def work(channel: Channel) -> bytes:
            found = self._run.jacobian(asked["cell"], asked["source"], channel, damage)
            return pack(
                asked
                | {
                    "names": ("objective", *self._run.task.measures),
                    "norms": found.norms,
                    "evaluations": found.evaluations,
                    "seconds": found.seconds,
                },
                jacobian=found.rows,
            )

        return _binary(await run_for_client(work, self._works, request))

    async def steer(self, request: Request) -> Response:
        step, damage = await self._step(request), _damage(request)
        return self._stream(lambda channel: self._run.steer(*step, channel, damage))

    async def keep(self, request: Request) -> Response:
        step = await self._step(request)
        if _damage(request):
            raise HTTPException(400, "The archive is of the undamaged robot: repair it first.")
        kept = await run_for_client(
            lambda channel: self._run.keep(*step, channel), self._works, request
        )
        await self._events.notify()
        return _json(kept)

    async def save(self, request: Request) -> Response:
        await _asked(request)
        return _json({"path": str(await run_in_threadpool(self._run.save))})

    async def adapt(self, request: Request) -> Response:
        await _asked(request)
        damage = _damage(request)
        if not damage:
            raise HTTPException(400, "Choose a damage: /api/adapt?damage=front-left:missing.")
        await run_in_threadpool(self._run.damaged, damage)  # or 400
        return self._stream(lambda channel: self._run.adapt(damage, channel))

    async def _step(self, request: Request) -> tuple[int, str, np.ndarray]:
        asked = await _asked(request, cell=int, source=str, coefficients=list)
        try:
            coefficients = np.array(asked["coefficients"], float)
        except (TypeError, ValueError):
            raise HTTPException(400, "coefficients: give a list of numbers.") from None
        return asked["cell"], asked["source"], coefficients

    def _stream(self, work: Any) -> Response:
        return StreamingResponse(stream_messages(work, self._motions), media_type=BINARY)


async def _asked(request: Request, **kinds: type) -> dict[str, Any]:
    """Returns these entries of the JSON object that was posted.

    Raises:
      HTTPException: the body is too large, is no JSON object, or lacks an entry.
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise HTTPException(415, "Post application/json.")
    try:
        asked = parse_json(await body_of(request))
        wanted = {name: asked[name] for name in kinds}
    except (ValueError, LookupError, TypeError) as error:
        raise HTTPException(400, f"Post a JSON object with {', '.join(kinds)}: {error}.") from None
    for name, kind in kinds.items():
        if type(wanted[name]) is not kind:
            raise HTTPException(400, f"{name}={short(wanted[name])}: give {kind.__name__}.")
    return wanted


def _damage(request: Request) -> str:
    """Returns the damages in the address of a request, separated by commas; "" for none."""
    return request.query_params.get("damage", "")


def _json(value: Any, status: int = 200) -> Response:
    return Response(to_json(value), status, media_type="application/json")


def _binary(message: bytes) -> Response:
    return Response(message, media_type=BINARY)


def _error(status: int, sentence: str) -> Response:
    return _json({"error": sentence}, status)


async def _refused(request: Request, error: Any) -> Response:
    answer = _error(error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


def _failed(status: int) -> Any:
    async def failed(request: Request, error: Exception) -> Response:
        return _error(status, error_sentence(error))

    return failed
