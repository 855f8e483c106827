"""Draws many episodes of one elite, and what the surrogate of SA-MEGA predicts of them.

Of some elites that are drawn at random, it is the one with the widest gap in the middle of its returns.

    ramify train sa-mega --seed 1 --out runs/sa-mega
    python docs/draw_outcomes.py runs/sa-mega --out docs/images/outcomes.png
"""

import argparse
from pathlib import Path

import jax
import jax.numpy as jnp
import matplotlib
import numpy as np

import ramify
from ramify.core import Query
from ramify.recipes.registry import recipe_of

ELITES, TRIED, EPISODES = 100, 10, 200
MIDDLE = slice(2, 8)  # of the sorted returns: single episodes do not count
LEAST = 0.002  # weight from which an outcome is drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, default=Path("outcomes.png"))
    args = parser.parse_args()
    experiment = recipe_of(ramify.load(args.run).config).build()
    qd, task = experiment.qd, experiment.task
    shape = qd.shape(experiment.theta.size, fields=task.fields)
    state, _ = ramify.restore(args.run, qd, shape)
    solutions = np.asarray(state.archive.solution)[: int(state.archive.size)]
    some = np.random.default_rng(0).choice(len(solutions), ELITES, replace=False)
    returns, _ = episodes(task, solutions[some], TRIED)
    middle = np.sort(returns, axis=1)[:, MIDDLE]
    elite = solutions[some[np.diff(middle, axis=1).max(axis=1).argmax()]]
    returns, measures = (a[0] for a in episodes(task, elite[None], EPISODES))
    surrogate, known = qd.emitter.surrogate, state.emitter.known
    outcomes = surrogate.predict(
        known, surrogate.features(known, jnp.asarray(elite))[None], jax.random.key(0)
    )
    foot = measures.std(axis=0).argmax()
    draw(args.out, task.measures[foot], returns, measures[:, foot], outcomes, 1 + foot)


def episodes(task, x: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Evaluates `count` episodes of each solution. Gives their objectives and their measures."""
    rows = jnp.asarray(np.repeat(x, count, axis=0))
    told = task.evaluate(Query(rows, len(rows)), jax.random.key(1))
    shape = (len(x), count)
    return np.asarray(told.objective).reshape(shape), np.asarray(told.measures).reshape(*shape, -1)


def draw(out: Path, name: str, returns, measure, outcomes, column: int) -> None:
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    weight = np.asarray(outcomes.weight)[:, 0]
    answers, mean = np.asarray(outcomes.answers)[:, 0], np.asarray(outcomes.mean)[0]
    seen = weight > LEAST
    figure, axes = plt.subplots(figsize=(6.4, 4.0), layout="constrained")
    axes.scatter(measure, returns, s=12, color="#1f5fbf", label=f"{len(returns)} episodes")
    axes.scatter(
        answers[seen, column],
        answers[seen, 0],
        s=2500 * weight[seen],
        facecolor="none",
        edgecolor="#d9480f",
        label="predicted outcomes (area: how likely)",
    )
    axes.scatter(mean[column], mean[0], marker="x", s=80, color="black", label="their mean")
    axes.set(
        xlim=(0, 1),
        xlabel=f"share of time on the ground: {name.replace('_', ' ')}",
        ylabel="return",
    )
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    figure.savefig(out, dpi=150)


if __name__ == "__main__":
    main()
