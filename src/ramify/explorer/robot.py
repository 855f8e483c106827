"""The player for robots: an episode is simulated again, and sent while it is simulated."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any

import numpy as np

from ramify.elites.table import EliteTable
from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import pack
from ramify.explorer.motion import MotionSender, Poses
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.sims.control import TOGETHER
from ramify.sims.episodes import Recorder, Recording, Rollouts
from ramify.tasks.locomotion import Locomotion
from ramify.view.film import available


class Robot(AbstractPlayer):
    """Shows a robot's episode from its archived start.

    It has its own simulators, one per thread, with as few slots as possible, since a control step
    computes all slots, also empty ones.
    """

    kind, together = "robot", 4  # the page compares up to 4

    def __init__(self, task: Locomotion):
        sim = task.sim
        self.robot, self.model = sim.robot, sim.robot.model()
        narrow = type(sim)(sim.robot, sim.controller, slots=TOGETHER, threads=1)
        self._idle: SimpleQueue[Locomotion] = SimpleQueue()
        for _ in range(self.together):
            self._idle.put(Locomotion(narrow.twin(), episodes=task.episodes))

    def play(
        self,
        header: dict[str, Any],
        x: np.ndarray,
        fields: dict[str, np.ndarray],
        listener: AbstractListener,
    ) -> Outcome:
        poses = Poses(self.model, self.robot.farthest(header["objective"]))
        listener.send(pack(self.opening(poses) | header))
        sender = MotionSender(poses, listener)
        with self._simulator() as task:
            episode = task.replay(x[None], fields["seed"][None], watch=sender)
        sender.flush()
        return self.outcome(episode, 0, fields)

    def opening(self, poses: Poses, every: int = 1) -> dict[str, Any]:
        """Returns the first message of a motion.

        `steps` is the largest number of frames, `dt` the time between two of them, s.

        Args:
          every: control steps between two frames.
        """
        frames = self.robot.max_steps // every + 1
        time = {"dt": self.robot.dt * every, "steps": frames}
        return {"kind": self.kind} | time | poses.header

    def score(self, elite: EliteTable, listener: AbstractListener) -> float:
        """Returns the objective of an elite in its archived episode; -inf if the simulation fails."""
        with self._simulator() as task:
            episode = task.replay(
                elite.solution, elite.fields["seed"], watch=lambda *frame: listener.check()
            )
        objective = float(episode.objective[0])
        return objective if np.isfinite(objective) else -np.inf

    def outcome(self, episodes: Rollouts, row: int, fields: dict[str, np.ndarray]) -> Outcome:
        """Returns the outcome of one of these episodes."""
        steps = episodes.steps[row]
        kept = {"seed": fields["seed"], "steps": steps}
        if self.robot.walks:
            kept["steadiness"] = episodes.steadiness[row]
        return Outcome(float(episodes.objective[row]), episodes.measures[row], int(steps), kept)

    def reproduces(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        return outcome.objective == objective and bool((outcome.measures == measures).all())

    def warm_up(self, n: int) -> None:
        for _ in range(self.together):
            with self._simulator() as task:
                compile_rollout(task, n)

    def motion(self, x: np.ndarray, fields: dict[str, np.ndarray], seconds: float) -> Recording:
        """Returns the first seconds of an episode."""
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


class _EnoughError(Exception):
    """Ends a rollout that is no longer needed."""


def compile_rollout(task: Locomotion, n: int, rows: int = 1) -> None:
    """Lets a simulator compile its programs for rows of n parameters. It simulates one frame."""

    def enough(*frame: Any) -> None:
        raise _EnoughError

    with suppress(_EnoughError):
        task.replay(np.zeros((rows, n)), np.zeros((rows, 2), np.uint32), watch=enough)
