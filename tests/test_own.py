"""Runs of a recipe of one's own are opened again, once its class is named, which no file can do."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import toy_recipes
from folders import edit

import ramify
from ramify.cli import main as cli
from ramify.cli import replay
from ramify.recipes.registry import RECIPES, import_recipe, register
from ramify.run.folder import RunError


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "run"
    return ramify.train(toy_recipes.Throwing(), evaluations=400, out=folder).path


@pytest.fixture
def unknown(monkeypatch):
    """Nothing of one's own is known before, nor after."""
    monkeypatch.setattr("sys.path", list(sys.path))
    before = dict(RECIPES)
    yield
    RECIPES.clear()
    RECIPES.update(before)


def commanded(words, monkeypatch):
    monkeypatch.setattr("sys.argv", ["ramify", *map(str, words)])
    cli.main()


@pytest.mark.long
def test_a_run_tells_where_its_recipe_is_written_and_nothing_of_ramifys_own(trained, tmp_path):
    assert json.loads((trained / "run.json").read_text())["class"] == "toy_recipes:Throwing"
    arm = ramify.recipes.cma_mega(task="arm", dim=4, grid=5, batch=4)
    assert ramify.train(arm, evaluations=10, out=tmp_path / "arm").config.class_ == ""


@pytest.mark.long
def test_what_a_folder_names_is_never_imported(unknown, trained, tmp_path, monkeypatch, capsys):
    stranger = tmp_path / "stranger"
    shutil.copytree(trained, stranger)
    monkeypatch.chdir(tmp_path)
    Path("evil.py").write_text("raise SystemError('imported')")
    for named in ("evil:Recipe", "\x1b]0;evil"):
        edit(stranger, **{"class": named})
        with pytest.raises(RunError, match="one of your own, name its class") as told:
            replay.replay_elites(ramify.load(stranger), 1, 0, 0)
        assert "\x1b" not in str(told.value)
    assert "evil" not in sys.modules


def test_the_commands_open_it_when_its_class_is_named(
    unknown, trained, tmp_path, monkeypatch, capsys
):
    run = tmp_path / "run"
    shutil.copytree(trained, run)
    named = (run, "--recipe", "toy_recipes:Throwing")
    commanded(("replay", *named, "--count", 5, "--episodes", 2), monkeypatch)
    said = capsys.readouterr().out
    assert "6 of 6 elites have their archived objective and measures up to rounding" in said
    assert "6 of 6 elites were evaluated in 2 new episodes each" in said and "above" not in said
    commanded(("resume", *named, "--evaluations", 800), monkeypatch)
    assert "evaluations 800/800" in capsys.readouterr().out
    commanded(("report", *named, "--elites", 3), monkeypatch)
    assert "3 elites with recorded motion" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        commanded(("film", *named), monkeypatch)
    assert "nothing to film" in capsys.readouterr().err


def test_once_known_it_needs_no_naming(unknown, trained, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(trained, run)
    register(toy_recipes.Throwing)
    assert ramify.resume(run, evaluations=800).metrics["evaluations"][-1] == 800


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("toy_recipes", "give module:Class"),
        ("no.such:Recipe", "give module:Class"),
        ("toy_recipes:Absent", "toy_recipes has no Absent"),
        ("toy_recipes:Throw", "is not a recipe"),
        ("ramify.recipes.cma_me:CMAMERecipe", "one of ramify's own"),
    ],
)
def test_what_is_no_recipe(unknown, name, said):
    with pytest.raises(ValueError, match=said):
        import_recipe(name)


def test_a_task_that_keeps_seeds_is_replayed_exactly():
    from ramify.tasks.episode_replay import exact, replayed

    @dataclass
    class Episodes:
        objective: np.ndarray
        measures: np.ndarray
        steps: np.ndarray

    class Chancy(toy_recipes.Throw):
        @property
        def fields(self):
            return dict.fromkeys(("seed", "steps"))

        def replay(self, x, seeds):
            return Episodes(seeds * 2.0, x, seeds + 7)

    x, seeds = np.ones((3, 2), np.float32), np.arange(3)
    found = replayed(Chancy(), x, {"seed": seeds, "steps": seeds})
    assert exact(Chancy()) and not exact(toy_recipes.Throw())
    assert found.objective.tolist() == [0, 2, 4] and found.fields["steps"].tolist() == [7, 8, 9]
