"""A network that also takes a goal, and the ordinary network that it is for one goal.

References:
  Faldor et al. (2024), arXiv:2401.08632: actor injection.
"""

from functools import partial

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.checks.arguments import whole_number
from ramify.controllers.mlp import MLP


class ConditionedMLP(eqx.Module):
    """An MLP whose first layer takes a goal after the observation.

    For a fixed goal, the goal's part of the first layer is a constant. Added to the biases, it gives the
    parameters of the ordinary network, with the same actions.

    Attributes:
      network: the ordinary network, from observation to action.
      goals: number of entries of a goal.

    Example:
      >>> conditioned = ConditionedMLP(MLP((28, 64, 8)), 4)
      >>> conditioned.network.n, conditioned.wide.n
      (2376, 2632)
    """

    network: MLP = eqx.field(static=True)
    goals: int = eqx.field(static=True, converter=partial(whole_number, "goals", at_least=1))

    @property
    def wide(self) -> MLP:
        """The network from observation and goal to action. Its parameters are those that learn."""
        observations, *others = self.network.layers
        return MLP((observations + self.goals, *others))

    def widened(self, x: Float[Array, " n"]) -> Float[Array, " m"]:
        """Returns parameters with which `wide` acts as the ordinary network x for every goal."""
        nothing = jnp.zeros(self.goals * self.network.layers[1], dtype=x.dtype)
        return jnp.concatenate([x[: self._first], nothing, x[self._first :]])

    def specialised(self, x: Float[Array, " m"], goal: Float[Array, " k"]) -> Float[Array, " n"]:
        """Returns the parameters of the ordinary network that acts as `wide` does for this goal."""
        units, after = self.network.layers[1], self._first + self.goals * self.network.layers[1]
        weights = x[self._first : after].reshape(self.goals, units)
        bias = x[after : after + units] + goal @ weights
        return jnp.concatenate([x[: self._first], bias, x[after + units :]])

    @property
    def _first(self) -> int:
        """Number of weights between the observation and the first layer's units."""
        return self.network.layers[0] * self.network.layers[1]
