"""Python functions as tasks."""

import os
import pickle
import signal
import sys
import time

import cloudpickle
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long

from ramify import (
    CMAMEGA,
    ES,
    QD,
    Autodiff,
    BlackBox,
    Bounded,
    Function,
    GridArchive,
    IsoLine,
    Query,
    illuminate,
)

cloudpickle.register_pickle_by_value(sys.modules[__name__])  # workers need not import JAX
LOWER, UPPER = np.array([0.0, -1.0, 100.0]), np.array([0.1, 1.0, 900.0])


def bowl(x):
    assert x.dtype == np.float64 and (x >= LOWER).all() and (x <= UPPER).all()
    return -np.sum(((x - LOWER) / (UPPER - LOWER)) ** 2), (x[0], x[2])


def bowls(x):
    return -np.sum(((x - LOWER) / (UPPER - LOWER)) ** 2, axis=1), x[:, [0, 2]]


def picky(x):
    if x[0] < 0.25:
        raise ValueError(f"x[0] is {x[0]}")
    if x[0] < 0.5:
        os.kill(os.getpid(), signal.SIGKILL)
    if x[0] < 0.75:
        time.sleep(60.0)
    return (np.inf if x[0] > 0.95 else 1.0), (x[0], x[1])


def rows(count, seed=0):
    u = np.random.default_rng(seed).uniform(size=(count, 3))
    x = (LOWER + u * (UPPER - LOWER)).astype(np.float32)
    return np.clip(x, LOWER.astype(np.float32), UPPER.astype(np.float32))


def evaluated(task, x):
    return task.evaluate(Query(jnp.asarray(x), len(x)), jax.random.key(0))


@pytest.mark.parametrize("settings", [{}, {"workers": 1}, {"workers": 3}])
@pytest.mark.parametrize("f", [bowl, bowls])
def test_each_row_is_the_functions_own_value(f, settings):
    task = BlackBox(f, LOWER, UPPER, measures=("a", "b"), batched=f is bowls, **settings)
    x = rows(50)
    found = evaluated(task, x)
    x = np.clip(x.astype(np.float64), LOWER, UPPER)
    wanted = [bowl(one) for one in x]
    np.testing.assert_allclose(found.objective, [w[0] for w in wanted], rtol=1e-6)
    np.testing.assert_allclose(found.measures, [w[1] for w in wanted], rtol=1e-6)
    assert not np.isnan(found.measures).any()
    task.close()


def test_what_raises_crashes_hangs_or_is_infinite_has_failed_and_the_rest_has_not():
    task = BlackBox(picky, [0.0, 0.0], [1.0, 1.0], workers=2, timeout=0.5)
    x = np.array([[0.1, 0], [0.3, 0], [0.6, 0], [0.8, 0], [0.9, 0.5], [1.0, 0], [0.8, 0.2]])
    found = evaluated(task, x)
    assert np.isfinite(found.objective).tolist() == [0, 0, 0, 1, 1, 0, 1]
    errors = task.calls(x.astype(np.float32)).errors
    assert errors.keys() == {0, 1, 2}
    assert "x[0] is 0.1" in errors[0] and "picky" in errors[0]
    assert "SIGKILL" in errors[1] and "timeout=0.5" in errors[2]
    task.close()


def test_a_function_that_always_raises_is_refused_with_its_traceback():
    def broken(x):
        return x[7], x[:2]

    task = BlackBox(broken, [0.0, 0.0], [1.0, 1.0], workers=1)
    with pytest.raises(RuntimeError, match=r"(?s)All 2 calls of broken failed.*x\[7\].*IndexError"):
        evaluated(task, np.full((2, 2), 0.5))


def test_a_function_that_always_hangs_is_refused():
    def slow(x):
        time.sleep(60.0)

    task = BlackBox(slow, [0.0], [1.0], measures=("a",), workers=2, timeout=0.3)
    with pytest.raises(RuntimeError, match=r"3 calls of slow took longer than timeout=0.3 s"):
        evaluated(task, np.full((8, 1), 0.5))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x: 1.0, "a number and 2 numbers. This one returned 1.0"),
        (lambda x: None, "This one returned None"),
        (lambda x: (1.0, x), r"measures of shape \(3,\)"),
        (lambda x: (x, x[:2]), r"an objective of shape \(3,\)"),
        (lambda x: (1.0, ("a", "b")), "This one returned"),
    ],
)
def test_a_function_that_returns_something_else_is_told_what_to_return(answer, said):
    task = BlackBox(answer, [0.0] * 3, [1.0] * 3, workers=1)
    with pytest.raises(ValueError, match=rf"(?s)returns \(objective, measures\).*{said}"):
        evaluated(task, np.full((2, 3), 0.5))


def test_one_measure_may_be_a_number():
    task = BlackBox(lambda x: (x[0], x[1]), [0.0] * 2, [1.0] * 2, measures=("a",), workers=1)
    assert evaluated(task, np.array([[0.25, 0.5]])).measures.tolist() == [[0.5]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((3, [0.0], [1.0]), "f is 3"),
        ((bowl, 0.0, 1.0), r"\[0.0\] \* n"),
        ((bowl, [0.0, 1.0], [1.0, 1.0]), "lower below upper"),
        ((bowl, [0.0], [np.inf]), "finite"),
        ((bowl, [0.0], [1.0, 2.0]), "two lists"),
        ((bowl, ["a"], [1.0]), "two lists"),
    ],
)
def test_bad_arguments_are_refused(arguments, said):
    with pytest.raises(ValueError, match=said):
        BlackBox(*arguments)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"measures": "height"}, r"such as \(\"height\""),
        ({"measures": ("a", "a")}, "different"),
        ({"measures": ()}, "at least one"),
        ({"workers": -1}, "workers"),
        ({"timeout": 0.0}, "timeout"),
        ({"batched": 2}, "batched"),
    ],
)
def test_bad_settings_are_refused(settings, said):
    with pytest.raises(ValueError, match=said):
        BlackBox(bowl, LOWER, UPPER, **settings)


def test_solutions_outside_of_another_size_or_with_a_jacobian_are_refused():
    task = BlackBox(bowl, LOWER, UPPER, workers=1)
    with pytest.raises(ValueError, match=r"x\[1, 2\] is 901, .*ramify.Bounded"):
        evaluated(task, np.array([[0.0, 0.0, 100.0], [0.0, 0.0, 901.0]]))
    with pytest.raises(ValueError, match="3 parameters"):
        evaluated(task, np.zeros((1, 2)))
    with pytest.raises(ValueError, match="no exact Jacobian"):
        task.evaluate(Query(jnp.asarray(rows(1)), 1, wants_jacobian=True), jax.random.key(0))


def test_it_can_be_pickled_with_a_function_of_the_script():
    scale = 2.0
    task = BlackBox(lambda x: (scale * x[0], x[:1]), [0.0], [1.0], measures=("a",), workers=1)
    assert evaluated(task, np.array([[0.5]])).objective.tolist() == [1.0]
    copy = pickle.loads(pickle.dumps(task))
    assert evaluated(copy, np.array([[0.25]])).objective.tolist() == [0.5]


@pytest.mark.parametrize(
    "emitter", [IsoLine(30, first=0.3), long(CMAMEGA(ES(8, 0.1), measures=2, batch=20))]
)
def test_an_archive_is_filled_within_the_bounds(emitter):
    task = BlackBox(bowl, LOWER, UPPER, measures=("a", "b"), workers=2)
    archive = GridArchive((0.0, 100.0), (0.1, 900.0), (8, 8), offset=-3.0)
    qd = QD(archive, Bounded(emitter, task.lower, task.upper, scaled=True))
    state, log = illuminate(task, qd, task.center, steps=15, key=0)
    assert log["elites"][-1] > 15
    x = qd.archive.export(state.archive)["solution"]
    assert (x >= LOWER.astype(np.float32)).all() and (x <= UPPER.astype(np.float32)).all()
    task.close()


@pytest.mark.parametrize(
    "emitter",
    [
        IsoLine(30, first=0.3),
        long(CMAMEGA(Autodiff(), measures=2, batch=20)),
    ],
)
def test_a_scaled_box_is_the_unit_box_in_other_units(emitter):
    """The same search in the unit box, and in a box of powers of two, where nothing is rounded."""
    low, size = np.array([-2.0, 0.0, 64.0]), np.array([4.0, 0.5, 64.0])

    def unit(u):
        return -jnp.sum((u - 0.25) ** 2), u[:2]

    def wide(x):
        return unit((x - jnp.float32(low)) / jnp.float32(size))

    archive = GridArchive((0.0, 0.0), (1.0, 1.0), (8, 8), offset=-3.0)
    found = []
    for f, box, start in (
        (unit, Bounded(emitter, 0.0, np.ones(3)), np.full(3, 0.5)),
        (wide, Bounded(emitter, low, low + size, scaled=True), low + size / 2),
    ):
        qd = QD(archive, box)
        state, _ = illuminate(Function(f, names=("a", "b")), qd, start, steps=8, key=0)
        found.append(qd.archive.export(state.archive))
    assert len(found[0]["cell"]) > 10
    assert found[0]["cell"].tolist() == found[1]["cell"].tolist()
    np.testing.assert_allclose(found[0]["solution"], (found[1]["solution"] - low) / size, atol=1e-5)
