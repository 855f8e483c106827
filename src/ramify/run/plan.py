"""The plan of an iteration: its queries, its size, and how many iterations run at a time."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from ramify.core import AbstractTask, ControlSpec, Evaluation, Query, Transitions
from ramify.run.qd import QD
from ramify.run.state import QDState, pending

ROOM = 2**30  # bytes of solutions for which an archive makes room at once
DEVICE_ITERATIONS = 5  # most iterations of a simulator on JAX's device per host synchronization
DEVICE_EPISODES = 1024  # fewer iterations if they have more episodes: each takes seconds


@dataclass(frozen=True)
class IterationPlan:
    """The sizes of an iteration. They are the same for every iteration of a search.

    Attributes:
      queries: the query of each phase: shapes without values.
      cells: number of cells of the archive.
      jittable: True if a chunk of iterations is one compiled program.
      on_device: True if the task leaves its evaluations on JAX's device.
    """

    queries: tuple[Query, ...]
    cells: int
    jittable: bool
    on_device: bool

    @classmethod
    def of(cls, qd: QD, task: AbstractTask, state: QDState) -> "IterationPlan":
        """Plans the iterations of a search without computing anything.

        Args:
          qd: archive and emitter.
          task: the task.
          state: a state of the search, or its shapes (`QD.shape`).

        Raises:
          ValueError: the emitter wants transitions and the task has none.
        """
        cells = math.prod(qd.archive.axes["shape"])
        return cls(_queries(qd, task, state), cells, task.jittable, task.on_device)

    @property
    def evaluations(self) -> int:
        """Number of solutions evaluated in an iteration."""
        return sum(query.x.shape[0] for query in self.queries)

    @property
    def offered(self) -> int:
        """Number of solutions offered to the archive in an iteration."""
        return sum(query.offered for query in self.queries)

    @property
    def parameters(self) -> int:
        """Number of parameters of a solution."""
        return self.queries[0].x.shape[1]

    @property
    def fits(self) -> bool:
        """True if a solution for every cell takes no more than `ROOM` bytes."""
        return 4 * self.parameters * self.cells <= ROOM

    def chunk_size(self, limit: int) -> int:
        """Returns the number of iterations per host synchronization, at most `limit`.

        A JAX function runs as many as there is room for their elites. A simulator on JAX's device runs
        a few, because they take seconds. Any other task runs one.
        """
        if self.jittable:
            room = limit if self.fits else ROOM // (4 * self.parameters * max(1, self.offered))
        elif self.on_device:
            room = min(DEVICE_ITERATIONS, DEVICE_EPISODES // self.evaluations)
        else:
            room = 1
        return max(1, min(limit, room))

    def reserved(self, iterations: int) -> int:
        """Returns the number of rows that the archive needs before a chunk of iterations.

        It is 0 if each phase makes room for its own rows. On JAX's device a chunk makes room at its
        start, because the host waits for the device when it asks for the archive's size.
        """
        if not (self.on_device or self.jittable):
            return 0
        if self.fits and not self.jittable:
            return self.cells  # once: a larger archive is a new program, and critics take a minute
        return iterations * self.offered


def _queries(qd: QD, task: AbstractTask, state: QDState) -> tuple[Query, ...]:
    query = pending(state)
    control = task.control if query.wants_transitions else None
    shapes = jax.tree.map(
        lambda a: jax.ShapeDtypeStruct(a.shape, a.dtype) if eqx.is_array(a) else a,
        (qd, state.emitter, state.key, state.rounds),
    )
    leaves, structure = jax.tree.flatten(shapes)
    kept = tuple((k, rows.shape[1:], rows.dtype) for k, rows in state.archive.fields.items())
    return _trace_queries(tuple(leaves), structure, query.x.shape[1], kept, control)


@lru_cache  # tracing takes longer than many iterations
def _trace_queries(
    leaves: tuple[Any, ...],
    structure: Any,
    n: int,
    kept: tuple[tuple[str, tuple[int, ...], Any], ...],
    control: ControlSpec | None,
) -> tuple[Query, ...]:
    """Traces an iteration with an empty archive: no query depends on the size of the archive."""
    qd, *rest = jax.tree.unflatten(structure, leaves)
    fields = {name: jax.ShapeDtypeStruct(shape, dtype) for name, shape, dtype in kept}
    state = QDState(jax.eval_shape(lambda: qd.archive.init(n, fields)), *rest)
    queries = []
    for _ in range(qd.emitter.phases):
        query = pending(state)
        queries.append(query)
        state = eqx.filter_eval_shape(qd.step, state, evaluation_shapes(query, state, control))
    return tuple(queries)


def evaluation_shapes(query: Query, state: QDState, control: ControlSpec | None) -> Evaluation:
    """Returns the shapes of an evaluation of this query, with transitions if there is a control."""
    rows, n = query.x.shape
    k = state.archive.measures.shape[1]

    def array(*shape: int, dtype: Any = jnp.float32) -> Any:
        return jax.ShapeDtypeStruct(shape, dtype)

    jacobian = array(rows, 1 + k, n) if query.wants_jacobian else None
    fields = {
        name: array(rows, *kept.shape[1:], dtype=kept.dtype)
        for name, kept in state.archive.fields.items()
    }
    transitions = None
    if control is not None:
        o, a, t = control.observations, control.actions, control.steps
        transitions = Transitions(
            array(rows, t + 1, o),
            array(rows, t, a),
            array(rows, t, 1 + k),
            array(rows, dtype=jnp.int32),
            array(rows, dtype=jnp.bool_),
        )
    return Evaluation(array(rows), array(rows, k), jacobian, fields, transitions)
