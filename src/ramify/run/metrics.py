"""metrics.csv: a row an iteration, exact to the last bit."""

import csv
import io
import os
from pathlib import Path
from typing import Any

import numpy as np

from ramify.run.folder import METRICS, RunError, written_whole

COLUMNS = (
    "iteration",
    "evaluations",
    "control_steps",
    "seconds",
    "elites",
    "coverage",
    "qd_score",
    "norm_qd_score",
    "best",
    "mean",
)


class MetricsFile:
    """Appends rows. On resuming, rows after the checkpoint are dropped: they come again."""

    def __init__(self, folder: Path, keep: int):
        path = folder / METRICS
        rows = _read(path)[:keep] if keep else []
        if len(rows) < keep:
            raise RunError(f"{path} has {len(rows)} rows, the checkpoint {keep}: it was cut short.")
        with written_whole(path) as file:
            file.write(_text([list(COLUMNS), *rows]).encode())
        self.last = dict(zip(COLUMNS, map(float, rows[-1]), strict=True)) if rows else None
        self._file = open(path, "a")  # noqa: SIM115 - closed by `close`

    def append(self, rows: list[dict[str, Any]]) -> None:
        self._file.write(_text([[row[name] for name in COLUMNS] for row in rows]))

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def read_metrics(folder: Path) -> dict[str, np.ndarray]:
    """The columns by name; a last line cut short is left out."""
    rows = np.array(_read(folder / METRICS), float).reshape(-1, len(COLUMNS))
    return dict(zip(COLUMNS, rows.T, strict=True))


def _read(path: Path) -> list[list[str]]:
    try:
        with open(path, newline="") as file:
            lines = file.read().split("\n")[1:-1]  # without the header and what follows the last \n
    except FileNotFoundError:
        return []
    return [row for row in csv.reader(lines) if len(row) == len(COLUMNS)]


def _text(rows: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
