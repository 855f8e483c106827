"""What is accepted, and said once: searches that find nothing, or nothing that the archive holds."""

import re
import warnings

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long

from ramify import (
    CMAES,
    CMAME,
    CMAMEGA,
    ES,
    QD,
    XNES,
    Autodiff,
    Bandit,
    Bounded,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    Several,
    SoftArchive,
    Together,
    illuminate,
)

GRID = GridArchive((0, 0), (1, 1), (4, 4))


def answered(objective, measures, archive=GRID):
    """A function whose answers do not depend on x, evaluated for two iterations."""
    task = Function(lambda x: (jnp.float32(objective), jnp.asarray(measures, jnp.float32)))
    return illuminate(task, QD(archive, IsoLine(batch=4)), np.zeros(3), steps=2, key=0)


def test_evaluations_that_all_fail_are_reported():
    with pytest.warns(UserWarning, match="No solution has entered .* every evaluation failed"):
        answered(np.nan, (0.5, 0.5))


@pytest.mark.parametrize(
    ("measures", "said"), [((0.5, 7.0), "Measure 1 .* above"), ((-3.0, 0.5), "Measure 0 .* below")]
)
@pytest.mark.parametrize("soft", [False, long(True)])
def test_measures_that_all_lie_outside_are_reported(measures, said, soft):
    archive = SoftArchive(GRID) if soft else GRID
    with pytest.warns(UserWarning, match=rf"{said} its axis.*from 0\.0 to 1\.0"):
        answered(1.0, measures, archive)


def test_a_qd_score_beyond_float32_is_reported():
    with pytest.warns(UserWarning, match=r"QD score is above 3\.4e38"):
        answered(1e38, (0.5, 0.5), GridArchive((0, 0), (1, 1), (4, 4), offset=-3e38))


def test_what_is_sound_is_not_doubted():
    _, log = answered(1.0, (0.5, 1.0))
    assert log["elites"].tolist() == [1, 1]


def test_a_warning_is_shown_once():
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("default")
        qd = QD(GRID, IsoLine(batch=4))
        state, _ = answered_quietly(qd)
        for _ in range(3):
            qd.check(state)
    assert len([one for one in shown if "Measure 1" in str(one.message)]) == 1


def answered_quietly(qd):
    task = Function(lambda x: (jnp.float32(1.0), jnp.float32([0.5, 7.0])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return illuminate(task, qd, np.zeros(3), steps=1, key=0)


annealed = CMAME(CMAES(4, 0.5), ranking="annealed")


@pytest.mark.parametrize(
    "emitter",
    [
        annealed,
        long(Several(annealed, 2)),
        long(Bounded(annealed, -1.0, 1.0)),
        Together((IsoLine(batch=4), annealed)),
        long(Bandit((annealed, annealed), active=1)),
        long(CMAMEGA(ES(samples=2), measures=2, batch=4, ranking="annealed")),
    ],
    ids=lambda emitter: type(emitter).__name__,
)
def test_an_annealed_ranking_without_rising_thresholds_is_reported(emitter):
    with pytest.warns(UserWarning, match="a GridArchive has none: use ramify.SoftArchive"):
        QD(GRID, emitter).init(np.zeros(3), key=0)
    QD(SoftArchive(GRID), emitter).init(np.zeros(3), key=jax.random.key(0))


def test_xnes_has_no_published_form():
    with pytest.raises(ValueError, match=r"published=True is a form of CMA-ES.*XNES"):
        CMAMEGA(Autodiff(), measures=1, batch=6, published=True, coefficients=XNES(6, 0.5))


def asked_and_told(qd, objective, measures, steps, *, jitted, key=0):
    """A loop that neither saves nor reads the archive. Returns how often the host read the state."""
    reads, step = [], jax.jit(qd.step) if jitted else qd.tell
    check = QD.check
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QD, "check", lambda self, state: (reads.append(1), check(self, state)))
        state = qd.init(np.zeros(3), key=key)
        for _ in range(steps):
            rows = len(qd.ask(state).x)
            answer = Evaluation(
                jnp.full(rows, objective, jnp.float32),
                jnp.broadcast_to(jnp.asarray(measures, jnp.float32), (rows, 2)),
            )
            state = step(state, answer)
    return len(reads)


@pytest.mark.parametrize("jitted", [long(False), True])
@pytest.mark.parametrize(
    ("objective", "measures", "said"),
    [
        (np.nan, (0.5, 0.5), "No solution has entered .* every evaluation failed"),
        (1.0, (0.5, np.inf), "No solution has entered .* every evaluation failed"),
        (1.0, (0.5, 7.0), "Measure 1 of every elite lies above its axis"),
    ],
)
def test_a_loop_by_ask_and_tell_warns_once_though_it_never_saves(objective, measures, said, jitted):
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()  # as in a program, where Python shows each warning once
        asked_and_told(QD(GRID, IsoLine(batch=4)), objective, measures, 300, jitted=jitted)
    (warning,) = caught
    assert re.search(said, str(warning.message))


class Turns(GridArchive):
    """A grid whose second axis wraps around."""

    def cell_of(self, measures):
        return super().cell_of(measures.at[:, 1].set(jnp.mod(measures[:, 1], 1.0)))


@pytest.mark.parametrize("wrap", [lambda grid: grid, long(SoftArchive)])
def test_cells_of_ones_own_may_hold_measures_outside_the_axes(wrap):
    turns = wrap(Turns(lower=(0, 0), upper=(1, 1), shape=(4, 4)))
    state, _ = answered(1.0, (0.5, 7.0), turns)  # without a warning
    assert turns.export(state.archive)["cell"].tolist() == [8]


@pytest.mark.long
@pytest.mark.parametrize("jitted", [False, True])
def test_a_loop_by_ask_and_tell_seldom_waits_for_the_check(jitted):
    qd = QD(GRID, IsoLine(batch=4))
    reads = asked_and_told(qd, 1.0, (0.5, 0.5), 1000, jitted=jitted)
    assert reads == 6  # after 64, 128, 256, 512, 1024 and 2048 of 4000 solutions
    assert asked_and_told(QD(GRID, IsoLine(batch=4)), 1.0, (0.5, 0.5), 16, jitted=jitted) == 0


def test_ask_leaves_states_alone_that_the_host_cannot_read():
    qd = QD(GRID, IsoLine(batch=64))
    state = qd.init(np.zeros(3), key=0)
    answer = Evaluation(jnp.ones(64), jnp.ones((64, 2)))
    later = qd.tell(state, answer)
    for _ in range(3):
        jax.eval_shape(qd.ask, later)
        qd.ask(qd.shape(3))
        qd.ask(state)  # its archive was given away
