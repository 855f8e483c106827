"""The page that shows how coefficients turn a gradient, in a real browser and opened from disk."""

import base64
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import matplotlib
import numpy as np
import pytest
from browser import pixels

from ramify import CMAMEGA, Autodiff, GridArchive
from ramify.core import Added, Query
from ramify.tasks.arm import arm

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs/gradients.html"
WEB = ROOT / "src/ramify/explorer/web"
ARCHIVE = GridArchive((-10, -10), (10, 10), (50, 50))
START = (2.9, -5.4)  # near the hand of the arm that the page shows first
SURFACE, ARM = 2.12, 10.5  # the planes extend from minus this to this
MARGIN = 26  # px, left of and below a plane
ARROW, STEP = 0.45, 0.06  # of a gradient of length 1: its arrow, and a step along it
EMPTY = (26, 32, 48)  # a cell without an elite
INK = (230, 235, 245)  # the dot at the hand
BRANCHES = 50
SEEDED = """
  let state = 1;
  window.seedRandom = () => { state = 1; };
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
"""  # the same random branches in every test run


@pytest.fixture(scope="module")
def opened(browser):
    """One page for all tests. It notes what it requests and reports."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, offline=True)
    context.set_default_timeout(120_000)  # ms; the machine may be busy
    context.add_init_script(SEEDED)
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text))
    page.goto(FILE.as_uri())
    yield page
    context.close()


@pytest.fixture
def page(opened):
    """The page. Whatever a test does, it reports no error and requests nothing."""
    yield opened
    assert opened.errors == []
    assert opened.asked == [FILE.as_uri()]


@pytest.fixture(scope="module")
def stored():
    """The angles of the arms that the page starts with, [elite, joint]."""
    packed = json.loads((WEB / "src/gradients/arm.json").read_text("utf-8"))
    integers = np.frombuffer(base64.b64decode(packed["angles"]), "<i2")
    return integers.reshape(-1, packed["links"]) * packed["unit"]


@dataclass
class Plane:
    """A plane on the page, and where its points are."""

    page: object
    id: str
    half: float

    @property
    def box(self):
        return self.page.locator(f"#{self.id}").bounding_box()

    @property
    def unit(self):
        """CSS pixels per unit of the plane."""
        return self._unit(self.box)

    def _unit(self, box):
        return (min(box["width"], box["height"]) - MARGIN) / (2 * self.half)

    def _places(self, points, box):
        x, y, unit = *np.transpose(points), self._unit(box)
        left, top = box["x"] + MARGIN + (x + self.half) * unit, box["y"] + (self.half - y) * unit
        return np.stack([left, top], axis=1)

    def at(self, x, y):
        """The point of the page."""
        left, top = self._places(np.array([[x, y]]), self.box)[0].tolist()
        return left, top

    def colors(self, points):
        """[point, 3] red, green and blue at points of the plane."""
        exact = self.box
        box = {name: round(value) for name, value in exact.items()}
        shot = pixels(self.page, box["x"], box["y"], box["width"], box["height"])
        places = self._places(points, exact) - (box["x"], box["y"])
        x, y = np.floor(places).astype(int).T
        return shot[y, x].astype(int)


def number(page, id):
    return float(page.inner_text(f"#{id}").replace("−", "-"))


def point_of(page):
    """The point on the surface, from the formula that the page shows."""
    numbers = re.findall(r"−?[\d.]+", page.inner_text("#z-numbers").replace("²", ""))
    x, y = (float(numbers[i].replace("−", "-")) for i in (1, 3))
    return x, y


def arm_after(page):
    return [number(page, f"{name}-after") for name in ("evenness", "hand-x", "hand-y")]


def steer(page, **sliders):
    for id, value in sliders.items():
        page.fill(f"#{id.replace('_', '-')}", str(value))


def held(page):
    """How many elites the page says the archive has."""
    return int(page.inner_text("#held").replace(",", ""))


@eqx.filter_jit
def evaluate(x):
    """Objectives, measures and cells."""
    evaluation = arm(10).evaluate(Query(x, offered=len(x)), jax.random.key(0))
    return evaluation.objective, evaluation.measures, ARCHIVE.cell_of(evaluation.measures)


def evaluated(theta):
    return [np.asarray(column) for column in evaluate(np.asarray(theta, np.float32))]


@eqx.filter_jit
def directions(theta):
    """The normalized rows of the Jacobian, as CMA-MEGA computes them."""
    emitter = CMAMEGA(Autodiff(), measures=2, batch=8, sigma_g=0.2)
    probing = emitter.init(theta, jax.random.key(1))
    told = arm(10).evaluate(probing.query, jax.random.key(2))
    unused = Added(jnp.zeros(1, jnp.int32), jnp.zeros(1)), lambda *_: None
    return emitter.tell(probing, told, *unused).jacobian


def rows_at(theta):
    return np.asarray(directions(jnp.asarray(theta, jnp.float32)), float)


def click_elite(page, theta):
    """Clicks on the hand of an arm. The page then shows the elite with the nearest hand: this one."""
    _, (hand,), _ = evaluated([theta])
    page.mouse.click(*Plane(page, "arm", ARM).at(*hand))
    for name, value in zip(("hand-x", "hand-y"), hand, strict=True):
        assert number(page, f"{name}-before") == pytest.approx(value, abs=0.006)


@pytest.mark.parametrize("c", [(0.6, -0.8), (-0.5, -0.7), (1.0, 0.0)])
def test_sliders_turn_the_arrow(page, c):
    steer(page, surface_c0=c[0], surface_c1=c[1])
    x, y = point_of(page)
    dzdx, dzdy = 2 * c[0] * x, 2 * c[1] * y
    assert number(page, "z") == pytest.approx(c[0] * x**2 + c[1] * y**2, abs=0.005)
    assert number(page, "dzdx") == pytest.approx(dzdx, abs=0.005)
    assert number(page, "dzdy") == pytest.approx(dzdy, abs=0.005)
    assert number(page, "length") == pytest.approx(math.hypot(dzdx, dzdy), abs=0.005)
    assert number(page, "direction") == pytest.approx(math.degrees(math.atan2(dzdy, dzdx)), abs=0.5)
    along = [(x + ARROW * share * dzdx, y + ARROW * share * dzdy) for share in (0.5, 0.9)]
    assert (Plane(page, "surface", SURFACE).colors(along) == 255).all()


def test_a_slider_is_labelled_and_obeys_the_keyboard(page):
    assert page.evaluate("[...document.querySelectorAll('input')].every(i => i.labels.length)")
    steer(page, surface_c0=0.5)
    page.get_by_label("c₀ for x²").press("ArrowRight")
    assert number(page, "surface-c0-figure") == 0.51
    x, _ = point_of(page)
    assert number(page, "dzdx") == pytest.approx(2 * 0.51 * x, abs=0.005)


def test_the_point_is_dragged_and_moved_by_keys(page):
    steer(page, surface_c0=1, surface_c1=1)
    plane, before = Plane(page, "surface", SURFACE), point_of(page)
    left, top = map(round, plane.at(*before))
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left - 60, top + 90, steps=3)
    page.mouse.up()
    page.mouse.move(left, top)  # released: the point stays
    x, y = point_of(page)
    assert (x, y) == pytest.approx(np.add(before, np.array([-60, -90]) / plane.unit), abs=0.02)
    assert number(page, "dzdx") == pytest.approx(2 * x, abs=0.015)
    page.press("#surface", "ArrowRight")
    assert point_of(page)[0] == pytest.approx(x + 0.1, abs=0.011)


def test_an_ascent_follows_the_arrow_to_the_edge(page):
    steer(page, surface_c0=1, surface_c1=0.5)
    plane = Plane(page, "surface", SURFACE)
    page.mouse.click(*plane.at(0.6, -0.5))
    x, y = point_of(page)
    for _ in range(4):
        page.click("#surface-step")
    grown = x * (1 + 2 * STEP) ** 4, y * (1 + STEP) ** 4
    assert point_of(page) == pytest.approx(grown, abs=0.02)
    assert np.abs(plane.colors([(x, y)]) - INK).max() < 12  # the first dot of the trail
    page.click("#ascend")
    page.wait_for_function("document.getElementById('ascend').textContent === 'Stop'")
    page.wait_for_function("document.getElementById('ascend').textContent === 'Ascend'")
    assert np.abs(point_of(page)).max() > 1.7


def test_the_map_is_what_the_library_makes_of_the_stored_arms(page, stored):
    """The color of every cell that the shown arm does not cover."""
    page.click("#arm-reset")
    objective, hands, cells = evaluated(stored)
    assert len({*cells.tolist()}) == len(cells) == held(page) > 1000
    colors = np.full((2500, 3), EMPTY, float)
    shade = np.clip(1 - np.sqrt(np.maximum(0, 1 - objective / 100)) / 0.7, 0, 1)
    viridis = 255 * matplotlib.colormaps["viridis"](shade)[:, :3]
    colors[cells] = 0.75 * viridis + 0.25 * np.array(EMPTY)
    centers = np.stack(np.divmod(np.arange(2500), 50), axis=1) * 0.4 - 9.8
    shown = stored[np.hypot(*(hands - START).T).argmin()]
    seen = (np.hypot(*centers.T) < 9.8) & (distance_to_arm(centers, shown) > 0.6)
    assert seen.sum() > 1500
    difference = np.abs(Plane(page, "arm", ARM).colors(centers[seen]) - colors[seen]).max(axis=1)
    assert difference.max() < 8, centers[seen][difference.argmax()]


def distance_to_arm(points, theta):
    """From each point to the nearest link."""
    heading = np.cumsum(theta)
    joints = np.cumsum(np.c_[np.cos(heading), np.sin(heading)], axis=0)
    starts = np.vstack([[0.0, 0.0], joints[:-1]])
    links = joints - starts
    along = np.clip(((points[:, None] - starts) * links).sum(axis=2), 0.0, 1.0)  # of length 1
    return np.hypot(*np.moveaxis(starts + along[..., None] * links - points[:, None], 2, 0)).min(1)


@pytest.mark.parametrize("c", [(1, 0, 0), (0, 1, 0), (0, 0, -1), (0.1, -0.25, 0.3)])
def test_sliders_move_an_elite_along_the_gradients_of_the_library(page, stored, c):
    page.click("#arm-reset")
    steer(page, arm_c0=c[0], arm_c1=c[1], arm_c2=c[2])
    objective, _, cells = evaluated(stored)
    archived = dict(zip(cells.tolist(), objective.tolist(), strict=True))
    for theta in stored[200 :: len(stored) // 4]:
        click_elite(page, theta)
        moved = theta + np.array(c) @ rows_at(theta)
        (evenness,), (hand,), (cell,) = evaluated([moved])
        assert arm_after(page) == pytest.approx([evenness, *hand], abs=0.01)
        assert says(page) == landing(archived.get(int(cell)), evenness)
        if max(np.abs(c)) < 1:  # else arrows may cover it
            (_, (now,), _) = evaluated([theta])
            assert (Plane(page, "arm", ARM).colors([now]) == INK).all()


def landing(archived, evenness):
    """What the page says of an arm, and the numbers in it."""
    if archived is None:
        return "new: the cell is empty", []
    near = pytest.approx(archived, abs=0.01)
    if evenness > archived:
        gain = pytest.approx(evenness - archived, abs=0.01)
        return "improved by #: the elite in the cell has #", [gain, near]
    return "not added: the elite in the cell has #", [near]


def says(page):
    text = page.inner_text("#landed").replace("−", "-")
    return re.sub(r"-?\d[\d.]*", "#", text), [float(n) for n in re.findall(r"-?\d[\d.]*", text)]


def test_random_coefficients_land_and_a_step_keeps_what_entered(page, stored):
    page.click("#arm-reset")
    steer(page, sigma=0.08)
    page.evaluate("seedRandom()")
    page.click("#draw")
    objective, hands, cells = evaluated(stored)
    archived = dict(zip(cells.tolist(), objective.tolist(), strict=True))
    theta = stored[np.hypot(*(hands - START).T).argmin()]
    c = 0.08 * normals(3 * BRANCHES).reshape(BRANCHES, 3)
    assert 0.04 < c.std() < 0.16
    found, moved, there = evaluated(theta + c @ rows_at(theta))
    before = np.array([archived.get(int(cell), np.nan) for cell in there])
    new, improved = np.isnan(before), found > before
    said = f"{new.sum()} new, {improved.sum()} improved, {(~new & ~improved).sum()} not added"
    assert page.inner_text("#entered") == said
    gain = found - np.nan_to_num(before)
    best = max(range(BRANCHES), key=lambda i: (new[i], improved[i], gain[i]))
    shown = [number(page, f"arm-c{j}-figure") for j in range(3)]
    assert shown == pytest.approx(c[best].tolist(), abs=0.0051)
    assert arm_after(page) == pytest.approx([found[best], *moved[best]], abs=0.006)
    hand = [number(page, f"hand-{axis}-before") for axis in "xy"]
    page.click("#arm-step")
    assert held(page) == len(stored) + len({*there[new].tolist()}) > len(stored)
    now = [number(page, f"hand-{axis}-before") for axis in "xy"]
    assert now == pytest.approx(moved[best].tolist(), abs=0.006)
    assert page.inner_text("#entered") == "" == page.inner_text("#landed")
    assert [number(page, f"arm-c{j}-figure") for j in range(3)] == [0, 0, 0]
    # A dotted white trail leads from the old to the new hand. No cell is as blue as white is.
    trail = Plane(page, "arm", ARM).colors(np.linspace(hand, now, 200)[20:-60])
    assert 5 < (trail[:, 2] > 180).sum() < 120
    page.click("#arm-reset")
    assert held(page) == len(stored)


def normals(count):
    """What the page draws from the standard normal distribution after `seedRandom()`."""
    state, drawn = 1, []
    for _ in range(2 * count):
        state = (state * 1664525 + 1013904223) % 2**32
        drawn.append(state / 2**32)
    first, second = np.reshape(drawn, (count, 2)).T
    return np.sqrt(-2 * np.log(1 - first)) * np.cos(2 * np.pi * second)


@pytest.mark.parametrize("width", [320, 420, 900, 1440])
def test_nothing_is_cut_off(browser, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=2, offline=True
    )
    context.set_default_timeout(120_000)  # ms; the machine may be busy
    page = context.new_page()
    page.goto(FILE.as_uri())
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
