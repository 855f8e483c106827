"""What a controller is: a flat vector of parameters read as a policy."""

import abc

import equinox as eqx
from jaxtyping import Array, Float, Int, Key, PyTree


class AbstractController(eqx.Module):
    """Reads a flat vector as a policy. Unbatched; simulators `vmap` it over their robots."""

    @property
    @abc.abstractmethod
    def n(self) -> int:
        """Number of parameters."""

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
