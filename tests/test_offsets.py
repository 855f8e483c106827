"""The lowest objective that the QD score counts from, and settings that older runs do not name."""

import json
from dataclasses import asdict, replace

import jax.numpy as jnp
import pytest

from ramify import Evaluation, recipes
from ramify.recipes.registry import RECIPES, recipe_of
from ramify.recipes.walker_settings import LOWEST
from ramify.run.config import Config
from ramify.run.folder import RunError
from ramify.run.new_run import settings_of
from ramify.run.opened import load
from ramify.run.refusals import refuse_other_recipe


@pytest.mark.parametrize("kind", [dict(), dict(cvt=9), dict(novelty=0.1), dict(anneal=0.1)])
def test_every_archive_of_walkers_counts_from_the_offset(kind):
    recipe = recipes.map_elites(task="hopper", controller="gait", offset=-500.0, **kind)
    archive = recipe.build().qd.archive
    assert getattr(archive, "archive", archive).offset == -500.0


def config(name, settings):
    return Config(recipe=name, settings=settings, evaluations=1, identity="one")


@pytest.mark.parametrize(
    ("name", "setting", "was"),
    [
        ("cma-me", "form", "old"),
        ("me-map-elites", "form", "old"),
        ("me-es", "form", "old"),
        *((name, "offset", 0.0) for name in ("map-elites", "cma-me", "cma-mega-td3")),
        *((name, "rank_one", 1.0) for name in RECIPES if name.startswith("cma-mega")),
    ],
)
def test_a_run_older_than_a_choice_keeps_what_was_done_before(name, setting, was):
    recipe = RECIPES[name]()
    assert getattr(recipe, setting) != was
    settings = json.loads(json.dumps(asdict(recipe)))
    del settings[setting]
    run = config(name, settings)
    assert recipe_of(run) == replace(recipe, **{setting: was})
    with pytest.raises(RunError, match=f"{setting}=.*the run's: {was!r}"):
        refuse_other_recipe(run, recipe, settings_of(recipe))
    before = replace(recipe, **{setting: was})
    refuse_other_recipe(run, before, settings_of(before))


def written(folder, settings):
    """A run's configuration of format 1, as the first versions wrote it."""
    folder.mkdir()
    old = {"format": 1, "recipe": "map-elites", "settings": settings, "evaluations": 100}
    (folder / "run.json").write_text(json.dumps(old | {"versions": {"ramify": "0.1.0"}}))
    return recipe_of(load(folder).config)


def test_a_run_older_than_the_offset_counts_from_0_and_keeps_it(tmp_path):
    settings = json.loads(json.dumps(asdict(recipes.map_elites(task="hopper"))))
    assert settings["offset"] == -362.09
    assert written(tmp_path / "own", settings | {"offset": -9.0}).offset == -9.0
    del settings["offset"]
    older = written(tmp_path / "older", settings)
    assert older.offset == 0.0
    assert older.build().qd.archive.offset == 0.0


@pytest.mark.parametrize("task", ["ant", "half-cheetah", "hopper", "walker2d", "humanoid"])
def test_each_robot_counts_from_its_own_lowest_objective(task):
    published = {"ant": -374.7, "half-cheetah": -2797.52, "hopper": -362.09, "walker2d": -67.17}
    assert recipes.map_elites(task=task).offset == published.get(task, LOWEST["humanoid"])
    assert recipes.cma_mega_es(task=task).offset == recipes.map_elites(task=task).offset
    assert recipes.map_elites(task=task, offset=0.0).offset == 0.0


@pytest.mark.long
def test_no_elite_of_a_half_cheetah_lowers_the_qd_score():
    """Its objectives are mostly below 0."""
    recipe = recipes.map_elites(task="half-cheetah", controller="gait")
    archive = recipe.archive(recipe.problem())
    place = jnp.asarray([[0.1, 0.1], [0.5, 0.5]], jnp.float32)
    state, _ = archive.add(
        archive.init(1, {}), jnp.zeros((2, 1)), Evaluation(jnp.float32([-1000, -1500]), place)
    )
    assert float(archive.statistics(state)["qd_score"]) == pytest.approx(2 * 2797.52 - 2500)


@pytest.mark.parametrize("kind", [dict(), dict(novelty=0.1)])
def test_a_floor_without_thresholds_is_refused(kind):
    with pytest.raises(ValueError, match="--floor is the initial threshold"):
        recipes.map_elites(floor=-5.0, **kind).build()
