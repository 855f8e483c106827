"""The base of all archives with cells: the best solution of each cell is kept.

Semantics as in Mouret & Clune (2015), arXiv:1504.04909, and pyribs. The memory grows with the elites,
not with the cells: a table maps each cell to a slot, and the slots are doubled between jitted steps.
"""

import abc
import warnings
from dataclasses import replace
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key, PyTree, Shaped

from ramify.archives.priorities import Priorities
from ramify.checks.arguments import number, optional
from ramify.core import IMPROVED, NEW, NOT_ADDED, AbstractArchive, Added, Elites, Evaluation, record
from ramify.numerics import draws
from ramify.numerics.best_rows import best_of_each_cell
from ramify.numerics.sums import double_sum, exact_sum, scaled, times

_START_BYTES = 2**26  # rows reserved at first, unless the cells need fewer
_ROWS = {  # columns when saved
    "cell": np.int32,
    "solution": np.float32,
    "objective": np.float32,
    "measures": np.float32,
}
_FIELD = "field:"  # begins the names of the other columns
_PRIORITY = "priority"
_COMPILED_BYTES = 2**26  # from which compiling a program takes less time than a second copy
_LONG = 1000  # parameters from which a row is worth a step of a loop


@record
class CellsState:
    """Rows [0, size) of the slot arrays hold elites; the other rows are free.

    Attributes:
      places: positions of the cells, for archives whose settings do not define them.
      dropped: number of elites that were lost because a jitted step had no free row (see `reserve`).
      priorities: of the slots, for an archive that draws its elites by priority.
    """

    slot_of: Int[Array, " c"]  # cell -> slot, or -1
    size: Int[Array, ""]
    cell: Int[Array, " s"]
    solution: Float[Array, "s n"]
    objective: Float[Array, " s"]
    measures: Float[Array, "s k"]
    fields: dict[str, Shaped[Array, "s ..."]]
    dropped: Int[Array, ""]
    places: PyTree = None
    priorities: Priorities | None = None


class AbstractSlots(AbstractArchive[CellsState]):
    """Keeps the elite of each cell in a slot. A subclass decides which solutions enter which cell.

    Attributes:
      offset: the lowest objective there can be; the QD score sums objective - offset.
      prioritised: draw elites more often whose children entered the archive (`Priorities`): the power of
        a child's improvement in its parent's priority. None: all elites are drawn equally often.
    """

    offset: float = eqx.field(
        static=True, default=0.0, kw_only=True, converter=partial(number, "offset")
    )
    prioritised: float | None = eqx.field(
        static=True,
        default=None,
        kw_only=True,
        converter=optional(number, "prioritised", above=0.0),
    )

    @property
    @abc.abstractmethod
    def cells(self) -> int:
        """Number of cells."""

    @property
    @abc.abstractmethod
    def dimensions(self) -> int:
        """Number of measures (k)."""

    def places(self, saved: dict[str, np.ndarray] | None = None) -> PyTree:
        """Returns the positions of the cells, if the settings do not define them.

        Args:
          saved: columns of `export`, from which the positions are taken if given.
        """
        return None

    def init(self, n: int, fields: dict[str, jax.ShapeDtypeStruct]) -> CellsState:
        rows = self._first_room(n)
        return CellsState(
            slot_of=jnp.full(self.cells, -1, jnp.int32),
            size=jnp.zeros((), jnp.int32),
            cell=jnp.zeros(rows, jnp.int32),
            solution=jnp.zeros((rows, n), jnp.float32),
            objective=jnp.zeros(rows, jnp.float32),
            measures=jnp.zeros((rows, self.dimensions), jnp.float32),
            fields={k: jnp.zeros((rows, *f.shape), f.dtype) for k, f in fields.items()},
            dropped=jnp.zeros((), jnp.int32),
            places=self.places(),
            priorities=self._priorities(jnp.zeros(rows, jnp.float32)),
        )

    def _first_room(self, n: int) -> int:
        """Returns the number of elites of n parameters for which an empty archive has room."""
        return min(self.cells, max(64, _power_of_two_below(_START_BYTES // (4 * n))))

    def reserve(self, state: CellsState, rows: int) -> CellsState:
        room = state.objective.shape[0]
        if room == self.cells:  # known without waiting for `size` to be computed
            return state
        needed = min(self.cells, held(state) + rows)
        if needed <= room:
            return state
        while room < needed:
            room *= 2
        names = ("cell", "solution", "objective", "measures", "fields", "priorities")
        columns = {name: getattr(state, name) for name in names}
        return replace(state, **_grown(columns, min(room, self.cells)))

    def export(self, state: CellsState, *, solutions: bool = True) -> dict[str, np.ndarray]:
        size = held(state)
        rows = {name: getattr(state, name) for name in _ROWS}
        rows |= {_FIELD + name: values for name, values in state.fields.items()}
        if state.priorities is not None:
            rows[_PRIORITY] = state.priorities.weight
        if not solutions:
            rows["solution"] = state.solution[:, :0]
        return {name: first_rows(values, size) for name, values in rows.items()}

    def warn(self, state: CellsState) -> None:
        """Warns if the QD score is too large for float32.

        Raises:
          ValueError: elites were dropped.
        """
        objective = first_rows(state.objective, held(state)).astype(np.float64)
        if abs(np.sum(objective - self.offset)) > np.finfo(np.float32).max:
            warnings.warn(
                "The QD score is above 3.4e38, the largest float32 number, so it is shown as infinite: "
                "divide the objective by a constant, in the task.",
                stacklevel=3,
            )

    def restore(self, rows: dict[str, np.ndarray]) -> CellsState:
        count, n = rows["solution"].shape
        room = self._first_room(n)
        while room < min(self.cells, count):  # as `reserve` grows it
            room *= 2
        room = min(room, self.cells)

        def fill(values: np.ndarray, kind: type) -> Array:
            """Returns the rows and the room after them, with as few copies as possible."""
            if values.nbytes > _COMPILED_BYTES:
                return _grown(values.astype(kind, copy=False), room)
            full = np.zeros((room, *values.shape[1:]), kind)
            full[:count] = values
            return jnp.array(full)

        slot_of = np.full(self.cells, -1, np.int32)
        slot_of[rows["cell"]] = np.arange(count)
        fields = {k.removeprefix(_FIELD): v for k, v in rows.items() if k.startswith(_FIELD)}
        priority = rows.get(_PRIORITY, np.ones(count))
        return CellsState(
            slot_of=jnp.array(slot_of),
            size=jnp.int32(count),
            **{name: fill(rows[name], kind) for name, kind in _ROWS.items()},
            fields={name: fill(values, values.dtype.type) for name, values in fields.items()},
            dropped=jnp.zeros((), jnp.int32),
            places=self.places(rows),
            priorities=self._priorities(fill(priority, np.float32)),
        )

    def put(
        self,
        state: CellsState,
        x: Float[Array, "b n"],
        evaluation: Evaluation,
        cell: Int[Array, " b"],
        accepted: Bool[Array, " b"],
    ) -> CellsState:
        """Puts the best accepted row of each cell into that cell.

        A row that founds a cell is dropped, and counted, if there is no room for it.
        """
        f, slot = evaluation.objective, state.slot_of[cell]
        wins = best_of_each_cell(cell, f, accepted, self.cells)
        founds = wins & (slot < 0)
        room = state.objective.shape[0]
        slot = jnp.where(founds, state.size + jnp.cumsum(founds, dtype=jnp.int32) - 1, slot)
        dropped = state.dropped
        if room < self.cells:
            fits = slot < room
            dropped = dropped + jnp.sum(founds & ~fits, dtype=jnp.int32)
            wins, founds = wins & fits, founds & fits
        row = jnp.where(wins, slot, room)  # `room` is out of bounds: dropped

        size = state.size + jnp.sum(founds, dtype=jnp.int32)
        priorities = state.priorities

        def put(rows: Array, values: Array) -> Array:
            return rows.at[row].set(values.astype(rows.dtype), mode="drop")

        def put_all(rows: Array, x: Array) -> Array:
            if x.shape[1] < _LONG:
                return put(rows, x)
            one_by_one = partial(_put_long, row=row, wins=wins)  # a GPU would wait for each
            return jax.lax.platform_dependent(rows, x, cpu=one_by_one, default=put)

        return CellsState(
            slot_of=state.slot_of.at[jnp.where(founds, cell, self.cells)].set(slot, mode="drop"),
            size=size,
            cell=put(state.cell, cell),
            solution=put_all(state.solution, x),
            objective=put(state.objective, f),
            measures=put(state.measures, evaluation.measures),
            fields={k: put(rows, evaluation.fields[k]) for k, rows in state.fields.items()},
            dropped=dropped,
            places=state.places,
            priorities=None if priorities is None else priorities.grown(room, size),
        )

    def credit(self, state: CellsState, parents: Int[Array, " b"], children: Added) -> CellsState:
        if state.priorities is None:
            return state
        return replace(state, priorities=state.priorities.credit(parents, children))

    def sample(
        self, state: CellsState, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites:
        if state.priorities is not None:
            return self.at(state, state.priorities.sample(key, count, size=state.size), otherwise)
        size = jnp.maximum(state.size, 1).astype(jnp.uint32)
        slot = (draws.bits(key, (count,)) % size).astype(jnp.int32)
        return self.at(state, slot, otherwise)

    def at(
        self, state: CellsState, slot: Int[Array, " b"], otherwise: Float[Array, " n"]
    ) -> Elites:
        """Returns the elites in these slots; `otherwise` while the archive is empty."""
        solution = jnp.where(state.size > 0, state.solution[slot], otherwise[None, :])
        return Elites(solution, state.objective[slot], state.measures[slot], slot)

    def _priorities(self, weight: Float[Array, " s"]) -> Priorities | None:
        return None if self.prioritised is None else Priorities(weight, self.prioritised)

    def statistics(self, state: CellsState) -> dict[str, Array]:
        """Returns the statistics, right to float32's last digit whatever the offset.

        The objectives and the offsets are summed apart, to 48 bits.

        Raises:
          ValueError: elites were dropped. Within a jitted program none is raised.
        """
        if not isinstance(state.size, jax.core.Tracer):
            held(state)
        there = jnp.arange(state.objective.shape[0], dtype=jnp.int32) < state.size
        count = state.size.astype(jnp.float32)
        objectives, e = exact_sum(jnp.where(there, state.objective, 0.0))
        offsets, e_offsets = times(state.size, self.offset)
        largest = jnp.maximum(e, e_offsets)
        terms = [scaled(part, e - largest) for part in objectives]
        terms += [-scaled(part, e_offsets - largest) for part in offsets]
        total, _ = double_sum(terms)
        return {
            "elites": state.size,
            "coverage": count / self.cells,
            "qd_score": scaled(total, largest),
            "norm_qd_score": scaled(total / self.cells, largest),
            "best": jnp.max(jnp.where(there, state.objective, -jnp.inf)),
            "mean": scaled(objectives[0] / count, e),
        }


class AbstractCells(AbstractSlots):
    """Keeps the best solution of each cell. A subclass defines the cells."""

    @abc.abstractmethod
    def cells_of(self, places: PyTree, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        """Returns the cell of each row. A row with NaN may get any cell."""

    def warn(self, state: CellsState) -> None:
        """Warns also if all elites lie on the same side outside an axis."""
        super().warn(state)
        measures = first_rows(state.measures, held(state))
        for j, (low, high) in enumerate(zip(self.axes["lower"], self.axes["upper"], strict=True)):
            below, above = measures[:, j] < low, measures[:, j] > high
            if len(measures) and (below.all() or above.all()):
                warnings.warn(
                    f"Measure {j} of every elite lies {'below' if below[0] else 'above'} its axis, "
                    f"which is from {low} to {high}: give the archive bounds that contain the measures.",
                    stacklevel=3,
                )

    def cell_at(self, state: CellsState, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        return self.cells_of(state.places, measures)

    @jax.jit  # for calls from Python: one program instead of one per operation
    def add(
        self, state: CellsState, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[CellsState, Added]:
        cell = self.cells_of(state.places, evaluation.measures)
        slot = state.slot_of[cell]
        threshold = jnp.where(slot < 0, -jnp.inf, state.objective[slot])
        added = judged(evaluation, threshold, slot < 0, 0.0)
        return self.put(state, x, evaluation, cell, added.status > NOT_ADDED), added


def judged(
    evaluation: Evaluation, threshold: Float[Array, " b"], new: Bool[Array, " b"], empty: float
) -> Added:
    """Accepts the rows above the thresholds of their cells.

    Args:
      threshold: of each row's cell; -inf for a cell without one.
      new: True if the row's cell is empty.
      empty: threshold from which the value of a row is computed if its cell has none.
    """
    f = evaluation.objective
    valid = jnp.isfinite(f) & jnp.all(jnp.isfinite(evaluation.measures), axis=1)
    entered = jnp.where(new, NEW, IMPROVED)
    base = jnp.where(threshold == -jnp.inf, empty, threshold)
    return Added(
        status=jnp.where(valid & (f > threshold), entered, NOT_ADDED),
        value=jnp.where(valid, f - base, -jnp.inf),
    )


def held(state: CellsState) -> int:
    """Returns how many elites there are, on the host.

    Raises:
      ValueError: elites were dropped.
    """
    size, dropped = np.asarray(state.size), np.asarray(state.dropped)  # faster than device_get
    if dropped.any():
        raise ValueError(
            f"{dropped.sum()} elites were dropped: the archive has room for {len(state.cell)}, and "
            "more were offered within a jitted program. Make room before it: state = qd.reserve(state, "
            "rows), where rows is the number of solutions that the program offers."
        )
    return int(size)


@partial(jax.jit, static_argnums=1)
def _grown(columns: PyTree, room: int) -> PyTree:
    return jax.tree.map(
        lambda a: jnp.pad(a, [(0, room - a.shape[0]), *[(0, 0)] * (a.ndim - 1)]), columns
    )


def _put_long(
    rows: Float[Array, "s n"],
    x: Float[Array, "b n"],
    *,
    row: Int[Array, " b"],
    wins: Bool[Array, " b"],
) -> Float[Array, "s n"]:
    """Returns rows.at[row[wins]].set(x[wins]).

    It reads the winners only, where a scatter copies x first.
    """
    winner = jnp.cumsum(wins, dtype=jnp.int32) - 1
    source = (
        jnp.zeros_like(row)
        .at[jnp.where(wins, winner, wins.size)]
        .set(jnp.arange(wins.size, dtype=row.dtype), mode="drop")
    )

    def put(i: Int[Array, ""], rows: Array) -> Array:
        taken = jax.lax.dynamic_slice_in_dim(x, source[i], 1)
        return jax.lax.dynamic_update_slice_in_dim(rows, taken, row[source[i]], axis=0)

    return jax.lax.fori_loop(0, winner[-1] + 1, put, rows)


def first_rows(values: Array, count: int) -> np.ndarray:
    """Returns a copy of the first rows on the host, since the next step writes into the state's buffers.

    At most twice as many rows leave an accelerator.
    """
    if all(device.platform == "cpu" for device in values.devices()):
        return np.array(np.asarray(values)[:count])
    few = min(len(values), 2 * _power_of_two_below(max(count, 1)))  # few numbers, few compilations
    return np.array(np.asarray(values[:few])[:count])


def _power_of_two_below(value: int) -> int:
    return 1 << max(0, value.bit_length() - 1)
