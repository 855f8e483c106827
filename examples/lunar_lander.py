"""Fills an archive of lunar landers that touch down at different places and speeds.

Run: python examples/lunar_lander.py [iterations]. It needs gymnasium[box2d].
"""

import sys

import gymnasium
import jax

import ramify
from ramify.controllers.mlp import MLP
from ramify.tasks.gymnasium import GymnasiumTask, Last


class Impact(gymnasium.Wrapper):
    """Writes the place and vertical speed of the first touchdown into `info`.

    Before the touchdown, these are the present place and the fastest fall so far.
    """

    def reset(self, **options):
        self.touched, self.fastest = None, 0.0
        return self.env.reset(**options)

    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        x, vy, left, right = observation[[0, 3, 6, 7]]
        self.fastest = min(self.fastest, vy)
        if self.touched is None and (left or right):
            self.touched = x, vy
        info["impact x"], info["impact vy"] = self.touched or (x, self.fastest)
        return observation, reward, terminated, truncated, info


def landers() -> GymnasiumTask:
    return GymnasiumTask(
        lambda: Impact(gymnasium.make("LunarLander-v3")),
        measures=Last("impact x", "impact vy"),
        controller=MLP((8, 4)),  # linear: no hidden layer
    )


def main(iterations: int) -> None:
    task = landers()
    archive = ramify.GridArchive(lower=(-1.0, -3.0), upper=(1.0, 0.0), shape=(50, 50))
    gradient = ramify.ES(samples=30, sigma=0.1)
    qd = ramify.QD(archive, ramify.CMAMEGA(gradient, measures=2, batch=30, sigma_g=1.0))
    state, _ = ramify.illuminate(
        task,
        qd,
        task.start(jax.random.key(0)),
        steps=iterations,
        key=jax.random.key(1),
        show=lambda row: print(f"elites {row['elites']:5}   best {row['best']:7.1f}"),
    )
    elites = archive.export(state.archive)
    best = elites["objective"].argmax()
    seed, x = elites["field:seed"][best], elites["solution"][best]
    repeated = task.replay(x[None], [seed])
    print(f"best: {elites['objective'][best]:.4f}, simulated again: {repeated.objective[0]:.4f}")
    print(f"To watch it: env.reset(seed={seed}), then env.step(task.policy(x)(observation)).")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
