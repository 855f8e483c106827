"""A real browser without a screen, for the tests of pages."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import _explorer
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page


@contextmanager
def drawing() -> Iterator[Browser]:
    """The machine's own Chromium, with WebGL; the test is skipped only where there is none."""
    if _explorer.found() is None:
        pytest.skip("No Chromium on this machine: ./setup-browser.sh says what to install.")
    with _explorer.drawing() as browser:
        yield browser


def pixels(page: Page, x: float, y: float, width: float = 1, height: float = 1) -> np.ndarray:
    """[height, width, 3] of this part of the page, as it is seen."""
    clip = {"x": round(x), "y": round(y), "width": round(width), "height": round(height)}
    return np.asarray(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB"))
