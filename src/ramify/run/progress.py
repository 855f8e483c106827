"""The progress of a search, and the line that shows it.

All functions with an argument `show` take the same values. None or False shows nothing. True shows a
line that is updated in a terminal and in a notebook. A function is called with a `Progress`.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ramify.elites.table import EliteTable  # imports JAX, for which `--help` must not wait

UPDATED = 0.5  # s, between two updates of the line
PRINTED = 5.0  # s, between two lines where a line cannot be updated


@dataclass(frozen=True, eq=False)
class Progress(Mapping[str, Any]):
    """The progress of a search, as `show` gets it. It is a mapping: the latest row of the metrics.

    Attributes:
      row: the latest row: "evaluations", "elites", "coverage", "best" and other columns of metrics.csv.
        During pre-training: "episodes", "best" and others.
      elites: returns the elites; with `solutions=False` without solutions, which is fast. Call it only
        while `show` is called. During pre-training it returns None.
      goal: number of evaluations at which the search is complete; of episodes during pre-training.
      folder: the run's folder; None if there is none.
      rows: in a run, the rows of all iterations since the last call.
    """

    row: dict[str, Any]
    elites: "Callable[..., EliteTable | None]"
    goal: int
    folder: Path | None = None
    rows: Sequence[dict[str, Any]] = ()

    def __getitem__(self, name: str) -> Any:
        return self.row[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.row)

    def __len__(self) -> int:
        return len(self.row)

    @property
    def done(self) -> int:
        """Number of evaluations so far; of episodes during pre-training."""
        return int(self.row["episodes" if "episodes" in self.row else "evaluations"])

    def __str__(self) -> str:
        """Returns one line."""
        row = self.row
        parts = [
            f"pre-training: episodes {self.done:,}/{self.goal:,}"
            if "episodes" in row
            else f"evaluations {self.done:,}/{self.goal:,}"
        ]
        if "elites" in row:
            parts.append(f"elites {int(row['elites']):,}")
        if "coverage" in row:
            parts.append(f"coverage {float(row['coverage']):.2%}")
        for name, title in (("best", "best"), ("qd_score", "QD score")):
            if name in row and isfinite(row[name]):
                value = float(row[name])
                style = ",.0f" if 1e4 <= abs(value) < 1e12 else ".5g"
                parts.append(f"{title} {value:{style}}")
        return " · ".join(parts)


Show = bool | Callable[[Progress], object] | None


def resolved(show: Any) -> Callable[[Progress], object] | None:
    """Returns the function that a value of `show` stands for; None to show nothing.

    Raises:
      ValueError: `show` is another kind of value.
    """
    if show is None or show is False:
        return None
    if show is True:
        return ProgressLine()
    if callable(show):
        return show
    raise ValueError(f"show is {show!r}: give True for a line of progress, or a function.")


class ProgressLine:
    """A line that shows progress: `show=ProgressLine()`, or `show=True`.

    In a notebook and in a terminal the line is updated. Elsewhere a new line is printed every 5 s.
    """

    def __init__(self) -> None:
        self._display: Any = None  # of a notebook
        self._began: tuple[int, float] | None = None  # what was done at the first call, and when
        self._shown = -float("inf")  # s, when the line was last updated
        self._width = 0

    def __call__(self, progress: Progress) -> None:
        now, complete = time.monotonic(), progress.done >= progress.goal
        if self._began is None or progress.done < self._began[0]:  # pre-training is over
            self._began, self._display = (progress.done, now), None
        notebook, terminal = _in_notebook(), sys.stdout.isatty()
        if now - self._shown < (UPDATED if notebook or terminal else PRINTED) and not complete:
            return
        self._shown = now
        text = f"{progress} · {self._time(progress, now, complete)}"
        if notebook:
            self._update(text)
        elif terminal:
            print(f"\r{text:{self._width}}", end="\n" if complete else "", flush=True)
            self._width = len(text)
        else:
            print(text, flush=True)

    def _time(self, progress: Progress, now: float, complete: bool) -> str:
        assert self._began is not None
        first, began = self._began
        seconds, done = now - began, progress.done - first
        if complete or not done:
            return f"{seconds:.0f} s"
        return f"{seconds:.0f} s, {(progress.goal - progress.done) * seconds / done:.0f} s left"

    def _update(self, text: str) -> None:
        from IPython.display import display

        content = {"text/plain": text}
        if self._display is None:
            self._display = display(content, raw=True, display_id=True)
        else:
            self._display.update(content, raw=True)


def _in_notebook() -> bool:
    """Returns True in a Jupyter kernel."""
    found = sys.modules.get("IPython")
    shell = found.get_ipython() if found is not None else None
    return getattr(shell, "kernel", None) is not None
