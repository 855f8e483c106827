"""One of several runs that are computed side by side: `python -m ramify.cli.seed FOLDER EVALUATIONS`.

It prints a row of the metrics in JSON, at most once a second. It ends when its standard input is closed,
as when the command that started it was killed.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ramify.system.interrupts import Terminated, command
from ramify.system.runtime import configure

if TYPE_CHECKING:
    from ramify.run.progress import Progress


def main() -> None:
    """Runs, or continues, the run of a folder."""
    configure()
    folder, evaluations, save_every = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    shown = 0.0

    def show(progress: "Progress") -> None:
        nonlocal shown
        if time.monotonic() - shown > 1.0 or progress.row["evaluations"] >= progress.goal:
            shown = time.monotonic()
            print(json.dumps(progress.row), flush=True)

    with command():
        threading.Thread(target=_end_with_parent, daemon=True).start()
        from ramify.recipes.registry import resume

        try:
            resume(
                Path(folder),
                evaluations=evaluations,
                save_every=save_every,
                show=show,
                say=lambda sentence: None,
            )
        except (KeyboardInterrupt, Terminated):
            sys.exit(128 + signal.SIGTERM)


def _end_with_parent() -> None:
    os.read(0, 1)  # returns when the pipe is closed
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
