"""Shows the progress of a run and of pre-training in the terminal."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import isfinite
from typing import TYPE_CHECKING, Any

from ramify.run.folder import title_of
from ramify.system.printable import echo

if TYPE_CHECKING:
    from ramify.run.progress import Progress
    from ramify.trackers import Tracking
    from ramify.view.dashboard import Dashboard

REDRAW = 1.0  # s, between two readings of the elites, which take time


class Shown:
    """Passes the progress of a run, and of its pre-training, on to the dashboard."""

    def __init__(self, dashboard: "Dashboard", episodes: int, tracking: "Tracking"):
        self._dashboard, self._episodes, self._read_at = dashboard, episodes, 0.0
        self._tracking = tracking

    def __call__(self, progress: "Progress") -> None:
        elites = None
        if time.monotonic() - self._read_at > REDRAW:
            self._read_at, elites = time.monotonic(), progress.elites(solutions=False)
        self._dashboard.total = progress.goal  # a whole number of iterations
        with _closed_output():
            self._dashboard.update(progress.row, elites)
        self._tracking(progress)

    def pretraining(self, progress: "Progress") -> None:
        with _closed_output():
            self._dashboard.pretrain(progress.row, self._episodes)
        self._tracking.pretraining(progress)


@contextmanager
def _closed_output() -> Iterator[None]:
    """Stops the command if its output is closed, as if the terminal were."""
    try:
        yield
    except OSError:
        signal.raise_signal(signal.SIGHUP)


def announce(recipe: Any) -> None:
    """Says what will be run, before the imports that take long."""
    title = title_of(recipe.name, vars(recipe))
    told = f"Starting {title}. JAX compiles its programs first, which takes some seconds."
    echo(told, file=sys.stderr)


@contextmanager
def dashboard(recipe: Any, goal: int, tracking: "Tracking") -> Iterator[Shown]:
    """Opens a dashboard. Yields what updates it.

    Args:
      goal: number of evaluations.
      tracking: the trackers, which get the same progress.
    """
    from ramify.sims.cluster.placement import status_lines
    from ramify.view.dashboard import Dashboard

    shown = Dashboard(title_of(recipe.name, vars(recipe)), goal, more=status_lines)
    shown.__enter__()
    try:
        yield Shown(shown, getattr(recipe, "pretrain", 0), tracking)
    finally:
        with suppress(OSError):
            shown.__exit__()


def pretraining_line(row: dict[str, float], seconds: float) -> str:
    """Returns a line of progress. Returns of episodes are missing until the actor has been evaluated."""
    returns = {
        name: f"{row[name]:7.1f}" if isfinite(row[name]) else "      -"
        for name in ("actor", "best", "mean")
    }
    return (
        f"episodes {row['episodes']:4.0f}  steps {row['control_steps']:7.0f}  "
        f"return actor {returns['actor']} best {returns['best']} mean {returns['mean']}  "
        f"critic loss {row['critic_loss']:8.3f}  Q predicted {row['q_expected']:7.1f} "
        f"observed {row['q_realised']:7.1f}  {seconds:5.0f} s"
    )
