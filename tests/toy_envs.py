"""Small environments for test_gymnasium.py. Worker processes import this: no JAX here."""

import os
import signal
import time
from pathlib import Path

import gymnasium
import numpy as np
from gymnasium import spaces


class Walk(gymnasium.Env):
    """x moves by a tenth of the action and a little noise; beyond 1 it is over. Reward 1 - x^2.

    Args:
      fault: (env, action) -> reward instead, called where the action is above 3.
      limit: steps after which it says it is truncated.
    """

    observation_space = spaces.Box(-np.inf, np.inf, (2,))
    action_space = spaces.Box(np.float32([-2.0]), np.float32([4.0]))

    def __init__(self, fault=None, limit=None):
        self.fault, self.limit, self.resets = fault, limit, 0

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.resets += 1
        self.x, self.t = self.np_random.uniform(-0.1, 0.1), 0
        return self.observation(), {}

    def step(self, action):
        assert action.shape == (1,) and action.dtype == np.float32
        self.x += 0.1 * float(action[0]) + self.np_random.normal(scale=0.02)
        self.t += 1
        reward = 1.0 - self.x**2
        if self.fault is not None and action[0] > 3.0:
            reward = self.fault(self, action)
        info = {"place": self.x, "pace": float(action[0])}
        return self.observation(), reward, abs(self.x) > 1.0, self.t == self.limit, info

    def observation(self):
        return np.array([self.x, 1.0], np.float32)


def cosine(env, observation, action, reward, info):
    """Of Pendulum's angle."""
    return observation[0]


def raises(env, action):
    raise ZeroDivisionError(f"{env.x} is no good")


def is_nan(env, action):
    return np.nan


def kills(env, action):
    os.kill(os.getpid(), signal.SIGKILL)


def hangs(env, action):
    """For ever; the file that HANGS names tells when it begins."""
    if "HANGS" in os.environ:
        Path(os.environ["HANGS"]).touch()
    time.sleep(3600)


def dawdles(env, action):
    time.sleep(0.4)
    return 0.0


def forgets_nothing(env, action):
    return float(env.resets)


class KillsOnce:
    """The worker, where it finds no such file."""

    def __init__(self, flag):
        self.flag = Path(flag)

    def __call__(self, env, action):
        if env.t == 3 and not self.flag.exists():
            self.flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return 1.0 - env.x**2


class Spaced(gymnasium.Env):
    """Of these spaces, and nothing else."""

    def __init__(self, sees, does):
        self.observation_space, self.action_space = sees, does
