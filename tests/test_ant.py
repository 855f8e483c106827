"""The Ant in MuJoCo beside the figures known of the PyBullet original: compared, not equal."""

import threading

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest
from toys import Constant

from ramify.controllers.mlp import MLP
from ramify.core import Query
from ramify.robots.ant import Ant
from ramify.robots.robot import Sensed
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.sims.episodes import RobotEpisodes
from ramify.tasks.locomotion import walker

PATIENCE = 120.0  # s; the machine may be busy


class Noise(Constant):
    """Uniform random actions, drawn again at every step; the parameter is a seed."""

    def act(self, policy, observation, t):
        key = jax.random.fold_in(jax.random.key(policy[0].astype(jnp.int32)), t)
        return jax.random.uniform(key, (self.joints,), minval=-1.0, maxval=1.0)


def seeds(count, start=0):
    return np.stack([np.zeros(count), np.arange(start, start + count)], axis=1).astype(np.uint32)


def walk(controller, x, **options):
    sim = MujocoSim(Ant(), controller, slots=len(x), **options)
    return sim.rollout(jnp.asarray(x, jnp.float32), seeds(len(x)))


def test_mass_and_sizes():
    model = mujoco.MjModel.from_xml_string(Ant.mjcf)
    assert model.body_mass.sum() == pytest.approx(182.18, abs=0.01)  # Bullet's
    assert (model.nq, model.nv, model.nu) == (15, 14, 8)
    assert Ant().observations == 28
    assert MLP((28, 64, 64, 8)).n == 6536


def test_a_motionless_ant_pays_for_four_ankles_at_their_limits():
    """Bullet: 600.6 under a constant tiny torque: 1000 alive, less 0.1 a step for each of four ankles.
    MuJoCo's joints have no friction either, but softer limits: some hips come to rest on theirs as
    well. (Bullet's zero torque dies at step 20 with 10: its resting robot sleeps outside its limits.)
    """
    walks = walk(Constant(8), np.array([[0.0] * 8, [1e-3] * 8, [1e-3] * 8]))
    assert (walks.steps == 1000).all()
    assert (walks.objective < 625.0).all()
    assert (walks.objective > 400.0).all()
    assert (walks.measures > 0.9).all()  # it stands on its feet


def test_random_actions_earn_about_what_they_earn_in_bullet():
    """Bullet: 486 to 506, falling over now and then."""
    walks = walk(Noise(8), np.arange(8.0)[:, None] * np.ones((1, 8)))
    survived = walks.steps == 1000
    assert survived.sum() >= 5
    assert np.median(walks.objective[survived]) == pytest.approx(496.0, abs=75.0)
    assert (walks.measures[survived] > 0.5).all()
    assert (walks.measures[survived] < 1.0).all()


def test_results_depend_on_parameters_and_seed_only():
    """Not on the order, the slots, the threads or whom one shares the batch with."""
    controller = MLP((28, 16, 8))
    x = np.stack([controller.init(jax.random.key(i)) for i in range(18)])
    reference = MujocoSim(Ant(max_steps=300), controller, slots=16, threads=1).rollout(
        jnp.asarray(x), seeds(18)
    )
    order = np.random.default_rng(0).permutation(18)
    for slots, threads in ((16, 2), (32, 2), (64, 1)):
        sim = MujocoSim(Ant(max_steps=300), controller, slots=slots, threads=threads)
        again = sim.rollout(jnp.asarray(x[order]), seeds(18)[order])
        assert (again.objective == reference.objective[order]).all()
        assert (again.measures == reference.measures[order]).all()
        assert (again.steps == reference.steps[order]).all()
    assert reference.objective.std() > 1.0


@pytest.mark.long
def test_a_slow_lane_hands_over_half_of_its_episodes(monkeypatch):
    controller = MLP((28, 16, 8))
    x = np.stack([controller.init(jax.random.key(i)) for i in range(20)])
    reference = MujocoSim(Ant(), controller, slots=32, threads=1).rollout(x, seeds(20), record=True)
    sim = MujocoSim(Ant(), controller, slots=32, threads=2)
    (slow, quick), handed, steps = sim._threads, [], []
    advance, quickly, hand, rest = (
        slow.bodies.advance,
        quick.bodies.advance,
        RobotEpisodes.hand_over,
        RobotEpisodes.wait_for_handover,
    )
    began, rests = threading.Event(), threading.Event()

    def slowly(slots):
        began.set()
        steps.append(slots)
        if len(steps) == 50:  # the other lane ends all it has before this one's next step
            rests.wait(PATIENCE)
        advance(slots)

    def later(slots):
        began.wait(PATIENCE)
        quickly(slots)

    def resting(episodes):
        rests.set()
        return rest(episodes)

    def noted(episodes, given):
        handed.append((given.row.copy(), given.t.copy()))
        hand(episodes, given)

    monkeypatch.setattr(slow.bodies, "advance", slowly)
    monkeypatch.setattr(quick.bodies, "advance", later)
    monkeypatch.setattr(RobotEpisodes, "wait_for_handover", resting)
    monkeypatch.setattr(RobotEpisodes, "hand_over", noted)
    walks = sim.rollout(x, seeds(20), record=True)
    row, t = handed[0]
    assert 0 < (row >= 0).sum() <= 5  # of at most ten of the slow one
    assert 0 < t[0] < 1000
    assert (walks.objective == reference.objective).all()
    assert (walks.measures == reference.measures).all()
    assert (walks.steps == reference.steps).all()
    for motion, undisturbed in zip(walks.motions, reference.motions, strict=True):
        assert (motion.qpos == undisturbed.qpos).all()


@pytest.mark.parametrize("steps", [10, 1000])  # the other lane rests already; it still walks
def test_a_lane_that_fails_ends_the_rollout(monkeypatch, steps):
    sim = MujocoSim(Ant(max_steps=steps), Constant(8), slots=32, threads=2)
    failing, other = (lane.bodies for lane in sim._threads)
    advance, advanced = other.advance, []
    walks, fails_now = threading.Event(), threading.Event()

    def fails(slots):
        walks.wait(PATIENCE)
        fails_now.set()
        raise RuntimeError("out of order")

    def counted(slots):
        advanced.append(slots)
        if len(advanced) == min(steps, 100) - 1:
            walks.set()
            fails_now.wait(PATIENCE)
        advance(slots)

    monkeypatch.setattr(failing, "advance", fails)
    monkeypatch.setattr(other, "advance", counted)
    x = np.zeros((32, 8))
    with pytest.raises(RuntimeError, match="out of order"):
        sim.rollout(x, seeds(32))
    assert len(advanced) < 1000


def test_seed_matters():
    x = np.zeros((2, 8)) + 0.3
    walks = walk(Constant(8), x)
    assert walks.objective[0] != walks.objective[1]


def test_recorded_motion_tells_the_measures_and_progress():
    task = walker("ant", "gait", slots=2)
    x = np.stack([task.start(jax.random.key(i)) for i in range(2)])
    walks = task.replay(x, seeds(2), record=True)
    for motion, measures, steps in zip(walks.motions, walks.measures, walks.steps, strict=True):
        assert motion.qpos.shape == (steps + 1, 15)
        assert motion.contact[1:].mean(axis=0) == pytest.approx(measures, abs=1e-6)
        low, high = np.array(Ant.joint_range).T
        assert ((motion.qpos[0, 7:] >= low) & (motion.qpos[0, 7:] <= high)).all()


def test_a_simulation_that_breaks_down_is_a_failed_row_and_costs_the_others_nothing(capfd):
    controller = Constant(8)
    x = np.zeros((3, 8), np.float32) + 0.1
    fine = walk(controller, x)
    x[1] = np.nan
    broken = walk(controller, x)
    assert broken.objective[1] == -np.inf
    assert (broken.objective[[0, 2]] == fine.objective[[0, 2]]).all()
    assert capfd.readouterr().err == ""


def test_observation_and_reward_by_hand():
    robot = Ant()
    low, high = np.array(robot.joint_range).T
    yaw = 0.3
    sensed = Sensed(
        position=jnp.array([1.0, 2.0, 0.6]),
        quaternion=jnp.array([np.cos(yaw / 2), 0.0, 0.0, np.sin(yaw / 2)]),
        velocity=jnp.array([1.0, -2.0, 0.5]),
        joint=jnp.asarray((low + high) / 2, jnp.float32),
        joint_velocity=jnp.arange(8.0),
        parts=jnp.array([22.0, 44.0]),
        contact=jnp.array([1.0, 0.0, 1.0, 0.0]),
    )
    episode = robot.advance(robot.begin(), sensed)  # placed
    observation = np.asarray(robot.observe(episode, sensed))
    bearing = np.arctan2(-2.0, 999.0) - yaw
    c, s = np.cos(yaw), np.sin(yaw)
    expected = [-0.15, np.sin(bearing), np.cos(bearing)]
    expected += [0.3 * (c - 2 * s), 0.3 * (-2 * c - s), 0.15, 0.0, 0.0]
    assert observation[:8] == pytest.approx(expected, abs=1e-5)
    assert observation[8:24:2] == pytest.approx(np.zeros(8), abs=1e-5)
    assert observation[9:24:2] == pytest.approx(0.1 * np.arange(8), abs=1e-6)
    assert (observation[24:] == 0).all()  # contacts lag a step

    moved = Sensed(**(vars(sensed) | {"parts": jnp.array([22.0 * 1.01, 44.0])}))
    action = jnp.full(8, 2.0)  # costs use the action before it is clipped
    episode = robot.advance(with_action(episode, action), moved)
    progress = (np.hypot(999.0, 2.0) - np.hypot(998.99, 2.0)) / 0.0165
    cost = -2.0 * np.mean(2.0 * 0.1 * np.arange(8)) - 0.1 * 4.0
    assert float(episode.objective) == pytest.approx(1.0 + progress + cost, abs=2e-3)
    assert np.asarray(robot.observe(episode, moved))[24:].tolist() == [1, 0, 1, 0]
    assert int(episode.t) == 1
    assert not bool(episode.done)


def with_action(episode, action):
    import equinox as eqx

    return eqx.tree_at(lambda e: e.action, episode, action)


def test_exact_jacobian_of_a_simulator_is_refused():
    with pytest.raises(ValueError, match="no exact Jacobian"):
        walker("ant", "gait", slots=1).evaluate(
            Query(jnp.zeros((1, 24)), 1, True), jax.random.key(0)
        )
