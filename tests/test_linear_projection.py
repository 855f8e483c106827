"""The linear projections, against their papers' code written out."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify.core import Query
from ramify.tasks.linear_projection import BOUND, plateau

N = 6


def evaluated(task, x):
    query = Query(jnp.asarray(x, jnp.float32), len(x), wants_jacobian=True)
    return task.evaluate(query, jax.random.key(0))


def test_the_plateau_is_flat_inside_and_falls_off_quadratically_outside():
    x = np.random.default_rng(0).uniform(-12.0, 12.0, (50, N)).astype(np.float32)
    x[:3] = np.clip(x[:3], -BOUND, BOUND)
    penalty = np.where(np.abs(x) > BOUND, np.square(np.abs(x) - BOUND), 0.0)
    expected = (np.average(penalty, axis=1) - 100.0) / (0.0 - 100.0) * 100.0
    found = evaluated(plateau(N), x)
    np.testing.assert_allclose(found.objective, expected, rtol=1e-5)
    np.testing.assert_array_equal(found.objective[:3], 100.0)
    assert expected[3:].max() < 100.0
    folded = np.where(np.abs(x) > BOUND, BOUND / x, x)
    sums = np.stack([folded[:, : N // 2].sum(1), folded[:, N // 2 :].sum(1)], axis=1)
    np.testing.assert_allclose(found.measures, sums, rtol=1e-4, atol=1e-4)
    slope = -2.0 / N * np.sign(x) * np.maximum(np.abs(x) - BOUND, 0.0)
    np.testing.assert_allclose(found.jacobian[:, 0], slope, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("at", "value"), [(BOUND, 100.0), (BOUND + 10.0, 0.0), (-BOUND, 100.0)])
def test_where_the_plateau_ends(at, value):
    found = evaluated(plateau(N), np.full((1, N), at))
    np.testing.assert_allclose(found.objective, value, atol=1e-3)
    assert np.isfinite(found.jacobian).all()
