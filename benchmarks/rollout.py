"""Closed-loop control steps per second of 100 different 28-64-64-8 networks, over the raw rate.

The raw rate is the sum over cores of single-thread `mj_step`, in the same run, from the same starts
under the very controls that the networks chose: the same physics with nothing round it.

    python benchmarks/rollout.py
"""

import argparse
import statistics
import threading
import time
from collections import defaultdict

import jax
import jax.numpy as jnp
import mujoco
import numpy as np

from ramify.tasks.locomotion import ant


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--slots", type=int, default=112)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    task = ant("mlp", slots=options.slots)
    sim, rows = task.sim, options.networks
    keys = jax.random.split(jax.random.key(0), rows)
    x = jnp.stack([task.start(key) for key in keys])
    seeds = np.asarray(jax.random.key_data(keys))

    sim.rollout(x, seeds)  # compile
    spent, starts, controls, lengths = record(sim, x, seeds)
    raw, closed, shares = [], [], []
    for _ in range(options.rounds):
        raw.append(raw_rate(sim, starts, controls, lengths))
        spent.clear()
        begun = time.perf_counter()
        steps = sim.rollout(x, seeds).steps.sum()
        seconds = time.perf_counter() - begun
        closed.append(steps / seconds)
        shares.append({name: value / seconds for name, value in spent.items()})
    print(f"{rows} networks, {sim.slots} slots, {sim.threads} threads, mujoco {mujoco.__version__}")
    print(f"{'':34}{'min':>9}{'median':>9}{'max':>9}")
    for name, values in (
        ("raw mj_step, all cores, steps/s", raw),
        ("closed loop, steps/s", closed),
    ):
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"{name:34}{low:9.0f}{middle:9.0f}{high:9.0f}")
    print("share of the closed loop's time:")
    for name in ("simulation", "policy, observation, reward", "reading the state"):
        print(f"  {name:32}{statistics.median(s[name] for s in shares):9.1%}")
    rest = statistics.median(1.0 - sum(share.values()) for share in shares)
    print(f"  {'placing, bookkeeping':32}{rest:9.1%}")
    pairs = [c / r for c, r in zip(closed, raw, strict=True)]
    print(f"steps_per_second: {statistics.median(closed):.0f}")
    print(f"rollout_ratio: {statistics.median(pairs):.3f}")


def record(sim, x, seeds):
    """Time the parts of the loop from now on; and the starts and controls of one rollout."""
    spent, ran = defaultdict(float), []

    def timed(name, function):
        def call(*args):
            begun = time.perf_counter()
            result = jax.block_until_ready(function(*args))
            spent[name] += time.perf_counter() - begun
            return result

        return call

    place, advance = sim._place, sim._advance
    first = {}

    def placing(slots, joints):
        place(slots, joints)
        first.update({int(slot): sim._qpos[slot].copy() for slot in slots})

    def advancing(ids):
        ran.append((ids, sim._ctrl[ids].copy()))
        advance(ids)

    assert len(x) <= sim.slots, "one slot a network, so that a slot is an episode"
    sim._place, sim._advance = placing, advancing
    steps = sim.rollout(x, seeds).steps
    controls = [np.zeros((n, sim.model.nu)) for n in steps]
    for t, (ids, ctrl) in enumerate(ran):
        for slot, u in zip(ids, ctrl, strict=True):
            controls[slot][t] = u
    sim._place = place
    sim._advance = timed("simulation", advance)
    sim._step = timed("policy, observation, reward", sim._step)
    sim._sense = timed("reading the state", sim._sense)
    return spent, [first[i] for i in range(len(x))], controls, steps


def raw_rate(sim, starts, controls, lengths) -> float:
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
        rates[core] = sum(lengths[i] for i in mine) / (time.perf_counter() - begun)

    workers = [threading.Thread(target=run, args=(core,)) for core in range(cores)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(rates)


if __name__ == "__main__":
    main()
