"""The files of a run in progress: a row of metrics.csv per iteration, and checkpoints."""

import time
from pathlib import Path
from shlex import quote
from typing import Any

import msgspec

from ramify.run.checkpoint import read_unwritten, save
from ramify.run.config import ClusterNode, Config, UsedCluster, write_config
from ramify.run.experiment import Experiment
from ramify.run.folder import ARCHIVE
from ramify.run.metrics import MetricsFile
from ramify.run.state import QDState
from ramify.sims.cluster.placement import status
from ramify.system.interrupts import StopRequest

SAVING_SHARE = 0.05  # most of a run's time that checkpoints may take


class RunWriter:
    """The metrics and the checkpoints of a run. Use it in a `with` statement.

    Attributes:
      iteration: number of iterations that are done.
      saved: number of iterations that the last checkpoint holds.
    """

    def __init__(
        self,
        folder: Path,
        experiment: Experiment,
        config: Config,
        stop: StopRequest,
        *,
        done: int,
        goal: int,
        save_every: float,
    ):
        """Opens metrics.csv.

        Args:
          folder: the run's folder.
          experiment: what the recipe builds.
          config: content of run.json.
          stop: its note tells a user who stops the run what is saved.
          done: number of iterations that the checkpoint holds; 0 for a new run.
          goal: number of iterations at which the run is complete.
          save_every: seconds between checkpoints, longer if saving takes more than `SAVING_SHARE`.

        Raises:
          RunError: metrics.csv has too few rows, is damaged, or cannot be written.
        """
        self.iteration = self.saved = done
        self._folder, self._experiment, self._config = folder, experiment, config
        self._stop, self._goal, self._save_every = stop, goal, save_every
        unwritten = read_unwritten(folder) if (folder / ARCHIVE).exists() else b""
        self._metrics = MetricsFile(folder, keep=done, config=config, unwritten=unwritten)
        before = self._metrics.last or {"control_steps": 0, "seconds": 0.0}
        self._control_steps = int(before["control_steps"])
        self._started = time.perf_counter() - before["seconds"]
        self._save_at = time.perf_counter() + save_every
        stop.note = self._note()

    @property
    def due(self) -> bool:
        """True if it is time for a checkpoint."""
        return time.perf_counter() >= self._save_at

    def append(self, rows: list[dict[str, Any]], evaluations: int) -> dict[str, Any]:
        """Writes one row per iteration and returns the last one.

        All rows of a call get the same `seconds`: the host learns of them at the same time.

        Args:
          rows: statistics and control steps of each iteration (`loop.advance`).
          evaluations: number of evaluations per iteration.
        """
        seconds = round(time.perf_counter() - self._started, 3)
        for row in rows:
            self.iteration += 1
            self._control_steps += row["control_steps"]
            row |= {
                "iteration": self.iteration,
                "evaluations": self.iteration * evaluations,
                "control_steps": self._control_steps,
                "seconds": seconds,
            }
        self._metrics.append(rows)
        return rows[-1]

    def checkpoint(self, state: QDState) -> None:
        """Saves the state and the rows.

        Raises:
          RunError: a file cannot be written. If only metrics.csv cannot, archive.npz holds its rows.
        """
        began = time.perf_counter()
        save(
            self._folder,
            self._experiment.qd,
            state,
            self._experiment.task.measures,
            self.iteration,
            unwritten=self._metrics.sync(),
            identity=self._config.identity,
        )
        self._metrics.refuse_unwritten()
        self._record_cluster()
        self.saved, now = self.iteration, time.perf_counter()
        pause = (now - began) * (1 - SAVING_SHARE) / SAVING_SHARE
        self._save_at = now + max(self._save_every, pause)
        self._stop.note = self._note()

    def _record_cluster(self) -> None:
        """Writes into run.json where solutions were evaluated, if that has changed."""
        if (found := status()) is None:
            return
        nodes = [ClusterNode(*node) for node in found.nodes]
        used = UsedCluster(nodes, {why[:100]: rows for why, rows in found.again.items()})
        if used != self._config.cluster:
            self._config = msgspec.structs.replace(self._config, cluster=used)
            write_config(self._folder, self._config)

    def __enter__(self) -> "RunWriter":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Closes metrics.csv. A second signal gets a message that tells what is saved."""
        self._metrics.close()
        if isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt(self._note()) from None

    def _note(self) -> str:
        note = f"Stopped. {self._folder} is saved up to iteration {self.saved} of {self._goal}"
        if self.saved == self._goal:
            return f"{note}: it is complete."
        return f"{note}: `ramify resume {quote(str(self._folder))}` continues it."
