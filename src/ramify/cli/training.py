"""The commands that start and continue runs and pre-training."""

import time
from contextlib import nullcontext
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import tyro
from tyro.conf import Positional

from ramify.checks.limits import Count, Evaluations, NotNegative
from ramify.cli.command import RUNS, Clustered, Opening
from ramify.cli.messages import note, warn_about_settings
from ramify.cli.progress import announce, dashboard, pretraining_line
from ramify.recipes import BUILT_IN
from ramify.recipes.pretrain import PretrainTD3
from ramify.run.folder import CONFIG, claim_numbered
from ramify.system.printable import echo

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ramify.run.opened import Run
    from ramify.run.progress import Progress
    from ramify.system.profile import Profile

if TYPE_CHECKING:
    AnyRecipe = Any
else:  # one subcommand for each recipe
    AnyRecipe = Union[tuple(Annotated[r, tyro.conf.subcommand(r.name)] for r in BUILT_IN)]  # noqa: UP007


@dataclass(frozen=True)
class Train(Clustered):
    """Start a run of a recipe: an algorithm with its settings (see `ramify train RECIPE --help`)."""

    recipe: AnyRecipe
    """Recipe to train."""
    evaluations: Evaluations = 2000
    """Number of solutions to evaluate, rounded down to whole iterations, but at least one iteration."""
    out: Path | None = None
    """New folder for the run. Default: runs/<recipe>-<task>-<number>."""
    seeds: Count = 1
    """Number of runs, each with another seed: --seed and the following numbers. With more than one, the
    folders are OUT/seed-0, OUT/seed-1 and so on. Functions run side by side on all cores, unless --track
    is given."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""
    profile: bool = False
    """Print where the seconds went, and write this table and a trace of 2 s into the run's folder."""
    film: bool = False
    """Film the best robots after the run."""
    view: bool = False
    """Open the explorer after the run, as `ramify view` does, if there is a display."""
    track: tuple[Literal["tensorboard", "wandb", "mlflow"], ...] = ()
    """Experiment trackers that record the run's metrics, pictures and films."""

    def __call__(self) -> None:
        announce(self.recipe)
        from ramify.cli.summary import print_summary
        from ramify.run.session import train
        from ramify.trackers import Tracking

        tracking = Tracking(self.track)
        warn_about_settings(self.recipe)
        if self.seeds > 1:
            self._train_seeds()
            return
        with _profiled(self.profile) as profile:
            with dashboard(self.recipe, self.evaluations, tracking) as shown:
                run = train(
                    self.recipe,
                    evaluations=self.evaluations,
                    out=self._out,
                    numbered=self.out is None,
                    save_every=self.save_every,
                    show=shown,
                    say=note,
                    show_pretraining=shown.pretraining,
                )
            print_summary(run, film=self.film)
        _print_profile(run, profile)
        tracking.finish(run)
        if self.view:
            _view(run)

    @property
    def _out(self) -> Path:
        return self.out or _numbered(self.recipe.name, self.recipe.task)

    def _train_seeds(self) -> None:
        from ramify.cli.seeds import run_seeds
        from ramify.run.seeds import prepare_seeds

        if self.film or self.view or self.profile:
            raise ValueError(
                "--film, --view and --profile are for a single run: leave them out. Later, `ramify film "
                "OUT/seed-0` and `ramify view OUT/seed-0` film and show one of the seeds."
            )
        folders = prepare_seeds(
            self.recipe,
            seeds=self.seeds,
            evaluations=self.evaluations,
            out=self._out,
            numbered=self.out is None,
        )
        run_seeds(list(folders), None, self.save_every, self.track)


def _profiled(wanted: bool) -> "AbstractContextManager[Profile | None]":
    """Returns a profile if it is wanted, otherwise a context that does nothing."""
    from ramify.system.profile import Profile

    return Profile(trace=True) if wanted else nullcontext()


def _print_profile(run: "Run", profile: "Profile | None") -> None:
    """Prints where the seconds went, and writes the profile into the run's folder."""
    if profile is not None:
        print(profile)
        for path in profile.save(run.path / "profile"):
            hint = " (open it in https://ui.perfetto.dev)" if path.suffix == ".gz" else ""
            echo(f"Profile: {path}{hint}")


def _numbered(name: str, task: str) -> Path:
    """Returns the folder of new runs, before the number."""
    return (
        RUNS / f"{name}-{task.partition('@')[0].replace('/', '-')}"
    )  # a model's without its checksum


def _view(run: "Run") -> None:
    """Serves the explorer until Ctrl-C, if there is a display and the run found anything."""
    from ramify.explorer.serve import has_display, serve

    if has_display() and len(run.archive):
        serve(run)


@dataclass(frozen=True)
class Pretrain(Clustered):
    """Train an actor and critics by reinforcement learning. Later runs can start from them."""

    agent: Positional[Literal["td3"]]
    """Reinforcement learning algorithm."""
    settings: PretrainTD3
    out: Path | None = None
    """New folder. If pre-training is stopped, `ramify resume FOLDER` continues it. Default:
    runs/td3-<task>-<number>."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""
    own_task: Annotated[str, "MODULE:FUNCTION"] | None = None
    """Pre-train on your own task instead of a robot: the module and the name of a function without
    arguments that returns the task, such as a GymnasiumTask. Python imports the module from the current
    folder. The flags of robots have no effect then. If it is stopped, the same command continues."""

    def __call__(self) -> None:
        warn_about_settings(self.settings)
        if self.own_task is not None:
            self._pretrain_own(self.own_task)
            return
        out = self.out or claim_numbered(_numbered(self.agent, self.settings.task))
        _pretrain(partial(self.settings, out, save_every=self.save_every), self.settings)

    def _pretrain_own(self, name: str) -> None:
        """Pre-trains on the task that this function returns."""
        from ramify.cli.summary import print_scores
        from ramify.recipes.pretrain_settings import PretrainSettings
        from ramify.recipes.pretrain_task import pretrain
        from ramify.recipes.registry import import_named

        task = import_named("--own-task", name, "function", "examples.ant_v5:ants")()
        settings = {f.name: getattr(self.settings, f.name) for f in fields(PretrainSettings)}
        out = self.out or claim_numbered(RUNS / f"{self.agent}-{name.rpartition(':')[2]}")
        run = partial(pretrain, task, out, save_every=self.save_every, **settings)
        path = _shown(run, self.settings.episodes, task.control.steps, task.control.steps)
        print_scores(path, task.measures, self.settings)
        echo(f"Critics: {path}. A run of your own starts from them with `ramify.from_critics`.")


def _pretrain(run: "Callable[[Callable], Path]", settings: PretrainTD3) -> None:
    """Runs pre-training of a robot, or the rest of it, and prints its progress and results.

    Args:
      run: (function that is called with each row of progress) -> path of critics.npz.
    """
    from ramify.cli.summary import print_pretraining
    from ramify.recipes.pretrain import WHOLE

    whole = WHOLE if settings.on_robot else settings.steps
    print_pretraining(_shown(run, settings.episodes, settings.steps, whole), settings)


def _shown(
    run: "Callable[[Callable], Path]", episodes: int, steps: int | None, whole: int | None
) -> Path:
    """Runs pre-training, or the rest of it, and prints its progress.

    Args:
      run: (function that is called with each row of progress) -> path of critics.npz.
      episodes, steps: number of episodes, and the largest number of control steps in one; None for the
        environment's limit.
      whole: number of control steps in the episodes that evaluate the result.
    """
    started = time.monotonic()
    say = partial(print, flush=True)
    limit = f"up to {steps}" if steps else "as many as the environment allows"
    say(f"Control steps per episode: {limit}. A return is an episode's sum of rewards.")

    def show(progress: "Progress") -> None:
        row = progress.row
        say(pretraining_line(row, time.monotonic() - started))
        if row["episodes"] == episodes:
            say(
                "Training the measures' critics and evaluating whole episodes"
                f"{f' of {whole} control steps' if whole else ''}. This takes a minute or two."
            )

    return run(show)


@dataclass(frozen=True)
class Resume(Clustered, Opening):
    """Continue a run, all runs of `train --seeds`, or pre-training, from the last checkpoint."""

    evaluations: Evaluations | None = None
    """Total number of evaluations, including those already done. Default: the number that the run was
    started with."""
    save_every: NotNegative = 30.0
    """Time between checkpoints in seconds."""
    profile: bool = False
    """Print where the seconds went, and write this table and a trace of 2 s into the run's folder."""
    film: bool = False
    """Film the best robots after the run."""
    track: tuple[Literal["tensorboard", "wandb", "mlflow"], ...] = ()
    """Experiment trackers that record the run's metrics, pictures and films."""

    def __call__(self) -> None:
        from ramify.cli.seeds import run_seeds, seeds_in
        from ramify.cli.summary import print_summary
        from ramify.recipes import pretrain
        from ramify.recipes.registry import recipe_of, resume
        from ramify.trackers import Tracking

        tracking = Tracking(self.track)
        if pretrain.holds_pretraining(self.run):
            if self.evaluations is not None or self.film or self.track:
                raise ValueError(
                    f"{self.run} holds pre-training, which takes none of --evaluations, --film and "
                    "--track: leave them out."
                )
            if pretrain.is_complete(self.run):
                echo(f"The pre-training is complete: {self.run / pretrain.CRITICS}")
                return
            settings = pretrain.stopped_settings(self.run)
            _pretrain(partial(pretrain.resume, self.run, save_every=self.save_every), settings)
            return
        if seeds := [] if (self.run / CONFIG).exists() else seeds_in(self.run):
            run_seeds(seeds, self.evaluations, self.save_every, self.track)
            return
        config = self.load().config
        recipe = recipe_of(config)
        announce(recipe)
        warn_about_settings(recipe, made=config)
        goal = self.evaluations or config.evaluations
        with _profiled(self.profile) as profile:
            with dashboard(recipe, goal, tracking) as shown:
                run = resume(
                    self.run,
                    evaluations=self.evaluations,
                    save_every=self.save_every,
                    show=shown,
                    say=note,
                    show_pretraining=shown.pretraining,
                )
            print_summary(run, film=self.film)
        _print_profile(run, profile)
        tracking.finish(run)
