"""The original environments: the classes of pybullet_envs, with contacts counted as in QDgym.

pybullet_envs imports a version of gym from 2018 and uses little of it. A small
replacement provides that.
"""

import sys
import types
import warnings

import numpy as np

MEASURED = {"half-cheetah": (0, 3)}  # indices in foot_list; other robots: all
CLASSES = {
    "ant": "AntBulletEnv",
    "half-cheetah": "HalfCheetahBulletEnv",
    "hopper": "HopperBulletEnv",
    "walker2d": "Walker2DBulletEnv",
    "humanoid": "HumanoidBulletEnv",
}


class Original:
    """An environment of pybullet_envs that is stepped as in QDgym.

    Args:
      robot: a key of `CLASSES`.
    """

    def __init__(self, robot: str):
        _stand_in_for_gym()
        with warnings.catch_warnings(action="ignore"):
            from pybullet_envs import gym_locomotion_envs

        self.env = getattr(gym_locomotion_envs, CLASSES[robot])()
        self._measured = list(MEASURED.get(robot, range(len(self.env.robot.foot_list))))

    def reset(self, joints: np.ndarray) -> np.ndarray:
        """Starts an episode with these joint angles (rad). Returns the observation."""
        self.env.robot.np_random = _Drawn(joints)
        self._contacts, self._steps = np.zeros(len(self._measured)), 0
        return self.env.reset()

    def step(self, action: np.ndarray) -> tuple[np.ndarray, float, bool]:
        """Returns the observation, the reward, and True if the episode has ended."""
        observation, reward, done, _ = self.env.step(action)
        self._contacts += self.env.robot.feet_contact[self._measured]
        self._steps += 1
        return observation, reward, done

    @property
    def measures(self) -> np.ndarray:
        """Share of time that each foot touches the floor."""
        return self._contacts / self._steps


class _Drawn:
    """A random generator that returns given values."""

    def __init__(self, values: np.ndarray):
        self._values = iter(values.tolist())

    def uniform(self, low: float, high: float) -> float:
        value = next(self._values)
        assert low <= value <= high
        return value


class _Box:
    def __init__(self, low, high, dtype=None):
        self.low, self.high = low, high


def _stand_in_for_gym() -> None:
    """Provides what pybullet_envs imports from gym and pkg_resources."""
    if "gym" in sys.modules:
        return
    names = ("gym", "gym.spaces", "gym.utils", "gym.utils.seeding", "gym.envs")
    modules = {name: types.ModuleType(name) for name in (*names, "gym.envs.registration")}
    for name, module in modules.items():
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(modules[parent], child, module)
    gym = modules["gym"]
    gym.Env, gym.__version__ = object, "0.15.4"
    gym.spaces.Box = _Box
    gym.utils.seeding.np_random = lambda seed=None: (np.random.default_rng(seed), seed)
    registration = modules["gym.envs.registration"]
    registration.registry = types.SimpleNamespace(env_specs={}, all=lambda: [])
    registration.make = registration.spec = None
    registration.register = lambda *args, **kwargs: None
    if "pkg_resources" not in sys.modules:
        packages = types.ModuleType("pkg_resources")
        packages.parse_version = lambda text: tuple(map(int, text.split(".")))
        sys.modules["pkg_resources"] = packages
