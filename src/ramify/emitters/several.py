"""Several emitters of one kind, told and asked together, as one emitter."""

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.core import AbstractEmitter, Added, Evaluation, Query, Sampler, record


@record
class SeveralState:
    """The states stacked along a leading axis, and one query for all."""

    emitters: PyTree
    query: Query


class Several(AbstractEmitter):
    """`count` copies of an emitter that share the archive and differ in their keys.

    A batch of all is judged against the archive as it was before it. The query's rows are every
    copy's offered rows, copy by copy, then every copy's other rows.
    """

    emitter: AbstractEmitter
    count: int = eqx.field(static=True)

    def __check_init__(self):
        if self.count < 1:
            raise ValueError(f"count={self.count}: give at least one emitter.")

    @property
    def phases(self) -> int:
        return self.emitter.phases

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> SeveralState:
        keys = jax.random.split(key, self.count)
        return self._ask(eqx.filter_vmap(self.emitter.init, in_axes=(None, 0))(theta, keys))

    def tell(
        self, state: SeveralState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> SeveralState:
        offered = state.query.offered // self.count

        def split(rows: Array) -> Array:
            head, tail = rows[: offered * self.count], rows[offered * self.count :]
            shape = rows.shape[1:]
            return jnp.concatenate(
                [a.reshape(self.count, -1, *shape) for a in (head, tail) if a.size], axis=1
            )

        def one(emitter_state: PyTree, e: Evaluation, a: Added) -> PyTree:
            return self.emitter.tell(emitter_state, e, a, sample)

        answers = jax.tree.map(split, (evaluation, added))
        return self._ask(eqx.filter_vmap(one)(state.emitters, *answers))

    def _ask(self, emitters: PyTree) -> SeveralState:
        query = emitters.query
        n = query.x.shape[-1]
        parts = query.x[:, : query.offered], query.x[:, query.offered :]
        x = jnp.concatenate([rows.reshape(-1, n) for rows in parts if rows.size])
        flags = query.wants_jacobian, query.wants_transitions
        return SeveralState(emitters, Query(x, query.offered * self.count, *flags))
