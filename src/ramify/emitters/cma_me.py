"""CMA-ME: a CMA-ES over solutions, whose samples are ranked by how they improved the archive.

References:
  Fontaine et al., "Covariance matrix adaptation for the rapid illumination of behavior space" (2020),
  arXiv:1912.02400. With other evolution strategies, for networks: Tjanaka et al.,
  "Training Diverse High-Dimensional Controllers by Scaling CMA-ME" (2023), arXiv:2210.02622.
"""

from functools import partial
from typing import Literal, get_args

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import numbers, to_jax
from ramify.core import AbstractEmitter, Added, Evaluation, Query, Sampler, record
from ramify.numerics import draws
from ramify.optim.optimizer import Optimiser
from ramify.optim.ranking import Ranking, ranked


@record
class Sampling:
    """Waits for the evaluation of the samples in `query`, drawn from `distribution`.

    Attributes:
      direction: a direction in measure space, if the ranking needs one.
    """

    distribution: PyTree
    query: Query
    restarts: Int[Array, ""]
    key: Key[Array, ""]
    direction: Float[Array, " k"] | None = None


class CMAME(AbstractEmitter[Sampling]):
    """Covariance matrix adaptation MAP-Elites.

    Attributes:
      optimiser: the evolution strategy: `CMAES`, or `SepCMAES`, `LMMAES` or `OpenAIES`, whose cost is
        linear in the number of parameters.
      selection: the samples that recombine: the better half ("mu"), or those that were added to the
        archive ("filter").
      restart: when to restart from a random elite: when no sample was added ("no_improvement"), or when
        CMA-ES has converged ("basic").
      ranking: how samples are ranked. The paper's three emitters rank by improvement of the archive
        ("improvement"), by the measures along a direction that each restart draws ("random_direction"),
        and by the objective ("objective", in the paper with selection "mu" and restart "basic"). With
        "filter", added samples come first in each. "annealed" is CMA-MAE's ranking, by value only.
      ranges: width of each measure's range, for "random_direction": z_j ranges_j, z ~ N(0, I).

    Raises:
      ValueError: a setting has none of these values.
    """

    optimiser: Optimiser
    selection: Literal["mu", "filter"] = eqx.field(static=True, default="filter")
    restart: Literal["no_improvement", "basic"] = eqx.field(static=True, default="no_improvement")
    ranking: Ranking = eqx.field(static=True, default="improvement")
    ranges: tuple[float, ...] = eqx.field(
        static=True, default=(), converter=partial(numbers, "ranges", above=0.0)
    )

    def __check_init__(self) -> None:
        if self.selection not in ("mu", "filter"):
            raise ValueError(f"selection={self.selection!r}: choose 'mu' or 'filter'.")
        if self.restart not in ("no_improvement", "basic"):
            raise ValueError(f"restart={self.restart!r}: choose 'no_improvement' or 'basic'.")
        if self.ranking not in get_args(Ranking):
            raise ValueError(f"ranking={self.ranking!r}: choose one of {get_args(Ranking)}.")
        if (self.ranking == "random_direction") != bool(self.ranges):
            raise ValueError(
                f"ranking={self.ranking!r}, ranges={self.ranges}: give the width of every measure's "
                "range for 'random_direction', and for no other ranking."
            )

    @property
    def phases(self) -> int:
        return 1

    @property
    def annealed(self) -> bool:
        return self.ranking == "annealed"

    def init(self, theta: Float[Array, " n"], key: Key[Array, ""]) -> Sampling:
        distribution = self.optimiser.init(to_jax("theta", theta))
        direction = None
        if self.ranges:
            key, draw = draws.split(key)
            direction = self._direction(draw)
        return self._ask(distribution, jnp.int32(0), key, direction, jnp.int32(-1))

    def tell(
        self, state: Sampling, evaluation: Evaluation, added: Added, sample: Sampler
    ) -> Sampling:
        key, elite_key = draws.split(state.key)
        batch, filtering = self.optimiser.batch, self.selection == "filter"
        order, values = ranked(
            self.ranking, added, evaluation, state.direction, entered_first=filtering
        )
        entered = jnp.sum(added.status > 0, dtype=jnp.int32)
        parents = entered if filtering else jnp.int32(batch // 2)
        going = self.optimiser.tell(state.distribution, state.query.x[order], parents, values)
        nothing = (entered == 0) & (self.restart == "no_improvement" or filtering)
        restart = self.optimiser.stop(going, values) | nothing
        elites = sample(elite_key, 1, state.distribution.mean)
        distribution, parent = jax.tree.map(
            lambda new, old: jnp.where(restart, new, old),
            (self.optimiser.init(elites.solution[0]), elites.slot[0]),
            (going, jnp.int32(-1)),
        )
        direction = state.direction
        if direction is not None:
            key, draw = draws.split(key)
            direction = jnp.where(restart, self._direction(draw), direction)
        restarts = state.restarts + restart.astype(jnp.int32)
        return self._ask(distribution, restarts, key, direction, parent)

    def restarts(self, state: Sampling) -> Int[Array, ""]:
        return state.restarts

    def _direction(self, key: Key[Array, ""]) -> Float[Array, " k"]:
        return draws.normal(key, (len(self.ranges),)) * jnp.array(self.ranges, dtype=jnp.float32)

    def _ask(
        self,
        distribution: PyTree,
        restarts: Int[Array, ""],
        key: Key[Array, ""],
        direction: Float[Array, " k"] | None,
        parent: Int[Array, ""],
    ) -> Sampling:
        key, draw = draws.split(key)
        x = self.optimiser.ask(distribution, draw)
        query = Query(x, offered=len(x), parents=jnp.full(len(x), parent))
        return Sampling(distribution, query, restarts, key, direction)
