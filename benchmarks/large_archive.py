"""Measures what a large archive costs, by default one of 1,000,000 elites of 100 parameters.

It is filled, saved, opened, drawn, written to Parquet and shown in the explorer. The explorer's maps
are left out if Chromium is not installed.

    python benchmarks/large_archive.py
    python benchmarks/large_archive.py --elites 10000 --parameters 21256   # networks
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _common import figure, parse, table, versions
from _growth import Search

import ramify
from ramify.run.opened import load
from ramify.system.processor import processor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--elites", type=int, default=1_000_000)
    parser.add_argument("--parameters", type=int, default=100)
    args = parse(parser, elites=1000)
    versions("ramify", "jax", "numpy")
    print(f"{processor()}\n")
    large(args.elites, args.parameters)


def large(elites: int, parameters: int) -> None:
    """Measures an archive with this many elites, with two and with four measures."""
    columns = {}
    for k in (2, 4):
        search = Search(parameters=parameters, elites=elites, measures=k, full=True)
        with tempfile.TemporaryDirectory() as folder:
            columns[k] = handled(search, Path(folder) / "run")
    names = dict.fromkeys(name for column in columns.values() for name in column)
    rows = [
        [name, *(f"{c[name]:.2f}" if name in c else "" for c in columns.values())] for name in names
    ]
    table(
        f"An archive of {elites:,} elites of {parameters:,} parameters",
        ["", "2 measures", "4 measures"],
        rows,
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
