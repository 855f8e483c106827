"""What a controller is: a flat vector of parameters read as a policy."""

import abc
from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree


class AbstractController(eqx.Module):
    """Reads a flat vector as a policy. Unbatched; simulators `vmap` it over their robots."""

    @property
    @abc.abstractmethod
    def n(self) -> int:
        """Number of parameters."""

    @property
    def feedback(self) -> bool:
        """Whether actions depend on observations alone, so that critics can follow them."""
        return True

    @abc.abstractmethod
    def init(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """A random vector to start a search from."""

    @abc.abstractmethod
    def unflatten(self, x: Float[Array, " n"]) -> PyTree:
        """The vector in the form `act` wants, made once an episode and not once a step."""

    @abc.abstractmethod
    def act(
        self, policy: PyTree, observation: Float[Array, " o"], t: Int[Array, ""]
    ) -> Float[Array, " a"]:
        """The action at control step t of an episode. The robot clips it to +-1."""

    def refuse_misfits(self, x: Any) -> None:
        """Refuses solutions of another number of parameters.

        Args:
          x: a solution a row, [b, n].

        Raises:
          ValueError: the rows do not have n parameters.
        """
        shape = np.shape(x)
        if len(shape) != 2 or shape[1] != self.n:
            raise ValueError(
                f"x has shape {shape}: give one solution a row, of {self.n} parameters each, as many as "
                f"{type(self).__name__} has here."
            )

    def policy(self, x: Float[Array, " n"], observation: Float[Array, " o"]) -> Float[Array, " a"]:
        """The action of a controller with `feedback`, straight from the vector."""
        return self.act(self.unflatten(x), observation, jnp.int32(0))


@dataclass(frozen=True)
class Policy:
    """Calls `controller.policy`. It can be pickled, and equal ones are compiled once."""

    controller: AbstractController

    def __call__(
        self, x: Float[Array, " n"], observation: Float[Array, " o"]
    ) -> Float[Array, " a"]:
        return self.controller.policy(x, observation)
