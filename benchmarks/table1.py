"""Compares CMA-MEGA with the published results of DQD (2021), arXiv:2106.03894, Table 1.

The tasks are the linear projections (sphere, Rastrigin) and the arm, with 1000 parameters. A run has
10,000 iterations of 1 + 35 evaluations, 100 x 100 cells and one emitter. The result is the normalized QD
score: the sum of the objectives of all elites, divided by the number of cells.

`--early` compares 15 emitters on the sphere with pyribs 0.12 after 100, 250 and 1000 iterations. Later
all implementations reach the same score; only the beginning shows a difference.
"""

import argparse
import time

import jax
import numpy as np
import optax
from _common import figure, parse, table, versions

import ramify
from ramify.tasks.arm import arm
from ramify.tasks.linear_projection import half_width, rastrigin, sphere

# name: (task, half the range of the measures, sigma_g, published with gradient ascent, with Adam)
TASKS = {
    "sphere": (sphere, half_width, 10.0, 75.29, 75.30),
    "rastrigin": (rastrigin, half_width, 10.0, 62.54, 62.58),
    "arm": (arm, float, 0.05, 74.18, 73.82),
}
PYRIBS_EARLY = {  # normalized QD score after 100, 250 and 1000 iterations of 15 x (1 + 35)
    100: (68.50, 74.81, 75.297),
    1000: (45.3, 75.01, 75.318),
}


def run(name, n, *, steps, seed, emitters=1, ascent, published):
    make, bound, sigma_g, *_ = TASKS[name]
    b = bound(n)
    emitter = ramify.CMAMEGA(
        ramify.Autodiff(),
        measures=2,
        batch=35,
        sigma_g=sigma_g,
        ascent=ascent,
        selection="mu",
        restart="no_improvement",
        published=published,
    )
    archive = ramify.GridArchive(lower=(-b, -b), upper=(b, b), shape=(100, 100))
    qd = ramify.QD(archive, emitter if emitters == 1 else ramify.Several(emitter, emitters))
    key = jax.random.key(seed)
    start = time.perf_counter()
    _, log = ramify.illuminate(make(n), qd, np.zeros(n), steps=steps, key=key)
    return log, time.perf_counter() - start


def ascents(adam: bool):
    return optax.adam(0.002) if adam else optax.sgd(1.0)


def table1(args) -> None:
    rows, figures = [], []
    for name in args.tasks:
        published = TASKS[name][4 if args.adam else 3]
        scores, coverage, taken = [], [], []
        for seed in range(args.seeds):
            log, seconds = run(
                name,
                args.n,
                steps=args.steps,
                seed=seed,
                ascent=ascents(args.adam),
                published=args.published,
            )
            scores.append(float(log["norm_qd_score"][-1]))
            coverage.append(100 * float(log["coverage"][-1]))
            taken.append(seconds)
            print(f"{name} seed {seed}: {scores[-1]:.2f} in {seconds:.1f} s", flush=True)
        ours = float(np.mean(scores))
        rows.append(
            [
                name,
                f"{published:.2f}",
                f"{ours:.2f} +- {np.std(scores):.2f}",
                f"{100 * (ours / published - 1):+.2f}%",
                f"{np.mean(coverage):.1f}",
                f"{np.median(taken):.1f}",
            ]
        )
        figures.append((f"qd_{name}_n{args.n}", ours))
        figures.append((f"seconds_{name}_n{args.n}", float(np.median(taken))))
    form = "published CMA-ES" if args.published else "CMA-ES of Hansen's tutorial"
    title = f"Normalized QD score, n={args.n}, {args.steps} iterations, {args.seeds} seeds, {form}"
    title += ", Adam" if args.adam else ""
    table(
        title, ["task", "published", "ramify", "difference", "coverage %", "seconds per run"], rows
    )
    for name, value in figures:
        figure(name, value)


def early(args) -> None:
    rows, figures = [], []
    for n, peers in PYRIBS_EARLY.items():
        logs = [
            run(
                "sphere",
                n,
                steps=1000,
                seed=seed,
                emitters=15,
                ascent=ascents(args.adam),
                published=args.published,
            )[0]
            for seed in range(args.seeds)
        ]
        for iteration, peer in zip((100, 250, 1000), peers, strict=True):
            scores = [float(log["norm_qd_score"][iteration - 1]) for log in logs]
            ours = float(np.mean(scores))
            rows.append(
                [f"n={n}", str(iteration), f"{peer:.3f}", f"{ours:.3f} +- {np.std(scores):.3f}"]
            )
            figures.append((f"qd_early_n{n}_{iteration}", ours))
    form = "published CMA-ES" if args.published else "CMA-ES of Hansen's tutorial"
    title = f"Normalized QD score, sphere, 15 emitters, mean of {args.seeds} seeds, {form}"
    table(title, ["parameters", "iteration", "pyribs", "ramify"], rows)
    for name, value in figures:
        figure(name, value, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--adam", action="store_true", help="use Adam (0.002) instead of gradient ascent (1)"
    )
    parser.add_argument(
        "--published", action="store_true", help="use the CMA-ES variant of the published code"
    )
    parser.add_argument("--early", action="store_true", help="compare 15 emitters with pyribs")
    args = parse(parser, tasks=["sphere"], n=20, steps=20, seeds=1)
    versions("jax", "optax", "numpy")
    early(args) if args.early else table1(args)


if __name__ == "__main__":
    main()
