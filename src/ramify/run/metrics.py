"""metrics.csv: a row an iteration, exact to the last bit, with a checksum of all rows so far."""

import csv
import io
import os
import zlib
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Any

import numpy as np

from ramify.run.config import Config, read_config
from ramify.run.folder import ARCHIVE, METRICS
from ramify.run.saved import read_saved
from ramify.system.files import RunError, open_appending, refusal, write_atomically
from ramify.system.parsing import read_bytes

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
CHECKSUM = "checksum"  # last column of the file: of the run's identity and all lines so far
MOST_BYTES = 2**30  # a million rows have a sixth of it
# Columns that every version has written.
NEEDED = ("iteration", "evaluations", "control_steps", "seconds", "elites", "coverage", "qd_score")


class MetricsFile:
    """Appends rows: `COLUMNS`, then whatever else the first row has, then a checksum.

    On resuming, rows after the checkpoint are dropped: they come again. A row that cannot be written
    does not stop the run: `sync` returns it, and the checkpoint keeps it.
    """

    def __init__(self, folder: Path, keep: int, config: Config, unwritten: bytes = b""):
        """Opens the file.

        Args:
          folder: the run's.
          keep: number of rows that belong to the checkpoint.
          config: of the run.
          unwritten: the last of them, where `sync` returned them.

        Raises:
          RunError: the file has too few rows, is damaged, or cannot be written.
        """
        self.folder, self._path = folder, folder / METRICS
        lines = _lines(self._path, unwritten, keep)[: 1 + keep] if keep else []
        header, rows = _parsed(self._path, lines, config)
        if len(rows) < keep:
            raise RunError(_too_short(self._path, len(rows), keep))
        self._checksum, text = zlib.crc32(config.identity.encode()), b""
        if keep:  # a run of format 1 has no checksums yet
            told = [line.split(",")[: len(header)] for line in lines[1:]]
            text = self._checked([header], header=True) + self._checked(told)
        with write_atomically(self._path) as file:
            file.write(text)
        self.last = dict(zip(header, rows[-1].tolist(), strict=True)) if keep else None
        self._header = header if keep else []
        self._file, self._size, self._torn = open_appending(self._path), len(text), False
        self._waiting, self._unsynced = b"", b""  # not yet written; not known to be on the disk
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
        """Sees to it that the rows are on the disk.

        Returns:
          Those that may not be, under their header: a checkpoint must keep them.
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
        """Ends a run whose rows could not be written, when its checkpoint has them.

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
    """Reads the columns of metrics.csv by name. A last line cut short is left out.

    Raises:
      RunError: the file is damaged, belongs to another run, or lacks rows of the archive's iterations.
    """
    config, path = read_config(folder), folder / METRICS
    saved, unwritten = 0, b""
    with suppress(RunError):  # whoever needs the archive is told what ails it
        saved, unwritten = read_saved(folder)
    header, rows = _parsed(path, _lines(path, unwritten, saved), config)
    if len(rows) < saved:
        raise RunError(_too_short(path, len(rows), saved))
    return dict(zip(header, rows.T, strict=True))


def copy_metrics(folder: Path, to: Path) -> None:
    """Copies metrics.csv into another folder of the same run.

    Raises:
      RunError: there is none, or it cannot be read.
    """
    try:
        content = read_bytes(folder / METRICS, MOST_BYTES)
    except FileNotFoundError:
        raise RunError(f"{folder} has no {METRICS}: put a copy there.") from None
    with write_atomically(to / METRICS) as file:
        file.write(content)


def _too_short(path: Path, rows: int, saved: int) -> str:
    if not os.path.lexists(path):
        return (
            f"There is no {path}, and the run was saved after iteration {saved}: put a copy there."
        )
    return (
        f"{path} has {rows} rows, and the run was saved after iteration {saved}: it was cut short. "
        "Put a copy in its place."
    )


def _lines(path: Path, unwritten: bytes, keep: int) -> list[str]:
    """Reads the complete lines of the file; none where there is no file.

    Args:
      path: the file.
      unwritten: the last of `keep` rows, if the file lacks them, under their header.
      keep: number of rows of the checkpoint. What follows them is dropped if some were unwritten.
    """
    try:
        content = read_bytes(path, MOST_BYTES)
    except FileNotFoundError:
        content = b""
    try:
        lines, rest = (text.decode("utf-8").split("\n")[:-1] for text in (content, unwritten))
    except UnicodeDecodeError as error:
        raise RunError(f"{path} is damaged ({error}): put a copy in its place.") from None
    if not rest:
        return lines
    return [rest[0], *lines[1 : max(1, 2 + keep - len(rest))], *rest[1:]]


def _parsed(path: Path, lines: list[str], config: Config) -> tuple[list[str], np.ndarray]:
    """Returns the header and a row an iteration, without the checksums.

    Raises:
      RunError: the lines are damaged, or another run wrote them.
    """
    if not lines:
        return list(COLUMNS), np.zeros((0, len(COLUMNS)))
    try:
        header = _header(lines[0])
        rows = _numbers(lines[1:], len(header))
        if header[-1] == CHECKSUM:
            _verify(lines, config.identity)
            header, rows = header[:-1], rows[:, :-1]
        elif config.began > 1:
            raise ValueError("it has no checksums")
        if (rows[:, header.index("iteration")] != np.arange(1, 1 + len(rows))).any():
            raise ValueError("iterations are missing")
        counts = rows[:, [header.index(name) for name in NEEDED[1:4]]]
        if not (np.isfinite(counts).all() and (counts >= 0).all()):
            raise ValueError("a count is negative or not finite")
    except ValueError as error:
        raise RunError(f"{path} is damaged ({error}): put a copy in its place.") from None
    return header, rows


def _header(line: str) -> list[str]:
    try:
        (header,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError) as error:
        raise ValueError(f"its header cannot be read: {error}") from None
    if missing := [name for name in NEEDED if name not in header]:
        raise ValueError(f"it has no column {missing[0]}")
    if len(set(header)) < len(header):
        raise ValueError("two columns have one name")
    return header


def _numbers(lines: list[str], columns: int) -> np.ndarray:
    for number, line in enumerate(lines, 2):
        if line.count(",") != columns - 1:
            raise ValueError(f"line {number} has {line.count(',') + 1} entries, not {columns}")
    if not lines:
        return np.zeros((0, columns))
    rows = np.loadtxt(lines, float, comments=None, delimiter=",", ndmin=2)
    if rows.shape != (len(lines), columns):
        raise ValueError("lines are empty")
    return rows


def _verify(lines: list[str], identity: str) -> None:
    """Refuses lines whose checksums are wrong."""
    checksum = zlib.crc32(identity.encode())
    for number, line in enumerate(lines, 1):
        text, _, told = line.rpartition(",")
        checksum = zlib.crc32(text.encode(), checksum)
        if number > 1 and told != str(checksum):
            raise ValueError(f"the checksum of line {number} is wrong, or another run wrote it")


def _text(row: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue().encode()
