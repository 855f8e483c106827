"""Counts what a GPU would do, without a GPU: XLA compiles for an H200 that is not there.

A GPU takes some microseconds to start a kernel, and moves the kernel's bytes through memory or cache. So
the script counts kernels, kernels of libraries, and bytes per robot. It counts them for a control step
of many robots, an update of TD3, and the rest of an iteration. The contact solver takes the number of
steps that `--newton` sets. `_program.py` explains how kernels and bytes are counted.

    pip install 'jax-cuda13-plugin[with-cuda]'    # same version as JAX; needs no driver and no GPU
    python benchmarks/kernels.py
    python benchmarks/kernels.py --plain          # MJX's own solver, with ten steps per line search,
                                                  # and each TD3 agent updated separately
    python benchmarks/kernels.py --transitions    # episodes with transitions, for critics
    python benchmarks/kernels.py --task humanoid --worlds 32768
"""

import argparse
import os
import time
from collections import Counter
from functools import partial

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " --xla_gpu_autotune_level=0"

import jax
import jax.numpy as jnp
from _common import figure, parse, table, versions
from _program import Program, Work
from jax.experimental import topologies

from ramify.recipes.cma_mega_es import CMAMEGAESRecipe
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe
from ramify.recipes.pga_me import PGAMERecipe
from ramify.robots.robots import ROBOTS
from ramify.run.plan import evaluation_shapes
from ramify.sims.mjx import patches
from ramify.sims.mjx import physics as mjx_physics
from ramify.sims.mjx.worlds import Given
from ramify.tasks.locomotion import walker

H200 = """
platform_name: "CUDA" device_description_str: "NVIDIA H200"
dnn_version_info { major: 9 minor: 12 } runtime_version { major: 13 }
gpu_device_info {
  cuda_compute_capability { major: 9 } core_count: 132 fpus_per_core: 128 clock_rate_ghz: 1.98
  threads_per_warp: 32 threads_per_block_limit: 1024 threads_per_core_limit: 2048
  block_dim_limit_x: 2147483647 block_dim_limit_y: 65535 block_dim_limit_z: 65535
  registers_per_core_limit: 65536 registers_per_block_limit: 65536 shared_memory_per_block: 49152
  shared_memory_per_core: 233472 shared_memory_per_block_optin: 232448 l2_cache_size: 52428800
  memory_bandwidth: 4800000000000 device_memory_size: 149000000000
}
"""
BANDWIDTH = 4.8e12  # bytes per second, as published for the H200
LARGE = {"buffer": 8_000_000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument("--worlds", type=int, default=4096)
    parser.add_argument("--newton", type=int, nargs="+", default=[2, 4, 8])
    parser.add_argument("--plain", action="store_true", help="use MJX's own solver")
    parser.add_argument("--transitions", action="store_true", help="keep transitions, for critics")
    options = parse(parser, task="hopper", worlds=16, newton=[2])
    if options.plain:
        patches.SOLVER, mjx_physics.SEARCH = (), 10
    versions("ramify", "jax", "jaxlib", "jax-cuda13-plugin", "mujoco", "mujoco-mjx")
    try:
        topology = topologies.get_topology_desc("", "cuda", target_config=H200, topology="1x1x1")
    except NotImplementedError:
        wanted = f"'jax-cuda13-plugin[with-cuda]=={jax.__version__}'"
        raise SystemExit(f"JAX has no compiler for GPUs: pip install {wanted}") from None
    there = jax.sharding.SingleDeviceSharding(topology.devices[0])
    control_step(options, there)
    if not options.transitions:
        updates(options, there)
    if not (options.transitions or options.plain):
        rest(options, there)


def control_step(options, there) -> None:
    """Prints the kernels and bytes of a control step."""
    given = episodes(options.task, options.worlds, options.transitions)
    walk, seconds = compiled(*given, there)
    (step,) = walk.loops(walk.entry)
    rows, one = [], Work(Counter(), 0.0)
    for newton in options.newton:
        one = walk.work(step, [newton])
        kB, many = one.moved / options.worlds / 1e3, one.kernels
        most = f"{BANDWIDTH / kB / 1e3:,.0f}"
        rows.append([f"{newton} Newton steps", *map(str, (many.total(), many["library"]))])
        rows[-1] += [f"{kB:,.0f}", most]
    of = f"{options.worlds} robots ({options.task}{', transitions kept' * options.transitions})"
    columns = ["solver", "kernels", "of libraries", "kB per robot", "steps/s at 4.8 TB/s"]
    table(f"One control step of {of}; compiled in {seconds:.0f} s", columns, rows)
    figure("kernels_a_control_step", one.kernels.total(), 0)
    figure("library_kernels_a_control_step", one.kernels["library"], 0)
    figure("kb_a_control_step", one.moved / options.worlds / 1e3, 0)
    print()


def updates(options, there) -> None:
    """Prints the kernels of a TD3 update."""
    choose = jax.lax.platform_dependent
    if options.plain:
        jax.lax.platform_dependent = lambda *a, cpu, default: cpu(*a)
    learn, seconds = compiled(*learning(options.task), there)
    jax.lax.platform_dependent = choose
    (cycle,) = learn.loops(learn.entry)
    kernels = learn.work(cycle, []).kernels.total() / 2
    print(f"One update of all TD3 agents: {kernels:.0f} kernels; compiled in {seconds:.0f} s\n")
    figure("kernels_an_update", kernels, 0)
    print()


def rest(options, there) -> None:
    """Prints the kernels of the rest of an iteration: archive, emitter, replay buffer and gradients."""
    rows = []
    for recipe, more in (
        (CMAMEGAESRecipe, {"samples": 2046}),
        (CMAMEGATD3Recipe, LARGE),
        (PGAMERecipe, LARGE),
    ):
        made = recipe(task=options.task, sim="mjx", hidden=(128, 128), grid=6, batch=2048, **more)
        qd, task = (experiment := made.build()).qd, experiment.task
        state = qd.shape(experiment.theta.size, fields=task.fields)
        counted, loops, seconds = 0, 0, 0.0
        for _ in range(qd.emitter.phases):
            query = qd.ask(state)
            answer = evaluation_shapes(
                query, state, task.control if query.wants_transitions else None
            )
            step, taken = compiled(qd.step, (state, answer), there)
            counted += step.work(step.entry, [], loops=False).kernels.total()
            loops, seconds = loops + len(step.loops(step.entry)), seconds + taken
            state = jax.eval_shape(qd.step, state, answer)
        rows.append([recipe.name, str(counted), str(loops), f"{seconds:.0f}"])
    columns = ["recipe", "kernels", "loops, not counted", "compile s"]
    table("The rest of an iteration with 2048 solutions", columns, rows)
    for name, counted, *_ in rows:
        figure(f"kernels_of_the_rest_{name.replace('-', '_')}", float(counted), 0)


def compiled(function, arguments, device) -> tuple[Program, float]:
    """Compiles a function for a device and arguments of these shapes. Returns it and the seconds."""
    there = jax.tree.map(
        lambda a: jax.ShapeDtypeStruct(a.shape, a.dtype, sharding=device), arguments
    )
    lowered = jax.jit(lambda given: function(*given)).lower(there)
    begun = time.perf_counter()
    return Program(lowered.compile().as_text()), time.perf_counter() - begun


def episodes(task: str, worlds: int, transitions: bool):
    """Returns the function that simulates episodes, and its arguments."""
    robot = walker(task, sim="mjx", slots=worlds)
    n = robot.start(jax.random.key(0)).size
    x = jax.ShapeDtypeStruct((worlds, n), jnp.float32)
    seeds = jax.ShapeDtypeStruct((worlds, 2), jnp.uint32)
    empty = jax.ShapeDtypeStruct((worlds,), jnp.bool_)
    walk = partial(robot.sim.worlds.walk, trace=transitions, poses=False)
    return walk, (Given(x, seeds, None, empty),)


def learning(task: str):
    """Returns a function that makes 100 updates of the agents of CMA-MEGA(TD3), and its arguments."""
    recipe = CMAMEGATD3Recipe(task=task, sim="mjx", buffer=1_000_000).build()
    source = recipe.qd.emitter.gradient
    shape = jax.eval_shape(source.init, recipe.theta, jax.random.key(0))

    def learn(learnt):
        with jax.default_matmul_precision("highest"):  # as in a run
            return source.learn(learnt, 100, 0, source.rows).losses

    return learn, (shape,)


if __name__ == "__main__":
    main()
