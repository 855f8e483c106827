"""Compares MJX with C MuJoCo: how far apart robots are after the same controls.

Eight robots of each kind get uniformly random actions. They are compared after one control step from
the same state, over all steps of an episode, and after 10, 25 and 50 control steps from the same start.
The difference is the largest over all joints (rad; m for the root's position) or joint velocities. The
table shows medians and maxima over robots. If 99% of the differences after one step are not within the
robot's TOLERANCE, the exit status is 1.

`--census` counts contacts and solver steps instead, over eight robots whose actions range from none (the
robot lies on the floor) to uniformly random: the most contacts at once in C MuJoCo, and the Newton steps
that MJX's contact solver takes.

    python benchmarks/agreement.py
    python benchmarks/agreement.py --sim mjx-warp
    python benchmarks/agreement.py --census
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from _common import figure, parse, table, versions
from mujoco.mjx._src import solver

from ramify.controllers.sine_gait import SineGait
from ramify.robots.robots import ROBOTS
from ramify.sims.control import placements
from ramify.sims.mjx.physics import ITERATIONS, Physics
from ramify.tasks.locomotion import SIMULATORS

WORLDS = 8
AFTER = (10, 25, 50)  # control steps
TOLERANCE = {  # difference of pose and velocity after one control step
    "ant": (2e-6, 2e-4),
    "half-cheetah": (3e-6, 3e-4),
    "hopper": (3e-5, 3e-3),
    "walker2d": (1e-5, 1e-3),
    "humanoid": (1e-5, 1e-3),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", nargs="+", choices=ROBOTS, default=list(ROBOTS))
    parser.add_argument("--sim", choices=("mjx", "mjx-warp"), default="mjx")
    parser.add_argument("--census", action="store_true", help="count contacts and Newton steps")
    parser.add_argument("--steps", type=int, default=1250, help="control steps of the census")
    args = parse(parser, tasks=["hopper"], steps=20)
    versions("ramify", "jax", "mujoco", "mujoco-mjx", "warp-lang")
    if args.census:
        census(args.tasks, args.steps)
    else:
        agreement(args.tasks, args.sim)


def agreement(tasks: list[str], sim: str) -> None:
    """Prints the differences of each robot."""
    rows, figures, sound = [], [], True
    for task in tasks:
        once, alone = compared(task, SIMULATORS[sim])
        apart = once.reshape(-1, 2)
        within = bool((np.quantile(apart, 0.99, axis=0) <= TOLERANCE[task]).all())
        pose, velocity = apart.T
        allowed = ", ".join(f"{tolerance:.0e}" for tolerance in TOLERANCE[task])
        columns = [spread(pose), spread(velocity), allowed if within else f"not {allowed}"]
        rows.append([task, *columns, *(spread(alone[t - 1]) for t in AFTER)])
        kind = sim.replace("-", "_")
        figures.append((f"{kind}_velocity_apart_{task}", float(np.quantile(velocity, 0.99))))
        figures.append((f"{kind}_pose_apart_after_25_{task}", float(np.median(alone[24]))))
        sound &= within
    names = ["robot", "pose, 1 step", "velocity", "tolerance", *(f"pose, {t}" for t in AFTER)]
    table("Difference from C MuJoCo: median, then 99% (1 step) or maximum", names, rows)
    for name, value in figures:
        figure(name, value, 7)
    figure("agreement_ok", sound, 0)
    if not sound:
        raise SystemExit(1)


def spread(apart: np.ndarray) -> str:
    """Returns the median, and the 99% quantile or the maximum of a few values."""
    high = np.quantile(apart, 0.99) if apart.size > WORLDS else apart.max()
    return f"{np.median(apart):.0e} {high:.0e}"


def compared(task: str, sim: type) -> tuple[np.ndarray, np.ndarray]:
    """Returns the differences between the simulators.

    Returns:
      [t, w, 2] in pose and velocity after one step from the same state; [t, w] in pose after t steps
      from the same start.
    """
    robot = ROBOTS[task]()
    joints = len(robot.joints)
    physics = sim(robot, SineGait(joints)).worlds.physics
    model = robot.model()
    period = jax.jit(
        jax.vmap(lambda body, action: physics.period(body, lambda _: (action, ()), WORLDS)[0])
    )
    seeds = jax.random.key_data(jax.random.split(jax.random.key(0), WORLDS))
    start = placements(seeds, jnp.asarray(robot.rest), jnp.asarray(robot.varied))
    free, data = jax.vmap(physics.placed)(start), [mujoco.MjData(model) for _ in range(WORLDS)]
    for w, each in enumerate(data):
        each.qpos[:] = free.qpos[w]
    actions = np.random.default_rng(0).uniform(-1.0, 1.0, (AFTER[-1], WORLDS, joints))
    once, alone = [], []
    for action in actions.astype(np.float32):
        state = [(each.qpos, each.qvel, each.qacc_warmstart) for each in data]
        stacked = (jnp.asarray(np.stack(a), jnp.float32) for a in zip(*state, strict=True))
        near = free._replace(**dict(zip(("qpos", "qvel", "warm"), stacked, strict=True)))
        near, free = period(near, action), period(free, action)
        for each, u in zip(data, action, strict=True):
            each.ctrl[:] = u
            mujoco.mj_step(model, each, robot.substeps)
        qpos, qvel = np.stack([e.qpos for e in data]), np.stack([e.qvel for e in data])
        apart = [np.abs(near.qpos - qpos).max(1), np.abs(near.qvel - qvel).max(1)]
        once.append(np.stack(apart, 1))
        alone.append(np.abs(free.qpos - qpos).max(1))
    return np.array(once), np.array(alone)


def census(tasks: list[str], steps: int) -> None:
    """Prints the contacts and Newton steps of each robot."""
    rows = []
    for task in tasks:
        most, times = contacts(task, steps)
        begun = newton(task, steps)
        share = 1e4 * begun[ITERATIONS - 1] / times
        taken = [f"{begun.total() / times:.2f}", f"{share:.2f}"]
        rows.append([task, f"{times:,}", str(most), *taken])
    names = ["robot", "time steps", "most contacts", "Newton steps, mean", "all 8, per 10,000"]
    table("Contacts at once in C MuJoCo, and Newton steps per time step in MJX", names, rows)


def shaken(joints: int, steps: int) -> np.ndarray:
    """Returns random actions [t, w, a], from zero for the first robot to uniform for the last."""
    actions = np.random.default_rng(1).uniform(-1.0, 1.0, (steps, WORLDS, joints))
    return (actions * np.linspace(0.0, 1.0, WORLDS)[:, None]).astype(np.float32)


def contacts(task: str, steps: int) -> tuple[int, int]:
    """Returns the most contacts at once in C MuJoCo, and the number of time steps."""
    robot = ROBOTS[task]()
    model, most = robot.model(), 0
    for actions in shaken(len(robot.joints), steps).swapaxes(0, 1):
        data = mujoco.MjData(model)
        for action in np.repeat(actions, robot.substeps, axis=0):
            data.ctrl[:] = action
            mujoco.mj_step(model, data)
            most = max(most, data.ncon)
    return most, steps * WORLDS * robot.substeps


def newton(task: str, steps: int) -> Counter:
    """Counts how often MJX took a first, second, ... Newton step in a time step (0, 1, ...)."""
    robot, taken = ROBOTS[task](), Counter()
    physics = Physics(robot)
    actions = jnp.asarray(shaken(len(robot.joints), steps).swapaxes(0, 1))

    def walk(actions):
        def step(body, action):
            return physics.period(body, lambda _: (action, ()), 1)[0], None

        return jax.lax.scan(step, physics.placed(jnp.zeros(len(robot.joints))), actions)[0]

    with counting(taken):  # one robot at a time: in a batch, all take as many steps as the slowest
        jax.block_until_ready(jax.jit(lambda all: jax.lax.map(walk, all))(actions))
        jax.effects_barrier()
    return taken


@contextmanager
def counting(taken: Counter) -> Iterator[None]:
    """Counts the Newton steps of MJX's solver in `taken`."""
    own = solver._linesearch

    def told(m, d, context):
        jax.debug.callback(lambda before: taken.update([int(before)]), context.solver_niter)
        return own(m, d, context)

    solver._linesearch = told
    try:
        yield
    finally:
        solver._linesearch = own


if __name__ == "__main__":
    main()
