"""archive.npz: the elites, and beside them the state from which the run carries on, bit for bit."""

import os
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import PyTree

from ramify.run import npz
from ramify.run.elites import EliteTable
from ramify.run.folder import ARCHIVE, CONFIG, RunError
from ramify.run.qd import QD, QDState, refuse_consumed
from ramify.run.schema import FORMAT, ArchiveMeta, check_columns, read_config

UNWRITTEN = "metrics"  # rows of metrics.csv that could not be written there
_FIELD, _SOFT = "field:", "soft:"  # prefixes of members
COLUMNS = ("solution", "objective", "measures", "cell", "centroid")  # of a table of elites


def save(
    folder: str | Path,
    qd: QD,
    state: QDState,
    names: tuple[str, ...],
    iteration: int,
    *,
    unwritten: bytes = b"",
    identity: str | None = None,
) -> None:
    """Writes archive.npz, whole or not at all.

    Args:
      folder: where to.
      qd: of the state.
      state: what is saved.
      names: of the measures.
      iteration: after which this is the state.
      unwritten: rows that metrics.csv does not have (`MetricsFile.sync`).
      identity: of the run that the archive belongs to; None for that of the run.json in the folder.

    Raises:
      RunError: the file cannot be written; the earlier file is untouched.
      ValueError: the state was consumed before.
    """
    refuse_consumed(state)
    path = Path(folder) / ARCHIVE
    if identity is None:
        identity = _identity(Path(folder))
    members = {f"state:{i}": leaf for i, leaf in enumerate(_leaves(state))}
    if unwritten:
        members[UNWRITTEN] = np.frombuffer(unwritten, np.uint8)
    meta = {"format": FORMAT, "iteration": iteration, "names": names} | qd.archive.axes
    meta |= {"identity": identity}
    remedy = f"Solve this, then continue with `ramify resume {quote(str(folder))}`."
    npz.write(path, meta, qd.archive.export(state.archive) | members, remedy=remedy)


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
    meta, members = _read(folder, wanted=lambda name: name == UNWRITTEN)
    return meta.iteration, members[UNWRITTEN].tobytes() if members else b""


def restore(folder: str | Path, qd: QD, state: QDState) -> tuple[QDState, int]:
    """The saved state, in the shape of a fresh one (`QD.init`, or `QD.shape`), and the iteration it had
    come to.

    Raises:
      RunError: there is none yet, it cannot be read, or it is of another shape.
    """
    meta, members = _read(Path(folder))
    path = Path(folder) / ARCHIVE
    members.pop(UNWRITTEN, None)
    wanted = {name: qd.archive.axes[name] for name in ("lower", "upper", "shape")}
    made = {name: meta.axes[name] for name in wanted}
    if made != wanted:
        raise RunError(f"{path} is an archive of {made}, not of {wanted}: give it the same.")
    rows = {name: v for name, v in members.items() if not name.startswith("state:")}
    _check_rows(path, rows, meta, state.archive)
    template = jax.tree.leaves(jax.eval_shape(_plain, _rest(state)))
    saved = [members.get(f"state:{i}") for i in range(len(template))]
    for leaf, old in zip(template, saved, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"{path} does not hold the state that {folder}'s configuration makes: it belongs "
                "to another run or another version of ramify."
            )
    keyed = [
        jax.random.wrap_key_data(jnp.asarray(old)) if _is_key(leaf) else jnp.asarray(old)
        for leaf, old in zip(jax.tree.leaves(_rest(state)), saved, strict=True)
    ]
    rest = jax.tree.unflatten(jax.tree.structure(_rest(state)), keyed)
    return QDState(_restored(path, qd, rows), *rest), meta.iteration


def _check_rows(path: Path, rows: dict[str, Any], meta: ArchiveMeta, template: PyTree) -> None:
    """Refuses rows that an archive of this template cannot take.

    Raises:
      RunError: they are damaged, or of another number of parameters or other fields.
    """
    check_columns(path, rows, meta)
    soft = {k.removeprefix(_SOFT): v for k, v in rows.items() if k.startswith(_SOFT)}
    if soft:
        check_columns(path, soft, meta)
    fields = {name: (kept.shape[1:], kept.dtype) for name, kept in template.fields.items()}
    parameters = template.solution.shape[1]
    for part in (rows, soft) if soft else (rows,):
        found = {
            name.removeprefix(_FIELD): (values.shape[1:], values.dtype)
            for name, values in part.items()
            if name.startswith(_FIELD)
        }
        if found != fields or part["solution"].shape[1] != parameters:
            raise RunError(
                f"{path} holds elites of {part['solution'].shape[1]} parameters with the fields "
                f"{', '.join(found) or 'none'}, and the run's have {parameters} with "
                f"{', '.join(fields) or 'none'}: it belongs to another run."
            )


def _restored(path: Path, qd: QD, rows: dict[str, Any]) -> PyTree:
    try:
        return qd.archive.restore(rows)
    except (LookupError, ValueError, TypeError) as error:
        raise RunError(
            f"{path} is no archive of this run ({error}): put a copy in its place."
        ) from None


def read_elites(folder: Path) -> EliteTable:
    """Reads the elites of a run, finished or not.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = _read(folder, _of_elites)
    return _table(folder, members, meta)


def read_archive_meta(folder: Path) -> ArchiveMeta:
    """Reads what archive.npz says of itself.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return _read(folder, wanted=lambda name: False)[0]


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
    meta, members = _read(folder, _of_elites, left=("solution",))
    return _table(folder, members, meta), meta.iteration


def elite_table(
    qd: QD, state: QDState, names: tuple[str, ...], *, solutions: bool = True
) -> EliteTable:
    """The elites of a state in memory; if so wished without solutions (of no parameters), by far the
    largest part.

    Raises:
      ValueError: the state was consumed before.
    """
    refuse_consumed(state)
    rows = qd.archive.export(state.archive, solutions=solutions)
    return _as_table(rows, qd.archive.axes | {"names": names})


def _table(folder: Path, members: dict[str, Any], meta: ArchiveMeta) -> EliteTable:
    check_columns(folder / ARCHIVE, members, meta)
    return _as_table(members, meta.axes)


def _as_table(rows: dict[str, Any], axes: dict[str, Any]) -> EliteTable:
    columns = {name: rows[name] for name in COLUMNS if name in rows}
    fields = {k.removeprefix(_FIELD): v for k, v in rows.items() if k.startswith(_FIELD)}
    return EliteTable(**columns, **axes, fields=fields)


def _read(
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


def _identity(folder: Path) -> str:
    return read_config(folder).identity if os.path.lexists(folder / CONFIG) else ""


def _of_elites(name: str) -> bool:
    """Whether a member of archive.npz is of the table of elites, not only of the state."""
    return name in COLUMNS or name.startswith(_FIELD)


def _rest(state: QDState) -> tuple[PyTree, PyTree, PyTree]:
    return state.emitter, state.key, state.rounds


def _leaves(state: QDState) -> list[np.ndarray]:
    return [np.asarray(leaf) for leaf in jax.tree.leaves(_plain(_rest(state)))]


def _plain(tree: PyTree) -> PyTree:
    """Keys as the numbers they are made of."""
    return jax.tree.map(lambda a: jax.random.key_data(a) if _is_key(a) else a, tree)


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
