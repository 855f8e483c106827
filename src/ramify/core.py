"""The words every room shares: what is asked, what is answered, and the four interfaces.

One iteration of any algorithm here goes round the same circle::

    emitter --Query--> task --Evaluation--> archive --Added--> emitter

Axes, everywhere: b batch, n parameters, k measures, r = 1 + k rows (objective first), c cells, s slots.
Objectives are maximised. Arrays are float32.
"""

import abc
import dataclasses
import functools
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, Key, PyTree, Shaped

from ramify._former import former_names

__getattr__ = former_names(__name__, {"Control": "ControlSpec"})

NOT_ADDED, IMPROVED, NEW = 0, 1, 2  # Added.status

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(eqx.field, dataclasses.field))
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass that is a pytree of its fields: what states and messages are made of.

    It has nothing else of `eqx.Module`, which takes a tenth of a millisecond to make and to take
    apart: too long for what goes round every iteration.

    Example:
      >>> @record
      ... class Pair:
      ...     a: jax.Array
      ...     b: jax.Array
      >>> jax.tree.map(lambda x: x + 1, Pair(1, 2)).b
      3
    """
    cls = dataclasses.dataclass(frozen=True, eq=False, repr=False)(cls)
    cls.__repr__ = lambda self: eqx.tree_pformat(self)  # type: ignore[method-assign]
    return jax.tree_util.register_dataclass(cls)


class InPlace:
    """Marks a part of a state that is too large to copy: `QD.tell` takes over its memory."""


@record
class Query:
    """Solutions somebody wants evaluated.

    Attributes:
      x: one solution a row.
      offered: how many leading rows are offered to the archive; the others are only measured.
      wants_jacobian: whether the answer must carry the Jacobian of objective and measures at each row.
      wants_transitions: whether it must carry what happened at every step.
    """

    x: Float[Array, "b n"]
    offered: int = eqx.field(static=True)
    wants_jacobian: bool = eqx.field(static=True, default=False)
    wants_transitions: bool = eqx.field(static=True, default=False)


@record
class Transitions:
    """One episode a row, t the most steps an episode can have. Step i leads from observation i, by
    action i, to observation i + 1 and reward i.

    Attributes:
      reward: whose sums over an episode are the objective and (affinely) each measure.
      steps: how many each episode had; what lies beyond is not read.
      terminal: whether the last step led to a state without a future: a fall, not a time limit.
    """

    observation: Float[Array, "b t+1 o"]
    action: Float[Array, "b t a"]
    reward: Float[Array, "b t r"]
    steps: Int[Array, " b"]
    terminal: Bool[Array, " b"]


@dataclasses.dataclass(frozen=True)
class ControlSpec:
    """A task that is solved step by step, as reinforcement learning sees it.

    Attributes:
      observations, actions: how many numbers each.
      steps: the most an episode has.
      act: (solution [n], observation [o]) -> action [a] in [-1, 1], differentiable.
      rewards: of every step: the objective's, then each measure's.
    """

    observations: int
    actions: int
    steps: int
    act: Callable[[Float[Array, " n"], Float[Array, " o"]], Float[Array, " a"]]
    rewards: int


@record
class Evaluation:
    """The answer to a `Query`, row for row.

    Attributes:
      objective: to be maximised; -inf marks a row that failed.
      measures: the behaviour of each row.
      jacobian: d(objective, measures)/dx of each row, where the query wants it.
      fields: whatever else an archive keeps beside the elite (an episode's seed), by name, a row each.
      transitions: of each row's episode, where the query wants them. Never archived.
    """

    objective: Float[Array, " b"]
    measures: Float[Array, "b k"]
    jacobian: Float[Array, "b r n"] | None = None
    fields: dict[str, Shaped[Array, "b ..."]] = eqx.field(default_factory=dict)
    transitions: Transitions | None = None


@record
class Added:
    """What the archive made of each offered row, judged against the archive as it was before the batch.

    Attributes:
      status: NOT_ADDED, IMPROVED or NEW.
      value: the improvement: objective - threshold of the cell; for an empty cell, the objective.
    """

    status: Int[Array, " b"]
    value: Float[Array, " b"]


@record
class Elites:
    """Elites drawn from an archive, a row each."""

    solution: Float[Array, "b n"]
    objective: Float[Array, " b"]
    measures: Float[Array, "b k"]
    slot: Int[Array, " b"]


Sampler = Callable[[Key[Array, ""], int, Float[Array, " n"]], Elites]
"""sample(key, count, otherwise): `count` elites, or `otherwise` repeated if there is none yet."""


class Part(eqx.Module):
    """The base of the four interfaces: an equinox module, which is a frozen dataclass. A subclass whose
    own `__init__` does not suit such a class is refused with a sentence."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__init__" in cls.__dict__:
            cls.__init__ = _explained(cls.__init__)  # type: ignore[method-assign]


def _explained(init: Callable[..., None]) -> Callable[..., None]:
    """Wraps an `__init__` so that attributes which are no fields, and fields without a value, are
    refused with a sentence."""

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
    """What is to be solved. Its mistakes are values: a failed row has objective -inf."""

    @property
    @abc.abstractmethod
    def measures(self) -> tuple[str, ...]:
        """The names of the measures, in order."""

    @property
    def parameters(self) -> int | None:
        """Number of parameters of a solution; None if any number will do."""
        return None

    @property
    def simulator(self) -> str:
        """What moves whoever is evaluated, of which a run keeps the version; "" for nothing."""
        return ""

    @property
    def jittable(self) -> bool:
        """Whether `evaluate` may be traced by `jax.jit`."""
        return False

    @property
    def on_device(self) -> bool:
        """Whether `evaluate` leaves solutions and answers where JAX computes, and waits for nothing."""
        return self.jittable

    @property
    def fields(self) -> dict[str, jax.ShapeDtypeStruct]:
        """Shape (without the batch) and dtype of each of `Evaluation.fields`."""
        return {}

    @property
    def control(self) -> ControlSpec:
        """How critics see the task.

        Raises:
          ValueError: they cannot: it has no transitions, or its solutions no policy gradient.
        """
        raise ValueError(
            f"{type(self).__name__} has no transitions for critics to learn from: use a gradient "
            "source that wants none (ramify.ES, ramify.Autodiff)."
        )

    @abc.abstractmethod
    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        """Evaluates every row; row i may use randomness from `jax.random.fold_in(key, i)` only.

        The loop copies NumPy arrays of the answer, so that a task may fill its buffers again. It does
        not copy JAX arrays: make them with `jnp.array(buffer)`, which copies, not `jnp.asarray`.
        """


class AbstractGradient(Part):
    """Where d(objective, measures)/dtheta comes from."""

    @property
    def wants_transitions(self) -> bool:
        """Whether `observe` learns from the transitions of every evaluation."""
        return False

    @property
    def foresees(self) -> bool:
        """Whether `jacobian` knows without the answer to `probe`, and may be given None for it. Then
        theta is evaluated together with its branches, in one phase."""
        return False

    @abc.abstractmethod
    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> PyTree:
        """The source's own state: what it has learnt, or nothing."""

    @abc.abstractmethod
    def probe(self, state: PyTree, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        """What must be evaluated to know the Jacobian at `theta`. Row 0 is `theta`."""

    def follow(self, state: PyTree, theta: Float[Array, " n"]) -> PyTree:
        """The search has come to `theta`: the next Jacobian asked for is there."""
        return state

    def observe(self, state: PyTree, query: Query, evaluation: Evaluation) -> PyTree:
        """Learn from any evaluation, probe or branch."""
        return state

    @abc.abstractmethod
    def jacobian(
        self, state: PyTree, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        """The objective's gradient, then one row per measure, from the answer to `probe`."""

    def proposals(self, state: PyTree) -> Float[Array, "p n"] | None:
        """Solutions of the source's own making, worth an evaluation: a critic's greedy actor."""
        return None

    def report(self, state: PyTree) -> dict[str, Float[Array, ""]]:
        """What the metrics say about the source."""
        return {}


class AbstractArchive(Part):
    """Keeps the best solution of every cell of measure space."""

    @property
    @abc.abstractmethod
    def axes(self) -> dict[str, tuple]:
        """lower, upper and shape of measure space, as tables and pictures of elites have them."""

    @property
    def anneals(self) -> bool:
        """Whether a cell's threshold rises slowly, as an `annealed` emitter expects."""
        return False

    @abc.abstractmethod
    def init(self, n: int, fields: dict[str, jax.ShapeDtypeStruct]) -> PyTree:
        """An empty archive of n-parameter solutions. Of its state the loop reads `measures` [s, k] and
        `fields`, to know what an answer must have."""

    @abc.abstractmethod
    def reserve(self, state: PyTree, rows: int) -> PyTree:
        """Make room for `rows` more elites, between jitted steps; the elites stay as they are."""

    @abc.abstractmethod
    def export(self, state: PyTree, *, solutions: bool = True) -> dict[str, np.ndarray]:
        """The elites as they are saved: solution, objective, measures, cell, `field:<name>`. Without
        solutions, to look at, each has no parameters."""

    def warn(self, state: PyTree) -> None:
        """Warns, on the host, of elites or statistics that are not what the settings promise."""

    @abc.abstractmethod
    def restore(self, rows: dict[str, np.ndarray]) -> PyTree:
        """The state that `export` took these rows from."""

    @abc.abstractmethod
    def add(
        self, state: PyTree, x: Float[Array, "b n"], evaluation: Evaluation
    ) -> tuple[PyTree, Added]:
        """Offer a batch; of each cell the best row is kept. There must be room (`reserve`); `QD.add`
        sees to it."""

    @abc.abstractmethod
    def sample(
        self, state: PyTree, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites:
        """Draw elites uniformly, with replacement; `otherwise` while there is none."""

    @abc.abstractmethod
    def statistics(self, state: PyTree) -> dict[str, Float[Array, ""] | Int[Array, ""]]:
        """elites, coverage, qd_score, norm_qd_score, best, mean."""


class AbstractEmitter(Part):
    """Decides what to evaluate next. Its state holds the pending `Query`, as `state.query`."""

    @property
    @abc.abstractmethod
    def phases(self) -> int:
        """How many ask-tell rounds make one iteration; then the state's type comes round again."""

    @property
    def annealed(self) -> bool:
        """Whether it ranks by how far thresholds are exceeded that rise slowly: CMA-MAE's ranking."""
        return False

    @abc.abstractmethod
    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> PyTree:
        """The state before the first round, starting the search at `theta`."""

    @abc.abstractmethod
    def tell(self, state: PyTree, evaluation: Evaluation, added: Added, sample: Sampler) -> PyTree:
        """Answer the pending query; the new state holds the next one.

        Args:
          state: holds the query that was answered.
          evaluation: one row per query row.
          added: one row per offered row.
          sample: draws elites of the archive the rows have just been offered to.
        """

    def gradient_state(self, state: PyTree) -> tuple[AbstractGradient, PyTree] | None:
        """Returns the gradient source that the emitter follows, and the source's state.

        Args:
          state: of the emitter, in any phase.

        Returns:
          None if the emitter follows no gradients. A source may compute the objective's row only.
        """
        return None

    def restarts(self, state: PyTree) -> Int[Array, ""] | None:
        """How often the search began anew; None if it has no course to leave."""
        return None

    def report(self, state: PyTree) -> dict[str, Float[Array, ""]]:
        """What the metrics say about the emitter after an iteration."""
        return {}


def sanitised(evaluation: Evaluation) -> Evaluation:
    """A row with a NaN or infinite objective or measure has failed: objective -inf, measures NaN, and
    nothing of its episode is to be learnt from.

    Example:
      >>> e = sanitised(Evaluation(jnp.array([1.0, 2.0]), jnp.array([[0.5], [jnp.nan]])))
      >>> e.objective.tolist()
      [1.0, -inf]
    """
    ok = jnp.isfinite(evaluation.objective) & jnp.all(jnp.isfinite(evaluation.measures), axis=1)
    if evaluation.transitions is not None:
        steps = jnp.where(ok, evaluation.transitions.steps, 0)
        evaluation = eqx.tree_at(lambda e: e.transitions.steps, evaluation, steps)
    return eqx.tree_at(
        lambda e: (e.objective, e.measures),
        evaluation,
        (
            jnp.where(ok, evaluation.objective, -jnp.inf),
            jnp.where(ok[:, None], evaluation.measures, jnp.nan),
        ),
    )
