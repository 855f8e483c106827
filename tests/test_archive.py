"""GridArchive against a dictionary filled one row at a time, and against pyribs."""

import dataclasses

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
import ribs.archives
from hypothesis import given
from hypothesis import strategies as st

from ramify import QD, CVTArchive, Evaluation, GridArchive, IsoLine, NoveltyArchive
from ramify.archives import cells
from ramify.core import IMPROVED, NEW, NOT_ADDED, sanitised

ARCHIVE = GridArchive(lower=(-1.0, 0.0), upper=(1.0, 4.0), shape=(4, 3))
add = eqx.filter_jit(ARCHIVE.add)
statistics_of = eqx.filter_jit(ARCHIVE.statistics)
SIZES = st.sampled_from([7, 80])  # judged pairwise, and by sorting


def batches(measures, objectives):
    """Lists of (objective [b], measures [b, 2]) whose b is the same throughout."""
    row = st.tuples(objectives, measures, measures)

    def arrays(rows):
        table = np.array(rows, np.float32)
        return table[:, 0], table[:, 1:]

    batch = SIZES.flatmap(lambda b: st.lists(row, min_size=b, max_size=b).map(arrays))
    return st.lists(batch, min_size=1, max_size=4)


# Eighths, so that many rows fall exactly on an edge and many cells are contested.
eighths = st.integers(-12, 40).map(lambda i: i / 8)
wild = st.one_of(eighths, st.sampled_from([1e9, -1e9, 3e38, np.nan, np.inf, -np.inf]))
few_values = st.one_of(st.integers(-3, 3).map(float), st.sampled_from([np.nan, np.inf, -np.inf]))


def fill(batches, archive=ARCHIVE, add=add):
    """The archive's state, and what became of each batch; solutions are numbered in order."""
    state, answers, first = archive.init(1, {}), [], 0
    for objective, measures in batches:
        x = np.arange(first, first + len(objective), dtype=np.float32)[:, None]
        first += len(objective)
        evaluation = sanitised(Evaluation(jnp.asarray(objective), jnp.asarray(measures)))
        state, added = add(archive.reserve(state, len(objective)), jnp.asarray(x), evaluation)
        answers.append(jax.tree.map(np.asarray, added))  # jax.Array compiles every other slice
    return jax.tree.map(np.asarray, state), answers


def contents(state):
    """cell -> (objective, number of the solution), checked against the table of cells."""
    size = int(state.size)
    cells = np.asarray(state.cell[:size])
    slots = np.asarray(state.slot_of)
    assert np.array_equal(slots[cells], np.arange(size)), "a cell points at another cell's slot"
    assert np.sum(slots >= 0) == size
    return {
        int(c): (float(f), int(x))
        for c, f, x in zip(cells, state.objective, state.solution[:, 0], strict=False)
    }


def cell_of(measures):
    """The definition, in Python's own arithmetic."""
    index = []
    for m, low, high, count in zip(measures, (-1, 0), (1, 4), (4, 3), strict=True):
        inside = min(max(float(m), low), high)
        index.append(min(int((inside - low) / (high - low) * count + 1e-9), count - 1))
    return index[0] * 3 + index[1]


@given(batches(wild, few_values))
def test_equals_a_dictionary_filled_one_row_at_a_time(batches):
    state, answers = fill(batches)
    elites, number = {}, 0
    for (objective, measures), added in zip(batches, answers, strict=True):
        before = dict(elites)
        for i, (f, m) in enumerate(zip(objective, measures, strict=True)):
            status, value = NOT_ADDED, -np.inf
            if np.isfinite(f) and np.isfinite(m).all():
                cell = cell_of(m)
                old = before.get(cell)
                value = f - (old[0] if old else 0.0)
                status = NEW if old is None else IMPROVED if value > 0 else NOT_ADDED
                if cell not in elites or f > elites[cell][0]:
                    elites[cell] = (float(f), number)
            assert (int(added.status[i]), float(added.value[i])) == (status, value)
            number += 1
    assert contents(state) == elites


@given(batches(eighths, st.integers(-500, 500).map(lambda i: i / 7)))
def test_equals_pyribs(batches):
    # Measures of +-1e9 are left out: pyribs converts them to int32 before clipping.
    state, answers = fill(batches)
    peer = ribs.archives.GridArchive(
        solution_dim=1, dims=(4, 3), ranges=[(-1, 1), (0, 4)], dtype=np.float32
    )
    number = 0
    for (objective, measures), added in zip(batches, answers, strict=True):
        x = np.arange(number, number + len(objective), dtype=np.float32)[:, None]
        number += len(objective)
        info = peer.add(x, objective, measures)
        np.testing.assert_array_equal(added.status, info["status"])
        np.testing.assert_array_equal(added.value, info["value"])
    data = peer.data()
    theirs = {
        int(c): (float(f), int(x[0]))
        for c, f, x in zip(data["index"], data["objective"], data["solution"], strict=True)
    }
    assert contents(state) == theirs
    statistics, stats = statistics_of(state), peer.stats
    np.testing.assert_allclose(statistics["elites"], stats.num_elites)
    np.testing.assert_allclose(statistics["coverage"], stats.coverage, rtol=1e-6)
    np.testing.assert_allclose(statistics["qd_score"], stats.qd_score, rtol=1e-4, atol=1e-3)
    np.testing.assert_allclose(
        statistics["norm_qd_score"], stats.norm_qd_score, rtol=1e-4, atol=1e-3
    )
    np.testing.assert_allclose(statistics["best"], stats.obj_max, rtol=1e-6)
    np.testing.assert_allclose(statistics["mean"], stats.obj_mean, rtol=1e-4, atol=1e-3)


@given(st.integers(0, 2**32 - 1), SIZES)
def test_order_inside_a_batch_is_irrelevant_without_ties(seed, b):
    rng = np.random.default_rng(seed)
    objective = rng.permutation(b).astype(np.float32)
    measures = rng.uniform(-1.5, 4.5, (b, 2)).astype(np.float32)
    x, order = rng.normal(size=(b, 1)).astype(np.float32), rng.permutation(b)

    def elites(order):
        e = Evaluation(jnp.asarray(objective[order]), jnp.asarray(measures[order]))
        state, added = add(ARCHIVE.init(1, {}), jnp.asarray(x[order]), e)
        size = int(state.size)
        state, added = jax.tree.map(np.asarray, (state, added))
        rows = zip(state.cell[:size], state.objective, state.solution[:, 0], strict=False)
        return sorted((int(c), float(f), float(x)) for c, f, x in rows), added

    straight, added = elites(np.arange(b))
    shuffled, added_shuffled = elites(order)
    assert straight == shuffled
    np.testing.assert_array_equal(added.status[order], added_shuffled.status)
    np.testing.assert_array_equal(added.value[order], added_shuffled.value)


@pytest.mark.parametrize(
    ("measure", "cell"),
    [
        (-1e9, 0), (-3.4e38, 0), (-1.0, 0), (-0.500001, 0), (-0.5, 1), (0.0, 2), (0.499999, 2),
        (0.5, 3), (0.9999999, 3), (1.0, 3), (1.0000001, 3), (1e9, 3), (3.4e38, 3),
    ],
)  # fmt: skip
def test_edges_belong_to_the_upper_cell_and_the_outside_is_clipped(measure, cell):
    archive = GridArchive(lower=(-1.0,), upper=(1.0,), shape=(4,))
    assert int(archive.cell_of(jnp.array([[measure]], jnp.float32))[0]) == cell


@pytest.mark.parametrize("width", [1e-30, 1e-6, 1.0, 1e6])
def test_edges_are_as_sharp_on_any_axis(width):
    archive = GridArchive((0,), (width,), (10,))
    inside = np.array([0.0, 0.05, 0.0999, 0.1001, 0.55, 0.9999])[:, None] * width
    assert archive.cell_of(jnp.asarray(inside, jnp.float32)).tolist() == [0, 0, 0, 1, 5, 9]


@pytest.mark.parametrize(
    ("low", "high"), [(1e9, 1e9 + 1), (0.0, 1e-50), (-3e38, 3e38), (0.0, 1e39)]
)
def test_an_axis_that_float32_does_not_know_is_refused(low, high):
    for make in (
        lambda: GridArchive((low,), (high,), (10,)),
        lambda: CVTArchive((low,), (high,), 10),
        lambda: NoveltyArchive((low,), (high,), 0.1),
    ):
        with pytest.raises(ValueError, match="float32"):
            make()


def test_cells_are_row_major_over_the_axes():
    archive = GridArchive(lower=(0, 0, 0), upper=(1, 1, 1), shape=(2, 3, 5))
    centres = np.stack(
        np.meshgrid(*[(np.arange(c) + 0.5) / c for c in (2, 3, 5)], indexing="ij"), axis=-1
    )
    cells = archive.cell_of(jnp.asarray(centres.reshape(-1, 3), jnp.float32))
    np.testing.assert_array_equal(cells, np.arange(30))


def test_failed_rows_cost_the_others_nothing():
    objective = np.array([1.0, np.nan, 3.0, np.inf, 5.0, -np.inf], np.float32)
    measures = np.full((6, 2), 0.1, np.float32)
    measures[2, 1] = np.nan
    state, (added,) = fill([(objective, measures)])
    assert added.status.tolist() == [NEW, NOT_ADDED, NOT_ADDED, NOT_ADDED, NEW, NOT_ADDED]
    assert contents(state) == {cell_of((0.1, 0.1)): (5.0, 4)}


@pytest.mark.long
def test_growing_keeps_every_elite_and_field(monkeypatch):
    monkeypatch.setattr(cells, "_START_BYTES", 0)
    archive = GridArchive(lower=(0.0,), upper=(1.0,), shape=(1000,))
    fields = {"seed": jax.ShapeDtypeStruct((), jnp.int32), "feet": jax.ShapeDtypeStruct((2,), bool)}
    state = archive.init(20, fields)
    assert state.objective.shape[0] == 64
    place = jnp.asarray(
        np.random.default_rng(0).permutation(1000)[:50] / 1000 + 0.0005, jnp.float32
    )
    e = Evaluation(
        jnp.arange(50.0),
        place[:, None],
        fields={"seed": jnp.arange(50), "feet": jnp.arange(100).reshape(50, 2) % 3 == 0},
    )
    x = jnp.broadcast_to(jnp.arange(50.0)[:, None], (50, 20))
    state, _ = archive.add(state, x, e)
    grown = archive.reserve(state, 60)
    assert grown.objective.shape[0] == 128
    assert archive.reserve(grown, 78) is grown, "there is room already"
    kept = jax.tree.map(
        lambda a: a[:50], (grown.cell, grown.objective, grown.measures, grown.fields)
    )
    before = jax.tree.map(
        lambda a: a[:50], (state.cell, state.objective, state.measures, state.fields)
    )
    for a, b in zip(jax.tree.leaves(kept), jax.tree.leaves(before), strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(grown.solution[:50, 17], np.arange(50))
    np.testing.assert_array_equal(grown.fields["seed"][:50], np.arange(50))
    np.testing.assert_array_equal(grown.slot_of, state.slot_of)
    assert archive.reserve(grown, 10_000).objective.shape[0] == 1000, "never more rows than cells"


def test_memory_follows_the_elites_not_the_cells():
    archive = GridArchive(lower=(0,) * 4, upper=(1,) * 4, shape=(20,) * 4)
    state = archive.init(6536, {})
    assert sum(a.nbytes for a in jax.tree.leaves(state)) < 100e6  # every cell a row: 4.2 GB


def test_sampling_is_uniform_over_the_elites(key):
    state, _ = fill([(np.array([1.0, 2.0, 3.0], np.float32),
                      np.array([[-1, 0], [0, 0], [0.9, 3.9]], np.float32))])  # fmt: skip
    nowhere = jnp.array([-7.0])
    drawn = ARCHIVE.sample(state, key, 3000, nowhere)
    counts = np.bincount(np.asarray(drawn.solution[:, 0], int), minlength=3)
    assert counts.sum() == 3000
    assert np.all(np.abs(counts - 1000) < 5 * (3000 * 1 / 3 * 2 / 3) ** 0.5)
    np.testing.assert_array_equal(drawn.objective, drawn.solution[:, 0] + 1.0)
    np.testing.assert_array_equal(drawn.measures, state.measures[drawn.slot])
    empty = ARCHIVE.sample(ARCHIVE.init(1, {}), key, 2, nowhere)
    np.testing.assert_array_equal(empty.solution, [[-7.0], [-7.0]])


@pytest.mark.long
def test_statistics_of_an_archive_with_an_offset():
    archive = GridArchive(lower=(0.0,), upper=(1.0,), shape=(10,), offset=-2.0)
    empty = archive.statistics(archive.init(1, {}))
    assert (int(empty["elites"]), float(empty["qd_score"]), float(empty["best"])) == (0, 0, -np.inf)
    e = Evaluation(jnp.array([-1.0, 3.0]), jnp.array([[0.05], [0.95]]))
    state, _ = archive.add(archive.init(1, {}), jnp.zeros((2, 1)), e)
    statistics = {name: float(value) for name, value in archive.statistics(state).items()}
    expected = {
        "elites": 2, "coverage": 0.2, "qd_score": 6.0, "norm_qd_score": 0.6, "best": 3.0, "mean": 1.0,
    }  # fmt: skip
    assert statistics == pytest.approx(expected)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        (dict(lower=(0,), upper=(1, 1), shape=(2, 2)), "one entry per measure"),
        (dict(lower=(), upper=(), shape=()), "one entry per measure"),
        (dict(lower=(1,), upper=(1,), shape=(2,)), "lower must be finite and below upper"),
        (dict(lower=(0,), upper=(np.inf,), shape=(2,)), "give a finite number"),
        (dict(lower=(0,), upper=(1,), shape=(0,)), "shape at least 1"),
        (dict(lower=(0,) * 4, upper=(1,) * 4, shape=(200,) * 4), "use fewer cells per axis"),
    ],
)
def test_mistakes_of_configuration_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        GridArchive(**kwargs)


def test_large_archives_are_restored_by_a_compiled_program(monkeypatch):
    """The two ways give the same state, whose memory the next `add` takes over."""
    qd = QD(GridArchive((0,), (1,), (50,)), IsoLine(batch=4, iso=0.1, line=0.1))
    state = qd.init(np.zeros(3), key=0)
    x = np.random.default_rng(0).random((30, 3))
    state, _ = qd.add(state, x, Evaluation(x[:, 1], x[:, :1]))
    rows = qd.archive.export(state.archive)
    plain = qd.archive.restore(rows)
    monkeypatch.setattr("ramify.archives.cells._COMPILED_BYTES", 0)
    compiled = qd.archive.restore(rows)
    jax.tree.map(np.testing.assert_array_equal, compiled, plain)
    before = {name: values.copy() for name, values in rows.items()}
    again = dataclasses.replace(state, archive=compiled)
    qd.add(again, x[::-1] + 0.01, Evaluation(x[:, 1] + 1.0, x[:, :1]))
    for name, values in rows.items():  # NumPy's memory was not written to
        np.testing.assert_array_equal(values, before[name])
