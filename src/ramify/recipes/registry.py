"""The registry of recipes, and the recipe of a run.

The folder of a run may come from someone else. If it names the class of a user's recipe, that name is
shown and never imported.
"""

import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from ramify.recipes.saved_search import SavedSearch

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.elites.table import EliteTable
    from ramify.run.config import Config
    from ramify.run.experiment import Recipe
    from ramify.run.opened import Run
    from ramify.run.progress import Show
    from ramify.sims.cluster.placement import Cluster

RECIPES: dict[str, Any] = {}  # name -> recipe, of all that are registered


def is_built_in(recipe: type) -> bool:
    """Returns True if a recipe is part of ramify."""
    return recipe.__module__.startswith("ramify.recipes.")


def register(recipe: type) -> type:
    """Registers a recipe under its name, so that its runs can be opened. Can be used as a decorator.

    Returns:
      The recipe.

    Raises:
      ValueError: the class is no recipe, or has the name of a recipe of ramify.

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
            f"{recipe} is not a recipe: a recipe is a frozen dataclass with a name, a seed and build()."
        )
    if name in RECIPES and is_built_in(RECIPES[name]):
        raise ValueError(
            f"{recipe} has the name of one of ramify's own recipes, {name!r}: rename it."
        )
    RECIPES[name] = recipe
    return recipe


def import_recipe(name: str) -> type:
    """Imports the recipe "module:Class", as seen from the current folder, and registers it.

    Raises:
      ValueError: there is no such class, or it is not a recipe.
    """
    return register(import_named("--recipe", name, "Class", "examples.ant_v5:AntV5"))


def import_named(flag: str, name: str, kind: str, such: str) -> Any:
    """Imports "module:Name", as seen from the current folder.

    Args:
      flag, kind, such: that named it, what it names, and an example, for messages.

    Raises:
      ValueError: there is no such module or name.
    """
    module, _, path = name.partition(":")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    if not path or not _is_there(module):
        file, _, thing = such.partition(":")
        raise ValueError(
            f"{flag} {name}: give module:{kind}, such as {such} for the {kind.lower()} {thing} in "
            f"{file.replace('.', '/')}.py. The module must be importable from {here}."
        )
    found: Any = import_module(module)
    for part in path.split("."):
        if not hasattr(found, part):
            raise ValueError(f"{flag} {name}: {module} has no {path}.")
        found = getattr(found, part)
    return found


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # the package is missing; the name is empty
        return False


def recipe_of(config: "Config") -> Any:
    """Returns the recipe of a run, with its settings.

    A setting that did not exist when the run began gets the value that reproduces the behavior of that
    time: from the recipe's `before`, or its default.

    Raises:
      RunError: the recipe is not registered, or does not have these settings.
    """
    from ramify.run.config import settings_before
    from ramify.run.folder import RunError, written_in

    recipe = SavedSearch if config.recipe == SavedSearch.name else RECIPES.get(config.recipe)
    if recipe is None:
        hint = f" {where}" if (where := written_in(config.class_)) else " module:Class"
        raise RunError(
            f"The run's recipe {config.recipe!r} is unknown. Known recipes: {', '.join(RECIPES)}. If it "
            f"is one of your own, name its class, and its module is imported: --recipe{hint}. In "
            "Python, call ramify.recipes.register(Class)."
        )
    given = settings_before(recipe) | config.settings
    unknown = given.keys() - {field.name for field in fields(recipe)}
    if unknown:
        raise RunError(
            f"This version does not know the run's settings {', '.join(sorted(unknown))}: use the "
            f"ramify version of the run, {config.versions.get('ramify', 'which it does not name')}."
        )
    kinds = _kinds(recipe)
    settings = {name: _valid(name, v, kinds.get(name, Any)) for name, v in given.items()}
    try:
        return recipe(**settings)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"The settings in run.json do not fit the recipe {config.recipe}: {error}"
        ) from error


def _kinds(recipe: type) -> dict[str, Any]:
    """Returns the types of a recipe's settings; an empty dictionary if they cannot be resolved."""
    try:
        return get_type_hints(recipe)
    except (NameError, TypeError, AttributeError):  # a type that is imported under TYPE_CHECKING
        return {}


def _valid(name: str, value: Any, kind: Any) -> Any:
    """Converts a setting from run.json to the type that the recipe declares.

    Raises:
      RunError: the setting has another type.
    """
    import msgspec

    from ramify.run.folder import RunError
    from ramify.system.parsing import short

    try:
        found = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise RunError(
            f"The setting {name} in run.json is {short(value)} ({error}): restore run.json from a copy."
        ) from None
    except (TypeError, NotImplementedError):  # a user's type, which msgspec does not know
        found = value
    return tuple(found) if isinstance(found, list) else found


def task_of(recipe: Any) -> "AbstractTask":
    """Returns the task of a recipe."""
    return recipe.problem() if hasattr(recipe, "problem") else recipe.build().task


def refuse_foreign_elites(path: Path, task: "AbstractTask", elites: "EliteTable") -> None:
    """Refuses elites that are not from this task.

    Args:
      path: folder of the run, for the message.

    Raises:
      RunError: their measures, fields or number of parameters differ from the task's.
    """
    import numpy as np

    from ramify.run.folder import RunError

    fields = {name: (values.shape[1:], values.dtype) for name, values in elites.fields.items()}
    wanted = {name: (tuple(field.shape), field.dtype) for name, field in task.fields.items()}
    parameters = elites.solution.shape[1]
    former = {name: kind for name, kind in wanted.items() if np.issubdtype(kind[1], np.floating)}
    fits = elites.names == task.measures and former | fields == wanted  # some may be unknown
    fits = fits and task.parameters in (None, parameters)
    if not fits:
        raise RunError(
            f"The archive in {path} has the measures {', '.join(elites.names)}, the fields "
            f"{', '.join(fields) or 'none'} and {parameters} parameters, but the run's task has others: "
            "restore archive.npz from a copy."
        )


def resume(
    path: str | Path,
    *,
    recipe: "Recipe | None" = None,
    evaluations: int | None = None,
    save_every: float = 30.0,
    show: "Show" = None,
    say: "Callable[[str], None] | None" = None,
    show_pretraining: "Show" = None,
    cluster: "Cluster | str | None" = None,
) -> "Run":
    """Continues a run from its last checkpoint.

    Args:
      path: folder of the run.
      recipe: recipe that the run began with; needed only for your own recipe that is not registered.
      evaluations: new total number of evaluations; None for the run's own.
      save_every: seconds between checkpoints.
      show: see `train`.
      say: see `train`.
      show_pretraining: see `train`.
      cluster: see `train`.

    Raises:
      RunError: there is no run in this folder, it is in use, or it cannot be read.
    """
    from ramify.run import session
    from ramify.run.config import read_config
    from ramify.run.folder import RunError

    folder = Path(path)
    config = read_config(folder)
    if config.recipe == SavedSearch.name:
        raise RunError(
            f"{folder} was saved from Python with ramify.save, which keeps neither the task nor the "
            "emitter: continue it there, state, iteration = ramify.restore(folder, qd, qd.shape(n))."
        )
    recipe = recipe or recipe_of(config)
    return session.resume(
        folder,
        recipe,
        evaluations=evaluations,
        save_every=save_every,
        show=show,
        say=say,
        show_pretraining=show_pretraining,
        cluster=cluster,
    )
