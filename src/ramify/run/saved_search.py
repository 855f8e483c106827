"""run.json and metrics.csv of a search that was saved from Python with `ramify.save`.

Such a folder can be plotted, exported and viewed like a run of a recipe. It is continued in Python.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ramify.run.columns import COLUMNS
from ramify.run.config import Config, identity_of, read_config, write_config
from ramify.run.folder import CONFIG, SAVED_SEARCH
from ramify.run.metrics import MetricsFile, read_metrics
from ramify.run.provenance import versions
from ramify.run.qd import QD
from ramify.run.state import QDState, pending

SearchLog = Mapping[str, np.ndarray] | Sequence[dict[str, Any]]  # of `illuminate` or `advance`


def describe(
    folder: Path,
    qd: QD,
    state: QDState,
    names: tuple[str, ...],
    iteration: int,
    log: SearchLog | None,
) -> str:
    """Writes run.json and metrics.csv into a folder that holds no run of a recipe.

    The metrics of earlier iterations, which the same search saved in the folder before, are kept.

    Args:
      folder: the folder.
      qd, state, names, iteration, log: see `ramify.save`.

    Returns:
      The identity of the folder's run, which archive.npz carries too.

    Raises:
      ValueError: the log has too many or too few iterations.
    """
    found = read_config(folder) if os.path.lexists(folder / CONFIG) else None
    if found is not None and found.recipe != SAVED_SEARCH:
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
    columns = _columns(log)
    before = iteration - len(columns["evaluations"])
    known = before > 0 and found is not None and found.identity == identity
    saved = read_metrics(folder)["evaluations"] if known else np.zeros(0)
    kept = min(len(saved), iteration) if log is None else before
    if not 0 <= kept <= len(saved):
        raise ValueError(
            f"log has {iteration - kept} iterations, iteration is {iteration}, and the folder holds the "
            f"metrics of {len(saved)}: give the log of all iterations, or of those since the last save."
        )
    rows = _rows(columns, kept)
    done = [iteration, *saved[:kept], *columns["evaluations"]]
    config = Config(
        recipe=SAVED_SEARCH,
        settings=settings,
        evaluations=max(1, int(done[-1])),
        identity=identity,
        simulator="",
        versions=versions(),
    )
    write_config(folder, config)
    metrics = MetricsFile(folder, kept, config)
    try:
        if rows:
            metrics.append(rows)
        metrics.sync()
        metrics.refuse_unwritten()
    finally:
        metrics.close()
    return identity


def _columns(log: SearchLog | None) -> dict[str, np.ndarray]:
    """Returns a log as columns."""
    if log is None:
        return {"evaluations": np.zeros(0)}
    if isinstance(log, Mapping):
        return dict(log)
    names = log[0] if log else ["evaluations"]
    return {name: np.array([row[name] for row in log]) for name in names}


def _rows(columns: dict[str, np.ndarray], before: int) -> list[dict[str, float]]:
    """Returns the rows of metrics.csv. A log has no times: its seconds are 0.

    Args:
      before: number of iterations before the log.
    """
    count = len(columns["evaluations"])
    if not count:
        return []
    first = {"iteration": before + np.arange(1, count + 1), "seconds": np.zeros(count)}
    columns = first | columns
    names = [*COLUMNS, *(name for name in columns if name not in COLUMNS)]
    return [{name: columns[name][i].item() for name in names} for i in range(count)]
