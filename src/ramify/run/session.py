"""Train and resume: the loop with its folder.

Killed at any moment, a run resumes from its last checkpoint and ends as if it had not been killed.
"""

import json
import shlex
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import msgspec

from ramify.checks.arguments import as_json, number, whole_number
from ramify.checks.limits import MOST_EVALUATIONS
from ramify.elites.table import EliteTable
from ramify.run.checkpoint import (
    elite_table,
    read_archive_meta,
    read_unwritten,
    restore,
    save,
)
from ramify.run.config import (
    NEUTRAL,
    Config,
    Spent,
    identity_of,
    read_config,
    settings_before,
    write_config,
)
from ramify.run.experiment import Experiment, Recipe, RefusesConflicts
from ramify.run.folder import (
    ARCHIVE,
    CONFIG,
    RunError,
    claim_numbered,
    class_of,
    is_new,
    locked,
)
from ramify.run.loop import run_chunk
from ramify.run.metrics import MetricsFile
from ramify.run.opened import Run, load
from ramify.run.provenance import simulator_here, simulator_of, versions
from ramify.system.files import make_folder
from ramify.system.interrupts import defer_interrupts

CHUNK = 100  # iterations of a function between two rows of progress


@dataclass(frozen=True)
class Progress:
    """What a run shows as it goes: the latest row of its metrics, and its elites when asked for (while
    `show` is called, no later)."""

    row: dict[str, Any]
    elites: Callable[..., EliteTable]  # with `solutions=False`, all but these: quickly
    goal: int  # evaluations


def train(
    recipe: Recipe,
    *,
    evaluations: int,
    out: str | Path,
    numbered: bool = False,
    save_every: float = 30.0,
    show: Callable[[Progress], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Run:
    """Start a run in a new folder.

    Args:
      recipe: what to run.
      evaluations: how many; as many whole iterations as fit are run, at least one.
      out: the run's folder.
      numbered: add the first free number to the folder's name, such as out-1. Several processes that
        start at once get different folders.
      save_every: seconds between checkpoints, or more where saving takes more than a tenth of them.
      show: called after every iteration (every 100 of a JAX task, up to 5 in mjx).
      say: called before the first iteration with a sentence about what will be run, if that is not what
        was asked for. By default a UserWarning is given, if it is more.

    Raises:
      RunError: the folder holds something already, what it is to start from does not fit, or the
        disk is full.
      ValueError: a setting is out of range.
      KeyboardInterrupt: Ctrl-C was pressed. The first press lets the iteration end and saves it, the
        second stops at once. The message says up to where the run is saved.
      Terminated: the same for SIGTERM and SIGHUP, unless the program handles these itself. It is a
        SystemExit: uncaught, it ends the program.
    """
    _refuse_other_than_a_recipe(recipe)
    folder = Path(out)
    evaluations = whole_number("evaluations", evaluations, at_least=1, at_most=MOST_EVALUATIONS)
    save_every = number("save_every", save_every, at_least=0.0)
    if not numbered and (folder / CONFIG).exists():
        raise RunError(
            f"{folder} holds a run: `ramify resume {shlex.quote(str(folder))}` carries it on; a new run "
            "wants a new folder."
        )
    if not (numbered or is_new(folder)):
        raise RunError(f"{folder} is not an empty folder: a new run wants a new one.")
    if isinstance(recipe, RefusesConflicts):
        recipe.refuse_conflicts()
    experiment, settings = recipe.build(), _settings(recipe)
    simulator, spent = experiment.task.simulator, experiment.spent()
    config = Config(
        recipe=recipe.name,
        settings=settings,
        evaluations=evaluations,
        identity=identity_of(recipe.name, settings, simulator),
        spent=Spent(**spent) if spent else None,
        simulator=simulator,
        versions=versions(),
        class_=class_of(recipe),
    )
    return _run(
        folder, recipe, experiment, config, save_every, show, say, new=True, numbered=numbered
    )


def resume(
    folder: Path,
    recipe: Recipe,
    *,
    evaluations: int | None = None,
    save_every: float = 30.0,
    show: Callable[[Progress], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> Run:
    """Carry a run on from its last checkpoint, to more `evaluations` if given.

    Raises:
      RunError: scores of another simulator, or of another version of it, would enter the archive; or
        the recipe is not the run's.
      ValueError: evaluations is not positive.
    """
    config = read_config(folder)
    if evaluations is not None:
        evaluations = whole_number("evaluations", evaluations, at_least=1, at_most=MOST_EVALUATIONS)
    save_every = number("save_every", save_every, at_least=0.0)
    experiment = recipe.build()
    here, made = simulator_here(experiment.task.simulator), simulator_of(config)
    if made != here and config.simulator is not None:  # some older runs do not tell
        raise RunError(
            f"{folder}'s scores were earned in {made or 'no simulator'}, and would now be in "
            f"{here or 'none'}: they do not compare. Go on with what it was made with, or begin a new "
            "run."
        )
    _refuse_other(config, recipe, _settings(recipe))
    goal = evaluations or config.evaluations
    saved = (folder / ARCHIVE).exists()
    done = read_archive_meta(folder).iteration * experiment.per_iteration() if saved else 0
    if evaluations is not None and evaluations < done:
        raise ValueError(f"evaluations={evaluations}: {folder} has done {done} already; give more.")
    if goal != config.evaluations:
        config = msgspec.structs.replace(config, evaluations=goal)
        with locked(folder):
            write_config(folder, config)
    return _run(folder, recipe, experiment, config, save_every, show, say)


def _refuse_other_than_a_recipe(recipe: Any) -> None:
    if isinstance(recipe, type):
        raise ValueError(
            f"recipe is the class {recipe.__name__}: give an object, {recipe.__name__}()."
        )
    if not (hasattr(recipe, "build") and hasattr(recipe, "name") and is_dataclass(recipe)):
        raise ValueError(
            f"recipe is {recipe!r}: give a frozen dataclass with a name, a seed and build(), such as "
            "those of ramify.recipes."
        )


def _announce(
    asked: int, iterations: int, per_iteration: int, say: Callable[[str], None] | None
) -> None:
    """Says how many evaluations will be run, if that is not the number that was asked for."""
    total = iterations * per_iteration
    if total == asked or (say is None and total < asked):
        return
    each = "1 iteration" if iterations == 1 else f"{iterations} iterations"
    sentence = (
        f"{total} evaluations will be run, not the {asked} that were asked for: {each} of "
        f"{per_iteration}, since only whole iterations are run."
    )
    if say is not None:
        say(sentence)
    else:
        warnings.warn(sentence, stacklevel=4)  # of whoever called `train`


def _settings(recipe: Recipe) -> dict[str, Any]:
    """Returns a recipe's settings as JSON keeps them."""
    return json.loads(json.dumps(asdict(cast(Any, recipe)), default=as_json))


def _refuse_other(config: Config, recipe: Recipe, settings: dict[str, Any]) -> None:
    """Raises RunError if the recipe is not the run's.

    A setting that came after the run may have any value, unless the recipe's `before` says what it was.
    So may a setting on which no result depends.
    """
    was = {"recipe": config.recipe} | settings_before(recipe) | config.settings
    now = {"recipe": recipe.name} | settings
    other = [
        f"{key}={now[key]!r} (the run's: {was[key]!r})"
        for key in was.keys() & now.keys() - NEUTRAL
        if was[key] != now[key]
    ]
    if other:
        raise RunError(
            f"This is not the run's recipe: {', '.join(sorted(other))}. Resume with its own, or begin a "
            "new run."
        )


def _run(
    folder: Path,
    recipe: Recipe,
    experiment: Experiment,
    config: Config,
    save_every: float,
    show: Callable[[Progress], None] | None,
    say: Callable[[str], None] | None,
    *,
    new: bool = False,
    numbered: bool = False,
) -> Run:
    """Run the loop in a folder that is there, or in a new one of this configuration."""
    task, qd = experiment.task, experiment.qd
    plan = experiment.plan()
    per_iteration = plan.evaluations
    goal, done = max(1, config.evaluations // per_iteration), 0
    if saved_before := not numbered and (folder / ARCHIVE).exists():
        state = qd.shape(experiment.theta.size, fields=task.fields)
    else:
        state = experiment.first(recipe.seed)  # what cannot begin leaves no folder behind
    if numbered:
        folder = claim_numbered(folder)
    _announce(config.evaluations, goal, per_iteration, say)
    make_folder(folder)
    with locked(folder), defer_interrupts() as stop:
        if new:
            if not is_new(folder):
                raise RunError(f"{folder} was taken meanwhile: choose another folder.")
            write_config(folder, config)
        chunk = plan.chunk_size(CHUNK)
        if saved_before:
            state, done = restore(folder, qd, state)
        unwritten = read_unwritten(folder) if saved_before else b""
        metrics = MetricsFile(folder, keep=done, config=config, unwritten=unwritten)
        before = metrics.last or {"control_steps": 0, "seconds": 0.0}
        control_steps, started = int(before["control_steps"]), time.perf_counter()
        started -= before["seconds"]
        saved, save_at = done, time.perf_counter() + save_every
        stop.note = _stopped(folder, saved, goal)

        def checkpoint() -> None:
            nonlocal saved, save_at
            began = time.perf_counter()
            save(
                folder,
                qd,
                state,
                task.measures,
                done,
                unwritten=metrics.sync(),
                identity=config.identity,
            )
            metrics.refuse_unwritten()
            saved, now = done, time.perf_counter()
            save_at = now + max(save_every, 9.0 * (now - began))
            stop.note = _stopped(folder, saved, goal)

        try:
            while done < goal and not stop():
                # Chunks end at multiples: a resumed run cuts where a straight one does.
                count = min(chunk - done % chunk, goal - done)
                state, rows = run_chunk(plan, qd, task, state, count)
                seconds = time.perf_counter() - started
                for row in rows:
                    done += 1
                    control_steps += row["control_steps"]
                    totals = {"control_steps": control_steps, "seconds": round(seconds, 3)}
                    row |= {"iteration": done, "evaluations": done * per_iteration} | totals
                metrics.append(rows)
                if time.perf_counter() >= save_at or done == goal or stop():
                    checkpoint()
                if show is not None:
                    elites = partial(elite_table, qd, state, task.measures)
                    try:
                        show(Progress(rows[-1], elites, goal * per_iteration))
                    except Exception:  # it costs no iteration
                        checkpoint()
                        raise
            if saved < done:  # the signal came after this iteration's turn
                checkpoint()
        except KeyboardInterrupt:  # a second one
            raise KeyboardInterrupt(stop.note) from None
        finally:
            metrics.close()
    stop.end(stop.note)
    return load(folder)


def _stopped(folder: Path, saved: int, goal: int) -> str:
    """What is said of a run that was stopped."""
    upto = f"Stopped. {folder} is saved up to iteration {saved} of {goal}"
    if saved == goal:
        return f"{upto}: it is complete."
    return f"{upto}: `ramify resume {shlex.quote(str(folder))}` carries it on."
