"""Compares whole loops with QDax: iterations per second.

Both libraries get the same functions, networks, simulator and batches. QDax's loop is compiled as a
whole. The two take turns, so that other load on the machine affects both. A ratio above 1 means that
ramify is faster. QDax is no dependency of ramify: `pip install qdax`.

- Linear projection, n = 1000, 100 x 100 cells: CMA-MEGA with exact gradients, and MAP-Elites with
  iso+line variation.
- Robots in MJX, with ramify's simulator for both: MAP-Elites with iso+line variation. Each robot has its
  own network.

    python benchmarks/loops.py
    python benchmarks/loops.py --task ant --batch 1024 --steps 1000     # on an accelerator
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

from ramify.system.runtime import keep_compiled

keep_compiled()
if find_spec("qdax") is None:
    raise SystemExit("This benchmark compares with QDax: pip install qdax")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from _common import figure, parse, table, versions  # noqa: E402
from qdax.core.containers.mapelites_repertoire import (  # noqa: E402
    compute_euclidean_centroids,
)
from qdax.core.emitters.cma_mega_emitter import CMAMEGAEmitter  # noqa: E402
from qdax.core.emitters.mutation_operators import isoline_variation  # noqa: E402
from qdax.core.emitters.standard_emitters import MixingEmitter  # noqa: E402
from qdax.core.map_elites import MAPElites  # noqa: E402

import ramify  # noqa: E402
from ramify.robots.robots import ROBOTS  # noqa: E402
from ramify.run.loop import advance  # noqa: E402
from ramify.sims.mjx.worlds import Given  # noqa: E402
from ramify.tasks.linear_projection import half_width, sphere  # noqa: E402
from ramify.tasks.locomotion import walker  # noqa: E402

N = 1000
LINE = dict(iso_sigma=0.01, line_sigma=0.2)
Iterations = Callable[[], None]  # runs a fixed number of iterations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument("--batch", type=int, nargs="+", default=[16, 32], help="robots")
    parser.add_argument("--steps", type=int, default=20, help="control steps of an episode")
    parser.add_argument(
        "--iterations", type=int, default=200, help="iterations per measurement, for projections"
    )
    parser.add_argument("--rounds", type=int, default=9)
    options = parse(parser, task="hopper", batch=[2], steps=2, iterations=2, rounds=1)
    versions("ramify", "qdax", "jax", "mujoco-mjx")
    print(f"{len(jax.devices())} x {jax.devices()[0].device_kind}\n")
    many, rows, ratios = options.iterations, [], []
    races = [
        *((f"{options.task} in MJX, {b}", 3, *walkers(options, b, 3)) for b in options.batch),
        *((f"CMA-MEGA, {b}", many, ours_mega(b, many), theirs_mega(b, many)) for b in (36, 360)),
        *((f"MAP-Elites, {b}", many, ours_line(b, many), theirs_line(b, many)) for b in (36, 1024)),
    ]
    for name, iterations, *runs in races:
        mine, other = race(*runs, options.rounds)
        ratio = statistics.median(t / m for m, t in zip(mine, other, strict=True))
        ratios.append(ratio)
        rates = (f"{iterations / statistics.median(s):.1f}" for s in (mine, other))
        rows.append([name, *rates, f"{ratio:.2f}"])
    table("Iterations per second", ["loop and batch size", "ramify", "QDax", "ratio"], rows)
    robots = len(options.batch)
    for batch, ratio in zip(options.batch, ratios[:robots], strict=True):
        figure(f"loop_ratio_walkers_{batch}", ratio)
    figure("loop_ratio_projection_min", min(ratios[robots:]))


def race(mine: Iterations, other: Iterations, rounds: int) -> tuple[list[float], list[float]]:
    """Returns the seconds of each call, in turns, without the first calls, which compile."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for run, kept in zip((mine, other), seconds, strict=True):
            begun = time.perf_counter()
            run()
            if turn:
                kept.append(time.perf_counter() - begun)
    return seconds


def ours(qd, task, theta, iterations: int) -> Iterations:
    state = qd.init(theta, key=jax.random.key(0), fields=task.fields)
    state = qd.reserve(state, 10_000)  # as in QDax; otherwise it grows now and then, which compiles

    def run() -> None:
        nonlocal state
        state, log = advance(qd, task, state, iterations)
        float(log[-1]["qd_score"])

    return run


def theirs(loop: MAPElites, x, centroids, iterations: int) -> Iterations:
    made = loop.init(x, centroids, jax.random.key(0))
    repertoire, emitter, key = made[0], made[1], jax.random.key(1)

    @jax.jit
    def several(carry):
        return jax.lax.scan(loop.scan_update, carry, None, length=iterations)

    def run() -> None:
        nonlocal repertoire, emitter, key
        (repertoire, emitter, key), scores = several((repertoire, emitter, key))
        float(scores["qd_score"][-1])

    return run


def scores(repertoire) -> dict:
    """Returns the metrics that ramify computes in every iteration."""
    there = repertoire.fitnesses > -jnp.inf
    kept = jnp.where(there, repertoire.fitnesses, 0.0)
    return {"qd_score": kept.sum(), "coverage": there.mean(), "best": repertoire.fitnesses.max()}


def plane() -> tuple[ramify.GridArchive, jax.Array]:
    """Returns the archive of the linear projection for ramify, and its centroids for QDax."""
    b = half_width(N)
    grid = ramify.GridArchive((-b, -b), (b, b), (100, 100))
    return grid, compute_euclidean_centroids((100, 100), (-b, -b), (b, b))


def ours_mega(batch: int, iterations: int) -> Iterations:
    emitter = ramify.CMAMEGA(ramify.Autodiff(), measures=2, batch=batch, sigma_g=10.0)
    return ours(ramify.QD(plane()[0], emitter), sphere(N), np.zeros(N), iterations)


def theirs_mega(batch: int, iterations: int) -> Iterations:
    task = sphere(N)

    def values(x):
        objective, measures = task.function(x)
        return jnp.append(objective, measures)

    def scored(x, key):
        told, rows = jax.vmap(lambda x: (values(x), jax.jacrev(values)(x)))(x)
        rows = rows / (jnp.linalg.norm(rows, axis=2, keepdims=True) + 1e-8)
        return told[:, 0], told[:, 1:], {"normalized_grads": jnp.swapaxes(rows, 1, 2)}

    _, centroids = plane()
    settings = {"learning_rate": 1.0, "num_descriptors": 2, "centroids": centroids, "sigma_g": 10.0}
    emitter = CMAMEGAEmitter(scored, batch, **settings)
    loop = MAPElites(scored, emitter, scores)
    return theirs(loop, jnp.zeros((batch, N)), centroids, iterations)


def ours_line(batch: int, iterations: int) -> Iterations:
    emitter = ramify.IsoLine(batch, *LINE.values())
    return ours(ramify.QD(plane()[0], emitter), sphere(N), np.zeros(N), iterations)


def theirs_line(batch: int, iterations: int) -> Iterations:
    task, (_, centroids) = sphere(N), plane()

    def scored(x, key):
        objective, measures = jax.vmap(task.function)(x)
        return objective, measures, {}

    return line(scored, jnp.zeros((batch, N)), centroids, iterations)


def line(scored, x, centroids, iterations: int, spread=LINE) -> Iterations:
    vary = partial(isoline_variation, **spread)
    loop = MAPElites(scored, MixingEmitter(None, vary, 1.0, len(x)), scores)
    return theirs(loop, x, centroids, iterations)


def walkers(
    options: argparse.Namespace, batch: int, iterations: int
) -> tuple[Iterations, Iterations]:
    """Returns both loops over the same robots in MJX.

    There is no variation, so that both libraries simulate the same robots: MJX takes as long as the
    hardest of a batch.
    """
    task = walker(options.task, sim="mjx", steps=options.steps, slots=batch)
    k = len(task.measures)
    shape = ({1: 1000, 2: 32}.get(k, 10),) * k
    grid = ramify.GridArchive((0.0,) * k, (1.0,) * k, shape)
    theta = np.asarray(task.start(jax.random.key(0)))
    qd = ramify.QD(grid, ramify.IsoLine(batch, iso=0.0, line=0.0, first=0.0))

    together = min(task.sim.side, batch)
    if batch % together:
        raise SystemExit(
            f"--batch {batch}: MJX simulates {together} robots at a time here: give a multiple of it."
        )

    def scored(x, key):
        seeds = jax.random.key_data(jax.random.split(key, len(x)))
        given = Given(x, seeds, None, jnp.zeros(len(x), bool))
        chunks = jax.tree.map(lambda a: a.reshape(-1, together, *a.shape[1:]), given)
        walk = partial(task.sim.worlds.walk, trace=False, poses=False)
        walked = walk(given) if together == batch else jax.lax.map(walk, chunks)
        return walked.objective.reshape(-1), walked.measures.reshape(len(x), -1), {}

    centroids = compute_euclidean_centroids(shape, (0.0,) * k, (1.0,) * k)
    x = jnp.tile(theta, (batch, 1))
    still = dict.fromkeys(LINE, 0.0)
    return ours(qd, task, theta, iterations), line(scored, x, centroids, iterations, still)


if __name__ == "__main__":
    main()
