"""Measures of a Gymnasium environment, which are read after every step.

This module does not import JAX, since worker processes import it.
"""

import abc
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

Read = Callable[[Any, Any, Any, float, dict[str, Any]], Any]  # -> numbers


class AbstractMeasure(abc.ABC):
    """Numbers that are read after every step. Each becomes a measure of the episode.

    Args:
      names: the measures' names. Without `of`, these are keys of `info`.
      of: (env, observation, action, reward, info) -> one number per name. It is called after every step
        in a worker process.

    Raises:
      ValueError: there is no name, or two names are equal.
    """

    last: ClassVar[bool]
    best: ClassVar[Callable[..., Any] | None] = None  # of the number so far and the new one

    def __init__(self, *names: str, of: Read | None = None):
        if not names or len(set(names)) < len(names) or not all(isinstance(n, str) for n in names):
            raise ValueError(
                f"names={names}: give one or more names that differ, as in Mean('speed')."
            )
        self.names, self.of, self.centre = names, of, 0.0

    def read(
        self, env: Any, observation: Any, action: Any, reward: float, info: dict[str, Any]
    ) -> list[float]:
        """Returns one number per name after a step.

        Raises:
          ValueError: `info` lacks a name, or the function returns another number of values.
        """
        if self.of is None:
            missing = [name for name in self.names if name not in info]
            if missing:
                raise ValueError(
                    f"info has no {missing}; it has {sorted(info)}. Use one of these names, add the "
                    "measure to info in a gymnasium.Wrapper, or give a function: "
                    f"{type(self).__name__}(..., of=)."
                )
            return [float(info[name]) for name in self.names]
        found = self.of(env, observation, action, reward, info)
        numbers = [float(found)] if np.ndim(found) == 0 else [float(n) for n in found]
        if len(numbers) != len(self.names):
            raise ValueError(
                f"The function of measures {self.names} returned {len(numbers)} numbers: return "
                f"{len(self.names)}."
            )
        return numbers


class Mean(AbstractMeasure):
    """The mean over the steps of an episode.

    Args:
      names: the measures' names, see `AbstractMeasure`.
      of: reads the numbers, see `AbstractMeasure`.
      centre: the reward that critics learn for a step is number - centre. With the middle of the
        measure's range, a longer episode alone does not increase the sum.

    Example:
      >>> speed = Mean("x_velocity")  # Ant-v5 has it in `info`
      >>> def height(env, observation, action, reward, info):
      ...     return observation[0]
      >>> Mean("height", of=height, centre=0.5).names
      ('height',)
    """

    last = False

    def __init__(self, *names: str, of: Read | None = None, centre: float = 0.0):
        super().__init__(*names, of=of)
        self.centre = centre


class Last(AbstractMeasure):
    """The value after the last step of an episode. Critics learn from its change in each step.

    Example:
      >>> Last("x_position", "y_position").names
      ('x_position', 'y_position')
    """

    last = True


class Max(AbstractMeasure):
    """The largest value in an episode. Critics learn from its increase in each step.

    Example:
      >>> Max("height", of=lambda env, observation, action, reward, info: observation[0]).names
      ('height',)
    """

    last, best = True, np.maximum


class Min(AbstractMeasure):
    """The smallest value in an episode. Critics learn from its decrease in each step."""

    last, best = True, np.minimum
