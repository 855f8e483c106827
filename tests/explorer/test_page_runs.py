"""Runs in progress, reports, and what goes wrong, in a real browser."""

import dataclasses
import os
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest
from _explorer import flat
from browser import pixels
from explored import PATIENCE, RECIPES, config_of
from visit import COUNT, FOUR

from ramify.explorer.report import report
from ramify.explorer.run_view import RunView
from ramify.run.config import write_config
from ramify.run.opened import load

TRAIN = """
import sys
from pathlib import Path
from ramify.recipes.registry import recipe_of
from ramify.run.opened import load
from ramify.run.session import resume
run = load(sys.argv[1])
print("training", flush=True)
resume(run.path, recipe_of(run.config), save_every=0.3)
"""


@pytest.mark.long
def test_a_run_that_has_only_begun_comes_alive_and_grows(serve, visit, tmp_path):
    recipe = dataclasses.replace(RECIPES["arm"], grid=300)  # which takes a while to fill
    (tmp_path / "begun").mkdir()
    write_config(tmp_path / "begun", config_of(recipe, evaluations=10**8))
    begun = serve(tmp_path / "begun")
    page = visit(begun)
    page.message("stopped before its first checkpoint")
    with subprocess.Popen([sys.executable, "-c", TRAIN, str(begun.path)]) as training:
        try:
            page.ready()
            page.page.evaluate("window.sameDocument = true")
            page.page.wait_for_selector("#live:visible")
            elites, seen = page.count(), page.map()
            page.until(f"before => {COUNT} > before", elites)
            page.changes(page.map, seen)
            assert page.page.evaluate("window.sameDocument")
        finally:
            training.kill()
    page.page.wait_for_selector("#live", state="hidden")
    page.click(load(begun.path).archive.cell[0])  # and is still there to be looked at
    page.shows([load(begun.path).archive.cell[0]])


def test_a_report_opens_from_disk(runs, browser, visit, tmp_path):
    path, elites = runs("ant"), load(runs("ant")).archive
    recorded, _ = report(RunView(load(path)), tmp_path / "ant.html", elites=5)
    assert recorded == 5
    steady = elites.fields["steadiness"] >= 0.5
    best = elites.objective == elites.objective.max()
    chosen = elites[steady | best].diverse(5)
    page = visit((tmp_path / "ant.html").as_uri(), elites=elites, offline=True).ready(playing=True)
    page.shows([chosen.cell[0]])
    page.changes(page.picture)
    page.page.click("#play")
    assert page.asked == [(tmp_path / "ant.html").as_uri()]
    assert page.page.is_hidden("#steering")
    unrecorded = [row for row in range(len(elites)) if elites.cell[row] not in chosen.cell]
    dots = [pixels(page.page, *page.cell_xy(cell))[0, 0] for cell in chosen.cell[1:]]
    assert all((dot > 200).all() for dot in dots), dots  # a white dot
    plain = [pixels(page.page, *page.cell_xy(elites.cell[row]))[0, 0] for row in unrecorded[:9]]
    assert not any((dot > 200).all() for dot in plain)
    page.click(chosen.cell[2])
    page.shows([chosen.cell[2]])
    span = np.subtract(elites.upper, elites.lower)
    row = unrecorded[0]
    far = (((chosen.measures - elites.measures[row]) / span) ** 2).sum(axis=1)
    page.click(elites.cell[row])
    shown = chosen.cell[far.argmin()]
    page.message(
        f"Cell #{elites.cell[row]} is not recorded. Showing the nearest recorded elite, #{shown}."
    )
    page.shows([shown])
    page.page.click("#diverse")
    page.until(FOUR)
    walking = chosen.cell[chosen.fields["steadiness"] >= 0.5]
    assert {*page.cells()} <= {*map(int, walking)}


@pytest.mark.long
def test_a_walk_that_fails_says_so_and_the_next_one_walks(cheetah, visit):
    elites = cheetah.elites
    worst, best = int(elites.cell[elites.objective.argmin()]), cheetah.best
    page = visit(cheetah, "view=voronoi", hush=("became unstable",)).ready(playing=True)
    page.click(worst)
    page.message("became unstable")
    page.watch(best)
    page.changes(page.picture)


def test_a_server_that_fails_says_so_and_stays_up(arm, visit, monkeypatch):
    first, second = (int(cell) for cell in arm.elites.diverse(3).cell[1:])
    page = visit(arm, hush=("lost its shoulder",)).ready()
    with monkeypatch.context() as broken:

        def play(*arguments):
            raise RuntimeError("The arm lost its shoulder.")

        broken.setattr(arm.explored.player, "play", play)
        page.click(first)
        page.message("The arm lost its shoulder.")
    assert page.cells() == [arm.best]  # which it showed before
    page.watch(second)


def test_an_elite_that_no_longer_exists(runs, serve, visit, tmp_path):
    shutil.copytree(runs("arm"), tmp_path / "arm")
    arm = serve(tmp_path / "arm")
    page = visit(arm, elites=arm.elites, news=False, hush=("holds no elite", "404")).ready()
    elites = arm.elites
    gone, left = (int(cell) for cell in elites.diverse(3).cell[1:])
    with np.load(arm.path / "archive.npz") as file:
        arrays = dict(file)
    there = arrays["cell"] != gone
    arrays = {
        name: array[there] if array.shape[:1] == there.shape else array
        for name, array in arrays.items()
    }
    np.savez(arm.path / "next.npz", **arrays)
    os.replace(arm.path / "next.npz", arm.path / "archive.npz")
    deadline = time.monotonic() + PATIENCE
    while len(arm.explored.archive.elites) == len(elites) and time.monotonic() < deadline:
        arm.explored.refresh()
    page.click(gone)
    page.message(f"Cell {gone} holds no elite, or no longer holds one: choose another.")
    page.watch(left)


@pytest.mark.long
def test_two_pages_at_once(drawn_ant, visit):
    pages = [visit(drawn_ant), visit(drawn_ant)]
    cells = drawn_ant.elites.diverse(4).cell[2:]
    for page in pages:
        page.ready()
    for page, cell in zip(pages, cells, strict=True):
        page.click(cell)
    for page, cell in zip(pages, cells, strict=True):
        page.shows([cell])
        before = page.picture()
        page.page.fill("#scrub", "0.5")
        page.changes(page.picture, before)


@pytest.mark.long
@pytest.mark.parametrize("width", [320, 390])
def test_a_phone(drawn_ant, visit, width):
    phone = {"viewport": {"width": width, "height": 780}, "has_touch": True, "is_mobile": True}
    page = visit(drawn_ant, device_scale_factor=2, **phone).ready()
    assert page.page.evaluate("document.documentElement.scrollWidth") == width
    first, second = (int(cell) for cell in drawn_ant.elites.diverse(3).cell[1:])
    page.page.touchscreen.tap(*page.cell_xy(first))
    page.shows([first])
    page.page.click("#compare")
    page.page.locator("#map").scroll_into_view_if_needed()
    page.page.touchscreen.tap(*page.cell_xy(second))
    page.shows([first, second])
    page.page.click("#steering")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='4']")
    for view in ("grid", "voronoi", "parallel"):
        page.page.click(f"#tabs [data-view={view}]")
        assert page.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.long
def test_two_fingers_zoom_map_and_camera(drawn_ant, visit):
    phone = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
    page = visit(drawn_ant, **phone).ready()
    cells, elites, seen, place = page.cells(), drawn_ant.elites, page.map(), page.place
    middle = np.array(
        [place.box[x] + place.box[size] / 2 for x, size in (("x", "width"), ("y", "height"))]
    )
    page.pinch("#map")
    page.changes(page.map, seen)
    left, top, size = place.square
    before = np.array([place.points(elites, row)[0] for row in range(len(elites))])
    now = middle + 4 * (before - middle)
    corner = np.array([place.box["x"] + left, place.box["y"] + top])
    seen = ((now > corner) & (now < corner + size)).all(axis=1)
    assert 1 < seen.sum() < len(elites)
    assert page.cells_at(now[seen]) == elites.cell[seen].tolist()
    assert page.cells() == cells  # and opened nothing
    page.page.locator("#panes").scroll_into_view_if_needed()
    seen = page.picture()
    page.pinch("#panes")
    page.changes(page.picture, seen)


@pytest.mark.long
def test_without_webgl_a_film_is_shown(ant, browser, visit):
    with flat(browser) as second:
        page = visit(ant, using=second, hush=("WebGL",)).ready()
        page.until("() => document.querySelector('.film img')?.naturalWidth > 0")
        assert page.page.is_hidden("#time-controls")
        cell = int(ant.elites.diverse(2).cell[1])
        page.click(cell)
        page.until(
            "cell => document.querySelector('.film img')?.src.includes(`/${cell}.webp`)", cell
        )
        page.until("() => document.querySelector('.film img')?.naturalWidth > 0")
        page.page.context.close()
