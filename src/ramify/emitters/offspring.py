"""The base of OMG-MEGA and OG-MAP-Elites: parents and their Jacobians, then a child of each parent."""

import abc
from typing import ClassVar

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import to_jax
from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    Evaluation,
    Query,
    Sampler,
    no_parents,
    record,
)
from ramify.emitters.points import jacobian_each, jacobian_foreseen, probe_each
from ramify.numerics import draws


@record
class Parents:
    """Waits for the evaluation that gives the Jacobian at each parent.

    Attributes:
      theta: start of the search; the parent while the archive is empty.
      gradient: state of the gradient source.
      parents: slot in the archive of the elite that each was made from; else -1.
    """

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    key: Key[Array, ""]
    parents: Int[Array, " b"]


@record
class Children:
    """Waits for the evaluation of a child of each parent."""

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    key: Key[Array, ""]


class AbstractOffspring(AbstractEmitter[Parents | Children]):
    """Evaluates and offers parents made from random elites, then one child of each.

    Critics know the Jacobian of a parent without evaluating it. Then parents and children are evaluated
    together, in one phase. Parents that are elites are not evaluated again.
    """

    parents_are_elites: ClassVar[bool]

    gradient: eqx.AbstractVar[AbstractGradient]
    batch: eqx.AbstractVar[int]
    first: eqx.AbstractVar[float]

    @abc.abstractmethod
    def parents(self, elites: Float[Array, "b n"], key: Key[Array, ""]) -> Float[Array, "b n"]:
        """Returns the parents to evaluate."""

    @abc.abstractmethod
    def children(
        self, parents: Float[Array, "b n"], jacobian: Float[Array, "b r n"], key: Key[Array, ""]
    ) -> Float[Array, "b n"]:
        """Returns one child of each parent."""

    @property
    def phases(self) -> int:
        return 1 if self.gradient.foresees else 2

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Parents | Children:
        key, draw, gradient_key = draws.split(key, 3)
        theta = to_jax("theta", theta)
        # Without theta itself: on the linear projections a start whose coordinates are all alike has
        # descendants in the corners, which those of N(0, I), the papers' start, do not reach.
        noise = draws.normal(draw, (self.batch, theta.shape[0]))
        parents = theta[None] + self.first * noise
        gradient = self.gradient.init(theta, gradient_key)
        return self._probe(theta, gradient, parents, no_parents(self.batch), key)

    def tell(
        self, state: Parents | Children, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Parents | Children:
        key, draw, elite_key = draws.split(state.key, 3)
        gradient = self.gradient.observe(state.gradient, state.query, evaluation)
        if isinstance(state, Parents):
            found = jacobian_each(self.gradient, gradient, state.query, evaluation, self.batch)
            query = self._query(self.children(*found, draw), state.parents)
            return Children(state.theta, query, gradient, key)
        elites = sample(elite_key, self.batch, state.theta)
        parents = self.parents(elites.solution, draw)
        return self._probe(state.theta, gradient, parents, elites.slot, key)

    def gradient_state(self, state: Parents | Children) -> tuple[AbstractGradient, PyTree]:
        return self.gradient, state.gradient

    def report(self, state: Parents | Children) -> dict[str, Float[Array, ""]]:
        return self.gradient.report(state.gradient)

    def _probe(
        self,
        theta: Float[Array, " n"],
        gradient: PyTree,
        parents: Float[Array, "b n"],
        slots: Int[Array, " b"],
        key: Key[Array, ""],
    ) -> Parents | Children:
        key, draw = draws.split(key)
        gradient = self.gradient.follow(gradient, parents[0])
        if not self.gradient.foresees:
            query = probe_each(self.gradient, gradient, parents, draw)
            return Parents(theta, query, gradient, key, slots)
        jacobian = jacobian_foreseen(self.gradient, gradient, parents)
        children = self.children(parents, jacobian, draw)
        if self.parents_are_elites:
            return Children(theta, self._query(children, slots), gradient, key)
        x, slots = jnp.concatenate([children, parents]), jnp.concatenate([slots, slots])
        return Children(theta, self._query(x, slots), gradient, key)

    def _query(self, x: Float[Array, "b n"], slots: Int[Array, " b"]) -> Query:
        learns = self.gradient.wants_transitions
        return Query(x, len(x), wants_transitions=learns, parents=slots)
