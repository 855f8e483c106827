"""Which elite counts where several are equally near to the mouse, and at the edges between cells.

The rule on every map: the elite that is drawn nearest. Among equally near elites the highest objective
counts, and among equal objectives the lowest cell. The objectives of the stored archives are rounded
here, so that many neighbors have equal ones.
"""

import dataclasses

import numpy as np
import pytest
from explored import RECIPES, planted, stored
from map_places import BARS, PARALLEL, TILE_GAP, best, bin_of, bins, heights

import ramify

SIZE = {"width": 1280, "height": 800}  # large enough that small grids have lines between cells
FINE = 2001  # cells along an axis: smaller than a pixel
HOPPER = ramify.recipes.cma_mega_es(
    task="hopper", controller="gait", batch=6, samples=4, steps=20, slots=16
)


@pytest.fixture
def opened(serve, visit, tmp_path):
    """Opens a map of elites with these columns in a run of this recipe."""

    def opened(recipe, rows, view):
        folder = tmp_path / f"run-{len(list(tmp_path.iterdir()))}"
        served = serve(planted(recipe, folder, rows))
        return visit(served, f"view={view}", viewport=SIZE).ready(), served.elites

    return opened


def rounded(name, step):
    """The columns of a stored archive, with objectives rounded down to multiples of a step."""
    rows = stored(name)
    return rows | {"objective": np.floor(rows["objective"] / step) * step}


def columns(recipe, measures, objective):
    """Columns of elites with these measures and objectives."""
    experiment, count = recipe.build(), len(objective)
    fields = {
        f"field:{name}": np.zeros((count, *kept.shape), kept.dtype)
        for name, kept in experiment.task.fields.items()
    }
    solution = np.zeros((count, experiment.theta.size))
    return {"measures": measures, "objective": objective, "solution": solution} | fields


def expect(page, elites, expected):
    """Compares the cells under the mouse with the best of these rows at each point of the square.

    Args:
      expected: pairs of a pixel (from the upper left corner of the square) and a list of rows.
    """
    assert expected
    left, top, _ = page.place.square
    box = page.place.box
    points = [(box["x"] + left + x + 0.5, box["y"] + top + y + 0.5) for (x, y), _ in expected]
    wanted = [int(elites.cell[best(elites, rows)]) if rows else None for _, rows in expected]
    assert page.cells_at(points) == wanted


def first_pixel(edge, size):
    """The first pixel from the left whose center lies on or behind an edge, in unit coordinates."""
    return int(np.ceil(edge * size - 0.5))


def first_pixel_below(edge, size):
    """The first pixel from the top whose center lies below an edge, in unit coordinates from below.

    A center exactly on the edge belongs to the cell above.
    """
    return int(np.floor((1 - edge) * size + 0.5))


def tied_count(elites, expected):
    """How many of these places are decided by the lowest cell."""
    objectives = [elites.objective[rows] for _, rows in expected if len(rows) > 1]
    return sum((values == values.max()).sum() > 1 for values in objectives)


@pytest.mark.long
def test_the_line_between_two_cells_of_a_grid_belongs_to_the_better(opened):
    page, elites = opened(RECIPES["arm"], rounded("arm", 25), "grid")
    cells, (_, _, size) = elites.shape[0], page.place.square
    assert size / cells > 8  # px: else there is no line
    row_of = {divmod(int(cell), cells): row for row, cell in enumerate(elites.cell)}
    expected = []
    for (i, j), row in row_of.items():
        x, y = int((i + 0.5) / cells * size), int((1 - (j + 0.5) / cells) * size)
        expected.append(((x, y), [row]))
        line_x = first_pixel((i + 1) / cells, size)
        line_y = first_pixel_below(j / cells, size)
        if i + 1 < cells:
            both = [row, row_of[i + 1, j]] if (i + 1, j) in row_of else [row]
            expected += [((line_x - 1, y), [row]), ((line_x, y), both)]
        if j > 0:
            both = [row, row_of[i, j - 1]] if (i, j - 1) in row_of else [row]
            expected += [((x, line_y - 1), [row]), ((x, line_y), both)]
        if i + 1 < cells and j > 0:
            expected.append(((line_x, line_y), []))  # where lines cross
    assert tied_count(elites, expected) > 20
    expect(page, elites, expected)


@pytest.mark.long
def test_a_bin_of_two_measures_shows_its_best_elite(opened):
    page, elites = opened(RECIPES["ant"], rounded("ant", 20), "grid")
    count, (_, _, size) = bins(elites, 0), page.place.square
    members = {}
    for row in range(len(elites)):
        members.setdefault((bin_of(elites, row, 0), bin_of(elites, row, 1)), []).append(row)
    expected = []
    for (i, j), rows in members.items():
        y = int((1 - (j + 0.5) / count) * size)
        expected.append(((int((i + 0.5) / count * size), y), rows))
        if i + 1 < count:
            line = first_pixel((i + 1) / count, size)
            expected.append(((line, y), rows + members.get((i + 1, j), [])))
    assert tied_count(elites, expected) > 5
    expect(page, elites, expected)


@pytest.mark.long
def test_the_lines_and_gaps_of_a_nested_grid(opened):
    """A line between cells belongs to the better. A gap between tiles belongs to the nearest pixel."""
    page, elites = opened(RECIPES["ant"], rounded("ant", 20), "nested")
    (tiles, _, cells, _), (_, _, size) = elites.shape, page.place.square
    gap = TILE_GAP * tiles / size
    digits = np.stack(np.unravel_index(elites.cell, elites.shape), axis=1)
    row_of = {tuple(map(int, index)): row for row, index in enumerate(digits)}

    def edge(tile, cell):
        return (tile + gap / 2 + cell / cells * (1 - gap)) / tiles

    expected = []
    for (a, b, c, d), row in row_of.items():
        y = int((1 - (edge(b, d) + edge(b, d + 1)) / 2) * size)
        line = first_pixel(edge(a, c + 1), size)
        expected.append(((line - 1, y), [row]))
        if c + 1 < cells:
            after = row_of.get((a, b, c + 1, d))
            expected.append(((line, y), [row] if after is None else [row, after]))
        elif a + 1 < tiles:
            after = row_of.get((a + 1, b, 0, d))
            last = first_pixel(edge(a + 1, 0), size)  # of the gap
            assert last - line >= 2
            expected += [((line, y), [row]), ((last, y), [] if after is None else [after])]
            expected += [((x, y), []) for x in range(line + 1, last)]
    assert tied_count(elites, expected) > 1
    expect(page, elites, expected)


@pytest.mark.long
def test_the_middle_between_two_small_cells_belongs_to_the_better(opened):
    """Cells smaller than a pixel are drawn as squares of three pixels."""
    recipe = dataclasses.replace(RECIPES["arm"], grid=FINE)
    axes = recipe.build().qd.archive.axes
    low, high = np.array(axes["lower"]), np.array(axes["upper"])
    places = [(u + side, v) for v in (0.25, 0.5, 0.75) for u in U for side in (0.0, 0.021)]
    objective = np.resize([0.0, 1.0, 1.0, 0.0, 1.0, 1.0], len(places))
    rows = columns(recipe, low + np.array(places) * (high - low), objective)
    page, elites = opened(recipe, rows, "grid")
    _, _, size = page.place.square
    index = np.stack(np.unravel_index(elites.cell, elites.shape), axis=1)
    center = np.floor((index + 0.5) / FINE * size - 1.5 + 0.5) + 1  # pixel
    expected = []
    for row in range(len(elites)):
        for other in range(len(elites)):
            apart = center[other, 0] - center[row, 0]
            if index[row, 1] == index[other, 1] and 0 < apart < 12 and apart % 2 == 0:
                middle = int(center[row, 0] + apart / 2), int(size - 1 - center[row, 1])
                expected.append((middle, [row, other]))
    assert len(expected) > 5 and tied_count(elites, expected) > 1
    expect(page, elites, expected)


U = (
    np.linspace(0.1, 0.8, 6) + np.arange(6) * 0.0013
)  # so that some pairs are an even distance apart


@pytest.mark.long
def test_an_edge_between_bars_belongs_to_the_bar_on_its_right(opened):
    recipe = dataclasses.replace(HOPPER, grid=40)
    filled = np.array([3, 4, 7, 8, 9, 20])
    rows = columns(recipe, (filled[:, None] + 0.5) / 40, np.array([1.0, 2.0, 2.0, 1.0, 2.0, 1.0]))
    page, elites = opened(recipe, rows, "grid")
    row_of = dict(zip(elites.cell.tolist(), range(6), strict=True))
    place = page.place
    points, wanted = [], []
    for bin in range(40):
        (left, y), (right, _) = place.bar(bin - 0.5, 40), place.bar(bin + 0.5, 40)
        points += [(left + 0.25, y), (right - 0.25, y)]
        wanted += [bin if bin in row_of else None] * 2
    assert place.bar(1, 40)[0] - place.bar(0, 40)[0] > 4  # px: thinner bars reach farther
    assert page.cells_at(points) == wanted


@pytest.mark.long
def test_the_middle_between_two_thin_bars_belongs_to_the_better(opened):
    recipe = dataclasses.replace(HOPPER, grid=400)
    pairs = [(40, 44, 0.0, 1.0), (100, 104, 1.0, 0.0), (200, 202, 1.0, 1.0), (300, 306, 1.0, 1.0)]
    filled = np.array([bin for a, b, _, _ in pairs for bin in (a, b)])
    objective = np.array([value for _, _, a, b in pairs for value in (a, b)])
    page, elites = opened(recipe, columns(recipe, (filled[:, None] + 0.5) / 400, objective), "grid")
    place = page.place
    pitch = (place.box["width"] - BARS["left"] - BARS["right"]) / 400
    assert 3 <= np.ceil(4 / pitch) < 6  # bins that the mouse may miss a bar by
    wanted = [44, 100, 200, 300]
    assert page.cells_at([place.bar((a + b) / 2, 400) for a, b, _, _ in pairs]) == wanted
    assert page.cells_at([place.bar(250, 400)]) == [None]
    assert sorted(filled.tolist()) == elites.cell.tolist()


def test_the_parallel_axes_choose_among_all_lines_within_a_pixel(arm, visit):
    page, elites = visit(arm, "view=parallel").ready(), arm.elites
    place = page.place
    points = [p for row in range(0, len(elites), 20) for p in place.points(elites, row)]
    assert page.cells_at(points) == [elites.cell[under(place, elites, *point)] for point in points]


def under(place, elites, x, y):
    """The row that the parallel axes must choose at a point of the page.

    The nearest line counts, with those up to a pixel farther.
    """
    box, lines = place.box, heights(elites)
    width, height = box["width"] - 2 * PARALLEL["side"], box["height"] - 82
    along = (x - box["x"] - PARALLEL["side"]) / width * (lines.shape[1] - 1)
    axis = int(np.clip(np.floor(along), 0, lines.shape[1] - 2))
    share = np.clip(along - axis, 0.0, 1.0)
    line = lines[:, axis] * (1 - share) + lines[:, axis + 1] * share
    distance = np.abs(line - (1 - (y - box["y"] - PARALLEL["top"]) / height)) * height
    return best(elites, np.flatnonzero(distance <= distance.min() + 1.0))


@pytest.mark.long
def test_borders_and_close_lines_wherever_the_mouse_came_from(opened):
    """On a border between two Voronoi cells, and within a pixel of two parallel lines."""
    recipe = dataclasses.replace(RECIPES["arm"], grid=FINE)
    axes = recipe.build().qd.archive.axes
    low, high = np.array(axes["lower"]), np.array(axes["upper"])
    pairs = [((u, 0.3), (u + 0.0005, 0.7)) for u in (0.2, 0.5, 0.8)]
    objective = np.array([0.0, 1.0, 1.0, 0.0, 1.0, 1.0])
    rows = columns(recipe, low + np.reshape(pairs, (6, 2)) * (high - low), objective)
    page, elites = opened(recipe, rows, "voronoi")
    for view in ("voronoi", "parallel"):
        page.page.click(f"#tabs [data-view={view}]")
        place = page.place
        for (u, _), _ in pairs:
            shift = np.abs((elites.measures[:, 0] - low[0]) / (high[0] - low[0]) - u)
            two = np.flatnonzero(shift < 0.001)
            assert len(two) == 2
            # The middle between the two sites; and the second line, 0.3 pixels above the first.
            x, y = (
                place.at(u + 0.00025, 0.5) if view == "voronoi" else place.on_axis(0, u + 0.0005, 3)
            )
            for before in (-40, 40):
                _, cell = page.cells_at([(x, y + before), (x, y)])
                assert cell == elites.cell[best(elites, two)], (view, u)
