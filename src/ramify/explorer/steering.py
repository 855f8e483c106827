"""Steering: a step from an elite along the gradients of its objective and its measures.

theta' = theta + sum_j c_j g_j, where the g_j are the directions along which CMA-MEGA branches. They come
from any gradient source that fits the run (`Experiment.gradient_sources`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import PyTree

from ramify.core import AbstractEmitter, AbstractGradient, Evaluation, Query
from ramify.elites.table import EliteTable
from ramify.emitters.cma_mega import directions
from ramify.explorer.edited_archive import RestoredRun
from ramify.explorer.listener import AbstractListener
from ramify.explorer.robot import compile_rollout
from ramify.gradients.es import ES
from ramify.gradients.per_row import Both, PerRow
from ramify.run.experiment import Experiment
from ramify.run.sources import GradientSource
from ramify.tasks.episode_replay import replayed
from ramify.tasks.function import Function
from ramify.tasks.locomotion import Locomotion

SIGMA_G = 0.1  # spread of the coefficients for emitters that have none
CACHED = 64  # Jacobians


@dataclass(frozen=True)
class Jacobian:
    """Gradients at one elite.

    Attributes:
      rows: [r, n] float32, the objective's, then each measure's, as the coefficients mix them.
      norms: [r], the lengths of the gradients. Those of ranked samples have no unit.
      evaluations: number of evaluations that it took.
      seconds: time that it took, s.
    """

    rows: np.ndarray
    norms: np.ndarray
    evaluations: int
    seconds: float

    def step(self, theta: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
        """Returns theta + sum_j c_j g_j, [n] float32.

        Raises:
          ValueError: the coefficients are not r finite numbers.
        """
        if coefficients.shape != self.norms.shape or not np.isfinite(coefficients).all():
            raise ValueError(
                f"coefficients: give {len(self.norms)} finite numbers, the objective's first."
            )
        return theta + coefficients.astype(np.float32) @ self.rows


@dataclass(frozen=True)
class Source:
    """A gradient source that the page offers.

    Attributes:
      name: "exact", "es" or "critics".
      label: description for people.
      evaluations: number of evaluations that a Jacobian takes.
    """

    name: str
    label: str
    evaluations: int


class Steering:
    """Computes the gradients at a run's elites.

    Args:
      experiment: what the run's recipe builds.
      restored: returns the run's state, which holds what its critics have learned.
    """

    def __init__(self, experiment: Experiment, restored: Callable[[], RestoredRun]):
        self._experiment, self._task, self._restored = experiment, experiment.task, restored
        self._cached: dict[tuple, Jacobian] = {}
        self._lock = Lock()  # for the simulator

    @property
    def sources(self) -> list[Source]:
        """The gradient sources that fit the run, its own first."""
        return [
            Source(name, _label(name, source), source.evaluations)
            for name, source in self._sources.items()
        ]

    @property
    def objective_scale(self) -> float:
        """Length of the objective's row; the measures' rows have length 1."""
        return _setting(self._experiment.qd.emitter, "objective_scale", 1.0)

    @property
    def sigma_g(self) -> float:
        """Standard deviation of the coefficients in the run. For an emitter without coefficients, a step
        as long as its mutations, or 0.1."""
        emitter = self._experiment.qd.emitter
        mutation = _setting(emitter, "sigma", 0.0) * self._experiment.theta.size**0.5
        return _setting(emitter, "sigma_g", mutation or SIGMA_G)

    def jacobian(self, source: str, elite: EliteTable, listener: AbstractListener) -> Jacobian:
        """Returns the Jacobian at an elite, a table of one row. The last ones are cached.

        Robots start as in the elite's own episode.

        Raises:
          ValueError: the run has no source of this name.
          RunError: the run's state, which holds the critics, cannot be restored.
        """
        if source not in self._sources:
            names = " or ".join(map(repr, self._sources))
            raise ValueError(
                f"source={source!r}: choose {names}."
                if names
                else "This run has no gradient source."
            )
        started = time.perf_counter()
        gradient, state, iteration = self._gradient(source)
        at = (source, iteration, elite.solution.tobytes())
        if at not in self._cached:
            theta, key = jnp.asarray(elite.solution[0]), jax.random.key(int(elite.cell[0]))
            query = gradient.probe(state, theta, key)
            answer = None if gradient.foresees else self._evaluate(query, elite, listener)
            rows, norms = _rows(gradient, state, query, answer, self.objective_scale)
            found = np.asarray(rows), np.asarray(norms)
            many, seconds = len(query.x) if answer is not None else 0, time.perf_counter() - started
            self._cached[at] = Jacobian(*found, many, seconds)
            for oldest in list(self._cached)[:-CACHED]:
                del self._cached[oldest]
        return self._cached[at]

    def warm_up(self, n: int) -> None:
        """Compiles the programs of the first Jacobian of n parameters, except those of critics."""
        for source in self._sources.values():
            if source.state is None:
                self._compile(source, n)

    def _compile(self, source: GradientSource, n: int) -> None:
        if isinstance(self._task, Locomotion):
            with self._lock:
                compile_rollout(self._task, n, source.evaluations)
        gradient, k = source.gradient, len(self._task.measures)
        query = gradient.probe(None, jnp.zeros(n, dtype=jnp.float32), jax.random.key(0))
        rows = len(query.x)
        jacobian = jnp.zeros((rows, 1 + k, n), dtype=jnp.float32) if query.wants_jacobian else None
        answer = Evaluation(
            jnp.zeros(rows, dtype=jnp.float32), jnp.zeros((rows, k), dtype=jnp.float32), jacobian
        )
        _rows(gradient, None, query, answer, self.objective_scale)

    @cached_property
    def _sources(self) -> dict[str, GradientSource]:
        """Sources of complete Jacobians. A source of the objective's gradient only takes the measures'
        gradients from the first complete source."""
        r, derived = 1 + len(self._task.measures), isinstance(self._task, Function)
        found = {
            name: source
            for name, source in self._experiment.gradient_sources().items()
            if derived or not source.wants_jacobian  # a replayed episode has no derivatives
        }
        complete = [source for source in found.values() if source.rows == r and not source.state]
        return {
            name: source if source.rows == r else _completed(source, complete[0])
            for name, source in found.items()
            if source.rows == r or complete
        }

    def _gradient(self, name: str) -> tuple[AbstractGradient, PyTree, int]:
        """Returns a gradient source, its state, and the iteration of the run that the state is from."""
        source = self._sources[name]
        if source.state is None:
            return source.gradient, None, 0
        run = self._restored()
        return source.gradient, source.state(run.state.emitter), run.iteration

    def _evaluate(self, query: Query, elite: EliteTable, listener: AbstractListener) -> Evaluation:
        if isinstance(self._task, Function):
            return self._task.evaluate(query, jax.random.key(0))
        own = {name: np.repeat(a, len(query.x), axis=0) for name, a in elite.fields.items()}
        with self._lock:
            listener.check()
            if not isinstance(self._task, Locomotion):
                found = replayed(self._task, np.asarray(query.x), own)
                return Evaluation(jnp.asarray(found.objective), jnp.asarray(found.measures))
            episodes = self._task.replay(
                query.x, own["seed"], watch=lambda *frame: listener.check()
            )
        return Evaluation(jnp.asarray(episodes.objective), jnp.asarray(episodes.measures))


def _label(name: str, source: GradientSource) -> str:
    """Returns a description of a gradient source for people."""
    if name == "exact":
        return "exact derivatives"
    if name == "critics":
        mixed = "the run's critic; measures by samples"
        return mixed if source.evaluations else "the run's critics"
    spread = f", spread {source.gradient.sigma:g}" if isinstance(source.gradient, ES) else ""
    return f"{source.evaluations - 1} samples{spread}"


def _completed(objective: GradientSource, measures: GradientSource) -> GradientSource:
    """Returns a source that takes the objective's row from one source, the other rows from another."""

    def state(emitter_state: PyTree) -> PyTree:
        return Both(objective.state and objective.state(emitter_state), None)

    gradient = PerRow(objective.gradient, measures.gradient)
    return GradientSource(
        gradient, state, measures.rows, measures.evaluations, measures.wants_jacobian
    )


def _setting(emitter: AbstractEmitter, name: str, default: float) -> float:
    """Returns a setting of an emitter, or of the first emitter inside it that has this setting."""
    waiting: list[Any] = [emitter]
    while waiting:
        one = waiting.pop(0)
        if (value := getattr(one, name, None)) is not None:
            return float(value)
        inner = getattr(one, "emitters", ())
        waiting += [getattr(one, "emitter", None)] if hasattr(one, "emitter") else []
        waiting += inner if isinstance(inner, tuple | list) else []
    return default


@eqx.filter_jit
def _rows(
    gradient: AbstractGradient,
    state: PyTree,
    query: Query,
    answer: Evaluation | None,
    objective_scale: float,
) -> tuple[jax.Array, jax.Array]:
    found = gradient.jacobian(state, query, answer)
    found = found[: len(found) - gradient.extra_rows]
    return directions(found, objective_scale), jnp.linalg.norm(found, axis=1)
