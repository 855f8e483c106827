"""Compares insertion into an archive with pyribs and QDax: seconds per batch, and memory.

All libraries get the same batches, as arrays of their own kind. Each batch is slightly better than the
one before, so that solutions keep entering. Before the measurement, each archive holds 20,000 solutions
(2,000 with 10,000 parameters) and everything is compiled. The result is the median of 7 to 50 batches.
The libraries take turns batch by batch, so that other load on the machine affects all of them.
`archive_bound_by_call_pyribs_min` is the smallest ratio of pyribs' time to that of a compiled program
that takes and returns the same arrays and does nothing. No archive that JAX compiles can be faster.

QDax finds a grid's cells by a search among all centroids, and allocates a row for every cell. Where one
of the two takes more than 4 GB, QDax is left out. So is a library that is not installed (`pip install
ribs qdax`).

    python benchmarks/archive.py
"""

import argparse
import importlib.util
import statistics
import time
from collections.abc import Iterable

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions

from ramify import CVTArchive, Evaluation, GridArchive

SHAPES = {"100x100": (100, 100), "20^4": (20, 20, 20, 20), "CVT 10,000": None}
SIZES = {100: (100, 1_000, 10_000, 100_000), 10_000: (100, 1_000, 10_000)}  # parameters: rows
KEPT = {100: 20_000, 10_000: 2_000}
MOST = 4e9  # bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--seconds", type=float, default=1.0, help="approximate duration of a measurement"
    )
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--most", type=int, default=100_000, help="largest batch in rows")
    parser.add_argument("--parameters", type=int, nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument(
        "--cpu", action="store_true", help="measure CPU time, on a machine with other load"
    )
    args = parse(parser, seconds=0.01, shapes=["100x100"], most=1000, parameters=[100])
    peers = {
        name: make
        for name, package, make in (("pyribs", "ribs", Ribs), ("QDax", "qdax", Qdax))
        if importlib.util.find_spec(package)
    }
    versions("jax", "numpy", *(p for p in ("ribs", "qdax") if importlib.util.find_spec(p)))
    rows, ratios, bounds = [], {name: [] for name in peers}, []
    for shape in args.shapes:
        ours = made(shape)
        for n in args.parameters:
            libraries = {"ramify": Ours(ours, n), "a call": Call(ours, n)} | {
                name: make(ours, n)
                for name, make in peers.items()
                if name != "QDax" or ours.cells * n * 4 <= MOST
            }
            clock = time.process_time if args.cpu else time.perf_counter
            race = Race(libraries, n, ours.dimensions, clock)
            for b in (size for size in SIZES[n] if size <= args.most):
                if ours.cells * b * 4 > MOST:
                    race.without("QDax")
                found = race.medians(b, args.seconds)
                bounds += [found["pyribs"] / found["a call"]] if "pyribs" in found else []
                row = [shape, f"{n:,}", f"{b:,}", shown(found["ramify"])]
                for name in peers:
                    if name not in found:
                        row += ["left out", ""]
                        continue
                    ratios[name].append(found[name] / found["ramify"])
                    row += [shown(found[name]), f"{ratios[name][-1]:.1f}x"]
                rows.append(row)
                print(*row, flush=True)
    heads = [column for name in peers for column in (name, "")]
    table(
        "Time to insert a batch; x: factor by which ramify is faster",
        ["archive", "n", "rows", "ramify", *heads],
        rows,
    )
    for name, found in ratios.items():
        figure(f"archive_speedup_{name.lower()}_min", min(found))
        figure(f"archive_speedup_{name.lower()}_median", statistics.median(found))
    if bounds:
        figure("archive_bound_by_call_pyribs_min", min(bounds))
    state = made("20^4").init(10_000, {})
    figure("archive_empty_20^4_n10000_gb", sum(a.nbytes for a in jax.tree.leaves(state)) / 1e9, 3)


def made(shape: str):
    if SHAPES[shape] is None:
        return CVTArchive((0, 0), (1, 1), 10_000)
    k = len(SHAPES[shape])
    return GridArchive((0,) * k, (1,) * k, SHAPES[shape])


class Ours:
    def __init__(self, archive, n):
        self.archive, self.state = archive, archive.init(n, {})
        self.add = jax.jit(archive.add, donate_argnums=0)
        self.reserve = archive.reserve  # found once, as `add` is

    def arrays(self, x, f, m):
        return jnp.asarray(x), Evaluation(jnp.asarray(f), jnp.asarray(m))

    def insert(self, x, evaluation):
        state = self.reserve(self.state, len(x))
        self.state, added = self.add(state, x, evaluation)
        jax.block_until_ready((self.state, added))


class Call(Ours):
    """An archive that ignores what it gets: a lower bound for any that JAX compiles."""

    def __init__(self, archive, n):
        super().__init__(archive, n)
        self.add = jax.jit(
            lambda state, x, e: (state, (jnp.zeros(len(x), jnp.int32), e.objective)),
            donate_argnums=0,
            keep_unused=True,
        )


class Ribs:
    def __init__(self, archive, n):
        import ribs.archives

        ranges = list(zip(archive.lower, archive.upper, strict=True))
        if isinstance(archive, CVTArchive):
            centroids = np.asarray(archive.around.centroid)
            self.archive = ribs.archives.CVTArchive(
                solution_dim=n, centroids=centroids, ranges=ranges, dtype=np.float32
            )
        else:
            self.archive = ribs.archives.GridArchive(
                solution_dim=n, dims=archive.shape, ranges=ranges, dtype=np.float32
            )

    def arrays(self, x, f, m):
        return x, f, m

    def insert(self, x, f, m):
        self.archive.add(x, f, m)


class Qdax:
    def __init__(self, archive, n):
        from qdax.core.containers.mapelites_repertoire import (
            MapElitesRepertoire,
            compute_euclidean_centroids,
        )

        centroids = (
            archive.around.centroid
            if isinstance(archive, CVTArchive)
            else compute_euclidean_centroids(archive.shape, 0.0, 1.0)
        )
        none = jnp.zeros((1, n)), jnp.full(1, -jnp.inf), jnp.zeros((1, archive.dimensions))
        self.held = MapElitesRepertoire.init(*none, centroids)
        self.add = jax.jit(lambda held, x, f, m: held.add(x, m, f), donate_argnums=0)

    def arrays(self, x, f, m):
        return jnp.asarray(x), jnp.asarray(f), jnp.asarray(m)

    def insert(self, x, f, m):
        self.held = jax.block_until_ready(self.add(self.held, x, f, m))


class Race:
    """Inserts the same batches with each library in turn. The archives first receive KEPT solutions."""

    def __init__(self, libraries: dict, n: int, k: int, clock):
        self.libraries, self.n, self.k, self.clock = libraries, n, k, clock
        self.rng, self.level = np.random.default_rng(0), 0.0
        for _ in range(0, KEPT[n], 1000):
            self.insert(1000, libraries)

    def without(self, name: str) -> None:
        self.libraries.pop(name, None)

    def medians(self, b: int, seconds: float) -> dict[str, float]:
        """Returns each library's median seconds to insert b rows."""
        self.insert(b, self.libraries)  # compiles
        taken: dict[str, list[float]] = {name: [] for name in self.libraries}
        while waiting := [name for name, times in taken.items() if not enough(times, seconds)]:
            self.level += 0.2
            for name, time_taken in self.insert(b, waiting).items():
                taken[name].append(time_taken)
        return {name: statistics.median(times) for name, times in taken.items()}

    def insert(self, b: int, names: Iterable[str]) -> dict[str, float]:
        """Inserts one batch with the named libraries. Returns the seconds of each."""
        x = self.rng.standard_normal((b, self.n), np.float32)
        f = self.rng.standard_normal(b, np.float32) + np.float32(self.level)
        m = self.rng.random((b, self.k), np.float32)
        taken = {}
        for name in names:
            library = self.libraries[name]
            rows = jax.block_until_ready(
                library.arrays(x, f, m)
            )  # so that the conversion is not timed
            begun = self.clock()
            library.insert(*rows)
            taken[name] = self.clock() - begun
        return taken


def enough(times: list[float], seconds: float) -> bool:
    return len(times) >= 50 or sum(times) >= (seconds if len(times) >= 7 else 20.0)


def shown(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    main()
