"""Runs a recipe with several seeds."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from ramify.checks.arguments import whole_number
from ramify.checks.limits import MOST_EVALUATIONS
from ramify.run.experiment import Recipe, RefusesConflicts
from ramify.run.folder import claim_numbered, locked
from ramify.run.new_run import new_config, write_new
from ramify.run.opened import Run
from ramify.run.progress import Show
from ramify.run.refusals import refuse_no_recipe, refuse_used_folder
from ramify.run.session import resume
from ramify.system.files import make_folder


def train_seeds(
    recipe: Recipe,
    *,
    seeds: int,
    evaluations: int,
    out: str | Path,
    save_every: float = 30.0,
    show: Show = None,
) -> list[Run]:
    """Runs a recipe with several seeds, one after the other.

    The seeds are `recipe.seed` and the following numbers. The run of seed 3 is in the folder out/seed-3.
    If the program is killed, `ramify resume out` finishes all of them; or call `ramify.resume` for each.

    Args:
      recipe: what to run.
      seeds: number of seeds.
      evaluations: number of evaluations of each run.
      out: a new folder.
      save_every, show: see `train`.

    Raises:
      RunError, ValueError: as `train`.

    Example:
      >>> import tempfile, ramify
      >>> recipe = ramify.recipes.omg_mega(dim=10, grid=10, batch=8)
      >>> runs = train_seeds(recipe, seeds=2, evaluations=90, out=tempfile.mkdtemp() + "/arm")
      >>> [run.path.name for run in runs]
      ['seed-0', 'seed-1']
    """
    folders = prepare_seeds(recipe, seeds=seeds, evaluations=evaluations, out=Path(out))
    return [
        resume(folder, seeded, save_every=save_every, show=show)
        for folder, seeded in folders.items()
    ]


def prepare_seeds(
    recipe: Recipe, *, seeds: int, evaluations: int, out: Path, numbered: bool = False
) -> dict[Path, Recipe]:
    """Writes run.json of every seed, so that `resume` can start each run.

    Args:
      recipe, evaluations: see `train`.
      seeds: number of seeds, from `recipe.seed` on.
      out: a new folder; with `numbered`, as in `train`.

    Returns:
      Folder -> recipe with its seed.

    Raises:
      RunError, ValueError: as `train`.
    """
    refuse_no_recipe(recipe)
    seeds = whole_number("seeds", seeds, at_least=1)
    evaluations = whole_number("evaluations", evaluations, at_least=1, at_most=MOST_EVALUATIONS)
    if not numbered:
        refuse_used_folder(out)
    if isinstance(recipe, RefusesConflicts):
        recipe.refuse_conflicts()
    every = [replace(cast(Any, recipe), seed=recipe.seed + i) for i in range(seeds)]
    experiment = recipe.build()
    if numbered:
        out = claim_numbered(out)
    folders = {out / f"seed-{one.seed}": one for one in every}
    for folder, one in folders.items():
        make_folder(folder)
        with locked(folder):
            write_new(folder, new_config(one, experiment, evaluations))
    return folders
