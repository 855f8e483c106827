"""What a run came to, on the command line: printed, drawn, filmed, simulated again, exported; and
what pre-training tells."""

import sys
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ramify.system.printable import echo

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.elites.table import EliteTable
    from ramify.recipes.pretrain_files import CriticsMeta
    from ramify.run.opened import Run

T = TypeVar("T")
THRESHOLDS = (1000.0, 1500.0, 2000.0)  # of a walker's objective, counted in the histogram
AT_ONCE, FEW = 256, 50  # elites that walk again; of so few, each is told


def finish(run: "Run", *, film: bool) -> None:
    """Picture the run, and say where and what was found."""
    if len(run.archive) == 0:
        echo(f"{run.path}: every evaluation failed; the archive is empty.")
        return
    figures = _attempt("figures", lambda: plot(run)) or []
    films = _attempt("films", lambda: film_elites(run)) or [] if film else []
    best = run.archive.best()
    counts = ", ".join(
        f"{int((run.archive.objective > t).sum())} above {t:.0f}" for t in THRESHOLDS
    )
    counts = f" ({counts})" if "sim" in run.config.settings else ""  # a robot's
    measures = "  ".join(
        f"{name} {value:.2f}" for name, value in zip(best.names, best.measures[0], strict=True)
    )
    print(f"{len(run.archive)} elites{counts}")
    echo(f"best {best.objective[0]:.1f}{_simulator(run)}: {measures}")
    _print_budget(run)
    echo(f"archive  {run.path / 'archive.npz'}\nmetrics  {run.path / 'metrics.csv'}")
    for path in (*figures, *films):
        echo(path)
    if written := _attempt("report", lambda: report(run)):
        echo(written)


def _attempt(what: str, make: Callable[[], T]) -> T | None:
    """What `make` returns; if it fails, a sentence on stderr, since the run itself is saved."""
    try:
        return make()
    except (ValueError, OSError) as error:
        echo(f"No {what}: {error}", file=sys.stderr)
        return None


def report(run: "Run", elites: int | None = None, out: Path | None = None) -> str:
    """Write the report; where it is and how large, in words."""
    from ramify.explorer.report import report
    from ramify.explorer.run_view import RunView

    path = out or run.path / "report.html"
    count, each = report(RunView(run), path, elites)
    megabytes = path.stat().st_size / 1e6
    return f"{path}  {megabytes:.1f} MB, {count} recorded, {each:.1f} kB each"


def _simulator(run: "Run") -> str:
    """Where a walker's scores were earned."""
    from ramify.run.provenance import simulator_of

    simulator = simulator_of(run.config)
    return f" in {simulator}" if simulator else ""


def _print_budget(run: "Run") -> None:
    """What was found cost this; and what the run started from, if it did not start from nothing."""
    last = {name: column[-1] for name, column in run.metrics.items()}
    print(f"budget   {int(last['evaluations'])} evaluations, {_cost(last)}")
    if before := run.config.spent:
        print(f"before   {_cost(msgspec.to_builtins(before))}, for what it started from")


def _cost(spent: Mapping[str, float]) -> str:
    return f"{int(spent['control_steps'])} control steps, {spent['seconds'] / 60:.1f} min"


def pretraining(row: dict[str, float], seconds: float) -> str:
    """A line of progress. Until the actor has walked, it has no return."""
    returns = {
        name: f"{row[name]:7.1f}" if isfinite(row[name]) else "      -"
        for name in ("actor", "best", "mean")
    }
    return (
        f"episodes {row['episodes']:4.0f}  steps {row['control_steps']:7.0f}  "
        f"return actor {returns['actor']} best {returns['best']} mean {returns['mean']}  "
        f"critic loss {row['critic_loss']:8.3f}  Q expected {row['q_expected']:7.1f} "
        f"came {row['q_realised']:7.1f}  {seconds:5.0f} s"
    )


def print_learnt(meta: "CriticsMeta", names: tuple[str, ...], actors: int) -> None:
    """What pre-training came to: `names` of objective and measures, of which the first have `actors`
    of their own."""
    print(f"{'':12}{'start':>9}{'its actor':>11}{'best':>9}{'a step up':>11}{'critic loss':>13}")
    for row, name in enumerate(names):
        own = f"{meta.actors[row][row]:.2f}" if row < actors else "-"
        start, best, climbed = (m[row] for m in (meta.start, meta.best, meta.climbed[row]))
        loss = meta.losses[row]
        echo(f"{name:12}{start:9.2f}{own:>11}{best:9.2f}{climbed:11.2f}{loss:13.3f}")


def plot(run: "Run") -> list[Path]:
    from ramify.run.folder import titled
    from ramify.view.figures import save_all

    settings = run.config.settings
    thresholds = THRESHOLDS if settings.get("task") == "ant" else ()
    title = titled(run.config.recipe, settings)
    folder = run.path / "figures"
    return save_all(run.archive, run.metrics, folder, title, thresholds, within=run.path)


def _task(run: "Run") -> "AbstractTask":
    """What the run's elites solve."""
    from ramify.recipes.registry import recipe_of, refuse_foreign_elites, task_of

    task = task_of(recipe_of(run.config))
    refuse_foreign_elites(run.path, task, run.archive)
    if len(run.archive) == 0:
        raise ValueError(f"{run.path}: the archive is empty.")
    return task


def film_elites(run: "Run", count: int = 6, seconds: float = 10.0) -> list[Path]:
    import mujoco

    from ramify.system.files import make_folder
    from ramify.tasks.locomotion import Locomotion
    from ramify.view import film

    reason = film.available()
    if reason is not None:
        raise ValueError(reason)
    task = _task(run)
    if not isinstance(task, Locomotion):
        raise ValueError(
            f"{run.path} has nothing to film: ramify films its robots, and the task is a "
            f"{type(task).__name__}. `ramify view` shows the elites."
        )
    robot = task.sim.robot
    folder = run.path / "films"
    make_folder(folder, within=run.path)
    written = []
    for name, elites in (("best", run.archive.best()), ("diverse", run.archive.diverse(count))):
        walks = task.replay(elites.solution, elites.fields["seed"], record=True)
        motions = [
            film.Motion(
                qpos=motion.qpos,
                dt=robot.dt,
                contacts=motion.contact,
                caption=f"{elites.simulator}   objective {objective:.0f}   feet "
                + " ".join(f"{share:.2f}" for share in measures),
            )
            for motion, objective, measures in zip(
                walks.motions, elites.objective, elites.measures, strict=True
            )
        ]
        written.append(
            film.film(
                mujoco.MjSpec.from_string(robot.mjcf),
                motions,
                folder / f"{name}.mp4",
                legs=[list(limb) for limb in robot.limbs],
                seconds=seconds,
                within=run.path,
            )
        )
    return written


def _best_and_drawn(run: "Run", count: int, seed: int) -> "EliteTable":
    import numpy as np

    order = np.argsort(-run.archive.objective, kind="stable")
    drawn = 1 + np.random.default_rng(seed).permutation(len(order) - 1)[:count]
    return run.archive[order[np.concatenate([[0], drawn]).astype(int)]]


def replay_elites(run: "Run", count: int, episodes: int, seed: int) -> bool:
    """Evaluate the best elite and some others again, in their own episodes, and in new ones; whether all
    gave back what is archived: exactly, or but for rounding where the task has no episodes. Of many,
    only those that did not are told one by one."""
    import numpy as np

    from ramify.run.provenance import differing
    from ramify.tasks.replay import exact, replayed

    task, elites = _task(run), _best_and_drawn(run, count, seed)
    same, near = 0, 0.0 if exact(task) else 1e-4
    for first in range(0, len(elites), AT_ONCE):
        some = elites[first : first + AT_ONCE]
        walks = replayed(task, some.solution, some.fields)
        alike = np.isclose(walks.objective, some.objective, rtol=near, atol=near)
        alike &= np.isclose(walks.measures, some.measures, rtol=near, atol=near).all(1)
        same += int(alike.sum())
        for was, now, equal in zip(some.objective, walks.objective, alike, strict=True):
            if len(elites) <= FEW or not equal:
                mark = "same" if equal else "DIFFERS"
                print(f"archived {was:10.4f}   replayed {now:10.4f}   {mark}")
        if len(elites) > AT_ONCE:
            print(f"{first + len(some)} of {len(elites)} walked", file=sys.stderr)
    how = "but for rounding" if near else "exactly"
    print(f"{same} of {len(elites)} elites give back objective and measures {how}")
    if near and same < len(elites):
        print("the task keeps no seed: where chance plays a part, this was another's")
    if run.config.sim.startswith("mjx") and same < len(elites):
        print(
            "in MJX an episode's last bits depend on how many walk beside it (docs/accelerator.md)"
        )
    for package, was, now in differing(run.config):
        echo(f"the archive was made with {package} {was}, this is {now}")
    if episodes:
        _tell_of_luck(task, elites, episodes, seed)
    return same == len(elites)


def _tell_of_luck(task: "AbstractTask", elites: "EliteTable", episodes: int, seed: int) -> None:
    """Evaluate the same elites in new episodes: what of their scores was luck?"""
    from dataclasses import replace

    from ramify.analysis.exchange import merged
    from ramify.analysis.reevaluate import reevaluate
    from ramify.tasks.locomotion import Locomotion

    again = reevaluate(task, elites, episodes, seed=seed)
    print(f"\n{len(again)} of {len(elites)} elites came through {episodes} new episodes each")
    if len(again) == 0:
        return
    spread = again.fields["spread"].mean()
    print(f"from one episode to the next, an elite's objective spreads by {spread:.1f}")
    walks = isinstance(task, Locomotion)
    above = f"   above {_slashed(THRESHOLDS)}" if walks else ""
    print(f"{'':12}{'elites':>7}{'best':>9}{'mean':>9}{above}")
    for label, table in (
        ("as archived", replace(again, objective=again.fields["archived"])),
        ("on average", again),
        ("corrected", merged([again])),  # of each cell the best on average
    ):
        objective = table.objective
        above = f"   {_slashed((objective > t).sum() for t in THRESHOLDS)}" if walks else ""
        print(f"{label:12}{len(table):7}{objective.max():9.1f}{objective.mean():9.1f}{above}")


def _slashed(numbers: Iterable[float]) -> str:
    return " / ".join(f"{number:.0f}" for number in numbers)


def export(run: "Run", path: Path) -> None:
    from ramify.system.files import write_atomically

    if path.exists():
        raise ValueError(f"{path} exists already: name a new file.")
    if path.suffix == ".parquet":
        run.archive.to_parquet(path)
    elif path.suffix == ".csv":
        with write_atomically(path) as file:
            table = run.archive.to_pandas()
            if run.archive.simulator:
                table.insert(1, "simulator", run.archive.simulator)
            table.to_csv(file, index=False)
    else:
        raise ValueError(f"{path} ends in neither .parquet nor .csv: those can be written.")
    echo(f"{len(run.archive)} elites  {path}")
