"""The interface of controllers: a controller turns a flat vector of parameters into a policy."""

import abc
from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, PyTree


class AbstractController(eqx.Module):
    """Turns a flat vector into a policy. It is not batched: simulators `vmap` it over their robots."""

    @property
    @abc.abstractmethod
    def n(self) -> int:
        """Number of parameters."""

    @property
    def feedback(self) -> bool:
        """True if actions depend on observations only, as critics need it."""
        return True

    @abc.abstractmethod
    def init(self, key: Key[Array, ""]) -> Float[Array, " n"]:
        """Returns a random vector, from which a search can start."""

    @abc.abstractmethod
    def unflatten(self, x: Float[Array, " n"]) -> PyTree:
        """Returns the vector in the form that `act` takes. It is made once per episode."""

    @abc.abstractmethod
    def act(
        self, policy: PyTree, observation: Float[Array, " o"], t: Int[Array, ""]
    ) -> Float[Array, " a"]:
        """Returns the action at control step t of an episode. The robot clips it to +-1."""

    def refuse_misfits(self, x: Any) -> None:
        """Checks the shape of solutions.

        Args:
          x: [b, n], one solution per row.

        Raises:
          ValueError: the rows do not have n parameters.
        """
        shape = np.shape(x)
        if len(shape) != 2 or shape[1] != self.n:
            raise ValueError(
                f"x has shape {shape}: give one solution per row, of {self.n} parameters each, as "
                f"{type(self).__name__} has here."
            )

    def policy(self, x: Float[Array, " n"], observation: Float[Array, " o"]) -> Float[Array, " a"]:
        """Returns the action of a controller with `feedback`, directly from the vector."""
        return self.act(self.unflatten(x), observation, jnp.int32(0))


@dataclass(frozen=True)
class Policy:
    """Calls `controller.policy`. It can be pickled, and equal objects share a compiled program."""

    controller: AbstractController

    def __call__(
        self, x: Float[Array, " n"], observation: Float[Array, " o"]
    ) -> Float[Array, " a"]:
        return self.controller.policy(x, observation)
