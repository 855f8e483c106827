"""A network from observation to action, with tanh after each layer."""

from functools import partial

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int, Key, PyTree

from ramify.checks.arguments import number, whole_numbers
from ramify.controllers.controller import AbstractController
from ramify.numerics import draws


class MLP(AbstractController):
    """A fully connected network with tanh after each layer, also the last.

    The vector holds for each layer the weights [inputs, outputs], row-major, then the biases.

    Attributes:
      layers: number of units per layer, from observation to action: (28, 64, 64, 8) has n = 6536.
      output_scale: factor of the last layer's weights in `init`. Below 1, a search starts with small
        actions.

    Example:
      >>> MLP((28, 64, 64, 8)).n
      6536
    """

    layers: tuple[int, ...] = eqx.field(
        static=True, converter=partial(whole_numbers, "layers", at_least=1)
    )
    output_scale: float = eqx.field(
        static=True, default=1.0, converter=partial(number, "output_scale")
    )

    def __check_init__(self) -> None:
        if len(self.layers) < 2 or min(self.layers) < 1:
            raise ValueError(
                f"layers={self.layers}: give the units of an input and an output layer at least, each "
                "at least 1."
            )

    @property
    def n(self) -> int:
        return sum(i * o + o for i, o in zip(self.layers, self.layers[1:], strict=False))

    def init(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """Draws uniform weights by Glorot & Bengio (2010); biases are 0."""
        parts: list[Array] = []
        pairs = zip(self.layers, self.layers[1:], strict=False)
        for (i, o), draw in zip(pairs, draws.split(key, len(self.layers) - 1), strict=True):
            bound = (6.0 / (i + o)) ** 0.5
            parts += [
                draws.uniform(draw, (i * o,), -bound, bound),
                jnp.zeros(o, dtype=jnp.float32),
            ]
        parts[-2] = parts[-2] * self.output_scale
        return jnp.concatenate(parts)

    def unflatten(self, x: Float[Array, " n"]) -> PyTree:
        policy, at = [], 0
        for i, o in zip(self.layers, self.layers[1:], strict=False):
            policy.append((x[at : at + i * o].reshape(i, o), x[at + i * o : at + i * o + o]))
            at += i * o + o
        return policy

    def act(
        self, policy: PyTree, observation: Float[Array, " o"], t: Int[Array, ""]
    ) -> Float[Array, " a"]:
        for weights, bias in policy:
            observation = jnp.tanh(observation @ weights + bias)
        return observation
