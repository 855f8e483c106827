"""MJX beside C MuJoCo, robot by robot: how far apart they are after the same controls.

Eight robots each, uniformly random actions. After one control step from the same state, over all
steps of an episode; and from the same start, after 10, 25 and 50 control steps on their own. Medians
and maxima over robots of the largest difference in any joint (rad; the root's m, too) or its velocity.

    python benchmarks/agreement.py
    python benchmarks/agreement.py --sim mjx-warp
"""

import argparse

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from _common import figure, table, versions

from ramify.controllers.sine_gait import SineGait
from ramify.robots.robots import ROBOTS
from ramify.sims.control import placements
from ramify.sims.mjx_physics import Body
from ramify.sims.mujoco import inside
from ramify.tasks.locomotion import SIMULATORS

WORLDS = 8
AFTER = (10, 25, 50)  # control steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", nargs="+", choices=ROBOTS, default=list(ROBOTS))
    parser.add_argument("--sim", choices=("mjx", "mjx-warp"), default="mjx")
    args = parser.parse_args()
    versions("ramify", "jax", "mujoco", "mujoco-mjx", "warp-lang")
    rows, figures = [], []
    for task in args.tasks:
        once, alone = compared(task, SIMULATORS[args.sim])
        pose, velocity = once.T.reshape(2, -1)
        columns = [spread(pose), spread(velocity), *(spread(alone[t - 1]) for t in AFTER)]
        rows.append([task, *columns])
        kind = args.sim.replace("-", "_")
        figures.append((f"{kind}_velocity_apart_{task}", float(np.quantile(velocity, 0.99))))
        figures.append((f"{kind}_pose_apart_after_25_{task}", float(np.median(alone[24]))))
    names = ["robot", "1 step, pose", "velocity", *(f"pose after {t}" for t in AFTER)]
    table("Apart: median, 99% (of one step) or largest", names, rows)
    for name, value in figures:
        figure(name, value, 7)


def spread(apart: np.ndarray) -> str:
    high = np.quantile(apart, 0.99) if apart.size > WORLDS else apart.max()
    return f"{np.median(apart):.0e} {high:.0e}"


def compared(task: str, sim: type) -> tuple[np.ndarray, np.ndarray]:
    """[t, w, 2] apart in pose and velocity after one step from the same state; [t, w] in pose, each
    on its own."""
    robot = ROBOTS[task]()
    joints = len(robot.joints)
    physics = sim(robot, SineGait(joints)).worlds.physics
    model = mujoco.MjModel.from_xml_string(robot.mjcf)
    period = jax.jit(
        jax.vmap(lambda body, action: physics.period(body, lambda _: (action, ()), WORLDS)[0])
    )
    seeds = jax.random.key_data(jax.random.split(jax.random.key(0), WORLDS))
    start = placements(seeds, jnp.asarray(inside(robot)))
    free, data = jax.vmap(physics.placed)(start), [mujoco.MjData(model) for _ in range(WORLDS)]
    for w, each in enumerate(data):
        each.qpos[:] = free.qpos[w]
    actions = np.random.default_rng(0).uniform(-1.0, 1.0, (AFTER[-1], WORLDS, joints))
    once, alone = [], []
    for action in actions.astype(np.float32):
        state = [(each.qpos, each.qvel, each.qacc_warmstart) for each in data]
        stacked = (jnp.asarray(np.stack(a), jnp.float32) for a in zip(*state, strict=True))
        near, free = period(Body(*stacked), action), period(free, action)
        for each, u in zip(data, action, strict=True):
            each.ctrl[:] = u
            mujoco.mj_step(model, each, robot.substeps)
        qpos, qvel = np.stack([e.qpos for e in data]), np.stack([e.qvel for e in data])
        apart = [np.abs(near.qpos - qpos).max(1), np.abs(near.qvel - qvel).max(1)]
        once.append(np.stack(apart, 1))
        alone.append(np.abs(free.qpos - qpos).max(1))
    return np.array(once), np.array(alone)


if __name__ == "__main__":
    main()
