"""Measures ramify on this device: MJX control steps, CMA-MEGA iterations and TD3 updates per second.

The device's rates of copying memory and of multiplying matrices are measured first and shown for
comparison. The bytes of a control step are the inputs and outputs of its program's kernels, with one
step of the contact solver (`_program.py`); caches serve a part of them. The FLOPs are the compiler's
count, in which the body of a loop counts once, so they are too low. For MJX-Warp, whose kernels are not
visible, there are neither. Compilation is not part of any rate. It is reported separately.

    python benchmarks/accelerator.py
    python benchmarks/accelerator.py --parts steps --worlds 4096 32768    # one part, other sizes
    python benchmarks/accelerator.py --quick    # small sizes, on a CPU too, to see that all parts run
"""

import argparse
import time
from dataclasses import dataclass, fields, replace
from functools import cache, partial

from ramify.system.runtime import keep_compiled

keep_compiled()  # compiling MJX for a GPU takes a minute

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from _common import figure, versions  # noqa: E402
from _program import Program  # noqa: E402

import ramify  # noqa: E402
from ramify.recipes.cma_mega_es import CMAMEGAESRecipe  # noqa: E402
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe  # noqa: E402
from ramify.recipes.pga_me import PGAMERecipe  # noqa: E402
from ramify.robots.robots import ROBOTS  # noqa: E402
from ramify.run.loop import advance  # noqa: E402
from ramify.run.plan import IterationPlan  # noqa: E402
from ramify.sims.mjx.worlds import Given  # noqa: E402
from ramify.tasks.linear_projection import half_width, sphere  # noqa: E402
from ramify.tasks.locomotion import walker  # noqa: E402


@dataclass(frozen=True)
class Size:
    """Sizes of all measurements. Each field is also a command-line option."""

    task: str
    copied: int  # float32 numbers in the array that is copied
    matrix: int  # rows and columns of the matrices that are multiplied
    worlds: tuple[int, ...]  # robots simulated at the same time
    steps: int  # control steps of an episode
    hidden: tuple[int, ...]
    iterations: int  # of CMA-MEGA on the linear projection
    updates: int  # TD3 updates
    turns: int  # repetitions of a measurement; the best counts
    rounds: int  # iterations on the robot
    batch: int  # solutions offered per iteration
    samples: int  # samples of the evolution strategy
    sim: str = "mjx"


WORLDS = 128, 1024, 4096, 16384, 32768
# 1 + 2046 samples and 2048 branches: two queries that need programs of the same size.
WHOLE = Size("ant", 2**28, 8192, WORLDS, 1000, (64, 64), 10_000, 1000, 2, 1, 2048, 2046)
QUICK = Size("hopper", 2**20, 128, (16,), 2, (4,), 20, 4, 1, 1, 6, 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="run with small sizes, to see that all parts work"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--sim", choices=("mjx", "mjx-warp"))
    parser.add_argument("--task", choices=ROBOTS)
    for field in fields(Size):
        if field.name not in ("sim", "task"):
            several = {"nargs": "+"} if str(field.type).startswith("tuple") else {}
            parser.add_argument(f"--{field.name}", type=int, **several)
    options = vars(parser.parse_args())
    size = QUICK if options["quick"] else WHOLE
    given = {f.name: options[f.name] for f in fields(Size) if options[f.name] is not None}
    size = replace(size, **{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})
    versions("ramify", "jax", "jaxlib", "mujoco", "mujoco-mjx", "warp-lang")
    device = jax.devices()[0]
    print(f"{len(jax.devices())} x {device.device_kind}, {device.client.platform_version}\n")
    for part in options["parts"]:
        PARTS[part](size)
    print("accelerator_ok: 1")


def best(run, turns: int) -> tuple[float, float]:
    """Returns the seconds of the first call, and of the fastest of the `turns` calls after it."""
    taken = []
    for _ in range(1 + turns):
        begun = time.perf_counter()
        jax.block_until_ready(run())
        taken.append(time.perf_counter() - begun)
    return taken[0], min(taken[1:])


def limits(size: Size) -> None:
    """Prints the device's rates of copying and of matrix products."""
    copied, _ = measured(size)
    figure("copy_gb_per_second", copied / 1e9, 1)


@cache
def measured(size: Size) -> tuple[float, float]:
    """Returns bytes copied per second and FLOPs per second of float32 matrix products."""
    array = jnp.ones(size.copied)
    copied = 8 * size.copied / best(partial(jax.jit(lambda a: a + 1.0), array), size.turns)[1]
    n, rates = size.matrix, {}
    for name, dtype, precision in (("f32", jnp.float32, "highest"), ("bf16", jnp.bfloat16, None)):
        square = jnp.ones((n, n), dtype)
        product = jax.jit(partial(jnp.matmul, precision=precision))
        rates[name] = 2.0 * n**3 / best(partial(product, square, square), size.turns)[1]
        figure(f"matrix_gflops_{name}", rates[name] / 1e9, 1)
    return copied, rates["f32"]


def steps(size: Size) -> None:
    """Prints control steps per second for each number of robots. Each robot has its own network."""
    names = (
        "worlds",
        "steps/s",
        "1st call s",
        "kB/world",
        "estimated",
        "kB/step",
        "kFLOP/step",
        "of copy",
    )
    print(f"\n{size.task}, {size.hidden} networks, episodes of {size.steps} control steps")
    print("".join(f"{name:>12}" for name in (*names, "of products")))
    rates = []
    for worlds in (
        16 if many < 32 else many // 32 * 32 for many in size.worlds
    ):  # multiples of what a program holds
        task = walker(size.task, sim=size.sim, hidden=size.hidden, steps=size.steps, slots=worlds)
        keys = jax.random.split(jax.random.key(0), worlds)
        x, seeds = jax.vmap(task.start)(keys), jax.random.key_data(keys)
        begun = time.perf_counter()
        try:
            taken = int(task.sim.rollout(x, seeds).steps.sum())
        except MemoryError as error:
            if not rates:
                raise
            print(f"{worlds:12}  {error}")
            break
        compiled = time.perf_counter() - begun
        _, seconds = best(lambda t=task, x=x, s=seeds: t.sim.rollout(x, s).steps, size.turns)
        rates.append(taken / seconds)
        told = [f"{worlds}", f"{rates[-1]:.0f}", f"{compiled:.0f}"]
        if size.sim == "mjx":
            held, moved, done = cost(
                task.sim, x, seeds
            )  # of its program, which holds 16 worlds on a CPU
            told += [f"{held / 1e3:.0f}", f"{task.sim.worlds.bytes_a_world / 1e3:.0f}"]
            told += [f"{moved / 1e3:.0f}", f"{done / 1e3:.0f}"]
            of = zip((moved, done), measured(size), strict=True)
            told += [f"{rates[-1] * mine / limit:.2%}" for mine, limit in of]
        print("".join(f"{word:>12}" for word in told), flush=True)
    figure(f"{size.sim.replace('-', '_')}_steps_per_second", max(rates), 0)


def cost(sim, x, seeds) -> tuple[float, float, float]:
    """Returns for one world: the bytes that its program holds, and the bytes and FLOPs of a control
    step. The last two are lower bounds."""
    x, seeds = x[: sim.side], seeds[: sim.side]
    given = Given(x, seeds, None, jnp.zeros(len(x), bool))
    walk = sim.worlds.walk.lower(given, trace=False, poses=False).compile()
    found, memory, program = (
        walk.cost_analysis() or {},
        walk.memory_analysis(),
        Program(walk.as_text()),
    )
    held = memory.temp_size_in_bytes + memory.argument_size_in_bytes + memory.output_size_in_bytes
    moved = max(program.work(step, [1]).moved for step in program.loops(program.entry))
    return held / len(x), moved / len(x), found.get("flops", 0.0) / len(x)


def projection(size: Size) -> None:
    """Prints iterations per second of CMA-MEGA on the linear projection with 1000 parameters."""
    b = half_width(1000)
    emitter = ramify.CMAMEGA(ramify.Autodiff(), measures=2, batch=35, sigma_g=10.0)
    qd = ramify.QD(ramify.GridArchive((-b, -b), (b, b), (100, 100)), emitter)
    state = qd.init(np.zeros(1000), key=jax.random.key(0))

    def run():
        nonlocal state
        state, log = advance(qd, sphere(1000), state, size.iterations)
        return log[-1]["qd_score"]

    first, seconds = best(run, size.turns)
    figure("projection_iterations_per_second", size.iterations / seconds, 0)
    figure("projection_first_call_seconds", first)


def walking(recipe, size: Size) -> None:
    """Prints evaluations per hour of a recipe; for critics also their updates per second."""
    name = recipe.name.replace("-", "_")
    critics = recipe is not CMAMEGAESRecipe
    chosen = (
        {"buffer": max(1000, 4 * size.batch * size.steps)} if critics else {"samples": size.samples}
    )
    same = {"task": size.task, "sim": size.sim, "steps": size.steps, "hidden": size.hidden}
    experiment = recipe(**same, **chosen, grid=6, batch=size.batch, slots=0).build()
    task, qd = experiment.task, experiment.qd
    state = qd.init(experiment.theta, key=jax.random.key(0), fields=task.fields)
    evaluations = IterationPlan.of(qd, task, state).evaluations

    def run():
        nonlocal state
        state, log = advance(qd, task, state, size.rounds)
        return log[-1]["qd_score"]

    first, seconds = best(run, size.turns)
    figure(f"{name}_evaluations_per_hour", 3600.0 * evaluations * size.rounds / seconds, 0)
    figure(f"{name}_first_call_seconds", first)
    if recipe is CMAMEGATD3Recipe:
        source, learnt = qd.emitter.gradient, state.emitter.search.gradient
        learn = jax.jit(lambda learnt: source.learn(learnt, size.updates, 0, source.rows).losses)
        with jax.default_matmul_precision("highest"):  # as in a run
            _, seconds = best(partial(learn, learnt), size.turns)
        figure("td3_updates_per_second", size.updates / seconds, 0)  # of all agents together


PARTS = {
    "limits": limits,
    "steps": steps,
    "projection": projection,
    "cma-mega-es": partial(walking, CMAMEGAESRecipe),
    "cma-mega-td3": partial(walking, CMAMEGATD3Recipe),
    "pga-me": partial(walking, PGAMERecipe),
}


if __name__ == "__main__":
    main()
