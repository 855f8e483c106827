"""What emitters ask of an evolution strategy, so that any will do."""

from typing import Protocol

from jaxtyping import Array, Bool, Float, Int, Key, PyTree


class Optimiser(Protocol):
    """A distribution that learns from ranked samples, such as `CMAES`. Its state has a `mean`.

    `tell` gets all samples, best first, how many of them are parents, and the values that they were
    ranked by, for those in which ties share a rank.
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
