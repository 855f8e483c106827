"""ME-ES: its two climbs against their formulas, and when they take turns."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from ramify import (
    ES,
    MEES,
    QD,
    Autodiff,
    Evaluation,
    Function,
    GridArchive,
    Query,
    illuminate,
    recipes,
)
from ramify.core import NOT_ADDED, Added, Elites
from ramify.emitters.me_es import Climbing, Past

N, K = 6, 2
THETA = jnp.linspace(-1.0, 1.0, N)
PAST = Past(
    jnp.zeros((8, K)).at[:5].set(jax.random.normal(jax.random.key(7), (5, K))), jnp.int32(5)
)
ELITES = Elites(
    jax.random.normal(jax.random.key(8), (4, N)),
    jnp.array([1.0, 5.0, 2.0, 3.0]),
    jnp.array([[0.0, 0.0], [0.1, 0.0], [30.0, 30.0], [0.0, 0.1]]),
    jnp.arange(4),
)


def sample(key, count, otherwise):
    return ELITES


def emitter(source, **options):
    plain = dict(steps=3, ascent=optax.sgd(1.0), neighbours=3, memory=8, tournament=4)
    return MEES(source, K, **(plain | options))


@eqx.filter_jit
def told(made: MEES, state: Climbing, evaluation: Evaluation) -> Climbing:
    nothing = Added(jnp.full(state.query.offered, NOT_ADDED), jnp.zeros(state.query.offered))
    return made.tell(state, evaluation, nothing, sample)


@eqx.filter_jit
def _init(made: MEES) -> Climbing:
    return made.init(THETA, jax.random.key(0))


def at(made: MEES, steps: int, past: Past = PAST) -> Climbing:
    state = _init(made)
    return eqx.tree_at(lambda s: (s.steps, s.past), state, (jnp.int32(steps), past))


def novelty(measures, past=PAST):
    """Mean squared distance to the three nearest, one by one."""
    known = np.asarray(past.measures[: min(int(past.size), 8)], np.float64)
    distance = ((np.asarray(measures)[:, None] - known[None]) ** 2).sum(2)
    return np.sort(distance, axis=1)[:, :3].mean(1)


@pytest.mark.parametrize("steps", [0, 1, 3, 4])
def test_a_step_of_the_evolution_strategy(steps):
    """g = sum (F+ - F-) e / n, F the centred ranks of the return, then of the novelty."""
    made = emitter(ES(samples=8, sigma=0.1))
    state = at(made, steps)
    rng = np.random.default_rng(steps)
    f, m = rng.normal(size=10).astype("f"), rng.normal(size=(10, K)).astype("f")
    answer = Evaluation(jnp.asarray(f), jnp.asarray(m))
    after = told(made, state, answer)
    past = Past(PAST.measures.at[5].set(m[0]), jnp.int32(6))
    np.testing.assert_array_equal(after.past.measures, past.measures)
    climbed = novelty(m[1:9], PAST) if steps >= 3 else f[1:9]
    rank = climbed.argsort().argsort() / 7 - 0.5
    e = np.asarray(state.query.x[1:5] - THETA[None]) / 0.1
    expected = (rank[:4] - rank[4:]) @ e / (8 * 0.1)
    np.testing.assert_allclose(after.theta - THETA, expected, rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(after.query.x[:1], after.theta[None])
    np.testing.assert_array_equal(after.query.x[9:], after.theta[None])
    assert after.query.x.shape == (10, N) and after.query.offered == 1


def test_novelty_of_exact_gradients_by_the_chain_rule():
    def measures(x):
        return jnp.stack([jnp.sum(x**2), x[0] * x[1]])

    made = emitter(Autodiff())
    state = at(made, 3)
    task = Function(lambda x: (jnp.sum(x), measures(x)))
    after = told(made, state, task.evaluate(state.query, jax.random.key(0)))
    expected = []
    for step in np.eye(N) * 1e-3:
        up, down = (measures(THETA + s)[None] for s in (step, -step))
        expected.append((novelty(up) - novelty(down)).item() / 2e-3)
    np.testing.assert_allclose(after.theta - THETA, expected, rtol=2e-2, atol=1e-2)
    assert float(np.abs(expected).max()) > 0.1


def test_the_objective_and_novelty_take_turns_and_each_climb_begins_at_an_elite():
    made = emitter(Autodiff(), ascent=optax.adam(0.1))
    state, begun = at(made, 0), []
    task = Function(lambda x: (jnp.sum(x), x[:K]))
    for _ in range(9):
        came = state.theta
        state = told(made, state, task.evaluate(state.query, jax.random.key(0)))
        if not np.allclose(state.theta, came, atol=0.2):
            np.testing.assert_allclose(state.query.x[0], came, atol=0.2)  # offered all the same
            np.testing.assert_array_equal(state.query.x[1], state.theta)
            assert all(not np.any(a) for a in jax.tree.leaves(state.ascent)), "Adam restarts"
            which = np.all(np.asarray(ELITES.solution) == np.asarray(state.theta), axis=1)
            begun.append((int(state.steps), int(which.argmax())))
    assert begun == [(3, 2), (6, 1), (9, 2)]  # the most novel, the best, the most novel


def test_the_oldest_measures_are_forgotten_and_those_of_failed_rows_never_known():
    made = emitter(Autodiff())
    past = Past(jnp.arange(16.0).reshape(8, 2), jnp.int32(10))
    state = at(made, 0, past)
    answer = Evaluation(jnp.zeros(2), jnp.full((2, K), 99.0), jnp.zeros((2, 1 + K, N)))
    after = told(made, state, answer).past
    np.testing.assert_array_equal(after.measures, past.measures.at[2].set(99.0))
    bad = eqx.tree_at(lambda e: e.measures, answer, jnp.full((2, K), jnp.nan))
    after = told(made, state, bad).past
    np.testing.assert_array_equal(after.measures, past.measures)
    assert int(after.size) == 10


@pytest.mark.long
def test_it_explores_what_the_objective_alone_does_not(key):
    """A ridge to climb, along which the measures do not change."""
    task = Function(lambda x: (-((x[0] - 3.0) ** 2), 3.0 * jnp.tanh(x[1:])))
    archive = GridArchive((-3, -3), (3, 3), (12, 12))
    made = MEES(ES(samples=8, sigma=0.1), K, ascent=optax.adam(0.1))
    _, log = illuminate(task, QD(archive, made), np.zeros(3), steps=300, key=key)
    assert log["elites"][9] < 9, "the objective alone"
    assert log["best"][-1] > -0.01 and log["elites"][-1] > 30, log["elites"][-1]


@pytest.mark.parametrize(("form", "times"), [("paper", 1.0), ("old", 2 * 0.02)])
def test_the_recipes_decay_is_in_units_of_the_papers_gradient(form, times):
    """The paper climbs sum (F+ - F-) e / pairs - 0.005 theta, by Adam."""
    recipe = recipes.me_es(task="hopper", controller="gait", samples=40, sigma_e=0.02, form=form)
    made, adam = recipe.build().qd.emitter, optax.adam(0.01)
    rng, h = np.random.default_rng(0), 20
    theta = papers = jnp.asarray(10.0 * rng.normal(size=N), jnp.float32)
    state, papers_state = made.ascent.init(theta), adam.init(theta)
    for _ in range(3):
        e = rng.normal(size=(h, N))
        rank = rng.permutation(2 * h) / (2 * h - 1) - 0.5
        query = Query(theta[None] + jnp.asarray(0.02 * np.concatenate([0 * e[:1], e, -e]), "f"), 1)
        answer = Evaluation(jnp.asarray([0.0, *rank], "f"), jnp.zeros((2 * h + 1, K)))
        found = made.gradient.jacobian(None, query, answer)[0]
        climbs = jnp.asarray((rank[:h] - rank[h:]) @ e / h, "f") - 0.005 * times * papers
        with jax.numpy_dtype_promotion("standard"):  # Optax mixes dtypes
            update, state = made.ascent.update(-found, state, theta)
            wanted, papers_state = adam.update(-climbs, papers_state)
        np.testing.assert_allclose(update, wanted, rtol=2e-2, atol=2e-4)
        theta, papers = theta + update, papers + wanted


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: MEES(ES(), 0), "measures is 0: give a whole number of at least 1"),
        (lambda: MEES(ES(), K, memory=0), "memory is 0: give a whole number of at least 1"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
