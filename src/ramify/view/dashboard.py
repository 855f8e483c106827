"""Shows a run in the terminal: a heat map of the archive, numbers and curves, or plain lines."""

import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.layout import Layout
from rich.live import Live
from rich.panel import Panel
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ramify.elites.table import EliteTable
from ramify.system.printable import cell

EMPTY = [28, 33, 48]  # RGB of a cell without an elite
LEVELS = 64  # colors of the map
CURVES = {"qd_score": "#3ecf8e", "best": "#f2a640", "coverage": "#4fb3ff"}
FIGURES = 36, 12  # columns and rows of the panel of numbers
HISTORY = 1024  # most points of a curve
BRAILLE = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])[:, None]


@cache
def palette() -> list[list[int]]:
    """Returns the RGB of each level of the map, and that of a cell without an elite."""
    import matplotlib  # slow to import, and plain lines need no colors

    levels = matplotlib.colormaps["viridis"](np.linspace(0, 1, LEVELS), bytes=True)
    return [*levels[:, :3].tolist(), EMPTY]


@dataclass(eq=False)
class Dashboard:
    """The progress of a run: `with Dashboard(title, total) as show: show.update(row)`.

    In a terminal with UTF-8 a thread draws once a second, or less often if drawing takes more than one
    percent of a core. The last picture stays. Elsewhere `update` prints a plain line at intervals.

    Attributes:
      title: title of the run.
      total: number of evaluations at the end of the run.
      console: the console to draw on; by default standard output.
      interval: s, time between two plain lines.
      more: returns labels and values of further lines, such as those of a cluster.
    """

    title: str
    total: int
    console: Console | None = None
    interval: float = 5.0
    more: Callable[[], dict[str, str]] = dict

    def __enter__(self) -> "Dashboard":
        console = self._console = self.console or Console()
        self._row: dict[str, float] = {}
        self._history: list[dict[str, float]] = []
        self._pretraining: list[dict[str, float]] = []  # rows, before the run
        self._episodes = 0
        self._elites: EliteTable | None = None
        self._drawn: EliteTable | None = None
        self._map = (0, 0), Segments(())  # size and segments of the last heat map
        self._entered = self._updated = time.monotonic()
        self._began = self._entered  # of the run itself, after pre-training
        self._origin = self._row, self._entered  # row and time at the start of the session
        self._steady = (
            self._origin
        )  # row and time after the first chunk, which compiled the programs
        self._printed = -math.inf  # time of the last plain line
        self._live: Live | None = None
        drawing = console.encoding.startswith("utf")  # for blocks and braille
        if console.is_terminal and not console.is_dumb_terminal and drawing:
            self._live = Live(self, console=console, auto_refresh=False)
            self._live.start(refresh=True)
            self._leave = threading.Event()
            self._thread = threading.Thread(target=self._keep_drawing, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._leave.set()
            self._thread.join()
            self._live.stop()  # draws once more
        elif self._row and self._printed < self._updated:
            self._print()

    def pretrain(self, row: dict[str, float], episodes: int) -> None:
        """Takes the progress of the pre-training before the run.

        Args:
          row: episodes, control_steps, and the returns of the best and of the current actor.
          episodes: number of episodes at the end.
        """
        self._updated = self._began = time.monotonic()
        if not self._pretraining:
            self._pretrained_from = self._updated
        self._pretraining.append(row)
        self._episodes = episodes
        last = row["episodes"] >= episodes
        if not self._live and (last or self._updated - self._printed >= self.interval):
            self._console.print(
                self._pretraining_line(), markup=False, highlight=False, soft_wrap=True
            )
            self._printed = self._updated

    def _pretraining_line(self) -> str:
        row = self._pretraining[-1]
        if row["episodes"] >= self._episodes:
            return "pre-training: training the critics of the measures, and evaluating the policy"
        return (
            f"pre-training: episode {row['episodes']:.0f} of {self._episodes}  best short episode "
            f"{_number(row['best'])}  ETA {_duration(self._pretraining_remaining())}"
        )

    def _pretraining_remaining(self) -> float:
        """Returns the seconds to the end of pre-training; NaN before there are two rows."""
        first, last = self._pretraining[0], self._pretraining[-1]
        done = last["episodes"] - first["episodes"]
        took = self._updated - self._pretrained_from
        return (self._episodes - last["episodes"]) * took / done if done > 0 else math.nan

    def update(self, row: dict[str, float], elites: EliteTable | None = None) -> None:
        """Takes the latest progress. It is fast, because a thread draws.

        Args:
          row: iteration, evaluations, control_steps, seconds and the archive's statistics.
          elites: the archive, if its heat map is to be drawn again.
        """
        now = time.monotonic()
        if not self._row:
            # A resumed run has rows from an earlier session, whose time does not count here.
            fresh = row["seconds"] <= now - self._began + 0.1
            self._origin = (dict.fromkeys(row, 0.0), self._began) if fresh else (row, now)
            self._steady = row, now
        self._row, self._updated = row, now
        if elites is not None and len(elites):
            self._elites = elites
        known = self._history[-1]["evaluations"] if self._history else -math.inf
        if row["evaluations"] - known >= self.total / HISTORY:
            self._history.append(row)
        if not self._live and now - self._printed >= self.interval:
            self._print()

    def _print(self) -> None:
        row = self._row
        line = (
            f"evaluations {row['evaluations']:.0f}/{self.total}  elites {row['elites']:.0f}  "
            f"coverage {row['coverage']:.2%}  best {_number(row['best'])}  "
            f"QD score {_number(row['qd_score'])}  {_number(self._speed('evaluations'))} evals/s  "
            f"ETA {_duration(self._remaining())}"
        )
        line += "".join(f"  {label.strip()} {value}" for label, value in self.more().items())
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        self._printed = time.monotonic()

    def _speed(self, what: str) -> float:
        """Returns this session's speed per second; NaN before there is progress.

        It counts from the first row on, since the time before it includes compilation. While there is
        only one row, it counts from the start of the session.
        """
        for origin, since in (self._steady, self._origin):
            done, took = self._row.get(what, 0.0) - origin.get(what, 0.0), self._updated - since
            if done > 0 and took > 0:
                return done / took
        return math.nan

    def _remaining(self) -> float:
        """Returns the seconds to the end of the run; NaN if they are not known.

        They are not known while there is only one row, since it includes compilation.
        """
        left = self.total - self._row.get("evaluations", 0)
        if left > 0 and self._row.get("evaluations") == self._steady[0].get("evaluations"):
            return math.nan
        seconds = left / self._speed("evaluations")
        return max(seconds - (time.monotonic() - self._updated), 0.0)

    def _keep_drawing(self) -> None:
        pause = 0.25
        while self._live and not self._leave.wait(pause):
            start = time.thread_time()
            self._live.refresh()
            pause = max(1.0, 100 * (time.thread_time() - start))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, height = console.width, console.height - 1  # the cursor has the last line
        yield from console.render(self._layout(width, height), options.update_height(height))

    def _layout(self, width: int, height: int) -> Layout:
        if self._pretraining and not self._row:
            return self._pretraining_layout()
        columns = min(width - FIGURES[0], 2 * height - 2)
        curves = [self._curve(*curve) for curve in CURVES.items()]
        whole, right = Layout(), Layout()
        whole.split_row(right)
        if columns >= 24:
            names = self._elites.names[:2] if self._elites else ()
            title = "archive  " + " × ".join(names)
            rows = columns // 2 + 1 if height - columns // 2 >= 7 else height  # keep it square
            archive = Layout(_panel(self._heat(columns - 4, rows - 2), title), size=rows)
            whole.split_row(left := Layout(size=columns), right)
            left.split_column(archive, *([curves.pop()] if rows < height else ()))
        more = self.more()
        rows = FIGURES[1] + len(more)
        curves = curves[: max(0, height - rows) // 5]
        right.split_column(Layout(self._figures(more), size=rows if curves else None), *curves)
        return whole

    def _pretraining_layout(self) -> Layout:
        """Returns numbers and a curve of the pre-training."""
        row = self._pretraining[-1]
        lines = {
            "episodes": f"{row['episodes']:,.0f} / {self._episodes:,}",
            "best short episode": _number(row["best"]),
            "control steps": f"{row['control_steps']:,.0f}",
            "elapsed": _duration(time.monotonic() - self._entered),
            "ETA": _duration(self._pretraining_remaining()),
        } | self.more()
        rows = [row for row in self._pretraining if math.isfinite(row["best"])]
        curve = _Curve(np.array([(row["episodes"], row["best"]) for row in rows]), CURVES["best"])
        whole = Layout()
        whole.split_column(
            Layout(_table(lines, f"{self.title} · pre-training"), size=len(lines) + 2),
            Layout(_panel(curve, "best return of the policy in a short episode")),
        )
        return whole

    def _heat(self, width: int, height: int) -> Segments:
        """Returns the heat map. It is drawn again only if the elites or the size have changed."""
        elites, size = self._elites, (width, height)
        if elites is not None and (elites is not self._drawn or size != self._map[0]):
            self._drawn, self._map = elites, (size, Segments(_half_blocks(elites, *size)))
        return self._map[1]

    def _curve(self, name: str, colour: str) -> Layout:
        known = [*self._history, self._row]
        rows = [row for row in known if math.isfinite(row.get(name, math.nan))]
        points = np.array([(row["evaluations"], row[name]) for row in rows])
        ends = (min(points[:, 1]), max(points[:, 1])) if len(points) else (math.nan, math.nan)
        name = f"{name.replace('qd_', 'QD ')}  {_number(ends[0])} to {_number(ends[1])}"
        return Layout(_panel(_Curve(points, colour), name))

    def _figures(self, more: dict[str, str]) -> Panel:
        row = self._row
        lines = {
            "evaluations": f"{row.get('evaluations', 0):,.0f} / {self.total:,}",
            "elites": f"{row.get('elites', 0):,.0f}",
            "coverage": f"{row.get('coverage', 0):.2%}",
            "best": _number(row.get("best", math.nan)),
            "mean": _number(row.get("mean", math.nan)),
            "QD score": _number(row.get("qd_score", math.nan)),
            "speed": f"{_number(self._speed('evaluations'))} evals/s",
            "simulation": f"{_number(self._speed('control_steps'))} steps/s",
            "elapsed": _duration(time.monotonic() - self._entered),
            "ETA": _duration(self._remaining()),
        } | more
        return _table(lines, self.title)


def _half_blocks(elites: EliteTable, width: int, height: int) -> list[Segment]:
    """Returns the heat map, with its color scale in the last line."""
    elites = elites.on_grid()
    room, shape = (width, 2 * (height - 1)), (*elites.shape, 1)[:2]
    index = (*np.unravel_index(elites.cell, elites.shape), np.zeros(len(elites), int))
    bins = [min(n, most) for n, most in zip(shape, room, strict=True)]
    cells = np.full(bins, np.nan)
    np.fmax.at(cells, tuple(index[i] * bins[i] // shape[i] for i in (0, 1)), elites.objective)
    low, high = np.nanmin(cells), np.nanmax(cells)
    levels = (cells - low) / (high - low or 1) * (LEVELS - 1)
    pixels = np.where(np.isnan(cells), LEVELS, levels).astype(int)
    pixels = pixels.repeat(room[0] // bins[0], 0).repeat(room[1] // bins[1], 1).T[::-1]
    pixels = np.pad(pixels, ((0, len(pixels) % 2), (0, 0)), constant_values=-1)
    ends, segments = (f"{_number(low)} ", f" {_number(high)}"), []
    for top, bottom in zip(pixels[::2].tolist(), pixels[1::2].tolist(), strict=True):
        segments.append(Segment(" " * ((width - len(top)) // 2)))
        for colours, run in groupby(zip(top, bottom, strict=True)):
            segments.append(Segment("▀" * len(list(run)), _style(*colours)))
        segments.append(Segment.line())
    scale = range(0, LEVELS, 4)
    segments.append(Segment(" " * ((width - len(scale) - len("".join(ends))) // 2) + ends[0]))
    return [*segments, *(Segment("█", _style(i, i)) for i in scale), Segment(ends[1])]


@cache
def _style(*pair: int) -> Style:
    """Returns the style of a half block: foreground above, background below."""
    return Style.from_color(*(None if i < 0 else Color.from_rgb(*palette()[i]) for i in pair))


class _Curve:
    """A line through points in braille characters of 2 x 4 dots."""

    def __init__(self, points: np.ndarray, colour: str):
        self._points, self._style = points, Style.parse(colour)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, height = options.max_width, options.height or 4
        if len(self._points) < 2:
            return
        x, y = self._points.T
        curve = np.interp(np.linspace(x[0], x[-1], 2 * width), x, y)
        row = ((y.max() - curve) / (np.ptp(y) or 1) * (4 * height - 1)).round()
        before, dots = np.append(row[0], row[:-1]), np.arange(4 * height)[:, None]
        on = (dots >= np.minimum(row, before)) & (dots <= np.maximum(row, before))
        codes = 0x2800 + (on.reshape(height, 4, width, 2) * BRAILLE).sum(axis=(1, 3))
        for line in codes.tolist():
            yield Segment("".join(map(chr, line)) + "\n", self._style)


def _table(lines: dict[str, str], title: str) -> Panel:
    table = Table.grid(padding=(0, 1))
    for label, value in lines.items():
        table.add_row(Text(label, "grey62"), Text(value, "bold"))
    return _panel(table, title)


def _panel(content: RenderableType, title: str) -> Panel:
    return Panel(content, title=cell(title, "grey70"), border_style="grey37")


def _number(x: float) -> str:
    """Returns a short form: 1034, 0.25, 2.12e5; '-' if it is not finite."""
    text = f"{x:.0f}" if 100 <= abs(x) < 1e5 else re.sub(r"e\+0*", "e", f"{x:.3g}")
    return text if math.isfinite(x) else "-"


def _duration(seconds: float) -> str:
    """Returns a time such as 48 s, 11 min 54 s or 3 h 5 min; '-' for NaN."""
    if math.isnan(seconds):
        return "-"
    m, s = divmod(round(seconds), 60)
    return f"{m // 60} h {m % 60} min" if m >= 60 else f"{m} min {s} s" if m else f"{s} s"
