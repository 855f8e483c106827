"""A novelty archive: without cells; a solution is added if no elite is near.

References:
  Lehman & Stanley, "Abandoning objectives: evolution through the search for novelty alone" (2011).
  Local competition: Lehman & Stanley, "Evolving a diversity of virtual creatures through novelty
  search and local competition" (2011). Batches as in pyribs.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ramify.archives.cells import AbstractSlots, CellsState
from ramify.archives.edges import refuse_too_fine, spans
from ramify.checks.arguments import flag, number, numbers, whole_number
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added, Evaluation
from ramify.numerics.neighbors import mean_of_known, nearest


class NoveltyArchive(AbstractSlots):
    """Keeps novel solutions: those far from their nearest neighbors in the archive.

    A solution that is not novel may replace its nearest neighbor, if it is better. Each elite counts as
    a cell. Coverage is the used share of the capacity.

    Attributes:
      lower: lowest value of each measure, for tables and figures. Measures below it are allowed.
      upper: highest value of each measure, for tables and figures. Measures above it are allowed.
      threshold: the lowest novelty of a solution that is added.
      neighbours: number of nearest neighbors that novelty is averaged over.
      competition: let a solution that is not novel replace its nearest neighbor if it is better. If
        False, `Added.value` is the novelty, so emitters search for novelty only.
      capacity: largest number of elites. A full archive changes by competition only.
      offset: the lowest objective there can be; the QD score sums objective - offset.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> archive = NoveltyArchive((0, 0), (1, 1), threshold=0.3)
      >>> state = archive.init(1, {})
      >>> for f, m in ((1.0, 0.2), (2.0, 0.3), (0.5, 0.9), (0.0, 0.8)):
      ...     e = Evaluation(jnp.array([f]), jnp.array([[m, 0.0]]))
      ...     state, added = archive.add(state, jnp.ones((1, 1)), e)
      ...     print(added.status.item(), int(state.size))
      2 1
      1 1
      2 2
      0 2
    """

    lower: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "lower"))
    upper: tuple[float, ...] = eqx.field(static=True, converter=partial(numbers, "upper"))
    threshold: float = eqx.field(static=True, converter=partial(number, "threshold"))
    neighbours: int = eqx.field(
        static=True, default=15, converter=partial(whole_number, "neighbours")
    )
    competition: bool = eqx.field(static=True, default=True, converter=partial(flag, "competition"))
    capacity: int = eqx.field(
        static=True, default=10_000, converter=partial(whole_number, "capacity")
    )

    def __check_init__(self) -> None:
        if not len(self.lower) == len(self.upper) >= 1:
            raise ValueError(
                f"lower and upper have {len(self.lower)} and {len(self.upper)} entries: give each one "
                "entry per measure."
            )
        if not all(map(spans, self.lower, self.upper)):
            raise ValueError(
                f"lower={self.lower}, upper={self.upper}: lower must be finite and below upper, in "
                "float32 too."
            )
        if not self.threshold >= 0 or not 1 <= self.neighbours <= self.capacity:
            raise ValueError(
                f"threshold={self.threshold}, neighbours={self.neighbours}, capacity={self.capacity}: "
                "give a threshold of at least 0, and neighbours from 1 to the capacity."
            )

        for lo, hi in zip(self.lower, self.upper, strict=True):
            size = self.threshold or hi - lo
            refuse_too_fine(lo, hi, min(size, hi - lo), "The novelty threshold", squared=True)

    @property
    def cells(self) -> int:
        return self.capacity

    @property
    def dimensions(self) -> int:
        return len(self.lower)

    @property
    def axes(self) -> dict[str, tuple]:
        return {"lower": self.lower, "upper": self.upper, "shape": (self.capacity,)}

    @jax.jit  # for calls from Python: one program instead of one per operation
    def add(
        self, state: CellsState, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[CellsState, Added]:
        f, m = evaluation.objective, evaluation.measures
        valid = jnp.isfinite(f) & jnp.all(jnp.isfinite(m), axis=1)
        squared, index = nearest(m, state.measures, state.size, self.neighbours)
        novelty = mean_of_known(jnp.sqrt(squared), state.size)
        novelty = jnp.where(state.size > 0, novelty, self.threshold)  # the first ones enter

        novel = valid & (novelty >= self.threshold)
        cell = state.size + jnp.cumsum(novel, dtype=jnp.int32) - 1  # the next free rows
        novel = novel & (cell < self.capacity)
        gain = f - jnp.where(state.size > 0, state.objective[index[:, 0]], 0.0)
        better = valid & ~novel & (gain > 0.0) & (state.size > 0)
        status = jnp.where(novel, NEW, NOT_ADDED)
        value = novelty
        if self.competition:
            status = jnp.where(better, IMPROVED, status)
            value = jnp.where(novel, f, gain)
        cell = jnp.where(novel, cell, index[:, 0])
        added = Added(status, jnp.where(valid, value, -jnp.inf))
        return self.put(state, x, evaluation, cell, status > NOT_ADDED), added

    def export(self, state: CellsState, *, solutions: bool = True) -> dict[str, np.ndarray]:
        """Returns the columns of every archive, and for figures each elite's measures as its cell's
        center."""
        rows = super().export(state, solutions=solutions)
        inside = np.clip(rows["measures"], *np.asarray([self.lower, self.upper], np.float32))
        return rows | {"centroid": inside}
