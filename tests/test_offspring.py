"""OMG-MEGA and OG-MAP-Elites: against their formulas, and pyribs given the same draws."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import ribs.archives
import ribs.emitters
from selection import long

from ramify import (
    ES,
    OMGMEGA,
    QD,
    Autodiff,
    Evaluation,
    Function,
    GridArchive,
    OGMAPElites,
    Several,
    illuminate,
)
from ramify.core import NOT_ADDED, Added, Elites
from ramify.emitters.offspring import Children, Parents
from ramify.tasks.linear_projection import SHIFT, half_width, sphere

N, K, BATCH = 7, 2, 5
THETA = jnp.linspace(-1.0, 1.0, N)
ELITES = jax.random.normal(jax.random.key(8), (BATCH, N))
JACOBIAN = jax.random.normal(jax.random.key(9), (BATCH, 1 + K, N)) * 20.0


def sample(key, count, otherwise):
    return Elites(ELITES, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def empty(key, count, otherwise):
    rows = jnp.broadcast_to(otherwise, (count, N))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def told(emitter, state, jacobian=None, draw=sample):
    rows, offered = len(state.query.x), state.query.offered
    answer = Evaluation(jnp.zeros(rows), jnp.zeros((rows, K)), jacobian)
    return emitter.tell(
        state, answer, Added(jnp.full(offered, NOT_ADDED), jnp.zeros(offered)), draw
    )


def family(emitter, key, jacobian=JACOBIAN) -> tuple[Parents, Children]:
    """Parents made of the elites, and their children."""
    first = emitter.init(THETA, key)
    parents = told(emitter, told(emitter, first, jnp.zeros_like(JACOBIAN)))
    assert parents.query.wants_jacobian and parents.query.offered == BATCH
    children = told(emitter, parents, jacobian)
    assert not children.query.wants_jacobian and children.query.offered == BATCH
    return parents, children


def coefficients(parents, children, jacobian):
    """c, where child = parent + c units."""
    units = np.asarray(jacobian / jnp.linalg.norm(jacobian, axis=2, keepdims=True))
    steps = np.asarray(children - parents)
    return np.stack([np.linalg.lstsq(u.T, s)[0] for u, s in zip(units, steps, strict=True)])


class Draws:
    """Stands in for NumPy's generator, and returns these."""

    def __init__(self, draws):
        self.draws = draws

    def normal(self, loc, scale, size):
        return np.broadcast_to(self.draws, size).copy()


def in_pyribs(parents, noise, jacobian, **options):
    """The children of these parents, where pyribs draws this noise."""
    archive = ribs.archives.GridArchive(solution_dim=N, dims=(9, 9), ranges=[(-4, 4)] * 2)
    theirs = ribs.emitters.GradientOperatorEmitter(
        archive, x0=np.asarray(THETA), batch_size=BATCH, **options
    )
    theirs._rng = Draws(parents - np.asarray(THETA))
    x = theirs.ask_dqd()
    np.testing.assert_allclose(x, parents, rtol=1e-5, atol=1e-6)
    f, m = np.zeros(BATCH), np.zeros((BATCH, K))
    info = {"status": np.zeros(BATCH), "value": np.zeros(BATCH)}
    theirs.tell_dqd(x, f, m, np.array(jacobian, np.float64), info)
    theirs._rng = Draws(noise)
    return theirs.ask()


def test_omg_mega_branches_elites_as_pyribs_does(key):
    parents, children = family(OMGMEGA(Autodiff(), BATCH, sigma_g=3.0), key)
    np.testing.assert_array_equal(parents.query.x, ELITES)
    x = np.asarray(parents.query.x)
    c = coefficients(x, children.query.x, JACOBIAN)
    c[::2, 0] *= -1  # pyribs takes |c0| of what it draws
    expected = in_pyribs(
        x, c, JACOBIAN, sigma=0.0, sigma_g=3.0, measure_gradients=True, normalize_grad=True
    )
    np.testing.assert_allclose(children.query.x, expected, rtol=1e-4, atol=1e-4)


def test_the_coefficients_are_normal_and_never_descend_the_objective(key):
    emitter = OMGMEGA(Autodiff(), 4000, sigma_g=3.0)
    jacobian = jnp.broadcast_to(JACOBIAN[:1], (4000, 1 + K, N))
    state = emitter.init(THETA, key)
    c = coefficients(state.query.x, told(emitter, state, jacobian).query.x, jacobian)
    assert c[:, 0].min() >= 0.0
    np.testing.assert_allclose(np.std(c[:, 1:], axis=0), 3.0, rtol=0.05)
    np.testing.assert_allclose(np.mean(c[:, 1:], axis=0), 0.0, atol=0.2)
    np.testing.assert_allclose(np.mean(c[:, 0]), 3.0 * np.sqrt(2 / np.pi), rtol=0.05)


def test_og_map_elites_perturbs_elites_and_climbs_as_pyribs_does(key):
    emitter = OGMAPElites(Autodiff(), BATCH, sigma=0.5, eta=0.25)
    parents, children = family(emitter, key)
    x = np.asarray(parents.query.x)
    noise = x - np.asarray(ELITES)
    assert 0.3 < noise.std() < 0.7 and abs(noise.mean()) < 0.3
    np.testing.assert_allclose(children.query.x, x + 0.25 * JACOBIAN[:, 0], rtol=1e-5, atol=1e-5)
    expected = in_pyribs(x, 0.0, JACOBIAN, sigma=0.5, sigma_g=0.25)
    np.testing.assert_allclose(children.query.x, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("make", [OMGMEGA, OGMAPElites])
def test_the_first_parents_lie_round_theta(make, key):
    state = make(Autodiff(), 1000, first=2.0).init(THETA, key)
    np.testing.assert_allclose(np.std(state.query.x, axis=0), 2.0, rtol=0.1)
    np.testing.assert_allclose(np.mean(state.query.x, axis=0), THETA, atol=0.3)
    one = make(Autodiff(), BATCH, first=0.0).init(THETA, key)
    np.testing.assert_array_equal(one.query.x, jnp.broadcast_to(THETA, (BATCH, N)))


@pytest.mark.parametrize("make", [OMGMEGA, OGMAPElites])
def test_iterations_differ_and_an_empty_archive_means_theta(make, key):
    emitter = make(Autodiff(), BATCH)
    one = told(emitter, emitter.init(THETA, key), JACOBIAN)
    parents = told(emitter, one, draw=empty)
    spread = 0.0 if make is OMGMEGA else 3.0
    np.testing.assert_allclose(
        parents.query.x, jnp.broadcast_to(THETA, (BATCH, N)), atol=1e-6 + spread
    )
    other = told(emitter, parents, JACOBIAN)
    assert not np.allclose(other.query.x - parents.query.x, 0.0)
    if make is OMGMEGA:
        first = coefficients(emitter.init(THETA, key).query.x, one.query.x, JACOBIAN)
        assert not np.allclose(coefficients(parents.query.x, other.query.x, JACOBIAN), first)


@pytest.mark.parametrize("make", [OMGMEGA, OGMAPElites])
def test_a_gradient_that_is_not_finite_is_none(make, key):
    parents, children = family(make(Autodiff(), BATCH), key, JACOBIAN.at[1].set(jnp.nan))
    np.testing.assert_array_equal(children.query.x[1], parents.query.x[1])
    assert np.isfinite(children.query.x).all()


def test_each_parent_has_the_gradient_that_its_own_samples_tell(key):
    emitter = OGMAPElites(ES(samples=200, sigma=0.01, ranked=False), BATCH, eta=0.5)
    state = emitter.init(THETA, key)
    assert state.query.x.shape == (BATCH * 201, N) and state.query.offered == BATCH
    x = state.query.x
    answer = Evaluation(-jnp.sum(x**2, axis=1), x[:, :K])
    added = Added(jnp.full(BATCH, NOT_ADDED), jnp.zeros(BATCH))
    children = emitter.tell(state, answer, added, sample).query.x
    np.testing.assert_allclose(children, 0.0, atol=1.0)  # x - 0.5 (2 x) = 0, to the samples' noise
    step, up = np.asarray(children - x[:BATCH]), np.asarray(-x[:BATCH])
    cosine = (step * up).sum(1) / np.linalg.norm(step, axis=1) / np.linalg.norm(up, axis=1)
    assert cosine.min() > 0.9


def test_the_papers_eta_leaps_to_the_optimum_of_the_sphere(key):
    emitter, task = OGMAPElites(Autodiff(), BATCH, eta=0.257 * 20), sphere(20)
    state = emitter.init(jnp.zeros(20), key)
    children = told(emitter, state, task.evaluate(state.query, key).jacobian)
    np.testing.assert_allclose(children.query.x, SHIFT, atol=1e-2)


EXACT, SAMPLED = Autodiff(), ES(samples=6, sigma=0.1, offer=True)


@pytest.mark.parametrize(
    ("make", "source"),
    [
        (OMGMEGA, EXACT),
        (OGMAPElites, SAMPLED),
        long(OMGMEGA, SAMPLED),
        long(OGMAPElites, EXACT),
    ],
)
def test_several_at_once(make, source, key):
    task = Function(lambda x: (-jnp.sum(x**2), x[:K]))
    qd = QD(GridArchive((-3, -3), (3, 3), (9, 9)), Several(make(source, BATCH), 3))
    state = qd.init(np.zeros(N), key=key)
    x = np.asarray(qd.ask(state).x)
    assert x[:BATCH].shape == (BATCH, N) and len(np.unique(x[:, 1])) > 2 * BATCH
    for _ in range(2):
        state = qd.tell(state, task.evaluate(qd.ask(state), key))
    assert qd.ask(state).x.shape == x.shape and int(state.archive.size) > 5


@pytest.mark.long
def test_omg_mega_illuminates_and_beats_climbing_alone(key):
    b = half_width(20)
    archive, coverage = GridArchive((-b, -b), (b, b), (20, 20)), {}
    for emitter in (OMGMEGA(Autodiff()), OGMAPElites(Autodiff(), eta=0.257 * 20)):
        log = illuminate(sphere(20), QD(archive, emitter), np.zeros(20), steps=150, key=key)[1]
        coverage[type(emitter)] = log["coverage"][-1]
    assert coverage[OMGMEGA] > 0.8 > coverage[OGMAPElites]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: OMGMEGA(Autodiff(), 0), "batch is 0: give a whole number of at least 1"),
        (lambda: OMGMEGA(Autodiff(), sigma_g=0.0), "sigma_g is 0.0: give a finite number above 0"),
        (
            lambda: OMGMEGA(Autodiff(), first=-1.0),
            "first is -1.0: give a finite number of at least 0",
        ),
        (lambda: OGMAPElites(Autodiff(), 0), "batch is 0: give a whole number of at least 1"),
        (
            lambda: OGMAPElites(Autodiff(), eta=-0.5),
            "eta is -0.5: give a finite number of at least 0",
        ),
        (lambda: OGMAPElites(Autodiff(), sigma=-0.5), "sigma is -0.5"),
        (lambda: OGMAPElites(Autodiff(), sigma=0, eta=0), "every child would equal its parent"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
