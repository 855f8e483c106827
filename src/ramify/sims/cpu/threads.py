"""Many walkers at once on the CPU's cores, in any CPU simulator.

Each core has a thread with its own slots, and keeps them full: when an episode ends, its slot takes the
next waiting episode, so that array shapes do not change. When none waits, a thread without episodes
takes half of another thread's, since cores are not equally fast. An episode depends only on its
parameters and its seed, not on its slot or thread.
"""

import abc
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cached_property
from typing import Self

import numpy as np
from jaxtyping import Array, Float

from ramify.checks.arguments import owned, to_jax
from ramify.robots.robot import AbstractRobot
from ramify.sims.control import (
    SCORES,
    TOGETHER,
    ControlProgram,
    RobotBatch,
    select,
)
from ramify.sims.episodes import (
    Handover,
    Recorder,
    RobotEpisodes,
    Rollouts,
    Watch,
    feet_down,
)
from ramify.sims.simulator import AbstractSimulator
from ramify.system.runtime import cores

SLOTS = 128  # default number of robots simulated at the same time
WORTHWHILE = 8  # control steps that an episode must still have to be handed over


class SimulatorDiedError(RuntimeError):
    """A thread's simulator process died. The next `place` starts a new one."""


class Bodies(abc.ABC):
    """A thread's robots in a simulator, one in each slot.

    Attributes:
      control: [slots, a] float32, the actions in [-1, 1] that `advance` applies.
    """

    control: np.ndarray

    @abc.abstractmethod
    def place(self, slots: np.ndarray, joints: np.ndarray) -> None:
        """Starts an episode in each of these slots, with joint positions [len(slots), q] in rad or m."""

    @abc.abstractmethod
    def advance(self, slots: np.ndarray) -> None:
        """Simulates one control period in these slots."""

    @abc.abstractmethod
    def sense(self, slots: np.ndarray | slice) -> tuple[np.ndarray, ...]:
        """Returns the values of `Sensed` in its order, one row per slot, in any number of arrays.

        Contacts are above 0. A slice of slots is read without a copy.
        """

    @abc.abstractmethod
    def pose(self, slot: int) -> np.ndarray:
        """Returns the qpos of the robot's MuJoCo model."""

    def broken(self, slots: np.ndarray) -> np.ndarray:
        """Returns whether each simulation broke down since `place`, other than by NaN."""
        return np.zeros(slots.size, bool)

    def close(self) -> None:  # noqa: B027  # most hold nothing
        """Ends the simulator's process, if it has one. `place` starts a new one."""


class MovableBodies(Bodies):
    """Robots that can continue in another thread exactly as in this one."""

    @abc.abstractmethod
    def leave(self, slots: np.ndarray) -> np.ndarray:
        """Returns the full simulation state of these robots, one row each."""

    @abc.abstractmethod
    def enter(self, slots: np.ndarray, states: np.ndarray) -> None:
        """Continues in these slots from states that `leave` returned."""


class AbstractThreadedSimulator(AbstractSimulator):
    """A simulator that steps robots on the CPU, with one thread per core.

    The slots (128 by default) are divided among the threads, and rounded up to a multiple of 16 in each.
    The compiler then uses the same vector code for every slot, so that results do not depend on the
    slot or on the number of slots.
    """

    def set_up(self, slots: int, threads: int) -> None:
        # The process may be allowed fewer cores than the machine has, as in a container.
        self.threads = threads or cores()
        each = -(-(slots or SLOTS) // (TOGETHER * self.threads)) * TOGETHER
        self.slots = each * self.threads

    @abc.abstractmethod
    def bodies(self, slots: int) -> Bodies:
        """Returns the robots of one thread."""

    @cached_property
    def _program(self) -> ControlProgram:
        return ControlProgram(self.robot, self.controller)

    @cached_property
    def _threads(self) -> "list[SimulatorThread]":
        each = self.slots // self.threads
        return [
            SimulatorThread(self.robot, self.bodies(each), each, self._program)
            for _ in range(self.threads)
        ]

    def twin(self) -> Self:
        _ = self._program  # made before it is shared
        twin = super().twin()
        twin.__dict__.pop("_threads", None)
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
        start = np.asarray(self.starts(to_jax("seeds", seeds, np.uint32)), np.float64)
        recorder = Recorder(len(x)) if record else None
        watchers = [w for w in (recorder, watch) if w is not None]
        drawn = None if noise is None else np.asarray(owned("noise", noise))
        given = np.asarray(owned("x", x))
        with self.turns.one():
            episodes = RobotEpisodes(given, start, self.robot, self.threads, watchers, trace, drawn)
            self._run(episodes)
        return episodes.results(() if recorder is None else recorder.motions)

    def _run(self, episodes: RobotEpisodes) -> None:
        with ThreadPoolExecutor(self.threads, initializer=self.turns.enter) as pool:
            runs = [pool.submit(thread.run, episodes) for thread in self._threads]
            try:
                for run in as_completed(runs):
                    run.result()
            except BaseException:  # an interrupt, too
                episodes.stop()
                raise


class SimulatorThread:
    """One thread of a simulator, with its slots.

    Threads do not wait for each other: while one computes its policies, another simulates.

    The compiled program has a batch of places, each with a slot. While episodes wait, the batch has one
    place for every slot. Once half of the places are empty and no episode waits, the remaining robots
    move to a smaller batch.
    """

    def __init__(self, robot: AbstractRobot, bodies: Bodies, slots: int, program: ControlProgram):
        self.robot, self.bodies, self.slots, self._program = robot, bodies, slots, program

    def run(self, episodes: RobotEpisodes) -> None:
        """Simulates episodes in every slot until no thread has any left."""
        self._begin(episodes)
        while True:
            try:
                if not self._step() and not self._receive():
                    return
            except SimulatorDiedError:
                lost = self._row[self._live]
                self._begin(episodes)
                episodes.lose(lost)  # those that fail keep the objective -inf

    def _begin(self, episodes: RobotEpisodes) -> None:
        self._episodes, self._fresh = episodes, True
        self._slot = np.arange(self.slots)  # slot of each place
        self._row = np.full(self.slots, -1)  # row of the episode at each place; -1: empty
        self._t = np.zeros(self.slots, int)  # control steps of each episode
        self._live = np.zeros(0, int)  # places that are not empty
        self._batch: RobotBatch  # set when the first episodes start

    def _step(self) -> bool:
        """Takes one control step at all places. Returns False if this thread has no episodes."""
        if self._can_fill():
            self._fill()
        if self._episodes.thread_waits:
            self._share()
        live, episodes = self._live, self._episodes
        if not live.size or episodes.stopped:
            return False
        results = self._control(self._sense())
        k, actions = len(self.robot.measures), self.bodies.control.shape[1]
        if episodes.watchers:
            self._show(feet_down(self.robot, results[:, -k:]))
        if episodes.trace is not None:
            width = episodes.trace.shape[2]
            episodes.trace[self._row[live], self._t[live]] = results[live, -width:]
        self._t += 1
        self.bodies.control[self._sensed] = results[:, SCORES + k : SCORES + k + actions]
        ended = live[results[live, 0] > 0]
        if ended.size:
            self._finish(ended, results)
        if self._live.size:
            self._advance(self._slot[self._live])
        return True

    def _can_fill(self) -> bool:
        """Returns whether to take episodes now. An eighth of the places at a time is faster."""
        free = self._row.size - self._live.size
        waiting = self._episodes.waiting or (self._episodes.suspects and not self._live.size)
        return bool(waiting) and free * 8 >= self._row.size

    def _show(self, contact: np.ndarray) -> None:
        """Calls the watch functions with the frame of every episode."""
        live = self._live
        for place, slot in zip(live.tolist(), self._slot[live].tolist(), strict=True):
            frame = self.bodies.pose(slot).copy(), contact[place]
            for watch in self._episodes.watchers:
                watch(int(self._row[place]), int(self._t[place]), *frame)

    def _control(self, sensed: np.ndarray) -> np.ndarray:
        episodes, results = self._compiled.step(*self._batch, sensed)
        self._batch = RobotBatch(self._batch.policies, episodes)
        return np.asarray(results)

    def _sense(self) -> np.ndarray:
        episodes, at = self._episodes, 0
        for part in self.bodies.sense(self._sensed):
            self._input[:, at : at + part.shape[1]] = part
            at += part.shape[1]
        if episodes.noise is not None:
            t = np.minimum(self._t[self._live], episodes.noise.shape[1] - 1)
            self._input[self._live, at:] = episodes.noise[self._row[self._live], t]
        return self._input

    def _advance(self, slots: np.ndarray) -> None:
        self.bodies.advance(slots)

    def _fill(self) -> None:
        """Starts waiting episodes at empty places."""
        free, running = np.flatnonzero(self._row < 0), self._row[self._live]
        taken = self._episodes.take(free.size, running, begins=self._fresh)
        if self._fresh:
            self._start_batch(self._program.batch_size(taken.size, self.slots))
        free = free[: taken.size]
        self._row[free], self._t[free] = taken, 0
        self._live = np.flatnonzero(self._row >= 0)
        self.bodies.place(self._slot[free], self._episodes.start[taken])
        for at in range(0, taken.size, TOGETHER):
            rows, places = taken[at : at + TOGETHER], np.full(TOGETHER, self.slots, np.int32)
            x = np.zeros((TOGETHER, self._episodes.x.shape[1]), np.float32)
            x[: rows.size], places[: rows.size] = (
                self._episodes.x[rows],
                free[at : at + rows.size],
            )
            self._batch = self._compiled.insert(self._batch, x, places)

    def _start_batch(self, size: int) -> None:
        """Starts with an empty batch of this size."""
        self._fresh = False
        self._slot, self._row, self._t = self._slot[:size], self._row[:size], self._t[:size]
        self._sensed: slice | np.ndarray = slice(size)  # slots of the places, until some move
        self._compiled, self._batch = self._program.of(size), self._program.empty_batch(size)
        self._input = self._program.empty_input(size)

    def _finish(self, ended: np.ndarray, results: np.ndarray) -> None:
        """Stores the results of episodes that ended, and empties their places."""
        last = results[ended, : self._episodes.last.shape[1]]
        last[self.bodies.broken(self._slot[ended]) | ~np.isfinite(last[:, 1]), 1] = -np.inf
        self._episodes.last[self._row[ended]] = last
        self._empty(ended)

    def _empty(self, places: np.ndarray) -> None:
        """Empties places, and moves to a smaller batch if one is large enough."""
        self._row[places] = -1
        self._live = np.flatnonzero(self._row >= 0)
        size = self._program.batch_size(self._live.size, self.slots)
        if not self._episodes.waiting and self._live.size and size < self._row.size:
            order = np.argsort(self._row < 0, kind="stable")[:size]
            self._slot, self._row, self._t = self._slot[order], self._row[order], self._t[order]
            self._sensed = self._slot
            self._live = np.flatnonzero(self._row >= 0)
            self._compiled, self._batch = self._program.of(size), select(self._batch, order)
            self._input = self._program.empty_input(size)

    def _share(self) -> None:
        """Hands every other episode to a thread that has none, if that is worthwhile."""
        places, episodes, bodies = self._live[1::2], self._episodes, self.bodies
        if not isinstance(bodies, MovableBodies) or not places.size:
            return
        if self.robot.max_steps - self._t[places].min() < WORTHWHILE:
            return
        if not episodes.promise():
            return
        states = bodies.leave(self._slot[places])
        order = np.resize(places, self._program.batch_size(places.size, self.slots))
        row, t = self._row[order], self._t[order]
        row[places.size :] = -1
        episodes.hand_over(Handover(row, t, select(self._batch, order), states))
        self._empty(places)

    def _receive(self) -> bool:
        """Waits for episodes of another thread. Returns False if there are none left."""
        handover, bodies = self._episodes.wait_for_handover(), self.bodies
        if handover is None:
            return False
        assert isinstance(bodies, MovableBodies)  # as those that handed over
        self._begin(self._episodes)
        self._start_batch(handover.row.size)
        self._row, self._t, self._batch = handover.row, handover.t, handover.batch
        self._live = np.flatnonzero(self._row >= 0)
        bodies.enter(self._slot[self._live], handover.states)
        return True
