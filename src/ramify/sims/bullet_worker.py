"""The process that steps a lane's robots in PyBullet: `python -m ramify.sims.bullet_worker '{...}'`.

It talks over its standard input and output, in whole messages, and ends when its parent does.
A request: an operation, a count n and n slots (int32); then, to PLACE, the joints' angles [n, a]
(float64); to ADVANCE, the actions [n, a] (float32). The answer: n rows of float64, `width` each:
position, quaternion (w x y z) and velocity of the torso, joint angles, joint velocities, the parts'
summed x y, the feet's contacts, and the joints that keep a planar robot in its plane (else 0).

The scene and the order of calls are those of pybullet_envs, so that results are the same, to the bit;
but what they ask link by link and joint by joint is asked here at once.
"""

import json
import os
import sys
from dataclasses import dataclass
from typing import IO

import numpy as np

PLACE, ADVANCE = 0, 1
GRAVITY, PERIOD, SUBSTEPS, ITERATIONS = 9.8, 0.0165, 4, 5
ROOT = 3  # numbers for the joints of a planar root


@dataclass(frozen=True)
class Model:
    """What a worker is told.

    Attributes:
      file: of pybullet_data/mjcf.
      torso: name of the link that is observed.
      feet: names of the links whose contact with the floor is.
      torque: N m of an action of 1, by joint.
      slots: robots.
    """

    file: str
    torso: str
    feet: tuple[str, ...]
    torque: tuple[float, ...]
    slots: int

    @property
    def width(self) -> int:
        return 10 + 2 * len(self.torque) + 2 + len(self.feet) + ROOT


class Robot:
    """One robot in a world of its own."""

    def __init__(self, model: Model):
        import pybullet
        import pybullet_data

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
        self._torque = np.array(model.torque)
        if len(self._joints) != len(self._torque):
            raise ValueError(
                f"{model.file} has {len(self._joints)} joints, not {len(self._torque)}."
            )
        self._start = p.saveState(**world)

    def place(self, joints: np.ndarray) -> None:
        p, world = self._p, self._world
        p.restoreState(self._start, physicsClientId=world)
        for j, angle in zip(self._joints, joints.tolist(), strict=True):
            p.resetJointState(self._body, j, angle, 0, physicsClientId=world)
            self._free(j)

    def advance(self, action: np.ndarray) -> None:
        p, world = self._p, self._world
        torque = (self._torque * action).tolist()
        p.setJointMotorControlArray(
            self._body, self._joints, p.TORQUE_CONTROL, forces=torque, physicsClientId=world
        )
        p.stepSimulation(physicsClientId=world)

    def sense(self, row: np.ndarray) -> None:
        p, body, world = self._p, self._body, self._world
        states = p.getJointStates(body, self._joints + self._root, physicsClientId=world)
        links = p.getLinkStates(body, self._links, physicsClientId=world)
        x, y = (sum(link[0][i] for link in links) for i in (0, 1))
        if self._torso < 0:
            position, (qx, qy, qz, qw) = p.getBasePositionAndOrientation(
                body, physicsClientId=world
            )
            velocity = p.getBaseVelocity(body, physicsClientId=world)[0]
            x, y = x + position[0], y + position[1]
        else:
            torso = p.getLinkState(body, self._torso, computeLinkVelocity=1, physicsClientId=world)
            position, (qx, qy, qz, qw), velocity = torso[0], torso[1], torso[6]
        touch = {point[3] for point in p.getContactPoints(body, self._floor, physicsClientId=world)}
        row[:] = [
            *position,
            *(qw, qx, qy, qz),
            *velocity,
            *(state[0] for state in states[: len(self._joints)]),
            *(state[1] for state in states[: len(self._joints)]),
            *(x, y),
            *(float(foot in touch) for foot in self._feet),
            *([state[0] for state in states[len(self._joints) :]] or [0.0] * ROOT),
        ]

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


def read(stream: IO[bytes], dtype: type, shape: tuple[int, ...]) -> np.ndarray:
    """An array off a pipe.

    Raises:
      EOFError: the other end is gone.
    """
    wanted = int(np.prod(shape)) * np.dtype(dtype).itemsize
    data = stream.read(wanted)
    if len(data) < wanted:
        raise EOFError
    return np.frombuffer(data, dtype).reshape(shape)


def main() -> None:
    model = Model(*json.loads(sys.argv[1]))
    # PyBullet warns on the standard output, which is for answers, and greets on the other.
    requests, answers, errors = sys.stdin.buffer, os.fdopen(os.dup(1), "wb"), os.dup(2)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    import pybullet  # noqa: F401

    os.dup2(errors, 2)
    robots = [Robot(model) for _ in range(model.slots)]
    a = len(model.torque)
    answers.write(np.int32(model.width).tobytes())
    answers.flush()
    while True:
        try:
            operation, n = read(requests, np.int32, (2,)).tolist()
            slots = read(requests, np.int32, (n,)).tolist()
            told = read(requests, np.float64 if operation == PLACE else np.float32, (n, a))
        except EOFError:
            return
        rows = np.empty((n, model.width))
        for slot, values, row in zip(slots, told, rows, strict=True):
            robot = robots[slot]
            robot.place(values) if operation == PLACE else robot.advance(values)
            robot.sense(row)
        answers.write(rows.tobytes())
        answers.flush()


if __name__ == "__main__":
    main()
