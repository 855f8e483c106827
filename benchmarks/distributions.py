"""Compares the simulators: returns of each robot under no action, a constant action and random actions.

Trajectories in different simulators diverge at the first contact, so distributions are compared instead.
The table shows the median over episodes and the range of their returns.

    python benchmarks/distributions.py
    python benchmarks/distributions.py --sims mujoco mjx --steps 200
"""

import argparse
from functools import cache

import jax
import mujoco
import numpy as np
from _common import parse, table, versions

from ramify.controllers.sine_gait import SineGait
from ramify.robots.robots import ROBOTS
from ramify.tasks.locomotion import SIMULATORS

SMALL = 0.3
KINDS = ("zero", "constant", "random")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--episodes", type=int, default=10)
    parser.add_argument("--tasks", nargs="+", choices=ROBOTS, default=list(ROBOTS))
    parser.add_argument("--sims", nargs="+", choices=SIMULATORS, default=["mujoco", "bullet"])
    parser.add_argument(
        "--steps", type=int, default=1000, help="maximum length of an episode in control steps"
    )
    args = parse(parser, episodes=1, tasks=["hopper"], steps=50)
    versions("ramify", "mujoco", "mujoco-mjx", "warp-lang", "pybullet")
    rows = []
    for task in args.tasks:
        for kind in KINDS:
            for sim in args.sims:
                walks = walked(task, kind, sim, args.episodes, args.steps)
                low, middle, high = np.percentile(walks.objective, (0, 50, 100))
                shares = " ".join(f"{share:.2f}" for share in np.median(walks.measures, axis=0))
                length = f"{np.median(walks.steps):.0f}"
                first = [task, kind] if sim == args.sims[0] else ["", ""]
                where = f"{sim}, {mass(task, sim):.2f} kg"
                rows.append(
                    [*first, where, f"{middle:.0f}", f"{low:.0f} to {high:.0f}", length, shares]
                )
    names = "robot", "action", "simulator, mass", "return", "range", "steps", "contact"
    table(
        f"Medians of {args.episodes} episodes; contact: share of time of each foot",
        list(names),
        rows,
    )


@cache
def mass(task: str, sim: str) -> float:
    """Returns the mass of a robot in kg."""
    if sim != "bullet":  # MJX steps MuJoCo's models
        return mujoco.MjModel.from_xml_string(ROBOTS[task].mjcf).body_mass.sum()
    import pybullet as p

    from ramify.sims.cpu.bullet_worker import Robot

    joints = SineGait(len(ROBOTS[task].joints))
    robot = Robot(SIMULATORS[sim](ROBOTS[task](), joints, threads=1).bodies(1).model)
    world = {"physicsClientId": robot._world}
    links = range(-1, p.getNumJoints(robot._body, **world))
    return sum(p.getDynamicsInfo(robot._body, link, **world)[0] for link in links)


def walked(task: str, kind: str, sim: str, episodes: int, steps: int):
    """Simulates episodes with actions of this kind."""
    robot = ROBOTS[task](max_steps=steps)
    joints = len(robot.joints)
    rng = np.random.default_rng(0)
    shape = episodes, robot.max_steps, joints
    noise = {
        "zero": np.zeros(shape),
        "constant": np.full(shape, SMALL),
        "random": rng.uniform(-1.0, 1.0, shape),
    }[kind]
    seeds = np.asarray(jax.random.key_data(jax.random.split(jax.random.key(0), episodes)))
    simulator = SIMULATORS[sim](robot, SineGait(joints))
    x = np.zeros((episodes, 3 * joints), np.float32)
    return simulator.rollout(x, seeds, noise=noise.astype(np.float32))


if __name__ == "__main__":
    main()
