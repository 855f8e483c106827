"""A robot walks again, and every part of the walk is sent as soon as it is there."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any

import mujoco
import numpy as np

from ramify.explorer.listener import AbstractListener
from ramify.explorer.motion import Parts, Poses
from ramify.explorer.packed import packed
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.sims.control import TOGETHER
from ramify.sims.episodes import Motion, Recorder, Rollouts
from ramify.tasks.locomotion import Locomotion
from ramify.view.film import available


class Robot(AbstractPlayer):
    """From its episode's own start.

    It has simulators of its own, a thread each, with as few seats as there can be: the seats of an
    episode's step are all computed, whether anybody sits there or not.
    """

    kind, together = "robot", 4  # as many as the page compares

    def __init__(self, task: Locomotion):
        sim = task.sim
        self.robot, self.model = sim.robot, mujoco.MjModel.from_xml_string(sim.robot.mjcf)
        narrow = type(sim)(sim.robot, sim.controller, slots=TOGETHER, threads=1)
        self._idle: SimpleQueue[Locomotion] = SimpleQueue()
        for _ in range(self.together):
            self._idle.put(Locomotion(narrow.twin()))

    def play(
        self,
        header: dict[str, Any],
        x: np.ndarray,
        fields: dict[str, np.ndarray],
        listener: AbstractListener,
    ) -> Outcome:
        poses = Poses(self.model, self._farthest(header["objective"]))
        listener.send(packed(self.opening(poses) | header))
        parts = Parts(poses, listener)
        with self._simulator() as task:
            walk = task.replay(x[None], fields["seed"][None], watch=parts)
        parts.flush()
        return self.outcome(walk, 0, fields)

    def opening(self, poses: Poses, every: int = 1) -> dict[str, Any]:
        """What the first message of a walk says, of which every so manieth frame is sent: `steps`,
        how many frames there can be; `dt`, s, the time between two."""
        frames = self.robot.max_steps // every + 1
        time = {"dt": self.robot.dt * every, "steps": frames}
        return {"kind": self.kind} | time | poses.header

    def outcome(self, walks: Rollouts, row: int, fields: dict[str, np.ndarray]) -> Outcome:
        """Of one of these walks."""
        steps = walks.steps[row]
        kept = {"seed": fields["seed"], "steps": steps}
        return Outcome(float(walks.objective[row]), walks.measures[row], int(steps), kept)

    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        return outcome.objective == objective and bool((outcome.measures == measures).all())

    def warm_up(self, n: int) -> None:
        for _ in range(self.together):
            with self._simulator() as task:
                compiled(task, n)

    def motion(self, x: np.ndarray, fields: dict[str, np.ndarray], seconds: float) -> Motion:
        """The first seconds of a walk."""
        last, recorder = round(seconds / self.robot.dt), Recorder(1)

        def watch(row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
            recorder(row, t, qpos, contact)
            if t == last:
                raise _EnoughError

        with self._simulator() as task, suppress(_EnoughError):
            task.replay(x[None], fields["seed"][None], watch=watch)
        return recorder.motions[0]

    def no_film(self) -> str | None:
        return available()

    @contextmanager
    def _simulator(self) -> Iterator[Locomotion]:
        task = self._idle.get()
        try:
            yield task
        finally:
            self._idle.put(task)

    def _farthest(self, objective: float) -> float:
        """m, from where it started, that it cannot have come: a step's reward is its speed (m/s), and
        costs of about 2 at most, which its speed may have earned back."""
        costs = 2.0 * self.robot.effort * self.robot.max_steps
        return 2.0 + self.robot.dt * (abs(objective) + costs)


class _EnoughError(Exception):
    """Ends a rollout that has done its duty."""


def compiled(task: Locomotion, n: int, rows: int = 1) -> None:
    """Have a simulator compile what it needs for rows of n parameters, by the first frame of a walk."""

    def enough(*frame: Any) -> None:
        raise _EnoughError

    with suppress(_EnoughError):
        task.replay(np.zeros((rows, n)), np.zeros((rows, 2), np.uint32), watch=enough)
