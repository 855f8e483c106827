"""What a recipe builds: the task, the algorithm and the start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

import jax
import numpy as np

from ramify.core import AbstractTask
from ramify.run.loop import check_fit, prepare_state
from ramify.run.plan import IterationPlan
from ramify.run.qd import QD, QDState


@dataclass(frozen=True)
class Experiment:
    """What a recipe comes to: what is solved, by what, from where.

    Attributes:
      prepare: what the first state of a new run is to know beforehand, such as pre-trained critics.
      spent: control_steps and seconds that what a new run starts from has cost.
    """

    task: AbstractTask
    qd: QD
    theta: np.ndarray
    prepare: Callable[[QDState], QDState] | None = None
    spent: Callable[[], dict[str, float]] = dict

    def plan(self) -> IterationPlan:
        """Returns the plan of the run's iterations.

        Raises:
          ValueError: the parts do not fit together.
        """
        check_fit(self.qd, self.task, self.theta.size)
        shape = self.qd.shape(self.theta.size, fields=self.task.fields)
        return IterationPlan.of(self.qd, self.task, shape)

    def per_iteration(self) -> int:
        """Returns the number of evaluations in an iteration.

        Raises:
          ValueError: the parts do not fit together.
        """
        return self.plan().evaluations

    def first(self, seed: int) -> QDState:
        """The state of a new run.

        Raises:
          RunError: what it is to start from is missing or does not fit.
        """
        state = self.qd.init(self.theta, key=jax.random.key(seed), fields=self.task.fields)
        return state if self.prepare is None else prepare_state(self.prepare, state)


class Recipe(Protocol):
    """A named composition: a dataclass whose fields are JSON values."""

    name: ClassVar[str]

    @property
    def seed(self) -> int: ...

    def build(self) -> Experiment: ...


@runtime_checkable
class RefusesConflicts(Protocol):
    """A recipe that knows which of its settings have no effect beside others."""

    def refuse_conflicts(self) -> None: ...
