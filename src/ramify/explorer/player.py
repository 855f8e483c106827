"""How a solution is shown: a robot walks, an arm lies, of any other function there are the parameters.

What is shown is a stream of packed messages: a header, then what is to be drawn.
"""

import abc
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np

from ramify.core import AbstractTask, Evaluation
from ramify.explorer.motion import Parts, Poses, farthest
from ramify.explorer.packed import Send, packed
from ramify.sims.control import TOGETHER
from ramify.sims.lanes import Motion, Recorder
from ramify.tasks.function import Function
from ramify.tasks.locomotion import Locomotion
from ramify.view.film import available


@dataclass(frozen=True)
class Outcome:
    """What came of a solution.

    Attributes:
      objective: -inf if it failed.
      measures: [k].
      steps: control steps taken; 0 of a function.
      fields: what the archive keeps beside it, of this one row.
    """

    objective: float
    measures: np.ndarray
    steps: int = 0
    fields: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        """As an archive takes it, a batch of one."""
        fields = {name: jnp.asarray(value)[None] for name, value in self.fields.items()}
        objective = jnp.asarray([self.objective], jnp.float32)
        return Evaluation(objective, jnp.asarray(self.measures, jnp.float32)[None], fields=fields)


class AbstractPlayer(abc.ABC):
    """Shows the solutions of a task.

    Attributes:
      kind: how the page draws them.
      together: how many are shown at a time, each in a thread of its own.
      header: what the first message of every stream says of the task.
    """

    kind: ClassVar[str]
    together: ClassVar[int]
    header: dict[str, Any]

    @abc.abstractmethod
    def play(
        self, header: dict[str, Any], x: np.ndarray, fields: dict[str, np.ndarray], send: Send
    ) -> Outcome:
        """Send a first message, then what is to be drawn.

        Args:
          header: what the first message says beside the player's own; `objective` among it.
          x: [n], the solution.
          fields: what the archive keeps beside it (an episode's seed), of this one row.
          send: takes the messages; what it raises ends the play.
        """

    @abc.abstractmethod
    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        """Whether the outcome is what was archived."""

    def no_film(self) -> str | None:
        """Why there can be no films of what it shows; None if there can."""
        return "Only robots are filmed."

    @abc.abstractmethod
    def warm_up(self, n: int) -> None:
        """Compile what it takes to show solutions of n parameters."""


def player_of(task: AbstractTask) -> AbstractPlayer:
    """Who shows the solutions of this task."""
    if isinstance(task, Locomotion):
        return Robot(task)
    assert isinstance(task, Function)
    return Parameters(task) if task.chain is None else Arm(task)


class Robot(AbstractPlayer):
    """It walks from its episode's own start; every part of the walk is sent as soon as it is there."""

    kind, together = "robot", 4  # as many as the page compares

    def __init__(self, task: Locomotion):
        sim = task.sim
        self.robot, self.model = sim.robot, mujoco.MjModel.from_xml_string(sim.robot.mjcf)
        self.header = {
            "dt": self.robot.dt,
            "steps": self.robot.max_steps,
            "nbody": self.model.nbody,
        }
        # As few seats as there can be: the others are computed all the same.
        narrow = type(sim)(sim.robot, sim.controller, slots=TOGETHER, threads=1)
        self._idle: SimpleQueue[Locomotion] = SimpleQueue()
        for _ in range(self.together):
            self._idle.put(Locomotion(narrow.twin()))

    def play(
        self, header: dict[str, Any], x: np.ndarray, fields: dict[str, np.ndarray], send: Send
    ) -> Outcome:
        poses = Poses(self.model, farthest(self.robot, header["objective"]))
        send(packed({"kind": self.kind, "scale": poses.scale} | self.header | header))
        task, parts = self._idle.get(), Parts(poses, send)
        try:
            walk = task.replay(x[None], fields["seed"][None], watch=parts)
        finally:
            self._idle.put(task)
        parts.flush()
        kept = {"seed": fields["seed"], "steps": walk.steps[0]}
        return Outcome(float(walk.objective[0]), walk.measures[0], int(walk.steps[0]), kept)

    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        return outcome.objective == objective and bool((outcome.measures == measures).all())

    def warm_up(self, n: int) -> None:
        for _ in range(self.together):
            task = self._idle.get()
            try:
                compiled(task, n)
            finally:
                self._idle.put(task)

    def motion(self, x: np.ndarray, fields: dict[str, np.ndarray], seconds: float) -> Motion:
        """The first seconds of a walk."""
        last, recorder = round(seconds / self.robot.dt), Recorder(1)

        def watch(row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
            recorder(row, t, qpos, contact)
            if t == last:
                raise _EnoughError

        task = self._idle.get()
        try:
            with suppress(_EnoughError):
                task.replay(x[None], fields["seed"][None], watch=watch)
        finally:
            self._idle.put(task)
        return recorder.motions[0]

    def no_film(self) -> str | None:
        return available()


class _EnoughError(Exception):
    """Raised to end a rollout that has done its duty."""


def compiled(task: Locomotion, n: int) -> None:
    """Have a simulator compile what it needs, by the first frame of a walk."""

    def enough(*frame: Any) -> None:
        raise _EnoughError

    with suppress(_EnoughError):
        task.replay(np.zeros((1, n)), np.zeros((1, 2), np.uint32), watch=enough)


class _AbstractDrawing(AbstractPlayer):
    """Of a function: one picture, and its value."""

    together = 1

    def __init__(self, task: Function):
        self.header = {}
        self._drawn = eqx.filter_jit(lambda x: (self._draw(task, x), task.function(x)))

    @abc.abstractmethod
    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        """What is to be drawn, by name."""

    def play(
        self, header: dict[str, Any], x: np.ndarray, fields: dict[str, np.ndarray], send: Send
    ) -> Outcome:
        drawn, (objective, measures) = self._drawn(jnp.asarray(x, jnp.float32))
        arrays = {name: np.asarray(value, np.float32) for name, value in drawn.items()}
        send(packed({"kind": self.kind} | header, **arrays))
        return Outcome(float(objective), np.asarray(measures))

    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        """To rounding: in a run, batches are compiled."""
        return bool(
            np.isclose(outcome.objective, objective, rtol=1e-4)
            and np.allclose(outcome.measures, measures, rtol=1e-4, atol=1e-4)
        )

    def warm_up(self, n: int) -> None:
        jax.block_until_ready(self._drawn(jnp.zeros(n)))


class Arm(_AbstractDrawing):
    """A chain of links: the positions of its joints."""

    kind = "arm"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        assert task.chain is not None
        return {"joints": task.chain(x)}


class Parameters(_AbstractDrawing):
    """The parameters themselves."""

    kind = "function"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        return {"solution": x}
