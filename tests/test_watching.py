"""A rollout watched frame by frame."""

import jax
import numpy as np
import pytest

import ramify
from ramify.sims.cpu.threads import SimulatorDiedError
from ramify.tasks.locomotion import Locomotion

GAIT = ramify.recipes.cma_mega_es(
    controller="gait", batch=6, samples=4, slots=16, grid=5, steps=200, threads=2
)


def test_watching_sees_what_is_recorded_and_may_end_it():
    task = GAIT.problem()
    x = np.asarray(jax.vmap(task.start)(jax.random.split(jax.random.key(0), 20)))
    seeds = np.arange(40, dtype=np.uint32).reshape(20, 2)
    seen: dict[tuple[int, int], np.ndarray] = {}

    def watch(row, t, qpos, contact):
        seen[row, t] = np.concatenate([qpos, contact])

    walks = task.replay(x, seeds, record=True, watch=watch)
    assert len(seen) == sum(len(motion.qpos) for motion in walks.motions)
    for (row, t), frame in seen.items():
        motion = walks.motions[row]
        np.testing.assert_array_equal(frame, np.concatenate([motion.qpos[t], motion.contact[t]]))

    def stop(row, t, qpos, contact):
        if t == 50:
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        task.replay(x, seeds, watch=stop)
    twin = Locomotion(task.sim.twin()).replay(x, seeds)
    np.testing.assert_array_equal(twin.objective, walks.objective)
    np.testing.assert_array_equal(task.replay(x, seeds).objective, walks.objective)


def test_frames_begin_anew_with_a_simulator_that_died(monkeypatch):
    task = GAIT.problem()
    x, seeds = np.asarray(task.start(jax.random.key(0)))[None], np.zeros((1, 2), np.uint32)
    expected = task.replay(x, seeds, record=True)
    bodies = [lane.bodies for lane in task.sim._threads]
    advances = iter(range(10**6))
    for one in bodies:

        def advance(slots, advance=one.advance):
            if next(advances) == 40:
                raise SimulatorDiedError
            advance(slots)

        monkeypatch.setattr(one, "advance", advance)
    seen: list[int] = []
    walks = task.replay(x, seeds, record=True, watch=lambda row, t, *frame: seen.append(t))
    assert seen == [*range(41), *range(201)]
    np.testing.assert_array_equal(walks.motions[0].qpos, expected.motions[0].qpos)
