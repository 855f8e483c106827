"""A point in a maze with a trap: critics of state novelty lead around it.

Run: python examples/maze.py [evaluations [seeds]]. It compares PGA-MAP-Elites with QDPG, and
CMA-MEGA(TD3) with and without state novelty. A run of 1,000 evaluations takes about a minute.

The point starts below a cup that opens downward. The goal is above the cup. The objective is minus the
mean distance to the goal, so a policy that goes straight to the goal ends inside the cup.
"""

import sys

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

import ramify
from ramify.controllers.mlp import MLP
from ramify.core import AbstractTask, ControlSpec, Evaluation, Transitions
from ramify.rl.td3 import TD3Learner

START, GOAL = (0.0, -0.8), (0.0, 0.8)
STEPS, REACH = 60, 0.08  # control steps of an episode; the longest step along an axis
WALLS = np.array(  # x0, y0, x1, y1: the cup
    [[-0.6, 0.25, 0.6, 0.35], [-0.6, -0.35, -0.5, 0.35], [0.5, -0.35, 0.6, 0.35]], np.float32
)


class Maze(AbstractTask):
    """Returns the last position of a policy. Its inputs are the position, its outputs the next step."""

    controller: MLP = eqx.field(static=True, default=MLP((2, 16, 16, 2)))

    @property
    def measures(self):
        return ("x", "y")

    @property
    def parameters(self):
        return self.controller.n

    @property
    def jittable(self):
        return True

    @property
    def control(self):
        return ControlSpec(2, 2, STEPS, self.act, rewards=3)

    def act(self, theta, place):
        return self.controller.act(self.controller.unflatten(theta), place, jnp.int32(0))

    def evaluate(self, query, key):
        def step(place, _, theta):
            action = self.act(theta, place)
            after = moved(place, action)
            return after, (after, action, jnp.concatenate([-distance(after), after - place]))

        def episode(theta):
            start = jnp.array(START, dtype=jnp.float32)
            _, (after, action, reward) = jax.lax.scan(
                lambda place, i: step(place, i, theta), start, length=STEPS
            )
            return jnp.concatenate([start[None], after]), action, reward

        place, action, reward = jax.vmap(episode)(query.x)
        many = len(query.x)
        steps = Transitions(
            place, action, reward, jnp.full(many, STEPS, jnp.int32), jnp.zeros(many, bool)
        )
        return Evaluation(jnp.mean(reward[:, :, 0], axis=1), place[:, -1], transitions=steps)


def moved(place, action):
    """Returns the place after a step. A wall or the border stops the motion along that axis."""
    for axis in (0, 1):
        there = jnp.clip(place.at[axis].add(REACH * action[axis]), -1.0, 1.0)
        inside = (there[None] > WALLS[:, :2]) & (there[None] < WALLS[:, 2:])
        place = jnp.where(jnp.any(jnp.all(inside, axis=1)), place, there)
    return place


def distance(place):
    return jnp.linalg.norm(place - jnp.array(GOAL, dtype=jnp.float32))[None]


def emitters() -> dict:
    """Returns the four emitters. Each evaluates 20 policies per iteration."""

    def critics(rows):
        learner = TD3Learner(Maze().control, hidden=(64, 64), discount=0.95, tau=0.01)
        return ramify.TD3(learner, rows=rows, actors=1, updates=4, capacity=200_000)

    novel = ramify.StateNovelty(critics(3), judge="theta")
    return {
        "PGA-MAP-Elites": ramify.PGAME(critics(1), batch=20),
        "QDPG": ramify.QDPG(ramify.StateNovelty(critics(1)), batch=20),
        "CMA-MEGA(TD3)": ramify.CMAMEGA(critics(3), measures=2, batch=19, sigma_g=0.3, restart=10),
        "CMA-MEGA(TD3), state novelty": ramify.CMAMEGA(novel, 2, batch=19, sigma_g=0.3, restart=10),
    }


def main(evaluations: int, seeds: int) -> None:
    task, archive = Maze(), ramify.GridArchive((-1, -1), (1, 1), (20, 20), offset=-2.0)
    print("                              seed   elites  behind the cup   best")
    for name, emitter in emitters().items():
        qd, found = ramify.QD(archive, emitter), []
        for seed in range(seeds):
            state, log = ramify.illuminate(
                task,
                qd,
                task.controller.init(jax.random.key(seed)),
                steps=evaluations // 20,
                key=jax.random.key(seed),
            )
            behind = archive.export(state.archive)["measures"][:, 1] > WALLS[0, 3]
            found.append((log["elites"][-1], behind.sum(), log["best"][-1]))
            show(name, str(seed), found[-1])
        show(name, "mean", np.mean(found, axis=0))


def show(name: str, seed: str, row: tuple) -> None:
    print(f"{name:30}{seed:>4}{row[0]:9.0f}{row[1]:16.0f}{row[2]:7.2f}", flush=True)


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]]
    main(*(numbers + [1000, 1][len(numbers) :]))
