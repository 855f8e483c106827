"""Archives that are so large that the page draws and chooses in another way."""

import dataclasses

import numpy as np
import pytest
from explored import RECIPES, planted
from map_places import normalized

import ramify
from ramify.explorer.archive import read_saved_archive

SIDE = 330  # cells along each axis: a Voronoi map of as many elites is painted pixel by pixel
COLORS = """(points) => {
  const canvas = document.querySelector('#map-base');
  const box = canvas.getBoundingClientRect();
  const {width, height} = canvas;
  const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
  return points.map(([x, y]) => {
    const column = Math.floor(((x - box.x) * width) / box.width);
    const at = Math.floor(((y - box.y) * height) / box.height) * width + column;
    return [...data.slice(4 * at, 4 * at + 3)];
  });
}"""


@pytest.mark.long
def test_a_voronoi_map_of_many_elites_shows_their_colors_where_the_mouse_finds_them(
    serve, visit, tmp_path
):
    recipe = dataclasses.replace(RECIPES["sphere"], grid=SIDE)
    axes = recipe.build().qd.archive.axes
    low, high = np.array(axes["lower"]), np.array(axes["upper"])
    places = (np.stack(np.mgrid[:SIDE, :SIDE], axis=-1).reshape(-1, 2) + 0.5) / SIDE
    rows = {
        "measures": low + places * (high - low),
        "objective": np.where(places[:, 0] < 0.4, places[:, 1], 1.0),
        "solution": np.zeros((len(places), recipe.dim)),
    }
    served = serve(planted(recipe, tmp_path / "run", rows))
    page, elites = visit(served, "view=voronoi").ready(), served.elites
    sites = normalized(elites.measures, elites)
    chosen = np.random.default_rng(0).choice(len(sites), 40, replace=False)
    points = [page.place.at(u, v) for u, v in sites[chosen]]
    shown = page.cells_at(points)
    # The pixel in which a site lies may be nearest to a neighbor.
    where = np.argsort(elites.cell)
    found = normalized(elites.measures[where[shown]], elites)
    assert np.abs(found - sites[chosen]).max() < 2 / SIDE
    colors = np.array(page.page.evaluate(COLORS, points))
    right = sites[chosen, 0] > 0.41
    assert (colors[right] == (253, 231, 37)).all()  # the brightest of viridis
    left = sites[chosen, 0] < 0.39
    green = colors[left, 1][np.argsort(sites[chosen][left, 1])]  # viridis: more green, the brighter
    assert (np.diff(green) >= 0).all() and np.ptp(green) > 100
    page.page.click("#diverse")
    page.until("() => document.querySelectorAll('#panes .pane').length === 4")


def test_a_saved_search_without_a_log_shows_what_its_elites_say(tmp_path):
    archive = ramify.GridArchive((0, 0), (1, 1), (4, 5))
    qd = ramify.QD(archive, ramify.IsoLine(batch=4))
    known = np.array([[0.1, 0.2], [0.9, 0.6]])
    state = qd.init(np.zeros(2), key=0)
    state, _ = qd.add(state, known, ramify.Evaluation(np.array([1.0, 3.0]), known))
    ramify.save(tmp_path, qd, state, ("a", "b"), 1)
    _, statistics = read_saved_archive(tmp_path)
    shown = {name: value for name, value in statistics.items() if value is not None}
    assert shown == {"elites": 2, "coverage": 0.1, "best": 3.0, "mean": 2.0}
