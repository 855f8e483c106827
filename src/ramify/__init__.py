"""ramify grows an archive of solutions that are both good and different.

Names are loaded when first used, so that the command line need not wait for JAX.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ramify._former import find_former_modules, former_names

if TYPE_CHECKING:
    from ramify import recipes as recipes
    from ramify import tasks as tasks
    from ramify.analysis.reevaluate import reevaluate as reevaluate
    from ramify.archives.cvt import CVTArchive as CVTArchive
    from ramify.archives.grid import GridArchive as GridArchive
    from ramify.archives.novelty import NoveltyArchive as NoveltyArchive
    from ramify.archives.priorities import Priorities as Priorities
    from ramify.archives.soft import SoftArchive as SoftArchive
    from ramify.core import Evaluation as Evaluation
    from ramify.core import Query as Query
    from ramify.core import Transitions as Transitions
    from ramify.elites.table import read_parquet as read_parquet
    from ramify.emitters.bandit import Bandit as Bandit
    from ramify.emitters.bounded import Bounded as Bounded
    from ramify.emitters.cma_me import CMAME as CMAME
    from ramify.emitters.cma_mega import CMAMEGA as CMAMEGA
    from ramify.emitters.iso_line import IsoLine as IsoLine
    from ramify.emitters.me_es import MEES as MEES
    from ramify.emitters.og_map_elites import OGMAPElites as OGMAPElites
    from ramify.emitters.omg_mega import OMGMEGA as OMGMEGA
    from ramify.emitters.pga_me import PGAME as PGAME
    from ramify.emitters.several import Several as Several
    from ramify.emitters.together import Together as Together
    from ramify.gradients.autodiff import Autodiff as Autodiff
    from ramify.gradients.es import ES as ES
    from ramify.gradients.per_row import PerRow as PerRow
    from ramify.gradients.td3 import TD3 as TD3
    from ramify.optim.cma_es import CMAES as CMAES
    from ramify.optim.lm_ma_es import LMMAES as LMMAES
    from ramify.optim.openai_es import OpenAIES as OpenAIES
    from ramify.optim.sep_cma_es import SepCMAES as SepCMAES
    from ramify.optim.xnes import XNES as XNES
    from ramify.recipes.registry import resume as resume
    from ramify.run.checkpoint import elite_table as elite_table
    from ramify.run.checkpoint import restore as restore
    from ramify.run.checkpoint import save as save
    from ramify.run.experiment import Experiment as Experiment
    from ramify.run.folder import RunError as RunError
    from ramify.run.loop import advance as advance
    from ramify.run.loop import illuminate as illuminate
    from ramify.run.opened import Run as Run
    from ramify.run.opened import load as load
    from ramify.run.qd import QD as QD
    from ramify.run.qd import QDState as QDState
    from ramify.run.session import train as train
    from ramify.tasks.function import Function as Function
    from ramify.tasks.gymnasium import GymnasiumTask as GymnasiumTask

find_former_modules()
_former = former_names("ramify", {"evaluated_again": "reevaluate"})
_HOME = {
    "reevaluate": "ramify.analysis.reevaluate",
    "GridArchive": "ramify.archives.grid",
    "CVTArchive": "ramify.archives.cvt",
    "NoveltyArchive": "ramify.archives.novelty",
    "Priorities": "ramify.archives.priorities",
    "SoftArchive": "ramify.archives.soft",
    "Evaluation": "ramify.core",
    "Query": "ramify.core",
    "Bandit": "ramify.emitters.bandit",
    "CMAME": "ramify.emitters.cma_me",
    "CMAMEGA": "ramify.emitters.cma_mega",
    "Together": "ramify.emitters.together",
    "Several": "ramify.emitters.several",
    "Autodiff": "ramify.gradients.autodiff",
    "ES": "ramify.gradients.es",
    "CMAES": "ramify.optim.cma_es",
    "LMMAES": "ramify.optim.lm_ma_es",
    "OpenAIES": "ramify.optim.openai_es",
    "SepCMAES": "ramify.optim.sep_cma_es",
    "XNES": "ramify.optim.xnes",
    "Bounded": "ramify.emitters.bounded",
    "IsoLine": "ramify.emitters.iso_line",
    "MEES": "ramify.emitters.me_es",
    "OGMAPElites": "ramify.emitters.og_map_elites",
    "OMGMEGA": "ramify.emitters.omg_mega",
    "PGAME": "ramify.emitters.pga_me",
    "PerRow": "ramify.gradients.per_row",
    "TD3": "ramify.gradients.td3",
    "Transitions": "ramify.core",
    "resume": "ramify.recipes.registry",
    "elite_table": "ramify.run.checkpoint",
    "restore": "ramify.run.checkpoint",
    "save": "ramify.run.checkpoint",
    "RunError": "ramify.run.folder",
    "QD": "ramify.run.qd",
    "QDState": "ramify.run.qd",
    "advance": "ramify.run.loop",
    "illuminate": "ramify.run.loop",
    "read_parquet": "ramify.elites.table",
    "Experiment": "ramify.run.experiment",
    "Run": "ramify.run.opened",
    "load": "ramify.run.opened",
    "train": "ramify.run.session",
    "Function": "ramify.tasks.function",
    "GymnasiumTask": "ramify.tasks.gymnasium",
}
__all__ = ["recipes", "tasks", *_HOME]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # it takes a while, and a command has no need of it

        return version("ramify")
    if name in ("recipes", "tasks"):
        return import_module(f"ramify.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    return _former(name)


def __dir__() -> list[str]:
    return sorted(__all__)
