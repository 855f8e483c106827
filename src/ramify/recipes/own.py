"""Recipes of one's own: known by the name of their class, once that has been named.

A run's folder may tell where its recipe is written, and may come from anybody: what it tells is shown,
and never imported.
"""

import sys
from dataclasses import is_dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OWN: dict[str, type] = {}  # the recipes that were made known here, by name


def known(recipe: type) -> type:
    """Make a recipe of your own known, so that its runs can be opened: a decorator, or a function.

    Raises:
      ValueError: it is no recipe, or has the name of one of ramify's.

    Example:
      >>> from dataclasses import dataclass
      >>> @known
      ... @dataclass(frozen=True)
      ... class Juggling:
      ...     name = "juggling"
      ...     seed: int = 0
      ...     def build(self): ...
      >>> OWN.pop("juggling").__name__
      'Juggling'
    """
    from ramify.recipes.registry import RECIPES

    name = getattr(recipe, "name", None)
    if not (is_dataclass(recipe) and isinstance(name, str) and hasattr(recipe, "build")):
        raise ValueError(
            f"{recipe} is no recipe: a frozen dataclass with a name, a seed and build() is one."
        )
    if name in RECIPES:
        raise ValueError(f"{recipe} has the name of one of ramify's own recipes, {name!r}.")
    OWN[name] = recipe
    return recipe


def imported(name: str) -> type:
    """The recipe "module:Class", seen from the current directory as `python -m module` is; made known.

    Raises:
      ValueError: there is no such class, or it is no recipe.
    """
    module, _, path = name.partition(":")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    if not path or not _is_there(module):
        raise ValueError(
            f"--recipe {name}: give module:Class, as examples.ant_v5:AntV5 for the class AntV5 in "
            f"examples/ant_v5.py, seen from {here}."
        )
    found: Any = import_module(module)
    for part in path.split("."):
        if not hasattr(found, part):
            raise ValueError(f"--recipe {name}: {module} has no {path}.")
        found = getattr(found, part)
    return known(found)


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # of a package that is not there; of no name at all
        return False
