"""Adaptation: the Gaussian process of the paper, the trials that it chooses, and `ramify adapt`."""

import json
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.analysis.adaptation import Adaptation, adapt, try_elite
from ramify.cli import adapt as command
from ramify.cli import main as program
from ramify.cli.adapt import adapt_robot
from ramify.cli.commands import Adapt
from ramify.core import Query
from ramify.elites.table import EliteTable
from ramify.robots.hopper import Hopper
from ramify.run.folder import RunError
from ramify.view.adaptation import draw_maps

DAMAGE = ("leg:weak=0.3", "floor:slope=5")


def elites_of(k, count=300, seed=0):
    """Elites spread over [0, 1]^k, best in the middle."""
    x = np.random.default_rng(seed).random((count, k)).astype(np.float32)
    objective = 100.0 - 100.0 * np.linalg.norm(x - 0.5, axis=1)
    cells = np.arange(count, dtype=np.int32)
    names = tuple(f"m{i}" for i in range(k))
    ends = (0.0,) * k, (1.0,) * k, (count,) * k
    return EliteTable(x, objective.astype(np.float32), x, cells, *ends, names)


def damaged(elite):
    """The more a gait uses the first foot, the more it loses."""
    return float(elite.objective[0] * (1.0 - elite.measures[0, 0]) ** 2)


@pytest.mark.parametrize("k", [1, 2, 4])
def test_the_predictions_are_the_papers_formulas(k):
    elites = elites_of(k)
    adaptation = Adaptation(elites, zero=0.0)
    prior = elites.objective.astype(float) / elites.objective.max()
    unit = np.diff(np.quantile(elites.measures.astype(float), (0.1, 0.9), axis=0), axis=0)[0]
    places = elites.measures / unit

    def covariance(a, b):
        d = np.linalg.norm(a[:, None] - b[None], axis=-1) / 0.4
        return (1 + 5**0.5 * d + 5 / 3 * d**2) * np.exp(-(5**0.5) * d)

    rows, performance = [], []
    for _ in range(6):
        tried = places[rows].reshape(-1, k)
        inverse = np.linalg.inv(covariance(tried, tried) + 0.001 * np.eye(len(rows)))
        to = covariance(places, tried)
        mean = prior + to @ inverse @ (np.array(performance) - prior[rows])
        variance = 1.0 - np.einsum("ei,ij,ej->e", to, inverse, to)
        found, deviation = adaptation.predicted
        scale = float(elites.objective.max())
        np.testing.assert_allclose(found, scale * mean, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(deviation, scale * np.sqrt(variance), rtol=1e-4, atol=1e-4)
        done = bool(rows) and max(performance) >= 0.9 * mean.max()
        assert adaptation.done == done
        chosen = int(np.argmax(mean + 0.05 * np.sqrt(variance)))
        elite = adaptation.ask()
        assert elite.cell.tolist() == [chosen]
        rows.append(chosen)
        performance.append(damaged(elite) / scale)
        adaptation.tell(damaged(elite))


def test_the_first_trial_is_the_best_elite_and_the_last_one_works():
    elites = elites_of(2)
    adaptation = adapt(elites, damaged)
    first, best = adaptation.trials[0], adaptation.best
    assert elites.objective[first.row] == elites.objective.max() == pytest.approx(first.predicted)
    assert adaptation.done and len(adaptation.trials) <= 10
    possible = max(damaged(elites[row]) for row in range(len(elites)))
    assert best.objective[0] >= 0.85 * possible
    assert best.objective[0] > 1.5 * first.objective


def test_the_prior_makes_fewer_trials():
    elites = elites_of(2)
    unknown = replace(elites, objective=np.full(len(elites), 50.0, np.float32))
    possible = max(damaged(elites[row]) for row in range(len(elites)))

    def trials(table):
        adaptation = Adaptation(table, zero=0.0)
        for count in range(1, 100):
            found = damaged(elites[adaptation.ask().cell[0]])
            if found > 0.9 * possible:
                return count
            adaptation.tell(found)

    assert trials(elites) < trials(unknown)


def test_an_elite_that_still_works_needs_one_trial():
    elites = elites_of(3)
    adaptation = adapt(elites, lambda elite: float(elite.objective[0]))
    assert len(adaptation.trials) == 1 and adaptation.best.cell == elites.best().cell


def test_the_stop_rule_counts_from_the_worst_elite_or_from_zero():
    elites = elites_of(2)
    shifted = replace(elites, objective=elites.objective - 1000.0)
    one, other = (
        adapt(table, lambda elite, by=by: damaged(elites[elite.cell]) - by)
        for table, by in ((elites, 0.0), (shifted, 1000.0))
    )
    assert [t.row for t in one.trials] == [t.row for t in other.trials]
    assert len(adapt(elites, damaged, zero=-1e5).trials) == 1  # all are alike from so far away


def test_a_failed_trial_counts_as_the_worst_elite():
    elites = elites_of(2)
    failed, worst = Adaptation(elites), Adaptation(elites)
    failed.tell(-np.inf)
    worst.tell(float(elites.objective.min()))
    np.testing.assert_array_equal(failed.predicted.mean, worst.predicted.mean)
    assert failed.trials[0].objective == -np.inf and not failed.done


def test_where_every_elite_is_worse_than_the_worst_was_it_ends_as_well():
    elites = elites_of(2)
    adaptation = Adaptation(elites)
    while not adaptation.done and len(adaptation.trials) < 1000:
        elite = adaptation.ask()
        adaptation.tell(float(elite.objective[0]) - 500.0)
    assert adaptation.done
    assert adaptation.best.objective[0] < elites.objective.min()


def test_equal_elites_and_a_single_one():
    elites = elites_of(2, 20)
    equal = replace(elites, objective=np.full(20, -3.0, np.float32))
    assert len(adapt(equal, lambda elite: -3.0).trials) == 1
    assert adapt(equal[:1], lambda elite: -9.0, trials=3).best.objective == -9.0


def test_it_stops_at_the_largest_number_of_trials():
    adaptation = adapt(elites_of(2), lambda elite: -100.0 * len(elite.names), trials=4)
    assert len(adaptation.trials) == 4 and not adaptation.done
    assert adaptation.tried.objective.tolist() == [-200.0] * 4


def test_a_task_that_is_no_robot_is_adapted_to_as_well():
    """An arm with a stuck shoulder: another function of the same solutions."""

    arm = ramify.tasks.arm(6)
    task = ramify.Function(lambda x: arm.function(x.at[0].set(0.0)), names=arm.measures)
    x = np.random.default_rng(0).uniform(-1.0, 1.0, (400, 6)).astype(np.float32)
    found = arm.evaluate(Query(jnp.asarray(x), offered=len(x)), jax.random.key(0))
    cells = np.arange(len(x), dtype=np.int32)
    ends = (-6.0, -6.0), (6.0, 6.0), (20, 20)
    elites = EliteTable(
        x, np.asarray(found.objective), np.asarray(found.measures), cells, *ends, arm.measures
    )
    adaptation = adapt(elites, task, trials=5)
    for trial in adaptation.trials:
        query = Query(jnp.asarray(x[trial.row][None]), offered=1)
        wanted = float(task.evaluate(query, jax.random.key(0)).objective[0])
        assert trial.objective == pytest.approx(wanted, rel=1e-6)


def test_saved_and_loaded_it_continues_with_the_same_bits(tmp_path):
    elites = elites_of(3)
    straight, stopped = Adaptation(elites, kappa=0.2), Adaptation(elites, kappa=0.2)
    for _ in range(7):
        straight.tell(damaged(straight.ask()))
        stopped.tell(damaged(stopped.ask()))
        stopped.save(tmp_path / "trials.npz")
        stopped = Adaptation.load(tmp_path / "trials.npz", elites)
    assert straight.trials == stopped.trials
    for one, other in zip(straight.predicted, stopped.predicted, strict=True):
        assert one.tobytes() == other.tobytes()


def test_a_file_of_another_archive_or_with_changed_trials_is_refused(tmp_path):
    elites, path = elites_of(2), tmp_path / "trials.npz"
    adaptation = Adaptation(elites)
    adaptation.tell(3.0)
    adaptation.save(path)
    with pytest.raises(
        RunError, match="holds trials of another archive: give the elites of the run"
    ):
        Adaptation.load(path, elites_of(2, seed=1))
    with pytest.raises(RunError, match=r"There is no .*none.npz: give a file that"):
        Adaptation.load(tmp_path / "none.npz", elites)
    with np.load(path) as file:
        members = dict(file)
    for change in (
        {"row": np.array([5])},
        {"objective": np.array([np.nan])},
        {"row": np.array([999])},
    ):
        np.savez(path, **(members | change))
        with pytest.raises(RunError, match=r"is damaged \(.*start the adaptation again in a new"):
            Adaptation.load(path, elites)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda e: adapt(e, damaged, 0), "trials is 0: give a whole number of at least 1"),
        (lambda e: adapt(e[:0], damaged), "The archive is empty: adaptation needs at least one"),
        (lambda e: Adaptation(e, zero=1e6), "zero is 1e.06, and the best elite's objective is"),
        (lambda e: Adaptation(e, kappa=-1.0), "kappa is -1.0: give a finite number of at least 0"),
        (lambda e: Adaptation(e, enough=2.0), "enough is 2.0: give a finite number"),
        (lambda e: Adaptation(e).tell(np.nan), "objective is nan: give a finite number"),
        (lambda e: Adaptation(e).best, "There was no trial yet: tell the objective of one first"),
        (
            lambda e: adapt(e, ramify.tasks.sphere(2)),
            "The task has the measures .*give the task that",
        ),
    ],
)
def test_mistakes_are_explained(call, said):
    with pytest.raises(ValueError, match=said):
        call(elites_of(2))


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_the_maps_show_every_trial(k):
    elites = elites_of(k, 50)
    shape = (10,) * k
    index = (elites.measures * 10).astype(int).clip(0, 9)
    elites = replace(elites, shape=shape, cell=np.ravel_multi_index(tuple(index.T), shape))
    adaptation = adapt(elites, lambda elite: -1.0, trials=3)
    rows = [trial.row for trial in adaptation.trials]
    figure = draw_maps(elites, adaptation.map(), np.array(rows), rows[0])
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    panels = 2 * (3 if k == 3 else 1)
    assert sorted(texts) == sorted(["1", "2", "3"][: len(set(rows))] * panels)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "hopper"
    recipe = ramify.recipes.map_elites(
        task="hopper", hidden=(4,), steps=40, grid=20, batch=10, slots=8, threads=1
    )
    return ramify.train(recipe, evaluations=60, out=folder, show=False)


def test_a_command_tries_prints_draws_and_films(run, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(Adaptation, "done", False)
    folder = adapt_robot(run, DAMAGE, 4, 3, tmp_path / "out")
    printed = capsys.readouterr().out
    adaptation = Adaptation.load(folder / "trials.npz", run.archive)
    task = command.task_of_run(run).with_damage(DAMAGE)
    assert task.sim.robot == Hopper(max_steps=40, damage=DAMAGE)
    assert len(adaptation.trials) == 4
    for count, trial in enumerate(adaptation.trials):
        objective, fields = try_elite(task, run.archive[trial.row], 3, count)
        assert trial.objective == objective
        again = task.replay(run.archive[trial.row].solution, fields["seed"][None])
        assert float(again.objective[0]) == trial.objective
        assert f"{trial.predicted:9.1f}  {trial.objective:8.1f}" in printed
    found, first = adaptation.best, adaptation.trials[0]
    assert f"Its return on the damaged robot: {found.objective[0]:.1f}." in printed
    assert f"{first.objective:.1f} on the damaged robot" in printed
    assert (folder / "maps.png").stat().st_size > 10_000
    about = json.loads((folder / "adaptation.json").read_text())
    assert about["damage"] == list(DAMAGE) and about["seed"] == 3 and about["versions"]["mujoco"]
    if command_films():
        assert (folder / "adaptation.mp4").stat().st_size > 10_000


def command_films():
    from ramify.view.film import available

    return available() is None


def test_the_folder_is_named_after_the_damage(run, monkeypatch):
    monkeypatch.setattr(command, "_show", lambda *given: [])
    named = [adapt_robot(run, damage, 1, seed, None) for damage, seed in ((DAMAGE, 0), (DAMAGE, 2))]
    assert [folder.relative_to(run.path).as_posix() for folder in named] == [
        "adaptations/leg-weak-0.3+floor-slope-5",
        "adaptations/leg-weak-0.3+floor-slope-5-seed-2",
    ]


def test_killed_and_started_again_it_ends_as_if_it_had_not_been(run, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_show", lambda *given: [])
    monkeypatch.setattr(Adaptation, "done", False)
    straight = adapt_robot(run, ("leg:dead",), 8, 0, tmp_path / "straight")
    program = "import ramify.analysis.adaptation as a; a.Adaptation.done = False\n"
    program += "from ramify.__main__ import main; main()"
    flags = ["--damage", "leg:dead", "--trials", "8", "--out", str(tmp_path / "killed")]
    arguments = [sys.executable, "-u", "-c", program, "adapt", str(run.path), *flags]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line.split()[0] == "3":
                process.send_signal(signal.SIGKILL)
                break
    killed = tmp_path / "killed"
    assert 3 <= len(Adaptation.load(killed / "trials.npz", run.archive).trials) < 8
    adapt_robot(run, ("leg:dead",), 8, 0, killed)
    assert (killed / "trials.npz").read_bytes() == (straight / "trials.npz").read_bytes()


def test_a_folder_with_something_else_is_refused(run, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_show", lambda *given: [])
    out = tmp_path / "out"
    adapt_robot(run, ("leg:dead",), 1, 0, out)
    with pytest.raises(
        RunError, match=r"to another damage \(leg:dead, not leg:jammed\): choose an"
    ):
        adapt_robot(run, ("leg:jammed",), 1, 0, out)
    with pytest.raises(RunError, match=r"to another seed \(0, not 1\): choose another folder with"):
        adapt_robot(run, ("leg:dead",), 1, 1, out)
    about = out / "adaptation.json"
    about.write_text(about.read_text().replace("leg:dead", "leg:jammed"))
    with pytest.raises(RunError, match="was changed after ramify wrote it: remove the folder, or"):
        adapt_robot(run, ("leg:jammed",), 1, 0, out)
    about.write_text("{")
    with pytest.raises(
        RunError, match=r"is damaged .*remove the folder, or choose another with --out"
    ):
        adapt_robot(run, ("leg:dead",), 1, 0, out)
    about.unlink()
    with pytest.raises(
        RunError, match=r"is not empty and holds no adaptation.json: choose another"
    ):
        adapt_robot(run, ("leg:dead",), 1, 0, out)


def test_a_run_without_a_robot_and_a_missing_damage_are_refused(run, tmp_path):
    with pytest.raises(
        ValueError,
        match=r"--damage is missing: give one or more, such as foot:missing. `ramify list",
    ):
        adapt_robot(run, (), 5, 0, None)
    with pytest.raises(
        ValueError, match=r"the hopper has no 'wing'. Choose one of foot, thigh, leg"
    ):
        adapt_robot(run, ("wing:dead",), 5, 0, None)
    recipe = ramify.recipes.cma_mega(dim=4, grid=5)
    arm = ramify.train(recipe, evaluations=200, out=tmp_path / "arm", show=False)
    with pytest.raises(
        ValueError, match=r"no robot to damage: its task is a .*ramify.adapt takes any"
    ):
        adapt_robot(arm, ("leg:dead",), 5, 0, None)
    with pytest.raises(ValueError, match="trials is 0: give a whole number from 1"):
        Adapt(run.path, damage=("leg:dead",), trials=0)


def test_what_the_page_of_the_docs_shows_works(run, tmp_path, monkeypatch):
    text = (Path(__file__).parent.parent / "docs/adaptation.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 3
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ramify, "load", lambda path: run, raising=False)
    names = {"try_on_my_robot": lambda elite: 0.5 * float(elite.objective[0])}
    for block in blocks:
        exec(block, names)
    assert names["other"].sim.robot.damage == ("floor:slippery=0.1", "torso:payload=1")
    assert len(names["adaptation"].trials) == len(names["adaptation"].tried) > 0


def test_damages_are_given_together_or_each_after_its_own_flag(monkeypatch):
    flags = ["--damage", "leg:dead", "foot:dead", "--damage", "floor:slope=5"]
    monkeypatch.setattr(sys, "argv", ["ramify", "adapt", "RUN", *flags])
    found = []
    monkeypatch.setattr(command, "adapt_robot", lambda run, damage, *rest: found.append(damage))
    monkeypatch.setattr(Adapt, "load", lambda self: None)
    program._parse()()
    assert found == [("leg:dead", "foot:dead", "floor:slope=5")]
