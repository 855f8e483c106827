"""metrics.csv: a row an iteration, exact to the last bit."""

import csv
import io
import os
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Any

import numpy as np

from ramify.run.files import RunError, open_appending, refusal, write_atomically
from ramify.run.folder import ARCHIVE, METRICS

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
    """Appends rows: `COLUMNS`, then whatever else the first row has.

    On resuming, rows after the checkpoint are dropped: they come again. A row that cannot be written
    does not stop the run: `sync` returns it, and the checkpoint keeps it.
    """

    def __init__(self, folder: Path, keep: int, unwritten: bytes = b""):
        """Opens the file.

        Args:
          folder: the run's.
          keep: number of rows that belong to the checkpoint.
          unwritten: the last of them, where `sync` returned them.

        Raises:
          RunError: the file has too few rows, or cannot be written.
        """
        self.folder, self._path = folder, folder / METRICS
        header, rows = _read(self._path) if keep else ([], [])
        kept = _parsed(unwritten)
        rows = rows[: keep - len(kept[1:])]
        if len(rows) + len(kept[1:]) < keep:
            raise RunError(
                f"{self._path} has {len(rows)} rows, the checkpoint {keep}: it was cut short."
            )
        header, rows = (kept[0] if kept else header), rows + kept[1:]
        text = _text([header, *rows] if keep else [])
        with write_atomically(self._path) as file:
            file.write(text)
        self.last = dict(zip(header, map(float, rows[-1]), strict=True)) if rows else None
        self._header = header
        self._file, self._size, self._torn = open_appending(self._path), len(text), False
        self._waiting, self._unsynced = b"", b""  # not yet written; not known to be on the disk
        self._error: OSError | None = None

    def append(self, rows: list[dict[str, Any]]) -> None:
        """Writes rows, or keeps them until they can be written."""
        if not self._header:
            self._header = [*COLUMNS, *(name for name in rows[0] if name not in COLUMNS)]
            self._waiting += _text([self._header])
        text = _text([[row[name] for name in self._header] for row in rows])
        self._waiting, self._unsynced = self._waiting + text, self._unsynced + text
        with suppress(OSError):
            self._write()

    def sync(self) -> bytes:
        """Sees to it that the rows are on the disk.

        Returns:
          Those that may not be, under their header: a checkpoint must keep them.
        """
        try:
            self._write()
            os.fsync(self._file)
        except OSError as error:
            self._error = error
            return _text([self._header]) + self._unsynced
        self._error, self._unsynced = None, b""
        return b""

    def refuse_unwritten(self) -> None:
        """Ends a run whose rows could not be written, when its checkpoint has them.

        Raises:
          RunError: rows could not be written.
        """
        if self._error is not None:
            raise refusal(
                self._path,
                self._error,
                f"{ARCHIVE} is saved and keeps the missing rows.",
                f"Solve this, then continue with `ramify resume {quote(str(self.folder))}`.",
            )

    def close(self) -> None:
        os.close(self._file)

    def _write(self) -> None:
        """Writes what waits, all of it or nothing."""
        if self._torn:
            os.ftruncate(self._file, self._size)
            self._torn = False
        left = memoryview(self._waiting)
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            self._torn = True
            raise
        self._size, self._waiting = self._size + len(self._waiting), b""


def read_metrics(folder: Path) -> dict[str, np.ndarray]:
    """The columns by name; a last line cut short is left out."""
    header, rows = _read(folder / METRICS)
    columns = np.array(rows, float).reshape(-1, len(header))
    return dict(zip(header, columns.T, strict=True))


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with open(path, newline="", encoding="utf-8") as file:
            lines = file.read().split("\n")[:-1]  # without what follows the last \n
    except FileNotFoundError:
        lines = []
    header, *rows = list(csv.reader(lines)) or [list(COLUMNS)]
    return header, [row for row in rows if len(row) == len(header)]


def _parsed(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode(), newline="")))


def _text(rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
