"""Damage: changes of a robot's MuJoCo model, such as a missing leg or a slippery floor.

A damage is a text SUBJECT:DAMAGE or SUBJECT:DAMAGE=AMOUNT, such as "front-left:missing" or
"floor:slippery=0.2". The subject is a limb (by the name of its measure, or of its foot in a robot
from a file), a joint, the torso or the floor. Each damage edits an `mujoco.MjSpec`, so every simulator,
film and page that builds the model has it.

The controller does not know of the damage. Observations keep their shape, and joint angles are still
relative to the undamaged ranges.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import mujoco
import numpy as np

from ramify.checks.arguments import number
from ramify.robots.robot import AbstractRobot

LIMB, JOINT, TORSO, FLOOR = "limb", "joint", "torso", "floor"
GHOST = 1e-5  # share of its mass that a missing limb keeps: MuJoCo needs some
_BOX = 0.55  # half the width of a payload's box, in radii of the torso


@dataclass(frozen=True)
class Part:
    """A part of a robot that can be damaged.

    Attributes:
      kind: `LIMB`, `JOINT`, `TORSO` or `FLOOR`.
      name: its name in a damage.
      joints: names of its joints.
      bodies: names of its bodies.
    """

    kind: str
    name: str
    joints: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Damage:
    """A kind of damage.

    Attributes:
      name: its name after the colon.
      kinds: the kinds of parts that it can hit.
      about: one line that describes it.
      apply: (robot, spec, part, amount) changes the specification.
      amount: the default amount; None if the damage takes no amount.
      check: (name, value) returns the amount as a float, or raises ValueError.
    """

    name: str
    kinds: tuple[str, ...]
    about: str
    apply: Callable[[AbstractRobot, mujoco.MjSpec, Part, float], None]
    amount: float | None = None
    check: Callable[[str, object], float] = number


def damaged(robot: AbstractRobot, spec: mujoco.MjSpec) -> mujoco.MjSpec:
    """Applies the robot's damages to its specification, one after the other, and returns it."""
    for text in robot.damage:
        part, damage, amount = _parsed(robot, text)
        damage.apply(robot, spec, part, amount)
    return spec


def checked(robot: AbstractRobot) -> tuple[str, ...]:
    """Returns the robot's damages with their amounts written out.

    Raises:
      ValueError: a damage is no text of the form SUBJECT:DAMAGE=AMOUNT, is unknown, is given twice, has
        an amount out of range, or names a part that the robot does not have.
    """
    given = robot.damage
    if isinstance(given, str):
        raise ValueError(f"damage is {given!r}: give a tuple, such as ({given!r},).")
    found = [_parsed(robot, text) for text in given]
    seen = [(part.name, damage.name) for part, damage, _ in found]
    for text, one in zip(given, seen, strict=True):
        if seen.count(one) > 1:
            raise ValueError(f"damage {text!r} is given twice: give it once.")
    return tuple(_written(*one) for one in found)


def damages_of(robot: AbstractRobot) -> Iterator[str]:
    """Yields every single damage of a robot, with its default amount."""
    found = (
        _written(part, damage, damage.amount or 0.0)
        for part in _parts(robot)
        for damage in DAMAGES.values()
        if part.kind in damage.kinds
    )
    yield from dict.fromkeys(found)  # a limb and a joint may have the same name


def parts_of(robot: AbstractRobot) -> dict[str, list[str]]:
    """Returns the names of a robot's parts, by their kind."""
    found: dict[str, list[str]] = {kind: [] for kind in (LIMB, JOINT, TORSO, FLOOR)}
    for part in _parts(robot):
        found[part.kind].append(part.name)
    return found


def _written(part: Part, damage: Damage, amount: float) -> str:
    return f"{part.name}:{damage.name}" + ("" if damage.amount is None else f"={amount:g}")


def _parsed(robot: AbstractRobot, text: str) -> tuple[Part, Damage, float]:
    """Returns the part, the damage and the amount that a text names."""
    subject, colon, rest = str(text).rpartition(":")
    name, equals, amount = rest.partition("=")
    if not colon:
        raise ValueError(
            f"damage {text!r} has no colon: give SUBJECT:DAMAGE, such as {next(damages_of(robot))}."
        )
    if name not in DAMAGES:
        raise ValueError(
            f"damage {text!r}: there is no damage {name!r}. Choose one of {', '.join(DAMAGES)}."
        )
    damage = DAMAGES[name]
    parts = [part for part in _parts(robot) if part.name == subject]
    fitting = [part for part in parts if part.kind in damage.kinds]
    if not fitting:
        can = [part.name for part in _parts(robot) if part.kind in damage.kinds]
        lack = f"{subject!r} cannot be {name}" if parts else f"the {robot.name} has no {subject!r}"
        raise ValueError(f"damage {text!r}: {lack}. Choose one of {', '.join(can)}.")
    if equals and damage.amount is None:
        raise ValueError(f"damage {text!r}: {name} takes no amount. Leave ={amount} out.")
    if damage.amount is None:
        return fitting[-1], damage, 0.0
    try:
        value: object = float(amount) if equals else damage.amount
    except ValueError:
        value = amount
    return fitting[-1], damage, damage.check(f"damage {text!r}: the amount", value)


def _parts(robot: AbstractRobot) -> list[Part]:
    """Returns the parts of a robot. A joint comes after a limb with the same name, and is preferred."""
    spec = robot.undamaged()
    home = {joint: spec.joint(joint).parent.name for joint in robot.joints}
    limbs = [
        Part(LIMB, name, tuple(joint for joint in robot.joints if home[joint] in bodies), bodies)
        for name, bodies in robot.legs.items()
    ]
    joints = [Part(JOINT, joint, (joint,)) for joint in robot.joints]
    return [*limbs, *joints, Part(TORSO, TORSO, bodies=(robot.torso,)), Part(FLOOR, FLOOR)]


def _missing(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Makes the limb invisible and almost massless. It touches nothing, and its joints do not move."""
    whole = robot.undamaged().compile()
    _with_own_inertia(spec, whole)
    for name in part.bodies:
        _set_inertia(spec.body(name), whole, GHOST)
        for geom in spec.body(name).geoms:
            geom.contype = geom.conaffinity = 0
            geom.rgba[3] = 0.0
    geoms = {geom.name for name in part.bodies for geom in spec.body(name).geoms}
    for pair in list(spec.pairs):
        if {pair.geomname1, pair.geomname2} & geoms:
            spec.delete(pair)
    _jammed(robot, spec, part, amount)


def _dead(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Takes all force from the motors. A position motor no longer holds its joint."""
    for motor in _motors(spec, part):
        motor.gaintype, motor.biastype = mujoco.mjtGain.mjGAIN_FIXED, mujoco.mjtBias.mjBIAS_NONE
        motor.gainprm[:] = motor.biasprm[:] = 0.0


def _weak(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Multiplies the force of the motors."""
    for motor in _motors(spec, part):
        if motor.gaintype == mujoco.mjtGain.mjGAIN_MUSCLE:
            motor.gear[:] = amount * motor.gear
        else:
            motor.gainprm[:] = amount * motor.gainprm
            motor.biasprm[:] = amount * motor.biasprm


def _jammed(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Holds the joints at their angle of rest, and switches their motors off."""
    _dead(robot, spec, part, amount)
    for joint in part.joints:
        if any(lock.name == f"jammed {joint}" for lock in spec.equalities):
            continue
        lock = spec.add_equality(
            name=f"jammed {joint}",
            type=mujoco.mjtEq.mjEQ_JOINT,
            objtype=mujoco.mjtObj.mjOBJ_JOINT,
            name1=joint,
        )
        lock.data[0] = robot.joint_rest(joint) - spec.joint(joint).ref * _unit(spec, joint)


def _half_range(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Lets the joints move half as far from their angle of rest, in both directions."""
    for joint in part.joints:
        rest = robot.joint_rest(joint) / _unit(spec, joint)
        held = spec.joint(joint)
        held.range[:] = rest + 0.5 * (np.array(held.range) - rest)


def _slippery(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Multiplies the friction. A contact has the larger friction of its two geoms, so both change."""
    for geom in spec.geoms:
        geom.friction[0] *= amount
    for pair in spec.pairs:
        pair.friction[:2] = amount * pair.friction[:2]


def _slope(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Turns gravity instead of the floor: the robot's height and angles stay relative to the floor."""
    s, c = np.sin(np.radians(amount)), np.cos(np.radians(amount))
    x, y, z = spec.option.gravity
    spec.option.gravity = (c * x + s * z, y, c * z - s * x)


def _payload(robot: AbstractRobot, spec: mujoco.MjSpec, part: Part, amount: float) -> None:
    """Adds mass at the torso's center of mass, and a box on top that touches nothing."""
    whole = robot.undamaged().compile()
    _with_own_inertia(spec, whole)
    body, torso = spec.body(robot.torso), whole.body(robot.torso)
    if not body.explicitinertial:
        _set_inertia(body, whole)
    body.mass += amount * float(whole.body_mass.sum())
    own = [geom for geom in range(whole.ngeom) if whole.geom_bodyid[geom] == torso.id]
    top = max(own, key=lambda geom: whole.geom_pos[geom, 2] + whole.geom_rbound[geom])
    half = _BOX * min(float(whole.geom_rbound[geom]) for geom in own)
    x, y, z = whole.geom_pos[top]
    size = half, half, 0.5 * half
    place = x, y, z + float(whole.geom_rbound[top]) + 0.5 * half
    box = body.add_geom(
        name="payload", type=mujoco.mjtGeom.mjGEOM_BOX, size=size, pos=place, mass=0.0
    )
    box.contype = box.conaffinity = 0


def _motors(spec: mujoco.MjSpec, part: Part) -> list[mujoco.MjsActuator]:
    """Returns the actuators of the part's joints."""
    joint = mujoco.mjtTrn.mjTRN_JOINT, mujoco.mjtTrn.mjTRN_JOINTINPARENT
    return [m for m in spec.actuators if m.trntype in joint and m.target in part.joints]


def _unit(spec: mujoco.MjSpec, joint: str) -> float:
    """Returns the unit of a joint's angles in the specification: rad, or m of a sliding joint."""
    turns = spec.joint(joint).type == mujoco.mjtJoint.mjJNT_HINGE and spec.compiler.degree
    return float(np.pi / 180.0) if turns else 1.0


def _with_own_inertia(spec: mujoco.MjSpec, whole: mujoco.MjModel) -> None:
    """Writes out the inertia of every body, if the specification computes all of them from geoms."""
    if spec.compiler.inertiafromgeom == mujoco.mjtInertiaFromGeom.mjINERTIAFROMGEOM_TRUE:
        spec.compiler.inertiafromgeom = mujoco.mjtInertiaFromGeom.mjINERTIAFROMGEOM_AUTO
        for body in spec.bodies[1:]:
            _set_inertia(body, whole)


def _set_inertia(body: mujoco.MjsBody, whole: mujoco.MjModel, share: float = 1.0) -> None:
    """Gives a body a share of the mass and the inertia that it has in the undamaged model."""
    held = whole.body(body.name)
    body.explicitinertial, body.fullinertia = True, np.full(6, np.nan)
    body.mass, body.inertia = share * float(held.mass[0]), share * held.inertia
    body.ipos, body.iquat = held.ipos, held.iquat


_SHARE = partial(number, above=0.0, below=1.0)

DAMAGES = {
    damage.name: damage
    for damage in (
        Damage(
            "missing",
            (LIMB,),
            "the limb is gone: no contact, no motor, no mass; its joints are sensed at rest",
            _missing,
        ),
        Damage("dead", (LIMB, JOINT), "the motors have no force, and the joints hang loose", _dead),
        Damage(
            "weak",
            (LIMB, JOINT),
            "the motors have this share of their force",
            _weak,
            amount=0.3,
            check=_SHARE,
        ),
        Damage("jammed", (LIMB, JOINT), "the joints are stuck at their angle of rest", _jammed),
        Damage(
            "half-range",
            (LIMB, JOINT),
            "the joints move half as far from their angle of rest",
            _half_range,
        ),
        Damage(
            "payload",
            (TORSO,),
            "the torso carries this share of the robot's mass",
            _payload,
            amount=1.0,
            check=partial(number, above=0.0, at_most=5.0),
        ),
        Damage(
            "slippery",
            (FLOOR,),
            "the floor has this share of its friction",
            _slippery,
            amount=0.2,
            check=_SHARE,
        ),
        Damage(
            "slope",
            (FLOOR,),
            "the floor rises by this angle in degrees; a negative one falls",
            _slope,
            amount=10.0,
            check=partial(number, at_least=-45.0, at_most=45.0),
        ),
    )
}
