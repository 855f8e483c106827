"""The gradient sources that fit a run: where a Jacobian at one of its solutions can come from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import PyTree

from ramify.core import AbstractEmitter, AbstractGradient, Evaluation


@dataclass(frozen=True)
class GradientSource:
    """A gradient source and what it needs to compute a Jacobian at a solution of a run.

    Attributes:
      gradient: computes the Jacobian, by `probe`, then an evaluation, then `jacobian`.
      state: (state of the run's emitter) -> state of `gradient`. None if `gradient` keeps no state:
        then it takes None, and the run needs not be restored.
      rows: number of rows of the Jacobian: 1 + k, or 1 for a source of the objective's gradient only.
        Extra rows, such as that of novelty, do not count.
      evaluations: number of evaluations that a Jacobian takes; 0 for critics.
      wants_jacobian: True if the evaluation must contain the task's own derivatives.
    """

    gradient: AbstractGradient
    state: Callable[[PyTree], PyTree] | None
    rows: int
    evaluations: int
    wants_jacobian: bool

    @property
    def name(self) -> str:
        """Returns "critics", "exact" or "es": learned from transitions, derived or estimated."""
        if self.gradient.wants_transitions:
            return "critics"
        return "exact" if self.wants_jacobian else "es"


def emitter_source(emitter: AbstractEmitter, theta: np.ndarray, k: int) -> GradientSource | None:
    """Returns the gradient source that an emitter follows; None if it follows none."""

    def own() -> tuple[AbstractGradient, PyTree] | None:
        return emitter.gradient_state(emitter.init(jnp.asarray(theta), jax.random.key(0)))

    def state(emitter_state: PyTree) -> PyTree:
        found = emitter.gradient_state(emitter_state)
        assert found is not None
        return found[1]

    return _described(own, state, theta, k)


def estimator_source(gradient: AbstractGradient, theta: np.ndarray, k: int) -> GradientSource:
    """Returns a gradient source that keeps no state.

    Raises:
      ValueError: it keeps a state.
    """

    def own() -> tuple[AbstractGradient, PyTree]:
        return gradient, gradient.init(jnp.asarray(theta), jax.random.key(0))

    found = _described(own, None, theta, k)
    assert found is not None
    return found


def _described(
    find: Callable[[], tuple[AbstractGradient, PyTree] | None],
    state_of: Callable[[PyTree], PyTree] | None,
    theta: np.ndarray,
    k: int,
) -> GradientSource | None:
    """Describes a source by tracing a Jacobian: nothing is evaluated, and nothing is compiled."""
    seen: dict[str, Any] = {}

    def trace() -> None:
        found = find()
        if found is None:
            return
        gradient, state = found
        query = gradient.probe(state, jnp.asarray(theta), jax.random.key(0))
        (b, n), r = query.x.shape, 1 + k
        answer = Evaluation(
            jnp.zeros(b, dtype=jnp.float32),
            jnp.zeros((b, k), dtype=jnp.float32),
            jnp.zeros((b, r, n), dtype=jnp.float32) if query.wants_jacobian else None,
        )
        known = gradient.foresees
        jacobian = gradient.jacobian(state, query, None if known else answer)
        seen["rows"] = len(jacobian) - gradient.extra_rows
        seen["evaluations"] = 0 if known else b
        seen["wants_jacobian"] = query.wants_jacobian
        seen["gradient"] = gradient
        seen["stateful"] = bool(jax.tree.leaves(state))

    jax.eval_shape(trace)
    if not seen:
        return None
    stateful = seen.pop("stateful")
    if stateful and state_of is None:
        kind = type(seen["gradient"]).__name__
        raise ValueError(
            f"estimators names {kind}, which learns from a run: name sources without a state, such as "
            "ramify.ES."
        )
    return GradientSource(state=state_of if stateful else None, **seen)
