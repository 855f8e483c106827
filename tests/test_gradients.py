"""Estimated Jacobians against the true one."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify import ES, Autodiff, Evaluation, Function
from ramify.core import Query
from ramify.gradients.es import centred_ranks

N = 10
THETA = jnp.linspace(-0.5, 1.0, N)


def smooth(x):
    """A curved objective and two measures, whose gradients point three ways."""
    objective = -jnp.sum(jnp.arange(1.0, N + 1.0) * (x - 0.3) ** 2) / N
    return objective, jnp.stack([jnp.sum(jnp.sin(x)), x[0] - 2.0 * x[1] * x[2]])


TASK = Function(smooth)
TRUE = jnp.concatenate([a.reshape(-1, N) for a in jax.jacobian(smooth)(THETA)])
SOURCES = [
    ES(mirrored=mirrored, ranked=ranked) for mirrored in (True, False) for ranked in (True, False)
]


def name(es):
    return f"{'mirrored' if es.mirrored else 'plain'}-{'ranked' if es.ranked else 'raw'}"


@eqx.filter_jit
def estimate(source, key, theta=THETA):
    query = source.probe(None, theta, key)
    return source.jacobian(None, query, TASK.evaluate(query, key))


def cosines(a, b):
    return np.sum(a * b, axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


@pytest.mark.parametrize("es", SOURCES, ids=name)
def test_every_row_points_along_the_true_gradient_and_better_with_more_samples(es, key):
    def mean_cosine(samples):
        source = ES(samples, es.sigma, es.mirrored, es.ranked)
        rows = jax.vmap(lambda k: estimate(source, k))(jax.random.split(key, 20))
        return np.mean([cosines(np.asarray(r), np.asarray(TRUE)) for r in rows], axis=0)

    few, some, many = mean_cosine(10), mean_cosine(60), mean_cosine(600)
    assert np.all(few > 0.2)
    assert np.all(some > few + 0.05)
    assert np.all(many > some)
    # h independent directions leave an error of about sqrt(n/h) gradient lengths.
    directions = 300 if es.mirrored else 600
    assert np.all(many > 0.9 * (1 + N / directions) ** -0.5)


@pytest.mark.parametrize("mirrored", [True, False])
def test_raw_estimates_have_the_true_length(mirrored, key):
    rows = estimate(ES(4000, 0.02, mirrored, ranked=False), key)
    np.testing.assert_allclose(
        np.sum(rows * TRUE, axis=1) / np.sum(TRUE * TRUE, axis=1), 1.0, atol=0.1
    )


@pytest.mark.parametrize("mirrored", [True, False])
def test_samples_are_offered_where_asked_for_and_the_estimate_is_the_same(mirrored, key):
    kept, offered = ES(8, 0.1, mirrored), ES(8, 0.1, mirrored, offer=True)
    queries = kept.probe(None, THETA, key), offered.probe(None, THETA, key)
    assert [query.offered for query in queries] == [1, 9]
    np.testing.assert_array_equal(queries[0].x, queries[1].x)
    answer = TASK.evaluate(queries[0], key)
    rows = [es.jacobian(None, q, answer) for es, q in zip((kept, offered), queries, strict=True)]
    np.testing.assert_array_equal(*rows)


def test_mirrored_estimate_is_the_papers_formula(key):
    es = ES(samples=8, sigma=0.5)
    query = es.probe(None, THETA, key)
    assert query.x.shape == (9, N) and query.offered == 1 and not query.wants_jacobian
    x = np.asarray(query.x)
    np.testing.assert_array_equal(x[0], THETA)
    np.testing.assert_allclose(x[1:5] + x[5:9], 2 * np.broadcast_to(x[:1], (4, N)), atol=1e-6)
    answer = TASK.evaluate(query, key)
    f = np.asarray(answer.objective)[1:]
    rho = np.argsort(np.argsort(f)) / 7 - 0.5
    epsilon = (x[1:5] - x[0]) / 0.5
    # Unlike the paper's 1/(h sigma): by 2h, so that unranked estimates have the gradient's length.
    expected = sum((rho[i] - rho[4 + i]) * epsilon[i] for i in range(4)) / (8 * 0.5)
    np.testing.assert_allclose(es.jacobian(None, query, answer)[0], expected, rtol=1e-4, atol=1e-5)


def test_equal_values_share_their_rank():
    np.testing.assert_allclose(
        centred_ranks(jnp.array([1.0, 1.0, 0.0, 2.0, 1.0])), [0, 0, -0.5, 0.5, 0]
    )
    np.testing.assert_allclose(centred_ranks(jnp.full(6, 3.0)), np.zeros(6))


@pytest.mark.parametrize("es", SOURCES, ids=name)
def test_a_measure_that_never_changes_has_no_gradient(es, key):
    query = es.probe(None, THETA, key)
    b = query.x.shape[0]
    rows = es.jacobian(None, query, Evaluation(query.x[:, 0], jnp.full((b, 1), 0.1)))
    np.testing.assert_array_equal(rows[1], np.zeros(N))
    assert np.any(np.asarray(rows[0]) != 0)


@pytest.mark.parametrize("es", SOURCES, ids=name)
def test_failed_rows_count_as_the_worst_and_poison_nothing(es, key):
    es = ES(400, es.sigma, es.mirrored, es.ranked)
    query = es.probe(None, THETA, key)
    answer = TASK.evaluate(query, key)
    failed = (jnp.arange(401) % 7 == 3) | (query.x[:, 9] > THETA[9] + 0.03)  # a cliff along x9
    spoilt = Evaluation(
        jnp.where(failed, -jnp.inf, answer.objective),
        jnp.where(failed[:, None], jnp.nan, answer.measures),
    )
    rows = np.asarray(es.jacobian(None, query, spoilt))
    assert np.all(np.isfinite(rows))
    assert np.all(cosines(rows, np.asarray(TRUE)) > 0.5)
    assert rows[0, 9] < 0, "away from the cliff"
    nothing = Evaluation(jnp.full(401, -jnp.inf), jnp.full((401, 2), jnp.nan))
    np.testing.assert_array_equal(es.jacobian(None, query, nothing), np.zeros((3, N)))


def test_autodiff_is_the_analytic_jacobian(key):
    source = Autodiff()
    query = source.probe(None, THETA, key)
    assert query.x.shape == (1, N) and query.wants_jacobian
    rows = source.jacobian(None, query, TASK.evaluate(query, key))
    np.testing.assert_allclose(
        rows[0], -2 * np.arange(1.0, N + 1.0) * (np.asarray(THETA) - 0.3) / N, rtol=1e-5, atol=1e-6
    )
    np.testing.assert_allclose(rows[1], np.cos(THETA), rtol=1e-5, atol=1e-6)
    by_hand = np.zeros(N)
    by_hand[:3] = 1.0, -2 * float(THETA[2]), -2 * float(THETA[1])
    np.testing.assert_allclose(rows[2], by_hand, rtol=1e-5, atol=1e-6)


@pytest.mark.long
def test_the_jacobian_of_every_row_of_a_batch(key):
    x = jax.random.normal(key, (4, N))
    answer = TASK.evaluate(Query(x, offered=4, wants_jacobian=True), key)
    assert answer.jacobian is not None
    for row, theta in zip(answer.jacobian, x, strict=True):
        expected = jnp.concatenate([a.reshape(-1, N) for a in jax.jacobian(smooth)(theta)])
        np.testing.assert_allclose(row, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        (dict(samples=7), "give an even number"),
        (dict(samples=1, mirrored=False), "whole number of at least 2"),
        (dict(sigma=0.0), "number above 0"),
    ],
)
def test_mistakes_of_configuration_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        ES(**kwargs)
