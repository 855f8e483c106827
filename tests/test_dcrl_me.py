"""DCRL-MAP-Elites: the network with a goal, its critic, the emitter and the recipe."""

from dataclasses import replace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import GAMMA, episodes, learner, nobody, slide_source

import ramify
from ramify import DCRLME, ES, TD3, ConditionedTD3, Evaluation, Query
from ramify.controllers.conditioned import ConditionedMLP
from ramify.controllers.controller import Policy
from ramify.controllers.mlp import MLP
from ramify.core import Added, ControlSpec, Elites, Transitions
from ramify.rl.td3 import TD3Learner

NETWORK = MLP((3, 5, 4, 2))


def goal_source(network=NETWORK, bounds=((0.0, -1.0), (1.0, 3.0)), steps=2, options=None, **given):
    control = ControlSpec(network.layers[0], network.layers[-1], steps, Policy(network), 3)
    own = dict(hidden=(8,), actor_rate=3e-3, critic_rate=3e-3, batch=16, tau=0.05, discount=GAMMA)
    critics = TD3(
        TD3Learner(control, **(own | (options or {}))), rows=1, **(dict(capacity=64) | given)
    )
    return ConditionedTD3(critics, *bounds, length_scale=0.5)


def by_hand(layers, inputs):
    """A tanh network in float64."""
    for weights, bias in layers:
        inputs = np.tanh(inputs @ np.float64(weights) + np.float64(bias))
    return inputs


# The network.


def test_a_specialised_network_acts_as_the_one_with_the_goal(key):
    network = ConditionedMLP(NETWORK, 2)
    x = jax.random.normal(key, (network.wide.n,))
    rng = np.random.default_rng(0)
    layers, at = [], 0
    for i, o in (5, 5), (5, 4), (4, 2):  # the first layer takes the goal after the observation
        layers.append(
            (np.asarray(x[at : at + i * o]).reshape(i, o), x[at + i * o : at + i * o + o])
        )
        at += i * o + o
    for _ in range(5):
        observation, goal = (jnp.asarray(rng.normal(size=n), jnp.float32) for n in (3, 2))
        expected = by_hand(layers, np.concatenate([observation, goal]))
        ordinary = network.specialised(x, goal)
        assert ordinary.shape == (NETWORK.n,)
        np.testing.assert_allclose(NETWORK.policy(ordinary, observation), expected, atol=1e-6)
        both = network.wide.policy(x, jnp.concatenate([observation, goal]))
        np.testing.assert_allclose(both, expected, atol=1e-6)


def test_a_widened_network_acts_alike_for_every_goal(key):
    network = ConditionedMLP(NETWORK, 2)
    x = jax.random.normal(key, (NETWORK.n,))
    for goal in (0.0, 0.0), (5.0, -7.0):
        same = network.specialised(network.widened(x), jnp.asarray(goal))
        np.testing.assert_array_equal(same, x)


# The critic.


def test_the_similarity_falls_with_the_scaled_distance():
    source = goal_source()
    measures = jnp.array([[0.5, 0.0], [0.0, 3.0], [2.0, 0.0], [jnp.nan, 0.0]])
    goals = jnp.array([[0.5, 0.0], [0.25, 2.0], [1.0, 0.0], [0.5, 0.0]])
    scaled = [[2 * (0.25 - 0.0), 2 * (2.0 - 3.0) / 4]]  # each range has length 2
    expected = [1.0, np.exp(-np.linalg.norm(scaled) / 0.5), 1.0, 0.0]  # clipped; failed
    np.testing.assert_allclose(source.similarity(measures, goals), expected, rtol=1e-6)
    np.testing.assert_allclose(source.scaled(jnp.array([[0.75, -1.0]])), [[0.5, -1.0]])


def walked(rng, rows, steps=2):
    """Random episodes with three rewards. The first reward is the objective's."""
    return Transitions(
        *(
            jnp.asarray(rng.normal(size=(rows, *shape)), jnp.float32)
            for shape in ((steps + 1, 3), (steps, 2), (steps, 3))
        ),
        jnp.full(rows, steps, jnp.int32),
        jnp.zeros(rows, bool),
    )


def test_the_buffer_holds_the_goal_and_the_scaled_reward(key):
    """Three rows with two episodes each; the first has no goal, and the second failed."""
    source = replace(goal_source(updates=0), reward_offset=0.25)
    transitions = walked(np.random.default_rng(1), 6)
    failed = np.array([2, 0, 2, 2, 0, 2], np.int32)
    transitions = replace(transitions, steps=jnp.asarray(failed))
    measures = jnp.array([[0.5, 1.0], [jnp.nan, jnp.nan], [0.25, 3.0]])
    goals = jnp.array([[jnp.nan, jnp.nan], [0.5, 0.5], [0.5, 2.0]])
    state = source.init(jnp.zeros(NETWORK.n), key)
    answer = Evaluation(jnp.zeros(3), measures, transitions=transitions)
    after = source.observe_goals(state, Query(jnp.zeros((3, NETWORK.n)), 3), answer, goals)
    similar = {0: 1.0, 2: np.exp(-np.hypot(0.5, 0.5) / 0.5)}
    aimed = {0: [0.0, 0.0], 2: [0.0, 0.5]}
    expected = []
    for episode in (0, 2, 3, 5):
        row = episode % 3
        for i in range(2):
            now, then = transitions.observation[episode, i : i + 2]
            reward = similar[row] * max(float(transitions.reward[episode, i, 0]) + 0.25, 0.0)
            parts = (now, aimed[row], transitions.action[episode, i], [reward], then, aimed[row])
            expected.append(np.concatenate([*parts, [2.0 * i]]))  # 2: the time limit
    assert int(after.replay.filled) == 8
    np.testing.assert_allclose(after.replay.rows[:8], expected, rtol=1e-5, atol=1e-6)
    assert all(np.isfinite(a).all() for a in jax.tree.leaves(replace(after, key=None)))
    own = source.observe(state, Query(jnp.zeros((3, NETWORK.n)), 3), answer)
    np.testing.assert_allclose(
        own.replay.rows[6, 5:8], [*transitions.action[5, 0], expected[6][7] / similar[2]], rtol=1e-5
    )


def reaching(**options):
    """One step whose measure is its action. All actions are equally good: the goal decides."""
    source = goal_source(
        MLP((1, 16, 1)), ((-1.0,), (1.0,)), 1, dict(hidden=(32,), batch=64, noise=0.0), **options
    )
    control = replace(source.critics.learner.control, rewards=2)
    critics = replace(source.critics, learner=replace(source.critics.learner, control=control))
    return replace(source, critics=critics)


def test_the_actor_learns_to_reach_its_goals_and_climbing_leads_there(key):
    source, rng = reaching(capacity=1000, updates=3), np.random.default_rng(0)
    action, goal = rng.uniform(-1, 1, (2, 1000, 1))
    steps = episodes(np.ones((1000, 2)), action, np.ones((1000, 1, 2)))
    answer = Evaluation(jnp.zeros(1000), jnp.asarray(action, jnp.float32), transitions=steps)
    theta = MLP((1, 16, 1)).init(key)
    state = jax.jit(source.init)(theta, key)
    query = Query(jnp.tile(theta, (1000, 1)), 1000)
    state = jax.jit(source.observe_goals)(state, query, answer, jnp.asarray(goal, jnp.float32))
    goals = jnp.array([[-0.6], [0.0], [0.6]])
    act = jax.vmap(MLP((1, 16, 1)).policy, (0, None))
    acted = act(source.actors(state, goals), jnp.ones(1))
    np.testing.assert_allclose(acted, goals, atol=0.2)
    climb = jax.jit(source.climb_goals, static_argnums=(4, 5))
    climbed = act(climb(state, jnp.tile(theta, (3, 1)), goals, key, 50, 0.01), jnp.ones(1))
    np.testing.assert_allclose(climbed, goals, atol=0.25)


def test_the_jacobian_is_the_slope_of_q_for_thetas_own_measures(key):
    source = goal_source(states=8, updates=0)
    rng = np.random.default_rng(2)
    theta = jnp.asarray(rng.normal(size=NETWORK.n), jnp.float32)
    state = source.init(theta, key)
    measures = jnp.array([[0.25, 2.0]])
    answer = Evaluation(jnp.zeros(1), measures, transitions=walked(rng, 1))
    query = source.probe(state, theta, key)
    assert query.offered == 1 and query.wants_transitions and not source.foresees
    state = source.observe(state, query, answer)
    row = source.jacobian(state, query, answer)
    assert row.shape == (1, NETWORK.n)
    drawn = jax.random.randint(jax.random.split(state.key, 3)[2], (8,), 0, 2, dtype=jnp.int32)
    seen = np.asarray(answer.transitions.observation[0, :2])[drawn]
    (first, bias), (last, offset) = jax.tree.map(
        lambda a: np.float64(a[0]), state.agents.critics[0]
    )

    def value(x):
        layers, at = [], 0
        for i, o in (3, 5), (5, 4), (4, 2):
            layers.append((x[at : at + i * o].reshape(i, o), x[at + i * o : at + i * o + o]))
            at += i * o + o
        goal = np.tile([-0.5, 0.5], (8, 1))
        inputs = np.concatenate([seen, goal, by_hand(layers, seen)], axis=1)
        return np.mean(np.maximum(inputs @ first + bias, 0.0) @ last + offset)

    x = np.float64(theta)
    steps = 1e-6 * np.eye(NETWORK.n)
    expected = [(value(x + step) - value(x - step)) / 2e-6 for step in steps]
    np.testing.assert_allclose(row[0], expected, rtol=1e-3, atol=1e-5)


def test_pretrained_critics_act_alike_for_every_goal(key):
    source = goal_source()
    plain = source.critics.init(jax.random.normal(key, (NETWORK.n,)), key)
    state = source.with_critics(source.init(jnp.zeros(NETWORK.n), key), lambda critics: plain)
    actors = source.actors(state, jnp.array([[0.0, 0.0], [1.0, 2.0]]))
    np.testing.assert_array_equal(actors, np.tile(plain.agents.actor, (2, 1)))
    rng = np.random.default_rng(0)
    observation, goal, action = (
        jnp.asarray(rng.normal(size=(6, n)), jnp.float32) for n in (3, 2, 2)
    )
    q = source.critics.learner.q
    for wide, narrow in zip(state.agents.critics, plain.agents.critics, strict=True):
        wide, narrow = jax.tree.map(lambda a: a[0], (wide, narrow))
        found = q(wide, jnp.concatenate([observation, goal], axis=1), action)
        np.testing.assert_allclose(found, q(narrow, observation, action), rtol=1e-5, atol=1e-6)
    assert int(state.replay.filled) == 0


# The emitter.


def test_children_vary_climb_to_their_parents_measures_and_are_actors(key):
    source = goal_source(updates=1)
    emitter = DCRLME(source, batch=9, iso=1e-12, line=0.0, steps=2, rate=0.01)
    theta = jax.random.normal(key, (NETWORK.n,))
    state = jax.jit(emitter.init)(theta, key)
    assert state.query.x.shape == (9, NETWORK.n) and state.query.offered == 9
    assert np.isnan(state.goals).all() and state.goals.shape == (9, 2)
    rng = np.random.default_rng(0)
    parents = jnp.asarray(rng.normal(size=(4, NETWORK.n)), jnp.float32)
    own = jnp.asarray(rng.uniform(size=(4, 2)), jnp.float32)

    def sample(key, count, otherwise):
        slot = jnp.arange(count, dtype=jnp.int32) % 4
        return Elites(parents[slot], jnp.zeros(count), own[slot], slot)

    def answer(measures):
        return Evaluation(jnp.zeros(9), measures, transitions=walked(rng, 9))

    tell = jax.jit(emitter.tell, static_argnums=3)
    added = Added(jnp.zeros(9, jnp.int32), jnp.zeros(9))
    after = tell(state, answer(jnp.full((9, 2), 0.5)), added, sample)
    learnt, x = after.gradient, np.asarray(after.query.x)
    assert int(learnt.replay.filled) == 9 * 2, "it learned from every row"
    assert float(after.similarity) == 0.0
    np.testing.assert_array_equal(x[:5], parents[jnp.arange(5) % 4])
    climb = jax.jit(source.climb_goals, static_argnums=(4, 5))
    climbed = climb(learnt, parents[:2], own[:2], jax.random.split(state.key, 4)[3], 2, 0.01)
    np.testing.assert_allclose(x[5:7], climbed, rtol=1e-5, atol=1e-6)
    assert np.all(x[5:7] != parents[:2])
    np.testing.assert_allclose(x[7:], source.actors(learnt, own[2:]), rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(after.query.parents, [0, 1, 2, 3, 0, 0, 1, -1, -1])
    np.testing.assert_array_equal(after.goals[5:], own)
    assert np.isnan(after.goals[:5]).all()
    # The goals that the next answer is judged by.
    measures = jnp.asarray(rng.uniform(size=(9, 2)), jnp.float32)
    later = tell(after, answer(measures), added, sample)
    similar = source.similarity(measures[7:], own[2:])
    np.testing.assert_allclose(later.similarity, similar.mean(), rtol=1e-5)
    stored = np.asarray(later.gradient.replay.rows[18:36]).reshape(9, 2, -1)[:, :, 3:5]
    aimed = source.scaled(jnp.concatenate([measures[:5], own]))
    np.testing.assert_allclose(stored, np.repeat(aimed[:, None], 2, axis=1), rtol=1e-6)
    report = emitter.report(later)
    assert report.keys() == {"critic_loss", "q_expected", "q_realised", "goal_similarity"}


def test_an_empty_archive_gives_finite_children(key):
    emitter = DCRLME(goal_source(), batch=4, steps=1)
    state = jax.jit(emitter.init)(jnp.zeros(NETWORK.n), key)
    failed = Evaluation(
        jnp.full(4, -jnp.inf),
        jnp.full((4, 2), jnp.nan),
        transitions=replace(walked(np.random.default_rng(0), 4), steps=jnp.zeros(4, jnp.int32)),
    )

    def none(key, count, otherwise):
        return eqx.tree_at(
            lambda e: e.measures, nobody(key, count, otherwise), jnp.zeros((count, 2))
        )

    added = Added(jnp.zeros(4, jnp.int32), jnp.zeros(4))
    for _ in range(2):
        state = jax.jit(emitter.tell, static_argnums=3)(state, failed, added, none)
        assert np.isfinite(state.query.x).all()
        assert np.isnan(state.goals).all(), "nobody reached anything"
        assert all(np.isfinite(a).all() for a in emitter.report(state).values())
    assert int(state.gradient.replay.filled) == 0


# The recipe.

SMALL = dict(
    **dict(task="hopper", hidden=(4,), units=(8,), slots=4, grid=50, steps=20, buffer=500),
    **dict(updates=1, batch=4, climb=2, pretrain=0),
)


def test_a_resumed_run_has_the_same_bits(tmp_path):
    recipe = ramify.recipes.dcrl_me(**SMALL)
    straight = ramify.train(recipe, evaluations=16, out=tmp_path / "one")
    ramify.train(recipe, evaluations=8, out=tmp_path / "two")
    resumed = ramify.resume(tmp_path / "two", evaluations=16)
    for column in "solution", "objective", "measures", "cell":
        np.testing.assert_array_equal(
            getattr(straight.archive, column), getattr(resumed.archive, column)
        )
    for metric in "critic_loss", "goal_similarity", "q_expected":
        np.testing.assert_array_equal(straight.metrics[metric], resumed.metrics[metric])
    assert straight.metrics["goal_similarity"][-1] > 0


@pytest.mark.long
def test_a_run_starts_from_pretrained_critics(tmp_path):
    recipe = ramify.recipes.dcrl_me(**SMALL | dict(pretrain=4))
    run = ramify.train(recipe, evaluations=8, out=tmp_path / "run")
    assert len(run.archive) and np.isfinite(run.metrics["critic_loss"]).all()
    found = recipe.build().gradient_sources()
    assert (found["critics"].rows, found["critics"].evaluations) == (1, 1)


# Mistakes.


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ConditionedTD3(ES(), (0,), (1,)), r"critics is ES: give ramify.TD3"),
        (lambda: ConditionedTD3(slide_source(), (0,), (1,)), "whose controller is a network"),
        (lambda: goal_source(bounds=((0.0,), (1.0, 2.0))), "one lower and one upper bound per"),
        (lambda: goal_source(bounds=((0.0,), (0.0,))), "with lower below upper"),
        (lambda: replace(goal_source(), length_scale=0.0), "length_scale is 0.0"),
        (lambda: DCRLME(goal_source(), batch=3), "batch is 3: give a whole number of at least 4"),
        (lambda: DCRLME(goal_source(), iso=0.0, line=0.0), "every child would equal its parent"),
        (
            lambda: DCRLME(TD3(learner(), rows=1, capacity=64)),
            r"TD3 takes no goals: give ramify.Cond",
        ),
    ],
)
def test_mistakes_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
