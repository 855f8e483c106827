"""Measures the explorer in Chromium: the time of a click, of hovering, of loading, and a report's size.

    python benchmarks/explorer.py
    python benchmarks/explorer.py --run RUN

RUN is a run of robots. Without it, a short run of sine gaits is made. The mouse clicks on random cells.
A click is measured from the release of the button to the first frame of the new motion. The server runs
on the same machine. Hovering and loading are measured with an archive of 50,000 elites, which is made
from the run's controllers in random cells of its grid. Hovering is measured from the mouse event to the
end of its drawing. Loading is measured in a new browser, from the address to the map and the first
robot.
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
VIEWS = ("nested", "grid", "voronoi", "parallel")
RELEASED = """
window.released = [];
addEventListener("pointerup", (event) => released.push(performance.now() - event.timeStamp), true);
"""
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
    context.getImageData(0, 0, 1, 1);  // waits until it is drawn
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
    rows += [row("load, right after the server's start", [at_once])]
    rows += [row("load", loads)]
    table(
        f"Milliseconds; hovering and loading with {args.elites:,} elites",
        ["", "median", "95%", "number"],
        rows,
    )
    print(f"Report with {count} recorded motions: {size:.1f} MB")
    figure("click_ms", statistics.median(clicks["painted"]), 0)
    figure("hover_ms", max(statistics.median(taken) for taken in hovers.values()), 1)
    figure("load_ms", statistics.median(loads), 0)
    figure("motion_kb", each, 1)


def opened(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(RELEASED)
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    return page


def clicked(browser: Browser, address: str, args: argparse.Namespace) -> dict[str, list[float]]:
    ready(address)
    page = opened(browser, address)
    cells = load(args.run).archive.cell
    chosen = np.random.default_rng(0).choice(cells, 2 * args.clicks, replace=False)
    before = len(page.evaluate("explorer.timings.clicks"))
    for cell in chosen[: args.clicks].tolist():
        place = page.evaluate("cell => explorer.cellXY(cell)", cell)
        done = len(page.evaluate("explorer.timings.clicks"))
        page.mouse.move(place["x"], place["y"])
        page.mouse.click(place["x"], place["y"])
        page.wait_for_function("n => explorer.timings.clicks[n]?.painted > 0", arg=done)
        page.wait_for_selector(
            ".pane:not(.loading)"
        )  # so that the next click has the machine to itself
    delays = page.evaluate("released")
    taken = page.evaluate("explorer.timings.clicks")[before:]
    page.context.close()
    return {
        name: [click[name] + delay for click, delay in zip(taken, delays, strict=True)]
        for name in ("fetched", "painted")
    }


def hovered(browser: Browser, address: str, view: str, count: int) -> list[float]:
    page = opened(browser, f"{address}/#view={view}")
    page.keyboard.press("Space")
    taken = page.evaluate(HOVERS, count + 10)
    page.context.close()
    return taken[10:]  # without the first ones, in which the browser compiles


def loaded(browser: Browser, address: str) -> float:
    page = opened(browser, address)
    taken = page.evaluate("explorer.timings.load")
    page.context.close()
    return taken


def ready(address: str) -> None:
    """Waits until the server has compiled everything: three quick answers in a row are the sign."""
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
    """Writes a copy of the run with this many elites: its own, in random cells."""
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
