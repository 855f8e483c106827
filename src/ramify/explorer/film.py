"""An episode as an animated picture, for browsers without WebGL."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ramify.elites.table import EliteTable
from ramify.explorer.robot import Robot
from ramify.view.film import Motion, film

SECONDS, FPS, SIZE = 5.0, 15, (240, 180)


def webp(player: Robot, elite: EliteTable) -> bytes:
    """Returns the first seconds of an elite's episode as an animated WebP. The table has one row."""
    robot, seed = player.robot, {"seed": elite.fields["seed"][0]}
    recorded = player.motion(elite.solution[0], seed, SECONDS)
    motion = Motion(
        recorded.qpos, robot.dt, recorded.contact, f"objective {elite.objective[0]:.0f}"
    )
    with TemporaryDirectory() as folder:
        path = film(
            robot.spec(),
            [motion],
            Path(folder) / "walk.webp",
            legs=[list(limb) for limb in robot.limbs],
            fps=FPS,
            size=SIZE,
        )
        return path.read_bytes()
