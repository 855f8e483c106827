"""Runs side by side: seeds of the same settings are one method, and methods are compared."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from ramify.run.session import Run, simulator_of

SHOWN = ("qd_score", "coverage", "best")
# Settings without which scores do not compare.
SAME = ("task", "sim", "steps", "dim", "cvt", "novelty")
Methods = dict[str, list[Run]]


def compare(runs: Sequence[Run], out: Path) -> list[Path]:
    """Print a table of the methods and how sure their differences are; draw their learning curves.

    All are judged where the shortest run ends; the minutes before are those of what they started from,
    such as pre-training. Differences by Mann and Whitney's two-sided test.

    Raises:
      ValueError: there is nothing to compare, or the runs' scores do not compare.
    """
    from ramify.view.comparison import learning
    from ramify.view.figures import TITLES, save

    methods = grouped(runs)
    goal = min(run.metrics["evaluations"][-1] for run in runs)
    for run in runs:
        if (first := run.metrics["evaluations"][0]) > goal:
            raise ValueError(
                f"{run.path} tells of itself from {first:.0f} evaluations on, and another run ends at "
                f"{goal:.0f}: resume that one to as many, or leave one out."
            )
    ends = {label: _ends(found, goal) for label, found in methods.items()}
    console = Console()
    console.print(_table(ends, goal, simulator_of(runs[0].config)))
    if tests := _differences(ends):
        console.print(tests)
    out.mkdir(parents=True, exist_ok=True)
    curves = {label: [run.metrics for run in found] for label, found in methods.items()}
    return [save(learning(curves, name, TITLES[name]), out / f"{name}.png") for name in SHOWN]


def grouped(runs: Sequence[Run]) -> Methods:
    """Runs that differ in nothing but their seed, under what tells them from the others.

    Raises:
      ValueError: see `compare`.
    """
    if not runs:
        raise ValueError("Name the runs to compare.")
    empty = [str(run.path) for run in runs if not len(run.metrics.get("evaluations", ()))]
    if empty:
        raise ValueError(f"{', '.join(empty)}: nothing evaluated yet.")
    settings = [run.config["settings"] for run in runs]
    for name in SAME:
        found = sorted({str(s.get(name)) for s in settings})
        if len(found) > 1:
            raise ValueError(
                f"The runs have {name} {', '.join(found)}: their scores do not compare."
            )
    archives = sorted({str(run.axes) for run in runs})
    if len(archives) > 1:
        raise ValueError(f"The runs have archives {' and '.join(archives)}: they do not compare.")
    simulators = sorted({simulator_of(run.config) for run in runs})
    if len(simulators) > 1:
        raise ValueError(
            f"The runs' scores were earned in {' and in '.join(simulators)}: they do not compare."
        )
    told = [{"recipe": run.config["recipe"]} | run.config["settings"] for run in runs]
    names = dict.fromkeys(name for one in told for name in one if name != "seed")
    # What one recipe alone has tells nothing that its name does not.
    varying = [name for name in names if len({_plain(one, name) for one in told}) > 1]
    methods: Methods = {}
    for run, one in zip(runs, told, strict=True):
        methods.setdefault(_label(one, varying, told), []).append(run)
    return methods


def _plain(one: dict[str, Any], name: str) -> str:
    return repr(one.get(name))


def _label(one: dict[str, Any], varying: list[str], told: list[dict[str, Any]]) -> str:
    alike = [other for other in told if other["recipe"] == one["recipe"]]
    own = [n for n in varying if n != "recipe" and len({_plain(o, n) for o in alike}) > 1]
    return " ".join([one["recipe"], *(f"{name}={one.get(name)}" for name in own)])


def _ends(runs: list[Run], goal: float) -> dict[str, np.ndarray]:
    """Each seed's metrics at so many evaluations."""
    rows = [np.searchsorted(run.metrics["evaluations"], goal, side="right") - 1 for run in runs]
    names = (*SHOWN, "seconds")
    before = [run.config.get("spent", {}).get("seconds", 0.0) for run in runs]
    return {"before": np.array(before)} | {
        name: np.array([run.metrics[name][row] for run, row in zip(runs, rows, strict=True)])
        for name in names
    }


def _table(ends: dict[str, dict[str, np.ndarray]], goal: float, simulator: str) -> Table:
    where = f" in {simulator}" if simulator else ""
    title = f"At {goal:.0f} evaluations{where}, mean ± standard error"
    table = Table(title=title, title_justify="left")
    table.add_column("method")
    for column in ("seeds", "QD score", "coverage", "best", "minutes", "and before"):
        table.add_column(column, justify="right")
    for label, found in ends.items():
        table.add_row(
            label,
            str(len(found["best"])),
            _mean(found["qd_score"], "{:,.0f}"),
            _mean(found["coverage"], "{:.2%}"),
            _mean(found["best"], "{:,.1f}"),
            f"{found['seconds'].mean() / 60:.1f}",
            f"{found['before'].mean() / 60:.1f}" if found["before"].any() else "",
        )
    return table


def _mean(values: np.ndarray, how: str) -> str:
    shown = how.format(values.mean())
    if len(values) < 2:
        return shown
    return f"{shown} ± {how.format(values.std(ddof=1) / len(values) ** 0.5)}"


def _differences(ends: dict[str, dict[str, np.ndarray]]) -> Table | None:
    from scipy.stats import mannwhitneyu

    several = [label for label, found in ends.items() if len(found["best"]) > 1]
    if len(several) < 2:
        return None
    table = Table(title="Mann-Whitney, p of no difference", title_justify="left")
    for column in ("", "", "QD score", "coverage", "best"):
        table.add_column(column, justify="right" if column else "left")
    for one, other in combinations(several, 2):
        p = [mannwhitneyu(ends[one][name], ends[other][name]).pvalue for name in SHOWN]
        table.add_row(one, other, *(f"{value:.3f}" for value in p))
    return table
