"""TD3 on problems of known value."""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long
from toys import (
    GAMMA,
    THETA,
    episodes,
    learner,
    linear,
    memory,
    q,
)


@eqx.filter_jit
def trained(learner, replay, key, updates=1000, theta=THETA):
    """As many agents as the buffer has rewards, starting at theta."""
    agents = jax.vmap(learner.init, (None, 0))(theta, jax.random.split(key, rewards(replay)))
    return learner.train(agents, replay, key, updates)


def rewards(replay):
    return replay.rows.shape[1] - 4


def signs(rng, *shape):
    return rng.choice([-1.0, 1.0], shape)


# Probe environments: from the simplest on, each adds one thing that can go wrong.


def constant(rng):
    """r = (1, -2), over after a step: the loss, the optimiser."""
    reward = np.broadcast_to([1.0, -2.0], (200, 1, 2))
    return np.zeros((200, 2)), rng.uniform(-1, 1, (200, 1)), reward, [0.0], [0.3], [[1.0], [-2.0]]


def two_steps(rng):
    """The reward comes a step later: the discount and the successor."""
    reward = np.zeros((100, 2, 2))  # 200 steps, like the others: one program trains on all
    reward[:, 1] = 1.0, -2.0
    at = np.broadcast_to([0.0, 1.0, 2.0], (100, 3))
    known = [[GAMMA, 1.0], [-2.0 * GAMMA, -2.0]]
    return at, rng.uniform(-1, 1, (100, 2)), reward, [0.0, 1.0], [0.0, 0.0], known


def by_observation(rng):
    """r = (s, -3 s)."""
    at = signs(rng, 200, 2)
    known = [[1.0, -1.0], [-3.0, 3.0]]
    return at, rng.uniform(-1, 1, (200, 1)), at[:, :1, None] * [1.0, -3.0], [1, -1], [0, 0], known


def by_action(rng):
    """r = (a, -a): the action reaches the critic, and the critic's slope the actor."""
    action = rng.uniform(-1, 1, (200, 1))
    known = [[0.5, -0.5], [-0.5, 0.5]]
    return np.zeros((200, 2)), action, action[..., None] * [1.0, -1.0], [0, 0], [0.5, -0.5], known


@pytest.mark.parametrize("probe", [*map(long, (constant, two_steps, by_observation)), by_action])
def test_critics_find_the_known_value(probe, key):
    *episode, s, a, known = probe(np.random.default_rng(0))
    agents, losses = trained(learner(), memory(episodes(*episode)), key)
    values = q(learner(), agents, s, a)
    expected = np.broadcast_to(np.asarray(known)[:, None], values.shape)
    np.testing.assert_allclose(values, expected, atol=0.1)
    assert np.all(np.asarray(losses.critic) < 0.02)
    if probe is by_action:
        up, down = jax.vmap(linear, (0, None))(agents.actor, jnp.zeros(1))
        assert up > 0.9 and down < -0.9, "each actor moves to what its own reward likes"


@pytest.mark.long
def test_a_time_limit_is_no_end(key):
    """A step from a state to itself, reward 1: worth 1 + gamma + gamma^2... unless it ends there."""
    action = np.random.default_rng(0).uniform(-1, 1, (200, 1))
    for terminal, known in (False, 1.0 / (1.0 - GAMMA)), (True, 1.0):
        transitions = episodes(np.zeros((200, 2)), action, np.ones((200, 1, 1)), terminal)
        agents, _ = trained(learner(), memory(transitions), key)
        value = q(learner(), agents, [0.0], [0.3])
        np.testing.assert_allclose(value, np.full(value.shape, known), rtol=0.05)


def test_a_target_takes_the_lesser_twin_at_the_target_actors_action_with_bounded_noise(key):
    """Twins |a| apart round 2 - |a|; noise so strong that its bound, 0.25, is all there is to it."""
    own = learner(hidden=(1,), batch=8, delay=1, noise=1e6, clip=0.25, layer_norm=False)

    def slope(of_action, bias):  # Q(s, a) = max(of_action a + bias, 0)
        weights = jnp.array([[0.0], [of_action]])
        return [(weights, jnp.array([bias])), (jnp.ones((1, 1)), jnp.zeros(1))]

    agent = own.init(jnp.array([0.0, 0.9]), key)
    nothing, twins = slope(0.0, 0.0), (slope(1.0, 2.0), slope(-1.0, 2.0))
    agent = eqx.tree_at(
        lambda a: (a.critics, a.target_critics, a.target_actor),
        agent,
        ((nothing, nothing), twins, jnp.zeros(2)),
    )
    for terminal, target in (False, 1.0 + GAMMA * 1.75), (True, 1.0):
        step = memory(episodes(np.ones((1, 2)), np.full((1, 1), 0.5), np.ones((1, 1, 1)), terminal))
        _, losses = own.train(jax.tree.map(lambda a: a[None], agent), step, key, 1)
        np.testing.assert_allclose(losses.critic, [target**2], rtol=1e-5)


@pytest.mark.long
def test_a_later_agent_alone_learns_from_its_own_reward(key):
    *episode, s, a, known = constant(np.random.default_rng(0))
    own, replay = learner(), memory(episodes(*episode))
    agents = jax.vmap(own.init, (None, 0))(THETA, jax.random.split(key, 1))
    train = jax.jit(partial(own.train, first=1), static_argnums=3)
    agents, _ = train(agents, replay, key, 1000)
    np.testing.assert_allclose(q(own, agents, s, a), np.full((1, 2, 1), known[1]), atol=0.1)


@pytest.mark.long
def test_without_an_actor_of_its_own_a_critic_says_what_the_given_one_is_worth(key):
    """s' = 0.8 s + 0.5 a, r = -s'^2, judged for a = 0.3 s, from random actions. An actor that learnt
    would brake, and all but the first reward would be near 0."""
    rng = np.random.default_rng(0)
    s, a = rng.uniform(-1, 1, (800, 1)), rng.uniform(-1, 1, (800, 1))
    after = 0.8 * s + 0.5 * a
    reward = np.stack([-(after**2)] * 2, axis=2)
    replay = memory(episodes(np.concatenate([s, after], 1), a, reward, terminal=False))
    own = learner(hidden=(64,), critic_rate=3e-3, noise=0.0)
    theta = jnp.array([0.3, 0.0])
    agents = jax.vmap(own.init, (None, 0))(theta, jax.random.split(key, 2))
    train = jax.jit(partial(own.train, improving=1), static_argnums=3)
    agents, _ = train(agents, replay, key, 3000)
    at = np.array([1.0, -0.6])
    improved, judged = np.asarray(q(own, agents, at, 0.3 * at)).mean(axis=1)
    k2 = (0.8 + 0.5 * 0.3) ** 2
    np.testing.assert_allclose(judged, -k2 * at**2 / (1.0 - GAMMA * k2), rtol=0.15)
    assert np.all(improved > 0.5 * judged)
    assert float(agents.actor[0, 0]) < -0.5
    np.testing.assert_array_equal(agents.actor[1], theta)
    np.testing.assert_array_equal(agents.target_actor[1], theta)
    assert int(agents.actor_adam[0].count[1]) == 0


def three_agents(own, key):
    """Episodes with three rewards, and an untrained agent for each."""
    rng = np.random.default_rng(1)
    transitions = episodes(
        rng.normal(size=(20, 3)), rng.uniform(-1, 1, (20, 2)), rng.normal(size=(20, 2, 3))
    )
    agents = jax.jit(jax.vmap(own.init, (None, 0)))(THETA, jax.random.split(key, 3))
    return transitions, agents


@pytest.mark.long
def test_an_agent_among_others_learns_what_it_learns_alone(key):
    own = learner()
    transitions, agents = three_agents(own, key)
    train = jax.jit(own.train, static_argnums=3)
    together, losses = train(agents, memory(transitions), key, 7)
    assert int(together.critic_adam[0].count[0]) == 8, "rounded up to the actor's delay"
    assert int(together.actor_adam[0].count[0]) == 4
    for r in range(3):
        single = eqx.tree_at(lambda t: t.reward, transitions, transitions.reward[..., r : r + 1])
        first = jax.tree.map(lambda a: a[r : r + 1], (agents, losses))  # noqa: B023
        alone = train(first[0], memory(single), key, 7)
        among = jax.tree.map(lambda a: a[r : r + 1], (together, losses))  # noqa: B023
        for x, y in zip(jax.tree.leaves(alone), jax.tree.leaves(among), strict=True):
            np.testing.assert_allclose(x, y, rtol=1e-3, atol=1e-5)


@pytest.mark.long
def test_agents_learn_alike_on_an_accelerator_that_trains_them_side_by_side(key, monkeypatch):
    own = learner()
    transitions, agents = three_agents(own, key)
    together, losses = jax.jit(own.train, static_argnums=3)(agents, memory(transitions), key, 7)
    monkeypatch.setattr(jax.lax, "platform_dependent", lambda *a, cpu, default: default(*a))
    side_by_side = jax.jit(partial(own.train, improving=2), static_argnums=3)
    agents_there, losses_there = side_by_side(agents, memory(transitions), key, 7)
    pair = jax.tree.map(lambda a: a[:2], (together, losses))
    pair_there = jax.tree.map(lambda a: a[:2], (agents_there, losses_there))
    for x, y in zip(jax.tree.leaves(pair), jax.tree.leaves(pair_there), strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-3, atol=1e-5)
    np.testing.assert_array_equal(agents_there.actor[2], THETA)
    assert (agents_there.critics[0][0][0][2] != agents.critics[0][0][0][2]).any()


def test_layer_norm_gives_each_hidden_layer_mean_0_and_variance_1(key):
    """Against NumPy, and: predictions far from all data stay bounded."""
    normalized, plain = (learner(hidden=(6, 5), layer_norm=on) for on in (True, False))
    critic = normalized.init(THETA, key).critics[0]
    s, a = jnp.linspace(-2, 2, 7)[:, None], jnp.linspace(1, -1, 7)[:, None]
    h = np.concatenate([s, a], axis=1)
    for weights, bias in critic[:-1]:
        h = h @ np.asarray(weights) + np.asarray(bias)
        h = (h - h.mean(axis=1, keepdims=True)) / np.sqrt(h.var(axis=1, keepdims=True) + 1e-5)
        h = np.maximum(h, 0.0)
    weights, bias = critic[-1]
    expected = h @ np.asarray(weights)[:, 0] + bias
    np.testing.assert_allclose(normalized.q(critic, s, a), expected, rtol=1e-4, atol=1e-5)
    bound = np.sqrt(5.0) * np.linalg.norm(weights) + np.abs(bias)
    assert np.all(np.abs(normalized.q(critic, 1e4 * s, a)) <= bound)
    assert np.max(np.abs(plain.q(critic, 1e4 * s, a))) > bound
