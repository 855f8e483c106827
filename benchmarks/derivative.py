"""Which way is up? Derivatives through MJX beside evolution strategies, and critics where given.

A search point is moved by a small step along each estimate's own direction, for the objective and for
every measure; a row tells by how much its return, or its measures, rose in C MuJoCo, over episodes
not met before. Each estimate is drawn anew several times. The seconds of a derivative leave out its
compilation, which is told.

    python benchmarks/derivative.py
    python benchmarks/derivative.py --start runs/pretrained       # at its actor; its critics beside it
"""

import argparse
import time

from ramify.environment import keep_compiled

keep_compiled()  # derivatives of an Ant take minutes

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from _common import figure, table, versions  # noqa: E402

from ramify import ES  # noqa: E402
from ramify.core import Query  # noqa: E402
from ramify.recipes.cma_mega_td3 import CMAMEGATD3  # noqa: E402
from ramify.recipes.start import best_of  # noqa: E402
from ramify.robots.robots import ROBOTS  # noqa: E402
from ramify.tasks.locomotion import walker  # noqa: E402

WINDOWS = (1, 5, 10, 25, 0)  # 0: the whole episode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument("--steps", type=int, nargs="+", default=[25, 100], help="of an episode")
    parser.add_argument("--start", help="folder of `ramify pretrain td3`, or of a run")
    parser.add_argument("--critics", action="store_true", help="that --start has critics, too")
    parser.add_argument("--step", type=float, default=0.1, help="length of a move, in parameters")
    parser.add_argument("--samples", type=int, default=48, help="of an evolution strategy")
    parser.add_argument("--draws", type=int, default=8, help="estimates of each kind")
    parser.add_argument("--episodes", type=int, default=32, help="that judge each")
    options = parser.parse_args()
    if options.critics and not options.start:
        parser.error("--critics: whose? Give --start the folder of `ramify pretrain td3`.")
    versions("ramify", "jax", "mujoco", "mujoco-mjx")
    for steps in options.steps:
        beside(steps, options)


def beside(steps: int, options: argparse.Namespace) -> None:
    """The estimates for episodes of so many steps."""
    mjx, mujoco = (walker(options.task, sim=sim, steps=steps) for sim in ("mjx", "mujoco"))
    theta = np.asarray(mjx.start(jax.random.key(0)))
    if options.start:
        theta = best_of(options.start, mujoco)
    keys = [jax.random.fold_in(jax.random.key(1), i) for i in range(options.draws)]
    es = ES(options.samples, 0.02)

    def sampled(key):
        probe = es.probe(es.init(theta, key), jnp.asarray(theta), key)
        return es.jacobian(es.init(theta, key), probe, mujoco.evaluate(probe, key))

    def derived(window):
        def through(key):
            seed = jax.random.key_data(key)[None]
            return mjx.sim.jacobian(theta[None], seed, window=window)[1][0]

        return through

    kinds = {f"samples, {options.samples} episodes": sampled}
    begun = time.perf_counter()
    jax.block_until_ready(derived(0)(keys[0]))
    compiling = time.perf_counter() - begun
    for window in WINDOWS:
        if window < steps:
            kinds[f"derivative, {f'{window} steps' if window else 'whole episode'}"] = derived(
                window
            )
    if options.critics:
        kinds["critic of the objective, no episode"] = critic(theta, options)
    rows, gains = [], {}
    for name, estimate in kinds.items():
        begun = time.perf_counter()
        jacobians = np.stack([np.asarray(estimate(key)) for key in keys])
        seconds = (time.perf_counter() - begun) / len(keys)
        rose = judged(mujoco, theta, jacobians, options)
        gains[name] = rose[0][0]
        shown = [f"{mean:.3f} ± {error:.3f}" for mean, error in rose]
        sizes = np.linalg.norm(jacobians, axis=2).mean(0)
        rows.append(
            [
                name,
                shown[0],
                shown[1] if len(shown) > 1 else "",
                f"{sizes[0]:.2g}",
                f"{seconds:.2f}",
            ]
        )
    columns = [
        "estimate, and what it walked",
        "objective rose by",
        "measures by",
        "length",
        "seconds",
    ]
    title = f"{options.task}, {theta.size} parameters, episodes of {steps}, moved by {options.step}"
    table(title, columns, rows)
    figure(f"compilation_seconds_{steps}", compiling, 0)
    best = max(gain for name, gain in gains.items() if name.startswith("derivative"))
    figure(f"derivative_over_samples_{steps}", best / gains[next(iter(kinds))], 2)


def critic(theta: np.ndarray, options: argparse.Namespace):
    """The gradient of the pre-trained critic of the objective, on states drawn anew."""
    recipe = CMAMEGATD3(task=options.task, critics=options.start)
    experiment = recipe.build()
    source = experiment.qd.emitter.gradient
    known = experiment.prepare(None).emitter.search.gradient

    def judges(key):
        query = Query(jnp.asarray(theta)[None], 1, wants_transitions=True)
        return source.jacobian(known, query, None)[:1]

    return judges


def judged(task, theta, jacobians, options) -> list[tuple[float, float]]:
    """By how much the objective, and the measures, rise along their own rows: mean, standard error."""
    draws, rows, _ = jacobians.shape
    ahead = jacobians / (np.linalg.norm(jacobians, axis=2, keepdims=True) + 1e-12)
    moved = (theta + options.step * np.nan_to_num(ahead)).reshape(draws * rows, -1)
    seeds = jax.random.key_data(jax.random.split(jax.random.key(2), options.episodes))
    x = np.concatenate([theta[None], moved]).astype(np.float32)
    walks = task.sim.rollout(np.repeat(x, len(seeds), 0), np.tile(np.asarray(seeds), (len(x), 1)))
    told = np.column_stack([walks.objective, walks.measures]).reshape(len(x), len(seeds), -1)
    rose = (told[1:].mean(1) - told[0].mean(0)).reshape(draws, rows, -1)
    own = np.stack([rose[:, r, r] for r in range(rows)], axis=1)
    kinds = [own[:, 0]] + ([own[:, 1:].mean(1)] if rows > 1 else [])
    return [(float(kind.mean()), float(kind.std() / draws**0.5)) for kind in kinds]


if __name__ == "__main__":
    main()
