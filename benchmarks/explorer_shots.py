"""Takes the documentation's pictures of the explorer, in Chromium.

python benchmarks/explorer_shots.py    # of small runs that it makes; writes to runs/pictures
python benchmarks/explorer_shots.py --ant RUN --half-cheetah RUN --arm RUN --cvt RUN --out docs/images
python benchmarks/explorer_shots.py --only arm cvt --out docs/images    # two of them
"""

import argparse
import io
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from _common import parse
from _explorer import drawing, gaits, viewed
from PIL import Image
from playwright.sync_api import Browser, Page

from ramify import recipes, train

SIZE = {"width": 1440, "height": 860}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
QUALITY = 92  # of 100; limits the size of the repository
PATIENCE = 300_000  # ms
TRIES, SLIDING = 20, 200  # ms, after which a slider's new value is simulated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for run in SUBJECTS:
        parser.add_argument(f"--{run}", type=Path)
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--out", type=Path, default=Path("runs/pictures"))
    args = parse(parser)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, drawing() as browser:
        for subject in args.only:
            given = getattr(args, subject.replace("-", "_"))
            run = given or SUBJECTS[subject](Path(folder) / subject, args.quick)
            with viewed(run) as address:
                PICTURES[subject](browser, address, args.out)


def ant(browser: Browser, address: str, out: Path) -> None:
    shot(four(opened(browser, address), 0.3), out / "explorer-ant.webp")
    shot(steered(opened(browser, address)), out / "explorer-steering.webp")
    shot(adapted(opened(browser, address)), out / "explorer-damage.webp")
    phone = opened(browser, address, device_scale_factor=2, **PHONE)
    shot(phone, out / "explorer-phone.webp", whole=True)


def half_cheetah(browser: Browser, address: str, out: Path) -> None:
    shot(four(opened(browser, address), 0.35), out / "explorer-half-cheetah.webp")


def arm(browser: Browser, address: str, out: Path) -> None:
    shot(four(opened(browser, address)), out / "explorer-arm.webp")


def cvt(browser: Browser, address: str, out: Path) -> None:
    page = opened(browser, f"{address}/#view=voronoi")
    shot(four(page, 0.4), out / "explorer-cvt.webp")


def gaits_of(folder: Path, quick: bool, **settings) -> Path:
    return gaits(folder, 50 if quick else 1000, **settings)


def arms(folder: Path, quick: bool) -> Path:
    recipe = recipes.cma_mega(task="arm", dim=10)
    train(recipe, evaluations=3600 if quick else 36_000, out=folder)
    return folder


SUBJECTS = {  # what makes a small run for the pictures
    "ant": gaits_of,
    "half-cheetah": partial(gaits_of, task="half-cheetah"),
    "arm": arms,
    "cvt": partial(gaits_of, cvt=500),
}
PICTURES = {"ant": ant, "half-cheetah": half_cheetah, "arm": arm, "cvt": cvt}


def opened(browser: Browser, address: str, **options) -> Page:
    context = browser.new_context(bypass_csp=True, **({"viewport": SIZE} | options))
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#app[aria-busy=false]")
    arrived(page)
    page.keyboard.press("Space")
    if page.is_visible("#scrub"):
        page.fill("#scrub", "0.3")
    return page


def four(page: Page, moment: float = 0.0) -> Page:
    """Shows four elites, and moves the mouse over a fifth."""
    page.click("#diverse")
    page.wait_for_selector("#panes[data-count='4']")
    arrived(page)
    if page.is_visible("#scrub"):
        page.fill("#scrub", str(moment))
    box = page.locator("#map").bounding_box()
    assert box is not None
    steps = ((x / 40, y / 40) for y in range(12, 30) for x in range(14, 30))
    for x, y in steps:  # finds an elite near the middle
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if page.is_visible("#tooltip"):
            break
    return page


def steered(page: Page) -> Page:
    """Steers the best elite along the gradients of its objective and measures into an empty cell."""
    page.click("#steering")
    page.click("#compute")
    page.wait_for_selector("input.coefficient")
    reach = float(page.get_attribute("#c0", "max") or 0)
    rng = np.random.default_rng(0)
    for _ in range(TRIES):
        for j in range(page.locator("input.coefficient").count()):
            page.fill(f"#c{j}", str(reach * rng.uniform(-0.3, 0.3)))
        page.wait_for_timeout(SLIDING)
        arrived(page)
        if page.text_content("#landed b") == "new":
            break
    page.fill("#scrub", "0.3")
    return page


def adapted(page: Page) -> Page:
    """Takes a leg from the robot, and waits until it has adapted."""
    page.click("#damaging")
    page.select_option("#damage-choice", "back-left:missing")
    arrived(page)
    page.click("#adapt")
    page.wait_for_selector("#trials .found")
    page.wait_for_timeout(SLIDING)
    arrived(page)
    page.fill("#scrub", "0.3")
    return page


def arrived(page: Page) -> None:
    page.wait_for_selector("#panes:has(.pane):not(:has(.loading))")


def shot(page: Page, path: Path, *, whole: bool = False) -> None:
    page.evaluate("document.activeElement.blur()")
    page.wait_for_selector("#panes[aria-busy=false]")
    image = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    image.save(path, quality=QUALITY, method=6)
    print(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    page.context.close()


if __name__ == "__main__":
    main()
