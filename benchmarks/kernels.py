"""What a GPU would be given to do, counted without one: XLA compiles for an H200 that is not there.

Each kernel takes a GPU some microseconds to begin, and moves its bytes through memory (or cache). So, of
a control step of many robots and of an update of TD3: how many kernels, how many of them a library's,
and how many bytes a robot, where the solver of contacts takes so many steps of `--newton`. A loop's body
counts as often as it runs; a kernel's bytes are those of the whole arrays that it is given and gives.

    pip install 'jax-cuda13-plugin[with-cuda]'    # of JAX's own version; no driver, no GPU
    python benchmarks/kernels.py
    python benchmarks/kernels.py --plain          # MJX's solver as it is (and ten steps a line search)
    python benchmarks/kernels.py --task humanoid --worlds 32768
"""

import argparse
import math
import os
import re
import time
from collections import Counter
from contextlib import nullcontext
from typing import NamedTuple

os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " --xla_gpu_autotune_level=0"

import jax
import jax.numpy as jnp
from _common import figure, table, versions
from jax.experimental import topologies

from ramify.recipes.cma_mega_td3 import CMAMEGATD3
from ramify.robots.robots import ROBOTS
from ramify.sims import mjx_physics
from ramify.sims.mjx_worlds import Given
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
BANDWIDTH = 4.8e12  # bytes a second, the H200's as published
NOTHING = {"parameter", "tuple", "get-tuple-element", "bitcast", "constant", "iota", "after-all"}
SIZES = {"pred": 1, "s8": 1, "u8": 1, "bf16": 2, "f16": 2, "s64": 8, "u64": 8, "f64": 8}
ARRAY = re.compile(r"\b(pred|bf16|[suf]\d+)\[([\d,]*)\]")
OPERATION = re.compile(
    r"\s*(?:ROOT )?%([\w.\-]+) = (\((?:[^()]|\([^()]*\))*\)|\S+) ([\w\-]+)\((.*)"
)


class Work(NamedTuple):
    """Kernels by kind, and bytes they move."""

    kernels: Counter[str]
    moved: float

    def times(self, n: int) -> "Work":
        return Work(
            Counter({kind: n * many for kind, many in self.kernels.items()}), n * self.moved
        )

    def __add__(self, other: "Work") -> "Work":  # type: ignore[override]
        return Work(self.kernels + other.kernels, self.moved + other.moved)


class Program:
    """A compiled program, as XLA prints it."""

    def __init__(self, text: str):
        self.parts: dict[str, list[str]] = {}
        self.entry = ""
        for line in re.sub(r"/\*.*?\*/", "", text).splitlines():
            if begins := re.match(r"(ENTRY )?%([\w.\-]+) \(.*\{$", line):
                part = self.parts[begins[2]] = []
                self.entry = begins[2] if begins[1] else self.entry
            elif line.startswith(" "):
                part.append(line)

    def work(self, part: str, turns: list[int]) -> Work:
        """Of a run of this part; loops without a known end, one in the other, take so many `turns`."""
        total, size = Work(Counter(), 0.0), dict[str, float]()
        for line in self.parts[part]:
            if not (found := OPERATION.match(line)):
                continue
            name, shape, kind, rest = found.groups()
            size[name] = _bytes(shape)
            if kind in NOTHING:
                continue
            if kind == "while":
                known = re.search(r'known_trip_count":\{"n":"(\d+)"', line)
                deeper = turns if known else turns[1:]
                body, end = (self.work(_named(line, key), deeper) for key in ("body", "condition"))
                total += (body + end).times(int(known[1]) if known else turns[0])
            elif kind == "conditional":
                branches = re.search(r"branch_computations=\{([^}]*)\}", line)
                names = re.findall(r"%([\w.\-]+)", branches[1]) if branches else []
                names = names or [_named(line, f"{way}_computation") for way in ("true", "false")]
                total += max((self.work(n, turns) for n in names), key=lambda work: work.moved)
            elif kind == "call":
                total += self.work(_named(line, "to_apply"), turns)
            else:
                given = re.findall(r"%([\w.\-]+)", rest.split("), ")[0])
                moved = size[name] + sum(size.get(operand, 0.0) for operand in given)
                kind = "library" if kind == "custom-call" else "own"
                total += Work(Counter({kind: 1}), moved)
        return total

    def loops(self, part: str) -> list[str]:
        """The bodies of this part's loops, in order."""
        return [_named(line, "body") for line in self.parts[part] if " while(" in line]


def _named(line: str, key: str) -> str:
    found = re.search(rf"{key}=%([\w.\-]+)", line)
    assert found, line
    return found[1]


def _bytes(shape: str) -> float:
    """Of an array, or of all in a tuple."""
    return sum(
        SIZES.get(kind, 4) * math.prod(int(n) for n in sizes.split(",") if n)
        for kind, sizes in ARRAY.findall(shape)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=ROBOTS, default="ant")
    parser.add_argument("--worlds", type=int, default=4096)
    parser.add_argument("--newton", type=int, nargs="+", default=[2, 4, 8])
    parser.add_argument("--plain", action="store_true", help="with MJX's solver as it is")
    options = parser.parse_args()
    if options.plain:
        mjx_physics.solver_for_device, mjx_physics.SEARCH = nullcontext, 10
    versions("ramify", "jax", "jaxlib", "jax-cuda13-plugin", "mujoco", "mujoco-mjx")
    try:
        topology = topologies.get_topology_desc("", "cuda", target_config=H200, topology="1x1x1")
    except NotImplementedError:
        wanted = f"'jax-cuda13-plugin[with-cuda]=={jax.__version__}'"
        raise SystemExit(f"JAX has no compiler for GPUs here: pip install {wanted}") from None
    device = jax.sharding.SingleDeviceSharding(topology.devices[0])

    walk, seconds = compiled(*walking(options.task, options.worlds), device)
    (step,) = walk.loops(walk.entry)
    columns = ["", "kernels", "of a library", "kB a robot", "steps/s at 4.8 TB/s"]
    rows, one = [], Work(Counter(), 0.0)
    for newton in options.newton:
        one = walk.work(step, [newton])
        kB, many = one.moved / options.worlds / 1e3, one.kernels
        most = f"{BANDWIDTH / kB / 1e3:,.0f}"
        rows.append([f"{newton} Newton steps", *map(str, (many.total(), many["library"]))])
        rows[-1] += [f"{kB:,.0f}", most]
    title = (
        f"A control step of {options.worlds} robots ({options.task}); compiled in {seconds:.0f} s"
    )
    table(title, columns, rows)

    learn, seconds = compiled(*learning(options.task), device)
    (cycle,) = learn.loops(learn.entry)
    update = learn.work(cycle, [])
    kernels = update.kernels.total() / 2
    print(f"\nAn update of TD3's five agents: {kernels:.0f} kernels; compiled in {seconds:.0f} s\n")
    figure("kernels_a_control_step", one.kernels.total(), 0)
    figure("library_kernels_a_control_step", one.kernels["library"], 0)
    figure("kb_a_control_step", one.moved / options.worlds / 1e3, 0)
    figure("kernels_an_update", kernels, 0)


def compiled(function, arguments, device) -> tuple[Program, float]:
    """For that device, of arguments of these shapes; and the seconds it took."""
    there = jax.tree.map(
        lambda a: jax.ShapeDtypeStruct(a.shape, a.dtype, sharding=device), arguments
    )
    lowered = jax.jit(function).lower(there)
    begun = time.perf_counter()
    return Program(lowered.compile().as_text()), time.perf_counter() - begun


def walking(task: str, worlds: int):
    """Episodes; and what they are given."""
    robot = walker(task, sim="mjx", slots=worlds)
    n = robot.start(jax.random.key(0)).size
    x = jax.ShapeDtypeStruct((worlds, n), jnp.float32)
    seeds = jax.ShapeDtypeStruct((worlds, 2), jnp.uint32)
    empty = jax.ShapeDtypeStruct((worlds,), jnp.bool_)
    walk = robot.sim.worlds.walk
    return lambda given: walk(given, trace=False, poses=False), Given(x, seeds, None, empty)


def learning(task: str):
    """A hundred updates of CMA-MEGA(TD3)'s agents; and what they are given."""
    recipe = CMAMEGATD3(task=task, sim="mjx", buffer=1_000_000).build()
    source = recipe.qd.emitter.gradient
    shape = jax.eval_shape(source.init, recipe.theta, jax.random.key(0))

    def learn(learnt):
        with jax.default_matmul_precision("highest"):  # as in a run
            return source.learn(learnt, 100, 0, source.rows).losses

    return learn, shape


if __name__ == "__main__":
    main()
