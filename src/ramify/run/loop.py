"""The loop of a search: ask, evaluate, add to the archive, tell the emitter.

For a JAX task a chunk of iterations is one compiled program. For a simulator each phase is a call.
A simulator on JAX's device leaves its results there: the host only starts the next phase, and waits
once in a few iterations for their metrics.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Key, PyTree

from ramify.checks.arguments import whole_number
from ramify.core import AbstractTask
from ramify.run.checkpoint import elite_table
from ramify.run.log import Log
from ramify.run.plan import IterationPlan
from ramify.run.progress import Progress, Show, resolved
from ramify.run.qd import QD, SMALLER
from ramify.run.state import QDState, pending, refuse_consumed
from ramify.system.memory import explain_exhaustion
from ramify.system.profile import settled, span


@eqx.filter_jit(donate="all-except-first")
def _iterations(
    static: tuple[QD, AbstractTask], state: QDState, count: int
) -> tuple[QDState, dict[str, Array]]:
    """Runs `count` iterations as one scan. Returns the state and each iteration's statistics."""
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
      task: the task.
      n: number of parameters of a solution; None if it is not known.

    Raises:
      ValueError: `task` is not a task, the archive does not have one axis per measure, or the task's
        solutions have another number of parameters.
    """
    _check_task(task)
    if n is not None and task.parameters not in (None, n):
        raise ValueError(
            f"theta has {n} parameters, and a solution of this {type(task).__name__} has "
            f"{task.parameters}: give {task.parameters} parameters."
        )
    axes = len(qd.archive.axes["lower"])
    if len(task.measures) != axes:
        raise ValueError(
            f"The task has {len(task.measures)} measures ({', '.join(task.measures)}), and the archive "
            f"has {axes} axes: give the archive one axis per measure. (names= names the measures of a "
            "Function.)"
        )


def _check_task(task: Any) -> None:
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
    """Runs whole iterations. `state` is consumed: the new state takes over its memory.

    Args:
      qd: archive and emitter.
      task: evaluates solutions.
      state: from `QD.init`, `QD.tell` or `advance`.
      iterations: number of iterations.

    Returns:
      The new state, and one row per iteration with the number of evaluations so far, the archive's
      statistics and the number of control steps.

    Raises:
      ValueError: the state was consumed before.
      MemoryError: the device has too little memory.
    """
    iterations = whole_number("iterations", iterations, at_least=1)
    refuse_consumed(state)
    plan = IterationPlan.of(qd, task, state)
    before = int(jax.device_get(state.rounds)) // qd.emitter.phases
    state, rows = run_chunk(plan, qd, task, state, iterations)
    done = range(before + 1, before + 1 + iterations)
    counts = ({"evaluations": i * plan.evaluations} for i in done)
    return state, [count | row for count, row in zip(counts, rows, strict=True)]


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
    """Runs a JAX task's iterations as one compiled program."""
    with span("iterations", a_round=True):
        state, log = settled(_iterations((qd, task), state, iterations))
    columns = {name: np.asarray(values) for name, values in log.items()}
    return state, [
        {"control_steps": 0} | {name: values[i].item() for name, values in columns.items()}
        for i in range(iterations)
    ]


def _run_phases(
    plan: IterationPlan, qd: QD, task: AbstractTask, state: QDState, iterations: int
) -> tuple[QDState, list[dict[str, Any]]]:
    """Runs a simulator's iterations phase by phase."""
    rows = []
    for _ in range(iterations):
        steps = []
        for _ in range(qd.emitter.phases):
            query = pending(state)
            with span("evaluations", a_round=True):
                evaluation = settled(task.evaluate(query, qd.round_key(state)))
            evaluation = qd.validate(query, state, evaluation)
            steps += [evaluation.fields["steps"]] if "steps" in evaluation.fields else []
            with span("search: archive and emitter"):
                state = state if plan.on_device else qd.reserve(state, query.offered)
                state = settled(qd.tell_unchecked(state, evaluation))
        with span("metrics"):
            rows.append((steps, settled(_report(qd, state))))
    return state, [
        {"control_steps": sum(int(phase.sum()) for phase in steps)}
        | {name: value.item() for name, value in report.items()}
        for steps, report in jax.device_get(rows)  # here the host waits
    ]


@eqx.filter_jit
def _report(qd: QD, state: QDState) -> dict[str, Array]:
    # Copies: the state's own arrays are consumed by the next phase.
    return jax.tree.map(jnp.copy, qd.report(state))


def prepare_state(prepare: Callable[[QDState], QDState], state: QDState) -> QDState:
    """Returns the first state that `prepare` returns.

    Raises:
      ValueError: `prepare` does not return a state.
    """
    prepared: Any = prepare(state)
    if isinstance(prepared, QDState):
        return prepared
    what = "a tuple" if isinstance(prepared, tuple) else repr(prepared)
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
    show: Show = None,
    prepare: Callable[[QDState], QDState] | None = None,
) -> tuple[QDState, dict[str, np.ndarray]]:
    """Searches for elites and fills the archive with them.

    Args:
      task: evaluates solutions.
      qd: archive and emitter.
      theta: [n], where the search starts.
      steps: number of iterations.
      key: key of all randomness, or a seed.
      chunk: most iterations between two calls of `show`. The archive grows only between them. It is
        at most 5 in MJX, and 1 in other simulators.
      show: True for a line of progress, or a function that is called with a `Progress` after each
        chunk.
      prepare: (state) -> state: gives the first state what the search starts with, such as known
        solutions: `lambda state: qd.add(state, x, evaluation)[0]`.

    Returns:
      The final state; and a log of arrays with one entry per iteration: the number of evaluations so
      far, and the statistics. `ramify.view.figures.curves` draws it.

    Raises:
      ValueError: an argument is out of range, or task, archive and theta do not fit together.

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
    shown = resolved(show)
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
        if shown is not None:
            elites = partial(elite_table, qd, state, task.measures)
            shown(Progress(log[-1], elites, steps * plan.evaluations))
    qd.check(state)
    return state, Log({name: np.array([row[name] for row in log]) for name in log[0]})
