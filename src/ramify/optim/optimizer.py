"""The interface of evolution strategies that emitters use."""

from typing import Protocol, runtime_checkable

from jaxtyping import Array, Bool, Float, Int, Key, PyTree


@runtime_checkable
class Optimiser(Protocol):
    """An evolution strategy: a distribution that learns from ranked samples. Its state has a `mean`.

    `tell` gets all samples, best first, the number of parents, and the values by which they were ranked,
    so that equal values can share a rank.
    """

    @property
    def batch(self) -> int: ...
    def init(self, mean: Float[Array, " n"]) -> PyTree: ...
    def ask(self, state: PyTree, key: Key[Array, ""]) -> Float[Array, "b n"]: ...
    def tell(
        self,
        state: PyTree,
        ranked: Float[Array, "b n"],
        parents: Int[Array, ""],
        values: Float[Array, " b"] | None = None,
    ) -> PyTree: ...
    def stop(self, state: PyTree, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]: ...
