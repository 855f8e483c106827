"""Critics as a source of gradients, alone and in the emitters that use them."""

from dataclasses import replace
from functools import cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long, long_except
from toys import (
    GAMMA,
    THETA,
    Slide,
    episodes,
    evaluated,
    learner,
    leaves,
    linear,
    memory,
    nobody,
    q,
    same,
    slide_source,
)

from ramify import (
    CMAMEGA,
    DCRLME,
    ES,
    PGAME,
    QD,
    QDPG,
    SAMEGA,
    TD3,
    ConditionedTD3,
    Evaluation,
    Function,
    GridArchive,
    IsoLine,
    MixedTD3,
    PerRow,
    StateNovelty,
    Surrogate,
)
from ramify.controllers.controller import Policy
from ramify.controllers.mlp import MLP
from ramify.core import NEW, Added, Query
from ramify.run import loop
from ramify.run.plan import IterationPlan
from ramify.tasks.locomotion import walker


@pytest.mark.long
def test_following_a_row_of_the_jacobian_raises_the_value(key):
    """On a linear-quadratic problem, from random actions: what critics say against the known value."""
    rng = np.random.default_rng(0)
    s, a = rng.uniform(-1, 1, (500, 1)), rng.uniform(-1, 1, (500, 1))
    after = 0.8 * s + 0.5 * a
    reward = np.stack([-(after**2), -((a - 0.5 * s) ** 2)], axis=2)
    transitions = episodes(np.concatenate([s, after], 1), a, reward, terminal=False)
    source = TD3(learner(hidden=(64,), critic_rate=3e-3), rows=2, updates=2, capacity=500)
    start = jnp.array([0.3, 0.0])
    state = jax.jit(source.init)(start, key)
    observed = Evaluation(jnp.zeros(500), jnp.zeros((500, 1)), transitions=transitions)
    state = jax.jit(source.observe)(state, Query(jnp.zeros((500, 2)), 500), observed)
    query = source.probe(state, start, key)
    assert query.offered == 1 and query.wants_transitions and not query.wants_jacobian
    np.testing.assert_array_equal(query.x, start[None])
    rows = jax.jit(source.jacobian)(state, query, observed)
    assert rows.shape == (2, 2)
    assert rows[0, 0] < 0 < rows[1, 0], "brake; be more like s / 2"

    def values(theta):
        k2 = (0.8 + 0.5 * theta) ** 2
        return np.array([-k2, -((theta - 0.5) ** 2)]) / (1.0 - GAMMA * k2)

    def expected(theta):  # by the critics: the mean of each Q over the states that the row averages
        pairs = s[:, 0], theta[0] * s[:, 0] + theta[1]
        return np.asarray(q(source.learner, state.agents, *pairs))[:, 0].mean(axis=1)

    for r in range(2):
        moved = np.asarray(start + 0.1 * rows[r] / jnp.linalg.norm(rows[r]))
        assert values(moved[0])[r] > values(0.3)[r]
        assert expected(moved)[r] > expected(start)[r]


JUDGING = pytest.mark.parametrize("name", ["cma-mega-judging", long("cma-mega-per-row")])


@JUDGING
@pytest.mark.long
def test_critics_without_actors_judge_the_search_point(name, key):
    """In CMA-MEGA, wherever theta goes; also when the critics are part of a composition."""

    def learnt(state):
        return (
            state.emitter.search.gradient
            if name == "cma-mega-judging"
            else state.emitter.search.gradient.objective
        )

    qd = slide_qd(name)
    state = qd.init(THETA, key=key)
    for _ in range(3):
        np.testing.assert_array_equal(learnt(state).agents.actor[-1], state.emitter.search.theta)
        for _ in range(qd.emitter.phases):
            state = told(qd, state)
    assert not np.allclose(state.emitter.search.theta, THETA)
    agents = learnt(state).agents
    np.testing.assert_array_equal(agents.actor[-1], agents.target_actor[-1])


def test_a_critic_has_an_actor_or_none():
    with pytest.raises(ValueError, match=r"actors=3: give 0 to 2 \(rows\)"):
        slide_source(actors=3)


@pytest.mark.long
def test_climbing_raises_the_objectives_value(key):
    source = slide_source()
    state = jax.jit(source.init)(THETA, key)
    x = THETA[None] + jnp.array([[0.0, 0.0], [0.2, 0.1]])
    s = jnp.ones((1, 1))

    def value(theta):
        critic = jax.tree.map(lambda a: a[0], state.agents.critics[0])
        return source.learner.q(critic, s, linear(theta, s[0])[None])[0]

    step = episodes(np.ones((1, 2)), np.zeros((1, 1)), np.ones((1, 1, 2)))
    filled = eqx.tree_at(lambda m: m.replay, state, memory(step))
    climbed = jax.jit(source.climb, static_argnums=(3, 4))(filled, x, key, 3, 0.01)
    for before, after in zip(x, climbed, strict=True):
        assert value(after) > value(before)
        np.testing.assert_array_less(np.abs(after - before), 0.031)  # three steps of Adam


# In emitters.

EMITTERS = {
    "cma-mega": lambda: CMAMEGA(slide_source(updates=0), 1, batch=4, sigma_g=0.1),
    "cma-mega-judging": lambda: CMAMEGA(slide_source(actors=1), 1, batch=4, sigma_g=0.1),
    "cma-mega-greedy": lambda: CMAMEGA(
        slide_source(updates=0, greedy=True), 1, batch=4, sigma_g=0.1
    ),
    "cma-mega-per-row": lambda: CMAMEGA(
        PerRow(slide_source(updates=1, actors=0, rows=1), ES(4, 0.1)), 1, batch=4, sigma_g=0.1
    ),
    "cma-mega-per-row-greedy": lambda: CMAMEGA(
        PerRow(slide_source(rows=1, greedy=True), ES(4, 0.1)), 1, batch=4, sigma_g=0.1
    ),
    "pga-me": lambda: PGAME(slide_source(rows=1), batch=6, steps=2),
    "iso-line": lambda: IsoLine(batch=6),
    "qdpg": lambda: QDPG(novel(slide_source(rows=1)), batch=6, steps=2),
    "dcrl-me": lambda: DCRLME(conditioned(), batch=6, steps=2),
    "dcrl-mega": lambda: DCRLME(mixed(), batch=6, steps=2),
    "sa-mega": lambda: SAMEGA(
        judge(), slide_source(actors=1), batch=6, candidates=20, elites=6, parents=3
    ),
    "cma-mega-mixed": lambda: CMAMEGA(mixed(), 1, batch=4, sigma_g=0.1),
    "cma-mega-per-row-conditioned": lambda: CMAMEGA(
        PerRow(conditioned(), ES(4, 0.1)), 1, batch=4, sigma_g=0.1
    ),
    "cma-mega-novelty": lambda: CMAMEGA(
        novel(slide_source(actors=1), judge="theta"), 1, batch=4, sigma_g=0.1
    ),
    "cma-mega-per-row-novelty": lambda: CMAMEGA(
        PerRow(novel(slide_source(rows=1)), ES(4, 0.1)), 1, batch=4, sigma_g=0.1
    ),
}


def conditioned():  # a network with the two parameters of the linear policy
    return ConditionedTD3(slide_source(rows=1, learner={"act": Policy(MLP((1, 1)))}), (-4,), (0,))


def mixed():
    goals = conditioned()
    return MixedTD3(goals, replace(goals.critics, rows=2, actors=1))


def judge():
    control = slide_source().learner.control
    return Surrogate(1, control, members=2, units=(8,), updates=2, batch=4, states=3, capacity=32)


def novel(critics, **options):
    return StateNovelty(critics, kept=8, neighbours=3, **options)


# These include the parts of the others.
TRACED = ("cma-mega-judging", "cma-mega-per-row-greedy", "pga-me", "iso-line", "qdpg", "dcrl-me")


@cache  # one object for all tests, so that its programs are compiled once
def slide_qd(name):
    return QD(GridArchive((-4,), (0,), (20,)), EMITTERS[name]())


def told(qd, state, **options):
    return qd.tell(state, evaluated(qd.ask(state), qd.round_key(state)), **options)


@pytest.mark.parametrize("name", long_except(EMITTERS, TRACED))
def test_an_iteration_keeps_the_types_and_asks_what_was_planned(name, key):
    qd = slide_qd(name)
    start = state = jax.eval_shape(lambda: qd.init(THETA, key=key))
    queries = IterationPlan.of(qd, Slide(), start).queries
    assert len(queries) == qd.emitter.phases
    for foretold in queries:
        query = qd.ask(state)
        assert (query.x.shape, query.offered) == (foretold.x.shape, foretold.offered)
        assert query.wants_transitions == (name != "iso-line")
        answer = jax.eval_shape(evaluated, query, key)
        state = jax.eval_shape(qd.step, state, answer)
    assert jax.tree.structure(state) == jax.tree.structure(start)
    for a, b in zip(jax.tree.leaves(start), jax.tree.leaves(state), strict=True):
        assert (a.shape, a.dtype) == (b.shape, b.dtype)


@JUDGING
@pytest.mark.long
def test_the_loop_equals_ask_and_tell(name, key):
    qd = slide_qd(name)
    looped, rows = loop.advance(qd, Slide(), qd.init(THETA, key=key), 2)
    state = qd.init(THETA, key=key)
    for _ in range(2 * qd.emitter.phases):
        state = told(qd, state)
    assert rows[-1]["elites"] == int(state.archive.size) > 0
    for a, b in zip(leaves(looped.emitter), leaves(state.emitter), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-2, atol=1e-3)
        assert np.all(np.isfinite(a))


@pytest.mark.long
def test_the_greedy_actor_is_offered_and_never_ranked(key):
    qd = slide_qd("cma-mega-greedy")
    state = told(qd, qd.init(THETA, key=key))
    query = qd.ask(state)
    same(query, qd.ask(state))
    assert query.x.shape == (6, 2) and query.offered == 6 and query.wants_transitions
    assert state.emitter.coeffs.shape == (4, 2)
    np.testing.assert_array_equal(query.x[4], state.emitter.search.theta)
    np.testing.assert_array_equal(query.x[5], state.emitter.search.gradient.agents.actor[0])
    # Judged best of all or worst, neither moves anything.
    answer = evaluated(query, key)
    tell = jax.jit(qd.emitter.tell, static_argnums=3)
    ends = [
        tell(
            state.emitter,
            answer,
            Added(jnp.full(6, NEW), jnp.array([1.0, 2.0, 3.0, 4.0, *beside])),
            nobody,
        )
        for beside in ((99.0, 98.0), (-9.0, -8.0))
    ]
    same(*ends)
    np.testing.assert_allclose(ends[0].search.theta, ends[1].query.x[4])
    assert not np.allclose(ends[0].search.theta, state.emitter.search.theta)
    alone = Added(jnp.array([0, 0, 0, 0, NEW, NEW]), jnp.array([-1.0, -2.0, -3.0, -4.0, 8.0, 9.0]))
    restarted = tell(state.emitter, answer, alone, nobody)
    assert int(restarted.search.restarts) == 1, "what the actor found is no branch's merit"


def test_telling_takes_over_the_replay_memory_unless_it_is_kept(key):
    qd = slide_qd("cma-mega-judging")
    state = qd.init(THETA, key=key)
    answer = evaluated(qd.ask(state), key)
    kept = qd.tell(state, answer, keep=True)
    assert not state.emitter.search.gradient.replay.rows.is_deleted()
    after = qd.tell(state, answer)
    same(kept, after)
    assert state.emitter.search.gradient.replay.rows.is_deleted()
    with pytest.raises(ValueError, match="used already"):
        qd.tell(state, answer)
    assert int(after.emitter.search.gradient.replay.filled) == 5 * 3


def test_transitions_are_asked_for_and_missed(key):
    qd = slide_qd("cma-mega-judging")
    state = qd.init(THETA, key=key)
    with pytest.raises(ValueError, match="wants the transitions and the evaluation has none"):
        qd.tell(state, Evaluation(np.zeros(5), np.zeros((5, 1))))
    answer = evaluated(qd.ask(state), key)
    for part, shape in ("reward", (5, 3)), ("steps", (4,)), ("observation", (5, 3, 1)):
        wrong = eqx.tree_at(lambda e: getattr(e.transitions, part), answer, np.zeros(shape))  # noqa: B023
        with pytest.raises(ValueError, match="give one episode per row"):
            qd.tell(state, wrong)


def test_of_a_failed_row_nothing_is_learnt_whatever_it_holds(key):
    """Nor is anything learnt if all rows failed."""
    qd = slide_qd("cma-mega-judging")

    def learnt(*failed):
        state = qd.init(THETA, key=key)
        answer = evaluated(qd.ask(state), key)
        assert len(answer.objective) == 5
        broken = eqx.tree_at(
            lambda e: (e.objective, e.transitions.reward, e.transitions.observation),
            answer,
            replace_fn=lambda rows: rows.at[jnp.array(failed)].set(jnp.nan),
        )
        return qd.tell(state, broken).emitter.search.gradient

    one = learnt(1)
    assert int(one.replay.filled) == 4 * 3
    assert all(np.all(np.isfinite(leaf)) for leaf in leaves(one))
    nothing, start = learnt(*range(5)), qd.init(THETA, key=key).emitter.search.gradient
    same(nothing.agents, start.agents)
    same(nothing.replay, start.replay)


# Mistakes.


def test_what_critics_cannot_learn_from_is_refused_with_the_remedy(key):
    with pytest.raises(ValueError, match=r"SineGait does not use the observation.*ramify.ES"):
        _ = walker("ant", "gait").control
    task = Function(lambda x: (-jnp.sum(x**2), x[:1]))
    qd = slide_qd("cma-mega-judging")
    with pytest.raises(ValueError, match=r"Function has no transitions.*ramify.ES"):
        IterationPlan.of(qd, task, qd.init(THETA, key=key))


@pytest.mark.parametrize("updates", [long(0), long(1)])
def test_every_jacobian_looks_at_other_states(updates, key):
    source, task, theta = slide_source(updates=updates, states=8), Slide(), jnp.zeros(2)
    state = jax.jit(source.init)(theta, key)
    query = source.probe(state, theta, key)
    observe, jacobian, found = jax.jit(source.observe), jax.jit(source.jacobian), []
    for _ in range(3):
        state = observe(state, query, task.evaluate(query, key))
        found.append(np.asarray(jacobian(state, query, None)))
    assert len(np.unique(found, axis=0)) == 3


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: slide_source(capacity=15), r"capacity=15 is smaller than a batch of 16.*--buffer"),
        (
            lambda: TD3(learner(batch=2, steps=9), rows=1, capacity=8),
            r"capacity=8 is smaller than .* an episode of 9 steps.*--buffer",
        ),
        (
            lambda: jax.eval_shape(
                CMAMEGA(slide_source(rows=1), 1, batch=4).init, THETA, jax.random.key(0)
            ),
            "source has 1 rows, not 1 . measures=1: give CMAMEGA as many `measures` as the task",
        ),
        (lambda: slide_source(rows=0), "rows=0"),
        (lambda: slide_source(rows=3), "rows=3: the task has 2 rewards"),
        (lambda: slide_source(states=0), "states=0"),
        (lambda: learner(hidden=()), "hidden="),
        (lambda: learner(delay=0), "delay=0"),
        (lambda: learner(discount=1.0), "discount=1.0"),
        (lambda: learner(tau=0.0), "tau=0.0"),
        (lambda: learner(critic_rate=0.0), "Give learning rates above 0"),
        (
            lambda: PGAME(slide_source(rows=1), batch=3),
            "batch is 3: give a whole number of at least 4",
        ),
        (lambda: IsoLine(iso=-1.0), "iso is -1.0: give a finite number of at least 0"),
        (lambda: IsoLine(iso=0.0, line=0), "every child would equal its parent"),
        (lambda: IsoLine(line=float("inf")), "line is inf"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
