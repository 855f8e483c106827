"""Pre-training and runs that start from it, through their files."""

import dataclasses
import json
import shutil
import signal
from io import BytesIO
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.core import Query
from ramify.recipes import pretrain, pretrain_loop
from ramify.recipes.pretrain import EPISODES, PretrainTD3
from ramify.recipes.pretrain_files import (
    CRITICS,
    best_actor,
    load_critics,
    read_meta,
)
from ramify.recipes.pretrain_loop import read_checkpoint
from ramify.run.config import Spent
from ramify.run.folder import CHECKPOINT, RunError
from ramify.system.interrupts import Terminated

SMALL = dict(hidden=(4,), units=(8,), buffer=2500)
RUN = ramify.recipes.cma_mega_td3(
    batch=3, states=16, updates=1, slots=4, grid=5, steps=200, pretrain=0, **SMALL
)


@pytest.fixture(scope="module")
def pretrained(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("critics") / "ant"
    PretrainTD3(episodes=3, together=2, random=1, updates=1, measure_updates=1, **SMALL)(out)
    return out


@pytest.mark.long
def test_a_run_starts_from_what_was_pretrained(pretrained):
    recipe = dataclasses.replace(RUN, critics=str(pretrained))
    experiment = recipe.build()
    fresh = experiment.qd.init(
        experiment.theta, key=jax.random.key(0), fields=experiment.task.fields
    )
    assert experiment.prepare is not None
    state = experiment.prepare(fresh)
    assert jax.tree.structure(state) == jax.tree.structure(fresh)
    learnt = state.emitter.search.gradient
    meta = read_meta(pretrained)
    judged = 3 * EPISODES + 12  # whole episodes, that choose the actor and show what was learnt
    assert 0 < int(learnt.replay.filled) == meta.steps - judged * 1000
    for name, rows in {"start": (), "actors": (5,), "best": (), "climbed": (5,)}.items():
        assert np.array(getattr(meta, name)).shape == (*rows, 5)
    assert [int(c) for c in learnt.agents.critic_adam[0].count] == [4, 2, 2, 2, 2]
    best = best_actor(pretrained, experiment.task)
    np.testing.assert_array_equal(state.emitter.query.x[-1], best)  # theta, among its branches
    rows = experiment.qd.emitter.gradient.jacobian(learnt, Query(jnp.asarray(best)[None], 1), None)
    lengths = np.array([[2.0], [1.0], [1.0], [1.0], [1.0]])  # the objective's scale is 2
    unit = np.asarray(rows) / np.linalg.norm(rows, axis=1, keepdims=True)
    np.testing.assert_allclose(state.emitter.jacobian, lengths * unit, rtol=1e-2, atol=1e-4)
    assert all(np.array_equal(actor, best) for actor in learnt.agents.actor[1:])


@pytest.mark.long
def test_a_run_takes_the_objectives_critic_alone_of_what_was_pretrained(pretrained):
    recipe = ramify.recipes.cma_mega_td3_es(
        critics=str(pretrained), start="random", batch=4, **SMALL
    )
    experiment = recipe.build()
    fresh = experiment.qd.init(
        experiment.theta, key=jax.random.key(0), fields=experiment.task.fields
    )
    state = experiment.prepare(fresh)
    objective = state.emitter.search.gradient.objective
    task = RUN.problem()
    actors = load_critics(pretrained, RUN.source(task), task, 0).agents.actor
    np.testing.assert_array_equal(objective.agents.actor, actors[:1])
    np.testing.assert_array_equal(state.emitter.query.x[0], experiment.theta)


@pytest.mark.long
def test_an_evolution_strategy_starts_at_the_best_of_what_went_before(pretrained, tmp_path):
    recipe = ramify.recipes.cma_mega_es(batch=4, samples=2, hidden=(4,), slots=4, steps=200)
    at_actor = dataclasses.replace(recipe, start=str(pretrained))
    run = ramify.train(at_actor, evaluations=7, out=tmp_path / "first")
    experiment = at_actor.build()
    first = experiment.prepare(experiment.qd.init(experiment.theta, key=jax.random.key(0)))
    actor = best_actor(pretrained, experiment.task)
    np.testing.assert_array_equal(first.emitter.query.x[0], actor)
    assert not np.allclose(actor, experiment.theta)
    goes_on = dataclasses.replace(recipe, start=str(tmp_path / "first"))
    second = goes_on.build().prepare(first)
    np.testing.assert_array_equal(second.emitter.query.x[0], run.archive.best().solution[0])
    with pytest.raises(RunError, match="start from a run with the same --controller and --hidden"):
        dataclasses.replace(goes_on, hidden=(5,)).build().prepare(first)
    with pytest.raises(RunError):
        dataclasses.replace(goes_on, start=str(tmp_path / "nothing")).build().prepare(first)


def test_critics_that_are_missing_cut_short_or_of_another_kind_are_refused(pretrained, tmp_path):
    def load(folder, **changes):
        recipe = dataclasses.replace(RUN, **changes)
        task = recipe.problem()
        return load_critics(folder, recipe.source(task), task, 0)

    with pytest.raises(RunError, match=r"holds no pre-trained critics .critics.npz"):
        load(tmp_path)
    with pytest.raises(RunError, match="pre-train with the same --task, --sim and --hidden"):
        load(pretrained, hidden=(5,))
    with pytest.raises(RunError, match="pre-train with the same --task, --sim and --hidden"):
        load(pretrained, task="half-cheetah")
    with pytest.raises(RunError, match="pre-train with the same --task, --sim and --hidden"):
        load(pretrained, sim="bullet")
    for other in dict(units=(9,)), dict(units=(8, 8)), dict(layer_norm=True), dict(quantiles=5):
        with pytest.raises(RunError, match="give --units 8 --layer-norm False --quantiles 0, or"):
            load(pretrained, **other)
    whole = (pretrained / CRITICS).read_bytes()
    for damaged in whole[: len(whole) // 2], b"not a zip":
        (tmp_path / CRITICS).write_bytes(damaged)
        with pytest.raises(RunError, match="cut short or not ramify's"):
            load(tmp_path)
    with pytest.raises(RunError, match="not an empty folder"):
        PretrainTD3(episodes=1, **SMALL)(pretrained)


@pytest.mark.long
def test_what_cannot_be_run_leaves_no_folder_behind(tmp_path):
    for wrong in (
        {"critics": str(tmp_path / "nothing")},
        {"buffer": 199},
    ):
        with pytest.raises((RunError, ValueError)):
            ramify.train(dataclasses.replace(RUN, **wrong), evaluations=4, out=tmp_path / "run")
        assert not (tmp_path / "run").exists()


def test_a_run_tells_what_it_started_from_has_cost(pretrained, tmp_path):
    meta = read_meta(pretrained)
    cost = Spent(meta.steps, meta.seconds)
    small = dict(hidden=(4,), slots=4, steps=20, batch=4)
    names = iter("abcdef")

    def spent(**start):
        recipe = ramify.recipes.map_elites(**start, **small)
        run = ramify.train(recipe, evaluations=4, out=tmp_path / next(names))
        return run, run.config.spent

    assert spent()[1] is None
    run, before = spent(start=str(pretrained))
    assert before == cost
    _, then = spent(start=str(run.path))
    steps = run.metrics["control_steps"][-1]
    (run.path / "run.json").unlink()  # an archive by itself, such as `ramify.save` leaves
    assert spent(start=str(run.path))[1] is None
    assert then.control_steps == cost.control_steps + steps


@pytest.mark.long
def test_a_run_with_pretrained_critics_tells_what_they_have_cost(pretrained, tmp_path):
    recipe = ramify.recipes.pga_me(
        critics=str(pretrained), slots=4, steps=20, batch=4, hidden=(4,), units=(8,), buffer=2500
    )
    meta, run = read_meta(pretrained), ramify.train(recipe, evaluations=4, out=tmp_path / "run")
    assert run.config.spent == Spent(meta.steps, meta.seconds)
    with pytest.raises(RunError):
        ramify.train(dataclasses.replace(recipe, hidden=(5,)), evaluations=4, out=tmp_path / "no")
    assert not (tmp_path / "no").exists()


@pytest.mark.long
def test_noise_explores_also_when_an_episode_walks_alone(tmp_path):
    """And of few episodes few walk side by side, some of them the actor's."""
    steps = 20
    for together, random, quiet in (1, 1, []), (3, 0, [0, 3]):
        settings = PretrainTD3(
            episodes=5,
            together=together,
            random=random,
            updates=0,
            measure_updates=0,
            steps=steps,
            **SMALL,
        )
        out, told = tmp_path / str(together), []
        settings(out, told.append)
        assert [np.isfinite(row["actor"]) for row in told] == [
            not random,
            *[True] * (len(told) - 1),
        ]
        task = settings.walker(slots=1)
        learnt = load_critics(out, settings.source(task), task, 0)
        seen = np.asarray(learnt.replay.rows[: 5 * steps])
        actor = learnt.agents.actor[0]  # it never learnt
        acted = jax.vmap(task.control.act, (None, 0))(actor, seen[:, :28])
        noise = np.abs(seen[:, 28:36] - acted).reshape(5, steps, 8).max(axis=(1, 2))
        assert list(np.flatnonzero(noise < 1e-5)) == quiet
        assert np.all(noise[noise >= 1e-5] > 0.1)
    with pytest.raises(ValueError, match="episodes is 5"):
        PretrainTD3(episodes=5, random=5, **SMALL)(tmp_path / "all")
    with pytest.raises(ValueError, match="updates is -1"):
        PretrainTD3(updates=-1, **SMALL)(tmp_path / "less")
    assert not (tmp_path / "all").exists()
    for episodes, together, random in (6400, 64, 192), (20, 2, 5), (1, 1, 0):
        settings = PretrainTD3(episodes=episodes)
        assert (settings.side_by_side, settings.random_networks) == (together, random)


@pytest.mark.long
def test_a_resumed_run_equals_a_straight_one_replay_included(tmp_path):
    def copy(progress):  # as a kill would leave the folder after the first iteration
        if progress.row["iteration"] == 1:
            shutil.copytree(tmp_path / "straight", tmp_path / "killed")

    straight = ramify.train(RUN, evaluations=12, out=tmp_path / "straight", save_every=0, show=copy)
    assert len(ramify.load(tmp_path / "killed").metrics["iteration"]) == 1
    resumed = ramify.resume(tmp_path / "killed", save_every=0)
    assert len(straight.metrics["iteration"]) == 3
    for name in straight.metrics.keys() - {"seconds"}:
        assert straight.metrics[name].tobytes() == resumed.metrics[name].tobytes()
    files = [np.load(run.path / "archive.npz") for run in (straight, resumed)]
    with files[0] as a, files[1] as b:
        assert a.files == b.files
        assert any(a[name].shape == (2500, 28 + 8 + 5 + 28 + 1) for name in a.files), "the buffer"
        for name in a.files:
            assert a[name].tobytes() == b[name].tobytes(), name


BRIEF = PretrainTD3(
    task="hopper",
    episodes=6,
    together=2,
    random=1,
    updates=2,
    measure_updates=2,
    steps=20,
    threads=2,
    **SMALL,
)


@pytest.mark.long
def test_pretraining_ends_after_its_control_steps(tmp_path):
    rows = []
    dataclasses.replace(BRIEF, control_steps=30)(tmp_path / "run", rows.append)
    steps = [row["control_steps"] for row in rows]
    assert len(rows) < 3 and steps[-1] >= 30 and all(step < 30 for step in steps[:-1])


@pytest.mark.long
def test_the_average_follows_the_actors_of_the_last_batches(monkeypatch, tmp_path):
    monkeypatch.setattr(pretrain_loop, "AVERAGED", 2)
    recipe, states = dataclasses.replace(BRIEF, episodes=10), []
    task = recipe.on_robots(tmp_path).task
    source = recipe.source(task)
    pretrain_loop.run_episodes(
        recipe,
        task,
        source,
        pretrain_loop.begin(recipe, task, source),
        stop=lambda: False,
        checkpoint=states.append,
        save_every=0,
        show=None,
    )
    one, two, three, four = (state.actor for state in states[:4])  # simulated in batches 2 to 5
    assert not np.array_equal(one, two)
    averages = [state.average for state in states[1:]]
    wanted = [one, (one + two) / 2, (one + two + 2 * three) / 4]
    np.testing.assert_allclose(averages, [*wanted, (wanted[2] + four) / 2], rtol=1e-5, atol=1e-6)


@pytest.mark.long
@pytest.mark.parametrize("winner", range(3))
def test_the_result_is_the_average_the_last_or_the_best_actor(winner, monkeypatch, tmp_path):
    tried = []

    def evaluated(task, x, key):
        tried.append(np.asarray(x))
        found = np.zeros((len(x), 1 + len(task.measures)), np.float32)
        if len(tried) == 1:
            found[winner * EPISODES : (winner + 1) * EPISODES, 0] = 1.0
        return found, 0

    monkeypatch.setattr(pretrain, "_evaluated", evaluated)
    recipe = dataclasses.replace(BRIEF, episodes=10)
    recipe(tmp_path / "run")
    three = tried[0].reshape(3, EPISODES, -1)[:, 0]
    assert not np.array_equal(three[0], three[1])
    best = best_actor(tmp_path / "run", recipe.on_robots(tmp_path).task)
    np.testing.assert_array_equal(best, three[winner])


def contents(folder):
    """All that critics.npz holds, but for the clock."""
    with np.load(folder / CRITICS) as file:
        members = {name: file[name].tobytes() for name in file.files}
    meta = json.loads(members.pop("meta"))
    return {k: v for k, v in meta.items() if k != "seconds"}, members


@pytest.mark.long
def test_pretraining_stopped_by_signals_resumes_to_the_same_bits(tmp_path):
    straight, folder, seen, rows = tmp_path / "straight", tmp_path / "a folder", [], []
    BRIEF(straight, rows.append, save_every=0)
    assert [row["episodes"] for row in rows] == [2, 4, 6]
    assert {path.name for path in straight.iterdir()} == {CRITICS, ".lock"}
    numbers = iter([signal.SIGINT, signal.SIGTERM])

    def stop(row):
        seen.append(row)
        signal.raise_signal(next(numbers))

    said = r"saved up to episode 2 of 6 of pre-training: `ramify resume '.*a folder'` continues it"
    with pytest.raises(KeyboardInterrupt, match=said):
        BRIEF(folder, stop)
    with pytest.raises(RunError, match=r"`ramify resume '.*a folder'` continues it"):
        BRIEF(folder)
    assert pretrain.stopped_settings(folder) == BRIEF
    with pytest.raises(Terminated, match="up to episode 4 of 6"):
        pretrain.resume(folder, stop)
    assert read_checkpoint(folder)[0].done == 4
    pretrain.resume(folder, seen.append)
    np.testing.assert_equal(seen, rows)  # NaN included
    assert contents(folder) == contents(straight)
    assert not (folder / CHECKPOINT).exists()
    assert pretrain.resume(straight) == straight / CRITICS  # complete: nothing happens


@pytest.mark.long
def test_stopped_pretraining_resumes_to_the_same_bits(tmp_path):
    straight, seen = tmp_path / "straight", []

    def copy(row):  # as a kill would leave the folder
        seen.append(row)
        shutil.copytree(straight, tmp_path / f"{row['episodes']}")

    BRIEF(straight, copy, save_every=0)
    assert [row["episodes"] for row in seen] == [2, 4, 6]
    assert {path.name for path in straight.iterdir()} == {CRITICS, ".lock"}
    for row in seen:
        folder, again = tmp_path / f"{row['episodes']}", []
        with pytest.raises(RunError, match=f"`ramify resume {folder}` continues it"):
            BRIEF(folder)
        assert pretrain.stopped_settings(folder) == BRIEF
        pretrain.resume(folder, again.append)
        np.testing.assert_equal(seen[len(seen) - len(again) :], again)  # NaN included
        assert contents(folder) == contents(straight)
        assert not (folder / CHECKPOINT).exists()
    assert pretrain.resume(straight) == straight / CRITICS  # complete: nothing happens


def test_what_is_no_checkpoint_of_pretraining_is_refused(tmp_path):
    def stop(row):
        signal.raise_signal(signal.SIGTERM)

    with pytest.raises(RunError, match="holds no unfinished pre-training"):
        pretrain.resume(tmp_path)
    with pytest.raises(Terminated):
        BRIEF(tmp_path / "one", stop)
    path = tmp_path / "one" / CHECKPOINT
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RunError, match="not ramify's"):
        pretrain.resume(tmp_path / "one")
    with np.load(BytesIO(whole)) as file:
        members = dict(file)
    members["3"] = members["3"][..., :-1]
    np.savez(path, **members)
    with pytest.raises(RunError, match="do not fit its settings"):
        pretrain.resume(tmp_path / "one")
