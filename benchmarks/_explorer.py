"""The explorer of a run in a real browser: a `ramify view` process, and Chromium without a screen.

Used by the benchmark, by the script that takes the documentation's pictures, and by the tests.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "google-chrome", "chromium-browser")
QUIET = (  # can run as root, and without background connections
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without a graphics card, Chromium renders pages and WebGL in software, by two different renderers.
NO_CARD = ("--use-gl=angle", "--disable-gpu-compositing")
MESA = (*NO_CARD, "--use-angle=gl-egl", "--ignore-gpu-blocklist")
SOFTWARE = (*NO_CARD, "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
FLAT = ("--disable-gpu", "--disable-3d-apis")


def found() -> str | None:
    """Returns the path of the installed Chromium; None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Starts Chromium with these flags."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=[*QUIET, *flags])
        yield browser
        browser.close()


@contextmanager
def drawing() -> Iterator[Browser]:
    """Starts Chromium with WebGL: by Mesa, which is fast, otherwise by Chromium's software renderer."""
    with chromium(*MESA) as browser:
        draws = _draws(browser)
        if draws:
            yield browser
    if not draws:
        with chromium(*SOFTWARE) as browser:
            yield browser


@contextmanager
def flat(beside: Browser) -> Iterator[Browser]:
    """Starts a second Chromium, without WebGL, while another runs."""
    browser = beside.browser_type.launch(executable_path=found(), args=[*QUIET, *FLAT])
    yield browser
    browser.close()


def gaits(folder: Path, steps: int = 1000, **settings) -> Path:
    """Trains a small archive of sine gaits, and returns its folder."""
    from ramify import recipes, train

    recipe = recipes.cma_mega_es(controller="gait", steps=steps, **settings)
    train(recipe, evaluations=500, out=folder)
    return folder


@contextmanager
def viewed(run: Path) -> Iterator[str]:
    """Starts `ramify view`. Yields the address of the page."""
    command = [sys.executable, "-m", "ramify", "view", str(run), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        try:
            address = re.search(r"http://\S+", server.stdout.readline())
            if address is None:
                raise RuntimeError(f"`ramify view {run}` has ended: its message is above.")
            yield address[0]
        finally:
            server.terminate()


def _draws(browser: Browser) -> bool:
    """Returns True if WebGL works."""
    page = browser.new_page()
    draws = page.evaluate("document.createElement('canvas').getContext('webgl2') !== null")
    page.close()
    return bool(draws)
