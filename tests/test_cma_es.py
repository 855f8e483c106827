"""CMA-ES against pycma and pyribs, all told the same samples."""

import dataclasses

import cma
import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from ribs.emitters.opt import CMAEvolutionStrategy

from ramify.core import Added
from ramify.optim.cma_es import CMAES, CMAESState
from ramify.optim.ranking import log_weights, two_stage
from ramify.optim.sep_cma_es import SepCMAES


def ellipsoid(x):
    return np.sum((x - 0.7) ** 2 * 10.0 ** np.arange(x.shape[1]), axis=1)  # to be minimised


@eqx.filter_jit
def tell(es: CMAES, state: CMAESState, ranked: jax.Array, parents: jax.Array) -> CMAESState:
    return es.tell(state, ranked, parents)


def told(es: CMAES, state: CMAESState, ranked: np.ndarray, parents: int) -> CMAESState:
    return tell(es, state, jnp.asarray(ranked, jnp.float32), jnp.int32(parents))


def covariance(state: CMAESState) -> jax.Array:
    """That samples are drawn from, in units of sigma^2."""
    return state.B @ jnp.diag(state.D**2) @ state.B.T


@pytest.mark.parametrize(("dim", "batch"), [(3, 36), (5, 12)])
def test_equals_pycma(dim, batch):
    options = {"CMA_active": False, "popsize": batch, "seed": 3, "verbose": -9}
    peer = cma.CMAEvolutionStrategy(np.zeros(dim), 0.8, options)
    # pycma has moved on from the tutorial in its learning rates alone: give it the tutorial's.
    mu_eff = peer.sp.weights.mueff
    peer.sp.cc = (4 + mu_eff / dim) / (dim + 4 + 2 * mu_eff / dim)
    peer.adapt_sigma.cs = c_sigma = (mu_eff + 2) / (dim + mu_eff + 5)
    peer.adapt_sigma.damps = 1 + 2 * max(0, ((mu_eff - 1) / (dim + 1)) ** 0.5 - 1) + c_sigma
    c_1 = 2 / ((dim + 1.3) ** 2 + mu_eff)
    c_mu = min(1 - c_1, 2 * (mu_eff - 2 + 1 / mu_eff) / ((dim + 2) ** 2 + mu_eff))
    peer.sm._parameters = {"c1": c_1, "cmu": c_mu}

    ours = CMAES(batch, 0.8)
    state = ours.init(jnp.zeros(dim))
    for _ in range(12):
        x = np.array(peer.ask())
        values = ellipsoid(x)
        peer.tell(x, values)
        state = told(ours, state, x[np.argsort(values)], batch // 2)
        close = dict(rtol=2e-4, atol=2e-5)
        np.testing.assert_allclose(state.mean, peer.mean, **close)
        np.testing.assert_allclose(state.sigma, peer.sigma, **close)
        np.testing.assert_allclose(state.C, peer.sm.C, **close)
        np.testing.assert_allclose(state.p_c, peer.pc, **close)
    assert not np.allclose(state.C, np.eye(dim), atol=0.1), "the covariance has not been adapted"


@pytest.mark.parametrize(("dim", "batch"), [(4, 10), (60, 40)])
def test_diagonal_form_equals_pycma(dim, batch):
    # Not its option CMA_diagonal, which learns the logarithms of the variances.
    options = {"CMA_active": False, "CMA_sampler": cma.sampler.GaussDiagonalSampler}
    options |= {"popsize": batch, "seed": 3, "verbose": -9}
    peer = cma.CMAEvolutionStrategy(np.zeros(dim), 0.8, options)
    mu_eff = peer.sp.weights.mueff
    peer.adapt_sigma.cs = c_sigma = (mu_eff + 2) / (dim + mu_eff + 5)
    peer.adapt_sigma.damps = 1 + 2 * max(0, ((mu_eff - 1) / (dim + 1)) ** 0.5 - 1) + c_sigma
    peer.sp.cc = (1 + 1 / dim + mu_eff / dim) / (dim**0.5 + 1 / dim + 2 * mu_eff / dim)
    c_1 = (dim + 2) / 3 * 2 / ((dim + 1.3) ** 2 + mu_eff)
    c_mu = min(1 - c_1, (dim + 2) / 3 * 2 * (mu_eff - 2 + 1 / mu_eff) / ((dim + 2) ** 2 + mu_eff))
    peer.sm.parameters = lambda **_: {"c1": c_1, "cmu": c_mu}

    ours = SepCMAES(batch, 0.8)
    state = ours.init(jnp.zeros(dim))
    for _ in range(30):
        x = np.array(peer.ask())
        values = ellipsoid(x[:, :4])
        peer.tell(x, values)
        state = told(ours, state, x[np.argsort(values)], batch // 2)
    close = dict(rtol=2e-3, atol=2e-4)
    np.testing.assert_allclose(state.mean, peer.mean, **close)
    np.testing.assert_allclose(state.sigma, peer.sigma, **close)
    np.testing.assert_allclose(state.variance, peer.sm.C, **close)
    np.testing.assert_allclose(state.p_c, peer.pc, **close)
    assert np.asarray(state.variance).std() > 0.05, "the variances have not been adapted"


@pytest.mark.parametrize("parents", ["mu", "filter"])
def test_published_form_equals_pyribs(parents):
    dim, batch = 3, 35
    peer = CMAEvolutionStrategy(sigma0=2.0, solution_dim=dim, batch_size=batch, seed=1)
    peer.reset(np.zeros(dim))
    ours = CMAES(batch, 2.0, published=True)
    state = ours.init(jnp.zeros(dim))
    rng = np.random.default_rng(0)
    for _ in range(12):
        x = np.array(peer.ask())
        order = np.argsort(ellipsoid(x))
        count = batch // 2 if parents == "mu" else int(rng.integers(1, batch + 1))
        peer.tell(order, np.sort(ellipsoid(x))[:, None], count)
        state = told(ours, state, x[order], count)
        close = dict(rtol=5e-4, atol=5e-5)
        np.testing.assert_allclose(state.mean, peer.mean, **close)
        np.testing.assert_allclose(state.sigma, peer.sigma, **close)
        np.testing.assert_allclose(state.C, peer.cov.cov, **close)
        np.testing.assert_allclose(state.p_c, peer.pc, **close)
        np.testing.assert_allclose(state.p_sigma, peer.ps, **close)
    tutorial = ours.init(jnp.zeros(dim))
    assert not np.allclose(
        told(CMAES(batch, 2.0), tutorial, x[order], batch // 2).C,
        told(ours, tutorial, x[order], batch // 2).C,
    ), "published=True changes nothing"


def test_decomposes_as_rarely_as_pyribs():
    dim, batch = 40, 12
    peer = CMAEvolutionStrategy(sigma0=2.0, solution_dim=dim, batch_size=batch, seed=1)
    peer.reset(np.zeros(dim))
    ours = CMAES(batch, 2.0, published=True)
    state, gap = ours.init(jnp.zeros(dim)), ours.gap(dim)
    assert gap == 1 + peer.lazy_gap_evals // batch > 3
    for generation in range(3 * gap + 2):
        x = np.array(peer.ask())
        spread = covariance(state)
        peers = (peer.cov.eigenbasis * peer.cov.eigenvalues) @ peer.cov.eigenbasis.T
        np.testing.assert_allclose(spread, peers, rtol=5e-4, atol=5e-5)
        assert np.allclose(spread, state.C, atol=1e-5) == (generation % gap == 0)
        order = np.argsort(ellipsoid(x[:, :3]))
        peer.tell(order, np.sort(ellipsoid(x[:, :3]))[:, None], batch // 2)
        state = told(ours, state, x[order], batch // 2)
        np.testing.assert_allclose(state.C, peer.cov.cov, rtol=5e-4, atol=5e-5)
        np.testing.assert_allclose(state.p_sigma, peer.ps, rtol=5e-4, atol=5e-4)


def test_together_each_decomposes_in_its_own_turn(key):
    es, dim = CMAES(12, 1.0), 40
    alone = [es.init(jnp.zeros(dim))] * 3
    alone[1] = dataclasses.replace(alone[1], generation=jnp.int32(1))
    alone[2] = dataclasses.replace(alone[2], generation=jnp.int32(es.gap(dim) - 1))
    together = jax.tree.map(lambda *leaves: jnp.stack(leaves), *alone)
    tell_all = jax.jit(jax.vmap(es.tell, in_axes=(0, 0, None)))
    for draw in jax.random.split(key, es.gap(dim) + 2):
        x = jax.random.normal(draw, (3, 12, dim))
        together = tell_all(together, x, jnp.int32(6))
        alone = [tell(es, one, rows, jnp.int32(6)) for one, rows in zip(alone, x, strict=True)]
        for i, one in enumerate(alone):
            mine = jax.tree.map(lambda leaf, i=i: leaf[i], together)
            np.testing.assert_allclose(covariance(mine), covariance(one), rtol=1e-4, atol=1e-4)
    program = str(jax.make_jaxpr(tell_all)(together, x, jnp.int32(6)))
    assert "cond[" in program and "eigh" in program, "whoever waits would be decomposed as well"


def test_a_handful_of_coordinates_is_decomposed_every_generation():
    assert [CMAES(35, 1.0).gap(n) for n in (2, 3, 5, 10)] == [1, 1, 1, 1]
    assert CMAES(36, 1.0).gap(100) == 3


def test_samples_have_the_covariance_they_are_said_to_have(key):
    es = CMAES(40_000, 1.5)
    state = es.init(jnp.zeros(3))
    A = jnp.array([[2.0, 0.3, -0.5], [0.3, 1.0, 0.2], [-0.5, 0.2, 0.5]])
    variance, B = jnp.linalg.eigh(A)
    state = CMAESState(
        jnp.array([1.0, -2.0, 3.0]), state.sigma, A, B, jnp.sqrt(variance), state.p_sigma,
        state.p_c, state.generation,
    )  # fmt: skip
    x = es.ask(state, key)
    np.testing.assert_allclose(jnp.mean(x, axis=0), state.mean, atol=0.05)
    np.testing.assert_allclose(np.cov(x.T), 1.5**2 * A, atol=0.1)


@eqx.filter_jit
def generation(es: CMAES, state: CMAESState, key: jax.Array) -> CMAESState:
    x = es.ask(state, key)
    values = jnp.sum((x - 0.7) ** 2 * jnp.array([[1.0, 10.0, 100.0, 1000.0]]), axis=1)
    return es.tell(state, x[jnp.argsort(values)], jnp.int32(10))


def test_finds_the_optimum_of_an_ellipsoid(key):
    es = CMAES(20, 1.0)
    state = es.init(jnp.zeros(4))
    for draw in jax.random.split(key, 80):
        state = generation(es, state, draw)
    np.testing.assert_allclose(state.mean, 0.7, atol=1e-3)
    assert float(state.D[-1] / state.D[0]) > 10, "C has not become the ellipsoid's inverse Hessian"


def test_stop_conditions():
    es = CMAES(6, 0.5)
    state = es.init(jnp.zeros(3))
    values = jnp.array([3.0, 2.0, 1.0, 0.0, -1.0, -jnp.inf])

    def stops(values=values, **changed):
        new = {**{f.name: getattr(state, f.name) for f in dataclasses.fields(state)}, **changed}
        return bool(es.stop(CMAESState(**new), values))

    assert not stops()
    assert not stops(D=jnp.array([1e-6, 1.0, 1.0]))
    assert stops(D=jnp.array([0.9e-7, 1.0, 1.0])), "condition above 1e14"
    assert stops(D=jnp.array([jnp.nan, 1.0, 1.0]))
    assert not stops(sigma=jnp.float32(2e-11))
    assert stops(sigma=jnp.float32(0.9e-11)), "collapsed"
    assert stops(sigma=jnp.float32(jnp.inf))
    assert stops(values=jnp.full(6, 2.0)), "all values alike"
    assert stops(values=jnp.full(6, -jnp.inf)), "every sample failed"


def test_weights_are_the_tutorials():
    w = np.log(3.5) - np.log([1, 2, 3])
    np.testing.assert_allclose(log_weights(5, jnp.int32(3)), [*(w / w.sum()), 0, 0], rtol=1e-5)
    np.testing.assert_allclose(log_weights(5, jnp.int32(0)), [1, 0, 0, 0, 0])  # nothing entered


def test_two_stage_ranking_puts_status_before_value_and_keeps_ties_in_order():
    added = Added(jnp.array([0, 2, 1, 2, 0, 1]), jnp.array([9.0, 1.0, 5.0, 2.0, 9.0, -jnp.inf]))
    assert two_stage(added).tolist() == [3, 1, 2, 5, 0, 4]


@pytest.mark.parametrize("kwargs", [dict(batch=1, sigma0=1.0), dict(batch=4, sigma0=0.0)])
def test_mistakes_of_configuration_are_named(kwargs):
    with pytest.raises(ValueError, match="needs batch >= 2 and sigma0 > 0"):
        CMAES(**kwargs)
