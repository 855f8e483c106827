"""The archive as an emitter sees it: it draws elites, and foresees what would enter."""

from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.core import AbstractArchive, Elites, Evaluation, Foreseen


@dataclass(frozen=True)
class SeenArchive:
    """An archive and its state, as `ramify.core.ArchiveView` describes them."""

    archive: AbstractArchive
    state: PyTree

    def __call__(self, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]) -> Elites:
        return self.archive.sample(self.state, key, count, otherwise)

    def foresee(
        self, objective: Float[Array, " b"], measures: Float[Array, "b k"], n: int
    ) -> Foreseen:
        """Returns what `add` would do with each row.

        The solutions and the fields are zeros, which a compiled program leaves out: what `add` would
        store is not used.
        """
        rows = len(objective)
        fields = {
            name: jnp.zeros((rows, *held.shape[1:]), held.dtype)
            for name, held in self.state.fields.items()
        }
        x = jnp.zeros((rows, n), jnp.float32)
        _, added = self.archive.add(self.state, x, Evaluation(objective, measures, fields=fields))
        return Foreseen(added, self.archive.cell_at(self.state, measures))
