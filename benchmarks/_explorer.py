"""A run's explorer in a real browser: `ramify view` in a process of its own, Chromium without a screen.

Shared by the benchmark, the pictures of the documentation and the tests.
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
QUIET = (  # as root, and asking nobody for anything
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without a graphics card, Chromium puts pages together by software of its own, and WebGL by another.
NO_CARD = ("--use-gl=angle", "--disable-gpu-compositing")
MESA = (*NO_CARD, "--use-angle=gl-egl", "--ignore-gpu-blocklist")
SOFTWARE = (*NO_CARD, "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
FLAT = ("--disable-gpu", "--disable-3d-apis")


def found() -> str | None:
    """The machine's own Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=[*QUIET, *flags])
        yield browser
        browser.close()


@contextmanager
def drawing() -> Iterator[Browser]:
    """One with WebGL: by Mesa, which is fast, or else by the browser's own software."""
    with chromium(*MESA) as browser:
        draws = _draws(browser)
        if draws:
            yield browser
    if not draws:
        with chromium(*SOFTWARE) as browser:
            yield browser


@contextmanager
def flat(beside: Browser) -> Iterator[Browser]:
    """One without WebGL, while another runs."""
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
    """Where `ramify view` shows the run."""
    command = [sys.executable, "-m", "ramify", "view", str(run), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        try:
            address = re.search(r"http://\S+", server.stdout.readline())
            if address is None:
                raise RuntimeError(f"`ramify view {run}` has ended: what it said is above.")
            yield address[0]
        finally:
            server.terminate()


def _draws(browser: Browser) -> bool:
    page = browser.new_page()
    draws = page.evaluate("document.createElement('canvas').getContext('webgl2') !== null")
    page.close()
    return bool(draws)
