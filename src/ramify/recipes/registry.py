"""The registry of recipes by name, and opening a run with the recipe that it names.

A run's folder may come from a stranger. It tells where a recipe of its own is written: this is shown,
and never imported.
"""

import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.elites.table import EliteTable
    from ramify.run.config import Config
    from ramify.run.experiment import Recipe
    from ramify.run.opened import Run
    from ramify.run.session import Progress

RECIPES: dict[str, Any] = {}  # the recipes that this process knows, by name


def is_built_in(recipe: type) -> bool:
    """Returns whether a recipe is one of ramify's own."""
    return recipe.__module__.startswith("ramify.recipes.")


def register(recipe: type) -> type:
    """Registers a recipe under its name, so that its runs can be opened. A decorator, or a function.

    Raises:
      ValueError: it is no recipe, or has the name of one of ramify's.

    Example:
      >>> from dataclasses import dataclass
      >>> @register
      ... @dataclass(frozen=True)
      ... class Juggling:
      ...     name = "juggling"
      ...     seed: int = 0
      ...     def build(self): ...
      >>> RECIPES.pop("juggling").__name__
      'Juggling'
    """
    name = getattr(recipe, "name", None)
    if not (is_dataclass(recipe) and isinstance(name, str) and hasattr(recipe, "build")):
        raise ValueError(
            f"{recipe} is no recipe: a frozen dataclass with a name, a seed and build() is one."
        )
    if name in RECIPES and is_built_in(RECIPES[name]):
        raise ValueError(f"{recipe} has the name of one of ramify's own recipes, {name!r}.")
    RECIPES[name] = recipe
    return recipe


def import_recipe(name: str) -> type:
    """Imports the recipe "module:Class", as seen from the current directory, and registers it.

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
    return register(found)


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # of a package that is not there; of no name at all
        return False


def recipe_of(config: "Config") -> Any:
    """Returns the recipe that a run's configuration describes.

    It is one of ramify's, or one of your own that was registered. A setting that is newer
    than the run means what was done before there was a choice: what the recipe's `before` says, or
    else its default.

    Raises:
      RunError: this version knows no such recipe, or not with these settings.
    """
    from ramify.run.config import settings_before
    from ramify.run.folder import RunError, written_in

    recipe = RECIPES.get(config.recipe)
    if recipe is None:
        hint = (
            f" {where}, says the run" if (where := written_in(config.class_)) else " module:Class"
        )
        raise RunError(
            f"The run's recipe is {config.recipe!r}; this version knows "
            f"{', '.join(RECIPES)}. If it is one of your own, name its class, whose module is "
            f"imported then: --recipe{hint}. (In Python, ramify.recipes.register(Class).)"
        )
    given = settings_before(recipe) | config.settings
    unknown = given.keys() - {field.name for field in fields(recipe)}
    if unknown:
        raise RunError(
            f"This version does not know the run's settings {', '.join(sorted(unknown))}: use "
            f"ramify {config.versions.get('ramify', 'of another version')}."
        )
    kinds = _kinds(recipe)
    settings = {name: _valid(name, v, kinds.get(name, Any)) for name, v in given.items()}
    try:
        return recipe(**settings)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"The run's settings in run.json are not those of {config.recipe}: {error}"
        ) from error


def _kinds(recipe: type) -> dict[str, Any]:
    """Returns the types of a recipe's settings; nothing where they cannot be found out."""
    try:
        return get_type_hints(recipe)
    except (NameError, TypeError, AttributeError):  # a name that only type checkers import
        return {}


def _valid(name: str, value: Any, kind: Any) -> Any:
    """Returns a setting, as run.json has it, in the type that the recipe declares.

    Raises:
      RunError: it is of another type.
    """
    import msgspec

    from ramify.run.folder import RunError
    from ramify.system.parsing import short

    try:
        found = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise RunError(
            f"The run's setting {name} in run.json is {short(value)} ({error}): put "
            "a copy of run.json in its place."
        ) from None
    except (TypeError, NotImplementedError):  # a type of somebody's own, unknown to msgspec
        found = value
    return tuple(found) if isinstance(found, list) else found


def task_of(recipe: Any) -> "AbstractTask":
    """What a recipe solves."""
    return recipe.problem() if hasattr(recipe, "problem") else recipe.build().task


def refuse_foreign_elites(path: Path, task: "AbstractTask", elites: "EliteTable") -> None:
    """Refuses elites that this task cannot have evaluated.

    Raises:
      RunError: their measures, fields or number of parameters are not the task's.
    """
    from ramify.run.folder import RunError
    from ramify.tasks.locomotion import Locomotion

    fields = {name: (values.shape[1:], values.dtype) for name, values in elites.fields.items()}
    wanted = {name: (tuple(field.shape), field.dtype) for name, field in task.fields.items()}
    parameters = elites.solution.shape[1]
    fits = elites.names == task.measures and fields == wanted
    if isinstance(task, Locomotion):
        fits = fits and parameters == task.sim.controller.n
    if not fits:
        raise RunError(
            f"The archive in {path} has the measures {', '.join(elites.names)}, the fields "
            f"{', '.join(fields) or 'none'} and {parameters} parameters, and the run's task has others: "
            "put a copy of the archive in its place."
        )


def resume(
    path: str | Path,
    *,
    recipe: "Recipe | None" = None,
    evaluations: int | None = None,
    save_every: float = 30.0,
    show: "Callable[[Progress], None] | None" = None,
    say: "Callable[[str], None] | None" = None,
) -> "Run":
    """Carry a run on from its last checkpoint.

    Args:
      path: the run's folder.
      recipe: with which it began, if that is one of your own which is not registered.
      evaluations: a new goal, in all; None for the run's own.
      save_every: seconds between checkpoints.
      show: called after every iteration.
      say: see `train`.

    Raises:
      RunError: there is no run here, it is in use, or it cannot be read.
    """
    from ramify.run import session
    from ramify.run.config import read_config

    folder = Path(path)
    recipe = recipe or recipe_of(read_config(folder))
    return session.resume(
        folder, recipe, evaluations=evaluations, save_every=save_every, show=show, say=say
    )
