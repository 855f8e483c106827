"""The queue of shards, with workers that are only pretended."""

import random

import pytest

from ramify.sims.cluster.shards import PATIENT, LostTooOftenError, Shard, ShardQueue


def simulated(queue, crashes=(), hangs=(), nodes=("a", "b"), lucky=None):
    """Runs a queue to its end with one worker per node. Returns the rows that were answered.

    Args:
      crashes: rows that end their process.
      hangs: rows that never end.
      lucky: () -> None or "node" or "memory": a loss without a cause in the rows.
    """
    answered, now = [], 0.0
    for _ in range(10_000):
        if queue.done:
            return sorted(answered)
        for node in nodes:
            shard = queue.take(node, node, set(nodes), now)
            now += 1.0
            if shard is None:
                continue
            rows, luck = set(range(*shard)), lucky() if lucky else None
            if luck is not None:
                queue.accident(shard, node, node, luck)
            elif rows & set(crashes):
                queue.crashed(shard, node, node, "its worker process died")
                queue.joined(node, set(nodes))
            elif rows & set(hangs):
                queue.hung(shard, node, node, "a worker hung")
                queue.joined(node, set(nodes))
            elif queue.answer(shard, node, now):
                answered += rows
    raise AssertionError("the queue never ends")


@pytest.mark.parametrize("rows", [1, 15, 16, 100])
def test_every_row_is_answered_once(rows):
    assert simulated(ShardQueue(rows, 16)) == list(range(rows))


@pytest.mark.parametrize("nodes", [("a",), ("a", "b"), ("a", "b", "c")])
@pytest.mark.parametrize("size", [16, 300])
def test_only_the_row_that_crashes_fails(nodes, size):
    queue = ShardQueue(300, size)
    answered = simulated(queue, crashes={7, 250}, nodes=nodes)
    assert answered == sorted({*range(300)} - {7, 250})
    assert set(queue.failed) == {7, 250}
    assert "its worker process died" in queue.failed[7]


def test_only_the_row_that_hangs_fails_and_few_others_wait_for_it():
    queue = ShardQueue(64, 16)
    assert simulated(queue, hangs={3}) == sorted({*range(64)} - {3})
    assert set(queue.failed) == {3}
    assert queue.again["a worker hung"] == 16 + 1 + 1  # each costs the whole time limit


@pytest.mark.parametrize("seed", range(20))
def test_bad_luck_fails_no_row(seed):
    draw = random.Random(seed)
    queue = ShardQueue(200, 16)
    losses = iter(["a node was lost", "memory was exhausted"] * 20)
    lucky = lambda: next(losses, None) if draw.random() < 0.5 else None  # noqa: E731
    assert simulated(queue, lucky=lucky, nodes=("a", "b", "c")) == list(range(200))
    assert not queue.failed
    assert queue.again["a node was lost"] > 0


def test_a_crash_counts_only_if_the_node_is_there_afterwards():
    queue = ShardQueue(1, 16)
    for node in "abcdef":  # each is lost before a new worker runs on it
        shard = queue.take(node, node, {node}, 0.0)
        queue.crashed(shard, node, node, "its worker process died")
    assert not queue.failed
    shard = queue.take("g", "g", {"g"}, 0.0)
    assert queue.answer(shard, "g", 1.0)
    queue.joined("a", {"a", "g"})
    assert queue.done and not queue.failed


def test_a_row_crashes_on_two_nodes_before_it_fails_if_there_are_two():
    queue = ShardQueue(1, 16)
    for _ in range(3):
        shard = queue.take("a", "a", {"a", "b"}, 0.0)
        if shard is None:
            break
        queue.crashed(shard, "a", "a", "its worker process died")
        queue.joined("a", {"a", "b"})
    assert shard is None and not queue.failed  # it waits for the other node
    shard = queue.take("b", "b", {"a", "b"}, 0.0)
    queue.crashed(shard, "b", "b", "its worker process died")
    assert not queue.done
    queue.joined("b", {"a", "b"})
    assert queue.done and set(queue.failed) == {0}


def test_a_row_that_always_crashes_fails_though_another_worker_has_taken_it():
    """It runs whenever a new worker joins, which proves its last crash."""
    queue, nodes, turns = ShardQueue(1, 16), {"a"}, 0
    first, second = "worker 1", "worker 2"
    shard = queue.take(first, "a", nodes, 0.0)
    while not queue.done:
        queue.crashed(shard, first, "a", "its worker process died")
        if (shard := queue.take(second, "a", nodes, 0.0)) is not None:
            queue.joined("a", nodes)
        first, second, turns = second, first, turns + 1
        assert turns < 5
    assert set(queue.failed) == {0}


def test_the_last_shard_is_started_twice_and_the_first_answer_counts():
    queue = ShardQueue(32, 16)
    first, second = (queue.take(w, w, {"a", "b"}, 0.0) for w in "ab")
    assert queue.answer(first, "a", 16.0)
    assert queue.take("a", "a", {"a", "b"}, 20.0) is None  # not much longer than usual
    assert queue.take("a", "a", {"a", "b"}, 33.0) == second
    assert queue.take("c", "c", {"a", "b", "c"}, 90.0) is None  # two are enough
    assert queue.answer(second, "a", 50.0)
    assert queue.done
    assert not queue.answer(second, "b", 51.0)


def test_a_lost_copy_costs_nothing_while_the_other_runs():
    queue = ShardQueue(32, 16)
    first, second = (queue.take(w, w, {"a", "b"}, 0.0) for w in "ab")
    queue.answer(first, "a", 16.0)
    queue.take("a", "a", {"a", "b"}, 40.0)
    queue.crashed(second, "b", "b", "its worker process died")
    assert queue.under_way == 16
    assert queue.again["its worker process died"] == 0
    assert queue.answer(second, "a", 50.0)


def test_rows_that_are_always_lost_end_the_run_with_an_error():
    queue = ShardQueue(16, 16)
    for _ in range(PATIENT - 1):
        queue.accident(queue.take("a", "a", {"a"}, 0.0), "a", "a", "memory was exhausted")
    shard = queue.take("a", "a", {"a"}, 0.0)
    with pytest.raises(LostTooOftenError, match=r"Rows 0 to 15 .* memory"):
        queue.accident(shard, "a", "a", "memory was exhausted")


def test_another_node_gets_the_rows_that_exhausted_memory():
    queue, both = ShardQueue(16, 16), {"a", "b"}
    queue.accident(queue.take("a", "a", both, 0.0), "a", "a", "memory was exhausted")
    assert queue.take("a", "a", both, 0.0) is None
    assert queue.take("b", "b", both, 0.0) == Shard(0, 16)


def test_rows_with_a_suspicion_come_last():
    queue = ShardQueue(32, 16)
    for _ in range(2):
        queue.crashed(queue.take("a", "a", {"a"}, 0.0), "a", "a", "its worker process died")
    assert queue.take("a", "a", {"a"}, 0.0) == Shard(16, 32)
    assert queue.take("a", "a", {"a"}, 0.0).rows == 1
