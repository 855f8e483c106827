"""Intelligent Trial and Error: a damaged robot finds a gait that still works, in a few trials.

The archive says how well each elite did before the damage. A Gaussian process starts from this prior,
and learns from each trial how far the damaged robot is from it. The next trial is the elite with the
highest upper confidence bound. The trials end when the best of them is at least 0.9 of what is
predicted anywhere.

Unlike the paper: its performance is a speed, whose zero means standing still. An objective has any
zero and any unit. So here 0 is the archive's worst elite and 1 is its best, and the noise, the
confidence and the rule of 0.9 refer to this scale.

Unlike the paper: its archive fills the whole range of the measures. One of learned robots may fill a
small part, in which all elites would be near to each other. So the unit of distances is, for each
measure, the range in which the middle 80 % of the elites lie.

References:
  Cully, Clune, Tarapore & Mouret (2015), "Robots that can adapt like animals", Nature 521,
  arXiv:1407.3501. Equation numbers are those of its Methods.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Self

import jax
import jax.numpy as jnp
import numpy as np
from msgspec import Struct

from ramify.checks.arguments import number, whole_number, whole_numbers
from ramify.core import AbstractTask, Query
from ramify.elites.table import EliteTable
from ramify.numerics import draws
from ramify.run.opened import Run
from ramify.system import npz
from ramify.system.files import RunError
from ramify.system.parsing import Name

LENGTH = 0.4  # rho, length scale
MIDDLE = 0.1, 0.9  # quantiles of a measure whose distance is its unit of length
NOISE = 0.001  # sigma_noise^2, variance of a trial
KAPPA = 0.05  # weight of the uncertainty in the choice of the next trial
ENOUGH = 0.9  # alpha, share of the best prediction at which the trials end
FORMAT = 1


class Prediction(NamedTuple):
    """The prediction of the Gaussian process for each elite, in units of the objective.

    Attributes:
      mean: [e].
      deviation: [e], standard deviation.
    """

    mean: np.ndarray
    deviation: np.ndarray


@dataclass(frozen=True)
class Trial:
    """A trial of one elite.

    Attributes:
      row: row of the elite in the table.
      predicted: objective that was predicted before the trial.
      deviation: standard deviation of this prediction.
      objective: objective of the trial; -inf if it failed.
    """

    row: int
    predicted: float
    deviation: float
    objective: float


class Adaptation:
    """A search for the elite that works best after a change, by ask and tell.

    It draws no random numbers: the same objectives lead to the same trials.

    Args:
      elites: the archive before the change.
      zero: the objective that counts as 0, below the best elite's; None for the worst elite's. The
        best elite's counts as 1. An objective of -inf (a failed trial) counts as 0.
      kappa: weight of the uncertainty in the choice of the next trial.
      enough: share of the best prediction at which the trials end.

    Attributes:
      elites: the archive.
      trials: list of the trials so far.

    Raises:
      ValueError: there are no elites, or a setting is out of range.

    Example:
      The archive knows which x is best. Then the robot is damaged, and every x below 0.5 fails.

      >>> x = np.linspace(0.05, 0.95, 10, dtype=np.float32)[:, None]
      >>> elites = EliteTable(x, 1.0 - x[:, 0], x, np.arange(10), (0.0,), (1.0,), (10,), ("x",))
      >>> adaptation = Adaptation(elites)
      >>> while not adaptation.done:
      ...     elite = adaptation.ask()
      ...     adaptation.tell(float(elite.objective[0]) if elite.solution[0, 0] > 0.5 else 0.0)
      >>> len(adaptation.trials), round(float(adaptation.best.solution[0, 0]), 2)
      (2, 0.55)
    """

    def __init__(
        self,
        elites: EliteTable,
        *,
        zero: float | None = None,
        kappa: float = KAPPA,
        enough: float = ENOUGH,
    ):
        if len(elites) == 0:
            raise ValueError("The archive is empty: adaptation needs at least one elite.")
        self.elites, self.trials = elites, list[Trial]()
        self._kappa = number("kappa", kappa, at_least=0.0)
        self._enough = number("enough", enough, above=0.0, at_most=1.0)
        objective = elites.objective.astype(float)
        best, worst = objective.max(), objective.min()
        given = None if zero is None else number("zero", zero)
        if given is not None and given >= best:
            raise ValueError(
                f"zero is {given:g}, and the best elite's objective is {best:g}: give less than that."
            )
        equal = worst if best > worst else best - 1.0  # no elite is better than another
        self._zero = equal if given is None else given
        self._scale = best - self._zero
        self._prior = (objective - self._zero) / self._scale  # P(x)
        self._places = elites.measures / _units(elites)
        self._predict()

    def ask(self) -> EliteTable:
        """Returns the elite to try next, as a table of one row. Asking twice returns the same elite."""
        return self.elites[self._next]

    def tell(self, objective: float) -> None:
        """Learns from the trial of the elite that `ask` returns.

        Args:
          objective: the objective of the trial; -inf if it failed.

        Raises:
          ValueError: the objective is neither a finite number nor -inf.
        """
        failed = np.ndim(objective) == 0 and np.isneginf(objective)
        found = -np.inf if failed else number("objective", objective)
        mean, deviation = (float(values[self._next]) for values in self.predicted)
        self.trials.append(Trial(self._next, mean, deviation, found))
        self._predict()

    @property
    def done(self) -> bool:
        """True once the best trial is at least 0.9 (`enough`) of what is predicted for any elite, or the
        next trial would repeat it."""
        if not self.trials:
            return False
        observed = self._observed()
        repeats = self._next == self.trials[int(observed.argmax())].row
        return bool(repeats or observed.max() >= self._enough * self._mean.max())

    @property
    def predicted(self) -> Prediction:
        """The prediction for each elite after the trials so far: the archive's objectives at first."""
        mean, deviation = self._mean, self._deviation
        return Prediction(self._zero + self._scale * mean, self._scale * deviation)

    @property
    def best(self) -> EliteTable:
        """The elite of the best trial, as a table of one row. Its `objective` is that of the trial.

        Raises:
          ValueError: there was no trial yet.
        """
        if not self.trials:
            raise ValueError("There was no trial yet: tell the objective of one first.")
        found = max(self.trials, key=lambda trial: trial.objective)  # the first of equal ones
        return self._as_tried([found])

    @property
    def tried(self) -> EliteTable:
        """The elites of the trials in their order. Their `objective` is that of the trials."""
        return self._as_tried(self.trials)

    def map(self) -> EliteTable:
        """Returns the archive with the predicted objective of each elite, to draw it."""
        return replace(self.elites, objective=self.predicted.mean.astype(np.float32))

    def save(self, path: str | Path) -> None:
        """Writes the trials to an .npz file for `load`. An error leaves an earlier file as it is.

        Raises:
          RunError: the file cannot be written.
        """
        meta = {"format": FORMAT, "elites": digest(self.elites), "kappa": self._kappa}
        meta |= {"enough": self._enough, "zero": self._zero}
        columns = {
            name: np.array([getattr(trial, name) for trial in self.trials], kind)
            for name, kind in Trial.__annotations__.items()
        }
        columns |= {"cell": self.elites.cell[columns["row"]]}
        mean, deviation = self.predicted
        npz.write(Path(path), meta, columns | {"elite_mean": mean, "elite_deviation": deviation})

    @classmethod
    def load(cls, path: str | Path, elites: EliteTable) -> Self:
        """Returns the adaptation that was saved. It continues as if it had never stopped.

        Args:
          path: the file.
          elites: the archive of the adaptation.

        Raises:
          RunError: the file is missing or damaged, or belongs to another archive.
        """
        path = Path(path)
        members: dict[str, Any]
        meta, members = npz.read(
            path,
            Saved,
            missing=f"There is no {path}: give a file that `Adaptation.save` wrote.",
            remedy="start the adaptation again in a new folder",
        )
        if meta.elites != digest(elites):
            raise RunError(
                f"{path} holds trials of another archive: give the elites of the run that it belongs "
                "to, or start the adaptation again in a new folder."
            )
        try:
            rows = whole_numbers("row", members["row"], at_least=0, at_most=len(elites) - 1)
            adaptation = cls(elites, zero=meta.zero, kappa=meta.kappa, enough=meta.enough)
            for row, objective in zip(rows, members["objective"].tolist(), strict=True):
                if row != adaptation._next:
                    raise ValueError("its trials are not those of its archive")
                adaptation.tell(objective)
        except (ValueError, KeyError) as error:
            raise RunError(
                f"{path} is damaged ({error}): start the adaptation again in a new folder."
            ) from None
        return adaptation

    def _as_tried(self, trials: Sequence[Trial]) -> EliteTable:
        rows = np.array([trial.row for trial in trials], int)
        objective = np.array([trial.objective for trial in trials], np.float32)
        return replace(self.elites[rows], objective=objective)

    def _observed(self) -> np.ndarray:
        """Returns the objectives of the trials on the scale from 0 (`zero`) to 1 (the best elite)."""
        found = np.array([trial.objective for trial in self.trials])
        return np.where(np.isneginf(found), 0.0, (found - self._zero) / self._scale)

    def _predict(self) -> None:
        """Fits the Gaussian process to the trials, and chooses the next one."""
        self._mean, self._deviation = self._prior, np.ones(len(self._prior))
        if self.trials:
            from sklearn.gaussian_process import GaussianProcessRegressor
            from sklearn.gaussian_process.kernels import Matern

            kernel = Matern(LENGTH, nu=2.5, length_scale_bounds="fixed")  # (6)
            process = GaussianProcessRegressor(kernel, alpha=NOISE, optimizer=None)
            rows = np.array([trial.row for trial in self.trials])
            process.fit(self._places[rows], self._observed() - self._prior[rows])
            difference, deviation = process.predict(self._places, return_std=True)
            self._mean, self._deviation = self._prior + difference, deviation  # (5)
        self._next = int(np.argmax(self._mean + self._kappa * self._deviation))  # (7)


def _units(elites: EliteTable) -> np.ndarray:
    """Returns the unit of length of each measure, [k]: the range of the middle 80 % of the elites."""
    low, high = np.quantile(elites.measures.astype(float), MIDDLE, axis=0)
    whole = np.subtract(elites.upper, elites.lower)
    return np.where(high > low, high - low, whole)


class Saved(Struct, frozen=True):
    """The metadata of a file of `Adaptation.save`."""

    formats: ClassVar[tuple[int, ...]] = (FORMAT,)

    elites: Name
    kappa: float
    enough: float
    zero: float


def adapt(
    elites: EliteTable | Run,
    trial: Callable[[EliteTable], float] | AbstractTask,
    trials: int = 20,
    *,
    seed: int = 0,
    zero: float | None = None,
) -> Adaptation:
    """Tries elites one by one until one works well, and returns the adaptation.

    Args:
      elites: the archive before the change, or its run.
      trial: the changed world. A function that tries the elite in a table of one row, and returns its
        objective (-inf if the trial failed). Or a task, such as `task.with_damage(["front-left:dead"])`.
      trials: largest number of trials.
      seed: seed of the trials in a task. Each has a new episode.
      zero: the objective that counts as 0; None for the worst elite's (`Adaptation`).

    Raises:
      ValueError: trials is below 1, there are no elites, or the task has other measures.

    Example:
      >>> import ramify
      >>> arm = ramify.tasks.arm(4)
      >>> x = np.random.default_rng(0).uniform(-1.0, 1.0, (200, 4)).astype(np.float32)
      >>> found = arm.evaluate(Query(jnp.asarray(x), offered=len(x)), jax.random.key(0))
      >>> elites = EliteTable(x, np.asarray(found.objective), np.asarray(found.measures),
      ...                     np.arange(200), (-4.0, -4.0), (4.0, 4.0), (20, 20), arm.measures)
      >>> adaptation = adapt(elites, lambda elite: 90.0 if elite.measures[0, 0] < 3.0 else 40.0)
      >>> bool(adaptation.best.measures[0, 0] < 3.0)
      True
    """
    trials = whole_number("trials", trials, at_least=1)
    table = elites.archive if isinstance(elites, Run) else elites
    adaptation = Adaptation(table, zero=zero)
    for count in range(trials):
        elite = adaptation.ask()
        if isinstance(trial, AbstractTask):
            adaptation.tell(float(try_elite(trial, elite, seed, count)[0]))
        else:
            adaptation.tell(trial(elite))
        if adaptation.done:
            break
    return adaptation


def try_elite(
    task: AbstractTask, elite: EliteTable, seed: int, count: int
) -> tuple[np.float32, dict[str, np.ndarray]]:
    """Returns the objective of an elite in a task, and the fields of its evaluation.

    Args:
      task: the changed task.
      elite: a table of one row.
      seed: seed of all trials.
      count: number of trials before this one. Each has a new episode.

    Raises:
      ValueError: the task has other measures than the elite.
    """
    if task.measures != elite.names:
        raise ValueError(
            f"The task has the measures {task.measures}, and the elites have {elite.names}: give the "
            "task that the elites solve."
        )
    key = draws.fold_in(jax.random.key(seed), count)
    found = task.evaluate(Query(jnp.asarray(elite.solution, jnp.float32), offered=1), key)
    fields = {name: np.asarray(values)[0] for name, values in found.fields.items()}
    objective = np.asarray(found.objective, np.float32)[0]
    return (objective if np.isfinite(objective) else np.float32(-np.inf)), fields


def digest(elites: EliteTable) -> str:
    """Returns a checksum of the elites' solutions, objectives and measures."""
    found = hashlib.sha256()
    for values in (elites.solution, elites.objective, elites.measures):
        found.update(np.ascontiguousarray(values).tobytes())
    return found.hexdigest()[:16]
