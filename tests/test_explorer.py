"""The explorer's server: what it sends, what it refuses, and that it leaves a run as it is."""

import base64
import dataclasses
import gzip
import io
import json
import re
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest
import uvicorn
from PIL import Image

import ramify
from ramify.core import Query
from ramify.emitters.cma_mega import directions
from ramify.explorer import report, serve
from ramify.explorer.archive import finder
from ramify.explorer.beside import restored
from ramify.explorer.explored import Explored, told
from ramify.explorer.listener import Keeper
from ramify.explorer.motion import Parts
from ramify.explorer.packed import messages, packed, unpacked
from ramify.explorer.player import Outcome
from ramify.explorer.server import app
from ramify.gradients.es import ES
from ramify.run.checkpoint import open_elites, read_elites, save
from ramify.run.elites import EliteTable
from ramify.run.folder import RunError, locked, write_config
from ramify.run.session import versions
from ramify.sims.lanes import SimulatorDiedError
from ramify.tasks.locomotion import Locomotion

GAIT = ramify.recipes.cma_mega_es(
    controller="gait", batch=6, samples=4, slots=16, grid=5, steps=200, threads=2
)
ARM = ramify.recipes.cma_mega(task="arm", dim=10, grid=20)


@pytest.fixture(scope="module")
def gait(tmp_path_factory):
    return ramify.train(GAIT, evaluations=44, out=tmp_path_factory.mktemp("runs") / "gait").path


@pytest.fixture(scope="module")
def arm(tmp_path_factory):
    return ramify.train(ARM, evaluations=7200, out=tmp_path_factory.mktemp("runs") / "arm").path


def planted(recipe, folder, count=8):
    """A run's folder as of its first state, but for some random elites."""
    experiment, rng = recipe.build(), np.random.default_rng(0)
    qd, task = experiment.qd, experiment.task
    state = qd.init(experiment.theta, key=jax.random.key(0), fields=task.fields)
    shapes = {name: (count, *field.shape) for name, field in task.fields.items()}
    answer = ramify.Evaluation(
        jnp.asarray(rng.random(count), jnp.float32),
        jnp.asarray(rng.random((count, len(task.measures))), jnp.float32),
        fields={name: jnp.zeros(shape, task.fields[name].dtype) for name, shape in shapes.items()},
    )
    x = jnp.asarray(rng.normal(0.0, 0.3, (count, experiment.theta.size)), jnp.float32)
    archive, _ = qd.archive.add(qd.archive.reserve(state.archive, count), x, answer)
    folder.mkdir()
    settings = dataclasses.asdict(recipe)
    config = {"recipe": recipe.name, "settings": settings, "evaluations": count}
    write_config(folder, config | {"versions": versions()})
    save(folder, qd, dataclasses.replace(state, archive=archive), task.measures, 0)
    return folder


@contextmanager
def serving(path):
    """A server of a run, and a client."""
    run = Explored(ramify.load(path))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(app(run), log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=address, timeout=120.0) as client:
                client.run = run
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def walkers(gait):
    with serving(gait) as client:
        yield client


@pytest.fixture(scope="module")
def arms(arm):
    with serving(arm) as client:
        yield client


def archive(client):
    return unpacked(client.get("/api/archive").content)


def best(client):
    _, arrays = archive(client)
    return int(arrays["cell"][arrays["objective"].argmax()])


def stream(answer):
    assert answer.status_code == 200, answer.text
    return [unpacked(message) for message in messages(answer.content)]


def contents(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


# What is sent


def test_a_message_comes_out_as_it_went_in():
    arrays = {
        "a": np.arange(5, dtype=np.uint8),
        "b": np.array([[1.5, -2.0]], np.float32),
        "none": np.zeros((0, 3), np.int16),
        "c": np.arange(-3, 3, dtype=np.int32).reshape(2, 3),
    }
    message = packed({"name": "é", "worst": -np.inf, "list": (1, np.float32(2))}, **arrays)
    header, found = unpacked(message)
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
    rows = (copy / "metrics.csv").read_text().splitlines()
    later = rows[-1].split(",")
    later[0], later[4] = "99", "12345"
    (copy / "metrics.csv").write_text("\n".join([*rows, ",".join(later)]) + "\n")
    figures = Explored(ramify.load(copy)).archive.figures
    assert figures["elites"] == len(ramify.load(gait).archive)


def test_solutions_stay_in_the_file_even_when_it_is_replaced(gait, tmp_path):
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    whole, (elites, iteration) = read_elites(copy), open_elites(copy)
    assert iteration == 4 and not isinstance(elites.solution, np.ndarray)
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
    elites = Explored(ramify.load(copy)).archive.elites
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
    model = mujoco.MjModel.from_xml_string(task.sim.robot.mjcf)
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
    model = mujoco.MjModel.from_xml_string(ant.mjcf)
    assert scene["bodies"] == model.nbody and model.body(scene["root"]).name == "torso"
    assert len(scene["geoms"]) == model.ngeom - 1, "the floor is the page's"
    for foot, name in zip(scene["feet"], ant.feet, strict=True):
        assert model.body(foot["body"]).name == name
        assert scene["geoms"][foot["geom"]]["body"] == foot["body"]
        assert scene["geoms"][foot["geom"]]["measure"] == foot["measure"]


def test_a_function_sends_one_picture(arms, arm, tmp_path):
    elite = ramify.load(arm).archive.best()
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
    keeper, elite = Keeper(), run.archive.best()
    Explored(run).play(int(elite.cell[0]), keeper)
    opening, drawn = unpacked(keeper.messages[0])
    assert opening["kind"] == "function"
    np.testing.assert_array_equal(drawn["solution"], elite.solution[0])


def test_a_walk_that_differs_says_why(gait, tmp_path):
    copy = tmp_path / "run"
    shutil.copytree(gait, copy)
    config = json.loads((copy / "run.json").read_text())
    config["versions"]["mujoco"] = "0.1"
    (copy / "run.json").write_text(json.dumps(config))
    with serving(copy) as client:
        assert "mujoco 0.1" in client.get("/api/run").json()["warning"]
        elite = client.run.archive.elite(best(client))
        outcome = Outcome(1.0, elite.measures[0])
        assert "mujoco 0.1" in client.run.told(outcome, elite)["differs"]
        assert stream(client.get(f"/api/motion/{best(client)}"))[-1][0]["differs"] is None


def test_what_it_sends_does_not_depend_on_who_else_asks(walkers):
    _, arrays = archive(walkers)
    cells = arrays["cell"][:6].tolist()
    alone = [walkers.get(f"/api/motion/{cell}").content for cell in cells]
    together: dict[int, bytes] = {}

    def ask(cell):
        with httpx.Client(base_url=walkers.base_url, timeout=120.0) as other:
            together[cell] = other.get(f"/api/motion/{cell}").content

    threads = [threading.Thread(target=ask, args=(cell,)) for cell in cells]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert [together[cell] for cell in cells] == alone


def test_a_browser_that_goes_ends_its_walk(walkers, monkeypatch):
    frames, slow = [], Parts.__call__

    def watch(self, row, t, qpos, contact):
        frames.append(t)
        time.sleep(0.01)
        slow(self, row, t, qpos, contact)

    monkeypatch.setattr(Parts, "__call__", watch)
    with walkers.stream("GET", f"/api/motion/{best(walkers)}") as answer:
        next(answer.iter_raw())
    patience = time.monotonic() + 20.0
    while walkers.run.player._idle.qsize() < 4 and time.monotonic() < patience:
        time.sleep(0.02)
    assert walkers.run.player._idle.qsize() == 4
    assert len(frames) < 200


def test_films_for_browsers_that_cannot_draw(walkers):
    reason = walkers.run.player.no_film()
    answer = walkers.get(f"/api/film/{best(walkers)}.webp")
    if reason is not None:
        assert answer.status_code == 400 and answer.json()["error"] == reason
        return
    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as film:
        assert film.size == (240, 180) and film.n_frames == round(200 * 0.0165 * 15)


# Steering


def test_exact_rows_are_those_that_the_emitter_branches_along(arms, arm):
    elite = ramify.load(arm).archive[40:41]
    asked = {"cell": int(elite.cell[0]), "source": "exact"}
    header, arrays = unpacked(arms.post("/api/jacobian", json=asked).content)
    query = Query(jnp.asarray(elite.solution), 1, wants_jacobian=True)
    jacobian = ARM.problem().evaluate(query, jax.random.key(0)).jacobian[0]
    np.testing.assert_allclose(arrays["jacobian"], directions(jacobian), atol=1e-5)
    np.testing.assert_allclose(header["norms"], np.linalg.norm(jacobian, axis=1), rtol=1e-4)
    assert header["names"] == ["objective", "hand x", "hand y"] and header["evaluations"] == 1


def test_es_rows_are_the_recipes_from_the_elites_own_start(walkers, gait):
    elite = ramify.load(gait).archive.best()
    cell = int(elite.cell[0])
    asked = {"cell": cell, "source": "es"}
    header, arrays = unpacked(walkers.post("/api/jacobian", json=asked).content)
    es, task = ES(4, 0.1), GAIT.problem()
    query = es.probe(None, jnp.asarray(elite.solution[0]), jax.random.key(cell))
    walks = task.replay(query.x, np.repeat(elite.fields["seed"], 5, axis=0))
    answer = ramify.Evaluation(jnp.asarray(walks.objective), jnp.asarray(walks.measures))
    np.testing.assert_allclose(
        arrays["jacobian"], directions(es.jacobian(None, query, answer)), atol=1e-5
    )
    assert header["evaluations"] == 5


def test_steering_by_nothing_lands_where_the_elite_is(walkers):
    cell = best(walkers)
    steps = {"cell": cell, "source": "es", "coefficients": [0.0] * 5}
    *_, (ending, _) = stream(walkers.post("/api/steer", json=steps))
    assert ending["landed"]["cell"] == cell and ending["landed"]["status"] == "not added"
    assert ending["landed"]["objective"] == ending["landed"]["archived"]
    parts = [arrays["pose"] for _, arrays in stream(walkers.post("/api/steer", json=steps))[1:-1]]
    own = [arrays["pose"] for _, arrays in stream(walkers.get(f"/api/motion/{cell}"))[1:-1]]
    np.testing.assert_array_equal(np.concatenate(parts), np.concatenate(own))


def test_what_is_kept_goes_into_the_map_and_a_copy_and_never_into_the_run(arm, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(arm, folder)
    before = contents(folder)
    with serving(folder) as client:
        first, arrays = archive(client)
        rng = np.random.default_rng(0)
        for cell in arrays["cell"][rng.permutation(len(arrays["cell"]))].tolist():
            coefficients = rng.normal(0.0, 0.3, 3).tolist()
            step = {"cell": cell, "source": "exact", "coefficients": coefficients}
            *_, (ending, _) = stream(client.post("/api/steer", json=step))
            landed = ending["landed"]
            assert archive(client)[0] == first
            kept = client.post("/api/keep", json=step).json()
            if landed["status"] != "not added":
                break
            assert kept["kept"] == 0
        assert kept == {"cell": landed["cell"], "status": landed["status"], "kept": 1}
        second, arrays = archive(client)
        assert second["version"] > first["version"]
        assert second["qd_score"] > first["qd_score"]
        held = arrays["objective"][arrays["cell"] == landed["cell"]]
        assert held == np.float32(landed["objective"])
        saved = Path(client.post("/api/save", json={}).json()["path"])
        again = Path(client.post("/api/save", json={}).json()["path"])
    assert saved == folder.with_name("run-steered") and again == folder.with_name("run-steered-2")
    assert contents(folder) == before
    run = ramify.resume(saved, evaluations=7200 + 36)
    assert run.archive.objective[run.archive.cell == landed["cell"]] >= held
    straight = ramify.load(again).archive
    np.testing.assert_array_equal(straight.objective, arrays["objective"])


def test_critics_rows_are_those_of_the_runs_own_state(tmp_path):
    small = dict(hidden=(8,), units=(8,), steps=20, slots=16, grid=4, buffer=500, states=32)
    recipe = ramify.recipes.cma_mega_td3(batch=5, **small)
    path = planted(recipe, tmp_path / "run")
    explored = Explored(ramify.load(path))
    assert [source.name for source in explored.steering.sources] == ["critics", "es"]
    state = restored(path, recipe).state.emitter
    theta = np.asarray(state.search.theta)[None]
    at_theta = dataclasses.replace(explored.archive.elites[:1], solution=theta)
    found = explored.steering.jacobian("critics", at_theta, Keeper())
    np.testing.assert_allclose(found.rows, state.jacobian, atol=1e-6)
    assert found.evaluations == 0


def test_pga_me_has_a_critic_of_the_objective_and_samples_for_the_measures(tmp_path):
    recipe = ramify.recipes.pga_me(
        hidden=(8,), units=(8,), steps=20, slots=16, grid=4, buffer=500, batch=6
    )
    explored = Explored(ramify.load(planted(recipe, tmp_path / "run")))
    elite = explored.archive.elites[:1]
    found = explored.steering.jacobian("critics", elite, Keeper())
    state = explored.restored()
    critic, learnt = state.qd.emitter.critic, state.state.emitter.gradient
    query = critic.probe(learnt, jnp.asarray(elite.solution[0]), jax.random.key(0))
    own = directions(critic.jacobian(learnt, query, None))
    np.testing.assert_allclose(found.rows[:1], own, atol=1e-6)
    assert found.evaluations == 49 and found.rows.shape == (5, elite.solution.shape[1])
    lengths = np.linalg.norm(found.rows, axis=1)
    np.testing.assert_allclose(lengths[found.norms > 0], 1.0, rtol=1e-4)


@pytest.mark.parametrize(
    "cells",
    [
        ramify.GridArchive((-1, 0), (1, 2), (7, 5)),
        ramify.CVTArchive((-1, 0), (1, 2), 30, samples=1000),
    ],
)
def test_cells_are_found_as_the_archive_finds_them(cells):
    measures = np.random.default_rng(0).uniform(-1, 2, (100, 2)).astype(np.float32)
    answer = ramify.Evaluation(jnp.zeros(100), jnp.asarray(measures))
    state, _ = cells.add(cells.init(1, {}), jnp.zeros((100, 1)), answer)
    rows = cells.export(state)
    table = EliteTable(**rows, **cells.axes, names=("a", "b"))
    find = finder(table)
    assert [find(measured) for measured in table.measures] == table.cell.tolist()


def test_an_archive_without_cells_can_be_steered_too(tmp_path):
    recipe = dataclasses.replace(GAIT, grid=None, novelty=2.0)
    run = Explored(ramify.load(planted(recipe, tmp_path / "run")))
    elite = run.archive.elites[3:4]
    fields = {"seed": elite.fields["seed"][0], "steps": np.int32(20)}

    def landed(objective, measures):
        return run._landed(Outcome(objective, measures, 20, fields))

    far, near = np.full(4, 5.0, np.float32), elite.measures[0]
    assert landed(-9.0, far)["status"] == "new"
    for objective, status in ((-9.0, "not added"), (9.0, "improved")):
        found = landed(objective, near)
        assert (found["status"], found["cell"]) == (status, elite.cell[0])
        assert found["archived"] == elite.objective[0]


# What is refused, and what goes wrong


def test_an_elite_that_is_not_there(walkers):
    for answer in (
        walkers.get("/api/motion/624"),
        walkers.post("/api/jacobian", json={"cell": 624, "source": "es"}),
    ):
        assert answer.status_code == 404 and "no elite in cell 624" in answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("jacobian", {"cell": "3", "source": "es"}, 400, "give int"),
        ("jacobian", {"cell": 3}, 400, "source"),
        ("jacobian", [], 400, "JSON object"),
        ("jacobian", {"cell": None, "source": "oracle"}, 400, "this run has 'es'"),
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
    broken = told(Outcome(-np.inf, np.full(4, np.nan), 7))
    assert "broke down after 7 steps" in broken["error"]


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


def test_the_folder_is_left_as_it_is(gait, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(gait, folder)
    before = contents(folder)
    with serving(folder) as client:
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
    with serving(folder) as client:
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
    with serving(folder) as client:
        refused = client.get("/api/archive")
        assert refused.status_code == 503 and "cut short" in refused.json()["error"]
        assert client.get("/api/curves").status_code == 200


# The command, and the report


def test_a_port_in_use_is_said_and_the_next_free_one_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ValueError, match=f"Port {port} is in use: name another with --port"):
            serve._listening(port)
    with serve._listening(None) as first, serve._listening(None) as second:
        ports = [listener.getsockname() for listener in (first, second)]
        assert ports[1][1] > ports[0][1] >= 8765 and {host for host, _ in ports} == {"127.0.0.1"}
    with pytest.raises(ValueError, match="--port 70000"):
        serve._listening(70000)


def test_a_run_of_another_version_is_refused(gait, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(gait, folder)
    config = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps(config | {"format": 99}))
    with pytest.raises(RunError, match="this version reads 1"):
        serve.serve(folder, browser=False)
    (folder / "run.json").write_text(json.dumps(config | {"recipe": "alchemy"}))
    with pytest.raises(RunError, match="'alchemy'"):
        serve.serve(folder, browser=False)


def carried(path):
    """The data in a report."""
    text = path.read_text()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return text, json.loads(found[1])


def unzipped(text):
    return gzip.decompress(base64.b64decode(text))


def test_a_report_carries_the_archive_and_the_motions(walkers, gait, tmp_path):
    out, run = tmp_path / "report.html", Explored(ramify.load(gait))
    count, each = report.report(run, out, 3)
    text, data = carried(out)
    assert count == 3 and 1.0 < each < 50.0
    assert not re.search(r'<[^a][^>]* (src|href)="(?!data:)', text), "it needs no other file"
    assert "<!--DATA-->" not in text and text.count("</script>") == 2
    assert data["run"]["steering"] is None and not data["run"]["live"]
    assert data["scene"] == walkers.get("/api/scene").json()
    sent = archive(walkers)
    header, arrays = unpacked(unzipped(data["archive"]))
    assert header | {"version": 0} == sent[0] | {"version": 0}
    np.testing.assert_array_equal(arrays["objective"], sent[1]["objective"])
    chosen = run.archive.elites.diverse(3)
    assert list(data["motions"]) == chosen.cell.astype(str).tolist()

    cell = str(chosen.cell[0])
    found = [unpacked(m) for m in messages(unzipped(data["motions"][cell]))]
    (opening, _), (_, part), (ending, _) = found
    assert ending["differs"] is None and opening["steps"] == 101 and opening["dt"] == 0.033
    summed = np.cumsum(part["changes"], axis=2, dtype=np.int16)
    pose = np.moveaxis(summed, 2, 0)
    live = stream(walkers.get(f"/api/motion/{cell}"))
    every = np.concatenate([arrays["pose"] for _, arrays in live[1:-1]])[::2]
    metres = opening["scale"] / 32767, live[0][0]["scale"] / 32767
    np.testing.assert_allclose(pose[..., :3] * metres[0], every[..., :3] * metres[1], atol=2e-3)
    turns = [q / np.linalg.norm(q, axis=-1, keepdims=True) for q in (pose[..., 3:], every[..., 3:])]
    np.testing.assert_allclose(*turns, atol=3e-3)


def test_a_report_of_a_function(arm, tmp_path):
    out = tmp_path / "report.html"
    count, _ = report.report(Explored(ramify.load(arm)), out)
    _, data = carried(out)
    assert count == len(data["motions"]) == min(1000, len(ramify.load(arm).archive))
    assert data["scene"] is None
    with pytest.raises(ValueError, match="--elites 0"):
        report.report(Explored(ramify.load(arm)), out, 0)


# Watching a rollout


def test_watching_sees_what_is_recorded_and_may_end_it():
    task = GAIT.problem()
    x = np.asarray(jax.vmap(task.start)(jax.random.split(jax.random.key(0), 20)))
    seeds = np.arange(40, dtype=np.uint32).reshape(20, 2)
    seen: dict[tuple[int, int], np.ndarray] = {}

    def watch(row, t, qpos, contact):
        seen[row, t] = np.concatenate([qpos, contact])

    walks = task.replay(x, seeds, record=True, watch=watch)
    assert len(seen) == sum(len(motion.qpos) for motion in walks.motions)
    for (row, t), frame in seen.items():
        motion = walks.motions[row]
        np.testing.assert_array_equal(frame, np.concatenate([motion.qpos[t], motion.contact[t]]))

    def stop(row, t, qpos, contact):
        if t == 50:
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        task.replay(x, seeds, watch=stop)
    twin = Locomotion(task.sim.twin()).replay(x, seeds)
    np.testing.assert_array_equal(twin.objective, walks.objective)
    np.testing.assert_array_equal(task.replay(x, seeds).objective, walks.objective)


def test_frames_begin_anew_with_a_simulator_that_died(monkeypatch):
    task = GAIT.problem()
    x, seeds = np.asarray(task.start(jax.random.key(0)))[None], np.zeros((1, 2), np.uint32)
    expected = task.replay(x, seeds, record=True)
    bodies = [lane.bodies for lane in task.sim._lanes]
    advances = iter(range(10**6))
    for one in bodies:

        def advance(slots, advance=one.advance):
            if next(advances) == 40:
                raise SimulatorDiedError
            advance(slots)

        monkeypatch.setattr(one, "advance", advance)
    seen: list[int] = []
    walks = task.replay(x, seeds, record=True, watch=lambda row, t, *frame: seen.append(t))
    assert seen == [*range(41), *range(201)]
    np.testing.assert_array_equal(walks.motions[0].qpos, expected.motions[0].qpos)
