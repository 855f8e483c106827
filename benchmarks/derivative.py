"""Compares gradient estimates: derivatives through MJX, evolution strategies, and critics if given.

A search point moves by a small step along each estimate, for the objective and for every measure. The
table shows by how much the return, or the measure, rose in C MuJoCo, over new episodes. Each kind of
estimate is drawn several times. All kinds are judged over the same episodes. Errors include both kinds
of randomness. Seconds are without compilation, which is reported for the derivative.

    python benchmarks/derivative.py
    python benchmarks/derivative.py --start critics --critics     # folder of `ramify pretrain td3`
    python benchmarks/derivative.py --start runs/td3 --critics    # folder of a cma-mega-td3 run
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from ramify.system.runtime import keep_compiled

keep_compiled()  # compiling the derivatives of an Ant takes minutes

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from _common import figure, parse, table, versions  # noqa: E402

from ramify import ES  # noqa: E402
from ramify.core import Query  # noqa: E402
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe  # noqa: E402
from ramify.recipes.pretrain_files import CRITICS  # noqa: E402
from ramify.recipes.registry import recipe_of  # noqa: E402
from ramify.recipes.start import best_of  # noqa: E402
from ramify.robots.robots import ROBOTS  # noqa: E402
from ramify.run.checkpoint import restore  # noqa: E402
from ramify.run.config import read_config  # noqa: E402
from ramify.tasks.locomotion import walker  # noqa: E402

WINDOWS = (1, 5, 10, 25, 0)  # 0: the whole episode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument(
        "--steps", type=int, nargs="+", default=[25, 100], help="control steps of an episode"
    )
    parser.add_argument("--start", help="folder of `ramify pretrain td3`, or of a run")
    parser.add_argument("--critics", action="store_true", help="also use the critics in --start")
    parser.add_argument("--step", type=float, default=0.1, help="length of a step, in parameters")
    parser.add_argument("--samples", type=int, default=48, help="samples of the evolution strategy")
    parser.add_argument("--draws", type=int, default=8, help="estimates of each kind")
    parser.add_argument(
        "--episodes", type=int, default=32, help="episodes that judge each estimate"
    )
    options = parse(parser, task="hopper", steps=[4], samples=8, draws=1, episodes=2)
    if options.critics and not options.start:
        parser.error(
            "--critics needs --start: give the folder of `ramify pretrain td3` or of a run."
        )
    versions("ramify", "jax", "mujoco", "mujoco-mjx")
    for steps in options.steps:
        beside(steps, options)


def beside(steps: int, options: argparse.Namespace) -> None:
    """Compares the estimates for episodes of this length."""
    mjx, mujoco = (walker(options.task, sim=sim, steps=steps) for sim in ("mjx", "mujoco"))
    theta, critics = np.asarray(mjx.start(jax.random.key(0))), None
    if options.critics:
        theta, critics = taught(options)
    elif options.start:
        theta = best_of(options.start, mujoco)
    keys = [jax.random.fold_in(jax.random.key(1), i) for i in range(options.draws)]
    es = ES(options.samples, 0.02)

    def sampled(key):
        probe = es.probe(es.init(theta, key), jnp.asarray(theta), key)
        return es.jacobian(es.init(theta, key), probe, mujoco.evaluate(probe, key))

    def derived(window, key):
        seed = jax.random.key_data(key)[None]
        return mjx.sim.jacobian(theta[None], seed, window=window)[1][0]

    begun = time.perf_counter()
    jax.block_until_ready(derived(0, keys[0]))
    compiling = time.perf_counter() - begun
    kinds = {f"samples, {options.samples} episodes": sampled}
    for window in WINDOWS:
        if window < steps:
            through = f"{window} step{'s' * (window > 1)}" if window else "whole episode"
            kinds[f"derivative, {through}"] = partial(derived, window)
    if critics is not None:
        kinds["critics, no episode"] = critics
    rows = []
    for name, estimate in kinds.items():
        np.asarray(estimate(keys[0]))  # compiles
        begun = time.perf_counter()
        jacobians = np.stack([np.asarray(estimate(key)) for key in keys])
        seconds = (time.perf_counter() - begun) / len(keys)
        length = np.linalg.norm(jacobians[:, 0], axis=1).mean()
        rose = judged(mujoco, theta, jacobians, options)
        rows.append([name, *rose, f"{length:.2g}", f"{seconds:.2f}"])
    columns = ["estimate", "objective rose by", "a measure rose by"]
    title = f"{options.task}, {theta.size} parameters, episodes of {steps}, moved by {options.step}"
    table(title, [*columns, "the objective's length", "seconds"], rows)
    figure(f"compilation_seconds_{steps}", compiling, 0)


def taught(options: argparse.Namespace) -> tuple[np.ndarray, Callable]:
    """Returns a search point and the directions that its critics give there, on newly drawn states.

    Both come from a folder of `ramify pretrain td3`, or from the last checkpoint of a cma-mega-td3 run.
    """
    folder = Path(options.start)
    if (folder / CRITICS).exists():
        experiment = CMAMEGATD3Recipe(task=options.task, critics=options.start).build()
        state = experiment.first(0)
    else:
        recipe = recipe_of(read_config(folder))
        if not isinstance(recipe, CMAMEGATD3Recipe) or recipe.task != options.task:
            raise SystemExit(f"{folder} is not a run of cma-mega-td3 with --task {options.task}.")
        experiment = recipe.build()
        shape = experiment.qd.shape(experiment.theta.size, fields=experiment.task.fields)
        state, _ = restore(folder, experiment.qd, shape)
    search, source = state.emitter.search, experiment.qd.emitter.gradient

    def told(key):
        return source.jacobian(
            replace(search.gradient, key=key), Query(search.theta[None], 1), None
        )

    return np.asarray(search.theta), told


def judged(task, theta, jacobians, options) -> tuple[str, str]:
    """Returns the rise of the objective and of a measure along their gradients: mean ± std. error."""
    draws, rows, n = jacobians.shape
    lengths = np.linalg.norm(jacobians, axis=2, keepdims=True)
    ahead = np.nan_to_num(jacobians / (lengths + 1e-12))
    x = np.concatenate([np.zeros((draws, 1, n)), options.step * ahead], axis=1) + theta
    seeds = jax.random.key_data(jax.random.split(jax.random.key(2), (draws, 1, options.episodes)))
    walked = (draws, 1 + rows, options.episodes)
    x = np.broadcast_to(x[:, :, None], (*walked, n)).reshape(-1, n)
    seeds = np.broadcast_to(seeds, (*walked, 2)).reshape(-1, 2)
    walks = task.sim.rollout(x.astype(np.float32), seeds)
    told = np.column_stack([walks.objective, walks.measures]).reshape(*walked, rows).mean(2)
    own = np.diagonal(told[:, 1:] - told[:, :1], axis1=1, axis2=2)  # [d, r]
    return shown(own[:, 0]), shown(own[:, 1:].mean(1))


def shown(rose: np.ndarray) -> str:
    error = rose.std(ddof=1) / len(rose) ** 0.5 if len(rose) > 1 else np.nan
    return f"{rose.mean():.3f} ± {error:.3f}"


if __name__ == "__main__":
    main()
