"""Any emitter within a box: solutions outside are clipped to the bounds.

The emitter learns from its solutions before clipping. The task and the archive get the clipped ones.
pyribs' gradient arborescences and QDax's variations treat bounds in the same way.
"""

from functools import partial
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import numbers, to_jax
from ramify.core import AbstractEmitter, AbstractGradient, Added, Evaluation, Query, Sampler, record


@record
class BoundedState:
    """The emitter's state, and its query with clipped solutions."""

    inner: PyTree
    query: Query


class Bounded(AbstractEmitter[BoundedState]):
    """Clips every solution to lower <= x <= upper before it is evaluated and archived.

    Args:
      emitter: the emitter whose solutions are clipped.
      lower, upper: a number, or one per parameter.

    Raises:
      ValueError: lower is not below upper, or the number of bounds is not that of the parameters.

    Example:
      >>> import jax
      >>> from ramify import IsoLine
      >>> emitter = Bounded(IsoLine(batch=100, first=3.0), lower=0.0, upper=(0.5, 1.0))
      >>> x = emitter.init(jnp.zeros(2), jax.random.key(0)).query.x
      >>> x.min(axis=0).tolist(), x.max(axis=0).tolist()
      ([0.0, 0.0], [0.5, 1.0])
    """

    emitter: AbstractEmitter
    lower: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "lower"))
    upper: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "upper"))

    def __init__(self, emitter: AbstractEmitter, lower: Any, upper: Any):
        low, high = (np.asarray(side, np.float32).reshape(-1) for side in (lower, upper))
        if not {low.size, high.size} <= {1, max(low.size, high.size)} or not (low < high).all():
            raise ValueError(
                f"lower={lower}, upper={upper}: give a number, or one for each parameter, lower below "
                "upper."
            )
        self.emitter = emitter
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
        return self._within(self.emitter.init(self._put(theta), key))

    def tell(
        self, state: BoundedState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> BoundedState:
        return self._within(self.emitter.tell(state.inner, evaluation, added, sample))

    def gradient_state(self, state: BoundedState) -> tuple[AbstractGradient, PyTree] | None:
        return self.emitter.gradient_state(state.inner)

    def restarts(self, state: BoundedState) -> Int[Array, ""] | None:
        return self.emitter.restarts(state.inner)

    def report(self, state: BoundedState) -> dict[str, Float[Array, ""]]:
        return self.emitter.report(state.inner)

    def _within(self, inner: PyTree) -> BoundedState:
        query: Query = inner.query
        return BoundedState(inner, eqx.tree_at(lambda q: q.x, query, self._put(query.x)))

    def _put(self, x: Array) -> Array:
        lower, upper = (jnp.array(side, jnp.float32) for side in (self.lower, self.upper))
        return jnp.clip(x, *(jnp.broadcast_to(side, x.shape) for side in (lower, upper)))
