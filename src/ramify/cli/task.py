"""The task and the archive of a finished run."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ramify.core import AbstractArchive, AbstractTask
    from ramify.run.opened import Run


def task_of_run(run: "Run") -> "AbstractTask":
    """Returns the task that evaluated the run's elites.

    Raises:
      RunError: the recipe is unknown, or the elites are not of its task.
      ValueError: the archive is empty.
    """
    from ramify.recipes.registry import recipe_of, refuse_foreign_elites, task_of
    from ramify.sims.cluster.placement import placed

    task = placed(task_of(recipe_of(run.config)))
    refuse_foreign_elites(run.path, task, run.archive)
    if len(run.archive) == 0:
        raise ValueError(f"{run.path}: the archive is empty.")
    return task


def archive_of_run(run: "Run") -> "AbstractArchive | None":
    """Returns the archive of a run whose recipe is one of your own; None for ramify's recipes.

    The archives of ramify's recipes are described completely by a table of their elites.
    """
    from ramify.recipes.registry import is_built_in, recipe_of

    recipe = recipe_of(run.config)
    return None if is_built_in(type(recipe)) else recipe.build().qd.archive
