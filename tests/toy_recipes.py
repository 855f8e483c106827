"""A recipe of one's own, whose task is neither a function nor simulated."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

import ramify
from ramify.core import AbstractTask


class Throw(AbstractTask):
    @property
    def measures(self):
        return ("distance, m", "height, m")

    def evaluate(self, query, key):
        speed, angle = np.asarray(query.x).T
        up, along = speed * np.sin(angle), speed * np.cos(angle)
        where = np.stack([2.0 * up * along / 9.8, up**2 / 19.6], axis=1)
        return ramify.Evaluation(np.where(up > 0.0, -(speed**2), -np.inf), where)


@dataclass(frozen=True)
class Throwing:
    name: ClassVar[str] = "throwing"
    novel: bool = False
    seed: int = 0

    def build(self):
        lower, upper = (0, 0), (40, 20)
        archive = ramify.GridArchive(lower, upper, (40, 40))
        if self.novel:
            archive = ramify.NoveltyArchive(lower, upper, 0.05)
        emitter = ramify.CMAMEGA(
            ramify.ES(samples=8, sigma=0.05, offer=True), measures=2, batch=16, sigma_g=0.5
        )
        return ramify.Experiment(Throw(), ramify.QD(archive, emitter), theta=np.array([10.0, 0.8]))
