"""Measures the peak memory of an archive with 20^4 cells and 5,000 elites of 6,536 parameters.

The archive is filled by the real loop.

    python benchmarks/memory.py
"""

import argparse
import resource

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, versions

from ramify import CMAMEGA, ES, QD, Evaluation, GridArchive
from ramify.core import AbstractTask
from ramify.run.loop import advance

N, ELITES, CELLS = 6536, 5000, 20


class Drawn(AbstractTask):
    """A task with random objectives and measures, in place of a simulator."""

    @property
    def measures(self):
        return ("a", "b", "c", "d")

    def evaluate(self, query, key):
        draw = np.random.default_rng(np.asarray(jax.random.key_data(key)))
        rows = query.x.shape[0]
        objective = jnp.asarray(draw.normal(size=rows), jnp.float32)
        return Evaluation(objective, jnp.asarray(draw.uniform(size=(rows, 4)), jnp.float32))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--elites", type=int, default=ELITES)
    args = parse(parser, elites=100)
    versions("ramify", "jax")
    before = peak_gb()
    archive = GridArchive((0.0,) * 4, (1.0,) * 4, (CELLS,) * 4)
    qd = QD(archive, CMAMEGA(ES(samples=48), measures=4, batch=50, sigma_g=1.0))
    state = qd.init(np.zeros(N), key=jax.random.key(0))
    iterations = 0
    while int(state.archive.size) < args.elites:
        state, _ = advance(qd, Drawn(), state, 1)
        iterations += 1
    held, room = int(state.archive.size), state.archive.objective.shape[0]
    print(f"{held} elites of {N} parameters, {room} rows, {iterations} iterations")
    print(f"the elites alone              {held * N * 4 / 1e9:6.3f} GB")
    print(f"the archive, with free rows   {room * N * 4 / 1e9:6.3f} GB")
    print(f"a row for every cell would be {archive.cells * N * 4 / 1e9:6.3f} GB")
    print(f"process before the archive    {before:6.3f} GB")
    figure("peak_gb", peak_gb(), 3)


def peak_gb() -> float:
    """Returns the peak memory of this process in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


if __name__ == "__main__":
    main()
