"""ramify grows an archive of solutions that are both good and different.

The public names and their modules are listed in `__init__.pyi`. A module is imported when one of its
names is first used, so that the command line does not wait for JAX.
"""

import ast
from importlib import import_module
from pathlib import Path

from ramify._former import find_former_modules, former_names


def _modules() -> dict[str, str]:
    """Returns the module of each public name."""
    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text("utf-8"))
    return {
        alias.name: str(node.module)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


find_former_modules()
_former = former_names("ramify", {"evaluated_again": "reevaluate"})
_MODULES = _modules()
__all__ = list(_MODULES)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # slow to import, and no command needs it

        return version("ramify")
    if name not in _MODULES:
        return _former(name)
    if (module := _MODULES[name]) == "ramify":
        return import_module(f"ramify.{name}")
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted(__all__)
