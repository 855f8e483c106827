"""Fills an archive of walkers for Gymnasium's Ant-v5 with CMA-MEGA(TD3), in a run folder.

The measures are the shares of time that each foot is on the floor. The critics and a first walker are
pre-trained in the run's folder.

Run: python examples/ant_v5.py [evaluations]. It needs gymnasium[mujoco]. To continue the run, give a
larger number of evaluations.
"""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import gymnasium
import jax
import numpy as np

import ramify
from ramify.rl import td3
from ramify.run import session
from ramify.tasks.gymnasium import GymnasiumTask, Mean
from ramify.view.figures import save_all

FEET = [4, 7, 10, 13]  # the bodies below the ankles
OUT = Path("runs/ant-v5")


def on_the_floor(env, observation, action, reward, info):
    """Returns whether a force acts on each foot."""
    return env.unwrapped.data.cfrc_ext[FEET].any(1)


def ants(**options) -> GymnasiumTask:
    return GymnasiumTask(
        partial(gymnasium.make, "Ant-v5", include_cfrc_ext_in_observation=False),
        measures=Mean(
            "front-left", "front-right", "back-left", "back-right", of=on_the_floor, centre=0.5
        ),
        reuse=True,
        **options,
    )


@dataclass(frozen=True)
class AntV5:
    """CMA-MEGA with TD3 critics on Ant-v5. The run's folder keeps these settings."""

    name: ClassVar[str] = "ant-v5"
    batch: int = 48
    units: tuple[int, ...] = (128, 128)
    steps: int = 1000
    timeout: float = 300.0  # s, that an episode may take; a longer one has failed
    seed: int = 0
    pretrain: int = 640  # episodes of pre-training; 0 for none
    critics: str | None = None  # folder of pre-training; the run names its own

    def problem(self) -> GymnasiumTask:
        return ants(steps=self.steps, timeout=self.timeout)

    def preparation(self):
        settings = dict(units=self.units, seed=self.seed)
        return ramify.preparation(self, self.problem, self.pretrain, **settings)

    def build(self) -> session.Experiment:
        task = self.problem()
        learner = td3.TD3Learner(task.control, hidden=self.units, discount=0.98)
        critics = ramify.TD3(learner, rows=5, actors=1, greedy=True)
        emitter = ramify.CMAMEGA(critics, measures=4, batch=self.batch, sigma_g=0.1, restart=10)
        archive = ramify.GridArchive(lower=(0.0,) * 4, upper=(1.0,) * 4, shape=(10,) * 4)
        theta, qd = np.asarray(task.start(jax.random.key(self.seed))), ramify.QD(archive, emitter)
        begun = ramify.from_critics(self.critics, task, qd, seed=self.seed)
        return session.Experiment(task, qd, theta, **begun)


def show(progress: session.Progress) -> None:
    row = progress.row
    print(f"{row['evaluations']:6} evaluations {row['elites']:5} elites   best {row['best']:7.1f}")


def main(recipe: AntV5, evaluations: int, out: Path = OUT) -> session.Run:
    if (out / "run.json").exists():
        run = session.resume(out, recipe, evaluations=evaluations, show=show)
    else:
        run = ramify.train(recipe, evaluations=evaluations, out=out, show=show)
    print(*save_all(run.archive, run.metrics, out / "figures", "Ant-v5"), sep="\n")
    return run


if __name__ == "__main__":
    main(AntV5(), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
