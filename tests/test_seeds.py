"""Several seeds: side by side, in turn, killed and resumed; and how they are compared."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest

import ramify
from ramify.analysis.compare import compared, interquartile_mean
from ramify.cli.main import main
from ramify.cli.seeds import is_complete
from ramify.run.folder import RunError

RECIPE = ramify.recipes.omg_mega(dim=10, grid=10, batch=8, seed=3)
WORDS = ["train", "omg-mega", "--dim", "10", "--grid", "10", "--batch", "8", "--seed", "3"]


@pytest.fixture(scope="module")
def in_turn(tmp_path_factory):
    out = tmp_path_factory.mktemp("seeds") / "turn"
    return ramify.train_seeds(RECIPE, seeds=3, evaluations=180, out=out)


def call(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["ramify", *map(str, words)])
    main()


def assert_same(one, other):
    """The same elites and the same metrics, except for the time."""
    np.testing.assert_array_equal(one.archive.cell, other.archive.cell)
    np.testing.assert_array_equal(one.archive.solution, other.archive.solution)
    assert one.metrics.keys() == other.metrics.keys()
    for name in one.metrics.keys() - {"seconds"}:
        np.testing.assert_array_equal(one.metrics[name], other.metrics[name], err_msg=name)


def test_each_seed_is_a_run_of_its_own(in_turn, tmp_path):
    assert [run.path.name for run in in_turn] == ["seed-3", "seed-4", "seed-5"]
    alone = ramify.recipes.omg_mega(dim=10, grid=10, batch=8, seed=4)
    assert_same(in_turn[1], ramify.train(alone, evaluations=180, out=tmp_path / "alone"))
    assert not np.array_equal(in_turn[0].archive.cell, in_turn[1].archive.cell)
    assert all(is_complete(run.path, 180) for run in in_turn)
    assert not is_complete(in_turn[0].path, 200)


@pytest.mark.long
def test_the_command_runs_seeds_side_by_side_to_the_same_bits(
    in_turn, tmp_path, monkeypatch, capsys
):
    out = tmp_path / "side"
    call(monkeypatch, *WORDS, "--seeds", 3, "--evaluations", 180, "--out", out)
    said = capsys.readouterr().out
    assert "3 of 3 seeds complete" in said and "Interquartile mean" in said
    assert f"ramify compare {out}" in said and (out / "comparison/qd_score.png").exists()
    for run in in_turn:
        assert_same(run, ramify.load(out / run.path.name))
    call(monkeypatch, "resume", out, "--evaluations", 360)
    assert all(is_complete(path, 360) for path in out.glob("seed-*"))
    call(monkeypatch, "list", tmp_path)
    assert "side/seed-5" in capsys.readouterr().out
    call(monkeypatch, "compare", out, tmp_path / "side", "--out", tmp_path / "comparison")
    assert len(pd.read_csv(tmp_path / "comparison/comparison.csv")) > 0


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_command_leaves_no_process_and_is_resumed_to_the_same_bits(
    number, tmp_path, monkeypatch
):
    words = ["--seeds", "2", "--evaluations", "200000", "--out"]
    command = [sys.executable, "-m", "ramify", *WORDS, *words]
    straight, killed = tmp_path / "straight", tmp_path / "killed"
    subprocess.run([*command, straight], check=True, capture_output=True)
    process = subprocess.Popen([*command, killed, "--save-every", "0"], stdout=subprocess.DEVNULL)
    while not (killed / "seed-3/archive.npz").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait() == (143 if number == signal.SIGTERM else -9)
    assert not is_complete(killed / "seed-3", 200000)
    for _ in range(600):  # they end after their iteration
        if not children_of(killed):
            break
        time.sleep(0.1)
    assert not children_of(killed)
    call(monkeypatch, "resume", killed)
    for name in ("seed-3", "seed-4"):
        assert_same(ramify.load(straight / name), ramify.load(killed / name))


def children_of(folder):
    """Processes with this folder in their command line."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                found += [pid] if str(folder).encode() in file.read() else []
        except OSError:
            continue
    return found


def test_a_folder_in_use_and_a_film_are_refused(in_turn, tmp_path, monkeypatch, capsys):
    with pytest.raises(RunError, match="not an empty folder"):
        ramify.train_seeds(RECIPE, seeds=2, evaluations=90, out=in_turn[0].path.parent)
    with pytest.raises(ValueError, match="seeds"):
        ramify.train_seeds(RECIPE, seeds=0, evaluations=90, out=tmp_path / "none")
    with pytest.raises(SystemExit):
        call(monkeypatch, *WORDS, "--seeds", 2, "--film", "--out", tmp_path / "film")
    assert "--film, --view and --profile are for a single run" in capsys.readouterr().err
    assert not (tmp_path / "film").exists()


def test_the_interquartile_mean_leaves_out_a_quarter_at_each_end():
    values = np.array([-1e9, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1e9])
    mean, low, high = interquartile_mean(values)
    assert mean == np.mean([2.0, 3.0, 4.0, 5.0]) and low < mean < high
    assert interquartile_mean(values[1:3])[0] == 1.5
    assert np.isnan(interquartile_mean(values[1:3])[1:]).all()
    assert np.isnan(interquartile_mean(np.array([1.0, 2.0, -np.inf]))).all()


def test_the_bootstrap_interval_covers_the_true_mean_in_about_95_of_100():
    rng, covered = np.random.default_rng(0), 0
    for _ in range(200):
        _, low, high = interquartile_mean(rng.normal(7.0, 1.0, 20))
        covered += low < 7.0 < high
    assert 0.85 < covered / 200 < 0.99


def test_compared_has_the_interquartile_mean(in_turn):
    table = compared(in_turn)
    row = table[table["metric"] == "coverage"].iloc[0]
    ends = [run.metrics["coverage"][-1] for run in in_turn]
    assert row["iqm"] == pytest.approx(np.mean(ends)) and row["iqm_low"] >= min(ends) - 1e-9
