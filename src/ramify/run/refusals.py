"""Reasons to refuse a new run, or to continue one."""

from dataclasses import is_dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from ramify.run.config import NEUTRAL, Config, settings_before
from ramify.run.experiment import Experiment, Recipe
from ramify.run.folder import CONFIG, RunError, is_new
from ramify.run.provenance import simulator_here, simulator_of


def refuse_no_recipe(recipe: Any) -> None:
    if isinstance(recipe, type):
        raise ValueError(
            f"recipe is the class {recipe.__name__}: give an object, {recipe.__name__}()."
        )
    if not (hasattr(recipe, "build") and hasattr(recipe, "name") and is_dataclass(recipe)):
        raise ValueError(
            f"recipe is {recipe!r}: give a frozen dataclass with a name, a seed and build(), such as "
            "those of ramify.recipes."
        )


def refuse_used_folder(folder: Path) -> None:
    if (folder / CONFIG).exists():
        raise RunError(
            f"{folder} holds a run: continue it with `ramify resume {quote(str(folder))}`, or give a "
            "new folder."
        )
    if not is_new(folder):
        raise RunError(f"{folder} is not an empty folder: give a new one.")


def refuse_other_simulator(folder: Path, config: Config, experiment: Experiment) -> None:
    here, made = simulator_here(experiment.task.simulator), simulator_of(config)
    if made != here and config.simulator is not None:  # some older runs do not name it
        raise RunError(
            f"{folder}'s scores come from {made or 'no simulator'}, and new ones would come from "
            f"{here or 'no simulator'}: they cannot be compared. Use the same simulator and version, or "
            "start a new run."
        )


def refuse_other_recipe(config: Config, recipe: Recipe, settings: dict[str, Any]) -> None:
    """Refuses a recipe that is not the run's.

    A setting that the run does not name may have any value, unless the recipe's `before` gives the
    value of older runs. Settings that do not change results may have any value, too.

    Raises:
      RunError: the recipe or a setting differs.
    """
    was = {"recipe": config.recipe} | settings_before(recipe) | config.settings
    now = {"recipe": recipe.name} | settings
    other = [
        f"{key}={now[key]!r} (the run's: {was[key]!r})"
        for key in was.keys() & now.keys() - NEUTRAL
        if was[key] != now[key]
    ]
    if other:
        raise RunError(
            f"This is not the run's recipe: {', '.join(sorted(other))}. Resume with the run's recipe, "
            "or start a new run."
        )
