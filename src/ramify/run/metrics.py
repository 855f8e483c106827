"""Writes and reads metrics.csv: one row per iteration, exact to the last bit, with a checksum each."""

import csv
import io
import os
import zlib
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Any

import numpy as np

from ramify.run.columns import CHECKSUM, COLUMNS
from ramify.run.config import Config, read_config
from ramify.run.csv_schema import METRICS_BYTES, parse_metrics, read_lines
from ramify.run.folder import ARCHIVE, METRICS, SAVED_SEARCH
from ramify.run.saved import read_saved
from ramify.system.files import RunError, open_appending, refusal, write_atomically
from ramify.system.parsing import read_bytes


class MetricsFile:
    """metrics.csv, opened for appending rows.

    The columns are `COLUMNS`, then the other names of the first row, then a checksum. When a run is
    resumed, rows after the checkpoint are dropped, because their iterations are run again. A row that
    cannot be written does not stop the run: `sync` returns it, and the checkpoint keeps it.
    """

    def __init__(self, folder: Path, keep: int, config: Config, unwritten: bytes = b""):
        """Opens the file.

        Args:
          folder: the run's folder.
          keep: number of rows that belong to the checkpoint.
          config: content of run.json.
          unwritten: the last of these rows, if the checkpoint has them from `sync`.

        Raises:
          RunError: the file has too few rows, is damaged, or cannot be written.
        """
        self.folder, self._path = folder, folder / METRICS
        lines = read_lines(self._path, unwritten, keep)[: 1 + keep] if keep else []
        header, rows = parse_metrics(self._path, lines, config)
        if len(rows) < keep:
            raise RunError(_too_short(self._path, len(rows), keep))
        self._checksum, text = zlib.crc32(config.identity.encode()), b""
        if keep:  # a run of format 1 has no checksums yet
            kept = [line.split(",")[: len(header)] for line in lines[1:]]
            text = self._checked([header], header=True) + self._checked(kept)
        with write_atomically(self._path) as file:
            file.write(text)
        self.last = dict(zip(header, rows[-1].tolist(), strict=True)) if keep else None
        self._header = header if keep else []
        self._file, self._size, self._torn = open_appending(self._path), len(text), False
        self._waiting = b""  # rows that are not written yet
        self._unsynced = b""  # rows that may not be on the disk yet
        self._error: OSError | None = None

    def append(self, rows: list[dict[str, Any]]) -> None:
        """Writes rows, or keeps them until they can be written."""
        if not self._header:
            self._header = [*COLUMNS, *(name for name in rows[0] if name not in COLUMNS)]
            self._waiting += self._checked([self._header], header=True)
        text = self._checked([[row[name] for name in self._header] for row in rows])
        self._waiting, self._unsynced = self._waiting + text, self._unsynced + text
        with suppress(OSError):
            self._write()

    def sync(self) -> bytes:
        """Waits until the rows are on the disk.

        Returns:
          The header and the rows that may not be on the disk, for the checkpoint to keep; b"" if all
          rows are there.
        """
        try:
            self._write()
            os.fsync(self._file)
        except OSError as error:
            self._error = error
            return _text([*self._header, CHECKSUM]) + self._unsynced
        self._error, self._unsynced = None, b""
        return b""

    def refuse_unwritten(self) -> None:
        """Raises an error if rows could not be written. Call it after the checkpoint has kept them.

        Raises:
          RunError: rows could not be written.
        """
        if self._error is not None:
            raise refusal(
                self._path,
                self._error,
                f"{ARCHIVE} is saved and keeps the missing rows.",
                f"continue with `ramify resume {quote(str(self.folder))}`",
            )

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)

    def _write(self) -> None:
        """Writes the waiting rows. After an error the next call removes what was written of them."""
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

    def _checked(self, rows: list[list[Any]], *, header: bool = False) -> bytes:
        """Returns the rows as lines with their checksums."""
        lines = []
        for row in rows:
            line = _text(row).removesuffix(b"\n")
            self._checksum = zlib.crc32(line, self._checksum)
            last = CHECKSUM if header else str(self._checksum)
            lines.append(line + b"," + last.encode() + b"\n")
        return b"".join(lines)


def read_metrics(folder: Path) -> dict[str, np.ndarray]:
    """Reads the columns of metrics.csv by name. An incomplete last line is left out.

    Raises:
      RunError: the file is damaged, belongs to another run, or has fewer rows than the checkpoint has
        iterations.
    """
    config, path = read_config(folder), folder / METRICS
    saved, unwritten = 0, b""
    with suppress(RunError):  # an error in archive.npz is reported by those who read the elites
        saved, unwritten = read_saved(folder)
    header, rows = parse_metrics(path, read_lines(path, unwritten, saved), config)
    if len(rows) < saved and config.recipe != SAVED_SEARCH:  # which may have no metrics
        raise RunError(_too_short(path, len(rows), saved))
    return dict(zip(header, rows.T, strict=True))


def copy_metrics(folder: Path, to: Path) -> None:
    """Copies metrics.csv into another folder of the same run.

    Raises:
      RunError: the file is missing or cannot be read.
    """
    try:
        content = read_bytes(folder / METRICS, METRICS_BYTES)
    except FileNotFoundError:
        raise RunError(f"{folder} has no {METRICS}: restore it from a backup.") from None
    with write_atomically(to / METRICS) as file:
        file.write(content)


def _too_short(path: Path, rows: int, saved: int) -> str:
    if not os.path.lexists(path):
        return (
            f"{path} is missing, and the run was saved after iteration {saved}: restore the file from a "
            "backup."
        )
    return (
        f"{path} has {rows} rows, and the run was saved after iteration {saved}: it was cut short. "
        "Restore it from a backup."
    )


def _text(row: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue().encode()
