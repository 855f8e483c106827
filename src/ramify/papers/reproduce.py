"""Reproduces a published table: runs its experiments on all cores and compares with the paper.

A run writes a file with its learning curve when it ends. The same command later runs only what is
missing or was made by another version.
"""

import ast
import csv
import hashlib
import io
import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.metadata import version
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Shown

import ramify
from ramify.papers.tables import TABLES, Table
from ramify.run.csv_schema import Curve, curve_text, read_curve
from ramify.sims.cluster.placement import connection
from ramify.sims.workers import ONE_THREAD
from ramify.system.files import make_folder, write_atomically
from ramify.system.parsing import checksum_of
from ramify.system.printable import echo
from ramify.system.runtime import cores, ignore_cache_errors

if TYPE_CHECKING:
    from ramify.sims.cluster.side_by_side import RunsOnCluster

POINTS = 200  # rows of a curve
PACKAGES = (
    "ramify",
    "jax",
    "jaxlib",
    "numpy",
    "equinox",
    "optax",
)  # a curve depends on their versions
FILE_COLUMNS = (  # of table.csv
    "task",
    "algorithm",
    "QD score",
    "paper's QD score",
    "difference",
    "coverage",
    "paper's coverage",
    "seconds per run",
)
SHOWN_COLUMNS = (
    "task",
    "algorithm",
    "QD score",
    "paper",
    "diff.",
    "coverage",
    "paper",
    "s per run",
)
Columns = dict[str, np.ndarray]  # column name -> values of a curve
Run = tuple[str, str, int]  # task, algorithm, seed


def reproduce(
    name: str,
    *,
    seeds: int,
    out: Path,
    iterations: int | None = None,
    tasks: tuple[str, ...] = (),
    algorithms: tuple[str, ...] = (),
) -> dict[tuple[str, str], list[Columns]]:
    """Runs what is missing, then writes table.txt, table.csv and a figure of the curves.

    A curve in `out` is kept if it has the identity of the run: the same table, entry, seed and number of
    iterations, the same packages and the same code of ramify. A curve of another version is made again.

    Args:
      name: name of the table.
      seeds: number of runs per entry.
      out: folder for all files.
      iterations: number of iterations per run; None for the paper's. Results are compared with the paper
        only if the number is the paper's.
      tasks, algorithms: what to run; all if empty.

    Returns:
      (task, algorithm) -> the curves of its runs, one per seed.

    Raises:
      ValueError: there is no such table, task or algorithm, or no seed.
      RunError: a curve in `out` is damaged.
    """
    table = _known(name, TABLES, "tables")
    entries = [
        (task, algorithm)
        for task in chosen(tasks, table.found, "tasks")
        for algorithm in chosen(algorithms, table.found[task], "algorithms")
    ]
    steps = table.iterations if iterations is None else iterations
    if seeds < 1 or steps < 1:
        raise ValueError(f"seeds={seeds}, iterations={steps}: give at least 1 for both.")
    make_folder(out)
    made_by, rows = _made_by(), len(_shown(steps))
    runs = [(*entry, seed) for seed, entry in itertools.product(range(seeds), entries)]
    identities = {run: _identity(name, steps, run, made_by) for run in runs}
    files = {run: _file(out, name, steps, *run) for run in runs}
    there = {run: read_curve(files[run], rows) for run in runs if files[run].exists()}
    missing = [run for run in runs if run not in there or there[run].identity != identities[run]]
    if other := sum(run in there for run in missing):
        echo(
            f"ramify: another version made {other} of the {len(there)} curves in {out}. Their runs are "
            "repeated.",
            file=sys.stderr,
        )
    _run_all(name, steps, {run: identities[run] for run in missing}, out)
    curves = {
        entry: [read_curve(files[*entry, seed], rows).columns for seed in range(seeds)]
        for entry in entries
    }
    _write(table, steps, curves, out)
    return curves


def _made_by() -> dict[str, str]:
    """Returns the versions of what computes a curve, and a digest of ramify's own code."""
    return {package: version(package) for package in PACKAGES} | {"code": _digest_of_code()}


def _digest_of_code() -> str:
    """Returns a digest of ramify's modules. Comments, docstrings and layout do not count."""
    digest, root = hashlib.sha256(), Path(ramify.__file__).parent
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                node.body = node.body[ast.get_docstring(node, clean=False) is not None :]
        digest.update(f"{path.relative_to(root).as_posix()} {ast.dump(tree)}\n".encode())
    return digest.hexdigest()[:16]


def _identity(name: str, steps: int, run: Run, made_by: dict[str, str]) -> str:
    """Returns a name for the computation of a curve. Equal computations have equal names."""
    return checksum_of([name, steps, *run, made_by])


def _known(name: str, known: dict[str, Any], what: str) -> Any:
    """Returns an entry. Refuses an unknown name."""
    if name not in known:
        raise ValueError(f"{name!r} is none of the {what}: {', '.join(known)}.")
    return known[name]


def chosen(names: tuple[str, ...], known: dict, what: str) -> list[str]:
    """Returns the names, or all known names if there are none. Refuses an unknown name."""
    for name in names:
        _known(name, known, what)
    return list(names or known)


def _file(out: Path, name: str, steps: int, task: str, algorithm: str, seed: int) -> Path:
    """Returns the file of a curve."""
    plain = algorithm.lower().replace("(", "").replace(")", "").replace(" ", "-")
    return out / f"{name}-{task}-{plain}-{steps}-{seed}.csv"


def _run_all(name: str, steps: int, runs: dict[Run, str], out: Path) -> None:
    """Runs what is missing, one process per core, since one run does not fill two cores.

    On a cluster (`on_cluster`), the runs are its tasks.

    Args:
      runs: run -> identity of its curve.
    """
    if not runs:
        return
    with _processes(len(runs)) as pool, Progress(console=Console(stderr=True)) as shown:
        bar = shown.add_task(name, total=len(runs))
        waiting = {pool.submit(_run, name, steps, run): run for run in runs}
        for done in as_completed(waiting):
            run = task, algorithm, seed = waiting[done]
            columns, score, seconds = done.result()
            with write_atomically(_file(out, name, steps, *run)) as file:
                file.write(curve_text(Curve(runs[run], columns)))
            shown.print(f"{task:10} {algorithm:18} seed {seed}: {score:6.2f} in {seconds:5.1f} s")
            shown.advance(bar)


@contextmanager
def _processes(count: int) -> "Iterator[RunsOnCluster | ProcessPoolExecutor]":
    """Yields what runs calls side by side: the cluster's tasks, or processes of this machine."""
    if (there := connection()) is not None:
        from ramify.sims.cluster.side_by_side import RunsOnCluster

        yield RunsOnCluster(there)
        return
    with ProcessPoolExecutor(min(cores(), count), get_context("spawn"), _set_up) as pool:
        try:
            yield pool
        except BrokenProcessPool:
            raise OSError(
                "A process was killed from outside, perhaps because memory ran out. Finished curves are "
                "kept, and the same command continues."
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _set_up() -> None:
    """Prepares a process before JAX is loaded.

    The process uses one thread, since two threads per core wait for each other in every LAPACK call. It
    ends when its parent ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the parent prints the message
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    ignore_cache_errors()


def _leave_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _run(name: str, steps: int, run: Run) -> tuple[Columns, float, float]:
    """Runs one entry. Returns its curve, the final QD score and the time in seconds."""
    import jax

    from ramify.run.loop import illuminate

    task, algorithm, seed = run
    table = TABLES[name]
    made = table.experiment(task, algorithm)
    began, at = time.perf_counter(), []
    _, log = illuminate(
        made.task,
        made.qd,
        made.theta,
        steps=steps,
        key=jax.random.key(seed),
        show=lambda row: at.append(time.perf_counter() - began),
        prepare=made.prepare,
    )
    shown = _shown(steps)
    ends = np.minimum(np.arange(1, len(at) + 1) * -(-steps // len(at)), steps)
    columns = {k: log[k][shown] for k in ("norm_qd_score", "coverage", "best")}
    columns["evaluations"] = (shown + 1) * table.evaluations
    columns["seconds"] = np.interp(shown + 1, ends, at)
    return columns, float(log["norm_qd_score"][-1]), at[-1]


def _shown(steps: int) -> np.ndarray:
    """Returns the iterations that a curve of this many iterations contains."""
    return np.unique(np.linspace(0, steps - 1, POINTS).astype(int))


def _write(
    table: Table, steps: int, curves: dict[tuple[str, str], list[Columns]], out: Path
) -> None:
    """Writes table.csv, table.txt and the figures, and prints the table."""
    from ramify.view.comparison import learning
    from ramify.view.style import save

    compares = steps == table.iterations
    rows = [
        _row(*entry, found, table.found[entry[0]][entry[1]] if compares else None)
        for entry, found in curves.items()
    ]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([FILE_COLUMNS, *rows])
    with write_atomically(out / "table.csv") as file:
        file.write(text.getvalue().encode())
    shown = Shown(title=f"{table.title}: n={table.dim}, {steps} iterations", title_justify="left")
    for i, column in enumerate(SHOWN_COLUMNS):
        shown.add_column(column, justify="left" if i < 2 else "right", no_wrap=True)
    for row in rows:
        shown.add_row(*row)
    drawn = io.StringIO()
    Console(file=drawn, width=100).print(shown)
    if not compares:
        drawn.write(
            f"The paper's results are not shown: they are for {table.iterations} iterations, and these "
            f"runs had {steps}.\n"
        )
    with write_atomically(out / "table.txt") as file:
        file.write(drawn.getvalue().encode())
    print(drawn.getvalue())
    for task in dict.fromkeys(task for task, _ in curves):
        mine = {algorithm: found for (t, algorithm), found in curves.items() if t == task}
        save(learning(mine, "norm_qd_score", task), out / f"{task}.png")
    echo(f"Table: {out / 'table.txt'}")


def _row(
    task: str, algorithm: str, found: list[Columns], published: tuple[float, float] | None
) -> list[str]:
    """Returns a row of the table.

    Args:
      published: the paper's QD score and coverage; None if there is nothing to compare with.
    """
    score = np.array([curve["norm_qd_score"][-1] for curve in found])
    coverage = 100.0 * np.mean([curve["coverage"][-1] for curve in found])
    seconds = np.mean([curve["seconds"][-1] for curve in found])
    error = f" ± {score.std(ddof=1) / len(score) ** 0.5:.2f}" if len(score) > 1 else ""
    paper, change, papers = "", "", ""
    if published:
        paper, papers = f"{published[0]:.2f}", f"{published[1]:.2f}%"
        change = f"{100.0 * (score.mean() / published[0] - 1.0):+.1f}%"
    ours = f"{score.mean():.2f}{error}", f"{coverage:.2f}%"
    return [task, algorithm, ours[0], paper, change, ours[1], papers, f"{seconds:.1f}"]
