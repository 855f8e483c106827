"""Which cell a measure falls into, against exact fractions; axes that float32 cannot resolve."""

from fractions import Fraction
from math import floor

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
import ribs.archives
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ramify import CVTArchive, GridArchive, NoveltyArchive
from ramify.analysis.exchange import cells_of
from ramify.archives.edges import first_of_each_cell
from ramify.elites.table import EliteTable
from ramify.explorer.archive import cell_finder
from ramify.numerics.best_rows import best_of_each_cell


def found(archive, measures):
    return np.asarray(jax.jit(archive.cell_of)(jnp.asarray(measures, jnp.float32)[:, None]))


def table(archive, measures, centroid=None):
    """Elites with these measures, which claim to be in no cell."""
    count, k = measures.shape
    return EliteTable(
        np.zeros((count, 1)), np.zeros(count), measures, np.full(count, -1), archive.lower,
        archive.upper, archive.shape, tuple(f"m{i}" for i in range(k)), centroid=centroid,
    )  # fmt: skip


def test_cells_of_a_hundredth_of_an_axis_from_minus_1_to_1():
    hundredths = np.arange(-100, 100) / 100
    archive = GridArchive((-1,), (1,), (100,))
    np.testing.assert_array_equal(found(archive, hundredths), np.arange(200) // 2)


def test_a_thousand_steps_in_a_thousand_cells_reach_each():
    contacts = np.arange(1000, dtype=np.float32)
    archive = GridArchive((0,), (1,), (1000,))
    np.testing.assert_array_equal(found(archive, contacts / np.float32(1000)), np.arange(1000))


@pytest.mark.parametrize("cells", [2, 3, 7, 10, 32, 100, 333, 512, 999, 1000])
def test_a_ratio_of_whole_numbers_falls_into_its_own_cell(cells):
    """All i/steps with up to 1,000 steps, as a simulator makes them: float32 divided by float32."""
    steps = np.repeat(np.arange(1, 1001), np.arange(1, 1001))
    i = np.concatenate([np.arange(s) for s in range(1, 1001)])
    share = i.astype(np.float32) / steps.astype(np.float32)
    first = first_of_each_cell(0.0, 1.0, cells)
    np.testing.assert_array_equal(np.searchsorted(first, share, "right"), i * cells // steps)


def test_the_jitted_cell_is_that_of_the_first_measures_of_the_cells():
    """Just below, at and above the first float32 number of every cell."""
    for low, high, cells in [
        (0.0, 1.0, 1000),
        (-1.0, 1.0, 999),
        (1e6, 1e6 + 10, 10),
        (-3e3, 5.0, 77),
    ]:
        archive, first = (
            GridArchive((low,), (high,), (cells,)),
            first_of_each_cell(low, high, cells),
        )
        for measures, belongs in [
            (np.nextafter(first, np.float32(-np.inf)), np.arange(cells - 1)),
            (first, np.arange(1, cells)),
            (np.nextafter(first, np.float32(np.inf)), np.arange(1, cells)),
        ]:
            np.testing.assert_array_equal(found(archive, measures), belongs)


bounds = st.tuples(
    st.integers(-1000, 1000), st.integers(1, 1000), st.sampled_from([1e-6, 0.01, 0.3, 1, 1e4])
)


@settings(max_examples=60, deadline=None)
@given(bounds, st.integers(1, 1000), st.lists(st.tuples(st.integers(0, 999), st.integers(1, 999))))
@example((-861, 3, 0.01), 575, [(999, 503)])
def test_as_exact_arithmetic_says(bound, cells, ratios):
    """A measure i/s of the way along any axis; within two roundings below an edge counts as on
    it, and so does a measure that float32 cannot tell from the edge."""
    low, high = bound[0] * bound[2], (bound[0] + bound[1]) * bound[2]
    first, width = first_of_each_cell(low, high, cells), Fraction(high) - Fraction(low)
    rounding = Fraction(max(abs(low), abs(high))) * Fraction(1, 2**22)
    for i, s in ratios:
        exact = Fraction(low) + width * Fraction(i % s, s)
        cell = int(np.searchsorted(first, np.float32(float(exact)), "right"))
        place = (exact - Fraction(low)) / width * cells
        assert cell >= floor(place)
        edge = Fraction(low) + width * Fraction(cell, cells)
        near = min(rounding / width * cells, Fraction(1, 2**12)) * 2
        same = np.float32(float(edge)) <= np.float32(float(exact))  # float32 cannot tell them apart
        assert cell <= floor(place + near) or same


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 5, 10, 50]))
def test_in_the_middle_of_cells_as_pyribs(seed, cells):
    """Where pyribs does not round an edge away: an axis of width 1 and few cells."""
    measures = np.random.default_rng(seed).random((200, 1)).astype(np.float32)
    peer = ribs.archives.GridArchive(
        solution_dim=1, dims=(cells,), ranges=[(0, 1)], dtype=np.float32
    )
    apart = np.abs(measures[:, 0] * cells - np.round(measures[:, 0] * cells)) > 1e-4
    mine = np.asarray(GridArchive((0,), (1,), (cells,)).cell_of(jnp.asarray(measures)))
    np.testing.assert_array_equal(mine[apart], peer.index_of(measures)[apart])


def test_every_place_that_looks_up_a_cell_agrees():
    """In the program of a run, in a table, and where the page steers."""
    grid = GridArchive((0, -1), (1, 1), (1000, 100))
    measures = np.stack([np.arange(200) / 1000, np.arange(200) / 100 - 1], 1).astype(np.float32)
    wanted = np.arange(200) * 100 + np.arange(200) // 2
    np.testing.assert_array_equal(eqx.filter_jit(grid.cell_of)(jnp.asarray(measures)), wanted)
    elites = table(grid, measures)
    np.testing.assert_array_equal(cells_of(elites), wanted)
    assert [cell_finder(elites)(m) for m in measures[::40]] == wanted[::40].tolist()


FINE = [
    (1e6, 1e6 + 10, 1000, r"Subtract 1000000\.0 .* from 0\.0 to 10\.0"),
    (1.7e9, 1.7e9 + 86_400, 1440, r"Subtract 1700000000\.0 .* 86400\.0"),
    (0.0, 1.0, 2**22, "Use fewer cells"),
    (0.0, 1e-38, 10, "use other units"),
]


@pytest.mark.parametrize(("low", "high", "cells", "remedy"), FINE)
def test_an_axis_whose_cells_float32_cannot_tell_apart_is_refused(low, high, cells, remedy):
    with pytest.raises(ValueError, match=remedy):
        GridArchive((0, low), (1, high), (2, cells))


def test_where_float32_can_just_tell_cells_apart_each_is_reached():
    archive = GridArchive((1e6,), (1e6 + 10,), (10,))
    measures = 1e6 + np.arange(0, 10, 0.1)
    np.testing.assert_array_equal(found(archive, measures + 0.04), np.arange(100) // 10)
    assert found(GridArchive((0,), (1,), (2**19,)), [0.75, 1 - 2.0**-20]).tolist() == [
        3 * 2**17, 2**19 - 1,
    ]  # fmt: skip


def test_tessellations_and_novelty_refuse_what_float32_cannot_tell():
    with pytest.raises(ValueError, match=r"between 1000 centroids .*Subtract 1000000\.0"):
        CVTArchive((1e6,), (1e6 + 10,), 1000)
    with pytest.raises(ValueError, match="the same in float32"):
        CVTArchive((0,), (9,), 2, centroids=np.array([[1.0], [1.0 + 1e-12]]))
    with pytest.raises(ValueError, match=r"novelty threshold .*Subtract 1700000000\.0"):
        NoveltyArchive((1.7e9,), (1.7e9 + 86_400,), 60.0)
    with pytest.raises(ValueError, match=r"from 1e-18 to 1e\+18.*other units"):
        NoveltyArchive((0,), (1e25,), 1e24)
    NoveltyArchive((0,), (1,), 0.0)


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("far", [0.0, 0.1, 3.0, 1e4, 1e9])
def test_the_nearest_centroid_of_measures_beyond_as_in_pyribs(k, far):
    cells = 60
    archive = CVTArchive((-1.0,) * k, (2.0,) * k, cells, samples=30 * cells)
    centroids = np.asarray(archive.around.centroid)
    rng = np.random.default_rng(k)
    measures = rng.uniform(-1 - far, 2 + far, (150, k)).astype(np.float32)
    peer = ribs.archives.CVTArchive(
        solution_dim=1, centroids=centroids, ranges=[(-1, 2)] * k, dtype=np.float32
    )
    mine = eqx.filter_jit(archive.cells_of)(archive.around, jnp.asarray(measures))
    np.testing.assert_array_equal(mine, peer.index_of(measures))
    np.testing.assert_array_equal(cells_of(table(archive, measures, centroids)), mine)


def test_measures_as_far_away_as_float32_goes_have_a_nearest_centroid():
    archive = CVTArchive((0, 0), (1, 1), 4, centroids=np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))
    far = jnp.array([[-3e38, 3e38], [3e38, 0.7], [3e38, 3e38], [0.2, -1e20]])
    assert archive.cells_of(archive.around, far).tolist() == [1, 3, 3, 0]


def test_many_rows_beyond_and_none():
    archive = CVTArchive((0, 0), (1, 1), 300, samples=2000)
    rng = np.random.default_rng(0)
    for measures in (rng.uniform(-1, 2, (1000, 2)), rng.random((10, 2))):
        measures = measures.astype(np.float32)
        distance = ((measures[:, None].astype(float) - archive.around.centroid[None]) ** 2).sum(-1)
        mine = eqx.filter_jit(archive.cells_of)(archive.around, jnp.asarray(measures))
        np.testing.assert_array_equal(mine, distance.argmin(1))


@pytest.mark.parametrize("rows", [1, 2, 128, 129, 1000, 5000])  # on both sides of each limit
@pytest.mark.parametrize("cells", [1, 7, 4000, 40_000, 10**7])
@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_the_first_of_the_best_rows_of_each_cell_wins(rows, cells, share):
    rng = np.random.default_rng(rows)
    cell = rng.integers(0, cells, rows).astype(np.int32)
    cell[rng.random(rows) < 0.3] = cells - 1  # many in one cell
    objective = rng.integers(-3, 3, rows).astype(np.float32)  # many ties
    accepted = rng.random(rows) < share
    wins = jax.jit(best_of_each_cell, static_argnums=3)(cell, objective, accepted, cells)
    best = {}
    for row in np.flatnonzero(accepted):
        if cell[row] not in best or objective[row] > objective[best[cell[row]]]:
            best[cell[row]] = row
    np.testing.assert_array_equal(np.flatnonzero(wins), sorted(best.values()))


def test_cells_that_share_every_bucket_are_told_apart():
    """Cells whose numbers differ by a multiple of the number of buckets, for any odd factor."""
    cell = (np.arange(200, dtype=np.int64) % 50 * 2**24).astype(np.int32)
    objective = np.arange(200, dtype=np.float32)
    wins = jax.jit(best_of_each_cell, static_argnums=3)(
        cell, objective, np.ones(200, bool), 2**31 - 1
    )
    np.testing.assert_array_equal(np.flatnonzero(wins), np.arange(150, 200))
