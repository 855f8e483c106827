"""The page that shows how coefficients turn a gradient, in a real browser and opened from disk."""

import io
import math
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from PIL import Image

from ramify import CMAMEGA, Autodiff, GridArchive
from ramify.core import Query
from ramify.tasks.arm import arm

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs/gradients.html"
WEB = ROOT / "src/ramify/explorer/web"
ARCHIVE = GridArchive((-10, -10), (10, 10), (50, 50))
NEW, IMPROVED = "new", "improved"
SEEDED = """
  let state = 1;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
"""  # the same branches at random in every test run


@pytest.fixture(scope="module")
def opened(browser):
    """One page for all; whatever it asks for and complains of is noted."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, offline=True)
    context.set_default_timeout(120_000)  # ms; the machine may be busy
    context.add_init_script(SEEDED)
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text))
    page.goto(FILE.as_uri())
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()


@pytest.fixture
def page(opened):
    """Whatever a test does, it raises no error and no request."""
    yield opened
    assert opened.errors == []
    assert opened.asked == [FILE.as_uri()]


def number(page, id):
    return float(page.inner_text(f"#{id}").replace("−", "-"))


def steer(page, **sliders):
    for id, value in sliders.items():
        page.fill(f"#{id.replace('_', '-')}", str(value))


def pixel(page, x, y):
    shot = page.screenshot(clip={"x": round(x), "y": round(y), "width": 1, "height": 1})
    return Image.open(io.BytesIO(shot)).convert("RGB").getpixel((0, 0))


def surface(page):
    return page.evaluate("gradients.surface.state")


def scene(page):
    return page.evaluate("gradients.arm.state")


@eqx.filter_jit
def evaluate(x):
    """Objectives, measures and cells."""
    evaluation = arm(10).evaluate(Query(x, offered=len(x)), jax.random.key(0))
    return evaluation.objective, evaluation.measures, ARCHIVE.cell_of(evaluation.measures)


def jacobians(theta):
    """Of each row of angles: of the objective and the hand's position, [b, 3, 10]."""
    of = jax.jit(jax.vmap(jax.jacrev(arm(10).function)))
    objective, measures = of(jnp.array(theta, jnp.float32))
    return np.concatenate([objective[:, None], measures], axis=1)


@pytest.mark.parametrize("c", [(0.6, -0.8), (-0.5, -0.7), (1.0, 0.0)])
def test_sliders_turn_the_arrow(page, c):
    steer(page, surface_c0=c[0], surface_c1=c[1])
    shown = surface(page)
    x, y = shown["point"]
    dzdx, dzdy = 2 * c[0] * x, 2 * c[1] * y
    assert number(page, "z") == pytest.approx(c[0] * x**2 + c[1] * y**2, abs=0.005)
    assert number(page, "dzdx") == pytest.approx(dzdx, abs=0.005)
    assert number(page, "dzdy") == pytest.approx(dzdy, abs=0.005)
    assert number(page, "direction") == pytest.approx(math.degrees(math.atan2(dzdy, dzdx)), abs=0.5)
    (left, top), (right, bottom) = shown["from"], shown["to"]
    turned = math.atan2(top - bottom, right - left)
    assert turned == pytest.approx(math.atan2(dzdy, dzdx), abs=1e-6)
    assert pixel(page, (left + right) / 2, (top + bottom) / 2) == (255, 255, 255)


def test_a_slider_is_labelled_and_obeys_the_keyboard(page):
    assert page.evaluate("[...document.querySelectorAll('input')].every(i => i.labels.length)")
    steer(page, surface_c0=0.5)
    page.get_by_label("c₀, of x²").press("ArrowRight")
    assert surface(page)["c"][0] == pytest.approx(0.51)
    assert number(page, "surface-c0-figure") == 0.51


def test_the_point_is_dragged_and_moved_by_keys(page):
    steer(page, surface_c0=1, surface_c1=1)
    (x, y), (left, top) = surface(page)["point"], surface(page)["from"]
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left - 60, top + 90, steps=3)
    page.mouse.up()
    page.mouse.move(left, top)  # let go: it stays
    shown = surface(page)
    assert shown["from"] == pytest.approx([left - 60, top + 90], abs=1)
    assert shown["point"][0] < x and shown["point"][1] < y
    assert number(page, "dzdx") == pytest.approx(2 * shown["point"][0], abs=0.005)
    page.press("#surface", "ArrowRight")
    assert surface(page)["point"][0] == pytest.approx(shown["point"][0] + 0.1)


def test_a_walk_follows_the_arrow_to_the_edge(page):
    steer(page, surface_c0=1, surface_c1=0.5)
    before = surface(page)
    page.click("#surface-step")
    after = surface(page)
    moved = np.subtract(after["point"], before["point"])
    np.testing.assert_allclose(moved, 0.06 * np.array(before["gradient"]), rtol=1e-6)
    assert after["trail"] == [before["point"], after["point"]]
    page.click("#walk")
    page.wait_for_function("gradients.surface.state.trail.length > 4")
    page.wait_for_function("document.getElementById('walk').textContent === 'Walk'")
    assert np.abs(surface(page)["point"]).max() > 1.7


def test_the_archive_is_what_the_library_makes_of_its_arms(page):
    """Cells and objectives, of all elites."""
    elites = page.evaluate("gradients.arm.elites")
    theta = np.array([elite["theta"] for elite in elites], np.float32)
    objective, hands, expected = evaluate(theta)
    cells = [elite["cell"] for elite in elites]
    assert len({*cells}) == len(cells) == int(page.inner_text("#held").replace(",", "")) > 1000
    place = (np.asarray(hands) + 10) / 20 * 50
    inside = (np.abs(place - np.rint(place)) > 1e-4).all(axis=1)  # at an edge, rounding decides
    assert inside.mean() > 0.99
    np.testing.assert_array_equal(expected[inside], np.array(cells)[inside])
    np.testing.assert_allclose(objective, [elite["objective"] for elite in elites], atol=1e-3)


def test_gradients_and_branches_are_the_librarys(page):
    elites = page.evaluate("gradients.arm.elites.map(elite => elite.theta)")
    some = elites[:: len(elites) // 20]
    exact = page.evaluate("some => some.map(gradients.jacobian)", some)
    np.testing.assert_allclose(jacobians(some), exact, atol=1e-4)

    @eqx.filter_jit
    def branching(theta):
        emitter = CMAMEGA(Autodiff(), measures=2, batch=8, sigma_g=0.2)
        probing = emitter.init(theta, jax.random.key(1))
        told = arm(10).evaluate(probing.query, jax.random.key(2))
        return emitter.tell(probing, told, None, None)

    library = branching(jnp.array(some[3], jnp.float32))
    rows = page.evaluate("rows => gradients.normalised(rows)", exact[3])
    np.testing.assert_allclose(library.jacobian, rows, atol=1e-4)
    branched = page.evaluate(
        "([theta, all, rows]) => all.map(c => gradients.branched(theta, c, rows))",
        [some[3], np.asarray(library.coeffs).tolist(), rows],
    )
    np.testing.assert_allclose(library.query.x, branched, atol=1e-4)


def test_sliders_steer_the_elite_that_was_clicked(page):
    steer(page, arm_c0=0.1, arm_c1=-0.25, arm_c2=0.3)
    page.mouse.click(*page.evaluate("gradients.arm.onPage([-3.3, 5.1])"))
    shown = scene(page)
    assert math.dist(shown["now"]["hand"], (-3.3, 5.1)) < 0.5
    rows = jacobians([shown["theta"]])[0]
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    expected = np.array(shown["theta"]) + np.array([0.1, -0.25, 0.3]) @ rows
    np.testing.assert_allclose(shown["moved"]["theta"], expected, atol=1e-4)
    objective, hand, cell = evaluate(expected[None].astype(np.float32))
    after = [number(page, f"{name}-after") for name in ("evenness", "hand-x", "hand-y")]
    np.testing.assert_allclose(after[0], objective[0], atol=0.01)
    np.testing.assert_allclose(after[1:], hand[0], atol=0.01)
    landing = shown["landing"]
    assert landing["cell"] == int(cell[0])
    held = {e["cell"]: e["objective"] for e in page.evaluate("gradients.arm.elites")}
    assert landing["archived"] == held.get(landing["cell"])
    assert landing["status"] in page.inner_text("#landed")
    assert shown["moved"]["joints"][-1] == shown["moved"]["hand"]
    assert pixel(page, *page.evaluate("p => gradients.arm.onPage(p)", shown["now"]["hand"])) == (
        (230, 235, 245)  # the dot at the hand
    )


def test_random_coefficients_land_and_a_step_keeps_what_entered(page):
    page.click("#arm-reset")
    steer(page, sigma=0.08)
    page.click("#draw")
    drawn = scene(page)
    branches = drawn["branches"]
    assert len(branches) == 50
    c = np.array([branch["c"] for branch in branches])
    assert 0.04 < c.std() < 0.16
    held = {e["cell"]: e["objective"] for e in page.evaluate("gradients.arm.elites")}
    for branch in branches:
        there, landing = held.get(branch["landing"]["cell"]), branch["landing"]
        better = NEW if there is None else IMPROVED if branch["objective"] > there else "not added"
        assert landing["status"] == better
    rank = [
        ([NEW, IMPROVED, "not added"].index(b["landing"]["status"]), -b["landing"]["gain"])
        for b in branches
    ]
    assert rank == sorted(rank)
    assert drawn["c"] == branches[0]["c"]
    page.click("#arm-step")
    after = scene(page)
    assert after["theta"] == branches[0]["theta"]
    new = {b["landing"]["cell"] for b in branches if b["landing"]["status"] == NEW}
    assert new and after["elites"] == len(held) + len(new)
    assert after["trail"] == [drawn["now"]["hand"], drawn["moved"]["hand"]]
    assert after["c"] == [0, 0, 0] and after["branches"] == []
    page.click("#arm-reset")
    assert scene(page)["elites"] == len(held)


@pytest.mark.parametrize("width", [320, 420, 900, 1440])
def test_nothing_is_cut_off(browser, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=2, offline=True
    )
    context.set_default_timeout(120_000)  # ms; the machine may be busy
    page = context.new_page()
    page.goto(FILE.as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for id in ("surface", "arm", "joints"):
        crisp = "({width, clientWidth}) => Math.abs(width - 2 * clientWidth) < 2"
        assert page.eval_on_selector(f"#{id}", crisp), id
    context.close()


def test_the_file_is_the_page_and_its_script():
    page, script = (WEB / "gradients.html").read_text(), (WEB / "dist/gradients.js").read_text()
    tag = '<script src="dist/gradients.js"></script>'
    assert tag in page and "</script" not in script
    assert FILE.read_text() == page.replace(tag, f"<script>\n{script}</script>")
