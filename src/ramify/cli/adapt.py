"""Adapts a run's robot to damage: prints each trial, and draws and films the result.

The folder of an adaptation:

adaptation.json   run, damage, seed and versions; written once
trials.npz        trials and predictions, written after each trial
maps.png          the map before and after the trials
adaptation.mp4    three robots: healthy, limping, recovered
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
import numpy as np

from ramify.analysis.adaptation import Adaptation, Trial, digest, try_elite
from ramify.cli.messages import note
from ramify.cli.task import task_of_run
from ramify.robots.damage import damages_of
from ramify.run.folder import ADAPTATIONS, RunError, is_new, locked
from ramify.run.provenance import versions
from ramify.system.files import make_folder, write_atomically
from ramify.system.interrupts import defer_interrupts
from ramify.system.parsing import (
    CONFIG_BYTES,
    Name,
    Short,
    checksum_of,
    parse_meta,
    read_bytes,
)
from ramify.system.printable import echo, printable
from ramify.tasks.locomotion import Locomotion

if TYPE_CHECKING:
    from ramify.elites.table import EliteTable
    from ramify.run.opened import Run

FORMAT = 1
ABOUT, TRIALS, MAPS, FILM = "adaptation.json", "trials.npz", "maps.png", "adaptation.mp4"
SECONDS = 10.0  # length of the film


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The content of adaptation.json.

    Attributes:
      identity: identity of the run (`Config.identity`).
      elites: checksum of the archive.
      damage: damages of the robot.
      seed: seed of the trials.
      versions: versions of the packages that results depend on.
      checksum: checksum of the other entries.
    """

    formats: ClassVar[tuple[int, ...]] = (FORMAT,)

    identity: Name
    elites: Name
    damage: list[Short]
    seed: int
    versions: dict[Short, Short]
    checksum: Short


def adapt_robot(
    run: "Run", damage: tuple[str, ...], trials: int, seed: int, out: Path | None
) -> Path:
    """Tries elites on the damaged robot until one works well. Continues what was begun in the folder.

    Args:
      run: the run with the archive.
      damage: damages of the robot.
      trials: largest number of trials, with those that the folder already has.
      seed: seed of the trials' episodes.
      out: the folder; None for one in the run's folder, named after the damage.

    Returns:
      The folder.

    Raises:
      ValueError: the run's task is no robot, or a damage is missing or does not fit it.
      RunError: the folder belongs to another adaptation, or cannot be written.
    """
    task = task_of_run(run)
    if not isinstance(task, Locomotion):
        raise ValueError(
            f"{run.path} has no robot to damage: its task is a {type(task).__name__}. In Python, "
            "ramify.adapt takes any function that runs a trial."
        )
    if not damage:
        raise ValueError(
            f"--damage is missing: give one or more, such as {next(damages_of(task.sim.robot))}. "
            "`ramify list damages` lists them."
        )
    twin = task.with_damage(damage)
    folder = out or run.path / ADAPTATIONS / _name(twin, seed)
    make_folder(folder, within=None if out else run.path)
    with locked(folder):
        adaptation = _opened(folder, run, twin.sim.robot.damage, seed)
        _try(adaptation, twin, trials, seed, folder)
        _report(adaptation, run.archive)
        for path in _show(adaptation, task, twin, seed, folder):
            echo(path)
    return folder


def _name(task: Locomotion, seed: int) -> str:
    """Returns the folder's name: the damages, and a seed that is not 0."""
    named = "+".join(task.sim.robot.damage).replace(":", "-").replace("=", "-")
    return named.replace("/", "-") + (f"-seed-{seed}" if seed else "")


def _opened(folder: Path, run: "Run", damage: tuple[str, ...], seed: int) -> Adaptation:
    """Returns the adaptation in the folder, or a new one.

    Raises:
      RunError: the folder holds something else, or is damaged.
    """
    about = {
        "format": FORMAT,
        "identity": run.config.identity,
        "elites": digest(run.archive),
        "damage": list(damage),
        "seed": seed,
        "versions": versions(),
    }
    path = folder / ABOUT
    try:
        content = read_bytes(path, CONFIG_BYTES)
    except FileNotFoundError:
        if not is_new(folder):
            raise RunError(
                f"{folder} is not empty and holds no {ABOUT}: choose another folder with --out."
            ) from None
        with write_atomically(path) as file:
            text = json.dumps(about | {"checksum": checksum_of(about)}, indent=2)
            file.write(f"{text}\n".encode())
        return Adaptation(run.archive)
    remedy = "remove the folder, or choose another with --out"
    found = parse_meta(content, About, path, remedy)
    held: dict[str, Any] = {"format": FORMAT} | msgspec.to_builtins(found)
    if held.pop("checksum") != checksum_of(held):
        raise RunError(f"{path} was changed after ramify wrote it: {remedy}.")
    words = {"damage": ", ".join(found.damage), "seed": found.seed, "elites": found.elites}
    asked = {"damage": ", ".join(damage), "seed": seed, "elites": about["elites"]}
    for name, what in (("damage", "damage"), ("seed", "seed"), ("elites", "archive")):
        if (was := words[name]) != (now := asked[name]):
            raise RunError(
                f"{folder} holds an adaptation to another {what} ({was}, not {now}): choose another "
                "folder with --out."
            )
    if not (folder / TRIALS).exists():
        return Adaptation(run.archive)
    return Adaptation.load(folder / TRIALS, run.archive)


def _try(adaptation: Adaptation, task: Locomotion, trials: int, seed: int, folder: Path) -> None:
    """Runs the trials that are left, prints all, and saves after each."""
    names = adaptation.elites.names
    width = [max(len(name), 5) for name in names]
    heads = "  ".join(f"{printable(name):>{w}}" for name, w in zip(names, width, strict=True))
    echo(f"{'trial':>5}  {'cell':>7}  {heads}  {'predicted':>9}  {'return':>8}  {'best':>8}")
    best = -np.inf
    for count, trial in enumerate(adaptation.trials, 1):
        best = max(best, trial.objective)
        _print_trial(adaptation.elites, count, trial, best, width)
    with defer_interrupts() as stop:
        while len(adaptation.trials) < trials and not adaptation.done:
            elite, count = adaptation.ask(), len(adaptation.trials)
            adaptation.tell(float(try_elite(task, elite, seed, count)[0]))
            adaptation.save(folder / TRIALS)
            best = max(best, adaptation.trials[-1].objective)
            _print_trial(adaptation.elites, count + 1, adaptation.trials[-1], best, width)
            stop.end("Stopped. The trials are saved: the same command continues.")


def _print_trial(
    elites: "EliteTable", count: int, trial: Trial, best: float, width: list[int]
) -> None:
    measures = "  ".join(
        f"{value:{w}.2f}" for value, w in zip(elites.measures[trial.row], width, strict=True)
    )
    numbers = f"{trial.predicted:9.1f}  {trial.objective:8.1f}  {best:8.1f}"
    echo(f"{count:5}  {elites.cell[trial.row]:7}  {measures}  {numbers}", flush=True)


def _report(adaptation: Adaptation, elites: "EliteTable") -> None:
    """Prints why the trials ended, and the gait that was found."""
    tried, found, first = adaptation.trials, adaptation.best, adaptation.trials[0]
    highest = adaptation.predicted.mean.max()
    if adaptation.done:
        echo(
            f"\nStopped after {len(tried)} trial{'s' * (len(tried) > 1)}: no elite is predicted to have "
            f"a much higher return than the best trial (at most {highest:.1f})."
        )
    else:
        echo(
            f"\nStopped at the limit of {len(tried)} trials. An elite is predicted to reach "
            f"{highest:.1f}: a higher --trials continues."
        )
    measures = ", ".join(
        f"{name} {value:.2f}" for name, value in zip(found.names, found.measures[0], strict=True)
    )
    echo(f"Gait found: cell {found.cell[0]} ({measures}).")
    echo(f"Its return on the damaged robot: {found.objective[0]:.1f}.")
    healthy = elites.objective[first.row]
    echo(
        f"The best elite of the undamaged robot: {first.objective:.1f} on the damaged robot, "
        f"{healthy:.1f} before the damage."
    )


def _show(
    adaptation: Adaptation, task: Locomotion, twin: Locomotion, seed: int, folder: Path
) -> list[Path]:
    """Draws the maps, and films the robot healthy, limping and recovered. Returns the files."""
    from ramify.view.adaptation import draw_maps
    from ramify.view.film import Motion, available, film
    from ramify.view.style import save

    tried = [trial.row for trial in adaptation.trials]
    count = int(np.argmax([trial.objective for trial in adaptation.trials]))
    figure = draw_maps(adaptation.elites, adaptation.map(), np.array(tried), tried[count])
    written = [save(figure, folder / MAPS)]
    if (reason := available()) is not None:
        note(f"no film was made: {reason}")
        return written
    best = adaptation.elites[tried[0]]
    shown = [("healthy", task, best, best.fields["seed"][0])]
    for label, number in (("limping", 0), ("recovered", count)):
        elite = adaptation.elites[tried[number]]
        shown.append((label, twin, elite, try_elite(twin, elite, seed, number)[1]["seed"]))
    motions = []
    for label, where, elite, start in shown:
        walks = where.replay(elite.solution, start[None], record=True)
        motion, measures = walks.motions[0], np.asarray(walks.measures)[0]
        motions.append(
            Motion(
                motion.qpos,
                where.sim.robot.dt,
                motion.contact,
                f"{label}: return {float(walks.objective[0]):.0f}",
                tuple(
                    f"{name} {share:.0%}" for name, share in zip(elite.names, measures, strict=True)
                ),
            )
        )
    limbs = [list(limb) for limb in task.sim.robot.limbs]
    specs = [where.sim.robot.spec() for _, where, _, _ in shown]
    written.append(
        film(specs, motions, folder / FILM, legs=limbs, columns=3, seconds=SECONDS, supersample=2)
    )
    return written
