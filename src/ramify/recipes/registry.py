"""The recipes by name, and opening a run again with its own."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from ramify.recipes.cma_me import CMAME
from ramify.recipes.cma_mega import CMAMEGAExact
from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiff
from ramify.recipes.cma_mega_es import CMAMEGAES
from ramify.recipes.cma_mega_td3 import CMAMEGATD3, CMAMEGATD3ES
from ramify.recipes.map_elites import MAPElites
from ramify.recipes.me_es import MEES
from ramify.recipes.me_map_elites import MEMAPElites
from ramify.recipes.og_map_elites import OGMAPElitesExact
from ramify.recipes.omg_mega import OMGMEGAExact
from ramify.recipes.own import OWN
from ramify.recipes.pga_me import PGAMAPElites

if TYPE_CHECKING:
    from ramify.core import AbstractTask
    from ramify.run.elites import EliteTable
    from ramify.run.schema import Config
    from ramify.run.session import Progress, Recipe, Run

RECIPES = {
    recipe.name: recipe
    for recipe in (
        CMAMEGAES,
        CMAMEGATD3,
        CMAMEGATD3ES,
        CMAMEGAAutodiff,
        PGAMAPElites,
        CMAME,
        MAPElites,
        MEES,
        MEMAPElites,
        CMAMEGAExact,
        OMGMEGAExact,
        OGMAPElitesExact,
    )
}


def recipe_of(config: "Config") -> Any:
    """Returns the recipe that a run's configuration describes.

    It is one of ramify's, or one of your own that was made known (`own.py`). A setting that is newer
    than the run means what was done before there was a choice: what the recipe's `before` says, or
    else its default.

    Raises:
      RunError: this version knows no such recipe, or not with these settings.
    """
    from ramify.run.folder import RunError, written_in
    from ramify.run.schema import settings_before

    recipe = RECIPES.get(config.recipe) or OWN.get(config.recipe)
    if recipe is None:
        hint = (
            f" {where}, says the run" if (where := written_in(config.class_)) else " module:Class"
        )
        raise RunError(
            f"The run's recipe is {config.recipe!r}; this version knows "
            f"{', '.join((*RECIPES, *OWN))}. If it is one of your own, name its class, whose module is "
            f"imported then: --recipe{hint}. (In Python, ramify.recipes.known(Class).)"
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
    if config.recipe in RECIPES:
        _refuse_huge(settings)
    try:
        return recipe(**settings)
    except (ValueError, TypeError) as error:
        raise RunError(
            f"The run's settings in run.json are not those of {config.recipe}: {error}"
        ) from error


def _refuse_huge(settings: dict[str, Any]) -> None:
    """Refuses counts that JAX cannot hold; a seed has one bit more."""
    from ramify.run.folder import RunError

    for name, value in settings.items():
        most = 2**32 if name == "seed" else 2**31
        if isinstance(value, int) and not -most < value < most:
            raise RunError(
                f"The run's setting {name} in run.json is {value}: it must be below {most}. Put "
                "a copy of run.json in its place."
            )


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
    from ramify.run.schema import short

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
      recipe: with which it began, if that is one of your own which is not `known`.
      evaluations: a new goal, in all; None for the run's own.
      save_every: seconds between checkpoints.
      show: called after every iteration.
      say: see `train`.

    Raises:
      RunError: there is no run here, it is in use, or it cannot be read.
    """
    from ramify.run import session
    from ramify.run.schema import read_config

    folder = Path(path)
    recipe = recipe or recipe_of(read_config(folder))
    return session.resume(
        folder, recipe, evaluations=evaluations, save_every=save_every, show=show, say=say
    )
