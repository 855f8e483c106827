"""The explorer's server: what it sends, what it refuses, and that it leaves a run as it is."""

import io
import json
import shutil
import socket
import threading
import time

import httpx
import mujoco
import numpy as np
import pytest
from explored import (
    GAIT,
    ITERATIONS,
    PATIENCE,
    archive,
    asking,
    best,
    contents,
    planted,
    stream,
)
from folders import edit
from PIL import Image

import ramify
from ramify.explorer.channel import Channel
from ramify.explorer.listener import MessageList
from ramify.explorer.messages import pack, unpack
from ramify.explorer.motion import MotionSender
from ramify.explorer.player import Outcome
from ramify.explorer.run_view import RunView, last_message
from ramify.run.checkpoint import open_elites, read_elites
from ramify.run.folder import locked
from ramify.run.metrics import MetricsFile, read_metrics
from ramify.tasks.locomotion import Locomotion

# What is sent


def test_a_message_comes_out_as_it_went_in():
    arrays = {
        "a": np.arange(5, dtype=np.uint8),
        "b": np.array([[1.5, -2.0]], np.float32),
        "none": np.zeros((0, 3), np.int16),
        "c": np.arange(-3, 3, dtype=np.int32).reshape(2, 3),
    }
    message = pack({"name": "é", "worst": -np.inf, "list": (1, np.float32(2))}, **arrays)
    header, found = unpack(message)
    assert header == {"name": "é", "worst": None, "list": [1, 2]}
    assert len(message) % 4 == 0
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


def test_the_archive_and_its_figures_are_the_runs_own(walkers, gait):
    run = ramify.load(gait)
    header, arrays = archive(walkers)
    for name in ("cell", "objective", "measures"):
        np.testing.assert_array_equal(arrays[name], getattr(run.archive, name))
    for name in ("elites", "coverage", "best", "qd_score", "norm_qd_score", "mean", "evaluations"):
        assert header[name] == run.metrics[name][-1]
    about = walkers.get("/api/run").json()
    assert about["kind"] == "robot" and about["measures"] == list(run.archive.names)
    assert about["shape"] == [5] * 4 and about["n"] == 24 and about["dt"] == 0.0165
    assert about["warning"] is None and about["waiting"] is None and not about["live"]
    assert [source["name"] for source in about["steering"]["sources"]] == ["es"]
    curves = walkers.get("/api/curves").json()
    assert curves["evaluations"] == run.metrics["evaluations"].tolist()


def test_figures_are_those_of_the_archives_iteration(gait, tmp_path):
    """A run writes metrics oftener than archives."""
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    rows = read_metrics(copy)
    metrics = MetricsFile(copy, keep=ITERATIONS, config=ramify.load(copy).config)
    later = {name: column[-1] for name, column in rows.items()}
    metrics.append([later | {"iteration": ITERATIONS + 1, "elites": 12345}])
    metrics.close()
    figures = RunView(ramify.load(copy)).archive.statistics
    assert figures["elites"] == len(ramify.load(gait).archive)


def test_solutions_stay_in_the_file_even_when_it_is_replaced(gait, tmp_path):
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    whole, (elites, iteration) = read_elites(copy), open_elites(copy)
    assert iteration == ITERATIONS and not isinstance(elites.solution, np.ndarray)
    (tmp_path / "other").write_bytes(b"something else")
    (tmp_path / "other").replace(copy / "archive.npz")
    some = np.array([2, 0, 1])
    np.testing.assert_array_equal(elites[some].solution, whole.solution[some])
    np.testing.assert_array_equal(elites.solution[-1], whole.solution[-1])
    np.testing.assert_array_equal(np.asarray(elites.solution), whole.solution)
    np.testing.assert_array_equal(elites.best(3).solution, whole.best(3).solution)


def test_a_compressed_archive_is_read_as_well(gait, tmp_path):
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    with np.load(gait / "archive.npz") as file:
        np.savez_compressed(copy / "archive.npz", **file)
    elites = RunView(ramify.load(copy)).archive.elites
    np.testing.assert_array_equal(elites.solution, ramify.load(gait).archive.solution)


def test_a_motion_is_the_walk_that_was_archived(walkers, gait):
    elite = ramify.load(gait).archive.best()
    (opening, nothing), *parts, (ending, _) = stream(walkers.get(f"/api/motion/{elite.cell[0]}"))
    assert opening["cell"] == elite.cell[0] and opening["objective"] == elite.objective[0]
    assert opening["steps"] == 201 and opening["kind"] == "robot" and not nothing
    assert [header["from"] for header, _ in parts] == [0, 30, 155]
    assert ending["done"] and ending["differs"] is None and ending["steps"] == 200
    assert ending["replayed"]["objective"] == elite.objective[0]
    pose = np.concatenate([arrays["pose"] for _, arrays in parts])
    contact = np.concatenate([arrays["contact"] for _, arrays in parts])
    np.testing.assert_allclose(contact[1:].mean(0), elite.measures[0], atol=1e-6)

    task = GAIT.problem()
    walk = task.replay(elite.solution, elite.fields["seed"], record=True).motions[0]
    model = task.sim.robot.model()
    data, first = mujoco.MjData(model), opening["bodies_from"]
    assert pose.shape == (201, model.nbody - first, 7)
    for t in (0, 77, 200):
        data.qpos[:] = walk.qpos[t]
        mujoco.mj_kinematics(model, data)
        scale = opening["scale"] / 32767
        np.testing.assert_allclose(pose[t, :, :3] * scale, data.xpos[first:], atol=scale)
        np.testing.assert_allclose(pose[t, :, 3:] / 32767, data.xquat[first:], atol=1e-4)


def test_the_scene_is_the_robots(walkers):
    scene = walkers.get("/api/scene").json()
    ant = GAIT.problem().sim.robot
    model = ant.model()
    assert scene["bodies"] == model.nbody and model.body(scene["root"]).name == "torso"
    assert len(scene["geoms"]) == model.ngeom - 1, "the floor is the page's"
    for foot, name in zip(scene["feet"], ant.feet, strict=True):
        assert model.body(foot["body"]).name == name
        assert scene["geoms"][foot["geom"]]["body"] == foot["body"]
        assert scene["geoms"][foot["geom"]]["measure"] == foot["measure"]


@pytest.mark.long
def test_a_function_sends_one_picture(arms, reach, tmp_path):
    elite = ramify.load(reach).archive.best()
    (opening, drawn), (ending, _) = stream(arms.get(f"/api/motion/{elite.cell[0]}"))
    assert opening["kind"] == "arm" and ending["differs"] is None
    assert drawn["joints"].shape == (11, 2)
    np.testing.assert_allclose(drawn["joints"][-1], elite.measures[0], atol=1e-4)
    np.testing.assert_allclose(np.hypot(*np.diff(drawn["joints"], axis=0).T), 1.0, atol=1e-5)
    about = arms.get("/api/run").json()
    assert (about["kind"], about["links"]) == ("arm", 10)
    assert arms.get("/api/scene").status_code == 404

    sphere = ramify.recipes.cma_mega(dim=10, grid=20)
    run = ramify.load(planted(sphere, tmp_path / "sphere"))
    keeper, elite = MessageList(), run.archive.best()
    RunView(run).play(int(elite.cell[0]), keeper)
    opening, drawn = unpack(keeper.messages[0])
    assert opening["kind"] == "function"
    np.testing.assert_array_equal(drawn["solution"], elite.solution[0])


def test_a_walk_that_differs_says_why(gait, tmp_path):
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    made = ramify.load(copy).config.versions
    edit(copy, versions=made | {"mujoco": "0.1", "processor": "Abacus (9 rows)"})
    with asking(copy) as client:
        elite = client.run.archive.elite(best(client))
        outcome = Outcome(1.0, elite.measures[0])
        said = (
            client.get("/api/run").json()["warning"],
            client.run.last_message(outcome, elite)["differs"],
        )
        for text in said:
            assert "mujoco 0.1" in text and "processor Abacus (9 rows)" in text
        assert stream(client.get(f"/api/motion/{best(client)}"))[-1][0]["differs"] is None


def test_a_walk_that_differs_on_the_same_processor_is_not_blamed_on_another(walkers):
    elite = walkers.run.archive.elite(best(walkers))
    said = walkers.run.last_message(Outcome(1.0, elite.measures[0]), elite)["differs"]
    assert "same versions on the same processor. It may be damaged" in said


def test_what_it_sends_does_not_depend_on_who_else_asks(walkers):
    _, arrays = archive(walkers)
    cells = arrays["cell"][:6].tolist()
    alone = [walkers.get(f"/api/motion/{cell}").content for cell in cells]
    together: dict[int, bytes] = {}

    def ask(cell):
        with httpx.Client(base_url=walkers.base_url, timeout=PATIENCE) as other:
            together[cell] = other.get(f"/api/motion/{cell}").content

    threads = [threading.Thread(target=ask, args=(cell,)) for cell in cells]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert [together[cell] for cell in cells] == alone


def test_a_browser_that_goes_ends_its_walk(walkers, monkeypatch):
    frames, gone, own, close = [], threading.Event(), MotionSender.__call__, Channel.close

    def watch(self, row, t, qpos, contact):
        frames.append(t)
        if (
            t == 100
        ):  # the first part is sent long since: the server notices before the walk goes on
            gone.wait(PATIENCE)
        own(self, row, t, qpos, contact)

    def noticed(line):
        close(line)
        gone.set()

    monkeypatch.setattr(MotionSender, "__call__", watch)
    monkeypatch.setattr(Channel, "close", noticed)
    with walkers.stream("GET", f"/api/motion/{best(walkers)}") as answer:
        next(answer.iter_raw())
    assert gone.wait(PATIENCE)
    patience = time.monotonic() + PATIENCE
    while walkers.run.player._idle.qsize() < 4 and time.monotonic() < patience:
        time.sleep(0.02)
    assert walkers.run.player._idle.qsize() == 4
    assert max(frames) <= 100  # of 200


@pytest.mark.long
def test_films_for_browsers_that_cannot_draw(walkers):
    reason = walkers.run.player.no_film()
    answer = walkers.get(f"/api/film/{best(walkers)}.webp")
    if reason is not None:
        assert answer.status_code == 400 and answer.json()["error"] == reason
        return
    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as film:
        assert film.size == (240, 180) and film.n_frames == round(200 * 0.0165 * 15)


# What is refused, and what goes wrong


def test_an_elite_that_is_not_there(walkers):
    empty = min({*range(625)} - {*archive(walkers)[1]["cell"].tolist()})
    for answer in (
        walkers.get(f"/api/motion/{empty}"),
        walkers.post("/api/jacobian", json={"cell": empty, "source": "es"}),
    ):
        assert (
            answer.status_code == 404 and f"Cell {empty} holds no elite" in answer.json()["error"]
        )


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("jacobian", {"cell": "3", "source": "es"}, 400, "give int"),
        ("jacobian", {"cell": 3}, 400, "source"),
        ("jacobian", [], 400, "JSON object"),
        ("jacobian", {"cell": None, "source": "oracle"}, 400, "choose 'es'"),
        ("keep", {"cell": None, "source": "es", "coefficients": [1.0]}, 400, "give 5 finite"),
        ("keep", {"cell": None, "source": "es", "coefficients": ["x"] * 5}, 400, "list of numbers"),
    ],
)
def test_mistakes_get_a_sentence(walkers, path, body, status, said):
    if isinstance(body, dict) and body.get("cell", 0) is None:
        body = body | {"cell": best(walkers)}
    answer = walkers.post(f"/api/{path}", json=body)
    assert answer.status_code == status and said in answer.json()["error"]


def test_a_steer_that_cannot_be_says_so_at_the_end_of_its_stream(walkers):
    step = {"cell": best(walkers), "source": "es", "coefficients": [1.0]}
    ((ending, _),) = stream(walkers.post("/api/steer", json=step))
    assert ending["done"] and "give 5 finite numbers" in ending["error"]


def test_a_walk_that_fails_says_so_at_the_end_of_its_stream(walkers, monkeypatch):
    def fails(*args, **options):
        raise RuntimeError("No worker starts.")

    monkeypatch.setattr(Locomotion, "replay", fails)
    *_, (ending, _) = stream(walkers.get(f"/api/motion/{best(walkers)}"))
    assert ending == {"done": True, "error": "No worker starts."}
    broken = last_message(Outcome(-np.inf, np.full(4, np.nan), 7))
    assert "became unstable after 7 steps" in broken["error"]


def test_only_this_machine_is_served(walkers):
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1]"):
        answer = walkers.get("/api/run", headers={"host": host})
        assert answer.status_code == 403, host
    assert walkers.get("/api/run", headers={"host": "localhost:1"}).status_code == 200
    plain = walkers.post("/api/save", content="{}", headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    assert walkers.post("/api/run", json={}).status_code == 405


def test_nothing_outside_the_page_is_served(walkers):
    host, port = walkers.base_url.host, walkers.base_url.port
    for path in (
        "/dist/../server.py",
        "/dist/../../server.py",
        "/dist/%2e%2e/%2e%2e/server.py",
        "/dist/..%2f..%2fserver.py",
        "/dist//etc/passwd",
        "//etc/passwd",
        "/index.html/../../server.py",
        "/dist/",
        "/dist/nothing.js",
    ):
        with socket.create_connection((host, port)) as raw:  # a client would tidy the path up
            raw.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
            )
            answer = b"".join(iter(lambda: raw.recv(65536), b""))
        assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")), path
        assert b"import" not in answer and b"root:" not in answer
    page = walkers.get("/")
    assert (
        page.status_code == 200 and "default-src 'self'" in page.headers["content-security-policy"]
    )
    assert walkers.get("/dist/app.js").status_code == 200


@pytest.mark.long
def test_the_folder_is_left_as_it_is(gait, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(gait, folder)
    before = contents(folder)
    with asking(folder) as client:
        cell = best(client)
        for path in ("run", "curves", "scene", f"motion/{cell}", f"film/{cell}.webp"):
            client.get(f"/api/{path}")
        step = {"cell": cell, "source": "es", "coefficients": [0.3] * 5}
        client.post("/api/keep", json=step)
        archive(client)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


# A run in progress


def events(answer):
    """What a stream of server-sent events says."""
    name = None
    for line in answer.iter_lines():
        kind, _, rest = line.partition(": ")
        if kind == "event":
            name = rest
        elif kind == "data":
            yield name, json.loads(rest)


def test_a_run_that_has_saved_nothing_yet_comes_alive(gait, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    shutil.copy(gait / "run.json", folder)
    with asking(folder) as client:
        about = client.get("/api/run").json()
        assert "ramify resume" in about["waiting"] and about["measures"]
        refused = client.get("/api/archive")
        assert refused.status_code == 503 and refused.json()["error"] == about["waiting"]
        assert client.get("/api/motion/3").status_code == 503
        assert client.get("/api/curves").json()["evaluations"] == []
        with client.stream("GET", "/api/events") as answer, locked(folder):
            told = events(answer)
            assert next(told) == ("live", {"live": False})
            assert next(told) == ("live", {"live": True})
            assert "first checkpoint" in client.get("/api/run").json()["waiting"]
            shutil.copy(gait / "metrics.csv", folder)
            shutil.copy(gait / "archive.npz", folder / "new")
            (folder / "new").rename(folder / "archive.npz")
            name, data = next(told)
            assert name == "archive" and data["elites"] == len(ramify.load(gait).archive)
            assert archive(client)[0]["version"] == data["version"]
            shutil.copy(gait / "archive.npz", folder / "new")
            (folder / "new").rename(folder / "archive.npz")
            assert next(told)[1]["version"] > data["version"]
        assert client.get("/api/run").json()["waiting"] is None


def test_an_archive_that_cannot_be_read_leaves_the_server_up(gait, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(gait, folder)
    (folder / "archive.npz").write_bytes((gait / "archive.npz").read_bytes()[:5000])
    with asking(folder) as client:
        refused = client.get("/api/archive")
        assert refused.status_code == 503 and "cut short" in refused.json()["error"]
        assert client.get("/api/curves").status_code == 200
