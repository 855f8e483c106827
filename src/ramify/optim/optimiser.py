"""What emitters ask of an evolution strategy, so that any will do."""

from typing import Protocol

from jaxtyping import Array, Bool, Float, Int, Key, PyTree


class Optimiser(Protocol):
    """A distribution that learns from ranked samples, such as `CMAES`. Its state has a `mean`."""

    @property
    def batch(self) -> int: ...
    def init(self, mean: Float[Array, " n"]) -> PyTree: ...
    def ask(self, state: PyTree, key: Key[Array, ""]) -> Float[Array, "b n"]: ...
    def tell(
        self, state: PyTree, ranked: Float[Array, "b n"], parents: Int[Array, ""]
    ) -> PyTree: ...
    def stop(self, state: PyTree, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]: ...
