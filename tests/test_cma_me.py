"""CMA-ME: who recombines, when it starts again, and that it climbs."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from ribs.emitters import rankers
from selection import long

from ramify import (
    CMAES,
    CMAME,
    QD,
    Evaluation,
    Function,
    GridArchive,
    SepCMAES,
    Several,
    illuminate,
)
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added, Elites
from ramify.optim.ranking import log_weights, ranked

N, K = 7, 2
THETA, ELITE = jnp.linspace(-1.0, 1.0, N), jnp.full(N, 42.0)


def sample(key, count, otherwise):
    rows = jnp.broadcast_to(ELITE, (count, N))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def sampled(emitter, added, evaluation=None):
    """A state that was told this of its samples, and where it was."""
    before = emitter.init(THETA, jax.random.key(3))
    nothing = Evaluation(jnp.zeros(len(added.value)), jnp.zeros((len(added.value), K)))
    return before, emitter.tell(before, evaluation or nothing, added, sample)


@pytest.mark.parametrize("make", [long(CMAES), SepCMAES])
def test_cma_me_recombines_those_that_improved_the_archive(make):
    status = jnp.array([NOT_ADDED, NEW, IMPROVED, NEW, NOT_ADDED, IMPROVED])
    added = Added(status, jnp.array([-1.0, 1.0, 9.0, 2.0, -3.0, 8.0]))
    order, w = [3, 1, 2, 5, 0, 4], np.asarray(log_weights(6, jnp.int32(4)))
    before, after = sampled(CMAME(make(6, 0.5)), added)
    x = np.asarray(before.query.x)[order]
    np.testing.assert_allclose(after.distribution.mean, w @ x, rtol=1e-5, atol=1e-6)
    before, after = sampled(CMAME(make(6, 0.5), selection="mu"), added)
    w = np.asarray(log_weights(6, jnp.int32(3)))
    np.testing.assert_allclose(after.distribution.mean, w @ x, rtol=1e-5, atol=1e-6)
    assert int(after.restarts) == 0 and after.query.offered == 6


@pytest.mark.parametrize(
    ("selection", "restart", "must"),
    [
        ("filter", "no_improvement", 1),
        ("filter", "basic", 1),
        ("mu", "no_improvement", 1),
        ("mu", "basic", 0),
    ],
)
def test_cma_me_when_nothing_enters(selection, restart, must):
    nothing = Added(jnp.full(6, NOT_ADDED), -jnp.arange(6.0))
    emitter = CMAME(SepCMAES(6, 0.5), selection, restart)
    after = sampled(emitter, nothing)[1]
    assert int(after.restarts) == must
    if must:
        np.testing.assert_array_equal(after.distribution.mean, ELITE)
        assert float(after.distribution.sigma) == 0.5


@pytest.mark.long
def test_cma_me_climbs_and_spreads(key):
    task = Function(lambda x: (-jnp.sum((x - 1.0) ** 2), jnp.tanh(x[:2])))
    archive = GridArchive((-1.0, -1.0), (1.0, 1.0), (20, 20))
    for optimiser in (CMAES(20, 0.3), SepCMAES(20, 0.3)):
        qd = QD(archive, Several(CMAME(optimiser), 2))
        state, _ = illuminate(task, qd, np.zeros(10), steps=60, key=key)
        assert float(archive.statistics(state.archive)["best"]) > -3.0, "it began at -10"
        assert float(archive.statistics(state.archive)["coverage"]) > 0.3


STATUS = jnp.array([NOT_ADDED, NEW, IMPROVED, NEW, NOT_ADDED, IMPROVED])
MIXED = Added(STATUS, jnp.array([-1.0, 1.0, 9.0, 2.0, -3.0, 8.0]))
SEEN = Evaluation(
    jnp.array([6.0, 5.0, 2.0, 1.0, 4.0, 3.0]),
    jnp.array([[1.0, 0.0], [0.0, 6.0], [4.0, 0.0], [5.0, 0.0], [6.0, 0.0], [2.0, 0.0]]),
)
ALONG = (6.0, 1e-6)  # the direction is along the first measure, either way


@pytest.mark.parametrize(
    ("ranking", "filtered", "halved"),
    [
        ("improvement", [3, 1, 2, 5], [3, 1, 2]),
        ("annealed", [2, 5, 3, 1], [2, 5, 3]),
        ("objective", [1, 3, 5, 2], [0, 1, 4]),
        ("random_direction", [3, 1, 2, 5], [4, 3, 2]),
    ],
)
def test_cma_me_recombines_the_best_by_each_ranking(ranking, filtered, halved):
    ranges = ALONG if ranking == "random_direction" else ()
    for selection, best in (("filter", filtered), ("mu", halved)):
        emitter = CMAME(CMAES(6, 0.5), selection, "basic", ranking, ranges)
        before, after = sampled(emitter, MIXED, SEEN)
        seen = SEEN
        if ranges and before.direction[0] < 0:
            seen = Evaluation(SEEN.objective, -SEEN.measures)
            before, after = sampled(emitter, MIXED, seen)
        w = np.asarray(log_weights(6, jnp.int32(len(best))))[: len(best)]
        expected = w @ np.asarray(before.query.x)[best]
        np.testing.assert_allclose(after.distribution.mean, expected, rtol=1e-5, atol=1e-6)
        assert int(after.restarts) == 0


@pytest.mark.parametrize("rows", [20, 100])  # compared pair by pair, and sorted
@pytest.mark.parametrize(
    ("ranking", "entered_first", "theirs"),
    [
        ("improvement", False, rankers.TwoStageImprovementRanker),
        ("annealed", False, rankers.ImprovementRanker),
        ("annealed", True, rankers.ImprovementRanker),
        ("random_direction", True, rankers.TwoStageRandomDirectionRanker),
        ("random_direction", False, rankers.RandomDirectionRanker),
        ("objective", True, rankers.TwoStageObjectiveRanker),
        ("objective", False, rankers.ObjectiveRanker),
    ],
)
def test_rankings_are_those_of_pyribs(ranking, entered_first, theirs, rows):
    rng = np.random.default_rng(rows)
    status = rng.integers(0, 3, rows)
    objective, value = rng.normal(size=(2, rows)).astype(np.float32)
    value[: rows // 2] = objective[: rows // 4] = 0.0  # equals, of all statuses
    measures = rng.normal(size=(rows, K)).astype(np.float32)
    ranker = theirs()
    ranker.target_measure_dir = direction = np.array([2.0, -1.0], np.float32)
    data = {"objective": objective, "measures": measures}
    order, their_values = ranker.rank(None, None, data, {"status": status, "value": value})
    added = Added(jnp.asarray(status, jnp.int32), jnp.asarray(value))
    seen = Evaluation(jnp.asarray(objective), jnp.asarray(measures))
    found, values = ranked(
        ranking, added, seen, jnp.asarray(direction), entered_first=entered_first
    )
    by = {"random_direction": measures @ direction, "objective": objective}.get(ranking, value)
    if their_values.ndim == 2:  # status, and then the value
        ties = (np.diff(their_values[order], axis=0) == 0.0).all(axis=1)
        assert 0 < ties.sum() < rows - 1 or ranking == "random_direction"
        np.testing.assert_array_equal(np.diff(values) == 0.0, ties)
        np.testing.assert_array_equal(status[np.asarray(found)], status[order])
    np.testing.assert_allclose(by[np.asarray(found)], by[order], rtol=1e-5, atol=1e-6)
    if their_values.ndim == 1:
        np.testing.assert_allclose(values, by[order], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("ranking", ["improvement", "annealed"])
def test_where_the_objective_is_always_0_what_opened_a_cell_is_not_like_what_did_not(ranking):
    """There a new cell's value is 0, as is that of what did not enter."""
    some = Added(jnp.array([NEW, NOT_ADDED, NEW, NOT_ADDED, NOT_ADDED, NOT_ADDED]), jnp.zeros(6))
    _, after = sampled(CMAME(CMAES(6, 0.5), "mu", "basic", ranking), some)
    assert int(after.restarts) == (ranking == "annealed")
    none = Added(jnp.full(6, NOT_ADDED), jnp.zeros(6))
    _, after = sampled(CMAME(CMAES(6, 0.5), "mu", "basic", ranking), none)
    assert int(after.restarts) == 1, "all are alike"


@pytest.mark.parametrize("rows", [5, 70])
def test_failed_rows_rank_last_and_ties_keep_their_order(rows):
    bad = jnp.arange(rows) % 2 == 1
    added = Added(jnp.zeros(rows, jnp.int32), jnp.where(bad, -jnp.inf, 1.0))
    seen = Evaluation(added.value, jnp.where(bad[:, None], jnp.nan, jnp.ones((rows, K))))
    expected = [*range(0, rows, 2), *range(1, rows, 2)]
    for ranking in ("improvement", "annealed", "random_direction", "objective"):
        order, values = eqx.filter_jit(ranked)(ranking, added, seen, jnp.ones(K))
        assert order.tolist() == expected
        assert values[0] > values[-1] == values[-2]


@pytest.mark.long
def test_each_restart_draws_a_direction_and_nothing_else_does():
    emitter = CMAME(CMAES(6, 0.5), ranking="random_direction", ranges=(3.0, 50.0))
    before, after = sampled(emitter, MIXED, SEEN)
    np.testing.assert_array_equal(after.direction, before.direction)
    before, after = sampled(emitter, Added(jnp.full(6, NOT_ADDED), -jnp.arange(6.0)), SEEN)
    assert int(after.restarts) == 1 and not np.any(after.direction == before.direction)
    keys = jax.random.split(jax.random.key(0), 500)
    drawn = np.asarray(jax.vmap(lambda key: emitter.init(THETA, key).direction)(keys))
    np.testing.assert_allclose(drawn.std(axis=0), (3.0, 50.0), rtol=0.1)
    np.testing.assert_allclose(drawn.mean(axis=0) / (3.0, 50.0), 0.0, atol=0.15)


@pytest.mark.parametrize(
    "setting",
    [
        {"ranking": "random_direction"},
        {"ranges": (1.0, 1.0)},
    ],
)
def test_a_random_direction_needs_the_measures_ranges(setting):
    with pytest.raises(ValueError, match="give the width of every measure's range"):
        CMAME(CMAES(6, 0.5), **setting)


def test_a_range_has_a_width():
    with pytest.raises(ValueError, match=r"ranges\[1\] is 0.0: give a finite number above 0"):
        CMAME(CMAES(6, 0.5), ranking="random_direction", ranges=(1.0, 0.0))


@pytest.mark.parametrize(
    "setting", [{"selection": "best"}, {"restart": "never"}, {"ranking": "novelty"}]
)
def test_cma_me_refuses(setting):
    with pytest.raises(ValueError, match="choose"):
        CMAME(CMAES(6, 0.5), **setting)
