"""A page with the explorer, and what tests see and do there."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from browser import pixels
from explored import PATIENCE
from map_places import Place

COUNT = (
    "Number(document.querySelector('#shown').innerText.match(/of ([\\d,]+)/)[1].replace(',', ''))"
)
# Moves the mouse over points of the map, and returns the cells that the tooltip names there.
HOVERED = """(points) => {
  const map = document.querySelector('#map');
  const tooltip = document.querySelector('#tooltip');
  const cells = points.map(([clientX, clientY]) => {
    map.dispatchEvent(new PointerEvent('pointermove', {clientX, clientY}));
    return tooltip.hidden ? null : Number(tooltip.querySelector('.cell').textContent.slice(1));
  });
  map.dispatchEvent(new PointerEvent('pointerleave'));
  return cells;
}"""
CELLS = "[...document.querySelectorAll('#panes .pane')].map(({dataset}) => Number(dataset.cell))"
FOUR = f"() => {CELLS}.length === 4 && !document.querySelector('.pane.loading')"
SHOWN = (
    f"(cells) => JSON.stringify({CELLS}) === JSON.stringify(cells)"
    " && !document.querySelector('.pane.loading')"
)


def numbers(text):
    return [float(n.replace(",", "").replace("−", "-")) for n in re.findall(r"[−\d][\d.,]*", text)]


def distance(a, b):
    """Mean difference, of at most 255, between two pictures whose sizes may differ by a pixel."""
    height, width = np.minimum(a.shape, b.shape)[:2]
    return np.abs(a[:height, :width].astype(float) - b[:height, :width]).mean()


@dataclass
class Visit:
    """A page with the explorer.

    Attributes:
      page: of the browser.
      elites: returns the elites of the run.
      asked: addresses that the page has requested.
      errors: that the page has reported.
      expected: parts of errors that a test expects.
    """

    page: object
    elites: Callable
    asked: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    expected: tuple = ()

    def until(self, condition, argument=None):
        self.page.wait_for_function(condition, arg=argument)

    def ready(self, playing=False):
        self.page.wait_for_selector("#app[aria-busy=false]")
        self.page.wait_for_selector("#panes .pane[data-cell], #nobody:not([hidden])")
        if not playing:  # drawing would take time from the test
            self.page.evaluate("document.querySelector('#play').click()")
        return self

    @property
    def place(self):
        """The map that is shown."""
        view = self.page.get_attribute("#tabs [aria-pressed=true]", "data-view")
        axes = [int(self.page.input_value(f"#axis-{name}")) for name in "xy"]
        box = self.page.locator("#map").bounding_box()
        return Place(box, self.page.evaluate("devicePixelRatio"), view, tuple(axes))

    def cells_at(self, points):
        """The cells under the mouse at these points of the page; None where there is no elite."""
        return self.page.evaluate(HOVERED, [[float(x), float(y)] for x, y in points])

    def cell_xy(self, cell):
        """A point where a click opens this cell's elite, or where it is drawn if others cover it."""
        elites = self.elites()
        (row,) = np.flatnonzero(elites.cell == cell)
        points = [
            (f(x), g(y))
            for x, y in self.place.points(elites, row)
            for f, g in (
                (np.rint, np.rint),
                (np.floor, np.floor),
                (np.ceil, np.ceil),
                (float, float),
            )
        ]
        under = self.cells_at(points)
        return points[under.index(cell) if cell in under else 0]

    def hover(self, cell):
        self.page.mouse.move(*self.cell_xy(cell))

    def click(self, cell, shift=False):
        if shift:
            self.page.keyboard.down("Shift")
        self.page.mouse.click(*self.cell_xy(cell))
        if shift:
            self.page.keyboard.up("Shift")

    def cells(self):
        """The cells in the panes."""
        return self.page.evaluate(CELLS)

    def shows(self, cells):
        """Waits until the panes show these cells, and their whole motions have arrived."""
        self.until(SHOWN, [int(cell) for cell in cells])

    def watch(self, cell):
        self.click(cell)
        self.shows([cell])

    def text(self, selector):
        return self.page.inner_text(selector)

    def number(self, selector, pattern=r"(.+)"):
        return numbers(re.search(pattern, self.text(selector))[1])[0]

    def picture(self, selector="#panes .pane"):
        """What a pane shows between its header and the strip of contacts, when it is fully drawn."""
        self.drawn()
        box = self.page.locator(selector).first.bounding_box()
        return pixels(self.page, box["x"] + 3, box["y"] + 45, box["width"] - 6, box["height"] - 105)

    def drawn(self):
        """Waits until the panes are fully drawn."""
        self.page.wait_for_selector("#panes[aria-busy=false]")

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
        """Moves two fingers on the middle of an element until they are four times as far apart."""
        box = self.page.locator(selector).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        fingers = self.page.context.new_cdp_session(self.page)
        for kind, apart in [("Start", 20), *(("Move", d) for d in range(30, 81, 10)), ("End", 0)]:
            points = [{"x": x + side * apart, "y": y, "id": side + 1} for side in (-1, 1)]
            event = {"type": f"touch{kind}", "touchPoints": points if apart else []}
            fingers.send("Input.dispatchTouchEvent", event)

    def count(self):
        return self.page.evaluate(COUNT)

    def says(self, selector, text):
        """Waits until an element says this."""
        self.until(
            "([selector, text]) => document.querySelector(selector).innerText.includes(text)",
            [selector, text],
        )

    def message(self, text):
        self.says("#message", text)
