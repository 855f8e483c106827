"""Runs of several seeds: side by side in processes for functions, one after the other for simulators."""

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import as_completed
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table

from ramify.cli.messages import note
from ramify.cli.progress import dashboard
from ramify.run.config import read_config
from ramify.run.folder import ARCHIVE, CONFIG, METRICS, RunError, locked
from ramify.run.metrics import read_metrics
from ramify.run.opened import load
from ramify.run.saved import read_archive_meta
from ramify.sims.cluster.placement import Connection, connection
from ramify.sims.workers import ONE_THREAD
from ramify.system.files import write_atomically
from ramify.system.interrupts import defer_interrupts
from ramify.system.printable import cell, echo
from ramify.system.runtime import cores

FILES = CONFIG, METRICS, ARCHIVE  # of a run, in the order in which they are written
INTERVAL = 5.0  # s, between two plain lines


def seeds_in(folder: Path) -> list[Path]:
    """Returns the folders of the seeds that `ramify train --seeds` made in this folder."""
    found = [path for path in folder.glob("seed-*") if (path / CONFIG).exists()]
    return sorted(found, key=lambda path: (len(path.name), path.name))


def run_seeds(
    folders: Sequence[Path], evaluations: int | None, save_every: float, track: tuple[str, ...]
) -> None:
    """Runs each folder to its end, then compares the seeds.

    Args:
      folders: folders of runs of one recipe, begun or not.
      evaluations: new number of evaluations of each run; None for that of the run.
      save_every: seconds between checkpoints.
      track: names of trackers.
    """
    from ramify.analysis.compare import compare
    from ramify.recipes.registry import recipe_of, task_of
    from ramify.trackers import Tracking

    config = read_config(folders[0])
    goal = evaluations or config.evaluations
    waiting = [folder for folder in folders if not is_complete(folder, goal)]
    together = min(cores(), len(waiting))
    there = connection()
    if there is not None and not track and task_of(recipe_of(config)).jittable:
        _run_on_cluster(there, waiting, goal)
    elif together > 1 and not track and task_of(recipe_of(config)).jittable:
        _run_side_by_side(waiting, goal, save_every, together)
    else:
        for i, folder in enumerate(waiting, 1):
            echo(f"{folder.name} ({i} of {len(waiting)})")
            tracking = Tracking(track)
            _run_here(folder, goal, save_every, tracking)
    parent = folders[0].parent
    for path in compare([load(folder) for folder in folders], parent / "comparison"):
        echo(path)
    shown = shlex.quote(str(parent))
    echo(f"Next: ramify view {shlex.quote(str(folders[0]))}")
    echo(f"      ramify compare {shown} OTHER    # another method's folder of seeds")


def is_complete(folder: Path, goal: int) -> bool:
    """Returns True if the run has as many whole iterations as fit into `goal` evaluations."""
    if not (folder / ARCHIVE).exists():
        return False
    iteration, done = read_archive_meta(folder).iteration, read_metrics(folder)["evaluations"]
    return len(done) > 0 and done[-1] + done[-1] // max(1, iteration) > goal


def _run_here(folder: Path, goal: int, save_every: float, tracking: Any) -> None:
    """Runs one seed in this process, with its dashboard."""
    from ramify.recipes.registry import recipe_of, resume

    with dashboard(recipe_of(read_config(folder)), goal, tracking) as shown:
        run = resume(
            folder,
            evaluations=goal,
            save_every=save_every,
            show=shown,
            say=note,
            show_pretraining=shown.pretraining,
        )
    tracking.finish(run)


def _run_on_cluster(there: Connection, folders: Sequence[Path], goal: int) -> None:
    """Runs seeds as tasks of a cluster. A seed's folder is written when it is complete."""
    from ramify.recipes.registry import recipe_of
    from ramify.sims.cluster.side_by_side import RunsOnCluster

    runs = RunsOnCluster(there)
    waiting = {}
    for folder in folders:
        files = {p.name: p.read_bytes() for p in map(folder.joinpath, FILES) if p.exists()}
        waiting[runs.submit(_finished, recipe_of(read_config(folder)), files, goal)] = folder
    for count, done in enumerate(as_completed(waiting), 1):
        folder, files = waiting[done], done.result()
        with locked(folder):
            _write(files, folder)
        echo(f"{folder.name} is complete ({count} of {len(folders)})")


def _write(files: dict[str, bytes], folder: Path) -> None:
    """Writes files into a folder."""
    for name, content in files.items():
        with write_atomically(folder / name) as file:
            file.write(content)


def _finished(recipe: Any, files: dict[str, bytes], goal: int) -> dict[str, bytes]:
    """Continues the run of these files to its end. Returns its files."""
    from ramify.run.session import resume

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(files, folder)
        resume(folder, recipe, evaluations=goal, say=lambda sentence: None)
        return {name: (folder / name).read_bytes() for name in FILES}


class _Seed:
    """A process that runs one seed, and its latest row of the metrics."""

    def __init__(self, folder: Path, goal: int, save_every: float):
        self.folder, self.row = folder, dict[str, float]()
        words = ["-m", "ramify.cli.seed", str(folder), str(goal), str(save_every)]
        self.process = subprocess.Popen(
            [sys.executable, *words],
            env=ONE_THREAD | os.environ,
            process_group=0,  # signals of the terminal reach only this process
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: list[str] = []
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._follow, self._listen)
        ]
        for thread in self._threads:
            thread.start()

    def _follow(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.row = json.loads(line)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self._said += self.process.stderr.readlines()

    def error(self) -> str:
        """Waits for the end. Returns what the process printed as an error; "" if it ended well."""
        code = self.process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        if code == 0:
            return ""
        return "".join(self._said).strip() or f"exit code {self.process.returncode}"


def _run_side_by_side(folders: Sequence[Path], goal: int, save_every: float, together: int) -> None:
    """Runs seeds in `together` processes at a time.

    Raises:
      RunError: some of them failed. The others have ended.
      KeyboardInterrupt, Terminated: a signal has asked to stop. Every run is saved.
    """
    started: list[_Seed] = []
    shown = _Shown(started, folders, goal)
    with defer_interrupts() as stop:
        stop.note = f"Every seed is saved. Continue: ramify resume {folders[0].parent}"
        with shown:
            while not stop() and (
                len(started) < len(folders) or any(s.process.poll() is None for s in started)
            ):
                busy = sum(seed.process.poll() is None for seed in started)
                for folder in folders[len(started) : len(started) + together - busy]:
                    started.append(_Seed(folder, goal, save_every))
                shown.update()
                time.sleep(0.1)
        if stop():
            for seed in started:
                seed.process.send_signal(signal.SIGTERM)
            for seed in started:
                seed.error()
            stop.end(stop.note)
    errors = {seed.folder.name: error for seed in started if (error := seed.error())}
    if errors:
        raise RunError("\n".join(f"{name} failed: {error}" for name, error in errors.items()))


class _Shown:
    """A table of all seeds in a terminal, or a plain line from time to time."""

    def __init__(self, started: Sequence[_Seed], folders: Sequence[Path], goal: int):
        self._started, self._folders, self._goal = started, folders, goal
        self._console, self._began, self._printed = Console(), time.monotonic(), -INTERVAL
        self._live: Live | None = None

    def __enter__(self) -> None:
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            self._live = Live(self._table(), console=self._console, refresh_per_second=2)
            self._live.start()

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._live.update(self._table())
            self._live.stop()
        else:
            self._print()

    def update(self) -> None:
        if self._live:
            self._live.update(self._table())
        elif time.monotonic() - self._printed > INTERVAL:
            self._print()

    def _print(self) -> None:
        self._printed = time.monotonic()
        done = sum(seed.row.get("evaluations", 0) for seed in self._started)
        ended = sum(seed.process.poll() is not None for seed in self._started)
        echo(
            f"{ended} of {len(self._folders)} seeds complete  evaluations {done:.0f}/"
            f"{len(self._folders) * self._goal}  {self._printed - self._began:.0f} s"
        )

    def _table(self) -> Table:
        table = Table(title=cell(str(self._folders[0].parent)), title_justify="left")
        for name in ("seed", "evaluations", "elites", "coverage", "best", "QD score"):
            table.add_column(name, justify="left" if name == "seed" else "right")
        rows = {seed.folder: seed.row for seed in self._started}
        for folder in self._folders:
            row = rows.get(folder, {})
            if not row:
                table.add_row(folder.name.removeprefix("seed-"), f"0/{self._goal}")
                continue
            table.add_row(
                folder.name.removeprefix("seed-"),
                f"{row['evaluations']:.0f}/{self._goal}",
                f"{row['elites']:.0f}",
                f"{row['coverage']:.2%}",
                f"{row['best']:.2f}",
                f"{row['qd_score']:.0f}",
            )
        return table
