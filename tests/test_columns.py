"""No metric of an emitter, an archive or a gradient source hides a number of the run."""

import csv
from dataclasses import dataclass
from typing import ClassVar

import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.run.columns import COLUMNS, COUNTED, join_metrics
from ramify.run.metrics import read_metrics

CLASHES = ("best", "elites", "control_steps", "evaluations", "seconds", "checksum", "episodes")


class Telling(ramify.IsoLine):
    """An emitter with a metric of every name that a run needs, and one of its own."""

    def report(self, state):
        """Returns -7 under every name."""
        return {name: jnp.float32(-7.0) for name in (*CLASHES, "speed")}


class Counting(ramify.GridArchive):
    """An archive with a statistic that has the name of a count."""

    def statistics(self, state):
        """Returns the statistics, and one named `seconds`."""
        return super().statistics(state) | {"seconds": jnp.float32(-5.0)}


def parts():
    task = ramify.Function(lambda x: (-jnp.sum(x**2), x[:1]), names=("x0",))
    return task, ramify.QD(Counting((0,), (1,), (10,)), Telling(batch=8, first=0.5))


@dataclass(frozen=True)
class TellingRecipe:
    """A search whose emitter has a metric of every name that a run needs."""

    name: ClassVar[str] = "telling"
    seed: int = 0
    """Seed."""

    def build(self):
        """Builds it."""
        return ramify.Experiment(*parts(), np.full(2, 0.5))


def test_names_are_joined_without_a_loss():
    statistics = dict.fromkeys(COLUMNS[len(COUNTED) :], 1)
    report = {"emitter_best": 2, "best": 3, "mean": 4, "loss": 5}
    joined = join_metrics(statistics | {"iteration": 6}, report)
    assert joined == statistics | {
        "archive_iteration": 6,
        "emitter_best": 2,
        "emitter_emitter_best": 3,
        "emitter_mean": 4,
        "loss": 5,
    }
    assert join_metrics({}, {"best": 1}) == {"emitter_best": 1}  # `best` is the archive's


def test_the_log_of_a_search_keeps_every_number():
    task, qd = parts()
    _, log = ramify.illuminate(task, qd, np.full(2, 0.5), steps=3, key=0)
    assert log["evaluations"].tolist() == [8, 16, 24]
    assert log["elites"][-1] > 0 and log["best"][-1] > -1.0
    for name in CLASHES:
        assert log[f"emitter_{name}"].tolist() == [-7.0] * 3
    assert log["speed"].tolist() == [-7.0] * 3 and log["archive_seconds"].tolist() == [-5.0] * 3


def test_metrics_csv_keeps_every_number(tmp_path):
    seen = []
    ramify.train(TellingRecipe(), evaluations=24, out=tmp_path / "run", show=seen.append)
    metrics = read_metrics(tmp_path / "run")
    assert metrics["evaluations"].tolist() == [8, 16, 24]
    assert (metrics["control_steps"] == 0).all() and (metrics["seconds"] >= 0).all()
    assert metrics["elites"][-1] > 0 and metrics["best"][-1] > -1.0
    with open(tmp_path / "run/metrics.csv") as file:
        header = next(csv.reader(file))
    assert header[: len(COLUMNS)] == [*COLUMNS] and len(set(header)) == len(header)
    for name in CLASHES:
        assert metrics[f"emitter_{name}"].tolist() == [-7.0] * 3
    assert seen[-1].done == 24 and "evaluations 24/24" in str(seen[-1])


@pytest.mark.parametrize("wrapped", [ramify.Together, ramify.Several])
def test_emitters_in_emitters_keep_the_archives_statistics(wrapped):
    task, qd = parts()
    emitter = (
        ramify.Several(qd.emitter, 2)
        if wrapped is ramify.Several
        else ramify.Together([qd.emitter, ramify.IsoLine(4), qd.emitter])
    )
    _, log = ramify.illuminate(
        task, ramify.QD(qd.archive, emitter), np.full(2, 0.5), steps=1, key=0
    )
    assert log["best"][-1] > -1.0
    names = ["emitter_best"] if wrapped is ramify.Several else ["emitter_0_best", "emitter_2_best"]
    assert all(log[name][-1] == -7.0 for name in names)
