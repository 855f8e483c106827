"""DCRL-MEGA: children that climb mixtures of a goal critic and of the measures' critics."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_dcrl_me import NETWORK, goal_source, walked

import ramify
from ramify import CMAMEGA, DCRLME, Evaluation, MixedTD3, Query
from ramify.numerics import draws

B = 6


def mixed(spread=0.5, **given):
    goals = goal_source(**given)
    return MixedTD3(goals, replace(goals.critics, rows=3, actors=1), spread)


@pytest.fixture
def learnt(key):
    """A source and its state after a batch of episodes, and that batch's solutions."""
    source, rng = mixed(updates=2), np.random.default_rng(0)
    x = jax.random.normal(key, (B, NETWORK.n))
    before = jax.jit(source.init)(x[0], key)
    measures = jnp.asarray(rng.uniform(size=(B, 2)), jnp.float32)
    told = Evaluation(jnp.zeros(B), measures, transitions=walked(rng, B))
    query = Query(x, B, wants_transitions=True)
    after = jax.jit(source.observe_goals)(before, query, told, jnp.full((B, 2), jnp.nan))
    return source, x, measures, before, after


def test_the_measures_critics_learn_and_judge_a_child_and_the_objectives_rests(learnt):
    _, x, _, before, after = learnt
    agents, old = after.measures.agents, before.measures.agents
    for new, was in pairs(agents.critics, old.critics):
        np.testing.assert_array_equal(new[0], was[0])
        assert np.any(new[1] != was[1]) and np.any(new[2] != was[2])
    one, other = np.asarray(agents.actor[1:])
    assert (np.asarray(x) == one).all(1).sum() == 1 and np.all(one == other)
    assert int(after.measures.replay.filled) == int(after.goals.replay.filled) == 2 * B
    both = pairs(after.goals.agents.critics, before.goals.agents.critics)
    assert all(np.any(new != was) for new, was in both), "the critic with a goal learns, too"


def pairs(new, old):
    return [
        tuple(map(np.asarray, pair)) for pair in zip(*map(jax.tree.leaves, (new, old)), strict=True)
    ]


def test_each_child_climbs_a_mixture_of_its_own(learnt, key):
    """One step of Adam is a step of length `rate` along each parameter, up or down with the slope."""
    source, x, measures, _, after = learnt
    climbed = jax.jit(source.climb_goals, static_argnums=(4, 5))(after, x, measures, key, 1, 0.01)
    weights_key, rest = draws.split(key)
    weights = 0.5 * np.asarray(draws.normal(weights_key, (B, 2)), np.float64)
    one, other = draws.split(draws.split(rest, 1)[0])
    slopes = [source.goals.slopes(after.goals, x, measures, one)]
    seen = source.critics.seen(after.measures, other, source.critics.learner.batch)
    for row in (1, 2):
        agent = jax.tree.map(lambda a, row=row: a[row], after.measures.agents)
        slopes.append(
            jnp.stack([source.critics.learner.gradient(agent, one_x, seen) for one_x in x])
        )
    units = [s / np.linalg.norm(s, axis=1, keepdims=True) for s in np.asarray(slopes, np.float64)]
    mixture = units[0] + weights[:, :1] * units[1] + weights[:, 1:] * units[2]
    sure = np.abs(mixture) > 1e-3 * np.abs(mixture).max()
    np.testing.assert_allclose((climbed - x)[sure], 0.01 * np.sign(mixture)[sure], atol=2e-5)
    assert sure.mean() > 0.5


def test_without_spread_only_the_objective_counts(learnt, key):
    source, x, measures, _, after = learnt
    plain, twice = replace(source, spread=0.0), replace(source, spread=1.0)
    climb = [s.climb_goals(after, x, measures, key, 1, 0.01) - x for s in (plain, twice)]
    one, _ = draws.split(draws.split(draws.split(key)[1], 1)[0])
    slope = np.asarray(source.goals.slopes(after.goals, x, measures, one))
    sure = np.abs(slope) > 1e-3 * np.abs(slope).max()
    np.testing.assert_array_equal(np.sign(climb[0])[sure], np.sign(slope)[sure])
    assert np.any(np.sign(climb[1])[sure] != np.sign(slope)[sure])


def test_it_is_a_source_with_a_row_for_each_measure(learnt, key):
    source, x, measures, _, after = learnt
    query = Query(x[:1], 1, wants_transitions=True)
    told = Evaluation(jnp.zeros(1), measures[:1], transitions=None)
    rows = source.jacobian(after, query, told)
    assert rows.shape == (3, NETWORK.n) and np.all(np.linalg.norm(rows, axis=1) > 0)
    np.testing.assert_array_equal(rows[:1], source.goals.jacobian(after.goals, query, told))
    followed = source.follow(after, x[3])
    assert np.all(np.asarray(followed.measures.agents.actor[1:]) == np.asarray(x[3]))
    assert CMAMEGA(source, measures=2, batch=4).phases == 2


def test_the_number_of_rows_must_fit():
    goals = goal_source()
    with pytest.raises(ValueError, match=r"rows=1, and a goal has 2 measures: give TD3 rows=3"):
        MixedTD3(goals, goals.critics)


@pytest.mark.long
def test_a_run_begins_from_critics_and_resumes_to_the_same_bits(tmp_path):
    small = dict(task="hopper", hidden=(4,), slots=4, grid=50, steps=20, batch=8, climb=2)
    recipe = ramify.recipes.dcrl_mega(**small, units=(8,), buffer=500, updates=1, pretrain=4)
    whole = ramify.train(recipe, evaluations=48, out=tmp_path / "whole")
    ramify.train(recipe, evaluations=16, out=tmp_path / "parts")
    parts = ramify.resume(tmp_path / "parts", evaluations=48)
    for name in ("solution", "objective", "measures"):
        np.testing.assert_array_equal(getattr(whole.archive, name), getattr(parts.archive, name))
    assert isinstance(recipe.build().qd.emitter, DCRLME)
    assert "goal_similarity" in whole.metrics
