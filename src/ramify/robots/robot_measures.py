"""Measures of an episode of a robot of one's own, by name or function."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from ramify.checks.arguments import number
from ramify.robots.robot import Sensed
from ramify.robots.rotations import euler

KINDS = ("mean", "last", "max", "min")
CADENCE, SPEED, TILT, FAR = 10.0, 2.0, 0.6, 10.0  # usual bounds: Hz, m/s, rad, m


class Step(eqx.Module):
    """One control step of a robot, as rewards and measures see it.

    Attributes:
      before, after: what was sensed before the step and after it.
      action: the action, before it was clipped to [-1, 1].
      t: number of control steps taken, with this one.
      dt: duration of a control step, s.
    """

    before: Sensed
    after: Sensed
    action: Float[Array, " a"]
    t: Int[Array, ""]
    dt: float = eqx.field(static=True)

    @property
    def speed(self) -> Float[Array, ""]:
        """Mean speed of the torso along x during the step, m/s."""
        return (self.after.position[0] - self.before.position[0]) / self.dt


@dataclass(frozen=True)
class RobotMeasure:
    """A measure of a robot's episode.

    Attributes:
      name: its name.
      of: (step) -> a number, after every control step.
      low, high: bounds of the archive's axis.
      kind: "mean" of the numbers, the "last", the largest ("max") or the smallest ("min").
      foot: number of the foot whose contact is measured; -1 for another measure.

    Raises:
      ValueError: the kind is unknown, `of` is no function, or low is not less than high.

    Example:
      >>> RobotMeasure("bounce", lambda step: step.after.velocity[2] ** 2, 0.0, 1.0).kind
      'mean'
    """

    name: str
    of: Callable[[Step], Any]
    low: float
    high: float
    kind: str = "mean"
    foot: int = -1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind={self.kind!r}: choose one of {', '.join(KINDS)}.")
        if not callable(self.of):
            raise ValueError(f"of is {self.of!r}: give a function (step) -> number.")
        for bound in ("low", "high"):
            number(f"{bound} of the measure {self.name}", getattr(self, bound))
        if not self.low < self.high:
            raise ValueError(
                f"The measure {self.name} has the bounds {self.low} and {self.high}: give a low that is "
                "less than high."
            )

    def accumulated(self, old: Array, value: Array, begun: Array) -> Array:
        """Returns the sum or the value after a step.

        Args:
          old: before the step.
          value: number that `of` returned.
          begun: False for the robot as it was placed, which counts in no mean.
        """
        if self.kind == "mean":
            return jnp.where(begun, old + value, 0.0)
        if self.kind == "last":
            return value
        best = jnp.maximum(old, value) if self.kind == "max" else jnp.minimum(old, value)
        return jnp.where(begun, best, value)


class Body(NamedTuple):
    """The facts about a robot that named measures use. `anatomy.Anatomy` describes them.

    `joints` and `sensors` have the entry of each hinge, slide and reading in `Sensed`.
    """

    name: str
    feet: tuple[str, ...]
    joints: dict[str, int]
    scalar: tuple[bool, ...]
    sensors: dict[str, int]
    free: bool
    height: float
    reach: float


@dataclass(frozen=True)
class Contact:
    """1 while a foot touches something."""

    foot: int

    def __call__(self, step: Step) -> Array:
        return step.after.contact[self.foot]


@dataclass(frozen=True)
class Place:
    """A coordinate of the torso, m."""

    axis: int

    def __call__(self, step: Step) -> Array:
        return step.after.position[self.axis]


@dataclass(frozen=True)
class Angle:
    """An angle of the torso, rad: 0 roll, 1 pitch, 2 yaw."""

    axis: int

    def __call__(self, step: Step) -> Array:
        return euler(step.after.quaternion)[self.axis]


@dataclass(frozen=True)
class Power:
    """Mechanical power of the actuators, W, without what they recover."""

    scalar: tuple[bool, ...]

    def __call__(self, step: Step) -> Array:
        power = jnp.abs(step.after.force * step.after.joint_velocity)
        return jnp.sum(jnp.where(jnp.asarray(self.scalar), power, 0.0))


@dataclass(frozen=True)
class Cadence:
    """Touchdowns per second of a foot, on average over the feet."""

    def __call__(self, step: Step) -> Array:
        down = step.after.contact * (1.0 - step.before.contact)
        return jnp.mean(down) / step.dt


@dataclass(frozen=True)
class Velocity:
    """Speed of the torso along x or y, m/s."""

    axis: int

    def __call__(self, step: Step) -> Array:
        return (step.after.position[self.axis] - step.before.position[self.axis]) / step.dt


@dataclass(frozen=True)
class Effort:
    """Mean square of the action."""

    def __call__(self, step: Step) -> Array:
        return jnp.mean(jnp.clip(step.action, -1.0, 1.0) ** 2)


@dataclass(frozen=True)
class Reading:
    """A number among the readings of the robot's own sensors, or among its joints' positions."""

    what: str
    entry: int

    def __call__(self, step: Step) -> Array:
        return getattr(step.after, self.what)[self.entry]


def usual_measures(body: Body) -> tuple[RobotMeasure, ...]:
    """Returns the measures of a robot for which none are named.

    These are the share of time that each foot touches something, or where a robot without feet ends.
    """
    if body.feet:
        return tuple(named_measure(f"mean:contact-{foot}", body) for foot in body.feet)
    return tuple(named_measure(f"last:{axis}", body) for axis in "xy")


def named_measure(text: str, body: Body) -> RobotMeasure:
    """Returns the measure that a text KIND:WHAT or KIND:WHAT:LOW:HIGH names, such as mean:height:0:1.

    Raises:
      ValueError: the text has another form, names what the robot lacks, or needs bounds.
    """
    kind, *rest = text.split(":")
    what = rest[0] if rest else ""
    try:
        given = tuple(map(float, rest[1:]))
    except ValueError:
        given = (0.0,)
    if kind not in KINDS or not what or len(given) not in (0, 2):
        raise ValueError(
            f"The measure {text!r} is not KIND:WHAT or KIND:WHAT:LOW:HIGH, such as mean:height:0:1. "
            f"KIND is {', '.join(KINDS)}; WHAT is {_choices(body)}."
        )
    of, usual, foot = _found(what, body)
    bounds = (given[0], given[1]) if given else usual
    if bounds is None:
        raise ValueError(
            f"{kind}:{what} has no usual bounds: name the range of the archive's axis, "
            f"{kind}:{what}:LOW:HIGH."
        )
    shown = body.feet[foot] if foot >= 0 and kind == "mean" else f"{kind}:{what}"
    low, high = bounds
    return RobotMeasure(shown, of, low, high, kind, foot if kind == "mean" else -1)


def _found(
    what: str, body: Body
) -> tuple[Callable[[Step], Array], tuple[float, float] | None, int]:
    """Returns the function, its usual bounds and the foot of what a text names."""
    far = FAR if body.free else body.reach
    plain: dict[str, tuple[Callable[[Step], Array], tuple[float, float] | None]] = {
        "x": (Place(0), (-far, far)),
        "y": (Place(1), (-far, far)),
        "height": (Place(2), (0.0, 2.0 * body.height) if body.free else (-far, far)),
        "roll": (Angle(0), (-TILT, TILT)),
        "pitch": (Angle(1), (-TILT, TILT)),
        "yaw": (Angle(2), (-3.1416, 3.1416)),
        "speed": (Velocity(0), (-SPEED, SPEED)),
        "sideways": (Velocity(1), (-SPEED, SPEED)),
        "cadence": (Cadence(), (0.0, CADENCE)),
        "effort": (Effort(), (0.0, 1.0)),
        "power": (Power(body.scalar), None),
    }
    if what in plain and (what != "cadence" or body.feet):
        return *plain[what], -1
    kind, _, name = what.partition("-")
    if kind == "contact" and name in body.feet:
        foot = body.feet.index(name)
        return Contact(foot), (0.0, 1.0), foot
    if kind == "joint" and name in body.joints:
        return Reading("joint", body.joints[name]), None, -1
    if kind == "sensor" and name in body.sensors:
        return Reading("sensors", body.sensors[name]), None, -1
    if kind == "joint" and body.joints:
        there = ", ".join(body.joints)
        raise ValueError(f"{body.name} has no hinge or slide {name!r}; it has {there}.")
    raise ValueError(f"{body.name} has no measure {what!r}: choose {_choices(body)}.")


def _choices(body: Body) -> str:
    names = ["x", "y", "height", "roll", "pitch", "yaw", "speed", "sideways", "effort", "power"]
    names += ["cadence"] if body.feet else []
    names += [f"contact-{foot}" for foot in body.feet]
    names += ["joint-NAME"] if body.joints else []
    names += [f"sensor-{sensor}" for sensor in body.sensors]
    return ", ".join(names)
