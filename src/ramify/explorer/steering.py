"""Steering: a step from an elite along the gradients of its objective and its measures.

theta' = theta + sum_j c_j g_j, the g_j as CMA-MEGA branches along them, from any gradient source that
fits the task: the task's own derivatives, evolution strategies, the critics that the run has trained.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, cast

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import PyTree

from ramify.core import AbstractEmitter, AbstractGradient, AbstractTask, Evaluation, Query
from ramify.elites.table import EliteTable
from ramify.emitters.cma_mega import CMAMEGA, directions
from ramify.emitters.pga_me import PGAME
from ramify.explorer.edited_archive import RestoredRun
from ramify.explorer.listener import AbstractListener
from ramify.explorer.robot import compile_rollout
from ramify.gradients.autodiff import Autodiff
from ramify.gradients.es import ES
from ramify.gradients.per_row import Both, PerRow
from ramify.recipes.benchmark import BenchmarkSettings
from ramify.recipes.cma_mega import CMAMEGARecipe
from ramify.recipes.settings import CMAMEGASettings, MeasureCriticSettings, TD3Settings
from ramify.tasks.function import Function
from ramify.tasks.locomotion import Locomotion
from ramify.tasks.replay import replayed

SAMPLES, SPREAD = 48, 0.01  # of an evolution strategy, where the recipe has none; in parameters
REMEMBERED = 64  # Jacobians


@dataclass(frozen=True)
class Jacobian:
    """Gradients at one elite.

    Attributes:
      rows: [r, n] float32, as coefficients mix them: the objective's, then each measure's.
      norms: [r], their lengths before; where an evolution strategy ranks its samples, in no unit.
      evaluations: that it took.
      seconds: that it took.
    """

    rows: np.ndarray
    norms: np.ndarray
    evaluations: int
    seconds: float

    def step(self, theta: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
        """theta + sum_j c_j g_j, [n] float32.

        Raises:
          ValueError: there is not one finite coefficient a row.
        """
        if coefficients.shape != self.norms.shape or not np.isfinite(coefficients).all():
            raise ValueError(
                f"coefficients: give {len(self.norms)} finite numbers, the objective's first."
            )
        return theta + coefficients.astype(np.float32) @ self.rows


@dataclass(frozen=True)
class Source:
    """Where a Jacobian may come from.

    Attributes:
      name: "exact", "es" or "critics".
      label: in words.
      evaluations: that a Jacobian takes.
    """

    name: str
    label: str
    evaluations: int


class Steering:
    """The gradients of a run's elites.

    Args:
      recipe: the run's.
      task: what it solves.
      restored: the run's state, for what its critics have learnt.
      emitter: of a recipe that is not ramify's, whose settings tell nothing.
    """

    def __init__(
        self,
        recipe: Any,
        task: AbstractTask,
        restored: Callable[[], RestoredRun],
        emitter: AbstractEmitter | None = None,
    ):
        self._recipe, self._task, self._restored = recipe, task, restored
        self._branching = emitter if isinstance(emitter, CMAMEGA) else None
        self._known: dict[tuple, Jacobian] = {}
        self._lock = Lock()  # the simulator's

    @property
    def sources(self) -> list[Source]:
        """Those that fit the task, the run's own first."""
        if isinstance(self._task, Function):
            return [Source("exact", "exact derivatives", 1)]
        es = self._strategy
        sampled = Source("es", f"{es.samples} samples, spread {es.sigma:g}", 1 + es.samples)
        if not isinstance(self._recipe, TD3Settings):
            return [sampled]
        if isinstance(self._recipe, MeasureCriticSettings):
            return [Source("critics", "the run's critics", 0), sampled]
        mixed = "the run's critic, measures by samples"
        return [Source("critics", mixed, sampled.evaluations), sampled]

    @property
    def objective_scale(self) -> float:
        """Length of the objective's row, the measures' being 1."""
        if self._branching is not None:
            return self._branching.objective_scale
        return self._recipe.objective_scale if isinstance(self._recipe, CMAMEGASettings) else 1.0

    @property
    def reach(self) -> float:
        """Spread of the coefficients in the run; of one without branches, in CMA-MEGA's on its task."""
        if self._branching is not None:
            return self._branching.sigma_g
        if isinstance(self._recipe, CMAMEGASettings):
            return self._recipe.reach
        ours = isinstance(self._recipe, BenchmarkSettings)
        return (CMAMEGARecipe(self._recipe.task) if ours else CMAMEGASettings()).reach

    def jacobian(self, source: str, elite: EliteTable, listener: AbstractListener) -> Jacobian:
        """At an elite, a table of one row; remembered.

        Robots walk from the elite's own start.

        Raises:
          ValueError: no such source fits the task.
          RunError: the run's state, which holds the critics, cannot be restored.
        """
        if source not in [one.name for one in self.sources]:
            names = " or ".join(repr(one.name) for one in self.sources)
            raise ValueError(f"source={source!r}: this run has {names}.")
        started = time.perf_counter()
        gradient, state, iteration = self._gradient(source)
        at = (source, iteration, elite.solution.tobytes())
        if at not in self._known:
            theta, key = jnp.asarray(elite.solution[0]), jax.random.key(int(elite.cell[0]))
            query = gradient.probe(state, theta, key)
            answer = None if gradient.foresees else self._evaluated(query, elite, listener)
            rows, norms = _rows(gradient, state, query, answer, self.objective_scale)
            found = np.asarray(rows), np.asarray(norms)
            many, seconds = len(query.x) if answer is not None else 0, time.perf_counter() - started
            self._known[at] = Jacobian(*found, many, seconds)
            for oldest in list(self._known)[:-REMEMBERED]:
                del self._known[oldest]
        return self._known[at]

    def warm_up(self, n: int) -> None:
        """Compile what the first Jacobian of n parameters needs, but for critics."""
        if isinstance(self._task, Locomotion):
            with self._lock:
                compile_rollout(self._task, n, 1 + self._strategy.samples)
        gradient, k = self._gradient(self.sources[-1].name)[0], len(self._task.measures)
        query = gradient.probe(None, jnp.zeros(n, dtype=jnp.float32), jax.random.key(0))
        rows = len(query.x)
        jacobian = jnp.zeros((rows, 1 + k, n), dtype=jnp.float32) if query.wants_jacobian else None
        answer = Evaluation(
            jnp.zeros(rows, dtype=jnp.float32), jnp.zeros((rows, k), dtype=jnp.float32), jacobian
        )
        _rows(gradient, None, query, answer, self.objective_scale)

    def _gradient(self, source: str) -> tuple[AbstractGradient, PyTree, int]:
        """A source of gradients, what it knows, and from which of the run's iterations."""
        if source == "exact":
            return Autodiff(), None, 0
        if source == "es":
            return self._strategy, None, 0
        run = self._restored()
        emitter, state = run.qd.emitter, run.state.emitter
        if isinstance(emitter, PGAME):
            critic = cast(AbstractGradient, emitter.critic)
            mixed = PerRow(critic, self._strategy), Both(state.gradient, None)
            return *mixed, run.iteration
        assert isinstance(emitter, CMAMEGA)
        return emitter.gradient, state.search.gradient, run.iteration

    @property
    def _strategy(self) -> ES:
        """The run's, or the recipe's, or with its defaults."""
        if self._branching is not None and isinstance(self._branching.gradient, ES):
            return self._branching.gradient

        def own(name: str, default: Any) -> Any:
            found = getattr(self._recipe, name, None)
            return default if found is None else found

        sigma = own("sigma_e", own("spread", SPREAD))
        return ES(own("samples", SAMPLES), sigma, own("mirrored", True), own("ranked", True))

    def _evaluated(self, query: Query, elite: EliteTable, listener: AbstractListener) -> Evaluation:
        if isinstance(self._task, Function):
            return self._task.evaluate(query, jax.random.key(0))
        own = {name: np.repeat(a, len(query.x), axis=0) for name, a in elite.fields.items()}
        with self._lock:
            listener.check()
            if not isinstance(self._task, Locomotion):
                found = replayed(self._task, np.asarray(query.x), own)
                return Evaluation(jnp.asarray(found.objective), jnp.asarray(found.measures))
            walks = self._task.replay(query.x, own["seed"], watch=lambda *frame: listener.check())
        return Evaluation(jnp.asarray(walks.objective), jnp.asarray(walks.measures))


@eqx.filter_jit
def _rows(
    gradient: AbstractGradient,
    state: PyTree,
    query: Query,
    answer: Evaluation | None,
    objective_scale: float,
) -> tuple[jax.Array, jax.Array]:
    found = gradient.jacobian(state, query, answer)
    return directions(found, objective_scale), jnp.linalg.norm(found, axis=1)
