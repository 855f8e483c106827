"""CMA-ES against pycma and pyribs, all told the same samples."""

import dataclasses

import cma
import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from cma.recombination_weights import RecombinationWeights
from ribs.emitters.opt import CMAEvolutionStrategy, SeparableCMAEvolutionStrategy
from selection import long

from ramify.core import Added
from ramify.optim.cma_es import CMAES, CMAESState
from ramify.optim.ranking import best_first, log_weights
from ramify.optim.sep_cma_es import SepCMAES
from ramify.optim.step_size import Rates


def ellipsoid(x):
    return np.sum((x - 0.7) ** 2 * 10.0 ** np.arange(x.shape[1]), axis=1)  # to be minimised


@eqx.filter_jit
def tell(es: CMAES, state: CMAESState, ranked: jax.Array, parents: jax.Array) -> CMAESState:
    return es.tell(state, ranked, parents)


def told(es: CMAES, state: CMAESState, ranked: np.ndarray, parents: int) -> CMAESState:
    return tell(es, state, jnp.asarray(ranked, jnp.float32), jnp.int32(parents))


def spread_of(state) -> jax.Array:
    """C, or its diagonal if that is all there is."""
    return state.C if isinstance(state, CMAESState) else state.variance


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


def tutorial_times_a_third(n, mu_eff):
    """The "old" rates: c_sigma, c_c, c_1 and c_mu."""
    c_1 = (n + 2) / 3 * 2 / ((n + 1.3) ** 2 + mu_eff)
    c_mu = (n + 2) / 3 * 2 * (mu_eff - 2 + 1 / mu_eff) / ((n + 2) ** 2 + mu_eff)
    c_c = (1 + 1 / n + mu_eff / n) / (n**0.5 + 1 / n + 2 * mu_eff / n)
    return (mu_eff + 2) / (n + mu_eff + 5), c_c, c_1, min(1 - c_1, c_mu)


def ros_and_hansen(n, mu_eff):
    """The "paper" rates, from the list of Ros & Hansen (2008), Sec. 2 and 3."""
    c_cov = 2 / (mu_eff * (n + 2**0.5) ** 2)
    c_cov += (1 - 1 / mu_eff) * min(1, (2 * mu_eff - 1) / ((n + 2) ** 2 + mu_eff))
    c_cov *= (n + 2) / 3
    c_sigma = (mu_eff + 2) / (n + mu_eff + 3)
    return c_sigma, 4 / (n + 4), c_cov / mu_eff, c_cov * (1 - 1 / mu_eff)


@pytest.mark.parametrize(
    ("form", "rates"), [("paper", ros_and_hansen), ("old", tutorial_times_a_third)]
)
@pytest.mark.parametrize(("dim", "batch"), [(4, 10), (60, 40)])
def test_diagonal_form_equals_pycma(dim, batch, form, rates):
    # Not its option CMA_diagonal, which learns the logarithms of the variances.
    options = {"CMA_active": False, "CMA_sampler": cma.sampler.GaussDiagonalSampler}
    options |= {"popsize": batch, "seed": 3, "verbose": -9}
    peer = cma.CMAEvolutionStrategy(np.zeros(dim), 0.8, options)
    mu_eff = peer.sp.weights.mueff
    c_sigma, peer.sp.cc, c_1, c_mu = rates(dim, mu_eff)
    peer.adapt_sigma.cs = c_sigma
    peer.adapt_sigma.damps = 1 + 2 * max(0, ((mu_eff - 1) / (dim + 1)) ** 0.5 - 1) + c_sigma
    peer.sm.parameters = lambda **_: {"c1": c_1, "cmu": c_mu}

    ours = SepCMAES(batch, 0.8, form)
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


def test_with_many_samples_of_few_coordinates_no_rate_exceeds_1():
    es = SepCMAES(400, 1.0)
    r = es._rates(3, log_weights(400, jnp.int32(200)))
    assert ros_and_hansen(3, float(r.mu_eff))[3] > 1 > float(r.c_1)
    assert float(r.c_1 + r.c_mu) == pytest.approx(1.0)
    state = es.init(jnp.zeros(3))
    for key in jax.random.split(jax.random.key(0), 20):
        x = es.ask(state, key)
        x = np.asarray(x)
        state = told(es, state, x[np.argsort(ellipsoid(x))], 200)
    assert (np.asarray(state.variance) > 0).all()


@pytest.mark.parametrize(
    ("parents", "diagonal"),
    [long("mu", False), long("filter", False), long("mu", True), ("filter", True)],
)
@pytest.mark.long
def test_published_form_equals_pyribs(parents, diagonal):
    dim, batch = 3, 35
    kind = SeparableCMAEvolutionStrategy if diagonal else CMAEvolutionStrategy
    peer = kind(sigma0=2.0, solution_dim=dim, batch_size=batch, seed=1)
    peer.reset(np.zeros(dim))
    ours = SepCMAES(batch, 2.0, "published") if diagonal else CMAES(batch, 2.0, published=True)
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
        np.testing.assert_allclose(spread_of(state), peer.cov.cov, **close)
        np.testing.assert_allclose(state.p_c, peer.pc, **close)
        np.testing.assert_allclose(state.p_sigma, peer.ps, **close)
    first = ours.init(jnp.zeros(dim))
    plain = SepCMAES(batch, 2.0) if diagonal else CMAES(batch, 2.0)
    assert not np.allclose(
        spread_of(told(plain, first, x[order], batch // 2)),
        spread_of(told(ours, first, x[order], batch // 2)),
    ), "the published form changes nothing"


def test_rank_one_adds_to_the_tutorials_covariance_along_the_path():
    dim, batch = 3, 36
    x = np.random.default_rng(0).normal(size=(batch, dim))
    first = CMAES(batch, 2.0).init(jnp.zeros(dim))
    once = told(CMAES(batch, 2.0), first, x, batch // 2)
    often = told(CMAES(batch, 2.0, rank_one=7.0), first, x, batch // 2)
    c_1 = float(Rates.of(dim, log_weights(batch, jnp.int32(batch // 2))).c_1)
    path = np.asarray(once.p_c)
    expected = once.C + 6.0 * c_1 * np.outer(path, path)
    np.testing.assert_allclose(often.C, expected, rtol=1e-4, atol=1e-6)
    for same in ("mean", "sigma", "p_c", "p_sigma"):
        np.testing.assert_array_equal(getattr(often, same), getattr(once, same))
    with pytest.raises(ValueError, match=r"rank_one=7.0 with published=True"):
        CMAES(batch, 2.0, published=True, rank_one=7.0)


@pytest.mark.long
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


@pytest.mark.parametrize("batch", [4, 12, 36])
def test_the_weights_of_half_an_even_batch_equal_pycmas(batch):
    peer = RecombinationWeights(batch)
    mu = batch // 2
    assert peer.mu == mu
    np.testing.assert_allclose(log_weights(batch, jnp.int32(mu))[:mu], peer[:mu], rtol=1e-5)


def test_the_weights_of_an_odd_batch_are_those_of_its_parents():
    """pycma has Hansen's (49), whose ln((lambda + 1) / 2) is ln(mu + 1) for an odd lambda."""
    ours = np.asarray(log_weights(35, jnp.int32(17))[:17])
    np.testing.assert_allclose(ours, RecombinationWeights(34)[:17], rtol=1e-5)
    tutorial = np.log(18) - np.log(np.arange(1, 18))
    np.testing.assert_allclose(RecombinationWeights(35)[:17], tutorial / tutorial.sum(), rtol=1e-6)
    apart = np.abs(ours - tutorial / tutorial.sum())
    assert 0.001 < apart.max() < 0.01


def test_weights_are_those_of_the_number_of_parents():
    w = np.log(3.5) - np.log([1, 2, 3])
    np.testing.assert_allclose(log_weights(5, jnp.int32(3)), [*(w / w.sum()), 0, 0], rtol=1e-5)
    np.testing.assert_allclose(log_weights(5, jnp.int32(0)), [1, 0, 0, 0, 0])  # nothing entered


def test_two_stage_ranking_puts_status_before_value_and_keeps_ties_in_order():
    added = Added(jnp.array([0, 2, 1, 2, 0, 1]), jnp.array([9.0, 1.0, 5.0, 2.0, 9.0, -jnp.inf]))
    assert best_first(added.value, added.status).tolist() == [3, 1, 2, 5, 0, 4]


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        (dict(batch=1, sigma0=1.0), "batch is 1: give a whole number of at least 2"),
        (dict(batch=4, sigma0=0.0), "sigma0 is 0.0: give a finite number above 0"),
        (dict(batch=4, sigma0=1.0, published="no"), "published is 'no': give True or False"),
    ],
)
def test_mistakes_of_configuration_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        CMAES(**kwargs)
