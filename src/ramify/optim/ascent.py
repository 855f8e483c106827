"""How a search point follows a gradient: a transformation of Optax that can be pickled."""

import pickle
from dataclasses import dataclass
from typing import Any

import jax
import optax
from jaxtyping import PyTree


@dataclass(frozen=True)
class Ascent:
    """Holds a transformation of Optax, such as `optax.adam(0.01)`.

    Optax makes transformations of local functions, which `pickle` refuses. An `Ascent` sends them by
    cloudpickle, so that an emitter can be pickled and sent to another process.
    """

    transformation: optax.GradientTransformation

    def init(self, params: PyTree) -> PyTree:
        with jax.enable_x64(False):
            return self.transformation.init(params)

    def update(
        self, updates: PyTree, state: PyTree, params: PyTree = None
    ) -> tuple[PyTree, PyTree]:
        # Optax computes some rates in JAX's widest type: here the same bits, whatever that is.
        with jax.enable_x64(False):
            return self.transformation.update(updates, state, params)

    def __reduce__(self) -> tuple[Any, ...]:
        import cloudpickle

        return _unpickled, (cloudpickle.dumps(self.transformation),)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Ascent":
        return self  # nothing in it can change


def as_ascent(value: Any) -> Ascent:
    """Returns the transformation as an `Ascent`.

    Raises:
      ValueError: the value has no `init` and `update`.
    """
    if isinstance(value, Ascent):
        return value
    if not (callable(getattr(value, "init", None)) and callable(getattr(value, "update", None))):
        raise ValueError(
            f"ascent is {value!r}: give a transformation of Optax, such as optax.adam(0.01)."
        )
    return Ascent(value)


def _unpickled(held: bytes) -> Ascent:
    return Ascent(pickle.loads(held))
