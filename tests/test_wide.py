"""With `jax_enable_x64` all results are float32 and the same, to the bit."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import wide

from ramify.checks.arguments import as_json
from ramify.recipes.registry import RECIPES
from ramify.run.new_run import settings_of
from ramify.tasks import walker

QUICK = ["emitter cma-mega-variant", "loop sphere", "walker"]


def check_wide(names):
    program = [sys.executable, "-W", "error::UserWarning", wide.__file__, *names]
    there = subprocess.run(
        program,
        env=os.environ | {"JAX_ENABLE_X64": "1"},
        cwd=Path(wide.__file__).parent,
        capture_output=True,
        text=True,
    )
    found = {k: v for line in there.stdout.splitlines() for k, v in json.loads(line).items()}
    assert found == wide.results(names), there.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", wide.CASES)
def test_everything_gives_the_same_bits_in_wide_precision(name):
    check_wide([name])


@pytest.mark.long
def test_the_usual_things_give_the_same_bits_in_wide_precision():
    check_wide(QUICK)


def test_a_recipes_numpy_numbers_are_written_as_pythons():
    recipe = RECIPES["map-elites"](seed=np.int64(3), iso=np.float32(0.5))
    settings = settings_of(recipe)
    assert settings["seed"] == 3 and settings["iso"] == 0.5
    json.dumps(settings)
    with pytest.raises(TypeError, match="is not a JSON value"):
        json.dumps({"seed": object()}, default=as_json)


def test_a_walkers_settings_may_be_numpys():
    sizes = dict(hidden=np.array([4]), steps=np.int64(5), slots=np.int32(16), threads=np.int8(1))
    task = walker("hopper", **sizes)
    assert task.sim.controller.layers[1:] == (4, 3)
    with pytest.raises(ValueError, match=r"hidden\[0\] is 4.5: give a whole number"):
        walker("hopper", hidden=(4.5,))
