"""archive.npz: the elites, and beside them the state from which the run carries on, bit for bit."""

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
from ramify.run.folder import ARCHIVE, FORMAT, RunError
from ramify.run.qd import QD, QDState, refuse_consumed

UNWRITTEN = "metrics"  # rows of metrics.csv that could not be written there
COLUMNS = ("solution", "objective", "measures", "cell", "centroid")  # of a table of elites


def save(
    folder: str | Path,
    qd: QD,
    state: QDState,
    names: tuple[str, ...],
    iteration: int,
    *,
    unwritten: bytes = b"",
) -> None:
    """Writes archive.npz, whole or not at all.

    Args:
      unwritten: rows that metrics.csv does not have (`MetricsFile.sync`).

    Raises:
      RunError: the file cannot be written; the earlier file is untouched.
      ValueError: the state was consumed before.
    """
    refuse_consumed(state)
    path = Path(folder) / ARCHIVE
    members = {f"state:{i}": leaf for i, leaf in enumerate(_leaves(state))}
    if unwritten:
        members[UNWRITTEN] = np.frombuffer(unwritten, np.uint8)
    meta = {"format": FORMAT, "iteration": iteration, "names": names} | qd.archive.axes
    remedy = f"Solve this, then continue with `ramify resume {quote(str(folder))}`."
    npz.write(path, meta, qd.archive.export(state.archive) | members, remedy=remedy)


def read_unwritten(folder: Path) -> bytes:
    """The rows that metrics.csv did not have when the run was saved.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    _, members = _read(folder, wanted=lambda name: name == UNWRITTEN)
    return members[UNWRITTEN].tobytes() if members else b""


def restore(folder: str | Path, qd: QD, state: QDState) -> tuple[QDState, int]:
    """The saved state, in the shape of a fresh one (`QD.init`, or `QD.shape`), and the iteration it had
    come to.

    Raises:
      RunError: there is none yet, it cannot be read, or it is of another shape.
    """
    meta, members = _read(Path(folder))
    path = Path(folder) / ARCHIVE
    made = {name: tuple(meta[name]) for name in qd.archive.axes}
    if made != qd.archive.axes:
        raise RunError(
            f"{path} is an archive of {made}, not of {qd.archive.axes}: give it the same."
        )
    members.pop(UNWRITTEN, None)
    rows = {name: v for name, v in members.items() if not name.startswith("state:")}
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
    return QDState(qd.archive.restore(rows), *rest), meta["iteration"]


def read_elites(folder: Path) -> EliteTable:
    """The elites of a run, finished or not.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = _read(folder, _of_elites)
    return _table(members, _axes(meta))


def read_axes(folder: Path) -> dict[str, tuple]:
    """lower, upper and shape of a run's archive, and the measures' names.

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    return _axes(_read(folder, wanted=lambda name: False)[0])


def open_elites(folder: Path) -> tuple[EliteTable, int]:
    """The elites of a run as they are now, and the iteration they are of.

    Their solutions stay in the file: a row is read when it is asked for, also after the run has
    replaced the file (`npz.Rows`).

    Raises:
      RunError: there is no archive yet, or it cannot be read.
    """
    meta, members = _read(folder, _of_elites, left=("solution",))
    return _table(members, _axes(meta)), meta["iteration"]


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
    return _table(rows, qd.archive.axes | {"names": names})


def _axes(meta: dict[str, Any]) -> dict[str, tuple]:
    return {name: tuple(meta[name]) for name in ("lower", "upper", "shape", "names")}


def _table(rows: dict[str, Any], axes: dict[str, Any]) -> EliteTable:
    columns = {name: rows[name] for name in COLUMNS if name in rows}
    fields = {k.removeprefix("field:"): v for k, v in rows.items() if k.startswith("field:")}
    return EliteTable(**columns, **axes, fields=fields)


def _read(
    folder: Path,
    wanted: Callable[[str], bool] = lambda name: True,
    left: tuple[str, ...] = (),
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What archive.npz says of itself, and its members; those of `left` stay in the file."""
    return npz.read(
        folder / ARCHIVE,
        FORMAT,
        missing=f"{folder} has no {ARCHIVE} yet: it was stopped before its first checkpoint. "
        f"`ramify resume {folder}` starts it again.",
        remedy="put a copy in its place",
        wanted=wanted,
        left=left,
    )


def _of_elites(name: str) -> bool:
    """Whether a member of archive.npz is of the table of elites, not only of the state."""
    return name in COLUMNS or name.startswith("field:")


def _rest(state: QDState) -> tuple[PyTree, PyTree, PyTree]:
    return state.emitter, state.key, state.rounds


def _leaves(state: QDState) -> list[np.ndarray]:
    return [np.asarray(leaf) for leaf in jax.tree.leaves(_plain(_rest(state)))]


def _plain(tree: PyTree) -> PyTree:
    """Keys as the numbers they are made of."""
    return jax.tree.map(lambda a: jax.random.key_data(a) if _is_key(a) else a, tree)


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
