"""Measures how the cost of an iteration grows, and what an archive of 1,000,000 elites costs.

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

`--large` measures an archive of 1,000,000 elites of 100 parameters instead: filling, saving, opening,
drawing, Parquet and the explorer. The maps of the explorer are left out if Chromium is not installed.

    python benchmarks/growth.py --picture docs/images/growth.png
    python benchmarks/growth.py --large
"""

import argparse
import math
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify import CMAME, CMAMEGA, ES, QD, Autodiff, Evaluation, GridArchive
from ramify.run.loop import _iterations, advance
from ramify.run.opened import load
from ramify.system.processor import processor
from ramify.tasks.linear_projection import BOUND, SHIFT

BATCH = 35  # branches per emitter and iteration
FEWEST, MOST = 10, 500  # iterations in a turn
TURN = 10_000_000  # parameters of all search points in a turn, between these limits
ROWS = 100_000  # solutions that are added to an archive at a time


@dataclass(frozen=True)
class Sphere:
    """The linear projection sphere with any number of measures."""

    measures: int

    def __call__(self, x: jax.Array) -> tuple[jax.Array, jax.Array]:
        objective = 100.0 * (1.0 - jnp.mean((x - SHIFT) ** 2) / (BOUND + SHIFT) ** 2)
        inside = jnp.abs(x) <= BOUND
        folded = jnp.where(inside, x, BOUND / jnp.where(inside, 1.0, x))
        return objective, jnp.sum(folded.reshape(self.measures, -1), axis=1)


@dataclass(frozen=True)
class Search:
    """Sizes of a search."""

    parameters: int = 10_000
    elites: int = 256
    emitters: int = 1
    measures: int = 2
    full: bool = False  # whether the archive is full from the start
    emitter: str = "CMA-MEGA"

    @property
    def task(self) -> ramify.Function:
        names = tuple(f"measure {i + 1}" for i in range(self.measures))
        return ramify.Function(Sphere(self.measures), names, parameters=self.parameters)

    @property
    def shape(self) -> tuple[int, ...]:
        """As many cells as elites, on sides that are as equal as possible."""
        sides, rest = [], self.elites
        for left in range(self.measures, 0, -1):
            fitting = [side for side in range(1, rest + 1) if rest % side == 0]
            sides.append(min(fitting, key=lambda side: abs(side - rest ** (1 / left))))
            rest //= sides[-1]
        return tuple(sides)

    @property
    def data(self) -> int:
        """Number of floats that an iteration computes with at least."""
        rows = self.emitters * (BATCH + 1 + 1 + self.measures)  # points, and a Jacobian each
        return rows * self.parameters + self.elites

    @property
    def qd(self) -> QD:
        high = (BOUND * self.parameters / self.measures,) * self.measures
        archive = GridArchive(tuple(-side for side in high), high, self.shape)
        one = EMITTERS[self.emitter](self.measures)
        return QD(archive, one if self.emitters == 1 else ramify.Several(one, self.emitters))

    def start(self) -> ramify.QDState:
        qd = self.qd
        state = qd.reserve(qd.init(np.zeros(self.parameters), key=0), self.elites)
        return filled(qd, state) if self.full else state


EMITTERS = {
    "CMA-MEGA": lambda k: CMAMEGA(Autodiff(), measures=k, batch=BATCH, sigma_g=10.0),
    "CMA-MEGA(ES)": lambda k: CMAMEGA(ES(samples=BATCH + 1), measures=k, batch=BATCH, sigma_g=10.0),
    "MAP-Elites": lambda k: ramify.IsoLine(batch=BATCH + 1),
    "CMA-ME, Sep-CMA-ES": lambda k: CMAME(ramify.SepCMAES(batch=BATCH + 1, sigma0=0.5)),
    "CMA-ME, LM-MA-ES": lambda k: CMAME(ramify.LMMAES(batch=BATCH + 1, sigma0=0.5)),
}


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
    parser.add_argument("--large", action="store_true", help="measure a large archive instead")
    parser.add_argument("--elites", type=int, default=1_000_000, help="elites of the large archive")
    parser.add_argument(
        "--cpu", action="store_true", help="measure CPU time, on a machine with other load"
    )
    args = parse(parser, axes=list(QUICK), turns=1, elites=1000)
    versions("ramify", "jax", "numpy")
    print(f"{processor()}\n")
    if args.large or args.quick:
        large(args.elites)
    if args.large:
        return
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


def filled(qd: QD, state: ramify.QDState, seed: int = 0) -> ramify.QDState:
    """Returns the state with one random elite in every cell of its grid."""
    axes, rng = qd.archive.axes, np.random.default_rng(seed)
    lower, upper, shape = (np.array(axes[name]) for name in ("lower", "upper", "shape"))
    order, n = rng.permutation(int(shape.prod())), state.archive.solution.shape[1]
    for start in range(0, len(order), ROWS):
        index = np.stack(np.unravel_index(order[start : start + ROWS], shape), axis=1)
        measures = lower + (index + 0.5) / shape * (upper - lower)
        x = rng.standard_normal((len(index), n), np.float32)
        objective = rng.standard_normal(len(index)) - 100 * np.mean(
            (index / shape - 0.5) ** 2, axis=1
        )
        state, _ = qd.add(state, x, Evaluation(objective, measures))
    return jax.block_until_ready(state)


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


def large(elites: int) -> None:
    """Measures an archive with this many elites of 100 parameters, with two and with four measures."""
    columns = {}
    for k in (2, 4):
        search = Search(parameters=100, elites=elites, measures=k, full=True)
        with tempfile.TemporaryDirectory() as folder:
            columns[k] = handled(search, Path(folder) / "run")
    names = dict.fromkeys(name for column in columns.values() for name in column)
    rows = [
        [name, *(f"{c[name]:.2f}" if name in c else "" for c in columns.values())] for name in names
    ]
    table(
        f"An archive of {elites:,} elites of 100 parameters", ["", "2 measures", "4 measures"], rows
    )
    for name in names:
        key = name.replace(",", "").replace(" ", "_")
        figure(f"large_{key}", max(c[name] for c in columns.values() if name in c))


def handled(search: Search, run: Path) -> dict[str, float]:
    """Returns the seconds of everything that is done with a large archive, and some sizes in MB."""
    found: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        found[f"{name} s"] = time.perf_counter() - begun
        print(f"{name}: {found[f'{name} s']:.2f} s", flush=True)

    qd, names = search.qd, search.task.measures
    with timed("fill"):
        state = search.start()
    with timed("save"):
        ramify.save(run, qd, state, names, 1)
    with timed("copy the file"), (run / "copy").open("wb") as copy:
        copy.write((run / "archive.npz").read_bytes())
        os.fsync(copy.fileno())
    with timed("open"):
        elites = load(run).archive
    with timed("restore"):
        state, _ = ramify.restore(run, qd, qd.shape(search.parameters))
    del state
    with timed("plot"):
        from ramify.view.figures import save_all

        save_all(elites, {}, run / "figures", "growth")
    with timed("write parquet"):
        elites.to_parquet(run / "elites.parquet")
    with timed("read parquet"):
        ramify.read_parquet(run / "elites.parquet")
    found["file MB"] = (run / "archive.npz").stat().st_size / 1e6
    explored(
        run, ("nested",) * (search.measures == 4) + ("grid", "voronoi", "parallel"), timed, found
    )
    return found


def explored(run: Path, views: tuple[str, ...], timed, found: dict[str, float]) -> None:
    """Times the explorer: its server, its message with the archive, and each map in Chromium."""
    from contextlib import ExitStack
    from urllib.request import urlopen

    import _explorer

    with ExitStack() as stack:
        with timed("explorer, server"):
            address = stack.enter_context(_explorer.viewed(run))
        with timed("explorer, archive sent"):
            found["explorer, archive MB"] = len(urlopen(f"{address}/api/archive").read()) / 1e6
        if _explorer.found() is None:
            return
        browser = stack.enter_context(_explorer.chromium(*_explorer.FLAT))
        for view in views:
            page = browser.new_page(viewport={"width": 1440, "height": 860})
            page.set_default_timeout(300_000)  # ms
            with timed(f"explorer, {view}"):
                page.goto(f"{address}/#view={view}")
                page.wait_for_selector("#app[aria-busy=false]")
                page.evaluate("new Promise(requestAnimationFrame)")
            page.close()


if __name__ == "__main__":
    main()
