"""Solutions that are evaluated in several episodes each."""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_cli import called as called  # the command line, in this process
from test_pretrained_run import LEARNING, SMALL, members
from toy_envs import cosine

import ramify
from ramify import recipes
from ramify.core import Evaluation, Query, Transitions, sanitised
from ramify.run.folder import ARCHIVE
from ramify.sims.episodes import Recorder, Rollouts
from ramify.tasks.gymnasium import GymnasiumTask, Last
from ramify.tasks.locomotion import walker
from ramify.tasks.several_episodes import means

MANY = 9  # NumPy sums more than 8 numbers in another order
HOPPER = dict(robot="hopper", hidden=(4,), steps=20, slots=16)
RECIPE = recipes.cma_mega_td3(**SMALL, **LEARNING, pretrain=0, episodes=3)


@pytest.fixture
def place(tmp_path):
    """The working directory of `called`."""
    return tmp_path


def pendulum(episodes):
    measure = Last("cos", of=cosine)
    return GymnasiumTask("Pendulum-v1", measures=measure, hidden=(4,), steps=9, episodes=episodes)


@pytest.mark.parametrize("make", [lambda n: walker(**HOPPER, episodes=n), pendulum])
def test_scores_are_means_and_one_elite_is_replayed_to_the_bit(make):
    task, single = make(MANY), make(1)
    x = jnp.stack([task.start(jax.random.key(i)) for i in range(5)])
    found = task.evaluate(Query(x, 5, wants_transitions=True), jax.random.key(0))
    each = found.transitions.reward[:, :, 0].sum(axis=1).reshape(MANY, 5)
    np.testing.assert_allclose(found.objective, each.mean(axis=0), rtol=1e-4)
    np.testing.assert_allclose(found.fields["spread"], each.std(axis=0), rtol=1e-3)
    steps = found.transitions.steps.reshape(MANY, 5)
    np.testing.assert_array_equal(found.fields["steps"], steps.sum(axis=0))
    seeds = np.asarray(found.fields["seed"])
    for row in range(5):
        again = task.replay(np.asarray(x[row : row + 1]), seeds[row : row + 1])
        assert again.objective == found.objective[row] and again.steps == steps[:, row].sum()
        np.testing.assert_array_equal(again.measures[0], found.measures[row])
    first = single.replay(np.asarray(x), seeds)
    np.testing.assert_allclose(first.objective, each[0], rtol=1e-4)


@pytest.mark.parametrize("sim", ["mujoco", "bullet"])
def test_the_first_episode_is_recorded_and_watched(sim):
    task, single = (walker(**HOPPER, sim=sim, episodes=n) for n in (3, 1))
    x = np.stack([task.start(jax.random.key(i)) for i in range(2)])
    seeds = np.array([[0, 1], [0, 2]], np.uint32)
    alone = single.replay(x, seeds, record=True).motions
    recorded = task.replay(x, seeds, record=True).motions
    watch = Recorder(2)
    task.replay(x, seeds, watch=watch)
    for motions in recorded, watch.motions:
        assert len(motions) == 2
        for one, other in zip(motions, alone, strict=True):
            np.testing.assert_array_equal(one.qpos, other.qpos)


def test_a_failed_episode_fails_its_solution():
    objective = np.array([1.0, 2.0, 3.0, -np.inf], np.float32)
    measures = np.array([[0.0], [1.0], [1.0], [np.nan]], np.float32)
    steps = np.array([4, 5, 6, 0], np.int32)
    found = means(Rollouts(objective, measures, steps, np.zeros(4, np.float32)), 2)
    assert found.objective.tolist() == [2.0, -np.inf] and found.spread[0] == 1.0
    assert np.isnan(found.spread[1]) and found.measures[0] == 0.5
    assert found.objective.dtype == found.spread.dtype == np.float32
    some = Transitions(*(jnp.zeros((4, 6, 1)),) * 3, jnp.full(4, 5), jnp.zeros(4, bool))
    evaluation = Evaluation(*map(jnp.asarray, found[:2]), transitions=some)
    assert sanitised(evaluation).transitions.steps.tolist() == [5, 0, 5, 0]


def test_a_run_continues_to_the_bit_and_counts_all_control_steps(tmp_path):
    whole = ramify.train(RECIPE, evaluations=36, out=tmp_path / "whole")
    ramify.train(RECIPE, evaluations=16, out=tmp_path / "parts")
    ramify.resume(tmp_path / "parts", evaluations=36)
    assert members(tmp_path / "whole" / ARCHIVE) == members(tmp_path / "parts" / ARCHIVE)
    elites = whole.archive
    assert (elites.fields["spread"] > 0.0).any() and (elites.fields["steps"] > 20).any()
    counted = whole.metrics["control_steps"][-1], whole.metrics["evaluations"][-1]
    assert 2.0 * counted[1] < counted[0] <= 3 * 20 * counted[1]


def test_the_command_replays_a_run_and_corrects_its_score(called, place):
    ramify.train(dataclasses.replace(RECIPE, offset=-9.0), evaluations=36, out=place / "run")
    done = called("replay", "run", "--count", 99, "--episodes", 2)
    assert done.returncode == 0 and "2 x 3 new episodes each" in done.stdout
    assert "between means of 3 episodes" in done.stdout
    rows = {line[:20].strip(): line[20:].split() for line in done.stdout.splitlines()}
    _, _, mean, score, *_ = rows["archived"]
    elites = int(rows["archived"][0])
    assert float(score) == pytest.approx(elites * (float(mean) + 9.0), rel=1e-2)
    assert "of the QD score" in done.stdout


def test_zero_episodes():
    for make in (lambda n: walker(**HOPPER, episodes=n), pendulum):
        with pytest.raises(ValueError, match="episodes"):
            make(0)
    with pytest.raises(ValueError, match="episodes"):
        dataclasses.replace(RECIPE, episodes=0)
