"""Compares the robots in Bullet with the original classes of pybullet_envs: same starts, same actions.

Both run through their usual code: ramify's in a whole rollout, in its worker process. Some actions are
outside -1 to 1, so that clipping is tested. Episodes go on after a fall. The step of the fall is
compared, and so is everything after it. The table shows the largest differences over all steps.

    python benchmarks/parity.py --steps 1000 --episodes 4
"""

import argparse

import jax
import jax.numpy as jnp
import numpy as np
from _common import figure, parse, table, versions
from _original import CLASSES, Original

from ramify.controllers.sine_gait import SineGait
from ramify.robots.robots import ROBOTS
from ramify.sims.cpu.bullet import BulletSim


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--episodes", type=int, default=4)
    args = parse(parser, steps=20, episodes=1)
    versions("ramify", "pybullet")
    rows, worst = [], 0.0
    for name in CLASSES:
        found = [np.max(each, axis=0) for each in zip(*compared(name, args), strict=True)]
        steps, fall, observation, reward, returned, measures, unequal = found
        rows.append(
            [
                name,
                f"{steps:.0f}",
                f"{-fall:.0f}" if fall > -args.steps else "",
                *(f"{d:.1e}" for d in (observation, reward, returned, measures)),
                f"{unequal:.0f}",
            ]
        )
        worst = max(worst, observation)
    names = ("observation", "reward", "return", "measures")
    table(
        f"Largest differences in {args.episodes} episodes of up to {args.steps} steps",
        ["robot", "steps", "first fall", *names, "fall differs"],
        rows,
    )
    figure("parity_observation", worst, 7)


def compared(name: str, args: argparse.Namespace):
    """Yields for each episode: the number of steps, minus the step of the first fall, the largest
    differences, and whether the two fall at different steps."""
    kind = ROBOTS[name]
    immortal = type(kind.__name__, (kind,), {"mortal": False})
    joints, o = len(kind.joints), kind().observations
    keys = jax.random.split(jax.random.key(0), args.episodes)
    seeds = np.asarray(jax.random.key_data(keys))
    actions = np.stack([_actions(i, args.steps, joints) for i in range(args.episodes)])
    x = np.zeros((args.episodes, 3 * joints), np.float32)
    sim, on = (BulletSim(r(max_steps=args.steps), SineGait(joints)) for r in (kind, immortal))
    falls = sim.rollout(x, seeds, noise=actions).steps
    ours = on.rollout(x, seeds, noise=actions, trace=True)
    starts = np.asarray(sim.starts(jnp.asarray(seeds)), np.float64)
    for i in range(args.episodes):
        original = Original(name)  # a new one, since contacts of an episode affect the next
        original.reset(starts[i])  # the very first episode does not count the floor as a part
        begun = original.reset(starts[i])
        taken = [original.step(action) for action in actions[i].astype(np.float64)]
        observations, rewards, done = (np.array(part) for part in zip(*taken, strict=True))
        fall = int(done.argmax()) + 1 if done.any() else args.steps
        trace = ours.trace[i]
        yield (
            ours.steps[i],
            -fall,
            np.abs(np.vstack([begun, observations]) - trace[:, :o]).max(),
            np.abs(rewards - trace[1:, o + joints]).max(),
            abs(rewards.sum() - ours.objective[i]),
            np.abs(original.measures - ours.measures[i]).max(),
            fall != falls[i],
        )


def _actions(seed: int, steps: int, joints: int) -> np.ndarray:
    """Returns a sine wave with noise for every joint, [steps, joints] float32."""
    rng = np.random.default_rng(seed)
    t = np.arange(steps)[:, None]
    waves = np.sin(rng.uniform(0.05, 0.3, joints) * t + rng.uniform(0, 6.3, joints))
    return (rng.uniform(0, 1, joints) * waves + rng.normal(0, 0.3, (steps, joints))).astype("f4")


if __name__ == "__main__":
    main()
