"""Steadiness: the progress of one half of an episode, divided by that of the better half."""

import dataclasses

import equinox as eqx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest
from selection import long
from toys import archive

from ramify.controllers.sine_gait import SineGait
from ramify.elites.steadiness import is_steady, steady_elites
from ramify.robots.ant import Ant
from ramify.robots.half_cheetah import HalfCheetah
from ramify.robots.robot import Sensed
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.bullet import BulletSim
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.sims.mujoco_model import part_counts

HALF = 150  # control steps
GAITS = {  # half-cheetahs that come about as far in the second half as in the first
    MujocoSim: [1115, 935, 1017, 1413, 1468, 1336, 1088, 1060, 1114, 498],
    BulletSim: [1172, 213, 236, 956, 314, 1088, 608, 1493, 454, 130],
}


class Halting(SineGait):
    """A gait that stops after the first half of the episode, if its last parameter is above 0.5."""

    @property
    def n(self):
        return super().n + 1

    def unflatten(self, x):
        return super().unflatten(x[:-1]), x[-1]

    def act(self, policy, observation, t):
        gait, stops = policy
        action = super().act(gait, observation, t)
        return jnp.where((stops > 0.5) & (t >= HALF), jnp.zeros_like(action), action)


def places(robot, motion):
    """The mean x, y of the robot's parts in each frame of a recording."""
    model = robot.model()
    data, (com, anchor) = mujoco.MjData(model), part_counts(model)
    found = []
    for qpos in motion.qpos:
        data.qpos[:] = qpos
        mujoco.mj_forward(model, data)
        found.append((com @ data.xipos + anchor @ data.xanchor)[:2] / robot.parts)
    return np.array(found)


def expected(robot, motion):
    """The steadiness of a recorded episode, from the distances to the far point that robots walk to."""
    nearer = -np.linalg.norm(places(robot, motion) - np.array([1000.0, 0.0]), axis=1)
    half = robot.max_steps // 2
    if len(nearer) <= half + 1:
        return 0.0
    first, second = nearer[half] - nearer[0], nearer[-1] - nearer[half]
    return max(0.0, min(first, second)) / max(first, second, 1e-9)


def seeds(count):
    return np.stack([np.zeros(count), np.arange(count)], axis=1).astype(np.uint32)


@pytest.mark.parametrize("sim", GAITS)
def test_a_gait_that_stops_half_way_is_not_steady(sim):
    robot = HalfCheetah(max_steps=2 * HALF)
    controller = Halting(len(robot.joints))
    gaits = np.random.default_rng(0).random((1500, controller.n), np.float32)[GAITS[sim]]
    x = np.concatenate([gaits, gaits])
    x[:10, -1], x[10:, -1] = 0.0, 1.0
    walks = sim(robot, controller).rollout(x, seeds(1500)[GAITS[sim] * 2], record=True)
    by_hand = [expected(robot, motion) for motion in walks.motions]
    np.testing.assert_allclose(walks.steadiness, by_hand, atol=0.05)
    going, halting = walks.steadiness[:10], walks.steadiness[10:]
    assert np.median(going) > 0.5, "about 0.9 on the machine where the gaits were chosen"
    assert np.median(halting) < 0.2
    assert (going > halting).sum() >= 8


@pytest.mark.parametrize("name", [long(name) for name in ROBOTS if name != "hopper"] + ["hopper"])
@pytest.mark.parametrize("sim", [MujocoSim, BulletSim])
def test_it_is_that_of_the_recorded_motion(sim, name):
    """Short episodes, so that some robots fall in the second half, and some do not."""
    robot = ROBOTS[name](max_steps=61)
    controller = SineGait(len(robot.joints))
    x = np.random.default_rng(1).random((32, controller.n), np.float32)
    walks = sim(robot, controller).rollout(x, seeds(32), record=True)
    by_hand = np.array([expected(robot, motion) for motion in walks.motions])
    clear = [abs(places(robot, m)[min(30, len(m.qpos) - 1), 0]) > 0.05 for m in walks.motions]
    np.testing.assert_allclose(walks.steadiness[clear], by_hand[clear], atol=0.1)
    assert walks.steadiness.dtype == np.float32
    assert ((walks.steadiness >= 0.0) & (walks.steadiness <= 1.0)).all()


def steadiness(positions, *, most, falls=False):
    """The steadiness of a robot that is at x = positions[t] after step t, and may fall at the end."""
    robot = Ant(max_steps=most)
    zero = jnp.zeros(8, dtype=jnp.float32)
    episode, up = robot.begin(), jnp.array([1.0, 0.0, 0.0, 0.0], jnp.float32)
    for t, x in enumerate(positions):
        low = falls and t == len(positions) - 1
        at = jnp.array([x, 0.0, 0.0 if low else 0.75], jnp.float32)
        parts = jnp.array([x * robot.parts, 0.0], jnp.float32)
        feet = jnp.zeros(4, dtype=jnp.float32)
        episode = robot.advance(episode, Sensed(at, up, zero[:3], zero, zero, parts, feet))
    assert bool(episode.done) == (falls or len(positions) == most + 1)
    return float(robot.steadiness(episode))


@pytest.mark.parametrize(
    ("positions", "most", "falls", "wanted"),
    [
        ([5, 6, 7, 8, 9], 4, False, 1.0),  # at constant speed
        ([0, 1, 2, 5, 7], 4, False, 0.4),  # faster
        ([0, 0, 0, 1, 2], 4, False, 0.0),  # stands at first
        ([0, 1, 2, 2.5, 3], 4, False, 0.5),
        ([0, 1, 2, 2, 2], 4, False, 0.0),  # stands
        ([0, 1, 2, 1, 0], 4, False, 0.0),  # comes back
        ([0, -1, -2, 1, 2], 4, False, 0.0),  # backward at first
        ([0, 1, 2, 3], 4, True, 0.5),  # falls in the second half
        ([0, 1, 2], 4, True, 0.0),  # falls at its beginning
        ([0, 1], 4, True, 0.0),  # falls in the first half
        ([0, 1, 2, 3], 3, False, 0.5),  # the second half has a step more
        ([0, 1], 1, False, 0.0),  # no first half
        ([0, 1, np.nan, np.nan, np.nan], 4, False, 0.0),
    ],
)
def test_it_by_hand(positions, most, falls, wanted):
    found = steadiness(np.array(positions, np.float32), most=most, falls=falls)
    assert found == pytest.approx(wanted, abs=1e-4)


def test_the_robots_of_one_batch_do_not_depend_on_each_other():
    robot, controller = Ant(max_steps=40), SineGait(8)
    x = np.random.default_rng(2).random((40, 24), np.float32)
    whole = MujocoSim(robot, controller, slots=16, threads=2).rollout(x, seeds(40))
    part = MujocoSim(robot, controller, slots=32, threads=1).rollout(x[30:], seeds(40)[30:])
    np.testing.assert_array_equal(whole.steadiness[30:], part.steadiness)


def test_a_robot_that_breaks_down_has_none():
    class Wild(SineGait):
        def act(self, policy, observation, t):
            return jnp.full(self.joints, jnp.nan)

    walks = MujocoSim(Ant(max_steps=20), Wild(8)).rollout(np.zeros((2, 24)), seeds(2))
    assert (walks.objective == -np.inf).all()
    assert (walks.steadiness == 0.0).all()


def with_steadiness(*values):
    elites = archive((10,) * 2, len(values))
    return dataclasses.replace(elites, fields={"steadiness": np.array(values, np.float32)})


def test_elites_are_steady_unsteady_or_unknown():
    elites = with_steadiness(0.2, 0.5, np.nan, 1.0)
    assert is_steady(elites).tolist() == [False, True, False, True]
    assert steady_elites(elites).cell.tolist() == elites.cell[[1, 3]].tolist()
    for unknown in (archive((10,) * 2, 3), with_steadiness(np.nan, np.nan, np.nan)):
        assert is_steady(unknown) is None
        assert len(steady_elites(unknown)) == 3
    assert len(steady_elites(with_steadiness(0.1, 0.4))) == 2, "there is no better choice"


def test_the_derivative_does_not_depend_on_it():
    """0 / 0 and infinite slopes stay out of gradients."""
    robot = Ant(max_steps=4)
    still = eqx.tree_at(lambda e: e.t, robot.begin(), jnp.int32(4))
    slope = jax.grad(lambda p: robot.steadiness(eqx.tree_at(lambda e: e.potential, still, p)))
    assert float(slope(jnp.float32(0.0))) == 0.0
