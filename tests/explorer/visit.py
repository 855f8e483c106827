"""A page with the explorer, and what is seen and done there."""

import re
import time
from dataclasses import dataclass, field

import numpy as np
import pytest
from browser import pixels
from explored import PATIENCE

COUNT = (
    "Number(document.querySelector('#shown').innerText.match(/of ([\\d,]+)/)[1].replace(',', ''))"
)


def numbers(text):
    return [float(n.replace(",", "").replace("−", "-")) for n in re.findall(r"[−\d][\d.,]*", text)]


def distance(a, b):
    """Between two pictures that may differ in size by a pixel, of 255."""
    height, width = np.minimum(a.shape, b.shape)[:2]
    return np.abs(a[:height, :width].astype(float) - b[:height, :width]).mean()


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
        self.until("() => explorer.drawn")
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

    def pinch(self, selector):
        """Two fingers on the middle of an element get four times as far apart."""
        box = self.page.locator(selector).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        fingers = self.page.context.new_cdp_session(self.page)
        for kind, apart in [("Start", 20), *(("Move", d) for d in range(30, 81, 10)), ("End", 0)]:
            points = [{"x": x + side * apart, "y": y, "id": side + 1} for side in (-1, 1)]
            told = {"type": f"touch{kind}", "touchPoints": points if apart else []}
            fingers.send("Input.dispatchTouchEvent", told)

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
