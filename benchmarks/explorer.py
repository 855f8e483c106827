"""Measures the explorer in Chromium: clicks, mouse movements, the first load, and a report.

    python benchmarks/explorer.py
    python benchmarks/explorer.py --run RUN

RUN is an archive of robots. Without it, a short run of sine gaits is made. A click is a real click of
the mouse on an elite at a random point of the map. It takes from the release of the button until the
first frame of the new motion is painted. The server runs on the same machine as the browser. Hovers and
loads use an archive of 50,000 elites: the run's own controllers in random cells of its grid. A hover is
the whole handler of a mouse movement, with the drawing that it leaves to the browser. A load takes from
the address in a new browser until map and first robot are painted.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from _common import figure, parse, table, versions
from _explorer import drawing, gaits, viewed
from playwright.sync_api import Browser, Page

from ramify import load
from ramify.explorer.report import report
from ramify.explorer.run_view import RunView

SIZE = {"width": 1440, "height": 860}
PATIENCE = 120_000  # ms
TRIES = 3000  # random points of the map, to find elites to click
VIEWS = ("nested", "grid", "voronoi", "parallel")
# Notes when the mouse was released, when a pane got the first frames of another elite, and when that
# frame was painted (ms since the page was opened).
WATCH = """
window.released = [];
window.shown = [];
addEventListener("pointerup", (event) => released.push(event.timeStamp), true);
addEventListener("DOMContentLoaded", () => {
  const finish = () => {
    const gl = document.querySelector("#stage").getContext("webgl2");
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  };
  new MutationObserver(() => {
    const elite = {fetched: performance.now(), painted: null};
    shown.push(elite);
    requestAnimationFrame(() => {
      finish();
      elite.painted = performance.now();
    });
  }).observe(document.querySelector("#panes"), {subtree: true, attributeFilter: ["data-cell"]});
});
"""
# The cells under the mouse at some points of the page, or null.
CELLS_AT = """(points) => {
  const map = document.querySelector("#map");
  const tooltip = document.querySelector("#tooltip");
  const cells = points.map(([clientX, clientY]) => {
    map.dispatchEvent(new PointerEvent("pointermove", {clientX, clientY}));
    return tooltip.hidden ? null : tooltip.querySelector(".cell").textContent;
  });
  map.dispatchEvent(new PointerEvent("pointerleave"));
  return cells;
}"""
HOVERS = """async (count) => {
  const map = document.querySelector("#map");
  const context = map.getContext("2d");
  const {left, top, width, height} = map.getBoundingClientRect();
  const taken = [];
  for (let i = 0; i < count; i++) {
    const at = [left + width * (0.1 + 0.8 * Math.random()), top + height * (0.1 + 0.8 * Math.random())];
    const event = new PointerEvent("pointermove", {clientX: at[0], clientY: at[1], bubbles: true});
    const began = performance.now();
    map.dispatchEvent(event);
    context.getImageData(0, 0, 1, 1);  // waits for what was drawn
    taken.push(performance.now() - began);
    await new Promise(requestAnimationFrame);
  }
  return taken;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path)
    parser.add_argument("--clicks", type=int, default=24)
    parser.add_argument("--hovers", type=int, default=100)
    parser.add_argument("--loads", type=int, default=7)
    parser.add_argument("--elites", type=int, default=50_000)
    args = parse(parser, clicks=2, hovers=2, loads=1, elites=500)
    versions("ramify", "jax", "mujoco", "starlette", "uvicorn", "playwright")
    rows = []
    with tempfile.TemporaryDirectory() as folder, drawing() as browser:
        print(f"Chromium {browser.version}")
        args.run = args.run or gaits(Path(folder) / "gaits", 20 if args.quick else 1000)
        count, each = report(RunView(load(args.run)), Path(folder) / "report.html")
        size = (Path(folder) / "report.html").stat().st_size / 1e6
        with viewed(args.run) as address:
            clicks = clicked(browser, address, args)
        large = enlarged(args.run, Path(folder) / "large", args.elites)
        with viewed(large) as address:
            at_once = loaded(browser, address)
            ready(address)
            loads = [loaded(browser, address) for _ in range(args.loads)]
            hovers = {view: hovered(browser, address, view, args.hovers) for view in VIEWS}
    rows += [row("click to frames fetched", clicks["fetched"])]
    rows += [row("click to motion painted", clicks["painted"])]
    rows += [row(f"hover, {view}", taken) for view, taken in hovers.items()]
    rows += [row("load, the server just started", [at_once])]
    rows += [row("load", loads)]
    table(f"ms; {args.elites:,} elites where hovered and loaded", ["", "median", "95%", "n"], rows)
    print(f"report of {count} walks: {size:.1f} MB")
    figure("click_ms", statistics.median(clicks["painted"]), 0)
    figure("hover_ms", max(statistics.median(taken) for taken in hovers.values()), 1)
    figure("load_ms", statistics.median(loads), 0)
    figure("motion_kb", each, 1)


def opened(browser: Browser, address: str) -> Page:
    """Opens the page, and waits until map and first elite are painted."""
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_selector("#app[aria-busy=false]")
    page.wait_for_function("() => shown[0]?.painted > 0")
    return page


def clicked(browser: Browser, address: str, args: argparse.Namespace) -> dict[str, list[float]]:
    """Clicks on elites at random, and returns ms until they were fetched and painted."""
    ready(address)
    page = opened(browser, address)
    taken: dict[str, list[float]] = {"fetched": [], "painted": []}
    for x, y in places(page, args.clicks):
        page.wait_for_selector("#panes:not(:has(.loading))")  # each click has the machine to itself
        clicks, shown = page.evaluate("[released.length, shown.length]")
        page.mouse.click(x, y)
        page.wait_for_function("n => shown[n]?.painted > 0", arg=shown)
        at = page.evaluate("n => released[n]", clicks)
        for name, column in taken.items():
            column.append(page.evaluate("([n, name]) => shown[n][name]", [shown, name]) - at)
    page.context.close()
    return taken


def places(page: Page, count: int) -> list[tuple[float, float]]:
    """Returns random points of the map with different elites."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    unit = np.random.default_rng(0).random((TRIES, 2))
    points = np.floor((box["x"], box["y"]) + unit * (box["width"], box["height"])).tolist()
    cells = page.evaluate(CELLS_AT, points)
    found = {cell: point for cell, point in zip(cells, points, strict=True) if cell is not None}
    if not found:
        raise RuntimeError(f"None of {TRIES} random points of the map shows an elite.")
    return [tuple(point) for point in list(found.values())[:count]]


def hovered(browser: Browser, address: str, view: str, count: int) -> list[float]:
    page = opened(browser, f"{address}/#view={view}")
    page.keyboard.press("Space")
    taken = page.evaluate(HOVERS, count + 10)
    page.context.close()
    return taken[10:]  # compiled by then


def loaded(browser: Browser, address: str) -> float:
    """Opens the page, and returns ms until map and first elite were painted."""
    page = opened(browser, address)
    taken = page.evaluate("shown[0].painted")
    page.context.close()
    return taken


def ready(address: str) -> None:
    """Waits until the server has compiled what it compiles at its start: then it answers quickly."""
    from urllib.request import urlopen

    quick = 0
    while quick < 3:
        with urlopen(f"{address}/api/archive") as answer:
            cell = int(np.frombuffer(_cells(answer.read()), np.int32)[0])
        began = time.perf_counter()
        urlopen(f"{address}/api/motion/{cell}").read()
        quick = quick + 1 if time.perf_counter() - began < 2 else 0


def _cells(message: bytes) -> bytes:
    from ramify.explorer.messages import unpack

    return unpack(message)[1]["cell"].tobytes()


def enlarged(run: Path, out: Path, elites: int) -> Path:
    """Writes a run with this many elites, which are those of `run` in random cells."""
    out.mkdir()
    shutil.copy(run / "run.json", out)
    shutil.copy(run / "metrics.csv", out)
    rng = np.random.default_rng(0)
    with np.load(run / "archive.npz") as file:
        arrays = {name: file[name] for name in file.files if not name.startswith("state:")}
    meta = json.loads(bytes(arrays.pop("meta")))
    shape, lower, upper = (np.array(meta[name]) for name in ("shape", "lower", "upper"))
    cells = np.sort(rng.choice(int(shape.prod()), elites, replace=False)).astype(np.int32)
    inside = np.stack(np.unravel_index(cells, shape), axis=1) + rng.uniform(
        size=(elites, len(shape))
    )
    of = rng.integers(len(arrays["cell"]), size=elites)
    rows = {name: array[of] for name, array in arrays.items()}
    rows |= {
        "cell": cells,
        "measures": (lower + inside / shape * (upper - lower)).astype(np.float32),
    }
    np.savez(out / "archive.npz", meta=np.frombuffer(json.dumps(meta).encode(), np.uint8), **rows)
    return out


def row(name: str, taken: list[float]) -> list[str]:
    middle, most = np.median(taken), np.percentile(taken, 95)
    return [name, f"{middle:.1f}", f"{most:.1f}", str(len(taken))]


if __name__ == "__main__":
    main()
