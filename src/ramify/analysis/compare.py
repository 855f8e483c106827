"""Compares methods. Runs that differ only in their seed are one method."""

import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from ramify.run.opened import Run
from ramify.run.provenance import simulator_of
from ramify.system.printable import cell, echo, printable
from ramify.system.printable import label as in_figure

RESAMPLES = 2000  # of the bootstrap
SHOWN = ("qd_score", "coverage", "best")
# Settings that must be equal: otherwise scores cannot be compared.
SAME = ("task", "sim", "steps", "dim", "cvt", "novelty", "offset")
Methods = dict[str, list[Run]]
Ends = dict[str, dict[str, np.ndarray]]  # method -> metric -> value of each seed


def compare(runs: Sequence[Run], out: Path, kind: str = "png") -> list[Path]:
    """Prints a table of the methods and the significance of their differences.

    It writes the same to a file, and draws the learning curves.

    Args:
      runs: the runs to compare.
      out: folder for the files.
      kind: format of the pictures: "png", "pdf" or "svg".

    Returns:
      The files: comparison.csv (the table that `compared` returns), and one picture per metric.

    Raises:
      ValueError: as `compared`.
    """
    from ramify.system.files import make_folder, write_atomically
    from ramify.view.comparison import learning
    from ramify.view.style import TITLES, save

    methods, goal, ends = _judged(runs)
    _print(Console(), ends, goal, simulator_of(runs[0].config))
    make_folder(out)
    with write_atomically(out / "comparison.csv") as file:
        _figures(methods, goal, ends).to_csv(file, index=False)
    curves = {in_figure(name): [run.metrics for run in found] for name, found in methods.items()}
    drawn = [save(learning(curves, name, TITLES[name]), out / f"{name}.{kind}") for name in SHOWN]
    return [out / "comparison.csv", *drawn]


def opened(paths: Sequence[Path]) -> list[Run]:
    """Opens the runs among these paths, and those in the folders of `ramify train --seeds`.

    A folder that is not a run, such as an earlier comparison, is left out, with a sentence on stderr.

    Raises:
      RunError: a path does not exist, or a run cannot be read.
      ValueError: none of the paths is a run.
    """
    from ramify.run.folder import CONFIG
    from ramify.run.opened import load

    runs = []
    for path in paths:
        if not (path / CONFIG).exists() and (seeds := sorted(path.glob(f"seed-*/{CONFIG}"))):
            runs += [load(config.parent) for config in seeds]
        elif path.exists() and not (path / CONFIG).exists():
            echo(
                f"ramify: {path} is not a run (it has no {CONFIG}) and is left out.",
                file=sys.stderr,
            )
        else:
            runs.append(load(path))
    if paths and not runs:
        raise ValueError(f"None of the {len(paths)} paths is a run: give folders of runs.")
    return runs


def _print(console: Console, ends: Ends, goal: float, simulator: str) -> None:
    """Prints the tables.

    If the names of the methods are too long for the terminal, the tables show numbers, and a list before
    them shows the names.
    """
    names = {name: name for name in ends}
    tables = _tables(ends, names, goal, simulator)
    ample = console.options.update(max_width=10_000)
    widest = max(Measurement.get(console, ample, table).maximum for table in tables if table)
    if widest > console.width:
        names = {name: f"#{i}" for i, name in enumerate(ends, 1)}
        for name, number in names.items():
            console.print(cell(f"{number} {name}"), soft_wrap=True)
        tables = _tables(ends, names, goal, simulator)
    for table in filter(None, tables):
        console.print(table)


def _tables(
    ends: Ends, names: Mapping[str, str], goal: float, simulator: str
) -> tuple[Table | None, ...]:
    means = _table(ends, names, goal, simulator)
    return means, _robust(ends, names), _differences(ends, names)


def _empty(title: str) -> Table:
    """Returns a table without a frame, so that it fits a terminal of 80 columns."""
    return Table(
        title=cell(title),
        title_justify="left",
        caption_justify="left",
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
    )


def compared(runs: Sequence[Run]) -> pd.DataFrame:
    """Returns the metrics of the methods, and the significance of their differences.

    All methods are compared at the number of evaluations at which the shortest run ends.
    `seconds_before` is the time spent on what the runs started from, such as pre-training. `iqm` is the
    interquartile mean: the mean of the middle half of the seeds. `iqm_low` and `iqm_high` are its 95%
    bootstrap interval (Agarwal et al. 2021, arXiv:2108.13264). Each pair of
    methods with several seeds is compared by a two-sided Mann-Whitney test. `p_holm` is p corrected for
    the number of pairs (Holm).

    Returns:
      A table with two kinds of rows. One row per method and metric: method, metric, evaluations, seeds,
      mean, standard_error, iqm, iqm_low, iqm_high, runs. One row per pair and metric: method, against,
      metric, evaluations, p, p_holm.

    Raises:
      ValueError: there are no runs or no metrics, or the runs' scores cannot be compared.
    """
    return _figures(*_judged(runs))


def _judged(runs: Sequence[Run]) -> tuple[Methods, float, Ends]:
    """Returns the methods, the number of evaluations for the comparison, and the metrics there."""
    methods = grouped(runs)
    goal = min(run.metrics["evaluations"][-1] for run in runs)
    for run in runs:
        if (first := run.metrics["evaluations"][0]) > goal:
            raise ValueError(
                f"{run.path} has no metrics before evaluation {first:.0f}, and another run ends at "
                f"{goal:.0f}: resume the other one until it has as many, or leave one out."
            )
    return methods, goal, {label: _ends(found, goal) for label, found in methods.items()}


def grouped(runs: Sequence[Run]) -> Methods:
    """Returns the runs by method. The name of a method has the settings in which methods differ.

    Raises:
      ValueError: see `compared`.
    """
    if not runs:
        raise ValueError("Name the runs to compare.")
    empty = [run.path for run in runs if not len(run.metrics.get("evaluations", ()))]
    if empty:
        raise ValueError(
            f"{', '.join(map(str, empty))}: there are no metrics yet. Leave these runs out, or resume "
            "them first (a missing metrics.csv cannot be made again)."
        )
    settings = [run.config.settings for run in runs]
    for name in SAME:
        # Runs from before a setting existed do not name it.
        found = sorted({str(s.get(name) or None) for s in settings})
        if len(found) > 1:
            raise ValueError(
                f"The runs have {name} {', '.join(found)}, so their scores cannot be compared: give "
                "runs in which it is the same."
            )
    archives = sorted({str(run.axes) for run in runs})
    if len(archives) > 1:
        raise ValueError(
            f"The runs have the archives {' and '.join(archives)}, so they cannot be compared: give "
            "runs with the same archive."
        )
    simulators = sorted({simulator_of(run.config) for run in runs})
    if len(simulators) > 1:
        raise ValueError(
            f"The runs' scores come from {' and from '.join(simulators)}, so they cannot be compared: "
            "give runs of one simulator and version."
        )
    told = [{"recipe": run.config.recipe} | run.config.settings for run in runs]
    names = dict.fromkeys(name for one in told for name in one if name != "seed")
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
    """Returns each seed's metrics at this number of evaluations."""
    rows = [np.searchsorted(run.metrics["evaluations"], goal, side="right") - 1 for run in runs]
    names = (*SHOWN, "seconds")
    before = [run.config.spent.seconds if run.config.spent else 0.0 for run in runs]
    return {
        name: np.array([run.metrics[name][row] for run, row in zip(runs, rows, strict=True)])
        for name in names
    } | {"seconds_before": np.array(before)}


def _figures(methods: Methods, goal: float, ends: Ends) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for label, found in ends.items():
        own = " ".join(printable(run.path) for run in methods[label])
        for metric, values in found.items():
            row = {"method": label, "metric": metric, "seeds": len(values), "runs": own}
            row |= dict(zip(("mean", "standard_error"), _mean(values), strict=True))
            names = "iqm", "iqm_low", "iqm_high"
            rows.append(row | dict(zip(names, interquartile_mean(values), strict=True)))
    for (one, other), tested in _tested(ends).items():
        for metric, (p, holm) in zip(SHOWN, tested, strict=True):
            rows.append({"method": one, "against": other, "metric": metric, "p": p, "p_holm": holm})
    columns = ("method", "against", "metric", "evaluations", "seeds", "mean", "standard_error")
    others = "iqm", "iqm_low", "iqm_high", "p", "p_holm", "runs"
    table = pd.DataFrame(rows, columns=[*columns, *others])
    return table.assign(evaluations=int(goal), seeds=table["seeds"].astype("Int64"))


def _mean(values: np.ndarray) -> tuple[float, float]:
    """Returns mean and standard error. The error of one seed is NaN; both are NaN if a value is -inf."""
    if not np.isfinite(values).all():
        return np.nan, np.nan
    error = values.std(ddof=1) / len(values) ** 0.5 if len(values) > 1 else np.nan
    return float(values.mean()), float(error)


def interquartile_mean(values: np.ndarray) -> tuple[float, float, float]:
    """Returns the mean of the middle half of the values, and its 95% bootstrap interval.

    A quarter of the values, rounded down, is left out at each end. The interval of fewer than 3 values
    is NaN; all three are NaN if a value is not finite. (Agarwal et al. 2021, arXiv:2108.13264.)

    Args:
      values: [s], one per seed.

    Example:
      >>> interquartile_mean(np.array([1.0, 2.0, 3.0, 100.0]))[0]
      2.5
    """
    from scipy.stats import trim_mean

    if not np.isfinite(values).all():
        return np.nan, np.nan, np.nan
    found = float(trim_mean(values, 0.25))
    if len(values) < 3:
        return found, np.nan, np.nan
    drawn = np.random.default_rng(0).choice(values, (RESAMPLES, len(values)))
    low, high = np.percentile(trim_mean(drawn, 0.25, axis=1), (2.5, 97.5))
    return found, float(low), float(high)


def _tested(ends: Ends) -> dict[tuple[str, str], np.ndarray]:
    """Returns, for each pair of methods with several seeds, [metric, 2]: p, and p corrected by Holm."""
    from scipy.stats import mannwhitneyu

    several = [label for label, found in ends.items() if len(found["best"]) > 1]
    pairs = list(combinations(several, 2))
    p = np.array(
        [[mannwhitneyu(ends[a][m], ends[b][m]).pvalue for m in SHOWN] for a, b in pairs]
    ).reshape(-1, len(SHOWN))
    left = np.arange(len(pairs), 0, -1)[:, None]  # number of pairs with the same or a larger p
    order = np.argsort(p, axis=0)
    holm = np.empty_like(p)
    corrected = np.maximum.accumulate(left * np.take_along_axis(p, order, 0), axis=0)
    np.put_along_axis(holm, order, np.minimum(1.0, corrected), 0)
    return dict(zip(pairs, np.stack([p, holm], axis=2), strict=True))


def _table(ends: Ends, names: Mapping[str, str], goal: float, simulator: str) -> Table:
    """Returns the table with one row per method, under the names in `names`."""
    where = f" in {simulator}" if simulator else ""
    table = _empty(f"At {goal:.0f} evaluations{where}, mean ± standard error")
    table.add_column("method", overflow="fold")
    for column in ("seeds", "QD score", "coverage", "best", "minutes", "before"):
        table.add_column(column, justify="right")
    formats = _formats(ends)
    for name, found in ends.items():
        before = found["seconds_before"]
        table.add_row(
            cell(names[name]),
            str(len(found["best"])),
            *(_shown(found[metric], formats[metric]) for metric in SHOWN),
            f"{found['seconds'].mean() / 60:.1f}",
            f"{before.mean() / 60:.1f}" if before.any() else "",
        )
    return table


def _robust(ends: Ends, names: Mapping[str, str]) -> Table | None:
    """Returns the table of interquartile means; None if no method has 3 seeds."""
    several = {name: found for name, found in ends.items() if len(found["best"]) > 2}
    if not several:
        return None
    table = _empty("Interquartile mean [95% bootstrap interval]")
    for column in ("method", "QD score", "coverage", "best"):
        table.add_column(column, justify="left" if column == "method" else "right", overflow="fold")
    formats = _formats(ends)
    for name, found in several.items():
        cells = []
        for metric in SHOWN:
            how = formats[metric]
            mean, low, high = interquartile_mean(found[metric])
            told = f"{how.format(mean)} [{how.format(low)}, {how.format(high)}]"
            cells.append(told if np.isfinite(mean) else "none")
        table.add_row(cell(names[name]), *map(cell, cells))
    return table


def _formats(ends: Ends) -> dict[str, str]:
    """Returns how to write each metric: with decimals enough to tell the results apart."""
    formats = {"coverage": "{:.2%}"}
    for metric, least in (("qd_score", 0), ("best", 1)):
        values = np.concatenate([found[metric] for found in ends.values()])
        apart = np.ptp(values[np.isfinite(values)]) if np.isfinite(values).any() else 0.0
        decimals = 1 - int(np.floor(np.log10(apart))) if apart > 0.0 else least
        formats[metric] = f"{{:,.{min(max(decimals, least), 9)}f}}"
    return formats


def _shown(values: np.ndarray, how: str) -> str:
    told = [how.format(number) for number in _mean(values) if np.isfinite(number)]
    return " ± ".join(told) or "none"


def _differences(ends: Ends, names: Mapping[str, str]) -> Table | None:
    tested = _tested(ends)
    if not tested:
        return None
    seeds = {label: len(found["best"]) for label, found in ends.items()}
    least = min(2 / comb(seeds[one] + seeds[other], seeds[one]) for one, other in tested)
    many = len(tested) > 1
    corrected = f"In brackets: corrected for {len(tested)} pairs (Holm)" if many else "One pair"
    table = _empty("Mann-Whitney test: p-value of each pair of methods")
    table.caption = f"{corrected}. With so few seeds and no ties, p >= {least:.2g}."
    for column in ("", "", "QD score", "coverage", "best"):
        table.add_column(column, justify="right" if column else "left", overflow="fold")
    for pair, values in tested.items():
        table.add_row(
            *(cell(names[name]) for name in pair),
            *(f"{p:.3f}" + f" ({holm:.3f})" * many for p, holm in values),
        )
    return table
