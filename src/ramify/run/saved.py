"""archive.npz as it is read: the elites of a run, and what the file says of itself. Without JAX."""

import os
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

from ramify.elites.columns import ArchiveMeta, check_columns
from ramify.elites.table import EliteTable
from ramify.run.config import read_config
from ramify.run.folder import ARCHIVE, CONFIG, RunError
from ramify.system import npz

UNWRITTEN = "metrics"  # rows of metrics.csv that could not be written there
FIELD, SOFT = "field:", "soft:"  # prefixes of members
COLUMNS = ("solution", "objective", "measures", "cell", "centroid")  # of a table of elites


def read_unwritten(folder: Path) -> bytes:
    """Reads the rows that metrics.csv did not have when the run was saved.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_saved(folder)[1]


def read_saved(folder: Path) -> tuple[int, bytes]:
    """Reads after which iteration the run was saved, and the rows that metrics.csv did not have then.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = read_archive(folder, wanted=lambda name: name == UNWRITTEN)
    return meta.iteration, members[UNWRITTEN].tobytes() if members else b""


def read_elites(folder: Path) -> EliteTable:
    """Reads the elites of a run, finished or not.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = read_archive(folder, _of_elites)
    return _table(folder, members, meta)


def read_archive_meta(folder: Path) -> ArchiveMeta:
    """Reads what archive.npz says of itself.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_archive(folder, wanted=lambda name: False)[0]


def read_axes(folder: Path) -> dict[str, tuple]:
    """Reads lower, upper and shape of a run's archive, and the measures' names.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_archive_meta(folder).axes


def open_elites(folder: Path) -> tuple[EliteTable, int]:
    """Opens the elites of a run as they are now. Returns them and the iteration they are of.

    Their solutions stay in the file: a row is read when it is asked for, also after the run has
    replaced the file (`npz.Rows`).

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = read_archive(folder, _of_elites, left=("solution",))
    return _table(folder, members, meta), meta.iteration


def _table(folder: Path, members: dict[str, Any], meta: ArchiveMeta) -> EliteTable:
    check_columns(folder / ARCHIVE, members, meta)
    return as_table(members, meta.axes)


def as_table(rows: dict[str, Any], axes: dict[str, Any]) -> EliteTable:
    """Returns the columns of an archive as a table."""
    columns = {name: rows[name] for name in COLUMNS if name in rows}
    fields = {k.removeprefix(FIELD): v for k, v in rows.items() if k.startswith(FIELD)}
    return EliteTable(**columns, **axes, fields=fields)


def read_archive(
    folder: Path,
    wanted: Callable[[str], bool] = lambda name: True,
    left: tuple[str, ...] = (),
) -> tuple[ArchiveMeta, dict[str, Any]]:
    """Reads what archive.npz says of itself, and its members; those of `left` stay in the file.

    Raises:
      RunError: there is none, it is damaged, or it belongs to another run than the folder's run.json.
    """
    meta, members = npz.read(
        folder / ARCHIVE,
        ArchiveMeta,
        missing=f"{folder} has no {ARCHIVE} yet: it was stopped before its first checkpoint. "
        f"`ramify resume {quote(str(folder))}` starts it again.",
        remedy="put a copy in its place",
        wanted=wanted,
        left=left,
    )
    _refuse_foreign(folder, meta)
    return meta, members


def _refuse_foreign(folder: Path, meta: ArchiveMeta) -> None:
    """Refuses an archive that another run wrote. An archive without run.json belongs to anybody."""
    if not os.path.lexists(folder / CONFIG):
        return
    config = read_config(folder)
    unmarked = meta.format == 1 and config.began == 1  # an old run, not resumed since
    if not unmarked and meta.identity != config.identity:
        raise RunError(
            f"{folder / ARCHIVE} belongs to another run than {folder / CONFIG}: another recipe or other "
            "settings wrote it. Put the run's own files together."
        )


def identity_in(folder: Path) -> str:
    """Returns the identity of the run in a folder; "" where there is none."""
    return read_config(folder).identity if os.path.lexists(folder / CONFIG) else ""


def _of_elites(name: str) -> bool:
    """Whether a member of archive.npz is of the table of elites, not only of the state."""
    return name in COLUMNS or name.startswith(FIELD)
