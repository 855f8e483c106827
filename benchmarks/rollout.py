"""Closed-loop control steps per second of 100 different 28-64-64-8 networks, over the raw rate.

The raw rate is the sum over cores of single-thread `mj_step`, in the same run, from the same starts
under the very controls that the networks chose: the same physics with nothing round it.

    python benchmarks/rollout.py
"""

import argparse
import functools
import statistics
import threading
import time
from collections import defaultdict

import jax
import jax.numpy as jnp
import mujoco
import numpy as np

from ramify.controllers.mlp import MLP
from ramify.robots.ant import Ant
from ramify.sims.mujoco import MujocoSim


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--slots", type=int, default=128)
    parser.add_argument(
        "--steps", type=int, default=250, help="longest episode: short ones pair well"
    )
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    robot = Ant(max_steps=options.steps)
    network = MLP((robot.observations, 64, 64, len(robot.joints)))
    sim, rows = MujocoSim(robot, network, slots=options.slots), options.networks
    keys = jax.random.split(jax.random.key(0), rows)
    x = jnp.stack([network.init(key) for key in keys])
    seeds = np.asarray(jax.random.key_data(keys))

    starts, controls = record(sim, x, seeds)
    spent = timed(sim)
    raw, closed, shares = [], [], []
    for _ in range(options.rounds):
        raw.append(raw_rate(sim, starts, controls))
        spent.clear()
        begun = time.perf_counter()
        steps = sim.rollout(x, seeds).steps.sum()
        seconds = time.perf_counter() - begun
        closed.append(steps / seconds)
        shares.append({name: s / seconds / sim.threads for name, s in spent.items()})
    print(f"{rows} networks, {sim.slots} slots, {sim.threads} threads, mujoco {mujoco.__version__}")
    print(f"{'':34}{'min':>9}{'median':>9}{'max':>9}")
    for name, values in (
        ("raw mj_step, all cores, steps/s", raw),
        ("closed loop, steps/s", closed),
    ):
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:34}{low:9.0f}{middle:9.0f}{high:9.0f}")
    print("share of the threads' time:")
    for name in ("simulation", "policy, observation, reward", "reading the state"):
        print(f"  {name:32}{statistics.median(s[name] for s in shares):9.1%}")
    rest = statistics.median(1.0 - sum(share.values()) for share in shares)
    print(f"  {'placing, bookkeeping, waiting':32}{rest:9.1%}")
    pairs = [c / r for c, r in zip(closed, raw, strict=True)]
    print(f"steps_per_second: {statistics.median(closed):.0f}")
    print(f"rollout_ratio_of_best_rounds: {max(closed) / max(raw):.3f}")
    print(f"rollout_ratio: {statistics.median(pairs):.3f}")


def record(sim, x, seeds):
    """The poses that one rollout starts from, and the controls its networks choose."""
    starts, controls = {}, defaultdict(list)
    for lane in sim._lanes:
        lane._advance = functools.partial(_recording, lane, lane._advance, starts, controls)
    assert len(x) <= sim.slots, "one slot a network, so that a slot is an episode"
    sim.rollout(x, seeds)
    for lane in sim._lanes:
        del lane._advance
    return list(starts.values()), [np.stack(c) for c in controls.values()]


def _recording(lane, advance, starts, controls, ids):
    for slot in ids:
        starts.setdefault((id(lane), slot), lane._qpos[slot].copy())
        controls[id(lane), slot].append(lane._ctrl[slot].copy())
    advance(ids)


def timed(sim):
    """Seconds that the threads together spend in the parts of the loop, from now on."""
    spent = defaultdict(float)

    def clocked(name, function):
        def call(*args):
            begun = time.perf_counter()
            result = jax.block_until_ready(function(*args))
            spent[name] += time.perf_counter() - begun
            return result

        return call

    for lane in sim._lanes:
        lane._advance = clocked("simulation", lane._advance)
        lane._control = clocked("policy, observation, reward", lane._control)
        lane._sense = clocked("reading the state", lane._sense)
    return spent


def raw_rate(sim, starts, controls) -> float:
    """Control steps per second of all cores together, each its own share of the episodes."""
    cores = sim.threads
    rates = [0.0] * cores
    barrier = threading.Barrier(cores)

    def run(core: int) -> None:
        data = mujoco.MjData(sim.model)
        mine = range(core, len(starts), cores)
        barrier.wait()
        begun = time.perf_counter()
        for i in mine:
            mujoco.mj_resetData(sim.model, data)
            data.qpos[:] = starts[i]
            for u in controls[i]:
                data.ctrl[:] = u
                mujoco.mj_step(sim.model, data, sim.robot.substeps)
        rates[core] = sum(len(controls[i]) for i in mine) / (time.perf_counter() - begun)

    workers = [threading.Thread(target=run, args=(core,)) for core in range(cores)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(rates)


if __name__ == "__main__":
    main()
