"""The task of an archive whose function is not known: nothing can be evaluated."""

import equinox as eqx
import jax
from jaxtyping import Array, Key

from ramify.core import AbstractTask, Evaluation, Query


class Recorded(AbstractTask):
    """Names what an archive holds. `evaluate` raises an error.

    Attributes:
      names: names of the measures.
      size: number of parameters of a solution.
      kinds: name, shape and dtype of each field.
    """

    names: tuple[str, ...] = eqx.field(static=True)
    size: int = eqx.field(static=True)
    kinds: tuple[tuple[str, tuple[int, ...], str], ...] = eqx.field(static=True, default=())

    @property
    def measures(self) -> tuple[str, ...]:
        return self.names

    @property
    def parameters(self) -> int:
        return self.size

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        return {name: jax.ShapeDtypeStruct(shape, dtype) for name, shape, dtype in self.kinds}

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        raise ValueError(
            "This archive was saved from Python with ramify.save, which does not keep the task: "
            "evaluate its solutions there."
        )
