"""The episodes of one rollout: what they start from, which lane has them, what came of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition
from typing import NamedTuple

import numpy as np

from ramify.robots.walker import AbstractWalker
from ramify.sims.control import Seated

Watch = Callable[[int, int, np.ndarray, np.ndarray], None]
"""watch(row, t, qpos, contact): what a frame shows, as the attributes of a `Motion` have it."""


@dataclass(frozen=True)
class Motion:
    """One recorded episode.

    Attributes:
      qpos: [t + 1, nq] pose after every control step, the first as placed.
      contact: [t + 1, k] whether each foot touched the floor.
    """

    qpos: np.ndarray
    contact: np.ndarray


@dataclass(frozen=True)
class Rollouts:
    """Episodes, a row each: arrays of NumPy, or of JAX where the simulator is on its device.

    Attributes:
      objective: sum of rewards; -inf where the simulation broke down.
      measures: [b, k] share of the steps each foot touched the floor.
      steps: control steps taken.
      motions: where they were asked for.
      trace: [b, t + 1, o + a + 1 + k] where it was asked for: observation i, the action taken on it,
        then the reward and the contacts of the step that led to it.
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    motions: tuple[Motion, ...] = ()
    trace: np.ndarray | None = None


class Recorder:
    """Keeps what it watches."""

    def __init__(self, rows: int):
        self._frames: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(rows)]

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        self._frames[row][t:] = [(qpos, contact)]

    @property
    def motions(self) -> tuple[Motion, ...]:
        return tuple(Motion(*map(np.stack, zip(*f, strict=True))) for f in self._frames)


class Handed(NamedTuple):
    """Episodes under way that one lane hands to another, with their seats, some of them empty.

    Attributes:
      row: [seats] whose episode it is; -1: an empty seat.
      t: [seats] how far.
      seated: policies and episodes, a row a seat.
      states: what `Bodies.leave` returned of those that are not empty.
    """

    row: np.ndarray
    t: np.ndarray
    seated: Seated
    states: np.ndarray


class Episodes:
    """Those of one call, shared out among lanes."""

    def __init__(
        self,
        x: np.ndarray,
        start: np.ndarray,
        robot: AbstractWalker,
        lanes: int,
        watchers: Sequence[Watch],
        trace: bool,
        noise: np.ndarray | None,
    ):
        b, k = len(x), len(robot.measured)
        self.x, self.start, self.noise = x, start, noise
        # What the last step of each told: done, objective, steps, contacts.
        self.told = np.tile(np.array([False, -np.inf, 0, *[np.nan] * k], np.float32), (b, 1))
        self.watchers = watchers
        width = robot.observations + len(robot.joints) + 1 + k
        self.trace = np.zeros((b, robot.max_steps + 1, width), np.float32) if trace else None
        self.waiting, self._lanes, self._changed = list(range(b)), lanes, Condition()
        self._resting = 0  # lanes that have nothing to do
        self._promised = 0  # of these, those that are about to get something
        self._handed: list[Handed] = []
        self._over = self.abandoned = False

    def take(self, free: int, *, begins: bool) -> np.ndarray:
        """The next rows for a lane with so many free slots: at most its share of all when it begins,
        of those that wait later."""
        with self._changed:
            share = -(-(len(self.x) if begins else len(self.waiting)) // self._lanes)
            many = min(free, share)
            taken, self.waiting = self.waiting[:many], self.waiting[many:]
            return np.array(taken, int)

    def outcome(self, motions: tuple[Motion, ...]) -> Rollouts:
        _, objective, steps, *contacts = self.told.T
        with np.errstate(divide="ignore", invalid="ignore"):  # failed before their first step
            measures = np.stack(contacts, axis=1) / steps[:, None]
        return Rollouts(objective.copy(), measures, steps.astype(np.int32), motions, self.trace)

    def put_back(self, rows: np.ndarray) -> None:
        """Rows to be begun anew."""
        with self._changed:
            self.waiting = [*rows.tolist(), *self.waiting]

    @property
    def wanted(self) -> bool:
        """Whether a lane rests, and is promised nothing."""
        return self._resting > self._promised

    def promise(self) -> bool:
        """Whether a lane still wanted something; then `hand` must follow."""
        with self._changed:
            wanted = self.wanted
            self._promised += wanted
            return wanted

    def hand(self, handed: Handed) -> None:
        with self._changed:
            self._handed.append(handed)
            self._changed.notify()

    def rest(self) -> Handed | None:
        """Until a lane hands over some of its episodes; None once all lanes rest."""
        with self._changed:
            self._resting += 1
            if self._resting == self._lanes:
                self._end()
            self._changed.wait_for(lambda: self._handed or self._over)
            if not self._handed:
                return None
            self._resting -= 1
            self._promised -= 1
            return self._handed.pop()

    def abandon(self) -> None:
        """No lane goes on, nor waits."""
        with self._changed:
            self.abandoned = True
            self._end()

    def _end(self) -> None:
        self._over = True
        self._changed.notify_all()
