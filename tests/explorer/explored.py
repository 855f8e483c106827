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
from ramify.explorer.messages import split_stream, unpack
from ramify.explorer.run_view import RunView
from ramify.explorer.serve import configuration
from ramify.run.checkpoint import save
from ramify.run.config import Config, identity_of, write_config
from ramify.run.metrics import MetricsFile
from ramify.run.opened import load
from ramify.run.provenance import versions

PATIENCE = 120.0  # s; the machine may be busy
GAIT = ramify.recipes.cma_mega_es(
    controller="gait", batch=6, samples=4, slots=16, grid=5, steps=200, threads=2
)
ARM = ramify.recipes.cma_mega(task="arm", dim=10, grid=20)
FEW = {"controller": "gait", "batch": 6, "samples": 4, "steps": 200, "slots": 16}
RECIPES = {  # by the name of the stored archive, tests/data/explored/*.npz
    "ant": GAIT,
    "cheetah": recipes.cma_mega_es(task="half-cheetah", cvt=40, **FEW),
    "reach": ARM,
    "arm": recipes.cma_mega(task="arm", dim=7, grid=30, batch=30),
    "sphere": recipes.cma_mega(task="sphere", dim=10, grid=20, batch=20),
}
STORED = Path(__file__).parent.parent / "data/explored"
ITERATIONS = 10  # of a planted run


@dataclass(frozen=True)
class Served:
    """A run, its elites, and where its explorer is."""

    path: Path
    url: str
    explored: RunView | None = None  # if it is in this process

    @property
    def elites(self):
        return load(self.path).archive

    @property
    def shown_elites(self):
        """Those on the page: of the server, which may have added some, if it is in this process."""
        return self.explored.archive.elites if self.explored else self.elites

    @property
    def best(self):
        return int(self.elites.cell[self.elites.objective.argmax()])


def run_of(name, place, *, walked):
    """The folder of a run with this stored archive, made by whichever process needs it first.

    Args:
      walked: whether the elites walk again here. Then the archive has the bits of this machine's own
        processor, and what is compared with a walk must be equal to the bit. Otherwise the archive is
        the same on every machine.
    """
    place.mkdir(exist_ok=True)
    folder = place / f"{name}{'-walked' * walked}"
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "archive.npz").exists():
            rows = stored(name)
            planted(RECIPES[name], folder, walked_again(RECIPES[name], rows) if walked else rows)
    return folder


def stored(name):
    """The columns of a stored archive. tests/data/explored/grow.py wrote them."""
    with np.load(STORED / f"{name}.npz") as file:
        rows = dict(file)
    if "field:steps" in rows:  # a robot: every fourth elite is not steady
        rows["field:steadiness"] = (np.arange(len(rows["objective"])) % 4 > 0).astype(np.float32)
    return rows


def walked_again(recipe, rows):
    """The same solutions, with the scores that they get on this machine."""
    walks = recipe.problem().replay(rows["solution"], rows["field:seed"])
    scores = {"objective": walks.objective, "measures": walks.measures, "field:steps": walks.steps}
    return rows | scores | {"field:steadiness": walks.steadiness}


def drawn(recipe, count=8):
    """Columns of elites at random: no solution was evaluated for them."""
    experiment, rng = recipe.build(), np.random.default_rng(0)
    rows = {
        "objective": rng.random(count),
        "measures": rng.random((count, len(experiment.task.measures))),
        "solution": rng.normal(0.0, 0.3, (count, experiment.theta.size)),
    }
    for name, kept in experiment.task.fields.items():
        rows[f"field:{name}"] = np.zeros((count, *kept.shape), kept.dtype)
    return rows


def planted(recipe, folder, rows=None):
    """The folder of a run in its first state, but with these elites in its archive."""
    experiment, rows = recipe.build(), drawn(recipe) if rows is None else rows
    qd, task = experiment.qd, experiment.task
    state = qd.init(experiment.theta, key=jax.random.key(0), fields=task.fields)
    archive = qd.archive.reserve(state.archive, len(rows["objective"]))
    if "centroid" in rows:
        archive = dataclasses.replace(archive, places=qd.archive.places(rows))
    archive, _ = qd.archive.add(archive, *offered(rows))
    figures = {name: value.item() for name, value in qd.archive.statistics(archive).items()}
    metrics = [  # as if all had grown evenly
        {
            "iteration": i,
            "evaluations": i * experiment.per_iteration(),
            "control_steps": 0,
            "seconds": 0.25 * i,
        }
        | {name: type(value)(value * i / ITERATIONS) for name, value in figures.items()}
        for i in range(1, ITERATIONS + 1)
    ]
    folder.mkdir()
    config = config_of(recipe, metrics[-1]["evaluations"])
    write_config(folder, config)
    file = MetricsFile(folder, keep=0, config=config)
    file.append(metrics)
    file.close()
    state = dataclasses.replace(state, archive=archive)
    save(folder, qd, state, task.measures, ITERATIONS)
    return folder


def config_of(recipe, evaluations):
    """The configuration of a run of this recipe here."""
    settings, simulator = dataclasses.asdict(recipe), recipe.build().task.simulator
    return Config(
        recipe=recipe.name,
        settings=settings,
        evaluations=evaluations,
        simulator=simulator,
        versions=versions(),
        identity=identity_of(recipe.name, settings, simulator),
    )


def offered(rows):
    """Rows as an archive takes them: solutions and their evaluation."""
    fields = {
        name.removeprefix("field:"): jnp.asarray(values)
        for name, values in rows.items()
        if name.startswith("field:")
    }
    names = "objective", "measures", "solution"
    objective, measures, x = (jnp.asarray(rows[name], jnp.float32) for name in names)
    return x, ramify.Evaluation(objective, measures, fields=fields)


@contextmanager
def serving(path):
    """The server in a thread of this process."""
    run = RunView(load(path))
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
    return unpack(client.get("/api/archive").content)


def best(client):
    _, arrays = archive(client)
    return int(arrays["cell"][arrays["objective"].argmax()])


def stream(answer):
    assert answer.status_code == 200, answer.text
    return [unpack(message) for message in split_stream(answer.content)]


def contents(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }
