"""How a search point follows a gradient: an Optax transformation that can be pickled."""

import pickle
from dataclasses import dataclass
from typing import Any

import jax
import optax
from jaxtyping import PyTree


@dataclass(frozen=True)
class Ascent:
    """Holds an Optax transformation, such as `optax.adam(0.01)`.

    Optax builds transformations from local functions, which `pickle` refuses. An `Ascent` serializes
    them with cloudpickle, so an emitter can be sent to another process.
    """

    transformation: optax.GradientTransformation

    def init(self, params: PyTree) -> PyTree:
        with jax.enable_x64(False):
            return self.transformation.init(params)

    def update(
        self, updates: PyTree, state: PyTree, params: PyTree = None
    ) -> tuple[PyTree, PyTree]:
        # Optax computes some rates in JAX's widest type: this gives the same bits with and without x64.
        with jax.enable_x64(False):
            return self.transformation.update(updates, state, params)

    def __reduce__(self) -> tuple[Any, ...]:
        import cloudpickle

        return _unpickled, (cloudpickle.dumps(self.transformation),)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Ascent":
        return self  # it cannot change


def as_ascent(value: Any) -> Ascent:
    """Returns the transformation as an `Ascent`.

    Raises:
      ValueError: the value has no `init` and `update`.
    """
    if isinstance(value, Ascent):
        return value
    if not (callable(getattr(value, "init", None)) and callable(getattr(value, "update", None))):
        raise ValueError(
            f"ascent is {value!r}: give an Optax transformation, such as optax.adam(0.01)."
        )
    return Ascent(value)


def _unpickled(held: bytes) -> Ascent:
    return Ascent(pickle.loads(held))
