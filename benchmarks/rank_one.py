"""Compares weights of CMA-ES's rank-one term in CMA-MAEGA.

CMA-MAEGA runs on the linear projections with exact gradients, learning rate 0.01 and 35 branches per
emitter. There are two sizes: 1 emitter on 50 x 50 cells, and 15 emitters on 100 x 100 cells. The
variants of CMA-ES are:

    tutorial    Hansen's tutorial: the term has weight 1 (rank_one=1)
    published   the code of DQD, CMA-MAE and pyribs
    boosted     Hansen's tutorial with weight 7 (rank_one=7), the default for annealed archives

The results are normalized QD scores, as means over all seeds. They show which variant is faster: later,
all reach the same score. A negative score is a failure: elites far outside, with objectives below 0.

    python benchmarks/rank_one.py
    python benchmarks/rank_one.py --forms tutorial boosted --rank-one 15
"""

import argparse

import jax
import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify.recipes.benchmark import half_range

TASKS = {
    "sphere": ramify.tasks.sphere,
    "rastrigin": ramify.tasks.rastrigin,
    "arm": ramify.tasks.arm,
}
SIZES = {1: (50, 1000), 15: (100, 300)}  # emitters: (cells per axis, iterations)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=["sphere", "rastrigin"])
    parser.add_argument("--n", nargs="+", type=int, default=[20, 100, 1000])
    parser.add_argument("--emitters", nargs="+", type=int, choices=SIZES, default=list(SIZES))
    parser.add_argument("--forms", nargs="+", default=["tutorial", "published", "boosted"])
    parser.add_argument("--rank-one", type=float, default=7.0, help="weight of the boosted variant")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--steps", type=int, help="iterations; by default 1000 or 300, depending on the size"
    )
    args = parse(parser, tasks=["sphere"], n=[20], emitters=[1], seeds=1, steps=20)
    versions("ramify", "jax", "optax", "numpy")
    rows, figures = [], []
    for emitters in args.emitters:
        cells, steps = SIZES[emitters]
        steps = args.steps or steps
        for task in args.tasks:
            for n in args.n:
                row = [f"{task} n={n}, {emitters} x 35, {cells} x {cells}, {steps} iterations"]
                for form in args.forms:
                    scores = [
                        score(task, n, cells, emitters, form, args.rank_one, steps, seed)
                        for seed in range(args.seeds)
                    ]
                    row.append(f"{np.mean(scores):.2f} ± {np.std(scores):.2f}")
                    figures.append((f"qd_{task}_n{n}_x{emitters}_{form}", float(np.mean(scores))))
                print("  ".join(row), flush=True)
                rows.append(row)
    table(
        f"Normalized QD score of CMA-MAEGA: mean ± standard deviation of {args.seeds} seeds",
        ["task", *args.forms],
        rows,
    )
    for name, value in figures:
        figure(name, value)


def score(
    task: str,
    n: int,
    cells: int,
    emitters: int,
    form: str,
    boost: float,
    steps: int,
    seed: int,
) -> float:
    """Returns the normalized QD score of a run."""
    half = half_range(task, n)
    archive = ramify.SoftArchive(
        ramify.GridArchive((-half, -half), (half, half), (cells, cells)), learning_rate=0.01
    )
    emitter = ramify.CMAMEGA(
        ramify.Autodiff(),
        measures=2,
        batch=35,
        sigma_g=0.05 if task == "arm" else 10.0,
        restart="basic",
        ranking="annealed",
        published=form == "published",
        rank_one=boost if form == "boosted" else 1.0,
    )
    qd = ramify.QD(archive, emitter if emitters == 1 else ramify.Several(emitter, emitters))
    start, key = np.zeros(n, np.float32), jax.random.key(seed)
    _, log = ramify.illuminate(TASKS[task](n), qd, start, steps=steps, key=key)
    return float(log["norm_qd_score"][-1])


if __name__ == "__main__":
    main()
