"""The interface of robots: what a simulator must know of one, and what it measures.

This is array code for one robot; each simulator maps it over its robots.
"""

import abc
from typing import Generic, NamedTuple, TypeVar

import equinox as eqx
import jax.numpy as jnp
import mujoco
import numpy as np
from jaxtyping import Array, Bool, Float, Int

TORSO = 10  # sensor values of the torso: position, quaternion, velocity
NOISE = 0.1  # rad, a joint starts within this of its angle at rest


class Sensed(eqx.Module):
    """The state of one robot after a control step, as a simulator measures it.

    Attributes:
      position: position of the torso, m.
      quaternion: orientation of the torso, w x y z.
      velocity: velocity of the torso in the world frame, m/s.
      joint: joint angles, rad, or positions, m. Joints that carry the whole robot are left out.
      joint_velocity: joint velocities, rad/s or m/s.
      parts: sum of the x, y of all parts of the robot, m.
      contact: 1 for each foot that touches something, otherwise 0.
      spin: angular velocity of the torso in the world frame, rad/s.
      force: what the actuators exert on each joint, N m or N.
      sensors: readings of the model's own sensors, one after the other.
    """

    position: Float[Array, " 3"]
    quaternion: Float[Array, " 4"]
    velocity: Float[Array, " 3"]
    joint: Float[Array, " q"]
    joint_velocity: Float[Array, " v"]
    parts: Float[Array, " 2"]
    contact: Float[Array, " c"]
    spin: Float[Array, " 3"] = eqx.field(default_factory=lambda: jnp.zeros(0, jnp.float32))
    force: Float[Array, " v"] = eqx.field(default_factory=lambda: jnp.zeros(0, jnp.float32))
    sensors: Float[Array, " s"] = eqx.field(default_factory=lambda: jnp.zeros(0, jnp.float32))


class Widths(NamedTuple):
    """Number of values of each attribute of `Sensed`, in its order; 0 for one that is not measured."""

    position: int
    quaternion: int
    velocity: int
    joint: int
    joint_velocity: int
    parts: int
    contact: int
    spin: int = 0
    force: int = 0
    sensors: int = 0


class Episode(eqx.Module):
    """The progress of one robot's episode. Robots add what they have to remember."""

    t: Int[Array, ""]  # control steps taken; -1 before the robot is placed
    objective: Float[Array, ""]  # sum of rewards so far
    reward: Float[Array, ""]  # reward of the last step
    contacts: Float[Array, " k"]  # sum of each measure's values so far, or its last value
    done: Bool[Array, ""]
    action: Float[Array, " a"]  # action of the last step


E = TypeVar("E", bound=Episode)


class AbstractRobot(eqx.Module, Generic[E]):
    """A robot: its MuJoCo model, and its observation, reward and measures."""

    dt: eqx.AbstractVar[float]  # s, control period
    substeps: eqx.AbstractVar[int]  # time steps of the simulator in a control period
    max_steps: eqx.AbstractVar[int]  # control steps of an episode, at most
    damage: eqx.AbstractVar[tuple[str, ...]]  # texts such as "front-left:missing"

    @property
    @abc.abstractmethod
    def name(self) -> str:
        """Name of the robot."""

    @property
    def reference(self) -> str:
        """Name that no other robot has: for a model from a file with its checksum."""
        return self.name

    @property
    @abc.abstractmethod
    def torso(self) -> str:
        """Name of the body whose motion is sensed."""

    @property
    @abc.abstractmethod
    def feet(self) -> tuple[str, ...]:
        """Names of the bodies whose contact is sensed."""

    @property
    @abc.abstractmethod
    def measures(self) -> tuple[str, ...]:
        """Names of the measures."""

    @property
    def bounds(self) -> tuple[tuple[float, float], ...]:
        """Lower and upper bound of each measure."""
        return ((0.0, 1.0),) * len(self.measures)

    @property
    @abc.abstractmethod
    def measured(self) -> tuple[int, ...]:
        """The number of each measure's foot, or -1 for a measure of something else."""

    @property
    def contact_measures(self) -> np.ndarray:
        """Numbers of the measures that are a foot's contact."""
        return np.flatnonzero(np.array(self.measured, int) >= 0)

    @property
    @abc.abstractmethod
    def limbs(self) -> tuple[tuple[str, ...], ...]:
        """Names of the bodies that have each measure's color."""

    @property
    @abc.abstractmethod
    def joints(self) -> tuple[str, ...]:
        """Names of the joints that do not carry the whole robot."""

    @property
    def legs(self) -> dict[str, tuple[str, ...]]:
        """The bodies of each limb, by its name."""
        return dict(zip(self.measures, self.limbs, strict=True))

    def joint_rest(self, joint: str) -> float:
        """Returns the angle around which a joint starts, rad, or the position of a slide, m."""
        return float(self.rest[self.joints.index(joint)])

    @abc.abstractmethod
    def undamaged(self) -> mujoco.MjSpec:
        """Returns the robot and its floor as a new MuJoCo specification, without the robot's damage."""

    @abc.abstractmethod
    def spec(self) -> mujoco.MjSpec:
        """Returns the robot and its floor as a new MuJoCo specification, which the caller may change."""

    def model(self) -> mujoco.MjModel:
        """Returns the robot and its floor as a new MuJoCo model."""
        return self.spec().compile()

    @property
    @abc.abstractmethod
    def observations(self) -> int:
        """Number of observations."""

    @property
    @abc.abstractmethod
    def actions(self) -> int:
        """Number of actions."""

    @property
    @abc.abstractmethod
    def widths(self) -> Widths:
        """Number of values of each attribute of `Sensed`."""

    @property
    @abc.abstractmethod
    def rest(self) -> np.ndarray:
        """Joint positions [q] in rad or m around which episodes start."""

    @property
    def start(self) -> np.ndarray | None:
        """The pose qpos [nq] at which episodes start, apart from the joints; None for the model's."""
        return None

    def columns(self, model: mujoco.MjModel) -> tuple[np.ndarray, np.ndarray]:
        """Returns the numbers of the joints' entries in qpos and qvel. Here these are the last ones."""
        q, v = self.widths.joint, self.widths.joint_velocity
        return np.arange(model.nq - q, model.nq), np.arange(model.nv - v, model.nv)

    def sensor_entries(self, model: mujoco.MjModel) -> np.ndarray:
        """Returns the entries of sensordata with `Sensed.sensors`."""
        return np.zeros(0, int)

    @property
    def varied(self) -> np.ndarray:
        """True for each joint whose start is drawn around `rest`, [q] bool."""
        return np.ones(self.widths.joint, bool)

    @property
    def averaged(self) -> np.ndarray:
        """True for each measure that is a mean over the steps, False for a last value, [k] bool."""
        return np.ones(len(self.measures), bool)

    @property
    def walks(self) -> bool:
        """True if the robot moves about, so that its steadiness says something."""
        return True

    @abc.abstractmethod
    def begin(self) -> E:
        """Returns an episode that has not started."""

    @abc.abstractmethod
    def observe(self, episode: E, sensed: Sensed) -> Float[Array, " o"]:
        """Returns the observation."""

    @abc.abstractmethod
    def advance(self, episode: E, sensed: Sensed) -> E:
        """Returns the progress after the control step that led to `sensed`.

        The first call, with the robot as placed (t = -1), counts nothing.
        """

    @abc.abstractmethod
    def steadiness(self, episode: E) -> Float[Array, ""]:
        """Returns the progress in one half of an episode, divided by that in the other, better half."""

    @abc.abstractmethod
    def shares(self, episode: E) -> Float[Array, " k"]:
        """Returns what the last step added to each measure, from which critics learn.

        0 stands for the measure's lower bound, and 1 for its upper bound.
        """

    def command(self, action: Float[Array, " a"]) -> Float[Array, " a"]:
        """Returns the actuators' controls for an action in [-1, 1]."""
        return action

    @abc.abstractmethod
    def farthest(self, objective: float) -> float:
        """Returns a distance from the start, m, that the robot does not exceed at this objective."""


def evenness(marks: Float[Array, " 2"], end: Float[Array, ""]) -> Float[Array, ""]:
    """Returns the progress in one half of an episode, divided by that in the other, better half.

    Args:
      marks: where the robot was at the start of the episode and after half of it.
      end: where it is at the end.
    """
    first, second = marks[1] - marks[0], end - marks[1]
    walked = (first > 0.0) & (second > 0.0)
    better = jnp.where(walked, jnp.maximum(first, second), 1.0)
    return jnp.where(walked, jnp.minimum(first, second) / better, 0.0)
