"""Measures where a training run of CMA-MEGA(TD3) spends its time.

Simulation, `tell` and checkpoints are timed as they happen. `tell` is one compiled function. Its parts,
which are critic updates, the Jacobian and the archive, are also compiled separately. They are timed on
the final state and multiplied by the number of calls. What remains of `tell` is CMA-ES, ranking and
branching. Compilation in the first call is listed separately. What remains of the run is metrics and
Python.

    python benchmarks/seconds.py                      # pre-trains first
    python benchmarks/seconds.py --critics critics    # uses a folder of `ramify pretrain td3`
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import equinox as eqx
import jax
from _common import figure, parse, table, versions

from ramify import recipes, train
from ramify.core import AbstractTask, Evaluation
from ramify.run import loop, writer
from ramify.run.experiment import Experiment


class Watched(AbstractTask):
    """A task that records the seconds of its evaluations, and the last evaluation."""

    task: AbstractTask
    seconds: list = eqx.field(static=True)
    last: list = eqx.field(static=True)

    @property
    def measures(self):
        return self.task.measures

    @property
    def fields(self):
        return self.task.fields

    @property
    def control(self):
        return self.task.control

    def evaluate(self, query, key):
        begun = time.perf_counter()
        answer = jax.block_until_ready(self.task.evaluate(query, key))
        self.seconds.append(time.perf_counter() - begun)
        self.last[:] = [query, answer]
        return answer


@dataclass(frozen=True)
class Recipe(recipes.cma_mega_td3):
    def build(self) -> Experiment:
        experiment = super().build()
        seen.append(replace(experiment, task=Watched(experiment.task, [], [])))
        return seen[-1]


ONCE = 50  # evaluations of one iteration
seen: list[Experiment] = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--critics", help="folder of `ramify pretrain td3`")
    parser.add_argument("--evaluations", type=int, default=10_000)
    args = parse(parser, evaluations=150)
    small = {"steps": 20, "hidden": (8, 8)} if args.quick else {}
    versions("ramify", "jax", "mujoco")
    states, saving, telling = [], [], []
    writer.save = noting(writer.save, saving)
    loop.QD.tell_unchecked = noting(loop.QD.tell_unchecked, telling)

    def show(progress) -> None:
        states[:] = [progress.elites.args[1]]

    with tempfile.TemporaryDirectory() as folder:
        critics = args.critics or pretrained(Path(folder) / "critics", small)
        recipe = Recipe(critics=str(critics), **small)
        train(recipe, evaluations=ONCE, out=Path(folder) / "compiling")
        seen.clear()
        saving.clear()
        telling.clear()
        run = train(recipe, evaluations=args.evaluations, out=Path(folder) / "run", show=show)
        told = list(telling)
        total, iterations = run.metrics["seconds"][-1], len(run.metrics["iteration"])
    task, qd, state = seen[0].task, seen[0].qd, states[0]
    rows = [("simulation", sum(task.seconds), len(task.seconds))]
    source, learnt = qd.emitter.gradient, state.emitter.search.gradient
    observe, jacobian = jax.jit(source.observe), jax.jit(source.jacobian)
    query, answer = task.last
    learning = timed(observe, learnt, query, answer)
    remembering = timed(jax.jit(source.remember), learnt, answer.transitions)
    rows.append(("critic updates and replay buffer", iterations * learning, iterations))
    rows.append(("Jacobian", iterations * timed(jacobian, learnt, query, None), iterations))
    add, archive = jax.jit(qd.archive.add), qd.archive.init(query.x.shape[1], task.fields)
    archive = qd.archive.reserve(archive, query.offered)
    plain = Evaluation(answer.objective, answer.measures, fields=answer.fields)
    rows.append(("archive", iterations * timed(add, archive, query.x, plain), iterations))
    parts = sum(row[1] for row in rows[1:])
    compiling = told[0] - statistics.median(told)
    rows.append(("CMA-ES, ranking, branching", sum(told) - compiling - parts, iterations))
    rows.append(("compilation in the first call", compiling, 1))
    rows.append(("checkpoints", sum(saving), len(saving)))
    rows.append(("rest", total - sum(row[1] for row in rows), iterations))
    shown = [
        [name, f"{seconds:.1f}", f"{seconds / total:.1%}", f"{count}"]
        for name, seconds, count in rows
    ]
    evaluations = int(run.metrics["evaluations"][-1])
    found, best = run.metrics["elites"][-1], run.metrics["best"][-1]
    title = f"{evaluations} evaluations in {total:.1f} s: {found:.0f} elites, best {best:.0f}"
    table(title, ["part", "seconds", "share", "calls"], shown)
    print(f"Writing to the replay buffer takes {remembering:.3f} s of an iteration.")
    figure("simulation_share", rows[0][1] / total)
    figure("rest_share", rows[-1][1] / total, 3)


def pretrained(folder: Path, small: dict) -> Path:
    """Pre-trains critics in a new folder."""
    few = {"episodes": 8, "updates": 2, "measure_updates": 2, "buffer": 2000} if small else {}
    recipes.pretrain_td3(**small, **few)(folder)
    return folder


def noting(function, seconds: list):
    """Wraps a function so that the seconds of each call are appended to `seconds`."""

    def noted(*arguments, **named):
        begun = time.perf_counter()
        answer = jax.block_until_ready(function(*arguments, **named))
        seconds.append(time.perf_counter() - begun)
        return answer

    return noted


def timed(function, *arguments, rounds: int = 5) -> float:
    """Returns the median seconds of a call."""
    jax.block_until_ready(function(*arguments))
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        jax.block_until_ready(function(*arguments))
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
