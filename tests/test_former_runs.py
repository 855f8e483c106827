"""Folders that version 0.1 wrote open, replay, resume and are viewed (tests/data/format-2/make.py)."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
import pytest

import ramify
from ramify.cli import main as cli
from ramify.explorer.about import describe_run
from ramify.explorer.edited_archive import restore_run
from ramify.explorer.run_view import RunView
from ramify.recipes import pretrain
from ramify.recipes.pretrain_files import CRITICS, load_critics, read_meta
from ramify.recipes.registry import recipe_of
from ramify.run.folder import ARCHIVE, RunError
from ramify.run.saved import read_archive
from ramify.system import npz

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
    elites = before.archive  # read now: the file is replaced
    done = before.metrics["evaluations"][-1]
    after = ramify.resume(folder, evaluations=2 * int(done))
    assert len(after.metrics["iteration"]) > len(before.metrics["iteration"])
    np.testing.assert_array_equal(
        after.metrics["best"][: len(before.metrics["best"])], before.metrics["best"]
    )
    assert after.archive.objective.max() >= elites.objective.max()
    check_steadiness(elites, after.archive)


def check_steadiness(before, after):
    """Elites that version 0.1 evaluated have no known steadiness, and later ones have one."""
    assert "steadiness" not in before.fields
    if "steps" not in before.fields:  # no robot
        assert after.fields.keys() == before.fields.keys()
        return
    known = {row.tobytes() for row in before.solution}
    former = np.array([row.tobytes() in known for row in after.solution])
    np.testing.assert_array_equal(np.isnan(after.fields["steadiness"]), former)


@pytest.mark.parametrize("name", ["gait", "arm", "soft"])
def test_the_state_of_a_former_run_is_restored(name):
    before = ramify.load(FORMER / name)
    state = restore_run(FORMER / name, recipe_of(before.config))
    check_steadiness(before.archive, state.table()[0])


def test_a_lost_field_of_whole_numbers_is_refused(copy):
    """Only a float can be unknown."""
    folder = copy("gait")
    meta, members = read_archive(folder)
    del members["field:steps"]
    npz.write(folder / ARCHIVE, json.loads(msgspec.json.encode(meta)), members)
    with pytest.raises(RunError, match="it belongs to another run"):
        restore_run(folder, recipe_of(ramify.load(folder).config))


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
