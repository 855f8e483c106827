"""The parts of MuJoCo MJX that ramify uses, private ones included.

MJX prints a line where Warp is not installed. Importing it here keeps that line off the terminal.
"""

import io
from contextlib import redirect_stdout

with redirect_stdout(io.StringIO()):
    from mujoco import mjx as mjx
    from mujoco.mjx._src import collision_driver as collision_driver
    from mujoco.mjx._src import collision_primitive as collision_primitive
    from mujoco.mjx._src import smooth as smooth
    from mujoco.mjx._src import solver as solver
    from mujoco.mjx._src import support as support
    from mujoco.mjx._src.forward import rungekutta4 as rungekutta4
    from mujoco.mjx._src.types import ConeType as ConeType
    from mujoco.mjx._src.types import SolverType as SolverType
