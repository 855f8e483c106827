"""Many Gymnasium environments at once, in worker processes on all cores.

Each worker has a lane: a thread that keeps the worker's environments busy and asks their policies in
one batch. While one lane asks, another's environments step, so that a core each is just enough. An
episode depends on its parameters and its seed only, not on slot, worker or whom it shares a batch with.
"""

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cached_property, partial
from importlib import import_module
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, PyTree

from ramify.checks.arguments import optional, owned, whole_number
from ramify.controllers.controller import AbstractController
from ramify.controllers.mlp import MLP
from ramify.sims.gymnasium.threads import (
    EnvironmentEpisodes,
    EnvironmentRollouts,
    Trace,
    WorkerThread,
)
from ramify.sims.gymnasium.worker import (
    AbstractMeasure,
    DiscreteActions,
    Environments,
    Spaces,
    made,
)
from ramify.sims.process import compute_in_calling_thread
from ramify.sims.table import GYMNASIUM
from ramify.sims.turns import Turns
from ramify.sims.workers import GRACE, Worker, WorkerDiedError, WorkerError
from ramify.system.runtime import cores

TIMEOUT = 300.0  # s
STEP = 16  # slots come in multiples of it: the compiler treats all with the same vector code


class GymnasiumSim:
    """Runs episodes of one environment under many controllers of one kind.

    Several threads may use it: their rollouts take turns. It can be pickled and copied; the copy has
    worker processes of its own.

    Args:
      env: an environment's id, or a function that makes one.
      measures: what is read off every step.
      controller: how parameters become actions; by default a tanh network with `hidden` units.
      hidden: units of the default network's hidden layers.
      steps: the most an episode has; by default the environment's own time limit.
      reuse: keep an environment for the next episode.
      slots: environments side by side, divided among the workers and rounded up there to a multiple
        of 16.
      workers: processes; 0 for all cores. Results do not depend on it.
      timeout: s, that an episode may take in its environment; then it has failed.

    Raises:
      ValueError: there is no such environment, it cannot be made, its spaces or its time limit do not
        do, the controller does not fit it, or a number is out of range.
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
                f"measures is {measures!r}: give Mean(name) or Last(name), or several."
            )
        self.measures = measures
        self.names = tuple(name for measure in measures for name in measure.names)
        if not self.names or len(set(self.names)) < len(self.names):
            raise ValueError(f"measures={self.names}: give one at least, each a name of its own.")
        self.env = env if isinstance(env, str) else repr(env)
        self.workers = workers or cores()
        self.slots = -(-slots // (STEP * self.workers)) * STEP * self.workers
        held = _pickled(env, measures, reuse, self.timeout)
        self._pool = [Worker(held, self.timeout) for _ in range(self.workers)]
        self.spaces = self._seen()
        self.env = self.spaces.name or self.env
        limits = [limit for limit in (steps, self.spaces.steps) if limit is not None]
        if not limits:
            raise ValueError(f"{self.env} has no time limit: give steps=, the most an episode has.")
        self.steps = min(limits)
        sizes = self.spaces.observations, self.spaces.actions
        self.controller = MLP((sizes[0], *hidden, sizes[1])) if controller is None else controller
        _check(self.controller, self.env, *sizes)
        self._proven, self.turns = False, Turns()
        compute_in_calling_thread()

    def __getstate__(self) -> dict[str, Any]:
        """All but what is compiled. Measures travel as the workers get them: functions of a script or a
        notebook will do."""
        kept = {k: v for k, v in self.__dict__.items() if k not in ("_act", "_load", "_threads")}
        return kept | {"measures": import_module("cloudpickle").dumps(self.measures)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, measures=pickle.loads(state["measures"]))
        compute_in_calling_thread()

    @property
    def discrete(self) -> bool:
        """Whether an action is one of a few."""
        return isinstance(self.spaces.act, DiscreteActions)

    def rollout(
        self,
        x: Float[Array, "b n"] | np.ndarray,
        seeds: np.ndarray,
        *,
        trace: bool = False,
        noise: np.ndarray | None = None,
    ) -> EnvironmentRollouts:
        """One episode a row of `x`.

        Args:
          x: parameters of the controllers.
          seeds: [b] of `reset`; episode i depends on x[i] and seeds[i] only.
          trace: also return what happened at every step.
          noise: [b, t, a], added to each action before it is clipped, to explore.

        Raises:
          RuntimeError: every episode raised the same, and none has ever gone well; or no worker
            process could be started.
        """
        x = np.asarray(owned("x", x))
        shapes = self._shapes(len(x))
        empty = Trace(*(np.zeros(shape, np.float32) for shape in shapes)) if trace else None
        work = EnvironmentEpisodes(
            x, seeds, len(self.names), self.workers, noise, empty, self._proven
        )
        with self.turns.one():
            self._run(work)
        self._proven |= work.proven
        if not self._proven and len(set(work.kinds.values())) == 1:
            raise RuntimeError(
                f"All {len(x)} episodes of {self.env} failed, and all in the same way:\n"
                f"{work.errors[0]}"
            )
        return work.results()

    def _run(self, work: EnvironmentEpisodes) -> None:
        with ThreadPoolExecutor(self.workers, initializer=self.turns.enter) as pool:
            runs = [pool.submit(thread.run, work) for thread in self._threads]
            try:
                for run in runs:
                    run.result()
            except BaseException:  # one raised, or Ctrl-C came: the others stop, or are stopped
                work.stop()
                if wait(runs, GRACE).not_done:
                    self.close()
                raise

    def action(self, policy: PyTree, observation: np.ndarray, t: int) -> Any:
        """What `rollout` has the environment do at step t, to the bit."""
        observed = np.asarray(observation, np.float32).reshape(1, -1).repeat(STEP, 0)
        rows = np.asarray(self._act(policy, observed, np.full(STEP, t, np.int32)))
        return self.spaces.act(self.spaces.act.kept(rows))[0]

    def loaded(self, x: Float[Array, " n"] | np.ndarray) -> PyTree:
        """The solution as `action` wants it."""
        return self._load(np.asarray(x, np.float32)[None].repeat(STEP, 0))

    def close(self) -> None:
        """End the worker processes. The next rollout starts them again."""
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
    """What makes the environments in a worker. By cloudpickle, so that functions of a script or a
    notebook will do; an id goes with what is registered here under it."""
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
            "let them make there what they need."
        ) from error


def _check(controller: AbstractController, env: str, observations: int, actions: int) -> None:
    """Whether the controller fits."""
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
            f"controller={controller!r} does not fit {env}: from {observations} observations to "
            f"{actions} numbers, one for each action."
        )
