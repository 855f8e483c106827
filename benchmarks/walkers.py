"""Compares algorithms on a walking robot, from the same pre-trained actors and with equal evaluations.

Networks have 64 and 64 units. The Ant's grid has 20^4 cells. TD3 pre-trains an actor and
critics for each seed. Every algorithm starts from the best actor; algorithms with critics also start
from them. A run that exists is continued, or only read if it is complete, so that the table can be made
in several sessions. The table is followed by the state of each run after 15 minutes, pre-training
included. It counts the elites above three returns, and those of them that walk steadily
(docs/robots.md#steadiness).

    python benchmarks/walkers.py --seeds 3 --evaluations 10000 --out runs/walkers
    python benchmarks/walkers.py --task hopper --pretrain 5120 --evaluations 2000 --out runs/hoppers
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
from _common import figure, parse, table, versions

from ramify import load, recipes, resume, train
from ramify.elites.steadiness import is_steady
from ramify.elites.table import EliteTable
from ramify.recipes.pretrain_files import CRITICS, read_meta
from ramify.robots.table import ROBOTS
from ramify.tasks.locomotion import SIMULATORS

ALGORITHMS = {  # name: (recipe, setting that receives the pre-training: critics or the actor only)
    "cma-mega-td3": (recipes.cma_mega_td3, "critics"),
    "cma-mega-td3-es": (recipes.cma_mega_td3_es, "critics"),
    "pga-me": (recipes.pga_me, "critics"),
    "dcrl-me": (recipes.dcrl_me, "critics"),
    "dcrl-mega": (recipes.dcrl_mega, "critics"),
    "sa-mega": (recipes.sa_mega, "critics"),
    "cma-mega-es": (recipes.cma_mega_es, "start"),
    "cma-me": (recipes.cma_me, "start"),
    "map-elites": (recipes.map_elites, "start"),
}
OURS = {
    "td3": "cma-mega-td3",
    "td3_es": "cma-mega-td3-es",
    "dcrl_mega": "dcrl-mega",
    "sa_mega": "sa-mega",
}  # others: peers
ABOVE = (1000, 1500, 2000)
SCORE = 2  # place of the QD score in a result
PRETRAINED = {"episodes": 8, "updates": 2, "measure_updates": 2, "buffer": 2000}  # with --quick
SOON, EARLY = 15 * 60, "early.json"  # s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument("--sim", choices=list(SIMULATORS), default="mujoco")
    parser.add_argument("--pretrain", type=int, default=0, help="short episodes; 0: the default")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--evaluations", type=int, default=10_000)
    parser.add_argument("--algorithms", nargs="+", default=list(ALGORITHMS), choices=ALGORITHMS)
    parser.add_argument("--out", type=Path, default=Path("runs/walkers"))
    args = parse(parser, seeds=1, evaluations=60, algorithms=["cma-mega-td3"], out=None)
    with tempfile.TemporaryDirectory() as temporary:
        args.out = args.out or Path(temporary)
        robot = {"task": args.task, "sim": args.sim}
        small = {"steps": 20, "hidden": (8, 8)} if args.quick else {}
        compare(args, robot | small)


def compare(args: argparse.Namespace, given: dict) -> None:
    """Trains what is missing, and prints the table and the results."""
    versions("ramify", "jax", "mujoco")
    found: dict[str, list[list[float]]] = {name: [] for name in args.algorithms}
    learnt = []
    for seed in range(args.seeds):
        critics = args.out / f"td3-{seed}"
        if not (critics / CRITICS).exists():
            own = PRETRAINED if args.quick else {"episodes": args.pretrain}
            pretrain = recipes.pretrain_td3(seed=seed, **given, **own)
            pretrain(critics, progress(f"td3 {seed}"))
        meta = read_meta(critics)
        learnt.append((meta.best[0], meta.seconds))
        for name in args.algorithms:
            found[name].append(result(name, seed, critics, args, given))
            print_table(found, learnt, args.evaluations)
    if "cma-mega-td3" in found:
        soon = [early(args.out / f"cma-mega-td3-{seed}") for seed in range(args.seeds)]
        figure("walkers_td3_best_after_15_minutes", np.mean([e["best"] for e in soon]), 0)
        walkers = [e["above"][ABOVE.index(1500)] for e in soon]
        figure("walkers_td3_above_1500_after_15_minutes", np.mean(walkers), 0)
        best, _, _, *counts, seconds = np.mean(found["cma-mega-td3"], axis=0)
        at = ABOVE.index(1500)
        figure("walkers_td3_best", best, 0)
        figure("walkers_td3_above_1500", counts[at], 0)
        figure("walkers_td3_steady_above_1500", counts[len(ABOVE) + at], 0)
        figure("walkers_td3_minutes", (seconds + np.mean([s for _, s in learnt])) / 60, 1)
    scores = {name: np.mean(results, axis=0)[SCORE] for name, results in found.items()}
    if peers := [score for name, score in scores.items() if name not in OURS.values()]:
        for short, name in OURS.items():
            if name in scores:
                figure(f"walkers_{short}_over_best_peer", scores[name] / max(peers))


def progress(label: str, folder: Path | None = None, begun: float = 0.0):
    """Returns a function that shows progress, and that saves a run's state after 15 minutes.

    Args:
      folder: where the state is saved; None for nowhere.
      begun: seconds that were spent before the run.
    """

    def show(told) -> None:
        row = getattr(told, "row", told)
        done = row.get("evaluations", row.get("episodes"))
        print(f"\r{label}: {done:.0f}, best {row['best']:.0f}   ", end="", flush=True)
        if folder is None or begun + row["seconds"] < SOON or (folder / EARLY).exists():
            return
        had = {"evaluations": done, "best": row["best"]} | counted(told.elites())
        (folder / EARLY).write_text(json.dumps(had | {"seconds": begun + row["seconds"]}), "utf-8")

    return show


def early(folder: Path) -> dict:
    """Returns the state of a run after 15 minutes, or at its end if it took less."""
    if not (folder / EARLY).exists():
        run = load(folder)
        return {"best": run.metrics["best"][-1]} | counted(run.archive)
    return json.loads((folder / EARLY).read_text("utf-8"))


def counted(elites: EliteTable) -> dict[str, list[int]]:
    """Returns the numbers of elites above the levels, and of those that walk steadily.

    A run of an earlier version does not know which elites walk steadily: none is counted.
    """
    steady = is_steady(elites)
    high = [elites.objective > level for level in ABOVE]
    walking = [one & steady if steady is not None else one & False for one in high]
    return {"above": [int(h.sum()) for h in high], "steady": [int(w.sum()) for w in walking]}


def result(
    name: str, seed: int, critics: Path, args: argparse.Namespace, given: dict
) -> list[float]:
    """Returns best, coverage, QD score, the counts above, those that walk steadily, and seconds."""
    make, wants = ALGORITHMS[name]
    folder = args.out / f"{name}-{seed}"
    show = progress(f"{name} {seed}", folder, read_meta(critics).seconds)
    if (folder / "run.json").exists():
        run = resume(folder, evaluations=args.evaluations, show=show)
    else:
        recipe = make(seed=seed, **{wants: str(critics)}, **given)
        run = train(recipe, evaluations=args.evaluations, out=folder, show=show)
    print("\r", end="")
    last = {key: column[-1] for key, column in load(run.path).metrics.items()}
    counts, soon = counted(run.archive), early(folder)
    print(f"{name}, seed {seed}, after 15 minutes: {soon}")
    counts = [*counts["above"], *counts["steady"]]
    return [last["best"], last["coverage"], last["qd_score"], *counts, last["seconds"]]


def print_table(found: dict, learnt: list, evaluations: int) -> None:
    rows = []
    for seed, (best, seconds) in enumerate(learnt):
        rows.append([f"pre-trained actor {seed}", f"{best:.0f}", *[""] * 4, f"{seconds:.0f}"])
    for name, results in found.items():
        each = [(f"{name} {seed}", values) for seed, values in enumerate(results)]
        if len(results) > 1:
            each.append((f"{name}, mean", np.mean(results, axis=0)))
        for label, (best, coverage, score, *counts, seconds) in each:
            shown = [f"{count:.0f}" for count in counts]
            walkers = [" / ".join(part) for part in (shown[: len(ABOVE)], shown[len(ABOVE) :])]
            first = [label, f"{best:.0f}", f"{coverage:.2%}", f"{score / 1e6:.2f}"]
            rows.append([*first, *walkers, f"{seconds:.0f}"])
    title = f"Results after {evaluations} evaluations; QD score in millions"
    walkers = "above " + " / ".join(map(str, ABOVE))
    columns = ["run", "best", "coverage", "QD score", walkers, "of these, steady", "seconds"]
    table(title, columns, rows)


if __name__ == "__main__":
    main()
