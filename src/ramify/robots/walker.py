"""A robot that walks towards +x: observation, reward and measures of QDgym's locomotion tasks.

Array code only, for one robot; every simulator maps it over its own. The semantics are those of
pybullet_envs' WalkerBase environments and QDgym's measures, their quirks included:

- foot contacts in the observation lag one control step;
- the costs use the action before it is clipped to +-1;
- progress is that of the mean x, y of all parts, the motionless floor counted as one of them.

References:
  Coumans & Bai, PyBullet, pybullet_envs; QDgym (2021); Nilsson & Cully (2021), PGA-MAP-Elites.
"""

import abc

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

TARGET_X = 1000.0  # m, the point all robots walk towards
ELECTRICITY, STALL, AT_LIMIT = -2.0, -0.1, -0.1  # reward per step


class Sensed(eqx.Module):
    """What a simulator reads off one robot after a control step.

    Attributes:
      position: of the torso's origin, m.
      quaternion: of the torso, w x y z.
      velocity: of the torso, world frame, m/s.
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
    contact: Float[Array, " k"]


class Episode(eqx.Module):
    """What one robot's episode has come to."""

    t: Int[Array, ""]  # control steps taken; -1 before the robot is placed
    objective: Float[Array, ""]
    reward: Float[Array, ""]  # of the last step
    contacts: Float[Array, " k"]
    done: Bool[Array, ""]
    action: Float[Array, " a"]  # the last one
    contact: Float[Array, " k"]  # of the last step
    potential: Float[Array, ""]


class AbstractWalker(eqx.Module):
    """One robot. Everything but its numbers and `alive` is common to all."""

    name: eqx.AbstractClassVar[str]
    mjcf: eqx.AbstractClassVar[str]
    joints: eqx.AbstractClassVar[tuple[str, ...]]
    feet: eqx.AbstractClassVar[tuple[str, ...]]  # bodies
    measures: eqx.AbstractClassVar[tuple[str, ...]]
    limbs: eqx.AbstractClassVar[tuple[tuple[str, ...], ...]]  # the bodies of each measure's limb
    joint_range: eqx.AbstractClassVar[tuple[tuple[float, float], ...]]  # rad
    parts: eqx.AbstractClassVar[int]  # counted in the mean position, the floor included
    start_z: eqx.AbstractClassVar[float]  # m, of the torso

    dt: float = eqx.field(static=True, default=0.0165)  # s, control period
    substeps: int = eqx.field(static=True, default=4)
    max_steps: int = eqx.field(static=True, default=1000)

    @abc.abstractmethod
    def alive(self, sensed: Sensed) -> Float[Array, ""]:
        """The bonus for a step; below 0 the episode ends."""

    @property
    def observations(self) -> int:
        return 8 + 2 * len(self.joints) + len(self.feet)

    def begin(self) -> Episode:
        feet, joints, zero = jnp.zeros(len(self.feet)), jnp.zeros(len(self.joints)), jnp.zeros(())
        return Episode(jnp.int32(-1), zero, zero, feet, jnp.bool_(False), joints, feet, zero)

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
        alive = self.alive(sensed)
        reward = (
            alive
            + (potential - episode.potential)
            + ELECTRICITY * jnp.mean(jnp.abs(action * speed))
            + STALL * jnp.mean(action**2)
            + AT_LIMIT * jnp.sum(jnp.abs(self._relative(sensed)) > 0.99).astype(jnp.float32)
        )
        counts = begun & ~episode.done
        t = episode.t + 1
        return Episode(
            t=t,
            objective=episode.objective + jnp.where(counts, reward, 0.0),
            reward=reward,
            contacts=episode.contacts + jnp.where(counts, sensed.contact, 0.0),
            done=episode.done | (counts & ((alive < 0.0) | (t >= self.max_steps))),
            action=action,
            contact=jnp.where(begun, sensed.contact, 0.0),
            potential=potential,
        )

    def _relative(self, sensed: Sensed) -> Float[Array, " a"]:
        low, high = jnp.asarray(self.joint_range, jnp.float32).T
        return (2.0 * sensed.joint - (low + high)) / (high - low)

    def _potential(self, sensed: Sensed) -> Float[Array, ""]:
        """-(distance to the target)/dt but for a constant, in a form float32 does not round away."""
        x, y = sensed.parts / self.parts
        ahead = TARGET_X - x
        return (x - y**2 / (jnp.sqrt(ahead**2 + y**2) + ahead)) / self.dt


def _euler(q: Float[Array, " 4"]) -> tuple[Array, Array, Array]:
    """Roll, pitch, yaw (rad) of a unit quaternion w x y z."""
    w, x, y, z = q
    roll = jnp.arctan2(2.0 * (w * x + y * z), 1.0 - 2.0 * (x**2 + y**2))
    pitch = jnp.arcsin(jnp.clip(2.0 * (w * y - z * x), -1.0, 1.0))
    yaw = jnp.arctan2(2.0 * (w * z + x * y), 1.0 - 2.0 * (y**2 + z**2))
    return roll, pitch, yaw
