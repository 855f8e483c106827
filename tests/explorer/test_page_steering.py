"""Steering in a real browser."""

import re
import shutil

import httpx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from browser import pixels
from explored import PATIENCE, contents, stream
from visit import distance, numbers

from ramify.emitters.cma_mega import directions
from ramify.explorer.archive import cell_finder
from ramify.recipes.registry import recipe_of
from ramify.run.opened import load
from ramify.run.session import resume


def test_steering_an_ant_changes_its_walk_and_its_place(ant, visit):
    page = visit(ant).ready()
    cell = int(ant.elites.diverse(3).cell[1])
    objective = float(ant.elites.objective[ant.elites.cell == cell][0])
    page.watch(cell)
    page.page.click("#steering")
    assert "5 evaluations" in page.text("#compute")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='4']")
    assert page.text("#landed").startswith("Gradients computed (5 evaluations, ")
    page.page.fill("#c0", "0")
    page.page.locator("#c0").dispatch_event("input")
    page.until("() => document.querySelector('#landed b')")
    assert "same cell" in page.text("#landed")
    landed = numbers(re.search(r"objective (\S+ → \S+)", page.text("#landed"))[1])
    assert landed == pytest.approx([objective, objective], rel=1e-3)
    page.page.fill("#scrub", "0.5")
    page.page.wait_for_selector(".pane.steered:not(.loading)")
    elite, steered, there = page.picture(), page.picture(".pane.steered"), page.map()
    assert distance(steered, elite) < 5  # nothing was added
    coefficients = leaving(ant, cell)
    for j, coefficient in enumerate(coefficients):
        page.page.fill(f"#c{j}", str(coefficient))
    page.until("was => !document.querySelector('#landed').innerText.includes(was)", "same cell")
    page.page.wait_for_selector(".pane.steered:not(.loading)")
    page.page.fill("#scrub", "0.5")
    assert distance(page.picture(".pane.steered"), steered) > 5
    page.changes(page.map, there)
    assert f"{max(coefficients):.2f} ∇" in page.text("#formula")
    assert re.search(r"objective (\S+) → (\S+)", page.text("#landed"))
    page.page.click(".pane.steered .close")
    assert page.text("#landed") == "" and page.page.is_disabled("#keep")
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#steer")
    page.shows([cell])


@pytest.mark.long
def test_the_next_slider_may_move_before_the_first_answer(ant, visit):
    page = visit(ant).ready()
    page.watch(ant.best)
    page.page.click("#steering")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='4']")
    asked = []

    def first_never_answers(route):
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.page.route("**/api/steer", first_never_answers)
    page.page.fill("#c0", "0.1")
    page.page.wait_for_selector(".pane.steered.loading")
    page.page.fill("#c0", "0")
    page.until("() => document.querySelector('#landed b')")
    assert "same cell" in page.text("#landed") and len(asked) == 2
    assert page.page.locator(".pane.steered").count() == 1


def leaving(served, cell):
    """Positions of the sliders that lead from this elite into another cell, as walks on this machine
    say."""
    sigma_g = httpx.get(f"{served.url}/api/run").json()["steering"]["sigma_g"]
    for foot in range(1, 5):
        for notches in (30, 70, 130, 190):  # of a slider's 200
            coefficients = [0.0] * 5
            coefficients[foot] = notches * 3 * sigma_g / 200
            step = {"cell": cell, "source": "es", "coefficients": coefficients}
            answer = httpx.post(f"{served.url}/api/steer", json=step, timeout=PATIENCE)
            ending, _ = stream(answer)[-1]
            if "error" not in ending and ending["landed"]["cell"] != cell:
                return coefficients
    raise AssertionError("No step leads out of the cell.")


@pytest.mark.long
def test_an_arm_is_steered_kept_and_saved_in_a_copy(runs, serve, visit, tmp_path):
    """As the library computes it; the run's own bytes stay as they are."""
    shutil.copytree(runs("arm"), tmp_path / "arm")
    before = contents(tmp_path / "arm")
    arm = serve(tmp_path / "arm")
    elites = arm.elites
    cell, coefficients, expected, landing = stepped(arm.explored, elites)
    page, other = visit(arm, f"cells={cell}").ready(), visit(arm).ready()
    page.shows([cell])
    page.page.click("#steering")
    assert page.page.input_value("#source") == "exact"
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='2']")
    strip = page.page.locator(".heat").first.bounding_box()
    shades = pixels(page.page, *(strip[side] for side in ("x", "y", "width", "height")))
    assert len(np.unique(shades.reshape(-1, 3), axis=0)) > 3
    there = page.map()
    for j, coefficient in enumerate(coefficients):
        page.page.fill(f"#c{j}", str(coefficient))
    page.says("#landed", f"new cell #{landing} (it was empty)")
    told = page.text("#landed")
    assert told.startswith("new")
    there_now = numbers(re.search(r"→ (\S+)", told)[1])
    assert there_now == pytest.approx([expected], rel=1e-3)
    page.changes(page.map, there)
    moved = page.picture(".pane.steered")
    steered = next(j for j, coefficient in enumerate(coefficients) if coefficient)
    page.page.fill(f"#c{steered}", "0")
    page.says("#landed", "same cell")
    page.changes(lambda: page.picture(".pane.steered"), moved)
    page.page.fill(f"#c{steered}", str(coefficients[steered]))
    page.says("#landed", f"new cell #{landing} (it was empty)")
    page.page.click("#keep")
    page.message(f"Added to cell #{landing} of the archive on this page (1 added so far)")
    for one in (page, other):  # whoever looks at it sees it
        one.says("#shown", f"of {len(elites) + 1} elites")
    other.watch(landing)
    page.page.click("#save")
    page.message("arm-steered")
    assert contents(tmp_path / "arm") == before
    copy = load(tmp_path / "arm-steered")
    assert {*copy.archive.cell} == {*elites.cell, landing}
    held = copy.archive.objective[copy.archive.cell == landing]
    assert held[0] == pytest.approx(expected, rel=1e-5)
    done = copy.metrics["evaluations"][-1]
    more = resume(copy.path, recipe_of(copy.config), evaluations=int(done) + 3100)
    assert more.metrics["evaluations"][-1] == done + 3100  # 100 iterations


def stepped(explored, elites):
    """An elite, coefficients that lead to an empty cell, and the objective and cell there."""
    find, evaluate = cell_finder(elites), jax.jit(explored.task.function)
    jacobian = jax.jit(jax.jacrev(lambda x: jnp.append(*explored.task.function(x))))
    for row in range(len(elites)):
        theta = jnp.asarray(elites.solution[row])
        rows = directions(jacobian(theta), explored.steering.objective_scale)
        for coefficients in (
            (0.0, 0.12, 0.0),
            (0.0, 0.0, 0.12),
            (0.0, -0.12, 0.0),
            (0.0, 0.0, -0.12),
        ):
            objective, measures = evaluate(theta + jnp.array(coefficients) @ rows)
            measures = np.asarray(measures)
            cell, *beside = (find(measures + np.float32(e)) for e in (0.0, 1e-3, -1e-3))
            # Not at an edge, where the page's own rounding may find the next cell.
            if cell not in elites.cell and beside == [cell, cell]:
                return int(elites.cell[row]), coefficients, float(objective), cell
    raise AssertionError("The archive is full.")
