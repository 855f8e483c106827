"""The recipes on functions: the settings of their papers, and runs from the shell's own objects."""

import re

import jax
import numpy as np
import pytest
from selection import long

import ramify
from ramify.archives.soft import SoftArchive
from ramify.cli import listing
from ramify.core import Query
from ramify.papers.tables import dqd
from ramify.recipes.benchmark import half_range, unscaled
from ramify.recipes.kinds import FUNCTIONS
from ramify.recipes.registry import RECIPES
from ramify.robots.robots import ROBOTS
from ramify.tasks.locomotion import SIMULATORS

KINDS = {"CMA-MEGA": "cma_mega", "OMG-MEGA": "omg_mega", "OG-MAP-Elites": "og_map_elites"}


@pytest.mark.parametrize("task", ["sphere", "rastrigin", "arm"])
def test_defaults_are_those_of_the_published_table(task):
    for algorithm, recipe in KINDS.items():
        ours = getattr(ramify.recipes, recipe)(task=task, dim=20).build()
        theirs = dqd(task, algorithm, dim=20)
        assert ours.qd.archive == theirs.qd.archive
        for name in ("batch", "sigma_g", "sigma", "eta", "first", "selection", "restart"):
            a, b = (getattr(e.qd.emitter, name, None) for e in (ours, theirs))
            assert a == b, (algorithm, name)


@pytest.mark.parametrize("recipe", ["omg_mega", long("og_map_elites")])
def test_a_run_on_the_plateau(recipe, tmp_path):
    made = getattr(ramify.recipes, recipe)(task="plateau", dim=10, grid=20, batch=6)
    run = ramify.train(made, evaluations=60, out=tmp_path / "run")
    assert RECIPES[run.config.recipe] is type(made)
    assert len(run.archive) > 5 and run.archive.objective.max() == 100.0
    ramify.resume(run.path, evaluations=120)
    assert ramify.load(run.path).metrics["evaluations"][-1] == 120


def test_annealed_cma_mega_has_a_soft_archive():
    qd = ramify.recipes.cma_mega(task="plateau", dim=10, anneal=0.01).build().qd
    assert isinstance(qd.archive, SoftArchive) and qd.archive.learning_rate == 0.01
    assert qd.emitter.ranking == "annealed"
    with pytest.raises(ValueError, match="dim is 1: give a whole number from 2 to 2147483647"):
        ramify.recipes.omg_mega(dim=1).build()


@pytest.mark.parametrize("task", FUNCTIONS)
def test_every_function_has_a_range_a_scale_and_a_line_in_the_lists(task, key, capsys, monkeypatch):
    assert unscaled(task, 6) > 0.0
    x = 5.12 * jax.random.normal(key, (500, 6))
    found = ramify.recipes.omg_mega(task=task, dim=6).problem().evaluate(Query(x, 500), key)
    assert np.abs(found.measures).max() <= half_range(task, 6) * 1.001
    assert np.max(found.objective) <= 100.0
    monkeypatch.setenv("COLUMNS", "200")
    listing.tasks()
    assert re.search(rf"^│ (\w+, )*{task}(, \w+)* +│", capsys.readouterr().out, flags=re.MULTILINE)


def test_what_can_be_solved_is_listed(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    listing.tasks()
    said = capsys.readouterr().out
    assert all(word in said for word in ("plateau", "og-map-elites", "arm", "GymnasiumTask"))
    assert all(sim in said for sim in SIMULATORS)
    for name, robot in ROBOTS.items():
        (row,) = (line for line in said.splitlines() if line.startswith(f"│ {name} "))
        told = [part.strip() for part in row.strip("│").split("│")]
        assert told[5:] == [robot.bonus, ", ".join(robot.measures)]
        assert told[1:3] == [str(robot().observations), str(len(robot.joints))]
