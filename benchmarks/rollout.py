"""Measures control steps per second of 100 networks with 64 and 64 units, and compares with a limit.

MuJoCo: the limit is the raw rate, the sum over cores of single-thread `mj_step` in the same run. It uses
the same starts and the controls that the networks chose: the same physics without anything else.
Bullet: the comparison is `step` of the original environment with ready actions, in one process per core,
in the same run. The limit is Bullet's physics alone, with the same actions: nothing is read. A second
limit reads what observation and reward need, with Bullet's own calls, but computes neither.

    python benchmarks/rollout.py
    python benchmarks/rollout.py --tasks ant half-cheetah hopper walker2d humanoid
    python benchmarks/rollout.py --tasks examples/hexapod.xml another.xml
    python benchmarks/rollout.py --sim bullet
"""

import argparse
import multiprocessing
import statistics
import threading
import time
from collections import defaultdict

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
from _common import figure, parse, versions

from ramify.controllers.mlp import MLP
from ramify.robots.mjcf_robot import MjcfRobot
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.bullet import bullet_model
from ramify.tasks.locomotion import SIMULATORS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sim", choices=("mujoco", "bullet"), default="mujoco")
    parser.add_argument("--tasks", nargs="+", default=["ant"], help="robots or MJCF files")
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--slots", type=int, default=0, help="0: the simulator's default")
    parser.add_argument(
        "--steps",
        type=int,
        default=250,
        help="maximum length of an episode; short episodes alternate well",
    )
    parser.add_argument("--rounds", type=int, default=25)
    options = parse(parser, tasks=["hopper"], networks=4, steps=20, rounds=1)
    versions("ramify", "jax", "mujoco", "pybullet")
    for task in options.tasks:
        if task in ROBOTS:
            robot = ROBOTS[task](max_steps=options.steps)
        else:
            robot = MjcfRobot.from_file(task, steps=options.steps)
            task = robot.name
        network = MLP((robot.observations, 64, 64, robot.actions))
        sim = SIMULATORS[options.sim](robot, network, slots=options.slots)
        keys = jax.random.split(jax.random.key(0), options.networks)
        x = jnp.stack([network.init(key) for key in keys])
        measured = over_raw if options.sim == "mujoco" else over_original
        measured(task, sim, x, np.asarray(jax.random.key_data(keys)), options.rounds)


def over_raw(task, sim, x, seeds, rounds) -> None:
    """Compares with raw `mj_step`."""
    starts, controls = record(sim, x, seeds)
    spent = timed(sim)
    raw, closed, shares = [], [], []
    for _ in range(rounds):
        raw.append(raw_rate(sim, starts, controls))
        spent.clear()
        begun = time.perf_counter()
        steps = sim.rollout(x, seeds).steps.sum()
        seconds = time.perf_counter() - begun
        closed.append(steps / seconds)
        shares.append({name: s / seconds / sim.threads for name, s in spent.items()})
    show(task, sim, x, {"raw mj_step, all cores, steps/s": raw, "closed loop, steps/s": closed})
    print("share of the threads' time")
    for name in ("simulation", "policy, observation, reward", "reading the state"):
        print(f"  {name:32}{statistics.median(s[name] for s in shares):9.1%}")
    rest = statistics.median(1.0 - sum(share.values()) for share in shares)
    print(f"  {'reset, bookkeeping, waiting':32}{rest:9.1%}")
    pairs = [c / r for c, r in zip(closed, raw, strict=True)]
    ending = "" if task == "ant" else f"_{task}"
    figure(f"steps_per_second{ending}", statistics.median(closed), 0)
    figure(f"rollout_ratio_of_best_rounds{ending}", max(closed) / max(raw), 3)
    figure(f"rollout_ratio{ending}", statistics.median(pairs), 3)


def over_original(task, sim, x, seeds, rounds) -> None:
    """Compares with the original, which computes no policy: it gets the actions of ramify's networks."""
    _, actions = record(sim, x, seeds)
    starts = np.asarray(sim.starts(jnp.asarray(seeds)), np.float64)
    original, physics, reading, closed = [], [], [], []
    spawn, cores = multiprocessing.get_context("spawn"), sim.threads
    share = [(task, starts[core::cores], actions[core::cores]) for core in range(cores)]
    with spawn.Pool(cores) as pool:
        pool.map(originals, share, chunksize=1)  # imports what it needs
        pool.map(physics_alone, share, chunksize=1)
        pool.map(physics_and_reading, share, chunksize=1)
        for _ in range(rounds):
            original.append(sum(pool.map(originals, share, chunksize=1)))
            physics.append(sum(pool.map(physics_alone, share, chunksize=1)))
            reading.append(sum(pool.map(physics_and_reading, share, chunksize=1)))
            begun = time.perf_counter()
            steps = sim.rollout(x, seeds).steps.sum()
            closed.append(steps / (time.perf_counter() - begun))
    rates = {
        "original, all cores, steps/s": original,
        "physics alone, all cores, steps/s": physics,
        "physics and reading, steps/s": reading,
        "closed loop, steps/s": closed,
    }
    show(task, sim, x, rates)
    pairs = [c / r for c, r in zip(closed, original, strict=True)]
    limits = [p / r for p, r in zip(physics, original, strict=True)]
    readings = [p / r for p, r in zip(reading, original, strict=True)]
    shares = [c / p for c, p in zip(closed, physics, strict=True)]
    ending = "" if task == "ant" else f"_{task}"
    figure(f"bullet_steps_per_second{ending}", statistics.median(closed), 0)
    figure(f"bullet_share_of_physics{ending}", statistics.median(shares), 2)
    figure(f"bullet_speedup_of_physics_alone{ending}", statistics.median(limits), 2)
    figure(f"bullet_speedup_of_physics_and_reading{ending}", statistics.median(readings), 2)
    figure(f"bullet_speedup{ending}", statistics.median(pairs), 2)


_ORIGINALS: dict = {}  # one environment per robot and process
_BARE: dict = {}  # one robot of each kind per process


def originals(share) -> float:
    """Steps per second of one process's share of the episodes."""
    from _original import Original

    task, *episodes = share
    env = _ORIGINALS.setdefault(task, None) or Original(task)
    _ORIGINALS[task] = env
    return stepping(env.reset, env.step, *episodes)


def physics_alone(share) -> float:
    """Steps per second of one process's share, if no value is read and no reward is computed."""
    task, *episodes = share
    robot = bare(task)
    return stepping(robot.place, robot.advance, *episodes)


def physics_and_reading(share) -> float:
    """Steps per second of one process's share, if the values are read but not used."""
    task, *episodes = share
    robot = bare(task)
    row = np.empty(bullet_model(ROBOTS[task]()).width)

    def step(action) -> None:
        robot.advance(action)
        robot.sense(row)

    return stepping(robot.place, step, *episodes)


def bare(task):
    """Returns this process's robot of this kind, in a world of Bullet."""
    from ramify.sims.cpu.bullet_worker import Robot

    if task not in _BARE:
        _BARE[task] = Robot(bullet_model(ROBOTS[task]()))
    return _BARE[task]


def stepping(begin, step, starts, actions) -> float:
    """Steps per second of episodes from these starts, with these actions."""
    begun = time.perf_counter()
    for start, chosen in zip(starts, actions, strict=True):
        begin(start)
        for action in chosen:
            step(action)
    return sum(map(len, actions)) / (time.perf_counter() - begun)


def show(task, sim, x, rates) -> None:
    print(f"{task}: {len(x)} networks, {sim.slots} slots, {sim.threads} threads")
    print(f"{'':34}{'min':>9}{'median':>9}{'max':>9}")
    for name, values in rates.items():
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:34}{low:9.0f}{middle:9.0f}{high:9.0f}")


def record(sim, x, seeds):
    """Returns the poses at the start of a rollout, and the controls that its networks choose."""
    walks = sim.rollout(x, seeds, record=True, trace=True)
    o, a = sim.robot.observations, sim.robot.actions
    starts = [motion.qpos[0] for motion in walks.motions]
    controls = np.asarray(jax.vmap(jax.vmap(sim.robot.command))(walks.trace[:, :, o : o + a]))
    return starts, [controls[i, :steps].astype(np.float64) for i, steps in enumerate(walks.steps)]


def timed(sim):
    """Returns a dictionary that counts the seconds of all threads in each part of the loop."""
    spent = defaultdict(float)

    def clocked(name, function):
        def call(*args):
            begun = time.perf_counter()
            result = jax.block_until_ready(function(*args))
            spent[name] += time.perf_counter() - begun
            return result

        return call

    for lane in sim._threads:
        lane._advance = clocked("simulation", lane._advance)
        lane._control = clocked("policy, observation, reward", lane._control)
        lane._sense = clocked("reading the state", lane._sense)
    return spent


def raw_rate(sim, starts, controls) -> float:
    """Returns the control steps per second of all cores, each with its share of the episodes.

    A model from a file is simulated as it is there, without the sensors that ramify adds.
    """
    own = isinstance(sim.robot, MjcfRobot)
    model = sim.robot.file.spec().compile() if own else sim.model
    cores = sim.threads
    rates = [0.0] * cores
    barrier = threading.Barrier(cores)

    def run(core: int) -> None:
        data = mujoco.MjData(model)
        mine = range(core, len(starts), cores)
        barrier.wait()
        begun = time.perf_counter()
        for i in mine:
            mujoco.mj_resetData(model, data)
            data.qpos[:] = starts[i]
            for u in controls[i]:
                data.ctrl[:] = u
                mujoco.mj_step(model, data, sim.robot.substeps)
        rates[core] = sum(len(controls[i]) for i in mine) / (time.perf_counter() - begun)

    workers = [threading.Thread(target=run, args=(core,)) for core in range(cores)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(rates)


if __name__ == "__main__":
    main()
