"""The dashboard, in a terminal and without."""

import io
import re
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console
from toys import archive

from ramify.elites.table import EliteTable
from ramify.view import dashboard
from ramify.view.dashboard import Dashboard


def row(evaluations: int, iteration: int = 1, seconds: float = 0.0) -> dict[str, float]:
    return {
        "iteration": iteration,
        "evaluations": evaluations,
        "control_steps": 1000 * evaluations,
        "seconds": seconds,
        "elites": 412,
        "coverage": 0.0026,
        "qd_score": 212345.0,
        "norm_qd_score": 0.1,
        "best": 1034.4,
        "mean": 350.0,
    }


def plain_lines(monkeypatch, rows, interval=0.0, total=2000) -> list[str]:
    """What is printed when each (time, row) comes at its time."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(dashboard, "time", SimpleNamespace(monotonic=lambda: clock.now))
    console = Console(file=io.StringIO(), width=60)
    with Dashboard("title", total, console, interval) as show:
        for clock.now, values in rows:
            show.update(values)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_without_a_terminal_it_prints_plain_lines(monkeypatch):
    (line,) = plain_lines(monkeypatch, [(47.14, row(990, seconds=47.14))])
    assert line == (
        "evaluations 990/2000  elites 412  coverage 0.26%  best 1034  QD score 2.12e5  "
        "21 evals/s  ETA -"
    )


def test_plain_lines_keep_their_distance_and_the_last_is_always_printed(monkeypatch):
    rows = [(float(i), row(100 * i, i, float(i))) for i in range(1, 15)]
    lines = plain_lines(monkeypatch, rows, interval=5.0)
    assert [re.findall(r"\d+", line)[0] for line in lines] == ["100", "600", "1100", "1400"]


def test_a_resumed_run_is_judged_by_its_own_session(monkeypatch):
    rows = [(3.0, row(5000, 6, 900.0)), (13.0, row(6000, 7, 910.0))]
    first, second = plain_lines(monkeypatch, rows, total=10_000)
    assert "- evals/s  ETA -" in first
    assert "100 evals/s  ETA 40 s" in second


def test_speed_and_eta_leave_out_what_compiled(monkeypatch):
    rows = [(30.0, row(50, 1, 30.0)), (31.0, row(100, 2, 31.0))]
    first, second = plain_lines(monkeypatch, rows, total=300)
    assert "1.67 evals/s  ETA -" in first  # compilation is not known to be over
    assert "50 evals/s  ETA 4 s" in second


def drawn(width: int, height: int, elites: EliteTable | None = None, updates: int = 3) -> str:
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        width=width,
        height=height,
    )
    with Dashboard("Ant by CMA-MEGA", 2000, console) as show:
        for i in range(updates):
            show.update(row(i + 1, i + 1) | {"qd_score": i + 1.0}, elites)
    return console.file.getvalue().rsplit("\x1b[2K", 1)[1]  # type: ignore[attr-defined]


def text(output: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output)


@pytest.mark.parametrize(
    ("width", "height", "curves"),
    [(80, 24, 2), (62, 14, 0), (40, 12, 0), (100, 60, 3), (240, 70, 3)],
)
def test_the_dashboard_fills_the_terminal_and_no_more(width, height, curves):
    lines = text(drawn(width, height, archive((20, 20, 20, 20), 3000))).rstrip("\n").split("\n")
    assert len(lines) == height - 1
    assert {cell_len(line) for line in lines} == {width}
    assert any("elapsed" in line for line in lines)
    assert "".join(lines).count(" to ") == curves


def test_the_dashboard_shows_figures_curves_and_archive():
    shown = text(drawn(80, 24, archive((20, 20), 50)))
    assert "Ant by CMA-MEGA" in shown
    assert "3 / 2,000" in shown
    assert "0.26%" in shown
    assert "north × east" in shown
    assert "▀" in shown
    assert any("\u2801" <= character <= "\u28ff" for character in shown)


def test_the_heat_map_has_its_origin_at_the_lower_left():
    table = archive((2, 2), 4)
    low_and_high = EliteTable(
        table.solution[:2],
        np.array([1.0, 9.0], np.float32),
        table.measures[:2],
        np.array([0, 3], np.int32),
        *(table.lower, table.upper, table.shape, table.names),
    )
    lines = drawn(80, 24, low_and_high).split("\n")[:-3]  # without the colour scale
    ends = [";".join(map(str, dashboard.palette()[i])) for i in (0, -2)]
    low, high = ([i for i, line in enumerate(lines) if end in line] for end in ends)
    assert low
    assert high
    assert max(high) < min(low)
    assert all(line.index(ends[1]) > 60 for line in (lines[i] for i in high))


def test_the_curves_remember_the_whole_run_in_little_memory():
    with Dashboard("title", 100_000, Console(file=io.StringIO())) as show:
        for i in range(1, 50_001):
            show.update(row(i))
    remembered = np.array([known["evaluations"] for known in show._history])
    assert remembered[0] == 1
    assert 50_000 - remembered[-1] < 100
    assert np.diff(remembered).max() < 100
    assert len(remembered) <= dashboard.HISTORY


def test_an_error_leaves_the_terminal_as_it_was():
    threads = {*threading.enumerate()}
    console = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    show = Dashboard("title", 10, console)
    with pytest.raises(KeyError, match="seconds"), show:
        show.update({})
    output = console.file.getvalue()  # type: ignore[attr-defined]
    assert output.rindex("\x1b[?25h") > output.rindex("\x1b[?25l"), "the cursor stays hidden"
    assert {*threading.enumerate()} <= threads
