"""A bandit: from a pool of emitters, it uses those whose solutions are added to the archive most often.

References:
  Cully, "Multi-emitter MAP-Elites" (2021), arXiv:2007.05352. UCB1: Auer, Cesa-Bianchi & Fischer,
  "Finite-time analysis of the multiarmed bandit problem" (2002).
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key, PyTree

from ramify.checks.arguments import number, whole_number
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
from ramify.emitters.several import joined, parted
from ramify.numerics import draws
from ramify.optim.ranking import best_first


@record
class BanditState:
    """The states of all emitters, and the query of the active ones.

    Attributes:
      active: numbers of the active emitters, in order.
      offered: number of rows that each emitter has offered so far.
      entered: number of these rows that were added to the archive.
    """

    emitters: tuple[PyTree, ...]
    query: Query
    active: Int[Array, " active"]
    offered: Float[Array, " pool"]
    entered: Float[Array, " pool"]


class Bandit(AbstractEmitter[BanditState]):
    """Uses `active` of the emitters at a time, chosen by the share of their solutions that were added
    (UCB1).

    Each emitter is used once before any is used again. An emitter that restarts, such as CMA-ME, stays
    active until its restart. Any other emitter is chosen again in each iteration.

    Attributes:
      emitters: the pool. All have one phase, and queries of the same shape. An emitter that is listed
        several times has a separate state and separate statistics for each.
      active: number of active emitters.
      zeta: weight of exploration: larger values favor emitters that were used less.

    Raises:
      ValueError: the pool is smaller than `active`, or the emitters' queries differ.

    Example:
      >>> from ramify import CMAES, CMAME, IsoLine
      >>> pool = (IsoLine(batch=6), CMAME(CMAES(6, 0.5)), CMAME(CMAES(6, 0.5), ranking="objective"))
      >>> state = Bandit(pool, active=2).init(jnp.zeros(3), jax.random.key(0))
      >>> state.query.x.shape, state.active.tolist()
      ((12, 3), [0, 1])
    """

    emitters: tuple[AbstractEmitter, ...] = eqx.field(converter=tuple)
    active: int = eqx.field(
        static=True, default=1, converter=partial(whole_number, "active", at_least=1)
    )
    zeta: float = eqx.field(
        static=True, default=0.05, converter=partial(number, "zeta", at_least=0.0)
    )

    def __check_init__(self) -> None:
        if self.active > len(self.emitters):
            raise ValueError(
                f"active={self.active}: give at most {len(self.emitters)}, the number of emitters."
            )
        if any(emitter.phases != 1 for emitter in self.emitters):
            raise ValueError(
                "An emitter with several queries per iteration cannot be in a Bandit: use "
                "ramify.Together, which runs all emitters in every iteration."
            )

    @property
    def phases(self) -> int:
        return 1

    @property
    def annealed(self) -> bool:
        return any(emitter.annealed for emitter in self.emitters)

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> BanditState:
        pool = len(self.emitters)
        keys = draws.split(key, pool)
        states = tuple(e.init(theta, k) for e, k in zip(self.emitters, keys, strict=True))
        zero = jnp.zeros(pool, dtype=jnp.float32)
        return self._ask(states, jnp.arange(self.active, dtype=jnp.int32), zero, zero)

    def tell(
        self, state: BanditState, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> BanditState:
        answers = parted((evaluation, added), self.active, state.query.offered)
        works = jnp.zeros(len(self.emitters), bool).at[state.active].set(True)
        places = jnp.cumsum(works, dtype=jnp.int32) - 1  # `active` is sorted
        states, keeps = [], []
        for i, (emitter, own) in enumerate(zip(self.emitters, state.emitters, strict=True)):
            answer = jax.tree.map(lambda rows, place=places[i]: rows[place], answers)
            tell = partial(emitter.tell, sample=sample)
            states.append(jax.lax.cond(works[i], tell, lambda own, *answer: own, own, *answer))
            keeps.append(works[i] & ~_restarts(emitter, own, states[i]))
        each = state.query.offered // self.active
        entered = jnp.sum(answers[1].status > 0, axis=1).astype(jnp.float32)
        offered = state.offered + each * works.astype(jnp.float32)
        entered = state.entered.at[state.active].add(entered)
        active = self._chosen(jnp.stack(keeps), offered, entered)
        return self._ask(tuple(states), active, offered, entered)

    def gradient_state(self, state: BanditState) -> tuple[AbstractGradient, PyTree] | None:
        """Returns the gradient source, and its state, of the first emitter that follows gradients."""
        each = zip(self.emitters, state.emitters, strict=True)
        known = (emitter.gradient_state(own) for emitter, own in each)
        return next((found for found in known if found is not None), None)

    def report(self, state: BanditState) -> dict[str, Float[Array, ""]]:
        """Returns each emitter's share of the offered rows."""
        share = state.offered / jnp.maximum(jnp.sum(state.offered), 1.0)
        return {f"share_{i}": share[i] for i in range(len(self.emitters))}

    def _chosen(
        self,
        keeps: Bool[Array, " pool"],
        offered: Float[Array, " pool"],
        entered: Float[Array, " pool"],
    ) -> Int[Array, " active"]:
        """Chooses emitters: first those that stay active, then unused ones, then by upper confidence
        bound."""
        tries = jnp.maximum(offered, 1.0)
        spread = jnp.sqrt(jnp.log(jnp.maximum(jnp.sum(offered), 1.0)) / tries)
        bound = entered / tries + self.zeta * spread
        turn = jnp.where(keeps, 2, (offered == 0).astype(jnp.int32))
        return jnp.sort(best_first(bound, turn)[: self.active])

    def _ask(
        self,
        states: tuple[PyTree, ...],
        active: Int[Array, " active"],
        offered: Float[Array, " pool"],
        entered: Float[Array, " pool"],
    ) -> BanditState:
        queries = [state.query for state in states]
        kinds = {
            (q.x.shape, q.offered, q.wants_jacobian, q.wants_transitions): None for q in queries
        }
        if len(kinds) > 1:
            raise ValueError(
                "The emitters' queries differ. Their numbers of rows and parameters are "
                f"{', '.join(str(shape) for shape, *_ in kinds)}: give all emitters the same batch and "
                "kind of gradient source, or use ramify.Together."
            )
        first = queries[0]
        x = jnp.stack([query.x for query in queries])[active]
        parents = jnp.stack(
            [no_parents(q.offered) if q.parents is None else q.parents for q in queries]
        )[active]
        stacked = Query(x, first.offered, first.wants_jacobian, first.wants_transitions, parents)
        return BanditState(states, joined(stacked), active, offered, entered)


def _restarts(emitter: AbstractEmitter, before: PyTree, after: PyTree) -> Bool[Array, ""]:
    restarts = emitter.restarts(before), emitter.restarts(after)
    if restarts[0] is None or restarts[1] is None:
        return jnp.bool_(True)
    return restarts[0] != restarts[1]
