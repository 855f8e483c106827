"""A robot of one's own, from an MJCF file: observation, reward and measures, each replaceable.

By default the robot is to move fast along x. It observes what its own sensors could tell it: its height,
its posture, its velocities and its joints, and which feet touch something.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import equinox as eqx
import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from jaxtyping import Array, Float

from ramify.checks.arguments import number, whole_number
from ramify.robots.anatomy import Anatomy, anatomy
from ramify.robots.chosen_measures import chosen_measures, sensor_entries
from ramify.robots.damage import checked, damaged
from ramify.robots.model_file import ModelFile, known, read_model
from ramify.robots.robot import AbstractRobot, Episode, Sensed, Widths, evenness
from ramify.robots.robot_measures import RobotMeasure, Step
from ramify.robots.rotations import matrix
from ramify.robots.table import is_reference
from ramify.robots.user_functions import as_array, as_number, refuse_wrong_types

PERIOD = 0.02  # s, about the control period
ALIVE, COST = 0.5, 0.1  # reward per step, and cost of the mean square of the action
FALLEN, UPRIGHT = 0.4, 0.2  # share of the torso's height at the start; cosine of its tilt
OURS = "ramify"  # begins the names of the sensors that are added to a model

Observe = Callable[[Sensed], Any]
Reward = Callable[[Step], Any]
Alive = Callable[[Step], Any]


class RobotEpisode(Episode):
    """The progress of one robot's episode."""

    before: Sensed  # what was sensed at the last step
    added: Float[Array, " k"]  # see `AbstractRobot.shares`
    marks: Float[Array, " 2"]  # x at the start, and after half of `max_steps`, m


class MjcfRobot(AbstractRobot[RobotEpisode]):
    """A robot from an MJCF file. `MjcfRobot.from_file` makes one.

    Attributes:
      file: the model.
      parts: the names of torso, feet and keyframe that were given.
      given: the measures that were given, by name or as `RobotMeasure`.
      sensed: names of the model's own sensors that `Sensed.sensors` has.
      observing, rewarding, living: the functions that were given.
      scale: share of the controls' range that actions use.
    """

    file: ModelFile = eqx.field(static=True)
    parts: tuple[str | None, tuple[str, ...] | None, str | None] = eqx.field(static=True)
    given: tuple[str | RobotMeasure, ...] = eqx.field(static=True)
    sensed: tuple[str, ...] = eqx.field(static=True)
    observing: Observe | None = eqx.field(static=True)
    rewarding: Reward | None = eqx.field(static=True)
    living: Alive | None = eqx.field(static=True)
    dt: float = eqx.field(static=True)  # s, control period
    substeps: int = eqx.field(static=True)
    max_steps: int = eqx.field(
        static=True, converter=partial(whole_number, "max_steps", at_least=1)
    )

    scale: float = eqx.field(
        static=True, converter=partial(number, "scale", above=0.0, at_most=1.0)
    )
    damage: tuple[str, ...] = eqx.field(static=True)

    def __post_init__(self) -> None:
        self.damage = checked(self)

    @classmethod
    def from_file(
        cls,
        path: str | Path,
        *,
        torso: str | None = None,
        feet: Sequence[str] | None = None,
        keyframe: str | None = None,
        measures: Sequence[str | RobotMeasure] = (),
        sensors: Sequence[str] = (),
        observation: Observe | None = None,
        reward: Reward | None = None,
        alive: Alive | None = None,
        scale: float = 1.0,
        period: float = PERIOD,
        steps: int = 1000,
    ) -> Self:
        """Returns the robot of an MJCF file. What is not named is found.

        Args:
          path: the file, with all that it includes and uses. Or name and checksum of a model that was
            read before.
          torso: the body whose motion is sensed. Default: the body that moves freely; of a robot that
            is fixed to the ground, the last body of its longest chain.
          feet: bodies whose contact is sensed. Default: the last bodies of limbs near the ground.
          keyframe: the model's keyframe at which episodes start. Default: "home", "stand" or the only
            one; without one, the model's own pose. Hinges start within 0.1 rad of it.
          measures: names, such as "mean:height:0:1", or `RobotMeasure`s. Default: the share of time that
            each foot touches something; without feet, the x and y where the torso ends.
          sensors: names of the model's own sensors that functions find in `Sensed.sensors`.
          observation: (sensed) -> numbers. Default: see `observe`.
          reward: (step) -> number. Default: speed along x in heights of the torso per second, + 0.5
            - 0.1 times the mean square of the action. For a robot that is fixed to the ground: minus the
            mean square of the action.
          alive: (step) -> False to end the episode. Default: a robot with feet is alive while its torso
            is above 40% of its height when it stands as at the start, and tilted less than 78 degrees.
            Other robots always are.
          scale: share of the controls' range that actions use, above 0 and at most 1. Servos with a wide
            range learn faster with less, such as 0.2.
          period: about the duration of a control step, s. It is a multiple of the model's time step.
          steps: largest number of control steps in an episode.

        Raises:
          ValueError: the file is missing or wrong, the robot has no actuators, a name is not in it, a
            number is out of range, or a function returns no number. Errors in the functions are raised
            here, too: each is called once.

        Example:
          >>> robot = MjcfRobot.from_file("examples/hexapod.xml")
          >>> robot.actions, robot.measures[:2]
          (18, ('front-left-foot', 'front-right-foot'))
        """
        refuse_wrong_types(
            feet=feet,
            measures=measures,
            sensors=sensors,
            observation=observation,
            reward=reward,
            alive=alive,
        )
        file = known(str(path)) if is_reference(str(path)) else read_model(path)
        period = number("period", period, above=0.0)
        step = float(file.spec().option.timestep)
        substeps = max(1, round(period / step))
        robot = cls(
            file=file,
            parts=(torso, None if feet is None else tuple(feet), keyframe),
            given=tuple(measures),
            sensed=tuple(sensors),
            observing=observation,
            rewarding=reward,
            living=alive,
            scale=scale,
            dt=substeps * step,
            substeps=substeps,
            max_steps=steps,
            damage=(),
        )
        _ = robot.chosen, robot.sensor_entries(robot.model())  # raises an error for a wrong name
        # The next two lines raise the errors of the user's functions.
        jax.eval_shape(robot.observe, robot.begin(), robot._nothing)
        jax.eval_shape(robot.advance, robot.begin(), robot._nothing)
        return robot

    @property
    def anatomy(self) -> Anatomy:
        """The robot's parts."""
        return anatomy(self.file, *self.parts)

    @property
    def chosen(self) -> tuple[RobotMeasure, ...]:
        """The measures."""
        return chosen_measures(self.file, self.parts, self.given, self.sensed)

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def reference(self) -> str:
        return self.file.reference

    @property
    def torso(self) -> str:
        return self.anatomy.torso

    @property
    def feet(self) -> tuple[str, ...]:
        return self.anatomy.feet

    @property
    def joints(self) -> tuple[str, ...]:
        return self.anatomy.joints

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(measure.name for measure in self.chosen)

    @property
    def measured(self) -> tuple[int, ...]:
        return tuple(measure.foot for measure in self.chosen)

    @property
    def limbs(self) -> tuple[tuple[str, ...], ...]:
        legs = self.anatomy.legs
        return tuple(legs[foot] if foot >= 0 else () for foot in self.measured)

    @property
    def legs(self) -> dict[str, tuple[str, ...]]:
        return dict(zip(self.feet, self.anatomy.legs, strict=True))

    def joint_rest(self, joint: str) -> float:
        found = self.anatomy
        return found.rest[found.first[found.joints.index(joint)]]

    @property
    def bounds(self) -> tuple[tuple[float, float], ...]:
        return tuple((measure.low, measure.high) for measure in self.chosen)

    @property
    def averaged(self) -> np.ndarray:
        return np.array([measure.kind == "mean" for measure in self.chosen])

    @property
    def observations(self) -> int:
        return int(jax.eval_shape(self.observe, self.begin(), self._nothing).size)

    @property
    def actions(self) -> int:
        return len(self.anatomy.actuators)

    @property
    def widths(self) -> Widths:
        found = self.anatomy
        q, v = len(found.qpos), len(found.qvel)
        own = len(sensor_entries(self.file, self.sensed))
        return Widths(3, 4, 3, q, v, 0, len(found.feet), 3, v, own)

    @property
    def walks(self) -> bool:
        return self.anatomy.free

    @property
    def rest(self) -> np.ndarray:
        return np.array(self.anatomy.rest, np.float32)

    @property
    def start(self) -> np.ndarray:
        return np.array(self.anatomy.start)

    @property
    def varied(self) -> np.ndarray:
        return np.array(self.anatomy.varied, bool)

    def columns(self, model: mujoco.MjModel) -> tuple[np.ndarray, np.ndarray]:
        return np.array(self.anatomy.qpos, int), np.array(self.anatomy.qvel, int)

    def sensor_entries(self, model: mujoco.MjModel) -> np.ndarray:
        return np.array(sensor_entries(self.file, self.sensed), int)

    def spec(self) -> mujoco.MjSpec:
        return damaged(self, self.undamaged())

    def undamaged(self) -> mujoco.MjSpec:
        spec, found = self.file.spec(), self.anatomy
        if found.free and not found.ground and spec.option.gravity[2] != 0.0 and found.feet:
            spec.worldbody.add_geom(
                name=f"{OURS} floor", type=mujoco.mjtGeom.mjGEOM_PLANE, size=(0, 0, 1)
            )
        kinds, things = mujoco.mjtSensor, mujoco.mjtObj
        torso = {"objtype": things.mjOBJ_XBODY, "objname": found.torso}
        for what in ("framepos", "framequat", "framelinvel"):
            kind = getattr(kinds, f"mjSENS_{what.upper()}")
            spec.add_sensor(name=f"{OURS} {what}", type=kind, **torso)
        for foot, geom in zip(found.feet, found.geoms, strict=True):
            touch = spec.add_sensor(name=f"{OURS} {foot}", type=kinds.mjSENS_CONTACT)
            touch.objtype = things.mjOBJ_GEOM if geom else things.mjOBJ_BODY
            touch.objname, touch.intprm[:3] = geom or foot, (1, 0, 1)  # found, not reduced, one
        spin = kinds.mjSENS_FRAMEANGVEL
        spec.add_sensor(name=f"{OURS} spin", type=spin, **torso)
        return spec

    def begin(self) -> RobotEpisode:
        zero, k = jnp.zeros((), dtype=jnp.float32), jnp.zeros(len(self.chosen), dtype=jnp.float32)
        action, marks = (jnp.zeros(n, dtype=jnp.float32) for n in (self.actions, 2))
        return RobotEpisode(
            jnp.int32(-1), zero, zero, k, jnp.bool_(False), action, self._nothing, k, marks
        )

    def observe(self, episode: RobotEpisode, sensed: Sensed) -> Float[Array, " o"]:
        """Returns the observation.

        By default these are, clipped to +-5: the torso's height above that at the start, m; the upward
        components of its axes (3 numbers), and where its x axis points on the ground (2); its velocity,
        m/s, and a tenth of its angular velocity, rad/s, along its own axes; the joints' distance from
        rest, rad or m, and a tenth of their velocity; the feet's contacts. A robot that is fixed to the
        ground observes the torso's position and its joints.
        """
        if self.observing is not None:
            return as_array("observation", self.observing(sensed), "numbers").reshape(-1)
        found = self.anatomy
        joints = [sensed.joint - self.rest, 0.1 * sensed.joint_velocity]
        if not found.free:
            return jnp.clip(jnp.concatenate([sensed.position, *joints]), -5.0, 5.0)
        axes = matrix(sensed.quaternion)
        height = sensed.position[2] - found.z
        torso = [
            height[None],
            axes[2],
            axes[:2, 0],
            axes.T @ sensed.velocity,
            0.1 * axes.T @ sensed.spin,
        ]
        return jnp.clip(jnp.concatenate([*torso, *joints, sensed.contact]), -5.0, 5.0)

    def advance(self, episode: RobotEpisode, sensed: Sensed) -> RobotEpisode:
        begun = episode.t >= 0
        counts, t = begun & ~episode.done, episode.t + 1
        step = Step(episode.before, sensed, episode.action, t, self.dt)
        reward = as_number("reward", self._reward(step))
        over = (t >= self.max_steps) | (as_number("alive", self._alive(step), "all") == 0.0)
        values = jnp.stack([as_number(f"The measure {m.name}", m.of(step)) for m in self.chosen])
        sums = jnp.stack(
            [
                m.accumulated(old, value, begun)
                for m, old, value in zip(self.chosen, episode.contacts, values, strict=True)
            ]
        )
        low, high = jnp.asarray(self.bounds, jnp.float32).T
        change = 0.5 + self.max_steps * (sums - episode.contacts) / (high - low)
        added = jnp.where(self.averaged, (values - low) / (high - low), change)
        return RobotEpisode(
            t=t,
            objective=episode.objective + jnp.where(counts, reward, 0.0),
            reward=reward,
            contacts=jnp.where(counts | ~begun, sums, episode.contacts),
            done=episode.done | (counts & over),
            action=episode.action,
            before=sensed,
            added=jnp.where(begun, added, 0.0),
            marks=jnp.where(t <= self._halves, sensed.position[0], episode.marks),
        )

    def steadiness(self, episode: RobotEpisode) -> Float[Array, ""]:
        return evenness(episode.marks, episode.before.position[0])

    def shares(self, episode: RobotEpisode) -> Float[Array, " k"]:
        return episode.added

    def command(self, action: Float[Array, " a"]) -> Float[Array, " a"]:
        """Returns the controls: those of the start at 0. With a `scale` of 1, those at -1 and 1 are the
        ends of their ranges."""
        found = self.anatomy
        neutral, low, high = (
            jnp.asarray(values, jnp.float32) for values in (found.neutral, found.low, found.high)
        )
        return (
            neutral + self.scale * jnp.where(action > 0.0, high - neutral, neutral - low) * action
        )

    def controls(self) -> dict[str, tuple[float, float, float]]:
        """Returns, for each actuator, its controls for the actions -1, 0 and 1. In between they are
        linear."""
        ends = [
            np.asarray(self.command(jnp.full(self.actions, action, jnp.float32))).tolist()
            for action in (-1.0, 0.0, 1.0)
        ]
        return dict(zip(self.anatomy.actuators, zip(*ends, strict=True), strict=True))

    def farthest(self, objective: float) -> float:
        """Returns 10 m/s during the whole episode, or twice the reach of a fixed robot."""
        found = self.anatomy
        if not found.free:
            return 2.0 * found.reach + float(np.abs(self.start).max(initial=0.0)) + 1.0
        return found.reach + 10.0 * self.dt * self.max_steps

    def _reward(self, step: Step) -> Any:
        if self.rewarding is not None:
            return self.rewarding(step)
        found, cost = self.anatomy, jnp.mean(step.action**2)
        if not found.free:
            return -cost
        size = found.height if found.feet else found.reach
        return step.speed / size + ALIVE - COST * cost

    def _alive(self, step: Step) -> Any:
        if self.living is not None:
            return self.living(step)
        if not (self.anatomy.free and self.anatomy.feet):
            return True
        fallen = step.after.position[2] < self.anatomy.floor + FALLEN * self.anatomy.height
        return ~fallen & (matrix(step.after.quaternion)[2, 2] > UPRIGHT)

    @property
    def _nothing(self) -> Sensed:
        return Sensed(*(jnp.zeros(width, dtype=jnp.float32) for width in self.widths))

    @property
    def _halves(self) -> np.ndarray:
        return np.array([0, self.max_steps // 2], np.int32)
