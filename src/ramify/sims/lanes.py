"""Many walkers at once, in any simulator.

Each core keeps its own slots full, its lane: when an episode ends, its slot takes the next waiting
one, so that shapes never change. An episode depends on its parameters and its seed only, not on slot
or thread.
"""

import abc
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from threading import Lock
from typing import ClassVar, Self

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ramify.controllers.controller import AbstractController
from ramify.robots.walker import AbstractWalker
from ramify.sims.control import TOGETHER, Control, Seated, moved, placements

Watch = Callable[[int, int, np.ndarray, np.ndarray], None]
"""watch(row, t, qpos, contact): what a frame shows, as the attributes of a `Motion` have it."""

DEATHS = 3  # of a lane's simulator in one rollout, before it fails the episodes it holds


class SimulatorDiedError(Exception):
    """The process that simulates a lane is gone; a new one has taken its place, empty."""


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
    """Episodes, a row each.

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


class Bodies(abc.ABC):
    """A lane's robots in a simulator, a slot each.

    Attributes:
      control: [slots, a] float32, the actions within +-1, for `advance` to apply.
    """

    control: np.ndarray

    @abc.abstractmethod
    def place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        """Begin anew in these slots, with these joint angles [len(slots), a]."""

    @abc.abstractmethod
    def advance(self, slots: np.ndarray) -> None:
        """A control period in these slots."""

    @abc.abstractmethod
    def sense(self, slots: np.ndarray | slice) -> tuple[np.ndarray, ...]:
        """A row a slot (a slice of them is read without a copy): position, quaternion and velocity (10
        numbers), joint angles, joint velocities, the parts' summed x y, the feet's contacts (above
        0), as `Sensed` has them."""

    @abc.abstractmethod
    def pose(self, slot: int) -> np.ndarray:
        """qpos of the robot's MuJoCo model."""

    def broken(self, slots: np.ndarray) -> np.ndarray:
        """Which of these broke down since they were placed, other than by NaN."""
        return np.zeros(slots.size, bool)


class AbstractSimulator(abc.ABC):
    """Runs episodes of one robot under many controllers of one kind.

    Args:
      robot: what walks.
      controller: how parameters become actions.
      slots: robots simulated side by side, divided among the threads and rounded up there to a
        multiple of 16: the compiler then treats every slot with the same vector code, and results do
        not depend on which or how many.
      threads: 0 for all cores. Results do not depend on it.

    Raises:
      ValueError: its package is not installed, or slots or threads are out of range.
    """

    name: ClassVar[str]
    package: ClassVar[str]  # which it needs
    lane_slots: ClassVar[int | None] = None  # the most a lane has; a multiple of 16

    def __init__(
        self,
        robot: AbstractWalker,
        controller: AbstractController,
        *,
        slots: int = 128,
        threads: int = 0,
    ):
        if slots < 1 or threads < 0:
            raise ValueError(f"slots={slots}, threads={threads}: slots from 1, threads from 0.")
        if find_spec(self.package) is None:
            raise ValueError(
                f"sim={self.name!r} needs {self.package}: pip install 'ramify[{self.name}]'."
            )
        self.robot, self.controller = robot, controller
        # Whole-process affinity, not the machine: a container may own fewer cores.
        self.threads = threads or len(os.sched_getaffinity(0))
        each = -(-slots // (TOGETHER * self.threads)) * TOGETHER
        self.slots = min(each, self.lane_slots or each) * self.threads

    @abc.abstractmethod
    def bodies(self, slots: int) -> Bodies:
        """Of a new lane."""

    @property
    @abc.abstractmethod
    def rest(self) -> np.ndarray:
        """[a] joint angles, rad, round which an episode starts."""

    @cached_property
    def _control(self) -> Control:
        return Control(self.robot, self.controller)

    @cached_property
    def _lanes(self) -> "list[Lane]":
        each = self.slots // self.threads
        return [
            Lane(self.robot, self.bodies(each), each, self._control) for _ in range(self.threads)
        ]

    def twin(self) -> Self:
        """Another that runs beside this one, in another thread; what is compiled, both share."""
        _ = self._control  # made before it is shared
        twin = copy(self)
        twin.__dict__.pop("_lanes", None)
        return twin

    def rollout(
        self,
        x: Float[Array, "b n"],
        seeds: np.ndarray,
        *,
        record: bool = False,
        watch: Watch | None = None,
        trace: bool = False,
        noise: np.ndarray | None = None,
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
        start = np.asarray(placements(jnp.asarray(seeds), jnp.asarray(self.rest)), np.float64)
        recorder = Recorder(len(x)) if record else None
        watchers = [w for w in (recorder, watch) if w is not None]
        work = Episodes(np.asarray(x), start, self.robot, self.threads, watchers, trace, noise)
        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(lambda lane: lane.run(work), self._lanes))
        motions = () if recorder is None else recorder.motions
        return Rollouts(work.objective, work.measures, work.steps, motions, work.trace)


class Recorder:
    """Keeps what it watches."""

    def __init__(self, rows: int):
        self._frames: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(rows)]

    def __call__(self, row: int, t: int, qpos: np.ndarray, contact: np.ndarray) -> None:
        self._frames[row][t:] = [(qpos, contact)]

    @property
    def motions(self) -> tuple[Motion, ...]:
        return tuple(Motion(*map(np.stack, zip(*f, strict=True))) for f in self._frames)


class Episodes:
    """Those of one call: what they start from, who waits, what came of them."""

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
        self.objective = np.full(b, -np.inf, np.float32)
        self.measures = np.full((b, k), np.nan, np.float32)
        self.steps = np.zeros(b, np.int32)
        self.watchers = watchers
        width = robot.observations + len(robot.joints) + 1 + k
        self.trace = np.zeros((b, robot.max_steps + 1, width), np.float32) if trace else None
        self.waiting, self._lanes, self._lock = list(range(b)), lanes, Lock()

    def take(self, free: int, *, begins: bool) -> np.ndarray:
        """The next rows for a lane with so many free slots: at most its share of all when it begins,
        of those that wait later."""
        with self._lock:
            share = -(-(len(self.x) if begins else len(self.waiting)) // self._lanes)
            many = min(free, share)
            taken, self.waiting = self.waiting[:many], self.waiting[many:]
            return np.array(taken, int)

    def put_back(self, rows: np.ndarray) -> None:
        """Rows to be begun anew."""
        with self._lock:
            self.waiting = [*rows.tolist(), *self.waiting]


class Lane:
    """A thread's slots. The threads never wait for each other: while one asks its policies, another
    simulates, and no step waits for the slowest.

    The array code knows seats, each of which has a slot. While episodes wait there is a seat for every
    slot; once half of them are free and nobody waits, those who are left move together.
    """

    def __init__(self, robot: AbstractWalker, bodies: Bodies, slots: int, control: Control):
        self.robot, self.bodies, self.slots, self._code = robot, bodies, slots, control

    def run(self, work: Episodes) -> None:
        """Episodes one after the other in every slot, until none waits."""
        self._begin(work)
        deaths = 0
        while True:
            try:
                if not self._step():
                    return
            except SimulatorDiedError:
                deaths += 1
                held = self._row[self._live]
                self._begin(work)  # those it held begin anew, or, if it keeps dying, have failed
                if deaths < DEATHS:
                    work.put_back(held)

    def _begin(self, work: Episodes) -> None:
        self._work, self._fresh = work, True
        self._slot = np.arange(self.slots)  # of each seat
        self._row = np.full(self.slots, -1)  # whose episode it is
        self._t = np.zeros(self.slots, int)  # and how far
        self._live = np.zeros(0, int)  # the seats that have one
        self._seated: Seated  # from the first who sit down

    def _step(self) -> bool:
        """One control step in all seats; whether more are to come."""
        if self._work.waiting and (self._row.size - self._live.size) * 8 >= self._row.size:
            self._fill()  # an eighth at a time: it is quicker together
        live, work = self._live, self._work
        if not live.size:
            return False
        told = self._control(self._sense())
        slots, k = self._slot[live], work.measures.shape[1]
        if work.watchers:
            for seat, slot in zip(live.tolist(), slots.tolist(), strict=True):
                frame = self.bodies.pose(slot).copy(), told[seat, -k:] > 0
                for watch in work.watchers:
                    watch(int(self._row[seat]), int(self._t[seat]), *frame)
        if work.trace is not None:
            work.trace[self._row[live], self._t[live]] = told[live, -work.trace.shape[2] :]
        self._t += 1
        self.bodies.control[slots] = told[live, 3 + k : 3 + k + self.bodies.control.shape[1]]
        over = live[told[live, 0] > 0]
        if over.size:
            self._finish(over, told)
        if self._live.size:
            self._advance(self._slot[self._live])
        return True

    def _control(self, sensed: np.ndarray) -> np.ndarray:
        episodes, told = self._compiled.step(*self._seated, sensed)
        self._seated = Seated(self._seated.policies, episodes)
        return np.asarray(told)

    def _sense(self) -> np.ndarray:
        noise, work = np.zeros((self._row.size, len(self.robot.joints)), np.float32), self._work
        if work.noise is not None:
            t = np.minimum(self._t[self._live], work.noise.shape[1] - 1)
            noise[self._live] = work.noise[self._row[self._live], t]
        return np.concatenate([*self.bodies.sense(self._sensed), noise], 1, dtype=np.float32)

    def _advance(self, slots: np.ndarray) -> None:
        self.bodies.advance(slots)

    def _fill(self) -> None:
        """Waiting episodes into free seats."""
        free = np.flatnonzero(self._row < 0)
        taken = self._work.take(free.size, begins=self._fresh)
        if self._fresh:
            self._sit_down(self._code.seats(taken.size, self.slots))
        free = free[: taken.size]
        self._row[free], self._t[free] = taken, 0
        self._live = np.flatnonzero(self._row >= 0)
        self.bodies.place(self._slot[free], self._work.start[taken])
        for at in range(0, taken.size, TOGETHER):
            rows, seats = taken[at : at + TOGETHER], np.full(TOGETHER, self.slots, np.int32)
            x = np.zeros((TOGETHER, self._work.x.shape[1]), np.float32)
            x[: rows.size], seats[: rows.size] = self._work.x[rows], free[at : at + rows.size]
            self._seated = self._compiled.sit(self._seated, x, seats)

    def _sit_down(self, seats: int) -> None:
        """So many seats, and nobody in them."""
        self._fresh = False
        self._slot, self._row, self._t = self._slot[:seats], self._row[:seats], self._t[:seats]
        self._sensed: slice | np.ndarray = slice(seats)  # their slots, until some move
        self._compiled, self._seated = self._code.of(seats), self._code.nobody(seats)

    def _finish(self, over: np.ndarray, told: np.ndarray) -> None:
        """Episodes that are over leave their seats."""
        work, rows = self._work, self._row[over]
        sound = ~self.bodies.broken(self._slot[over]) & np.isfinite(told[over, 1])
        work.objective[rows] = np.where(sound, told[over, 1], -np.inf)
        work.steps[rows] = told[over, 2]
        contacts = told[over, 3 : 3 + work.measures.shape[1]]
        work.measures[rows] = contacts / told[over, 2:3]
        self._row[over] = -1
        self._live = np.flatnonzero(self._row >= 0)
        seats = self._code.seats(self._live.size, self.slots)
        if not work.waiting and self._live.size and seats < self._row.size:
            self._move_together(seats)

    def _move_together(self, seats: int) -> None:
        order = np.argsort(self._row < 0, kind="stable")[:seats]
        self._slot, self._row, self._t = self._slot[order], self._row[order], self._t[order]
        self._sensed = self._slot
        self._live = np.flatnonzero(self._row >= 0)
        self._compiled, self._seated = self._code.of(seats), moved(self._seated, order)
