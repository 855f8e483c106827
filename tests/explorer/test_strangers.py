"""The explorer's server before requests and folders that are not what they should be."""

import errno
import json
import shutil
import socket
import threading
import time
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from explored import PATIENCE, asking

import ramify
from ramify.explorer import connections
from ramify.explorer.run_view import RunView
from ramify.explorer.serve import configuration

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "arm"
    recipe = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9)
    return ramify.train(recipe, evaluations=300, out=folder).path


@pytest.fixture(scope="module")
def client(small):
    with asking(small) as client:
        yield client


TOO_MANY_AXES = b'{"cell": 3, "source": "exact", "coefficients": [[[[1]]], 2]}'
BODIES = [
    (b"[" * 10_000, 400),
    (b'{"cell": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400),
    (b'{"cell": ' + b"9" * 400 + b', "source": "exact", "coefficients": [1, 0, 0]}', 400),
    (b'{"cell": 3, "source": "exact", "coefficients": [1' + b"0" * 400 + b"]}", 400),
    (TOO_MANY_AXES, 400),
    (b'{"cell": 3, "source": "\\ud800", "coefficients": [1, 0, 0]}', 400),
    (b"\xff\xfe", 400),
    (b" " * (connections.BODY + 1), 413),
]
REFUSED = [
    (path, body, status)
    for path in ("jacobian", "steer", "keep", "save")
    for body, status in BODIES
    if (path, body) != ("save", TOO_MANY_AXES)  # /api/save accepts any JSON object
]


@pytest.mark.parametrize(("path", "body", "status"), REFUSED)
def test_bodies_that_are_no_request_are_refused(client, path, body, status):
    answer = client.post(f"/api/{path}", content=body, headers=JSON)
    assert answer.status_code in (status, 404 if status == 400 else status), answer.text
    assert len(answer.json()["error"]) < 600


def test_a_body_without_a_length_is_not_read_to_its_end(client):
    sent = []

    def endless():
        while len(sent) < 1000:
            sent.append(1)
            yield b" " * 2**16

    with suppress(httpx.TransportError):  # it may close while this still sends
        assert client.post("/api/keep", content=endless(), headers=JSON).status_code == 413
    assert len(sent) < 500
    assert client.get("/api/run").status_code == 200


def test_cells_of_any_size_are_not_found(client):
    for cell in ("9" * 19, "9" * 400, "9" * 5000):
        assert client.get(f"/api/motion/{cell}").status_code in (400, 404)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /api/run HTTP/1.1\r\nHost: 127",
        b"GET /api/run HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /api",  # after an answer
        b"POST /api/save HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: 10\r\n\r\n{",
    ],
    ids=["silent", "half a head", "half a second head", "half a body"],
)
def test_a_connection_that_falls_silent_is_closed(client, monkeypatch, sent):
    monkeypatch.setattr(connections, "SILENCE", 0.3)
    address = urlsplit(str(client.base_url))
    with socket.create_connection((address.hostname, address.port), PATIENCE) as line:
        line.sendall(sent)
        while line.recv(2**16):
            pass  # until it is closed; else `recv` runs into its timeout


LARGE = 2**26  # bytes: far more than the sockets of both sides hold


async def large_at_once(scope, receive, send):
    """Answers with one large body, as /api/archive does."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": bytes(LARGE)})


async def large_in_parts(scope, receive, send):
    """Answers with a body in parts, as a motion or a file is sent."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(LARGE // 2**16):
        await send({"type": "http.response.body", "body": bytes(2**16), "more_body": True})
    await send({"type": "http.response.body"})


@contextmanager
def answered_by(app, small):
    """Yields the server, the address and an unread connection that has sent one request."""
    config = configuration(RunView(ramify.load(small)), "warning")
    config.app, config.lifespan = app, "off"
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with socket.create_connection(listener.getsockname(), PATIENCE) as line:
                line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                yield server, line
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@pytest.mark.parametrize("app", [large_at_once, large_in_parts])
def test_a_client_that_never_reads_is_cut_off(small, monkeypatch, app):
    for limit in ("SILENCE", "READING"):
        monkeypatch.setattr(connections, limit, 0.3)
    with answered_by(app, small) as (server, line):
        assert line.recv(1), "the response has begun"
        until = time.monotonic() + PATIENCE
        while server.server_state.connections:
            assert time.monotonic() < until, "the connection is still held"
            time.sleep(0.01)


@pytest.mark.parametrize("app", [large_at_once, large_in_parts])
def test_a_client_that_reads_slowly_gets_all(small, monkeypatch, app):
    """It stops for longer than all limits but one, which counts what it has taken."""
    monkeypatch.setattr(connections, "SILENCE", 0.3)
    monkeypatch.setattr(connections, "READING", 5.0)
    with answered_by(app, small) as (_, line):
        taken = 0
        for _ in range(4):
            time.sleep(0.3)
            taken += len(line.recv(2**20, socket.MSG_WAITALL))
        while got := len(line.recv(2**20)):
            taken += got
        assert taken > LARGE


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_watching_continues_after_an_error(small, tmp_path, monkeypatch, error):
    folder = shutil.copytree(small, tmp_path / "run")
    looks, refresh = [], RunView.refresh

    def failing(self):
        looks.append(1)
        if 2 <= len(looks) <= 3:
            raise OSError(error, "not now")
        return refresh(self)

    monkeypatch.setattr(RunView, "refresh", failing)
    with asking(folder) as client, client.stream("GET", "/api/events") as events:
        lines = events.iter_lines()
        first = next(line for line in lines if "elites" in line)
        while len(looks) < 4:
            time.sleep(0.01)
        ramify.resume(folder, evaluations=400)
        later = next(line for line in lines if "elites" in line)
    versions = [json.loads(line.removeprefix("data: "))["version"] for line in (first, later)]
    assert versions[0] < versions[1]


def test_a_folder_that_cannot_be_read_at_the_start_is_looked_at_again(small, monkeypatch):
    def away(self):
        raise PermissionError(errno.EACCES, "not now")

    with monkeypatch.context() as patch:
        patch.setattr(RunView, "refresh", away)
        run = RunView(ramify.load(small))
    assert run.waiting is not None and run.refresh() and run.waiting is None
