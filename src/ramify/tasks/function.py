"""Any JAX function as a task, with its exact Jacobian."""

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.core import AbstractTask, Evaluation, Query


class Function(AbstractTask):
    """A JAX function x [n] -> (objective [], measures [k]).

    Attributes:
      function: what is solved.
      names: of the measures.
      chain: how a solution is drawn where it stands for something: joints [j, 2], linked one after
        the other.

    Example:
      >>> task = Function(lambda x: (-jnp.sum(x**2), x[:2]), names=("x0", "x1"))
      >>> query = Query(jnp.ones((1, 3)), offered=1, wants_jacobian=True)
      >>> task.evaluate(query, jax.random.key(0)).jacobian[0, 0].tolist()
      [-2.0, -2.0, -2.0]
    """

    function: Callable[[Float[Array, " n"]], tuple[Float[Array, ""], Float[Array, " k"]]]
    names: tuple[str, ...] = eqx.field(static=True, default=("measure 1", "measure 2"))
    chain: Callable[[Float[Array, " n"]], Float[Array, "j 2"]] | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        return self.names

    @property
    def jittable(self) -> bool:
        return True

    def evaluate(self, query: Query, key: Key[Array, ""]) -> Evaluation:
        if not query.wants_jacobian:
            return Evaluation(*jax.vmap(self.function)(query.x))

        def row(x: Float[Array, " n"]) -> tuple[Array, Array]:
            values, pullback = jax.vjp(lambda x: _stacked(self.function(x)), x)
            return values, jax.vmap(pullback)(jnp.eye(values.shape[0]))[0]

        values, jacobian = jax.vmap(row)(query.x)
        return Evaluation(values[:, 0], values[:, 1:], jacobian)


def _stacked(values: tuple[Array, Array]) -> Float[Array, " r"]:
    return jnp.concatenate([values[0][None], values[1]])
