"""Makes the archive of planar arms that docs/gradients.html shows, and writes it as JSON.

Run: python examples/arm_archive.py src/ramify/explorer/web/src/gradients/arm.json
The archive is that of `ramify train cma-mega --task arm --dim 10 --grid 50 --evaluations 5000 --seed 0`.
"""

import base64
import json
import sys
import tempfile
from pathlib import Path

import jax
import numpy as np

import ramify
from ramify.core import Query
from ramify.tasks.arm import arm

LINKS, CELLS, EVALUATIONS = 10, 50, 5000


def train_arms() -> np.ndarray:
    """Returns the joint angles of the run's elites, [elites, links]."""
    recipe = ramify.recipes.cma_mega(task="arm", dim=LINKS, grid=CELLS, seed=0)
    with tempfile.TemporaryDirectory() as folder:
        return ramify.train(recipe, evaluations=EVALUATIONS, out=f"{folder}/arm").archive.solution


def pack(angles: np.ndarray) -> dict:
    """Returns the elites with their angles rounded to 16 bits, ordered by cell.

    Rounding moves some arms to another cell, so the archive is filled again with the rounded arms.
    """
    unit = float(np.abs(angles).max()) / 32767  # rad
    whole = np.rint(angles / unit).astype("<i2")
    x = (whole * unit).astype(np.float32)
    archive = ramify.GridArchive((-LINKS,) * 2, (LINKS,) * 2, (CELLS,) * 2)
    evaluation = arm(LINKS).evaluate(Query(x, offered=len(x)), jax.random.key(0))
    state, _ = archive.add(archive.init(LINKS, {}), x, evaluation)
    elites = archive.export(state)
    ordered = elites["solution"][np.argsort(elites["cell"])]
    return {
        "links": LINKS,
        "cells": CELLS,  # along each measure, from -links to links
        "evaluations": EVALUATIONS,
        "unit": unit,
        "angles": base64.b64encode(np.rint(ordered / unit).astype("<i2").tobytes()).decode(),
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(pack(train_arms()), indent=1) + "\n", "utf-8")
