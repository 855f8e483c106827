"""The robots as Gymnasium environments."""

import contextlib
import os
import signal
import threading

import glfw
import gymnasium
import jax
import jax.numpy as jnp
import mujoco
import mujoco.viewer
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.wrappers import TimeLimit

import ramify.envs
from ramify.robots.robots import ROBOTS
from ramify.tasks.locomotion import walker
from ramify.view import film

ALL = pytest.mark.parametrize(
    ("name", "sim"), [(name, sim) for name in ramify.envs.IDS for sim in ("mujoco", "bullet")]
)


def test_every_robot_is_there():
    assert set(ramify.envs.IDS.values()) == set(ROBOTS)


@ALL
@pytest.mark.filterwarnings("ignore:.*render.*:UserWarning")
def test_gymnasium_has_nothing_to_say_against_it(name, sim):
    env = gymnasium.make(name, sim=sim)
    check_env(env.unwrapped, skip_render_check=True)
    assert env.spec.max_episode_steps == 1000
    env.close()


@pytest.mark.parametrize("sim", ["mujoco", "bullet"])
@pytest.mark.parametrize("name", ["ant", "half-cheetah"])
def test_an_environment_earns_what_a_rollout_earns(name, sim):
    """The same network from the same joints: return, measures and length."""
    steps = 60
    task = walker(name, sim=sim, steps=steps, hidden=(8,), threads=1)
    controller = task.sim.controller
    x = controller.init(jax.random.key(3))
    seeds = np.array([[0, 5]], np.uint32)
    walks = task.replay(np.asarray(x)[None], seeds)
    joints = np.asarray(task.sim.starts(jnp.asarray(seeds)))[0]
    policy = controller.unflatten(x)
    act = jax.jit(lambda o, t: controller.act(policy, o, t))
    env = TimeLimit(ramify.envs.QDEnv(name, sim), steps)
    observation, info = env.reset(options={"joints": joints})
    total, t, over, stood = 0.0, 0, False, 0
    while not over:
        action = np.asarray(act(jnp.asarray(observation), jnp.int32(t)))
        observation, reward, terminated, truncated, info = env.step(action)
        total, t, over = total + reward, t + 1, terminated or truncated
        stood = stood + info["feet"]
        np.testing.assert_allclose(info["measures"], stood / t, atol=1e-6)
    assert t == walks.steps[0] == steps and truncated
    assert total == pytest.approx(walks.objective[0], rel=0.02, abs=2.0)
    np.testing.assert_allclose(info["measures"], walks.measures[0], atol=0.1)
    env.close()


def test_the_seed_decides_and_a_second_episode_forgets_the_first():
    env = ramify.envs.QDEnv("hopper", "bullet")

    def episode(seed):
        seen = [env.reset(seed=seed)[0]]
        for t in range(20):
            seen.append(env.step(np.full(3, np.sin(t), np.float32))[0])
        return np.array(seen)

    one, two, again = episode(1), episode(2), episode(1)
    assert (one == again).all() and (one != two).any()


def test_falling_terminates():
    env = gymnasium.make("ramify/QDHopper-v0")
    env.reset(seed=0)
    for _ in range(200):
        *_, terminated, truncated, info = env.step(env.action_space.sample())
        if terminated:
            break
    assert terminated and not truncated and 0.0 <= info["measures"][0] <= 1.0


def test_several_side_by_side():
    envs = gymnasium.make_vec("ramify/QDAnt-v0", num_envs=2, vectorization_mode="sync")
    observation, _ = envs.reset(seed=3)
    assert observation.shape == (2, 28) and (observation[0] != observation[1]).any()
    observation, reward, *_, info = envs.step(np.zeros((2, 8), np.float32))
    assert reward.shape == (2,) and info["measures"].shape == (2, 4)
    envs.close()


@pytest.mark.parametrize("sim", ["mujoco", "bullet"])
def test_it_is_drawn_or_said_why_not(sim):
    env = gymnasium.make("ramify/QDAnt-v0", sim=sim, render_mode="rgb_array")
    env.reset(seed=0)
    if film.available() is not None:
        with pytest.raises(RuntimeError, match="cannot draw"):
            env.render()
        return
    first = env.render()
    for _ in range(15):
        env.step(np.full(8, 0.5, np.float32))
    assert first.shape == (360, 480, 3) and first.dtype == np.uint8 and first.std() > 5
    assert np.abs(first.astype(int) - env.render()).mean() > 0.5
    env.close()


@pytest.mark.long
def test_side_by_side_in_processes_of_their_own():
    """Forked, they would inherit JAX's threads stopped where they were."""
    robot = {"sim": "bullet", "vector_kwargs": {"context": "spawn"}}
    envs = gymnasium.make_vec("ramify/QDHopper-v0", 2, vectorization_mode="async", **robot)
    alone = gymnasium.make("ramify/QDHopper-v0", sim="bullet")
    try:
        both, one = envs.reset(seed=3)[0], alone.reset(seed=3)[0]
        np.testing.assert_array_equal(both[0], one)
        action = np.full((2, 3), 0.5, np.float32)
        np.testing.assert_array_equal(envs.step(action)[0][0], alone.step(action[0])[0])
    finally:
        envs.close()
        alone.close()


def test_bullets_process_that_is_killed_costs_an_episode():
    env = ramify.envs.QDEnv("hopper", "bullet")
    first, _ = env.reset(seed=1)
    worker = env._bodies._worker
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(gymnasium.error.ResetNeeded, match=r"is lost: call reset.*SIGKILL"):
        env.step([0.0, 0.0, 0.0])
    again, _ = env.reset(seed=1)
    os.kill(worker.pid, signal.SIGKILL)
    np.testing.assert_array_equal(env.reset(seed=1)[0], first)
    np.testing.assert_array_equal(again, first)
    env.close()
    assert worker.pid is None


def test_what_is_wrong_is_said():
    for sim in ("gazebo", "mjx"):
        with pytest.raises(ValueError, match="choose mujoco or bullet"):
            ramify.envs.QDEnv("ant", sim)
    with pytest.raises(ValueError, match="choose one of ant"):
        ramify.envs.QDEnv("dog")
    with pytest.raises(ValueError, match="'rgb_array' or 'human'"):
        ramify.envs.QDEnv("ant", render_mode="ansi")
    env = ramify.envs.QDEnv("ant")
    with pytest.raises(gymnasium.error.ResetNeeded):
        env.step(np.zeros(8))
    with pytest.raises(ValueError, match="give 8 angles"):
        env.reset(options={"joints": [0.0]})


def test_a_window_wants_a_display(monkeypatch):
    monkeypatch.setattr(glfw, "init", lambda: False)
    env = gymnasium.make("ramify/QDHopper-v0", render_mode="human")
    with pytest.raises(RuntimeError, match="'rgb_array' draws without one"):
        env.reset(seed=0)


class Viewer(threading.Thread):
    """In the place of MuJoCo's, which wants a display: what it is told to show, and how long it runs."""

    def __init__(self, model, data, **options):
        super().__init__(daemon=True)
        self.data, self.cam, self.shown, self.over = data, mujoco.MjvCamera(), [], threading.Event()
        self.start()

    run = property(lambda self: self.over.wait)
    lock = contextlib.nullcontext

    def is_running(self):
        return not self.over.is_set()

    def sync(self):
        self.shown.append(self.data.qpos.copy())

    def close(self):
        self.over.set()


class Clock:
    """In the place of `time`: sleeping takes no time."""

    now = 0.0

    def perf_counter(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


def test_a_window_shows_every_step_in_real_time(monkeypatch):
    viewers, clock = [], Clock()

    def launched(*args, **options):
        viewers.append(Viewer(*args))
        return viewers[-1]

    monkeypatch.setattr(glfw, "init", lambda: True)
    monkeypatch.setattr(mujoco.viewer, "launch_passive", launched)
    monkeypatch.setattr("ramify.view.window.time", clock)
    env = gymnasium.make("ramify/QDHopper-v0", render_mode="human")
    env.reset(seed=0)
    poses = [env.unwrapped._pose.copy()]
    for _ in range(20):
        env.step(np.zeros(3))
        poses.append(env.unwrapped._pose.copy())
    (viewer,) = viewers
    np.testing.assert_array_equal(viewer.shown, poses)
    assert clock.now == pytest.approx(20 * 0.0165)
    viewer.over.set()  # its user closes it
    env.step(np.zeros(3))
    assert len(viewer.shown) == 21
    env.close()
    assert not viewer.is_alive()
