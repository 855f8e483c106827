"""Prints the results of a finished run and of finished pre-training."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ramify.cli.messages import note
from ramify.cli.outputs import THRESHOLDS, draw_figures, film_elites, write_report
from ramify.robots.table import ROBOTS, is_model
from ramify.system.printable import echo
from ramify.system.profile import span

if TYPE_CHECKING:
    from ramify.elites.table import EliteTable
    from ramify.recipes.pretrain import PretrainTD3
    from ramify.recipes.pretrain_settings import PretrainSettings
    from ramify.run.opened import Run

T = TypeVar("T")
ROBOT = ("torso", "feet", "action_scale", "measures", "hidden")  # settings of the robot
MEANING = (
    "A robot walks steadily if it comes at least half as far in each half of its episode as in the "
    "other."
)


def print_summary(run: "Run", *, film: bool) -> None:
    """Writes a run's figures and report, and prints what the run found, its cost and its files.

    Args:
      film: whether to film the best robots.
    """
    if len(run.archive) == 0:
        echo(f"{run.path}: every evaluation failed, so the archive is empty.")
        return
    with span("figures"):
        figures = _attempt("figures", lambda: draw_figures(run)) or []
    with span("films"):
        films = (_attempt("films", lambda: film_elites(run)) or []) if film else []
    with span("report"):
        written = _attempt("report", lambda: write_report(run))
    print(_found(run.archive, robots=_on_robot(run)))
    echo(_best(run))
    for line in _unchanged(run.archive):
        note(line)
    _print_cost(run)
    echo(f"Archive: {run.path / 'archive.npz'}")
    echo(f"Metrics: {run.path / 'metrics.csv'}")
    for path in figures:
        echo(f"Figure: {path}")
    for path in films:
        echo(f"Film: {path}")
    if written:
        echo(f"Report: {written}")
    for line in _next_commands(run):
        echo(line)


def _on_robot(run: "Run") -> bool:
    task = run.config.settings.get("task")
    return task in ROBOTS or is_model(task)


def _next_commands(run: "Run") -> list[str]:
    """Returns three commands to try next, each with what it does."""
    folder, more = shlex.quote(str(run.path)), 2 * run.config.evaluations
    robots = _on_robot(run)
    commands = {
        f"ramify view {folder}": "click an elite, and watch it move"
        if robots
        else "click an elite",
        f"ramify resume {folder} --evaluations {more}": "continue the run",
        f"ramify export {folder} --to {'policy.py' if robots else 'elites.csv'}": (
            "the best policy as a program, which needs NumPy only"
            if robots
            else "all elites as a table"
        ),
    }
    width = max(map(len, commands))
    return [
        f"{'Next: ' if i == 0 else '      '}{command:{width}}  # {what}"
        for i, (command, what) in enumerate(commands.items())
    ]


def _attempt(what: str, make: Callable[[], T]) -> T | None:
    """Returns what `make` returns; None after an error, which is printed. The run itself is saved."""
    try:
        return make()
    except (ValueError, OSError) as error:
        note(f"The run is saved, but its {what} could not be made: {error}")
        return None


def _found(elites: "EliteTable", *, robots: bool) -> str:
    if not robots:
        return f"Found {len(elites)} elites."
    from ramify.elites.steadiness import is_steady

    steady = is_steady(elites)
    above = []
    for threshold in THRESHOLDS:
        high = elites.objective > threshold
        if high.any():
            walking = "" if steady is None else f" ({(high & steady).sum()} walk steadily)"
            above.append(f"{high.sum()} score above {threshold:.0f}{walking}")
    found = f"Found {len(elites)} different robots" if len(elites) > 1 else "Found 1 robot"
    if not above:
        return f"{found}."
    found = f"{found}: {', '.join(above)}."
    return found if steady is None else f"{found}\n{MEANING}"


def _best(run: "Run") -> str:
    """Returns a line with the best elite's objective and measures, and the robot's simulator."""
    from ramify.run.provenance import simulator_of

    best, simulator = run.archive.best(), simulator_of(run.config)
    where = f" in {simulator}" if simulator else ""
    measures = ", ".join(
        f"{name} {value:.2f}" for name, value in zip(best.names, best.measures[0], strict=True)
    )
    return f"Best: {best.objective[0]:.1f}{where}. Measures: {measures}."


def _unchanged(elites: "EliteTable") -> list[str]:
    """Returns a sentence for each measure that is the same for all elites."""
    lowest, highest = elites.measures.min(axis=0), elites.measures.max(axis=0)
    return [
        f"{name} is {low:.4g} for all {len(elites)} elites, so it does not tell them apart: check "
        "what it measures, or choose another."
        for name, low, high in zip(elites.names, lowest, highest, strict=True)
        if low == high and len(elites) > 1
    ]


def _print_cost(run: "Run") -> None:
    """Prints the cost of the run, and the cost of what it started from."""
    last = {name: column[-1] for name, column in run.metrics.items()}
    print(f"Cost: {int(last['evaluations'])} evaluations, {_cost(last)}.")
    if before := run.config.spent:
        what = "pre-training" if run.config.settings.get("pretrain") else "what it started from"
        print(f"Cost of {what}: {_cost(msgspec.to_builtins(before))}.")


def _cost(spent: Mapping[str, float]) -> str:
    steps, minutes = int(spent["control_steps"]), f"{spent['seconds'] / 60:.1f} minutes"
    return f"{steps} control steps, {minutes}" if steps else minutes


def print_pretraining(path: Path, settings: "PretrainTD3") -> None:
    """Prints what was pre-trained, and a command that uses it.

    Args:
      path: of critics.npz.
    """
    print_scores(path, settings.measure_names, settings)
    echo(f"Critics: {path}")
    echo(
        f"Next: ramify train cma-mega-td3{_flags(settings)} --critics {shlex.quote(str(path.parent))}"
    )


def print_scores(path: Path, measures: tuple[str, ...], settings: "PretrainSettings") -> None:
    """Prints the scores of what was pre-trained.

    Args:
      path: of critics.npz.
      measures: names of the task's measures.
    """
    from ramify.recipes.pretrain_files import read_meta

    meta, names = read_meta(path.parent), ("objective", *measures)
    actors = settings.actors(len(names))
    print(
        "\nEach row is a score in one episode: the objective or a measure. start: of a random network.\n"
        "own actor: of the actor that was trained for this score. best: of the objective's best actor.\n"
        "step up: of the best actor after a step along the gradient of this score."
    )
    print(f"{'':12}{'start':>9}{'own actor':>11}{'best':>9}{'step up':>11}{'critic loss':>13}")
    for row, name in enumerate(names):
        own = f"{meta.actors[row][row]:.2f}" if row < actors else "-"
        start, best, climbed = (m[row] for m in (meta.start, meta.best, meta.climbed[row]))
        loss = meta.losses[row]
        echo(f"{name:12}{start:9.2f}{own:>11}{best:9.2f}{climbed:11.2f}{loss:13.3f}")


def _flags(settings: "PretrainTD3") -> str:
    """Returns the flags that a run needs to use these critics, with a leading space: the robot, and the
    settings of its critics that are not the usual ones."""
    from ramify.recipes.settings import MeasureCriticSettings, TD3Settings

    usual, words = type(settings)(task=settings.task, sim=settings.sim), ["--task", settings.task]
    if settings.sim != type(settings).sim:
        words += ["--sim", settings.sim]
    critics = [
        field.name for group in (TD3Settings, MeasureCriticSettings) for field in fields(group)
    ]
    critics.remove("buffer")  # a run's own may be smaller
    for name in (*ROBOT, *critics):
        value = getattr(settings, name)
        if value != getattr(usual, name):
            flag = "--" + name.replace("_", "-")
            words += [flag, *map(str, value if isinstance(value, tuple) else (value,))]
    return " " + shlex.join(words)
