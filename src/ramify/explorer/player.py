"""What shows the solutions of a task, as a stream of packed messages."""

import abc
from dataclasses import dataclass, field
from typing import Any, ClassVar

import jax.numpy as jnp
import numpy as np

from ramify.core import Evaluation
from ramify.explorer.listener import AbstractListener


@dataclass(frozen=True)
class Outcome:
    """What came of a solution.

    Attributes:
      objective: -inf if it failed.
      measures: [k].
      steps: control steps taken; 0 of a function.
      fields: what the archive keeps beside it, of this one row.
    """

    objective: float
    measures: np.ndarray
    steps: int = 0
    fields: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        """As an archive takes it, a batch of one."""
        fields = {name: jnp.asarray(value)[None] for name, value in self.fields.items()}
        objective = jnp.asarray([self.objective], jnp.float32)
        return Evaluation(objective, jnp.asarray(self.measures, jnp.float32)[None], fields=fields)


class AbstractPlayer(abc.ABC):
    """Shows the solutions of a task.

    Attributes:
      kind: how the page draws them.
      together: how many are shown at a time, each in a thread of its own.
      otherwise: why an outcome may differ from what was archived by the same versions.
      unexplained: the same, if the processor is known to be the same as well.
    """

    kind: ClassVar[str]
    together: ClassVar[int]
    otherwise = "Made with the same versions, perhaps on a processor that rounds differently."
    unexplained = (
        "Made with the same versions on the same processor: the archive may be damaged, or its robot or "
        "task has changed since."
    )

    @abc.abstractmethod
    def play(
        self,
        header: dict[str, Any],
        x: np.ndarray,
        fields: dict[str, np.ndarray],
        listener: AbstractListener,
    ) -> Outcome:
        """Send a first message, and what is to be drawn; not the last message.

        Args:
          header: what the first message says beside the player's own; `objective`, about what is to
            be expected, is among it.
          x: [n], the solution.
          fields: what the archive keeps beside it (an episode's seed), of this one row.
          listener: takes the messages; what it raises ends the play.
        """

    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        """Whether the outcome is what was archived, but for rounding: a run compiles whole batches."""
        same = np.isclose(outcome.objective, objective, rtol=1e-4, atol=1e-4)
        return bool(same and np.allclose(outcome.measures, measures, rtol=1e-4, atol=1e-4))

    @abc.abstractmethod
    def warm_up(self, n: int) -> None:
        """Compile what it takes to show solutions of n parameters."""

    def no_film(self) -> str | None:
        """Why there can be no films of what it shows; None if there can."""
        return "Only robots are filmed."
