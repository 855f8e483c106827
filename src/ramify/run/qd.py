"""A search by ask and tell: an emitter that proposes solutions, and an archive that keeps the best."""

import warnings
from functools import cache
from typing import Any, ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax.tree_util import PyTreeDef
from jaxtyping import Array, Float, Key, PyTree

from ramify._former import FormerMethod
from ramify.checks.arguments import key as as_key
from ramify.checks.arguments import owned, to_jax
from ramify.checks.validation import validate
from ramify.core import (
    AbstractArchive,
    AbstractEmitter,
    Added,
    Evaluation,
    Query,
    record,
    sanitised,
)
from ramify.numerics import draws
from ramify.run.columns import join_metrics
from ramify.run.packed import Layout, Packed, pack, unpack
from ramify.run.seen_archive import SeenArchive
from ramify.run.state import (
    QDState,
    is_readable,
    packed_rest,
    packed_state,
    pending,
    poll,
    refuse_consumed,
    with_archive,
)
from ramify.system.memory import explain_exhaustion

SMALLER = (
    "give fewer parameters (--hidden), a smaller --batch, fewer cells (--grid), critics with a smaller "
    "--buffer, or an emitter whose memory does not grow with the parameters' square (SepCMAES, LMMAES)"
)


@record
class QD:
    """An archive, and an emitter that fills it, by ask and tell.

    Attributes:
      archive: keeps the best solution of every cell.
      emitter: proposes solutions.

    Example:
      >>> from ramify import ES, CMAMEGA, GridArchive
      >>> archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
      >>> qd = QD(archive, CMAMEGA(ES(samples=10, sigma=0.1), measures=2, batch=10, sigma_g=0.3))
      >>> state = qd.init(np.zeros(4), key=jax.random.key(0))
      >>> for _ in range(20):
      ...     x = np.asarray(qd.ask(state).x)
      ...     state = qd.tell(state, Evaluation(-(x**2).sum(axis=1), np.tanh(x[:, :2])))
      >>> bool(archive.statistics(state.archive)["elites"] > 5)
      True
    """

    archive: AbstractArchive
    emitter: AbstractEmitter
    _asked: ClassVar[int] = 0  # number of solutions that `ask` has returned, counted by each object
    _check_at: ClassVar[int] = 64  # the count at which `ask` checks the state

    answering = FormerMethod("validate")
    told = FormerMethod("tell_unchecked")

    def __post_init__(self) -> None:
        if isinstance(self.archive, AbstractEmitter) and isinstance(self.emitter, AbstractArchive):
            raise ValueError(
                f"archive is the emitter {type(self.archive).__name__} and emitter is the archive "
                f"{type(self.emitter).__name__}: give the archive first, QD(archive, emitter)."
            )

    def _check_parts(self) -> None:
        """Refuses an archive or an emitter of another type.

        `__post_init__` cannot do that, because JAX makes pytrees with values of any type.
        """
        wanted: tuple[tuple[str, Any, type, str], ...] = (
            ("archive", self.archive, AbstractArchive, "GridArchive(...)"),
            ("emitter", self.emitter, AbstractEmitter, "CMAMEGA(...)"),
        )
        for name, part, kind, such in wanted:
            if not isinstance(part, kind):
                raise ValueError(f"{name} of QD is {part!r}: give an {name}, such as {such}.")

    def init(
        self,
        theta: Float[Array, " n"] | np.ndarray,
        *,
        key: Key[Array, ""] | int,
        fields: dict[str, jax.ShapeDtypeStruct] | None = None,
    ) -> QDState:
        """Returns the state before the first evaluation.

        Args:
          theta: [n], where the search starts.
          key: key of all the search's randomness, or a seed.
          fields: shape and dtype of what the archive keeps with each elite (`AbstractTask.fields`).

        Raises:
          ValueError: theta is not one finite vector, or a field has 64 bits.
          MemoryError: the device has too little memory.

        Warns:
          UserWarning: the emitter ranks by thresholds that rise slowly, and the archive has none.
        """
        self._check_parts()
        start = owned("theta", theta)
        if start.ndim != 1 or start.size == 0 or not np.isfinite(start).all():
            raise ValueError(
                f"theta has shape {start.shape}: give one vector of finite parameters."
                if np.isfinite(start).all()
                else "theta has NaN or infinite numbers: give one vector of finite parameters."
            )
        for name, field in (fields or {}).items():
            if jax.dtypes.canonicalize_dtype(field.dtype) != field.dtype:
                raise ValueError(
                    f"The field {name!r} is declared as {np.dtype(field.dtype)}, and JAX keeps 32 bits: "
                    "declare a dtype of 32 bits, or a vector of two such numbers."
                )
        if self.emitter.annealed and not self.archive.anneals:
            warnings.warn(
                "ranking='annealed' needs thresholds that rise slowly, and a "
                f"{type(self.archive).__name__} has none: use ramify.SoftArchive(...), or "
                "ranking='improvement'.",
                stacklevel=2,
            )
        with explain_exhaustion(f"a search with {start.size} parameters", SMALLER):
            return _init(self, jnp.asarray(start), as_key("key", key), fields or {})

    def shape(self, n: int, *, fields: dict[str, jax.ShapeDtypeStruct] | None = None) -> QDState:
        """Returns the shapes and dtypes of `init`'s state for n parameters, without computing it."""
        theta, key = jax.ShapeDtypeStruct((n,), jnp.float32), jax.eval_shape(jax.random.key, 0)
        return eqx.filter_eval_shape(lambda *start: _init(self, *start, fields or {}), theta, key)

    def ask(self, state: QDState) -> Query:
        """Returns the solutions to evaluate now. Asking twice returns the same ones.

        Raises:
          ValueError: as `check` does.

        Warns:
          UserWarning: as `check` does. The state is checked after 64, 128, 256, ... solutions: each
            check waits for the device.
        """
        query = pending(state)
        if self._asked >= self._check_at and is_readable(state):
            object.__setattr__(self, "_check_at", 2 * self._asked)
            self.check(state)
        object.__setattr__(self, "_asked", self._asked + len(query.x))
        poll(query.x)
        return query

    def tell(self, state: QDState, evaluation: Evaluation, *, keep: bool = False) -> QDState:
        """Takes the evaluation of the pending query, and returns the state with the next query.

        Args:
          state: holds the query. Its archive is consumed: the new state takes over the memory.
          evaluation: one row per query row, as arrays of any kind. NumPy arrays are copied, so they may
            be filled again at once.
          keep: leaves `state` usable, at the price of copying the archive.

        Raises:
          ValueError: a shape does not match the query, the Jacobian is missing, or the state was
            consumed before.
          MemoryError: the device has too little memory.
        """
        refuse_consumed(state)
        query = pending(state)
        evaluation = self.validate(query, state, evaluation)
        with explain_exhaustion(_size(query), SMALLER):
            return self.tell_unchecked(self.reserve(state, query.offered), evaluation, keep)

    def judge(self, state: QDState, evaluation: Evaluation) -> Added:
        """Returns what `tell` would do with each offered row: its status and its value.

        The state stays as it is.

        Raises:
          ValueError: as `tell`.

        Example:
          >>> from ramify import ES, CMAMEGA, GridArchive
          >>> archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
          >>> emitter = CMAMEGA(ES(samples=2, offer=True), measures=2, batch=10)
          >>> qd = QD(archive, emitter)
          >>> state = qd.init(np.zeros(3), key=0)
          >>> answer = Evaluation([1.0, -np.inf, 3.0], [[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]])
          >>> qd.judge(state, answer).status.tolist()
          [2, 0, 2]
        """
        refuse_consumed(state)
        return _judge(self, state, self.validate(pending(state), state, evaluation))

    def add(
        self,
        state: QDState,
        x: Float[Array, "b n"] | np.ndarray,
        evaluation: Evaluation,
        *,
        keep: bool = False,
    ) -> tuple[QDState, Added]:
        """Offers solutions that were evaluated elsewhere, such as another archive's elites.

        The emitter keeps its pending query. It may draw the new elites from now on.

        Args:
          state: its archive is consumed: the new state takes over the memory.
          x: one solution per row. NumPy arrays are copied, here and in the evaluation.
          evaluation: one row per solution.
          keep: leaves `state` usable, at the price of copying the archive.

        Returns:
          The new state, and what the archive did with each row.

        Raises:
          ValueError: a shape is wrong, a field that the archive keeps is missing, or the state was
            consumed before.

        Example:
          >>> from ramify import ES, CMAMEGA, GridArchive
          >>> archive = GridArchive(lower=(-1, -1), upper=(1, 1), shape=(20, 20))
          >>> qd = QD(archive, CMAMEGA(ES(samples=10, sigma=0.1), measures=2, batch=10))
          >>> state = qd.init(np.zeros(3), key=jax.random.key(0))
          >>> known = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
          >>> state, added = qd.add(state, known, Evaluation(known[:, 2], known[:, :2]))
          >>> added.status.tolist(), int(state.archive.size)
          ([2, 2], 2)
        """
        refuse_consumed(state)
        x, n = to_jax("x", x), pending(state).x.shape[1]
        if x.ndim != 2 or x.shape[1] != n:
            raise ValueError(f"x has shape {x.shape}: give one solution of {n} parameters per row.")
        evaluation = self.validate(Query(x, len(x)), state, evaluation)
        with explain_exhaustion(_size(Query(x, len(x))), SMALLER):
            archive = self.reserve(state, len(x)).archive
            archive, added = (_add_keeping if keep else _add)(self, archive, x, evaluation)
        return with_archive(state, archive), added

    def validate(self, query: Query, state: QDState, evaluation: Evaluation) -> Evaluation:
        """Returns the evaluation as float32 arrays.

        Raises:
          ValueError: it does not answer the query, or lacks a field that the archive keeps.
        """
        held = state.archive
        return validate(query, evaluation, held.measures.shape[1], held.fields)

    def tell_unchecked(self, state: QDState, evaluation: Evaluation, keep: bool = False) -> QDState:
        """Like `tell`, without validating the evaluation or growing the archive."""
        (leaves, settings), rest = self._flat(), packed_rest(state)
        large, small = (state.archive, rest.in_place), (rest.words, rest.kept)
        run = _tell_keeping if keep else _tell
        return packed_state(*run(settings, rest.layout, large, small, leaves, evaluation))

    def _flat(self) -> tuple[list[Array], "_Settings"]:
        """Returns the arrays of the settings, and everything else of them. Finding both takes longer
        than many a program that needs them, so it is done once."""
        if (flat := self.__dict__.get("_flattened")) is None:
            leaves, structure = jax.tree.flatten(self)
            flat = leaves, _settings(structure)
            object.__setattr__(self, "_flattened", flat)
        return flat

    def reserve(self, state: QDState, rows: int) -> QDState:
        """Makes room in the archive for this number of additional elites."""
        # Equinox would make an object for a bound method, which takes longer than the call.
        roomier = type(self.archive).reserve(self.archive, state.archive, rows)
        return state if roomier is state.archive else with_archive(state, roomier)

    @jax.default_matmul_precision("highest")
    def step(self, state: QDState, evaluation: Evaluation) -> QDState:
        """Like `tell_unchecked`, for a program of your own: `jax.jit` can trace it.

        Matrix products keep all bits of float32. Accelerators would round to 11 bits by default, and the
        distance between a branch and theta is smaller than that.
        """
        query = pending(state)
        evaluation = sanitised(evaluation)
        archive, added = self._offered(query, state, evaluation)
        if query.parents is not None:
            archive = self.archive.credit(archive, query.parents, added)
        seen = SeenArchive(self.archive, archive)
        emitter = self.emitter.tell(state.emitter, evaluation, added, seen)
        return QDState(archive, emitter, state.key, state.rounds + 1)

    def _offered(
        self, query: Query, state: QDState, evaluation: Evaluation
    ) -> tuple[PyTree, Added]:
        offered = jax.tree.map(
            lambda rows: rows[: query.offered],
            Evaluation(evaluation.objective, evaluation.measures, fields=evaluation.fields),
        )
        return self.archive.add(state.archive, query.x[: query.offered], offered)

    def report(self, state: QDState) -> dict[str, Array]:
        """Returns the archive's statistics and the emitter's metrics, joined by `join_metrics`."""
        statistics = self.archive.statistics(state.archive)
        return join_metrics(statistics, self.emitter.report(state.emitter))

    def check(self, state: QDState) -> None:
        """Warns if the search finds no elites, or elites that the archive cannot place.

        It is called at the end of `illuminate`, at each checkpoint of a run, by `elite_table`, and by
        `ask` after 64, 128, 256, ... solutions. Python shows each warning once.

        Raises:
          ValueError: a jitted program offered more elites than the archive had room for.
        """
        self.archive.warn(state.archive)
        size = getattr(state.archive, "size", None)  # a user's own archive may have none
        if size is not None and int(size) == 0 and int(state.rounds) >= self.emitter.phases:
            warnings.warn(
                "No solution has entered the archive so far: every evaluation failed. Its objective or "
                "one of its measures is NaN or infinite.",
                stacklevel=2,
            )

    def round_key(self, state: QDState) -> Key[Array, ""]:
        """Returns the key for evaluating the pending query. It depends on the seed and the round."""
        return draws.fold_in(state.key, state.rounds)


@eqx.filter_jit  # so that no two leaves share a buffer: it could not be donated
@jax.default_matmul_precision("highest")  # an emitter may make branches here
def _init(
    qd: QD,
    theta: Float[Array, " n"],
    key: Key[Array, ""],
    fields: dict[str, jax.ShapeDtypeStruct],
) -> QDState:
    emitter_key, key = draws.split(key)
    emitter = qd.emitter.init(theta, emitter_key)
    return QDState(qd.archive.init(theta.size, fields), emitter, key, jnp.int32(0))


@jax.jit
@jax.default_matmul_precision("highest")  # as in `QD.step`
def _judge(qd: QD, state: QDState, evaluation: Evaluation) -> Added:
    return qd._offered(pending(state), state, sanitised(evaluation))[1]


def _size(query: Query) -> str:
    """Returns the size of a batch in words."""
    rows, n = query.x.shape
    return f"{rows} solutions of {n} parameters"


class _Settings:
    """The structure of a QD. Equal ones are one object (`_settings`), which is compared fast."""

    def __init__(self, structure: PyTreeDef):
        self.structure = structure


_settings = cache(_Settings)


def _step(
    settings: _Settings,
    layout: Layout,
    large: tuple[PyTree, list[Array]],
    small: tuple[Array, list[Array]],
    leaves: list[Array],
    evaluation: Evaluation,
) -> tuple[PyTree, Packed]:
    """Runs `QD.step` on a packed state. The memory of `large` is taken over."""
    qd: QD = jax.tree.unflatten(settings.structure, leaves)
    (archive, in_place), (words, kept) = large, small
    state = QDState(archive, *unpack(Packed(words, kept, in_place, layout)))
    state = qd.step(state, evaluation)
    return state.archive, pack((state.emitter, state.key, state.rounds))


def _offer(
    qd: QD, archive: PyTree, x: Float[Array, "b n"], evaluation: Evaluation
) -> tuple[PyTree, Added]:
    return qd.archive.add(archive, x, sanitised(evaluation))


# All leaves are arrays, so `jax.jit` can be used. `eqx.filter_jit` takes a millisecond more per call.
_tell = jax.jit(_step, static_argnums=(0, 1), donate_argnums=2)
_tell_keeping = jax.jit(_step, static_argnums=(0, 1))
_add = jax.jit(_offer, donate_argnums=1)
_add_keeping = jax.jit(_offer)
