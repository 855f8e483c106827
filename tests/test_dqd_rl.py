"""The table of walking robots that `ramify reproduce dqd-rl` makes."""

import csv
import math
import re

import pytest
from test_cli import called as called  # the command line, in this process

import ramify
from ramify.papers import dqd_rl
from ramify.robots.table import ROBOTS
from ramify.run.folder import METRICS, RunError

QUICK = dict(steps=15, slots=16, sim="mujoco", show=None)
LIGHT = ("MAP-Elites", "ME-ES")


@pytest.fixture
def place(tmp_path):
    """The working directory of `called`."""
    return tmp_path


def rows_of(folder):
    with (folder / "table.csv").open() as file:
        return {(row["robot"], row["algorithm"]): row for row in csv.DictReader(file)}


def test_runs_are_continued_and_the_table_has_the_papers_figures(tmp_path):
    only = dict(out=tmp_path, tasks=("hopper",), algorithms=LIGHT, **QUICK)
    dqd_rl.reproduce(seeds=1, evaluations=200, **only)
    before = (tmp_path / "hopper-map-elites-mujoco-0" / METRICS).read_bytes()
    found = dqd_rl.reproduce(seeds=2, evaluations=400, **only)
    assert (tmp_path / "hopper-map-elites-mujoco-0" / METRICS).read_bytes().startswith(before)
    assert [len(runs) for runs in found.values()] == [2, 2]
    row = rows_of(tmp_path)["hopper", "MAP-Elites"]
    assert row["evaluations"] == "400" and float(row["best"]) > 0.0
    score = sum(run.metrics["qd_score"][-1] for run in found["hopper", "MAP-Elites"]) / 2e6
    assert float(row["QD score in millions"].split()[0]) == pytest.approx(score, abs=1e-3)
    assert (row["paper's QD score"], row["paper's best"]) == ("1.836", "2603")
    assert "1.836" in (tmp_path / "table.txt").read_text() and (tmp_path / "hopper.png").exists()
    dqd_rl.reproduce(seeds=2, evaluations=200, **only)  # fewer: what the runs had then
    assert rows_of(tmp_path)["hopper", "ME-ES"]["evaluations"] in ("199", "200")
    with pytest.raises(RunError, match="not the run's recipe"):
        dqd_rl.reproduce(seeds=1, evaluations=400, **only | {"steps": 16})


@pytest.mark.parametrize("algorithm", dqd_rl.recipes())
@pytest.mark.parametrize("robot", dqd_rl.GRIDS)
def test_every_entry_has_the_papers_grid_network_and_offset(robot, algorithm):
    given = dict(task=robot, sim="bullet", grid=dqd_rl.GRIDS[robot], hidden=dqd_rl.HIDDEN)
    recipe = dqd_rl.recipes()[algorithm](**given)
    assert recipe.offset == ROBOTS[robot].lowest
    experiment = recipe.build() if recipe.name in ("map-elites", "cma-mega-td3-es") else None
    if experiment is not None:
        assert (
            experiment.per_iteration() == {"map-elites": 100, "cma-mega-td3-es": 200}[recipe.name]
        )
        cells = {"ant": 6**4, "half-cheetah": 32**2, "walker2d": 32**2, "hopper": 1000}[robot]
        assert math.prod(experiment.qd.archive.shape) == cells
    if algorithm in ("CMA-MEGA(TD3)", "DCRL-MEGA", "SA-MEGA"):
        assert recipe.layer_norm and recipe.quantiles == 10 and recipe.units == (256, 256)
        assert recipe.pretrain == {"ant": 8000}.get(robot, 9600)
        elsewhere = dqd_rl.recipes()[algorithm](**(given | {"sim": "mujoco"}))
        assert not elsewhere.layer_norm and elsewhere.pretrain == {
            "ant": 4480,
            "half-cheetah": 5120,
        }.get(robot, 9600)
    else:
        assert getattr(recipe, "quantiles", 0) == 0, "the paper's critics predict the mean"
        assert len(dqd_rl.PAPER[algorithm]) == len(dqd_rl.GRIDS)


def test_the_command(called, place, monkeypatch):
    entry = "reproduce", "dqd-rl", "--tasks", "hopper", "--algorithms", "MAP-Elites"
    done = called(*entry, "--iterations", 3)
    assert done.returncode != 0 and "--iterations is not for dqd-rl" in done.stderr
    done = called("reproduce", "dqd-table-1", "--evaluations", 3)
    assert done.returncode != 0 and "--evaluations and --sim are for dqd-rl" in done.stderr
    done = called(*entry[:2], "--tasks", "humanoid")
    assert done.returncode != 0 and "ant, half-cheetah, hopper, walker2d" in done.stderr
    monkeypatch.setattr(ramify.recipes.map_elites, "usual_steps", 15)
    done = called(*entry, "--evaluations", 100, "--seeds", 1, "--sim", "mujoco")
    assert done.returncode == 0 and "runs/dqd-rl/table.txt" in done.stdout, done.stderr
    assert re.search(r"hopper\W+MAP-Elites.* 1\.836 ", done.stdout)
