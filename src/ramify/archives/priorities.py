"""Prioritized sampling of elites: elites with successful children are drawn more often.

The method of the tutorial "How to use and estimate gradient in MAP-Elites", after prioritized experience
replay (Schaul et al. 2016, arXiv:1511.05952). Unlike the tutorial: a cumulative sum over the slots
replaces its sum tree, which never drew the newest leaf.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key

from ramify.checks.arguments import number
from ramify.core import IMPROVED, NEW, Added
from ramify.numerics import draws


class Priorities(eqx.Module):
    """One priority per slot of an archive; empty slots have 0.

    Attributes:
      weight: the priorities.
      exponent: power of the success: 0.6 or 0.9 in the tutorial.

    Example:
      >>> p = Priorities.start(4, size=3)
      >>> p = p.credit(jnp.array([0]), Added(jnp.array([2]), jnp.array([50.0])))
      >>> slots = p.sample(jax.random.key(0), 1000, size=jnp.int32(3))
      >>> bool((slots == 0).mean() > 0.8), bool((slots < 3).all())
      (True, True)
    """

    weight: Float[Array, " s"]
    exponent: float = eqx.field(static=True, default=0.6, converter=partial(number, "exponent"))

    @classmethod
    def start(cls, room: int, size: int, exponent: float = 0.6) -> "Priorities":
        """Returns equal priorities for the first `size` of `room` slots."""
        return cls((jnp.arange(room, dtype=jnp.int32) < size).astype(jnp.float32), exponent)

    def grown(self, room: int, size: Int[Array, ""]) -> "Priorities":
        """Adapts to an archive that has `room` slots and `size` elites now.

        New elites get the mean priority.
        """
        weight = jnp.zeros(room, dtype=jnp.float32).at[: self.weight.shape[0]].set(self.weight)
        held = jnp.arange(room, dtype=jnp.int32) < size
        known = weight > 0.0
        return Priorities(jnp.where(held & ~known, self._mean(), weight), self.exponent)

    def sample(self, key: Key[Array, ""], count: int, *, size: Int[Array, ""]) -> Int[Array, " b"]:
        """Draws `count` slots, one from each of `count` equal strata of the cumulative priorities.

        They come in random order.
        """
        order, key = draws.split(key)
        held = jnp.arange(self.weight.shape[0], dtype=jnp.int32) < size
        ends = jnp.cumsum(jnp.where(held, self.weight, 0.0))
        strata = (jnp.arange(count, dtype=jnp.float32) + draws.uniform(key, (count,))) / count
        # Rounding can carry the last draw past the end: it belongs to the last elite.
        slot = jnp.searchsorted(ends, strata * ends[-1], side="right").astype(jnp.int32)
        slot = jnp.minimum(slot, jnp.maximum(size - 1, 0))
        return jax.random.permutation(order, slot)

    def credit(self, parents: Int[Array, " b"], children: Added) -> "Priorities":
        """Sets a parent's priority to value^exponent of its child if the child was added, else to the
        mean.

        If a parent has several children, the best one counts. Children with parent -1 do not count.
        """
        parents = jnp.where(parents < 0, self.weight.shape[0], parents)  # out of bounds: dropped
        entered = (children.status == NEW) | (children.status == IMPROVED)
        earned = jnp.maximum(children.value, 0.0) ** self.exponent
        earned = jnp.where(entered, jnp.maximum(earned, 1e-6), self._mean())
        unset = self.weight.at[parents].set(0.0, mode="drop")
        return Priorities(unset.at[parents].max(earned, mode="drop"), self.exponent)

    def _mean(self) -> Float[Array, ""]:
        known = jnp.sum(self.weight > 0.0).astype(jnp.float32)
        mean = jnp.sum(self.weight) / jnp.maximum(known, 1.0)
        return jnp.where(mean > 0.0, mean, 1.0)
