"""Runs what `make demo` runs, with several seeds in turn, and times it. Run nothing else meanwhile.

It trains an Ant by reinforcement learning, fills an archive by CMA-MEGA(TD3), draws, films and reports.
The time is that of the whole command, without the set-up. The raw rate of `mj_step` on all cores is
measured before, since processors differ. The figure `demo_minutes_at_20000_steps` is the time in
proportion to a machine with 20,000 control steps/s.

    python benchmarks/demo.py
    python benchmarks/demo.py --seeds 0 --flags "--pretrain 3200"
"""

import argparse
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions
from rollout import raw_rate, record

import ramify
from ramify.controllers.mlp import MLP
from ramify.elites.steadiness import is_steady
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.system.processor import processor

LEVELS = 1000, 1500, 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--evaluations", type=int, default=2000)
    parser.add_argument("--flags", default="--film", help="more flags of `ramify train`")
    small = "--pretrain 4 --steps 20 --slots 16 --hidden 4 --units 8 --buffer 2000"
    options = parse(parser, seeds=[0], evaluations=98, flags=small)
    versions("ramify", "jax", "mujoco")
    rate = raw()
    print(f"{processor()}; raw mj_step on all cores: {rate:,.0f} control steps/s\n", flush=True)
    rows, minutes, above, best = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in options.seeds:
            out = Path(folder) / f"ant-{seed}"
            took = timed(["--seed", str(seed), "--out", str(out)], options)
            run = ramify.load(out)
            objective = run.archive.objective
            steady, high = is_steady(run.archive), [objective > level for level in LEVELS]
            counts = [int(one.sum()) for one in high]
            walking = [int((one & steady).sum()) for one in high]
            before, during = run.config.spent, run.metrics["seconds"][-1]
            rows.append(
                [
                    str(seed),
                    f"{took / 60:.1f}",
                    f"{before.seconds / 60:.1f}" if before else "",
                    f"{during / 60:.1f}",
                    str(len(objective)),
                    *[f"{n} ({w})" for n, w in zip(counts, walking, strict=True)],
                    f"{objective.max():,.0f}",
                ]
            )
            minutes.append(took / 60)
            above.append((counts[1], walking[1]))
            best.append(float(objective.max()))
    columns = ["seed", "minutes", "pre-training", "evaluations", "elites"]
    columns += [f"above {level} (steady)" for level in LEVELS] + ["best"]
    table(
        "The demo; minutes of the whole command, of pre-training and of the search", columns, rows
    )
    figure("demo_minutes", statistics.median(minutes), 1)
    figure("demo_minutes_at_20000_steps", statistics.median(minutes) * rate / 20_000, 1)
    figure("demo_above_1500", min(count for count, _ in above), 0)
    figure("demo_steady_above_1500", min(count for _, count in above), 0)
    figure("demo_best", min(best), 0)


def timed(words: list[str], options: argparse.Namespace) -> float:
    """Returns the seconds that the command takes."""
    command = [sys.executable, "-m", "ramify", "train", "cma-mega-td3", "--task", "ant"]
    command += ["--evaluations", str(options.evaluations), *shlex.split(options.flags), *words]
    print(f"$ ramify {shlex.join(command[3:-2])}", flush=True)
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def raw() -> float:
    """Returns the control steps per second of raw `mj_step`, on all cores."""
    robot = ROBOTS["ant"](max_steps=100)
    network = MLP((robot.observations, 64, 64, len(robot.joints)))
    sim = MujocoSim(robot, network, slots=64)
    keys = jax.random.split(jax.random.key(0), 64)
    x = jnp.stack([network.init(key) for key in keys])
    seeds = np.asarray(jax.random.key_data(keys))
    starts, controls = record(sim, x, seeds)
    return statistics.median(raw_rate(sim, starts, controls) for _ in range(5))


if __name__ == "__main__":
    main()
