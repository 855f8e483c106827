"""Solutions found in the explorer: kept in memory, and saved as a copy of the run on request."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ramify.core import NEW
from ramify.elites.table import EliteTable
from ramify.explorer.archive import Statistics, statistics
from ramify.explorer.player import Outcome
from ramify.run.checkpoint import elite_table, read_unwritten, restore, save
from ramify.run.config import read_config, write_config
from ramify.run.metrics import copy_metrics
from ramify.run.qd import QD
from ramify.run.state import QDState
from ramify.system.files import make_new_folder
from ramify.system.interrupts import hold


@dataclass(frozen=True)
class Found:
    """A solution [n] and its evaluation."""

    x: np.ndarray
    outcome: Outcome


@dataclass(frozen=True)
class RestoredRun:
    """The state from which `resume` would continue a run."""

    qd: QD
    state: QDState
    iteration: int
    names: tuple[str, ...]  # of the measures

    def with_solutions(self, found: list[Found]) -> "RestoredRun":
        """Returns the state after these solutions were offered to its archive, one after the other."""
        state = self.qd.reserve(self.state, len(found))
        for one in found:
            state, _ = self.qd.add(state, one.x[None], one.outcome.evaluation, keep=True)
        return replace(self, state=state)

    def table(self) -> tuple[EliteTable, Statistics]:
        """Returns the elites, and the statistics of the archive."""
        own = statistics(self.qd.archive.statistics(self.state.archive))
        return elite_table(self.qd, self.state, self.names), own

    def entering(self, outcome: Outcome) -> tuple[int, int]:
        """Returns the cell and the status (`Added.status`) that a solution would get.

        For an archive without a grid, in which each elite has its own cell. A solution that would not be
        added gets the cell of the nearest elite.
        """
        archive = self.state.archive
        x = np.zeros((1, archive.solution.shape[1]), np.float32)
        _, added = self.qd.add(self.state, x, outcome.evaluation, keep=True)
        status = int(added.status[0])
        size = int(archive.size)
        if status == NEW or size == 0:
            return size, status
        difference = np.asarray(archive.measures)[:size] - outcome.measures
        return int(np.argmin((difference**2).sum(axis=1))), status


def restore_run(folder: Path, recipe: Any) -> RestoredRun:
    """Reads the state in a run's folder.

    Raises:
      RunError: it cannot be read, or does not fit the recipe as this version builds it.
    """
    experiment = recipe.build()
    qd, task = experiment.qd, experiment.task
    shape = qd.shape(experiment.theta.size, fields=task.fields)
    return RestoredRun(qd, *restore(folder, qd, shape), task.measures)


def copy_run(folder: Path, state: RestoredRun) -> Path:
    """Writes a copy of the run into a new folder beside it. The copy resumes from this state.

    Raises:
      RunError: the copy cannot be written. Nothing of it is left behind.
    """
    with hold():  # a signal waits until the copy is complete
        copy = _new_beside(folder)
        try:
            write_config(copy, read_config(folder))
            copy_metrics(folder, copy)
            unwritten = read_unwritten(folder)
            save(copy, state.qd, state.state, state.names, state.iteration, unwritten=unwritten)
        except BaseException:
            shutil.rmtree(copy, ignore_errors=True)
            raise
    return copy


def _new_beside(folder: Path) -> Path:
    folder, number = folder.resolve(), 1
    while True:
        name = f"{folder.name}-steered" + (f"-{number}" if number > 1 else "")
        if make_new_folder(copy := folder.with_name(name)):
            return copy
        number += 1
