"""The data that tasks, gradient sources, archives and emitters exchange.

Axes: b batch, n parameters, k measures, r = 1 + k rows (objective first). Arrays are float32.
"""

import dataclasses
from collections.abc import Callable
from typing import Protocol, runtime_checkable

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key, Shaped

from ramify.core.records import record

NOT_ADDED, IMPROVED, NEW = 0, 1, 2  # Added.status


@record
class Query:
    """Solutions to evaluate.

    Attributes:
      x: one solution per row.
      offered: number of leading rows that are offered to the archive. The other rows are evaluated only.
      wants_jacobian: True if the evaluation must contain the Jacobian of objective and measures per row.
      wants_transitions: True if the evaluation must contain the transitions of each episode.
      parents: slot in the archive of the elite that each offered row was made from, or -1. An archive
        with priorities draws an elite more often if its children were added. None: no row has a parent.
      numbers: number of each row in the whole batch, if this query is a part of it; see `row`.
    """

    x: Float[Array, "b n"]
    offered: int = eqx.field(static=True)
    wants_jacobian: bool = eqx.field(static=True, default=False)
    wants_transitions: bool = eqx.field(static=True, default=False)
    parents: Int[Array, " offered"] | None = None
    numbers: Int[Array, " b"] | None = None

    @property
    def row(self) -> Int[Array, " b"]:
        """Number of each row in the whole batch. A worker of a cluster gets a part of the batch.

        A random task draws from `jax.random.fold_in(key, query.row[i])`. Its results are then the same
        wherever the row is evaluated.
        """
        return jnp.arange(len(self.x), dtype=jnp.int32) if self.numbers is None else self.numbers


def no_parents(rows: int) -> Int[Array, " rows"]:
    """Returns `Query.parents` of rows that were not made from elites."""
    return jnp.full(rows, -1, dtype=jnp.int32)


@record
class Transitions:
    """The steps of episodes, one episode per row. t is the largest number of steps.

    Step i leads from observation i, by action i, to observation i + 1 and reward i.

    Attributes:
      reward: its sum over an episode is the objective; the sums of the other columns are the measures,
        up to a factor and an offset.
      steps: number of steps of each episode. Entries beyond it are not read.
      terminal: True if the last step ended in a terminal state (a fall), not at the time limit.
    """

    observation: Float[Array, "b t+1 o"]
    action: Float[Array, "b t a"]
    reward: Float[Array, "b t r"]
    steps: Int[Array, " b"]
    terminal: Bool[Array, " b"]


@dataclasses.dataclass(frozen=True)
class ControlSpec:
    """A task as critics see it: a control problem that is solved step by step.

    Attributes:
      observations: length of an observation.
      actions: length of an action.
      steps: the largest number of steps in an episode.
      act: (solution [n], observation [o]) -> action [a] in [-1, 1], differentiable.
      rewards: number of rewards per step: the objective's, then each measure's.
    """

    observations: int
    actions: int
    steps: int
    act: Callable[[Float[Array, " n"], Float[Array, " o"]], Float[Array, " a"]]
    rewards: int


@record
class Evaluation:
    """The answer to a `Query`, with the same rows.

    Attributes:
      objective: to maximize; -inf marks a failed row.
      measures: the behavior of each row.
      jacobian: d(objective, measures)/dx of each row, if the query wants it.
      fields: other values that the archive keeps beside each elite, such as an episode's seed, by name.
      transitions: the steps of each row's episode, if the query wants them. If rows have several
        episodes, all rows' first ones are followed by all rows' second ones. They are not archived.
    """

    objective: Float[Array, " b"]
    measures: Float[Array, "b k"]
    jacobian: Float[Array, "b r n"] | None = None
    fields: dict[str, Shaped[Array, "b ..."]] = eqx.field(default_factory=dict)
    transitions: Transitions | None = None


@record
class Added:
    """The archive's result for each offered row, compared with the archive before the batch.

    Attributes:
      status: NOT_ADDED, IMPROVED or NEW.
      value: the improvement: objective - threshold of the cell. For an empty cell, the objective.
    """

    status: Int[Array, " b"]
    value: Float[Array, " b"]


@record
class Elites:
    """Elites drawn from an archive, one per row."""

    solution: Float[Array, "b n"]
    objective: Float[Array, " b"]
    measures: Float[Array, "b k"]
    slot: Int[Array, " b"]


Sampler = Callable[[Key[Array, ""], int, Float[Array, " n"]], Elites]
"""sample(key, count, otherwise): draws `count` elites; an empty archive gives `otherwise` repeated.
The loop's is an `ArchiveView`."""


@record
class Foreseen:
    """What the archive would do with each row.

    Attributes:
      added: compared with the archive as it is.
      cell: number of the row's cell. In an archive without cells, each row has a number of its own.
    """

    added: Added
    cell: Int[Array, " b"]


@runtime_checkable
class ArchiveView(Protocol):
    """The archive as an emitter sees it: a `Sampler` that also foresees what would enter."""

    def __call__(
        self, key: Key[Array, ""], count: int, otherwise: Float[Array, " n"]
    ) -> Elites: ...

    def foresee(
        self, objective: Float[Array, " b"], measures: Float[Array, "b k"], n: int
    ) -> Foreseen:
        """Returns what the archive would do with solutions of n parameters that have these objectives
        and measures. It stays as it is."""
        ...


def sanitised(evaluation: Evaluation) -> Evaluation:
    """Marks rows with a NaN or infinite objective or measure as failed.

    A failed row gets objective -inf and measures NaN, and its episode gets no steps to learn from.

    Example:
      >>> e = sanitised(Evaluation(jnp.array([1.0, 2.0]), jnp.array([[0.5], [jnp.nan]])))
      >>> e.objective.tolist()
      [1.0, -inf]
    """
    ok = jnp.isfinite(evaluation.objective) & jnp.all(jnp.isfinite(evaluation.measures), axis=1)
    if evaluation.transitions is not None:
        steps = evaluation.transitions.steps  # a row may have several episodes
        steps = jnp.where(jnp.tile(ok, len(steps) // len(ok)), steps, 0)
        evaluation = eqx.tree_at(lambda e: e.transitions.steps, evaluation, steps)
    return eqx.tree_at(
        lambda e: (e.objective, e.measures),
        evaluation,
        (
            jnp.where(ok, evaluation.objective, -jnp.inf),
            jnp.where(ok[:, None], evaluation.measures, jnp.nan),
        ),
    )
