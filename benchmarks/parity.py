"""Our Bullet robots beside the original: pybullet_envs' classes, the same starts, the same actions.

Both walk through their ordinary code: ours in a whole rollout, in its worker process. The actions go
beyond +-1 at times, so that clipping counts. Printed are the greatest differences over all steps.

    python benchmarks/parity.py --steps 1000 --episodes 4
"""

import argparse

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, table, versions
from _original import CLASSES, Original

from ramify.controllers.sine_gait import SineGait
from ramify.robots.robots import ROBOTS
from ramify.sims.bullet import BulletSim
from ramify.sims.control import placements


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--episodes", type=int, default=4)
    args = parser.parse_args()
    versions("ramify", "pybullet")
    rows, worst = [], 0.0
    for name in CLASSES:
        found = [np.max(each, axis=0) for each in zip(*compared(name, args), strict=True)]
        steps, observation, reward, returned, measures, unequal = found
        rows.append(
            [
                name,
                f"{steps:.0f}",
                *(f"{d:.1e}" for d in (observation, reward, returned, measures)),
                f"{unequal:.0f}",
            ]
        )
        worst = max(worst, observation)
    names = ("observation", "reward", "return", "measures")
    table(
        f"greatest difference in {args.episodes} episodes of up to {args.steps} steps",
        ["", "longest", *names, "ends elsewhere"],
        rows,
    )
    figure("parity_observation", worst, 7)


def compared(name: str, args: argparse.Namespace):
    """Of each episode: steps, the greatest differences, and whether it ends at another step."""
    robot = ROBOTS[name](max_steps=args.steps)
    joints = len(robot.joints)
    sim = BulletSim(robot, SineGait(joints))
    keys = jax.random.split(jax.random.key(0), args.episodes)
    seeds = np.asarray(jax.random.key_data(keys))
    starts = np.asarray(placements(jnp.asarray(seeds), jnp.asarray(sim.rest)), np.float64)
    actions = np.stack([_actions(i, args.steps, joints) for i in range(args.episodes)])
    x = np.zeros((args.episodes, 3 * joints), np.float32)
    ours = sim.rollout(x, seeds, trace=True, noise=actions)
    original = Original(name)
    original.reset(starts[0])  # its first episode alone begins without the floor among the parts
    o = robot.observations
    for i in range(args.episodes):
        observations, rewards, done = [original.reset(starts[i])], [], False
        while not done and len(rewards) < args.steps:
            observation, reward, done = original.step(actions[i, len(rewards)].astype(np.float64))
            observations.append(observation)
            rewards.append(reward)
        t = min(len(rewards), int(ours.steps[i]))
        trace = ours.trace[i]
        yield (
            t,
            np.abs(np.array(observations)[: t + 1] - trace[: t + 1, :o]).max(),
            np.abs(np.array(rewards)[:t] - trace[1 : t + 1, o + joints]).max(),
            abs(sum(rewards) - ours.objective[i]),
            np.abs(original.measures - ours.measures[i]).max(),
            len(rewards) != int(ours.steps[i]),
        )


def _actions(seed: int, steps: int, joints: int) -> np.ndarray:
    """Waves of every joint, with noise: [steps, joints] float32."""
    rng = np.random.default_rng(seed)
    t = np.arange(steps)[:, None]
    waves = np.sin(rng.uniform(0.05, 0.3, joints) * t + rng.uniform(0, 6.3, joints))
    return (rng.uniform(0, 1, joints) * waves + rng.normal(0, 0.3, (steps, joints))).astype("f4")


if __name__ == "__main__":
    main()
