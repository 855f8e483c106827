"""The schema of CSV files: metrics.csv of a run, and the curves of `ramify reproduce`.

No other module parses CSV text. Every reader gets numbers, or a `RunError` that names the file and says
what to do. `ramify.run.config` does the same for JSON.
"""

import csv
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ramify.run.columns import CHECKSUM, COLUMNS
from ramify.run.config import Config
from ramify.system.files import RunError
from ramify.system.parsing import read_bytes

METRICS_BYTES = 2**30  # most bytes of metrics.csv; a million rows have a sixth of them
# Columns that every version has written.
NEEDED = ("iteration", "evaluations", "control_steps", "seconds", "elites", "coverage", "qd_score")

CURVE_BYTES = 2**20
CURVE_COLUMNS = ("evaluations", "norm_qd_score", "coverage", "best", "seconds")
_IDENTITY, _SUM = b"# identity ", b"# checksum "  # the first and the last line of a curve


def read_lines(path: Path, unwritten: bytes, keep: int) -> list[str]:
    """Reads the complete lines of metrics.csv. A missing file has none.

    Args:
      path: the file.
      unwritten: header and last rows of the checkpoint, if they could not be written to the file.
      keep: number of rows of the checkpoint. If there are unwritten rows, later rows are dropped.
    """
    try:
        content = read_bytes(path, METRICS_BYTES)
    except FileNotFoundError:
        content = b""
    try:
        lines, rest = (text.decode("utf-8").split("\n")[:-1] for text in (content, unwritten))
    except UnicodeDecodeError as error:
        raise RunError(f"{path} is damaged ({error}): restore it from a backup.") from None
    if not rest:
        return lines
    return [rest[0], *lines[1 : max(1, 2 + keep - len(rest))], *rest[1:]]


def parse_metrics(path: Path, lines: list[str], config: Config) -> tuple[list[str], np.ndarray]:
    """Returns the header of metrics.csv and its rows, without the checksums.

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
        raise RunError(f"{path} is damaged ({error}): restore it from a backup.") from None
    return header, rows


def _header(line: str) -> list[str]:
    try:
        (header,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError) as error:
        raise ValueError(f"its header cannot be read: {error}") from None
    if missing := [name for name in NEEDED if name not in header]:
        raise ValueError(f"it has no column {missing[0]}")
    if len(set(header)) < len(header):
        raise ValueError("two columns have the same name")
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
        text, _, written = line.rpartition(",")
        checksum = zlib.crc32(text.encode(), checksum)
        if number > 1 and written != str(checksum):
            raise ValueError(f"the checksum of line {number} is wrong, or another run wrote it")


@dataclass(frozen=True)
class Curve:
    """A learning curve of `ramify reproduce`.

    Attributes:
      identity: name of the computation that made it; "" in files of the first versions.
      columns: `CURVE_COLUMNS` by name.
    """

    identity: str
    columns: dict[str, np.ndarray]


def curve_text(curve: Curve) -> bytes:
    """Returns the content of a curve's file, with its checksum."""
    rows = np.column_stack([curve.columns[name] for name in CURVE_COLUMNS])
    text = io.BytesIO()
    text.write(_IDENTITY + curve.identity.encode("ascii") + b"\n")
    np.savetxt(text, rows, "%.6g", ",", header=",".join(CURVE_COLUMNS), comments="")
    return text.getvalue() + _SUM + b"%d\n" % zlib.crc32(text.getvalue())


def read_curve(path: Path, rows: int) -> Curve:
    """Reads a curve.

    Args:
      path: the file.
      rows: number of rows that it must have.

    Raises:
      FileNotFoundError: there is no such file.
      RunError: the file is damaged.
    """
    content = read_bytes(path, CURVE_BYTES)
    try:
        return _curve(content, rows)
    except ValueError as error:
        raise RunError(
            f"{path} is damaged ({error}): delete it, and the same command makes it again."
        ) from None


def _curve(content: bytes, rows: int) -> Curve:
    text, found, checksum = content.rpartition(_SUM)
    if found and checksum != b"%d\n" % zlib.crc32(text):
        raise ValueError("its checksum is wrong")
    identity, lines = "", (text if found else content).decode("ascii").splitlines()
    if lines and lines[0].startswith(_IDENTITY.decode()):
        if not found:
            raise ValueError("it has no checksum")
        identity, lines = lines[0].removeprefix(_IDENTITY.decode()), lines[1:]
    if not lines or lines[0].split(",") != [*CURVE_COLUMNS] or len(lines) != 1 + rows:
        raise ValueError("rows or columns are missing")
    values = _numbers(lines[1:], len(CURVE_COLUMNS))
    if np.isnan(values[:, 0]).any() or (np.diff(values[:, 0]) <= 0).any():
        raise ValueError("the evaluations do not increase")
    return Curve(identity, dict(zip(CURVE_COLUMNS, values.T, strict=True)))
