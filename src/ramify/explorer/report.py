"""One HTML file that holds the page, a run's archive and recorded motions: to keep, or to mail."""

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ramify.elites.table import EliteTable
from ramify.explorer.about import about, curves
from ramify.explorer.drawing import AbstractDrawing
from ramify.explorer.listener import Keeper
from ramify.explorer.motion import FULL, Poses, whole
from ramify.explorer.packed import framed, in_json, packed
from ramify.explorer.robot import Robot
from ramify.explorer.run_view import Explored, fields_of, heading
from ramify.explorer.scene import scene
from ramify.system.files import make_folder, write_atomically
from ramify.tasks.locomotion import Locomotion

WEB = Path(__file__).with_name("web")
DATA = "<!--DATA-->"
SCRIPT = re.compile(r'<script[^>]* src="/?dist/app\.js"[^>]*></script>')
WALKS, DRAWINGS = 24, 1000  # recorded by default
EVERY = 2  # control steps between frames; the page fills in
METRE, TURNS = 500, 512  # int16 of 1 m and of a quaternion's 1: 2 mm and 0.1 degrees


def report(run: Explored, out: Path, elites: int | None = None) -> tuple[int, float]:
    """Write the file, whole or not at all.

    Args:
      run: with an archive.
      out: the file.
      elites: how many are recorded: the best, then good and different ones (`EliteTable.diverse`).

    Returns:
      How many were recorded, and the mean kB each takes in the file.

    Raises:
      RunError: the run has no archive yet.
      ValueError: it is empty, or elites is below 1.
    """
    usual = DRAWINGS if isinstance(run.player, AbstractDrawing) else WALKS
    many = usual if elites is None else elites
    if many < 1 or not len(run.archive.elites):
        raise ValueError(f"{len(run.archive.elites)} elites, --elites {many}: at least 1 of each.")
    chosen = run.archive.elites.diverse(many)
    motions = {str(chosen.cell[i]): _zipped(s) for i, s in enumerate(_streams(run, chosen))}
    still = {"live": False, "film": "A report holds no films.", "steering": None}
    robot = run.player.robot if isinstance(run.player, Robot) else None
    data = {
        "run": about(run) | still,
        "curves": curves(run.run),
        "scene": None if robot is None else scene(robot),
        "archive": _zipped(run.archive.packed()),
        "motions": motions,
    }
    make_folder(out.parent)
    with write_atomically(out) as file:
        file.write(_page(in_json(data).decode()).encode())
    return len(motions), float(np.mean([len(motion) for motion in motions.values()])) / 1000


def _streams(run: Explored, chosen: EliteTable) -> Iterator[bytes]:
    """A motion of each elite, as the server would send it, only coarser."""
    if isinstance(run.player, Robot):
        yield from _walks(run, run.player, chosen)
        return
    for row in range(len(chosen)):
        elite, keeper = chosen[row : row + 1], Keeper()
        outcome = run.player.play(heading(elite), elite.solution[0], fields_of(elite), keeper)
        keeper.send(packed(run.told(outcome, elite)))
        yield b"".join(map(framed, keeper.messages))


def _walks(run: Explored, robot: Robot, chosen: EliteTable) -> Iterator[bytes]:
    assert isinstance(run.task, Locomotion)
    walks = run.task.replay(chosen.solution, chosen.fields["seed"], record=True)
    for row, motion in enumerate(walks.motions):
        elite, qpos = chosen[row : row + 1], motion.qpos[::EVERY]
        reach = 2.0 + float(np.abs(qpos[:, :3]).max())  # m
        poses = Poses(robot.model, max(reach, FULL / METRE), TURNS)
        outcome = robot.outcome(walks, row, fields_of(elite))
        sent = (
            packed(robot.opening(poses, EVERY) | heading(elite)),
            whole(poses, qpos, motion.contact[::EVERY]),
            packed(run.told(outcome, elite)),
        )
        yield b"".join(map(framed, sent))


def _zipped(message: bytes) -> str:
    return b64encode(gzip.compress(message, 9, mtime=0)).decode()


def _page(data: str) -> str:
    """The page with this data and its own script in it."""
    page, script = (
        (WEB / "index.html").read_text("utf-8"),
        (WEB / "dist" / "app.js").read_text("utf-8"),
    )
    if DATA not in page or not SCRIPT.search(page):
        raise ValueError(f"{WEB / 'index.html'} is not the explorer's page: install ramify again.")
    inert = data.replace("<", "\\u003C")  # nothing in it may end the element
    carried = f'<script type="application/json" id="data">{inert}</script>'
    inlined = SCRIPT.sub(lambda found: f"<script>{script}</script>", page, count=1)
    return inlined.replace(DATA, carried, 1)
