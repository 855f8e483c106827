"""Many Gymnasium environments at once, in worker processes on all cores.

Each worker has a thread, which keeps the worker's environments busy and computes their actions in one
batch. While one thread computes, another worker's environments take their step, so that one core per
worker is enough. An episode depends only on its parameters and its seed, not on its slot, worker or
batch.
"""

import pickle
from collections.abc import Callable
from copy import copy
from functools import cached_property, partial
from importlib import import_module
from typing import Any, Self

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, PyTree

from ramify.checks.arguments import optional, owned, whole_number
from ramify.controllers.controller import AbstractController
from ramify.controllers.mlp import MLP
from ramify.sims.gymnasium.measures import AbstractMeasure
from ramify.sims.gymnasium.threads import (
    EnvironmentEpisodes,
    EnvironmentRollouts,
    Trace,
    WorkerThread,
)
from ramify.sims.gymnasium.worker import DiscreteActions, Environments, Spaces, made
from ramify.sims.process import compute_in_calling_thread
from ramify.sims.table import GYMNASIUM
from ramify.sims.turns import Turns
from ramify.sims.workers import Worker, WorkerDiedError, WorkerError
from ramify.system.runtime import cores

TIMEOUT = 300.0  # s, default time limit of an episode
STEP = 16  # slots per worker are a multiple of it: all then run through the same vector code


class GymnasiumSim:
    """Runs episodes of one environment under many controllers of one type.

    Several threads may use it; their rollouts take turns. It can be pickled and copied. A copy has its
    own worker processes.

    Args:
      env: an environment's id, or a function that makes one.
      measures: the measures that are read after every step.
      controller: turns parameters into a policy. Default: a tanh network with `hidden` units.
      hidden: number of units in each hidden layer of the default network.
      steps: maximum length of an episode. Default: the environment's own time limit.
      reuse: use an environment for several episodes.
      slots: number of environments that run at the same time. They are divided among the workers, and
        rounded up to a multiple of 16 in each.
      workers: number of processes; 0 uses all cores. Results do not depend on it.
      timeout: s, the time that an episode may take in its environment. A longer episode has failed.

    Raises:
      ValueError: the environment does not exist or cannot be made, its spaces are not supported, it has
        no time limit, the controller does not fit, or a number is out of range.
      ImportError: Gymnasium is not installed.
    """

    name = GYMNASIUM.name

    def __init__(
        self,
        env: str | Callable[[], Any],
        measures: tuple[AbstractMeasure, ...],
        *,
        controller: AbstractController | None = None,
        hidden: tuple[int, ...] = (64, 64),
        steps: int | None = None,
        reuse: bool = False,
        slots: int = 128,
        workers: int = 0,
        timeout: float = TIMEOUT,
    ):
        _refuse_other_than_a_maker(env)
        slots = whole_number("slots", slots, at_least=1)
        workers = whole_number("workers", workers, at_least=0)
        steps = optional(whole_number, "steps", at_least=1)(steps)
        if not timeout > 0:
            raise ValueError(f"timeout={timeout}: give seconds above 0, or math.inf for no limit.")
        self.timeout = float(timeout)
        if not all(isinstance(measure, AbstractMeasure) for measure in measures):
            raise ValueError(
                f"measures is {measures!r}: give one or several of Mean(name) and Last(name)."
            )
        self.measures = measures
        self.names = tuple(name for measure in measures for name in measure.names)
        if not self.names or len(set(self.names)) < len(self.names):
            raise ValueError(
                f"measures={self.names}: give at least one measure, each with another name."
            )
        self.env = env if isinstance(env, str) else repr(env)
        self._held = _pickled(env, measures, reuse, self.timeout)
        self._asked = slots, workers
        self._start(workers or cores())
        self.spaces = self._seen()
        self.env = self.spaces.name or self.env
        limits = [limit for limit in (steps, self.spaces.steps) if limit is not None]
        if not limits:
            raise ValueError(
                f"{self.env} has no time limit: give steps=, the maximum length of an episode."
            )
        self.steps = min(limits)
        sizes = self.spaces.observations, self.spaces.actions
        self.controller = MLP((sizes[0], *hidden, sizes[1])) if controller is None else controller
        _check(self.controller, self.env, *sizes)
        self._proven, self.turns = False, Turns()
        compute_in_calling_thread()

    def __getstate__(self) -> dict[str, Any]:
        """Returns everything except compiled programs.

        The measures are pickled by cloudpickle, which supports functions of a script or a notebook.
        """
        kept = {k: v for k, v in self.__dict__.items() if k not in ("_act", "_load", "_threads")}
        return kept | {"measures": import_module("cloudpickle").dumps(self.measures)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, measures=pickle.loads(state["measures"]))
        compute_in_calling_thread()

    def _start(self, workers: int) -> None:
        self.workers = workers
        self.slots = -(-self._asked[0] // (STEP * workers)) * STEP * workers
        self._pool = [Worker(self._held, self.timeout) for _ in range(workers)]

    def with_threads(self, threads: int) -> Self:
        """Returns an equal simulator with this number of processes, if none was asked for."""
        other = copy(self)
        other._start(self._asked[1] or threads)
        return other

    def assume_proven(self) -> None:
        """Lets all episodes of a batch fail with the same error, without an exception."""
        self._proven = True

    @property
    def discrete(self) -> bool:
        """True if the actions are Discrete."""
        return isinstance(self.spaces.act, DiscreteActions)

    def rollout(
        self,
        x: Float[Array, "b n"] | np.ndarray,
        seeds: np.ndarray,
        *,
        trace: bool = False,
        noise: np.ndarray | None = None,
    ) -> EnvironmentRollouts:
        """Runs one episode per row of `x`.

        Args:
          x: parameters of the controllers.
          seeds: [b], arguments of `reset`. Episode i depends only on x[i] and seeds[i].
          trace: True to return every step too.
          noise: [b, t, a], added to each action before the action is clipped.

        Raises:
          RuntimeError: every episode raised the same error and none has ever succeeded, or no worker
            process can be started.
        """
        x = np.asarray(owned("x", x))
        shapes = self._shapes(len(x))
        empty = Trace(*(np.zeros(shape, np.float32) for shape in shapes)) if trace else None
        work = EnvironmentEpisodes(
            x, seeds, len(self.names), self.workers, noise, empty, self._proven
        )
        calls = [partial(thread.run, work) for thread in self._threads]
        self.turns.run(calls, stop=work.stop, close=self.close)
        self._proven |= work.proven
        if not self._proven and len(set(work.kinds.values())) == 1:
            raise RuntimeError(
                f"All {len(x)} episodes of {self.env} failed with the same error:\n{work.errors[0]}"
            )
        return work.results()

    def action(self, policy: PyTree, observation: np.ndarray, t: int) -> Any:
        """Returns the environment's action at step t, equal to that of `rollout` to the last bit."""
        observed = np.asarray(observation, np.float32).reshape(1, -1).repeat(STEP, 0)
        rows = np.asarray(self._act(policy, observed, np.full(STEP, t, np.int32)))
        return self.spaces.act(self.spaces.act.kept(rows))[0]

    def loaded(self, x: Float[Array, " n"] | np.ndarray) -> PyTree:
        """Returns a solution in the form that `action` takes."""
        return self._load(np.asarray(x, np.float32)[None].repeat(STEP, 0))

    def close(self) -> None:
        """Ends the worker processes. The next rollout starts them again."""
        for end in (Worker.hang_up, Worker.close):  # all leave at once
            for worker in self._pool:
                end(worker)

    @cached_property
    def _act(self) -> jax.stages.Wrapped:
        return jax.jit(jax.vmap(self.controller.act))

    @cached_property
    def _load(self) -> jax.stages.Wrapped:
        return jax.jit(jax.vmap(self.controller.unflatten))

    @cached_property
    def _threads(self) -> "list[WorkerThread]":  # compiled at first use, before the threads start
        each = self.slots // self.workers
        x = jax.ShapeDtypeStruct((each, self.controller.n), jnp.float32)
        observed = jax.ShapeDtypeStruct((each, self.spaces.observations), jnp.float32)
        t = jax.ShapeDtypeStruct((each,), jnp.int32)
        act = self._act.lower(jax.eval_shape(self._load, x), observed, t).compile()
        load = self._load.lower(x).compile()
        fixed = self.spaces, self.measures, self.steps, self.timeout, load, act
        return [WorkerThread(worker, each, *fixed) for worker in self._pool]

    def _shapes(self, b: int) -> tuple[tuple[int, ...], ...]:
        t, o, a = self.steps, self.spaces.observations, self.spaces.actions
        return (b, t + 1, o), (b, t, a), (b, t, 1 + len(self.names))

    def _seen(self) -> Spaces:
        try:
            return self._pool[0].ask("spaces")
        except WorkerError as error:
            trace = "" if error.refusal else f"\n\n{error.trace}"
            raise ValueError(f"env={self.env} cannot be used: {error}{trace}") from None
        except WorkerDiedError as error:
            raise ValueError(f"env={self.env} cannot be made: {error}.") from None


def _refuse_other_than_a_maker(env: Any) -> None:
    if isinstance(env, str | type) or (callable(env) and not hasattr(env, "action_space")):
        return
    if hasattr(env, "reset") and hasattr(env, "step"):
        name = getattr(getattr(env, "spec", None), "id", "Name-v0")
        raise ValueError(
            f"env is an environment, {env}: give its id, {name!r}, or a function that makes one, "
            f"lambda: gymnasium.make({name!r}), since every worker process makes its own."
        )
    raise ValueError(f"env is {env!r}: give an environment's id, or a function that makes one.")


def _pickled(
    env: str | Callable[[], Any],
    measures: tuple[AbstractMeasure, ...],
    reuse: bool,
    timeout: float,
) -> bytes:
    """Returns the pickled function that makes a worker's environments.

    cloudpickle supports functions of a script or a notebook. An id is sent with its registration.
    """
    try:
        gymnasium, cloudpickle = import_module("gymnasium"), import_module("cloudpickle")
    except ImportError as error:
        raise ImportError(
            f'{error}: Gymnasium is an extra, `pip install "ramify[gymnasium]"`.'
        ) from error
    make = partial(made, gymnasium.registry.get(env, env)) if isinstance(env, str) else env
    try:
        return cloudpickle.dumps(partial(Environments, make, measures, reuse, timeout))
    except Exception as error:
        raise ValueError(
            f"The environment or a measure's function cannot be sent to a worker process ({error}): "
            "create what cannot be pickled inside these functions."
        ) from error


def _check(controller: AbstractController, env: str, observations: int, actions: int) -> None:
    """Checks that the controller fits the environment.

    Raises:
      ValueError: it computes another number of actions, or takes another number of observations.
    """
    x = jax.ShapeDtypeStruct((controller.n,), jnp.float32)
    observed = jax.ShapeDtypeStruct((observations,), jnp.float32)

    def act(x: Float[Array, " n"], observed: Float[Array, " o"], t: Int[Array, ""]) -> Array:
        return controller.act(controller.unflatten(x), observed, t)

    try:
        given = jax.eval_shape(act, x, observed, jax.ShapeDtypeStruct((), jnp.int32)).shape
    except (TypeError, ValueError):
        given = None
    if given != (actions,):
        raise ValueError(
            f"controller={controller!r} does not fit {env}: it must compute {actions} actions "
            f"from {observations} observations."
        )
