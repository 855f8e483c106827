"""Critics that estimate quantiles of the return."""

from dataclasses import asdict
from types import SimpleNamespace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selection import long
from toys import GAMMA, episodes, learner, memory, q

from ramify.recipes.pretrain import PretrainTD3, settings_in
from ramify.rl.quantiles import lowest, quantile_loss


@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(1, 7))
def test_the_loss_is_the_mean_over_all_pairs(seed, m, k):
    rng = np.random.default_rng(seed)
    values, targets = rng.normal(scale=2, size=(3, m)), rng.normal(scale=2, size=(3, k))
    pairs = []
    for row in range(3):
        for i in range(m):
            for target in targets[row]:
                error = target - values[row, i]
                huber = 0.5 * error**2 if abs(error) <= 1 else abs(error) - 0.5
                share = (i + 0.5) / m
                pairs.append((1 - share if error < 0 else share) * huber)
    found = quantile_loss(jnp.float32(values), jnp.float32(targets))
    np.testing.assert_allclose(found, np.mean(pairs), rtol=1e-5)


def test_the_loss_is_lowest_at_the_quantiles():
    """The distribution is much wider than the quadratic part of the loss."""
    drawn = np.random.default_rng(0).exponential(100.0, 2000)
    targets = jnp.float32(drawn)[None]
    adam = optax.adam(1.0)

    def step(carry, _):
        values, moments = carry
        change, moments = adam.update(jax.grad(quantile_loss)(values, targets), moments)
        return (optax.apply_updates(values, change), moments), None

    values = jnp.zeros((1, 5), jnp.float32)
    with jax.numpy_dtype_promotion("standard"):
        (values, _), _ = jax.lax.scan(step, (values, adam.init(values)), None, length=2000)
    np.testing.assert_allclose(values[0], np.quantile(drawn, [0.1, 0.3, 0.5, 0.7, 0.9]), rtol=0.05)


@given(st.integers(0, 2**31), st.integers(1, 8), st.data())
def test_lowest_leaves_out_the_highest_values(seed, m, data):
    dropped = data.draw(st.integers(0, m - 1))
    values = np.random.default_rng(seed).normal(size=(3, m)).astype(np.float32)
    expected = np.sort(values, axis=1)[:, : m - dropped]
    np.testing.assert_array_equal(lowest(jnp.asarray(values), dropped), expected)


def test_a_target_pools_both_critics_and_leaves_out_the_highest_values(key):
    """Both target critics are constant. The four lowest of their six quantiles are kept."""
    own = learner(
        hidden=(1,), batch=8, delay=1, quantiles=3, dropped=1, noise=0.0, layer_norm=False
    )
    agent = own.init(jnp.array([0.0, 0.9]), key)

    def constant(*quantiles):
        return [(jnp.zeros((2, 1)), jnp.zeros(1)), (jnp.zeros((1, 3)), jnp.array(quantiles))]

    nothing = constant(0.0, 0.0, 0.0)
    twins = constant(7.0, 1.0, 2.0), constant(3.0, 9.0, 8.0)
    agent = eqx.tree_at(lambda a: (a.critics, a.target_critics), agent, ((nothing, nothing), twins))
    step = memory(episodes(np.ones((1, 2)), np.zeros((1, 1)), np.ones((1, 1, 1)), False))
    _, losses = own.train(jax.tree.map(lambda a: a[None], agent), step, key, 1)
    kept = 1.0 + GAMMA * np.array([1.0, 2.0, 3.0, 7.0])
    expected = quantile_loss(jnp.zeros((1, 3)), jnp.float32(kept)[None])
    np.testing.assert_allclose(losses.critic, [expected], rtol=1e-5)


@pytest.mark.parametrize("dropped", [*map(long, (0, 4)), 1])
def test_a_critic_learns_the_distribution_of_the_reward(key, dropped):
    """The second step's reward is one of 5 numbers. Each quantile learns one of them. The first step's
    value is the mean of the numbers that its target keeps."""
    rewards = np.array([0.0, 10.0, 20.0, 30.0, 60.0])
    reward = np.zeros((200, 2, 1))
    reward[:, 1, 0] = np.resize(rewards, 200)
    at = np.broadcast_to([0.0, 1.0, 2.0], (200, 3))
    own = learner(quantiles=5, dropped=dropped, critic_rate=3e-3)
    action = np.random.default_rng(0).uniform(-1, 1, (200, 2))
    agents = jax.vmap(own.init, (None, 0))(jnp.zeros(2), jax.random.split(key, 1))
    train = jax.jit(own.train, static_argnums=3)
    agents, _ = train(agents, memory(episodes(at, action, reward)), key, 4000)
    values = q(own, agents, [0.0, 1.0], [0.0, 0.0])
    expected = GAMMA * rewards[: 5 - dropped].mean(), rewards.mean()
    np.testing.assert_allclose(values, np.broadcast_to(expected, values.shape), atol=1.5)
    critic = jax.tree.map(lambda a: a[0], agents.critics[0])
    s, a = jnp.ones((1, 1)), jnp.zeros((1, 1))
    outputs = own.outputs(critic, s, a)
    np.testing.assert_allclose(outputs[0], rewards, atol=2.0)
    np.testing.assert_allclose(own.q(critic, s, a), outputs.mean(axis=1), rtol=1e-5)


@pytest.mark.parametrize(("quantiles", "dropped"), [(3, 3), (1, 2)])
def test_a_target_needs_a_quantile(quantiles, dropped):
    with pytest.raises(ValueError, match="dropped below quantiles"):
        learner(quantiles=quantiles, dropped=dropped)
    assert learner(quantiles=quantiles, dropped=quantiles - 1).dropped == quantiles - 1


def test_a_run_with_settings_that_contradict_each_other_is_refused():
    for settings, told in (
        (dict(dropped=2), "--dropped has no effect without --quantiles"),
        (dict(quantiles=1), "--dropped 1 leaves none of 1 quantiles"),
    ):
        with pytest.raises(ValueError, match=told):
            PretrainTD3(**settings).refuse_conflicts()
    PretrainTD3(quantiles=2).refuse_conflicts()


def test_runs_and_pretraining_of_before_had_none(tmp_path):
    """Pre-training in Bullet has 10 quantiles now, and had none before."""
    older = asdict(PretrainTD3(sim="bullet"))
    for name in "quantiles", "layer_norm", "dropped":
        del older[name]
    found = settings_in(SimpleNamespace(settings=older | {"units": [128, 128]}), tmp_path)
    assert (found.quantiles, found.layer_norm, found.units) == (0, False, (128, 128))
    assert PretrainTD3(sim="bullet").quantiles == 10
