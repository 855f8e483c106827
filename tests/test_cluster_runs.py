"""Whole runs on a Ray cluster of three nodes: the same bits as on this machine, also after a change."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import toy_cluster
from clusters import PATIENCE, nodes, same_run, until

import ramify
from ramify.cli.seeds import run_seeds
from ramify.papers.reproduce import reproduce
from ramify.recipes.pretrain import PretrainTD3
from ramify.run import seeds
from ramify.sims.cluster import probe
from ramify.sims.cluster.connection import ClusterError
from ramify.sims.cluster.placement import on_cluster, placed
from ramify.tasks.episode_replay import replayed

pytestmark = pytest.mark.long
ROBOT = dict(task="hopper", hidden=(8,), steps=30, slots=16)
CRITICS = dict(units=(16,), buffer=2000)
RUNS = {  # recipe, and the rows of an iteration
    "cma-mega-es": (ramify.recipes.cma_mega_es(**ROBOT, samples=20, batch=16), 37),
    "cma-mega-td3": (
        ramify.recipes.cma_mega_td3(**ROBOT, **CRITICS, pretrain=0, batch=36, states=16, updates=1),
        36,
    ),
    "gymnasium": (toy_cluster.Strolls(), 41),
    "own": (toy_cluster.Throws(), 41),
}


@pytest.fixture(scope="module")
def there():
    with nodes(1, 1, 1) as there:
        yield there


@pytest.mark.parametrize("kind", RUNS)
def test_a_run_is_the_same_on_three_nodes_and_resumed_there_and_back(there, kind, tmp_path):
    recipe, rows = RUNS[kind]
    here = ramify.train(recipe, evaluations=4 * rows, out=tmp_path / "here")
    moved = tmp_path / "moved"
    run = ramify.train(recipe, evaluations=2 * rows, out=moved)
    assert run.config.cluster is None
    with there.working():
        ramify.resume(moved, recipe=recipe, evaluations=3 * rows)
        whole = ramify.train(recipe, evaluations=4 * rows, out=tmp_path / "whole")
    run = ramify.resume(moved, recipe=recipe, evaluations=4 * rows)
    same_run(here.path, moved)
    same_run(here.path, whole.path)
    assert len(run.config.cluster.nodes) == 3
    assert run.config.settings == here.config.settings


def test_pretraining_and_its_run_are_the_same_on_a_cluster(there, tmp_path):
    robot = dict(task="hopper", hidden=(8,), steps=30)
    short = dict(episodes=12, together=4, random=4, updates=2, measure_updates=2)
    settings = PretrainTD3(**robot, **CRITICS, **short)
    local = settings(tmp_path / "here")
    with there.working():
        remote = settings(tmp_path / "there")
    assert arrays_of(local) == arrays_of(remote)


def arrays_of(path):
    """Returns the arrays of critics.npz as bytes, without the metadata, which hold times."""
    with np.load(path) as file:
        return {name: file[name].tobytes() for name in file.files if name != "meta"}


def test_elites_are_replayed_on_a_cluster(there, tmp_path):
    recipe, rows = RUNS["cma-mega-es"]
    run = ramify.train(recipe, evaluations=2 * rows, out=tmp_path / "run")
    with there.working():
        task = placed(recipe.problem())
        found = replayed(task, run.archive.solution, run.archive.fields)
    np.testing.assert_array_equal(found.objective, run.archive.objective)
    np.testing.assert_array_equal(found.measures, run.archive.measures)


def test_a_killed_driver_resumes_elsewhere_to_the_same_bits(there, tmp_path):
    there.leave()
    recipe = replace(RUNS["own"][0], fault="waits", folder=str(tmp_path))
    script = (
        "import sys, ramify, toy_cluster\n"
        f"recipe = toy_cluster.{recipe!r}\n"
        "ramify.train(recipe, evaluations=41 * 3, out=sys.argv[1], cluster=sys.argv[2])\n"
    )
    (tmp_path / "driver.py").write_text(script)
    words = [sys.executable, "driver.py", "run", there.address]
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    driver = subprocess.Popen(words, cwd=tmp_path, env=os.environ | {"PYTHONPATH": path})
    until(lambda: (tmp_path / "begun").exists() or driver.poll() is not None, "the first rows")
    assert driver.poll() is None
    driver.send_signal(signal.SIGKILL)
    driver.wait(PATIENCE)
    (tmp_path / "go").touch()
    run = ramify.resume(tmp_path / "run", recipe=recipe)
    here = ramify.train(recipe, evaluations=41 * 3, out=tmp_path / "here")
    same_run(here.path, run.path)


def test_a_stopped_command_saves_and_resumes_without_the_cluster(there, tmp_path):
    there.leave()
    sizes = "--task hopper --hidden 8 --steps 30 --samples 20 --batch 16 --slots 16".split()  # noqa: SIM905
    words = ["-m", "ramify", "train", "cma-mega-es", *sizes, "--evaluations", "370000"]
    words += ["--out", "run", "--cluster", there.address, "--save-every", "0"]
    command = subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    archive = tmp_path / "run/archive.npz"
    until(lambda: archive.exists() or command.poll() is not None, "a checkpoint")
    command.send_signal(signal.SIGTERM)
    _, said = command.communicate(timeout=PATIENCE)
    assert command.returncode == 143, said
    assert b"`ramify resume run` continues it" in said
    done = ramify.load(tmp_path / "run").metrics["evaluations"][-1]
    run = ramify.resume(tmp_path / "run", evaluations=int(done) + 37)
    recipe = ramify.recipes.cma_mega_es(**ROBOT, samples=20, batch=16)
    here = ramify.train(recipe, evaluations=int(done) + 37, out=tmp_path / "here")
    same_run(here.path, run.path)


def test_a_node_with_another_processor_is_refused_or_recorded(there, tmp_path):
    there.leave()
    recipe, rows = RUNS["own"]
    other = there.add(1, env_vars={probe.PRETENDED: "Xeon of another house"})
    try:
        said = []
        kept = dict(evaluations=rows, say=said.append)
        run = ramify.train(recipe, out=tmp_path / "a", cluster=there.address, **kept)
        assert len(run.config.cluster.nodes) == 3
        (why,) = [line for line in said if "is refused" in line]
        assert "its processor, Xeon of another house, computes other bits than this one" in why
        chosen = ramify.Cluster(there.address, any_cpu=True)
        run = ramify.train(recipe, out=tmp_path / "b", cluster=chosen, **kept)
        assert [n.other_bits for n in run.config.cluster.nodes].count(True) == 1
    finally:
        there.remove(other)


def test_workers_with_other_versions_are_refused_before_a_folder_is_made(
    there, tmp_path, monkeypatch
):
    there.leave()
    real = probe.versions()
    monkeypatch.setattr(probe, "versions", lambda: real | {"mujoco": "9.9"})
    recipe, rows = RUNS["own"]
    with pytest.raises(ClusterError, match=r"has mujoco 4\S+ \(here 9.9\): install the same"):
        ramify.train(recipe, evaluations=rows, out=tmp_path / "a", cluster=there.address)
    assert not (tmp_path / "a").exists()


def test_seeds_and_tables_are_tasks_of_the_cluster(there, tmp_path, monkeypatch, capsys):
    there.leave()
    monkeypatch.chdir(tmp_path)
    recipe = ramify.recipes.cma_mega(task="arm", dim=4, grid=10, batch=9)
    here = seeds.prepare_seeds(recipe, seeds=3, evaluations=90, out=tmp_path / "here")
    far = seeds.prepare_seeds(recipe, seeds=3, evaluations=90, out=tmp_path / "far")
    entry = dict(seeds=2, tasks=("arm",), algorithms=("CMA-MEGA",), iterations=3)
    with on_cluster(there.address):
        run_seeds(list(far), None, 30.0, ())
        remote = reproduce("dqd-table-1", out=tmp_path / "table", **entry)
    said = capsys.readouterr().out
    assert "is complete (3 of 3)" in said
    for one, other in zip(here, far, strict=True):
        same_run(ramify.resume(one, recipe=here[one]).path, other)
    local = reproduce("dqd-table-1", out=tmp_path / "local", **entry)
    for run, curves in local.items():
        for one, other in zip(curves, remote[run], strict=True):
            assert one["best"].tolist() == other["best"].tolist()
