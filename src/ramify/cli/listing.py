"""Lists the runs in a folder, the tasks, recipes and damages. Lists of names do not import JAX."""

import os
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ramify.robots.table import ROBOTS, is_model, is_reference
from ramify.system.printable import cell, echo


def runs(folder: Path) -> None:
    """Prints every run in a folder with its progress, then the runs that cannot be read, and why."""
    from ramify.run.folder import RunError

    paths = (*folder.glob("*/run.json"), *folder.glob("*/seed-*/run.json"))
    found = sorted(path.parent for path in paths)
    if not found:
        echo(f"No runs in {folder}. `ramify train cma-mega-es` starts one.")
        return
    table = _plain_table(f"Runs in {folder}")
    for column in ("run", "recipe", "task"):
        table.add_column(column, overflow="fold", min_width=8)
    for column in ("evaluations", "elites", "coverage", "best", "min"):
        table.add_column(column, no_wrap=True, justify="right")
    bad: list[tuple[str, str]] = []
    for path in found:
        try:
            table.add_row(*map(cell, _row(path, folder)))
        except (RunError, OSError, ValueError) as error:
            bad.append((str(path.relative_to(folder)), str(error)))
    console = Console()
    if table.row_count:
        console.print(table)
    if bad:
        console.print(_unreadable(bad))


def _row(path: Path, folder: Path) -> list[str]:
    """Returns a run's row of the table.

    Args:
      path: the run's folder.
      folder: the folder of all runs.

    Raises:
      RunError: one of its files cannot be read.
    """
    from ramify.run.config import read_config
    from ramify.run.folder import ARCHIVE
    from ramify.run.metrics import read_metrics
    from ramify.run.saved import read_axes

    config, metrics = read_config(path), read_metrics(path)
    if os.path.lexists(path / ARCHIVE):
        read_axes(path)  # raises if the archive is damaged
    task = str(config.settings.get("task", ""))  # the recipe has not checked it
    task, walks = (
        task.partition("@")[0] if is_reference(task) else task,
        task in ROBOTS or is_model(task),
    )
    sim = f" in {config.settings['sim']}" if walks and "sim" in config.settings else ""
    last = {name: column[-1] for name, column in metrics.items() if len(column)}
    run = [str(path.relative_to(folder)), config.recipe, f"{task}{sim}"]
    if not last:
        return run + _without_metrics(path, config.evaluations)
    return [
        *run,
        f"{int(last['evaluations'])}/{config.evaluations}",
        f"{last['elites']:.0f}",
        f"{last['coverage']:.1%}",
        _score(last["best"]),
        f"{last['seconds'] / 60:.1f}",
    ]


def _without_metrics(path: Path, evaluations: int) -> list[str]:
    """Returns the other columns of a run that has just begun, or that was saved without a log."""
    from ramify.run.folder import ARCHIVE
    from ramify.run.saved import open_elites

    if not os.path.lexists(path / ARCHIVE):
        return [f"0/{evaluations}", "0", "", "", ""]
    objective = open_elites(path)[0].objective
    return ["", f"{len(objective)}", "", _score(objective.max()) if len(objective) else "", ""]


def _plain_table(title: str) -> Table:
    """Returns a table without a frame, so that its content fits into 80 columns."""
    shape: dict[str, Any] = {"box": SIMPLE_HEAD, "show_edge": False, "pad_edge": False}
    return Table(title=cell(title), title_justify="left", padding=(0, 1, 0, 0), **shape)


def _score(value: float) -> str:
    """Returns an objective with a digit after the point; huge ones in scientific notation."""
    return f"{value:.1f}" if abs(value) < 1e6 else f"{value:.4g}"


def _unreadable(bad: list[tuple[str, str]]) -> Table:
    """Returns a table of runs and the reasons why they cannot be read."""
    table = _plain_table("Runs that cannot be read")
    table.add_column("run", overflow="fold", min_width=8)
    table.add_column("why", overflow="fold")
    for name, why in bad:
        table.add_row(cell(name), cell(why))
    return table


def tasks() -> None:
    """Prints every task with its dimensions, objective and measures."""
    from ramify.recipes.kinds import recipes_for
    from ramify.sims.table import WALKERS

    console = Console()
    table = _table(
        f"Robots (--sim {', '.join(WALKERS)} or auto)",
        ("--task", "inputs", "actions", "mlp", "gait", "step bonus", "measures"),
    )
    for name, robot in ROBOTS.items():
        observed, actions = robot.observations, robot.actions
        network = sum((a + 1) * b for a, b in pairwise((observed, 64, 64, actions)))
        numbers = map(str, (observed, actions, network, 3 * actions))
        table.add_row(name, *numbers, robot.bonus, ", ".join(robot.measures))
    console.print(table)
    console.print(
        "Objective: the sum of rewards of an episode. The reward of a control step is the bonus, plus "
        "the progress in direction x, minus the costs of electricity and of stalling (both times 4.25 "
        "for the humanoid) and of joints at their limits. Measures: for each foot, the share of time "
        "that it touches the floor. inputs, actions: size of an observation and of an action. mlp, "
        "gait: number of parameters of --controller mlp (with 64 and 64 units) and --controller gait.\n"
    )
    table = _table("Functions with exact gradients", ("--task", "objective", "measures"))
    near = (
        "closeness of x to the optimum, 0 to 100",
        "sums of the first and the second half of x, clipped",
    )
    table.add_row("sphere, rastrigin", *near)
    table.add_row("plateau", "100 where every coordinate is within 5.12", near[1])
    table.add_row("arm", "equality of the joint angles, up to 100", "x and y of the hand")
    console.print(table)
    console.print(
        f"For the recipes {', '.join(recipes_for('functions'))}; --dim sets the number of "
        "parameters.\n\n"
        "The recipes for robots also take Gymnasium environments, such as --task Pendulum-v1 --measures "
        "mean:observation-0 mean:observation-2. In Python: ramify.tasks.gymnasium.GymnasiumTask."
    )


def recipes() -> None:
    """Prints every recipe and what it does."""
    from ramify.recipes.registry import RECIPES

    table = _table("Recipes (ramify train RECIPE)", ("recipe", "description"))
    for name, recipe in RECIPES.items():
        does = cleandoc(recipe.__doc__ or "").split("\n\n")[0]
        table.add_row(name, " ".join(does.split()))
    Console().print(table)


def damages() -> None:
    """Prints every damage of a robot, and the parts that each robot has."""
    from ramify.robots.damage import DAMAGES, parts_of
    from ramify.robots.robots import ROBOTS as CLASSES

    console = Console()
    table = _table(
        "Damages (ramify adapt RUN --damage SUBJECT:DAMAGE)", ("damage", "subject", "what")
    )
    for name, damage in DAMAGES.items():
        amount = "" if damage.amount is None else f"={damage.amount:g}"
        table.add_row(name + amount, " or ".join(damage.kinds), damage.about)
    console.print(table)
    table = _table("Subjects, besides torso and floor", ("robot", "limbs", "joints"))
    for name, robot in CLASSES.items():
        parts = parts_of(robot())
        table.add_row(name, *(", ".join(parts[kind]) for kind in ("limb", "joint")))
    console.print(table)
    console.print(
        "In a robot of your own, a limb has the name of its foot, and a joint the name in the file. An "
        "amount such as =0.3 is the default; leave it out, or give another. Give several damages to "
        "combine them: --damage front-left:weak=0.3 floor:slope=5. They need --sim mujoco, mjx or "
        "mjx-warp."
    )


def _table(title: str, columns: tuple[str, ...]) -> Table:
    """Returns a table with a frame. The names in the first column are never cut."""
    table = Table(title=title, title_justify="left")
    for i, name in enumerate(columns):
        table.add_column(name, no_wrap=i == 0, min_width=12 if name == "measures" else None)
    return table
