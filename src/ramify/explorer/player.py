"""Players: each shows the solutions of one kind of task, as a stream of messages."""

import abc
from dataclasses import dataclass, field
from typing import Any, ClassVar

import jax.numpy as jnp
import numpy as np

from ramify.core import Evaluation
from ramify.explorer.listener import AbstractListener


@dataclass(frozen=True)
class Outcome:
    """The evaluation of one solution.

    Attributes:
      objective: -inf if the evaluation failed.
      measures: [k].
      steps: control steps of the episode; 0 for a function.
      fields: the fields that the archive keeps beside the elite, one row.
    """

    objective: float
    measures: np.ndarray
    steps: int = 0
    fields: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        """The same as a batch of one, for an archive."""
        fields = {name: jnp.asarray(value)[None] for name, value in self.fields.items()}
        objective = jnp.asarray([self.objective], jnp.float32)
        return Evaluation(objective, jnp.asarray(self.measures, jnp.float32)[None], fields=fields)


class AbstractPlayer(abc.ABC):
    """Shows the solutions of a task.

    Attributes:
      kind: tells the page how to draw them.
      together: number of solutions that can be shown at the same time, each in its own thread.
      otherwise: why an outcome may differ from the archived one although the versions are the same.
      unexplained: the same, if the processor is the same as well.
    """

    kind: ClassVar[str]
    together: ClassVar[int]
    otherwise = (
        "The archive was made with the same versions, perhaps on a processor that rounds "
        "differently."
    )
    unexplained = (
        "The archive was made with the same versions on the same processor. It may be damaged, or its "
        "robot or task has changed since."
    )

    @abc.abstractmethod
    def play(
        self,
        header: dict[str, Any],
        x: np.ndarray,
        fields: dict[str, np.ndarray],
        listener: AbstractListener,
    ) -> Outcome:
        """Evaluates a solution, and sends the first message and the data to draw.

        The last message is sent by the caller.

        Args:
          header: entries for the first message; its `objective` is the expected one.
          x: [n], the solution.
          fields: fields that the archive keeps beside the elite (such as its seed), one row.
          listener: receives the messages; an error that it raises ends the evaluation.
        """

    def reproduces(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        """Returns whether the outcome equals the archived one.

        Small differences are allowed, since a run evaluates whole batches and rounds differently.
        """
        same = np.isclose(outcome.objective, objective, rtol=1e-4, atol=1e-4)
        return bool(same and np.allclose(outcome.measures, measures, rtol=1e-4, atol=1e-4))

    @abc.abstractmethod
    def warm_up(self, n: int) -> None:
        """Compiles the programs that show solutions of n parameters."""

    def no_film(self) -> str | None:
        """Returns why solutions cannot be filmed, or None if they can."""
        return "Only robots are filmed."
