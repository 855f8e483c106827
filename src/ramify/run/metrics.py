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
    """Appends rows: `COLUMNS`, then whatever else the first row has. On resuming, rows after the
    checkpoint are dropped: they come again."""

    def __init__(self, folder: Path, keep: int):
        path = folder / METRICS
        header, rows = _read(path) if keep else ([], [])
        if len(rows) < keep:
            raise RunError(f"{path} has {len(rows)} rows, the checkpoint {keep}: it was cut short.")
        rows = rows[:keep]
        with written_whole(path) as file:
            file.write(_text([header, *rows] if keep else []).encode())
        self.last = dict(zip(header, map(float, rows[-1]), strict=True)) if rows else None
        self._header = header
        self._file = open(path, "a")  # noqa: SIM115 - closed by `close`

    def append(self, rows: list[dict[str, Any]]) -> None:
        if not self._header:
            self._header = [*COLUMNS, *(name for name in rows[0] if name not in COLUMNS)]
            self._file.write(_text([self._header]))
        self._file.write(_text([[row[name] for name in self._header] for row in rows]))

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def read_metrics(folder: Path) -> dict[str, np.ndarray]:
    """The columns by name; a last line cut short is left out."""
    header, rows = _read(folder / METRICS)
    columns = np.array(rows, float).reshape(-1, len(header))
    return dict(zip(header, columns.T, strict=True))


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with open(path, newline="") as file:
            lines = file.read().split("\n")[:-1]  # without what follows the last \n
    except FileNotFoundError:
        lines = []
    header, *rows = list(csv.reader(lines)) or [list(COLUMNS)]
    return header, [row for row in rows if len(row) == len(header)]


def _text(rows: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
