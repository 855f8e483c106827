"""Folders that version 0.1 wrote open, replay, resume and are viewed (tests/data/format-2/make.py)."""

import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

import ramify
from ramify.cli import main as cli
from ramify.explorer.about import describe_run
from ramify.explorer.run_view import RunView
from ramify.recipes import pretrain
from ramify.recipes.pretrain_files import CRITICS, load_critics, read_meta
from ramify.recipes.registry import recipe_of

FORMER = Path(__file__).parent / "data" / "format-2"
RUNS = sorted(path.name for path in FORMER.iterdir() if (path / "run.json").exists())


@pytest.fixture
def copy(tmp_path):
    return lambda name: shutil.copytree(FORMER / name, tmp_path / name)


@pytest.mark.parametrize("name", RUNS)
def test_a_former_run_opens_and_is_viewed(name):
    run = ramify.load(FORMER / name)
    assert recipe_of(run.config).name == run.config.recipe
    assert len(run.archive) == run.metrics["elites"][-1] > 0
    assert np.isfinite(run.archive.solution).all()
    described = describe_run(RunView(run))
    assert described["n"] == run.archive.solution.shape[1]
    assert described["waiting"] is None


@pytest.mark.long
@pytest.mark.parametrize("name", RUNS)
def test_a_former_run_is_resumed(name, copy):
    folder = copy(name)
    before = ramify.load(folder)
    done = before.metrics["evaluations"][-1]
    after = ramify.resume(folder, evaluations=2 * int(done))
    assert len(after.metrics["iteration"]) > len(before.metrics["iteration"])
    np.testing.assert_array_equal(
        after.metrics["best"][: len(before.metrics["best"])], before.metrics["best"]
    )
    assert after.archive.objective.max() >= before.archive.objective.max()


@pytest.mark.long
@pytest.mark.parametrize("name", RUNS)
def test_a_former_run_is_replayed(name, copy, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ramify", "replay", str(copy(name)), "--count", "2"])
    with suppress(SystemExit):  # status 1: another processor may give other bits
        cli.main()
    assert "archived" in capsys.readouterr().out


@pytest.mark.long
def test_former_critics_are_read_and_loaded():
    settings = recipe_of(ramify.load(FORMER / "td3").config)
    task = settings.problem()
    assert len(read_meta(FORMER / "critics").start) == 1 + len(task.measures)
    critics = load_critics(FORMER / "critics", settings.build().qd.emitter.gradient, task, seed=0)
    assert int(critics.replay.filled) > 0


@pytest.mark.long
def test_a_former_pretraining_is_resumed(copy):
    assert pretrain.resume(copy("pretraining")).name == CRITICS
