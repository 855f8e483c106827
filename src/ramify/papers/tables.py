"""Published tables: their experiments and their results.

References:
  Fontaine & Nikolaidis, "Differentiable Quality Diversity" (2021), arXiv:2106.03894, Table 1.
  Fontaine & Nikolaidis, "Covariance matrix adaptation MAP-annealing" (2023), arXiv:2205.10752, Table 1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from ramify.numerics import draws
from ramify.recipes.benchmark import half_range, unscaled

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD
    from ramify.run.state import QDState


@dataclass(frozen=True)
class Table:
    """A table of a paper.

    Attributes:
      title: authors, source and number of the table.
      dim: number of parameters of every task.
      iterations: number of iterations per run.
      evaluations: number of evaluations per iteration.
      found: task -> algorithm -> QD score (over all cells, objectives from 0 to 100) and coverage in
        percent; None where the paper has no result.
      experiment: (task, algorithm) -> experiment.
    """

    title: str
    dim: int
    iterations: int
    evaluations: int
    found: dict[str, dict[str, tuple[float, float] | None]]
    experiment: "Callable[[str, str], Experiment]"


def dqd(task: str, algorithm: str, dim: int = 1000) -> "Experiment":
    """Returns an experiment of DQD, Table 1. Every algorithm has 36 evaluations per iteration.

    Unlike the paper: CMA-ME's covariance matrix is diagonal. A full one has a million numbers, and
    restarts every other iteration, before it has adapted.
    """
    import optax

    from ramify.archives.grid import GridArchive
    from ramify.emitters.cma_me import CMAME
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.emitters.iso_line import IsoLine
    from ramify.emitters.og_map_elites import OGMAPElites
    from ramify.emitters.omg_mega import OMGMEGA
    from ramify.gradients.autodiff import Autodiff
    from ramify.optim.sep_cma_es import SepCMAES

    arm, exact = task == "arm", Autodiff()
    sigma, sigma_g = (0.1, 0.05) if arm else (0.5, 10.0)
    eta = (100.0 if arm else 0.5) * unscaled(task, dim)

    def varying(line: float) -> IsoLine:
        return IsoLine(36, iso=sigma, line=line, first=1.0, itself=False)

    def mega(ascent: optax.GradientTransformation) -> CMAMEGA:
        return CMAMEGA(exact, 2, batch=35, sigma_g=sigma_g, ascent=ascent)

    makers = {
        "MAP-Elites": lambda: varying(0.0),
        "MAP-Elites (line)": lambda: varying(0.2),
        "CMA-ME": lambda: CMAME(SepCMAES(36, sigma)),
        "OG-MAP-Elites": lambda: OGMAPElites(exact, 18, sigma=sigma, eta=eta),
        "OMG-MEGA": lambda: OMGMEGA(exact, 18, sigma_g=1.0 if arm else 10.0),
        "CMA-MEGA": lambda: mega(optax.sgd(1.0)),
        "CMA-MEGA (Adam)": lambda: mega(optax.adam(0.002)),
    }
    half = half_range(task, dim)
    archive = GridArchive((-half, -half), (half, half), (100, 100))
    begins = 100 if algorithm.split()[0] in ("MAP-Elites", "OG-MAP-Elites", "OMG-MEGA") else 0
    return _experiment(task, dim, archive, makers[algorithm](), begins)


def cma_mae(task: str, algorithm: str, dim: int = 100) -> "Experiment":
    """Returns an experiment of CMA-MAE, Table 1, with 540 evaluations per iteration: 15 emitters of 36.

    Unlike the paper: MAP-Elites begins with 540 solutions from N(0, I), not with 100.
    """
    from ramify.archives.grid import GridArchive
    from ramify.archives.soft import SoftArchive
    from ramify.emitters.cma_me import CMAME
    from ramify.emitters.cma_mega import CMAMEGA
    from ramify.emitters.iso_line import IsoLine
    from ramify.emitters.several import Several
    from ramify.gradients.autodiff import Autodiff
    from ramify.optim.cma_es import CMAES

    arm = task == "arm"
    sigma, sigma_g = (0.1, 0.05) if arm else (0.5, 10.0)
    half = half_range(task, dim)
    archive = GridArchive((-half, -half), (half, half), (100, 100))
    soft = SoftArchive(archive, learning_rate=0.01)

    def varying(line: float) -> IsoLine:
        return IsoLine(540, iso=sigma, line=line, first=1.0, itself=False)

    def evolving(ranking: Literal["improvement", "annealed"]) -> CMAME:
        return CMAME(CMAES(36, sigma), "mu", "basic", ranking)

    def mega() -> CMAMEGA:
        return CMAMEGA(
            Autodiff(), 2, batch=35, sigma_g=sigma_g, restart="basic", ranking="annealed"
        )

    makers = {
        "MAP-Elites": lambda: (archive, varying(0.0)),
        "MAP-Elites (line)": lambda: (archive, varying(0.2)),
        "CMA-ME": lambda: (archive, Several(evolving("improvement"), 15)),
        "CMA-MAE": lambda: (soft, Several(evolving("annealed"), 15)),
        "CMA-MAEGA": lambda: (soft, Several(mega(), 15)),
    }
    return _experiment(task, dim, *makers[algorithm]())


TABLES = {
    "dqd-table-1": Table(
        "Fontaine & Nikolaidis (2021), arXiv:2106.03894, Table 1",
        1000,
        10_000,
        36,
        {
            "sphere": {
                "MAP-Elites": (1.04, 1.17),
                "MAP-Elites (line)": (12.21, 14.32),
                "CMA-ME": (1.08, 1.21),
                "OG-MAP-Elites": (1.52, 1.67),
                "OMG-MEGA": (71.58, 92.09),
                "CMA-MEGA": (75.29, 100.0),
                "CMA-MEGA (Adam)": (75.30, 100.0),
            },
            "rastrigin": {
                "MAP-Elites": (1.18, 1.72),
                "MAP-Elites (line)": (8.12, 11.79),
                "CMA-ME": (1.21, 1.76),
                "OG-MAP-Elites": (0.83, 1.26),
                "OMG-MEGA": (55.90, 77.00),
                "CMA-MEGA": (62.54, 100.0),
                "CMA-MEGA (Adam)": (62.58, 100.0),
            },
            "arm": {
                "MAP-Elites": (1.97, 8.06),
                "MAP-Elites (line)": (33.51, 35.79),
                "CMA-ME": (55.98, 56.95),
                "OG-MAP-Elites": (57.17, 58.08),
                "OMG-MEGA": (44.12, 44.13),
                "CMA-MEGA": (74.18, 74.18),
                "CMA-MEGA (Adam)": (73.82, 73.82),
            },
        },
        dqd,
    ),
    "cma-mae-table": Table(
        "Fontaine & Nikolaidis (2023), arXiv:2205.10752, Table 1",
        100,
        10_000,
        540,
        {
            "sphere": {
                "MAP-Elites": (41.64, 50.80),
                "MAP-Elites (line)": (49.07, 60.42),
                "CMA-ME": (36.50, 42.82),
                "CMA-MAE": (64.86, 83.31),
                "CMA-MAEGA": None,
            },
            "rastrigin": {
                "MAP-Elites": (31.43, 47.88),
                "MAP-Elites (line)": (38.29, 56.51),
                "CMA-ME": (38.02, 53.09),
                "CMA-MAE": (52.65, 80.46),
                "CMA-MAEGA": None,
            },
            "plateau": {
                "MAP-Elites": (47.07, 47.07),
                "MAP-Elites (line)": (52.20, 52.20),
                "CMA-ME": (34.54, 34.54),
                "CMA-MAE": (79.27, 79.29),
                "CMA-MAEGA": None,
            },
            "arm": {
                "MAP-Elites": (71.40, 74.09),
                "MAP-Elites (line)": (74.55, 75.61),
                "CMA-ME": (75.82, 75.89),
                "CMA-MAE": (79.03, 79.24),
                "CMA-MAEGA": None,
            },
        },
        cma_mae,
    ),
}


def _experiment(task: str, dim: int, archive: Any, emitter: Any, begins: int = 0) -> "Experiment":
    """Returns an experiment that starts at 0.

    Args:
      begins: number of solutions from N(0, I) that are added to the archive before the first iteration.
    """
    import numpy as np

    from ramify import tasks
    from ramify.run.experiment import Experiment
    from ramify.run.qd import QD

    solved, qd = getattr(tasks, task)(dim), QD(archive, emitter)

    begun = partial(_begun, solved, qd, begins) if begins else None
    return Experiment(solved, qd, np.zeros(dim, np.float32), begun)


def _begun(task: "AbstractTask", qd: "QD", begins: int, state: "QDState") -> "QDState":
    """Adds `begins` solutions from N(0, I) to the archive."""
    from dataclasses import replace

    from ramify.core import Query
    from ramify.run.state import pending

    draw, key = draws.split(state.key)
    shape = begins, pending(state).x.shape[1]
    query = Query(draws.normal(draw, shape), begins)
    state, _ = qd.add(state, query.x, task.evaluate(query, draw))
    return replace(state, key=key)
