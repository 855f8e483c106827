"""Gymnasium environments: a flat objective, and what pre-trained critics are worth.

Part `flat`: MountainCarContinuous gives a reward only at the goal. Each algorithm gets the same number
of evaluations. Part `critics`: CMA-MEGA(TD3) with pre-training and without, in the same time, the
pre-training's included. Then every elite is evaluated in new episodes, since starts are random.
Part `means`: CMA-MEGA(TD3) with 1, 5 or 10 episodes per solution, in as many episodes in all.

    python benchmarks/environments.py
    python benchmarks/environments.py --parts flat --flat last:observation-0 mean:action-0
"""

import argparse
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify.analysis.exchange import merged
from ramify.analysis.reevaluate import reevaluate
from ramify.elites.table import EliteTable
from ramify.recipes.registry import recipe_of, task_of
from ramify.system.processor import processor

CAR = dict(task="MountainCarContinuous-v0", offset=-100.0)
ALGORITHMS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "MAP-Elites": (ramify.recipes.map_elites, dict(iso=0.02, line=0.1, first=0.5)),
    "CMA-MEGA(ES)": (ramify.recipes.cma_mega_es, {}),
    "CMA-MEGA(ES) and iso+line": (ramify.recipes.cma_mega_es, dict(iso_line=50)),
    "CMA-MEGA(TD3)": (ramify.recipes.cma_mega_td3, dict(pretrain=0)),
    "CMA-MEGA(TD3) and iso+line": (ramify.recipes.cma_mega_td3, dict(pretrain=0, iso_line=50)),
}
SMALL: dict[str, Any] = {}  # settings of --quick
ENVIRONMENTS = {
    "Pendulum-v1": dict(measures=("mean:observation-0", "mean:observation-2"), offset=-1700.0),
    "InvertedDoublePendulum-v5": dict(measures=("mean:observation-0:-1:1", "mean:action-0")),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = ["flat", "critics", "means"]
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts)
    parser.add_argument("--seeds", type=int, nargs="+", default=[3, 4, 5])
    measures = ["max:observation-0", "max:observation-1"]
    parser.add_argument("--flat", nargs="+", default=measures, help="measures of part flat")
    parser.add_argument("--algorithms", nargs="+", choices=ALGORITHMS, default=list(ALGORITHMS))
    parser.add_argument("--environments", nargs="+", default=list(ENVIRONMENTS))
    parser.add_argument("--evaluations", type=int, default=5000)
    parser.add_argument("--pretrain", type=int, default=320, help="episodes")
    parser.add_argument("--episodes", type=int, default=10, help="new episodes of each elite")
    quick = dict(seeds=[0], environments=["Pendulum-v1"], evaluations=98, pretrain=8, episodes=2)
    parser.add_argument("--each", type=int, nargs="+", default=[1, 5, 10], help="of part means")
    parser.add_argument("--grid", type=int, help="cells along each measure, of part means")
    quick["algorithms"] = ["CMA-MEGA(ES) and iso+line"]
    args = parse(parser, **quick)
    if args.quick:
        SMALL.update(hidden=(4,), steps=20)
    versions("ramify", "jax", "gymnasium", "mujoco")
    print(f"{processor()}\n", flush=True)
    if "flat" in args.parts:
        flat(args)
    for part in (critics, means):
        for name in args.environments if part.__name__ in args.parts else ():
            part(name, args)


def flat(args: argparse.Namespace) -> None:
    """Prints the best return of every algorithm on the flat objective."""
    given = CAR | dict(measures=tuple(args.flat)) | SMALL
    rows = []
    for name in args.algorithms:
        recipe, own = ALGORITHMS[name]
        runs = [run(recipe(seed=seed, **own, **given), args.evaluations) for seed in args.seeds]
        best = [found.archive.objective.max() for found in runs]
        above = [int((found.archive.objective > 90.0).sum()) for found in runs]
        elites = [len(found.archive) for found in runs]
        rows.append([name, *(" ".join(f"{n:.4g}" for n in each) for each in (best, above, elites))])
        print("  ".join(rows[-1]), flush=True)
        figure(f"flat_best_{_word(name)}", min(best), 1)
    title = f"MountainCarContinuous-v0, measures {', '.join(args.flat)}, seeds {args.seeds}"
    table(title, ["algorithm", "best return", "elites above 90", "elites"], rows)


def critics(name: str, args: argparse.Namespace) -> None:
    """Prints what CMA-MEGA(TD3) finds in an environment with pre-training and without."""
    given = ENVIRONMENTS[name] | dict(task=name) | SMALL
    learnt = dict(units=(8,), buffer=2000, slots=16) if args.quick else {}
    rows, ratios, held = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in args.seeds:
            corrected = {}
            seconds = 0.0  # of the first run, with its pre-training
            for label, episodes in (("with", args.pretrain), ("without", 0)):
                recipe = ramify.recipes.cma_mega_td3(
                    pretrain=episodes, seed=seed, **given, **learnt
                )
                out = Path(folder) / f"{label}-{seed}"
                found = ramify.train(recipe, evaluations=args.evaluations, out=out)
                for _ in range(1 if args.quick else 20):  # as long as the other run
                    if (took := time(found)) >= 0.95 * seconds:
                        break
                    done = found.metrics["evaluations"][-1]
                    more = max(int(done * min(seconds / took, 2.0)), int(done) + 100)
                    found = ramify.resume(out, evaluations=more)
                took = time(found)
                seconds = seconds or took
                archived = score(found, found.archive)
                corrected[label] = score(
                    found, new_episodes(found, found.archive, args.episodes, 1000 + seed)
                )
                rows.append(
                    [
                        f"{label}, seed {seed}",
                        f"{took:.0f}",
                        f"{found.metrics['evaluations'][-1]:.0f}",
                        f"{found.archive.objective.max():.1f}",
                        f"{archived:.3g}",
                        f"{corrected[label]:.3g}",
                        f"{corrected[label] / archived:.0%}",
                    ]
                )
                print("  ".join(rows[-1]), flush=True)
            ratios.append(corrected["with"] / corrected["without"])
            held.append(float(rows[-2][-1].rstrip("%")) / 100)
    columns = ["pre-training", "seconds", "evaluations", "best", "QD score", "corrected", "held"]
    table(f"{name}: CMA-MEGA(TD3), both for the same time", columns, rows)
    print(
        f"corrected: QD score of the elites' means over {args.episodes} new episodes, each in the cell\n"
        "of its mean measures. held: corrected, relative to the archive's QD score."
    )
    figure(f"critics_corrected_ratio_{_word(name)}", min(ratios))
    figure(f"critics_held_{_word(name)}", min(held))


def means(name: str, args: argparse.Namespace) -> None:
    """Prints how much of an archive is left in new episodes, by the episodes per solution."""
    given = ENVIRONMENTS[name] | dict(task=name, pretrain=args.pretrain, grid=args.grid) | SMALL
    if args.quick:
        given |= dict(units=(8,), buffer=2000, slots=16)
    rows = []
    for each in args.each:
        names = ("best", "archived", "corrected", "held", "again")
        part: dict[str, list[float]] = {name: [] for name in names}
        for seed in args.seeds:
            recipe = ramify.recipes.cma_mega_td3(episodes=each, seed=seed, **given)
            found = run(recipe, args.evaluations // each)
            left = new_episodes(found, found.archive, max(1, args.episodes // each), 1000 + seed)
            again = new_episodes(found, left, max(1, args.episodes // each), 2000 + seed)
            part["best"] += [left.objective.max()]
            part["archived"] += [score(found, found.archive)]
            part["corrected"] += [score(found, left)]
            part["held"] += [part["corrected"][-1] / part["archived"][-1]]
            part["again"] += [score(found, again) / part["corrected"][-1]]
        shown = (" ".join(f"{n:.3g}" for n in values) for values in part.values())
        rows.append([str(each), str(args.evaluations // each), *shown])
        print("  ".join(rows[-1]), flush=True)
        figure(f"means_held_{each}_{_word(name)}", min(part["held"]))
        figure(f"means_held_again_{each}_{_word(name)}", min(part["again"]))
        figure(f"means_corrected_{each}_{_word(name)}", float(np.mean(part["corrected"])))
    columns = [
        "episodes",
        "evaluations",
        "best mean",
        "QD score",
        "corrected",
        "held",
        "held again",
    ]
    grid = f", {args.grid} cells along each measure" if args.grid else ""
    table(f"{name}: CMA-MEGA(TD3), seeds {args.seeds}{grid}", columns, rows)
    print("held again: the corrected archive, in other new episodes, relative to its QD score.")


def run(recipe: Any, evaluations: int) -> "ramify.Run":
    """Returns a finished run."""
    with tempfile.TemporaryDirectory() as folder:
        found = ramify.train(recipe, evaluations=evaluations, out=Path(folder) / "run")
        _ = found.archive, found.metrics  # read before the folder goes
        return found


def time(found: "ramify.Run") -> float:
    """Returns the seconds of a run and of its pre-training."""
    spent = found.config.spent
    return found.metrics["seconds"][-1] + (spent.seconds if spent else 0.0)


def new_episodes(found: "ramify.Run", elites: EliteTable, episodes: int, seed: int) -> EliteTable:
    """Returns the elites that are left in new episodes: the corrected archive."""
    task = task_of(recipe_of(found.config))
    again = merged([reevaluate(task, elites, episodes, seed=seed)])
    task.close()
    return again


def score(found: "ramify.Run", elites: EliteTable) -> float:
    """Returns the QD score."""
    return float(np.sum(elites.objective - found.config.settings["offset"]))


def _word(name: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", name.lower()))


if __name__ == "__main__":
    main()
