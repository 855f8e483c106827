"""Episodes shared out among lanes: a worker's slots, and the thread that keeps them busy."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np

from ramify.sims.gymnasium.worker import LATE, RUNNING, TERMINATED, AbstractMeasure, Spaces
from ramify.sims.workers import NO_ITEM, Worker, WorkerDiedError, WorkerError, WorkerHungError

TOGETHER, ALONE = 2, 2  # how often an episode may lose its worker: among others, then by itself
HANGS = 3  # episodes that hang before any has ever ended: then the environment is at fault
LARGEST = 1e30  # what is greater, or no number, has no sum in float32


@dataclass(frozen=True)
class Trace:
    """What happened at every step, t the most an episode has; beyond its end nothing is set.

    Attributes:
      observation: [b, t + 1, o]
      action: [b, t, a] as the controller gave it, within [-1, 1].
      reward: [b, t, 1 + k] of the objective and the measures, as critics learn them.
    """

    observation: np.ndarray
    action: np.ndarray
    reward: np.ndarray


@dataclass(frozen=True)
class Episodes:
    """A row each.

    Attributes:
      objective: [b] sum of rewards; -inf where the episode failed.
      measures: [b, k]
      steps: [b]
      terminated: [b] whether the environment ended it, and not a time limit.
      errors: of each row that failed, why.
      trace: where it was asked for.
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    terminated: np.ndarray
    errors: dict[int, str]
    trace: Trace | None = None


class Work:
    """The episodes of one call: what they start from, who waits, what came of them.

    Attributes:
      proven: whether any episode has ever ended; `hangs`: how many of this call hung.
    """

    def __init__(
        self,
        x: np.ndarray,
        seeds: np.ndarray,
        measures: int,
        lanes: int,
        noise: np.ndarray | None,
        trace: Trace | None,
        proven: bool = True,
    ):
        b = len(x)
        self.x, self.seeds, self.noise, self.trace = x, [int(s) for s in seeds], noise, trace
        self.objective = np.full(b, -np.inf, np.float32)
        self.measures = np.full((b, measures), np.nan, np.float32)
        self.steps, self.terminated = np.zeros(b, np.int32), np.zeros(b, bool)
        self.lost = np.zeros(b, int)  # how often each has lost its worker
        self.errors: dict[int, str] = {}
        self.kinds: dict[int, str] = {}  # of errors: the same for the same mistake
        self.hangs, self.proven = 0, proven
        self.waiting, self.stopped, self._lanes, self._lock = b, False, lanes, Lock()

    def take(self, free: int, *, begins: bool) -> list[int]:
        """The next rows for a lane with so many free slots: at most its share of all when it begins,
        of those that wait later."""
        with self._lock:
            b = len(self.x)
            share = -(-(b if begins else self.waiting) // self._lanes)
            first, many = b - self.waiting, min(free, self.waiting, share)
            self.waiting -= many
            return list(range(first, first + many))

    @property
    def episodes(self) -> Episodes:
        return Episodes(
            self.objective, self.measures, self.steps, self.terminated, self.errors, self.trace
        )


class Lane:
    """A worker's slots.

    Args:
      worker: holds `Environments`.
      slots: how many.
      spaces: of the environments.
      measures: what is read off every step.
      limit: steps an episode has at most.
      timeout: s, that an episode may take in its environment.
      load: [slots, n] -> policies.
      act: (policies, [slots, o], [slots]) -> actions.
    """

    def __init__(
        self,
        worker: Worker,
        slots: int,
        spaces: Spaces,
        measures: tuple[AbstractMeasure, ...],
        limit: int,
        timeout: float,
        load: Callable,
        act: Callable,
    ):
        self._timeout = timeout
        self._worker, self._slots, self._spaces, self._limit = worker, slots, spaces, limit
        self._load, self._act = load, act
        self._last = np.array([m.last for m in measures for _ in m.names])
        self._centre = np.array([m.centre for m in measures for _ in m.names])
        self._observed = np.zeros((slots, spaces.observations), np.float32)

    def run(self, work: Work) -> None:
        """Episodes one after the other in every slot, until none waits."""
        slots, k = self._slots, self._last.size
        self._row = np.full(slots, -1)  # whose episode each slot runs
        self._t = np.zeros(slots, np.int32)  # and how far it is
        self._x = np.zeros((slots, work.x.shape[1]), np.float32)
        self._return = np.zeros(slots)
        self._sum, self._now = np.zeros((slots, k)), np.zeros((slots, k))  # of the measures
        self._again: list[int] = []  # rows that lost their worker
        fresh = self._fill(work, begins=True)
        while not work.stopped and (self._row >= 0).any():
            try:
                self._step(work, fresh)
            except WorkerHungError as hung:
                self._give_up(work, hung)
            except (WorkerDiedError, WorkerError) as lost:
                self._put_back(work, str(lost))
            fresh = self._fill(work)

    def _fill(self, work: Work, *, begins: bool = False) -> np.ndarray:
        """Waiting episodes into free slots; which slots these are."""
        free = np.flatnonzero(self._row < 0)
        if self._again:
            many = free.size
            if work.lost[self._again].max() >= TOGETHER:
                many = 1 if free.size == self._slots else 0
            rows, self._again = self._again[:many], self._again[many:]
        else:
            rows = work.take(free.size, begins=begins) if work.waiting else []
        free = free[: len(rows)]
        if rows:
            self._row[free], self._x[free], self._t[free] = rows, work.x[rows], 0
            self._return[free], self._sum[free], self._now[free] = 0.0, 0.0, 0.0
            self._policies = self._load(self._x)
        return free

    def _step(self, work: Work, fresh: np.ndarray) -> None:
        """Begin the fresh episodes, and take a step in all others."""
        running = self._row >= 0
        running[fresh] = False
        ids = np.flatnonzero(running)
        actions = self._actions(work, ids)
        sound = np.isfinite(actions).all(1)
        for slot in ids[~sound]:
            self._fail(work, slot, "action", "The controller's action is not finite.")
        ids, actions = ids[sound], actions[sound]
        begin = [(int(slot), work.seeds[self._row[slot]]) for slot in fresh]
        told, errors = self._worker.ask("step", begin, ids.tolist(), actions)
        slots = np.concatenate([fresh, ids])
        for i in np.flatnonzero(~(np.abs(told) < LARGEST).all(1)):
            said = "Observation, reward or measures are not finite."
            errors.setdefault(int(i), ("not finite", said))
        self._note(work, slots, ids, actions, told)
        for i, error in errors.items():
            self._fail(work, slots[i], *error)
        over = (told[:, 0] != RUNNING) | (self._t[slots] >= self._limit)
        for i in np.flatnonzero(over):
            if i not in errors:
                self._finish(work, slots[i], terminated=told[i, 0] == TERMINATED)

    def _actions(self, work: Work, ids: np.ndarray) -> np.ndarray:
        if not ids.size:
            return np.zeros((0, self._spaces.actions), np.float32)
        actions = np.asarray(self._act(self._policies, self._observed, self._t))[ids]
        if work.noise is not None:
            actions = actions + work.noise[self._row[ids], self._t[ids]]
        return self._spaces.act.kept(actions)

    def _note(
        self, work: Work, slots: np.ndarray, ids: np.ndarray, actions: np.ndarray, told: np.ndarray
    ) -> None:
        """What the worker told: of all slots, the last of which, `ids`, took a step."""
        k = self._last.size
        stepped = told[slots.size - ids.size :]
        reward, now, before = stepped[:, 1], stepped[:, 2 : 2 + k], self._now[ids]
        row, t = self._row[ids], self._t[ids]
        if work.trace is not None:
            earned = np.where(self._last, now - before, now - self._centre)
            work.trace.action[row, t] = actions
            work.trace.reward[row, t] = np.concatenate([reward[:, None], earned], 1)
        self._t[ids] += 1
        self._return[ids] += reward
        self._sum[ids] += now
        self._now[ids] = now
        self._observed[slots] = told[:, 2 + k :]
        if work.trace is not None:
            work.trace.observation[self._row[slots], self._t[slots]] = self._observed[slots]

    def _finish(self, work: Work, slot: int, *, terminated: bool) -> None:
        row, t, work.proven = self._row[slot], self._t[slot], True
        work.objective[row] = self._return[slot]
        work.measures[row] = np.where(self._last, self._now[slot], self._sum[slot] / t)
        work.steps[row], work.terminated[row] = t, terminated
        self._row[slot] = -1

    def _fail(self, work: Work, slot: int, kind: str, error: str) -> None:
        row = int(self._row[slot])
        work.steps[row] = self._t[slot]
        work.kinds[row], work.errors[row] = kind, error
        self._row[slot] = -1

    def _give_up(self, work: Work, hung: WorkerHungError) -> None:
        """The episode that hung has failed; the worker's others begin anew in another.

        Raises:
          RuntimeError: no episode has ever ended.
        """
        if hung.item == NO_ITEM or self._row[hung.item] < 0:
            self._put_back(work, str(hung))
            return
        self._fail(work, hung.item, "late", LATE.format(self._timeout))
        work.hangs += 1
        if work.hangs >= HANGS and not work.proven:
            raise RuntimeError(
                f"{HANGS} episodes of the environment hung for timeout={self._timeout:g} s each, and "
                "none has ended yet: mend it, or raise timeout."
            )
        self._again = [*self._row[self._row >= 0].tolist(), *self._again]
        self._row[:] = -1

    def _put_back(self, work: Work, reason: str) -> None:
        """The worker's episodes begin anew in another. One of them may be what it died of: when that
        happens again, each is run by itself, and what then still ends its worker has failed."""
        slots = np.flatnonzero(self._row >= 0)
        rows = self._row[slots]
        work.lost[rows] += 1
        if rows.size == 1 and work.lost[rows[0]] >= TOGETHER + ALONE:
            self._fail(work, slots[0], reason, f"Whenever this episode is run, {reason}.")
        else:
            self._again = [*rows.tolist(), *self._again]
        self._row[:] = -1
