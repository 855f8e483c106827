"""Copies of one emitter that run together as one emitter."""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import to_jax, whole_number
from ramify.core import AbstractEmitter, AbstractGradient, Added, Evaluation, Query, Sampler, record
from ramify.numerics import draws


@record
class SeveralState:
    """The states of all copies, stacked, and one query for all."""

    emitters: PyTree
    query: Query


class Several(AbstractEmitter[SeveralState]):
    """Runs `count` copies of an emitter with one archive and different random keys.

    All rows of a batch are compared with the archive before the batch. The rows of the query are the
    offered rows of each copy, copy by copy, then the other rows of each copy.
    """

    emitter: AbstractEmitter
    count: int = eqx.field(static=True, converter=partial(whole_number, "count", at_least=1))

    @property
    def phases(self) -> int:
        return self.emitter.phases

    @property
    def annealed(self) -> bool:
        return self.emitter.annealed

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> SeveralState:
        keys = draws.split(key, self.count)
        init = eqx.filter_vmap(self.emitter.init, in_axes=(None, 0))
        return self._ask(init(to_jax("theta", theta), keys))

    def tell(
        self, state: SeveralState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> SeveralState:
        def one(emitter_state: PyTree, e: Evaluation, a: Added) -> PyTree:
            return self.emitter.tell(emitter_state, e, a, sample)

        answers = parted((evaluation, added), self.count, state.query.offered)
        return self._ask(eqx.filter_vmap(one)(state.emitters, *answers))

    def gradient_state(self, state: SeveralState) -> tuple[AbstractGradient, PyTree] | None:
        """Returns the gradient source and the state of the first copy."""
        return self.emitter.gradient_state(jax.tree.map(lambda a: a[0], state.emitters))

    def with_gradient_state(self, state: SeveralState, gradient: PyTree) -> SeveralState:
        """Returns the state in which the gradient source of every copy has this state."""
        known = eqx.filter_vmap(self.emitter.with_gradient_state, in_axes=(0, None))
        return self._ask(known(state.emitters, gradient))

    def restarts(self, state: SeveralState) -> Int[Array, ""] | None:
        """Returns the number of restarts of all copies."""
        each = eqx.filter_vmap(self.emitter.restarts)(state.emitters)
        return None if each is None else jnp.min(each)

    def report(self, state: SeveralState) -> dict[str, Float[Array, ""]]:
        """Returns the mean of each metric over the copies."""
        return jax.tree.map(jnp.mean, eqx.filter_vmap(self.emitter.report)(state.emitters))

    def _ask(self, emitters: PyTree) -> SeveralState:
        return SeveralState(emitters, joined(emitters.query))


def joined(queries: Query) -> Query:
    """Joins stacked queries into one: the offered rows of each, then the other rows of each."""
    count, _, n = queries.x.shape
    parts = queries.x[:, : queries.offered], queries.x[:, queries.offered :]
    x = jnp.concatenate([rows.reshape(-1, n) for rows in parts if rows.size])
    parents = None if queries.parents is None else queries.parents.reshape(-1)
    offered = queries.offered * count
    return Query(x, offered, queries.wants_jacobian, queries.wants_transitions, parents)


def parted(answer: PyTree, count: int, offered: int) -> PyTree:
    """Splits the answer to a joined query into stacked answers, the offered rows of each first.

    Args:
      answer: arrays with one row per row of the query, or one per offered row.
      count: number of queries.
      offered: number of offered rows of all queries.
    """

    def split(rows: Array) -> Array:
        parts = rows[:offered], rows[offered:]
        return jnp.concatenate(
            [a.reshape(count, -1, *rows.shape[1:]) for a in parts if a.size], axis=1
        )

    return jax.tree.map(split, answer)
