"""A robot that walks towards +x: observation, reward and measures of QDgym's locomotion tasks.

Array code only, for one robot; every simulator maps it over its own. The semantics are those of
pybullet_envs' WalkerBase environments and QDgym's measures, their quirks included:

- foot contacts in the observation lag one control step;
- the costs use the action before it is clipped to +-1;
- progress is that of the mean x, y of all parts, the motionless floor counted as one of them;
- whether it is alive is judged by the contacts before the step.

References:
  Coumans & Bai, PyBullet, pybullet_envs; QDgym (2021); Nilsson & Cully (2021), PGA-MAP-Elites.
"""

import abc
from typing import ClassVar, NamedTuple

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

TARGET_X = 1000.0  # m, the point all robots walk towards
ELECTRICITY, STALL, AT_LIMIT = -2.0, -0.1, -0.1  # reward per step


class Bullet(NamedTuple):
    """A robot in Bullet.

    Attributes:
      file: of pybullet_data/mjcf.
      feet: names there of the robot's `feet`.
      planar: held in the plane y = 0 by three joints, not free.
      touching: its parts collide with each other, not only with the floor.
      centre: the torso's centre of mass in its body's frame, m.
    """

    file: str
    feet: tuple[str, ...]
    planar: bool = False
    touching: bool = False
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)


class Sensed(eqx.Module):
    """What a simulator reads off one robot after a control step.

    Attributes:
      position: of the torso's centre of mass, m.
      quaternion: of the torso, w x y z.
      velocity: of the torso's centre of mass, world frame, m/s.
      joint: joint angles, rad.
      joint_velocity: rad/s.
      parts: sum of the x, y of all the robot's parts, m.
      contact: whether each foot touches the floor.
    """

    position: Float[Array, " 3"]
    quaternion: Float[Array, " 4"]
    velocity: Float[Array, " 3"]
    joint: Float[Array, " a"]
    joint_velocity: Float[Array, " a"]
    parts: Float[Array, " 2"]
    contact: Float[Array, " c"]


class Episode(eqx.Module):
    """What one robot's episode has come to."""

    t: Int[Array, ""]  # control steps taken; -1 before the robot is placed
    objective: Float[Array, ""]
    reward: Float[Array, ""]  # of the last step
    contacts: Float[Array, " k"]  # steps that each measured foot stood
    done: Bool[Array, ""]
    action: Float[Array, " a"]  # the last one
    contact: Float[Array, " c"]  # of the last step
    potential: Float[Array, ""]


class AbstractWalker(eqx.Module):
    """One robot. Everything but its numbers and `alive` is common to all.

    A class gives its numbers: `mjcf`, the robot in MuJoCo, whose bodies and joints the other names
    are; `bullet`, the same in Bullet.
    """

    name: eqx.AbstractClassVar[str]
    mjcf: eqx.AbstractClassVar[str]
    bullet: eqx.AbstractClassVar[Bullet]
    torso: eqx.AbstractClassVar[str]  # body
    joints: eqx.AbstractClassVar[tuple[str, ...]]
    joint_range: eqx.AbstractClassVar[tuple[tuple[float, float], ...]]  # rad
    torque: eqx.AbstractClassVar[tuple[float, ...]]  # N m of an action of 1
    feet: eqx.AbstractClassVar[tuple[str, ...]]  # bodies whose contact is observed
    measures: eqx.AbstractClassVar[tuple[str, ...]]
    measured: eqx.AbstractClassVar[tuple[int, ...]]  # which of the feet the measures are of
    limbs: eqx.AbstractClassVar[tuple[tuple[str, ...], ...]]  # the bodies of each measure's limb
    parts: eqx.AbstractClassVar[int]  # counted in the mean position, the floor included
    start_z: eqx.AbstractClassVar[float]  # m, of the torso; the observation's height is above it
    bonus: eqx.AbstractClassVar[str]  # what `alive` gives, in words
    effort: ClassVar[float] = 1.0  # factor of the costs of electricity
    mortal: ClassVar[bool] = True  # an episode ends when the bonus falls below 0

    dt: float = eqx.field(static=True, default=0.0165)  # s, control period
    substeps: int = eqx.field(static=True, default=4)
    max_steps: int = eqx.field(static=True, default=1000)

    @abc.abstractmethod
    def alive(
        self, z: Float[Array, ""], pitch: Float[Array, ""], contact: Float[Array, " c"]
    ) -> Float[Array, ""]:
        """The bonus for a step: of the torso's height (m), its pitch (rad) and the feet's contacts."""

    @property
    def observations(self) -> int:
        return 8 + 2 * len(self.joints) + len(self.feet)

    def begin(self) -> Episode:
        zero, measured = (
            jnp.zeros((), dtype=jnp.float32),
            jnp.zeros(len(self.measured), dtype=jnp.float32),
        )
        feet, joints = (
            jnp.zeros(len(self.feet), dtype=jnp.float32),
            jnp.zeros(len(self.joints), dtype=jnp.float32),
        )
        return Episode(jnp.int32(-1), zero, zero, measured, jnp.bool_(False), joints, feet, zero)

    def observe(self, episode: Episode, sensed: Sensed) -> Float[Array, " o"]:
        """The observation, clipped to +-5."""
        roll, pitch, yaw = _euler(sensed.quaternion)
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

    def advance(self, episode: Episode, sensed: Sensed) -> Episode:
        """Account for the control step that led to `sensed`. The first call, with the robot as it was
        placed (t = -1), only notes where it stands."""
        begun = episode.t >= 0
        action, speed = episode.action, 0.1 * sensed.joint_velocity
        potential = self._potential(sensed)
        alive = self.alive(sensed.position[2], _euler(sensed.quaternion)[1], episode.contact)
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
        return Episode(
            t=t,
            objective=episode.objective + jnp.where(counts, reward, 0.0),
            reward=reward,
            contacts=episode.contacts + jnp.where(counts, self.standing(sensed.contact), 0.0),
            done=episode.done | (counts & over),
            action=action,
            contact=jnp.where(begun, sensed.contact, 0.0),
            potential=potential,
        )

    def standing(self, contact: Float[Array, " c"]) -> Float[Array, " k"]:
        """Those of the feet that are measured."""
        return contact[np.array(self.measured)]

    def _relative(self, sensed: Sensed) -> Float[Array, " a"]:
        low, high = jnp.asarray(self.joint_range, jnp.float32).T
        return (2.0 * sensed.joint - (low + high)) / (high - low)

    def _potential(self, sensed: Sensed) -> Float[Array, ""]:
        """-(distance to the target)/dt but for a constant, in a form float32 does not round away."""
        x, y = sensed.parts / self.parts
        ahead = TARGET_X - x
        return (x - y**2 / (jnp.sqrt(ahead**2 + y**2) + ahead)) / self.dt


def _euler(q: Float[Array, " 4"]) -> tuple[Array, Array, Array]:
    """Roll, pitch, yaw (rad) of a unit quaternion w x y z. Pitched straight up or down, roll is 0."""
    w, x, y, z = q
    roll = jnp.arctan2(2.0 * (w * x + y * z), 1.0 - 2.0 * (x**2 + y**2))
    sine = 2.0 * (w * y - z * x)
    pitch = jnp.arcsin(jnp.clip(sine, -1.0, 1.0))
    yaw = jnp.arctan2(2.0 * (w * z + x * y), 1.0 - 2.0 * (y**2 + z**2))
    # As Bullet does where roll and yaw turn about the same axis.
    vertical, up = jnp.abs(sine) >= 0.99999, jnp.sign(sine)
    return (
        jnp.where(vertical, 0.0, roll),
        jnp.where(vertical, up * jnp.pi / 2.0, pitch),
        jnp.where(vertical, 2.0 * jnp.arctan2(-up * x, up * y), yaw),
    )
