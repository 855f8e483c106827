"""Former names, which work for one release with a DeprecationWarning.

Every command imports this module before it can answer Ctrl-C, so it imports little.
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from importlib.machinery import ModuleSpec

TYPE_CHECKING = False  # as `typing` has it, whose import takes long
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

MODULES = {  # former name -> name
    "ramify.again": "ramify.analysis.reevaluate",
    "ramify.compare": "ramify.analysis.compare",
    "ramify.exchange": "ramify.analysis.exchange",
    "ramify.reproduce": "ramify.papers.reproduce",
    "ramify.environment": "ramify.system.runtime",
    "ramify.recipes.own": "ramify.recipes.registry",
    "ramify.recipes.published": "ramify.papers.tables",
    "ramify.run.cqd": "ramify.analysis.cqd_score",
    "ramify.run.elites": "ramify.elites.table",
    "ramify.run.parquet": "ramify.elites.table",
    "ramify.run.schema": "ramify.run.config",
    "ramify.optim.optimiser": "ramify.optim.optimizer",
    "ramify.sims.bullet": "ramify.sims.cpu.bullet",
    "ramify.sims.mujoco": "ramify.sims.cpu.mujoco",
    "ramify.tasks.replay": "ramify.tasks.episode_replay",
}


class _FormerModules:
    """Finds and loads modules under their former names.

    It has no base class, because `importlib.abc` takes longer to import than ramify itself.
    """

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in MODULES else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> None:
        """Lets Python create the module."""

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        _warn(name, MODULES[name], stacklevel=2)
        sys.modules[name] = import_module(MODULES[name])


def find_former_modules() -> None:
    """Lets `import` find modules under their former names."""
    sys.meta_path.append(_FormerModules())


def former_names(module: str, names: dict[str, str]) -> Callable[[str], Any]:
    """Returns a `__getattr__` for a module with names that have changed.

    Args:
      module: the module's name.
      names: former name -> name, or "module:name" where it has moved to another module.

    Example:
      >>> find = former_names("math", {"root": "sqrt"})
      >>> with warnings.catch_warnings(record=True) as given:
      ...     warnings.simplefilter("always")
      ...     find("root")(9.0), str(given[0].message)
      (3.0, 'math.root is now math.sqrt. The former name will go in the next release.')
    """

    def find(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        place, _, new = names[name].rpartition(":")
        _warn(f"{module}.{name}", f"{place or module}.{new}", stacklevel=3)
        return getattr(import_module(place or module), new)

    return find


class FormerMethod:
    """A method under its former name, in the body of its class.

    Example:
      >>> class Door:
      ...     shut = FormerMethod("close")
      ...     def close(self):
      ...         return "closed"
      >>> with warnings.catch_warnings(record=True) as given:
      ...     warnings.simplefilter("always")
      ...     Door().shut(), str(given[0].message)
      ('closed', 'Door.shut is now Door.close. The former name will go in the next release.')
    """

    def __init__(self, name: str):
        self._name = name

    def __set_name__(self, owner: type, former: str) -> None:
        self._owner, self._former = owner.__name__, former

    def __get__(self, instance: Any, owner: type) -> Any:
        former, name = f"{self._owner}.{self._former}", f"{self._owner}.{self._name}"
        _warn(former, name, stacklevel=2)
        return getattr(owner if instance is None else instance, self._name)


def _warn(former: str, name: str, *, stacklevel: int) -> None:
    warnings.warn(
        f"{former} is now {name}. The former name will go in the next release.",
        DeprecationWarning,
        stacklevel=stacklevel + 1,
    )
