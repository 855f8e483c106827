"""Gymnasium environments in a worker process.

This module does not import JAX, so that workers start quickly and need little memory.
"""

import math
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from ramify.sims.gymnasium.measures import AbstractMeasure
from ramify.sims.table import GYMNASIUM, GYMNASIUM_BOX2D, GYMNASIUM_MUJOCO
from ramify.sims.workers import Busy, RefusalError

LATE = "This episode took longer than timeout={:g} s in its environment."
RUNNING, TERMINATED, TRUNCATED = 0, 1, 2  # first column of a step's results


@dataclass(frozen=True)
class BoxActions:
    """Scales numbers in [-1, 1] to a Box of actions."""

    low: np.ndarray
    high: np.ndarray

    def kept(self, rows: np.ndarray) -> np.ndarray:
        """Returns the numbers clipped to [-1, 1]."""
        return np.clip(rows, -1.0, 1.0)

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        low, high = self.low.astype(np.float64), self.high.astype(np.float64)
        rows = rows.reshape(-1, *low.shape).astype(np.float64)
        scaled = low + (rows + 1.0) * 0.5 * (high - low)
        return np.clip(scaled, low, high).astype(self.low.dtype)


@dataclass(frozen=True)
class DiscreteActions:
    """Chooses the Discrete action with the largest number."""

    first: int

    def kept(self, rows: np.ndarray) -> np.ndarray:
        """Returns the numbers unchanged."""
        return rows

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        return self.first + rows.argmax(1)


@dataclass(frozen=True)
class Spaces:
    """An environment's observations and actions.

    Attributes:
      name: the environment's id; None if it has none.
      observations: number of observed values.
      actions: number of values that a controller computes.
      act: [b, actions] -> the environment's actions, one per row.
      steps: the time limit in steps; None if there is none.
      simulator: "gymnasium-mujoco", "gymnasium-box2d", or "gymnasium" for others.
      bounds: lower and upper bound of each entry, of the "observation" and the "action". A Discrete
        action has one entry.
    """

    name: str | None
    observations: int
    actions: int
    act: BoxActions | DiscreteActions
    steps: int | None
    simulator: str
    bounds: dict[str, tuple[list[float], list[float]]]


class Environments:
    """The environments of a worker, one in each slot.

    Args:
      make: makes an environment.
      measures: the measures that are read after every step.
      reuse: use an environment for several episodes.
      timeout: s, the time that an episode may take in its environment.
    """

    def __init__(
        self,
        make: Callable[[], Any],
        measures: tuple[AbstractMeasure, ...],
        reuse: bool,
        timeout: float = math.inf,
    ):
        self._make, self._measures, self._reuse = make, measures, reuse
        self._timeout, self._spent = timeout, dict[int, float]()
        self._busy: Busy | None = None
        self._envs: dict[int, Any] = {}
        self._spare: Any = None
        self._spaces: Spaces | None = None

    def watch(self, busy: Busy) -> None:
        """Sets where to note the current slot, so that a hanging environment is known."""
        self._busy = busy

    def spaces(self) -> Spaces:
        """Returns the spaces of an environment, which is kept for the first episode.

        Raises:
          RefusalError: the observations or actions are not supported.
        """
        if self._spaces is None:
            self._spare = self._make_one()
            if "mujoco" in sys.modules:  # a simulation that breaks down would write a log file
                sys.modules["mujoco"].set_mju_user_warning(lambda message: None)
            self._spaces = _spaces(self._spare)
        return self._spaces

    def step(
        self, begin: list[tuple[int, int]], slots: list[int], actions: np.ndarray
    ) -> tuple[np.ndarray, dict[int, tuple[str, str]]]:
        """Starts episodes in some slots, and takes a step in others.

        Args:
          begin: slot and seed of each episode that starts.
          slots: the slots that take a step.
          actions: [slots, a], the controllers' outputs.

        Returns:
          One row per slot, first those that start: RUNNING, TERMINATED or TRUNCATED, reward, measures,
          observation. And row -> (kind of error, traceback) for each row that raised.
        """
        spaces, k = self.spaces(), sum(len(m.names) for m in self._measures)
        told = np.zeros((len(begin) + len(slots), 2 + k + spaces.observations))
        errors, taken = {}, spaces.act(actions)
        for i, slot in enumerate([slot for slot, _ in begin] + slots):
            spent = 0.0 if i < len(begin) else self._spent[slot]
            if self._busy is not None:
                self._busy.begin(slot, spent)
            began = time.monotonic()
            try:
                if i < len(begin):
                    told[i, 2 + k :] = self._begin(slot, begin[i][1])
                else:
                    self._step(slot, taken[i - len(begin)], told[i], k)
                self._spent[slot] = spent + time.monotonic() - began
                if self._spent[slot] > self._timeout:
                    raise TimeoutError(LATE.format(self._timeout))
            except Exception as error:
                errors[i] = _what_and_where(error), traceback.format_exc()
                self._drop(slot)
        return told, errors

    def close(self) -> None:
        """Closes all environments."""
        for slot in list(self._envs):
            self._drop(slot)

    def _make_one(self) -> Any:
        try:
            return self._make()
        except Exception as error:
            if type(error).__module__.startswith("gymnasium.error"):  # such as an unknown id
                raise RefusalError(f"gymnasium says: {error}") from error
            raise

    def _begin(self, slot: int, seed: int) -> np.ndarray:
        if not self._reuse:
            self._drop(slot)
        if slot not in self._envs:
            self._envs[slot], self._spare = self._spare or self._make_one(), None
        observation = self._envs[slot].reset(seed=seed)[0]
        return _flat(observation, self.spaces().observations, "reset")

    def _step(self, slot: int, action: Any, told: np.ndarray, k: int) -> None:
        env = self._envs[slot]
        observation, reward, terminated, truncated, info = env.step(action)
        reward = float(reward)
        told[0] = TERMINATED if terminated else TRUNCATED if truncated else RUNNING
        told[1] = reward
        told[2 : 2 + k] = [
            number
            for measure in self._measures
            for number in measure.read(env, observation, action, reward, info)
        ]
        told[2 + k :] = _flat(observation, self.spaces().observations, "step")

    def _drop(self, slot: int) -> None:
        env = self._envs.pop(slot, None)
        with suppress(Exception):  # it may be what has just raised
            env.close()


def made(spec: Any) -> Any:
    """Returns the environment with this id or specification."""
    import gymnasium

    return gymnasium.make(spec, disable_env_checker=True)


def spaces_of(env: str) -> Spaces:
    """Returns the spaces of the environment with this id.

    Raises:
      ValueError: there is no such environment, or a controller cannot use its spaces.
    """
    try:
        found = made(env)
        try:
            return _spaces(found)
        finally:
            found.close()
    except RefusalError as error:
        raise ValueError(f"{env} cannot be used: {error}") from None
    except Exception as error:
        if type(error).__module__.startswith("gymnasium.error"):
            raise ValueError(f"{env} cannot be made: gymnasium says: {error}") from None
        raise


def _what_and_where(error: Exception) -> str:
    """Returns the error's type and line, which are the same for the same mistake."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {at.filename}:{at.lineno}"


def _flat(observation: Any, count: int, method: str) -> np.ndarray:
    """Returns an observation as a flat array of float32.

    Raises:
      ValueError: its size is not that of the observation space.
    """
    found = np.asarray(observation, np.float32).ravel()
    if found.size != count:
        raise ValueError(
            f"{method}() of the environment returned an observation of shape {np.shape(observation)}, "
            f"but its observation_space has {count} numbers: return {count} numbers."
        )
    return found


def _spaces(env: Any) -> Spaces:
    from gymnasium.spaces import Box, Discrete

    if not (hasattr(env, "observation_space") and hasattr(env, "action_space")):
        raise RefusalError(
            f"the function returned {env!r}, which has no observation_space and action_space: return an "
            "environment, such as gymnasium.make(...)."
        )
    sees, does = env.observation_space, env.action_space
    if not isinstance(sees, Box):
        raise RefusalError(
            f"its observations are {sees}, but a controller needs a Box: flatten them with the "
            "environment `lambda: gymnasium.wrappers.FlattenObservation(gymnasium.make(...))`."
        )
    act: BoxActions | DiscreteActions
    if isinstance(does, Discrete):
        actions, act = int(does.n), DiscreteActions(int(does.start))
    elif not isinstance(does, Box) or not np.issubdtype(does.dtype, np.floating):
        raise RefusalError(
            f"its actions are {does}, but a controller needs a Box of real numbers or a Discrete space: "
            "convert them with gymnasium.wrappers.TransformAction."
        )
    elif not does.is_bounded():
        raise RefusalError(
            f"its actions are unbounded, {does}, but a controller's outputs range from -1 to 1: give "
            "them bounds with gymnasium.wrappers.TransformAction and a bounded Box."
        )
    else:
        actions, act = int(np.prod(does.shape)), BoxActions(does.low, does.high)
    observations, spec = int(np.prod(sees.shape)), env.spec
    name, steps = (None if spec is None else spec.id), _time_limit(env)
    bounds = {"observation": _bounds(sees), "action": _bounds(does)}
    return Spaces(name, observations, actions, act, steps, _simulator(env), bounds)


def _bounds(space: Any) -> tuple[list[float], list[float]]:
    """Returns the lower and upper bound of each entry of a Box or Discrete space."""
    if hasattr(space, "low"):
        return space.low.ravel().astype(float).tolist(), space.high.ravel().astype(float).tolist()
    return [float(space.start)], [float(space.start + space.n - 1)]


def _time_limit(env: Any) -> int | None:
    """Returns the smallest limit of the environment's specification and wrappers, or None."""
    from gymnasium.wrappers import TimeLimit

    limits = [] if env.spec is None else [env.spec.max_episode_steps]
    while env is not env.unwrapped:
        if isinstance(env, TimeLimit):
            limits.append(env._max_episode_steps)  # it has no public name
        env = env.env
    return min((limit for limit in limits if limit is not None), default=None)


def _simulator(env: Any) -> str:
    kinds = [kind.__module__ for kind in type(env.unwrapped).__mro__]
    for simulator in (GYMNASIUM_MUJOCO.name, GYMNASIUM_BOX2D.name):
        package = simulator.replace("-", ".envs.")  # such as gymnasium.envs.mujoco
        if any(kind.startswith(package) for kind in kinds):
            return simulator
    return GYMNASIUM.name
