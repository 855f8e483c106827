"""The page explains its map, and opens on a readable one."""

import dataclasses

import numpy as np
import pytest
from explored import RECIPES, planted, stored
from map_places import bin_of

from ramify.explorer.messages import frame_message, pack, split_stream, unpack


def test_a_sparse_grid_of_four_measures_opens_on_two_of_them(serve, visit, tmp_path):
    recipe = dataclasses.replace(RECIPES["ant"], grid=20)
    page = visit(serve(planted(recipe, tmp_path / "run", stored("ant")))).ready()
    assert page.page.get_attribute("#tabs [aria-pressed=true]", "data-view") == "grid"
    assert "best elite of all cells behind it" in page.text("#legend")
    assert "Brighter: higher objective. Dark: no elite." in page.text("#legend")
    page.page.click("#tabs [data-view=nested]")
    page.says("#legend", "Elites are enlarged.")
    page.page.click("#tabs [data-view=parallel]")
    page.says("#legend", "One line per elite.")
    assert "square-root scale" in page.text("#histogram-label")


@pytest.mark.long
def test_a_tessellation_opens_on_its_cells_and_has_no_grid(cheetah, visit):
    page = visit(cheetah).ready()
    assert page.page.get_attribute("#tabs [aria-pressed=true]", "data-view") == "voronoi"
    assert page.text("#legend").startswith("One region per cell.")
    page.page.click("#tabs [data-view=grid]")
    page.says("#legend", "One point per elite.")
    page.page.locator("#map").dblclick(position={"x": 100, "y": 5})  # the whole map
    page.until("() => !document.querySelector('#legend').innerText.includes('Zoomed')")
    elites = cheetah.elites
    apart = np.abs(elites.measures[:, None] - elites.measures).max(axis=2) + np.eye(len(elites))
    alone = np.flatnonzero(apart.min(axis=1) > 0.03)[:5]  # whose points nothing covers
    assert len(alone)
    points = [page.place.points(elites, row)[0] for row in alone]
    assert page.cells_at(points) == elites.cell[alone].tolist()


@pytest.mark.long
def test_a_map_is_zoomed_to_elites_on_a_small_part_of_it(serve, visit, tmp_path):
    rows = {name: values for name, values in stored("arm").items()}
    rows["measures"] = 0.2 * rows["measures"]
    served = serve(planted(RECIPES["arm"], tmp_path / "run", rows))
    page = visit(served).ready()
    assert "Zoomed to where elites are." in page.text("#legend")
    box = page.page.locator("#map").bounding_box()
    zoomed, (left, top, size) = page.map(), page.place.square
    points = [(box["x"] + left + x * size, box["y"] + top + y * size)
              for x in np.linspace(0, 0.99, 40) for y in np.linspace(0, 0.99, 40)]  # fmt: skip
    found = {cell for cell in page.cells_at(points) if cell is not None}
    assert len(found) > 0.5 * len(served.elites)
    page.page.click("#whole")
    page.changes(page.map, zoomed)
    assert "Zoomed" not in page.text("#legend")


@pytest.mark.long
def test_every_slider_has_a_name_and_bars_are_labeled(runs, serve, visit):
    page = visit(serve(runs("sphere"))).ready()
    page.page.click("#steering")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='2']")
    names = page.page.evaluate(
        "[...document.querySelectorAll('input[type=range]')].map((slider) => slider.ariaLabel)"
    )
    assert len(names) == 6 and all(names)
    assert "Coefficient c1, of the gradient of" in names[-2]
    labels = page.page.locator(".function .values span").all_inner_texts()
    assert len(labels) == 3 and labels[1] == "0"
    highest, lowest = (float(labels[i].replace("\u2212", "-").replace(",", "")) for i in (0, 2))
    assert highest == -lowest > 0
    assert page.text(".function .numbers").split()[:2] == ["parameter", "1"]
    measures = page.page.get_attribute(".pane .bars", "aria-label")
    assert measures.count(",") == 1 and measures.startswith("measure 1 ")


@pytest.mark.long
def test_a_new_cell_behind_a_filled_square_is_said_to_be_new(drawn_ant, visit):
    """The server's answer is kept, but for the place where the solution lands."""
    page, elites = visit(drawn_ant, "view=grid").ready(), drawn_ant.elites
    side = elites.shape[0]
    squares = [tuple(bin_of(elites, row, axis) for axis in (0, 1)) for row in range(len(elites))]
    square = max(squares, key=squares.count)
    first = (square[0] * side + square[1]) * side**2
    empty = min({first + i for i in range(side**2)} - {*elites.cell.tolist()})
    filled = int(elites.cell[squares.index(square)])
    lands = {"measures": elites.measures[squares.index(square)].tolist(), "objective": 5.0}

    def answer(cell, archived, status):
        def change(route):
            messages = [unpack(one) for one in split_stream(route.fetch().body())]
            messages[-1][0]["landed"] |= lands | {
                "cell": cell, "archived": archived, "status": status
            }  # fmt: skip
            body = b"".join(frame_message(pack(header, **arrays)) for header, arrays in messages)
            route.fulfill(body=body)

        return change

    page.page.click("#steering")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='4']")
    count = squares.count(square)
    best = f"this square shows the best of {count} cells"
    for value, change, said in (
        ("0.1", answer(empty, None, "new"), f"new cell #{empty} ({best})"),
        ("0", answer(filled, 7.0, "not added"), f"cell #{filled} (its elite has 7.000; {best})"),
    ):
        page.page.route("**/api/steer", change)
        page.page.fill("#c0", value)
        page.says("#landed", said)
        page.page.unroute("**/api/steer")
    page.page.click("#tabs [data-view=nested]")  # each square is one cell there
    page.until("() => !document.querySelector('#landed').innerText.includes('this square')")
    assert count > 1


@pytest.mark.parametrize("height", [667, 844])
def test_the_robot_is_in_view_after_a_tap_on_a_phone(drawn_ant, visit, height):
    phone = {"viewport": {"width": 390, "height": height}, "has_touch": True, "is_mobile": True}
    page = visit(drawn_ant, **phone).ready()
    cell = int(drawn_ant.elites.diverse(3).cell[1])
    page.page.touchscreen.tap(*page.cell_xy(cell))
    page.until(
        """() => {
          const {top, bottom} = document.querySelector('#stage-wrap').getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }"""
    )
    page.shows([cell])
