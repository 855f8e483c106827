"""The base of OMG-MEGA and OG-MAP-Elites: parents and their Jacobians, then a child of each parent."""

import abc

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key, PyTree

from ramify.checks.arguments import to_jax
from ramify.core import (
    AbstractEmitter,
    AbstractGradient,
    Added,
    Evaluation,
    Query,
    Sampler,
    record,
)
from ramify.emitters.several import joined, parted


@record
class Parents:
    """Waits for the evaluation that gives the Jacobian at each parent.

    Attributes:
      theta: start of the search; the parent while the archive is empty.
      gradient: state of the gradient source.
    """

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    key: Key[Array, ""]


@record
class Children:
    """Waits for the evaluation of a child of each parent."""

    theta: Float[Array, " n"]
    query: Query
    gradient: PyTree
    key: Key[Array, ""]


class AbstractOffspring(AbstractEmitter[Parents | Children]):
    """Evaluates and offers parents made from random elites, then one child of each.

    The gradient source is used separately at each parent: a source that samples (`ES`) takes all its
    samples for each of them.
    """

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

    def __check_init__(self) -> None:
        if self.gradient.wants_transitions:
            raise ValueError(
                f"{type(self.gradient).__name__} gives gradients at one search point, and this emitter "
                "has many parents: use ramify.Autodiff, ramify.ES, or ramify.PGAME with critics."
            )

    @property
    def phases(self) -> int:
        return 2

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Parents:
        key, draw, gradient_key = jax.random.split(key, 3)
        theta = to_jax("theta", theta)
        # Without theta itself: on the linear projections a start whose coordinates are all alike has
        # descendants in the corners, which those of N(0, I), the papers' start, do not reach.
        noise = jax.random.normal(draw, (self.batch, theta.shape[0]), dtype=jnp.float32)
        parents = theta[None] + self.first * noise
        return self._probe(theta, self.gradient.init(theta, gradient_key), parents, key)

    def tell(
        self, state: Parents | Children, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Parents | Children:
        key, draw, elite_key = jax.random.split(state.key, 3)
        gradient = self.gradient.observe(state.gradient, state.query, evaluation)
        if isinstance(state, Parents):
            x = self.children(*self._known(gradient, state.query, evaluation), draw)
            return Children(state.theta, Query(x, self.batch), gradient, key)
        elites = sample(elite_key, self.batch, state.theta).solution
        return self._probe(state.theta, gradient, self.parents(elites, draw), key)

    def gradient_state(self, state: Parents | Children) -> tuple[AbstractGradient, PyTree]:
        return self.gradient, state.gradient

    def _probe(
        self,
        theta: Float[Array, " n"],
        gradient: PyTree,
        parents: Float[Array, "b n"],
        key: Key[Array, ""],
    ) -> Parents:
        key, draw = jax.random.split(key)
        keys = jax.random.split(draw, self.batch)
        queries = jax.vmap(self.gradient.probe, in_axes=(None, 0, 0))(gradient, parents, keys)
        return Parents(theta, joined(queries), gradient, key)

    def _known(
        self, gradient: PyTree, query: Query, evaluation: Evaluation
    ) -> tuple[Float[Array, "b n"], Float[Array, "b r n"]]:
        """Returns the parents, and the Jacobian at each."""

        def jacobian(x: Float[Array, "p n"], answer: Evaluation) -> Float[Array, "r n"]:
            own = Query(x, query.offered // self.batch, query.wants_jacobian)
            return self.gradient.jacobian(gradient, own, answer)

        x, answers = parted((query.x, evaluation), self.batch, query.offered)
        found = jax.vmap(jacobian)(x, answers)
        return x[:, 0], jnp.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0)
