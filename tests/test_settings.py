"""Settings of recipes and commands: each is checked, and has no effect that is silent."""

import dataclasses
import re
import typing
from pathlib import Path

import numpy as np
import pytest

from ramify.cli import commands as cli
from ramify.cli import training
from ramify.recipes.cma_me import CMAMERecipe
from ramify.recipes.cma_mega import CMAMEGARecipe
from ramify.recipes.cma_mega_es import CMAMEGAESRecipe
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe
from ramify.recipes.dcrl_me import DCRLMERecipe
from ramify.recipes.pga_me import PGAMERecipe
from ramify.recipes.pretrain import PretrainTD3
from ramify.recipes.registry import RECIPES

REFUSED = {  # what a setting may not be: to recipes that have one of this name
    "seed": (2**32, "4294967296: give a whole number from 0 to 4294967295"),
    "task": ("cat", "'cat': choose one of"),
    "batch": (0, "0: give a whole number from "),  # 1 or 2
    "hidden": (64, "64: give a sequence of numbers, such as (64,)"),
    "published": ("no", "'no': give True or False"),
    "restart": ("often", "'often': choose one of 'no_improvement', 'basic'"),
}


NUMBERS = (-1, np.nan, np.inf, "many", True, 10**400)


@pytest.mark.parametrize("recipe", [*RECIPES.values(), PretrainTD3])
def test_every_setting_of_every_recipe_is_checked(recipe):
    for field in dataclasses.fields(recipe):
        usual = getattr(recipe(), field.name)
        for wrong, wanted in [REFUSED[field.name]] if field.name in REFUSED else []:
            with pytest.raises(ValueError, match=re.escape(f"{field.name} is {wanted}")):
                recipe(**{field.name: wrong})
        if str(field.type).startswith(("int", "float")) or isinstance(usual, float):
            wrong = [number for number in NUMBERS if field.name != "offset" or number != -1]
            wrong = [number for number in wrong if field.name != "floor" or number != -1]
            for number in wrong:
                with pytest.raises(ValueError, match=f"^{field.name} is "):
                    recipe(**{field.name: number})


RUN = {"run": Path("run")}


COUNTING = {  # what has counts among its settings, and the settings that it cannot do without
    **{kind: {} for kind in (*RECIPES.values(), PretrainTD3)},
    training.Train: {"recipe": CMAMEGARecipe()},
    training.Resume: RUN,
    cli.Film: RUN,
    cli.Replay: RUN,
    cli.Report: RUN,
    cli.View: RUN,
    cli.Reproduce: {"table": "dqd-table-1"},
}


@pytest.mark.parametrize("kind", COUNTING)
def test_every_count_has_a_greatest_value(kind):
    """JAX counts in 32 bits: more would become negative without a message."""
    greatest = {"seed": 2**32 - 1, "evaluations": 2**53, "port": 65535}
    types = typing.get_type_hints(kind)
    counts = {
        field.name: typing.get_origin(types[field.name]) is tuple
        for field in dataclasses.fields(kind)
        if int in (types[field.name], *typing.get_args(types[field.name]))
    }
    assert counts
    for name, several in counts.items():
        most = greatest.get(name, 2**31 - 1)
        for wrong in (most + 1, 2**60):
            given = COUNTING[kind] | {name: (wrong,) if several else wrong}
            with pytest.raises(ValueError, match=rf"^{name}.* is {wrong}: give .* to {most}\.$"):
                kind(**given)


def test_settings_are_stored_as_plain_numbers():
    made = CMAMEGAESRecipe(
        batch=np.int64(8), sigma_g=np.float32(0.5), hidden=[np.int32(3)], seed=1.0
    )
    assert (made.batch, made.sigma_g, made.hidden, made.seed) == (8, 0.5, (3,), 1)
    assert [type(v) for v in (made.batch, made.sigma_g, made.hidden[0], made.seed)] == [
        int,
        float,
        int,
        int,
    ]
    assert CMAMEGAESRecipe(start=Path("runs/a")).start == "runs/a"
    assert CMAMEGAESRecipe(restart=5).restart == 5


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        (CMAMEGAESRecipe(published=True, adapt=False), "--no-adapt .* --published"),
        (CMAMEGAESRecipe(coefficients="xnes", adapt=False), "--no-adapt .* --coefficients xnes"),
        (CMAMEGAESRecipe(coefficients="xnes", rank_one=2.0), "--coefficients xnes .* --rank-one"),
        (CMAMERecipe(form="published", optimiser="lm-ma-es"), "--form published .* lm-ma-es"),
        (CMAMEGAESRecipe(controller="gait", hidden=(8,)), "--controller gait .* --hidden"),
        (CMAMERecipe(controller="gait", output_scale=0.1), "--controller gait .* --output-scale"),
        (CMAMEGAESRecipe(start="runs/a", output_scale=0.1), "--start .* --output-scale"),
        (CMAMEGATD3Recipe(critics="runs/a", output_scale=0.1), "--critics .* --output-scale"),
        (PGAMERecipe(critics="runs/a", output_scale=0.1), "--critics .* --output-scale"),
        (DCRLMERecipe(critics="runs/a", output_scale=0.1), "--critics .* --output-scale"),
        (PretrainTD3(together=8, episodes=4), "--together 8 .* --episodes 4"),
    ],
)
def test_a_setting_that_another_makes_ineffective_is_refused(recipe, told):
    with pytest.raises(ValueError, match=told):
        recipe.refuse_conflicts()


def test_no_recipe_conflicts_by_its_defaults():
    for recipe in (*RECIPES.values(), PretrainTD3):
        recipe().refuse_conflicts()
