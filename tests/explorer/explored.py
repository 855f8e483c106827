"""Runs that are looked at, their servers, and what these say."""

import dataclasses
import fcntl
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import jax
import jax.numpy as jnp
import numpy as np
import uvicorn

import ramify
from ramify import recipes
from ramify.explorer.explored import Explored
from ramify.explorer.packed import messages, unpacked
from ramify.explorer.serve import configuration
from ramify.run.checkpoint import save
from ramify.run.schema import Config, identity_of, write_config
from ramify.run.session import load, versions

PATIENCE = 120.0  # s; the machine may be busy
GAIT = ramify.recipes.cma_mega_es(
    controller="gait", batch=6, samples=4, slots=16, grid=5, steps=200, threads=2
)
ARM = ramify.recipes.cma_mega(task="arm", dim=10, grid=20)
FEW = {"controller": "gait", "batch": 6, "samples": 4, "steps": 200, "slots": 16}
RUNS = {
    "gait": (GAIT, 44),
    "reach": (ARM, 7200),
    "ant": (recipes.cma_mega_es(grid=5, **FEW), 200),
    "cheetah": (recipes.cma_mega_es(task="half-cheetah", cvt=40, **FEW), 120),
    "arm": (recipes.cma_mega(task="arm", dim=7, grid=30, batch=30), 3000),
    "sphere": (recipes.cma_mega(task="sphere", dim=10, grid=20, batch=20), 2000),
}


@dataclass(frozen=True)
class Served:
    """A run, its elites, and where its explorer is."""

    path: Path
    url: str
    explored: Explored | None = None  # if it is in this process

    @property
    def elites(self):
        return load(self.path).archive

    @property
    def best(self):
        return int(self.elites.cell[self.elites.objective.argmax()])


def trained(name, place):
    """A run by its name, in this folder; trained once, whichever process needs it first."""
    recipe, evaluations = RUNS[name]
    place.mkdir(exist_ok=True)
    with open(place / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / name / "archive.npz").exists():
            ramify.train(recipe, evaluations=evaluations, out=place / name)
    return place / name


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
    identity = identity_of(recipe.name, settings, task.simulator)
    made = {"simulator": task.simulator, "versions": versions(), "identity": identity}
    config = Config(recipe=recipe.name, settings=settings, evaluations=count, **made)
    write_config(folder, config)
    save(folder, qd, dataclasses.replace(state, archive=archive), task.measures, 0)
    return folder


@contextmanager
def serving(path):
    """The server in a thread of this process."""
    run = Explored(load(path))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        server = uvicorn.Server(configuration(run, "warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Served(path, f"http://127.0.0.1:{listener.getsockname()[1]}", run)
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@contextmanager
def asking(path):
    """A server, and a client of it."""
    with serving(path) as served, httpx.Client(base_url=served.url, timeout=PATIENCE) as client:
        client.run = served.explored
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
