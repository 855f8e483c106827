"""Any Python function as a task, in processes on all cores."""

from collections.abc import Callable, Sequence
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Key

from ramify.checks.arguments import flag, owned, whole_number
from ramify.core import AbstractTask, Evaluation, Query
from ramify.sims.calls import FunctionCalls

TIMEOUT = 300.0  # s, default time limit of a call


class BlackBox(AbstractTask):
    """A Python function of n bounded parameters. It needs no JAX, and is called in worker processes.

    A row fails if the function raises, crashes its process, takes too long, or returns a number that is
    not finite. Other rows get their results. The function must be deterministic if a run is to be
    repeated exactly.

    Args:
      f: x [n] -> (objective, measures), a number and k numbers. x is a float64 array. The objective is
        maximized.
      lower: lower bounds, one per parameter. `ramify.Bounded(emitter, lower, upper, scaled=True)` keeps
        an emitter's solutions within the bounds.
      upper: upper bounds, one per parameter.
      measures: names of the k measures.
      batched: True if `f` takes a batch: x [b, n] -> (objective [b], measures [b, k]). Each worker then
        gets an equal part of the rows.
      workers: number of processes; 0 for all cores.
      timeout: longest time of a call, s. A call that takes longer has failed, and its process is ended.
        math.inf for no limit.

    Raises:
      ValueError: an argument is out of range, or `f` cannot be sent to a process.

    Example:
      >>> import jax, ramify
      >>> def rastrigin(x):
      ...     return -np.sum(x**2 - 10.0 * np.cos(2.0 * np.pi * x) + 10.0), (x[0], x[1])
      >>> task = BlackBox(rastrigin, lower=[-5.0] * 4, upper=[5.0] * 4, measures=("x0", "x1"), workers=1)
      >>> archive = ramify.GridArchive(lower=(-5, -5), upper=(5, 5), shape=(20, 20), offset=-200.0)
      >>> emitter = ramify.IsoLine(batch=50, iso=0.05, first=0.3)  # fractions of upper - lower
      >>> emitter = ramify.Bounded(emitter, task.lower, task.upper, scaled=True)
      >>> qd = ramify.QD(archive, emitter)
      >>> state, log = ramify.illuminate(task, qd, task.center, steps=20, key=jax.random.key(0))
      >>> bool(log["elites"][-1] > 100)
      True
      >>> task.close()
    """

    calls: FunctionCalls = eqx.field(static=True)
    names: tuple[str, ...] = eqx.field(static=True)
    lower: tuple[float, ...] = eqx.field(static=True)
    upper: tuple[float, ...] = eqx.field(static=True)

    def __init__(
        self,
        f: Callable[..., Any],
        lower: Sequence[float] | np.ndarray,
        upper: Sequence[float] | np.ndarray,
        *,
        measures: Sequence[str] = ("measure 1", "measure 2"),
        batched: bool = False,
        workers: int = 0,
        timeout: float = TIMEOUT,
    ):
        if not callable(f):
            raise ValueError(f"f is {f!r}: give a function of one solution x [n].")
        if isinstance(measures, str) or not all(isinstance(name, str) for name in measures):
            raise ValueError(
                f"measures is {measures!r}: give a tuple with one name for each measure, such as "
                '("height", "speed").'
            )
        self.names = tuple(measures)
        if not self.names or len(set(self.names)) < len(self.names):
            raise ValueError(
                f"measures={self.names}: give at least one name, each different from the others."
            )
        low, high = _bounds(lower, upper)
        self.lower, self.upper = tuple(low.tolist()), tuple(high.tolist())
        self.calls = FunctionCalls(
            f,
            low,
            high,
            measures=len(self.names),
            batched=flag("batched", batched),
            workers=whole_number("workers", workers, at_least=0),
            timeout=_positive(timeout),
        )

    @property
    def measures(self) -> tuple[str, ...]:
        return self.names

    @property
    def parameters(self) -> int:
        return len(self.lower)

    @property
    def center(self) -> np.ndarray:
        """The middle of the bounds, [n] float32: a start for the search."""
        return ((np.array(self.lower) + self.upper) / 2.0).astype(np.float32)

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        if query.wants_jacobian:
            raise ValueError(
                "A BlackBox has no exact Jacobian: use a gradient source that estimates it (ramify.ES), "
                "or write the function in JAX (ramify.Function)."
            )
        x = np.asarray(owned("x", query.x))
        self._check(x)
        found = self.calls(x)
        return Evaluation(jnp.array(found.objective), jnp.array(found.measures))

    def close(self) -> None:
        """Ends the worker processes. They also end with the task."""
        self.calls.close()

    def _check(self, x: np.ndarray) -> None:
        """Refuses solutions of another size, and those outside the bounds."""
        if x.shape[1] != self.parameters:
            raise ValueError(
                f"x has shape {x.shape}: give one solution per row, of {self.parameters} parameters "
                "each."
            )
        low, high = (np.array(side, np.float32) for side in (self.lower, self.upper))
        outside = (x < low) | (x > high)
        if outside.any():
            row, i = np.argwhere(outside)[0]
            raise ValueError(
                f"x[{row}, {i}] is {x[row, i]:g}, outside its bounds {self.lower[i]:g} and "
                f"{self.upper[i]:g}: keep the emitter within the bounds, "
                "ramify.Bounded(emitter, task.lower, task.upper, scaled=True)."
            )


def _bounds(lower: Any, upper: Any) -> tuple[np.ndarray, np.ndarray]:
    """Returns the bounds as [n] float64.

    Raises:
      ValueError: they are not finite numbers, one lower and one higher for each parameter.
    """
    try:
        low, high = (np.array(side, np.float64) for side in (lower, upper))
    except (TypeError, ValueError):
        low = high = np.zeros(())
    apart = low.ndim == 1 and low.shape == high.shape and low.size and (low < high).all()
    if not (apart and np.isfinite([low, high]).all()):
        raise ValueError(
            f"lower={lower}, upper={upper}: give two lists with one finite number for each parameter, "
            "lower below upper. Where a number is the same for all, write [0.0] * n."
        )
    return low, high


def _positive(timeout: float) -> float:
    if not timeout > 0:
        raise ValueError(f"timeout={timeout}: give seconds above 0, or math.inf for no limit.")
    return float(timeout)
