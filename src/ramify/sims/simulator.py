"""What a simulator is: it runs episodes of one robot under many controllers of one kind."""

import abc
from functools import partial
from importlib.util import find_spec
from typing import Any, ClassVar, Self

import jax
import numpy as np
from jaxtyping import Array, Float, UInt32

from ramify.checks.arguments import whole_number
from ramify.controllers.controller import AbstractController
from ramify.robots.walker import AbstractWalker
from ramify.sims.episodes import Rollouts, Watch
from ramify.sims.process import compute_in_calling_thread
from ramify.sims.table import MJX, MUJOCO, WALKERS, SimulatorInfo
from ramify.sims.turns import Turns


class AbstractSimulator(abc.ABC):
    """Simulates one robot under one kind of controller.

    Several threads may use it: their rollouts take turns. It can be pickled and copied; robots under
    way, processes and what is compiled are left out and made again when first wanted.

    Args:
      robot: what walks.
      controller: how parameters become actions.
      slots: robots simulated side by side; 0 for as many as suit the simulator.
      threads: 0 for all cores. Results do not depend on it.

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
        robot: AbstractWalker,
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
        """Settle `slots`; 0 of either is for the simulator to choose."""

    @property
    @abc.abstractmethod
    def rest(self) -> np.ndarray:
        """[a] joint angles, rad, round which an episode starts."""

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
        """One episode a row of `x`.

        Args:
          x: parameters of the controllers.
          seeds: [b, 2] uint32 key data; episode i depends on x[i] and seeds[i] only.
          record: also return the motions.
          watch: called with every frame as soon as it is there, from the threads that simulate. An
            episode whose simulator died begins anew, at t = 0. What `watch` raises ends the rollout.
          trace: also return what happened at every step.
          noise: [b, t, a], added to each action before it is clipped, to explore.
        """

    def jacobian(
        self, x: Float[Array, "b n"], seeds: UInt32[Array, "b 2"], *, window: int = 0
    ) -> tuple[Rollouts, Float[Array, "b r n"]]:
        """Episodes as of `rollout`, and d(objective, measures)/dx of each.

        Args:
          window: control steps through which a derivative is followed; 0 for the whole episode.

        Raises:
          ValueError: this simulator has no derivatives.
        """
        others = " or ".join(f"sim={i.name!r}" for i in WALKERS.values() if i.differentiable)
        raise ValueError(
            f"{self.name} cannot differentiate the simulation, so it has no exact Jacobian: use "
            f"{others}, or a gradient source that estimates the Jacobian (ramify.ES)."
        )

    def twin(self) -> Self:
        """Returns another that runs beside this one, in another thread; both share what is compiled."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__, turns=Turns())
        return twin


def installed(package: str) -> bool:
    """Whether it could be imported."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # not even what it is part of
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
