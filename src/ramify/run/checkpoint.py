"""Writes and restores archive.npz: the elites, and the state from which a run continues bit for bit."""

import itertools
from collections.abc import Mapping
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
from ramify.run.qd import QD
from ramify.run.saved import FIELD, SOFT, UNWRITTEN, as_table, read_archive
from ramify.run.saved import open_elites as open_elites
from ramify.run.saved import read_archive_meta as read_archive_meta
from ramify.run.saved import read_axes as read_axes
from ramify.run.saved import read_elites as read_elites
from ramify.run.saved import read_unwritten as read_unwritten
from ramify.run.saved_search import SearchLog, describe
from ramify.run.state import QDState, refuse_consumed
from ramify.system import npz
from ramify.system.files import make_folder


def save(
    folder: str | Path,
    qd: QD,
    state: QDState,
    names: tuple[str, ...],
    iteration: int,
    *,
    log: SearchLog | None = None,
    unwritten: bytes = b"",
    identity: str | None = None,
) -> None:
    """Writes archive.npz. An error or a kill leaves the earlier file as it is.

    In a folder without a run, it also writes run.json and metrics.csv. Then `ramify plot`, `view`,
    `export`, `compare` and `list` accept the folder.

    Args:
      folder: the run's folder. It is made if it is missing.
      qd: archive and emitter of the state.
      state: the state to save.
      names: names of the measures.
      iteration: number of iterations that led to the state.
      log: for the learning curves of a folder without a run: the log of `illuminate`, or the rows of
        `advance`. A log of the last iterations continues the curves that the folder has. None leaves
        them as they are.
      unwritten: rows that could not be written to metrics.csv (`MetricsFile.sync`).
      identity: identity of the archive's run; None for that in the folder's run.json.

    Raises:
      RunError: the file cannot be written.
      ValueError: the state was consumed before, or the log has too many or too few iterations.
    """
    refuse_consumed(state)
    qd.check(state)
    path = Path(folder) / ARCHIVE
    if identity is None:
        make_folder(Path(folder))
        identity = describe(Path(folder), qd, state, names, iteration, log)
    members = {f"state:{i}": leaf for i, leaf in enumerate(_leaves(state))}
    if unwritten:
        members[UNWRITTEN] = np.frombuffer(unwritten, np.uint8)
    meta = {"format": FORMAT, "iteration": iteration, "names": names} | qd.archive.axes
    meta |= {"identity": identity}
    then = f"continue with `ramify resume {quote(str(folder))}`"
    npz.write(path, meta, qd.archive.export(state.archive) | members, then=then)


def restore(folder: str | Path, qd: QD, state: QDState) -> tuple[QDState, int]:
    """Reads the saved state and its iteration.

    Args:
      folder: the run's folder.
      qd: archive and emitter of the run.
      state: a state with the same shapes, from `QD.init` or `QD.shape`.

    Raises:
      RunError: there is no archive.npz yet, it cannot be read, or it has other shapes.
    """
    meta, members = read_archive(Path(folder))
    path = Path(folder) / ARCHIVE
    members.pop(UNWRITTEN, None)
    wanted = {name: qd.archive.axes[name] for name in ("lower", "upper", "shape")}
    made = {name: meta.axes[name] for name in wanted}
    if made != wanted:
        raise RunError(
            f"{path} holds an archive with {_axes(made)}, and qd's archive has {_axes(wanted)}: give an "
            "archive with the same axes."
        )
    rows = {name: v for name, v in members.items() if not name.startswith("state:")}
    rows |= _unknown_fields(rows, state.archive)
    _check_rows(path, rows, meta, state.archive)
    template = jax.tree.leaves(jax.eval_shape(_plain, _rest(state)))
    saved = _saved_leaves(members, _rest(state))
    for leaf, old in zip(template, saved, strict=True):
        if old is None or old.shape != leaf.shape or old.dtype != leaf.dtype:
            raise RunError(
                f"{path} belongs to another run or another version of ramify: its state does not fit "
                "this recipe. Use the recipe and the version that wrote it."
            )
    keyed = [
        jax.random.wrap_key_data(jnp.asarray(old)) if _is_key(leaf) else jnp.asarray(old)
        for leaf, old in zip(jax.tree.leaves(_rest(state)), saved, strict=True)
    ]
    rest = jax.tree.unflatten(jax.tree.structure(_rest(state)), keyed)
    return QDState(_restored(path, qd, rows), *rest), meta.iteration


def _saved_leaves(members: dict[str, Any], rest: PyTree) -> list[np.ndarray | None]:
    """Returns the saved leaves of a state in its order; None for a leaf that is missing.

    Runs of former versions did not save the slots of parents: none has a known parent then.
    """
    paths = jax.tree.leaves_with_path(rest)
    new = [getattr(path[-1], "name", "") in ("parent", "parents") for path, _ in paths]
    saved = sum(name.startswith("state:") for name in members)
    former = saved == len(paths) - sum(new)
    number = itertools.count()
    return [
        np.full(leaf.shape, -1, leaf.dtype)
        if former and is_new
        else members.get(f"state:{next(number)}")
        for (_, leaf), is_new in zip(paths, new, strict=True)
    ]


def _unknown_fields(rows: Mapping[str, Any], template: PyTree) -> dict[str, np.ndarray]:
    """Returns the fields that an archive of an earlier version of ramify lacks, as members of NaN.

    Only a field of floats can be unknown.
    """
    kept: dict[str, Any] = getattr(getattr(template, "best", template), "fields", {})
    return {
        prefix + FIELD + name: np.full(
            (len(rows[prefix + "cell"]), *held.shape[1:]), np.nan, held.dtype
        )
        for prefix in ("", SOFT)
        for name, held in kept.items()
        if prefix + "cell" in rows
        and prefix + FIELD + name not in rows
        and jnp.issubdtype(held.dtype, jnp.floating)
    }


def _check_rows(path: Path, rows: dict[str, Any], meta: ArchiveMeta, template: PyTree) -> None:
    """Refuses rows that do not fit the archive's state.

    Args:
      path: archive.npz, for messages.
      rows: the members with elites.
      meta: the metadata.
      template: a state of the archive.

    Raises:
      RunError: the rows are damaged, or have another number of parameters or other fields.
    """
    check_columns(path, rows, meta)
    soft = {k.removeprefix(SOFT): v for k, v in rows.items() if k.startswith(SOFT)}
    if soft:
        check_columns(path, soft, meta)
    held = getattr(template, "best", template)  # a soft archive has two parts with the same shape
    if not hasattr(held, "solution"):  # a user's own archive does its own checks
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
                f"{path} holds elites with {part['solution'].shape[1]} parameters (fields: "
                f"{', '.join(found) or 'none'}), and this run's have {parameters} parameters (fields: "
                f"{', '.join(fields) or 'none'}): it belongs to another run."
            )


def _restored(path: Path, qd: QD, rows: dict[str, Any]) -> PyTree:
    try:
        return qd.archive.restore(rows)
    except (LookupError, ValueError, TypeError) as error:
        raise RunError(
            f"{path} does not hold this run's archive ({error}): restore it from a backup."
        ) from None


def elite_table(
    qd: QD, state: QDState, names: tuple[str, ...], *, solutions: bool = True
) -> EliteTable:
    """Returns the elites of a state.

    Args:
      qd: archive and emitter of the state.
      state: from `QD.tell` or `advance`, for example.
      names: names of the measures.
      solutions: False leaves out the solutions, by far the largest part: each has 0 parameters then.

    Raises:
      ValueError: the state was consumed before.
    """
    refuse_consumed(state)
    qd.check(state)
    rows = qd.archive.export(state.archive, solutions=solutions)
    return as_table(rows, qd.archive.axes | {"names": names})


def _axes(axes: dict[str, tuple]) -> str:
    return ", ".join(f"{name} {values}" for name, values in axes.items())


def _rest(state: QDState) -> tuple[PyTree, PyTree, PyTree]:
    return state.emitter, state.key, state.rounds


def _leaves(state: QDState) -> list[np.ndarray]:
    return [np.asarray(leaf) for leaf in jax.tree.leaves(_plain(_rest(state)))]


def _plain(tree: PyTree) -> PyTree:
    """Returns the tree with its random keys as numbers."""
    return jax.tree.map(lambda a: jax.random.key_data(a) if _is_key(a) else a, tree)


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
