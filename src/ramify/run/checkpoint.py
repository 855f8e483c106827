"""archive.npz: the elites, and beside them the state from which the run carries on, bit for bit."""

from pathlib import Path
from shlex import quote
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import PyTree

from ramify.elites.columns import FORMAT, ArchiveMeta, check_columns
from ramify.elites.table import EliteTable
from ramify.run.folder import ARCHIVE, RunError
from ramify.run.qd import QD, QDState, refuse_consumed
from ramify.run.saved import FIELD, SOFT, UNWRITTEN, as_table, identity_in, read_archive
from ramify.run.saved import open_elites as open_elites
from ramify.run.saved import read_archive_meta as read_archive_meta
from ramify.run.saved import read_axes as read_axes
from ramify.run.saved import read_elites as read_elites
from ramify.run.saved import read_unwritten as read_unwritten
from ramify.system import npz


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
    qd.check(state)
    path = Path(folder) / ARCHIVE
    if identity is None:
        identity = identity_in(Path(folder))
    members = {f"state:{i}": leaf for i, leaf in enumerate(_leaves(state))}
    if unwritten:
        members[UNWRITTEN] = np.frombuffer(unwritten, np.uint8)
    meta = {"format": FORMAT, "iteration": iteration, "names": names} | qd.archive.axes
    meta |= {"identity": identity}
    then = f"continue with `ramify resume {quote(str(folder))}`"
    npz.write(path, meta, qd.archive.export(state.archive) | members, then=then)


def restore(folder: str | Path, qd: QD, state: QDState) -> tuple[QDState, int]:
    """The saved state, in the shape of a fresh one (`QD.init`, or `QD.shape`), and the iteration it had
    come to.

    Raises:
      RunError: there is none yet, it cannot be read, or it is of another shape.
    """
    meta, members = read_archive(Path(folder))
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
    soft = {k.removeprefix(SOFT): v for k, v in rows.items() if k.startswith(SOFT)}
    if soft:
        check_columns(path, soft, meta)
    held = getattr(template, "best", template)  # a soft archive has two parts of one shape
    if not hasattr(held, "solution"):  # somebody's own archive checks for itself
        return
    fields = {name: (kept.shape[1:], kept.dtype) for name, kept in held.fields.items()}
    parameters = held.solution.shape[1]
    for part in (rows, soft) if soft else (rows,):
        found = {
            name.removeprefix(FIELD): (values.shape[1:], values.dtype)
            for name, values in part.items()
            if name.startswith(FIELD)
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


def elite_table(
    qd: QD, state: QDState, names: tuple[str, ...], *, solutions: bool = True
) -> EliteTable:
    """The elites of a state in memory; if so wished without solutions (of no parameters), by far the
    largest part.

    Raises:
      ValueError: the state was consumed before.
    """
    refuse_consumed(state)
    qd.check(state)
    rows = qd.archive.export(state.archive, solutions=solutions)
    return as_table(rows, qd.archive.axes | {"names": names})


def _rest(state: QDState) -> tuple[PyTree, PyTree, PyTree]:
    return state.emitter, state.key, state.rounds


def _leaves(state: QDState) -> list[np.ndarray]:
    return [np.asarray(leaf) for leaf in jax.tree.leaves(_plain(_rest(state)))]


def _plain(tree: PyTree) -> PyTree:
    """Keys as the numbers they are made of."""
    return jax.tree.map(lambda a: jax.random.key_data(a) if _is_key(a) else a, tree)


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
