"""The queue of episodes that a simulator's threads share."""

import numpy as np

from ramify.sims.queue import ALONE, TOGETHER, EpisodeQueue

NONE = np.zeros(0, int)


def take(queue, free, running=NONE, *, begins=False):
    return queue.take(free, running, begins=begins).tolist()


def test_a_thread_takes_its_fair_share():
    queue = EpisodeQueue(10, threads=3)
    assert take(queue, 16, begins=True) == [0, 1, 2, 3]  # a third of all 10, rounded up
    assert take(queue, 16, begins=True) == [4, 5, 6, 7]
    assert take(queue, 16, np.arange(4)) == [8]  # a third of the 2 that wait
    assert take(queue, 0, np.arange(4)) == []
    assert take(queue, 16) == [9]
    assert take(queue, 16) == []


def test_rows_that_are_put_back_are_taken_first():
    queue = EpisodeQueue(8, threads=1)
    assert take(queue, 4, begins=True) == [0, 1, 2, 3]
    queue.put_back([1, 3])
    assert take(queue, 4) == [1, 3, 4, 5]


def test_an_episode_whose_process_keeps_dying_is_simulated_alone_and_then_fails():
    """Row 2 kills its process; the others end well. Of all threads one is enough to see it."""
    queue, ended, failed, groups = EpisodeQueue(6, threads=1), [], [], []
    while (rows := queue.take(4, NONE, begins=False)).size:
        groups.append(rows.tolist())
        if 2 in rows:
            failed += queue.lose(rows).tolist()
        else:
            ended += rows.tolist()
    assert failed == [2] and sorted(ended) == [0, 1, 3, 4, 5]
    assert [len(group) for group in groups if 2 in group] == [4] * TOGETHER + [1] * ALONE


def test_a_suspect_is_simulated_by_an_idle_thread_and_stays_alone():
    queue = EpisodeQueue(4, threads=1)
    for _ in range(TOGETHER):
        assert take(queue, 2) == [0, 1]
        assert queue.lose(np.array([0, 1])).size == 0
    assert take(queue, 1) == [2]  # those that wait come first
    assert take(queue, 1, np.array([2])) == [3]
    assert take(queue, 8, np.array([2, 3])) == []  # this thread has other episodes
    assert take(queue, 8) == [0]
    queue.put_back([3])
    assert take(queue, 8, np.array([0])) == []  # nothing joins a suspect
    assert take(queue, 8) == [3]
