"""SoftArchive against pyribs and the formula; CVTArchive against every centroid and pyribs."""

from types import SimpleNamespace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
import ribs.archives
from hypothesis import given, settings
from hypothesis import strategies as st
from selection import long
from toys import same

from ramify import CMAMEGA, QD, Autodiff, CVTArchive, Evaluation, GridArchive, SoftArchive
from ramify.archives import cells
from ramify.archives.cells import first_rows

GRID = GridArchive(lower=(-1.0, 0.0), upper=(1.0, 4.0), shape=(4, 3))


def rows(rng, b):
    """Eighths, so that cells are contested and edges met; whole objectives, so that sums are exact."""
    measures = rng.integers(-12, 40, (b, 2)).astype(np.float32) / 8
    return rng.integers(-3, 9, b).astype(np.float32), measures


@eqx.filter_jit  # by equality of the archives: compiled once for all tests
def add(archive, state, x, answer):
    return archive.add(state, x, answer)


def filled(archive, batches):
    state, answers, number = archive.init(1, {}), [], 0
    for objective, measures in batches:
        x = np.arange(number, number + len(objective), dtype=np.float32)[:, None]
        number += len(objective)
        answer = Evaluation(jnp.asarray(objective), jnp.asarray(measures))
        state, added = add(archive, archive.reserve(state, len(x)), jnp.asarray(x), answer)
        answers.append(added)
    return state, answers


def elites(held):
    size, held = int(held.size), jax.tree.map(np.asarray, held)
    rows = zip(held.cell[:size], held.objective, held.solution[:, 0], strict=False)
    return {int(c): (float(f), int(x)) for c, f, x in rows}


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.sampled_from([7, 80]), st.sampled_from([0.0, 0.25, 1.0]))
def test_thresholds_and_elites_as_in_pyribs(seed, b, rate):
    rng = np.random.default_rng(seed)
    batches = [rows(rng, b) for _ in range(4)]
    state, answers = filled(SoftArchive(GRID, learning_rate=rate, floor=-1.0), batches)
    peer, passive = (
        ribs.archives.GridArchive(
            solution_dim=1, dims=(4, 3), ranges=[(-1, 1), (0, 4)], dtype=np.float32, **options
        )
        for options in (dict(learning_rate=rate, threshold_min=-1.0), {})
    )
    number = 0
    for (objective, measures), added in zip(batches, answers, strict=True):
        x = np.arange(number, number + b, dtype=np.float32)[:, None]
        number += b
        info = peer.add(x, objective, measures)
        passive.add(x, objective, measures)
        np.testing.assert_array_equal(added.status, info["status"])
        np.testing.assert_allclose(added.value, info["value"], rtol=1e-5, atol=1e-6)
    for held, theirs in ((state.held, peer), (state.best, passive)):
        data = theirs.data()
        columns = zip(data["index"], data["objective"], data["solution"], strict=True)
        assert elites(held) == {int(c): (float(f), int(x[0])) for c, f, x in columns}
    data = peer.data()
    np.testing.assert_allclose(state.threshold[data["index"]], data["threshold"], rtol=1e-5)
    empty = np.setdiff1d(np.arange(12), data["index"])
    assert (np.asarray(state.threshold)[empty] == -1.0).all()


@pytest.mark.long
@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_learning_rate_one_is_the_elitist_archive(seed):
    rng = np.random.default_rng(seed)
    one_by_one = [(f[None], m[None]) for f, m in zip(*rows(rng, 40), strict=True)]
    soft, answers = filled(SoftArchive(GRID, learning_rate=1.0, floor=-10.0), one_by_one)
    hard, others = filled(GRID, one_by_one)
    assert elites(soft.held) == elites(soft.best) == elites(hard)
    assert [a.status.item() for a in answers] == [a.status.item() for a in others]


def test_a_threshold_never_falls_and_failed_rows_change_nothing():
    archive = SoftArchive(GRID, learning_rate=0.5)
    state, _ = filled(archive, [rows(np.random.default_rng(0), 50)])
    bad = Evaluation(jnp.array([-jnp.inf, 5.0, -1.0]), jnp.array([[0.0, 1], [jnp.nan, 1], [0, 1]]))
    later, added = add(archive, state, jnp.ones((3, 1)), bad)
    assert added.status.tolist() == [0, 0, 0]
    same(later, state)
    for seed in range(1, 5):
        objective, measures = rows(np.random.default_rng(seed), 50)
        answer = Evaluation(jnp.asarray(objective), jnp.asarray(measures))
        later, _ = add(archive, state, jnp.ones((50, 1)), answer)
        assert (later.threshold >= state.threshold).all()
        state = later


def test_a_state_written_in_place_leaves_the_archive_to_the_next():
    archive = CVTArchive((-1, 0), (1, 4), 9, samples=99)
    row = Evaluation(jnp.ones(1), jnp.zeros((1, 2)))
    add = jax.jit(lambda state: archive.add(state, jnp.zeros((1, 3)), row)[0], donate_argnums=0)
    sizes = [int(add(archive.init(3, {})).size) for _ in range(2)]
    assert sizes == [1, 1]


KINDS = pytest.mark.parametrize(
    "archive",
    [SoftArchive(GRID), CVTArchive((-1, 0), (1, 4), 9, samples=99)],
    ids=lambda archive: type(archive).__name__,
)


@KINDS
def test_restored_as_it_was_exported(archive):
    state, _ = filled(archive, [rows(np.random.default_rng(seed), 60) for seed in range(3)])
    same(archive.restore(archive.export(state)), state)


@KINDS
def test_looked_at_without_solutions(archive):
    state, _ = filled(archive, [rows(np.random.default_rng(seed), 60) for seed in range(3)])
    whole, seen = archive.export(state), archive.export(state, solutions=False)
    assert whole.keys() == seen.keys()
    for name, values in seen.items():
        if name.endswith("solution"):
            assert values.shape == (len(whole[name]), 0)
        else:
            np.testing.assert_array_equal(values, whole[name])


@pytest.mark.parametrize("platform", ["cpu", "gpu"])
@pytest.mark.parametrize("count", [0, 1, 5, 8, 9, 20])
def test_the_first_rows_leave_the_device(platform, count, monkeypatch):
    values, left = np.arange(40.0).reshape(20, 2), []

    class OnDevice:
        __class__ = jax.Array
        __len__ = values.__len__
        devices = staticmethod(lambda: [SimpleNamespace(platform=platform)])

        def __getitem__(self, rows):
            return np.asarray(values[rows]) if left.append(rows) is None else None

        def __array__(self, dtype=None, copy=None):
            return values

    found = first_rows(OnDevice(), count)
    np.testing.assert_array_equal(found, values[:count])
    assert not np.shares_memory(found, values)
    if platform == "gpu":
        assert count <= left[0].stop <= max(2, 2 * count)


def test_room_is_made_within_a_program(key):
    """For many seeds at once: nobody is warned there, where sizes have no values."""
    soft = SoftArchive(GridArchive((0.0,), (1.0,), (5000,)), learning_rate=0.1)
    qd = QD(soft, CMAMEGA(Autodiff(), measures=1, batch=6, ranking="annealed"))

    def begun(key):
        return qd.reserve(qd.init(np.zeros(3), key=key), 5000).archive

    several = jax.jit(jax.vmap(begun))(jax.random.split(key, 2))
    assert several.best.solution.shape == several.held.solution.shape == (2, 5000, 3)


def test_a_warning_where_all_lies_below_the_floor():
    def seen(objective, floor):
        archive = SoftArchive(GRID, floor=floor)
        state, _ = filled(archive, [(np.float32([objective]), np.float32([[0, 1]]))])
        return archive, state

    for archive, state in (seen(-3.0, -4.0), seen(-np.inf, 0.0)):
        archive.reserve(state, 1), archive.export(state)
    archive, state = seen(-3.0, 0.0)
    for look in (lambda: archive.reserve(state, 1), lambda: archive.export(state)):
        with pytest.warns(UserWarning, match=r"below floor=0\.0.*--floor"):
            look()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(dict(learning_rate=1.5), "from 0 to 1"), (dict(floor=-np.inf), "floor is -inf")],
)
def test_bad_settings_of_a_soft_archive(wrong, said):
    with pytest.raises(ValueError, match=said):
        SoftArchive(GRID, **wrong)


@pytest.mark.parametrize(("k", "cells"), [long(1, 7), long(2, 300), (3, 60), long(2, 1)])
def test_the_nearest_of_all_centroids(k, cells):
    archive = CVTArchive((-1.0,) * k, (2.0,) * k, cells, samples=30 * cells)
    measures = np.random.default_rng(k).uniform(-1.5, 2.5, (5000, k)).astype(np.float32)
    centroids = np.asarray(archive.around.centroid)
    distance = ((np.float64(measures)[:, None] - centroids[None]) ** 2).sum(-1)
    found = np.asarray(archive.cells_of(archive.around, jnp.asarray(measures)))
    rows = np.arange(len(measures))
    np.testing.assert_allclose(distance[rows, found], distance.min(1), rtol=1e-4, atol=1e-9)
    assert (found == distance.argmin(1)).mean() > 0.999  # but for ties to rounding
    assert len(np.unique(found)) == cells


@pytest.mark.parametrize(("k", "cells"), [(8, 300), long(9, 9000), (20, 10_000)])
def test_many_measures_take_little_memory(k, cells):
    rng = np.random.default_rng(0)
    centroids = rng.random((cells, k)).astype(np.float32)
    archive = CVTArchive((0.0,) * k, (1.0,) * k, cells, centroids=centroids)
    assert archive.around.near.size < 2**22
    measures = rng.random((100, k)).astype(np.float32)
    distance = ((np.float64(measures)[:, None] - centroids[None]) ** 2).sum(-1)
    found = archive.cells_of(archive.around, jnp.asarray(measures))
    np.testing.assert_array_equal(found, distance.argmin(1))


@pytest.mark.long
def test_centroids_lie_evenly():
    cells = 200
    archive = CVTArchive((0, 0), (1, 1), cells, samples=20_000)
    measures = np.random.default_rng(0).random((100_000, 2)).astype(np.float32)
    share = np.bincount(np.asarray(archive.cells_of(archive.around, jnp.asarray(measures)))) * cells
    random = CVTArchive((0, 0), (1, 1), cells, centroids=measures[:cells])
    uneven = np.bincount(np.asarray(random.cells_of(random.around, jnp.asarray(measures)))) * cells
    assert np.std(share / 100_000) < 0.3 < 0.5 < np.std(uneven / 100_000)
    assert len(share) == cells and share.min() > 0


def test_a_cvt_archive_as_in_pyribs():
    mine = CVTArchive((-1, 0), (1, 4), 25, samples=1000)
    peer = ribs.archives.CVTArchive(
        solution_dim=1,
        centroids=np.asarray(mine.around.centroid),
        ranges=[(-1, 1), (0, 4)],
        dtype=np.float32,
    )
    rng = np.random.default_rng(0)
    batches = [
        (rng.normal(size=80).astype(np.float32), rng.uniform((-1, 0), (1, 4), (80, 2)).astype("f"))
        for _ in range(3)
    ]
    state, answers = filled(mine, batches)
    number = 0
    for (objective, measures), added in zip(batches, answers, strict=True):
        info = peer.add(
            np.arange(number, number + 80, dtype=np.float32)[:, None], objective, measures
        )
        number += 80
        np.testing.assert_array_equal(added.status, info["status"])
        np.testing.assert_array_equal(added.value, info["value"])
    data = peer.data()
    columns = zip(data["index"], data["objective"], data["solution"], strict=True)
    assert elites(state) == {int(c): (float(f), int(x[0])) for c, f, x in columns}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (dict(lower=(0,)), "one entry per measure"),
        (dict(upper=(0, 1)), "below upper"),
        (dict(cells=0), "give 1 <= cells <= samples"),
        (dict(samples=5), "give 1 <= cells <= samples"),
        (dict(centroids=np.zeros((3, 2))), r"give \(9, 2\)"),
        (dict(centroids=np.full((9, 2), 7.0)), "outside"),
    ],
)
def test_bad_settings_of_a_cvt_archive(wrong, said):
    with pytest.raises(ValueError, match=said):
        CVTArchive(**(dict(lower=(0, 0), upper=(1, 1), cells=9, samples=99) | wrong))


@pytest.mark.parametrize("seed", range(3))
def test_long_solutions_are_put_where_short_ones_are(seed, monkeypatch):
    """One by one on the CPU, elsewhere at once; some rows fail, some cells are contested."""
    rng = np.random.default_rng(seed)
    objective, measures = rows(rng, 40)
    x = jnp.asarray(rng.normal(size=(40, 9)), jnp.float32)
    answer = Evaluation(jnp.asarray(objective).at[3].set(-jnp.inf), jnp.asarray(measures))
    found = []
    for length in (10, 9):  # of short ones, at most this
        monkeypatch.setattr(cells, "_LONG", length)
        state = GRID.init(9, {})
        for shift in (0.0, 1.0):
            moved = Evaluation(answer.objective + shift, answer.measures[::-1])
            state, _ = jax.jit(lambda *given: GRID.add(*given))(state, x + shift, moved)
        found.append(state)
    same(*found)
    assert 5 < int(found[0].size) <= 12
