"""Real faults on a Ray cluster: rows are lost, and simulated again to the same bits.

Each test starts its own workers where a fault is in the cluster itself, and shares them where it is in
the code of a worker.
"""

import math
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from clusters import PATIENCE, assert_equal, nodes, pool, until
from toy_cluster import Faulty, Large, strolling
from toy_envs import KillsOnce, hangs

import ramify
from ramify.core import Query
from ramify.sims.cluster import pool as cluster_pool
from ramify.sims.cluster import shards
from ramify.sims.cluster.connection import ClusterError
from ramify.sims.cluster.members import DIED, HUNG, MEMORY, STORE
from ramify.sims.cluster.remote import placed_on

pytestmark = pytest.mark.long
SLOW = "a worker was slow"
KEY = jax.random.key(3)


@pytest.fixture(scope="module")
def there():
    with nodes(0, 1, 1, object_store_memory=2**29) as there:
        yield there


@pytest.fixture(scope="module")
def made(there):
    """Workers that the tests of faulty code share."""
    with pool(there, timeout=10.0) as made:
        yield made


def query(rows=80, **options):
    x = np.random.default_rng(0).normal(size=(rows, 4)).astype(np.float32)
    return Query(jnp.asarray(x), rows, **options)


def lost(made, task, rows=80):
    """Evaluates on the cluster. Returns the evaluation, and the rows started again by reason."""
    before = made.status().again
    found = placed_on(task, made).evaluate(query(rows), KEY)
    return found, made.status().again - before


def right(rows=80):
    """Returns the evaluation of a task without a fault, on this machine."""
    return Faulty().evaluate(query(rows), KEY)


@pytest.fixture(autouse=True)
def no_copies(monkeypatch):
    """No shard is started a second time because it is slow, and hanging takes `timeout` at most."""
    monkeypatch.setattr(shards, "SLOW", math.inf)
    monkeypatch.setattr(cluster_pool, "AGE", 0.0)  # of the first shard, which compiles


@pytest.fixture
def all_there(made):
    """Waits until both workers take part, after the fault of another test."""
    made.wait_for(2)


def while_waiting(made, folder, act, *, loses=True, fault="waits"):
    """Evaluates a batch, and acts while one of its rows waits. Returns as `lost`.

    Args:
      act: (process id of the worker that waits) -> None.
      loses: wait until rows are started again.
      fault: how the row waits.
    """
    before, task = made.status().again.total(), Faulty(fault, 20, str(folder))
    with ThreadPoolExecutor(1) as thread:
        evaluation = thread.submit(lost, made, task)
        try:
            until((folder / "begun").exists, "a row that waits")
            act(int((folder / "pid").read_text()))
            until(lambda: not loses or made.status().again.total() > before, "rows that are lost")
        finally:
            (folder / "go").touch()
        return evaluation.result(PATIENCE)


# Faults in the code of a worker.


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("segfaults_once", DIED),
        ("exits_once", DIED),
        ("hangs_once", HUNG),
        ("exhausts_memory_once", MEMORY),
    ],
)
def test_a_fault_that_happens_once_changes_nothing(made, fault, why, tmp_path):
    found, again = lost(made, Faulty(fault, 20, str(tmp_path)))
    assert (tmp_path / "done").exists()
    assert again[why] >= 16
    assert_equal(found, right())


def test_a_row_that_always_crashes_fails_alone(made, tmp_path):
    found, again = lost(made, Faulty("segfaults", 20, str(tmp_path)), 32)
    assert again[DIED] >= 16 + 16 + 1 + 1
    assert np.flatnonzero(np.isneginf(found.objective)).tolist() == [20]
    others = np.arange(32) != 20
    assert_equal(found.objective[others], right(32).objective[others])


def test_a_row_that_always_hangs_fails_alone(made, tmp_path):
    made.timeout, before = 6.0, made.timeout
    try:
        found, _ = lost(made, Faulty("hangs", 20, str(tmp_path)), 32)
    finally:
        made.timeout = before
    assert np.flatnonzero(np.isneginf(found.objective)).tolist() == [20]
    others = np.arange(32) != 20
    assert_equal(found.objective[others], right(32).objective[others])


def test_rows_that_always_exhaust_memory_are_an_error_and_no_failed_rows(made, tmp_path):
    with pytest.raises(ClusterError, match=r"Rows \d+ to \d+ were lost 20 times.*more memory"):
        lost(made, Faulty("always_exhausts_memory", 20, str(tmp_path)))
    assert_equal(lost(made, Faulty())[0], right())


def test_a_mistake_in_a_task_is_raised_as_it_is(made, tmp_path):
    with pytest.raises(ZeroDivisionError, match="a mistake in the task"):
        lost(made, Faulty("raises", 20, str(tmp_path)))
    assert_equal(lost(made, Faulty())[0], right())


def constants(*values):
    return jnp.asarray(values, jnp.float32)[:, None]


def test_an_environment_that_kills_its_process_starts_again(made, tmp_path):
    task, calm = strolling(KillsOnce(tmp_path / "killed")), strolling(KillsOnce(tmp_path))
    x = networks(task, 40)
    found = placed_on(task, made).evaluate(Query(x, 40), KEY)
    assert_equal(found, calm.evaluate(Query(x, 40), KEY))
    assert (tmp_path / "killed").exists()


def networks(task, count):
    return 3.0 * jnp.stack([task.start(jax.random.key(i)) for i in range(count)])


def test_a_stuck_episode_fails_alone_as_on_one_machine(made):
    task, calm = strolling(hangs, timeout=1.0), strolling(None)
    x = networks(task, 20)
    found = placed_on(task, made).evaluate(Query(x, 20), KEY)
    here = calm.evaluate(Query(x, 20), KEY)
    stuck = np.isneginf(found.objective)
    assert 0 < stuck.sum() < 20
    assert_equal(found.objective[~stuck], here.objective[~stuck])


def test_a_function_that_crashes_fails_its_row_alone(made):
    box = ramify.BlackBox(crashes_above_a_half, [-9] * 4, [9] * 4, workers=1)
    found = placed_on(box, made).evaluate(query(10), KEY)
    failed = np.isneginf(found.objective)
    assert_equal(failed, np.asarray(query(10).x[:, 0] > 0.5))
    assert 0 < failed.sum() < 10
    box.close()


def crashes_above_a_half(x):
    if x[0] > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)
    return float(x.sum()), x[:2]


# Faults of processes and nodes.


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_worker_that_is_killed_loses_its_rows_once(made, number, tmp_path):
    found, again = while_waiting(made, tmp_path, lambda pid: os.kill(pid, number))
    assert again[DIED] >= 16
    assert_equal(found, right())


def test_all_workers_killed_at_once(made, tmp_path):
    def kill(pid):
        for member in made.joined:
            os.kill(member.pid, signal.SIGKILL)

    found, again = while_waiting(made, tmp_path, kill)
    assert again[DIED] >= 16
    assert_equal(found, right())


def test_frozen_workers_are_ended_and_replaced(made, tmp_path):
    def freeze(pid):
        for member in made.joined:
            os.kill(member.pid, signal.SIGSTOP)

    made.timeout, before = 3.0, made.timeout
    try:
        found, again = while_waiting(made, tmp_path, freeze)
    finally:
        made.timeout = before
    assert again[HUNG] >= 16
    assert_equal(found, right())


def test_a_slow_worker_is_overtaken_and_its_late_answer_is_dropped(
    made, all_there, monkeypatch, tmp_path
):
    monkeypatch.setattr(shards, "SLOW", 2.0)
    found, again = while_waiting(made, tmp_path, lambda pid: None, fault="waits_once")
    assert again[SLOW] >= 16
    assert_equal(found, right())
    assert_equal(lost(made, Faulty())[0], right())  # the late answer may come now


@pytest.mark.parametrize("gently", [False, True])
def test_rows_of_a_removed_node_are_simulated_elsewhere(there, made, gently, tmp_path):
    def remove(pid):
        (member,) = [member for member in made.joined if member.pid == pid]
        there.remove(there.node(member.node), gently=gently)

    found, again = while_waiting(made, tmp_path, remove)
    assert again.total() >= 16, again
    assert_equal(found, right())
    there.add(1)


def test_a_node_that_is_added_takes_part(there, made, all_there, tmp_path):
    def add(pid):
        node = there.add(1)
        there.wait_for(made, node)

    found, _ = while_waiting(made, tmp_path, add, loses=False)
    assert_equal(found, right())
    made.wait_for(3)
    assert len(made.status().nodes) == 3
    assert sum(node.cores for node in made.status().nodes) == 3


def test_all_nodes_removed_and_a_new_one_added(there, made, tmp_path):
    def replace_all(pid):
        for member in list(made.joined):
            there.remove(there.node(member.node))
        there.add(1)

    found, again = while_waiting(made, tmp_path, replace_all)
    assert again.total() >= 16, again
    assert_equal(found, right())
    there.add(1)


def test_results_that_the_object_store_cannot_hold_come_from_another_node(there, made, tmp_path):
    full = {"RAY_local_fs_capacity_threshold": "0.00001"}  # as if the disk were full, too
    node = there.add(1, object_store_memory=80 * 2**20, env_vars=full)
    while_waiting(made, tmp_path, lambda pid: there.wait_for(made, node), loses=False)
    found, again = lost(made, Large())
    assert again[STORE] >= 16
    assert_equal(found, Large().evaluate(query(), KEY))
    there.remove(node)


def test_a_node_without_memory_is_left_out(there, made, tmp_path):
    tiny = {"RAY_memory_usage_threshold": "0.01", "RAY_memory_monitor_refresh_ms": "100"}
    node = there.add(1, env_vars=tiny)  # Ray ends every worker there
    refused = lambda pid: until(lambda: node.node_id in made.refused, "the refusal")  # noqa: E731
    assert_equal(while_waiting(made, tmp_path, refused, loses=False)[0], right())
    assert "3 workers in succession ended there before they joined (memory" in made.said[-1]
    there.remove(node)
