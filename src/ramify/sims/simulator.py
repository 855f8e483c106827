"""The interface of the simulators of walking robots."""

import abc
from functools import partial
from importlib.util import find_spec
from typing import Any, ClassVar, Self

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, UInt32

from ramify.checks.arguments import whole_number
from ramify.controllers.controller import AbstractController
from ramify.robots.robot import AbstractRobot
from ramify.sims.control import placements
from ramify.sims.episodes import Rollouts, Watch
from ramify.sims.process import compute_in_calling_thread
from ramify.sims.table import MJX, MUJOCO, WALKERS, SimulatorInfo
from ramify.sims.turns import Turns


class AbstractSimulator(abc.ABC):
    """Simulates one robot under one type of controller.

    Several threads may use it; their rollouts take turns. It can be pickled and copied. A copy has no
    running robots, processes or compiled programs; it makes them when they are first needed.

    Args:
      robot: the robot.
      controller: turns parameters into a policy.
      slots: number of robots simulated at the same time; 0 lets the simulator choose.
      threads: number of threads; 0 uses all cores. Results do not depend on it.

    Raises:
      ValueError: a package is not installed, or slots or threads are out of range.
    """

    info: ClassVar[SimulatorInfo]  # a subclass sets it, and gets the attributes below from it
    name: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]
    distributions: ClassVar[tuple[str, ...]]
    on_device: ClassVar[bool]

    slots: int

    def __init_subclass__(cls) -> None:
        if info := cls.__dict__.get("info"):
            cls.name, cls.packages, cls.distributions, cls.on_device, _ = info

    def __init__(
        self,
        robot: AbstractRobot,
        controller: AbstractController,
        *,
        slots: int = 0,
        threads: int = 0,
    ):
        slots = whole_number("slots", slots, at_least=0)
        threads = whole_number("threads", threads, at_least=0)
        if not all(installed(package) for package in self.packages):
            raise ValueError(
                f"sim={self.name!r} needs {' and '.join(self.packages)}: pip install "
                f"'ramify[{self.name}]', or use --sim {MUJOCO.name}."
            )
        self.robot, self.controller = robot, controller
        self._asked, self.turns = {"slots": slots, "threads": threads}, Turns()
        compute_in_calling_thread()
        self.set_up(slots, threads)

    def __reduce__(self) -> tuple[Any, ...]:
        make: Any = type(self)
        return partial(make, **self._asked), (self.robot, self.controller)

    @abc.abstractmethod
    def set_up(self, slots: int, threads: int) -> None:
        """Sets the attribute `slots` and prepares the simulator. 0 lets the simulator choose."""

    @property
    @abc.abstractmethod
    def rest(self) -> np.ndarray:
        """Joint positions [q] in rad or m around which episodes start."""

    def starts(self, seeds: UInt32[Array, "b 2"]) -> Float[Array, "b q"]:
        """Returns the joint positions at which the episodes with these seeds start."""
        return placements(seeds, jnp.asarray(self.rest), jnp.asarray(self.robot.varied))

    @abc.abstractmethod
    def rollout(
        self,
        x: Float[Array, "b n"],
        seeds: np.ndarray | Array,
        *,
        record: bool = False,
        watch: Watch | None = None,
        trace: bool = False,
        noise: np.ndarray | Array | None = None,
    ) -> Rollouts:
        """Simulates one episode per row of `x`.

        Args:
          x: parameters of the controllers.
          seeds: [b, 2], key data of type uint32. Episode i depends only on x[i] and seeds[i].
          record: True to return recordings too.
          watch: called with every frame as soon as it is simulated, from the simulator's threads. An
            episode whose simulator process died starts again at t = 0. An exception in `watch` ends the
            rollout.
          trace: True to return every step too.
          noise: [b, t, a], added to each action before the action is clipped.
        """

    def jacobian(
        self, x: Float[Array, "b n"], seeds: UInt32[Array, "b 2"], *, window: int = 0
    ) -> tuple[Rollouts, Float[Array, "b r n"]]:
        """Simulates episodes as `rollout` does, and returns d(objective, measures)/dx of each too.

        Args:
          x: parameters of the controllers.
          seeds: [b, 2], key data of type uint32.
          window: number of control steps that a derivative covers; 0 for the whole episode.

        Raises:
          ValueError: this simulator cannot differentiate the simulation.
        """
        others = " or ".join(f"sim={i.name!r}" for i in WALKERS.values() if i.differentiable)
        raise ValueError(
            f"{self.name} cannot differentiate the simulation, so it has no exact Jacobian: use "
            f"{others}, or a gradient source that estimates the Jacobian (ramify.ES)."
        )

    def with_threads(self, threads: int) -> Self:
        """Returns an equal simulator with this number of threads, if none was asked for."""
        make: Any = type(self)
        asked = self._asked | {"threads": self._asked["threads"] or threads}
        return make(self.robot, self.controller, **asked)

    def with_robot(self, robot: AbstractRobot) -> Self:
        """Returns an equal simulator of another robot, which the same controller can move."""
        make: Any = type(self)
        return make(robot, self.controller, **self._asked)

    def twin(self) -> Self:
        """Returns a copy that another thread can use at the same time. Both share compiled programs."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__, turns=Turns())
        return twin


def installed(package: str) -> bool:
    """Returns whether a package can be imported."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # its parent package is not installed
        return False


def default_simulator() -> str:
    """Returns the name of the simulator that suits this machine.

    This is "mjx" if JAX has an accelerator, and "mujoco" otherwise.

    Raises:
      ValueError: JAX has an accelerator, but mujoco-mjx is not installed.
    """
    compute_in_calling_thread()  # before JAX starts
    backend = jax.default_backend()
    if backend == "cpu":
        return MUJOCO.name
    if not all(map(installed, MJX.packages)):
        raise ValueError(
            f"This machine has a {backend}, but {' and '.join(MJX.distributions)} is not installed: pip "
            f"install 'ramify[{MJX.name}]', or use --sim {MUJOCO.name}."
        )
    return MJX.name
