"""Prioritised sampling against the scheme written out one step at a time, alone and in a search."""

from dataclasses import replace
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.archives.priorities import Priorities
from ramify.core import IMPROVED, NEW, NOT_ADDED, Added
from ramify.run.checkpoint import restore, save
from ramify.run.folder import RunError


def test_draws_are_proportional_and_reach_the_newest_elite():
    weight = jnp.array([1.0, 3.0, 0.5, 5.5, 0.0, 0.0])
    slots = Priorities(weight).sample(jax.random.key(0), 20_000, size=jnp.int32(4))
    shares = np.bincount(np.asarray(slots), minlength=6) / 20_000
    assert shares == pytest.approx(np.asarray(weight) / 10.0, abs=1e-3)


def test_draws_are_stratified():
    """One draw from each stratum: equal priorities are each drawn exactly once."""
    slots = Priorities.start(8, size=8).sample(jax.random.key(1), 8, size=jnp.int32(8))
    assert sorted(np.asarray(slots).tolist()) == list(range(8))


def test_credit():
    start = Priorities(jnp.array([1.0, 2.0, 3.0, 0.0]), exponent=0.5)
    children = Added(jnp.array([NEW, IMPROVED, NOT_ADDED]), jnp.array([16.0, 4.0, -1.0]))
    after = start.credit(jnp.array([0, 1, 2]), children)
    assert np.asarray(after.weight) == pytest.approx([4.0, 2.0, 2.0, 0.0])  # the mean was 2


def test_of_several_children_the_best_counts():
    children = Added(jnp.array([NEW, NEW]), jnp.array([4.0, 9.0]))
    after = Priorities.start(2, size=2, exponent=0.5).credit(jnp.array([1, 1]), children)
    assert np.asarray(after.weight) == pytest.approx([1.0, 3.0])


def test_new_elites_start_at_the_mean_and_room_grows():
    grown = Priorities(jnp.array([1.0, 3.0])).grown(6, jnp.int32(4))
    assert np.asarray(grown.weight) == pytest.approx([1.0, 3.0, 2.0, 2.0, 0.0, 0.0])


def plane(x):
    return -jnp.sum(x**2), x[:2]


TASK = ramify.Function(plane, names=("left", "right"))
GRID = ramify.GridArchive((-1, -1), (1, 1), (20, 20), prioritised=0.6)


def searched(emitter, archive=GRID, rounds=6):
    """Returns the search, and the states of its rounds."""
    qd = ramify.QD(archive, emitter)
    states = [qd.init(np.full(3, 0.1), key=0)]
    for _ in range(rounds):
        answer = TASK.evaluate(qd.ask(states[-1]), jax.random.key(0))
        states.append(qd.tell(states[-1], answer, keep=True))
    return qd, states


@pytest.mark.parametrize(
    "archive",
    [
        GRID,
        ramify.CVTArchive((-1, -1), (1, 1), 60, samples=600, prioritised=0.6),
        ramify.NoveltyArchive((-1, -1), (1, 1), 0.05, prioritised=0.6),
        ramify.SoftArchive(GRID, 0.1, floor=-9.0),
    ],
    ids=lambda archive: type(archive).__name__,
)
def test_a_search_credits_the_parents_of_its_children(archive):
    """The weights after a round are those of the credit of its children, in any archive."""
    qd, states = searched(ramify.IsoLine(batch=8, iso=0.2), archive)
    for before, after in pairwise(states[1:]):
        children = qd.judge(before, TASK.evaluate(qd.ask(before), jax.random.key(0)))
        old, new = (getattr(s.archive, "held", s.archive) for s in (before, after))
        room = len(new.objective)
        wanted = old.priorities.grown(room, new.size).credit(qd.ask(before).parents, children)
        np.testing.assert_allclose(new.priorities.weight, wanted.weight, rtol=1e-6)
    assert len(np.unique(new.priorities.weight)) > 3  # some were drawn


def test_a_child_is_near_the_parent_that_it_names():
    qd, states = searched(ramify.IsoLine(batch=8, iso=1e-4, line=0.0))
    query = qd.ask(states[-1])
    parents = np.asarray(states[-1].archive.solution)[query.parents]
    assert np.abs(np.asarray(query.x) - parents).max() < 1e-3


def test_cma_mega_names_its_parent_after_a_restart_only():
    emitter = ramify.CMAMEGA(ramify.Autodiff(), 2, batch=4, sigma_g=0.1, restart=2)
    qd, states = searched(emitter, rounds=8)
    slots = [int(s.emitter.search.parent) for s in states[::2]]
    assert [slot >= 0 for slot in slots] == [False, False, True, False, True]
    for state, slot in zip(states[::2], slots, strict=True):
        if slot >= 0:
            np.testing.assert_array_equal(state.archive.solution[slot], state.emitter.search.theta)
    after_probe = states[5]
    assert qd.ask(after_probe).parents.tolist() == [slots[2]] * 4


def test_the_priorities_are_saved_and_the_search_resumes_to_the_same_bits(tmp_path):
    qd, states = searched(ramify.IsoLine(batch=8, iso=0.2))
    save(tmp_path, qd, states[3], ("left", "right"), 3)
    state, iteration = restore(tmp_path, qd, states[0])
    assert iteration == 3
    for _ in range(3):
        state = qd.tell(state, TASK.evaluate(qd.ask(state), jax.random.key(0)))
    np.testing.assert_array_equal(
        state.archive.priorities.weight, states[6].archive.priorities.weight
    )
    np.testing.assert_array_equal(state.archive.solution, states[6].archive.solution)


def test_damaged_priorities_are_refused(tmp_path):
    qd, states = searched(ramify.IsoLine(batch=8, iso=0.2))
    bad = replace(states[2].archive.priorities, weight=-states[2].archive.priorities.weight)
    broken = replace(states[2], archive=replace(states[2].archive, priorities=bad))
    save(tmp_path, qd, broken, ("left", "right"), 2)
    with pytest.raises(RunError, match="a priority is not a finite number above 0"):
        restore(tmp_path, qd, states[0])


def test_the_exponent_is_above_0():
    with pytest.raises(ValueError, match="prioritised"):
        ramify.GridArchive((0,), (1,), (5,), prioritised=0.0)


def test_a_recipe_draws_by_priority():
    build = ramify.recipes.omg_mega(dim=20, parents="prioritised").build
    assert build().qd.archive.prioritised == 0.6
    assert ramify.recipes.map_elites(parents="prioritised").build().qd.archive.prioritised == 0.6
