"""The loop: ask, evaluate, add, tell. Jitted whole for JAX tasks, round by round for simulators.

A simulator on JAX's device keeps all there: the host says what comes next, and waits for nothing but
the metrics of a few iterations.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, PyTree

from ramify.checks.arguments import whole_number
from ramify.core import AbstractTask, Control, Evaluation, Query, Transitions
from ramify.run.qd import QD, SMALLER, QDState, refuse_consumed
from ramify.system.memory import explain_exhaustion

LOOK = 5  # iterations of a simulator on JAX's device for which the host does not wait,
LONG = 1024  # but of so many walks or more, for one: it takes seconds
ROOM = 2**30  # bytes of solutions for which an archive makes room at once


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
            answer = qd.answering(query, state, task.evaluate(query, qd.round_key(state)))
            state = qd.step(state, answer)
        return eqx.filter(state, eqx.is_array), qd.report(state)

    arrays, log = jax.lax.scan(iteration, arrays, length=count)
    return eqx.combine(arrays, fixed), log


def suited(qd: QD, task: AbstractTask, n: int | None = None) -> None:
    """Refuses a task, an archive and solutions that do not fit together.

    Args:
      qd: archive and emitter.
      task: what is solved.
      n: number of parameters of a solution, if it is known.

    Raises:
      ValueError: the task is none, its measures and the archive's axes differ in number, or its
        solutions have another number of parameters.
    """
    _refuse_other_than_a_task(task)
    if n is not None and task.parameters not in (None, n):
        raise ValueError(
            f"theta has {n} parameters: give {task.parameters}, as many as a solution of this "
            f"{type(task).__name__} has."
        )
    axes = len(qd.archive.axes["lower"])
    if len(task.measures) != axes:
        raise ValueError(
            f"The task has the measures {', '.join(task.measures)}, and the archive {axes} axes: give "
            "it one for each. (A Function is told of its measures by names=.)"
        )


def _refuse_other_than_a_task(task: Any) -> None:
    if isinstance(task, AbstractTask):
        if isinstance(task.measures, str):
            raise ValueError(
                f"{type(task).__name__}.measures is {task.measures!r}: return a tuple of names, "
                f"({task.measures!r},)."
            )
        return
    if callable(task) and not isinstance(task, type):
        name = getattr(task, "__name__", type(task).__name__)
        raise ValueError(
            f"task is the function {name}: give a task, such as ramify.Function({name}) for a JAX "
            "function of one solution."
        )
    raise ValueError(
        f"task is {task!r}: give a task, such as ramify.Function(f) or an object of a subclass of "
        "ramify.core.AbstractTask."
    )


def stretch(qd: QD, task: AbstractTask, state: QDState, most: int) -> int:
    """Iterations between two looks of the host: so many of a function's, as far as there is room for
    their elites; a few of those of walks on JAX's device, which take seconds."""
    if not (task.jittable or task.on_device):
        return 1
    queries = round_of_queries(qd, state, task)
    if not task.jittable:
        return max(1, min(most, LOOK, LONG // sum(len(query.x) for query in queries)))
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
    iterations = whole_number("iterations", iterations, at_least=1)
    refuse_consumed(state)
    what = f"iterations with solutions of {qd.ask(state).x.shape[1]} parameters"
    with explain_exhaustion(what, SMALLER):
        return _advance(qd, task, state, iterations)


def _advance(
    qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    if task.on_device:
        # At once for all: to ask for the archive's size is to wait for it.
        cells, n = math.prod(qd.archive.axes["shape"]), qd.ask(state).x.shape[1]
        if not task.jittable and 4 * n * cells <= ROOM:
            # For good: to grow is to compile anew, and critics take a minute.
            state = qd.reserve(state, cells)
        else:
            queries = round_of_queries(qd, state, task)
            state = qd.reserve(state, iterations * sum(query.offered for query in queries))
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
            evaluation = qd.answering(query, state, evaluation)
            steps += [evaluation.fields["steps"]] if "steps" in evaluation.fields else []
            state = state if task.on_device else qd.reserve(state, query.offered)
            state = qd.told(state, evaluation)
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
        shape = eqx.filter_eval_shape(qd.step, shape, answer_to(query, shape, control))
    return queries


def answer_to(query: Query, state: QDState, control: Control | None) -> Evaluation:
    """The shapes of an evaluation of this query; with transitions, if so controlled."""
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


def prepared(prepare: Callable[[QDState], QDState], state: QDState) -> QDState:
    """Returns the first state as `prepare` makes it.

    Raises:
      ValueError: it returned something else than a state.
    """
    found: Any = prepare(state)
    if isinstance(found, QDState):
        return found
    what = "a tuple" if isinstance(found, tuple) else repr(found)
    raise ValueError(
        f"prepare returned {what[:60]}: return the state, as in "
        "`lambda state: qd.add(state, x, evaluation)[0]`."
    )


def illuminate(
    task: AbstractTask,
    qd: QD,
    theta: Float[Array, " n"] | np.ndarray,
    *,
    steps: int,
    key: Key[Array, ""] | int,
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
      key: of all randomness, or its seed.
      chunk: iterations between two calls of `show` and growths of the archive, of a function. In mjx
        it is at most 5, of other simulators 1.
      show: called with the latest statistics.
      prepare: what the first state is to know beforehand, such as solutions already evaluated:
        `lambda state: qd.add(state, x, evaluation)[0]`.

    Returns:
      The final state, and after each iteration, as arrays, the evaluations so far and the statistics:
      what `ramify.view.figures.curves` draws.

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
    steps = whole_number("steps", steps, at_least=1)
    chunk = whole_number("chunk", chunk, at_least=1)
    suited(qd, task, int(np.size(theta)))
    state = qd.init(theta, key=key, fields=task.fields)
    if prepare is not None:
        state = prepared(prepare, state)
    chunk = stretch(qd, task, state, chunk)
    per_iteration = sum(len(query.x) for query in round_of_queries(qd, state, task))
    log: list[dict[str, Any]] = []
    while len(log) < steps:
        state, rows = advance(qd, task, state, min(chunk, steps - len(log)))
        for row in rows:
            log.append({"evaluations": (len(log) + 1) * per_iteration} | row)
        if show is not None:
            show(log[-1])
    qd.check(state)
    return state, {name: np.array([row[name] for row in log]) for name in log[0]}
