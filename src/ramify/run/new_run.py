"""The first file of a run: run.json."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from ramify.checks.arguments import as_json
from ramify.run.config import Config, Spent, identity_of, write_config
from ramify.run.experiment import Experiment, Recipe
from ramify.run.folder import RunError, class_of, is_new
from ramify.run.provenance import versions


def new_config(recipe: Recipe, experiment: Experiment, evaluations: int) -> Config:
    """Returns the content of a new run's run.json."""
    settings, simulator = settings_of(recipe), experiment.task.simulator
    spent = experiment.spent()
    return Config(
        recipe=recipe.name,
        settings=settings,
        evaluations=evaluations,
        identity=identity_of(recipe.name, settings, simulator),
        spent=Spent(**spent) if spent else None,
        simulator=simulator,
        versions=versions(),
        class_=class_of(recipe),
    )


def settings_of(recipe: Recipe) -> dict[str, Any]:
    """Returns a recipe's settings as JSON keeps them."""
    return json.loads(json.dumps(asdict(cast(Any, recipe)), default=as_json))


def write_new(folder: Path, config: Config) -> None:
    """Writes run.json into the locked folder of a new run."""
    if not is_new(folder):
        raise RunError(f"Another process has used {folder} in the meantime: choose another folder.")
    write_config(folder, config)
