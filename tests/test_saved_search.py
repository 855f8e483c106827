"""Searches that Python saved without a recipe: the commands open their folders."""

import sys

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from selection import long

import ramify
from ramify.cli.main import main
from ramify.core import Query
from ramify.explorer.run_view import RunView
from ramify.run.folder import RunError

ARCHIVES = {
    "grid": ramify.GridArchive((-1, -1), (1, 1), (10, 10), offset=-4.0),
    "cvt": ramify.CVTArchive((-1, -1), (1, 1), cells=50, offset=-4.0),
    "three": ramify.GridArchive((-1, -1, -1), (1, 1, 1), (4, 4, 4), offset=-4.0),
}


def searched(archive, steps=6):
    k = len(archive.axes["lower"])
    task = ramify.Function(lambda x: (-jnp.sum(x**2), x[:k]), names=("a", "b", "c")[:k])
    qd = ramify.QD(archive, ramify.IsoLine(batch=40, first=0.4))
    return task, qd, *ramify.illuminate(task, qd, np.zeros(4), steps=steps, key=0)


@pytest.fixture(params=["grid", long("cvt"), long("three")])
def saved(request, tmp_path):
    task, qd, state, log = searched(ARCHIVES[request.param])
    folder = tmp_path / "mine"
    ramify.save(folder, qd, state, task.measures, 6, log=log)
    return folder, qd, state, log


def call(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["ramify", *map(str, words)])
    main()


def test_it_is_plotted_exported_and_listed(saved, monkeypatch, capsys):
    folder, qd, state, log = saved
    run = ramify.load(folder)
    elites = ramify.elite_table(qd, state, run.archive.names)
    np.testing.assert_array_equal(run.archive.solution, elites.solution)
    for name, values in log.items():
        np.testing.assert_array_equal(run.metrics[name], np.asarray(values, float))
    call(monkeypatch, "plot", folder)
    with Image.open(folder / "figures/curves.png") as picture:
        assert np.asarray(picture).std() > 5
    call(monkeypatch, "export", folder, "--to", folder / "elites.csv")
    assert len(pd.read_csv(folder / "elites.csv")) == len(run.archive)
    call(monkeypatch, "list", folder.parent)
    assert "mine" in capsys.readouterr().out


def test_the_explorer_shows_it_without_its_task(saved):
    folder, *_ = saved
    view = RunView(ramify.load(folder))
    elite = view.archive.elites.best()
    heard = []

    class Listener:
        def send(self, message):
            heard.append(message)

    view.play(int(elite.cell[0]), Listener())
    assert len(heard) == 2
    assert not view.steering.sources
    with pytest.raises(ValueError, match="evaluate its solutions there"):
        view.task.evaluate(Query(jnp.zeros((1, 4)), 1), jax.random.key(0))


def test_it_is_continued_in_python_only(saved, monkeypatch, capsys):
    folder, qd, state, _ = saved
    again, iteration = ramify.restore(folder, qd, qd.shape(4))
    assert iteration == 6 and int(again.archive.size) == int(state.archive.size)
    with pytest.raises(RunError, match="continue it there"):
        ramify.resume(folder)


def test_a_later_save_replaces_it_and_may_leave_out_the_log(tmp_path):
    task, qd, state, log = searched(ARCHIVES["grid"])
    ramify.save(tmp_path, qd, state, task.measures, 6)
    assert len(ramify.load(tmp_path).metrics["evaluations"]) == 0
    assert len(ramify.load(tmp_path).archive) > 10
    ramify.save(tmp_path, qd, state, task.measures, 6, log=log)
    assert len(ramify.load(tmp_path).metrics["evaluations"]) == 6
    with pytest.raises(ValueError, match="log has 6 iterations, iteration is 5"):
        ramify.save(tmp_path, qd, state, task.measures, 5, log=log)


def test_a_continued_search_continues_its_curves(tmp_path):
    task, qd, state, log = searched(ARCHIVES["grid"])
    ramify.save(tmp_path, qd, state, task.measures, 6, log=log)
    state, iteration = ramify.restore(tmp_path, qd, qd.shape(4))
    state, rows = ramify.advance(qd, task, state, 4)
    assert [row["evaluations"] for row in rows] == [280, 320, 360, 400]
    ramify.save(tmp_path, qd, state, task.measures, iteration + 4, log=rows)
    whole = ramify.load(tmp_path).metrics
    np.testing.assert_array_equal(whole["evaluations"], 40 * np.arange(1, 11))
    np.testing.assert_allclose(whole["best"][:6], log["best"], rtol=1e-6)
    assert whole["elites"][-1] == rows[-1]["elites"]
    state, rows = ramify.advance(qd, task, state, 2)
    ramify.save(tmp_path, qd, state, task.measures, 12)  # without its rows
    run = ramify.load(tmp_path)
    assert len(run.metrics["evaluations"]) == 10 and run.config.evaluations == 400
    with pytest.raises(ValueError, match=r"log has 2 iterations, iteration is 14, and .* of 10"):
        ramify.save(tmp_path, qd, state, task.measures, 14, log=rows)
    other = ramify.QD(ARCHIVES["cvt"], qd.emitter)
    ramify.save(tmp_path, other, other.init(np.zeros(4), key=0), task.measures, 3)
    assert len(ramify.load(tmp_path).metrics["evaluations"]) == 0, "another search"


@pytest.mark.long
def test_the_folder_of_a_run_keeps_its_recipe(tmp_path):
    recipe = ramify.recipes.omg_mega(dim=10, grid=10, batch=8)
    run = ramify.train(recipe, evaluations=90, out=tmp_path / "run")
    before = (tmp_path / "run/run.json").read_bytes()
    experiment = recipe.build()
    state, iteration = ramify.restore(run.path, experiment.qd, experiment.qd.shape(10))
    ramify.save(run.path, experiment.qd, state, experiment.task.measures, iteration)
    assert (tmp_path / "run/run.json").read_bytes() == before
    ramify.resume(run.path, evaluations=180)
