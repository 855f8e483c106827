"""A soft archive, for CMA-MAE: the threshold of each cell rises slowly, so a search stays there longer.

References:
  Fontaine & Nikolaidis, "Covariance matrix adaptation MAP-annealing" (2023), arXiv:2205.10752. Batches
  as in pyribs.
"""

import warnings
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key, Shaped

from ramify.archives.cells import AbstractCells, CellsState, judged
from ramify.checks.arguments import number
from ramify.core import NOT_ADDED, AbstractArchive, Added, Elites, Evaluation, record

_SOFT, _THRESHOLD = "soft:", "threshold"  # names when saved


@record
class SoftState:
    """
    Attributes:
      best: the elites: the best solution ever found in each cell. Statistics are about them.
      held: the solution accepted last in each cell. Restarts draw from them.
      threshold: the objective that a solution must exceed in each cell.
    """

    best: CellsState
    held: CellsState
    threshold: Float[Array, " c"]

    @property
    def size(self) -> Int[Array, ""]:
        return self.best.size

    @property
    def solution(self) -> Float[Array, "s n"]:
        return self.best.solution

    @property
    def objective(self) -> Float[Array, " s"]:
        return self.best.objective

    @property
    def measures(self) -> Float[Array, "s k"]:
        return self.best.measures

    @property
    def fields(self) -> dict[str, Shaped[Array, "s ..."]]:
        return self.best.fields


class SoftArchive(AbstractArchive[SoftState]):
    """Accepts a solution above the threshold of its cell. The threshold then moves toward its objective.

    A threshold t becomes (1 - a) t + a f with each accepted objective f. So a cell with a small
    improvement still rewards solutions that are almost as good. a = 1 is the elitist archive. With a = 0
    the thresholds never change.

    Attributes:
      archive: the archive that defines the cells.
      learning_rate: a.
      floor: first threshold of each cell (min_f). Solutions below it are not accepted. There is a
        warning while this is true of all solutions.

    Raises:
      ValueError: a setting is out of range.

    Example:
      >>> from ramify import Evaluation, GridArchive, SoftArchive
      >>> archive = SoftArchive(GridArchive(lower=(0,), upper=(1,), shape=(1,)), learning_rate=0.1)
      >>> state = archive.init(1, {})
      >>> for f in (10.0, 5.0, 0.5):
      ...     answer = Evaluation(jnp.array([f]), jnp.array([[0.5]]))
      ...     state, added = archive.add(state, jnp.ones((1, 1)), answer)
      ...     print(added.status.item(), round(state.threshold.item(), 2))
      2 1.0
      1 1.4
      0 1.4
      >>> float(archive.statistics(state)["best"])
      10.0
    """

    archive: AbstractCells
    learning_rate: float = eqx.field(
        static=True, default=0.01, converter=partial(number, "learning_rate")
    )
    floor: float = eqx.field(static=True, default=0.0, converter=partial(number, "floor"))

    def __check_init__(self) -> None:
        if not isinstance(self.archive, AbstractCells):
            raise ValueError(
                f"{type(self.archive).__name__} has no cells with thresholds: give a grid or a CVT."
            )
        if not 0.0 <= self.learning_rate <= 1.0:
            raise ValueError(f"learning_rate={self.learning_rate}: give a number from 0 to 1.")

    @property
    def axes(self) -> dict[str, tuple]:
        return self.archive.axes

    @property
    def anneals(self) -> bool:
        return True

    def warn(self, state: SoftState) -> None:
        self._warn_of_the_floor(state)
        self.archive.warn(state.best)

    def init(self, n: int, fields: dict[str, jax.ShapeDtypeStruct]) -> SoftState:
        empty = self.archive.init(n, fields)
        return SoftState(empty, empty, jnp.full(self.archive.cells, self.floor, jnp.float32))

    def reserve(self, state: SoftState, rows: int) -> SoftState:
        self._warn_of_the_floor(state)
        best = self.archive.reserve(state.best, rows)
        held = self.archive.reserve(state.held, rows)
        if best is state.best and held is state.held:
            return state
        return SoftState(best, held, state.threshold)

    def export(self, state: SoftState, *, solutions: bool = True) -> dict[str, np.ndarray]:
        self._warn_of_the_floor(state)
        best, held = (
            self.archive.export(part, solutions=solutions) for part in (state.best, state.held)
        )
        held |= {_THRESHOLD: np.array(state.threshold)}
        return best | {_SOFT + name: values for name, values in held.items()}

    def restore(self, rows: dict[str, np.ndarray]) -> SoftState:
        soft = {k.removeprefix(_SOFT): v for k, v in rows.items() if k.startswith(_SOFT)}
        threshold = jnp.asarray(np.array(soft.pop(_THRESHOLD), np.float32))
        best = {k: v for k, v in rows.items() if not k.startswith(_SOFT)}
        return SoftState(self.archive.restore(best), self.archive.restore(soft), threshold)

    @jax.jit  # for calls from Python: one program instead of one per operation
    def add(
        self, state: SoftState, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[SoftState, Added]:
        cell = self.archive.cells_of(state.held.places, evaluation.measures)
        new = state.held.slot_of[cell] < 0
        added = judged(evaluation, state.threshold[cell], new, self.floor)
        accepted = added.status > NOT_ADDED
        best, _ = self.archive.add(state.best, x, evaluation)
        held = self.archive.put(state.held, x, evaluation, cell, accepted)
        return SoftState(best, held, self._raised(state, cell, evaluation, accepted)), added

    def cell_at(self, state: SoftState, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        return self.archive.cell_at(state.held, measures)

    def credit(self, state: SoftState, parents: Int[Array, " b"], children: Added) -> SoftState:
        held = self.archive.credit(state.held, parents, children)
        return SoftState(state.best, held, state.threshold)

    def sample(
        self, state: SoftState, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites:
        return self.archive.sample(state.held, key, count, otherwise)

    def statistics(self, state: SoftState) -> dict[str, Array]:
        return self.archive.statistics(state.best)

    def _warn_of_the_floor(self, state: SoftState) -> None:
        sizes = state.best.size, state.held.size
        if any(isinstance(size, jax.core.Tracer) for size in sizes):
            return
        best, held = jax.device_get(sizes)
        if best and not held:
            warnings.warn(
                f"All solutions so far have an objective below floor={self.floor}, and a soft archive "
                "accepts none of them: give a lower floor (--floor).",
                stacklevel=3,
            )

    def _raised(
        self,
        state: SoftState,
        cell: Int[Array, " b"],
        evaluation: Evaluation,
        accepted: Bool[Array, " b"],
    ) -> Float[Array, " c"]:
        """Returns (1 - a)^j t + (1 - (1 - a)^j) f, where f is the mean of the j accepted objectives of a
        cell."""
        cells, row = self.archive.cells, jnp.where(accepted, cell, self.archive.cells)
        count = jnp.zeros(cells, dtype=jnp.float32).at[row].add(1.0, mode="drop")
        total = jnp.zeros(cells, dtype=jnp.float32).at[row].add(evaluation.objective, mode="drop")
        stays = (1.0 - self.learning_rate) ** count
        mean = total / jnp.maximum(count, 1.0)
        return jnp.where(
            count > 0.0, stays * state.threshold + (1.0 - stays) * mean, state.threshold
        )
