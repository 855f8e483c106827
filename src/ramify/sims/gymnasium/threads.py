"""The threads that keep Gymnasium's worker processes busy, and the episodes that they share."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ramify.sims.gymnasium.measures import AbstractMeasure
from ramify.sims.gymnasium.worker import LATE, RUNNING, TERMINATED, Spaces
from ramify.sims.queue import EpisodeQueue
from ramify.sims.workers import NO_ITEM, Worker, WorkerDiedError, WorkerError, WorkerHungError

HANGS = 3  # hanging episodes after which an environment without a finished episode is refused
LARGEST = 1e30  # larger numbers may have no finite sum in float32


@dataclass(frozen=True)
class Trace:
    """Every step of episodes of at most t steps. Entries beyond an episode's end are 0.

    Attributes:
      observation: [b, t + 1, o]
      action: [b, t, a], the controller's actions in [-1, 1].
      reward: [b, t, 1 + k], the objective's and the measures' rewards that critics learn.
    """

    observation: np.ndarray
    action: np.ndarray
    reward: np.ndarray


@dataclass(frozen=True)
class EnvironmentRollouts:
    """The results of episodes, one row each.

    Attributes:
      objective: [b], sum of rewards; -inf if the episode failed.
      measures: [b, k]
      steps: [b]
      terminated: [b], whether the environment ended the episode, and not a time limit.
      errors: row -> the reason why it failed.
      trace: every step, if it was requested.
    """

    objective: np.ndarray
    measures: np.ndarray
    steps: np.ndarray
    terminated: np.ndarray
    errors: dict[int, str]
    trace: Trace | None = None


class EnvironmentEpisodes(EpisodeQueue):
    """The episodes of one rollout: their start and their results.

    Attributes:
      kinds: row -> kind of error; the same mistake has the same kind.
      hangs: number of episodes that hung.
      proven: True if any episode has ever ended.
    """

    def __init__(
        self,
        x: np.ndarray,
        seeds: np.ndarray,
        measures: int,
        threads: int,
        noise: np.ndarray | None,
        trace: Trace | None,
        proven: bool = True,
    ):
        b = len(x)
        super().__init__(b, threads)
        self.x, self.seeds, self.noise, self.trace = x, [int(s) for s in seeds], noise, trace
        self.objective = np.full(b, -np.inf, np.float32)
        self.measures = np.full((b, measures), np.nan, np.float32)
        self.steps, self.terminated = np.zeros(b, np.int32), np.zeros(b, bool)
        self.errors: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        self.hangs, self.proven = 0, proven

    def results(self) -> EnvironmentRollouts:
        """Returns the results of all episodes."""
        return EnvironmentRollouts(
            self.objective, self.measures, self.steps, self.terminated, self.errors, self.trace
        )


class WorkerThread:
    """A thread that keeps the slots of one worker process busy.

    Args:
      worker: holds `Environments`.
      slots: number of environments in the worker.
      spaces: the environments' spaces.
      measures: the measures that are read after every step.
      limit: maximum number of steps of an episode.
      timeout: s, the time that an episode may take in its environment.
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
        each = [m.best for m in measures for _ in m.names]
        self._best = [(i, best) for i, best in enumerate(each) if best is not None]
        self._centre = np.array([m.centre for m in measures for _ in m.names])
        self._observed = np.zeros((slots, spaces.observations), np.float32)

    def run(self, work: EnvironmentEpisodes) -> None:
        """Runs episodes in every slot until none waits."""
        slots, k = self._slots, self._last.size
        self._row = np.full(slots, -1)  # row of each slot's episode; -1: empty
        self._t = np.zeros(slots, np.int32)  # steps of each episode
        self._x = np.zeros((slots, work.x.shape[1]), np.float32)
        self._return = np.zeros(slots)
        self._sum, self._now = np.zeros((slots, k)), np.zeros((slots, k))  # of the measures
        fresh = self._fill(work, begins=True)
        while not work.stopped and (self._row >= 0).any():
            try:
                self._step(work, fresh)
            except WorkerHungError as hung:
                self._give_up(work, hung)
            except (WorkerDiedError, WorkerError) as lost:
                self._put_back(work, str(lost))
            fresh = self._fill(work)

    def _fill(self, work: EnvironmentEpisodes, *, begins: bool = False) -> np.ndarray:
        """Starts waiting episodes in free slots. Returns these slots."""
        free = np.flatnonzero(self._row < 0)
        rows = work.take(free.size, self._row[self._row >= 0], begins=begins)
        free = free[: len(rows)]
        if rows.size:
            self._row[free], self._x[free], self._t[free] = rows, work.x[rows], 0
            self._return[free], self._sum[free], self._now[free] = 0.0, 0.0, 0.0
            self._policies = self._load(self._x)
        return free

    def _step(self, work: EnvironmentEpisodes, fresh: np.ndarray) -> None:
        """Resets the environments of new episodes, and takes a step in all others."""
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

    def _actions(self, work: EnvironmentEpisodes, ids: np.ndarray) -> np.ndarray:
        if not ids.size:
            return np.zeros((0, self._spaces.actions), np.float32)
        actions = np.asarray(self._act(self._policies, self._observed, self._t))[ids]
        if work.noise is not None:
            actions = actions + work.noise[self._row[ids], self._t[ids]]
        return self._spaces.act.kept(actions)

    def _note(
        self,
        work: EnvironmentEpisodes,
        slots: np.ndarray,
        ids: np.ndarray,
        actions: np.ndarray,
        told: np.ndarray,
    ) -> None:
        """Stores the worker's results of all slots. The last of them, `ids`, took a step."""
        k = self._last.size
        stepped = told[slots.size - ids.size :]
        reward, now, before = stepped[:, 1], stepped[:, 2 : 2 + k], self._now[ids]
        row, t = self._row[ids], self._t[ids]
        for i, best in self._best:
            now[:, i] = np.where(t > 0, best(now[:, i], before[:, i]), now[:, i])
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

    def _finish(self, work: EnvironmentEpisodes, slot: int, *, terminated: bool) -> None:
        row, t, work.proven = self._row[slot], self._t[slot], True
        work.objective[row] = self._return[slot]
        work.measures[row] = np.where(self._last, self._now[slot], self._sum[slot] / t)
        work.steps[row], work.terminated[row] = t, terminated
        self._row[slot] = -1

    def _fail(self, work: EnvironmentEpisodes, slot: int, kind: str, error: str) -> None:
        row = int(self._row[slot])
        work.steps[row] = self._t[slot]
        work.kinds[row], work.errors[row] = kind, error
        self._row[slot] = -1

    def _give_up(self, work: EnvironmentEpisodes, hung: WorkerHungError) -> None:
        """Fails the episode that hung, and puts back the worker's others.

        Raises:
          RuntimeError: too many episodes hung, and none has ever ended.
        """
        if hung.item == NO_ITEM or self._row[hung.item] < 0:
            self._put_back(work, str(hung))
            return
        self._fail(work, hung.item, "late", LATE.format(self._timeout))
        work.hangs += 1
        if work.hangs >= HANGS and not work.proven:
            raise RuntimeError(
                f"{HANGS} episodes of the environment hung for timeout={self._timeout:g} s each, and "
                "none has ended yet: correct the environment, or raise timeout."
            )
        work.put_back(self._row[self._row >= 0])
        self._row[:] = -1

    def _put_back(self, work: EnvironmentEpisodes, reason: str) -> None:
        """Puts back the worker's episodes, except those that have lost too many workers."""
        for row in work.lose(self._row[self._row >= 0]).tolist():
            slot = int(np.flatnonzero(self._row == row)[0])
            self._fail(work, slot, reason, f"Whenever this episode is run, {reason}.")
        self._row[:] = -1
