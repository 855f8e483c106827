"""What is found while looking at a run: kept in memory, and saved as a copy of the run if asked to."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import equinox as eqx
import numpy as np
from jaxtyping import PyTree

from ramify.core import NEW
from ramify.elites.table import EliteTable
from ramify.explorer.archive import Figures, figures
from ramify.explorer.player import Outcome
from ramify.run.checkpoint import elite_table, read_unwritten, restore, save
from ramify.run.config import read_config, write_config
from ramify.run.metrics import copy_metrics
from ramify.run.qd import QD, QDState
from ramify.system.files import make_new_folder
from ramify.system.interrupts import hold


@dataclass(frozen=True)
class Found:
    """A solution [n], and what came of it."""

    x: np.ndarray
    outcome: Outcome


@dataclass(frozen=True)
class Restored:
    """A run's own state, as `resume` would go on from it."""

    qd: QD
    state: QDState
    iteration: int
    names: tuple[str, ...]  # of the measures

    def with_found(self, found: list[Found]) -> "Restored":
        """Its archive, with these offered to it one after the other."""
        return replace(self, state=replace(self.state, archive=self._offered(found)))

    def table(self) -> tuple[EliteTable, Figures]:
        """The elites, and the archive's own figures."""
        own = figures(self.qd.archive.statistics(self.state.archive))
        return elite_table(self.qd, self.state, self.names), own

    def entering(self, outcome: Outcome) -> tuple[int, int]:
        """For an archive in which every elite is a cell of its own: the new one's or the nearest one's,
        and what the archive would make of a solution (`Added.status`)."""
        rules, archive = self.qd.archive, self.qd.archive.reserve(self.state.archive, 1)
        x = np.zeros((1, archive.solution.shape[1]), np.float32)
        status = int(_add(rules, archive, x, outcome.evaluation)[1].status[0])
        size = int(archive.size)
        if status == NEW or size == 0:
            return size, status
        apart = np.asarray(archive.measures)[:size] - outcome.measures
        return int(np.argmin((apart**2).sum(axis=1))), status

    def _offered(self, found: list[Found]) -> PyTree:
        archive = self.qd.archive.reserve(self.state.archive, len(found))
        for one in found:
            archive, _ = _add(self.qd.archive, archive, one.x[None], one.outcome.evaluation)
        return archive


def restored(folder: Path, recipe: Any) -> Restored:
    """The state that a run's folder holds.

    Raises:
      RunError: it does not fit the recipe as this version builds it, or cannot be read.
    """
    experiment = recipe.build()
    qd, task = experiment.qd, experiment.task
    shape = qd.shape(experiment.theta.size, fields=task.fields)
    return Restored(qd, *restore(folder, qd, shape), task.measures)


def copied(folder: Path, state: Restored) -> Path:
    """A copy of the run in a new folder beside it, which resumes from this state.

    Raises:
      RunError: the copy cannot be written; nothing is left of it.
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


@eqx.filter_jit
def _add(archive: Any, state: PyTree, x: Any, evaluation: Any) -> Any:
    return archive.add(state, x, evaluation)
