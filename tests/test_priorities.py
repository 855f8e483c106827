"""Prioritised sampling against the scheme written out one step at a time."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify.archives.priorities import Priorities
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added


def test_draws_are_proportional_and_reach_the_newest_elite():
    weight = jnp.array([1.0, 3.0, 0.5, 5.5, 0.0, 0.0])
    slots = Priorities(weight).sample(jax.random.key(0), 20_000, size=jnp.int32(4))
    shares = np.bincount(np.asarray(slots), minlength=6) / 20_000
    assert shares == pytest.approx(np.asarray(weight) / 10.0, abs=1e-3)


def test_draws_are_stratified():
    """One draw from each stratum: equal priorities are each drawn exactly once."""
    slots = Priorities.start(8, size=8).sample(jax.random.key(1), 8, size=jnp.int32(8))
    assert sorted(np.asarray(slots).tolist()) == list(range(8))


def test_credit():
    start = Priorities(jnp.array([1.0, 2.0, 3.0, 0.0]), exponent=0.5)
    children = Added(jnp.array([NEW, IMPROVED, NOT_ADDED]), jnp.array([16.0, 4.0, -1.0]))
    after = start.credit(jnp.array([0, 1, 2]), children)
    assert np.asarray(after.weight) == pytest.approx([4.0, 2.0, 2.0, 0.0])  # the mean was 2


def test_of_several_children_the_best_counts():
    children = Added(jnp.array([NEW, NEW]), jnp.array([4.0, 9.0]))
    after = Priorities.start(2, size=2, exponent=0.5).credit(jnp.array([1, 1]), children)
    assert np.asarray(after.weight) == pytest.approx([1.0, 3.0])


def test_new_elites_start_at_the_mean_and_room_grows():
    grown = Priorities(jnp.array([1.0, 3.0])).grown(6, jnp.int32(4))
    assert np.asarray(grown.weight) == pytest.approx([1.0, 3.0, 2.0, 2.0, 0.0, 0.0])
