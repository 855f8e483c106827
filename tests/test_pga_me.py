"""PGA-MAP-Elites: half its children by variation, half by the critic."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import (
    THETA,
    evaluated,
    nobody,
    slide_source,
)

from ramify import PGAME, Evaluation, IsoLine
from ramify.core import Added


@pytest.mark.long
def test_pga_map_elites_makes_half_its_children_by_variation_half_by_the_critic(key):
    critic = slide_source(rows=1)
    emitter = PGAME(critic, batch=7, iso=1e-12, line=0.0, steps=2, rate=0.01, first=0.5)
    state = jax.jit(emitter.init)(THETA, key)
    assert state.query.x.shape == (7, 2) and state.query.offered == 7
    assert state.query.wants_transitions
    np.testing.assert_array_equal(state.query.x[0], THETA)
    assert len(np.unique(np.asarray(state.query.x), axis=0)) == 7
    added = Added(jnp.zeros(7, jnp.int32), jnp.zeros(7))
    tell = jax.jit(emitter.tell, static_argnums=3)
    for sample, parent in (nobody, THETA), (one_elite, jnp.array([-0.5, 0.25])):
        after = tell(state, evaluated(state.query, key), added, sample)
        x = np.asarray(after.query.x)
        still = np.broadcast_to(parent, (4, 2))  # a variation too small for float32
        np.testing.assert_array_equal(x[:4], still)
        assert np.all(x[4:6] != np.asarray(parent)[None]), "climbed"
        np.testing.assert_array_less(np.abs(x[4:6] - np.asarray(parent)[None]), 0.0205)
        np.testing.assert_array_equal(x[6], after.gradient.agents.actor[0])
        assert int(after.gradient.replay.filled) == 7 * 3, "it learnt from every row"


def one_elite(key, count, otherwise):
    return nobody(key, count, jnp.array([-0.5, 0.25]))


def test_iso_line_is_its_formula(key):
    emitter = IsoLine(batch=20_000, iso=0.1, line=0.5, first=0.2)
    one, other = jnp.array([1.0, 0.0, 0.0]), jnp.array([0.0, 2.0, 0.0])

    def sample(key, count, otherwise):  # the first half are first parents
        solution = jnp.concatenate(
            [jnp.tile(one, (count // 2, 1)), jnp.tile(other, (count // 2, 1))]
        )
        return eqx.tree_at(lambda e: e.solution, nobody(key, count, otherwise), solution)

    state = jax.jit(emitter.init)(one, key)
    assert not state.query.wants_transitions and state.query.offered == 20_000
    first = np.asarray(state.query.x)
    np.testing.assert_array_equal(first[0], one)
    np.testing.assert_allclose(first.std(axis=0), 0.2, rtol=0.05)
    np.testing.assert_allclose(first.mean(axis=0), one, atol=0.01)
    tell = jax.jit(emitter.tell, static_argnums=3)
    zeros = jnp.zeros(20_000)
    answer = Evaluation(zeros, zeros[:, None]), Added(jnp.zeros(20_000, jnp.int32), zeros)
    x = np.asarray(tell(state, *answer, sample).query.x)
    along = np.asarray(other - one)
    np.testing.assert_allclose(x.mean(axis=0), one, atol=0.05)
    np.testing.assert_allclose(
        np.cov(x.T), 0.01 * np.eye(3) + 0.25 * np.outer(along, along), atol=0.03
    )
    x = np.asarray(tell(state, *answer, nobody).query.x)  # without elites: round theta
    np.testing.assert_allclose(x.mean(axis=0), one, atol=0.01)
    np.testing.assert_allclose(x.std(axis=0), 0.1, rtol=0.05)
