"""Random numbers, which equal those of JAX bit for bit."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramify.numerics import draws

SEEDS = st.integers(0, 2**31 - 1)
SHAPES = st.lists(st.integers(0, 40), min_size=1, max_size=3).map(tuple)


@given(SEEDS, SHAPES, st.floats(-10, 10, width=32), st.floats(0.125, 10, width=32))
def test_the_draws_are_those_of_jax(seed, shape, low, width):
    key = jax.random.key(seed)
    assert_same(draws.bits(key, shape), jax.random.bits(key, shape, dtype=jnp.uint32))
    assert_same(draws.normal(key, shape), jax.random.normal(key, shape, dtype=jnp.float32))
    expected = jax.random.uniform(key, shape, jnp.float32, low, low + width)
    assert_same(draws.uniform(key, shape, low, low + width), expected)


@given(SEEDS, st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_keys_are_those_of_jax(seed, count, number):
    key = jax.random.key(seed)
    assert jnp.all(draws.split(key, count) == jax.random.split(key, count))
    assert draws.fold_in(key, number) == jax.random.fold_in(key, number)
    assert draws.fold_in(key, jnp.uint32(number)) == jax.random.fold_in(key, number)


@given(SEEDS, st.integers(1, 2**31 - 1))
def test_whole_numbers_are_those_of_jax(seed, end):
    key = jax.random.key(seed)
    expected = jax.random.randint(key, (50,), 0, end, dtype=jnp.int32)
    assert_same(draws.below(key, 50, jnp.int32(end)), expected)


def test_keys_that_are_mapped_draw_what_each_draws_alone():
    keys = jax.random.split(jax.random.key(3), 4)
    together = jax.jit(jax.vmap(lambda key: draws.normal(key, (35, 3))))(keys)
    alone = [jax.random.normal(key, (35, 3), dtype=jnp.float32) for key in keys]
    assert_same(together, np.stack(alone))


@pytest.mark.parametrize("setting", ["rbg", "not partitionable"])
def test_other_generators_draw_as_in_jax(setting):
    key = jax.random.key(5, impl="rbg" if setting == "rbg" else None)
    with jax.threefry_partitionable(setting == "rbg"):
        expected = jax.random.normal(key, (7, 2), dtype=jnp.float32)
        assert_same(draws.normal(key, (7, 2)), expected)
        assert jnp.all(draws.split(key, 3) == jax.random.split(key, 3))


def assert_same(found, expected) -> None:
    assert found.dtype == expected.dtype and found.shape == expected.shape
    assert np.asarray(found).tobytes() == np.asarray(expected).tobytes()
