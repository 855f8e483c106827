"""The loop: ask, evaluate, add, tell. Jitted whole for JAX tasks, round by round for simulators.

A simulator on JAX's device keeps all there: the host says what comes next, and waits for nothing but
the metrics of a few iterations.
"""

import math
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.core import (
    AbstractArchive,
    AbstractEmitter,
    AbstractTask,
    Added,
    Control,
    Evaluation,
    InPlace,
    Query,
    Transitions,
    checked,
    record,
    sanitised,
)

LOOK = 5  # iterations of a simulator on JAX's device for which the host does not wait
ROOM = 2**30  # bytes of solutions for which an archive makes room at once


@record
class QDState:
    """Everything a run is: archive, emitter (with its pending query), and how far it has come."""

    archive: PyTree
    emitter: PyTree
    key: Key[Array, ""]
    rounds: Int[Array, ""]


@record
class QD:
    """An emitter that fills an archive, by ask and tell.

    Example:
      >>> from ramify import ES, CMAMEGA, GridArchive
      >>> archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
      >>> qd = QD(archive, CMAMEGA(ES(samples=10, sigma=0.1), measures=2, batch=10, sigma_g=0.3))
      >>> state = qd.init(np.zeros(4), key=jax.random.key(0))
      >>> for _ in range(20):
      ...     x = np.asarray(qd.ask(state).x)
      ...     state = qd.tell(state, Evaluation(-(x**2).sum(axis=1), np.tanh(x[:, :2])))
      >>> bool(archive.statistics(state.archive)["elites"] > 5)
      True
    """

    archive: AbstractArchive
    emitter: AbstractEmitter

    def init(
        self,
        theta: Float[Array, " n"] | np.ndarray,
        *,
        key: Key[Array, ""],
        fields: dict[str, jax.ShapeDtypeStruct] | None = None,
    ) -> QDState:
        """The state before the first evaluation.

        Args:
          theta: where the search starts.
          key: of all the run's randomness.
          fields: what the archive keeps beside each elite (`AbstractTask.fields`).

        Raises:
          ValueError: theta is not one finite vector.
        """
        start = np.asarray(theta, np.float32)
        if start.ndim != 1 or start.size == 0 or not np.isfinite(start).all():
            raise ValueError(
                f"theta has shape {start.shape}: start from one vector of finite parameters."
            )
        return _init(self, jnp.asarray(start), key, fields or {})

    def shape(self, n: int, *, fields: dict[str, jax.ShapeDtypeStruct] | None = None) -> QDState:
        """`init` for n parameters without computing anything: only shapes and dtypes."""
        theta, key = jax.ShapeDtypeStruct((n,), jnp.float32), jax.eval_shape(jax.random.key, 0)
        return eqx.filter_eval_shape(_init, self, theta, key, fields or {})

    def ask(self, state: QDState) -> Query:
        """The solutions to evaluate now. Asking twice is harmless."""
        return state.emitter.query

    def tell(self, state: QDState, evaluation: Evaluation, *, keep: bool = False) -> QDState:
        """Answer the pending query with one row per query row, as arrays of any kind.

        Args:
          state: holds the query. Its archive is consumed: the new state takes over the memory.
          evaluation: the answer.
          keep: leave the archive usable, at the price of copying the archive.

        Raises:
          ValueError: a shape does not answer the query, the Jacobian is missing, or the state was
            consumed before.
        """
        _refuse_consumed(state)
        evaluation = self._answering(self.ask(state), state, evaluation)
        return self._told(self.reserve(state, self.ask(state).offered), evaluation, keep)

    def add(
        self, state: QDState, x: Float[Array, "b n"] | np.ndarray, evaluation: Evaluation
    ) -> tuple[QDState, Added]:
        """Offer solutions that were evaluated elsewhere: known ones, or another archive's elites. The
        emitter is not told; it will draw from them.

        Args:
          state: its archive is consumed: the new state takes over the memory.
          x: a solution a row.
          evaluation: a row each.

        Raises:
          ValueError: a shape is wrong, a field is missing that the archive keeps, or the state was
            consumed before.

        Example:
          >>> from ramify import ES, CMAMEGA, GridArchive
          >>> archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
          >>> qd = QD(archive, CMAMEGA(ES(samples=10, sigma=0.1), measures=2, batch=10))
          >>> state = qd.init(np.zeros(3), key=jax.random.key(0))
          >>> known = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
          >>> state, added = qd.add(state, known, Evaluation(known[:, 2], known[:, :2]))
          >>> added.status.tolist(), int(state.archive.size)
          ([2, 2], 2)
        """
        _refuse_consumed(state)
        x, n = jnp.asarray(x, jnp.float32), self.ask(state).x.shape[1]
        if x.ndim != 2 or x.shape[1] != n:
            raise ValueError(f"x has shape {x.shape}: give a solution of {n} parameters a row.")
        evaluation = self._answering(Query(x, len(x)), state, evaluation)
        archive, added = _add(self, self.reserve(state, len(x)).archive, x, evaluation)
        return QDState(archive, state.emitter, state.key, state.rounds), added

    def _answering(self, query: Query, state: QDState, evaluation: Evaluation) -> Evaluation:
        held = state.archive
        return checked(query, evaluation, held.measures.shape[1], held.fields)

    def _told(self, state: QDState, evaluation: Evaluation, keep: bool = False) -> QDState:
        large, small = eqx.partition(state.emitter, _in_place, is_leaf=_in_place)
        large = (state.archive, large)
        small = QDState(None, small, state.key, state.rounds)
        return (_tell_keeping if keep else _tell)(self, large, small, evaluation)

    def reserve(self, state: QDState, rows: int) -> QDState:
        """Make room for this many more elites."""
        roomier = self.archive.reserve(state.archive, rows)
        if roomier is state.archive:
            return state
        return QDState(roomier, state.emitter, state.key, state.rounds)

    @jax.default_matmul_precision(
        "highest"
    )  # accelerators round to 11 bits else: a branch is nearer
    def step(self, state: QDState, evaluation: Evaluation) -> QDState:
        """`tell` without the checks on the data: traceable by `jax.jit`."""
        query = self.ask(state)
        evaluation = sanitised(evaluation)
        offered = jax.tree.map(
            lambda rows: rows[: query.offered],
            Evaluation(evaluation.objective, evaluation.measures, fields=evaluation.fields),
        )
        archive, added = self.archive.add(state.archive, query.x[: query.offered], offered)
        emitter = self.emitter.tell(
            state.emitter, evaluation, added, partial(self.archive.sample, archive)
        )
        return QDState(archive, emitter, state.key, state.rounds + 1)

    def report(self, state: QDState) -> dict[str, Array]:
        """Of the archive and the emitter, after an iteration."""
        return self.archive.statistics(state.archive) | self.emitter.report(state.emitter)

    def round_key(self, state: QDState) -> Key[Array, ""]:
        """Of the randomness of the pending query's evaluation: from the run's seed and the round."""
        return jax.random.fold_in(state.key, state.rounds)


@eqx.filter_jit  # jitted so that no two leaves share a buffer, which could not be donated
def _init(
    qd: QD,
    theta: Float[Array, " n"],
    key: Key[Array, ""],
    fields: dict[str, jax.ShapeDtypeStruct],
) -> QDState:
    emitter_key, key = jax.random.split(key)
    emitter = qd.emitter.init(theta, emitter_key)
    return QDState(qd.archive.init(theta.size, fields), emitter, key, jnp.int32(0))


def _refuse_consumed(state: QDState) -> None:
    if any(a.is_deleted() for a in jax.tree.leaves(state.archive)):
        raise ValueError(
            "This state was told already, and its memory given to the state that `tell` (or `add`) "
            "returned: go on from that one, or pass keep=True where you need both."
        )


def _in_place(part: Any) -> bool:
    return isinstance(part, InPlace)


def _step(qd: QD, large: tuple, small: QDState, evaluation: Evaluation) -> QDState:
    archive, memories = large
    emitter = eqx.combine(small.emitter, memories)
    return qd.step(QDState(archive, emitter, small.key, small.rounds), evaluation)


def _offer(
    qd: QD, archive: PyTree, x: Float[Array, "b n"], evaluation: Evaluation
) -> tuple[PyTree, Added]:
    return qd.archive.add(archive, x, sanitised(evaluation))


# Everything is an array, so that `jax.jit` will do; `eqx.filter_jit` takes a millisecond a call.
_tell = jax.jit(_step, donate_argnums=1)
_tell_keeping = jax.jit(_step)
_add = jax.jit(_offer, donate_argnums=1)


@eqx.filter_jit(donate="all-except-first")
def _iterations(
    static: tuple[QD, AbstractTask], state: QDState, count: int
) -> tuple[QDState, dict[str, Array]]:
    """`count` iterations as one scan; the statistics after each."""
    qd, task = static
    arrays, fixed = eqx.partition(state, eqx.is_array)

    def iteration(arrays: PyTree, nothing: None) -> tuple[PyTree, dict[str, Array]]:
        state = eqx.combine(arrays, fixed)
        for _ in range(qd.emitter.phases):
            query = qd.ask(state)
            answer = qd._answering(query, state, task.evaluate(query, qd.round_key(state)))
            state = qd.step(state, answer)
        return eqx.filter(state, eqx.is_array), qd.report(state)

    arrays, log = jax.lax.scan(iteration, arrays, length=count)
    return eqx.combine(arrays, fixed), log


def suited(qd: QD, task: AbstractTask) -> None:
    """Refuse an archive that is not one of the task's measures.

    Raises:
      ValueError: they differ in number.
    """
    axes = len(qd.archive.axes["lower"])
    if len(task.measures) != axes:
        raise ValueError(
            f"The task has the measures {', '.join(task.measures)}, and the archive {axes} axes: give "
            "it one for each. (A Function is told of its measures by names=.)"
        )


def stretch(qd: QD, task: AbstractTask, state: QDState, most: int) -> int:
    """Iterations between two looks of the host: so many of a function's, as far as there is room for
    their elites; a few of those of walks on JAX's device, which take seconds."""
    if not task.jittable:
        return min(most, LOOK) if task.on_device else 1
    queries = round_of_queries(qd, state, task)
    bytes_each = 4 * queries[0].x.shape[1]
    if bytes_each * math.prod(qd.archive.axes["shape"]) <= ROOM:
        return most
    return max(1, min(most, ROOM // (bytes_each * sum(query.offered for query in queries))))


def advance(
    qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    """Run whole iterations. `state` is consumed: its arrays are written in place.

    Returns:
      The new state; and after each iteration the archive's statistics and the control steps taken.
    """
    if task.on_device:
        # At once for all: to ask for the archive's size is to wait for it.
        per_iteration = sum(query.offered for query in round_of_queries(qd, state, task))
        state = qd.reserve(state, iterations * per_iteration)
    if task.jittable:
        state, log = _iterations((qd, task), state, iterations)
        columns = {name: np.asarray(values) for name, values in log.items()}
        return state, [
            {"control_steps": 0} | {name: values[i].item() for name, values in columns.items()}
            for i in range(iterations)
        ]
    rows = []
    for _ in range(iterations):
        steps = []
        for _ in range(qd.emitter.phases):
            query = qd.ask(state)
            evaluation = task.evaluate(query, qd.round_key(state))
            evaluation = qd._answering(query, state, evaluation)
            steps += [evaluation.fields["steps"]] if "steps" in evaluation.fields else []
            state = state if task.on_device else qd.reserve(state, query.offered)
            state = qd._told(state, evaluation)
        rows.append((steps, _report(qd, state)))
    return state, [
        {"control_steps": sum(int(many.sum()) for many in steps)}
        | {name: value.item() for name, value in report.items()}
        for steps, report in jax.device_get(rows)  # here the host waits
    ]


@eqx.filter_jit
def _report(qd: QD, state: QDState) -> dict[str, Array]:
    return jax.tree.map(jnp.copy, qd.report(state))  # not the state's own: they are given away


def round_of_queries(qd: QD, state: QDState, task: AbstractTask) -> list[Query]:
    """The shapes of one iteration's queries, found without computing anything.

    Raises:
      ValueError: they want transitions and the task has none.
    """
    control = task.control if qd.ask(state).wants_transitions else None
    shapes = jax.tree.map(
        lambda a: jax.ShapeDtypeStruct(a.shape, a.dtype) if eqx.is_array(a) else a, (qd, state)
    )
    leaves, structure = jax.tree.flatten(shapes)
    return _round_of_queries(tuple(leaves), structure, control)


@lru_cache  # tracing takes longer than many an iteration
def _round_of_queries(
    leaves: tuple[Any, ...], structure: Any, control: Control | None
) -> list[Query]:
    qd, shape = jax.tree.unflatten(structure, leaves)
    queries = []
    for _ in range(qd.emitter.phases):
        query = qd.ask(shape)
        queries.append(query)
        shape = eqx.filter_eval_shape(qd.step, shape, _answer_to(query, shape, control))
    return queries


def _answer_to(query: Query, state: QDState, control: Control | None) -> Evaluation:
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


def illuminate(
    task: AbstractTask,
    qd: QD,
    theta: Float[Array, " n"] | np.ndarray,
    *,
    steps: int,
    key: Key[Array, ""],
    chunk: int = 1000,
    show: Callable[[dict[str, Any]], None] | None = None,
    prepare: Callable[[QDState], QDState] | None = None,
) -> tuple[QDState, dict[str, np.ndarray]]:
    """Fill an archive.

    Args:
      task: what to solve.
      qd: archive and emitter.
      theta: where the search starts.
      steps: iterations.
      key: of all randomness.
      chunk: iterations between two calls of `show` and growths of the archive, of a function. In mjx
        it is at most 5, of other simulators 1.
      show: called with the latest statistics.
      prepare: what the first state is to know beforehand, such as solutions already evaluated:
        `lambda state: qd.add(state, x, evaluation)[0]`.

    Returns:
      The final state, and the statistics after each iteration as arrays.

    Example:
      >>> from ramify import Autodiff, CMAMEGA, GridArchive
      >>> from ramify.tasks.linear_projection import half_width, sphere
      >>> b = half_width(20)
      >>> archive = GridArchive(lower=(-b, -b), upper=(b, b), shape=(20, 20))
      >>> qd = QD(archive, CMAMEGA(Autodiff(), measures=2))
      >>> state, log = illuminate(sphere(20), qd, jnp.zeros(20), steps=100, key=jax.random.key(0))
      >>> bool(log["coverage"][-1] > 0.9)
      True
    """
    if steps < 1 or chunk < 1:
        raise ValueError(f"steps={steps}, chunk={chunk}: both must be at least 1.")
    suited(qd, task)
    state = qd.init(theta, key=key, fields=task.fields)
    if prepare is not None:
        state = prepare(state)
    chunk = stretch(qd, task, state, chunk)
    log: list[dict[str, Any]] = []
    while len(log) < steps:
        state, rows = advance(qd, task, state, min(chunk, steps - len(log)))
        log += rows
        if show is not None:
            show(rows[-1])
    return state, {name: np.array([row[name] for row in log]) for name in log[0]}
