"""ramify grows an archive of solutions that are both good and different.

The public names and their modules are listed in `__init__.pyi`. A module is imported when one of its
names is first used, so that the command line does not wait for JAX. Every command imports this package
before it can answer Ctrl-C, so it imports little else.
"""

from importlib import import_module

from ramify._former import find_former_modules, former_names


def _modules() -> dict[str, str]:
    """Returns the module of each public name."""
    if not _MODULES:
        import ast
        from pathlib import Path

        stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text("utf-8"))
        for node in stub.body:
            if isinstance(node, ast.ImportFrom):
                _MODULES.update((alias.name, str(node.module)) for alias in node.names)
    return _MODULES


find_former_modules()
_former = former_names("ramify", {"evaluated_again": "reevaluate"})
_MODULES: dict[str, str] = {}  # filled by `_modules`


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # slow to import, and no command needs it

        return version("ramify")
    if name == "__all__":
        return list(_modules())
    if name not in _modules():
        return _former(name)
    if (module := _modules()[name]) == "ramify":
        return import_module(f"ramify.{name}")
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted(_modules())
