"""Searches of a given size, for the benchmarks of growth."""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

import ramify
from ramify import CMAME, CMAMEGA, ES, QD, Autodiff, Evaluation, GridArchive
from ramify.tasks.linear_projection import BOUND, SHIFT

BATCH = 35  # branches per emitter and iteration
ROWS = 100_000  # solutions that are added to an archive at a time


@dataclass(frozen=True)
class Sphere:
    """The linear projection sphere with any number of measures."""

    measures: int

    def __call__(self, x: jax.Array) -> tuple[jax.Array, jax.Array]:
        objective = 100.0 * (1.0 - jnp.mean((x - SHIFT) ** 2) / (BOUND + SHIFT) ** 2)
        inside = jnp.abs(x) <= BOUND
        folded = jnp.where(inside, x, BOUND / jnp.where(inside, 1.0, x))
        return objective, jnp.sum(folded.reshape(self.measures, -1), axis=1)


@dataclass(frozen=True)
class Search:
    """Sizes of a search."""

    parameters: int = 10_000
    elites: int = 256
    emitters: int = 1
    measures: int = 2
    full: bool = False  # whether the archive is full from the start
    emitter: str = "CMA-MEGA"

    @property
    def task(self) -> ramify.Function:
        names = tuple(f"measure {i + 1}" for i in range(self.measures))
        return ramify.Function(Sphere(self.measures), names, parameters=self.parameters)

    @property
    def shape(self) -> tuple[int, ...]:
        """As many cells as elites, on sides that are as equal as possible."""
        sides, rest = [], self.elites
        for left in range(self.measures, 0, -1):
            fitting = [side for side in range(1, rest + 1) if rest % side == 0]
            sides.append(min(fitting, key=lambda side: abs(side - rest ** (1 / left))))
            rest //= sides[-1]
        return tuple(sides)

    @property
    def data(self) -> int:
        """Number of floats that an iteration computes with at least."""
        rows = self.emitters * (BATCH + 1 + 1 + self.measures)  # points, and a Jacobian each
        return rows * self.parameters + self.elites

    @property
    def qd(self) -> QD:
        high = (BOUND * self.parameters / self.measures,) * self.measures
        archive = GridArchive(tuple(-side for side in high), high, self.shape)
        one = EMITTERS[self.emitter](self.measures)
        return QD(archive, one if self.emitters == 1 else ramify.Several(one, self.emitters))

    def start(self) -> ramify.QDState:
        qd = self.qd
        state = qd.reserve(qd.init(np.zeros(self.parameters), key=0), self.elites)
        return filled(qd, state) if self.full else state


EMITTERS = {
    "CMA-MEGA": lambda k: CMAMEGA(Autodiff(), measures=k, batch=BATCH, sigma_g=10.0),
    "CMA-MEGA(ES)": lambda k: CMAMEGA(ES(samples=BATCH + 1), measures=k, batch=BATCH, sigma_g=10.0),
    "MAP-Elites": lambda k: ramify.IsoLine(batch=BATCH + 1),
    "CMA-ME, Sep-CMA-ES": lambda k: CMAME(ramify.SepCMAES(batch=BATCH + 1, sigma0=0.5)),
    "CMA-ME, LM-MA-ES": lambda k: CMAME(ramify.LMMAES(batch=BATCH + 1, sigma0=0.5)),
}


def filled(qd: QD, state: ramify.QDState, seed: int = 0) -> ramify.QDState:
    """Returns the state with one random elite in every cell of its grid."""
    axes, rng = qd.archive.axes, np.random.default_rng(seed)
    lower, upper, shape = (np.array(axes[name]) for name in ("lower", "upper", "shape"))
    order, n = rng.permutation(int(shape.prod())), state.archive.solution.shape[1]
    for start in range(0, len(order), ROWS):
        index = np.stack(np.unravel_index(order[start : start + ROWS], shape), axis=1)
        measures = lower + (index + 0.5) / shape * (upper - lower)
        x = rng.standard_normal((len(index), n), np.float32)
        objective = rng.standard_normal(len(index)) - 100 * np.mean(
            (index / shape - 0.5) ** 2, axis=1
        )
        state, _ = qd.add(state, x, Evaluation(objective, measures))
    return jax.block_until_ready(state)
