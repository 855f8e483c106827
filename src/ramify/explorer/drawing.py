"""Solutions of a function: an arm lies, of any other function there are the parameters."""

import abc

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify.explorer.listener import AbstractListener
from ramify.explorer.packed import packed
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.tasks.function import Function


class AbstractDrawing(AbstractPlayer):
    """One picture, in the first message."""

    together = 1

    def __init__(self, task: Function):
        self._drawn = eqx.filter_jit(lambda x: (self._draw(task, x), task.function(x)))

    @abc.abstractmethod
    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        """What is to be drawn, by name."""

    def play(
        self, header: dict, x: np.ndarray, fields: dict, listener: AbstractListener
    ) -> Outcome:
        drawn, (objective, measures) = self._drawn(jnp.asarray(x, jnp.float32))
        arrays = {name: np.asarray(value, np.float32) for name, value in drawn.items()}
        listener.send(packed({"kind": self.kind} | header, **arrays))
        return Outcome(float(objective), np.asarray(measures))

    def again(self, outcome: Outcome, objective: float, measures: np.ndarray) -> bool:
        """But for rounding: a run compiles whole batches."""
        same = np.isclose(outcome.objective, objective, rtol=1e-4, atol=1e-4)
        return bool(same and np.allclose(outcome.measures, measures, rtol=1e-4, atol=1e-4))

    def warm_up(self, n: int) -> None:
        jax.block_until_ready(self._drawn(jnp.zeros(n)))


class Arm(AbstractDrawing):
    """A chain of links: `joints` [j, 2], their positions."""

    kind = "arm"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        assert task.chain is not None
        return {"joints": task.chain(x)}


class Parameters(AbstractDrawing):
    """The parameters themselves: `solution` [n]."""

    kind = "function"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        return {"solution": x}
