"""The loop: ask, evaluate, add, tell. Jitted whole for JAX tasks, round by round for simulators.

A simulator on JAX's device keeps all there: the host says what comes next, and waits for nothing but
the metrics of a few iterations.
"""

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, PyTree

from ramify.checks.arguments import whole_number
from ramify.core import AbstractTask
from ramify.run.plan import IterationPlan
from ramify.run.qd import QD, SMALLER, QDState, pending, refuse_consumed
from ramify.system.memory import explain_exhaustion


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
            query = pending(state)
            answer = qd.validate(query, state, task.evaluate(query, qd.round_key(state)))
            state = qd.step(state, answer)
        return eqx.filter(state, eqx.is_array), qd.report(state)

    arrays, log = jax.lax.scan(iteration, arrays, length=count)
    return eqx.combine(arrays, fixed), log


def check_fit(qd: QD, task: AbstractTask, n: int | None = None) -> None:
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


def advance(
    qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    """Run whole iterations. `state` is consumed: its arrays are written in place.

    Returns:
      The new state; and after each iteration the archive's statistics and the control steps taken.
    """
    iterations = whole_number("iterations", iterations, at_least=1)
    refuse_consumed(state)
    return run_chunk(IterationPlan.of(qd, task, state), qd, task, state, iterations)


def run_chunk(
    plan: IterationPlan, qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    """Runs iterations as `advance` does, under a plan of the same search."""
    with explain_exhaustion(f"iterations with solutions of {plan.parameters} parameters", SMALLER):
        if rows := plan.reserved(iterations):
            state = qd.reserve(state, rows)
        if plan.jittable:
            return _run_compiled(qd, task, state, iterations)
        return _run_phases(plan, qd, task, state, iterations)


def _run_compiled(
    qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    state, log = _iterations((qd, task), state, iterations)
    columns = {name: np.asarray(values) for name, values in log.items()}
    return state, [
        {"control_steps": 0} | {name: values[i].item() for name, values in columns.items()}
        for i in range(iterations)
    ]


def _run_phases(
    plan: IterationPlan, qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    rows = []
    for _ in range(iterations):
        steps = []
        for _ in range(qd.emitter.phases):
            query = pending(state)
            evaluation = task.evaluate(query, qd.round_key(state))
            evaluation = qd.validate(query, state, evaluation)
            steps += [evaluation.fields["steps"]] if "steps" in evaluation.fields else []
            state = state if plan.on_device else qd.reserve(state, query.offered)
            state = qd.tell_unchecked(state, evaluation)
        rows.append((steps, _report(qd, state)))
    return state, [
        {"control_steps": sum(int(many.sum()) for many in steps)}
        | {name: value.item() for name, value in report.items()}
        for steps, report in jax.device_get(rows)  # here the host waits
    ]


@eqx.filter_jit
def _report(qd: QD, state: QDState) -> dict[str, Array]:
    return jax.tree.map(jnp.copy, qd.report(state))  # not the state's own: they are given away


def prepare_state(prepare: Callable[[QDState], QDState], state: QDState) -> QDState:
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
    check_fit(qd, task, int(np.size(theta)))
    state = qd.init(theta, key=key, fields=task.fields)
    if prepare is not None:
        state = prepare_state(prepare, state)
    plan = IterationPlan.of(qd, task, state)
    chunk = plan.chunk_size(chunk)
    log: list[dict[str, Any]] = []
    while len(log) < steps:
        state, rows = run_chunk(plan, qd, task, state, min(chunk, steps - len(log)))
        for row in rows:
            log.append({"evaluations": (len(log) + 1) * plan.evaluations} | row)
        if show is not None:
            show(log[-1])
    qd.check(state)
    return state, {name: np.array([row[name] for row in log]) for name in log[0]}
