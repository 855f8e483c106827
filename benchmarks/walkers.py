"""Archives of walking Ants: every algorithm from the same pre-trained actors, at equal evaluations.

28-64-64-8 networks, a 20^4 grid, MuJoCo. Each seed's objective is pre-trained by TD3; the best actor is
where every algorithm starts, and its critics are what those with critics start from. A run that is there
already is carried on or just read, so that the table may be made in several sittings.

    python benchmarks/walkers.py --seeds 3 --evaluations 10000 --out runs/walkers
"""

import argparse
from pathlib import Path

import numpy as np
from _common import figure, table, versions

from ramify import load, recipes, resume, train
from ramify.recipes.pretrain import CRITICS, read_meta

ALGORITHMS = {  # name: what makes its recipe, and whether it wants the critics or the actor alone
    "cma-mega-td3": (recipes.cma_mega_td3, "critics"),
    "cma-mega-td3-es": (recipes.cma_mega_td3_es, "critics"),
    "pga-me": (recipes.pga_me, "critics"),
    "cma-mega-es": (recipes.cma_mega_es, "start"),
    "cma-me": (recipes.cma_me, "start"),
    "map-elites": (recipes.map_elites, "start"),
}
ABOVE = (1000, 1500, 2000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--evaluations", type=int, default=10_000)
    parser.add_argument("--algorithms", nargs="+", default=list(ALGORITHMS), choices=ALGORITHMS)
    parser.add_argument("--out", type=Path, default=Path("runs/walkers"))
    args = parser.parse_args()
    versions("ramify", "jax", "mujoco")
    found: dict[str, list[list[float]]] = {name: [] for name in args.algorithms}
    learnt = []
    for seed in range(args.seeds):
        critics = args.out / f"td3-{seed}"
        if not (critics / CRITICS).exists():
            recipes.pretrain_td3(seed=seed)(critics, progress(f"td3 {seed}"))
        meta = read_meta(critics)
        learnt.append((meta["best"][0], meta["seconds"]))
        for name in args.algorithms:
            found[name].append(result(name, seed, critics, args))
            print_table(found, learnt, args.evaluations)
    if "cma-mega-td3" in found:
        best, *_, above_1500, _, seconds = np.mean(found["cma-mega-td3"], axis=0)
        figure("walkers_td3_best", best, 0)
        figure("walkers_td3_above_1500", above_1500, 0)
        figure("walkers_td3_minutes", (seconds + np.mean([s for _, s in learnt])) / 60, 1)


def progress(label: str):
    def show(row) -> None:
        row = getattr(row, "row", row)
        done = row.get("evaluations", row.get("episodes"))
        print(f"\r{label}: {done:.0f}, best {row['best']:.0f}   ", end="", flush=True)

    return show


def result(name: str, seed: int, critics: Path, args: argparse.Namespace) -> list[float]:
    """best, coverage, QD score, the counts above, seconds."""
    make, wants = ALGORITHMS[name]
    folder, show = args.out / f"{name}-{seed}", progress(f"{name} {seed}")
    if (folder / "run.json").exists():
        run = resume(folder, evaluations=args.evaluations, show=show)
    else:
        recipe = make(seed=seed, **{wants: str(critics)})
        run = train(recipe, evaluations=args.evaluations, out=folder, show=show)
    print("\r", end="")
    last = {key: column[-1] for key, column in load(run.path).metrics.items()}
    counts = [float((run.archive.objective > t).sum()) for t in ABOVE]
    return [last["best"], last["coverage"], last["qd_score"], *counts, last["seconds"]]


def print_table(found: dict, learnt: list, evaluations: int) -> None:
    rows = []
    for seed, (best, seconds) in enumerate(learnt):
        rows.append([f"pre-trained actor {seed}", f"{best:.0f}", "", "", "", f"{seconds:.0f}"])
    for name, results in found.items():
        each = [(f"{name} {seed}", values) for seed, values in enumerate(results)]
        if len(results) > 1:
            each.append((f"{name}, mean", np.mean(results, axis=0)))
        for label, (best, coverage, score, *counts, seconds) in each:
            above = " / ".join(f"{count:.0f}" for count in counts)
            score = f"{score / 1e6:.2f}"
            rows.append([label, f"{best:.0f}", f"{coverage:.2%}", score, above, f"{seconds:.0f}"])
    title = f"{evaluations} evaluations; QD score in millions"
    above = "above " + " / ".join(map(str, ABOVE))
    table(title, ["", "best", "coverage", "QD score", above, "seconds"], rows)


if __name__ == "__main__":
    main()
