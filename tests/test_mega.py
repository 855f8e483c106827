"""MEGA against its formula, and critics as the gradient source of every emitter."""

from functools import cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from toys import THETA, Slide, slide_source

from ramify import (
    ES,
    MEES,
    MEGA,
    OMGMEGA,
    QD,
    Autodiff,
    Evaluation,
    Function,
    GridArchive,
    OGMAPElites,
    PerRow,
)
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added, Elites
from ramify.emitters.cma_mega import directions
from ramify.emitters.points import jacobian_foreseen
from ramify.run import loop
from ramify.run.plan import IterationPlan

N, K, BATCH = 5, 2, 4
ELITES = jax.random.normal(jax.random.key(8), (BATCH, N))


def sample(key, count, otherwise):
    return Elites(ELITES, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def told(emitter, state, added=None):
    jacobian = jnp.cos(jnp.arange((1 + K) * N, dtype=jnp.float32)).reshape(1 + K, N)
    jacobian = jacobian[None] + state.query.x[:, None]  # another one at each point
    answer = Evaluation(jnp.zeros(BATCH), jnp.zeros((BATCH, K)), jacobian)
    if added is None:
        added = Added(jnp.full(BATCH, NOT_ADDED), jnp.zeros(BATCH))
    return emitter.tell(state, answer, added, sample), jax.vmap(directions)(jacobian)


@pytest.mark.parametrize("absolute", [True, False])
def test_coefficients_are_held_while_gradients_change(absolute):
    emitter = MEGA(Autodiff(), K, batch=BATCH, hold=3, sigma_g=0.5, absolute=absolute)
    state = emitter.init(jnp.zeros(N), jax.random.key(0))
    held = np.asarray(state.coeffs)
    assert np.any(held[:, 0] < 0) and len(np.unique(held)) == held.size
    c = np.abs(held) * [1, 0, 0] + held * [0, 1, 1] if absolute else held
    for _ in range(3):
        x = np.asarray(state.query.x)
        state, rows = told(emitter, state)
        np.testing.assert_array_equal(state.coeffs, held)
        np.testing.assert_allclose(state.query.x, x + np.einsum("br,brn->bn", c, rows), atol=1e-5)
    state, _ = told(emitter, state)  # after the third step: other elites, other coefficients
    np.testing.assert_array_equal(state.query.x, ELITES)
    assert not np.any(np.asarray(state.coeffs) == held)


def test_cma_es_ranks_by_the_best_result_with_the_same_coefficients():
    emitter = MEGA(Autodiff(), K, batch=BATCH, hold=2, sigma_g=0.5, adapt=True)
    state = start = emitter.init(jnp.zeros(N), jax.random.key(0))
    for status, value in (  # at the start, after one step, and after two
        ((0, IMPROVED, 0, 0), (0.0, 9.0, 0.0, -1.0)),
        ((0, IMPROVED, 0, NEW), (5.0, 2.0, 0.0, 1.0)),
        ((0, 0, 0, IMPROVED), (0.0, 0.0, 3.0, 8.0)),
    ):
        added = Added(jnp.array(status, jnp.int32), jnp.array(value))
        state, _ = told(emitter, state, added)
    order = jnp.array([3, 1, 0, 2])  # new: 1.0; improved: 9.0; not added: 5.0 and 3.0
    values = jnp.array([1.0, 9.0, 5.0, 3.0])
    parents = jnp.int32(BATCH // 2)
    strategy = emitter.distribution
    wanted = strategy.tell(start.distribution, start.coeffs[order], parents, values)
    jax.tree.map(
        lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6),
        state.distribution,
        wanted,
    )
    assert int(state.restarts) == 0
    for _ in range(3):  # nothing is added: it starts again
        state, _ = told(emitter, state)
    assert int(state.restarts) == 1
    np.testing.assert_array_equal(state.distribution.mean, np.zeros(1 + K))


@pytest.mark.long
def test_it_fills_an_archive_better_than_one_step_of_each(key):
    """On a sphere: hold=1 is OMG-MEGA, whose branches of this length stay near the elites."""
    task = Function(lambda x: (-jnp.sum(x**2), x[:2]), names=("x0", "x1"))
    archive = GridArchive((-8, -8), (8, 8), (40, 40), offset=-400.0)
    found = {}
    for hold in (1, 10):
        emitter = MEGA(Autodiff(), 2, batch=10, hold=hold, sigma_g=0.3, first=0.1)
        qd = QD(archive, emitter)
        state, _ = loop.advance(qd, task, qd.init(jnp.zeros(20), key=key), 200)
        found[hold] = int(state.archive.size)
    assert found[10] > 1.3 * found[1], found


# Critics, alone and with samples, in the emitters that have other search points than CMA-MEGA.

EMITTERS = {
    "omg-mega": lambda source: OMGMEGA(source, batch=3, sigma_g=0.1),
    "og-map-elites": lambda source: OGMAPElites(source, batch=3, sigma=0.1, eta=0.1),
    "mega": lambda source: MEGA(source, 1, batch=3, hold=2, sigma_g=0.1),
    "me-es": lambda source: MEES(source, 1, steps=2, ascent=optax.sgd(0.1), memory=5),
}
SOURCES = {
    "td3": lambda: slide_source(),
    "td3-es": lambda: PerRow(slide_source(rows=1), ES(4, 0.1)),
}


@cache
def slide_qd(name, source):
    return QD(GridArchive((-4,), (0,), (20,)), EMITTERS[name](SOURCES[source]()))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", EMITTERS)
def test_every_emitter_takes_critics(name, source, key):
    qd, task = slide_qd(name, source), Slide()
    start = state = jax.eval_shape(lambda: qd.init(THETA, key=key))
    queries = IterationPlan.of(qd, task, start).queries
    assert len(queries) == qd.emitter.phases
    for foretold in queries:
        query = qd.ask(state)
        assert (query.x.shape, query.offered) == (foretold.x.shape, foretold.offered)
        assert query.wants_transitions
        state = jax.eval_shape(qd.step, state, jax.eval_shape(task.evaluate, query, key))
    assert jax.tree.structure(state) == jax.tree.structure(start)
    for a, b in zip(jax.tree.leaves(start), jax.tree.leaves(state), strict=True):
        assert (a.shape, a.dtype) == (b.shape, b.dtype)


def test_critics_give_children_without_an_evaluation_of_the_parents(key):
    """Each child is an elite and the critics' normalized rows, with random weights."""
    source = slide_source()
    emitter = OMGMEGA(source, batch=3, sigma_g=1e-3)
    assert emitter.phases == 1
    qd = QD(GridArchive((-4,), (0,), (20,)), emitter)
    state = qd.init(THETA, key=key)
    state = qd.tell(state, jax.jit(Slide().evaluate)(qd.ask(state), key), keep=True)
    parents = {tuple(x) for x in np.asarray(state.archive.solution[: int(state.archive.size)])}
    learnt = eqx.tree_at(lambda s: s.key, state.emitter.gradient, state.emitter.gradient.key)
    for child in np.asarray(qd.ask(state).x):
        parent = min(parents, key=lambda x: np.sum((np.array(x) - child) ** 2))
        rows = jacobian_foreseen(source, learnt, jnp.array([parent]))[0]
        units = rows / jnp.linalg.norm(rows, axis=1, keepdims=True)
        step = child - np.array(parent)
        c, *_ = np.linalg.lstsq(np.asarray(units).T, step, rcond=None)
        assert 0 <= c[0] < 5e-3 and np.abs(c[1]) < 5e-3
        np.testing.assert_allclose(c @ np.asarray(units), step, atol=1e-6)


def test_critics_of_measures_let_novelty_be_climbed(key):
    """By the chain rule: the measure's row times the change of novelty with the measure."""
    source = slide_source(updates=0)
    emitter = MEES(source, 1, steps=1, ascent=optax.sgd(1.0), neighbours=1, memory=4, tournament=1)
    state = emitter.init(THETA, key)

    def elite(key, count, otherwise):
        return Elites(THETA[None], jnp.zeros(1), jnp.zeros((1, 1)), jnp.zeros(1, jnp.int32))

    answers = jax.jit(Slide().evaluate)
    added = Added(jnp.zeros(1, jnp.int32), jnp.zeros(1))
    state = emitter.tell(state, answers(state.query, key), added, elite)  # up the objective
    novel = eqx.tree_at(lambda s: s.past.measures, state, state.past.measures.at[0].add(1.0))
    rows = jacobian_foreseen(source, source.follow(state.gradient, THETA), THETA[None])[0]
    for begun, sign in ((state, 1), (novel, 1)):
        answer = answers(begun.query, key)
        measure = float(answer.measures[-1, 0])
        known = float(begun.past.measures[0, 0])
        wanted = THETA + sign * 2 * (measure - known) * rows[1]
        moved = emitter._climbed(begun, begun.gradient, answer)[0]
        np.testing.assert_allclose(moved, wanted, rtol=1e-4, atol=1e-5)
