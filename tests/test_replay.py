"""The replay buffer, against a plain list."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import same

from ramify.core import Transitions
from ramify.rl import replay

T, CAPACITY = 4, 10
EPISODES = st.lists(st.tuples(st.integers(0, T), st.booleans()), max_size=12)
add = jax.jit(replay.add)


def episode_of(number, steps, terminal):
    """Numbers that say what they are; beyond the episode's end, what must not be read."""
    at = np.where(np.arange(T + 1) <= steps, 100.0 * number + np.arange(T + 1), np.nan)
    reward = np.stack([at[:-1] + 0.25, at[:-1] + 0.5], axis=1)
    return Transitions(
        jnp.asarray(at, jnp.float32)[None, :, None],
        jnp.asarray(at[:-1] + 0.125, jnp.float32)[None, :, None],
        jnp.asarray(reward, jnp.float32)[None],
        jnp.array([steps], jnp.int32),
        jnp.array([terminal]),
    )


def row(number, step, steps, terminal):
    s = 100.0 * number + step
    end = 0.0 if step < steps - 1 else 1.0 if terminal else 2.0
    return [s, s + 0.125, s + 0.25, s + 0.5, s + 1.0, end]


@given(EPISODES, st.sampled_from([4, 10, 16]))
@pytest.mark.long
def test_the_buffer_is_a_list_that_starts_again_where_an_episode_does_not_fit(lengths, other):
    buffer = replay.empty(CAPACITY, 1, 1, 2)
    rows, at, filled = [None] * CAPACITY, 0, 0
    for number, (steps, terminal) in enumerate(lengths):
        buffer = add(buffer, episode_of(number, steps, terminal))
        at = 0 if at + steps > CAPACITY else at
        for step in range(steps):
            rows[at + step] = row(number, step, steps, terminal)
        at += steps
        filled = max(filled, at)
    assert (int(buffer.at), int(buffer.filled)) == (at, filled)
    held = rows[:filled]
    np.testing.assert_array_equal(np.asarray(buffer.rows)[:filled], np.reshape(held, (filled, 6)))

    refitted = replay.fitted(buffer, other)
    kept = (held[at:] + held[:at])[-other:]  # oldest first
    assert refitted.rows.shape == (other, 6)
    assert int(refitted.at) == int(refitted.filled) == len(kept)
    first = np.asarray(refitted.rows)[: len(kept)]
    np.testing.assert_array_equal(first, np.reshape(kept, (len(kept), 6)))

    if held:
        batch = draw(buffer, jax.random.key(len(lengths)))
        *parts, discount = map(np.asarray, batch)
        drawn = np.concatenate([*parts, discount[:, None]], axis=1)
        wanted = {(*r[:-1], 0.0 if r[-1] == 1.0 else 0.5) for r in held}
        assert {tuple(r) for r in drawn} == wanted, "all of them, and no others"

        *parts, discount = map(np.asarray, draw(buffer, jax.random.key(len(lengths)), n_step=3))
        drawn = np.concatenate([*parts, discount[:, None]], axis=1)
        assert {tuple(r) for r in drawn} == {several(held, i, 3) for i in range(filled)}


@partial(jax.jit, static_argnames="n_step")
def draw(buffer, key, n_step=1):
    b = replay.draw(buffer, key, 200, 1, 1, discount=0.5, n_step=n_step)
    return b.observation, b.action, b.reward, b.successor, b.discount


def several(held, at, n):
    """The transition of up to n steps that begins at this row."""
    first, reward, factor = held[at], np.zeros(2), 1.0
    for i in range(at, at + n):
        reward, factor = reward + factor * np.array(held[i][2:4]), factor / 2
        if held[i][5]:
            break
    factor = 0.0 if held[i][5] == 1.0 else factor
    return (*first[:2], *reward.astype(np.float32), held[i][4], factor)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_transition_of_several_steps_ends_with_its_episode(terminal):
    buffer = replay.empty(CAPACITY, 1, 1, 2)
    for episode in (episode_of(1, 4, terminal), episode_of(2, 3, not terminal)):
        buffer = add(buffer, episode)
    held = np.asarray(buffer.rows)[:7]
    drawn = np.column_stack([*map(np.asarray, draw(buffer, jax.random.key(0), n_step=3))])
    assert {tuple(r) for r in drawn} == {several(held, i, 3) for i in range(7)}
    unmarked = np.where(held[:, 5:] == 2.0, 0.0, held[:, 5:])  # as ramify 0.1 saved it
    older = replay.Replay(buffer.rows.at[:7, 5:].set(unmarked), buffer.at, buffer.filled)
    drawn = np.column_stack([*map(np.asarray, draw(older, jax.random.key(0), n_step=3))])
    assert {tuple(r) for r in drawn} == {several(held, i, 3) for i in range(7)}


def test_a_batch_of_episodes_is_one_after_the_other():
    lengths = [(3, True), (4, False), (0, False), (4, True), (2, False)]
    every = [episode_of(i, *length) for i, length in enumerate(lengths)]
    one_by_one = replay.empty(CAPACITY, 1, 1, 2)
    for episode in every:
        one_by_one = add(one_by_one, episode)
    together = add(
        replay.empty(CAPACITY, 1, 1, 2), jax.tree.map(lambda *a: jnp.concatenate(a), *every)
    )
    same(one_by_one, together)


def test_a_buffer_smaller_than_an_episode_is_refused():
    with pytest.raises(ValueError, match="capacity=3 is less than one episode of 4 steps"):
        replay.add(replay.empty(3, 1, 1, 2), episode_of(0, 2, True))
