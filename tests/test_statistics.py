"""Statistics against exact sums; archives that jitted programs use beyond their room."""

import math
from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long, long_except

from ramify import (
    CMAMEGA,
    ES,
    QD,
    CVTArchive,
    Evaluation,
    GridArchive,
    NoveltyArchive,
    SoftArchive,
)
from ramify.archives import cells
from ramify.numerics.sums import exact_sum, times
from ramify.run.checkpoint import elite_table

LAST_DIGIT = 2.0**-23


def exactly(values):
    """The sum of float32 numbers as Python's integers have it."""
    return sum(map(Fraction, map(float, values)))


def statistics(objective, offset, cells=None):
    cells = cells or len(objective)
    archive = GridArchive((0,), (1,), (cells,), offset=offset)
    state = archive.init(1, {})
    held = len(objective)
    rows = jnp.zeros(state.objective.shape).at[:held].set(jnp.asarray(objective, jnp.float32))
    state = cells_with(state, objective=rows, size=jnp.int32(held))
    return {name: float(v) for name, v in jax.jit(archive.statistics)(state).items()}


def cells_with(state, **changes):
    return cells.replace(state, **changes)


@pytest.mark.parametrize(
    "offset",
    long_except(
        [0.0, 4.9, -1.0, 0.1, -374.7, 1e8, -1e8, -1e9, -1e30, 1e-30], [-374.7, -1e8, -1e30]
    ),
)
def test_any_offset_leaves_the_statistics_right(offset):
    objective = np.float32([5, 5, 5, 0.1, 7e-3])
    found, total = statistics(objective, offset, cells=8), exactly(objective)
    score = float(total - 5 * Fraction(offset))
    assert found["mean"] == pytest.approx(float(total / 5), rel=LAST_DIGIT)
    assert found["qd_score"] == pytest.approx(score, rel=LAST_DIGIT)
    assert found["norm_qd_score"] == pytest.approx(score / 8, rel=2 * LAST_DIGIT)
    assert found["coverage"] == 5 / 8


@pytest.mark.parametrize(
    ("scale", "shift"),
    [long(1.0, 0.0), (1e3, 500.0), long(1e-3, -2000.0), long(1.0, -1e8), long(1e30, 0.0)],
)
def test_the_qd_score_of_half_a_million_elites(scale, shift):
    objective = np.random.default_rng(0).normal(shift, scale, 500_000).astype(np.float32)
    offset = float(objective.min())
    found, total = statistics(objective, offset), math.fsum(objective.tolist())
    assert found["qd_score"] == pytest.approx(total - offset * len(objective), rel=LAST_DIGIT)
    assert found["mean"] == pytest.approx(total / len(objective), rel=LAST_DIGIT)


def test_sums_are_the_same_in_any_order():
    values = np.random.default_rng(0).normal(size=20_000).astype(np.float32)
    values[:3] = 3e38, -3e38, 1e-30
    summed = jax.jit(exact_sum)
    for one, other in zip(
        summed(jnp.asarray(values)), summed(jnp.asarray(values[::-1])), strict=True
    ):
        np.testing.assert_array_equal(np.array(one), np.array(other))
    (high, low), e = summed(jnp.asarray(np.float32([1e8, 1, -1e8, 2.0**-18])))
    assert math.ldexp(float(high) + float(low), int(e)) == 1 + 2.0**-18


@pytest.mark.parametrize("count", [0, 1, 1023, 2**28])
@pytest.mark.parametrize("factor", [0.0, 0.1, -374.7, 3e38, -1e-20])
def test_count_times_offset_to_48_bits(count, factor):
    (high, low), e = times(jnp.int32(count), factor)
    product = (Fraction(float(high)) + Fraction(float(low))) * Fraction(2) ** e
    assert float(product) == pytest.approx(count * factor, rel=2.0**-46)


def test_objectives_of_1e38_have_a_mean_and_a_normalised_score():
    found = statistics(np.full(10, 1e38), -1e38, cells=100)
    assert found["mean"] == pytest.approx(1e38) and found["best"] == pytest.approx(1e38)
    assert found["norm_qd_score"] == pytest.approx(2e37) and found["qd_score"] == math.inf


@pytest.mark.parametrize("offset", [math.nan, math.inf, 1e39])
def test_an_offset_that_is_no_float32_number_is_refused(offset):
    for make in (
        lambda: GridArchive((0,), (1,), (4,), offset=offset),
        lambda: CVTArchive((0,), (1,), 4, samples=9, offset=offset),
        lambda: NoveltyArchive((0,), (1,), 0.1, offset=offset),
    ):
        with pytest.raises(ValueError, match=r"offset is .*number"):
            make()


ROOMY = pytest.mark.parametrize(
    "archive",
    [
        GridArchive((0,), (1,), (1000,)),
        SoftArchive(GridArchive((0,), (1,), (1000,)), learning_rate=0.5, floor=-1.0),
        NoveltyArchive((0,), (1,), 1e-3, capacity=1000),
    ],
    ids=lambda archive: type(archive).__name__,
)


def answers(count):
    place = jnp.asarray((np.arange(count) + 0.5) / count, jnp.float32)[:, None]
    return jnp.zeros((count, 3)), Evaluation(jnp.ones(count), place)


@ROOMY
def test_elites_beyond_the_room_are_not_counted_but_reported(archive, monkeypatch):
    monkeypatch.setattr(cells, "_START_BYTES", 0)
    state = archive.init(3, {})
    x, answer = answers(200)
    assert state.objective.shape[0] == 64
    state, _ = jax.jit(archive.add)(state, x, answer)
    held = getattr(state, "best", state)
    assert int(held.size) == 64 and int(held.dropped) == 136
    assert int(jnp.sum(held.slot_of >= 0)) == 64
    traced = jax.jit(archive.statistics)(state)
    assert (int(traced["elites"]), float(traced["qd_score"])) == (64, 64.0)
    for look in (
        lambda: archive.reserve(state, 1),
        lambda: archive.export(state),
        lambda: archive.statistics(state),
    ):
        with pytest.raises(ValueError, match=r"136 elites were dropped.*room for 64.*qd\.reserve"):
            look()


@ROOMY
def test_with_room_none_is_dropped(archive, monkeypatch):
    monkeypatch.setattr(cells, "_START_BYTES", 0)
    state = archive.reserve(archive.init(3, {}), 200)
    x, answer = answers(200)
    state, _ = jax.jit(archive.add)(state, x, answer)
    assert len(archive.export(state)["objective"]) == 200
    assert float(archive.statistics(state)["qd_score"]) == 200.0


@pytest.mark.long
def test_a_loop_of_jitted_steps_beyond_the_room_is_reported_by_the_next_tell(monkeypatch):
    monkeypatch.setattr(cells, "_START_BYTES", 0)
    archive = GridArchive((0,), (1,), (1000,))
    qd = QD(archive, CMAMEGA(ES(samples=2, offer=True), measures=1, batch=30))
    state = qd.init(np.zeros(3), key=0)
    step = jax.jit(qd.step)
    rng = np.random.default_rng(0)

    def answer(state):
        rows = len(state.emitter.query.x)  # `qd.ask` would report it, too
        return Evaluation(np.ones(rows, np.float32), rng.random((rows, 1)).astype(np.float32))

    for _ in range(8):
        state = step(state, jax.tree.map(jnp.asarray, answer(state)))
    assert int(state.archive.size) == 64
    for look in (
        lambda: qd.tell(state, answer(state)),
        lambda: qd.add(state, *answers(2)),
        lambda: elite_table(qd, state, ("m",)),
        lambda: qd.report(state),
    ):
        with pytest.raises(ValueError, match="elites were dropped"):
            look()
