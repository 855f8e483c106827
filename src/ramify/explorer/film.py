"""A walk as an animated picture, for browsers that cannot draw it themselves."""

from pathlib import Path
from tempfile import TemporaryDirectory

import mujoco

from ramify.elites.table import EliteTable
from ramify.explorer.robot import Robot
from ramify.view.film import Motion, film

SECONDS, FPS, SIZE = 5.0, 15, (240, 180)


def webp(player: Robot, elite: EliteTable) -> bytes:
    """The first seconds of the walk of an elite, a table of one row."""
    robot, seed = player.robot, {"seed": elite.fields["seed"][0]}
    walk = player.motion(elite.solution[0], seed, SECONDS)
    motion = Motion(walk.qpos, robot.dt, walk.contact, f"objective {elite.objective[0]:.0f}")
    with TemporaryDirectory() as folder:
        path = film(
            mujoco.MjSpec.from_string(robot.mjcf),
            [motion],
            Path(folder) / "walk.webp",
            legs=[list(limb) for limb in robot.limbs],
            fps=FPS,
            size=SIZE,
        )
        return path.read_bytes()
