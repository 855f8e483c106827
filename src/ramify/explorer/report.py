"""The report: one HTML file with the page, a run's archive and recorded motions."""

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ramify.elites.steadiness import is_steady
from ramify.elites.table import EliteTable
from ramify.explorer.about import curves, describe_run
from ramify.explorer.drawing import AbstractDrawing
from ramify.explorer.listener import MessageList
from ramify.explorer.messages import frame_message, pack, to_json
from ramify.explorer.motion import FULL, Poses, pack_motion
from ramify.explorer.robot import Robot
from ramify.explorer.run_view import RunView, fields_of, heading
from ramify.explorer.scene import scene
from ramify.system.files import make_folder, write_atomically
from ramify.tasks.locomotion import Locomotion

WEB = Path(__file__).with_name("web")
DATA = "<!--DATA-->"
SCRIPT = re.compile(r'<script[^>]* src="/?dist/app\.js"[^>]*></script>')
WALKS, DRAWINGS = 24, 1000  # elites that are recorded by default: robots, other tasks
EVERY = 2  # control steps between frames; the page interpolates
METRE, TURNS = 500, 512  # int16 that stands for 1 m (2 mm), and for 1 in a quaternion (0.1 degrees)


def report(run: RunView, out: Path, elites: int | None = None) -> tuple[int, float]:
    """Writes the report. The file is complete or is not written.

    Args:
      run: the run.
      out: path of the file.
      elites: number of elites to record: the best, then good and different ones (`EliteTable.diverse`)
        that walk steadily (`steady_elites`).

    Returns:
      Number of recorded elites, and the mean size of one in the file, kB.

    Raises:
      RunError: the run has no archive yet.
      ValueError: the archive is empty, or elites is below 1.
    """
    usual = DRAWINGS if isinstance(run.player, AbstractDrawing) else WALKS
    many = usual if elites is None else elites
    if many < 1:
        raise ValueError(f"--elites {many}: give at least 1.")
    if not len(run.archive.elites):
        raise ValueError("The archive is empty: a report needs at least one elite.")
    chosen = _recorded(run.archive.elites, many)
    motions = {str(chosen.cell[i]): _zipped(s) for i, s in enumerate(_streams(run, chosen))}
    still = {"live": False, "film": "A report holds no films.", "steering": None, "damages": []}
    robot = run.player.robot if isinstance(run.player, Robot) else None
    data = {
        "run": describe_run(run) | still,
        "curves": curves(run.run),
        "scene": None if robot is None else scene(robot),
        "archive": _zipped(run.archive.pack()),
        "motions": motions,
    }
    make_folder(out.parent)
    with write_atomically(out) as file:
        file.write(_page(to_json(data).decode()).encode())
    return len(motions), float(np.mean([len(motion) for motion in motions.values()])) / 1000


def _recorded(elites: EliteTable, many: int) -> EliteTable:
    """Returns the elites to record, the best first."""
    steady = is_steady(elites)
    if steady is None or not steady.any():
        return elites.diverse(many)
    steady[np.argmax(elites.objective)] = True  # the page opens with it
    return elites[steady].diverse(many)


def _streams(run: RunView, chosen: EliteTable) -> Iterator[bytes]:
    """Yields the motion of each elite, as the server would send it, with fewer frames."""
    if isinstance(run.player, Robot):
        yield from _robot_streams(run, run.player, chosen)
        return
    for row in range(len(chosen)):
        elite, keeper = chosen[row : row + 1], MessageList()
        outcome = run.player.play(heading(elite), elite.solution[0], fields_of(elite), keeper)
        keeper.send(pack(run.last_message(outcome, elite)))
        yield b"".join(map(frame_message, keeper.messages))


def _robot_streams(run: RunView, robot: Robot, chosen: EliteTable) -> Iterator[bytes]:
    assert isinstance(run.task, Locomotion)
    walks = run.task.replay(chosen.solution, chosen.fields["seed"], record=True)
    for row, motion in enumerate(walks.motions):
        elite, qpos = chosen[row : row + 1], motion.qpos[::EVERY]
        reach = 2.0 + float(np.abs(qpos[:, :3]).max())  # m
        poses = Poses(robot.model, max(reach, FULL / METRE), TURNS)
        outcome = robot.outcome(walks, row, fields_of(elite))
        sent = (
            pack(robot.opening(poses, EVERY) | heading(elite)),
            pack_motion(poses, qpos, motion.contact[::EVERY]),
            pack(run.last_message(outcome, elite)),
        )
        yield b"".join(map(frame_message, sent))


def _zipped(message: bytes) -> str:
    return b64encode(gzip.compress(message, 9, mtime=0)).decode()


def _page(data: str) -> str:
    """Returns the page with this data and its script."""
    page, script = (
        (WEB / "index.html").read_text("utf-8"),
        (WEB / "dist" / "app.js").read_text("utf-8"),
    )
    if DATA not in page or not SCRIPT.search(page):
        raise ValueError(f"{WEB / 'index.html'} is not the explorer's page: install ramify again.")
    inert = data.replace("<", "\\u003C")  # no text may end the element
    carried = f'<script type="application/json" id="data">{inert}</script>'
    inlined = SCRIPT.sub(lambda found: f"<script>{script}</script>", page, count=1)
    return inlined.replace(DATA, carried, 1)
