"""Emitters in a box."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long_except

from ramify import (
    CMAES,
    CMAME,
    CMAMEGA,
    ES,
    QD,
    Autodiff,
    Bounded,
    Function,
    GridArchive,
    IsoLine,
    Several,
    illuminate,
)

N = 4
EMITTERS = {
    "iso+line": IsoLine(batch=20, iso=0.3),
    "cma-me": CMAME(CMAES(20, 0.5)),
    "cma-mega": CMAMEGA(Autodiff(), measures=2, batch=20, sigma_g=1.0),
    "cma-mega-es": CMAMEGA(ES(6, 0.1, offer=True), measures=2, batch=20, sigma_g=1.0),
}
QUICK = ("iso+line",)


def plane(x):
    """Best at (3, 3, 3, 3)."""
    return -jnp.sum((x - 3.0) ** 2), x[:2]


def archive():
    return GridArchive((-4.0, -4.0), (4.0, 4.0), (16, 16))


def filled(emitter):
    qd = QD(archive(), emitter)
    task = Function(plane, names=("a", "b"))
    return qd, *illuminate(task, qd, np.zeros(N), steps=60, key=jax.random.key(0))


@pytest.mark.parametrize("name", long_except(EMITTERS, QUICK))
def test_whatever_is_archived_lies_in_the_box_and_the_best_on_its_face(name):
    qd, state, _ = filled(Bounded(EMITTERS[name], lower=-1.0, upper=(1.0, 2.0, 1.5, 2.5)))
    rows = qd.archive.export(state.archive)
    x = rows["solution"]
    assert len(x) > 10 and (x >= -1.0).all() and (x <= [1.0, 2.0, 1.5, 2.5]).all()
    np.testing.assert_allclose(rows["objective"], [plane(one)[0] for one in x], rtol=1e-5)
    best = x[rows["objective"].argmax()]
    np.testing.assert_allclose(best, [1.0, 2.0, 1.5, 2.5], atol=0.3)
    beyond = qd.archive.export(filled(EMITTERS[name])[1].archive)["solution"]
    assert (beyond > 2.5).any()


@pytest.mark.parametrize("name", long_except(EMITTERS, QUICK))
def test_a_box_that_nobody_leaves_changes_nothing(name):
    emitter = Several(EMITTERS[name], 2)
    _, free, log = filled(emitter)
    _, held, bounded = filled(Several(Bounded(EMITTERS[name], -1e6, np.full(N, 1e6)), 2))
    np.testing.assert_array_equal(free.archive.solution, held.archive.solution)
    np.testing.assert_array_equal(log["qd_score"], bounded["qd_score"])


@pytest.mark.parametrize(
    ("lower", "upper"), [(1.0, 1.0), ((0.0, 2.0), (1.0, 1.0)), ((0.0, 0.0), (1.0, 1.0, 1.0))]
)
def test_no_box(lower, upper):
    with pytest.raises(ValueError, match="a number, or one for each parameter, lower below upper"):
        Bounded(EMITTERS["iso+line"], lower, upper)


def test_bounds_of_another_space():
    with pytest.raises(ValueError, match="3 bounds, but solutions have 4 parameters"):
        QD(archive(), Bounded(EMITTERS["iso+line"], (0.0,) * 3, 1.0)).init(np.zeros(N), key=0)
