"""How fast does a damaged Ant find a gait that works, and what does the archive contribute?

Intelligent Trial and Error (`ramify.adapt`) tries elites one by one on the damaged robot. Others get as
many trials, and keep the best one that they tried:

    undamaged best   the best elite of the archive, without a trial
    random elites    elites drawn at random
    no prior         the same process over the same elites, without the archive's objectives as prior
    CMA-ES           separable CMA-ES on the parameters of the best elite, which it tries first

Each return is the mean over new episodes on the damaged robot. A damage counts as crippling where the
undamaged best loses more than half of its return. An Ant that only stands has a return of up to 1000.

    python benchmarks/adaptation.py                  # trains an archive first (minutes)
    python benchmarks/adaptation.py --run runs/ant
"""

import argparse
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions

import ramify
from ramify.analysis.adaptation import Adaptation, adapt, try_elite
from ramify.cli.task import task_of_run
from ramify.core import Query
from ramify.elites.table import EliteTable
from ramify.system.processor import processor
from ramify.tasks.locomotion import Locomotion

DAMAGES = (
    *("front-left:missing", "back-left:missing", "back-right:missing", "front-left:dead"),
    *("back-right:jammed", "front_right_ankle:jammed", "front-left:weak=0.3"),
    *("front-left:half-range", "floor:slippery=0.2", "floor:slope=10", "floor:slope=-10"),
    *("torso:payload=1", "front-left:weak=0.5 floor:slope=-10"),
)
METHODS = "undamaged best", "adapted", "random elites", "no prior", "CMA-ES"
CRIPPLED = 0.5  # share of the return before the damage
SIGMA = 0.03  # standard deviation of CMA-ES' samples
BATCH = 5  # samples in a generation of CMA-ES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, help="a run of the Ant; default: train one")
    parser.add_argument("--evaluations", type=int, default=2000, help="of the trained run")
    parser.add_argument("--damages", nargs="+", default=list(DAMAGES))
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--episodes", type=int, default=10, help="in which each result is scored")
    quick = dict(damages=["front-left:dead"], trials=3, seeds=1, episodes=2, evaluations=0)
    args = parse(parser, **quick)
    versions("ramify", "jax", "mujoco", "scikit-learn", "numpy")
    print(f"{processor()}\n", flush=True)
    with TemporaryDirectory() as folder:
        run = ramify.load(args.run) if args.run else trained(Path(folder), args.evaluations)
        compare(run, args)


def trained(folder: Path, evaluations: int) -> ramify.Run:
    """Returns a new run of the Ant; a tiny one for 0 evaluations."""
    if evaluations:
        recipe = ramify.recipes.cma_mega_td3(task="ant")
        return ramify.train(recipe, evaluations=evaluations, out=folder / "ant", show=False)
    recipe = ramify.recipes.cma_mega_es(task="ant", controller="gait", steps=50, samples=4, batch=6)
    return ramify.train(recipe, evaluations=80, out=folder / "ant", show=False)


def compare(run: ramify.Run, args: argparse.Namespace) -> None:
    """Prints the table, and the medians over all damages and seeds."""
    elites, task = run.archive, task_of_run(run)
    assert isinstance(task, Locomotion)
    print(f"{len(elites)} elites, {(elites.objective > 1500).sum()} above 1500, best "
          f"{elites.objective.max():.0f}; {task.parameters} parameters\n")  # fmt: skip
    healthy = returns(task, elites.best().solution[0], args.episodes, 0)
    trials, found, rows = [], [], []
    for damage in args.damages:
        twin = task.with_damage(damage.split())
        counts, scores = zip(
            *(one(elites, twin, args.trials, args.episodes, seed) for seed in range(args.seeds)),
            strict=True,
        )
        trials.append(counts)
        found.append(scores)
        middle = np.median(scores, axis=0)
        mark = " *" if middle[0] < CRIPPLED * healthy else ""
        rows.append([damage + mark, f"{np.median(counts):g}", *(f"{x:.0f}" for x in middle)])
        print("  ".join(rows[-1]), flush=True)
    table(
        f"Return on the damaged Ant, median of {args.seeds} seeds (* crippled; {healthy:.0f} before)",
        ["damage", "trials", *METHODS],
        rows,
    )
    report(np.array(trials), np.array(found), healthy)


def report(trials: np.ndarray, found: np.ndarray, healthy: float) -> None:
    """Prints the figures. `trials` is [damages, seeds], `found` [damages, seeds, methods]."""
    crippled = np.median(found[:, :, 0], axis=1) < CRIPPLED * healthy
    figure("adapt_trials", float(np.median(trials)), 0)
    figure("adapt_damages_crippled", float(crippled.sum()), 0)
    chosen = found[crippled] if crippled.any() else found
    middle = np.maximum(np.median(chosen, axis=1), 1.0)  # a return below 1 counts as 1
    for name, other in (("gain", 0), ("over_random", 2), ("over_no_prior", 3), ("over_cma_es", 4)):
        figure(f"adapt_{name}", float(np.median(middle[:, 1] / middle[:, other])))
    for i, method in enumerate(METHODS):
        figure(
            f"adapt_mean_{method.replace(' ', '_').replace('-', '').lower()}",
            float(found[..., i].mean()),
            0,
        )


def one(
    elites: EliteTable, twin: Locomotion, most: int, episodes: int, seed: int
) -> tuple[int, list[float]]:
    """Returns the number of trials, and the return of what each method found."""
    adaptation = adapt(elites, twin, most, seed=seed)
    count = len(adaptation.trials)
    found = {
        "undamaged best": elites.best().solution[0],
        "adapted": adaptation.best.solution[0],
        "random elites": random_elites(elites, twin, count, seed),
        "no prior": without_prior(elites, twin, count, seed),
        "CMA-ES": policy_search(elites.best().solution[0], twin, count, seed),
    }
    return count, [returns(twin, found[method], episodes, seed + 1) for method in METHODS]


def returns(task: Locomotion, x: np.ndarray, episodes: int, seed: int) -> float:
    """Returns the mean return of a solution over new episodes, which all methods share."""
    return float(evaluated(task, np.tile(x, (episodes, 1)), 10_000 + seed).mean())


def evaluated(task: Locomotion, x: np.ndarray, seed: int) -> np.ndarray:
    query = Query(jnp.asarray(x, jnp.float32), offered=len(x))
    objective = np.asarray(task.evaluate(query, jax.random.key(seed)).objective, float)
    return np.where(np.isfinite(objective), objective, -1e9)


def random_elites(elites: EliteTable, twin: Locomotion, count: int, seed: int) -> np.ndarray:
    drawn = elites.sample(count, seed)
    return drawn.solution[np.argmax(evaluated(twin, drawn.solution, seed))]


def without_prior(elites: EliteTable, twin: Locomotion, count: int, seed: int) -> np.ndarray:
    """The same process with a constant mean: that of the objectives. Its first trial is random."""
    mean = float(elites.objective.mean())
    flat = replace(elites, objective=np.full(len(elites), mean, np.float32)).sample(
        len(elites), seed
    )
    scale = float(np.ptp(elites.objective))
    adaptation = Adaptation(flat, zero=mean - scale)
    for number in range(count):
        adaptation.tell(float(try_elite(twin, adaptation.ask(), seed, number)[0]))
    return adaptation.best.solution[0]


def policy_search(start: np.ndarray, twin: Locomotion, count: int, seed: int) -> np.ndarray:
    """CMA-ES from the best elite, which is its first trial."""
    es, key = ramify.SepCMAES(BATCH, SIGMA), jax.random.key(seed)
    state = es.init(jnp.asarray(start, jnp.float32))
    tried: list[np.ndarray] = [start]
    scores: list[float] = list(evaluated(twin, start[None], seed))
    while len(tried) < count:
        key, own = jax.random.split(key)
        x = np.asarray(es.ask(state, own))[: count - len(tried)]
        values = evaluated(twin, x, seed + 1000 * len(tried))
        tried, scores = [*tried, *x], [*scores, *values]
        if len(x) == BATCH:
            order = np.argsort(-values)
            ranked = (
                jnp.asarray(x[order]),
                jnp.int32(BATCH // 2),
                jnp.asarray(values[order], jnp.float32),
            )
            state = es.tell(state, *ranked)
    return tried[int(np.argmax(scores))]


if __name__ == "__main__":
    main()
