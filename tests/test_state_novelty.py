"""State novelty: the sample of visited states, its critic, QDPG, and the recipes that use it."""

import sys
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import THETA, Slide, episodes, learner, memory, same, slide_source

import ramify
from ramify import ES, PGAME, QDPG, TD3, Evaluation, PerRow, Query, StateNovelty
from ramify.core import NOT_ADDED, Added, Elites
from ramify.rl import replay, visited

SMALL = dict(task="hopper", hidden=(4,), units=(8,), slots=4, grid=50, steps=20, buffer=500)
NOVEL = dict(visited=30, neighbours=3, updates=1, batch=4)


# The sample of visited states.


def numbered(first, last):
    return jnp.arange(first, last, dtype=jnp.float32)[:, None]


def test_old_and_new_states_are_kept_with_the_same_probability(key):
    """Of 100 batches of 100 states each, 1,000 are kept, so about 10 of each batch."""
    add = jax.jit(visited.add)
    known = visited.empty(1000, 1)
    for number in range(100):
        states, there = numbered(200 * number, 200 * (number + 1)), jnp.arange(200) % 2 == 0
        known = add(known, states, there, jax.random.fold_in(key, number))
    kept = np.asarray(known.state[:, 0])
    assert len(np.unique(kept)) == 1000, "none is kept twice"
    assert (kept % 2 == 0).all(), "only states that are there"
    halves = np.histogram(kept, bins=4, range=(0, 20_000))[0]
    np.testing.assert_allclose(halves, 250, atol=60)


def test_few_states_are_all_kept_in_any_order(key):
    known = visited.add(visited.empty(5, 1), numbered(1, 4), jnp.array([True, True, False]), key)
    assert sorted(known.state[:, 0].tolist()) == [0.0, 0.0, 0.0, 1.0, 2.0]
    assert int((known.number > 0).sum()) == 2


def sampled(states):
    count = len(states)
    return visited.add(
        visited.empty(count, states.shape[1]), jnp.asarray(states), jnp.ones(count, bool), KEY
    )


KEY = jax.random.key(5)


@pytest.mark.parametrize("neighbours", [1, 4])
def test_novelty_is_the_mean_distance_to_the_nearest_states(neighbours):
    rng = np.random.default_rng(0)
    states = rng.normal([3.0, -1.0, 500.0], [1.0, 0.01, 40.0], (50, 3)).astype(np.float32)
    asked = rng.normal([3.0, -1.0, 500.0], [3.0, 0.02, 90.0], (7, 3)).astype(np.float32)
    found = visited.novelty(sampled(states), jnp.asarray(asked), neighbours)
    unit = states.std(axis=0)
    distance = np.sqrt((((asked[:, None] - states[None]) / unit) ** 2).mean(axis=2))
    expected = np.sort(distance, axis=1)[:, :neighbours].mean(axis=1)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)


def test_novelty_of_few_states_and_of_none():
    asked = jnp.array([[1.0, 7.0]])
    assert visited.novelty(visited.empty(4, 2), asked, 3).tolist() == [0.0]
    one = visited.add(visited.empty(4, 2), jnp.zeros((1, 2)), jnp.ones(1, bool), KEY)
    assert visited.novelty(one, asked, 3).tolist() == [0.0], "no entry has changed yet"
    two = sampled(np.array([[0.0, 7.0], [2.0, 7.0]], np.float32))  # the second never changed
    found = visited.novelty(two, jnp.array([[5.0, 99.0]]), 3)
    np.testing.assert_allclose(found, [4.0 / 2**0.5], rtol=1e-6)


def test_a_bonus_is_one_more_reward_of_each_step():
    s = np.array([[0.0, 1.0, 2.0, 3.0]])
    held = memory(episodes(s, np.zeros((1, 3)), np.ones((1, 3, 2)), terminal=False))
    batch = replay.draw(
        held, KEY, 50, 1, 1, discount=0.5, n_step=2, bonus=lambda after: 10.0 * after[:, 0]
    )
    plain = replay.draw(held, KEY, 50, 1, 1, discount=0.5, n_step=2)
    np.testing.assert_array_equal(batch.reward[:, :2], plain.reward)
    expected = {0.0: 10.0 + 0.5 * 20.0, 1.0: 20.0 + 0.5 * 30.0, 2.0: 30.0}
    wanted = [expected[float(s)] for s in batch.observation[:, 0]]
    np.testing.assert_array_equal(batch.reward[:, 2], wanted)
    assert len(set(wanted)) == 3


# The critic.


def observed(source, state, key, rows=5):
    query = Query(THETA[None] + 0.1 * jax.random.normal(key, (rows, 2)), rows)
    answer = Slide().evaluate(query, key)
    return jax.jit(source.observe)(state, query, answer), query, answer


def test_the_other_critics_learn_to_the_bit_as_without_novelty(key):
    critics = slide_source()
    source = StateNovelty(critics, kept=9, neighbours=2)
    state = jax.jit(source.init)(THETA, key)
    alone = state.learnt
    for number in range(2):
        state, query, answer = observed(source, state, jax.random.fold_in(key, number))
        alone = jax.jit(critics.observe)(alone, query, answer)
    same(state.learnt, alone)
    rows = jax.jit(source.jacobian)(state, query, None)
    assert rows.shape == (3, 2) and source.extra_rows == 1
    np.testing.assert_allclose(rows[:2], jax.jit(critics.jacobian)(alone, query, None), rtol=1e-5)
    assert np.linalg.norm(rows[2]) > 0 and int((state.visited.number > 0).sum()) == 9


def lanes(key, count=400):
    """Episodes of one step: s' = a. Nine of ten end near -0.5, the others anywhere."""
    one, two, three = jax.random.split(key, 3)
    near = -0.5 + 0.05 * jax.random.normal(one, (count,))
    a = jnp.where(
        jax.random.uniform(two, (count,)) < 0.9,
        near,
        jax.random.uniform(three, (count,), minval=-1.0, maxval=1.0),
    )
    return episodes(np.stack([np.zeros(count), a], axis=1), a[:, None], np.zeros((count, 1, 2)))


@pytest.mark.parametrize("judge", ["actor", "theta"])
def test_its_gradient_leads_to_states_that_are_seldom_visited(judge, key):
    source = StateNovelty(
        TD3(learner(hidden=(64,)), rows=1, updates=1, capacity=400, states=64), judge=judge
    )
    theta = jnp.array([0.0, -0.3])  # a = -0.3: on the right of what is often visited
    state = jax.jit(source.init)(theta, key)
    walked = Evaluation(jnp.zeros(400), jnp.zeros((400, 1)), transitions=lanes(key))
    state = jax.jit(source.observe)(state, Query(jnp.zeros((400, 2)), 400), walked)
    often, seldom = source.novelty(state.visited, jnp.array([[-0.5], [0.6]]))
    assert seldom > 5 * often
    assert jax.jit(source.jacobian)(state, Query(theta[None], 1), None)[-1, 1] > 0
    up = jax.jit(source.explore, static_argnums=(3, 4))(state, theta[None], key, 3, 0.01)[0]
    np.testing.assert_allclose(up[1], -0.3 + 0.03, atol=1e-3)  # three steps of Adam
    assert (source.explorer(state)[1] > -0.3) == (judge == "actor")


def test_a_search_point_is_judged_and_an_actor_is_left_alone(key):
    for judge, moved in ("theta", True), ("actor", False):
        source = StateNovelty(slide_source(), judge=judge)
        state = jax.eval_shape(source.init, THETA, key)
        state = source.follow(jax.jit(source.init)(THETA, key), THETA + 1.0)
        assert np.array_equal(source.explorer(state), THETA + 1.0) == moved
        assert np.array_equal(state.agent.target_actor[0], THETA + 1.0) == moved


def test_the_states_of_pretraining_count_as_visited(key):
    critics = slide_source(capacity=100)
    source = StateNovelty(critics, kept=50)
    learnt = jax.jit(critics.init)(THETA, key)
    s = np.arange(40.0).reshape(10, 4)
    held = replay.add(
        learnt.replay, episodes(s, np.zeros((10, 3)), np.zeros((10, 3, 2)), terminal=False)
    )
    learnt = eqx.tree_at(lambda a: a.replay, learnt, held)
    state = source.with_critics(jax.jit(source.init)(THETA, key), lambda critics: learnt)
    known = np.asarray(state.visited.state[:, 0])[np.asarray(state.visited.number) > 0]
    assert sorted(known) == sorted(s[:, :3].ravel())
    same(state.learnt, learnt)


def test_per_row_keeps_the_row_of_novelty_last(key):
    critic = StateNovelty(slide_source(rows=1), kept=8, neighbours=3)
    both = PerRow(critic, ES(6, 0.1))
    state = jax.jit(both.init)(THETA, key)
    query = both.probe(state, THETA, key)
    answer = Slide().evaluate(query, key)
    state = jax.jit(both.observe)(state, query, answer)
    rows = jax.jit(both.jacobian)(state, query, answer)
    assert rows.shape == (3, 2) and both.extra_rows == 1
    own = jax.jit(critic.jacobian)(state.objective, query, answer)
    np.testing.assert_allclose(rows[jnp.array([0, 2])], own, rtol=1e-5)


# The emitter.


def test_qdpg_makes_half_its_children_by_the_objective_and_half_by_novelty(key):
    """Here, one critic is minus the other, and neither learns."""
    source = StateNovelty(slide_source(rows=1, updates=0), kept=8, neighbours=3)
    emitter = QDPG(source, batch=7, steps=2, rate=0.01, first=0.5)
    state = jax.jit(emitter.init)(THETA, key)
    opposite = eqx.tree_at(
        lambda a: [critic[-1] for critic in a.critics],
        state.gradient.learnt.agents,
        replace_fn=lambda layer: (-layer[0], -layer[1]),
    )
    state = eqx.tree_at(lambda s: s.gradient.agent, state, opposite)
    assert state.query.x.shape == (7, 2) and state.query.offered == 7
    parent = jnp.array([-0.5, 0.25])

    def sample(key, count, otherwise):
        rows = jnp.broadcast_to(parent, (count, 2))
        return Elites(rows, jnp.zeros(count), jnp.zeros((count, 1)), jnp.zeros(count, jnp.int32))

    answer = Slide().evaluate(state.query, key)
    added = Added(jnp.full(7, NOT_ADDED), jnp.zeros(7))
    after = jax.jit(emitter.tell, static_argnums=3)(state, answer, added, sample)
    x, learnt = np.asarray(after.query.x), after.gradient
    assert int(learnt.learnt.replay.filled) == 7 * 3, "it learned from every row"
    np.testing.assert_array_equal(x[2], source.actor(learnt))
    np.testing.assert_array_equal(x[6], source.explorer(learnt))
    climb, explore = (
        jax.jit(f, static_argnums=(3, 4))(learnt, jnp.tile(parent, (2, 1)), KEY, 2, 0.01)[0]
        for f in (source.climb, source.explore)
    )
    np.testing.assert_allclose(climb - parent, parent - explore, atol=1e-4)
    np.testing.assert_allclose(x[:2], np.tile(climb, (2, 1)), atol=1e-3)
    np.testing.assert_allclose(x[3:6], np.tile(explore, (3, 1)), atol=1e-3)
    assert PGAME(source, batch=6).critic is source, "its critic of the objective serves PGA-ME too"


@pytest.mark.parametrize(
    "make",
    [
        lambda source: ramify.MEGA(source, 1, batch=4, adapt=True),
        lambda source: ramify.OMGMEGA(source, batch=4),
        lambda source: ramify.OGMAPElites(source, batch=4),
        lambda source: ramify.MEES(source, 1),
        lambda source: ramify.Several(ramify.CMAMEGA(source, 1, batch=4), 2),
    ],
)
def test_other_emitters_take_the_row_of_novelty_too(make, key):
    qd = ramify.QD(ramify.GridArchive((-4,), (0,), (20,)), make(StateNovelty(slide_source())))
    start = state = jax.eval_shape(lambda: qd.init(THETA, key=key))
    for _ in range(qd.emitter.phases):
        answer = jax.eval_shape(Slide().evaluate, qd.ask(state), key)
        state = jax.eval_shape(qd.step, state, answer)
    shapes = [[(a.shape, a.dtype) for a in jax.tree.leaves(s)] for s in (start, state)]
    assert shapes[0] == shapes[1]


# The recipes.


def run_of(recipe, folder, evaluations):
    return ramify.train(recipe, evaluations=evaluations, out=folder)


RECIPES = {
    "qdpg": (ramify.recipes.qdpg(**SMALL, **NOVEL, pretrain=0, climb=2), 4),
    "cma-mega-td3": (
        ramify.recipes.cma_mega_td3(**SMALL, **NOVEL, pretrain=0, states=8, state_novelty=True),
        5,
    ),
    "cma-mega-td3-es": (
        ramify.recipes.cma_mega_td3_es(
            **SMALL, **NOVEL, pretrain=0, states=8, samples=2, state_novelty=True
        ),
        8,
    ),
}


@pytest.mark.parametrize("name", ["qdpg", pytest.param("cma-mega-td3", marks=pytest.mark.long)])
def test_a_resumed_run_has_the_same_bits(name, tmp_path):
    recipe, each = RECIPES[name]
    straight = run_of(recipe, tmp_path / "one", 4 * each)
    run_of(recipe, tmp_path / "two", 2 * each)
    resumed = ramify.resume(tmp_path / "two", evaluations=4 * each)
    for column in "solution", "objective", "measures", "cell":
        np.testing.assert_array_equal(
            getattr(straight.archive, column), getattr(resumed.archive, column)
        )
    for metric in "novelty_loss", "novelty_value", "critic_loss":
        np.testing.assert_array_equal(straight.metrics[metric], resumed.metrics[metric])
    assert straight.metrics["novelty_loss"][-1] > 0


@pytest.mark.long
@pytest.mark.parametrize("name", RECIPES)
def test_a_run_starts_from_pretrained_critics(name, tmp_path):
    from dataclasses import replace

    recipe, each = RECIPES[name]
    run = run_of(replace(recipe, pretrain=4), tmp_path / "run", 2 * each)
    assert len(run.archive) and np.isfinite(run.metrics["novelty_loss"]).all()


# The example.


@pytest.fixture
def maze(monkeypatch):
    examples = str(Path(__file__).parent.parent / "examples")
    monkeypatch.setattr(sys, "path", [examples, *sys.path])
    import maze

    return maze


def test_the_mazes_walls_stop_the_point(maze):
    place, stops = jnp.array(maze.START), []
    step = jax.jit(maze.moved)
    for action in ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (1.0, 1.0)):
        for _ in range(40):
            place = step(place, jnp.array(action))
        stops.append(place.tolist())
    inside, corner, down, free = stops
    assert inside[0] == 0.0 and 0.1 < inside[1] <= 0.25, "the objective leads into the cup"
    assert 0.4 < corner[0] <= 0.5 and down[1] == -1.0
    assert free == [1.0, 1.0], "beside the cup, the way is free"


@pytest.mark.long
def test_the_maze_runs(maze, capsys):
    maze.main(40, 1)
    rows = capsys.readouterr().out.splitlines()[1:]
    assert len(rows) == 8 and all("nan" not in row for row in rows)


# Mistakes.


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: StateNovelty(ES()), "critics is ES: give TD3 critics"),
        (lambda: StateNovelty(slide_source(), kept=1), "kept is 1: give .* of at least 2"),
        (lambda: StateNovelty(slide_source(), kept=5), "neighbours=10 is more than the kept=5"),
        (lambda: StateNovelty(slide_source(), judge="me"), "choose 'actor' or 'theta'"),
        (
            lambda: StateNovelty(slide_source(), entries=(0, 1)),
            r"entries=\(0, 1\): an observation has 1 entries, so give numbers from 0 to 0",
        ),
        (lambda: StateNovelty(slide_source(), entries=()), r"entries=\(\)"),
        (lambda: StateNovelty(slide_source(), entries=(-1,)), "entries"),
        (lambda: QDPG(slide_source(rows=1)), r"TD3 has no critic of novelty: give .*StateNovelty"),
        (
            lambda: ramify.recipes.cma_mega_td3(visited=50).refuse_conflicts(),
            "--visited has no effect without --state-novelty",
        ),
        (
            lambda: ramify.recipes.cma_mega_td3(neighbours=5).refuse_conflicts(),
            "--neighbours has no effect without --state-novelty",
        ),
        (
            lambda: ramify.recipes.qdpg(visited=5).refuse_conflicts(),
            "--neighbours 10 is more than --visited 5",
        ),
    ],
)
def test_mistakes_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
