"""The task, the algorithm and the start that a recipe builds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

import jax
import numpy as np

from ramify.core import AbstractGradient, AbstractTask
from ramify.core.records import short_repr
from ramify.run.loop import check_fit, prepare_state
from ramify.run.plan import IterationPlan
from ramify.run.progress import Progress
from ramify.run.qd import QD
from ramify.run.sources import GradientSource, emitter_source, estimator_source
from ramify.run.state import QDState


@dataclass(frozen=True, repr=False)
class Experiment:
    """The task, algorithm and start that a recipe builds.

    Attributes:
      task: evaluates solutions.
      qd: the archive and the emitter.
      theta: [n] float32, where the search starts.
      prepare: (state) -> state: gives the first state of a new run what it starts with, such as
        pre-trained critics.
      spent: () -> control_steps and seconds that were spent on what a new run starts from.
      estimators: () -> gradient sources without a state that suit the task, by name. They are used
        besides the emitter's own source (see `gradient_sources`).
    """

    task: AbstractTask
    qd: QD
    theta: np.ndarray
    prepare: Callable[[QDState], QDState] | None = None
    spent: Callable[[], dict[str, float]] = dict
    estimators: Callable[[], dict[str, AbstractGradient]] = dict

    __repr__ = short_repr

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

    def gradient_sources(self) -> dict[str, GradientSource]:
        """Returns the gradient sources that fit the run, by name, the emitter's own source first.

        The emitter's source (`AbstractEmitter.gradient_state`) is named "critics" if it learns from
        transitions, "exact" if it wants the task's Jacobian, and "es" if it estimates gradients from
        evaluations. `estimators` follow, except those with the same name.

        Nothing is evaluated, and nothing is compiled. The result is empty if the emitter follows no
        gradients and the recipe names no estimators.

        Raises:
          ValueError: an estimator keeps a state.
        """
        k = len(self.task.measures)
        own = emitter_source(self.qd.emitter, self.theta, k)
        found = {} if own is None else {own.name: own}
        for name, gradient in self.estimators().items():
            if name not in found:
                found[name] = estimator_source(gradient, self.theta, k)
        return found

    def first(self, seed: int) -> QDState:
        """Returns the first state of a new run.

        Raises:
          RunError: the folder that the run starts from is missing, or does not fit the recipe.
        """
        state = self.qd.init(self.theta, key=jax.random.key(seed), fields=self.task.fields)
        return state if self.prepare is None else prepare_state(self.prepare, state)


class Recipe(Protocol):
    """A named composition of a task and an algorithm: a dataclass whose fields are JSON values."""

    name: ClassVar[str]

    @property
    def seed(self) -> int: ...

    def build(self) -> Experiment: ...


# (folder, show, save_every) -> recipe: makes what a run starts from, in this folder, or continues it.
# `show` gets rows of numbers, or is None. The recipe that it returns starts from the folder.
Preparation = Callable[
    [Path, Callable[[Progress], object] | None, float],
    Recipe,
]


@runtime_checkable
class Prepares(Protocol):
    """A recipe that makes first what its runs start from, such as pre-trained critics."""

    def preparation(self) -> Preparation | None: ...


@runtime_checkable
class RefusesConflicts(Protocol):
    """A recipe that refuses settings which have no effect because of other settings."""

    def refuse_conflicts(self) -> None: ...
