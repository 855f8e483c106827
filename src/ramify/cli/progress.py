"""Shows the progress of a run and of pre-training in the terminal."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import isfinite
from typing import TYPE_CHECKING, Any

from ramify.run.folder import title_of

if TYPE_CHECKING:
    from ramify.run.session import Progress

REDRAW = 1.0  # s, between two readings of the elites, which take time


@contextmanager
def dashboard(recipe: Any, goal: int) -> "Iterator[Callable[[Progress], None]]":
    """Opens a dashboard. Yields the function that updates it.

    Args:
      goal: number of evaluations.
    """
    from ramify.view.dashboard import Dashboard

    shown, read_at = Dashboard(title_of(recipe.name, vars(recipe)), goal), 0.0

    def show(progress: "Progress") -> None:
        nonlocal read_at
        elites = None
        if time.monotonic() - read_at > REDRAW:
            read_at, elites = time.monotonic(), progress.elites(solutions=False)
        shown.total = progress.goal  # a whole number of iterations
        try:
            shown.update(progress.row, elites)
        except OSError:  # the output is closed: stop as if the terminal were
            signal.raise_signal(signal.SIGHUP)

    shown.__enter__()
    try:
        yield show
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
