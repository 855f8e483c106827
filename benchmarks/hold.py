"""For how many steps should MEGA hold its coefficients?

MEGA follows random coefficients for a number of steps, then draws others. CMA-MEGA draws new ones in
every iteration. All searches get the same number of evaluations. The scores are normalized QD scores, as
means over all seeds, and the last column is the coverage.

    python benchmarks/hold.py
    python benchmarks/hold.py --tasks gait --evaluations 4000
    python benchmarks/hold.py --to docs/images/hold.png
"""

import argparse
from collections.abc import Callable

import jax
import matplotlib.pyplot as plt
import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify.core import AbstractEmitter, AbstractTask
from ramify.recipes.benchmark import half_range
from ramify.run.plan import IterationPlan

HOLDS = 1, 2, 5, 10, 20
GAIT = dict(task="ant", controller="gait", steps=250)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    tasks = ["arm", "sphere", "gait"]
    parser.add_argument("--tasks", nargs="+", choices=tasks, default=tasks[:2])
    parser.add_argument("--n", type=int, default=100, help="parameters of a function")
    parser.add_argument("--evaluations", type=int, default=40_000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--holds", nargs="+", type=int, default=HOLDS)
    parser.add_argument("--to", help="a PNG file for the learning curves")
    args = parse(parser, tasks=["arm"], n=10, evaluations=800, seeds=1, holds=[1, 3])
    versions("ramify", "jax", "numpy")
    results = {}
    for name in args.tasks:
        rows = []
        for label, qd in searches(name, args.n, args.holds).items():
            logs = [run(name, qd, args, seed) for seed in range(args.seeds)]
            results[name, label] = logs
            score, coverage = (
                np.array([log[what][-1] for log in logs]) for what in ("norm_qd_score", "coverage")
            )
            half = np.array([log["norm_qd_score"][len(log["coverage"]) // 2] for log in logs])
            row = [label, f"{half.mean():.3g}", f"{score.mean():.3g} ± {score.std():.2g}"]
            rows.append([*row, f"{coverage.mean():.1%}"])
            print("  ".join(rows[-1]), flush=True)
            figure(f"qd_{name}_{label.replace(' ', '_')}", float(score.mean()))
        title = f"{name}: normalized QD score after half and all of {args.evaluations} evaluations"
        table(title, ["search", "half", "all", "coverage"], rows)
    if args.to:
        draw(results, args)


def searches(name: str, n: int, holds: list[int]) -> dict[str, ramify.QD]:
    """Returns the searches that are compared, by their labels."""
    if name == "gait":
        recipes = ramify.recipes
        found = {"CMA-MEGA(ES)": recipes.cma_mega_es(**GAIT).build().qd}
        for adapt in (False, True):
            for hold in holds:
                recipe = recipes.mega_es(**GAIT, hold=hold, adapt=adapt)
                found[f"hold {hold}" + ", CMA-ES" * adapt] = recipe.build().qd
        return found
    half = half_range(name, n)
    archive = ramify.GridArchive((-half, -half), (half, half), (50, 50))
    exact, sigma = ramify.Autodiff(), 0.3 if name == "arm" else 10.0
    emitters: dict[str, AbstractEmitter] = {
        "CMA-MEGA": ramify.CMAMEGA(exact, 2, 35, 0.05 if name == "arm" else 10.0),
        "OMG-MEGA": ramify.OMGMEGA(exact, 18, sigma),
    }
    for adapt in (False, True):
        for hold in holds:
            label = f"hold {hold}" + ", CMA-ES" * adapt
            emitters[label] = ramify.MEGA(exact, 2, 18, hold=hold, sigma_g=sigma, adapt=adapt)
    return {label: ramify.QD(archive, emitter) for label, emitter in emitters.items()}


def run(name: str, qd: ramify.QD, args: argparse.Namespace, seed: int) -> dict[str, np.ndarray]:
    """Returns the log of a search with all evaluations."""
    task, start = problem(name, args.n)
    key = jax.random.key(seed)
    queries = [row for row in IterationPlan.of(qd, task, qd.shape(start(key).size)).queries]
    each = sum(len(query.x) for query in queries)
    steps = max(1, args.evaluations // each)
    return ramify.illuminate(task, qd, start(key), steps=steps, key=seed)[1]


def problem(name: str, n: int) -> tuple[AbstractTask, Callable]:
    """Returns the task, and a function from a random key to the start."""
    if name == "gait":
        task = ramify.recipes.mega_es(**GAIT).build().task
        return task, task.start
    return getattr(ramify.tasks, name)(n), lambda key: np.zeros(n, np.float32)


def draw(results: dict, args: argparse.Namespace) -> None:
    """Draws the mean learning curves, a panel for each task."""
    chart, panels = plt.subplots(
        1, len(args.tasks), figsize=(6 * len(args.tasks), 4.2), squeeze=False
    )
    for name, axes in zip(args.tasks, panels[0], strict=True):
        for i, (label, logs) in enumerate((k[1], v) for k, v in results.items() if k[0] == name):
            y = np.mean([log["norm_qd_score"] for log in logs], axis=0)
            style = "--" if "CMA-ES" in label else ":" if "MEGA" in label else "-"
            axes.plot(logs[0]["evaluations"], y, style, label=label, color=plt.cm.tab20(i % 20))
        axes.set(title=name, xlabel="evaluations", ylabel="QD score / cells")
        axes.legend(fontsize=7, ncols=2)
    chart.tight_layout()
    chart.savefig(args.to, dpi=110)


if __name__ == "__main__":
    main()
