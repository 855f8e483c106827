"""The explorer's pictures in the documentation, taken in Chromium.

python benchmarks/explorer_shots.py --ant RUN --half-cheetah RUN --arm RUN --cvt RUN --out docs/images
"""

import argparse
import io
from pathlib import Path

from _explorer import drawing, viewed
from PIL import Image
from playwright.sync_api import Browser, Page

SIZE = {"width": 1440, "height": 860}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
COLOURS = 256
PATIENCE = 300_000  # ms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for run in ("ant", "half-cheetah", "arm", "cvt"):
        parser.add_argument(f"--{run}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with drawing() as browser:
        with viewed(args.ant) as address:
            shot(four(opened(browser, address), 0.3), args.out / "explorer-ant.png")
            shot(steered(opened(browser, address)), args.out / "explorer-steering.png")
            phone = opened(browser, address, device_scale_factor=2, **PHONE)
            shot(phone, args.out / "explorer-phone.png")
        with viewed(args.half_cheetah) as address:
            shot(four(opened(browser, address), 0.35), args.out / "explorer-half-cheetah.png")
        with viewed(args.arm) as address:
            shot(four(opened(browser, address)), args.out / "explorer-arm.png")
        with viewed(args.cvt) as address:
            page = opened(browser, f"{address}/#view=voronoi")
            shot(four(page, 0.4), args.out / "explorer-cvt.png")


def opened(browser: Browser, address: str, **options) -> Page:
    context = browser.new_context(bypass_csp=True, **({"viewport": SIZE} | options))
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    arrived(page)
    page.keyboard.press("Space")
    if page.is_visible("#scrub"):
        page.fill("#scrub", "0.3")
    return page


def four(page: Page, moment: float = 0.0) -> Page:
    """Four elites side by side, and the mouse over a fifth."""
    page.click("#diverse")
    page.wait_for_function("explorer.panes.length === 4")
    arrived(page)
    if page.is_visible("#scrub"):
        page.fill("#scrub", str(moment))
    box = page.locator("#map").bounding_box()
    assert box is not None
    steps = ((x / 40, y / 40) for y in range(12, 30) for x in range(14, 30))
    for x, y in steps:  # any elite near the middle
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if page.is_visible("#tooltip"):
            break
    return page


def steered(page: Page) -> Page:
    """The best, moved along the gradients of its objective and its measures."""
    page.click("#steering")
    page.click("#compute")
    page.wait_for_selector("input.coefficient")
    reach = float(page.get_attribute("#c0", "max") or 0)
    for j, share in enumerate((0.25, -0.5, 0.6, 0.0, 0.3)):
        page.fill(f"#c{j}", str(share * reach))
    page.wait_for_selector("#landed b")
    page.wait_for_selector(".pane.steered:not(.loading)")
    arrived(page)
    page.fill("#scrub", "0.3")
    return page


def arrived(page: Page) -> None:
    page.wait_for_function("!document.querySelector('.pane.loading')")


def shot(page: Page, path: Path) -> None:
    """Two frames later; in few colours, since the files are in the repository."""
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}  {path.stat().st_size / 1000:.0f} kB")
    page.context.close()


if __name__ == "__main__":
    main()
