"""xNES against the paper's formulas, one by one; what it is invariant under; and that it converges."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import scipy.linalg

from ramify import XNES, recipes
from ramify.optim.xnes import XNESState

DIM, BATCH = 3, 12
ES = XNES(BATCH, 0.5)
START = XNESState(
    jnp.array([1.0, -2.0, 0.5]),
    jnp.float32(0.7),
    jnp.array([[1.0, 0.3, 0.0], [0.1, 1.03, -0.2], [0.0, 0.0, 1.0]]),
)


def ellipsoid(x):
    return -jnp.sum((x - 0.7) ** 2 * jnp.array([[1.0, 10.0, 100.0]]), axis=1)


@eqx.filter_jit
def generation(state, key, transform=None, parents=BATCH // 2):
    x = ES.ask(state, key)
    order = jnp.argsort(-ellipsoid(x if transform is None else x @ transform.T))
    return x, x[order], ES.tell(state, x[order], jnp.int32(parents))


def test_an_update_as_in_the_paper(key):
    x, ranked, state = generation(START, key)
    A = np.asarray(START.sigma * START.B, np.float64)
    s = np.stack(
        [np.linalg.solve(A, row) for row in np.asarray(ranked - START.mean[None], np.float64)]
    )
    u = np.maximum(0.0, np.log(BATCH / 2 + 1) - np.log(np.arange(1, BATCH + 1)))
    u = u / u.sum() - 1 / BATCH
    g_delta = sum(a * b for a, b in zip(u, s, strict=True))
    g_m = sum(a * (np.outer(b, b) - np.eye(DIM)) for a, b in zip(u, s, strict=True))
    rate = 3 / 5 * (3 + np.log(DIM)) / (DIM * np.sqrt(DIM))
    np.testing.assert_allclose(state.mean, START.mean + A @ g_delta, rtol=1e-4)
    # One exponential of the whole, which the paper splits into sigma and B.
    expected = A @ scipy.linalg.expm(rate / 2 * g_m)
    np.testing.assert_allclose(state.sigma * state.B, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(np.linalg.det(state.B), np.linalg.det(START.B), rtol=1e-4)
    drawn = START.mean[None] + jax.random.normal(key, x.shape) @ (START.sigma * START.B).T
    np.testing.assert_allclose(x, drawn, rtol=1e-5, atol=1e-5)


def test_a_linear_change_of_coordinates_changes_nothing(key):
    """From coordinates x to T^-1 x, with the distribution changed alike."""
    T = jnp.array([[2.0, 0.5, 0.0], [0.0, 1.0, 0.3], [0.0, -0.4, 0.5]])
    there = jnp.linalg.inv(T)
    state = START, XNESState(there @ START.mean, START.sigma, there @ START.B)
    for draw in jax.random.split(key, 10):
        state = generation(state[0], draw)[2], generation(state[1], draw, T)[2]
    np.testing.assert_allclose(T @ state[1].mean, state[0].mean, rtol=1e-2, atol=1e-3)
    np.testing.assert_allclose(T @ state[1].B, state[0].B, rtol=1e-2, atol=1e-3)
    assert not np.allclose(state[0].B, START.B, atol=0.05)


def test_it_finds_the_optimum_of_an_ellipsoid(key):
    draws = jax.random.split(key, 100)
    state, _ = jax.lax.scan(
        lambda s, k: (generation(s, k)[2], None), ES.init(jnp.zeros(DIM)), draws
    )
    np.testing.assert_allclose(state.mean, 0.7, atol=1e-3)
    lengths = np.linalg.svd(state.B, compute_uv=False)
    assert lengths[0] > 5 * lengths[-1] and float(state.sigma) < 0.01


def test_how_many_count_and_when_it_stops():
    u = np.asarray(ES._utilities(jnp.int32(2)))
    assert (u[:2] > 0).all() and np.allclose(u[2:], -1 / BATCH) and abs(u.sum()) < 1e-6
    np.testing.assert_allclose(ES._utilities(jnp.int32(0)), ES._utilities(jnp.int32(1)))
    values = jnp.arange(float(BATCH))
    assert not ES.stop(START, values) and ES.stop(START, jnp.ones(BATCH))
    flat = eqx.tree_at(lambda s: s.B, START, jnp.diag(jnp.array([1e4, 1.0, 1e-4])))
    assert ES.stop(flat, values), "condition above 1e14"


def test_the_recipe_takes_it():
    made = recipes.cma_mega(dim=4, coefficients="xnes").build().qd.emitter
    assert isinstance(made.distribution, XNES) and made.distribution.sigma0 == 10.0
