"""Finds the torso, feet, joints and actuators of a robot's MuJoCo model."""

from functools import lru_cache
from typing import NamedTuple

import mujoco
import numpy as np

from ramify.robots.model_file import ModelFile
from ramify.robots.robot import NOISE

FREE, BALL = int(mujoco.mjtJoint.mjJNT_FREE), int(mujoco.mjtJoint.mjJNT_BALL)
HINGE = int(mujoco.mjtJoint.mjJNT_HINGE)
PLANE = int(mujoco.mjtGeom.mjGEOM_PLANE)
TENDON = int(mujoco.mjtTrn.mjTRN_TENDON)
BY_JOINT = (int(mujoco.mjtTrn.mjTRN_JOINT), int(mujoco.mjtTrn.mjTRN_JOINTINPARENT))
OVER_JOINT, OVER_SITE = int(mujoco.mjtWrap.mjWRAP_JOINT), int(mujoco.mjtWrap.mjWRAP_SITE)
QPOS, QVEL = {FREE: 7, BALL: 4}, {FREE: 6, BALL: 3}  # entries of a joint; others have one
LOWEST = (
    0.2  # share of the robot's height: a foot's lowest point is at most so far above the ground
)


class Anatomy(NamedTuple):
    """A robot's parts.

    Attributes:
      torso: the body whose motion is sensed: the one that moves freely, or of a robot that is fixed to
        the ground, the last body of its longest chain.
      free: True if the torso moves freely, in space or in a plane.
      feet: bodies whose contact is sensed.
      legs: for each foot, the bodies between the torso and the foot, with the foot.
      geoms: for each foot its geom if it has one, otherwise "".
      joints: names of the joints that do not carry the whole robot.
      first: for each joint, the number of its first entry in `qpos`.
      single: True for each joint that is a hinge or a slide.
      qpos, qvel: their entries in qpos and qvel.
      scalar: for each entry of qvel in `qvel`, True if its joint is a hinge or a slide.
      start: the pose at which episodes start, and `rest` its entries `qpos`.
      varied: True for each hinge among `rest`, whose start is drawn around it.
      z: m, height of the torso in the world at the start.
      height: m, height of the torso above the robot's lowest point at the start.
      floor: m, height of the ground in the world: of a plane, or of the robot's lowest point.
      reach: m, size of a free robot, or how far the torso of a fixed one gets from its base.
      actuators: names of the actuators.
      neutral, low, high: their controls at an action of 0, -1 and 1.
      ground: True if the model has a ground, something fixed that the robot can touch.
    """

    torso: str
    free: bool
    feet: tuple[str, ...]
    legs: tuple[tuple[str, ...], ...]
    geoms: tuple[str, ...]
    joints: tuple[str, ...]
    first: tuple[int, ...]
    single: tuple[bool, ...]
    qpos: tuple[int, ...]
    qvel: tuple[int, ...]
    scalar: tuple[bool, ...]
    start: tuple[float, ...]
    rest: tuple[float, ...]
    varied: tuple[bool, ...]
    z: float
    height: float
    floor: float
    reach: float
    actuators: tuple[str, ...]
    neutral: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ground: bool


@lru_cache(maxsize=32)
def anatomy(
    file: ModelFile, torso: str | None, feet: tuple[str, ...] | None, keyframe: str | None
) -> Anatomy:
    """Finds the parts of a robot.

    Args:
      torso, feet: names of bodies; None to find them.
      keyframe: name of the keyframe at which episodes start. None for "home" or "stand" if the model
        has one of them, otherwise its only keyframe, or the model's own pose.

    Raises:
      ValueError: the model has no actuators or no joints, or a name is not in it.
    """
    model = file.spec().compile()
    if model.nu == 0 or model.njnt == 0:
        lacks = "actuators" if model.nu == 0 else "joints"
        raise ValueError(
            f"{file.name} has no {lacks}, so nothing can move it: add <{lacks[:-1]}>s."
        )
    bodies = [model.body(i).name for i in range(model.nbody)]
    data = mujoco.MjData(model)
    _place(file, model, data, keyframe)
    root = _root(model)
    carrying = _carrying(model, root)
    joints = [j for j in range(model.njnt) if j not in carrying]
    data.qpos = start = _inside(model, joints, data.qpos)
    mujoco.mj_forward(model, data)
    number = _body(file, bodies, "torso", torso) if torso else _torso(model, root)
    lowest = np.array([_lowest(model, data, body) for body in range(model.nbody)])
    own = np.array([root is None or _above(model, body, root) for body in range(model.nbody)])
    own &= model.body_weldid > 0
    lowest[~own] = np.inf
    touching = np.isfinite(lowest)
    ground = float(lowest[touching].min()) if touching.any() else 0.0
    height = float(data.xpos[number][2]) - ground
    if feet is None:
        soles = _feet(model, lowest, ground, height) if root is not None else []
    else:
        soles = [_body(file, bodies, "feet", foot) for foot in feet]
        if len(set(soles)) < len(soles):
            raise ValueError(f"feet={list(feet)}: give each body once.")
    kinds = [int(model.jnt_type[j]) for j in joints]
    qpos = [
        model.jnt_qposadr[j] + i
        for j, kind in zip(joints, kinds, strict=True)
        for i in range(QPOS.get(kind, 1))
    ]
    qvel = [
        model.jnt_dofadr[j] + i
        for j, kind in zip(joints, kinds, strict=True)
        for i in range(QVEL.get(kind, 1))
    ]
    low, high = _controls(model)
    fixed = (model.geom_contype | model.geom_conaffinity) * (
        model.body_weldid[model.geom_bodyid] == 0
    )
    return Anatomy(
        torso=bodies[number],
        free=root is not None,
        feet=tuple(bodies[foot] for foot in soles),
        legs=tuple(_leg(model, bodies, number, foot, soles) for foot in soles),
        geoms=tuple(_only_geom(model, foot) for foot in soles),
        joints=tuple(model.joint(j).name or f"joint-{j}" for j in joints),
        first=tuple(qpos.index(model.jnt_qposadr[j]) for j in joints),
        single=tuple(kind not in QPOS for kind in kinds),
        qpos=tuple(map(int, qpos)),
        qvel=tuple(map(int, qvel)),
        scalar=tuple(k not in QVEL for k in kinds for _ in range(QVEL.get(k, 1))),
        start=tuple(map(float, start)),
        rest=tuple(map(float, start[qpos])),
        varied=tuple(
            _swings(model, j)
            for j, k in zip(joints, kinds, strict=True)
            for _ in range(QPOS.get(k, 1))
        ),
        z=float(data.xpos[number][2]),
        height=height,
        floor=_floor(model, data, ground),
        reach=_span(model, data, number, own, free=root is not None),
        actuators=tuple(model.actuator(i).name or f"actuator-{i}" for i in range(model.nu)),
        neutral=tuple(map(float, np.clip(data.ctrl, low, high))),
        low=tuple(map(float, low)),
        high=tuple(map(float, high)),
        ground=bool(fixed.any()),
    )


def _place(
    file: ModelFile, model: mujoco.MjModel, data: mujoco.MjData, keyframe: str | None
) -> None:
    """Puts the robot in the pose at which episodes start."""
    names = [model.key(i).name for i in range(model.nkey)]
    if keyframe is not None and keyframe not in names:
        raise ValueError(
            f"keyframe={keyframe!r}: {file.name} has no such keyframe; it has {names or 'none'}."
        )
    usual = [name for name in ("home", "stand") if name in names]
    chosen = keyframe or (usual[0] if usual else names[0] if len(names) == 1 else None)
    if chosen is not None:
        mujoco.mj_resetDataKeyframe(model, data, names.index(chosen))


def _root(model: mujoco.MjModel) -> int | None:
    """Returns the body that carries the robot and moves freely; None if the robot is fixed.

    Its joint is free, or its joints have no actuators, such as those that hold a robot in a plane.
    """
    driven = _driven(model)
    best, mass = None, 0.0
    for body in range(1, model.nbody):
        joints = _joints_of(model, body)
        mine = model.body_subtreemass[body]
        loose = any(model.jnt_type[j] == FREE for j in joints) or len(joints) > 1
        if model.body_parentid[body] != 0 and not _welded_to_world(model, body):
            continue
        if loose and not driven & set(joints) and mine > mass:
            best, mass = body, mine
    if best is None:
        return None
    moved = [_above(model, int(model.jnt_bodyid[j]), best) for j in driven]
    return best if any(moved) else None  # else it is an object beside a fixed robot


def _welded_to_world(model: mujoco.MjModel, body: int) -> bool:
    return bool(model.body_weldid[model.body_parentid[body]] == 0)


def _driven(model: mujoco.MjModel) -> set[int]:
    """Returns the joints on which an actuator acts, directly or by a tendon."""
    found: set[int] = set()
    for kind, target in zip(model.actuator_trntype, model.actuator_trnid[:, 0], strict=True):
        if int(kind) in BY_JOINT:
            found.add(int(target))
        elif int(kind) == TENDON:
            first = int(model.tendon_adr[target])
            for i in range(first, first + int(model.tendon_num[target])):
                thing = int(model.wrap_objid[i])
                if int(model.wrap_type[i]) == OVER_JOINT:
                    found.add(thing)
                elif int(model.wrap_type[i]) == OVER_SITE:
                    found |= set(_joints_of(model, int(model.site_bodyid[thing])))
    return found


def _joints_of(model: mujoco.MjModel, body: int) -> list[int]:
    first = int(model.body_jntadr[body])
    return list(range(first, first + int(model.body_jntnum[body]))) if first >= 0 else []


def _carrying(model: mujoco.MjModel, root: int | None) -> set[int]:
    return set() if root is None else set(_joints_of(model, root))


def _above(model: mujoco.MjModel, body: int, other: int) -> bool:
    """Returns whether `other` is this body or one that carries it."""
    while body > 0:
        if body == other:
            return True
        body = int(model.body_parentid[body])
    return False


def _torso(model: mujoco.MjModel, root: int | None) -> int:
    if root is not None:
        return root
    moving = [b for b in range(1, model.nbody) if model.body_weldid[b] > 0]
    return max(moving, key=lambda body: (_depth(model, body), _carriers(model, body), -body))


def _depth(model: mujoco.MjModel, body: int) -> int:
    depth = 0
    while body > 0:
        depth += len(_joints_of(model, body))
        body = int(model.body_parentid[body])
    return depth


def _carriers(model: mujoco.MjModel, body: int) -> int:
    """Returns how many bodies carry this one: a hand's tip has one more than the hand."""
    return 0 if body == 0 else 1 + _carriers(model, int(model.body_parentid[body]))


def _lowest(model: mujoco.MjModel, data: mujoco.MjData, body: int) -> float:
    """Returns the height of a body's lowest point that can touch something; infinite without one."""
    low = np.inf
    for geom in _touching(model, body):
        centre, half = model.geom_aabb[geom][:3], model.geom_aabb[geom][3:]
        rotation = data.geom_xmat[geom].reshape(3, 3)
        middle = data.geom_xpos[geom] + rotation @ centre
        low = min(low, float(middle[2] - np.abs(rotation[2]) @ half))
    return low


def _touching(model: mujoco.MjModel, body: int) -> list[int]:
    geoms = np.flatnonzero(model.geom_bodyid == body)
    return [int(g) for g in geoms if model.geom_contype[g] | model.geom_conaffinity[g]]


def _feet(model: mujoco.MjModel, lowest: np.ndarray, ground: float, height: float) -> list[int]:
    """Returns the last bodies of limbs that are near the ground."""
    carries = {int(model.body_parentid[b]) for b in range(1, model.nbody) if np.isfinite(lowest[b])}
    near = ground + LOWEST * max(height, 1e-6)
    return [
        body
        for body in range(1, model.nbody)
        if body not in carries and model.body_weldid[body] > 0 and lowest[body] <= near
    ]


def _leg(
    model: mujoco.MjModel, bodies: list[str], torso: int, foot: int, feet: list[int]
) -> tuple[str, ...]:
    """Returns the bodies that carry this foot and no other foot, up to the torso."""
    found, body = [], foot
    while body not in (0, torso):
        if any(other != foot and _above(model, other, body) for other in feet):
            break
        found.append(bodies[body])
        body = int(model.body_parentid[body])
    return tuple(reversed(found))


def _floor(model: mujoco.MjModel, data: mujoco.MjData, lowest: float) -> float:
    """Returns the height of the level plane on which the robot stands; of its lowest point without."""
    level = np.flatnonzero(
        (model.geom_type == PLANE)
        & (data.geom_xmat[:, 8] > 0.999)
        & (data.geom_xpos[:, 2] < lowest + 0.1)
    )
    return float(data.geom_xpos[level, 2].max()) if level.size else lowest


def _only_geom(model: mujoco.MjModel, body: int) -> str:
    geoms = _touching(model, body)
    return model.geom(geoms[0]).name if len(geoms) == 1 else ""


def _body(file: ModelFile, bodies: list[str], what: str, name: str) -> int:
    if name not in bodies[1:]:
        named = ", ".join(body for body in bodies[1:] if body)
        raise ValueError(f"{what}: {file.name} has no body {name!r}; it has {named}.")
    return bodies.index(name)


def _controls(model: mujoco.MjModel) -> tuple[np.ndarray, np.ndarray]:
    """Returns the controls at the ends of an action's range. Without a range they are -1 and 1."""
    limited = model.actuator_ctrllimited.astype(bool)
    low, high = model.actuator_ctrlrange.T
    return np.where(limited, low, -1.0), np.where(limited, high, 1.0)


def _inside(model: mujoco.MjModel, joints: list[int], qpos: np.ndarray) -> np.ndarray:
    """Returns the pose with each limited joint so far inside its range that noise keeps it there."""
    found = qpos.copy()
    for j in joints:
        if model.jnt_limited[j] and int(model.jnt_type[j]) not in QVEL:
            low, high = model.jnt_range[j]
            room = min(NOISE if _swings(model, j) else 0.0, (high - low) / 2.0)
            found[model.jnt_qposadr[j]] = np.clip(
                qpos[model.jnt_qposadr[j]], low + room, high - room
            )
    return found


def _swings(model: mujoco.MjModel, joint: int) -> bool:
    """Returns True for a hinge whose range has room for the noise at the start."""
    if int(model.jnt_type[joint]) != HINGE:
        return False
    low, high = model.jnt_range[joint]
    return not model.jnt_limited[joint] or high - low >= 2.0 * NOISE


def _span(
    model: mujoco.MjModel, data: mujoco.MjData, torso: int, own: np.ndarray, *, free: bool
) -> float:
    """Returns the size of a free robot, or how far the torso of a fixed one gets from its base, m."""
    if free:
        far = np.linalg.norm(data.geom_xpos - data.xpos[torso], axis=1) + model.geom_rbound
        return max(0.1, float(far[own[model.geom_bodyid]].max(initial=0.0)))
    length, body = 0.0, torso
    while body > 0 and model.body_weldid[model.body_parentid[body]] > 0:
        parent = int(model.body_parentid[body])
        length += float(np.linalg.norm(data.xpos[body] - data.xpos[parent]))
        body = parent
    return max(length, 0.1)
