"""The robots of one worker process of Bullet, each in a separate world.

The scene and the order of calls are those of pybullet_envs, so that results are equal to the last bit.
Unlike there, the states of all links and joints are read in one call. This module does not import JAX.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

GRAVITY, PERIOD, SUBSTEPS, ITERATIONS = 9.8, 0.0165, 4, 5
ROOT = 3  # numbers for the joints of a planar root
NO_ROOT = (0.0,) * ROOT


@dataclass(frozen=True)
class Model:
    """A robot's model, as a worker needs it.

    Attributes:
      file: the model's file in pybullet_data/mjcf.
      torso: name of the torso's link.
      feet: names of the links whose contact with the floor is observed.
      torque: torque of each joint at an action of 1, N m.
      touching: True if the robot's parts collide with each other.
    """

    file: str
    torso: str
    feet: tuple[str, ...]
    torque: tuple[float, ...]
    touching: bool

    @property
    def width(self) -> int:
        """Number of values that are read after a step."""
        return 10 + 2 * len(self.torque) + 2 + len(self.feet) + ROOT


class Robots:
    """The robots of one worker, by slot.

    Each method returns one row per slot, with `Model.width` numbers: position, quaternion (w x y z) and
    velocity of the torso, joint angles, joint velocities, the summed x and y of the parts, the feet's
    contacts, and the joints that keep a planar robot in its plane (0 for other robots).
    """

    def __init__(self, model: "Model"):
        self._model = model
        self._robots: dict[int, Robot] = {}  # by slot, made at first use

    def place(self, slots: np.ndarray, joints: np.ndarray) -> np.ndarray:
        """Starts episodes with these joint angles, [n, a], in rad."""
        for slot in slots.tolist():
            if slot in self._robots and self._robots[slot].broken:
                self._robots.pop(slot).leave()
            if slot not in self._robots:
                self._robots[slot] = Robot(self._model)
        return self._each(slots, Robot.place, joints)

    def advance(self, slots: np.ndarray, actions: np.ndarray) -> np.ndarray:
        """Simulates a control period with these actions, [n, a]."""
        return self._each(slots, Robot.advance, actions)

    def _each(
        self, slots: np.ndarray, do: Callable[["Robot", np.ndarray], None], values: np.ndarray
    ) -> np.ndarray:
        rows = np.empty((len(slots), self._model.width))
        for slot, value, row in zip(slots.tolist(), values, rows, strict=True):
            robot = self._robots[slot]
            do(robot, value)
            robot.sense(row)  # now, while its world is in the processor's cache
        return rows


class Robot:
    """One robot in its own world."""

    def __init__(self, model: Model):
        import pybullet
        import pybullet_data

        self._model = model
        self._p, self._world = pybullet, pybullet.connect(pybullet.DIRECT)
        p, world, data = self._p, {"physicsClientId": self._world}, pybullet_data.getDataPath()
        p.resetSimulation(**world)
        p.setPhysicsEngineParameter(deterministicOverlappingPairs=1, **world)
        p.setGravity(0, 0, -GRAVITY, **world)
        p.setDefaultContactERP(0.9, **world)
        p.setPhysicsEngineParameter(
            fixedTimeStep=PERIOD, numSolverIterations=ITERATIONS, numSubSteps=SUBSTEPS, **world
        )
        (self._floor,) = p.loadSDF(os.path.join(data, "plane_stadium.sdf"), **world)
        p.changeDynamics(self._floor, -1, lateralFriction=0.8, restitution=0.5, **world)
        flags = p.URDF_USE_SELF_COLLISION | p.URDF_USE_SELF_COLLISION_EXCLUDE_ALL_PARENTS
        path = os.path.join(data, "mjcf", model.file)
        (self._body,) = p.loadMJCF(path, flags=flags, **world)
        names = [
            p.getJointInfo(self._body, j, **world)
            for j in range(p.getNumJoints(self._body, **world))
        ]
        links = {info[12].decode(): j for j, info in enumerate(names)}
        motors = [(j, info[1].decode()) for j, info in enumerate(names) if info[2] != p.JOINT_FIXED]
        for j in range(len(names)):
            self._free(j)
        self._joints = [j for j, name in motors if not name.startswith("ignore")]
        self._root = [j for j, name in motors if name.startswith("ignore")]
        self._torso = links.get(model.torso, -1)  # -1, the base
        self._links, self._feet = list(links.values()), [links[foot] for foot in model.feet]
        self._torque, self._actions = np.array(model.torque), len(self._joints)
        self._moving = self._joints + self._root
        if self._actions != len(self._torque):
            raise ValueError(
                f"{model.file} has {len(self._joints)} joints, not {len(self._torque)}."
            )
        self._parts = range(-1, len(names))  # -1 is the base
        self._start = p.saveState(**world)

    @property
    def broken(self) -> bool:
        """True if a value is NaN. Bullet then removes the robot, and no saved state restores it."""
        row = np.empty(self._model.width)
        self.sense(row)
        return not np.isfinite(row).all()

    def leave(self) -> None:
        """Removes the robot's world."""
        self._p.disconnect(self._world)

    def place(self, joints: np.ndarray) -> None:
        """Starts an episode with these joint angles, [a], in rad."""
        p, world = self._p, self._world
        if self._model.touching:
            self._forget()
        p.restoreState(self._start, physicsClientId=world)
        for j, angle in zip(self._joints, joints.tolist(), strict=True):
            p.resetJointState(self._body, j, angle, 0, physicsClientId=world)
            self._free(j)

    def advance(self, action: np.ndarray) -> None:
        """Simulates a control period with this action, [a]."""
        p, world = self._p, self._world
        torque = (self._torque * action).tolist()
        p.setJointMotorControlArray(
            self._body, self._joints, p.TORQUE_CONTROL, forces=torque, physicsClientId=world
        )
        p.stepSimulation(physicsClientId=world)

    def sense(self, row: np.ndarray) -> None:
        """Writes the robot's values into `row`, as described in `Robots`."""
        p, body, world = self._p, self._body, self._world
        states = p.getJointStates(body, self._moving, physicsClientId=world)
        angles, velocities, *_ = zip(*states, strict=True)
        links = p.getLinkStates(body, self._links, physicsClientId=world)
        xs, ys, _ = zip(*[link[0] for link in links], strict=True)
        x, y = sum(xs), sum(ys)
        if self._torso < 0:
            position, orientation = p.getBasePositionAndOrientation(body, physicsClientId=world)
            velocity = p.getBaseVelocity(body, physicsClientId=world)[0]
            x, y = x + position[0], y + position[1]
        else:
            torso = p.getLinkState(body, self._torso, computeLinkVelocity=1, physicsClientId=world)
            position, orientation, velocity = torso[0], torso[1], torso[6]
        touch = {point[3] for point in p.getContactPoints(body, self._floor, physicsClientId=world)}
        a = self._actions
        row[:] = (
            *position,
            *(orientation[3], *orientation[:3]),
            *velocity,
            *angles[:a],
            *velocities[:a],
            *(x, y),
            *[foot in touch for foot in self._feet],
            *(angles[a:] or NO_ROOT),
        )

    def _forget(self) -> None:
        """Clears Bullet's memory of parts that came near each other.

        Restoring a state does not restore this memory, so that an episode would depend on earlier ones.
        It is cleared if nothing may collide during one collision detection.
        """
        self._collide(0)
        self._p.performCollisionDetection(physicsClientId=self._world)
        self._collide(1)  # the group in MuJoCo's files

    def _collide(self, group: int) -> None:
        """Puts all parts into a collision group, which collides with itself. Group 0 never collides."""
        for part in self._parts:
            self._p.setCollisionFilterGroupMask(
                self._body, part, group, group, physicsClientId=self._world
            )

    def _free(self, joint: int) -> None:
        """Switches a joint's motor off."""
        p = self._p
        p.setJointMotorControl2(
            self._body,
            joint,
            controlMode=p.POSITION_CONTROL,
            targetPosition=0,
            targetVelocity=0,
            positionGain=0.1,
            velocityGain=0.1,
            force=0,
            physicsClientId=self._world,
        )
