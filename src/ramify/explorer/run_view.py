"""A run as the explorer shows it, to any number of threads. Its folder is never written to."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shlex import quote
from threading import Lock, RLock
from typing import Any

import numpy as np

from ramify.core import IMPROVED, NEW, NOT_ADDED, AbstractTask
from ramify.elites.table import EliteTable
from ramify.explorer.archive import Archive, cell_finder, read_saved_archive
from ramify.explorer.damaged import Damaged
from ramify.explorer.drawing import Arm, Evaluated, Parameters, Stored
from ramify.explorer.edited_archive import Found, RestoredRun, copy_run, restore_run
from ramify.explorer.film import webp
from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import pack
from ramify.explorer.player import AbstractPlayer, Outcome
from ramify.explorer.robot import Robot
from ramify.explorer.steering import Jacobian, Steering
from ramify.recipes.registry import recipe_of, refuse_foreign_elites
from ramify.run.folder import ARCHIVE, in_use
from ramify.run.opened import Run
from ramify.run.provenance import differing
from ramify.tasks.function import Function
from ramify.tasks.locomotion import Locomotion
from ramify.tasks.recorded import Recorded

STATUS = {NEW: "new", IMPROVED: "improved", NOT_ADDED: "not added"}
DAMAGES = 4  # damaged robots that are kept in memory
REMEMBERED = 64  # steered solutions whose outcome is kept in memory


class RunView:
    """A run that is finished, in progress, or before its first checkpoint.

    Raises:
      RunError: this version does not know the run's recipe or its settings.
      ValueError: the run's simulator is not installed.
    """

    def __init__(self, run: Run):
        self.run, self.recipe = run, recipe_of(run.config)
        self.experiment = self.recipe.build()
        self.task = self.experiment.task
        self.player = player_of(self.task)
        self.steering = Steering(self.experiment, self.restored)
        self.live = False
        self.no_film: str | None = None  # the reason, once it is known
        self._lock, self._restoring = RLock(), Lock()
        self._file: tuple[int, ...] | None = None  # archive.npz as last seen
        self._archive: Archive | None = None
        self._restored: tuple[Any, RestoredRun] | None = None  # with the file that it was read from
        self._version = 0
        self._find: Callable[[np.ndarray], int] | None = None
        self._kept: list[Found] = []
        self._steered: dict[tuple, Found] = {}
        self._damaging, self._damaged = Lock(), dict[str, Damaged]()
        with suppress(OSError):  # the watcher tries again
            self.refresh()

    # The archive

    @property
    def archive(self) -> Archive:
        """The archive as last saved, with the solutions that were kept here.

        Raises:
          RunError: nothing has been saved yet, or it cannot be read.
        """
        with self._lock:
            if self._archive is None:
                elites, saved = read_saved_archive(self.run.path)
                refuse_foreign_elites(self.run.path, self.task, elites)
                if self._kept:
                    spent = {"evaluations": saved["evaluations"]}
                    elites, own = self.restored().with_solutions(self._kept).table()
                    saved = own | spent
                self._version += 1
                self._archive = Archive(self._version, elites, saved)
            return self._archive

    def refresh(self) -> bool:
        """Checks the folder. Returns whether the archive has changed since the last check.

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
        """The reason why there is no archive yet; None if there is one."""
        if self._file is not None:
            return None
        if self.live:
            return (
                "The run has not reached its first checkpoint. The archive will appear by itself."
            )
        return (
            "The run was stopped before its first checkpoint. Start it again with "
            f"`ramify resume {quote(str(self.run.path))}`. The archive will then appear here."
        )

    def restored(self) -> RestoredRun:
        """Returns the state from which the run would be resumed.

        Raises:
          RunError: it cannot be read, or does not fit the recipe as this version builds it.
        """
        with self._restoring:  # takes seconds; the archive stays available meanwhile
            file = self._file
            if self._restored is None or self._restored[0] != file:
                self._restored = file, restore_run(self.run.path, self.recipe)
            return self._restored[1]

    # Motions

    def play(self, cell: int, listener: AbstractListener, damage: str = "") -> None:
        """Sends the motion of the elite in this cell: the stream of /api/motion.

        Raises:
          NoEliteError: the cell is empty.
          ValueError: the damage does not fit the robot.
        """
        elite, player = self.archive.elite(cell), self.player_with(damage)
        outcome = player.play(heading(elite), elite.solution[0], fields_of(elite), listener)
        last = self.last_message(outcome, elite)
        if damage:  # the outcome is meant to differ
            last |= {"differs": None, "damaged": True}
        listener.send(pack(last))

    def film(self, cell: int, damage: str = "") -> bytes:
        """Returns the motion of the elite in this cell as an animated WebP, for browsers without WebGL.

        Raises:
          NoEliteError: the cell is empty.
          ValueError: the task has no robot, this machine cannot draw one, or the damage does not fit it.
        """
        elite, player = self.archive.elite(cell), self.player_with(damage)
        if self.no_film is not None:
            raise ValueError(self.no_film)
        assert isinstance(player, Robot)
        return webp(player, elite)

    def last_message(self, outcome: Outcome, elite: EliteTable) -> dict[str, Any]:
        """Returns the last message of an elite's stream."""
        return last_message(outcome) | {"differs": self._differs(outcome, elite)}

    def _differs(self, outcome: Outcome, elite: EliteTable) -> str | None:
        """Returns why an outcome differs from the archived one; None if it does not."""
        if self.player.reproduces(outcome, elite.objective[0], elite.measures[0]):
            return None
        made = [
            f"{package} {was}, this is {now}" for package, was, now in differing(self.run.config)
        ]
        if made:
            return f"The archive was made with {'; '.join(made)}."
        known = "processor" in self.run.config.versions
        return self.player.unexplained if known else self.player.otherwise

    def warm_up(self) -> None:
        """Compiles the programs for the first click and for the first step."""
        if self.waiting is None:
            n = self.archive.elites.solution.shape[1]
            self.player.warm_up(n)
            self.steering.warm_up(n)
        self.no_film = self.player.no_film()

    # Damage

    def damaged(self, damage: str) -> Damaged:
        """Returns the run's robot with this damage. The last ones are kept.

        Raises:
          ValueError: the damage does not fit the robot.
        """
        with self._damaging:
            if damage not in self._damaged:
                self._damaged[damage] = Damaged(self.experiment, self.restored, damage)
                for oldest in list(self._damaged)[:-DAMAGES]:
                    del self._damaged[oldest]
            return self._damaged[damage]

    def player_with(self, damage: str) -> AbstractPlayer:
        """Returns the player of the robot with this damage; "" for none."""
        return self.damaged(damage).player if damage else self.player

    def adapt(self, damage: str, listener: AbstractListener) -> None:
        """Tries elites on the damaged robot until one works well: the stream of /api/adapt.

        Raises:
          ValueError: the damage does not fit the robot.
        """
        self.damaged(damage).adapt(self.archive.elites, listener)

    # Steering

    def jacobian(
        self, cell: int, source: str, listener: AbstractListener, damage: str = ""
    ) -> Jacobian:
        """Returns the gradients at the elite in this cell.

        Raises:
          NoEliteError: the cell is empty.
          ValueError: the run has no gradient source of this name, or the damage does not fit the robot.
          RunError: the run's critics cannot be restored.
        """
        steering = self.damaged(damage).steering if damage else self.steering
        return steering.jacobian(source, self.archive.elite(cell), listener)

    def steer(
        self,
        cell: int,
        source: str,
        coefficients: np.ndarray,
        listener: AbstractListener,
        damage: str = "",
    ) -> None:
        """Steps from the elite in this cell, and sends the motion of the result: /api/steer's stream.

        Raises:
          NoEliteError, ValueError, RunError: see `jacobian`; or the coefficients do not fit.
        """
        elite = self.archive.elite(cell)
        if damage:
            jacobian = self.jacobian(cell, source, listener, damage)
            x = jacobian.step(elite.solution[0], coefficients)
            player = self.player_with(damage)
            outcome = player.play(heading(elite), x, fields_of(elite), listener)
            landed = self._landed(outcome) | {"status": STATUS[NOT_ADDED]}  # of an undamaged robot
        else:
            outcome = self._stepped(elite, source, coefficients, listener).outcome
            landed = self._landed(outcome)
        listener.send(pack(last_message(outcome) | {"differs": None, "landed": landed}))

    def keep(
        self, cell: int, source: str, coefficients: np.ndarray, listener: AbstractListener
    ) -> dict[str, Any]:
        """Offers a steered solution to the archive in memory.

        Returns:
          Its cell, its status, and the number of solutions kept so far.

        Raises:
          NoEliteError, ValueError, RunError: see `steer`.
        """
        elite = self.archive.elite(cell)
        at = _point(elite, source, coefficients)
        found = self._steered.get(at) or self._stepped(elite, source, coefficients, listener)
        landed = self._landed(found.outcome)
        if landed["status"] != STATUS[NOT_ADDED]:
            self.restored()  # raises before anything is changed
            with self._lock:
                self._kept.append(found)
                self._archive = None
        return {"cell": landed["cell"], "status": landed["status"], "kept": len(self._kept)}

    def save(self) -> Path:
        """Writes a copy of the run, with the kept solutions, into a new folder beside it.

        Raises:
          RunError: the run's state cannot be restored, or the copy cannot be written.
        """
        with self._lock:
            return copy_run(self.run.path, self.restored().with_solutions(self._kept))

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
        """Returns a solution's cell, and what the archive would do with it."""
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
        """Returns a solution's cell, and its `Added.status`."""
        archive = self.archive
        if self._find is None:
            self._find = cell_finder(archive.elites, self.experiment.qd.archive)
        if self._find is None:
            return self.restored().with_solutions(self._kept).entering(outcome)
        cell = self._find(outcome.measures)
        held = archive.objective(cell)
        if held is None:
            return cell, NEW
        return cell, IMPROVED if outcome.objective > held else NOT_ADDED


def player_of(task: AbstractTask) -> AbstractPlayer:
    """Returns the player that shows the solutions of this task."""
    if isinstance(task, Locomotion):
        return Robot(task)
    if isinstance(task, Recorded):
        return Stored()
    if not isinstance(task, Function):
        return Evaluated(task)
    return Parameters(task) if task.chain is None else Arm(task)


def fields_of(elite: EliteTable) -> dict[str, np.ndarray]:
    """Returns the fields of the elite in a table of one row."""
    return {name: values[0] for name, values in elite.fields.items()}


def last_message(outcome: Outcome) -> dict[str, Any]:
    """Returns the last message of a stream."""
    replayed = {"objective": outcome.objective, "measures": outcome.measures}
    last = {"done": True, "replayed": replayed, "steps": outcome.steps}
    if np.isfinite(outcome.objective):
        return last
    failed = "The evaluation failed"
    if outcome.steps:
        failed = f"The simulation became unstable after {outcome.steps} steps"
    return last | {"error": f"{failed}, so there is no score."}


def heading(elite: EliteTable) -> dict[str, Any]:
    """Returns the entries about an elite in a stream's first message."""
    return {
        "cell": int(elite.cell[0]),
        "objective": float(elite.objective[0]),
        "measures": elite.measures[0],
    }


def _point(elite: EliteTable, source: str, coefficients: np.ndarray) -> tuple:
    return elite.solution.tobytes(), source, coefficients.tobytes()
