"""A run that is looked at, by any number of threads. Nothing is ever written into its folder."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shlex import quote
from threading import Lock, RLock
from typing import Any

import numpy as np

from ramify.core import IMPROVED, NEW, NOT_ADDED, AbstractTask
from ramify.elites.table import EliteTable
from ramify.explorer.archive import Archive, as_saved, finder
from ramify.explorer.drawing import Arm, Evaluated, Parameters
from ramify.explorer.edited_archive import Found, Restored, copied, restored
from ramify.explorer.film import webp
from ramify.explorer.listener import AbstractListener
from ramify.explorer.packed import packed
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.explorer.robot import Robot
from ramify.explorer.steering import Jacobian, Steering
from ramify.recipes.registry import recipe_of, refuse_foreign_elites
from ramify.run.folder import ARCHIVE, in_use
from ramify.run.opened import Run
from ramify.run.provenance import differing
from ramify.tasks.function import Function
from ramify.tasks.locomotion import Locomotion

STATUS = {NEW: "new", IMPROVED: "improved", NOT_ADDED: "not added"}
REMEMBERED = 64  # outcomes of steering, to be kept


class Explored:
    """A run: finished, in progress, or not yet come to its first checkpoint.

    Raises:
      RunError: this version does not know the run's recipe or its settings.
      ValueError: its simulator is not installed.
    """

    def __init__(self, run: Run):
        self.run, self.recipe = run, recipe_of(run.config)
        built = None if hasattr(self.recipe, "problem") else self.recipe.build()  # one's own
        self.task = self.recipe.problem() if built is None else built.task
        self.player = player_of(self.task)
        emitter = None if built is None else built.qd.emitter
        self.steering = Steering(self.recipe, self.task, self.restored, emitter)
        self._archived = None if built is None else built.qd.archive
        self.live = False
        self.no_film: str | None = None  # why there can be none, once it is known
        self._lock, self._restoring = RLock(), Lock()
        self._file: tuple[int, ...] | None = None  # which archive.npz was there last
        self._archive: Archive | None = None
        self._restored: tuple[Any, Restored] | None = None  # and of which file
        self._version = 0
        self._find: Callable[[np.ndarray], int] | None = None
        self._kept: list[Found] = []
        self._steered: dict[tuple, Found] = {}
        with suppress(OSError):  # it is looked at again
            self.refresh()

    # What there is

    @property
    def archive(self) -> Archive:
        """The elites as last saved, and what was kept here.

        Raises:
          RunError: nothing has been saved yet, or it cannot be read.
        """
        with self._lock:
            if self._archive is None:
                elites, figures = as_saved(self.run.path)
                refuse_foreign_elites(self.run.path, self.task, elites)
                if self._kept:
                    spent = {"evaluations": figures["evaluations"]}
                    elites, own = self.restored().with_found(self._kept).table()
                    figures = own | spent
                self._version += 1
                self._archive = Archive(self._version, elites, figures)
            return self._archive

    def refresh(self) -> bool:
        """Looks at the folder again. Returns whether the archive is another than at the last look.

        Raises:
          OSError: the folder cannot be read at present.
        """
        self.live = in_use(self.run.path)
        try:
            found = (self.run.path / ARCHIVE).stat()
        except FileNotFoundError:
            return False
        file = found.st_ino, found.st_mtime_ns, found.st_size
        with self._lock:
            if file == self._file:
                return False
            self._file, self._archive = file, None
            return True

    @property
    def waiting(self) -> str | None:
        """Why there is no archive yet; None if there is one."""
        if self._file is not None:
            return None
        if self.live:
            return (
                "The run has not come to its first checkpoint: the archive will appear by itself."
            )
        return (
            "The run was stopped before its first checkpoint: "
            f"`ramify resume {quote(str(self.run.path))}` starts it again, and the archive will "
            "appear here."
        )

    def restored(self) -> Restored:
        """The state from which the run would be resumed.

        Raises:
          RunError: it does not fit the recipe as this version builds it, or cannot be read.
        """
        with self._restoring:  # takes seconds, in which the archive can still be looked at
            file = self._file
            if self._restored is None or self._restored[0] != file:
                self._restored = file, restored(self.run.path, self.recipe)
            return self._restored[1]

    # What it shows

    def play(self, cell: int, listener: AbstractListener) -> None:
        """Send the motion of the elite in this cell: the stream of /api/motion.

        Raises:
          NoEliteError: there is none.
        """
        elite = self.archive.elite(cell)
        outcome = self.player.play(heading(elite), elite.solution[0], fields_of(elite), listener)
        listener.send(packed(self.told(outcome, elite)))

    def film(self, cell: int) -> bytes:
        """The motion of the elite in this cell as an animated WebP, for browsers without WebGL.

        Raises:
          NoEliteError: there is none.
          ValueError: this task has no robot, or this machine cannot draw one.
        """
        elite = self.archive.elite(cell)
        if self.no_film is not None:
            raise ValueError(self.no_film)
        assert isinstance(self.player, Robot)
        return webp(self.player, elite)

    def told(self, outcome: Outcome, elite: EliteTable) -> dict[str, Any]:
        """The last message of an elite's stream."""
        return told(outcome) | {"differs": self._differs(outcome, elite)}

    def _differs(self, outcome: Outcome, elite: EliteTable) -> str | None:
        """Why an elite's outcome is not what was archived; None if it is."""
        if self.player.again(outcome, elite.objective[0], elite.measures[0]):
            return None
        made = [
            f"{package} {was}, this is {now}" for package, was, now in differing(self.run.config)
        ]
        if made:
            return f"The archive was made with {'; '.join(made)}."
        known = "processor" in self.run.config.versions
        return self.player.unexplained if known else self.player.otherwise

    def warm_up(self) -> None:
        """Compile what the first click needs, and what the first step."""
        if self.waiting is None:
            n = self.archive.elites.solution.shape[1]
            self.player.warm_up(n)
            self.steering.warm_up(n)
        self.no_film = self.player.no_film()

    # What is found from here

    def jacobian(self, cell: int, source: str, listener: AbstractListener) -> Jacobian:
        """The gradients at the elite in this cell.

        Raises:
          NoEliteError: there is none.
          ValueError: the run has no such source.
          RunError: the run's critics cannot be restored.
        """
        return self.steering.jacobian(source, self.archive.elite(cell), listener)

    def steer(
        self, cell: int, source: str, coefficients: np.ndarray, listener: AbstractListener
    ) -> None:
        """Step from the elite in this cell and send the motion that comes of it: /api/steer's stream.

        Raises:
          NoEliteError, ValueError, RunError: as `jacobian`; or the coefficients do not fit.
        """
        elite = self.archive.elite(cell)
        found = self._stepped(elite, source, coefficients, listener)
        listener.send(
            packed(told(found.outcome) | {"differs": None, "landed": self._landed(found.outcome)})
        )

    def keep(
        self, cell: int, source: str, coefficients: np.ndarray, listener: AbstractListener
    ) -> dict[str, Any]:
        """Offer what steering found to the archive in memory: where it landed, and how many are kept.

        Raises:
          NoEliteError, ValueError, RunError: as `steer`.
        """
        elite = self.archive.elite(cell)
        at = _point(elite, source, coefficients)
        found = self._steered.get(at) or self._stepped(elite, source, coefficients, listener)
        landed = self._landed(found.outcome)
        if landed["status"] != STATUS[NOT_ADDED]:
            self.restored()  # it must be possible, before anything is changed
            with self._lock:
                self._kept.append(found)
                self._archive = None
        return {"cell": landed["cell"], "status": landed["status"], "kept": len(self._kept)}

    def save(self) -> Path:
        """Write a copy of the run, with what was kept, as a new folder beside it.

        Raises:
          RunError: the run's state cannot be restored, or the copy cannot be written.
        """
        with self._lock:
            return copied(self.run.path, self.restored().with_found(self._kept))

    def _stepped(
        self, elite: EliteTable, source: str, coefficients: np.ndarray, listener: AbstractListener
    ) -> Found:
        jacobian = self.steering.jacobian(source, elite, listener)
        x = jacobian.step(elite.solution[0], coefficients)
        found = Found(x, self.player.play(heading(elite), x, fields_of(elite), listener))
        self._steered[_point(elite, source, coefficients)] = found
        for oldest in list(self._steered)[:-REMEMBERED]:
            self._steered.pop(oldest, None)
        return found

    def _landed(self, outcome: Outcome) -> dict[str, Any]:
        """Where a solution lies, and what the archive would make of it."""
        cell, held, status = None, None, NOT_ADDED
        if np.isfinite(outcome.objective):
            cell, status = self._entering(outcome)
            held = self.archive.objective(cell)
        return {
            "cell": cell,
            "objective": outcome.objective,
            "measures": outcome.measures,
            "status": STATUS[status],
            "archived": held,
        }

    def _entering(self, outcome: Outcome) -> tuple[int, int]:
        """The cell a solution falls into, and its `Added.status`."""
        archive = self.archive
        if getattr(self.recipe, "novelty", None) is None:  # else it has no cells
            self._find = self._find or finder(archive.elites, self._archived)
        if self._find is None:
            return self.restored().with_found(self._kept).entering(outcome)
        cell = self._find(outcome.measures)
        held = archive.objective(cell)
        if held is None:
            return cell, NEW
        return cell, IMPROVED if outcome.objective > held else NOT_ADDED


def player_of(task: AbstractTask) -> AbstractPlayer:
    """Who shows the solutions of this task."""
    if isinstance(task, Locomotion):
        return Robot(task)
    if not isinstance(task, Function):
        return Evaluated(task)
    return Parameters(task) if task.chain is None else Arm(task)


def fields_of(elite: EliteTable) -> dict[str, np.ndarray]:
    """What the archive keeps beside the elite of a table of one row."""
    return {name: values[0] for name, values in elite.fields.items()}


def told(outcome: Outcome) -> dict[str, Any]:
    """The last message of a stream."""
    replayed = {"objective": outcome.objective, "measures": outcome.measures}
    last = {"done": True, "replayed": replayed, "steps": outcome.steps}
    if np.isfinite(outcome.objective):
        return last
    failed = "The evaluation failed"
    if outcome.steps:
        failed = f"The simulation broke down after {outcome.steps} steps"
    return last | {"error": f"{failed}: it has no score."}


def heading(elite: EliteTable) -> dict[str, Any]:
    """What a stream's first message says of the elite of a table of one row."""
    return {
        "cell": int(elite.cell[0]),
        "objective": float(elite.objective[0]),
        "measures": elite.measures[0],
    }


def _point(elite: EliteTable, source: str, coefficients: np.ndarray) -> tuple:
    return elite.solution.tobytes(), source, coefficients.tobytes()
