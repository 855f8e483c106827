"""Measures one iteration of CMA-MEGA and compares it with pyribs in the same run.

The task is the linear projection sphere. An iteration evaluates 1 search point with its Jacobian and 35
branches per emitter. The archive has 100 x 100 cells. Five ways take turns, and the median of each
counts. A turn runs a way twice and measures the second time: right after another way, or after a
pause, the caches are cold and everything takes up to twice as long:

- jitted: the whole loop is compiled, as in ``ramify.illuminate``.
- ask/tell: the evaluation is a NumPy function, the same one that pyribs gets.
- pyribs: GradientArborescenceEmitter, GridArchive and Scheduler, as in its tutorials.
- task alone: a compiled loop that makes solutions and evaluates them, without an algorithm. No jitted
  way can be faster than this.
- calls alone: the NumPy evaluations, and the two calls of compiled programs that an iteration by ask
  and tell needs. The programs do nothing: each takes an evaluation and returns solutions, which the
  host reads.

Compilation is not part of an iteration. It is reported separately. A second measurement is the time
until the QD score reaches 75.
"""

import argparse
import functools
import statistics
import time

import jax
import jax.numpy as jnp
import numpy as np
import ribs.archives
import ribs.emitters
import ribs.schedulers
from _common import figure, parse, table, versions

import ramify
from ramify.run.loop import advance
from ramify.tasks.linear_projection import BOUND, SHIFT, half_width, sphere

BATCH = 35
SIGMA_G = 10.0


def objective_and_measures(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    n = x.shape[1]
    worst = n * (BOUND + SHIFT) ** 2
    objective = 100.0 * (1.0 - np.sum(np.square(x - SHIFT), axis=1) / worst)
    inside = np.abs(x) <= BOUND
    folded = np.where(inside, x, BOUND / np.where(inside, 1.0, x))
    return objective, folded.reshape(len(x), 2, n // 2).sum(axis=2)


def jacobian(x: np.ndarray) -> np.ndarray:
    b, n = x.shape
    rows = np.zeros((b, 3, n), x.dtype)
    rows[:, 0] = (-200.0 / (n * (BOUND + SHIFT) ** 2)) * (x - SHIFT)
    inside = np.abs(x) <= BOUND
    slope = np.where(inside, 1.0, -BOUND / np.square(np.where(inside, 1.0, x)))
    rows[:, 1, : n // 2] = slope[:, : n // 2]
    rows[:, 2, n // 2 :] = slope[:, n // 2 :]
    return rows


def ours(n: int, emitters: int) -> ramify.QD:
    b = half_width(n)
    emitter = ramify.CMAMEGA(ramify.Autodiff(), measures=2, batch=BATCH, sigma_g=SIGMA_G)
    archive = ramify.GridArchive(lower=(-b, -b), upper=(b, b), shape=(100, 100))
    return ramify.QD(archive, emitter if emitters == 1 else ramify.Several(emitter, emitters))


class Jitted:
    def __init__(self, n: int, emitters: int, chunk: int):
        self.qd, self.task, self.chunk = ours(n, emitters), sphere(n), chunk
        self.state = self.qd.init(np.zeros(n), key=jax.random.key(0))
        self.score = 0.0

    def run(self) -> None:
        self.state, log = advance(self.qd, self.task, self.state, self.chunk)
        self.score = log[-1]["norm_qd_score"]


class AskTell:
    def __init__(self, n: int, emitters: int, chunk: int):
        self.qd, self.chunk = ours(n, emitters), chunk
        state = self.qd.init(np.zeros(n), key=jax.random.key(0))
        self.state = self.qd.reserve(state, 10_000)  # so that it never grows, which compiles

    def run(self) -> None:
        for _ in range(self.chunk * self.qd.emitter.phases):
            query = self.qd.ask(self.state)
            x = np.asarray(query.x)
            rows = jacobian(x) if query.wants_jacobian else None
            evaluation = ramify.Evaluation(*objective_and_measures(x), rows)
            self.state = self.qd.tell(self.state, evaluation)
        jax.block_until_ready(self.state)


class Pyribs:
    def __init__(self, n: int, emitters: int, chunk: int):
        b, self.chunk = half_width(n), chunk
        self.archive = ribs.archives.GridArchive(
            solution_dim=n, dims=(100, 100), ranges=[(-b, b), (-b, b)], dtype=np.float32, seed=0
        )
        make = functools.partial(
            ribs.emitters.GradientArborescenceEmitter,
            self.archive,
            x0=np.zeros(n),
            sigma0=SIGMA_G,
            lr=1.0,
            grad_opt="gradient_ascent",
            selection_rule="mu",
            batch_size=BATCH,
        )
        self.scheduler = ribs.schedulers.Scheduler(
            self.archive, [make(seed=i) for i in range(emitters)]
        )

    @property
    def score(self) -> float:
        return float(self.archive.stats.norm_qd_score)

    def run(self) -> None:
        for _ in range(self.chunk):
            x = self.scheduler.ask_dqd()
            self.scheduler.tell_dqd(*objective_and_measures(x), jacobian(x))
            x = self.scheduler.ask()
            self.scheduler.tell(*objective_and_measures(x))


class TaskAlone:
    """The evaluations of an iteration without an algorithm: a lower bound of the time."""

    def __init__(self, n: int, emitters: int, chunk: int):
        task, key, self.chunk = sphere(n), jax.random.key(0), chunk

        def iteration(theta, _):
            """Evaluates solutions that depend on the last ones, or XLA would evaluate them once."""
            probe = task.evaluate(ramify.Query(theta, emitters, wants_jacobian=True), key)
            step = jnp.linspace(0.9, 1.0, BATCH)[None, :, None]
            branches = (step * (theta + 1e-9 * probe.jacobian.sum(axis=1))[:, None]).reshape(-1, n)
            told = task.evaluate(ramify.Query(branches, emitters * BATCH), key)
            used = told.objective + told.measures.sum(axis=1)
            return theta + 1e-9 * used.reshape(emitters, BATCH).sum(axis=1)[:, None], None

        run = jax.jit(lambda theta: jax.lax.scan(iteration, theta, None, chunk)[0])
        self.evaluate = functools.partial(run, jnp.ones((emitters, n)))

    def run(self) -> None:
        jax.block_until_ready(self.evaluate())


class CallsAlone:
    """Ask and tell with an algorithm that takes no time: a lower bound for any that JAX compiles."""

    def __init__(self, n: int, emitters: int, chunk: int):
        self.chunk, sizes = chunk, (emitters, emitters * BATCH)
        self.x = np.ones((emitters, n), np.float32)

        @functools.partial(jax.jit, static_argnames="rows")
        def tell(answer, rows: int):
            return jnp.full((rows, n), jnp.tanh(answer[0][0]))

        self.calls = [functools.partial(tell, rows=rows) for rows in reversed(sizes)]

    def run(self) -> None:
        for _ in range(self.chunk):
            for tell, first in zip(self.calls, (True, False), strict=True):
                rows = jacobian(self.x) if first else None
                self.x = np.asarray(tell((*objective_and_measures(self.x), rows)))


WAYS = {
    "jitted": Jitted,
    "ask/tell": AskTell,
    "pyribs": Pyribs,
    "task alone": TaskAlone,
    "calls alone": CallsAlone,
}


def seconds(run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def one_size(n: int, emitters: int, budget: float, turns: int) -> dict[str, tuple[float, float]]:
    """Returns for each way the seconds of its first call, and the median seconds of an iteration."""
    large = n * emitters >= 100_000
    chunk = dict.fromkeys(("jitted", "task alone"), 20 if large else 200)
    others = 5 if large else 20
    made = {name: way(n, emitters, chunk.get(name, others)) for name, way in WAYS.items()}
    first = {name: seconds(way.run) for name, way in made.items()}
    for way in made.values():  # so that the archive is filled, as in most of a run
        way.run()
    taken: dict[str, list[float]] = {name: [] for name in made}
    started = time.perf_counter()
    for turn in range(turns):
        if turn >= 3 and time.perf_counter() - started > budget:
            break
        for name, way in made.items():
            way.run()
            taken[name].append(seconds(way.run) / way.chunk)
    return {name: (first[name], statistics.median(taken[name])) for name in made}


def time_to(target: float, n: int, turns: int) -> dict[str, float]:
    """Returns the median seconds until the normalized QD score reaches the target, once compiled."""
    taken: dict[str, list[float]] = {"jitted": [], "pyribs": []}
    for name in taken:
        WAYS[name](n, 1, 50).run()
    for _ in range(turns):
        for name in taken:
            way = WAYS[name](n, 1, 50)
            start = time.perf_counter()
            while way.score < target:
                way.run()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--emitters", type=int, nargs="+", default=[1, 15])
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--budget", type=float, default=12.0, help="seconds per row of the table")
    parser.add_argument("--no-time-to", action="store_true")
    args = parse(parser, n=[20], emitters=[1], turns=1, budget=0.1, no_time_to=True)
    versions("jax", "numpy", "ribs")
    rows, figures = [], []
    for n in args.n:
        for emitters in args.emitters:
            result = one_size(n, emitters, args.budget, args.turns)
            ms = {name: 1e3 * median for name, (_, median) in result.items()}
            speedup = {name: ms["pyribs"] / ms[name] for name in ms}
            rows.append(
                [f"n={n}, {emitters} x (1+{BATCH})"]
                + [f"{ms[name]:.3f}" for name in WAYS]
                + [f"{speedup['jitted']:.1f}x", f"{speedup['ask/tell']:.1f}x"]
                + [f"{result['jitted'][0]:.1f}"]
            )
            size = f"n{n}" + (f"_x{emitters}" if emitters > 1 else "")
            figures.append((f"iteration_speedup_{size}", speedup["jitted"]))
            figures.append((f"asktell_speedup_{size}", speedup["ask/tell"]))
            figures.append((f"speedup_bound_by_task_{size}", speedup["task alone"]))
            figures.append((f"asktell_bound_by_calls_{size}", speedup["calls alone"]))
    columns = ["size", *(f"{way} ms" for way in WAYS), "jitted", "ask/tell", "compile s"]
    table("One iteration of CMA-MEGA, linear projection sphere", columns, rows)
    if not args.no_time_to:
        taken = time_to(75.0, 1000, turns=3)
        figures.append(("time_to_75_seconds", taken["jitted"]))
        figures.append(("time_to_75_seconds_pyribs", taken["pyribs"]))
        figures.append(("time_to_75_speedup", taken["pyribs"] / taken["jitted"]))
    for name, value in figures:
        figure(name, value)


if __name__ == "__main__":
    main()
