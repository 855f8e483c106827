"""SA-MEGA: what its surrogate learns, which candidates it chooses, and that this helps."""

from dataclasses import replace

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_dcrl_me import NETWORK, goal_source, walked

import ramify
from ramify import (
    ES,
    QD,
    SAMEGA,
    BlackBox,
    Bounded,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    NoveltyArchive,
    Surrogate,
    illuminate,
)
from ramify.core import IMPROVED, NEW, NOT_ADDED, Query
from ramify.run.seen_archive import SeenArchive
from ramify.surrogates.choice import chosen_together
from ramify.surrogates.ensemble import Outcomes

N, K, BATCH = 4, 2, 20
SMALL = dict(batch=BATCH, candidates=200, elites=30, parents=8, first=0.3, iso=0.2)
GRID = GridArchive((-1, -1), (1, 1), (10, 10), offset=-10.0)


def bowl(x):
    return -jnp.sum((x - 0.3) ** 2), jnp.tanh(x[:2])


def small_surrogate(**given):
    return Surrogate(K, **(dict(members=3, units=(32,), updates=100, batch=64) | given))


def told(surrogate, known, x, objective, measures, transitions=None):
    answer = Evaluation(jnp.asarray(objective), jnp.asarray(measures), transitions=transitions)
    return jax.jit(surrogate.observe)(known, x, answer)


@pytest.mark.parametrize(("modes", "bounds"), [(1, [0.1, 0.1, 0.1]), (8, [0.6, 0.1, 0.1])])
def test_the_surrogate_predicts_solutions_that_it_has_not_seen(modes, bounds, key):
    """The mean of a mixture follows a smooth objective less closely: docs/decisions/surrogate.md."""
    surrogate = small_surrogate(updates=1000, modes=modes)
    x, other = jax.random.normal(key, (2, 200, N))
    f, m = jax.vmap(bowl)(x)
    known = told(surrogate, surrogate.init(x[0], key), x, f, m)
    outcomes = surrogate.predict(known, other, key)
    f, m = jax.vmap(bowl)(other)
    wanted = np.concatenate([np.asarray(f)[:, None], m], axis=1)
    assert outcomes.answers.shape == (2 * 3 * modes, 200, 1 + K)
    np.testing.assert_allclose(np.asarray(outcomes.weight).sum(axis=0), 1.0, rtol=1e-5)
    left = ((np.asarray(outcomes.mean) - wanted) ** 2).mean(0) / wanted.var(0)
    assert (left < bounds).all(), f"share of the variance that is not explained: {left}"


def test_members_agree_near_what_is_known_and_not_far_away(key):
    surrogate = small_surrogate(updates=500)
    x = 0.5 * jax.random.normal(key, (200, N))
    known = told(surrogate, surrogate.init(x[0], key), x, *jax.vmap(bowl)(x))
    both = (surrogate.predict(known, s * x, key) for s in (1, 5))
    near, far = (means_of_members(outcomes, 3).std(axis=0).mean() for outcomes in both)
    assert far > 2 * near


def means_of_members(outcomes, members):
    weighted = np.asarray(outcomes.weight[..., None] * outcomes.answers)
    return members * weighted.reshape(members, -1, *weighted.shape[1:]).sum(axis=1)


def test_of_two_possible_answers_both_are_predicted_and_not_their_mean(key):
    """A robot walks (measure 1), or falls (measure -1): more often, the larger x[0]."""
    surrogate = small_surrogate(updates=2000)
    x = jax.random.uniform(key, (2000, N), minval=-1.0)
    walks = jax.random.uniform(jax.random.fold_in(key, 1), (2000,)) < 0.5 + 0.4 * x[:, 0]
    f = jnp.where(walks, 100.0, 0.0)
    m = jnp.where(walks, 1.0, -1.0)[:, None] + 0.02 * jax.random.normal(key, (2000, K))
    known = told(surrogate, surrogate.init(x[0], key), x, f, m)
    asked = jnp.zeros((3, N)).at[:, 0].set(jnp.asarray([-0.8, 0.0, 0.8]))
    outcomes = surrogate.predict(known, asked, key)
    measure, weight = np.asarray(outcomes.answers)[..., 1], np.asarray(outcomes.weight)
    walking = (weight * (np.abs(measure - 1) < 0.2)).sum(axis=0)
    falling = (weight * (np.abs(measure + 1) < 0.2)).sum(axis=0)
    np.testing.assert_allclose(walking, [0.18, 0.5, 0.82], atol=0.15)
    assert (walking + falling > 0.9).all()


def test_predictions_stay_near_the_range_of_what_is_known(key):
    surrogate = small_surrogate()
    x = jax.random.normal(key, (100, N))
    f, m = jax.vmap(bowl)(x)
    known = told(surrogate, surrogate.init(x[0], key), x, f, m)
    predicted = np.asarray(surrogate.predict(known, 1000.0 * x, key).answers)
    f = np.asarray(f)
    assert predicted[..., 0].min() >= f.min() - f.std() * 1.01
    assert predicted[..., 0].max() <= f.max() + f.std() * 1.01


def test_failed_rows_are_left_out_and_the_oldest_rows_are_replaced(key):
    surrogate = small_surrogate(capacity=5, updates=1)
    known = surrogate.init(jnp.zeros(N), key)
    for first, objective in ((0.0, [1.0, -jnp.inf, 2.0]), (10.0, [3.0, 4.0, 5.0, 6.0])):
        x = first + jnp.arange(len(objective), dtype=jnp.float32)[:, None] * jnp.ones((1, N))
        known = told(surrogate, known, x, objective, jnp.zeros((len(x), K)))
    assert int(known.memory.filled) == 5 and int(known.memory.at) == 1
    np.testing.assert_array_equal(known.memory.answers[:, 0], [6.0, 2.0, 3.0, 4.0, 5.0])
    np.testing.assert_array_equal(known.memory.features[:, 0], [13.0, 2.0, 10.0, 11.0, 12.0])
    assert float(surrogate.lowest(known)) == 2.0


def test_a_batch_of_failures_teaches_nothing(key):
    surrogate = small_surrogate(updates=2)
    before = surrogate.init(jnp.zeros(N), key)
    after = told(surrogate, before, jnp.ones((3, N)), [-jnp.inf] * 3, jnp.full((3, K), jnp.nan))
    assert int(after.memory.filled) == 0
    for old, new in zip(
        jax.tree.leaves(before.networks), jax.tree.leaves(after.networks), strict=True
    ):
        np.testing.assert_array_equal(old, new)


def test_networks_are_renewed_in_turn(key):
    surrogate = small_surrogate(members=3, updates=5, renewal=3)
    x = jax.random.normal(key, (20, N))
    known = surrogate.init(x[0], key)
    for batch in range(5):
        networks, adams = jax.jit(surrogate._renewed)(known, key)
        due = [batch >= 3 and batch % 3 == member for member in range(3)]
        fresh = surrogate._random(N, key)
        for old, new, random in zip(
            *map(jax.tree.leaves, (known.networks, networks, fresh)), strict=True
        ):
            for member in range(3):
                wanted = (old[member] + random[member]) / 2 if due[member] else old[member]
                np.testing.assert_allclose(new[member], wanted, rtol=1e-5, atol=1e-7)
        assert [int(count) == 0 for count in adams[0].count] == [d or batch == 0 for d in due]
        known = told(surrogate, known, x, *jax.vmap(bowl)(x))
    assert int(known.batches) == 5


def test_policies_are_compared_by_their_actions_in_states_of_the_first_episodes(key):
    control = goal_source().critics.learner.control
    surrogate = small_surrogate(control=control, states=7, updates=1)
    rng = np.random.default_rng(0)
    x = jax.random.normal(key, (5, NETWORK.n))
    first = walked(rng, 5)
    known = told(surrogate, surrogate.init(x[0], key), x, jnp.zeros(5), jnp.zeros((5, K)), first)
    seen = np.asarray(first.observation)
    steps = np.asarray(first.steps)
    there = np.concatenate([row[:count] for row, count in zip(seen, steps, strict=True)])
    for state in np.asarray(known.states):
        assert (there == state).all(axis=1).any()
    later = told(surrogate, known, x, jnp.ones(5), jnp.zeros((5, K)), walked(rng, 5))
    np.testing.assert_array_equal(later.states, known.states)
    wanted = [control.act(x[2], state) for state in known.states]
    np.testing.assert_allclose(known.memory.features[2], np.concatenate(wanted), rtol=1e-5)


@pytest.mark.parametrize("archive", [GRID, NoveltyArchive((-1, -1), (1, 1), 0.1)])
def test_foreseeing_agrees_with_adding(archive, key):
    state = archive.init(N, {"seed": jax.ShapeDtypeStruct((), jnp.int32)})
    rng = np.random.default_rng(1)
    for _ in range(2):
        f = jnp.asarray(rng.normal(size=30), jnp.float32)
        m = jnp.asarray(rng.uniform(-1, 1, (30, K)), jnp.float32)
        foreseen = SeenArchive(archive, state).foresee(f, m, N)
        answer = Evaluation(f, m, fields={"seed": jnp.arange(30, dtype=jnp.int32)})
        state, added = archive.add(archive.reserve(state, 30), jnp.zeros((30, N)), answer)
        np.testing.assert_array_equal(foreseen.added.status, added.status)
        np.testing.assert_array_equal(foreseen.added.value, added.value)
    numbers = np.asarray(foreseen.cell)
    same = isinstance(archive, NoveltyArchive)
    np.testing.assert_array_equal(numbers, np.arange(30) if same else archive.cell_of(m))


class Told(eqx.Module):
    """An archive view that a test decides."""

    status: jax.Array
    value: jax.Array
    cell: jax.Array

    def __call__(self, key, count, otherwise):
        raise AssertionError("not drawn from")

    def foresee(self, objective, measures, n):
        from ramify.core import Added, Foreseen

        rows = slice(len(objective))
        return Foreseen(Added(self.status[rows], self.value[rows]), self.cell[rows])


def test_candidates_that_improve_different_cells_are_chosen(key):
    emitter = SAMEGA(small_surrogate(members=1), batch=3, candidates=6)
    known = emitter.surrogate.init(jnp.zeros(N), key)
    known = told(emitter.surrogate, known, jnp.zeros((2, N)), [-5.0, 0.0], jnp.zeros((2, K)))
    #                    improves  no    improves  new   new   improves
    status = jnp.asarray([IMPROVED, NOT_ADDED, IMPROVED, NEW, NEW, IMPROVED], jnp.int32)
    value = jnp.asarray([2.0, -9.0, 3.0, -4.0, -1.0, 1.0])
    cell = jnp.asarray([7, 8, 7, 1, 2, 3], jnp.int32)
    objective = jnp.asarray([0.0, 0.0, 0.0, -4.0, -1.0, 0.0])
    answers = jnp.concatenate([objective[:, None], jnp.zeros((6, K))], axis=1)[None]
    best = emitter._best(Outcomes(answers, jnp.ones((1, 6))), known, Told(status, value, cell), N)
    # New cells count as the objective above the lowest known, -5: 1 and 4. Row 2 takes row 0's cell.
    assert best.tolist() == [4, 2, 3]


def test_each_choice_counts_what_those_before_leave(key):
    """Against the definition: the expected gain if each candidate enters its cells independently."""
    rng = np.random.default_rng(2)
    gain, weight = rng.uniform(0, 5, (12, 4)), rng.dirichlet(np.ones(4), 12)
    gain, cell = weight * gain, rng.integers(0, 6, (12, 4))
    given = (jnp.asarray(a, jnp.float32) for a in (gain, weight))
    chosen = chosen_together(*given, jnp.asarray(cell, jnp.int32), 5)
    before = []
    for row in np.asarray(chosen):
        free = np.ones(6)
        for other in before:
            for where, likely in zip(cell[other], weight[other], strict=True):
                free[where] *= 1 - likely
        rest = [i for i in range(12) if i not in before]
        assert row == max(rest, key=lambda i: (gain[i] * free[cell[i]]).sum())
        before.append(int(row))


def test_candidates_are_made_again_and_are_children_of_their_parents(key):
    source = replace(goal_source().critics, rows=1 + K, actors=1)
    control = source.learner.control
    emitter = SAMEGA(
        small_surrogate(control=control, updates=1, states=4),
        source,
        **(SMALL | dict(iso=1e-4, line=1e-4, sigma_g=0.1)),
    )
    rng = np.random.default_rng(0)
    qd = QD(GridArchive((0, 0), (1, 1), (30, 30)), emitter)
    state = qd.init(np.asarray(jax.random.normal(key, (NETWORK.n,))), key=0)
    assert bool(jnp.isnan(state.emitter.expected).all())
    measures = rng.uniform(size=(BATCH, K))
    state = qd.tell(
        state, Evaluation(rng.normal(size=BATCH), measures, transitions=walked(rng, 20))
    )
    query = state.emitter.query
    elites, slots = np.asarray(state.archive.solution), np.asarray(query.parents)
    assert query.wants_transitions and query.offered == BATCH and (slots >= 0).all()
    far = np.linalg.norm(np.asarray(query.x) - elites[slots], axis=1)
    assert (far > 0).all() and (far < 1.5).all(), (
        "a step of about 0.1 along each of three gradients"
    )
    assert np.isfinite(state.emitter.expected).all()


def test_errors_of_the_last_batch_are_reported(key):
    qd = QD(GRID, SAMEGA(small_surrogate(), **SMALL))
    task = Function(bowl, names=("a", "b"))
    state = qd.init(np.zeros(N), key=0)
    assert qd.report(state)["objective_error"] == 0.0
    for _ in range(3):
        expected, query = state.emitter.expected, qd.ask(state)
        answer = task.evaluate(query, qd.round_key(state))
        state = qd.tell(state, answer)
    error = np.abs(np.asarray(answer.objective) - np.asarray(expected)[:, 0]).mean()
    assert np.isclose(qd.report(state)["objective_error"], error, rtol=1e-5) and error > 0


def score(emitter, steps):
    qd = QD(GridArchive((-1, -1), (1, 1), (20, 20), offset=-10.0), emitter)
    state, log = illuminate(
        Function(bowl, names=("a", "b")), qd, np.zeros(N), steps=steps, key=0, show=None
    )
    return float(log["qd_score"][-1]), state


@pytest.mark.long
def test_the_surrogate_makes_better_archives_than_chance():
    """Against MAP-Elites with the same number of evaluations, and against the first candidates."""
    chosen, _ = score(SAMEGA(small_surrogate(), **SMALL), 30)
    chance, _ = score(SAMEGA(small_surrogate(), **(SMALL | dict(candidates=BATCH))), 30)
    plain, _ = score(IsoLine(BATCH, iso=0.1, line=0.1, first=0.3), 30)
    assert chosen > 1.2 * chance and chosen > 1.2 * plain, (chosen, chance, plain)


@pytest.mark.long
def test_any_python_function_and_bounds_of_different_ranges():
    def f(x):
        return -float(np.sum((x / [1, 100, 1, 100] - 0.5) ** 2)), x[:2] / [1, 100]

    task = BlackBox(f, lower=[0.0] * 4, upper=[1.0, 100.0] * 2, measures=("a", "b"))
    emitter = Bounded(SAMEGA(small_surrogate(), **SMALL), task.lower, task.upper, scaled=True)
    qd = QD(GridArchive((0, 0), (1, 1), (10, 10), offset=-1.0), emitter)
    _, log = illuminate(task, qd, task.center, steps=15, key=0, show=None)
    assert log["elites"][-1] > 80


@pytest.mark.long
def test_a_run_begins_from_critics_and_resumes_to_the_same_bits(tmp_path):
    small = dict(task="hopper", hidden=(4,), slots=4, grid=50, steps=20, batch=8, candidates=40)
    recipe = ramify.recipes.sa_mega(**small, units=(8,), buffer=500, updates=1, pretrain=4)
    whole = ramify.train(recipe, evaluations=48, out=tmp_path / "whole")
    ramify.train(recipe, evaluations=16, out=tmp_path / "parts")
    parts = ramify.resume(tmp_path / "parts", evaluations=48)
    for name in ("solution", "objective", "measures"):
        np.testing.assert_array_equal(getattr(whole.archive, name), getattr(parts.archive, name))
    assert isinstance(recipe.build().qd.emitter, SAMEGA)
    assert "measure_error" in whole.metrics


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (dict(batch=10, candidates=9), "at least as many candidates"),
        (dict(elites=5, parents=6), "parents are drawn elites"),
        (dict(gradient=ES(samples=4, sigma=0.1)), "use a source that knows them"),
        (dict(sigma_g=0.0), "sigma_g"),
    ],
)
def test_settings_out_of_range_are_refused(given, message):
    with pytest.raises(ValueError, match=message):
        SAMEGA(small_surrogate(), **given)


def test_a_query_wants_transitions_only_if_something_learns_from_them(key):
    plain = SAMEGA(small_surrogate(), **SMALL).init(jnp.zeros(N), key)
    assert isinstance(plain.query, Query) and not plain.query.wants_transitions
