"""Reproduces the table of DQD for reinforcement learning: four walking robots.

Every run is a folder that `ramify view` opens. The same command later continues what is unfinished, also
to a larger number of evaluations.

References:
  Tjanaka, Fontaine, Togelius & Nikolaidis, "Approximating gradients for differentiable quality diversity
  in reinforcement learning" (2022), arXiv:2202.03666, Appendix E.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from ramify.papers.reproduce import chosen
from ramify.run.folder import CONFIG, METRICS
from ramify.run.opened import Run, load
from ramify.run.progress import Show
from ramify.sims.table import BULLET
from ramify.system.files import make_folder, write_atomically
from ramify.system.printable import echo

NAME = "dqd-rl"
EVALUATIONS = 1_000_000  # of a run of the paper
HIDDEN = (128, 128)  # units of the policies
GRIDS = {"ant": 6, "half-cheetah": 32, "hopper": 1000, "walker2d": 32}  # cells along each measure

LONGER = {"ant": 8000}  # episodes of pre-training in PyBullet: larger networks learn more

PAPER = {
    "CMA-MEGA(ES)": (
        (1.650, 0.96, 2213),
        (4.489, 1.00, 2266),
        (1.017, 0.97, 1441),
        (0.372, 1.00, 941),
    ),
    "CMA-MEGA(TD3,ES)": (
        (1.480, 0.97, 2483),
        (4.613, 1.00, 2486),
        (1.858, 0.98, 2598),
        (1.437, 1.00, 2302),
    ),
    "PGA-ME": ((1.674, 0.96, 2844), (4.759, 1.00, 2747), (2.069, 0.97, 2884), (1.480, 0.99, 2619)),
    "ME-ES": ((0.540, 0.63, 2515), (2.297, 0.95, 1911), (0.792, 0.74, 2642), (0.105, 0.86, 1026)),
    "MAP-Elites": (
        (1.418, 0.98, 1507),
        (4.176, 1.00, 1823),
        (1.836, 0.98, 2603),
        (0.448, 1.00, 989),
    ),
}  # algorithm -> (QD score in millions, coverage, best) of each robot of GRIDS, means of five runs
COLUMNS = (  # of table.csv
    "robot",
    "algorithm",
    "evaluations",
    "QD score in millions",
    "paper's QD score",
    "coverage",
    "paper's coverage",
    "best",
    "paper's best",
    "minutes per run",
)
SHOWN = ("robot", "algorithm", "QD score", "paper", "coverage", "paper", "best", "paper", "min")


def recipes() -> dict[str, Callable[..., Any]]:
    """Returns the recipe of each algorithm, with the paper's settings.

    The paper does not have CMA-MEGA(TD3), DCRL-MEGA and SA-MEGA. They have ramify's settings, with
    pre-training.
    """
    from functools import partial

    from ramify import recipes

    critics: dict[str, Any] = dict(
        units=(256, 256),
        layer_norm=False,
        quantiles=0,
        rate=3e-4,
        discount=0.99,
        n_step=1,
        tau=0.005,
        buffer=1_000_000,
        updates=3,
        pretrain=0,
    )
    mega: dict[str, Any] = dict(sigma_g=1.0, samples=100, sigma_e=0.02, offer_samples=False)
    follows: dict[str, Any] = dict(restart="no_improvement", objective_scale=1.0, tournament=1)
    made: dict[str, Any] = {
        "CMA-MEGA(ES)": partial(recipes.cma_mega_es, batch=99, **mega, **follows),
        "CMA-MEGA(TD3,ES)": partial(
            recipes.cma_mega_td3_es, batch=98, states=65_536, **mega, **follows, **critics
        ),
        "CMA-MEGA(TD3)": partial(_own, recipes.cma_mega_td3),
        "DCRL-MEGA": partial(_own, recipes.dcrl_mega),
        "SA-MEGA": partial(_own, recipes.sa_mega),
        "PGA-ME": partial(recipes.pga_me, **critics),
        "ME-ES": recipes.me_es,
        "MAP-Elites": partial(recipes.map_elites, batch=100, iso=0.005, line=0.05),
    }
    return made


def _own(maker: Callable[..., Any], **given: Any) -> Any:
    """Returns a recipe with ramify's settings. Pre-training in PyBullet has the episodes in LONGER."""
    if given.get("sim") == BULLET.name and given["task"] in LONGER:
        given = {"pretrain": LONGER[given["task"]]} | given
    return maker(**given)


def reproduce(
    *,
    seeds: int,
    out: Path,
    evaluations: int | None = None,
    sim: str = "bullet",
    tasks: tuple[str, ...] = (),
    algorithms: tuple[str, ...] = (),
    show: Show = True,
    **settings: Any,
) -> dict[tuple[str, str], list[Run]]:
    """Trains or continues the runs, then writes table.txt, table.csv and a figure for each robot.

    Args:
      seeds: number of runs per entry.
      out: folder for the runs and the table.
      evaluations: number of evaluations per run; None for the paper's million.
      sim: the simulator. The paper's is PyBullet.
      tasks, algorithms: what to run; all if empty.
      show: see `ramify.train`.
      settings: other settings of all recipes, such as steps=100.

    Returns:
      (robot, algorithm) -> its runs, one per seed.

    Raises:
      ValueError: there is no such robot, algorithm or simulator, or no seed.
      RunError: a run in `out` has other settings.
    """
    makers, goal = recipes(), EVALUATIONS if evaluations is None else evaluations
    if seeds < 1:
        raise ValueError(f"seeds={seeds}: give at least 1.")
    entries = [
        (task, algorithm)
        for task in chosen(tasks, GRIDS, "tasks")
        for algorithm in chosen(algorithms, makers, "algorithms")
    ]
    make_folder(out)
    found: dict[tuple[str, str], list[Run]] = {entry: [] for entry in entries}
    text = ""
    for seed in range(seeds):
        for task, algorithm in entries:
            given = dict(task=task, sim=sim, grid=GRIDS[task], seed=seed, hidden=HIDDEN) | settings
            folder = out / f"{task}-{_plain(algorithm)}-{sim}-{seed}"
            echo(f"{task}, {algorithm}, seed {seed}: {folder}")
            run = _trained(makers[algorithm](**given), folder, goal, show)
            found[task, algorithm].append(run)
            text = _written(found, goal, sim, out)
    print(text)
    echo(f"Table: {out / 'table.txt'}")
    return found


def _trained(recipe: Any, folder: Path, goal: int, show: Show) -> Run:
    """Returns the run in the folder with at least this number of evaluations."""
    from ramify.recipes.registry import resume
    from ramify.run.session import train

    if not (folder / CONFIG).exists():
        return train(recipe, evaluations=goal, out=folder, show=show, say=_ignore)
    done = _last(load(folder), "evaluations") if (folder / METRICS).exists() else 0.0
    more = max(goal, int(done))
    return resume(folder, recipe=recipe, evaluations=more, show=show, say=_ignore)


def _ignore(sentence: str) -> None:
    """Takes the sentence that says how many whole iterations are run."""


def _last(run: Run, name: str, goal: float = np.inf) -> float:
    """Returns a metric after at most `goal` evaluations, or after the first iteration."""
    reached = np.searchsorted(run.metrics["evaluations"], goal, side="right")
    return float(run.metrics[name][: max(1, reached)][-1:].sum())


def _written(found: dict[tuple[str, str], list[Run]], goal: int, sim: str, out: Path) -> str:
    """Writes table.csv, table.txt and the figures of what is there. Returns the table's text."""
    from ramify.view.comparison import learning
    from ramify.view.style import save

    there = {entry: runs for entry, runs in found.items() if runs}
    rows = [_row(*entry, runs, goal) for entry, runs in there.items()]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])
    with write_atomically(out / "table.csv") as file:
        file.write(text.getvalue().encode())
    shown = Table(
        title=f"Tjanaka et al. (2022), arXiv:2202.03666: {sim}, at most {goal:,} evaluations",
        title_justify="left",
    )
    for i, column in enumerate(SHOWN):
        shown.add_column(column, justify="left" if i < 2 else "right", no_wrap=True)
    for row in rows:
        shown.add_row(*row[:2], *row[3:])
    drawn = io.StringIO()
    Console(file=drawn, width=110).print(shown)
    drawn.write(
        f"QD scores in millions. The paper's results are those after {EVALUATIONS:,} evaluations, in "
        "PyBullet.\n"
    )
    with write_atomically(out / "table.txt") as file:
        file.write(drawn.getvalue().encode())
    for task in dict.fromkeys(task for task, _ in there):
        runs = {a: [run.metrics for run in of] for (t, a), of in there.items() if t == task}
        save(learning(runs, "qd_score", f"{task} in {sim}"), out / f"{task}.png")
    return drawn.getvalue()


def _row(task: str, algorithm: str, runs: list[Run], goal: int) -> list[str]:
    """Returns a row of table.csv."""
    score, coverage, best, seconds = (
        np.array([_last(run, name, goal) for run in runs])
        for name in ("qd_score", "coverage", "best", "seconds")
    )
    error = f" ± {score.std(ddof=1) / 1e6 / len(runs) ** 0.5:.3f}" if len(runs) > 1 else ""
    paper = PAPER[algorithm][list(GRIDS).index(task)] if algorithm in PAPER else None
    spent = [run.config.spent.seconds if run.config.spent else 0.0 for run in runs]
    return [
        task,
        algorithm,
        f"{np.mean([_last(run, 'evaluations', goal) for run in runs]):.0f}",
        f"{score.mean() / 1e6:.3f}{error}",
        f"{paper[0]:.3f}" if paper else "",
        f"{coverage.mean():.2f}",
        f"{paper[1]:.2f}" if paper else "",
        f"{best.mean():.0f}",
        f"{paper[2]}" if paper else "",
        f"{np.mean(seconds + spent) / 60:.1f}",
    ]


def _plain(algorithm: str) -> str:
    return algorithm.lower().translate(str.maketrans("(,", "--", ")"))
