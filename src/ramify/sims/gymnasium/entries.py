"""Measures of an environment by name, such as `mean:observation-0`, for the command line.

This module does not import JAX, since worker processes import it.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

from ramify.sims.gymnasium.measures import AbstractMeasure, Last, Max, Mean, Min
from ramify.sims.gymnasium.worker import Spaces

KINDS: dict[str, type[AbstractMeasure]] = {"mean": Mean, "last": Last, "max": Max, "min": Min}
NUMBERED = re.compile(r"(observation|action)-(\d+)")
FORM = (
    "KIND:WHAT or KIND:WHAT:LOW:HIGH, such as mean:observation-0 or last:x_position:-10:10. KIND is "
    f"{', '.join(KINDS)}. WHAT is observation-N, action-N, reward, or a name in the environment's info"
)


@dataclass(frozen=True)
class Entry:
    """Reads one number after a step: an entry of the observation or action, the reward or an info.

    Attributes:
      what: "observation", "action", "reward" or "info".
      key: number of the entry, or the name in `info`.
    """

    what: str
    key: Any = None

    def __call__(
        self, env: Any, observation: Any, action: Any, reward: float, info: dict[str, Any]
    ) -> float:
        if self.what == "reward":
            return reward
        if self.what != "info":
            import numpy as np

            return float(
                np.ravel({"observation": observation, "action": action}[self.what])[self.key]
            )
        if self.key not in info:
            raise ValueError(
                f"info has no {self.key!r}; it has {sorted(info)}: use one of these names."
            )
        return float(info[self.key])


@dataclass(frozen=True)
class NamedMeasure:
    """A measure that text names.

    Attributes:
      kind: key of `KINDS`.
      entry: what is read.
      low, high: bounds of the archive's axis; None for those of the environment's space.
    """

    name: str
    kind: str
    entry: Entry
    low: float | None = None
    high: float | None = None

    def bounds(self, spaces: Spaces) -> tuple[float, float]:
        """Returns the bounds of the archive's axis.

        Raises:
          ValueError: the space has no such entry, or no bounds, and none are given.
        """
        low, high = -math.inf, math.inf
        if self.entry.what in ("observation", "action"):
            lower, upper = spaces.bounds[self.entry.what]
            if self.entry.key >= len(lower):
                raise ValueError(
                    f"--measures {self.name}: {spaces.name} has {len(lower)} {self.entry.what} entries: "
                    f"give a number from 0 to {len(lower) - 1}."
                )
            low, high = lower[self.entry.key], upper[self.entry.key]
        if self.low is not None and self.high is not None:
            return self.low, self.high
        if not math.isfinite(high - low):
            raise ValueError(
                f"--measures {self.name}: {spaces.name} gives no bounds for it, so name the range of "
                f"the archive's axis: {self.name}:LOW:HIGH."
            )
        return low, high

    def measure(self, low: float, high: float) -> AbstractMeasure:
        """Returns the measure as `GymnasiumTask` takes it."""
        if self.kind == "mean":
            return Mean(self.name, of=self.entry, centre=0.5 * (low + high))
        return KINDS[self.kind](self.name, of=self.entry)


def named_measure(text: str) -> NamedMeasure:
    """Returns the measure that a text names.

    Raises:
      ValueError: the text has another form.

    Example:
      >>> named_measure("last:x_position:-10:10").high
      10.0
    """
    kind, *rest = text.split(":")
    try:
        what, *range_of = rest
        low, high = map(float, range_of) if range_of else (None, None)
    except ValueError:
        raise ValueError(f"--measures {text}: give {FORM}.") from None
    ordered = low is None or high is None or (math.isfinite(high - low) and low < high)
    if kind not in KINDS or not what or not ordered:
        raise ValueError(f"--measures {text}: give {FORM}. LOW is less than HIGH.")
    numbered = NUMBERED.fullmatch(what)
    entry = Entry(numbered[1], int(numbered[2])) if numbered else Entry("info", what)
    return NamedMeasure(
        f"{kind}:{what}", kind, Entry("reward") if what == "reward" else entry, low, high
    )
