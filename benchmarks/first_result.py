"""Measures how long a user waits for the first result, and what each recipe compiles.

Every measurement is a process of its own, from its start until it has reached a point. JAX keeps
compiled programs in a folder (`ramify.system.runtime.keep_compiled`), so a first start takes longer
than the later ones: "cold" is a start with an empty folder, "warm" one with the programs in it.

- A small search by ask and tell: CMA-MEGA with 20 parameters, two iterations.
- `illuminate`: 100 iterations of the same.
- The first batch that enters an archive. The seconds of the imports are not part of it.
- The command line: its first line, and its first line of progress.
- Every recipe of `ramify train`: two iterations with its default batch, on short episodes.

Processor seconds count all threads. They change less than the others while other programs run.

    python benchmarks/first_result.py
    python benchmarks/first_result.py --only cma-mega-td3 pga-me   # the table of these recipes
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from _common import figure, parse, table, versions

from ramify.recipes import BUILT_IN
from ramify.system.processor import processor

PROGRAMS = Path(__file__).with_name("_first_result.py")
COMMAND = ["-m", "ramify", "train", "cma-mega", "--dim", "20", "--evaluations", "1980", "--out"]
OTHERS = ["pretrain-td3"]
LIMITS = {  # s of the processor, about what an idle machine's clock shows
    "first_ask_warm_cpu_seconds": 1.5,
    "illuminate_cpu_seconds": 3.0,
    "first_add_cpu_seconds": 0.5,
    "first_progress_cpu_seconds": 2.0,
}


class Point(NamedTuple):
    """Seconds from a process's start until it reached a point: by the clock, and of the processor."""

    wall: float
    cpu: float


def points(*program: str, cache: str | None = None) -> dict[str, Point]:
    """Runs a program, and returns when each line that it prints came."""
    begun, seen = time.perf_counter(), dict[str, Point]()
    with subprocess.Popen(
        [sys.executable, *program],
        env=environment(cache),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            at = Point(time.perf_counter() - begun, processor_seconds(process.pid))
            seen.setdefault(line.strip(), at)
    if process.returncode:
        raise SystemExit("\n".join(seen))
    return seen


def processor_seconds(pid: int) -> float:
    """Returns the processor time that a process has used so far; NaN where Linux's /proc is missing."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return float("nan")
    user, system = state.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def environment(cache: str | None) -> dict[str, str]:
    """Returns the environment of a program, with this folder of compiled programs; None for none."""
    kept = {
        name: value for name, value in os.environ.items() if "COMPILATION_CACHE" not in name
    } | {"JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0"}
    kept |= {"JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1", "PYTHONWARNINGS": "ignore"}
    if cache is None:
        return kept | {"JAX_ENABLE_COMPILATION_CACHE": "false"}
    return kept | {"JAX_COMPILATION_CACHE_DIR": cache}


def middle(found: list[Point]) -> Point:
    """Returns the medians."""
    return Point(*(statistics.median(each) for each in zip(*found, strict=True)))


def median_points(part: str, rounds: int, cache: str | None) -> dict[str, Point]:
    """Returns when a part reached each point. With a cache, a round before these fills it."""
    if cache is not None:
        points(str(PROGRAMS), part, cache=cache)
    found = [points(str(PROGRAMS), part, cache=cache) for _ in range(rounds)]
    return {point: middle([one[point] for one in found]) for point in found[0]}


def command_line(rounds: int, cache: str) -> tuple[str, Point, Point]:
    """Returns the command line's first line, when it came, and when the first progress came."""
    firsts, progress, line = [], [], ""
    for turn in range(rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            seen = points(*COMMAND, f"{folder}/run", cache=cache)
        if turn:  # the first round fills the cache
            line = next(iter(seen))
            firsts.append(seen[line])
            progress.append(next(at for text, at in seen.items() if text.startswith("evaluations")))
    return line, middle(firsts), middle(progress)


def recipes_table(names: list[str], robot: str, steps: int) -> list[dict]:
    """Measures what each recipe compiles, twice: with an empty cache and with a full one."""
    found, rows = [], []
    for name in names:
        with tempfile.TemporaryDirectory() as cache:
            cold, warm = (
                json.loads([*points(*_recipe(name, robot, steps), cache=cache)][-1])
                for _ in range(2)
            )
        found.append(cold | {"name": name, "warm": warm["total"]})
        rows.append(
            [name, f"{cold['programs']}"]
            + [f"{cold[part]:.1f}" for part in ("trace", "lower", "compile", "total", "cpu")]
            + [f"{warm[part]:.1f}" for part in ("total", "cpu")]
        )
    columns = ["recipe", "programs", "trace s", "lower s", "compile s", "all s", "cpu s"]
    table("What a recipe compiles", [*columns, "warm: all s", "cpu s"], rows)
    return found


def _recipe(name: str, robot: str, steps: int) -> list[str]:
    return [str(PROGRAMS), "recipe", name, robot, str(steps)]


def first_results(rounds: int) -> list[tuple[str, float]]:
    """Prints the table of first results, and returns its figures."""
    ways = [
        ("ask", "ask", "asked", "told"),
        ("100 iterations", "illuminate", "", "illuminated"),
        ("add", "add", "", "added"),
    ]
    rows, at = [], dict[tuple[str, str], dict[str, Point]]()
    with tempfile.TemporaryDirectory() as cache:
        for title, part, middle_point, end in ways:
            others = [("ramify, cold", part, None), ("ramify, warm", part, cache)]
            if part != "illuminate":
                others.append(("pyribs", f"{part}_pyribs", None))
            elif find_spec("qdax") is not None:
                others.append(("QDax, cold", "illuminate_qdax", None))
                others.append(("QDax, warm", "illuminate_qdax", cache))
            for name, program, folder in others:
                found = at[part, name] = median_points(program, rounds, folder)
                shown = [
                    f"{found[p].wall:.2f} ({found[p].cpu:.2f})" if p else ""
                    for p in ("imported", middle_point, end)
                ]
                rows.append([f"{title}: {name}", *shown])
        line, first, progress = command_line(rounds, cache)
    columns = ["seconds from the start of the process", "imported", "asked", "done"]
    table("First results: by the clock (of the processor)", columns, rows)
    print(f"The command line's first line, after {first.wall:.2f} ({first.cpu:.2f}) s: {line}")
    print(f"Its first line of progress, after {progress.wall:.2f} ({progress.cpu:.2f}) s.\n")
    cold, warm = "ramify, cold", "ramify, warm"
    adding = [
        Point(*(end - start for start, end in zip(one["imported"], one["added"], strict=True)))
        for one in (at["add", warm], at["add", cold])
    ]
    measured = {
        "import": at["ask", warm]["imported"],
        "first_ask": at["ask", cold]["asked"],
        "first_ask_warm": at["ask", warm]["asked"],
        "first_ask_pyribs": at["ask", "pyribs"]["asked"],
        "first_iterations": at["ask", cold]["told"],
        "first_iterations_warm": at["ask", warm]["told"],
        "illuminate_cold": at["illuminate", cold]["illuminated"],
        "illuminate": at["illuminate", warm]["illuminated"],
        "first_add": adding[0],
        "first_add_cold": adding[1],
        "first_line": first,
        "first_progress": progress,
    }
    figures = [(f"{name}_seconds", point.wall) for name, point in measured.items()]
    return figures + [(f"{name}_cpu_seconds", point.cpu) for name, point in measured.items()]


def main() -> None:
    every = [recipe.name for recipe in BUILT_IN] + OTHERS
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="processes per measurement")
    parser.add_argument("--only", nargs="*", choices=every, help="recipes; default: all")
    parser.add_argument("--no-recipes", action="store_true", help="only the first results")
    parser.add_argument("--robot", default="ant", help="robot of the recipes that need one")
    parser.add_argument("--steps", type=int, default=10, help="control steps of an episode")
    args = parse(parser, rounds=1, only=["cma-mega"], robot="hopper", steps=2)
    versions("ramify", "jax", "ribs", "qdax")
    print(f"{processor()}\n")
    figures = [] if args.only and not args.quick else first_results(args.rounds)
    names = [] if args.no_recipes else args.only or every
    compiled = recipes_table(names, args.robot, args.steps) if names else []
    for name, value in figures:
        figure(name, value)
        if value > LIMITS.get(name, value):
            print(f"{name} is above the {LIMITS[name]} s that it should stay below.")
    if compiled:
        largest = max(compiled, key=lambda one: one["cpu"])
        print(f"The largest is {largest['name']}.")
        figure("largest_compile_seconds", largest["total"])
        figure("largest_compile_cpu_seconds", largest["cpu"])


if __name__ == "__main__":
    main()
