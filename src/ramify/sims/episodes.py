"""The episodes of a robots' rollout: their start, their results and their exchange between threads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ramify.robots.robot import AbstractRobot
from ramify.sims.control import RobotBatch
from ramify.sims.queue import EpisodeQueue

Watch = Callable[[int, int, np.ndarray, np.ndarray], None]
"""watch(row, t, qpos, contact): called with each frame. `Recording` describes qpos and contact."""


@dataclass(frozen=True)
class Recording:
    """The poses of one episode.

    Attributes:
      qpos: [t + 1, nq], the pose after every control step. The first is the initial pose.
      contact: [t + 1, f], whether each measured foot touched the floor.
    """

    qpos: np.ndarray
    contact: np.ndarray


@dataclass(frozen=True)
class Rollouts:
    """The results of episodes, one row each. JAX arrays if the simulator runs on JAX's device.

    Attributes:
      objective: [b], sum of rewards; -inf if the simulation broke down.
      measures: [b, k], such as the share of the steps in which each foot touched the floor.
      steps: [b], number of control steps taken.
      steadiness: [b], progress in one half of the episode, divided by that in the other, better half
        (`AbstractRobot.steadiness`).
      motions: recordings, if they were requested.
      trace: [b, t + 1, o + a + 1 + k], if it was requested: observation i, the action chosen for it,
        then the reward of the step that led to it, and what that step added to each measure
        (`AbstractRobot.shares`).
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    steadiness: np.ndarray
    motions: tuple[Recording, ...] = ()
    trace: np.ndarray | None = None


def feet_down(robot: AbstractRobot, shares: np.ndarray) -> np.ndarray:
    """Returns whether each measured foot touches the floor, from `AbstractRobot.shares`."""
    return shares[..., robot.contact_measures] > 0.5


class Recorder:
    """A watch function that keeps every frame."""

    def __init__(self, rows: int):
        self._frames: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(rows)]

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        self._frames[row][t:] = [(qpos, contact)]

    @property
    def motions(self) -> tuple[Recording, ...]:
        """One recording per row."""
        return tuple(Recording(*map(np.stack, zip(*f, strict=True))) for f in self._frames)


class Handover(NamedTuple):
    """Unfinished episodes that one thread hands to another. Some places of the batch are empty.

    Attributes:
      row: [places], the row of each episode; -1 for an empty place.
      t: [places], control steps taken.
      batch: policies and episodes, one place each.
      states: what `Bodies.leave` returned for the places that are not empty.
    """

    row: np.ndarray
    t: np.ndarray
    batch: RobotBatch
    states: np.ndarray


class RobotEpisodes(EpisodeQueue):
    """The episodes of one rollout of robots.

    A thread without episodes waits in `wait_for_handover` until another thread hands it half of its
    own, or until all threads wait.
    """

    def __init__(
        self,
        x: np.ndarray,
        start: np.ndarray,
        robot: AbstractRobot,
        threads: int,
        watchers: Sequence[Watch],
        trace: bool,
        noise: np.ndarray | None,
    ):
        b, k = len(x), len(robot.measures)
        super().__init__(b, threads)
        self.x, self.start, self.noise = x, start, noise
        # The last step of each episode: done, objective, steps, steadiness, contacts. A row stays so if
        # it fails.
        self.last = np.tile(np.array([False, -np.inf, 0, 0, *[np.nan] * k], np.float32), (b, 1))
        self.watchers, self._averaged = watchers, robot.averaged
        width = robot.observations + robot.actions + 1 + k
        self.trace = np.zeros((b, robot.max_steps + 1, width), np.float32) if trace else None
        self._idle = 0  # threads that wait for episodes
        self._promised = 0  # idle threads for which a handover is being prepared
        self._handovers: list[Handover] = []
        self._over = False

    def results(self, motions: tuple[Recording, ...]) -> Rollouts:
        """Returns the results of all episodes."""
        _, objective, steps, steadiness, *contacts = self.last.T
        with np.errstate(divide="ignore", invalid="ignore"):  # failed before their first step
            sums = np.stack(contacts, axis=1)
            measures = np.where(self._averaged, sums / steps[:, None], sums)
        taken = steps.astype(np.int32)
        return Rollouts(objective.copy(), measures, taken, steadiness.copy(), motions, self.trace)

    @property
    def thread_waits(self) -> bool:
        """True if a thread waits for episodes and no handover to it is being prepared."""
        return self._idle > self._promised

    def promise(self) -> bool:
        """Reserves an idle thread for a handover. Returns False if there is none.

        After True, the caller must call `hand_over`.
        """
        with self._changed:
            waits = self.thread_waits
            self._promised += waits
            return waits

    def hand_over(self, handover: Handover) -> None:
        """Gives unfinished episodes to an idle thread."""
        with self._changed:
            self._handovers.append(handover)
            self._changed.notify()

    def wait_for_handover(self) -> Handover | None:
        """Waits until another thread hands over episodes. Returns None once all threads wait."""
        with self._changed:
            self._idle += 1
            if self._idle == self._threads:
                self._end()
            self._changed.wait_for(lambda: self._handovers or self._over)
            if not self._handovers:
                return None
            self._idle -= 1
            self._promised -= 1
            return self._handovers.pop()

    def stop(self) -> None:
        """Asks all threads to end, those that wait too."""
        with self._changed:
            self.stopped = True
            self._end()

    def _end(self) -> None:
        self._over = True
        self._changed.notify_all()
