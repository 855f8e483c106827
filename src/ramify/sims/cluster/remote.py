"""The simulators, functions and tasks that send their rows to the workers of a cluster.

Each slices the rows of a call into shards. An episode depends only on its parameters and its seed, so
the results are those of one call on one machine, to the last bit.
"""

import hashlib
from collections.abc import Callable
from copy import copy
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, UInt32

from ramify.checks.arguments import owned
from ramify.core import AbstractTask, ControlSpec, Evaluation, Query
from ramify.sims.calls import CallResults, FunctionCalls
from ramify.sims.cluster.methods import entries
from ramify.sims.cluster.worker import Payload
from ramify.sims.episodes import Rollouts, Watch
from ramify.sims.gymnasium.simulator import GymnasiumSim
from ramify.sims.gymnasium.threads import EnvironmentRollouts, Trace
from ramify.sims.simulator import AbstractSimulator

if TYPE_CHECKING:
    from ramify.sims.cluster.pool import Pool

DEVICE_ROWS = 64  # rows of a shard on JAX's device, where results depend on the size of the batch


class RemoteSimulator(AbstractSimulator):
    """A robot's simulator whose episodes run on a cluster. A copy of it runs on this machine.

    Args:
      local: the simulator on this machine.
      pool: the cluster's workers.
    """

    def __init__(self, local: AbstractSimulator, pool: "Pool"):
        self.__dict__.update(local.__dict__)
        self.name, self.packages = local.name, local.packages  # type: ignore[misc]
        self.distributions, self.on_device = local.distributions, False  # type: ignore[misc]
        self.local, self._pool = local, pool
        self._size = DEVICE_ROWS if local.on_device else 0
        self._payload = pickled(local, "The robot or its controller")
        pool.prepare(self._payload)

    def __reduce__(self) -> tuple[Any, ...]:
        return self.local.__reduce__()

    def set_up(self, slots: int, threads: int) -> None:
        """Does nothing: the simulator is complete."""

    @property
    def rest(self) -> np.ndarray:
        return self.local.rest

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
        if record or watch is not None:  # frames are for this machine
            return self.local.rollout(
                x, seeds, record=record, watch=watch, trace=trace, noise=noise
            )
        solutions, keys = np.asarray(owned("x", x)), np.asarray(seeds, np.uint32)
        drawn = None if noise is None else np.asarray(noise)
        found = self._pool.run(
            self._payload,
            "rollout",
            len(x),
            lambda rows: (
                solutions[rows],
                keys[rows],
                None if drawn is None else drawn[rows],
                trace,
            ),
            size=self._size,
        )
        k, most = len(self.robot.measures), self.robot.max_steps
        width = self.robot.observations + self.robot.actions + 1 + k
        objective = np.full(len(x), -np.inf, np.float32)
        measures = np.full((len(x), k), np.nan, np.float32)
        steps, steadiness = np.zeros(len(x), np.int32), np.zeros(len(x), np.float32)
        walks = np.zeros((len(x), most + 1, width), np.float32) if trace else None
        for rows, (values, taken, steady, packed) in found.shards:
            objective[rows], measures[rows] = values[:, 0], values[:, 1:]
            steps[rows], steadiness[rows] = taken, steady
            if walks is not None:
                walks[rows][entries(taken, most + 1)] = packed
        return Rollouts(objective, measures, steps, steadiness, (), walks)

    def jacobian(
        self, x: Float[Array, "b n"], seeds: UInt32[Array, "b 2"], *, window: int = 0
    ) -> tuple[Rollouts, Float[Array, "b r n"]]:
        solutions, keys = np.asarray(owned("x", x)), np.asarray(seeds, np.uint32)
        found = self._pool.run(
            self._payload,
            "jacobian",
            len(x),
            lambda rows: (solutions[rows], keys[rows], window),
            size=self._size,
        )
        k = len(self.robot.measures)
        values = np.full((len(x), 1 + k), np.nan, np.float32)
        values[:, 0] = -np.inf
        steps, steadiness = np.zeros(len(x), np.int32), np.zeros(len(x), np.float32)
        slopes = np.zeros((len(x), 1 + k, x.shape[1]), np.float32)
        for rows, (part, taken, steady, slope) in found.shards:
            values[rows], steps[rows], slopes[rows] = part, taken, slope
            steadiness[rows] = steady
        return Rollouts(values[:, 0], values[:, 1:], steps, steadiness), jnp.asarray(slopes)


class RemoteGymnasium(GymnasiumSim):
    """Gymnasium environments on a cluster. A copy of it runs on this machine."""

    def __init__(self, local: GymnasiumSim, pool: "Pool"):
        self.__dict__.update(local.__dict__)
        self.local, self._remote = local, pool
        self._payload = pickled(local, "The environment")
        pool.prepare(self._payload)

    def __reduce__(self) -> Any:
        return copy, (self.local,)

    def rollout(
        self,
        x: Float[Array, "b n"] | np.ndarray,
        seeds: np.ndarray,
        *,
        trace: bool = False,
        noise: np.ndarray | None = None,
    ) -> EnvironmentRollouts:
        x, seeds = np.asarray(owned("x", x)), np.asarray(seeds)
        found = self._remote.run(
            self._payload,
            "environment",
            len(x),
            lambda rows: (x[rows], seeds[rows], None if noise is None else noise[rows], trace),
            allowance=self.timeout,
        )
        b, k = len(x), len(self.names)
        objective, measures = np.full(b, -np.inf, np.float32), np.full((b, k), np.nan, np.float32)
        steps, terminated = np.zeros(b, np.int32), np.zeros(b, bool)
        whole = Trace(*(np.zeros(s, np.float32) for s in self._shapes(b))) if trace else None
        errors = dict(found.failed)
        for rows, (values, taken, ended, failed, packed) in found.shards:
            objective[rows], measures[rows] = values[:, 0], values[:, 1:]
            steps[rows], terminated[rows] = taken, ended
            errors |= {rows.start + row: error for row, error in failed.items()}
            if whole is not None:
                whole.observation[rows][entries(taken, self.steps + 1)] = packed[0]
                whole.action[rows][entries(taken - 1, self.steps)] = packed[1]
                whole.reward[rows][entries(taken - 1, self.steps)] = packed[2]
        self._proven = _proven(self._proven, f"episodes of {self.env}", b, errors)
        errors = dict(sorted(errors.items()))
        return EnvironmentRollouts(objective, measures, steps, terminated, errors, whole)


class RemoteCalls(FunctionCalls):
    """Calls of a Python function on a cluster. A copy of it runs on this machine."""

    def __init__(self, local: FunctionCalls, pool: "Pool"):
        self.__dict__.update(local.__dict__)
        self.local, self._remote = local, pool
        self._payload = pickled(local, f"The function {local.name}")
        pool.prepare(self._payload)

    def __reduce__(self) -> Any:
        return copy, (self.local,)

    def __call__(self, x: np.ndarray) -> CallResults:
        found = self._remote.run(
            self._payload, "call", len(x), lambda rows: (x[rows],), allowance=self.timeout
        )
        objective = np.full(len(x), -np.inf, np.float32)
        measures = np.full((len(x), self.measures), np.nan, np.float32)
        errors = dict(found.failed)
        for rows, (values, failed) in found.shards:
            objective[rows], measures[rows] = values[:, 0], values[:, 1:]
            errors |= {rows.start + row: error for row, error in failed.items()}
        self._proven = _proven(self._proven, f"calls of {self.name}", len(x), errors)
        return CallResults(objective, measures, dict(sorted(errors.items())))


class RemoteTask(AbstractTask):
    """A task of one's own, whose rows are evaluated on a cluster.

    Attributes:
      local: the task on this machine. Everything but `evaluate` is its own.
    """

    local: AbstractTask
    pool: "Pool" = eqx.field(static=True)
    payload: Payload = eqx.field(static=True)

    def __init__(self, local: AbstractTask, pool: "Pool"):
        self.local, self.pool = local, pool
        self.payload = pickled(local, f"The task {type(local).__name__}")
        pool.prepare(self.payload)

    @property
    def measures(self) -> tuple[str, ...]:
        return self.local.measures

    @property
    def parameters(self) -> int | None:
        return self.local.parameters

    @property
    def task_name(self) -> str:
        return self.local.task_name

    @property
    def simulator(self) -> str:
        return self.local.simulator

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        return self.local.fields

    @property
    def control(self) -> ControlSpec:
        return self.local.control

    def start(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        return self.local.start(key)

    def explore(
        self, x: Float[Array, "b n"], key: Key[Array, ""], spread: Float[Array, " b"]
    ) -> Evaluation:
        return self.local.explore(x, key, spread)

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        x, data = np.asarray(query.x), np.asarray(jax.random.key_data(key))
        fixed = data, query.offered, query.wants_jacobian, query.wants_transitions
        found = self.pool.run(
            self.payload, "evaluate", len(x), lambda rows: (x[rows], query.row[rows], *fixed)
        )
        whole = None
        for rows, part in found.shards:
            if whole is None:
                whole = jax.tree.map(partial(_empty, len(x)), part)
            jax.tree.map(lambda to, one, rows=rows: to.__setitem__(rows, one), whole, part)
        if whole is None:
            raise RuntimeError(f"Every row failed: {next(iter(found.failed.values()))}")
        failed = list(found.failed)
        whole.objective[failed], whole.measures[failed] = -np.inf, np.nan
        return cast(Evaluation, jax.tree.map(jnp.asarray, whole))

    def __getattr__(self, name: str) -> Any:
        if name in ("local", "pool", "payload") or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.local, name)


def placed_on(task: AbstractTask, pool: "Pool") -> AbstractTask:
    """Returns the task with its rows on a cluster."""
    for name, kinds in SEAMS.items():
        held = getattr(task, name, None)
        for kind, remote in kinds.items():
            if isinstance(held, kind):
                there = copy(task)
                object.__setattr__(there, name, remote(held, pool))
                return there
    return RemoteTask(task, pool)


SEAMS: dict[str, dict[type, Callable[..., Any]]] = {
    "sim": {AbstractSimulator: RemoteSimulator, GymnasiumSim: RemoteGymnasium},
    "calls": {FunctionCalls: RemoteCalls},
}


def pickled(thing: Any, what: str) -> Payload:
    """Returns a simulator, function or task as the workers get it.

    Raises:
      ValueError: it cannot be pickled.
    """
    try:
        content = import_module("cloudpickle").dumps(thing)
    except Exception as error:
        raise ValueError(
            f"{what} cannot be sent to the cluster ({error}): create what cannot be pickled when it is "
            "first needed."
        ) from error
    return Payload(hashlib.sha256(content).hexdigest(), content)


def _empty(rows: int, part: np.ndarray) -> np.ndarray:
    return np.zeros((rows, *part.shape[1:]), part.dtype)


def _proven(before: bool, what: str, rows: int, errors: dict[int, str]) -> bool:
    """Returns whether any row has ever succeeded.

    Raises:
      RuntimeError: all rows failed with the same error, and none has ever succeeded.
    """
    kinds = {error.strip().splitlines()[-1].partition(":")[0] for error in errors.values()}
    if not before and len(errors) == rows and len(kinds) == 1:
        raise RuntimeError(f"All {rows} {what} failed with the same error:\n{errors[min(errors)]}")
    return before or len(errors) < rows
