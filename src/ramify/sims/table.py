"""The simulators and the packages that each needs. Imports no package: the command line reads it."""

from typing import TYPE_CHECKING, Literal, NamedTuple


class SimulatorInfo(NamedTuple):
    """What the rest of the library has to know about a simulator before it is imported.

    Attributes:
      name: its name in `--sim`, in `walker(sim=...)` and in saved runs.
      packages: the modules that it imports, by their import names.
      distributions: the installed distributions whose versions may change its results.
      on_device: True if it simulates on JAX's device. Then results depend on the device too.
      differentiable: True if `jacobian` differentiates the simulation.
    """

    name: str
    packages: tuple[str, ...]
    distributions: tuple[str, ...]
    on_device: bool = False
    differentiable: bool = False


MUJOCO = SimulatorInfo("mujoco", ("mujoco",), ("mujoco",))
BULLET = SimulatorInfo("bullet", ("pybullet",), ("pybullet",))
MJX = SimulatorInfo("mjx", ("mujoco.mjx",), ("mujoco-mjx",), on_device=True, differentiable=True)
MJX_WARP = SimulatorInfo(
    "mjx-warp", ("mujoco.mjx", "warp"), ("mujoco-mjx", "warp-lang"), on_device=True
)
GYMNASIUM = SimulatorInfo("gymnasium", ("gymnasium",), ("gymnasium",))
GYMNASIUM_MUJOCO = SimulatorInfo(
    "gymnasium-mujoco", ("gymnasium", "mujoco"), ("gymnasium", "mujoco")
)
GYMNASIUM_BOX2D = SimulatorInfo("gymnasium-box2d", ("gymnasium", "Box2D"), ("gymnasium", "box2d"))

WALKERS = {info.name: info for info in (MUJOCO, BULLET, MJX, MJX_WARP)}
"""Simulators of ramify's robots, by name."""

SIMULATORS = WALKERS | {info.name: info for info in (GYMNASIUM, GYMNASIUM_MUJOCO, GYMNASIUM_BOX2D)}
"""All simulators, by the name that a saved run has for them."""

AUTO = "auto"  # choose the simulator that suits the machine

if TYPE_CHECKING:  # type checkers want the names written out
    SimulatorName = str
    DifferentiableName = str
else:
    SimulatorName = Literal[(*WALKERS, AUTO)]
    DifferentiableName = Literal[
        tuple(info.name for info in WALKERS.values() if info.differentiable)
    ]


def on_device(simulator: str) -> bool:
    """Returns whether the simulator of this name computes on JAX's device. False for an unknown name."""
    return simulator in SIMULATORS and SIMULATORS[simulator].on_device


def distributions_of(simulator: str) -> tuple[str, ...]:
    """Returns the distributions whose versions may change this simulator's results."""
    return SIMULATORS[simulator].distributions if simulator in SIMULATORS else ()


def all_distributions() -> tuple[str, ...]:
    """Returns the distributions of all simulators, each once, in the table's order."""
    names = (name for info in SIMULATORS.values() for name in info.distributions)
    return tuple(dict.fromkeys(names))
