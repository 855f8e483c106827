"""CMA-ME: a CMA-ES in the space of solutions, whose samples are ranked by how they improved the archive.

References:
  Fontaine et al., "Covariance matrix adaptation for the rapid illumination of behavior space" (2020),
  arXiv:1912.02400, the improvement emitter. With a diagonal covariance, for networks: Tjanaka et al.,
  "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023), arXiv:2210.02622.
"""

from typing import Literal, Protocol

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int, Key, PyTree

from ramify.core import AbstractEmitter, Added, Evaluation, Query, Sampler, record
from ramify.optim.ranking import two_stage


class Optimiser(Protocol):
    """A distribution of solutions that learns from ranked samples: `CMAES`, `SepCMAES`."""

    @property
    def batch(self) -> int: ...
    def init(self, mean: Float[Array, " n"]) -> PyTree: ...
    def ask(self, state: PyTree, key: Key[Array, ""]) -> Float[Array, "b n"]: ...
    def tell(
        self, state: PyTree, ranked: Float[Array, "b n"], parents: Int[Array, ""]
    ) -> PyTree: ...
    def stop(self, state: PyTree, ranked_values: Float[Array, " b"]) -> Bool[Array, ""]: ...


@record
class Sampling:
    """Waits for the samples in `query`, drawn from `distribution`."""

    distribution: PyTree
    query: Query
    restarts: Int[Array, ""]
    key: Key[Array, ""]


class CMAME(AbstractEmitter):
    """Covariance matrix adaptation MAP-Elites, with the improvement ranking.

    Attributes:
      optimiser: `CMAES` or, linear in the number of parameters, `SepCMAES`.
      selection: who recombines: the better half ("mu") or the samples that entered ("filter").
      restart: when to start again from a random elite: when nothing entered the archive
        ("no_improvement"), or only when CMA-ES has converged ("basic").

    Raises:
      ValueError: a setting is none of these.
    """

    optimiser: Optimiser
    selection: Literal["mu", "filter"] = eqx.field(static=True, default="filter")
    restart: Literal["no_improvement", "basic"] = eqx.field(static=True, default="no_improvement")

    def __check_init__(self):
        if self.selection not in ("mu", "filter"):
            raise ValueError(f"selection={self.selection!r}: choose 'mu' or 'filter'.")
        if self.restart not in ("no_improvement", "basic"):
            raise ValueError(f"restart={self.restart!r}: choose 'no_improvement' or 'basic'.")

    @property
    def phases(self) -> int:
        return 1

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Sampling:
        distribution = self.optimiser.init(jnp.asarray(theta, jnp.float32))
        return self._ask(distribution, jnp.int32(0), key)

    def tell(
        self, state: Sampling, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Sampling:
        key, elite_key = jax.random.split(state.key)
        order, batch = two_stage(added), self.optimiser.batch
        entered = jnp.sum(added.status > 0, dtype=jnp.int32)
        parents = jnp.int32(batch // 2) if self.selection == "mu" else entered
        going = self.optimiser.tell(state.distribution, state.query.x[order], parents)
        nothing = (entered == 0) & (self.restart == "no_improvement" or self.selection == "filter")
        restart = self.optimiser.stop(going, added.value[order]) | nothing
        elite = sample(elite_key, 1, state.distribution.mean).solution[0]
        distribution = jax.tree.map(
            lambda new, old: jnp.where(restart, new, old), self.optimiser.init(elite), going
        )
        return self._ask(distribution, state.restarts + restart.astype(jnp.int32), key)

    def _ask(self, distribution: PyTree, restarts: Int[Array, ""], key: Key[Array, ""]) -> Sampling:
        key, draw = jax.random.split(key)
        x = self.optimiser.ask(distribution, draw)
        return Sampling(distribution, Query(x, offered=len(x)), restarts, key)
