"""Trains a recipe in a folder, and resumes it.

A run that is killed at any moment resumes from its last checkpoint. Its result is the same as that of a
run that was not killed.
"""

import warnings
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec

from ramify.checks.arguments import number, whole_number
from ramify.checks.limits import MOST_EVALUATIONS
from ramify.run.checkpoint import elite_table, read_archive_meta, restore
from ramify.run.config import Config, Spent, read_config, write_config
from ramify.run.experiment import Experiment, Prepares, Recipe, RefusesConflicts
from ramify.run.folder import ARCHIVE, PRETRAINING, claim_numbered, locked
from ramify.run.loop import run_chunk
from ramify.run.new_run import new_config, settings_of, write_new
from ramify.run.opened import Run, load
from ramify.run.progress import Progress as Progress
from ramify.run.progress import Show, resolved
from ramify.run.refusals import (
    refuse_no_recipe,
    refuse_other_recipe,
    refuse_other_simulator,
    refuse_used_folder,
)
from ramify.run.writer import RunWriter
from ramify.sims.cluster.placement import Cluster, advice, on_cluster, placed
from ramify.system.files import make_folder
from ramify.system.interrupts import defer_interrupts
from ramify.system.profile import span

CHUNK = 100  # most iterations between two calls of `show`


def train(
    recipe: Recipe,
    *,
    evaluations: int,
    out: str | Path,
    numbered: bool = False,
    save_every: float = 30.0,
    show: Show = None,
    say: Callable[[str], None] | None = None,
    show_pretraining: Show = None,
    cluster: Cluster | str | None = None,
) -> Run:
    """Starts a run in a new folder.

    Args:
      recipe: what to run.
      evaluations: number of evaluations. The run has as many whole iterations as fit, at least one.
      out: the run's folder.
      numbered: adds the first free number to the folder's name, such as out-1. Several processes that
        start at once get different folders.
      save_every: seconds between checkpoints, more if saving takes more than a twentieth
        of the time.
      show: True for a line of progress, or a function that is called with a `Progress` after every
        iteration (after every 100 of a JAX task, after up to 5 in MJX).
      say: called before the first iteration with a sentence, if the number of evaluations differs from
        `evaluations`. By default, a UserWarning says so if the number is larger.
      show_pretraining: the same, after each batch of episodes of pre-training, if the recipe pre-trains
        first. `show=True` shows pre-training, too.
      cluster: a Ray cluster that evaluates the solutions: "auto", "HOST:PORT" or a `ramify.Cluster`.
        The results are the same, to the last bit. Another call may continue the run elsewhere.

    Raises:
      RunError: the folder is not empty, the start does not fit the recipe, the disk is full, or the
        cluster cannot be used.
      ValueError: a setting is out of range.
      KeyboardInterrupt: Ctrl-C was pressed. The first press lets the iteration end and saves it. The
        second press stops at once. The message says what is saved.
      Terminated: the same for SIGTERM and SIGHUP, unless the program handles these itself. It is a
        SystemExit: if it is not caught, it ends the program.
    """
    refuse_no_recipe(recipe)
    folder = Path(out)
    evaluations = whole_number("evaluations", evaluations, at_least=1, at_most=MOST_EVALUATIONS)
    save_every = number("save_every", save_every, at_least=0.0)
    if not numbered:
        refuse_used_folder(folder)
    if isinstance(recipe, RefusesConflicts):
        recipe.refuse_conflicts()
    with on_cluster(cluster, say):
        experiment = _built(recipe)
        config = new_config(recipe, experiment, evaluations)
        return _run(
            folder,
            recipe,
            experiment,
            config,
            save_every,
            show,
            say,
            show_pretraining,
            new=True,
            numbered=numbered,
        )


def _built(recipe: Recipe) -> Experiment:
    """Returns what a recipe builds, with its task on the cluster if there is one."""
    with span("building the task"):
        experiment = recipe.build()
    return replace(experiment, task=placed(experiment.task))


def resume(
    folder: Path,
    recipe: Recipe,
    *,
    evaluations: int | None = None,
    save_every: float = 30.0,
    show: Show = None,
    say: Callable[[str], None] | None = None,
    show_pretraining: Show = None,
    cluster: Cluster | str | None = None,
) -> Run:
    """Continues a run from its last checkpoint.

    Args:
      folder: the run's folder.
      recipe: the run's recipe.
      evaluations: new number of evaluations in total; by default that of the run.
      save_every, show, say, show_pretraining, cluster: see `train`.

    Raises:
      RunError: the recipe is not the run's, or its simulator or the simulator's version differs.
      ValueError: `evaluations` is not positive, or smaller than the number already done.
    """
    config = read_config(folder)
    if evaluations is not None:
        evaluations = whole_number("evaluations", evaluations, at_least=1, at_most=MOST_EVALUATIONS)
    save_every = number("save_every", save_every, at_least=0.0)
    with on_cluster(cluster, say):
        experiment = _built(recipe)
        refuse_other_simulator(folder, config, experiment)
        refuse_other_recipe(config, recipe, settings_of(recipe))
        goal = evaluations or config.evaluations
        saved = (folder / ARCHIVE).exists()
        done = read_archive_meta(folder).iteration * experiment.per_iteration() if saved else 0
        if evaluations is not None and evaluations < done:
            raise ValueError(
                f"evaluations is {evaluations}, and {folder} has done {done} already: give at least "
                f"{done}."
            )
        if goal != config.evaluations:
            config = msgspec.structs.replace(config, evaluations=goal)
            with locked(folder):
                write_config(folder, config)
        return _run(folder, recipe, experiment, config, save_every, show, say, show_pretraining)


def _run(
    folder: Path,
    recipe: Recipe,
    experiment: Experiment,
    config: Config,
    save_every: float,
    show: Show,
    say: Callable[[str], None] | None,
    show_pretraining: Show,
    *,
    new: bool = False,
    numbered: bool = False,
) -> Run:
    """Runs iterations in a folder until the goal or a signal."""
    if show is True and show_pretraining is None:
        show_pretraining = True
    shown, shown_pretraining = resolved(show), resolved(show_pretraining)
    task, qd, plan = experiment.task, experiment.qd, experiment.plan()
    if (sentence := advice(max(query.x.shape[0] for query in plan.queries))) is not None:
        _say(sentence, say)
    goal, chunk = max(1, config.evaluations // plan.evaluations), plan.chunk_size(CHUNK)
    resumed = not numbered and (folder / ARCHIVE).exists()
    prepare = recipe.preparation() if not resumed and isinstance(recipe, Prepares) else None
    if resumed or prepare is not None:
        state = qd.shape(experiment.theta.size, fields=task.fields)
    else:  # before a folder is made, since it may raise an error
        state = experiment.first(recipe.seed)
    if numbered:
        folder = claim_numbered(folder)
    _announce(config.evaluations, goal, plan.evaluations, say)
    make_folder(folder)
    with locked(folder), ExitStack() as deferred:
        if new:
            write_new(folder, config)
        if prepare is not None:
            started = prepare(folder / PRETRAINING, shown_pretraining, save_every).build()
            state = started.first(recipe.seed)
            config = msgspec.structs.replace(config, spent=Spent(**started.spent()))
            write_config(folder, config)
        stop = deferred.enter_context(defer_interrupts())
        state, done = restore(folder, qd, state) if resumed else (state, 0)
        files = RunWriter(
            folder, experiment, config, stop, done=done, goal=goal, save_every=save_every
        )
        with files:
            while files.iteration < goal and not stop():
                # Chunks end at multiples of their size: a resumed run has the same chunks.
                count = min(chunk - files.iteration % chunk, goal - files.iteration)
                state, rows = run_chunk(plan, qd, task, state, count)
                row = files.append(rows, plan.evaluations)
                if files.due or files.iteration == goal or stop():
                    with span("checkpoints"):
                        files.checkpoint(state)
                if shown is not None:
                    elites = partial(elite_table, qd, state, task.measures)
                    try:
                        with span("progress"):
                            shown(Progress(row, elites, goal * plan.evaluations, folder, rows))
                    except Exception:  # no iteration is lost
                        files.checkpoint(state)
                        raise
            if files.saved < files.iteration:  # the signal came after this iteration's checkpoint
                files.checkpoint(state)
    stop.end(stop.note)
    return load(folder)


def _announce(
    asked: int, iterations: int, per_iteration: int, say: Callable[[str], None] | None
) -> None:
    """Says how many evaluations will be run, if it is not the number that was asked for."""
    total = iterations * per_iteration
    if total == asked or (say is None and total < asked):
        return
    whole = "1 iteration" if iterations == 1 else f"{iterations} iterations"
    sentence = (
        f"{total} evaluations will be run, not {asked}: {whole} of {per_iteration}. Only whole "
        "iterations are run."
    )
    _say(sentence, say)


def _say(sentence: str, say: Callable[[str], None] | None) -> None:
    if say is not None:
        say(sentence)
    else:
        warnings.warn(sentence, stacklevel=5)  # the line that calls `train`
