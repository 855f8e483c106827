"""LM-MA-ES and OpenAI-ES: against pyribs given the same draws, and that they climb.

For sep-CMA-ES see test_cma_es.py.
"""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from ribs.emitters.opt import LMMAEvolutionStrategy, OpenAIEvolutionStrategy
from selection import long

from ramify import CMAES, CMAME, ES, LMMAES, XNES, Evaluation, OpenAIES, SepCMAES, recipes
from ramify.core import Added, Elites

DIM, BATCH = 30, 8
CLOSE = dict(rtol=2e-4, atol=2e-5)


def ellipsoid(x):
    return -jnp.sum((x - 0.7) ** 2 * 10.0 ** jnp.linspace(0.0, 2.0, DIM)[None], axis=1)


@eqx.filter_jit
def generation(es, state, key, parents):
    x = es.ask(state, key)
    order = jnp.argsort(-ellipsoid(x))
    return x, order, es.tell(state, x[order], parents)


class Draws:
    """Stands in for NumPy's generator, and draws what JAX does."""

    def __init__(self, key, rows):
        self.z = np.asarray(jax.random.normal(key, (rows, DIM)), np.float64)

    def standard_normal(self, size, dtype=None):
        return self.z


def side_by_side(ours, peer, rows, generations=12):
    """Both after as many generations, from the same draws."""
    start = np.linspace(-0.5, 0.5, DIM)
    state = ours.init(jnp.asarray(start, jnp.float32))
    peer.reset(start)
    rng = np.random.default_rng(0)
    for key in jax.random.split(jax.random.key(0), generations):
        peer._rng = Draws(key, rows)
        theirs = np.array(peer.ask())
        parents = int(rng.integers(1, BATCH + 1))
        x, order, state = generation(ours, state, key, jnp.int32(parents))
        np.testing.assert_allclose(x, theirs, **CLOSE)
        peer.tell(np.asarray(order), np.zeros((BATCH, 1)), parents)
    return state


def test_lm_ma_es_equals_pyribs():
    vectors = 5
    peer = LMMAEvolutionStrategy(0.3, DIM, BATCH, n_vectors=vectors)
    for compiled in ("_transform_and_check_sol", "_calc_strat_params"):  # which takes seconds
        setattr(peer, compiled, getattr(peer, compiled).py_func)
    state = side_by_side(LMMAES(BATCH, 0.3, vectors), peer, BATCH)
    np.testing.assert_allclose(state.mean, peer.mean, **CLOSE)
    np.testing.assert_allclose(state.sigma, peer.sigma, **CLOSE)
    np.testing.assert_allclose(state.p_sigma, peer.ps, rtol=2e-3, atol=2e-3)
    np.testing.assert_allclose(state.m, peer.m, rtol=2e-3, atol=2e-3)
    assert state.m.shape == (vectors, DIM) and float(state.sigma) != 0.3
    assert LMMAES(BATCH, 0.3).init(state.mean).m.shape == (BATCH, DIM)


@pytest.mark.parametrize("mirrored", [True, False])
def test_openai_es_equals_pyribs(mirrored):
    """pyribs' mirrored gradient is twice ours, and so must its decay be."""
    decay = 0.01 if mirrored else 0.005
    peer = OpenAIEvolutionStrategy(
        0.3, DIM, BATCH, mirror_sampling=mirrored, lr=0.05, l2_coeff=decay
    )
    ascent = optax.chain(optax.add_decayed_weights(0.005), optax.adam(0.05))
    ours = OpenAIES(BATCH, 0.3, ascent, mirrored)
    state = side_by_side(ours, peer, BATCH // 2 if mirrored else BATCH)
    np.testing.assert_allclose(state.mean, peer.adam_opt.theta, **CLOSE)
    np.testing.assert_allclose(state.moved, peer.last_update_ratio, rtol=1e-2)


@pytest.mark.parametrize("mirrored", [long(True), False])
def test_openai_es_climbs_the_gradient_that_es_estimates(mirrored, key):
    """One scale in both: that of the mean over all samples."""
    start, values = jnp.linspace(-0.5, 0.5, DIM), jax.random.normal(key, (BATCH,))
    source = ES(BATCH, 0.3, mirrored)
    query = source.probe(None, start, key)
    answer = Evaluation(jnp.zeros(1 + BATCH).at[1:].set(values), jnp.zeros((1 + BATCH, 1)))
    order = jnp.argsort(-values)
    ours = OpenAIES(BATCH, 0.3, optax.sgd(1.0), mirrored)
    state = ours.tell(ours.init(start), query.x[1:][order], jnp.int32(1), values[order])
    np.testing.assert_allclose(
        state.mean - start, source.jacobian(None, query, answer)[0], rtol=1e-4, atol=1e-5
    )


@pytest.mark.parametrize("tied", [-np.inf, 0.0])
def test_equal_samples_lead_nowhere(tied, key):
    es = OpenAIES(40, 0.3, optax.sgd(1.0))
    state = es.init(jnp.zeros(DIM))
    x, values = es.ask(state, key), jnp.full(40, tied)
    np.testing.assert_array_equal(es.tell(state, x, jnp.int32(20), values).mean, 0.0)
    one, best = es.tell(state, x, jnp.int32(20), values.at[0].set(1.0)).mean, x[0]
    assert one @ best > 0.99 * jnp.linalg.norm(one) * jnp.linalg.norm(best)


def test_cma_me_tells_the_values(key):
    emitter = CMAME(OpenAIES(BATCH, 0.3, optax.sgd(1.0)), "mu", "basic")
    state = emitter.init(jnp.zeros(DIM), key)
    added = Added(jnp.array([2, 2, 0, 0, 0, 0, 0, 0]), jnp.zeros(BATCH).at[:2].set(1.0))
    evaluation = Evaluation(added.value, jnp.zeros((BATCH, 1)))
    elite = lambda *_: Elites(state.query.x[:1], *jnp.zeros((2, 1)), jnp.array([0]))  # noqa: E731
    mean = emitter.tell(state, evaluation, added, elite).distribution.mean
    swapped = eqx.tree_at(
        lambda s: s.query.x, state, state.query.x.at[2:].set(state.query.x[:1:-1])
    )
    np.testing.assert_allclose(
        mean, emitter.tell(swapped, evaluation, added, elite).distribution.mean, atol=1e-6
    )


@pytest.mark.parametrize(("es", "least"), [(LMMAES(20, 0.3), -1.0), (OpenAIES(20, 0.05), -100.0)])
def test_they_climb(es, least, key):
    first = es.init(jnp.zeros(DIM))
    draws = jax.random.split(key, 300)
    state, _ = jax.lax.scan(
        lambda s, k: (generation(es, s, k, jnp.int32(10))[2], None), first, draws
    )
    began, came = (float(ellipsoid(s.mean[None])[0]) for s in (first, state))
    assert came > least > began / 3, (began, came)


def test_when_they_stop():
    values = jnp.arange(float(BATCH))
    for es in (LMMAES(BATCH, 0.5), OpenAIES(BATCH, 0.5)):
        state = es.init(jnp.ones(DIM))
        assert not es.stop(state, values)
        assert es.stop(state, jnp.ones(BATCH)) and es.stop(state, jnp.full(BATCH, -jnp.inf))
    climbing = eqx.tree_at(lambda s: s.moved, state, jnp.float32(1e-10))
    assert es.stop(climbing, values), "at rest"
    shrunk = eqx.tree_at(lambda s: s.sigma, LMMAES(BATCH, 0.5).init(jnp.ones(DIM)), jnp.float32(0))
    assert LMMAES(BATCH, 0.5).stop(shrunk, values), "collapsed"


@pytest.mark.parametrize("kind", ["random_direction", "objective"])
def test_the_recipe_has_all_three_kinds(kind):
    recipe = recipes.cma_me(kind=kind, task="hopper", emitters=1)
    emitter = recipe.build().qd.emitter
    assert (emitter.ranking, len(emitter.ranges)) == (kind, kind == "random_direction")


def test_the_recipe_takes_any():
    strategies = {
        "cma-es": CMAES,
        "sep-cma-es": SepCMAES,
        "lm-ma-es": LMMAES,
        "openai-es": OpenAIES,
    }
    for name, kind in strategies.items():
        recipe = recipes.cma_me(optimiser=name, controller="gait", emitters=1, anneal=0.1)
        emitter = recipe.build().qd.emitter
        assert type(emitter.optimiser) is kind and emitter.ranking == "annealed"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: LMMAES(1, 0.5), "batch is 1: give a whole number of at least 2"),
        (lambda: LMMAES(8, 0.5, vectors=0), "vectors is 0: give a whole number of at least 1"),
        (lambda: OpenAIES(7, 0.5), "come in pairs"),
        (lambda: OpenAIES(8, 0.0), "sigma is 0.0: give a finite number above 0"),
        (lambda: OpenAIES(8, float("inf")), "sigma is inf"),
        (lambda: SepCMAES(8, -1.0), "sigma0 is -1.0: give a finite number above 0"),
        (lambda: SepCMAES(8, 1.0, "pyribs"), "choose one of"),
        (lambda: XNES(8, float("nan")), "sigma0 is nan"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
