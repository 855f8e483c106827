"""The explorer as its user meets it: real browser, real server, stored archives."""

import numpy as np
import pytest
from browser import pixels
from selection import long
from visit import FOUR, numbers

from ramify.elites.steadiness import is_steady
from ramify.run.opened import load


def test_it_opens_on_the_best_with_the_runs_own_figures(ant, visit):
    page = visit(ant).ready()
    metrics = {name: column[-1] for name, column in load(ant.path).metrics.items()}
    assert page.text("#name") == "ant in mujoco · cma-mega-es"
    assert page.number("#chips", r"(\S+) elites") == metrics["elites"]
    assert page.number("#chips", r"(\S+) best") == pytest.approx(metrics["best"], abs=0.1)
    assert page.number("#chips", r"(\S+) QD score") == pytest.approx(metrics["qd_score"], rel=1e-3)
    assert page.number("#chips", r"(\S+) evaluations") == metrics["evaluations"]
    assert page.number("#shown", r"^(\d+) of") == metrics["elites"]
    page.shows([ant.best])
    assert page.text(".replayed") == "replay matches"
    assert page.page.locator(".warning:visible").count() == 0
    box = page.page.locator("#curves").bounding_box()
    curves = pixels(page.page, *(box[side] for side in ("x", "y", "width", "height")))
    assert len(np.unique(curves.reshape(-1, 3), axis=0)) > 10


@pytest.mark.parametrize(
    ("name", "view"),
    [long("drawn_ant", "nested"), long("arm", "grid"), ("arm", "parallel")],
)
def test_the_tooltip_tells_the_cell_under_the_mouse(name, view, visit, request):
    served = request.getfixturevalue(name)
    page, elites = visit(served, f"view={view}").ready(), served.elites
    chosen = elites.diverse(6)
    for cell, objective, measures in zip(
        chosen.cell, chosen.objective, chosen.measures, strict=True
    ):
        page.hover(cell)
        assert page.text("#tooltip .cell") == f"#{cell}"
        assert page.number("#tooltip b") == pytest.approx(objective, rel=1e-3, abs=1e-3)
        shown = numbers(" ".join(page.page.locator("#tooltip dd").all_inner_texts()))
        np.testing.assert_allclose(shown, measures, rtol=6e-3, atol=6e-3)
    page.page.mouse.move(5, 5)
    assert page.page.is_hidden("#tooltip")


@pytest.mark.parametrize(("name", "view"), [("drawn_ant", "nested"), long("arm", "grid")])
@pytest.mark.long
def test_measures_grow_to_the_right_and_upwards(name, view, visit, request):
    served = request.getfixturevalue(name)
    page, elites = visit(served, f"view={view}").ready(), served.elites
    places = np.array([page.cell_xy(cell) for cell in elites.cell[:40]])
    digits = np.array(np.unravel_index(elites.cell[:40], elites.shape))
    across, up = (digits[0], digits[1]) if view == "grid" else (digits[[0, 2]], digits[[1, 3]])
    for along, of in ((places[:, 0], across), (-places[:, 1], up)):
        rank = of if view == "grid" else of[0] * elites.shape[2] + of[1]
        steps = np.diff(along[np.argsort(rank, kind="stable")])
        assert (steps >= -1.5).all()
        assert np.ptp(along) > 100
        same = rank[:, None] == rank
        assert (np.abs(along[:, None] - along)[same] <= 1.5).all()


def test_a_click_opens_the_cell_and_its_elite_moves(ant, visit):
    page = visit(ant).ready(playing=True)
    cell = ant.elites.diverse(3).cell[1]
    page.watch(cell)
    first = page.picture()
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 100
    page.changes(page.picture, first)
    assert page.text(".replayed") == "replay matches"
    page.page.keyboard.press("Space")
    still = page.picture()
    stopped = page.text("#time")
    assert (page.picture() == still).all()
    assert page.text("#time") == stopped
    page.page.fill("#scrub", "0.5")
    middle = 0.5 * 200 * 0.0165
    page.drawn()
    assert page.number("#time", r"(\S+) s") == pytest.approx(middle, abs=0.02)
    page.changes(page.picture, still)
    page.page.evaluate("document.activeElement.blur()")
    page.page.keyboard.press("Shift+ArrowRight")  # ten frames
    page.page.keyboard.press("ArrowLeft")
    page.drawn()
    assert page.number("#time", r"(\S+) s") == pytest.approx(middle + 9 * 0.0165, abs=0.015)
    page.page.select_option("#speed", "0.25")
    page.page.click("#play")
    page.changes(page.picture)


@pytest.mark.long
def test_the_strip_shows_the_measures(ant, visit):
    """A row a foot, filled for as long as the measure says."""
    page = visit(ant).ready()
    cell = ant.elites.diverse(4).cell[2]
    measures = ant.elites.measures[ant.elites.cell == cell][0]
    page.watch(cell)
    page.page.fill("#scrub", "1")
    drawn = page.page.evaluate(
        """() => {
          const canvas = document.querySelector('.strip canvas');
          const {width, height} = canvas;
          const image = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          return [0, 1, 2, 3].map((foot) => {
            const y = Math.floor(((foot + 0.5) / 4) * height);
            let on = 0;
            for (let x = 0; x < width; x++) on += image[4 * (y * width + x) + 3] > 128;
            return on / width;
          });
        }"""
    )
    np.testing.assert_allclose(drawn, measures, atol=0.05)


@pytest.mark.long
def test_shift_clicks_compare_up_to_four(drawn_ant, visit):
    page = visit(drawn_ant).ready()
    cells = [int(cell) for cell in drawn_ant.elites.diverse(6).cell]
    page.watch(cells[0])
    for i in range(1, 4):
        page.click(cells[i], shift=True)
        page.shows(cells[: i + 1])
    page.click(cells[4], shift=True)  # no fifth
    page.shows([*cells[:3], cells[4]])
    assert [b.inner_text() for b in page.page.locator(".badge").all()] == ["1", "2", "3", "4"]
    look = [lambda pane=pane: page.picture(f".pane >> nth={pane}") for pane in (0, 3)]
    before = [one() for one in look]
    box = page.page.locator(".pane").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.drag(x, y, x + 60, y + 20)
    for one, was in zip(look, before, strict=True):
        page.changes(one, was)  # one camera turns all
    page.page.click(".pane >> nth=1 >> .close")
    page.shows([cells[0], cells[2], cells[4]])
    assert f"cells={cells[0]},{cells[2]},{cells[4]}&" in page.page.url


@pytest.mark.long
def test_a_new_pane_follows_the_next_click_before_its_motion_has_arrived(drawn_ant, visit):
    page = visit(drawn_ant).ready()
    first, slow, last = (int(cell) for cell in drawn_ant.elites.diverse(3).cell)
    page.watch(first)
    asked = []
    never = f"**/api/motion/{slow}"  # has no answer
    page.page.route(never, lambda route: asked.append(route))
    page.click(slow, shift=True)
    page.until("() => document.querySelector('.pane.loading')")
    page.click(last)
    page.shows([first, last])
    assert len(asked) == 1


@pytest.mark.long
def test_four_diverse(drawn_ant, visit):
    page = visit(drawn_ant).ready()
    page.page.click("#diverse")
    page.until(FOUR)
    elites = drawn_ant.elites
    steady = elites[is_steady(elites)]
    cells = page.cells()
    assert cells[0] == steady.best().cell[0] and len({*cells}) == 4
    assert {*cells} <= {*steady.cell.tolist()} < {*elites.cell.tolist()}
    page.page.click("#best")
    page.shows([drawn_ant.best])
    page.page.click("#diverse", modifiers=["Shift"])
    page.until(FOUR)
    assert page.cells()[0] == drawn_ant.best


@pytest.mark.long
def test_the_filter_hides_what_it_says(drawn_ant, visit):
    page = visit(drawn_ant).ready()
    objective = drawn_ant.elites.objective
    everything = page.map()
    low = page.page.locator("#filter-low").bounding_box()
    y = low["y"] + low["height"] / 2
    page.drag(low["x"] + 7, y, low["x"] + low["width"] / 2, y)
    from_ = float(page.page.input_value("#filter-low"))
    assert 0.4 < from_ < 0.6
    cut = objective.min() + from_ * np.ptp(objective)
    assert page.number("#shown", r"^(\d+) of") == (objective >= cut).sum() < len(objective)
    page.changes(page.map, everything)
    worst = int(drawn_ant.elites.cell[objective.argmin()])
    page.hover(worst)
    assert page.page.is_hidden("#tooltip") or page.text("#tooltip .cell") != f"#{worst}"
    page.page.fill("#filter-high", "0.55")
    high = objective.min() + 0.55 * np.ptp(objective)
    left = (objective >= cut) & (objective <= high)
    assert page.number("#shown", r"^(\d+) of") == left.sum()
    page.page.click("#best")
    best = drawn_ant.elites.cell[left][objective[left].argmax()]
    page.shows([best])


@pytest.mark.long
def test_an_axis_is_brushed(drawn_ant, visit):
    page = visit(drawn_ant, "view=parallel").ready()
    measures, everything = drawn_ant.elites.measures, page.map()
    low, high = 0.2, 0.6
    assert np.abs(measures[:, 1][:, None] - (low, high)).min() > 0.003  # farther than a pixel
    place = page.place
    page.drag(*place.on_axis(1, low, 5), *place.on_axis(1, high, 5))
    page.says("#shown", "front-right 0.20 – 0.60")
    inside = (measures[:, 1] >= low) & (measures[:, 1] <= high)
    assert page.number("#shown", r"^(\d+) of") == inside.sum() < len(measures)
    brushed = page.changes(page.map, everything)
    page.page.mouse.click(*place.on_axis(1, 0.4, 5))
    assert page.number("#shown", r"^(\d+) of") == len(measures)
    page.changes(page.map, brushed)


@pytest.mark.long
def test_tabs_change_the_map_and_the_address_keeps_it(drawn_ant, visit):
    page = visit(drawn_ant).ready()
    seen = page.map()
    for view in ("grid", "voronoi", "parallel", "nested"):
        page.page.click(f"#tabs [data-view={view}]")
        assert page.page.get_attribute("#tabs [aria-pressed=true]", "data-view") == view
        assert f"view={view}&" in page.page.url
        assert page.page.is_visible("#axis-x") == (view in ("grid", "voronoi"))
        seen = page.changes(page.map, seen)
    page.page.click("#tabs [data-view=grid]")
    seen = page.map()
    page.page.select_option("#axis-x", "2")
    page.changes(page.map, seen)
    a, b = (int(cell) for cell in drawn_ant.elites.diverse(5).cell[[2, 4]])
    page.page.evaluate(f"location.hash = '#view=grid&cells={a},{b}&x=3&y=1'")
    page.page.reload()
    page.ready()
    page.shows([a, b])
    assert page.page.get_attribute("#tabs [aria-pressed=true]", "data-view") == "grid"
    assert page.page.input_value("#axis-x") == "3" and page.page.input_value("#axis-y") == "1"


@pytest.mark.long
def test_a_tessellation_is_clicked_where_its_cells_are(cheetah, visit):
    page, elites = visit(cheetah, "view=voronoi").ready(playing=True), cheetah.elites
    good = np.argsort(elites.objective)[1:]
    corners = np.array([page.cell_xy(cell) for cell in elites.cell[good]])
    sites = elites.centroid[elites.cell[good]]
    across, up = (
        np.polyfit(sites[:, 0], corners[:, 0], 1),
        np.polyfit(sites[:, 1], corners[:, 1], 1),
    )
    assert across[0] > 100 and up[0] < -100
    cell = int(elites.cell[good[-1]])
    # A little off the centroid: the nearest one is meant.
    u, v = elites.centroid[cell] + 0.01
    page.page.mouse.move(np.polyval(across, u), np.polyval(up, v))
    nearest = ((elites.centroid - (u, v)) ** 2).sum(axis=1).argmin()
    assert page.text("#tooltip .cell") == f"#{nearest}"
    page.click(cell)
    page.shows([cell])
    page.changes(page.picture)
    assert page.text(".replayed") == "replay matches"


@pytest.mark.long
def test_a_function_shows_its_parameters(runs, serve, visit):
    """A bar each, as high as it is large."""
    sphere = serve(runs("sphere"))
    page, elite = visit(sphere).ready(), sphere.elites.diverse(3)[2:]
    page.watch(elite.cell[0])
    shown = numbers(" ".join(page.page.locator(".function dd").all_inner_texts()))
    np.testing.assert_allclose(shown, elite.measures[0], rtol=6e-3)
    bars = page.page.evaluate(
        """() => {
          const canvas = document.querySelector('.function canvas');
          const {width, height} = canvas;
          const image = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          return Array.from({length: 10}, (_, i) => {
            const x = Math.floor(((i + 0.5) / 10) * width);
            let bar = 0;
            for (let y = 0; y < height; y++)
              bar += (image[4 * (y * width + x) + 3] > 128) * Math.sign(height / 2 - y);
            return bar;
          });
        }"""
    )
    most = np.abs(elite.solution[0]).max()
    np.testing.assert_allclose(bars / np.abs(bars).max(), elite.solution[0] / most, atol=0.03)
