"""The robots as Gymnasium environments. Importing this module registers them.

    import gymnasium, ramify.envs
    env = gymnasium.make("ramify/QDAnt-v0", sim="bullet")

References:
  Nilsson & Cully (2021), QDgym; Towers et al. (2024), Gymnasium.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import equinox as eqx
import jax
import numpy as np

from ramify.robots.robot import AbstractRobot, Episode
from ramify.sims.control import NOISE, as_sensed
from ramify.sims.cpu.threads import AbstractThreadedSimulator, SimulatorDiedError
from ramify.sims.episodes import feet_down
from ramify.sims.table import WALKERS, on_device
from ramify.tasks.locomotion import walker

try:
    import gymnasium
except ImportError as error:
    raise ImportError("ramify.envs needs Gymnasium: pip install 'ramify[gymnasium]'.") from error

IDS = {
    f"ramify/QD{name}-v0": robot
    for name, robot in {
        "Ant": "ant",
        "HalfCheetah": "half-cheetah",
        "Hopper": "hopper",
        "Walker2D": "walker2d",
        "Humanoid": "humanoid",
    }.items()
}
STEPS = 1000  # steps of an episode, if made by `gymnasium.make`
ENDLESS = 2**31 - 2
SIZE = 480, 360  # pixels


class QDEnv(gymnasium.Env[np.ndarray, np.ndarray]):
    """A QDgym robot in a simulator.

    Observation, reward and end of an episode are those of `ramify.tasks.walker`. After each step,
    `info["measures"]` is the share of the episode's steps in which each foot touched the floor, and
    `info["feet"]` is True for each foot that touches it now. `env.unwrapped.robot.measures` has their
    names.

    Args:
      robot: a key of `ramify.robots.robots.ROBOTS`.
      sim: "mujoco" or "bullet". (mjx cannot step a single robot.)
      render_mode: None, "rgb_array", or "human" for a window.
      damage: damages of the robot, such as ("front-left:missing",) (`ramify list damages`).

    Raises:
      ValueError: the robot, simulator, mode or damage is unknown, or PyBullet is not installed.

    Example:
      >>> env = QDEnv("hopper")
      >>> observation, info = env.reset(seed=0)
      >>> observation, reward, terminated, truncated, info = env.step(env.action_space.sample())
      >>> observation.shape, info["measures"].shape
      ((15,), (1,))
    """

    metadata = {"render_modes": ["rgb_array", "human"], "render_fps": 61}  # noqa: RUF012

    def __init__(
        self,
        robot: str = "ant",
        sim: str = "mujoco",
        render_mode: str | None = None,
        damage: Sequence[str] = (),
    ):
        if render_mode not in (None, *self.metadata["render_modes"]):
            raise ValueError(f"render_mode={render_mode!r}: choose 'rgb_array' or 'human'.")
        self.render_mode = render_mode
        if sim not in WALKERS or on_device(sim):
            choice = " or ".join(name for name in WALKERS if not on_device(name))
            raise ValueError(f"sim={sim!r} cannot step a single environment: choose {choice}.")
        simulator = walker(robot, "gait", sim=sim, steps=ENDLESS, threads=1, damage=damage).sim
        assert isinstance(simulator, AbstractThreadedSimulator)
        self.sim = simulator
        self.robot = self.sim.robot
        self.action_space = gymnasium.spaces.Box(-1.0, 1.0, (self.robot.actions,), np.float32)
        self.observation_space = gymnasium.spaces.Box(
            -5.0, 5.0, (self.robot.observations,), np.float32
        )
        self._bodies, self._slot = self.sim.bodies(1), np.zeros(1, np.int32)
        self._episode: Episode | None = None
        self._stage: Any = None
        self._window: Any = None

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """Starts an episode. Joint angles are drawn within 0.1 rad of rest, from the seed.

        Args:
          options: {"joints": angles} sets the joint angles instead, [a], rad.
        """
        super().reset(seed=seed)
        joints = self.sim.rest + self.np_random.uniform(-NOISE, NOISE, self.sim.rest.size)
        if options and "joints" in options:
            joints = np.array(options["joints"], np.float64)
            if joints.shape != self.sim.rest.shape:
                raise ValueError(
                    f"options['joints'] has shape {joints.shape}: give {self.sim.rest.size} angles in "
                    "rad."
                )
        try:
            self._bodies.place(self._slot, joints[None])
        except SimulatorDiedError:  # its process died between two episodes
            self._bodies.place(self._slot, joints[None])
        observation, self._episode = self._account(
            self.robot.begin(), np.zeros(joints.size, np.float32)
        )
        self._show()
        return observation, self._info(self._episode)

    def step(self, action: np.ndarray) -> tuple[np.ndarray, float, bool, bool, dict[str, Any]]:
        """Runs one control period. Actions beyond +-1 are clipped; their costs are those before
        clipping.

        Raises:
          ResetNeeded: no episode has begun, or Bullet's process ended; `reset` starts another.
          RuntimeError: the simulation became unstable.
        """
        if self._episode is None:
            raise gymnasium.error.ResetNeeded("Call reset before the first step.")
        action = np.array(action, np.float32)  # a copy, which the episode keeps
        self._bodies.control[0] = np.clip(action, -1.0, 1.0)
        try:
            self._bodies.advance(self._slot)
        except SimulatorDiedError as died:
            self._episode = None
            raise gymnasium.error.ResetNeeded(
                f"The episode is lost: call reset. ({died})"
            ) from None
        observation, episode = self._account(self._episode, action)
        self._episode = episode
        if self._bodies.broken(self._slot)[0] or not np.isfinite(observation).all():
            raise RuntimeError("The simulation became unstable: call reset.")
        self._show()
        return observation, float(episode.reward), bool(episode.done), False, self._info(episode)

    def render(self) -> np.ndarray | None:
        """Returns an image [height, width, 3], uint8, from a camera that follows the robot."""
        if self.render_mode != "rgb_array":
            return None
        if self._stage is None:
            self._stage = _stage(self.robot, self._pose)
        (target,) = self._stage.torso([self._pose])
        return np.asarray(self._stage.draw(self._pose, target))

    def close(self) -> None:
        for shown in (self._stage, self._window):
            if shown is not None:
                shown.close()
        self._stage = self._window = None
        self._bodies.close()

    def _account(self, episode: Episode, action: np.ndarray) -> tuple[np.ndarray, Episode]:
        row = np.concatenate(
            [*self._bodies.sense(self._slot), np.zeros((1, action.size))], 1, dtype=np.float32
        )
        observation, after, shares = self._accounting(episode, action, row[0])
        self._feet = feet_down(self.robot, np.asarray(shares))
        return np.array(observation), after

    @cached_property
    def _accounting(self) -> Any:
        @jax.jit
        def account(episode: Episode, action: jax.Array, row: jax.Array) -> tuple:
            episode = eqx.tree_at(lambda e: e.action, episode, action)
            now, _ = as_sensed(self.robot, row)
            after = self.robot.advance(episode, now)
            return self.robot.observe(episode, now), after, self.robot.shares(after)

        return account

    def _info(self, episode: Episode) -> dict[str, Any]:
        sums = np.asarray(episode.contacts)
        means = sums / max(int(episode.t), 1)
        return {"measures": np.where(self.robot.averaged, means, sums), "feet": self._feet}

    @property
    def _pose(self) -> np.ndarray:
        return self._bodies.pose(0)

    def _show(self) -> None:
        """Shows a frame in the window, if the render mode is "human"."""
        if self.render_mode != "human":
            return
        if self._window is None:
            self._window = _window(self.robot)
        self._window.show(self._pose)


def _window(robot: AbstractRobot) -> Any:
    from ramify.view.window import Window

    return Window(_restyled(robot), robot.torso, robot.dt)


def _stage(robot: AbstractRobot, pose: np.ndarray) -> Any:
    from ramify.view.film import available
    from ramify.view.stage import Stage

    reason = available()
    if reason is not None:
        raise RuntimeError(reason)
    return Stage(_restyled(robot), [pose[None]], SIZE, 2)


def _restyled(robot: AbstractRobot) -> Any:

    from ramify.view.stage import restyled

    return restyled(robot.spec(), [list(limb) for limb in robot.limbs])


for _id, _robot in IDS.items():
    if _id not in gymnasium.registry:
        gymnasium.register(
            _id, "ramify.envs:QDEnv", max_episode_steps=STEPS, kwargs={"robot": _robot}
        )
