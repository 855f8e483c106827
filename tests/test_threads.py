"""One task used by several threads at once: the results are those of one after the other."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import jax
import numpy as np
import pytest
from toy_tasks import walk

from ramify import QD, GridArchive, IsoLine, illuminate
from ramify.core import Query
from ramify.tasks import walker

ROWS = 20


@pytest.fixture(scope="module")
def hopper():
    return walker("hopper", "gait", steps=40, slots=16, threads=1)


@pytest.fixture
def environment():
    task = walk(workers=2, slots=32, hidden=(4,))
    yield task
    task.close()


def solutions(task, seed):
    return np.random.default_rng(seed).random((ROWS, task.sim.controller.n), np.float32)


def answers(task, seed):
    x = solutions(task, seed)
    found = task.evaluate(Query(x, len(x)), jax.random.key(seed))
    return np.column_stack([found.objective, found.measures])


def check_threads(task):
    alone = [answers(task, seed) for seed in (1, 2, 3, 4)]
    with ThreadPoolExecutor(4) as pool:
        beside = list(pool.map(lambda seed: answers(task, seed), (1, 2, 3, 4)))
    for a, b in zip(alone, beside, strict=True):
        np.testing.assert_array_equal(a, b)


def test_threads_take_turns_at_a_robot(hopper):
    check_threads(hopper)


def test_threads_take_turns_at_an_environment(environment):
    check_threads(environment)


def test_a_second_rollout_begins_when_the_first_is_over(hopper):
    """Whatever the machine's speed: the first one is held up while it watches."""
    held, x = [], solutions(hopper, 1)

    def watch(row, t, qpos, contact):
        if t == 0 and row == 0:
            second = pool.submit(answers, hopper, 2)
            time.sleep(0.2)
            held.append((second, second.done()))

    with ThreadPoolExecutor(1) as pool:
        seeds = np.zeros((ROWS, 2), np.uint32)
        hopper.replay(x, seeds, watch=watch)
        second, done_meanwhile = held[0]
        found = second.result(600)
    assert not done_meanwhile
    np.testing.assert_array_equal(found, answers(hopper, 2))


def test_a_rollout_inside_its_own_rollout_is_refused_and_the_next_goes_well(hopper):
    x, seeds = solutions(hopper, 1), np.zeros((ROWS, 2), np.uint32)
    with pytest.raises(RuntimeError, match="from inside a rollout of the same task"):
        hopper.replay(x, seeds, watch=lambda *frame: hopper.replay(x, seeds))
    hopper.replay(x, seeds)


def test_a_twin_does_not_wait(hopper):
    assert hopper.sim.twin().turns is not hopper.sim.turns


def filled(task, seed):
    archive = GridArchive((0,), (1,), (20,))
    theta = np.zeros(task.sim.controller.n)
    state, _ = illuminate(task, QD(archive, IsoLine(batch=8)), theta, steps=2, key=seed)
    return archive.export(state.archive)


def outside_any_loop(tasks):
    """Runs coroutines in a thread of their own: a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(tasks())).result()


@pytest.mark.long
def test_two_runs_beside_each_other_by_asyncio(hopper):
    async def both():
        return await asyncio.gather(*(asyncio.to_thread(filled, hopper, seed) for seed in (1, 2)))

    for seed, beside in zip((1, 2), outside_any_loop(both), strict=True):
        for name, values in filled(hopper, seed).items():
            np.testing.assert_array_equal(values, beside[name])
