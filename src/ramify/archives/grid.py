"""A grid archive: measure space cut into equal cells, the best solution of each kept.

Semantics as in Mouret & Clune (2015), arXiv:1504.04909, and pyribs. Memory follows the elites, not
the cells: a table maps each cell to a slot, and the slots' rows grow by doubling between jitted steps.
"""

import math
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key, PyTree, Shaped

from ramify.core import IMPROVED, NEW, NOT_ADDED, AbstractArchive, Added, Elites, Evaluation, record

_MAX_CELLS = 2**28  # the table is one int32 a cell: 1 GiB
_START_BYTES = 2**26  # rows reserved at first, unless the cells need fewer
_ROWS, _FIELD = ("cell", "solution", "objective", "measures"), "field:"  # names when saved
_LONG = 1000  # parameters from which a row is worth a step of a loop
_EDGE = 1e-6  # a measure this far below a cell's edge (in cells) counts as on it, as in pyribs


@record
class GridState:
    """Rows [0, size) of the slot arrays hold elites; the rest is room to grow."""

    slot_of: Int[Array, " c"]  # cell -> slot, or -1
    size: Int[Array, ""]
    cell: Int[Array, " s"]
    solution: Float[Array, "s n"]
    objective: Float[Array, " s"]
    measures: Float[Array, "s k"]
    fields: dict[str, Shaped[Array, "s ..."]]


class GridArchive(AbstractArchive):
    """Keeps the best solution of every cell of a regular grid of any dimension.

    Attributes:
      lower: lowest value of each measure; smaller ones are clipped into the first cell.
      upper: highest value of each measure; larger ones are clipped into the last cell.
      shape: number of cells along each measure.
      offset: the lowest objective there can be; the QD score sums objective - offset.

    Raises:
      ValueError: lengths differ, an axis is empty or reversed, or there are too many cells.

    Example:
      >>> archive = GridArchive(lower=(0, 0), upper=(1, 1), shape=(10, 10))
      >>> state = archive.init(3, {})
      >>> x = jnp.ones((2, 3))
      >>> e = Evaluation(jnp.array([1.0, 5.0]), jnp.array([[0.25, 0.0], [0.25, 0.0]]))
      >>> state, added = archive.add(state, x, e)
      >>> int(state.size), added.status.tolist(), float(archive.statistics(state)["best"])
      (1, [2, 2], 5.0)
    """

    lower: tuple[float, ...] = eqx.field(static=True, converter=lambda v: tuple(map(float, v)))
    upper: tuple[float, ...] = eqx.field(static=True, converter=lambda v: tuple(map(float, v)))
    shape: tuple[int, ...] = eqx.field(static=True, converter=lambda v: tuple(map(int, v)))
    offset: float = eqx.field(static=True, default=0.0)

    def __check_init__(self):
        if not (len(self.lower) == len(self.upper) == len(self.shape) >= 1):
            raise ValueError(
                f"lower, upper and shape have {len(self.lower)}, {len(self.upper)} and "
                f"{len(self.shape)} entries: give each one entry per measure."
            )
        for lo, hi, cells in zip(self.lower, self.upper, self.shape, strict=True):
            if not (math.isfinite(lo) and math.isfinite(hi) and lo < hi and cells >= 1):
                raise ValueError(
                    f"The axis from {lo} to {hi} in {cells} cells is empty: "
                    "lower must be finite and below upper, and shape at least 1."
                )
        if self.cells > _MAX_CELLS:
            raise ValueError(
                f"{self.shape} is {self.cells} cells; the table of cells would not fit "
                f"(at most {_MAX_CELLS}): use fewer cells an axis."
            )

    @property
    def cells(self) -> int:
        return math.prod(self.shape)

    def init(self, n: int, fields: dict[str, jax.ShapeDtypeStruct]) -> GridState:
        rows = min(self.cells, max(64, _power_of_two_below(_START_BYTES // (4 * n))))
        return GridState(
            slot_of=jnp.full(self.cells, -1, jnp.int32),
            size=jnp.zeros((), jnp.int32),
            cell=jnp.zeros(rows, jnp.int32),
            solution=jnp.zeros((rows, n), jnp.float32),
            objective=jnp.zeros(rows, jnp.float32),
            measures=jnp.zeros((rows, len(self.shape)), jnp.float32),
            fields={k: jnp.zeros((rows, *f.shape), f.dtype) for k, f in fields.items()},
        )

    def reserve(self, state: GridState, rows: int) -> GridState:
        room = state.objective.shape[0]
        if room == self.cells:  # known without waiting for `size` to be computed
            return state
        needed = min(self.cells, int(state.size) + rows)
        if needed <= room:
            return state
        while room < needed:
            room *= 2
        columns = (state.cell, state.solution, state.objective, state.measures, state.fields)
        grown = _grown(columns, min(room, self.cells))
        return GridState(state.slot_of, state.size, *grown)

    def export(self, state: GridState) -> dict[str, np.ndarray]:
        held = slice(0, int(state.size))
        rows = {name: getattr(state, name) for name in _ROWS}
        rows |= {_FIELD + name: values for name, values in state.fields.items()}
        # Copied: the state's own buffers are written in place by the next step.
        return {name: np.array(np.asarray(values)[held]) for name, values in rows.items()}

    def restore(self, rows: dict[str, np.ndarray]) -> GridState:
        count, n = rows["solution"].shape
        fields = {name[len(_FIELD) :]: v for name, v in rows.items() if name.startswith(_FIELD)}
        shapes = {k: jax.ShapeDtypeStruct(v.shape[1:], v.dtype) for k, v in fields.items()}
        empty = self.reserve(self.init(n, shapes), count)

        def fill(room: Array, values: np.ndarray) -> Array:
            return room.at[:count].set(jnp.asarray(values, room.dtype))

        return GridState(
            slot_of=empty.slot_of.at[rows["cell"]].set(jnp.arange(count, dtype=jnp.int32)),
            size=jnp.int32(count),
            **{name: fill(getattr(empty, name), rows[name]) for name in _ROWS},
            fields={name: fill(empty.fields[name], values) for name, values in fields.items()},
        )

    def cell_of(self, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        """The cell of each row, row-major over the axes; measures outside are clipped (NaN: cell 0)."""
        lower = np.asarray([self.lower], np.float32)
        width = np.asarray([self.upper], np.float32) - lower
        shape = np.asarray([self.shape], np.float32)
        # Clipped before the conversion: a float beyond int32 would wrap round.
        index = jnp.floor((shape * (measures - lower) + _EDGE) / width)
        index = jnp.nan_to_num(jnp.clip(index, 0.0, shape - 1.0)).astype(jnp.int32)
        strides = np.cumprod((1, *self.shape[:0:-1]))[::-1].astype(np.int32)
        return jnp.sum(index * strides[None, :], axis=1)

    def add(
        self, state: GridState, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[GridState, Added]:
        f, cell = evaluation.objective, self.cell_of(evaluation.measures)
        slot = state.slot_of[cell]
        valid = jnp.isfinite(f) & jnp.all(jnp.isfinite(evaluation.measures), axis=1)
        new = valid & (slot < 0)
        threshold = jnp.where(slot < 0, 0.0, state.objective[slot])
        better = valid & (slot >= 0) & (f > threshold)
        added = Added(
            status=jnp.where(new, NEW, jnp.where(better, IMPROVED, NOT_ADDED)),
            value=jnp.where(valid, f - threshold, -jnp.inf),
        )
        wins = _best_of_each_cell(cell, f, new | better, self.cells)
        founds = wins & new
        room = state.objective.shape[0]
        slot = jnp.where(founds, state.size + jnp.cumsum(founds, dtype=jnp.int32) - 1, slot)
        row = jnp.where(wins, slot, room)  # `room` is out of bounds: dropped

        def put(rows: Array, values: Array) -> Array:
            return rows.at[row].set(values.astype(rows.dtype), mode="drop")

        return GridState(
            slot_of=state.slot_of.at[jnp.where(founds, cell, self.cells)].set(slot, mode="drop"),
            size=state.size + jnp.sum(founds, dtype=jnp.int32),
            cell=put(state.cell, cell),
            solution=_put_long(state.solution, row, x, wins)
            if x.shape[1] >= _LONG
            else put(state.solution, x),
            objective=put(state.objective, f),
            measures=put(state.measures, evaluation.measures),
            fields={k: put(rows, evaluation.fields[k]) for k, rows in state.fields.items()},
        ), added

    def sample(
        self, state: GridState, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites:
        size = jnp.maximum(state.size, 1).astype(jnp.uint32)
        slot = (jax.random.bits(key, (count,)) % size).astype(jnp.int32)
        return self.at(state, slot, otherwise)

    def at(self, state: GridState, slot: Int[Array, " b"], otherwise: Float[Array, " n"]) -> Elites:
        """The elites in these slots; `otherwise` while the archive is empty."""
        solution = jnp.where(state.size > 0, state.solution[slot], otherwise[None, :])
        return Elites(solution, state.objective[slot], state.measures[slot], slot)

    def statistics(self, state: GridState) -> dict[str, Array]:
        held = jnp.arange(state.objective.shape[0]) < state.size
        total = jnp.sum(jnp.where(held, state.objective - self.offset, 0.0))
        count = state.size.astype(jnp.float32)
        return {
            "elites": state.size,
            "coverage": count / self.cells,
            "qd_score": total,
            "norm_qd_score": total / self.cells,
            "best": jnp.max(jnp.where(held, state.objective, -jnp.inf)),
            "mean": total / count + self.offset,
        }


@partial(jax.jit, static_argnums=1)
def _grown(columns: PyTree, room: int) -> PyTree:
    return jax.tree.map(
        lambda a: jnp.pad(a, [(0, room - a.shape[0]), *[(0, 0)] * (a.ndim - 1)]), columns
    )


def _best_of_each_cell(
    cell: Int[Array, " b"], f: Float[Array, " b"], accepted: Bool[Array, " b"], cells: int
) -> Bool[Array, " b"]:
    """Of the accepted rows of each cell, the highest objective; the first wins ties.

    Three ways to the same answer, the fastest for few rows, for few cells, and for many of both.
    """
    b = cell.shape[0]
    if b <= 64:  # compare every pair
        rival = (cell[:, None] == cell[None, :]) & accepted[None, :]
        earlier = jnp.arange(b)[None, :] < jnp.arange(b)[:, None]
        beaten = (f[None, :] > f[:, None]) | ((f[None, :] == f[:, None]) & earlier)
        return accepted & ~jnp.any(rival & beaten, axis=1)
    if cells <= 128 * b:  # a table of the cells
        row = jnp.arange(b)
        highest = jnp.full(cells, -jnp.inf).at[cell].max(jnp.where(accepted, f, -jnp.inf))
        ties = accepted & (f == highest[cell])
        first = jnp.full(cells, b).at[cell].min(jnp.where(ties, row, b))
        return ties & (first[cell] == row)
    nowhere = jnp.iinfo(jnp.int32).max
    order_by = (jnp.where(accepted, cell, nowhere), -f, jnp.arange(b))
    cell_sorted, _, order = jax.lax.sort(order_by, num_keys=2, is_stable=True)
    first = jnp.concatenate([jnp.ones(1, bool), cell_sorted[1:] != cell_sorted[:-1]])
    return jnp.zeros(b, bool).at[order].set(first) & accepted


def _put_long(
    rows: Float[Array, "s n"],
    row: Int[Array, " b"],
    x: Float[Array, "b n"],
    wins: Bool[Array, " b"],
) -> Float[Array, "s n"]:
    """rows.at[row[wins]].set(x[wins]), touching nothing but the winners; a scatter first copies x."""
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


def _power_of_two_below(value: int) -> int:
    return 1 << max(0, value.bit_length() - 1)
