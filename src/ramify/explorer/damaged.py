"""A run's robot with damage, as the explorer shows it: it plays, can be steered, and adapts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from ramify.analysis.adaptation import Adaptation
from ramify.elites.table import EliteTable
from ramify.explorer.edited_archive import RestoredRun
from ramify.explorer.listener import AbstractListener
from ramify.explorer.messages import pack
from ramify.explorer.robot import Robot
from ramify.explorer.steering import Steering
from ramify.robots.damage import damages_of
from ramify.run.experiment import Experiment
from ramify.sims.table import BULLET
from ramify.tasks.locomotion import Locomotion

TRIALS = 20  # largest number of trials
SEPARATOR = ","  # between damages in a request


class Damaged:
    """The robot of a run with some damages.

    Args:
      experiment: what the run's recipe builds.
      restored: returns the run's state, see `Steering`.
      damage: texts such as "front-left:missing", separated by commas.

    Raises:
      ValueError: the run has no robot that can be damaged, or a damage does not fit it.
    """

    def __init__(self, experiment: Experiment, restored: Callable[[], RestoredRun], damage: str):
        task = experiment.task
        if not isinstance(task, Locomotion):
            raise ValueError("This run has no robot to damage.")
        twin = task.with_damage(damage.split(SEPARATOR))
        self.player = Robot(twin)
        self.steering = Steering(replace(experiment, task=twin), restored)

    def adapt(self, elites: EliteTable, listener: AbstractListener) -> None:
        """Tries elites until one works well, and sends a message after each trial.

        Each trial starts as the elite's archived episode did, so the page can show it again.
        """
        adaptation = Adaptation(elites)
        while len(adaptation.trials) < TRIALS and not adaptation.done:
            listener.check()
            elite = adaptation.ask()
            adaptation.tell(self.player.score(elite, listener))
            listener.send(pack(_last_trial(adaptation), mean=_mean(adaptation)))
        best, first = adaptation.best, adaptation.trials[0]
        found = {"cell": int(best.cell[0]), "objective": float(best.objective[0])}
        whole = {"trials": len(adaptation.trials), "limping": first.objective}
        listener.send(pack({"done": True} | found | whole))


def damages_for(task: Any) -> list[str]:
    """Returns the damages that the page offers: none for a task that is no robot, and in Bullet."""
    if not isinstance(task, Locomotion) or task.sim.name == BULLET.name:
        return []
    return list(damages_of(task.sim.robot))


def _last_trial(adaptation: Adaptation) -> dict[str, Any]:
    trial = adaptation.trials[-1]
    best = max(one.objective for one in adaptation.trials)
    where = {"trial": len(adaptation.trials), "cell": int(adaptation.elites.cell[trial.row])}
    return where | {"predicted": trial.predicted, "objective": trial.objective, "best": best}


def _mean(adaptation: Adaptation) -> np.ndarray:
    return adaptation.predicted.mean.astype(np.float32)
