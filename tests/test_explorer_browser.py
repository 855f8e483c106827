"""The explorer as its user meets it: a real browser, real servers, small runs, really trained."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import uvicorn
from _explorer import flat, viewed
from browser import drawing, pixels

import ramify
from ramify import recipes
from ramify.emitters.cma_mega import directions
from ramify.explorer.archive import finder
from ramify.explorer.explored import Explored
from ramify.explorer.report import report
from ramify.explorer.server import app
from ramify.recipes.registry import recipe_of
from ramify.run.folder import CONFIG
from ramify.run.session import load, resume

PATIENCE = 120.0  # s; the machine may be busy
FEW = {"controller": "gait", "batch": 6, "samples": 4, "steps": 200, "slots": 16}
COUNT = (
    "Number(document.querySelector('#shown').innerText.match(/of ([\\d,]+)/)[1].replace(',', ''))"
)
RUNS = {
    "ant": (recipes.cma_mega_es(grid=5, **FEW), 200),
    "cheetah": (recipes.cma_mega_es(task="half-cheetah", cvt=40, **FEW), 120),
    "arm": (recipes.cma_mega(task="arm", dim=7, grid=30, batch=30), 3000),
    "sphere": (recipes.cma_mega(task="sphere", dim=10, grid=20, batch=20), 2000),
}
TRAIN = """
import sys
from pathlib import Path
from ramify.recipes.registry import recipe_of
from ramify.run.session import load, resume
run = load(sys.argv[1])
print("training", flush=True)
resume(run.path, recipe_of(run.config), save_every=0.3)
"""


# Runs and servers


@dataclass(frozen=True)
class Served:
    """A run, its elites, and where its explorer is."""

    path: Path
    url: str
    explored: Explored | None = None  # if it is in this process

    @property
    def elites(self):
        return load(self.path).archive

    @property
    def best(self):
        return int(self.elites.cell[self.elites.objective.argmax()])


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """A run by its name; trained once, whichever process needs it first."""
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    place = place / "explored"
    place.mkdir(exist_ok=True)

    def run(name):
        recipe, evaluations = RUNS[name]
        with open(place / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (place / name / "archive.npz").exists():
                ramify.train(recipe, evaluations=evaluations, out=place / name)
        return place / name

    return run


@contextmanager
def serving(path):
    """The server in a thread of this process."""
    explored = Explored(load(path))
    server = uvicorn.Server(
        uvicorn.Config(app(explored), log_level="warning", timeout_graceful_shutdown=1)
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield Served(path, f"http://127.0.0.1:{listener.getsockname()[1]}", explored)
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.fixture(scope="module")
def ant(runs):
    """By the command, in a process of its own."""
    path = runs("ant")
    with viewed(path) as address:
        yield Served(path, address)


@pytest.fixture(scope="module")
def arm(runs):
    with serving(runs("arm")) as served:
        yield served


@pytest.fixture(scope="module")
def cheetah(runs):
    """A tessellation; its worst elite is broken."""
    path = runs("cheetah")
    broken = path.with_name(f"broken-{os.getpid()}")
    shutil.copytree(path, broken)
    with np.load(path / "archive.npz") as file:
        arrays = dict(file)
    arrays["solution"][arrays["objective"].argmin()] = np.nan
    np.savez(broken / "archive.npz", **arrays)
    with serving(broken) as served:
        yield served


def contents(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def numbers(text):
    return [float(n.replace(",", "").replace("−", "-")) for n in re.findall(r"[−\d][\d.,]*", text)]


def distance(a, b):
    """Between two pictures that may differ in size by a pixel, of 255."""
    height, width = np.minimum(a.shape, b.shape)[:2]
    return np.abs(a[:height, :width].astype(float) - b[:height, :width]).mean()


# The browser


@pytest.fixture(scope="module")
def browser():
    with drawing() as browser:
        yield browser


@dataclass
class Visit:
    """A page with the explorer."""

    page: object
    asked: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    expected: tuple = ()  # errors, in part

    def until(self, condition, argument=None):
        self.page.wait_for_function(condition, arg=argument)

    def ready(self, playing=False):
        self.page.wait_for_selector("body[data-ready]")
        if not playing:  # drawing takes the processor that a test may need
            self.page.evaluate("document.querySelector('#play').click()")
        return self

    def cell_xy(self, cell):
        place = self.page.evaluate("cell => explorer.cellXY(cell)", int(cell))
        return place["x"], place["y"]

    def hover(self, cell):
        self.page.mouse.move(*self.cell_xy(cell))

    def click(self, cell, shift=False):
        if shift:
            self.page.keyboard.down("Shift")
        self.page.mouse.click(*self.cell_xy(cell))
        if shift:
            self.page.keyboard.up("Shift")

    def cells(self):
        return [pane["cell"] for pane in self.page.evaluate("explorer.panes")]

    def shows(self, cells):
        """Waits until the panes show these, wholly arrived."""
        self.until(
            """cells => JSON.stringify(explorer.panes.map(({cell}) => cell)) === JSON.stringify(cells)
                && !document.querySelector('.pane.loading')""",
            [int(cell) for cell in cells],
        )

    def watch(self, cell):
        self.click(cell)
        self.shows([cell])

    def text(self, selector):
        return self.page.inner_text(selector)

    def number(self, selector, pattern=r"(.+)"):
        return numbers(re.search(pattern, self.text(selector))[1])[0]

    def picture(self, selector="#panes .pane"):
        """Of a pane: what is drawn, neither the header nor the strip of contacts."""
        box = self.page.locator(selector).first.bounding_box()
        return pixels(self.page, box["x"] + 3, box["y"] + 45, box["width"] - 6, box["height"] - 105)

    def changes(self, look, before=None):
        """Waits until a picture changes, and returns it."""
        before, deadline = look() if before is None else before, time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            now = look()
            if now.shape != before.shape or (now != before).any():
                return now
        pytest.fail("The picture stays the same.")

    def drawn(self):
        """Waits until what has changed is drawn."""
        self.page.evaluate(
            "new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"
        )

    def map(self):
        box = self.page.locator("#map").bounding_box()
        return pixels(self.page, *(box[side] for side in ("x", "y", "width", "height")))

    def drag(self, x, y, to_x, to_y):
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move((x + to_x) / 2, (y + to_y) / 2)
        mouse.move(to_x, to_y)
        mouse.up()

    def count(self):
        return self.page.evaluate(COUNT)

    def says(self, selector, text):
        """Waits until it does."""
        self.until(
            "([selector, text]) => document.querySelector(selector).innerText.includes(text)",
            [selector, text],
        )

    def message(self, text):
        self.says("#message", text)


@pytest.fixture
def serve():
    """Serves runs until the test has ended, and its pages are closed."""
    with ExitStack() as stack:
        yield lambda path: stack.enter_context(serving(path))


@pytest.fixture
def visit(browser, serve):
    """Opens pages; none may raise an error, or ask anybody but its own server for anything."""
    visits, contexts = [], []

    def opened(address, *, using=browser, hush=(), news=True, **options):
        context = using.new_context(**({"viewport": {"width": 1000, "height": 660}} | options))
        context.set_default_timeout(1000 * PATIENCE)
        one = Visit(context.new_page(), expected=hush)
        one.page.on("request", lambda request: one.asked.append(request.url))
        one.page.on("pageerror", lambda error: one.errors.append(str(error)))
        one.page.on(
            "console",
            lambda said: (
                one.errors.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        if not news:  # of changes to the archive
            silence = {"content_type": "text/event-stream", "body": ": nothing new\n\n"}
            one.page.route("**/api/events", lambda route: route.fulfill(**silence))
        contexts.append(context)
        visits.append((one, address))
        one.page.goto(address)
        return one

    yield opened
    for context in contexts:
        context.close()
    for one, address in visits:
        surprising = [e for e in one.errors if not any(known in e for known in one.expected)]
        assert surprising == []
        origin = re.match(r"file:[^#]+|http://[^/#]+", address)[0]
        foreign = [url for url in one.asked if not url.startswith((origin, "data:", "blob:"))]
        assert foreign == [] and one.asked


# Looking


def test_it_opens_on_the_best_with_the_runs_own_figures(ant, visit):
    page = visit(ant.url).ready()
    metrics = {name: column[-1] for name, column in load(ant.path).metrics.items()}
    assert page.text("#name") == "ant in mujoco · cma-mega-es"
    assert page.number("#chips", r"(\S+) elites") == metrics["elites"]
    assert page.number("#chips", r"(\S+) best") == pytest.approx(metrics["best"], abs=0.1)
    assert page.number("#chips", r"(\S+) QD score") == pytest.approx(metrics["qd_score"], rel=1e-3)
    assert page.number("#chips", r"(\S+) evaluations") == metrics["evaluations"]
    assert page.number("#shown", r"^(\d+) of") == metrics["elites"]
    page.shows([ant.best])
    assert page.text(".replayed") == "replayed the same"
    assert page.page.locator(".warning:visible").count() == 0
    box = page.page.locator("#curves").bounding_box()
    curves = pixels(page.page, *(box[side] for side in ("x", "y", "width", "height")))
    assert len(np.unique(curves.reshape(-1, 3), axis=0)) > 10


@pytest.mark.parametrize(
    ("name", "view"), [("ant", "nested"), ("arm", "grid"), ("arm", "parallel")]
)
def test_the_tooltip_tells_the_cell_under_the_mouse(name, view, visit, request):
    served = request.getfixturevalue(name)
    page, elites = visit(f"{served.url}/#view={view}").ready(), served.elites
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


@pytest.mark.parametrize(("name", "view"), [("ant", "nested"), ("arm", "grid")])
def test_measures_grow_to_the_right_and_upwards(name, view, visit, request):
    served = request.getfixturevalue(name)
    page, elites = visit(f"{served.url}/#view={view}").ready(), served.elites
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
    page = visit(ant.url).ready(playing=True)
    cell = ant.elites.diverse(3).cell[1]
    page.watch(cell)
    first = page.picture()
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 100
    page.changes(page.picture, first)
    assert page.text(".replayed") == "replayed the same"
    page.page.keyboard.press("Space")
    stopped = page.page.evaluate("explorer.seconds")
    still = page.changes(page.picture, first)  # it may be drawn once more
    still = page.picture()
    assert (page.picture() == still).all()
    assert page.page.evaluate("explorer.seconds") == stopped
    page.page.fill("#scrub", "0.5")
    page.drawn()
    middle = 0.5 * 200 * 0.0165
    assert page.number("#time", r"(\S+) s") == pytest.approx(middle, abs=0.02)
    page.changes(page.picture, still)
    page.page.evaluate("document.activeElement.blur()")
    page.page.keyboard.press("ArrowRight")
    assert page.page.evaluate("explorer.seconds") - middle == pytest.approx(0.0165, abs=0.009)
    page.page.select_option("#speed", "0.25")
    page.page.click("#play")
    page.changes(page.picture)


def test_the_strip_shows_the_measures(ant, visit):
    """A row a foot, filled for as long as the measure says."""
    page = visit(ant.url).ready()
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


def test_shift_clicks_compare_up_to_four(ant, visit):
    page = visit(ant.url).ready()
    cells = [int(cell) for cell in ant.elites.diverse(6).cell]
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


def test_four_diverse(ant, visit):
    page = visit(ant.url).ready()
    page.page.click("#diverse")
    page.until("() => explorer.panes.length === 4 && !document.querySelector('.pane.loading')")
    cells = page.cells()
    assert cells[0] == ant.best and len({*cells}) == 4
    page.page.click("#best")
    page.shows([ant.best])


def test_the_filter_hides_what_it_says(ant, visit):
    page = visit(ant.url).ready()
    objective = ant.elites.objective
    everything = page.map()
    low = page.page.locator("#filter-low").bounding_box()
    y = low["y"] + low["height"] / 2
    page.drag(low["x"] + 7, y, low["x"] + low["width"] / 2, y)
    from_ = float(page.page.input_value("#filter-low"))
    assert 0.4 < from_ < 0.6
    cut = objective.min() + from_ * np.ptp(objective)
    assert page.number("#shown", r"^(\d+) of") == (objective >= cut).sum() < len(objective)
    page.changes(page.map, everything)
    worst = int(ant.elites.cell[objective.argmin()])
    page.hover(worst)
    assert page.page.is_hidden("#tooltip") or page.text("#tooltip .cell") != f"#{worst}"
    page.page.fill("#filter-high", "0.55")
    high = objective.min() + 0.55 * np.ptp(objective)
    left = (objective >= cut) & (objective <= high)
    assert page.number("#shown", r"^(\d+) of") == left.sum()
    page.page.click("#best")
    best = ant.elites.cell[left][objective[left].argmax()]
    page.shows([best])


def test_an_axis_is_brushed(ant, visit):
    page = visit(f"{ant.url}/#view=parallel").ready()
    measures, everything = ant.elites.measures, page.map()
    box = page.page.locator("#map").bounding_box()
    x = box["x"] + 48 + (box["width"] - 96) / 4  # the second of five axes
    tall = box["height"] - 82
    page.drag(x, box["y"] + 30 + 0.8 * tall, x, box["y"] + 30 + 0.4 * tall)
    ((axis, (low, high)),) = page.page.evaluate("[...explorer.state.filter.brushes]")
    assert axis == 1
    assert (low, high) == pytest.approx((0.2, 0.6), abs=0.02)
    inside = (measures[:, 1] >= low) & (measures[:, 1] <= high)
    assert page.number("#shown", r"^(\d+) of") == inside.sum() < len(measures)
    brushed = page.changes(page.map, everything)
    page.page.mouse.click(x, box["y"] + 30 + 0.6 * tall)
    assert page.number("#shown", r"^(\d+) of") == len(measures)
    page.changes(page.map, brushed)


def test_tabs_change_the_map_and_the_address_keeps_it(ant, visit):
    page = visit(ant.url).ready()
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
    a, b = (int(cell) for cell in ant.elites.diverse(5).cell[[2, 4]])
    page.page.evaluate(f"location.hash = '#view=grid&cells={a},{b}&x=3&y=1'")
    page.page.reload()
    page.ready()
    page.shows([a, b])
    assert page.page.get_attribute("#tabs [aria-pressed=true]", "data-view") == "grid"
    assert page.page.input_value("#axis-x") == "3" and page.page.input_value("#axis-y") == "1"


def test_a_tessellation_is_clicked_where_its_cells_are(cheetah, visit):
    page, elites = visit(f"{cheetah.url}/#view=voronoi").ready(playing=True), cheetah.elites
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
    assert page.text(".replayed") == "replayed the same"


def test_a_function_shows_its_parameters(runs, serve, visit):
    sphere = serve(runs("sphere"))
    page = visit(sphere.url).ready()
    before = page.picture()
    page.watch(sphere.elites.diverse(3).cell[2])
    page.changes(page.picture, before)


# Steering


def test_steering_an_ant_changes_its_walk_and_its_place(ant, visit):
    page = visit(ant.url).ready()
    cell = int(ant.elites.diverse(3).cell[1])
    objective = float(ant.elites.objective[ant.elites.cell == cell][0])
    page.watch(cell)
    page.page.click("#steering")
    assert "5 evaluations" in page.text("#compute")
    page.page.click("#compute")
    page.page.wait_for_selector("input.coefficient[data-row='4']")
    assert page.text("#landed").startswith("5 evaluations")
    page.page.fill("#c0", "0")
    page.page.locator("#c0").dispatch_event("input")
    page.until("() => document.querySelector('#landed b')")
    assert "the same cell" in page.text("#landed")
    landed = numbers(re.search(r"objective (\S+ → \S+)", page.text("#landed"))[1])
    assert landed == pytest.approx([objective, objective], rel=1e-3)
    page.page.fill("#scrub", "0.5")
    page.page.wait_for_selector(".pane.steered:not(.loading)")
    page.drawn()
    elite, steered, there = page.picture(), page.picture(".pane.steered"), page.map()
    assert distance(steered, elite) < 5  # nothing was added
    page.page.fill("#c1", "0.2")
    page.page.fill("#c0", "-0.25")
    page.until("was => !document.querySelector('#landed').innerText.includes(was)", "the same cell")
    page.page.wait_for_selector(".pane.steered:not(.loading)")
    page.page.fill("#scrub", "0.5")
    page.drawn()
    assert distance(page.picture(".pane.steered"), steered) > 5
    page.changes(page.map, there)
    assert "0.20 ∇" in page.text("#formula")
    assert re.search(r"objective (\S+) → (\S+)", page.text("#landed"))
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#steer")
    page.shows([cell])


def test_an_arm_is_steered_kept_and_saved_in_a_copy(runs, serve, visit, tmp_path):
    """As the library computes it; the run's own bytes stay as they are."""
    shutil.copytree(runs("arm"), tmp_path / "arm")
    before = contents(tmp_path / "arm")
    arm = serve(tmp_path / "arm")
    elites = arm.elites
    cell, coefficients, expected, landing = stepped(arm.explored, elites)
    page, other = visit(f"{arm.url}/#cells={cell}").ready(), visit(arm.url).ready()
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
    page.says("#landed", f"cell #{landing}, which was empty")
    told = page.text("#landed")
    assert told.startswith("new")
    there_now = numbers(re.search(r"→ (\S+)", told)[1])
    assert there_now == pytest.approx([expected], rel=1e-3)
    page.changes(page.map, there)
    moved = page.picture(".pane.steered")
    steered = next(j for j, coefficient in enumerate(coefficients) if coefficient)
    page.page.fill(f"#c{steered}", "0")
    page.says("#landed", "the same cell")
    page.changes(lambda: page.picture(".pane.steered"), moved)
    page.page.fill(f"#c{steered}", str(coefficients[steered]))
    page.says("#landed", f"cell #{landing}, which was empty")
    page.page.click("#keep")
    page.message(f"in cell #{landing} (1 so far)")
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
    find, evaluate = finder(elites), jax.jit(explored.task.function)
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
            cell = find(np.asarray(measures))
            if cell not in elites.cell:
                return int(elites.cell[row]), coefficients, float(objective), cell
    raise AssertionError("The archive is full.")


# Runs in progress, reports, and what goes wrong


def test_a_run_that_has_only_begun_comes_alive_and_grows(runs, serve, visit, tmp_path):
    config = json.loads((runs("arm") / CONFIG).read_text())
    config["evaluations"] = 10**8
    config["settings"]["grid"] = 300  # which takes a while to fill
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / CONFIG).write_text(json.dumps(config))
    begun = serve(tmp_path / "begun")
    page = visit(begun.url)
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
    recorded, _ = report(Explored(load(path)), tmp_path / "ant.html", elites=4)
    assert recorded == 4
    chosen = elites.diverse(4)
    page = visit((tmp_path / "ant.html").as_uri(), offline=True).ready(playing=True)
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
    page.message(f"Cell #{elites.cell[row]} was not recorded: this is #{chosen.cell[far.argmin()]}")
    page.shows([chosen.cell[far.argmin()]])
    page.page.click("#diverse")
    page.until("() => explorer.panes.length === 4 && !document.querySelector('.pane.loading')")
    assert {*page.cells()} == {*map(int, chosen.cell)}


def test_a_walk_that_fails_says_so_and_the_next_one_walks(cheetah, visit):
    elites = cheetah.elites
    worst, best = int(elites.cell[elites.objective.argmin()]), cheetah.best
    page = visit(f"{cheetah.url}/#view=voronoi", hush=("broke down",)).ready(playing=True)
    page.click(worst)
    page.message("broke down")
    page.watch(best)
    page.changes(page.picture)


def test_a_server_that_fails_says_so_and_stays_up(arm, visit, monkeypatch):
    first, second = (int(cell) for cell in arm.elites.diverse(3).cell[1:])
    page = visit(arm.url, hush=("lost its shoulder",)).ready()
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
    page = visit(arm.url, news=False, hush=("There is no elite", "404")).ready()
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
    page.message(f"There is no elite in cell {gone} (any more): choose another.")
    page.watch(left)


def test_two_pages_at_once(ant, visit):
    pages = [visit(ant.url), visit(ant.url)]
    cells = ant.elites.diverse(4).cell[2:]
    for page in pages:
        page.ready()
    for page, cell in zip(pages, cells, strict=True):
        page.click(cell)
    for page, cell in zip(pages, cells, strict=True):
        page.shows([cell])
        before = page.picture()
        page.page.fill("#scrub", "0.5")
        page.changes(page.picture, before)


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone(ant, visit, width):
    phone = {"viewport": {"width": width, "height": 780}, "has_touch": True, "is_mobile": True}
    page = visit(ant.url, device_scale_factor=2, **phone).ready()
    assert page.page.evaluate("document.documentElement.scrollWidth") == width
    first, second = (int(cell) for cell in ant.elites.diverse(3).cell[1:])
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


def test_without_webgl_a_film_is_shown(ant, browser, visit):
    with flat(browser) as second:
        page = visit(ant.url, using=second, hush=("WebGL",)).ready()
        page.until("() => document.querySelector('.film img')?.naturalWidth > 0")
        assert page.page.is_hidden("#time-controls")
        cell = int(ant.elites.diverse(2).cell[1])
        page.click(cell)
        page.until(
            "cell => document.querySelector('.film img')?.src.includes(`/${cell}.webp`)", cell
        )
        page.until("() => document.querySelector('.film img')?.naturalWidth > 0")
        page.page.context.close()
