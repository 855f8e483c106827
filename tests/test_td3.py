"""Critics: on problems of known value, in the emitters that use them, and through a run's files."""

import dataclasses
import shutil
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ramify
from ramify import CMAMEGA, ES, PGAME, QD, TD3, Evaluation, Function, GridArchive, IsoLine, PerRow
from ramify.core import NEW, AbstractTask, Added, Control, Elites, Query, Transitions
from ramify.recipes.pretrain import CRITICS, PretrainTD3, best_actor, load_critics, read_meta
from ramify.rl import replay, td3
from ramify.run import loop
from ramify.run.folder import RunError
from ramify.tasks.locomotion import ant

GAMMA = 0.8
THETA = jnp.array([0.3, 0.1])


def linear(theta, observation):
    """a = theta0 s + theta1, kept in range."""
    return jnp.clip(theta[:1] * observation + theta[1:], -1.0, 1.0)


def learner(act=linear, steps=1, **options):
    defaults = dict(hidden=(32,), actor_rate=3e-3, critic_rate=1e-2, batch=64, tau=0.05)
    return td3.TD3(Control(1, 1, steps, act, 2), **(defaults | dict(discount=GAMMA) | options))


def episodes(observation, action, reward, terminal=True):
    """Whole episodes of as many steps as there are actions; [b, t + 1], [b, t] and [b, t, r]."""
    b, t = action.shape
    return Transitions(
        jnp.asarray(observation, jnp.float32)[..., None],
        jnp.asarray(action, jnp.float32)[..., None],
        jnp.asarray(reward, jnp.float32),
        jnp.full(b, t, jnp.int32),
        jnp.full(b, terminal),
    )


def memory(transitions):
    b, t, r = transitions.reward.shape
    return replay.add(replay.empty(b * t, 1, 1, r), transitions)


@eqx.filter_jit
def trained(learner, replay, key, updates=1000, theta=THETA):
    """As many agents as the buffer has rewards, starting at theta."""
    agents = jax.vmap(learner.init, (None, 0))(theta, jax.random.split(key, rewards(replay)))
    return learner.train(agents, replay, key, updates)


def rewards(replay):
    return replay.rows.shape[1] - 4


@eqx.filter_jit
def q(learner, agents, observation, action):
    """Every agent's twins at these pairs: [r, 2, b]."""
    pairs = [jnp.asarray(a, jnp.float32)[:, None] for a in (observation, action)]
    return jnp.stack([jax.vmap(learner.q, (0, None, None))(c, *pairs) for c in agents.critics], 1)


def signs(rng, *shape):
    return rng.choice([-1.0, 1.0], shape)


# Probe environments: from the simplest on, each adds one thing that can go wrong.


def constant(rng):
    """r = (1, -2), over after a step: the loss, the optimiser."""
    reward = np.broadcast_to([1.0, -2.0], (200, 1, 2))
    return np.zeros((200, 2)), rng.uniform(-1, 1, (200, 1)), reward, [0.0], [0.3], [[1.0], [-2.0]]


def two_steps(rng):
    """The reward comes a step later: the discount and the successor."""
    reward = np.zeros((200, 2, 2))
    reward[:, 1] = 1.0, -2.0
    at = np.broadcast_to([0.0, 1.0, 2.0], (200, 3))
    known = [[GAMMA, 1.0], [-2.0 * GAMMA, -2.0]]
    return at, rng.uniform(-1, 1, (200, 2)), reward, [0.0, 1.0], [0.0, 0.0], known


def by_observation(rng):
    """r = (s, -3 s)."""
    at = signs(rng, 200, 2)
    known = [[1.0, -1.0], [-3.0, 3.0]]
    return at, rng.uniform(-1, 1, (200, 1)), at[:, :1, None] * [1.0, -3.0], [1, -1], [0, 0], known


def by_action(rng):
    """r = (a, -a): the action reaches the critic, and the critic's slope the actor."""
    action = rng.uniform(-1, 1, (200, 1))
    known = [[0.5, -0.5], [-0.5, 0.5]]
    return np.zeros((200, 2)), action, action[..., None] * [1.0, -1.0], [0, 0], [0.5, -0.5], known


@pytest.mark.parametrize("probe", [constant, two_steps, by_observation, by_action])
def test_critics_find_the_known_value(probe, key):
    *episode, s, a, known = probe(np.random.default_rng(0))
    agents, losses = trained(learner(), memory(episodes(*episode)), key)
    values = q(learner(), agents, s, a)
    expected = np.broadcast_to(np.asarray(known)[:, None], values.shape)
    np.testing.assert_allclose(values, expected, atol=0.1)
    assert np.all(np.asarray(losses.critic) < 0.02)
    if probe is by_action:
        up, down = jax.vmap(linear, (0, None))(agents.actor, jnp.zeros(1))
        assert up > 0.9 and down < -0.9, "each actor moves to what its own reward likes"


def test_a_time_limit_is_no_end(key):
    """A step from a state to itself, reward 1: worth 1 + gamma + gamma^2... unless it ends there."""
    action = np.random.default_rng(0).uniform(-1, 1, (200, 1))
    for terminal, known in (False, 1.0 / (1.0 - GAMMA)), (True, 1.0):
        transitions = episodes(np.zeros((200, 2)), action, np.ones((200, 1, 1)), terminal)
        agents, _ = trained(learner(), memory(transitions), key)
        value = q(learner(), agents, [0.0], [0.3])
        np.testing.assert_allclose(value, np.full(value.shape, known), rtol=0.05)


def test_an_agent_among_others_learns_what_it_learns_alone(key):
    rng = np.random.default_rng(1)
    transitions = episodes(
        rng.normal(size=(20, 3)), rng.uniform(-1, 1, (20, 2)), rng.normal(size=(20, 2, 3))
    )
    own = learner()
    agents = jax.jit(jax.vmap(own.init, (None, 0)))(THETA, jax.random.split(key, 3))
    train = jax.jit(own.train, static_argnums=3)
    together, losses = train(agents, memory(transitions), key, 7)
    assert int(together.critic_adam[0].count[0]) == 8, "rounded up to the actor's delay"
    assert int(together.actor_adam[0].count[0]) == 4
    for r in range(3):
        single = eqx.tree_at(lambda t: t.reward, transitions, transitions.reward[..., r : r + 1])
        first = jax.tree.map(lambda a: a[r : r + 1], (agents, losses))  # noqa: B023
        alone = train(first[0], memory(single), key, 7)
        among = jax.tree.map(lambda a: a[r : r + 1], (together, losses))  # noqa: B023
        for x, y in zip(jax.tree.leaves(alone), jax.tree.leaves(among), strict=True):
            np.testing.assert_allclose(x, y, rtol=1e-3, atol=1e-5)


class Slide(AbstractTask):
    """s' = 0.8 s + 0.5 a from s = 1, rewards (-s'^2, -(a - s/2)^2), and the last state's own.

    Under a = theta0 s it shrinks by k = 0.8 + 0.5 theta0 a step, so that the values are
    -k^2 / (1 - gamma k^2) and -(theta0 - 1/2)^2 / (1 - gamma k^2).
    """

    steps: int = eqx.field(static=True, default=3)

    @property
    def measures(self):
        return ("likeness",)

    @property
    def jittable(self):
        return True

    @property
    def control(self):
        return Control(1, 1, self.steps, linear, 2)

    def evaluate(self, query, key):
        def episode(theta):
            def step(s, nothing):
                a = linear(theta, s)
                after = 0.8 * s + 0.5 * a
                return after, (after, a, jnp.concatenate([-(after**2), -((a - 0.5 * s) ** 2)]))

            _, (after, a, r) = jax.lax.scan(step, jnp.ones(1), length=self.steps)
            return jnp.concatenate([jnp.ones((1, 1)), after]), a, r

        s, a, r = jax.vmap(episode)(query.x)
        b = len(query.x)
        walked = Transitions(s, a, r, jnp.full(b, self.steps, jnp.int32), jnp.zeros(b, bool))
        total = jnp.sum(r, axis=1)
        return Evaluation(total[:, 0], total[:, 1:], transitions=walked)


def slide_source(**options):
    own = learner(steps=3, **dict(hidden=(8,), batch=16) | options.pop("learner", {}))
    return TD3(own, **(dict(rows=2, updates=2, capacity=100, states=32) | options))


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


def test_of_nothing_but_failures_nothing_is_learnt(key):
    source = slide_source()
    state = jax.jit(source.init)(THETA, key)
    nothing = episodes(np.full((1, 4), np.nan), np.zeros((1, 3)), np.full((1, 3, 2), np.nan))
    nothing = eqx.tree_at(lambda t: t.steps, nothing, jnp.zeros(1, jnp.int32))
    told = Evaluation(jnp.full(1, -jnp.inf), jnp.full((1, 1), jnp.nan), transitions=nothing)
    after = jax.jit(source.observe)(state, Query(THETA[None], 1), told)
    same(after.agents, state.agents)
    same(after.replay, state.replay)


# The buffer, against a list.

T, CAPACITY = 4, 10
EPISODES = st.lists(st.tuples(st.integers(0, T), st.booleans()), max_size=12)
add = jax.jit(replay.add)


def episode_of(number, steps, terminal):
    """Numbers that say what they are; beyond the episode's end, what must not be read."""
    at = np.where(np.arange(T + 1) <= steps, 100.0 * number + np.arange(T + 1), np.nan)
    reward = np.stack([at[:-1] + 0.25, at[:-1] + 0.5], axis=1)
    return Transitions(
        jnp.asarray(at, jnp.float32)[None, :, None],
        jnp.asarray(at[:-1] + 0.125, jnp.float32)[None, :, None],
        jnp.asarray(reward, jnp.float32)[None],
        jnp.array([steps], jnp.int32),
        jnp.array([terminal]),
    )


def row(number, step, steps, terminal):
    s = 100.0 * number + step
    return [s, s + 0.125, s + 0.25, s + 0.5, s + 1.0, float(terminal and step == steps - 1)]


@given(EPISODES, st.sampled_from([4, 10, 16]))
def test_the_buffer_is_a_list_that_starts_again_where_an_episode_does_not_fit(lengths, other):
    buffer = replay.empty(CAPACITY, 1, 1, 2)
    rows, at, filled = [None] * CAPACITY, 0, 0
    for number, (steps, terminal) in enumerate(lengths):
        buffer = add(buffer, episode_of(number, steps, terminal))
        at = 0 if at + steps > CAPACITY else at
        for step in range(steps):
            rows[at + step] = row(number, step, steps, terminal)
        at += steps
        filled = max(filled, at)
    assert (int(buffer.at), int(buffer.filled)) == (at, filled)
    held = rows[:filled]
    np.testing.assert_array_equal(buffer.rows[:filled], np.reshape(held, (filled, 6)))

    refitted = replay.fitted(buffer, other)
    kept = (held[at:] + held[:at])[-other:]  # oldest first
    assert refitted.rows.shape == (other, 6)
    assert int(refitted.at) == int(refitted.filled) == len(kept)
    np.testing.assert_array_equal(refitted.rows[: len(kept)], np.reshape(kept, (len(kept), 6)))

    if held:
        batch = draw(buffer, jax.random.key(len(lengths)))
        drawn = np.concatenate([*batch[:4], batch[4][:, None]], axis=1)
        assert {tuple(r) for r in drawn} == {tuple(r) for r in held}, "all of them, and no others"


@jax.jit
def draw(buffer, key):
    b = replay.draw(buffer, key, 200, 1, 1)
    return b.observation, b.action, b.reward, b.successor, b.terminal


def test_a_batch_of_episodes_is_one_after_the_other():
    lengths = [(3, True), (4, False), (0, False), (4, True), (2, False)]
    every = [episode_of(i, *length) for i, length in enumerate(lengths)]
    one_by_one = replay.empty(CAPACITY, 1, 1, 2)
    for episode in every:
        one_by_one = add(one_by_one, episode)
    together = add(
        replay.empty(CAPACITY, 1, 1, 2), jax.tree.map(lambda *a: jnp.concatenate(a), *every)
    )
    same(one_by_one, together)


# In emitters.

EMITTERS = {
    "cma-mega": lambda: CMAMEGA(slide_source(updates=0), 1, batch=4, sigma_g=0.1),
    "cma-mega-greedy": lambda: CMAMEGA(
        slide_source(updates=0, greedy=True), 1, batch=4, sigma_g=0.1
    ),
    "cma-mega-per-row": lambda: CMAMEGA(
        PerRow(slide_source(rows=1, greedy=True), ES(4, 0.1)), 1, batch=4, sigma_g=0.1
    ),
    "pga-me": lambda: PGAME(slide_source(rows=1), batch=6, steps=2),
    "iso-line": lambda: IsoLine(batch=6),
}


def slide_qd(name):
    return QD(GridArchive((-4,), (0,), (20,)), EMITTERS[name]())


@eqx.filter_jit
def evaluated(query, key):
    return Slide().evaluate(query, key)


def told(qd, state, **options):
    return qd.tell(state, evaluated(qd.ask(state), qd.round_key(state)), **options)


def leaves(state):
    return [
        np.asarray(jax.random.key_data(a) if jnp.issubdtype(a.dtype, jax.dtypes.prng_key) else a)
        for a in jax.tree.leaves(state)
    ]


def same(a, b):
    for x, y in zip(leaves(a), leaves(b), strict=True):
        np.testing.assert_array_equal(x, y)


@pytest.mark.parametrize("name", EMITTERS)
def test_an_iteration_keeps_the_types_and_asks_what_was_foretold(name, key):
    qd = slide_qd(name)
    start = state = jax.eval_shape(lambda: qd.init(THETA, key=key))
    queries = loop.round_of_queries(qd, qd.init(THETA, key=key), Slide())
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


def test_the_loop_equals_ask_and_tell(key):
    qd = slide_qd("cma-mega-per-row")
    looped, rows = loop.advance(qd, Slide(), qd.init(THETA, key=key), 2)
    state = qd.init(THETA, key=key)
    for _ in range(2 * qd.emitter.phases):
        state = told(qd, state)
    assert rows[-1]["elites"] == int(state.archive.size) > 0
    for a, b in zip(leaves(looped.emitter), leaves(state.emitter), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-2, atol=1e-3)
        assert np.all(np.isfinite(a))


def test_the_greedy_actor_is_offered_and_never_ranked(key):
    qd = slide_qd("cma-mega-greedy")
    state = told(qd, qd.init(THETA, key=key))
    query = qd.ask(state)
    same(query, qd.ask(state))
    assert query.x.shape == (5, 2) and query.offered == 5 and query.wants_transitions
    assert state.emitter.coeffs.shape == (4, 2)
    np.testing.assert_array_equal(query.x[4], state.emitter.search.gradient.agents.actor[0])
    # Judged best of all or worst, the actor moves nothing.
    answer = evaluated(query, key)
    tell = jax.jit(qd.emitter.tell, static_argnums=3)
    ends = [
        tell(state.emitter, answer, Added(jnp.full(5, NEW), values), nobody)
        for values in (jnp.array([1.0, 2.0, 3.0, 4.0, 99.0]), jnp.array([1.0, 2.0, 3.0, 4.0, -9.0]))
    ]
    same(*ends)
    np.testing.assert_allclose(ends[0].search.theta, ends[1].query.x[0])
    assert not np.allclose(ends[0].search.theta, state.emitter.search.theta)
    alone = Added(jnp.array([0, 0, 0, 0, NEW]), jnp.array([-1.0, -2.0, -3.0, -4.0, 9.0]))
    restarted = tell(state.emitter, answer, alone, nobody)
    assert int(restarted.search.restarts) == 1, "what the actor found is no branch's merit"


def nobody(key, count, otherwise):
    rows = jnp.broadcast_to(otherwise, (count, otherwise.size))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, 1)), jnp.zeros(count, jnp.int32))


def test_telling_takes_over_the_replay_memory_unless_it_is_kept(key):
    qd = slide_qd("cma-mega")
    state = qd.init(THETA, key=key)
    answer = evaluated(qd.ask(state), key)
    kept = qd.tell(state, answer, keep=True)
    assert not state.emitter.search.gradient.replay.rows.is_deleted()
    after = qd.tell(state, answer)
    same(kept, after)
    assert state.emitter.search.gradient.replay.rows.is_deleted()
    with pytest.raises(ValueError, match="told already"):
        qd.tell(state, answer)
    assert int(after.emitter.search.gradient.replay.filled) == 3


def test_transitions_are_asked_for_and_missed(key):
    qd = slide_qd("cma-mega")
    state = qd.init(THETA, key=key)
    with pytest.raises(ValueError, match="wants the transitions and the evaluation has none"):
        qd.tell(state, Evaluation(np.zeros(1), np.zeros((1, 1))))


def test_per_row_takes_the_objective_from_one_source_and_the_measures_from_the_other(key):
    critic, es = slide_source(rows=1, updates=0, greedy=True), ES(6, 0.1)
    one, other = jax.random.split(key)

    @eqx.filter_jit
    def answered(source, state, key):
        query = source.probe(state, THETA, key)
        answer = Slide().evaluate(query, key)
        return query, source.jacobian(state, query, answer)

    for objective, rows in (critic, 7), (ES(4, 0.2), 11):
        both = PerRow(objective, es)
        state = jax.jit(both.init)(THETA, key)
        if objective is critic:
            walked = evaluated(both.probe(state, THETA, key), key)
            state = jax.jit(both.observe)(state, both.probe(state, THETA, key), walked)
            assert int(state.objective.replay.filled) == 7 * 3
            np.testing.assert_array_equal(both.proposals(state), state.objective.agents.actor)
        else:
            assert both.proposals(state) is None
        assert both.wants_transitions == (objective is critic)
        query, jacobian = answered(both, state, key)
        assert query.x.shape == (rows, 2) and query.offered == 1
        assert query.wants_transitions == both.wants_transitions
        np.testing.assert_array_equal(query.x[0], THETA)
        _, of_objective = answered(objective, state.objective, one)
        _, of_measures = answered(es, None, other)
        expected = jnp.concatenate([of_objective[:1], of_measures[1:]])
        np.testing.assert_allclose(jacobian, expected, rtol=1e-4, atol=1e-6)
        assert not np.allclose(jacobian[0], of_measures[0]), "a difference to tell"


def test_pga_map_elites_makes_half_its_children_by_variation_half_by_the_critic(key):
    critic = slide_source(rows=1)
    emitter = PGAME(critic, batch=7, iso=0.0, line=0.0, steps=2, rate=0.01, first=0.5)
    state = jax.jit(emitter.init)(THETA, key)
    assert state.query.x.shape == (7, 2) and state.query.offered == 7
    assert state.query.wants_transitions
    np.testing.assert_array_equal(state.query.x[0], THETA)
    assert len(np.unique(np.asarray(state.query.x), axis=0)) == 7
    added = Added(jnp.zeros(7, jnp.int32), jnp.zeros(7))
    tell = jax.jit(emitter.tell, static_argnums=3)
    for sample, parent in (nobody, THETA), (one_elite, jnp.array([-0.5, 0.25])):
        after = tell(state, evaluated(state.query, key), added, sample)
        x = np.asarray(after.query.x)
        np.testing.assert_array_equal(
            x[:4], np.broadcast_to(parent, (4, 2))
        )  # variation of spread 0
        assert np.all(x[4:6] != np.asarray(parent)[None]), "climbed"
        np.testing.assert_array_less(np.abs(x[4:6] - np.asarray(parent)[None]), 0.0205)
        np.testing.assert_array_equal(x[6], after.gradient.agents.actor[0])
        assert int(after.gradient.replay.filled) == 7 * 3, "it learnt from every row"


def one_elite(key, count, otherwise):
    return nobody(key, count, jnp.array([-0.5, 0.25]))


def test_iso_line_is_its_formula(key):
    emitter = IsoLine(batch=20_000, iso=0.1, line=0.5, first=0.2)
    one, other = jnp.array([1.0, 0.0, 0.0]), jnp.array([0.0, 2.0, 0.0])

    def sample(key, count, otherwise):  # the first half are first parents
        solution = jnp.concatenate(
            [jnp.tile(one, (count // 2, 1)), jnp.tile(other, (count // 2, 1))]
        )
        return eqx.tree_at(lambda e: e.solution, nobody(key, count, otherwise), solution)

    state = jax.jit(emitter.init)(one, key)
    assert not state.query.wants_transitions and state.query.offered == 20_000
    first = np.asarray(state.query.x)
    np.testing.assert_array_equal(first[0], one)
    np.testing.assert_allclose(first.std(axis=0), 0.2, rtol=0.05)
    np.testing.assert_allclose(first.mean(axis=0), one, atol=0.01)
    tell = jax.jit(emitter.tell, static_argnums=3)
    x = np.asarray(tell(state, None, None, sample).query.x)
    along = np.asarray(other - one)
    np.testing.assert_allclose(x.mean(axis=0), one, atol=0.05)
    np.testing.assert_allclose(
        np.cov(x.T), 0.01 * np.eye(3) + 0.25 * np.outer(along, along), atol=0.03
    )
    x = np.asarray(tell(state, None, None, nobody).query.x)  # without elites: round theta
    np.testing.assert_allclose(x.mean(axis=0), one, atol=0.01)
    np.testing.assert_allclose(x.std(axis=0), 0.1, rtol=0.05)


# Mistakes.


def test_what_critics_cannot_learn_from_is_refused_with_the_remedy(key):
    with pytest.raises(ValueError, match=r"SineGait does not look at the robot.*ramify.ES"):
        _ = ant("gait").control
    task = Function(lambda x: (-jnp.sum(x**2), x[:1]))
    qd = slide_qd("cma-mega")
    with pytest.raises(ValueError, match=r"Function has no transitions.*ramify.ES"):
        loop.round_of_queries(qd, qd.init(THETA, key=key), task)
    with pytest.raises(ValueError, match="capacity=3: an episode may have 4 steps"):
        replay.add(replay.empty(3, 1, 1, 2), episode_of(0, 2, True))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: slide_source(capacity=15), "capacity=15 is smaller than a batch of 16"),
        (lambda: slide_source(rows=0), "rows=0"),
        (lambda: slide_source(rows=3), "rows=3: the task has 2 rewards"),
        (lambda: slide_source(states=0), "states=0"),
        (lambda: learner(hidden=()), "hidden="),
        (lambda: learner(delay=0), "delay=0"),
        (lambda: learner(discount=1.0), "discount=1.0"),
        (lambda: learner(tau=0.0), "tau=0.0"),
        (lambda: learner(critic_rate=0.0), "must be positive"),
        (lambda: PGAME(slide_source(rows=1), batch=3), "batch=3"),
        (lambda: IsoLine(iso=-1.0), "iso=-1.0"),
    ],
)
def test_mistakes_of_configuration_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


# Through files.

SMALL = dict(hidden=(4,), units=(8,), buffer=2500)
RUN = ramify.recipes.cma_mega_td3(batch=3, states=16, updates=1, slots=4, grid=5, **SMALL)


@pytest.fixture(scope="module")
def pretrained(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("critics") / "ant"
    PretrainTD3(episodes=3, together=2, random=1, updates=1, measure_updates=1, **SMALL)(out)
    return out


def test_a_run_starts_from_what_was_pretrained(pretrained):
    recipe = dataclasses.replace(RUN, critics=str(pretrained))
    experiment = recipe.build()
    fresh = experiment.qd.init(
        experiment.theta, key=jax.random.key(0), fields=experiment.task.fields
    )
    assert experiment.prepare is not None
    state = experiment.prepare(fresh)
    assert jax.tree.structure(state) == jax.tree.structure(fresh)
    learnt = state.emitter.search.gradient
    assert int(learnt.replay.filled) == read_meta(pretrained)["steps"] > 0
    assert np.array(read_meta(pretrained)["actors"]).shape == (7, 5)
    assert [int(c) for c in learnt.agents.critic_adam[0].count] == [4, 2, 2, 2, 2]
    np.testing.assert_array_equal(state.emitter.query.x[0], best_actor(pretrained, experiment.task))
    one = ramify.recipes.cma_mega_td3_es(critics=str(pretrained), start="random", batch=4, **SMALL)
    experiment = one.build()
    fresh = experiment.qd.init(
        experiment.theta, key=jax.random.key(0), fields=experiment.task.fields
    )
    state = experiment.prepare(fresh)
    objective = state.emitter.search.gradient.objective
    np.testing.assert_array_equal(objective.agents.actor, learnt.agents.actor[:1])
    np.testing.assert_array_equal(state.emitter.query.x[0], experiment.theta)


def test_an_evolution_strategy_starts_at_the_best_of_what_went_before(pretrained, tmp_path):
    recipe = ramify.recipes.cma_mega_es(batch=4, samples=2, hidden=(4,), slots=4)
    at_actor = dataclasses.replace(recipe, start=str(pretrained))
    run = ramify.train(at_actor, evaluations=7, out=tmp_path / "first")
    experiment = at_actor.build()
    first = experiment.prepare(experiment.qd.init(experiment.theta, key=jax.random.key(0)))
    actor = best_actor(pretrained, experiment.task)
    np.testing.assert_array_equal(first.emitter.query.x[0], actor)
    assert not np.allclose(actor, experiment.theta)
    goes_on = dataclasses.replace(recipe, start=str(tmp_path / "first"))
    second = goes_on.build().prepare(first)
    np.testing.assert_array_equal(second.emitter.query.x[0], run.archive.best().solution[0])
    with pytest.raises(RunError, match="start from a run with the same --controller and --hidden"):
        dataclasses.replace(goes_on, hidden=(5,)).build().prepare(first)
    with pytest.raises(RunError):
        dataclasses.replace(goes_on, start=str(tmp_path / "nothing")).build().prepare(first)


def test_critics_that_are_missing_cut_short_or_of_another_kind_are_refused(pretrained, tmp_path):
    def load(folder, **changes):
        recipe = dataclasses.replace(RUN, **changes)
        task = ant(hidden=recipe.hidden)
        return load_critics(folder, recipe._critics(task), task, 0)

    with pytest.raises(RunError, match=r"has no critics.npz: `ramify pretrain td3"):
        load(tmp_path)
    with pytest.raises(RunError, match="pre-train with the same --task and --hidden"):
        load(pretrained, hidden=(5,))
    with pytest.raises(RunError, match=r"give the --units it was pre-trained with, \[?\(?8"):
        load(pretrained, units=(9,))
    with pytest.raises(RunError, match=r"give the --units it was pre-trained with, \[?\(?8"):
        load(pretrained, units=(8, 8))
    whole = (pretrained / CRITICS).read_bytes()
    for damaged in whole[: len(whole) // 2], b"not a zip":
        (tmp_path / CRITICS).write_bytes(damaged)
        with pytest.raises(RunError, match="cut short or not ramify's"):
            load(tmp_path)
    with pytest.raises(RunError, match="not an empty folder"):
        PretrainTD3(episodes=1, **SMALL)(pretrained)


def test_a_resumed_run_equals_a_straight_one_replay_included(tmp_path):
    def copy(progress):  # as a kill would leave the folder after the first iteration
        if progress.row["iteration"] == 1:
            shutil.copytree(tmp_path / "straight", tmp_path / "killed")

    straight = ramify.train(RUN, evaluations=12, out=tmp_path / "straight", save_every=0, show=copy)
    assert len(ramify.load(tmp_path / "killed").metrics["iteration"]) == 1
    resumed = ramify.resume(tmp_path / "killed", save_every=0)
    assert len(straight.metrics["iteration"]) == 3
    for name in straight.metrics.keys() - {"seconds"}:
        assert straight.metrics[name].tobytes() == resumed.metrics[name].tobytes()
    files = [np.load(run.path / "archive.npz") for run in (straight, resumed)]
    with files[0] as a, files[1] as b:
        assert a.files == b.files
        assert any(a[name].shape == (2500, 28 + 8 + 5 + 28 + 1) for name in a.files), "the buffer"
        for name in a.files:
            assert a[name].tobytes() == b[name].tobytes(), name
