"""What there is: runs in a folder, and tasks."""

from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ramify.run.folder import RunError, read_config
from ramify.run.metrics import read_metrics


def runs(folder: Path) -> None:
    """Every run there and how far it is."""
    found = sorted(path.parent for path in folder.glob("*/run.json"))
    if not found:
        print(f"No runs in {folder}: `ramify train cma-mega-es` starts one.")
        return
    table = Table(title=f"Runs in {folder}", title_justify="left")
    for column in ("run", "recipe", "task", "evaluations", "elites", "filled", "best", "min"):
        table.add_column(column, no_wrap=column not in ("run", "task"))
    for path in found:
        try:
            config, metrics = read_config(path), read_metrics(path)
        except RunError as error:
            table.add_row(path.name, str(error))
            continue
        settings = config["settings"]
        sim = f" in {settings['sim']}" if "sim" in settings else ""
        last = {name: column[-1] for name, column in metrics.items() if len(column)}
        table.add_row(
            path.name,
            config["recipe"],
            settings.get("task", "") + sim,
            f"{int(last.get('evaluations', 0))}/{config['evaluations']}",
            f"{last.get('elites', 0):.0f}",
            f"{last.get('coverage', 0.0):.2%}",
            f"{last.get('best', float('nan')):.1f}",
            f"{last.get('seconds', 0.0) / 60:.1f}",
        )
    Console().print(table)


def tasks() -> None:
    """Every task, its dimensions, objective and measures."""
    from ramify.robots.robots import ROBOTS
    from ramify.tasks.locomotion import SIMULATORS

    table = Table("--task", "observed", "actions", "network", "gait", "measures")
    for name, robot in ROBOTS.items():
        observed, actions = robot().observations, len(robot.joints)
        network = sum((a + 1) * b for a, b in pairwise((observed, 64, 64, actions)))
        numbers = map(str, (observed, actions, network, 3 * actions))
        table.add_row(name, *numbers, ", ".join(robot.measures))
    table.add_section()
    table.add_row("sphere, rastrigin, plateau", "", "", "--dim", "", "half sums of x, clipped")
    table.add_row("arm", "", "", "--dim", "", "x, y of the hand")
    console = Console()
    console.print(table)
    console.print(
        f"Robots: --sim {', '.join(SIMULATORS)} or auto. Objective: the return of an episode, each step "
        "alive + progress towards +x - electricity - joints at their limits. Measures: the share of "
        "time that each foot touches the floor. Network and gait: their parameters.\n"
        "Functions (`cma-mega`, `omg-mega`, `og-map-elites`, exact gradients): how near x is to the "
        "optimum, 0 to 100; of the arm, how alike its joints' angles are; of the plateau, 100 "
        "wherever no coordinate is beyond 5.12."
    )
