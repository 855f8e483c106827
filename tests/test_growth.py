"""Large archives: no step takes much longer than its data, and each does the same as for few elites."""

import re
import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import archive

import ramify
from ramify.elites.columns import _check_cells
from ramify.view import figures


def least(work, tries=5):
    """Returns the least seconds of a few tries, which other load on the machine changes least."""
    taken = []
    for _ in range(tries):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_the_check_of_a_million_cells_takes_no_longer_than_a_few_sorts():
    cell = np.random.default_rng(0).permutation(1_000_000).astype(np.int32)
    assert least(lambda: _check_cells(cell, cell.size)) < 20 * least(lambda: np.sort(cell))


@pytest.mark.parametrize("first", [0, 499, 998])
def test_a_cell_that_occurs_twice_is_refused_wherever_it_is(first):
    cell = np.random.default_rng(0).permutation(1000).astype(np.int32)
    cell[first] = cell[first + 1]
    with pytest.raises(ValueError, match="two elites have the same cell"):
        _check_cells(cell, 1000)


def test_a_nested_grid_draws_the_best_elite_on_top():
    elites = archive((20, 20, 20, 20), 60)
    tiles = figures._layout(elites, figures.Window.of(elites, True))
    drawn = figures.nested(elites).axes[0].images[1].get_array().T
    expected = np.full(drawn.shape, -np.inf)
    for row, (x, y) in enumerate(tiles.at.T):
        square = expected[x : x + tiles.side, y : y + tiles.side]
        np.maximum(square, elites.objective[row], out=square)
    assert tiles.side > 1
    np.testing.assert_array_equal(drawn.filled(-np.inf), expected)


def test_the_nearest_neighbors_are_found_without_sorting_all_elites():
    archive = ramify.NoveltyArchive((0, 0), (1, 1), threshold=0.1, capacity=1000)
    state = archive.init(2, {})
    answer = ramify.Evaluation(jnp.ones(36), jnp.ones((36, 2)))
    program = jax.jit(archive.add).lower(state, jnp.ones((36, 2)), answer).compile().as_text()
    assert "TopK" in program
    assert not re.search(r"\[36,1000\]\S* sort\(", program)
