"""Sends a run's metrics, pictures and films to experiment trackers."""

import abc
import math
import time
import warnings
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ramify.elites.table import EliteTable
from ramify.run.config import read_config
from ramify.run.folder import title_of
from ramify.run.opened import Run
from ramify.run.progress import Progress

STEP = "evaluations"  # the metric that counts the steps of a run


class TrackerInfo(NamedTuple):
    """A tracker before it is imported.

    Attributes:
      module: its module, with a class `Tracker`.
      package: the package that it needs, by its import name.
    """

    module: str
    package: str


TRACKERS = {
    "tensorboard": TrackerInfo("ramify.trackers.tensorboard", "tensorboardX"),
    "wandb": TrackerInfo("ramify.trackers.weights_and_biases", "wandb"),
    "mlflow": TrackerInfo("ramify.trackers.mlflow_store", "mlflow"),
}


class AbstractTracker(abc.ABC):
    """One run in one tracker. A run that is resumed continues the same record.

    Args:
      folder: the run's folder.
      title: title of the run.
      settings: the run's settings.
    """

    @abc.abstractmethod
    def __init__(self, folder: Path, title: str, settings: Mapping[str, Any]): ...

    @abc.abstractmethod
    def log(self, numbers: Mapping[str, float], step: int) -> None:
        """Records finite numbers by name."""

    @abc.abstractmethod
    def picture(self, name: str, pixels: np.ndarray, step: int) -> None:
        """Records a picture, uint8 [height, width, 3]."""

    @abc.abstractmethod
    def film(self, name: str, path: Path, step: int) -> None:
        """Records a film (MP4)."""

    @abc.abstractmethod
    def close(self) -> None:
        """Writes what is left and ends the record."""


class Tracking:
    """Sends a run to trackers. It is the `show` of `ramify.train` and `ramify.resume`.

    Every column of metrics.csv is recorded against the number of evaluations, and the archive's picture
    from time to time. `finish` adds the figures and films of the run's folder. An error in a tracker
    does not stop the run: a warning says so, and this tracker gets nothing more.

    Args:
      names: any of "tensorboard", "wandb" and "mlflow".
      picture_every: seconds between two pictures of the archive.

    Raises:
      ValueError: a name is unknown, or a tracker's package is not installed.

    Example:
      >>> import tempfile, ramify
      >>> tracking = Tracking(["tensorboard"])
      >>> recipe = ramify.recipes.omg_mega(dim=10, grid=10, batch=8)
      >>> out = tempfile.mkdtemp() + "/run"
      >>> run = ramify.train(recipe, evaluations=90, out=out, show=tracking)
      >>> tracking.finish(run)
      >>> [path.name for path in run.path.glob("tensorboard/*")][0][:20]
      'events.out.tfevents.'
    """

    def __init__(self, names: Sequence[str], *, picture_every: float = 60.0):
        names = [names] if isinstance(names, str) else list(names)
        for name in names:
            if name not in TRACKERS:
                raise ValueError(f"{name!r} is no tracker: choose among {', '.join(TRACKERS)}.")
            if find_spec(TRACKERS[name].package) is None:
                raise ValueError(f"{name} needs another package: pip install 'ramify[{name}]'.")
        self._names, self._every = names, picture_every
        self._open: dict[str, AbstractTracker] | None = None
        self._waiting: list[dict[str, float]] = []  # rows of pre-training
        self._drawn = -math.inf  # time of the last picture
        self._last = -1, -1  # step of the last numbers and of the last picture

    def __call__(self, progress: Progress) -> None:
        """Records the new rows, and sometimes a picture."""
        if progress.folder is None:
            raise ValueError(
                "A search without a folder has no settings to record: use Tracking with ramify.train."
            )
        self._start(progress.folder)
        step = int(progress.row[STEP])
        for row in progress.rows or (progress.row,):
            self._each("log", finite(row), int(row[STEP]))
        self._last = step, self._last[1]
        if time.monotonic() - self._drawn >= self._every:
            self._picture(progress.elites(solutions=False), step)

    def pretraining(self, progress: Mapping[str, float]) -> None:
        """Records a row of pre-training. It is the `show_pretraining` of `ramify.train`."""
        self._waiting.append(dict(progress))

    def finish(self, run: Run) -> None:
        """Records the last archive, and the figures and films of the folder. Closes the trackers."""
        self._start(run.path)
        step = int(run.metrics[STEP][-1])
        if self._last[0] < step:
            self._each(
                "log", finite({name: values[-1] for name, values in run.metrics.items()}), step
            )
        if self._last[1] < step and len(run.archive):
            self._picture(run.archive, step)
        for path in sorted((run.path / "figures").glob("*.png")):
            self._each("picture", f"figures/{path.stem}", _read(path), step)
        for path in sorted((run.path / "films").glob("*.mp4")):
            self._each("film", f"films/{path.stem}", path, step)
        self._each("close")
        self._open = None

    def _start(self, folder: Path) -> None:
        if self._open is not None:
            return
        config = read_config(folder)
        title = title_of(config.recipe, config.settings)
        settings = {"recipe": config.recipe} | config.settings | {"evaluations": config.evaluations}
        self._open = {}
        for name in self._names:
            made = import_module(TRACKERS[name].module).Tracker
            with _Warned(self._open, name):
                self._open[name] = made(folder, title, settings)
        for row in self._waiting:
            numbers = {f"pretraining/{name}": value for name, value in finite(row).items()}
            self._each("log", numbers, int(row["episodes"]))
        self._waiting = []

    def _picture(self, elites: EliteTable | None, step: int) -> None:
        from ramify.view.figures import heatmap, projections

        if elites is None or len(elites) == 0:
            return
        figure = heatmap(elites) if len(elites.names) <= 2 else projections(elites)
        self._each("picture", "archive", _pixels(figure), step)
        self._drawn, self._last = time.monotonic(), (self._last[0], step)

    def _each(self, method: str, *arguments: Any) -> None:
        assert self._open is not None
        for name, tracker in list(self._open.items()):
            with _Warned(self._open, name):
                getattr(tracker, method)(*arguments)


class _Warned:
    """Turns an error of a tracker into a warning, and forgets the tracker."""

    def __init__(self, trackers: dict[str, AbstractTracker], name: str):
        self._trackers, self._name = trackers, name

    def __enter__(self) -> None: ...

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        if not isinstance(error, Exception):
            return False
        self._trackers.pop(self._name, None)
        warnings.warn(
            f"{self._name} failed ({type(error).__name__}: {error}). The run goes on without it.",
            stacklevel=4,
        )
        return True


def finite(row: Mapping[str, Any]) -> dict[str, float]:
    """Returns the finite numbers of a row."""
    return {name: float(value) for name, value in row.items() if math.isfinite(value)}


def _pixels(figure: Any) -> np.ndarray:
    """Returns a figure as uint8 [height, width, 3]."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.array(canvas.buffer_rgba())[..., :3]


def _read(path: Path) -> np.ndarray:
    from PIL import Image

    with Image.open(path) as picture:
        return np.array(picture.convert("RGB"))
