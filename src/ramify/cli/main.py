"""The command line. Nothing heavy is imported before it is needed."""

import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import tyro
from tyro.conf import CascadeSubcommandArgs, OmitArgPrefixes, OmitSubcommandPrefixes, Positional

from ramify.checks.limits import Count, Evaluations, NotNegative, Port, Positive, Seed, Whole, check
from ramify.cli.flags import REGISTRY
from ramify.cli.messages import say, warn, warn_about_cache, words_for
from ramify.cli.summary import (
    export,
    film_elites,
    finish,
    plot,
    pretraining,
    print_learnt,
    replay_elites,
)
from ramify.recipes import BUILT_IN
from ramify.recipes.pretrain import PretrainTD3
from ramify.run.folder import claim_numbered, titled
from ramify.system.interrupts import Terminated, command
from ramify.system.printable import echo
from ramify.system.runtime import check_device, configure, disable_broken_drawing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ramify.run.opened import Run
    from ramify.run.session import Progress

RUNS = Path("runs")
if TYPE_CHECKING:
    AnyRecipe = Any
else:  # one subcommand for each recipe
    AnyRecipe = Union[tuple(Annotated[r, tyro.conf.subcommand(r.name)] for r in BUILT_IN)]  # noqa: UP007


@dataclass(frozen=True)
class Command:
    """The base of every command: each option is checked against its type and range."""

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Opening(Command):
    """A run is opened, and the task that it solves."""

    run: Positional[Path]
    """The run's folder."""
    recipe: str | None = field(default=None, kw_only=True)
    """For a run of a recipe of your own: its class, as module:Class, which is imported from here."""

    def opened(self) -> "Run":
        from ramify.recipes.registry import import_recipe
        from ramify.run.opened import load

        if self.recipe is not None:
            import_recipe(self.recipe)
        return load(self.run)


@dataclass(frozen=True)
class Train(Command):
    """Start a run: the recipe, then its settings."""

    recipe: AnyRecipe
    """What to run."""
    evaluations: Evaluations = 2000
    """Number of solutions to evaluate. As many whole iterations as fit are run, at least one."""
    out: Path | None = None
    """The run's folder, a new one; by default runs/<recipe>-<task>-<number>."""
    save_every: NotNegative = 30.0
    """Seconds between checkpoints."""
    film: bool = False
    """Film the best robots at the end."""

    def __call__(self) -> None:
        from ramify.run.session import train

        warn(self.recipe)
        with _shown(self.recipe, self.evaluations) as show:
            run = train(
                self.recipe,
                evaluations=self.evaluations,
                out=self.out or RUNS / f"{self.recipe.name}-{self.recipe.task}",
                numbered=self.out is None,
                save_every=self.save_every,
                show=show,
                say=say,
            )
        finish(run, film=self.film)


@dataclass(frozen=True)
class Pretrain(Command):
    """Train critics and actors by reinforcement learning alone, for later runs to start from."""

    agent: Positional[Literal["td3"]]
    """What learns."""
    settings: PretrainTD3
    out: Path | None = None
    """A new folder; by default runs/td3-<task>-<number>. If it is stopped, `ramify resume` carries it
    on."""
    save_every: NotNegative = 30.0
    """Seconds between checkpoints."""

    def __call__(self) -> None:
        warn(self.settings)
        out = self.out or claim_numbered(RUNS / f"{self.agent}-{self.settings.task}")
        _pretrain(partial(self.settings, out, save_every=self.save_every), self.settings)


def _pretrain(run: "Callable[[Callable], Path]", settings: PretrainTD3) -> None:
    """Runs pre-training, or what is left of it, and says how it goes and what was learnt."""
    from ramify.recipes.pretrain import WHOLE
    from ramify.recipes.pretrain_files import read_meta
    from ramify.robots.robots import ROBOTS

    started = time.monotonic()
    say = partial(print, flush=True)
    say(f"Returns are of {settings.steps} steps.")

    def show(row: dict[str, float]) -> None:
        say(pretraining(row, time.monotonic() - started))
        if row["episodes"] == settings.episodes:
            say(f"Now walks of {WHOLE} steps, and critics of the measures: a minute or two.")

    path = run(show)
    names = ("objective", *ROBOTS[settings.task].measures)
    print_learnt(read_meta(path.parent), names, settings.actors(len(names)))
    echo(f"critics  {path}")


@dataclass(frozen=True)
class Resume(Opening):
    """Carry a run, or pre-training, on from its last checkpoint."""

    evaluations: Evaluations | None = None
    """How many in all, with those already done; by default as many as it was started for."""
    save_every: NotNegative = 30.0
    """Seconds between checkpoints."""
    film: bool = False
    """Film the best robots at the end."""

    def __call__(self) -> None:
        from ramify.recipes import pretrain
        from ramify.recipes.registry import recipe_of, resume

        if pretrain.holds_pretraining(self.run):
            if self.evaluations is not None or self.film:
                raise ValueError(
                    f"{self.run} holds pre-training, which has no --evaluations or --film."
                )
            if pretrain.is_complete(self.run):
                echo(f"{self.run} is complete: {self.run / pretrain.CRITICS}")
                return
            settings = pretrain.stopped_settings(self.run)
            _pretrain(partial(pretrain.resume, self.run, save_every=self.save_every), settings)
            return
        config = self.opened().config
        recipe = recipe_of(config)
        warn(recipe, made=config)
        goal = self.evaluations or config.evaluations
        with _shown(recipe, goal) as show:
            run = resume(
                self.run,
                evaluations=self.evaluations,
                save_every=self.save_every,
                show=show,
                say=say,
            )
        finish(run, film=self.film)


@dataclass(frozen=True)
class Plot(Command):
    """Draw a run's archive, learning curves and histogram into RUN/figures."""

    run: Positional[Path]
    """The run's folder."""

    def __call__(self) -> None:
        from ramify.run.opened import load

        for path in plot(load(self.run)):
            echo(path)


@dataclass(frozen=True)
class Film(Opening):
    """Film the best robot, and several good and different ones, into RUN/films."""

    count: Count = 6
    """How many good and different ones."""
    seconds: Positive = 10.0
    """Length of the films."""

    def __call__(self) -> None:
        for path in film_elites(self.opened(), self.count, self.seconds):
            echo(path)


@dataclass(frozen=True)
class Replay(Opening):
    """Evaluate archived elites again, and compare with what the archive says."""

    count: Whole = 20
    """How many elites, drawn at random, besides the best."""
    episodes: Whole = 0
    """Evaluate each in so many new episodes as well: what of its score was luck?"""
    seed: Seed = 0
    """Of the draw, and of new episodes."""

    def __call__(self) -> None:
        if not replay_elites(self.opened(), self.count, self.episodes, self.seed):
            sys.exit(1)


@dataclass(frozen=True)
class Export(Command):
    """Write a run's elites to a new file of another format."""

    run: Positional[Path]
    """The run's folder."""
    to: Path
    """A file ending in .parquet or .csv."""

    def __call__(self) -> None:
        from ramify.run.opened import load

        export(load(self.run), self.to)


@dataclass(frozen=True)
class View(Opening):
    """Look at a run in the browser: click an elite and watch it, steer it along its gradients. The run
    is only read."""

    port: Port | None = None
    """On this machine (127.0.0.1); by default the first free one from 8765 on."""
    browser: bool = True
    """Open a browser."""

    def __call__(self) -> None:
        from ramify.explorer.serve import serve

        serve(self.opened(), port=self.port, browser=self.browser)


@dataclass(frozen=True)
class Report(Opening):
    """Write a run's explorer, with recorded motions, into one HTML file that opens from disk."""

    elites: Count | None = None
    """How many are recorded: the best, and good and different ones; by default 1000 solutions of a
    function, and 24 of all else."""
    out: Path | None = None
    """The file; by default RUN/report.html."""

    def __call__(self) -> None:
        from ramify.cli.summary import report

        echo(report(self.opened(), self.elites, self.out))


@dataclass(frozen=True)
class List(Command):
    """List the runs in a folder, or what there is: `ramify list tasks`, `ramify list recipes`."""

    what: Positional[str] = str(RUNS)
    """A folder, "tasks" or "recipes"."""

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
    """Compare runs: a table, learning curves with bands over seeds, and a test of the differences."""

    runs: Positional[tuple[Path, ...]]
    """Their folders, such as runs/*. What is no run is left out. Runs that differ in nothing but the
    seed are one method."""
    out: Path = RUNS / "comparison"
    """Where comparison.csv and the curves go; what an earlier comparison left there is replaced."""

    def __call__(self) -> None:
        from ramify.analysis.compare import compare, opened

        for path in compare(opened(self.runs), self.out):
            echo(path)


@dataclass(frozen=True)
class Reproduce(Command):
    """Make a published table again, on all cores. Called again, it goes on where it was."""

    table: Positional[Literal["dqd-table-1", "cma-mae-table"]]
    """Which."""
    seeds: Count = 3
    """Runs of every entry."""
    iterations: Count | None = None
    """Of every run; by default the paper's."""
    tasks: tuple[str, ...] = ()
    """Only these of the table's; by default all."""
    algorithms: tuple[str, ...] = ()
    """Only these of the table's; by default all."""
    out: Path | None = None
    """Where the curves, table and figures go; by default runs/<table>."""

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


def main() -> None:
    """The `ramify` command."""
    configure()  # before anything imports JAX: `--sim auto` does when it is parsed
    warn_about_cache()
    with command():
        try:
            check_device()
            _chosen()()
        except Exception as error:
            if (words := words_for(error)) is None:
                raise
            echo(f"ramify: {words}", file=sys.stderr)
            sys.exit(2)
        except (KeyboardInterrupt, Terminated) as stop:
            with suppress(OSError):  # the terminal may be what is gone
                echo(f"ramify: {stop}", file=sys.stderr)
            sys.exit(stop.code if isinstance(stop, Terminated) else 130)


def _chosen() -> Any:
    """What the command line asks for.

    Raises:
      ValueError: a setting is out of range.
    """
    chosen = tyro.cli(
        (
            Annotated[Train, tyro.conf.subcommand("train")]
            | Annotated[Pretrain, tyro.conf.subcommand("pretrain")]
            | Annotated[Resume, tyro.conf.subcommand("resume")]
            | Annotated[Plot, tyro.conf.subcommand("plot")]
            | Annotated[Film, tyro.conf.subcommand("film")]
            | Annotated[Replay, tyro.conf.subcommand("replay")]
            | Annotated[Export, tyro.conf.subcommand("export")]
            | Annotated[View, tyro.conf.subcommand("view")]
            | Annotated[Report, tyro.conf.subcommand("report")]
            | Annotated[Compare, tyro.conf.subcommand("compare")]
            | Annotated[Reproduce, tyro.conf.subcommand("reproduce")]
            | Annotated[List, tyro.conf.subcommand("list")]
        ),
        prog="ramify",
        description="Quality-diversity: fill an archive with solutions that are good and different. "
        "`ramify COMMAND --help` tells more; `ramify list recipes`, what can be trained.",
        config=(CascadeSubcommandArgs, OmitArgPrefixes, OmitSubcommandPrefixes),
        registry=REGISTRY,
    )
    disable_broken_drawing()
    return chosen


class _shown:
    """A dashboard, fed from a run's progress."""

    def __init__(self, recipe: Any, goal: int):
        from ramify.view.dashboard import Dashboard

        self._dashboard = Dashboard(titled(recipe.name, vars(recipe)), goal)
        self._drawn = 0.0

    def __enter__(self) -> "Callable[[Progress], None]":
        self._dashboard.__enter__()
        return self._show

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._dashboard.__exit__(*error)

    def _show(self, progress: "Progress") -> None:
        elites = None
        if time.monotonic() - self._drawn > 1.0:  # taking the elites out of the state costs
            self._drawn, elites = time.monotonic(), progress.elites(solutions=False)
        self._dashboard.total = progress.goal  # whole iterations
        try:
            self._dashboard.update(progress.row, elites)
        except OSError:  # nobody reads any more: as if the terminal had been closed
            signal.raise_signal(signal.SIGHUP)
