"""Reads archive.npz: the elites of a run and the metadata. It does not import JAX."""

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

UNWRITTEN = "metrics"  # member with the rows that could not be written to metrics.csv
FIELD, SOFT = "field:", "soft:"  # prefixes of members
COLUMNS = (
    "solution",
    "objective",
    "measures",
    "cell",
    "centroid",
)  # members with a table's columns


def read_unwritten(folder: Path) -> bytes:
    """Reads the rows that could not be written to metrics.csv before the last checkpoint.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_saved(folder)[1]


def read_saved(folder: Path) -> tuple[int, bytes]:
    """Reads the iteration of the last checkpoint, and the rows that could not be written to metrics.csv.

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
    """Reads the metadata of archive.npz.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_archive(folder, wanted=lambda name: False)[0]


def read_axes(folder: Path) -> dict[str, tuple]:
    """Reads the axes of a run's archive (lower, upper and shape) and the names of the measures.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return read_archive_meta(folder).axes


def open_elites(folder: Path) -> tuple[EliteTable, int]:
    """Opens the elites of a run. Returns them, and the iteration after which they were saved.

    Their solutions stay in the file. A solution is read when it is used, even after the run has
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
    """Reads the metadata and the members of archive.npz.

    Args:
      folder: the run's folder.
      wanted: (name) -> True for a member to read.
      left: names of members that stay in the file (`npz.Rows`).

    Raises:
      RunError: the file is missing or damaged, or belongs to another run than run.json.
    """
    meta, members = npz.read(
        folder / ARCHIVE,
        ArchiveMeta,
        missing=f"{folder} has no {ARCHIVE} yet: the run was stopped before its first checkpoint. "
        f"Start it again with `ramify resume {quote(str(folder))}`.",
        remedy="restore it from a backup",
        wanted=wanted,
        left=left,
    )
    _refuse_foreign(folder, meta)
    return meta, members


def _refuse_foreign(folder: Path, meta: ArchiveMeta) -> None:
    """Refuses an archive that another run wrote. Without run.json any archive is accepted."""
    if not os.path.lexists(folder / CONFIG):
        return
    config = read_config(folder)
    unmarked = meta.format == 1 and config.began == 1  # a run of format 1 that was not resumed
    if not unmarked and meta.identity != config.identity:
        raise RunError(
            f"{folder / ARCHIVE} belongs to another run than {folder / CONFIG}: it was written with "
            "another recipe or other settings. Keep the files of one run in one folder."
        )


def identity_in(folder: Path) -> str:
    """Returns the identity of the run in a folder; "" if there is no run."""
    return read_config(folder).identity if os.path.lexists(folder / CONFIG) else ""


def _of_elites(name: str) -> bool:
    """Returns True for a member that holds a column of the elites. The others hold the state."""
    return name in COLUMNS or name.startswith(FIELD)
