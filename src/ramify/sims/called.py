"""A Python function in a worker process. This module does not import JAX, so that workers start fast."""

import traceback
from collections.abc import Callable
from typing import Any

import numpy as np

from ramify.sims.workers import Busy, RefusalError


class CalledFunction:
    """A function of one solution or of a batch, which `sims/calls.py` calls in a worker process.

    Args:
      function: x [n] -> (objective, measures [k]), or x [b, n] -> (objective [b], measures [b, k]).
      lower, upper: [n] float64; x is clipped to them.
      measures: number of measures, k.
      batched: whether the function takes a batch.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        lower: np.ndarray,
        upper: np.ndarray,
        measures: int,
        batched: bool,
    ):
        self._function, self._lower, self._upper = function, lower, upper
        self._measures, self._batched = measures, batched
        self._busy: Busy | None = None

    def itself(self) -> "CalledFunction":
        """Returns this object: a worker is started with a function that returns what it holds."""
        return self

    def watch(self, busy: Busy) -> None:
        """Takes the memory in which the current row is noted."""
        self._busy = busy

    def call(
        self, rows: list[int], x: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, dict[int, tuple[str, str]]]:
        """Calls the function.

        Args:
          rows: number of each row, to be noted while it is computed.
          x: [b, n] float32

        Returns:
          The objective [b], the measures [b, k]; and, for each row that raised, its place -> kind and
          text of the error.

        Raises:
          RefusalError: the function returned something else than it should.
        """
        x = np.clip(x.astype(np.float64), self._lower, self._upper)
        objective = np.full(len(x), -np.inf)
        measures = np.full((len(x), self._measures), np.nan)
        errors: dict[int, tuple[str, str]] = {}
        groups = [np.arange(len(x))] if self._batched else np.arange(len(x))[:, None]
        for places in groups:
            if self._busy is not None:
                self._busy.begin(rows[places[0]])
            try:
                found = self._function(x[places] if self._batched else x[places[0]])
            except Exception as error:
                said = type(error).__name__, _trace(error)
                errors |= dict.fromkeys(places.tolist(), said)
                continue
            objective[places], measures[places] = self._checked(found, len(places))
        return objective, measures, errors

    def _checked(self, found: Any, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Returns the objective [b] and the measures [b, k].

        Raises:
          RefusalError: the function returned something else.
        """
        k = self._measures
        lead = (count,) if self._batched else ()
        wanted = (
            f"an array [b] and an array [b, {k}]" if self._batched else f"a number and {k} numbers"
        )
        try:
            objective, measures = found
            values = np.asarray(objective, np.float64), np.asarray(measures, np.float64)
        except (TypeError, ValueError):
            raise RefusalError(
                f"The function of a BlackBox returns (objective, measures), {wanted}. This one returned "
                f"{_shown(found)}."
            ) from None
        if k == 1 and values[1].shape == lead:
            values = values[0], values[1][..., None]
        if values[0].shape != lead or values[1].shape != (*lead, k):
            raise RefusalError(
                f"The function of a BlackBox returns (objective, measures), {wanted}. This one returned "
                f"an objective of shape {values[0].shape} and measures of shape {values[1].shape}. "
                "`measures=` names the measures, one name each."
            )
        return values[0].reshape(-1), values[1].reshape(-1, k)


def _trace(error: Exception) -> str:
    """Returns the traceback from the function on."""
    told = traceback.TracebackException.from_exception(error)
    told.stack.pop(0)  # the call above
    return "".join(told.format())


def _shown(found: Any) -> str:
    text = repr(found)
    return text if len(text) < 80 else f"{text[:76]} ..."
