"""Whoever gives arrays may fill them again at once, and what was handed out never changes."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify import (
    CMAES,
    CMAME,
    CMAMEGA,
    ES,
    QD,
    Bounded,
    CVTArchive,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    Query,
    Transitions,
)
from ramify.checks.validation import validate
from ramify.run import qd as qd_module

GRID = GridArchive((-1, -1), (1, 1), (8, 8))
SEARCH = QD(GRID, IsoLine(batch=16))
SEED = {"seed": jax.ShapeDtypeStruct((2,), jnp.uint32)}


def buffer(*shape, dtype=np.float32):
    """Memory that begins where JAX can use it without copying it."""
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    room = np.zeros(size + 64, np.uint8)
    at = -room.ctypes.data % 64
    return room[at : at + size].view(dtype).reshape(shape)


def addresses(tree):
    leaves = [a for a in jax.tree.leaves(tree) if hasattr(a, "dtype")]
    leaves = [
        jax.random.key_data(a) if jnp.issubdtype(a.dtype, jax.dtypes.prng_key) else a
        for a in leaves
    ]
    return [np.asarray(a) for a in leaves]


def share(tree, given):
    return any(np.shares_memory(a, given) for a in addresses(tree))


def test_the_buffers_of_these_tests_are_taken_without_a_copy():
    given = buffer(4, 3)
    assert share(jnp.asarray(given, jnp.float32), given)


@pytest.fixture
def seen(monkeypatch):
    """The memory of all arguments of the compiled functions of `QD`, one after the other."""
    found = []
    for name in ("_init", "_add", "_tell", "_tell_keeping", "_judge"):
        compiled = getattr(qd_module, name)

        def spied(*args, compiled=compiled):
            found.extend(addresses(args))
            return compiled(*args)

        monkeypatch.setattr(qd_module, name, spied)
    return found


def test_compiled_functions_get_no_memory_of_the_callers(seen):
    theta, x = buffer(3), buffer(16, 3)
    f, m, seed = buffer(16), buffer(16, 2), buffer(16, 2, dtype=np.uint32)
    answer = Evaluation(f, m, fields={"seed": seed})
    state = SEARCH.init(theta, key=0, fields=SEED)
    state, _ = SEARCH.add(state, x, answer)
    SEARCH.judge(state, answer)
    state = SEARCH.tell(SEARCH.tell(state, answer, keep=True), answer)
    assert len(seen) > 5
    for given in (theta, x, f, m, seed):
        assert not share(seen, given)


def test_a_buffer_refilled_after_add_leaves_the_elites_as_they_were():
    rng = np.random.default_rng(0)
    x, state = buffer(64, 3), SEARCH.init(np.zeros(3), key=0)
    for _ in range(20):
        x[:] = rng.uniform(-1, 1, x.shape)
        state, _ = SEARCH.add(state, x, Evaluation(-np.abs(x[:, 2]), x[:, :2]))
    elites = SEARCH.archive.export(state.archive)
    np.testing.assert_array_equal(elites["solution"][:, :2], elites["measures"])
    np.testing.assert_array_equal(-np.abs(elites["solution"][:, 2]), elites["objective"])


def test_transitions_in_a_buffer_that_is_filled_again():
    parts = dict(
        observation=buffer(2, 4, 3),
        action=buffer(2, 3, 1),
        reward=buffer(2, 3, 3),
        steps=buffer(2, dtype=np.int32),
        terminal=buffer(2, dtype=np.bool_),
    )
    query = Query(jnp.zeros((2, 5)), offered=2, wants_transitions=True)
    answer = Evaluation(np.zeros(2), np.zeros((2, 2)), transitions=Transitions(**parts))
    kept = validate(query, answer, 2).transitions
    for name, given in parts.items():
        assert not share(getattr(kept, name), given) and getattr(kept, name).dtype == given.dtype


@pytest.mark.parametrize("jacobian", [False, True])
def test_a_function_evaluates_what_it_was_given_at_the_call(jacobian):
    task = Function(lambda x: (x[0], x), names=("a", "b"))
    x = buffer(4, 2)
    answer = task.evaluate(Query(x, offered=4, wants_jacobian=jacobian), jax.random.key(0))
    assert not share(answer, x)
    x[:] = 7.0
    np.testing.assert_array_equal(answer.measures, np.zeros((4, 2)))


@pytest.mark.parametrize(
    "emitter",
    [
        IsoLine(batch=4),
        Bounded(IsoLine(batch=4), -1.0, 1.0),
        CMAME(CMAES(4, 0.5)),
        CMAMEGA(ES(4, 0.1), 2, batch=4),
    ],
    ids=lambda e: type(e).__name__,
)
def test_an_emitter_keeps_no_memory_of_theta(emitter):
    theta = buffer(3)
    assert not share(emitter.init(theta, jax.random.key(0)), theta)


@pytest.mark.long
def test_an_archive_keeps_no_memory_of_centroids_or_of_what_it_was_restored_from():
    centroids = buffer(4, 2)
    centroids[:] = np.random.default_rng(0).random((4, 2))
    archive = CVTArchive((0, 0), (1, 1), 4, centroids=centroids)
    assert not share(archive.around, centroids)
    state = archive.init(3, {})
    x, m = jnp.ones((4, 3)), jnp.asarray(np.array(centroids))
    state, _ = archive.add(state, x, Evaluation(jnp.zeros(4), m))
    rows = {}
    for name, values in archive.export(state).items():
        rows[name] = buffer(*values.shape, dtype=values.dtype)
        rows[name][:] = values
        assert not share(state, values)
    restored = archive.restore(rows)
    for values in rows.values():
        assert not share(restored, values)


@pytest.mark.long
def test_what_was_asked_and_exported_stays_as_it_is():
    state = SEARCH.init(np.zeros(3), key=0)
    asked = np.asarray(SEARCH.ask(state).x)
    x = np.random.default_rng(0).uniform(-1, 1, (16, 3)).astype(np.float32)
    state, added = SEARCH.add(state, x, Evaluation(x[:, 2], x[:, :2]))
    views = [asked, *addresses(state.archive), *addresses(SEARCH.archive.export(state.archive))]
    views += addresses(SEARCH.archive.statistics(state.archive)) + addresses(added)
    before = [view.copy() for view in views]
    for _ in range(5):
        x = np.asarray(SEARCH.ask(state).x)
        state = SEARCH.tell(state, Evaluation(1.0 + x[:, 2], np.tanh(5 * x[:, :2])))
    for view, was in zip(views, before, strict=True):
        np.testing.assert_array_equal(view, was)


def test_masked_rows_count_as_failed():
    state = SEARCH.init(np.zeros(3), key=0)
    f = np.ma.array([1.0, 2.0, 3.0], mask=[False, True, False])
    m = np.ma.array([[1, 1], [0, 0], [-1, -1]], mask=[[0, 0], [0, 0], [0, 1]])
    state, added = SEARCH.add(state, np.zeros((3, 3)), Evaluation(f, m))
    assert added.status.tolist() == [2, 0, 0]
