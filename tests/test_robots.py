"""The five robots in both simulators; in Bullet, beside the original environments."""

import itertools
import os
import signal
import subprocess
import sys
import time

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest
from _original import Original
from distributions import mass as mass_of
from selection import long, long_except

from ramify.controllers.mlp import MLP
from ramify.controllers.sine_gait import SineGait
from ramify.core import Query
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.bullet import BulletSim
from ramify.sims.cpu.bullet_worker import Robots
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.tasks.locomotion import walker

MASS = {  # kg; observations, actions, measures: QDgym's
    "ant": (182.18, 28, 8, 4),
    "half-cheetah": (38.19, 26, 6, 2),
    "hopper": (15.82, 15, 3, 1),
    "walker2d": (23.68, 22, 6, 2),
    "humanoid": (42.12, 44, 17, 2),
}
ROBOT = pytest.mark.parametrize("name", list(ROBOTS))


def seeds(count):
    return np.stack([np.zeros(count), np.arange(count)], axis=1).astype(np.uint32)


def networks(robot, count):
    controller = MLP((robot.observations, 8, len(robot.joints)))
    keys = jax.random.split(jax.random.key(1), count)
    return controller, jnp.stack([controller.init(key) for key in keys])


@ROBOT
def test_mass_and_sizes_are_those_of_the_original(name):
    robot, (mass, observations, actions, measures) = ROBOTS[name](), MASS[name]
    model = mujoco.MjModel.from_xml_string(robot.mjcf)
    assert model.body_mass.sum() == pytest.approx(mass, abs=0.01)
    assert mass_of(name, "bullet") == pytest.approx(model.body_mass.sum(), rel=2e-5)
    sizes = robot.observations, len(robot.joints), len(robot.measures)
    assert sizes == (observations, actions, measures)
    assert model.nu == actions == len(robot.torque) == len(robot.joint_range)
    assert [model.joint(joint).name for joint in robot.joints] == list(robot.joints)
    low, high = np.array(robot.joint_range).T
    ranges = np.array([model.joint(joint).range for joint in robot.joints])
    np.testing.assert_allclose(ranges, np.stack([low, high], 1), atol=1e-6)


@ROBOT
def test_a_bullet_robot_does_what_the_original_does(name):
    """To float32 rounding: observations, rewards, end and measures."""
    steps = 150
    robot = ROBOTS[name](max_steps=steps)
    joints, o = len(robot.joints), robot.observations
    sim = BulletSim(robot, SineGait(joints), threads=1)
    rng = np.random.default_rng(0)
    # Beyond +-1 as well, to be clipped; calmly at first, so that it does not fall at once.
    spread = np.linspace(0.05, 1.5, steps)[None, :, None]
    actions = (spread * rng.normal(size=(2, steps, joints))).astype(np.float32)
    starts = np.asarray(sim.starts(jnp.asarray(seeds(2))), np.float64)
    ours = sim.rollout(np.zeros((2, 3 * joints)), seeds(2), trace=True, noise=actions)
    original = Original(name)
    original.reset(starts[0])  # its very first episode counts its parts without the floor
    for i in range(2):
        trace, total, done = ours.trace[i], 0.0, False
        np.testing.assert_allclose(trace[0, :o], original.reset(starts[i]), atol=2e-6)
        t = 0
        while not done and t < steps:
            observation, reward, done = original.step(actions[i, t].astype(np.float64))
            total, t = total + reward, t + 1
            np.testing.assert_allclose(trace[t, :o], observation, atol=2e-6)
            assert trace[t, o + joints] == pytest.approx(reward, abs=1e-4)
        assert t == ours.steps[i] > 10
        assert ours.objective[i] == pytest.approx(total, abs=1e-2)
        np.testing.assert_allclose(ours.measures[i], original.measures, atol=1e-6)


@ROBOT
def test_a_pose_in_bullet_is_the_same_pose_in_mujoco(name):
    """Links, joints, their order and axes agree: torso and parts of both robots are where they are."""
    robot = ROBOTS[name]()
    low, high = np.array(robot.joint_range).T
    bullet = BulletSim(robot, SineGait(len(low)), threads=1).bodies(1)
    mine = MujocoSim(robot, SineGait(len(low))).bodies(16)
    mine.place(np.arange(16), np.zeros((16, len(low))))
    rng, slot = np.random.default_rng(0), np.array([0])

    def agree(atol):
        mine.qpos[0] = bullet.pose(0)
        mine._batch.forward(ids=np.array([0], np.int32), stage=int(mujoco.mjtStage.mjSTAGE_VEL))
        here, there = mine.sense(slot), bullet.sense(slot)
        np.testing.assert_allclose(here[0][0, :3], there[0][0, :3], atol=atol)
        turned = np.abs(np.sum(here[0][0, 3:7] * there[0][0, 3:7]))  # q and -q are one rotation
        assert turned == pytest.approx(1.0, abs=atol)
        np.testing.assert_allclose(here[1][0], there[1][0], atol=1e-6)
        np.testing.assert_allclose(here[3][0], there[3][0], atol=atol * robot.parts)

    for _ in range(5):
        bullet.place(slot, rng.uniform(low, high)[None])
        agree(1e-5)
    bullet.place(slot, rng.uniform(-0.1, 0.1, (1, len(low))))
    for _ in range(20):
        bullet.control[:] = rng.uniform(-1.0, 1.0, len(low))
        bullet.advance(slot)
    agree(0.02)  # Bullet tells links' places of a substep before the joints'


@pytest.mark.parametrize(
    ("name", "sim"),
    long_except(
        itertools.product(ROBOTS, ("mujoco", "bullet")),
        [("walker2d", "mujoco")],
    ),
)
def test_an_episode_depends_on_parameters_and_seed_only(name, sim):
    robot = ROBOTS[name](max_steps=40)
    controller, x = networks(robot, 5)
    kind = {"mujoco": MujocoSim, "bullet": BulletSim}[sim]
    together = kind(robot, controller, threads=1)
    one, again = together.rollout(x, seeds(5)), together.rollout(x[::-1], seeds(5)[::-1])
    assert (one.objective == again.objective[::-1]).all()
    assert (one.measures == again.measures[::-1]).all()
    alone = kind(robot, controller, slots=16, threads=2).rollout(x[3:4], seeds(5)[3:4])
    assert alone.objective[0] == one.objective[3] and alone.steps[0] == one.steps[3]
    assert np.isfinite(one.objective).all() and one.objective.std() > 0
    assert ((one.measures >= 0) & (one.measures <= 1)).all()


@pytest.mark.parametrize("sim", ["mujoco", long("bullet")])
@pytest.mark.long
def test_a_foots_reward_is_its_touch_and_only_a_fall_is_terminal(sim):
    """Of two robots: an Ant, whose feet differ, and a hopper that falls."""
    for robot, steps in ("ant", 30), ("hopper", 60):
        task = walker(robot, sim=sim, steps=steps, slots=4)
        x = np.stack([task.start(key) for key in jax.random.split(jax.random.key(0), 6)])
        found = task.evaluate(Query(x, 6, wants_transitions=True), jax.random.key(1))
        seen, walked = found.transitions, np.asarray(found.fields["steps"])
        assert len(np.unique(np.asarray(found.measures))) >= 6, "differences to tell"
        for reward, count, measures in zip(seen.reward, walked, found.measures, strict=True):
            share = np.asarray(reward[:count, 1:] > 0).sum(axis=0)
            np.testing.assert_array_equal(np.abs(reward[:count, 1:]), 1.0)
            np.testing.assert_allclose(share / count, measures, rtol=1e-6)
        np.testing.assert_array_equal(seen.steps, walked)
        np.testing.assert_array_equal(seen.terminal, walked < steps)
        assert np.any(walked < steps if robot == "hopper" else walked == steps)


def test_a_half_cheetah_falls_and_goes_on_and_pays_for_its_knees():
    robot = ROBOTS["half-cheetah"](max_steps=200)
    walks = MujocoSim(robot, SineGait(6)).rollout(np.zeros((1, 18)), seeds(1), trace=True)
    assert walks.steps[0] == 200
    assert walks.objective[0] < 0.0  # it lies on a shin, at -1 a step
    assert float(robot.alive(0.5, 0.0, jnp.array([1.0, 0, 0, 1, 0, 0]))) == 1.0
    for link in (1, 2, 4, 5):
        assert float(robot.alive(0.5, 0.0, jnp.zeros(6).at[link].set(1.0))) == -1.0
    assert float(robot.alive(0.5, 1.1, jnp.zeros(6))) == -1.0


def test_a_fallen_humanoid_begins_anew_as_if_there_had_been_no_other():
    """Bullet remembers what touched what in the episodes before."""

    def walk(robots, seed):
        rng = np.random.default_rng(seed)
        robots.place(slot, np.zeros((1, 17)))
        actions = rng.uniform(-1.0, 1.0, (100, 1, 17))
        return np.concatenate([robots.advance(slot, action) for action in actions])

    slot = np.array([0])
    model = BulletSim(ROBOTS["humanoid"](), SineGait(17)).bodies(1).model
    used, fresh = Robots(model), Robots(model)
    for seed in range(5):
        assert (walk(used, seed) == walk(fresh, seed)).all()


@pytest.mark.parametrize("name", ["hopper", "half-cheetah"])  # one falls, the other never does
def test_a_broken_world_of_bullet_fails_its_row_and_is_replaced(name):
    robot = ROBOTS[name](max_steps=20)
    controller, x = networks(robot, 5)
    sim = BulletSim(robot, controller, slots=16, threads=1)
    calm = sim.rollout(x, seeds(5))
    assert sim.rollout(np.full_like(x, np.nan), seeds(5)).objective.tolist() == [-np.inf] * 5
    again = sim.rollout(x, seeds(5))
    assert (again.objective == calm.objective).all() and np.isfinite(calm.objective).all()
    assert (again.measures == calm.measures).all()


@pytest.mark.long
def test_a_killed_worker_costs_nothing():
    robot = ROBOTS["hopper"](max_steps=30)
    controller, x = networks(robot, 12)
    sim = BulletSim(robot, controller, threads=1)
    calm = sim.rollout(x, seeds(12), trace=True)
    bodies = sim._threads[0].bodies
    advance, steps = bodies.advance, []

    def killing(slots):
        steps.append(slots)
        if len(steps) == 5:
            os.kill(bodies._worker.pid, signal.SIGKILL)
        advance(slots)

    bodies.advance = killing
    shaken = sim.rollout(x, seeds(12), trace=True)
    assert len(steps) > 5
    assert (shaken.objective == calm.objective).all() and (shaken.steps == calm.steps).all()
    assert (shaken.trace == calm.trace).all()


@pytest.mark.long
def test_a_worker_that_keeps_dying_fails_the_rows_it_holds():
    robot = ROBOTS["hopper"](max_steps=30)
    controller, x = networks(robot, 3)
    sim = BulletSim(robot, controller, threads=1)
    bodies = sim._threads[0].bodies
    advance = bodies.advance

    def killing(slots):
        os.kill(bodies._worker.pid, signal.SIGKILL)
        advance(slots)

    bodies.advance = killing
    walks = sim.rollout(x, seeds(3))
    assert (walks.objective == -np.inf).all()
    bodies.advance = advance
    assert np.isfinite(sim.rollout(x, seeds(3)).objective).all()


@pytest.mark.long
def test_a_worker_ends_with_its_parent():
    script = (
        "import numpy as np\n"
        "from ramify.tasks.locomotion import walker\n"
        "task = walker('hopper', 'gait', sim='bullet', steps=2, threads=1)\n"
        "task.replay(np.zeros((1, 9)), np.zeros((1, 2), np.uint32))\n"
        "print(task.sim._threads[0].bodies._worker.pid, flush=True)\n"
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    worker = int(done.stdout)
    patience = time.monotonic() + 120.0  # s; the machine may be busy
    while time.monotonic() < patience:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        with open(f"/proc/{worker}/stat") as stat:
            if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                return
        time.sleep(0.1)
    pytest.fail("the worker outlived its parent")


def test_names_that_are_not_known_are_answered_with_those_that_are():
    with pytest.raises(ValueError, match="choose one of ant, half-cheetah, hopper"):
        walker("dog")
    with pytest.raises(ValueError, match="choose one of mujoco, bullet"):
        walker("ant", sim="gazebo")


def test_bullet_that_is_not_installed_is_named_with_its_extra(monkeypatch):
    monkeypatch.setattr("ramify.sims.simulator.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"pip install 'ramify\[bullet\]'"):
        walker("ant", sim="bullet")
