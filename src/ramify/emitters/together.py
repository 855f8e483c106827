"""Emitters of different kinds that run together as one emitter."""

import math

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    Evaluation,
    Query,
    Sampler,
    merge_reports,
    no_parents,
    record,
)
from ramify.numerics import draws


@record
class TogetherState:
    """The state of each emitter, and one query for all."""

    emitters: tuple[PyTree, ...]
    query: Query


class Together(AbstractEmitter[TogetherState]):
    """Runs different emitters with one archive. For copies of one emitter, `Several` is faster.

    All rows of a batch are compared with the archive before the batch. The rows of the query are the
    offered rows of each emitter, then the other rows of each. Beside an emitter of two phases, an
    emitter of one phase runs two rounds per iteration.

    Example:
      >>> from ramify import Autodiff, CMAMEGA, IsoLine
      >>> both = Together((IsoLine(batch=5), CMAMEGA(Autodiff(), measures=2, batch=4)))
      >>> query = both.init(jnp.zeros(3), jax.random.key(0)).query
      >>> both.phases, query.x.shape, query.offered, query.wants_jacobian
      (2, (6, 3), 6, True)
    """

    emitters: tuple[AbstractEmitter, ...] = eqx.field(converter=tuple)

    def __check_init__(self) -> None:
        if not self.emitters:
            raise ValueError("emitters is empty: give at least one.")

    @property
    def phases(self) -> int:
        return math.lcm(*(emitter.phases for emitter in self.emitters))

    @property
    def annealed(self) -> bool:
        return any(emitter.annealed for emitter in self.emitters)

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> TogetherState:
        keys = draws.split(key, len(self.emitters))
        return _asked([e.init(theta, k) for e, k in zip(self.emitters, keys, strict=True)])

    def tell(
        self, state: TogetherState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> TogetherState:
        told, first, rest = [], 0, state.query.offered
        for emitter, own in zip(self.emitters, state.emitters, strict=True):
            query = own.query
            offered = slice(first, first + query.offered)
            others = slice(rest, rest + len(query.x) - query.offered)
            first, rest = offered.stop, others.stop
            told.append(
                emitter.tell(
                    own,
                    _answer(query, evaluation, offered, others),
                    jax.tree.map(lambda a, rows=offered: a[rows], added),
                    sample,
                )
            )
        return _asked(told)

    def gradient_state(self, state: TogetherState) -> tuple[AbstractGradient, PyTree] | None:
        """Returns the gradient source, and its state, of the first emitter that follows gradients."""
        each = zip(self.emitters, state.emitters, strict=True)
        known = (emitter.gradient_state(own) for emitter, own in each)
        return next((found for found in known if found is not None), None)

    def with_gradient_state(self, state: TogetherState, gradient: PyTree) -> TogetherState:
        """Returns the state with another state of the source that `gradient_state` returns."""
        states = list(state.emitters)
        each = zip(self.emitters, states, strict=True)
        found = [emitter.gradient_state(own) is not None for emitter, own in each]
        first = found.index(True)
        states[first] = self.emitters[first].with_gradient_state(states[first], gradient)
        return _asked(states)

    def report(self, state: TogetherState) -> dict[str, Float[Array, ""]]:
        """Returns the metrics of all emitters.

        A name that several emitters use, such as `critic_loss`, becomes `emitter_0_critic_loss`,
        `emitter_1_critic_loss` and so on. The numbers count the emitters in their given order.
        """
        each = enumerate(zip(self.emitters, state.emitters, strict=True))
        return merge_reports({f"emitter_{i}": emitter.report(own) for i, (emitter, own) in each})


def _asked(states: list[PyTree]) -> TogetherState:
    queries = [state.query for state in states]
    query = Query(
        jnp.concatenate([q.x[: q.offered] for q in queries] + [q.x[q.offered :] for q in queries]),
        sum(q.offered for q in queries),
        any(q.wants_jacobian for q in queries),
        any(q.wants_transitions for q in queries),
        jnp.concatenate(
            [no_parents(q.offered) if q.parents is None else q.parents for q in queries]
        ),
    )
    return TogetherState(tuple(states), query)


def _answer(query: Query, evaluation: Evaluation, offered: slice, others: slice) -> Evaluation:
    """Returns these rows of an evaluation, with the parts that the query wants."""
    wanted = Evaluation(
        evaluation.objective,
        evaluation.measures,
        evaluation.jacobian if query.wants_jacobian else None,
        evaluation.fields,
        evaluation.transitions if query.wants_transitions else None,
    )
    return jax.tree.map(lambda a: jnp.concatenate([a[offered], a[others]]), wanted)
