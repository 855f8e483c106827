"""Many walkers at once, in any simulator.

Each core keeps its own slots full, its lane: when an episode ends, its slot takes the next waiting
one, so that shapes never change. When none waits, a lane that is done takes half of the episodes of
one that is not: cores are not all equally fast. An episode depends on its parameters and its seed
only, not on slot or thread.
"""

import abc
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cached_property
from typing import Self

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ramify.checks.arguments import owned, to_jax
from ramify.robots.walker import AbstractWalker
from ramify.sims.control import TOGETHER, Control, Seated, moved, placements
from ramify.sims.episodes import Episodes, Handed, Recorder, Rollouts, Watch
from ramify.sims.simulator import AbstractSimulator
from ramify.system.runtime import cores

SLOTS = 128  # by default
WORTHWHILE = 8  # steps still to go, for an episode to change its lane
DEATHS = 3  # of a lane's simulator in one rollout, before it fails the episodes it holds


class SimulatorDiedError(RuntimeError):
    """The process that simulates a lane is gone; the next to be placed are in a new one."""


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

    def close(self) -> None:  # noqa: B027  # most hold nothing
        """Let go of what they run in; they may be placed again."""


class MovableBodies(Bodies):
    """Bodies that can go on in another lane exactly as in this one."""

    @abc.abstractmethod
    def leave(self, slots: np.ndarray) -> np.ndarray:
        """All there is to know of these robots, a row each."""

    @abc.abstractmethod
    def enter(self, slots: np.ndarray, states: np.ndarray) -> None:
        """Go on in these slots with what `leave` returned."""


class AbstractLanes(AbstractSimulator):
    """A simulator that steps robots on the CPU's cores, a lane each.

    Slots (128 by default) are divided among the threads and rounded up there to a multiple of 16: the
    compiler then treats every slot with the same vector code, and results do not depend on which or
    how many.
    """

    def set_up(self, slots: int, threads: int) -> None:
        # Whole-process affinity, not the machine: a container may own fewer cores.
        self.threads = threads or cores()
        each = -(-(slots or SLOTS) // (TOGETHER * self.threads)) * TOGETHER
        self.slots = each * self.threads

    @abc.abstractmethod
    def bodies(self, slots: int) -> Bodies:
        """Of a new lane."""

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
        _ = self._control  # made before it is shared
        twin = super().twin()
        twin.__dict__.pop("_lanes", None)
        return twin

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
        start = np.asarray(
            placements(to_jax("seeds", seeds, np.uint32), jnp.asarray(self.rest)),
            np.float64,
        )
        recorder = Recorder(len(x)) if record else None
        watchers = [w for w in (recorder, watch) if w is not None]
        drawn = None if noise is None else np.asarray(owned("noise", noise))
        given = np.asarray(owned("x", x))
        with self.turns.one():
            work = Episodes(given, start, self.robot, self.threads, watchers, trace, drawn)
            self._run(work)
        motions = () if recorder is None else recorder.motions
        return work.outcome(motions)

    def _run(self, work: Episodes) -> None:
        with ThreadPoolExecutor(self.threads, initializer=self.turns.enter) as pool:
            runs = [pool.submit(lane.run, work) for lane in self._lanes]
            try:
                for run in as_completed(runs):
                    run.result()
            except BaseException:  # an interrupt, too
                work.abandon()
                raise


class Lane:
    """A thread's slots. The threads never wait for each other: while one asks its policies, another
    simulates, and no step waits for the slowest.

    The array code knows seats, each of which has a slot. While episodes wait there is a seat for every
    slot; once half of them are free and nobody waits, those who are left move together.
    """

    def __init__(self, robot: AbstractWalker, bodies: Bodies, slots: int, control: Control):
        self.robot, self.bodies, self.slots, self._code = robot, bodies, slots, control

    def run(self, work: Episodes) -> None:
        """Episodes one after the other in every slot, until none is left in any lane."""
        self._begin(work)
        deaths = 0
        while True:
            try:
                if not self._step() and not self._receive():
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
        if self._work.wanted:
            self._share()
        live, work = self._live, self._work
        if not live.size or work.abandoned:
            return False
        told = self._control(self._sense())
        k, actions = len(self.robot.measured), self.bodies.control.shape[1]
        if work.watchers:
            for seat, slot in zip(live.tolist(), self._slot[live].tolist(), strict=True):
                frame = self.bodies.pose(slot).copy(), told[seat, -k:] > 0
                for watch in work.watchers:
                    watch(int(self._row[seat]), int(self._t[seat]), *frame)
        if work.trace is not None:
            work.trace[self._row[live], self._t[live]] = told[live, -work.trace.shape[2] :]
        self._t += 1
        self.bodies.control[self._sensed] = told[:, 3 + k : 3 + k + actions]
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
        work, at = self._work, 0
        for part in self.bodies.sense(self._sensed):
            self._sight[:, at : at + part.shape[1]] = part
            at += part.shape[1]
        if work.noise is not None:
            t = np.minimum(self._t[self._live], work.noise.shape[1] - 1)
            self._sight[self._live, at:] = work.noise[self._row[self._live], t]
        return self._sight

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
        self._sight = self._code.nothing_sensed(seats)

    def _finish(self, over: np.ndarray, told: np.ndarray) -> None:
        """Episodes that are over leave their seats."""
        last = told[over, : self._work.told.shape[1]]
        last[self.bodies.broken(self._slot[over]) | ~np.isfinite(last[:, 1]), 1] = -np.inf
        self._work.told[self._row[over]] = last
        self._leave(over)

    def _leave(self, seats: np.ndarray) -> None:
        """These seats are free; those still taken may move together."""
        self._row[seats] = -1
        self._live = np.flatnonzero(self._row >= 0)
        fewer = self._code.seats(self._live.size, self.slots)
        if not self._work.waiting and self._live.size and fewer < self._row.size:
            order = np.argsort(self._row < 0, kind="stable")[:fewer]
            self._slot, self._row, self._t = self._slot[order], self._row[order], self._t[order]
            self._sensed = self._slot
            self._live = np.flatnonzero(self._row >= 0)
            self._compiled, self._seated = self._code.of(fewer), moved(self._seated, order)
            self._sight = self._code.nothing_sensed(fewer)

    def _share(self) -> None:
        """Every other episode to a lane that has none."""
        seats, work, bodies = self._live[1::2], self._work, self.bodies
        if not isinstance(bodies, MovableBodies) or not seats.size:
            return
        if self.robot.max_steps - self._t[seats].min() < WORTHWHILE:
            return
        if not work.promise():
            return
        states = bodies.leave(self._slot[seats])
        order = np.resize(seats, self._code.seats(seats.size, self.slots))
        row, t = self._row[order], self._t[order]
        row[seats.size :] = -1
        work.hand(Handed(row, t, moved(self._seated, order), states))
        self._leave(seats)

    def _receive(self) -> bool:
        """Whether another lane handed over some of its episodes."""
        handed, bodies = self._work.rest(), self.bodies
        if handed is None:
            return False
        assert isinstance(bodies, MovableBodies)  # as those were that it left
        self._begin(self._work)
        self._sit_down(handed.row.size)
        self._row, self._t, self._seated = handed.row, handed.t, handed.seated
        self._live = np.flatnonzero(self._row >= 0)
        bodies.enter(self._slot[self._live], handed.states)
        return True
