"""The commands that show, export and compare runs. Imports that take long wait until a command runs."""

import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

from tyro.conf import Positional, UseAppendAction

from ramify.checks.limits import Count, Evaluations, Port, Positive, Seed, Whole
from ramify.cli.command import RUNS, Clustered, Command, Opening
from ramify.sims.table import BULLET, SimulatorName
from ramify.system.printable import echo

PictureFormat = Literal["png", "pdf", "svg"]


@dataclass(frozen=True)
class Plot(Command):
    """Draw a run's archive, learning curves and histogram. Writes to RUN/figures."""

    run: Positional[Annotated[Path, "RUN"]]
    """Folder of the run."""
    format: PictureFormat = "png"
    """Format of the pictures. pdf and svg can be enlarged without loss, for papers."""

    def __call__(self) -> None:
        from ramify.cli.outputs import draw_figures
        from ramify.run.opened import load

        for path in draw_figures(load(self.run), self.format):
            echo(path)


@dataclass(frozen=True)
class Film(Opening):
    """Film the best robot, and several that are good and different. Writes to RUN/films."""

    count: Count = 6
    """Number of robots in the second film, which shows good and different robots."""
    seconds: Positive = 6.0
    """Length of the films in seconds."""
    any: bool = False
    """Choose from all robots, also from those that stand for a part of their episode. By default, the
    second film shows robots that come at least half as far in each half of it as in the other."""

    def __call__(self) -> None:
        from ramify.cli.outputs import film_elites

        for path in film_elites(self.load(), self.count, self.seconds, any_gait=self.any):
            echo(path)


@dataclass(frozen=True)
class Replay(Clustered, Opening):
    """Re-evaluate elites and compare their scores with the archive. Exit status 1 if any differs."""

    count: Whole = 20
    """Number of random elites to re-evaluate, besides the best one."""
    episodes: Whole = 0
    """Number of new episodes for each elite. Their mean score shows how much of the archived score was
    luck. 0 simulates only the archived episodes."""
    seed: Seed = 0
    """Seed of the random elites and of the new episodes."""

    def __call__(self) -> None:
        from ramify.cli.replay import replay_elites

        if not replay_elites(self.load(), self.count, self.episodes, self.seed):
            sys.exit(1)


@dataclass(frozen=True)
class Export(Opening):
    """Write a run's elites to a new file, or one elite's policy to a file that runs without ramify."""

    to: Path
    """New file. .parquet and .csv hold all elites. .onnx, .npz and .py hold one policy; .py needs NumPy
    only."""
    policy: Literal["best", "all"] = "best"
    """Policies to write. best: that of the best elite, or of the one that --near or --cell choose. all:
    those of all elites, to an .npz file."""
    near: Annotated[tuple[float, ...], "MEASURE ..."] = ()
    """Write the policy of the elite closest to these measures, one number per measure."""
    cell: Whole | None = None
    """Write the policy of the elite in this cell."""

    def __call__(self) -> None:
        from ramify.cli.outputs import POLICIES, export_elites, export_policies, export_policy

        if self.near and self.cell is not None:
            raise ValueError("--near and --cell each choose an elite: give one of them.")
        if self.policy == "all":
            if self.near or self.cell is not None:
                raise ValueError("--policy all writes every policy: leave --near and --cell out.")
            echo(export_policies(self.load(), self.to))
            return
        if self.to.suffix in POLICIES:
            echo(export_policy(self.load(), self.to, self.near, self.cell))
        elif self.near or self.cell is not None:
            raise ValueError(
                f"{self.to} holds all elites: leave --near and --cell out, or name a file that ends in "
                f"{', '.join(POLICIES)}."
            )
        else:
            echo(export_elites(self.load(), self.to))


@dataclass(frozen=True)
class Adapt(Opening):
    """Damage a run's robot, and find a gait of its archive that still works, in a few trials.

    `ramify list damages` describes the damages. The same command continues an unfinished adaptation."""

    damage: UseAppendAction[tuple[Annotated[tuple[str, ...], "SUBJECT:DAMAGE"], ...]] = ()
    """Damages of the robot, at least one, such as front-left:missing, front_left_ankle:jammed or
    floor:slippery=0.2. Several are combined, after one --damage or each after its own."""
    trials: Count = 20
    """Largest number of trials. They end earlier if no other gait is predicted to be much better."""
    seed: Seed = 0
    """Seed of the trials' episodes."""
    out: Path | None = None
    """Folder for the results. Default: RUN/adaptations/DAMAGE."""

    def __call__(self) -> None:
        from ramify.cli.adapt import adapt_robot

        damage = tuple(chain.from_iterable(self.damage))
        adapt_robot(self.load(), damage, self.trials, self.seed, self.out)


@dataclass(frozen=True)
class View(Opening):
    """Explore a run in the browser: click an elite to watch it, and steer it along its gradients. The
    run's folder is not changed."""

    port: Port | None = None
    """Port on this machine (127.0.0.1). Default: the first free port from 8765."""
    browser: bool = True
    """Open a browser window."""

    def __call__(self) -> None:
        from ramify.explorer.serve import serve

        serve(self.load(), port=self.port, browser=self.browser)


@dataclass(frozen=True)
class Report(Opening):
    """Write the explorer of a run, with recorded motions, to one HTML file that needs no server."""

    elites: Count | None = None
    """Number of elites with a recorded motion: the best, and others that are good and different.
    Default: 1000 for functions, 24 for other tasks."""
    out: Path | None = None
    """HTML file. Default: RUN/report.html."""

    def __call__(self) -> None:
        from ramify.cli.outputs import write_report

        echo(write_report(self.load(), self.elites, self.out))


@dataclass(frozen=True)
class List(Command):
    """List the runs in a folder, the tasks (`ramify list tasks`), recipes or damages."""

    what: Positional[Annotated[str, "FOLDER|tasks|recipes|damages"]] = str(RUNS)
    """Folder with runs, or what to list."""

    def __call__(self) -> None:
        from ramify.cli import listing

        if self.what == "tasks":
            listing.tasks()
        elif self.what == "recipes":
            listing.recipes()
        elif self.what == "damages":
            listing.damages()
        else:
            listing.runs(Path(self.what))


@dataclass(frozen=True)
class Compare(Command):
    """Compare runs: a table of scores, learning curves over all seeds, and significance tests."""

    runs: Positional[Annotated[tuple[Path, ...], "RUN ..."]]
    """Folders of the runs, such as runs/*. Other files and folders are skipped. Runs that differ only in
    the seed count as one method."""
    out: Path = RUNS / "comparison"
    """Folder for comparison.csv and the figures. Files of an earlier comparison are replaced."""
    format: PictureFormat = "png"
    """Format of the figures. pdf and svg can be enlarged without loss, for papers."""

    def __call__(self) -> None:
        from ramify.analysis.compare import compare, opened

        for path in compare(opened(self.runs), self.out, self.format):
            echo(path)


@dataclass(frozen=True)
class Reproduce(Clustered):
    """Reproduce a published table on all cores. Run the same command to continue an unfinished table."""

    table: Positional[Literal["dqd-table-1", "cma-mae-table", "dqd-rl"]]
    """Table to reproduce. dqd-rl has robots, and its runs are folders that `ramify view` opens."""
    seeds: Count = 3
    """Number of runs per table entry."""
    iterations: Count | None = None
    """Number of iterations per run; not for dqd-rl. Default: the paper's."""
    evaluations: Evaluations | None = None
    """Number of evaluations per run, for dqd-rl only. With a larger number, the same command continues
    the runs. Default: the paper's million."""
    sim: SimulatorName | None = None
    """Simulator, for dqd-rl only. Default: bullet, the paper's."""
    tasks: tuple[str, ...] = ()
    """Tasks of the table to run. Default: all."""
    algorithms: tuple[str, ...] = ()
    """Algorithms of the table to run. Default: all."""
    out: Path | None = None
    """Folder for curves, table and figures. Default: runs/<table>."""

    def __call__(self) -> None:
        from ramify.papers import dqd_rl, reproduce

        given: dict[str, Any] = dict(
            seeds=self.seeds,
            out=self.out or RUNS / self.table,
            tasks=self.tasks,
            algorithms=self.algorithms,
        )
        if self.table == dqd_rl.NAME:
            if self.iterations is not None:
                raise ValueError("--iterations is not for dqd-rl: give --evaluations.")
            dqd_rl.reproduce(**given, evaluations=self.evaluations, sim=self.sim or BULLET.name)
            return
        if self.evaluations is not None or self.sim is not None:
            raise ValueError(
                f"--evaluations and --sim are for dqd-rl, and {self.table} has functions: leave them "
                "out, or give --iterations."
            )
        reproduce.reproduce(self.table, **given, iterations=self.iterations)
