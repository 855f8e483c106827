"""One gradient source for the objective, another for the measures.

References:
  Tjanaka et al. (2022), arXiv:2202.03666: CMA-MEGA(TD3, ES).
"""

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.core import AbstractGradient, Evaluation, Query, merge_reports, record
from ramify.numerics import draws


@record
class Both:
    """The states of both sources."""

    objective: PyTree
    measures: PyTree


class PerRow(AbstractGradient[Both]):
    """Takes row 0 of the Jacobian from `objective` and the measures' rows from `measures`.

    Extra rows, such as that of `StateNovelty`, come from either. Both sources probe the same theta,
    which is evaluated once.
    """

    objective: AbstractGradient
    measures: AbstractGradient

    @property
    def wants_transitions(self) -> bool:
        return self.objective.wants_transitions or self.measures.wants_transitions

    @property
    def foresees(self) -> bool:
        return self.objective.foresees and self.measures.foresees

    @property
    def extra_rows(self) -> int:
        return self.objective.extra_rows + self.measures.extra_rows

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Both:
        one, other = draws.split(key)
        return Both(self.objective.init(theta, one), self.measures.init(theta, other))

    def probe(self, state: Both, theta: Float[Array, " n"], key: Key[Array, ""]) -> Query:
        """Returns a query: theta, then the other rows of the objective's source, then those of the
        measures'."""
        one, other = draws.split(key)
        queries = (
            self.objective.probe(state.objective, theta, one),
            self.measures.probe(state.measures, theta, other),
        )
        first, last = queries
        whole = first.offered == len(first.x)  # offered rows come first
        return Query(
            jnp.concatenate([theta[None], first.x[1:], last.x[1:]]),
            offered=first.offered + (last.offered - 1 if whole else 0),
            wants_jacobian=first.wants_jacobian or last.wants_jacobian,
            wants_transitions=self.wants_transitions,
        )

    def follow(self, state: Both, theta: Float[Array, " n"]) -> Both:
        return Both(
            self.objective.follow(state.objective, theta),
            self.measures.follow(state.measures, theta),
        )

    def observe(self, state: Both, query: Query, evaluation: Evaluation) -> Both:
        return Both(
            self.objective.observe(state.objective, query, evaluation),
            self.measures.observe(state.measures, query, evaluation),
        )

    def jacobian(
        self, state: Both, query: Query, evaluation: Evaluation | None
    ) -> Float[Array, "r n"]:
        theta, key = query.x[0], jax.random.key(0)  # only the shape of a query is needed here
        first = self.objective.probe(state.objective, theta, key).x.shape[0]

        def rows(a: Array, others: slice) -> Array:
            return jnp.concatenate([a[:1], a[others]])

        def part(others: slice) -> tuple[Query, Evaluation | None]:
            # Offered rows differ only in number, which no source reads here.
            x = rows(query.x, others)
            shared = jax.tree.map(lambda a: rows(a, others), evaluation)
            return Query(x, 1, query.wants_jacobian, query.wants_transitions), shared

        objective = self.objective.jacobian(state.objective, *part(slice(1, first)))
        measures = self.measures.jacobian(state.measures, *part(slice(first, None)))
        one = len(objective) - self.objective.extra_rows
        other = len(measures) - self.measures.extra_rows
        return jnp.concatenate(
            [objective[:1], measures[1:other], objective[one:], measures[other:]]
        )

    def proposals(self, state: Both) -> Float[Array, "p n"] | None:
        found = [
            rows
            for rows in (
                self.objective.proposals(state.objective),
                self.measures.proposals(state.measures),
            )
            if rows is not None
        ]
        return jnp.concatenate(found) if found else None

    def with_critics(self, state: Both, load: Callable[[AbstractGradient], PyTree]) -> Both:
        """Returns the state with pre-trained critics of the objective."""
        return Both(self.objective.with_critics(state.objective, load), state.measures)

    def report(self, state: Both) -> dict[str, Float[Array, ""]]:
        """Returns the metrics of both sources.

        A name that both use, such as `critic_loss`, becomes `objective_critic_loss` and
        `measures_critic_loss`.
        """
        return merge_reports(
            {
                "objective": self.objective.report(state.objective),
                "measures": self.measures.report(state.measures),
            }
        )
