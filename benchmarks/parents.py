"""Does it help to draw parents by priority?

Each search runs with parents that are drawn uniformly, and by priorities with two exponents. All get the
same number of evaluations. The scores are normalized QD scores, as means over all seeds.

    python benchmarks/parents.py
    python benchmarks/parents.py --tasks gait network --seeds 3 --evaluations 2000

Task `gait` is an Ant under sine gaits, in episodes of 250 steps. Task `network` is an Ant under
networks: all searches start at the same pre-trained actor, with its critics, one actor for each seed.
"""

import argparse
import functools
import tempfile
from collections.abc import Callable
from pathlib import Path

import jax
import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify.core import AbstractEmitter, AbstractTask
from ramify.recipes.benchmark import half_range
from ramify.run.plan import IterationPlan

EXPONENTS = None, 0.6, 0.9
GAIT = dict(task="ant", controller="gait", steps=250)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    tasks = ["arm", "sphere", "rastrigin", "gait", "network"]
    parser.add_argument("--tasks", nargs="+", choices=tasks, default=tasks[:3])
    parser.add_argument("--n", type=int, default=100, help="parameters of a function")
    parser.add_argument("--evaluations", type=int, default=40_000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--pretrain", type=int, default=3840, help="episodes for the actors")
    args = parse(parser, tasks=["arm"], n=10, evaluations=800, seeds=1)
    versions("ramify", "jax", "numpy")
    for name in args.tasks:
        if name == "network":
            networks(args)
            continue
        rows = []
        for label, emitter in emitters(name).items():
            logs = {
                e: [run(name, e, emitter, args, s) for s in range(args.seeds)] for e in EXPONENTS
            }
            scores = {e: mean(found, "norm_qd_score") for e, found in logs.items()}
            row = [f"{score:.3g}" for score in scores.values()]
            rows.append(
                [label, *row, *(f"{mean(found, 'coverage'):.1%}" for found in logs.values())]
            )
            print("  ".join(rows[-1]), flush=True)
            figure(f"ratio_{name}_{label.replace(' ', '_')}", scores[0.6] / scores[None])
        title = f"{name}: normalized QD score and coverage after {args.evaluations} evaluations"
        kinds = ["uniform", "0.6", "0.9"]
        table(title, ["search", *kinds, *(f"coverage {kind}" for kind in kinds)], rows)


def networks(args: argparse.Namespace) -> None:
    """Prints the scores of networks that start from one pre-trained actor."""
    makers = {
        "MAP-Elites": lambda actor, **own: ramify.recipes.map_elites(start=actor, **own),
        "CMA-MEGA TD3": lambda actor, **own: ramify.recipes.cma_mega_td3(critics=actor, **own),
    }
    rows = []
    with tempfile.TemporaryDirectory() as folder:

        @functools.cache
        def actor(seed: int) -> str:
            path = Path(folder) / f"actor-{seed}"
            ramify.recipes.pretrain_td3(task="ant", seed=seed, episodes=args.pretrain)(path)
            return str(path)

        for label, make in makers.items():
            logs: dict[str, list[dict[str, np.ndarray]]] = {"uniform": [], "prioritised": []}
            for seed in range(args.seeds):
                for parents, found in logs.items():
                    recipe = make(actor(seed), task="ant", seed=seed, parents=parents)
                    out = Path(folder) / f"{label}-{parents}-{seed}"
                    done = ramify.train(recipe, evaluations=args.evaluations, out=out)
                    found.append(done.metrics)
            scores = {kind: mean(found, "qd_score") for kind, found in logs.items()}
            rows.append([label, *(f"{score:.4g}" for score in scores.values())])
            rows[-1] += [f"{mean(found, 'elites'):.0f}" for found in logs.values()]
            print("  ".join(rows[-1]), flush=True)
            ratio = scores["prioritised"] / scores["uniform"]
            figure(f"ratio_network_{label.replace(' ', '_')}", ratio)
    title = f"networks: QD score and elites after {args.evaluations} evaluations"
    table(title, ["search", "uniform", "0.6", "elites uniform", "elites 0.6"], rows)


def mean(logs: list[dict[str, np.ndarray]], what: str) -> float:
    """Returns the mean of the last values of a metric."""
    return float(np.mean([log[what][-1] for log in logs]))


def emitters(name: str) -> dict[str, AbstractEmitter]:
    """Returns the emitters that are compared, by their labels."""
    if name == "gait":
        return {
            "MAP-Elites": ramify.recipes.map_elites(**GAIT).build().qd.emitter,
            "CMA-MEGA ES": ramify.recipes.cma_mega_es(**GAIT).build().qd.emitter,
        }
    exact, near = ramify.Autodiff(), name == "arm"
    return {
        "MAP-Elites": ramify.IsoLine(36, iso=0.1 if near else 0.5, line=0.2),
        "CMA-MEGA": ramify.CMAMEGA(exact, 2, 35, 0.05 if near else 10.0),
        "OMG-MEGA": ramify.OMGMEGA(exact, 18, 0.3 if near else 10.0),
        "MEGA": ramify.MEGA(exact, 2, 18, sigma_g=0.3 if near else 10.0),
    }


def run(
    name: str, exponent: float | None, emitter: AbstractEmitter, args: argparse.Namespace, seed: int
) -> dict[str, np.ndarray]:
    """Returns the log of a search with all evaluations."""
    task, start, (low, high), cells = problem(name, args.n)
    k = len(task.measures)
    archive = ramify.GridArchive((low,) * k, (high,) * k, (cells,) * k, prioritised=exponent)
    qd, theta = ramify.QD(archive, emitter), start(jax.random.key(seed))
    plan = IterationPlan.of(qd, task, qd.shape(theta.size))
    steps = max(1, args.evaluations // sum(len(query.x) for query in plan.queries))
    return ramify.illuminate(task, qd, theta, steps=steps, key=seed)[1]


def problem(name: str, n: int) -> tuple[AbstractTask, Callable, tuple[float, float], int]:
    """Returns the task, a function from a random key to the start, and the axes of the archive."""
    if name == "gait":
        task = ramify.recipes.map_elites(**GAIT).build().task
        return task, task.start, (0.0, 1.0), 6
    half = half_range(name, n)
    start = lambda key: np.zeros(n, np.float32)  # noqa: E731
    return getattr(ramify.tasks, name)(n), start, (-half, half), 50


if __name__ == "__main__":
    main()
