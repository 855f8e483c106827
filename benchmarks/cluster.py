"""Measures evaluation on a Ray cluster: this machine's workers, and pretended workers that sleep.

`cluster_efficiency` compares one process that has all cores with one worker per core, for the same
episodes with transitions. The other figures use workers that sleep instead of simulating. So a small
machine can pretend to be a cluster of 63 workers with 16 cores each. The efficiency of pretended workers
is the time of the sleep alone over the time of the whole batch.

    python benchmarks/cluster.py
    python benchmarks/cluster.py --workers 2 4 8 --pretended 1008
"""

import argparse
import math
import os
import statistics
import time
import warnings
from contextlib import contextmanager

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions
from rollout import raw_rate, record

from ramify.controllers.mlp import MLP
from ramify.robots.robots import ROBOTS
from ramify.sims.cluster.connection import LOCAL, kept_signals, quiet_init
from ramify.sims.cluster.pool import CORES, Pool
from ramify.sims.cluster.probe import Introduction
from ramify.sims.cluster.probe import versions as probe_versions
from ramify.sims.cluster.remote import RemoteSimulator
from ramify.sims.cluster.worker import ClusterWorker
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.system.processor import processor
from ramify.system.runtime import cores

EPISODE = 0.2  # s, that a pretended core sleeps for an episode


class InstantWorker(ClusterWorker):
    """Makes results up, without JAX: 63 such workers fit into the memory of a small machine."""

    seconds = 0.0

    def join(self):
        return Introduction(probe_versions(), "pretended", "none"), os.getpid()

    def build(self, payload):
        return None

    def run(self, payload, method, args):
        x, trace = args[0], args[3]
        time.sleep(math.ceil(len(x) / self._threads) * self.seconds)
        steps = np.full(len(x), 1000, np.int32)
        walks = np.ones((len(x) * 1001, 41), np.float32) if trace else None  # of the Ant
        return np.ones((len(x), 5), np.float32), steps, np.ones(len(x), np.float32), walks


class SleepingWorker(InstantWorker):
    """Sleeps as long as its cores would simulate."""

    seconds = EPISODE


@contextmanager
def ray_of(*cpus, store=2**30):
    """Starts Ray with a node for each number of cores."""
    os.environ.update(LOCAL)
    import ray
    from ray.cluster_utils import Cluster

    head = {"num_cpus": cpus[0], "include_dashboard": False, "object_store_memory": store}
    with kept_signals(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # JAX dislikes the forks of Ray
        cluster = Cluster(initialize_head=True, head_node_args=head)
        try:
            for count in cpus[1:]:
                cluster.add_node(num_cpus=count, object_store_memory=store)
            quiet_init(ray, cluster.address)
            yield ray
        finally:
            ray.shutdown()
            cluster.shutdown()


@contextmanager
def workers(ray, count, **options):
    """Waits for this number of workers."""
    pool = Pool(ray, print, **options)
    try:
        pool.wait_for(count)
        yield pool
    finally:
        pool.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--robots", type=int, default=64, help="episodes of cluster_efficiency")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 4, 8])
    parser.add_argument("--pretended", type=int, default=1008, help="pretended cores")
    parser.add_argument("--rows", type=int, default=16, help="rows per pretended core")
    options = parse(parser, robots=4, steps=20, rounds=1, workers=[2], pretended=32, rows=2)
    versions("ramify", "jax", "mujoco", "ray")
    print(processor())
    real(options)
    pretended(options)


def real(options) -> None:
    """Compares one process with one worker per core."""
    robot = ROBOTS["ant"](max_steps=options.steps)
    network = MLP((robot.observations, 64, 64, len(robot.joints)))
    sim = MujocoSim(robot, network)
    keys = jax.random.split(jax.random.key(0), options.robots)
    x = jnp.stack([network.init(key) for key in keys])
    seeds = np.asarray(jax.random.key_data(keys))
    starts, controls = record(sim, x, seeds)
    raw, here, there = [], [], []
    with ray_of(*[1] * cores()) as ray, workers(ray, cores()) as pool:
        remote = RemoteSimulator(sim, pool)
        assert np.array_equal(
            remote.rollout(x, seeds, trace=True).trace, sim.rollout(x, seeds, trace=True).trace
        )
        for _ in range(options.rounds):
            raw.append(raw_rate(sim, starts, controls))
            here.append(seconds_of(sim, x, seeds))
            there.append(seconds_of(remote, x, seeds))
    steps = sum(map(len, controls))
    rows = {"raw mj_step": [steps / rate for rate in raw], "one process": here, "workers": there}
    table(
        f"{options.robots} Ants, {options.steps} steps, {cores()} cores, with transitions",
        ["", "min, s", "median, s", "max, s"],
        [
            [name, *(f"{v:.2f}" for v in (min(times), statistics.median(times), max(times)))]
            for name, times in rows.items()
        ],
    )
    figure("raw_steps_per_second", statistics.median(raw), 0)
    ratios = [a / b for a, b in zip(here, there, strict=True)]
    figure("cluster_efficiency", statistics.median(ratios), 3)
    figure("cluster_efficiency_of_best_rounds", min(here) / min(there), 3)


def seconds_of(sim, x, seeds, trace=True) -> float:
    begun = time.perf_counter()
    sim.rollout(x, seeds, trace=trace)
    return time.perf_counter() - begun


def pretended(options) -> None:
    """Measures workers that sleep, and the driver's time for workers that answer at once."""
    robot = ROBOTS["ant"]()
    network = MLP((robot.observations, 64, 64, len(robot.joints)))
    sim, quick = MujocoSim(robot, network), {"any_cpu": True}
    lines = []
    most = max(*options.workers, 1)
    with ray_of(most * CORES) as ray, workers(ray, most, kind=InstantWorker, **quick) as pool:
        remote = RemoteSimulator(sim, pool)
        for name, trace, rows in (("", False, 16 * options.rows), ("_transitions", True, 256)):
            x, seeds = rows_of(network, rows * most)
            seconds_of(remote, x, seeds, trace)
            begun, cpu = time.perf_counter(), time.process_time()
            for _ in range(options.rounds):
                seconds_of(remote, x, seeds, trace)
            count = options.rounds * len(x)
            figure(f"driver_ms_a_row{name}", 1000 * (time.process_time() - cpu) / count, 3)
            lines += [f"{name or '_plain'}: {1000 * (time.perf_counter() - begun) / count:.3f} ms"]
    print("elapsed time per row:", "; ".join(lines))
    counts = {f"_{n}_workers": n for n in options.workers}
    counts[f"_{options.pretended}"] = math.ceil(options.pretended / CORES)
    for name, count in counts.items():
        with (
            ray_of(count * CORES) as ray,
            workers(ray, count, kind=SleepingWorker, **quick) as pool,
        ):
            remote = RemoteSimulator(sim, pool)
            for each in (
                (1, 4, options.rows) if name == f"_{options.pretended}" else (options.rows,)
            ):
                x, seeds = rows_of(network, each * count * CORES)
                took = [seconds_of(remote, x, seeds, False) for _ in range(options.rounds)]
                efficiency = each * EPISODE / statistics.median(took)
                if each == options.rows:
                    figure(f"cluster_efficiency{name}", efficiency, 3)
                else:
                    print(f"  {len(x)} rows on {count * CORES} pretended cores: {efficiency:.3f}")


def rows_of(network, count):
    """Returns parameters and seeds of this number of episodes."""
    x = np.zeros((count, network.n), np.float32)
    return x, np.arange(2 * count, dtype=np.uint32).reshape(count, 2)


if __name__ == "__main__":
    main()
