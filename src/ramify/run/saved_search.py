"""run.json and metrics.csv of a search that was saved from Python with `ramify.save`.

Such a folder can be plotted, exported and viewed like a run of a recipe. It is continued in Python.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ramify.run.columns import COLUMNS
from ramify.run.config import Config, identity_of, read_config, write_config
from ramify.run.folder import CONFIG, SAVED_SEARCH
from ramify.run.metrics import MetricsFile
from ramify.run.provenance import versions
from ramify.run.qd import QD
from ramify.run.state import QDState, pending


def describe(
    folder: Path,
    qd: QD,
    state: QDState,
    names: tuple[str, ...],
    iteration: int,
    log: Mapping[str, np.ndarray] | None,
) -> str:
    """Writes run.json and metrics.csv into a folder that holds no run of a recipe.

    Args:
      folder: the folder.
      qd, state, names, iteration: see `ramify.save`.
      log: the log of `illuminate`, from the first iteration on; None for no metrics.

    Returns:
      The identity of the folder's run, which archive.npz carries too.

    Raises:
      ValueError: the log does not end at `iteration`.
    """
    if os.path.lexists(folder / CONFIG):
        found = read_config(folder)
        if found.recipe != SAVED_SEARCH:
            return found.identity
    fields = getattr(state.archive, "fields", {})
    settings = {
        "measures": list(names),
        "parameters": int(pending(state).x.shape[1]),
        "fields": {name: [list(a.shape[1:]), str(a.dtype)] for name, a in fields.items()},
        **{name: list(values) for name, values in qd.archive.axes.items()},
        "seed": 0,
    }
    identity = identity_of(SAVED_SEARCH, settings, "")
    rows = _rows(log, iteration) if log is not None else []
    config = Config(
        recipe=SAVED_SEARCH,
        settings=settings,
        evaluations=max(1, int(rows[-1]["evaluations"]) if rows else iteration),
        identity=identity,
        simulator="",
        versions=versions(),
    )
    write_config(folder, config)
    metrics = MetricsFile(folder, 0, config)
    try:
        if rows:
            metrics.append(rows)
        metrics.sync()
        metrics.refuse_unwritten()
    finally:
        metrics.close()
    return identity


def _rows(log: Mapping[str, np.ndarray], iteration: int) -> list[dict[str, float]]:
    """Returns the rows of metrics.csv. A log has no times: its seconds are 0."""
    count = len(log["evaluations"])
    if count != iteration:
        raise ValueError(
            f"log has {count} iterations, and iteration is {iteration}: give the log of all iterations."
        )
    columns = {"iteration": np.arange(1, count + 1), "seconds": np.zeros(count)} | dict(log)
    names = [*COLUMNS, *(name for name in columns if name not in COLUMNS)]
    return [{name: columns[name][i].item() for name in names} for i in range(count)]
