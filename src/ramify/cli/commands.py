"""The commands and their options. Imports that take long wait until a command runs."""

import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import tyro
from tyro.conf import Positional

from ramify.checks.limits import Count, Evaluations, NotNegative, Port, Positive, Seed, Whole, check
from ramify.cli.messages import note, warn_about_settings
from ramify.cli.progress import dashboard, pretraining_line
from ramify.recipes import BUILT_IN
from ramify.recipes.pretrain import PretrainTD3
from ramify.run.folder import claim_numbered
from ramify.system.printable import echo

if TYPE_CHECKING:
    from collections.abc import Callable

    from ramify.run.opened import Run

RUNS = Path("runs")
if TYPE_CHECKING:
    AnyRecipe = Any
else:  # one subcommand for each recipe
    AnyRecipe = Union[tuple(Annotated[r, tyro.conf.subcommand(r.name)] for r in BUILT_IN)]  # noqa: UP007


@dataclass(frozen=True)
class Command:
    """Base of every command. Checks each option against its type and range."""

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Opening(Command):
    """Base of the commands that need a run and its recipe."""

    run: Positional[Annotated[Path, "RUN"]]
    """Folder of the run."""
    recipe: Annotated[str, "MODULE:CLASS"] | None = field(default=None, kw_only=True)
    """For a run of your own recipe: the module and the name of its class. Python imports the module from
    the current folder."""

    def load(self) -> "Run":
        """Returns the run. Registers its recipe if `--recipe` names one."""
        from ramify.recipes.registry import import_recipe
        from ramify.run.opened import load

        if self.recipe is not None:
            import_recipe(self.recipe)
        return load(self.run)


@dataclass(frozen=True)
class Train(Command):
    """Start a run of a recipe: an algorithm with its settings (see `ramify train RECIPE --help`)."""

    recipe: AnyRecipe
    """Recipe to train."""
    evaluations: Evaluations = 2000
    """Number of solutions to evaluate, rounded down to whole iterations, but at least one iteration."""
    out: Path | None = None
    """New folder for the run. Default: runs/<recipe>-<task>-<number>."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""
    film: bool = False
    """Film the best robots after the run."""

    def __call__(self) -> None:
        from ramify.cli.summary import print_summary
        from ramify.run.session import train

        warn_about_settings(self.recipe)
        with dashboard(self.recipe, self.evaluations) as shown:
            run = train(
                self.recipe,
                evaluations=self.evaluations,
                out=self.out or RUNS / f"{self.recipe.name}-{self.recipe.task}",
                numbered=self.out is None,
                save_every=self.save_every,
                show=shown,
                say=note,
                show_pretraining=shown.pretraining,
            )
        print_summary(run, film=self.film)


@dataclass(frozen=True)
class Pretrain(Command):
    """Train an actor and critics by reinforcement learning. Later runs can start from them."""

    agent: Positional[Literal["td3"]]
    """Reinforcement learning algorithm."""
    settings: PretrainTD3
    out: Path | None = None
    """New folder. If pre-training is stopped, `ramify resume FOLDER` continues it. Default:
    runs/td3-<task>-<number>."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""

    def __call__(self) -> None:
        warn_about_settings(self.settings)
        out = self.out or claim_numbered(RUNS / f"{self.agent}-{self.settings.task}")
        _pretrain(partial(self.settings, out, save_every=self.save_every), self.settings)


def _pretrain(run: "Callable[[Callable], Path]", settings: PretrainTD3) -> None:
    """Runs pre-training, or the rest of it, and prints its progress and results.

    Args:
      run: (function that is called with each row of progress) -> path of critics.npz.
    """
    from ramify.cli.summary import print_pretraining
    from ramify.recipes.pretrain import WHOLE

    started = time.monotonic()
    say = partial(print, flush=True)
    say(
        f"Episodes have up to {settings.steps} control steps. A return is an episode's sum of rewards."
    )

    def show(row: dict[str, float]) -> None:
        say(pretraining_line(row, time.monotonic() - started))
        if row["episodes"] == settings.episodes:
            say(
                f"Training the measures' critics and evaluating episodes of {WHOLE} control steps. This "
                "takes a minute or two."
            )

    path = run(show)
    print_pretraining(path, settings)


@dataclass(frozen=True)
class Resume(Opening):
    """Continue a run, or pre-training, from its last checkpoint."""

    evaluations: Evaluations | None = None
    """Total number of evaluations, including those already done. Default: the number that the run was
    started with."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""
    film: bool = False
    """Film the best robots after the run."""

    def __call__(self) -> None:
        from ramify.cli.summary import print_summary
        from ramify.recipes import pretrain
        from ramify.recipes.registry import recipe_of, resume

        if pretrain.holds_pretraining(self.run):
            if self.evaluations is not None or self.film:
                raise ValueError(
                    f"{self.run} holds pre-training, which takes neither --evaluations nor --film: "
                    "leave them out."
                )
            if pretrain.is_complete(self.run):
                echo(f"The pre-training is complete: {self.run / pretrain.CRITICS}")
                return
            settings = pretrain.stopped_settings(self.run)
            _pretrain(partial(pretrain.resume, self.run, save_every=self.save_every), settings)
            return
        config = self.load().config
        recipe = recipe_of(config)
        warn_about_settings(recipe, made=config)
        goal = self.evaluations or config.evaluations
        with dashboard(recipe, goal) as shown:
            run = resume(
                self.run,
                evaluations=self.evaluations,
                save_every=self.save_every,
                show=shown,
                say=note,
                show_pretraining=shown.pretraining,
            )
        print_summary(run, film=self.film)


@dataclass(frozen=True)
class Plot(Command):
    """Draw a run's archive, learning curves and histogram. Writes to RUN/figures."""

    run: Positional[Annotated[Path, "RUN"]]
    """Folder of the run."""

    def __call__(self) -> None:
        from ramify.cli.outputs import draw_figures
        from ramify.run.opened import load

        for path in draw_figures(load(self.run)):
            echo(path)


@dataclass(frozen=True)
class Film(Opening):
    """Film the best robot, and several that are good and different. Writes to RUN/films."""

    count: Count = 6
    """Number of robots in the second film, which shows good and different robots."""
    seconds: Positive = 10.0
    """Length of the films in seconds."""

    def __call__(self) -> None:
        from ramify.cli.outputs import film_elites

        for path in film_elites(self.load(), self.count, self.seconds):
            echo(path)


@dataclass(frozen=True)
class Replay(Opening):
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
    policy: Literal["best"] = "best"
    """Elite whose policy is written, unless --near or --cell choose another one."""
    near: Annotated[tuple[float, ...], "MEASURE ..."] = ()
    """Write the policy of the elite closest to these measures, one number per measure."""
    cell: Whole | None = None
    """Write the policy of the elite in this cell."""

    def __call__(self) -> None:
        from ramify.cli.outputs import POLICIES, export_elites, export_policy

        if self.near and self.cell is not None:
            raise ValueError("--near and --cell each choose an elite: give one of them.")
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
    """List the runs in a folder, the tasks (`ramify list tasks`) or recipes (`ramify list recipes`)."""

    what: Positional[Annotated[str, "FOLDER|tasks|recipes"]] = str(RUNS)
    """Folder with runs, or what to list."""

    def __call__(self) -> None:
        from ramify.cli import listing

        if self.what == "tasks":
            listing.tasks()
        elif self.what == "recipes":
            listing.recipes()
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

    def __call__(self) -> None:
        from ramify.analysis.compare import compare, opened

        for path in compare(opened(self.runs), self.out):
            echo(path)


@dataclass(frozen=True)
class Reproduce(Command):
    """Reproduce a published table on all cores. Run the same command to continue an unfinished table."""

    table: Positional[Literal["dqd-table-1", "cma-mae-table"]]
    """Table to reproduce."""
    seeds: Count = 3
    """Number of runs per table entry."""
    iterations: Count | None = None
    """Number of iterations per run. Default: the paper's."""
    tasks: tuple[str, ...] = ()
    """Tasks of the table to run. Default: all."""
    algorithms: tuple[str, ...] = ()
    """Algorithms of the table to run. Default: all."""
    out: Path | None = None
    """Folder for curves, table and figures. Default: runs/<table>."""

    def __call__(self) -> None:
        from ramify.papers.reproduce import reproduce

        reproduce(
            self.table,
            seeds=self.seeds,
            out=self.out or RUNS / self.table,
            iterations=self.iterations,
            tasks=self.tasks,
            algorithms=self.algorithms,
        )
