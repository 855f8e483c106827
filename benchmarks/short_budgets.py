"""Compares algorithms without gradients after few evaluations: CMA-ME, CMA-MAE and MAP-Elites.

The functions have 10 parameters, the grid has 50 x 50 cells, and each emitter draws 36 samples per
iteration. The table shows the normalized QD score after each budget of evaluations, as the mean of all
seeds.

    MAP-Elites (line)   one emitter of all samples, iso 0.5 (arm 0.1), line 0.2
    CMA-ME              ramify's defaults: samples that entered are recombined; restart if none enters
    CMA-ME, mu          the better half is recombined; restart only when CMA-ES has converged
    CMA-MAE, a          annealed with learning rate a; otherwise as "CMA-ME, mu"

    python benchmarks/short_budgets.py
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
CELLS, BATCH = 50, 36
METHODS = ("MAP-Elites (line)", "CMA-ME", "CMA-ME, mu", "CMA-MAE, 0.1", "CMA-MAE, 0.01")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    parser.add_argument("--n", type=int, default=10)
    parser.add_argument("--emitters", nargs="+", type=int, default=[1, 15])
    parser.add_argument("--budgets", nargs="+", type=int, default=[5_000, 20_000, 100_000])
    parser.add_argument("--seeds", type=int, default=3)
    args = parse(parser, tasks=["sphere"], emitters=[1], budgets=[360], seeds=1)
    versions("ramify", "jax", "numpy")
    rows, figures = [], []
    for task in args.tasks:
        for method in args.methods:
            for emitters in args.emitters:
                found = np.mean(
                    [
                        scores(task, args.n, method, emitters, args.budgets, s)
                        for s in range(args.seeds)
                    ],
                    axis=0,
                )
                rows.append(
                    [f"{task}, {method}, {emitters} x {BATCH}", *(f"{x:.2f}" for x in found)]
                )
                print("  ".join(rows[-1]), flush=True)
                name = method.replace("-", "").replace(" (line)", "").replace(", ", "_").lower()
                figures += [
                    (f"qd_{task}_{name}_x{emitters}_{budget}", float(x))
                    for budget, x in zip(args.budgets, found, strict=True)
                ]
    columns = ["task, algorithm, emitters", *(f"{budget:,}" for budget in args.budgets)]
    table(
        f"Normalized QD score by number of evaluations, n={args.n}, mean of {args.seeds} seeds",
        columns,
        rows,
    )
    for name, value in figures:
        figure(name, value)


def scores(
    task: str, n: int, method: str, emitters: int, budgets: list[int], seed: int
) -> list[float]:
    """Returns the QD score of one run after each budget."""
    half, sigma = half_range(task, n), 0.1 if task == "arm" else 0.5
    archive = ramify.GridArchive((-half, -half), (half, half), (CELLS, CELLS))
    if method == "MAP-Elites (line)":
        emitter = ramify.IsoLine(emitters * BATCH, iso=sigma, line=0.2, first=1.0, itself=False)
    else:
        es = ramify.CMAES(BATCH, sigma)
        one = ramify.CMAME(es)
        if method != "CMA-ME":
            ranking = "annealed" if method.startswith("CMA-MAE") else "improvement"
            one = ramify.CMAME(es, "mu", "basic", ranking)
        emitter = one if emitters == 1 else ramify.Several(one, emitters)
    if method.startswith("CMA-MAE"):
        archive = ramify.SoftArchive(archive, learning_rate=float(method.split()[1]))
    ends = [max(1, budget // (emitters * BATCH)) for budget in budgets]
    _, log = ramify.illuminate(
        TASKS[task](n),
        ramify.QD(archive, emitter),
        np.zeros(n, np.float32),
        steps=ends[-1],
        key=jax.random.key(seed),
    )
    return [float(log["norm_qd_score"][end - 1]) for end in ends]


if __name__ == "__main__":
    main()
