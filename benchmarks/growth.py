"""Measures how the cost of an iteration grows.

Four axes, one at a time: parameters of a solution (n), elites in the archive, emitters, and measures.
A search of CMA-MEGA has 1 search point and 35 branches per emitter and iteration. Its task is the
linear projection sphere with one folded sum per measure. The archive has as many cells as elites, and
is full from the start on the axis of elites. Otherwise it starts empty, with room for all its cells.

Each size runs in a process of its own. The processes take turns, so that other load on the machine
affects all sizes. The time is the median of the turns, without compilation. Memory is what the compiled
program needs: the state, which stays between two iterations, and what it computes in between. The peak
is that of the whole process while it iterates. The law is `size^exponent`: a straight line through the
logarithms of the upper half of the sizes. An exponent of 1 means that the cost grows as the size does.

A batch of 100 parameters is in a cache near the core, and one of 1,000,000 is not. So every turn also
copies the data of an iteration, with NumPy: the batch, the Jacobian, and the elites' objectives. The
time divided by that of a copy has an exponent too. At 0 an iteration grows exactly as its data does.

    python benchmarks/growth.py --picture docs/images/growth.png
"""

import argparse
import math
import multiprocessing
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from _common import figure, parse, table, versions
from _growth import EMITTERS, Search

from ramify.run.loop import _iterations, advance
from ramify.system.processor import processor

FEWEST, MOST = 10, 500  # iterations in a turn
TURN = 10_000_000  # parameters of all search points in a turn, between these limits


@dataclass(frozen=True)
class Axis:
    """An axis: the sizes of one setting, and the search whose setting it is."""

    of: str
    sizes: tuple[int, ...]
    search: Search

    def searches(self) -> list[Search]:
        return [replace(self.search, **{self.of: size}) for size in self.sizes]


DECADES = tuple(10**i for i in range(2, 7))
AXES = {
    "parameters": Axis("parameters", DECADES, Search(elites=100)),
    "elites": Axis("elites", DECADES[1:], Search(parameters=100, full=True)),
    "emitters": Axis("emitters", (1, 2, 4, 8, 16, 32, 64), Search()),
    "measures": Axis("measures", (1, 2, 4, 8), Search()),
} | {
    f"parameters, {name}": Axis("parameters", DECADES[3:], Search(elites=100, emitter=name))
    for name in EMITTERS
    if name != "CMA-MEGA"
}
QUICK = {name: replace(AXES[name], sizes=AXES[name].sizes[:2]) for name in ("elites", "measures")}
TITLES = {"parameters": "parameters (n)"}


@dataclass(frozen=True)
class Costs:
    """The costs of one size."""

    size: int
    ms: float  # an iteration
    copy_ms: float  # a copy of its data
    state_mb: float
    mb: float  # state and temporary arrays
    peak_mb: float  # the process
    first_s: float  # the first turn, with compilation

    @property
    def copies(self) -> float:
        """An iteration, in copies of its data."""
        return self.ms / self.copy_ms

    def shown(self) -> list[str]:
        precise = (self.ms, self.copy_ms, self.copies, self.state_mb, self.mb)
        return [
            *(f"{value:.3g}" for value in precise),
            f"{self.peak_mb:.0f}",
            f"{self.first_s:.1f}",
        ]


HEADS = ["ms", "copy ms", "ratio", "state MB", "memory MB", "process MB", "first turn s"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--axes", nargs="+", choices=AXES, default=list(AXES))
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--picture", type=Path, help="draw the four axes into this PNG file")
    parser.add_argument(
        "--cpu", action="store_true", help="measure CPU time, on a machine with other load"
    )
    args = parse(parser, axes=list(QUICK), turns=1)
    versions("ramify", "jax", "numpy")
    print(f"{processor()}\n")
    axes = QUICK if args.quick else AXES
    found: dict[str, list[Costs]] = {}
    for name in args.axes:
        found[name] = measured(axes[name], args.turns, args.cpu)
        rows = [[f"{c.size:,}", *c.shown()] for c in found[name]]
        table(f"An iteration against {name}", [axes[name].of, *HEADS], rows)
    for name, costs in found.items():
        key = "".join(c if c.isalnum() else "_" for c in name.lower()).replace("__", "_").strip("_")
        figure(f"growth_exponent_{key}", exponent(costs, "ms"))
        figure(f"growth_exponent_over_copy_{key}", exponent(costs, "copies"))
        figure(f"growth_exponent_memory_{key}", exponent(costs, "mb"))
    if args.picture:
        draw({name: found[name] for name in found if name == axes[name].of}, args.picture)


def measured(axis: Axis, turns: int, cpu: bool) -> list[Costs]:
    """Measures all sizes of an axis, in turns."""
    context = multiprocessing.get_context("spawn")
    pipes, processes, first = [], [], []
    for search in axis.searches():
        pipe, other = context.Pipe()
        process = context.Process(target=iterate, args=(other, search, cpu), daemon=True)
        process.start()
        other.close()
        pipes.append(pipe)
        processes.append(process)
        first.append(pipe.recv())  # compiled, while no other one runs
    taken: list[list[tuple[float, float]]] = [[] for _ in pipes]
    for _ in range(turns):
        for pipe, times in zip(pipes, taken, strict=True):
            pipe.send(True)
            times.append(pipe.recv())
    costs = []
    for pipe, process, size, times, (compiled, state, memory) in zip(
        pipes, processes, axis.sizes, taken, first, strict=True
    ):
        pipe.send(False)
        ms, copy_ms = (1e3 * statistics.median(column) for column in zip(*times, strict=True))
        costs.append(Costs(size, ms, copy_ms, state, memory, pipe.recv(), compiled))
        process.join()
    return costs


def iterate(pipe: Connection, search: Search, cpu: bool) -> None:
    """Runs one search in a process of its own: one turn for every True that comes through the pipe.

    Sends first the seconds of the first turn, the MB of the state, and the MB that the program needs.
    Then it sends the seconds of an iteration and of a copy in each turn, and last the peak MB of the
    process.
    """
    clock = time.process_time if cpu else time.perf_counter
    qd, task, state = search.qd, search.task, search.start()
    count = max(FEWEST, min(MOST, TURN // (search.parameters * search.emitters)))
    begun = time.perf_counter()
    state, _ = advance(qd, task, state, count)
    compiled = time.perf_counter() - begun
    state, _ = advance(qd, task, state, count)
    program = _iterations.lower((qd, task), state, count).compile().compiled.memory_analysis()
    held = program.argument_size_in_bytes
    needed = held + program.output_size_in_bytes - program.alias_size_in_bytes
    pipe.send((compiled, held / 1e6, (needed + program.temp_size_in_bytes) / 1e6))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts again
    while pipe.recv():
        begun = clock()
        state, _ = advance(qd, task, state, count)
        pipe.send(((clock() - begun) / count, copied(search.data, count, clock)))
    pipe.send(peak_mb())


def copied(floats: int, times: int, clock: Callable[[], float]) -> float:
    """Returns the seconds of a copy of this many floats to memory that is in use already."""
    source, target = np.ones((2, floats), np.float32)
    begun = clock()
    for _ in range(times):
        np.copyto(target, source)
    return (clock() - begun) / times


def peak_mb() -> float:
    """Returns the peak memory of this process in MB, since it was last reset."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def law(costs: list[Costs], name: str) -> tuple[float, float]:
    """Returns exponent and factor of the law of the upper half: `factor * size^exponent`."""
    upper = costs[len(costs) // 2 :] if len(costs) > 2 else costs
    x, y = (np.log([getattr(c, column) for c in upper]) for column in ("size", name))
    slope, start = np.polyfit(x, y, 1)
    return float(slope), math.exp(start)


def exponent(costs: list[Costs], name: str) -> float:
    return law(costs, name)[0]


def draw(found: dict[str, list[Costs]], path: Path) -> None:
    """Draws milliseconds and memory of each axis, with the law of its upper half."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import EngFormatter

    from ramify.view.style import COLOURS, EMPTY, GREY, INK, save, styled

    short = EngFormatter(sep="")
    page = Figure((3.3 * len(found), 6.2), layout="constrained")
    panels = page.subplots(2, len(found), sharex="col", sharey="row", squeeze=False)
    rows = (("ms", "iteration [ms]", COLOURS(0.25)), ("mb", "memory [MB]", COLOURS(0.55)))
    for row, (column, label, color) in zip(panels, rows, strict=True):
        for panel, (name, costs) in zip(row, found.items(), strict=True):
            sizes = np.array([c.size for c in costs], float)
            power, factor = law(costs, column)
            upper = sizes[len(sizes) // 2 :] if len(sizes) > 2 else sizes
            values = [getattr(c, column) for c in costs]
            panel.loglog(sizes, values, "o", color=color, label="measured")
            if column == "ms":
                copies = [c.copy_ms for c in costs]
                panel.plot(sizes, copies, "x", color=GREY, label="a copy of the data")
            panel.plot(upper, factor * upper**power, color=INK, label="law of the upper half")
            panel.plot(sizes, factor * sizes**power, color=INK, linestyle=":", linewidth=1)
            panel.set_title(f"~ {name}^{power:.2f}", loc="left", fontsize=11, color=INK)
            panel.set_xticks(sizes, [short(size, 0) for size in sizes])
            panel.set_xticks([], minor=True)
            panel.grid(color=EMPTY)
            styled(panel)
        row[0].set_ylabel(label)
    for panel, name in zip(panels[1], found, strict=True):
        panel.set_xlabel(TITLES.get(name, name))
    panels[0][0].legend(fontsize=9, labelcolor=GREY, frameon=False)
    save(page, path)


if __name__ == "__main__":
    main()
