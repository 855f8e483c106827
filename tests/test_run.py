"""Runs: saved, killed, resumed, refused."""

import dataclasses
import gc
import json
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from folders import edit, edit_settings

import ramify
from ramify.analysis.compare import grouped
from ramify.run.checkpoint import open_elites
from ramify.run.folder import RunError, claim_numbered, locked
from ramify.sims.workers import Worker
from ramify.system import interrupts
from ramify.system.interrupts import Terminated

GAIT = ramify.recipes.cma_mega_es(controller="gait", batch=6, samples=4, slots=6, grid=5, steps=60)
SPHERE = ramify.recipes.cma_mega(dim=10, grid=20)


def same(a: ramify.Run, b: ramify.Run) -> None:
    """Bit for bit, but for the clock."""
    for name in ("solution", "objective", "measures", "cell"):
        assert getattr(a.archive, name).tobytes() == getattr(b.archive, name).tobytes()
    assert a.archive.fields.keys() == b.archive.fields.keys()
    for name, values in a.archive.fields.items():
        assert values.tobytes() == b.archive.fields[name].tobytes()
    assert a.metrics.keys() == b.metrics.keys()
    for name in a.metrics.keys() - {"seconds"}:
        assert a.metrics[name].tobytes() == b.metrics[name].tobytes()


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    """11 evaluations an iteration, 12 iterations, undisturbed."""
    return ramify.train(GAIT, evaluations=132, out=tmp_path_factory.mktemp("runs") / "straight")


def test_folder_holds_what_it_should(straight):
    assert {p.name for p in straight.path.iterdir()} >= {"run.json", "archive.npz", "metrics.csv"}
    config = json.loads((straight.path / "run.json").read_text())
    assert config["recipe"] == "cma-mega-es"
    assert config["versions"].keys() >= {"ramify", "jax", "mujoco"}
    rows = straight.metrics
    assert rows["evaluations"].tolist() == [11 * (i + 1) for i in range(12)]
    assert (np.diff(rows["control_steps"]) > 0).all()
    assert (np.diff(rows["seconds"]) >= 0).all()
    assert rows["elites"][-1] == len(straight.archive)
    assert rows["best"][-1] == straight.archive.objective.max()
    with np.load(straight.path / "archive.npz", allow_pickle=False) as file:
        assert all(file[name].dtype != object for name in file.files)


def test_elites_walk_again_exactly(straight):
    task = GAIT.build().task
    elites = straight.archive
    walks = task.replay(elites.solution, elites.fields["seed"])
    assert (walks.objective == elites.objective).all()
    assert (walks.measures == elites.measures).all()


def test_table(straight):
    table = straight.archive.to_pandas()
    assert list(table.columns[:3]) == ["index", "objective", "front-left"]
    assert table.shape == (
        len(straight.archive),
        2 + 4 + 4 + 24,
    )  # seed_0, seed_1, steps, steadiness
    best = straight.archive.best()
    assert best.objective[0] == table["objective"].max()
    assert len(straight.archive.sample(3)) == 3
    diverse = straight.archive.diverse(3, quantile=0.0)
    assert diverse.objective[0] == best.objective[0]
    assert len(np.unique(diverse.cell)) == 3


BULLET = dataclasses.replace(GAIT, task="hopper", sim="bullet", slots=32, threads=2, steps=30)


@pytest.mark.long
def test_workers_killed_in_a_run_cost_it_nothing(tmp_path):
    calm = ramify.train(BULLET, evaluations=44, out=tmp_path / "calm")
    assert calm.archive.simulator == f"pybullet {version('pybullet')}"
    killed = []

    def kill(progress):
        for worker in gc.get_objects():
            if isinstance(worker, Worker) and worker.pid not in (None, *killed):
                killed.append(worker.pid)
                with suppress(ProcessLookupError):  # another test's
                    os.kill(worker.pid, signal.SIGKILL)

    same(calm, ramify.train(BULLET, evaluations=44, out=tmp_path / "shaken", show=kill))
    assert len(killed) >= 4
    task, elites = BULLET.problem(), calm.archive
    walks = task.replay(elites.solution, elites.fields["seed"])
    assert (walks.objective == elites.objective).all()
    assert (walks.measures == elites.measures).all()


@pytest.mark.long
def test_no_archive_holds_scores_of_two_simulators(tmp_path):
    run = ramify.train(BULLET, evaluations=11, out=tmp_path / "run")
    elsewhere = dataclasses.replace(BULLET, sim="mujoco")
    with pytest.raises(RunError, match=r"come from pybullet .* from mujoco .*cannot be compared"):
        ramify.resume(run.path, recipe=elsewhere, evaluations=22)
    edit(run.path, versions=run.config.versions | {"pybullet": "2.0"})
    with pytest.raises(RunError, match=r"come from pybullet 2\.0"):
        ramify.resume(run.path, evaluations=22)
    with pytest.raises(
        ValueError, match=r"from pybullet 2\.0 and from pybullet 3.*cannot be compared"
    ):
        grouped([ramify.load(run.path), run])


def test_a_run_is_resumed_with_its_own_recipe_only(tmp_path):
    run = ramify.train(SPHERE, evaluations=36 * 2, out=tmp_path / "run")
    for other, message in (
        (dataclasses.replace(SPHERE, sigma_g=3.0), r"sigma_g=3.0 \(the run's: None\)"),
        (dataclasses.replace(SPHERE, grid=30), r"grid=30 \(the run's: 20\)"),
        (ramify.recipes.omg_mega(dim=10, grid=20), r"recipe='omg-mega' \(the run's: 'cma-mega'\)"),
    ):
        with pytest.raises(RunError, match=message):
            ramify.resume(run.path, recipe=other, evaluations=36 * 4)
    with pytest.raises(ValueError, match="evaluations is 0"):
        ramify.resume(run.path, evaluations=0)
    with pytest.raises(ValueError, match="has done 72 already: give at least 72"):
        ramify.resume(run.path, evaluations=71)
    assert ramify.load(run.path).config.evaluations == 72
    larger = dataclasses.replace(SPHERE, grid=30).build()
    with pytest.raises(RunError, match=r"shape \(20, 20\), and qd's archive has .*\(30, 30\)"):
        ramify.restore(str(run.path), larger.qd, larger.qd.shape(10))
    other = ramify.train(
        dataclasses.replace(SPHERE, grid=30), evaluations=36, out=tmp_path / "other"
    )
    with pytest.raises(ValueError, match=r"archives .*cannot be compared"):
        grouped([run, other])


def test_resumed_jax_run_equals_a_straight_one(tmp_path):
    a = ramify.train(SPHERE, evaluations=36 * 200, out=tmp_path / "a")
    ramify.train(SPHERE, evaluations=36 * 150, out=tmp_path / "b")  # in chunks of 100 iterations
    same(a, ramify.resume(tmp_path / "b", evaluations=36 * 200))
    assert a.metrics["norm_qd_score"][-1] > 70


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_python_drops_ends_the_run_all_the_same(tmp_path):
    """Raised in a callback of the garbage collector, as happens."""

    def interrupt(phase, info):
        gc.callbacks.remove(interrupt)
        signal.raise_signal(signal.SIGINT)

    def show(progress):
        gc.callbacks.append(interrupt)
        gc.collect()

    with pytest.raises(KeyboardInterrupt, match=r"Stopped.* saved up to iteration 100 of 300"):
        ramify.train(SPHERE, evaluations=36 * 300, out=tmp_path / "run", show=show, save_every=999)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert len(ramify.load(tmp_path / "run").metrics["iteration"]) == 100


def test_a_second_interrupt_ends_the_run_at_once(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(interrupts, "TOGETHER", 0.0)

    def show(progress):
        signal.raise_signal(signal.SIGINT)
        assert "will be saved; a second signal stops at once" in capfd.readouterr().err
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("never reached")

    with pytest.raises(KeyboardInterrupt, match="saved up to iteration 0 of 300"):
        ramify.train(SPHERE, evaluations=36 * 300, out=tmp_path / "run", show=show, save_every=999)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_clusters_and_closed_terminals_send_loses_nothing(tmp_path, number):
    """The command in the message is one for a shell."""
    folder = tmp_path / "a run"
    with pytest.raises(
        Terminated, match=r"iteration 100 of 300: `ramify resume '.*a run'`"
    ) as raised:
        ramify.train(
            SPHERE,
            evaluations=36 * 300,
            out=folder,
            show=lambda progress: signal.raise_signal(number),
            save_every=999,
        )
    assert raised.value.code == 128 + number
    assert signal.getsignal(number) is signal.SIG_DFL
    assert len(ramify.load(folder).metrics["iteration"]) == 100
    with pytest.raises(Terminated, match="it is complete"):
        ramify.resume(folder, evaluations=3636, show=lambda _: signal.raise_signal(number))
    assert len(ramify.load(folder).metrics["iteration"]) == 101


def test_a_callback_that_raises_costs_no_iteration(tmp_path):
    def show(progress):
        raise OSError("the pipe is gone")

    with pytest.raises(OSError, match="the pipe is gone"):
        ramify.train(SPHERE, evaluations=36 * 300, out=tmp_path / "run", show=show, save_every=999)
    assert open_elites(tmp_path / "run")[1] == 100


def test_runs_that_begin_at_once_get_folders_of_their_own(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(claim_numbered, [tmp_path / "runs" / "ant"] * 24))
    assert sorted(folders) == sorted(tmp_path / "runs" / f"ant-{1 + i}" for i in range(24))
    (tmp_path / "runs" / "ant-25").write_text("a file")
    run = ramify.train(SPHERE, evaluations=36, out=tmp_path / "runs" / "ant", numbered=True)
    assert run.path == tmp_path / "runs" / "ant-26"
    with pytest.raises(ValueError, match="evaluations is 0"):
        ramify.train(SPHERE, evaluations=0, out=tmp_path / "runs" / "none", numbered=True)
    assert not list((tmp_path / "runs").glob("none*"))


@pytest.mark.long
def test_half_written_row_and_rows_beyond_the_checkpoint_are_dropped(straight, tmp_path):
    folder = tmp_path / "copy"
    ramify.train(GAIT, evaluations=66, out=folder)
    with open(folder / "metrics.csv", "a") as file:
        file.write("7,77,1,1,1,1,1,1,1,1\n8,88,1")
    same(straight, ramify.resume(folder, evaluations=132))


def test_a_run_from_before_there_was_a_setting_resumes_with_its_default(straight, tmp_path):
    folder = tmp_path / "old"
    ramify.train(GAIT, evaluations=66, out=folder)
    edit_settings(folder, without=("tournament",))
    same(straight, ramify.resume(folder, evaluations=132))


def test_a_finished_run_resumes_to_itself(straight, tmp_path):
    folder = tmp_path / "again"
    shutil.copytree(straight.path, folder)
    same(straight, ramify.resume(folder))


def test_refusals(straight, tmp_path):
    with pytest.raises(RunError, match="no folder"):
        ramify.load(tmp_path / "nothing")
    with pytest.raises(RunError, match="not a run"):
        ramify.load(tmp_path)
    with pytest.raises(RunError, match="holds a run"):
        ramify.train(GAIT, evaluations=11, out=straight.path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").write_text("precious")
    with pytest.raises(RunError, match="not an empty folder"):
        ramify.train(GAIT, evaluations=11, out=tmp_path / "full")
    with pytest.raises(ValueError, match="evaluations is 0"):
        ramify.train(GAIT, evaluations=0, out=tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda f: (f / "run.json").write_text("{"), "cut short"),
        (lambda f: (f / "run.json").write_text("{}"), "not written by ramify"),
        (lambda f: edit(f, format=99), "format 99"),
        (lambda f: edit(f, recipe="witchcraft"), "witchcraft"),
        (lambda f: edit_settings(f, wings=2), "does not know the run's settings wings"),
        (lambda f: cut(f / "archive.npz"), "cut short"),
        (lambda f: (f / "archive.npz").write_bytes(b"not a zip"), "cut short"),
        (lambda f: (f / "metrics.csv").write_text(""), "metrics.csv has 0 rows"),
        (lambda f: edit_settings(f, samples=8), "another run"),
    ],
)
def test_damaged_or_foreign_folders_are_refused_and_left_alone(straight, tmp_path, damage, message):
    folder = tmp_path / "damaged"
    shutil.copytree(straight.path, folder)
    damage(folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(RunError, match=message):
        ramify.resume(folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_pickle_is_never_loaded(straight, tmp_path):
    folder = tmp_path / "pickle"
    shutil.copytree(straight.path, folder)
    np.savez(folder / "archive.npz", meta=np.array([{"format": 1}], dtype=object))
    with pytest.raises(RunError, match="cut short or not ramify's"):
        ramify.resume(folder)


def test_a_run_in_use_is_refused(straight, tmp_path):
    folder = tmp_path / "busy"
    shutil.copytree(straight.path, folder)
    with locked(folder), pytest.raises(RunError, match="Another process writes"):
        ramify.resume(folder, evaluations=143)


@pytest.mark.long
def test_a_full_disk_loses_nothing(straight, tmp_path, monkeypatch):
    folder = tmp_path / "full"
    ramify.train(GAIT, evaluations=66, out=folder)
    saved = (folder / "archive.npz").read_bytes()

    def full(file, **members):
        file.write(b"some of it")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(np, "savez", full)
        with pytest.raises(RunError, match="disk is full"):
            ramify.resume(folder, evaluations=132)
    assert (folder / "archive.npz").read_bytes() == saved
    assert not list(Path(folder).glob(".ramify-*"))
    same(straight, ramify.resume(folder, evaluations=132))


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
