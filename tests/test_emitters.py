"""CMA-MEGA step by step: against pyribs, and what each option changes."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
import ribs.archives
import ribs.emitters
from mega_steps import (
    ALL_NEW,
    BATCH,
    ELITE,
    JACOBIAN,
    NONE_ADDED,
    THETA,
    K,
    N,
    answer,
    branched,
    branching,
    emitter_with,
    empty,
    init,
    sample,
    tell,
    unit_rows,
)

from ramify import (
    CMAES,
    CMAMEGA,
    XNES,
    Autodiff,
    Evaluation,
    GridArchive,
    Several,
)
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added, Elites
from ramify.optim.ranking import log_weights


@pytest.mark.parametrize("selection", ["mu", "filter"])
def test_equals_pyribs_with_the_same_draws(selection, key):
    """pyribs has the published form of CMA-ES."""
    batch = 12  # with fewer, pyribs decomposes C only every other generation

    def objective_and_measures(x):
        return 9.0 - np.sum((x - 0.3) ** 2, axis=1), x[:, :2] + 0.1 * x[:, 2:4] ** 2

    def jacobian(x):
        rows = np.zeros((1, 3, N))
        rows[0, 0] = -2 * (x[0] - 0.3)
        rows[0, [1, 2], [0, 1]] = 1.0
        rows[0, [1, 2], [2, 3]] = 0.2 * x[0, 2:4]
        return rows

    grid = dict(solution_dim=N, dims=(40, 40), ranges=[(-4, 4), (-4, 4)])
    archive = ribs.archives.GridArchive(**grid)
    options = dict(selection_rule=selection, grad_opt="gradient_ascent", batch_size=batch, seed=1)
    theirs = ribs.emitters.GradientArborescenceEmitter(
        archive, x0=np.asarray(THETA), sigma0=0.5, lr=1.0, **options
    )
    ours = CMAMEGA(Autodiff(), K, batch=batch, sigma_g=0.5, selection=selection, published=True)
    state = init(ours, key)
    for _ in range(8):
        theta = theirs.ask_dqd()
        np.testing.assert_allclose(state.query.x, theta, rtol=1e-3, atol=1e-4)
        f, m = objective_and_measures(theta)
        info = archive.add(theta, f, m)
        theirs.tell_dqd(theta, f, m, jacobian(theta), info)
        told = Evaluation(*map(as_float32, (f, m, jacobian(theta))))
        state = tell(ours, state, told, added_of(info), sample)

        branches = theirs.ask()
        coeffs = as_float32(theirs._opt._solutions)
        rows = jnp.asarray(unit_rows(as_float32(jacobian(theta))[0]))
        # Their draws, our branches.
        state = eqx.tree_at(
            lambda s: (s.coeffs, s.query.x),
            state,
            (coeffs, state.search.theta[None] + coeffs @ rows),
        )
        np.testing.assert_allclose(state.query.x, branches, rtol=1e-3, atol=1e-4)
        f, m = objective_and_measures(branches)
        info = archive.add(branches, f, m)
        theirs.tell(branches, f, m, info)
        state = tell(ours, state, Evaluation(as_float32(f), as_float32(m)), added_of(info), sample)
    assert int(state.search.restarts) == theirs.restarts == 0
    np.testing.assert_allclose(
        state.search.coefficients.mean, theirs._opt.mean, rtol=1e-3, atol=1e-4
    )
    np.testing.assert_allclose(
        state.search.coefficients.C, theirs._opt.cov.cov, rtol=1e-3, atol=1e-4
    )


def as_float32(a):
    return jnp.asarray(a, jnp.float32)


def added_of(info):
    return Added(jnp.asarray(info["status"], jnp.int32), as_float32(info["value"]))


def test_branches_are_theta_plus_coefficients_times_unit_gradients(key):
    state = branching(emitter_with(), key)
    assert state.query.x.shape == (BATCH, N) and state.query.offered == BATCH
    expected = THETA[None] + state.coeffs @ unit_rows(JACOBIAN[0])
    np.testing.assert_allclose(state.query.x, expected, rtol=1e-5, atol=1e-6)
    raw = branching(emitter_with(normalise=False), key)
    np.testing.assert_array_equal(raw.coeffs, state.coeffs)
    np.testing.assert_allclose(
        raw.query.x, THETA[None] + raw.coeffs @ JACOBIAN[0], rtol=1e-5, atol=1e-5
    )


def test_a_gradient_that_is_not_finite_is_none(key):
    spoilt = JACOBIAN.at[0, 0, 3].set(jnp.nan).at[0, 1, :].set(jnp.inf)
    state = branching(emitter_with(), key, spoilt)
    assert np.all(np.isfinite(state.query.x))


@pytest.mark.parametrize("absolute", [True, False])
def test_cma_es_learns_from_the_coefficients_that_were_drawn(absolute, key):
    emitter = emitter_with(absolute=absolute)
    state = branching(emitter, key)
    assert np.any(np.asarray(state.coeffs[:, 0]) < 0)
    taken = np.array(state.coeffs)
    if absolute:
        taken[:, 0] = np.abs(taken[:, 0])
    expected = THETA[None] + taken @ unit_rows(JACOBIAN[0])
    np.testing.assert_allclose(state.query.x, expected, rtol=1e-5, atol=1e-6)
    after = branched(emitter, state).search.coefficients
    best_first = np.asarray(state.coeffs)[::-1]
    weights = np.asarray(log_weights(BATCH, jnp.int32(BATCH // 2)))
    np.testing.assert_allclose(after.mean, weights @ best_first, rtol=1e-5, atol=1e-6)


def test_theta_moves_to_the_recombined_branches(key):
    state = branching(emitter_with(), key)
    weights = np.asarray(log_weights(BATCH, jnp.int32(BATCH // 2)))
    mean = weights @ np.asarray(state.query.x)[::-1]
    after = branched(emitter_with(), state)
    np.testing.assert_allclose(after.search.theta, mean, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(after.query.x, after.search.theta[None])
    half = branched(
        emitter_with(ascent=optax.sgd(0.5)), branching(emitter_with(ascent=optax.sgd(0.5)), key)
    )
    np.testing.assert_allclose(half.search.theta, (mean + THETA) / 2, rtol=1e-5, atol=1e-6)


def test_adam_ascends_towards_the_recombined_branches(key):
    adam = optax.adam(0.1)
    emitter = emitter_with(ascent=adam)
    state = branching(emitter, key)
    mean = np.asarray(log_weights(BATCH, jnp.int32(BATCH // 2))) @ np.asarray(state.query.x)[::-1]
    after = branched(emitter, state)
    moved = np.asarray(after.search.theta - THETA)
    np.testing.assert_allclose(moved, 0.1 * np.sign(mean - THETA), rtol=1e-3)  # its first step
    restarted = branched(emitter, branching(emitter, key), NONE_ADDED)
    for fresh, leaf in zip(
        jax.tree.leaves(adam.init(ELITE)), jax.tree.leaves(restarted.search.ascent), strict=True
    ):
        np.testing.assert_array_equal(fresh, leaf)


def test_filter_recombines_what_entered_and_mu_the_better_half(key):
    two = Added(jnp.array([0, 2, 0, 0, 1, 0]), jnp.array([0.0, 3.0, -1.0, -2.0, 9.0, -3.0]))
    state = branching(emitter_with(selection="filter"), key)
    x = np.asarray(state.query.x)
    w = np.asarray(log_weights(2, jnp.int32(2)))
    after = branched(emitter_with(selection="filter"), state, two)
    np.testing.assert_allclose(after.search.theta, w[0] * x[1] + w[1] * x[4], rtol=1e-5, atol=1e-6)
    w = np.asarray(log_weights(3, jnp.int32(3)))
    after = branched(emitter_with(), branching(emitter_with(), key), two)
    np.testing.assert_allclose(after.search.theta, w @ x[[1, 4, 0]], rtol=1e-5, atol=1e-6)


def test_annealed_the_best_value_leads_whatever_its_status(key):
    added = Added(jnp.array([0, 2, 0, 0, 1, 0]), jnp.array([0.0, 3.0, -1.0, -2.0, 9.0, 4.0]))
    emitter = emitter_with(ranking="annealed")
    state = branching(emitter, key)
    w = np.asarray(log_weights(3, jnp.int32(3)))
    expected = w @ np.asarray(state.query.x)[[4, 5, 1]]
    after = branched(emitter, state, added)
    np.testing.assert_allclose(after.search.theta, expected, rtol=1e-5, atol=1e-6)


def assert_restarted(state, theta=ELITE):
    assert int(state.search.restarts) == 1
    np.testing.assert_array_equal(state.search.theta, theta)
    fresh = emitter_with().distribution.init(jnp.zeros(1 + K))
    for a, b in zip(
        jax.tree.leaves(fresh), jax.tree.leaves(state.search.coefficients), strict=True
    ):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("selection", ["mu", "filter"])
@pytest.mark.parametrize("restart", ["no_improvement", "basic"])
def test_when_nothing_enters(selection, restart, key):
    emitter = emitter_with(selection=selection, restart=restart)
    after = branched(emitter, branching(emitter, key), NONE_ADDED)
    if selection == "mu" and restart == "basic":
        assert int(after.search.restarts) == 0
    else:  # in pyribs "filter" with "basic" averages no parents, and theta jumps to the origin
        assert_restarted(after)


@pytest.mark.parametrize("restart", ["no_improvement", "basic", 1])
def test_restarts(restart, key):
    emitter = emitter_with(restart=restart)
    state = branching(emitter, key)
    for added, must in [
        (ALL_NEW, restart == 1),
        (Added(jnp.full(BATCH, IMPROVED), jnp.full(BATCH, 3.0)), True),  # all values alike
        (
            Added(ALL_NEW.status.at[0].set(NOT_ADDED), jnp.zeros(BATCH)),
            restart == 1,
        ),  # but not status
        (Added(jnp.full(BATCH, NOT_ADDED), jnp.full(BATCH, -jnp.inf)), True),  # every branch failed
    ]:
        after = branched(emitter, state, added)
        if must:
            assert_restarted(after)
        else:
            assert int(after.search.restarts) == 0
    # The last one, with an archive that is empty: from where the search was.
    assert_restarted(branched(emitter, state, added, empty), THETA)


def test_restart_every_so_many_iterations(key):
    emitter, restarts = emitter_with(restart=3), []
    state = init(emitter, key)
    for _ in range(7):
        state = tell(
            emitter, state, answer(1, JACOBIAN), Added(jnp.array([NEW]), jnp.zeros(1)), sample
        )
        state = branched(emitter, state)
        restarts.append(int(state.search.restarts))
    assert restarts == [0, 0, 1, 1, 1, 2, 2]


def test_without_adaptation_the_coefficients_keep_their_distribution(key):
    emitter = emitter_with(adapt=False)
    after = branched(emitter, branching(emitter, key))
    fresh = emitter.distribution.init(jnp.zeros(1 + K))
    for a, b in zip(
        jax.tree.leaves(fresh), jax.tree.leaves(after.search.coefficients), strict=True
    ):
        np.testing.assert_array_equal(a, b)
    assert not np.allclose(after.search.theta, THETA)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: emitter_with(selection="half"), "choose 'mu' or 'filter'"),
        (lambda: emitter_with(restart="never"), "choose 'no_improvement', 'basic' or a number"),
        (lambda: emitter_with(restart=0), "restart is 0: give a whole number of at least 1"),
        (
            lambda: CMAMEGA(Autodiff(), 2, sigma_g=-1.0),
            "sigma_g is -1.0: give a finite number above 0",
        ),
        (lambda: emitter_with(objective_scale=float("inf")), "objective_scale is inf"),
        (lambda: emitter_with(ranking="objective"), "choose 'improvement' or 'annealed'"),
        (lambda: CMAMEGA(Autodiff(), 0), "measures is 0: give a whole number of at least 1"),
        (lambda: CMAMEGA(Autodiff(), 2, batch=1), "batch is 1: give a whole number of at least 2"),
        (lambda: Several(emitter_with(), 0), "count is 0: give a whole number of at least 1"),
        (lambda: emitter_with(coefficients=XNES(7, 0.5)), "draws 7 samples"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (dict(), CMAES(BATCH, 0.5)),
        (dict(ranking="annealed"), CMAES(BATCH, 0.5, rank_one=7.0)),
        (dict(ranking="annealed", rank_one=1.0), CMAES(BATCH, 0.5)),
        (dict(rank_one=3), CMAES(BATCH, 0.5, rank_one=3.0)),
        (dict(ranking="annealed", published=True), CMAES(BATCH, 0.5, published=True)),
        (dict(ranking="annealed", coefficients=XNES(BATCH, 0.5)), XNES(BATCH, 0.5)),
    ],
)
def test_the_rank_one_term_counts_for_more_where_the_archive_anneals(options, expected):
    assert emitter_with(**options).distribution == expected


def test_the_archives_sampler_is_what_restarts_use(key):
    archive = GridArchive((-9, -9), (9, 9), (9, 9))
    state = archive.init(N, {})
    drawn = archive.sample(state, key, 1, THETA)
    np.testing.assert_array_equal(drawn.solution, THETA[None])


def test_a_tournament_restarts_at_the_best_of_those_drawn(key):
    def drawn(key, count, otherwise):
        objective = jnp.where(jnp.arange(count) == 2, 10.0, 1.0)
        rows = ELITE[None] + jnp.arange(float(count))[:, None]
        return Elites(rows, objective, jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))

    for count, best in ((1, 0), (4, 2)):
        emitter = emitter_with(restart=1, tournament=count)
        assert_restarted(branched(emitter, branching(emitter, key), ALL_NEW, drawn), ELITE + best)
    with pytest.raises(ValueError, match="tournament is 0: give a whole number of at least 1"):
        emitter_with(tournament=0)
