"""CMA-ME: who recombines, when it starts again, and that it climbs."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify import (
    CMAES,
    CMAME,
    QD,
    Evaluation,
    Function,
    GridArchive,
    SepCMAES,
    Several,
    illuminate,
)
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added, Elites
from ramify.optim.ranking import log_weights

N, K = 7, 2
THETA, ELITE = jnp.linspace(-1.0, 1.0, N), jnp.full(N, 42.0)


def sample(key, count, otherwise):
    rows = jnp.broadcast_to(ELITE, (count, N))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def sampled(emitter, added, draw=sample):
    """A state that was told this of its samples, and where it was."""
    before = emitter.init(THETA, jax.random.key(3))
    nothing = Evaluation(jnp.zeros(len(added.value)), jnp.zeros((len(added.value), K)))
    return before, emitter.tell(before, nothing, added, draw)


@pytest.mark.parametrize("make", [CMAES, SepCMAES])
def test_cma_me_recombines_those_that_improved_the_archive(make):
    status = jnp.array([NOT_ADDED, NEW, IMPROVED, NEW, NOT_ADDED, IMPROVED])
    added = Added(status, jnp.array([-1.0, 1.0, 9.0, 2.0, -3.0, 8.0]))
    order, w = [3, 1, 2, 5, 0, 4], np.asarray(log_weights(6, jnp.int32(4)))
    before, after = sampled(CMAME(make(6, 0.5)), added)
    x = np.asarray(before.query.x)[order]
    np.testing.assert_allclose(after.distribution.mean, w @ x, rtol=1e-5, atol=1e-6)
    before, after = sampled(CMAME(make(6, 0.5), selection="mu"), added)
    w = np.asarray(log_weights(6, jnp.int32(3)))
    np.testing.assert_allclose(after.distribution.mean, w @ x, rtol=1e-5, atol=1e-6)
    assert int(after.restarts) == 0 and after.query.offered == 6


@pytest.mark.parametrize(
    ("selection", "restart", "must"),
    [
        ("filter", "no_improvement", 1),
        ("filter", "basic", 1),
        ("mu", "no_improvement", 1),
        ("mu", "basic", 0),
    ],
)
def test_cma_me_when_nothing_enters(selection, restart, must):
    nothing = Added(jnp.full(6, NOT_ADDED), -jnp.arange(6.0))
    emitter = CMAME(SepCMAES(6, 0.5), selection, restart)
    after = sampled(emitter, nothing)[1]
    assert int(after.restarts) == must
    if must:
        np.testing.assert_array_equal(after.distribution.mean, ELITE)
        assert float(after.distribution.sigma) == 0.5


def test_cma_me_climbs_and_spreads(key):
    task = Function(lambda x: (-jnp.sum((x - 1.0) ** 2), jnp.tanh(x[:2])))
    archive = GridArchive((-1.0, -1.0), (1.0, 1.0), (20, 20))
    for optimiser in (CMAES(20, 0.3), SepCMAES(20, 0.3)):
        qd = QD(archive, Several(CMAME(optimiser), 2))
        state, _ = illuminate(task, qd, np.zeros(10), steps=60, key=key)
        assert float(archive.statistics(state.archive)["best"]) > -3.0, "it began at -10"
        assert float(archive.statistics(state.archive)["coverage"]) > 0.3


@pytest.mark.parametrize("setting", [{"selection": "best"}, {"restart": "never"}])
def test_cma_me_refuses(setting):
    with pytest.raises(ValueError, match="choose"):
        CMAME(CMAES(6, 0.5), **setting)
