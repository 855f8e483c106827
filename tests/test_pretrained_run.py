"""Runs that pre-train first, in their own folder."""

import dataclasses
import io
import shlex
import signal

import numpy as np
import pytest
from rich.console import Console
from test_cli import called as called  # a fixture

import ramify
from ramify import recipes
from ramify.recipes.pretrain import PretrainTD3
from ramify.recipes.pretrain_files import CRITICS, read_meta
from ramify.run.config import Spent, read_config
from ramify.run.folder import ARCHIVE, CHECKPOINT, PRETRAINING, RunError
from ramify.system.interrupts import Terminated
from ramify.view.dashboard import Dashboard

SMALL = dict(task="hopper", hidden=(4,), slots=4, grid=50, steps=20)
LEARNING = dict(units=(8,), buffer=500, states=8, updates=1, batch=3)
RECIPE = recipes.cma_mega_td3(**SMALL, **LEARNING, pretrain=4)
EVALUATIONS = 12


def members(path):
    with np.load(path) as file:
        return {name: file[name].tobytes() for name in file.files if name != "meta"}


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    """A run that pre-trained first, and the rows that it showed."""
    rows, out = [], tmp_path_factory.mktemp("straight") / "run"
    return ramify.train(
        RECIPE, evaluations=EVALUATIONS, out=out, show_pretraining=rows.append
    ), rows


@pytest.mark.long
def test_it_is_the_run_that_starts_from_such_pretraining(straight, tmp_path):
    run, rows = straight
    assert [row["episodes"] for row in rows] == [1, 2, 3, 4]
    settings = PretrainTD3(
        task="hopper", hidden=(4,), units=(8,), episodes=4, steps=20, buffer=1000
    )
    settings(tmp_path / "critics")
    there = run.path / PRETRAINING
    assert members(there / CRITICS) == members(tmp_path / "critics" / CRITICS)
    after = dataclasses.replace(RECIPE, critics=str(tmp_path / "critics"), pretrain=0)
    other = ramify.train(after, evaluations=EVALUATIONS, out=tmp_path / "run")
    assert members(run.path / ARCHIVE) == members(other.path / ARCHIVE)
    meta = read_meta(there)
    assert run.config.spent == Spent(meta.steps, meta.seconds) and meta.steps > 0
    assert run.config.settings["pretrain"] == 4


@pytest.mark.long
@pytest.mark.parametrize("stopped", [1, 3])
def test_one_that_is_stopped_in_pretraining_resumes_to_the_same_bits(straight, tmp_path, stopped):
    def stop(row):
        if row["episodes"] == stopped:
            signal.raise_signal(signal.SIGTERM)

    folder = tmp_path / "run"
    saved = rf"{folder / PRETRAINING} is saved up to episode .* resume {folder}`"
    with pytest.raises(Terminated, match=saved):
        ramify.train(RECIPE, evaluations=EVALUATIONS, out=folder, show_pretraining=stop)
    assert (folder / PRETRAINING / CHECKPOINT).exists() and not (folder / ARCHIVE).exists()
    assert read_config(folder).spent is None
    with pytest.raises(RunError, match=r"ramify resume"):
        ramify.train(RECIPE, evaluations=EVALUATIONS, out=folder)
    run, rows = ramify.resume(folder), straight[0]
    assert members(run.path / ARCHIVE) == members(rows.path / ARCHIVE)
    assert run.config.spent is not None


@pytest.mark.long
def test_one_that_is_stopped_after_pretraining_does_not_pretrain_again(straight, tmp_path):
    folder = tmp_path / "run"

    def stop(progress):
        signal.raise_signal(signal.SIGTERM)

    with pytest.raises(Terminated):
        ramify.train(RECIPE, evaluations=EVALUATIONS, out=folder, show=stop)
    again = []
    run = ramify.resume(folder, show_pretraining=again.append)
    assert again == []
    assert members(run.path / ARCHIVE) == members(straight[0].path / ARCHIVE)


@pytest.mark.long
def test_a_search_without_critics_starts_at_the_best_policy(tmp_path):
    recipe = recipes.cma_mega_es(**SMALL, samples=2, batch=3, pretrain=2)
    run = ramify.train(recipe, evaluations=6, out=tmp_path / "run")
    after = dataclasses.replace(recipe, start=str(run.path / PRETRAINING), pretrain=0)
    other = ramify.train(after, evaluations=6, out=tmp_path / "other")
    assert members(run.path / ARCHIVE) == members(other.path / ARCHIVE)
    assert run.config.spent == other.config.spent and run.config.spent.control_steps > 0


def test_the_humanoid_and_bullet_have_critics_of_their_own_unless_told_otherwise():
    def learning(recipe):
        return recipe.layer_norm, recipe.discount, recipe.n_step

    def size(recipe):
        return recipe.units, recipe.quantiles

    for recipe in recipes.cma_mega_td3, recipes.pga_me, recipes.pretrain_td3:
        assert learning(recipe()) == learning(recipe(task="hopper")) == (False, 0.98, 2)
        assert learning(recipe(task="humanoid")) == (True, 0.99, 5)
        assert size(recipe()) == size(recipe(task="humanoid")) == ((128, 128), 0)
        given = recipe(task="humanoid", layer_norm=False, discount=0.5, n_step=1)
        assert learning(given) == (False, 0.5, 1)
        assert given.learner(given.walker(slots=1)).layer_norm is False
        there = recipe(sim="bullet")
        assert learning(there) == (True, 0.98, 2) and size(there) == ((256, 256), 10)
        assert there.learner(there.walker(slots=1)).quantiles == 10
        assert size(recipe(sim="bullet", units=(8,), quantiles=0)) == ((8,), 0)
        both = recipe(sim="bullet", task="humanoid")
        assert learning(both) == (True, 0.99, 5) and size(both) == ((256, 256), 10)


def test_which_recipes_pretrain():
    assert recipes.cma_mega_td3().pretrain == recipes.pga_me().pretrain == 4480
    assert recipes.cma_mega_td3(task="hopper").pretrain == 9600
    assert recipes.cma_mega_td3(task="walker2d").pretrain == 9600
    assert recipes.cma_mega_td3(task="half-cheetah").pretrain == 5120
    assert recipes.cma_mega_td3(task="half-cheetah", sim="bullet").pretrain == 9600
    assert recipes.cma_mega_td3(task="ant", sim="bullet").pretrain == 4480
    assert recipes.pretrain_td3(task="walker2d").episodes == 9600
    assert recipes.cma_mega_td3(task="humanoid").pretrain == 25_600
    assert recipes.pretrain_td3(task="humanoid", sim="bullet").episodes == 25_600
    assert recipes.cma_mega_td3(task="walker2d", critics="runs/td3").pretrain == 0
    assert recipes.cma_mega_td3(critics="runs/td3").pretrain == 0
    assert recipes.cma_mega_es().pretrain == 0
    assert recipes.map_elites(pretrain=3).preparation() is not None
    assert recipes.map_elites().preparation() is None


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        (recipes.pga_me(critics="runs/a", pretrain=3), "--critics names finished pre-training"),
        (recipes.map_elites(start="runs/a", pretrain=3), "--start and --pretrain each choose"),
        (recipes.map_elites(controller="gait", pretrain=3), "--controller gait has none"),
        (recipes.cma_mega_td3(output_scale=0.1), "--pretrain .* --output-scale"),
    ],
)
def test_settings_that_exclude_each_other(recipe, said, tmp_path):
    with pytest.raises(ValueError, match=said):
        ramify.train(recipe, evaluations=9, out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def row(episodes, best):
    return {"episodes": episodes, "control_steps": 250.0 * episodes, "best": best, "actor": best}


def test_the_dashboard_shows_pretraining_in_lines():
    console = Console(file=io.StringIO(), width=80)
    with Dashboard("ant", 100, console, interval=0.0) as shown:
        shown.pretrain(row(64, np.nan), 640)
        shown.pretrain(row(320, 512.4), 640)
        shown.pretrain(row(640, 800.0), 640)
    lines = console.file.getvalue().splitlines()
    assert lines[0].startswith("pre-training: episode 64 of 640  best short episode -  ETA")
    assert lines[1].startswith("pre-training: episode 320 of 640  best short episode 512  ETA")
    assert lines[2].startswith("pre-training: training the critics of the measures")


def test_the_dashboard_draws_pretraining_and_then_the_run():
    console = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    with Dashboard("ant", 100, console) as shown:
        shown.pretrain(row(64, 100.0), 640)
        shown.pretrain(row(320, 512.4), 640)
        with console.capture() as capture:
            console.print(shown)
        text = capture.get()
        assert "320 / 640" in text and "512" in text and "best return of the policy" in text
        run = dict(
            iteration=1, evaluations=50, control_steps=5, seconds=0.1, elites=3, coverage=0.1
        )
        shown.update(run | dict(best=2.0, mean=1.0, qd_score=5.0))
        with console.capture() as capture:
            console.print(shown)
        assert "50 / 100" in capture.get()


@pytest.fixture
def place(tmp_path):
    """The working directory of `called`."""
    return tmp_path


@pytest.mark.long
def test_the_command_that_pretraining_prints_has_all_that_its_critics_need(called):
    told = {"task": "hopper", "hidden": [4], "units": [8], "layer_norm": True, "discount": 0.9}
    told |= {"quantiles": 3, "dropped": 2}
    words = "--task hopper --hidden 4 --units 8 --layer-norm True --discount 0.9 --judge actor"
    words += " --quantiles 3 --dropped 2"
    less = "--episodes 4 --steps 20 --updates 1 --measure-updates 1 --threads 1 --out critics"
    said = called("pretrain", "td3", *words.split(), "--buffer", "500", *less.split())
    (line,) = (line for line in said.stdout.splitlines() if line.startswith("Next: "))
    run = "--evaluations 4 --batch 3 --steps 20 --slots 4 --grid 9 --states 8 --out run"
    trained = called(*shlex.split(line)[2:], *run.split())
    assert trained.returncode == 0, trained.stderr
    settings = ramify.load("run").config.settings
    assert {name: settings[name] for name in told} == told
    assert settings["judge"] == "actor" and "--buffer" not in line


def test_no_flag_is_printed_for_the_usual_settings():
    from ramify.cli.summary import _flags

    assert _flags(PretrainTD3(task="humanoid")) == " --task humanoid"
    assert _flags(PretrainTD3(layer_norm=True)) == " --task ant --layer-norm True"
    assert _flags(PretrainTD3(sim="bullet")) == " --task ant --sim bullet"
    assert (
        _flags(PretrainTD3(sim="bullet", quantiles=0)) == " --task ant --sim bullet --quantiles 0"
    )
