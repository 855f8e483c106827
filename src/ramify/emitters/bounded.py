"""Any emitter within a box: solutions outside are clipped to the bounds.

The emitter learns from its solutions before clipping. The task and the archive get the clipped ones.
pyribs' gradient arborescences and QDax's variations treat bounds in the same way. With `scaled`, the
emitter searches the unit box, so that its step sizes suit parameters of different ranges.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import flag, numbers, to_jax
from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    ArchiveView,
    Elites,
    Evaluation,
    Foreseen,
    Query,
    Sampler,
    record,
)


@record
class BoundedState:
    """The emitter's state, and its query with clipped solutions."""

    inner: PyTree
    query: Query


class Bounded(AbstractEmitter[BoundedState]):
    """Clips every solution to lower <= x <= upper before it is evaluated and archived.

    Args:
      emitter: the emitter whose solutions are clipped.
      lower: lowest value: a number, or one per parameter.
      upper: highest value: a number, or one per parameter.
      scaled: True if the emitter's step sizes are fractions of upper - lower. The emitter then sees each
        parameter as a number from 0 to 1.

    Raises:
      ValueError: lower is not below upper, or the number of bounds is not that of the parameters.

    Example:
      >>> import jax
      >>> from ramify import IsoLine
      >>> emitter = Bounded(IsoLine(batch=100, first=3.0), lower=0.0, upper=(0.5, 1.0))
      >>> x = emitter.init(jnp.zeros(2), jax.random.key(0)).query.x
      >>> x.min(axis=0).tolist(), x.max(axis=0).tolist()
      ([0.0, 0.0], [0.5, 1.0])
      >>> emitter = Bounded(IsoLine(batch=100, first=0.1), 0.0, (1.0, 1000.0), scaled=True)
      >>> x = emitter.init(jnp.array([0.5, 500.0]), jax.random.key(0)).query.x
      >>> jnp.allclose(x.std(axis=0), jnp.array([0.1, 100.0]), rtol=0.3).item()
      True
    """

    emitter: AbstractEmitter
    lower: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "lower"))
    upper: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "upper"))
    scaled: bool = eqx.field(static=True)

    def __init__(self, emitter: AbstractEmitter, lower: Any, upper: Any, *, scaled: bool = False):
        low, high = (np.asarray(side, np.float32).reshape(-1) for side in (lower, upper))
        if not {low.size, high.size} <= {1, max(low.size, high.size)} or not (low < high).all():
            raise ValueError(
                f"lower={lower}, upper={upper}: give a number, or one for each parameter, lower below "
                "upper."
            )
        self.emitter, self.scaled = emitter, flag("scaled", scaled)
        self.lower, self.upper = tuple(low.tolist()), tuple(high.tolist())

    @property
    def phases(self) -> int:
        return self.emitter.phases

    @property
    def annealed(self) -> bool:
        return self.emitter.annealed

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> BoundedState:
        sides, theta = max(len(self.lower), len(self.upper)), to_jax("theta", theta)
        if sides not in (1, theta.size):
            raise ValueError(
                f"There are {sides} bounds, but solutions have {theta.size} parameters: give one bound "
                "per parameter."
            )
        return self._within(self.emitter.init(self._inward(theta), key))

    def tell(
        self, state: BoundedState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> BoundedState:
        if self.scaled:
            evaluation, sample = self._scaled_evaluation(evaluation), self._scaled_sampler(sample)
        return self._within(self.emitter.tell(state.inner, evaluation, added, sample))

    def gradient_state(self, state: BoundedState) -> tuple[AbstractGradient, PyTree] | None:
        if self.scaled:
            return None  # the source's gradients are those of the scaled parameters
        return self.emitter.gradient_state(state.inner)

    def with_gradient_state(self, state: BoundedState, gradient: PyTree) -> BoundedState:
        return self._within(self.emitter.with_gradient_state(state.inner, gradient))

    def restarts(self, state: BoundedState) -> Int[Array, ""] | None:
        return self.emitter.restarts(state.inner)

    def report(self, state: BoundedState) -> dict[str, Float[Array, ""]]:
        return self.emitter.report(state.inner)

    def _within(self, inner: PyTree) -> BoundedState:
        query: Query = inner.query
        return BoundedState(inner, eqx.tree_at(lambda q: q.x, query, self._outward(query.x)))

    def _outward(self, x: Array) -> Array:
        """Returns the emitter's solutions within the bounds, in the task's units."""
        lower, upper = self._sides(x)
        return jnp.clip(lower + x * (upper - lower) if self.scaled else x, lower, upper)

    def _inward(self, x: Array) -> Array:
        """Returns solutions as the emitter sees them."""
        lower, upper = self._sides(x)
        x = jnp.clip(x, lower, upper)
        return (x - lower) / (upper - lower) if self.scaled else x

    def _sides(self, x: Array) -> tuple[Array, Array]:
        lower, upper = (jnp.array(side, jnp.float32) for side in (self.lower, self.upper))
        return jnp.broadcast_to(lower, x.shape), jnp.broadcast_to(upper, x.shape)

    def _scaled_evaluation(self, evaluation: Evaluation) -> Evaluation:
        """Returns the evaluation with derivatives by the scaled parameters."""
        if evaluation.jacobian is None:
            return evaluation
        lower, upper = self._sides(evaluation.jacobian)
        return eqx.tree_at(lambda e: e.jacobian, evaluation, evaluation.jacobian * (upper - lower))

    def _scaled_sampler(self, sample: Sampler) -> Sampler:
        return _Scaled(self, sample)


@dataclass(frozen=True)
class _Scaled:
    """An archive whose elites have scaled parameters."""

    bounds: Bounded
    sample: Sampler

    def __call__(self, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]) -> Elites:
        elites = self.sample(key, count, self.bounds._outward(otherwise))
        return eqx.tree_at(lambda e: e.solution, elites, self.bounds._inward(elites.solution))

    def foresee(
        self, objective: Float[Array, " b"], measures: Float[Array, "b k"], n: int
    ) -> Foreseen:
        assert isinstance(self.sample, ArchiveView)
        return self.sample.foresee(objective, measures, n)
