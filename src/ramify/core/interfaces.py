"""The four interfaces: task, gradient source, archive and emitter."""

import abc
import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.core.data import (
    Added,
    ControlSpec,
    Elites,
    Evaluation,
    Query,
    Sampler,
)
from ramify.core.records import short_repr

T = TypeVar("T")
State = TypeVar("State")  # of a gradient source, an archive or an emitter: any pytree


class Part(eqx.Module):
    """The base of the four interfaces: an equinox module, which is a frozen dataclass.

    A subclass with an `__init__` that does not suit a frozen dataclass gets an error that says why.
    """

    __repr__ = short_repr

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__init__" in cls.__dict__:
            cls.__init__ = _explained(cls.__init__)  # type: ignore[method-assign]


def _explained(init: Callable[..., None]) -> Callable[..., None]:
    """Wraps an `__init__`, so that a missing field and a field without a value get a clear error."""

    @functools.wraps(init)
    def explained(self: Any, *args: Any, **kwargs: Any) -> None:
        kind = type(self)
        try:
            init(self, *args, **kwargs)
        except dataclasses.FrozenInstanceError as error:
            name = str(error).split("'")[1] if "'" in str(error) else "an attribute"
            raise TypeError(
                f"{kind.__name__}.__init__ sets {name}, which is not declared as a field: write "
                f"`{name}: <its type>` in the body of the class, which is a frozen dataclass (an "
                "equinox.Module)."
            ) from None
        if kind.__init__ is not explained:
            return  # a subclass may set the rest
        names = [field.name for field in dataclasses.fields(self)]
        if missing := [name for name in names if not hasattr(self, name)]:
            raise TypeError(
                f"{kind.__name__}.__init__ gives the field {missing[0]} no value: set "
                f"self.{missing[0]}, or leave out __init__, and the class takes its fields as arguments."
            )

    return explained


class AbstractTask(Part):
    """A problem to solve. Failures are returned, not raised: a failed row has objective -inf."""

    @property
    @abc.abstractmethod
    def measures(self) -> tuple[str, ...]:
        """Names of the measures, in order."""

    @property
    def parameters(self) -> int | None:
        """Number of parameters of a solution; None if any number is allowed."""
        return None

    @property
    def task_name(self) -> str:
        """Name of the problem, such as a robot or an environment. Critics are for one problem only."""
        return type(self).__name__

    @property
    def simulator(self) -> str:
        """Name of the simulator, whose version a run records; "" for a task without one."""
        return ""

    @property
    def jittable(self) -> bool:
        """True if `jax.jit` can trace `evaluate`."""
        return False

    @property
    def on_device(self) -> bool:
        """True if `evaluate` leaves its arrays on JAX's device and does not wait for them."""
        return self.jittable

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        """Shape (without the batch) and dtype of each of `Evaluation.fields`."""
        return {}

    @property
    def control(self) -> ControlSpec:
        """The task as critics see it.

        Raises:
          ValueError: the task has no transitions, or its solutions have no policy gradient.
        """
        raise ValueError(
            f"{type(self).__name__} has no transitions for critics to learn from: use a gradient "
            "source that needs none (ramify.ES, ramify.Autodiff)."
        )

    def start(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """Returns a random solution, from which a search may start.

        Raises:
          ValueError: the task has none.
        """
        raise ValueError(
            f"{type(self).__name__} has no random solutions: give it a method `start(key)` that returns "
            "one."
        )

    def explore(
        self, x: Float[Array, "b n"], key: Key[Array, ""], spread: Float[Array, " b"]
    ) -> Evaluation:
        """Evaluates each row with noise N(0, spread^2) on every action, and returns the transitions.

        Pre-training learns from such episodes (`ramify.pretrain`).

        Raises:
          ValueError: the task has no such episodes.
        """
        raise ValueError(
            f"{type(self).__name__} has no episodes with noise on the actions, from which critics are "
            "pre-trained: give it a method `explore(x, key, spread)` as `AbstractTask` describes it."
        )

    @abc.abstractmethod
    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        """Evaluates each row. Row i may draw random numbers from `jax.random.fold_in(key, i)` only.

        The loop copies the NumPy arrays of the evaluation, so a task may reuse its buffers. It does not
        copy JAX arrays: make them with `jnp.array(buffer)`, which copies, not with `jnp.asarray`.
        """


class AbstractGradient(Part, Generic[State]):
    """A gradient source: computes or estimates d(objective, measures)/dtheta."""

    @property
    def wants_transitions(self) -> bool:
        """True if `observe` learns from the transitions of all evaluations."""
        return False

    @property
    def foresees(self) -> bool:
        """True if the Jacobian needs no evaluation of `probe`'s query: `jacobian` accepts None.

        Then theta is evaluated together with its branches, in one phase.
        """
        return False

    @property
    def extra_rows(self) -> int:
        """Number of rows of the Jacobian after the measures' rows, such as the gradient of novelty."""
        return 0

    @abc.abstractmethod
    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> State:
        """Returns the first state of the source: what it will learn, or an empty pytree."""

    @abc.abstractmethod
    def probe(self, state: State, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        """Returns the query whose evaluation gives the Jacobian at `theta`. Row 0 is `theta`."""

    def follow(self, state: State, theta: Float[Array, " n"]) -> State:
        """Tells the source that the search has moved to `theta`, where the next Jacobian is needed."""
        return state

    def observe(self, state: State, query: Query, evaluation: Evaluation) -> State:
        """Learns from an evaluation of any query, and returns the new state."""
        return state

    @abc.abstractmethod
    def jacobian(
        self, state: State, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        """Returns the objective's gradient, then one row per measure, from the answer to `probe`.

        The extra rows, if the source has any, come last.
        """

    def proposals(self, state: State) -> Float[Array, "p n"] | None:
        """Returns solutions that the source proposes to evaluate, such as a critic's greedy actor."""
        return None

    def with_critics(self, state: State, load: "Callable[[AbstractGradient], PyTree]") -> State:
        """Returns the state with pre-trained critics.

        Args:
          state: of this source.
          load: (TD3 critics) -> their pre-trained state.

        Raises:
          ValueError: the source has no critics.
        """
        raise ValueError(
            f"{type(self).__name__} has no critics, so it cannot start from pre-trained ones: use "
            "ramify.TD3, or a source that contains it."
        )

    def report(self, state: State) -> dict[str, Float[Array, ""]]:
        """Returns the source's metrics."""
        return {}


class AbstractArchive(Part, Generic[State]):
    """An archive: keeps the best solution of each cell of measure space."""

    @property
    @abc.abstractmethod
    def axes(self) -> dict[str, tuple]:
        """lower, upper and shape of the archive, for tables and figures."""

    @property
    def anneals(self) -> bool:
        """True if the thresholds of cells rise slowly, as an `annealed` emitter expects."""
        return False

    @abc.abstractmethod
    def init(self, n: int, fields: dict[str, jax.ShapeDtypeStruct]) -> State:
        """Returns an empty archive for solutions of n parameters.

        The loop reads `measures` [s, k] and `fields` of the state, to check evaluations.
        """

    @abc.abstractmethod
    def reserve(self, state: State, rows: int) -> State:
        """Makes room for `rows` more elites, between jitted steps. The elites do not change."""

    @abc.abstractmethod
    def export(self, state: State, *, solutions: bool = True) -> dict[str, np.ndarray]:
        """Returns the elites as columns to save: solution, objective, measures, cell, `field:<name>`.

        Args:
          solutions: False for solutions of 0 parameters, which is much faster.
        """

    def warn(self, state: State) -> None:
        """Warns on the host about lost elites and about statistics that are not exact."""

    @abc.abstractmethod
    def restore(self, rows: dict[str, np.ndarray]) -> State:
        """Returns the state from which `export` took these columns."""

    @abc.abstractmethod
    def add(
        self, state: State, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[State, Added]:
        """Offers a batch of solutions. The best row of each cell is kept.

        There must be room for the batch (`reserve`); `QD.add` makes it.
        """

    def cell_at(self, state: State, measures: Float[Array, "b k"]) -> Int[Array, " b"]:
        """Returns the number of each row's cell; in an archive without cells, the number of the row."""
        return jnp.arange(len(measures), dtype=jnp.int32)

    def credit(self, state: State, parents: Int[Array, " b"], children: Added) -> State:
        """Learns how the children of elites fared, for an archive that draws its elites accordingly.

        Args:
          state: after `add` of the children.
          parents: slot of each child's parent, as `sample` told it; -1 for a child without one.
          children: what `add` returned.
        """
        return state

    @abc.abstractmethod
    def sample(
        self, state: State, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites:
        """Draws elites with replacement, uniformly or by priority. An empty archive returns
        `otherwise`."""

    @abc.abstractmethod
    def statistics(self, state: State) -> dict[str, Float[Array, ""] | Int[Array, ""]]:
        """Returns elites, coverage, qd_score, norm_qd_score, best and mean."""


class AbstractEmitter(Part, Generic[State]):
    """An emitter: decides what to evaluate next. Its state holds the pending query as `state.query`."""

    @property
    @abc.abstractmethod
    def phases(self) -> int:
        """Number of ask-tell rounds in an iteration. Then the state has its first type again."""

    @property
    def annealed(self) -> bool:
        """True if it ranks by the improvement over thresholds that rise slowly, as CMA-MAE does."""
        return False

    @abc.abstractmethod
    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> State:
        """Returns the state before the first round. The search starts at `theta`."""

    @abc.abstractmethod
    def tell(self, state: State, evaluation: Evaluation, added: Added, sample: Sampler) -> State:
        """Takes the evaluation of the pending query, and returns a state with the next query.

        Args:
          state: holds the query that was evaluated.
          evaluation: one row per row of the query.
          added: one row per offered row.
          sample: draws elites from the archive, to which the rows were just offered.
        """

    def gradient_state(self, state: State) -> tuple[AbstractGradient, PyTree] | None:
        """Returns the gradient source that the emitter follows, and the source's state.

        Args:
          state: state of the emitter, in any phase.

        Returns:
          None if the emitter follows no gradients. A source may compute the objective's row only.
        """
        return None

    def with_gradient_state(self, state: State, gradient: PyTree) -> State:
        """Returns the state with another state of the gradient source, such as pre-trained critics.

        Args:
          state: holds the source's state as `state.gradient`. An emitter that keeps it elsewhere
            overrides this method.
          gradient: new state of the source that `gradient_state` returns.
        """
        return eqx.tree_at(lambda s: s.gradient, state, gradient, is_leaf=lambda g: g is None)

    def restarts(self, state: State) -> Int[Array, ""] | None:
        """Returns the number of restarts of the search; None for an emitter that never restarts."""
        return None

    def report(self, state: State) -> dict[str, Float[Array, ""]]:
        """Returns the emitter's metrics after an iteration.

        A metric with the name of a statistic or a count, such as `best`, is shown as `emitter_best`.
        """
        return {}


def merge_reports(parts: Mapping[str, dict[str, T]]) -> dict[str, T]:
    """Returns the metrics of several parts, such as the emitters of a `Together`, in one dictionary.

    A name that only one part uses is kept. A name that several parts use gets the label of its part as
    a prefix, so that no metric overwrites another. A name that already begins with a label gets a
    prefix too.

    Args:
      parts: the report of each part, by its label.

    Example:
      >>> sorted(merge_reports({"emitter_0": {"loss": 1.0}, "emitter_1": {"loss": 2.0, "speed": 3.0}}))
      ['emitter_0_loss', 'emitter_1_loss', 'speed']
    """
    uses = Counter(name for report in parts.values() for name in report)
    labels = tuple(f"{label}_" for label in parts)
    return {
        f"{label}_{name}" if uses[name] > 1 or name.startswith(labels) else name: value
        for label, report in parts.items()
        for name, value in report.items()
    }
