"""Players for tasks without a robot: an arm is drawn, other tasks show the parameters."""

import abc

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify.core import AbstractTask
from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import pack
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.tasks.episode_replay import exact, replayed
from ramify.tasks.function import Function


class AbstractDrawing(AbstractPlayer):
    """Sends one picture, in the first message."""

    together = 1

    def __init__(self, task: Function):
        self._drawn = eqx.filter_jit(lambda x: (self._draw(task, x), task.values(x)))

    @abc.abstractmethod
    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        """Returns the arrays to draw, by name."""

    def play(
        self, header: dict, x: np.ndarray, fields: dict, listener: AbstractListener
    ) -> Outcome:
        drawn, (objective, measures) = self._drawn(jnp.asarray(x, jnp.float32))
        arrays = {name: np.asarray(value, np.float32) for name, value in drawn.items()}
        listener.send(pack({"kind": self.kind} | header, **arrays))
        return Outcome(float(objective), np.asarray(measures))

    def warm_up(self, n: int) -> None:
        jax.block_until_ready(self._drawn(jnp.zeros(n, dtype=jnp.float32)))


class Arm(AbstractDrawing):
    """Draws a chain of links: `joints` [j, 2], the positions of its joints."""

    kind = "arm"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        assert task.chain is not None
        return {"joints": task.chain(x)}


class Parameters(AbstractDrawing):
    """Shows the parameters: `solution` [n]."""

    kind = "function"

    def _draw(self, task: Function, x: jax.Array) -> dict[str, jax.Array]:
        return {"solution": x}


class Stored(AbstractPlayer):
    """Shows the parameters of a solution whose task is not known: `solution` [n]."""

    kind, together = "function", 1

    def play(
        self, header: dict, x: np.ndarray, fields: dict, listener: AbstractListener
    ) -> Outcome:
        listener.send(pack({"kind": self.kind} | header, solution=np.asarray(x, np.float32)))
        return Outcome(header["objective"], np.asarray(header["measures"]))

    def warm_up(self, n: int) -> None:
        pass


class Evaluated(AbstractPlayer):
    """Evaluates a solution of any other task again, and shows its parameters: `solution` [n]."""

    kind, together = "function", 1

    def __init__(self, task: AbstractTask):
        self._task = task
        if not exact(task):
            self.otherwise = self.unexplained = (
                "Evaluated again, with a new random seed if the task uses one."
            )

    def play(
        self, header: dict, x: np.ndarray, fields: dict, listener: AbstractListener
    ) -> Outcome:
        listener.send(pack({"kind": self.kind} | header, solution=np.asarray(x, np.float32)))
        once = {name: np.asarray(value)[None] for name, value in fields.items()}
        found = replayed(self._task, x[None], once)
        kept = {name: np.asarray(value[0]) for name, value in found.fields.items()}
        steps = int(kept.get("steps", 0))
        return Outcome(float(found.objective[0]), np.asarray(found.measures[0]), steps, kept)

    def warm_up(self, n: int) -> None:
        pass  # the task is not ramify's, so there is nothing to compile
