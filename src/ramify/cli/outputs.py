"""Files made from a finished run: figures, films, a report and exported elites."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ramify.cli.messages import note
from ramify.cli.task import task_of_run

if TYPE_CHECKING:
    import numpy as np

    from ramify.controllers.controller import AbstractController
    from ramify.elites.table import EliteTable
    from ramify.robots.robot import AbstractRobot
    from ramify.run.opened import Run

POLICIES = (".onnx", ".npz", ".py")  # endings of the files that hold one policy
THRESHOLDS = (1000.0, 1500.0, 2000.0)  # objectives of a robot that are counted and drawn


def draw_figures(run: "Run", kind: str = "png") -> list[Path]:
    """Draws the archive, the learning curves and the histogram. Returns the files.

    Args:
      kind: format of the files: "png", "pdf" or "svg".
    """
    from ramify.run.folder import title_of
    from ramify.view.figures import save_all

    settings = run.config.settings
    thresholds = THRESHOLDS if settings.get("task") == "ant" else ()
    title = title_of(run.config.recipe, settings)
    folder = run.path / "figures"
    return save_all(run.archive, run.metrics, folder, title, thresholds, kind=kind, within=run.path)


def film_elites(
    run: "Run", count: int = 6, seconds: float = 6.0, *, any_gait: bool = False
) -> list[Path]:
    """Films the best robot, and `count` robots that are good and different. Returns the two films.

    Args:
      run: the run.
      count: number of robots in the second film.
      seconds: length of a film.
      any_gait: True to choose also from robots that do not walk steadily.

    Raises:
      ValueError: this machine cannot draw, or the run's task is no robot of ramify.
    """

    from ramify.system.files import make_folder
    from ramify.tasks.locomotion import Locomotion
    from ramify.view import film

    reason = film.available()
    if reason is not None:
        raise ValueError(reason)
    task = task_of_run(run)
    if not isinstance(task, Locomotion):
        raise ValueError(
            f"{run.path} has nothing to film: ramify films its own robots, and the run's task is a "
            f"{type(task).__name__}. `ramify view` shows its elites."
        )
    robot = task.sim.robot
    folder = run.path / "films"
    make_folder(folder, within=run.path)
    written = []
    elites = run.archive if any_gait else _steady(run.archive)
    diverse = good_elites(elites, count).diverse(count, quantile=0.0)
    for name, elites in (("best", run.archive.best()), ("diverse", diverse)):
        episodes = task.replay(elites.solution, elites.fields["seed"], record=True)
        motions = [
            film.Motion(
                qpos=motion.qpos,
                dt=robot.dt,
                contacts=motion.contact,
                caption=_caption(robot, objective, measures, elites),
                names=tuple(f"{elites.names[i]} {measures[i]:.0%}" for i in robot.contact_measures),
            )
            for motion, objective, measures in zip(
                episodes.motions, elites.objective, elites.measures, strict=True
            )
        ]
        written.append(
            film.film(
                robot.spec(),
                motions,
                folder / f"{name}.mp4",
                legs=[list(limb) for limb in robot.limbs],
                seconds=seconds,
                within=run.path,
            )
        )
    return written


def _caption(
    robot: "AbstractRobot", objective: float, measures: "np.ndarray", elites: "EliteTable"
) -> str:
    """Returns the line above a robot's film: the objective, and the measures that are no contacts."""
    others = set(range(len(measures))) - set(robot.contact_measures.tolist())
    shown = [f"{elites.names[i]} {measures[i]:.2f}" for i in sorted(others)]
    return ", ".join([f"objective {objective:.0f} in {elites.simulator}", *shown])


def _steady(elites: "EliteTable") -> "EliteTable":
    """Returns the elites that walk steadily. Says so if there are none, and returns all."""
    from ramify.elites.steadiness import STEADY, is_steady, steady_elites

    steady = is_steady(elites)
    if steady is not None and not steady.any():
        note(
            f"No elite walks steadily (a steadiness of at least {STEADY}): the film shows others, which "
            "stand for a part of their episode."
        )
    return steady_elites(elites)


def good_elites(elites: "EliteTable", count: int) -> "EliteTable":
    """Returns the elites in the upper half of the range of objectives, and at least `count`.

    The few best robots often walk alike. These are good, and differ more.
    """
    middle = (float(elites.objective.min()) + float(elites.objective.max())) / 2
    return elites.best(max(count, int((elites.objective >= middle).sum())))


def write_report(run: "Run", elites: int | None = None, out: Path | None = None) -> str:
    """Writes the report. Returns a line with its path and size.

    Args:
      elites: number of elites with a recorded motion; None for the default.
      out: the file; None for report.html in the run's folder.
    """
    from ramify.explorer.report import report
    from ramify.explorer.run_view import RunView

    path = out or run.path / "report.html"
    count, each = report(RunView(run), path, elites)
    megabytes = path.stat().st_size / 1e6
    shown = "1 elite" if count == 1 else f"{count} elites"
    return f"{path} ({megabytes:.1f} MB; {shown} with recorded motion, {each:.1f} kB each)"


def export_policy(run: "Run", path: Path, near: tuple[float, ...], cell: int | None) -> str:
    """Writes the policy of one elite to a file that runs without ramify. Returns a line about it.

    Args:
      path: the file; its name ends in one of `POLICIES`.
      near: measures; the elite closest to them is chosen. Empty for the best elite.
      cell: number of the cell whose elite is chosen, instead.

    Raises:
      ValueError: the file exists, there is no such elite, or its task has no controller.
    """
    from ramify.analysis.policies import ExportedPolicy
    from ramify.robots.mjcf_robot import MjcfRobot
    from ramify.tasks.locomotion import Locomotion

    elites, task, controller = run.archive, task_of_run(run), _controller(run)
    elite = elites.near(near) if near else elites.best()
    if cell is not None:
        elite = elites[elites.cell == cell]
        if len(elite) == 0:
            raise ValueError(f"Cell {cell} is empty: `ramify view` shows the numbers of the cells.")
    measures = dict(zip(elite.names, map(float, elite.measures[0]), strict=True))
    about: dict[str, Any] = {
        "task": str(run.config.settings.get("task", run.config.recipe)),
        "simulator": elite.simulator,
        "objective": float(elite.objective[0]),
        "measures": measures,
        "cell": int(elite.cell[0]),
    }
    if isinstance(task, Locomotion):
        about["joints"] = task.start_joints(elite.fields["seed"])[0].tolist()
        if isinstance(robot := task.sim.robot, MjcfRobot):
            about["controls"] = robot.controls()
    ExportedPolicy.of(controller, elite.solution[0], about).write(path)
    shown = ", ".join(f"{name} {value:.2f}" for name, value in measures.items())
    return (
        f"Wrote the policy of cell {about['cell']} to {path}. Objective: {about['objective']:.1f}. "
        f"Measures: {shown}."
    )


def export_policies(run: "Run", path: Path) -> str:
    """Writes the policies of all elites to an .npz file. Returns a line about it.

    Raises:
      ValueError: the file exists, has another format, or the task has no controller.
    """
    from ramify.analysis.policies import ExportedPolicy

    about = {
        "task": str(run.config.settings.get("task", run.config.recipe)),
        "simulator": run.archive.simulator,
        "names": list(run.archive.names),
    }
    ExportedPolicy.write_all(_controller(run), run.archive, about, path)
    return f"Wrote the policies of {len(run.archive)} elites to {path}"


def _controller(run: "Run") -> "AbstractController":
    """Returns the controller whose parameters the elites are.

    Raises:
      ValueError: the run's task has no controller.
    """
    task = task_of_run(run)
    controller = getattr(getattr(task, "sim", None), "controller", None)
    if controller is None:
        raise ValueError(
            f"{run.path} has no policies: its task is a {type(task).__name__}. Write its elites with "
            "--to elites.csv or --to elites.parquet."
        )
    return controller


def export_elites(run: "Run", path: Path) -> str:
    """Writes the elites to a Parquet or CSV file. Returns a line with their number.

    Raises:
      ValueError: the file exists, or its name ends in another format.
    """
    from ramify.system.files import write_atomically

    if path.exists():
        raise ValueError(f"{path} exists: name a new file.")
    if path.suffix == ".parquet":
        run.archive.to_parquet(path)
    elif path.suffix == ".csv":
        with write_atomically(path) as file:
            table = run.archive.to_pandas()
            if run.archive.simulator:
                table.insert(1, "simulator", run.archive.simulator)
            table.to_csv(file, index=False)
    else:
        raise ValueError(
            f"{path} ends in none of .parquet, .csv (all elites), .onnx, .npz, .py (one policy): choose "
            "one of these formats."
        )
    return f"Wrote {len(run.archive)} elites to {path}"
