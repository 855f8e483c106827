"""Any JAX function as a task, with its exact Jacobian."""

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.checks.arguments import optional, owned, whole_number
from ramify.core import AbstractTask, Evaluation, Query


class Function(AbstractTask):
    """A JAX function x [n] -> (objective [], measures [k]); the measures may be a tuple of k scalars.

    Attributes:
      function: the JAX function.
      names: names of the measures.
      parameters: number of parameters of a solution; None if any number is allowed.
      chain: (x) -> joints [j, 2]: the explorer draws a solution as a chain through these points.

    Example:
      >>> task = Function(lambda x: (-jnp.sum(x**2), x[:2]), names=("x0", "x1"))
      >>> query = Query(jnp.ones((1, 3)), offered=1, wants_jacobian=True)
      >>> task.evaluate(query, jax.random.key(0)).jacobian[0, 0].tolist()
      [-2.0, -2.0, -2.0]
    """

    function: Callable[[Float[Array, " n"]], tuple[Float[Array, ""], Float[Array, " k"]]]
    names: tuple[str, ...] = eqx.field(static=True, default=("measure 1", "measure 2"))
    chain: Callable[[Float[Array, " n"]], Float[Array, "j 2"]] | None = None
    parameters: int | None = eqx.field(
        static=True, default=None, converter=optional(whole_number, "parameters", at_least=1)
    )

    def __check_init__(self) -> None:
        if not callable(self.function):
            raise ValueError(
                f"function is {self.function!r}: give a JAX function of one solution x [n] that returns "
                "(objective, measures)."
            )
        if isinstance(self.names, str) or not all(isinstance(name, str) for name in self.names):
            raise ValueError(
                f"names is {self.names!r}: give a tuple with one name for each measure, such as "
                '("height", "speed").'
            )

    @property
    def measures(self) -> tuple[str, ...]:
        return self.names

    @property
    def jittable(self) -> bool:
        return True

    def values(self, x: Float[Array, " n"]) -> tuple[Float[Array, ""], Float[Array, " k"]]:
        """Returns objective and measures of one solution.

        Raises:
          ValueError: the function does not return (objective, measures).
        """
        found: Any = self.function(x)
        if isinstance(found, (tuple, list)) and len(found) == 2:
            objective, measures = found
            if (
                isinstance(measures, (tuple, list))
                and measures
                and not any(map(jnp.ndim, measures))
            ):
                measures = jnp.stack([jnp.asarray(value, jnp.float32) for value in measures])
            if getattr(measures, "ndim", None) == 1 and jnp.ndim(objective) == 0:
                if measures.shape[0] != len(self.names):
                    raise ValueError(
                        f"The function returned {measures.shape[0]} measures, and names has "
                        f"{len(self.names)}, {', '.join(self.names)}: give one name for each measure, "
                        "Function(f, names=(...))."
                    )
                return jnp.asarray(objective), jnp.asarray(measures)
        raise ValueError(
            "The function of a Function returns (objective, measures): a scalar and an array [k], or a "
            f"tuple of k scalars. This one returned {jax.tree.map(jnp.shape, found)}, by shape."
        )

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        solutions = owned("x", query.x)
        if self.parameters is not None and solutions.shape[1] != self.parameters:
            raise ValueError(
                f"x has shape {solutions.shape}: give one solution per row, of {self.parameters} "
                "parameters each."
            )
        if not query.wants_jacobian:
            return Evaluation(*jax.vmap(self.values)(solutions))

        def row(x: Float[Array, " n"]) -> tuple[Array, Array]:
            values, pullback = jax.vjp(lambda x: _stacked(self.values(x)), x)
            return values, jax.vmap(pullback)(jnp.eye(values.shape[0], dtype=jnp.float32))[0]

        values, jacobian = jax.vmap(row)(solutions)
        return Evaluation(values[:, 0], values[:, 1:], jacobian)


def _stacked(values: tuple[Array, Array]) -> Float[Array, " r"]:
    return jnp.concatenate([values[0][None], values[1]])
