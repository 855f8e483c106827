"""A robot that walks toward +x: observation, reward and measures of QDgym's locomotion tasks.

It does the same as pybullet_envs' WalkerBase environments and QDgym's measures, in these details, too:

- foot contacts in the observation lag one control step;
- the costs use the action before it is clipped to +-1;
- progress is measured at the mean x, y of all parts, and the floor counts as a part;
- the contacts before the step decide whether the robot is alive.

References:
  Coumans & Bai, PyBullet, pybullet_envs; QDgym (2021); Nilsson & Cully (2021), PGA-MAP-Elites.
"""

import abc
from typing import ClassVar, NamedTuple

import equinox as eqx
import jax.numpy as jnp
import mujoco
import numpy as np
from jaxtyping import Array, Float

from ramify.robots.damage import checked, damaged
from ramify.robots.robot import NOISE, AbstractRobot, Episode, Sensed, Widths, evenness
from ramify.robots.rotations import euler

TARGET_X = 1000.0  # m, the point all robots walk toward
ELECTRICITY, STALL, AT_LIMIT = -2.0, -0.1, -0.1  # reward per step


class Bullet(NamedTuple):
    """A robot's model in Bullet.

    Attributes:
      file: name of the file in pybullet_data/mjcf.
      feet: names of the robot's `feet` in this file.
      planar: True if three joints hold it in the plane y = 0.
      touching: True if its parts collide with each other.
      centre: the torso's center of mass in its body's frame, m.
    """

    file: str
    feet: tuple[str, ...]
    planar: bool = False
    touching: bool = False
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)


class WalkerEpisode(Episode):
    """The progress of one walker's episode. `contacts` counts the steps in which each measured foot
    touched the floor."""

    contact: Float[Array, " c"]  # contacts after the last step
    potential: Float[Array, ""]  # progress, see `AbstractWalker._potential`
    marks: Float[Array, " 2"]  # progress at the start, and after half of `max_steps`


class AbstractWalker(AbstractRobot[WalkerEpisode]):
    """A robot. Subclasses define its numbers and `alive`; the rest is the same for all robots.

    `mjcf` is the robot's MuJoCo model. The other attributes use its names of bodies and joints. `bullet`
    is the same robot in Bullet. `damage` holds texts such as "front-left:missing" (`robots.damage`).
    """

    name: eqx.AbstractClassVar[str]
    mjcf: eqx.AbstractClassVar[str]
    bullet: eqx.AbstractClassVar[Bullet]
    torso: eqx.AbstractClassVar[str]  # name of the torso's body
    joints: eqx.AbstractClassVar[tuple[str, ...]]
    joint_range: eqx.AbstractClassVar[tuple[tuple[float, float], ...]]  # rad
    torque: eqx.AbstractClassVar[tuple[float, ...]]  # N m at an action of 1
    feet: eqx.AbstractClassVar[tuple[str, ...]]  # bodies whose contact is observed
    measures: eqx.AbstractClassVar[tuple[str, ...]]
    measured: eqx.AbstractClassVar[tuple[int, ...]]  # the feet that have a measure
    limbs: eqx.AbstractClassVar[tuple[tuple[str, ...], ...]]  # the bodies of each measure's limb
    parts: eqx.AbstractClassVar[int]  # counted in the mean position, the floor included
    start_z: eqx.AbstractClassVar[float]  # m, of the torso; the observation's height is above it
    bonus: eqx.AbstractClassVar[str]  # description of `alive`
    effort: ClassVar[float] = 1.0  # factor of the costs of electricity
    mortal: ClassVar[bool] = True  # an episode ends when the bonus falls below 0

    dt: float = eqx.field(static=True, default=0.0165)  # s, control period
    substeps: int = eqx.field(static=True, default=4)
    max_steps: int = eqx.field(static=True, default=1000)
    damage: tuple[str, ...] = eqx.field(static=True, default=())

    def __post_init__(self) -> None:
        self.damage = checked(self)

    @abc.abstractmethod
    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        """Returns the bonus of a step from the torso's height (m), its pitch (rad) and the feet's
        contacts."""

    def spec(self) -> mujoco.MjSpec:
        return damaged(self, self.undamaged())

    def undamaged(self) -> mujoco.MjSpec:
        return mujoco.MjSpec.from_string(self.mjcf)

    @property
    def observations(self) -> int:
        return 8 + 2 * len(self.joints) + len(self.feet)

    @property
    def actions(self) -> int:
        return len(self.joints)

    @property
    def widths(self) -> Widths:
        joints = len(self.joints)
        return Widths(3, 4, 3, joints, joints, 2, len(self.feet))

    @property
    def rest(self) -> np.ndarray:
        """Joint angles around which episodes start, [a], rad: 0, moved inside each joint's range.

        In Bullet, the Ant's ankles start 30 degrees outside their range and move back slowly. MuJoCo's
        limits would push them back at high speed.
        """
        low, high = np.asarray(self.joint_range, np.float32).T
        return np.clip(np.zeros_like(low), low + NOISE, high - NOISE)

    def begin(self) -> WalkerEpisode:
        zero, measured = (
            jnp.zeros((), dtype=jnp.float32),
            jnp.zeros(len(self.measured), dtype=jnp.float32),
        )
        feet, joints = (
            jnp.zeros(len(self.feet), dtype=jnp.float32),
            jnp.zeros(len(self.joints), dtype=jnp.float32),
        )
        marks = jnp.zeros(2, dtype=jnp.float32)
        return WalkerEpisode(
            jnp.int32(-1), zero, zero, measured, jnp.bool_(False), joints, feet, zero, marks
        )

    def observe(self, episode: WalkerEpisode, sensed: Sensed) -> Float[Array, " o"]:
        """Returns the observation, clipped to +-5."""
        roll, pitch, yaw = euler(sensed.quaternion)
        x, y = sensed.parts / self.parts
        bearing = jnp.arctan2(-y, TARGET_X - x) - yaw
        vx, vy, vz = 0.3 * sensed.velocity
        c, s = jnp.cos(yaw), jnp.sin(yaw)
        torso = jnp.stack(
            [
                sensed.position[2] - self.start_z,
                jnp.sin(bearing),
                jnp.cos(bearing),
                c * vx + s * vy,
                c * vy - s * vx,
                vz,
                roll,
                pitch,
            ]
        )
        joints = jnp.stack([self._relative(sensed), 0.1 * sensed.joint_velocity], axis=1)
        return jnp.clip(jnp.concatenate([torso, joints.reshape(-1), episode.contact]), -5.0, 5.0)

    def advance(self, episode: WalkerEpisode, sensed: Sensed) -> WalkerEpisode:
        """Returns the progress after the control step that led to `sensed`.

        The first call, with the robot as placed (t = -1), only stores its position.
        """
        begun = episode.t >= 0
        action, speed = episode.action, 0.1 * sensed.joint_velocity
        potential = self._potential(sensed)
        alive = self.alive(sensed.position[2], euler(sensed.quaternion)[1], episode.contact)
        reward = (
            alive
            + (potential - episode.potential)
            + self.effort * ELECTRICITY * jnp.mean(jnp.abs(action * speed))
            + self.effort * STALL * jnp.mean(action**2)
            + AT_LIMIT * jnp.sum(jnp.abs(self._relative(sensed)) > 0.99).astype(jnp.float32)
        )
        counts = begun & ~episode.done
        t = episode.t + 1
        over = (t >= self.max_steps) | ((alive < 0.0) & self.mortal)
        return WalkerEpisode(
            t=t,
            objective=episode.objective + jnp.where(counts, reward, 0.0),
            reward=reward,
            contacts=episode.contacts + jnp.where(counts, self.standing(sensed.contact), 0.0),
            done=episode.done | (counts & over),
            action=action,
            contact=jnp.where(begun, sensed.contact, 0.0),
            potential=potential,
            marks=jnp.where(t <= self._halves, potential, episode.marks),
        )

    def steadiness(self, episode: WalkerEpisode) -> Float[Array, ""]:
        """Returns the progress in one half of an episode, divided by that in the other, better half.

        This is a number from 0 to 1. It is 0 if the robot made no progress in one of the halves. The
        second half begins after `max_steps` / 2 control steps. If the episode ends early, the second
        half counts up to its end. Progress is the distance that the reward counts.
        """
        return evenness(episode.marks, episode.potential)

    def standing(self, contact: Float[Array, " c"]) -> Float[Array, " k"]:
        """Returns the contacts of the measured feet."""
        return contact[np.array(self.measured)]

    def shares(self, episode: WalkerEpisode) -> Float[Array, " k"]:
        return self.standing(episode.contact)

    def farthest(self, objective: float) -> float:
        """Returns a distance from the start, m, that the robot does not exceed at this objective.

        The reward of a step is the speed, m/s, less costs of at most about 2.
        """
        costs = 2.0 * self.effort * self.max_steps
        return 2.0 + self.dt * (abs(objective) + costs)

    @property
    def _halves(self) -> np.ndarray:
        """Control steps after which the first half of an episode begins and ends."""
        return np.array([0, self.max_steps // 2], np.int32)

    def _relative(self, sensed: Sensed) -> Float[Array, " a"]:
        low, high = jnp.asarray(self.joint_range, jnp.float32).T
        return (2.0 * sensed.joint - (low + high)) / (high - low)

    def _potential(self, sensed: Sensed) -> Float[Array, ""]:
        """Returns -(distance to the target)/dt up to a constant, in a form accurate in float32."""
        x, y = sensed.parts / self.parts
        ahead = TARGET_X - x
        return (x - y**2 / (jnp.sqrt(ahead**2 + y**2) + ahead)) / self.dt
