"""Grows the stored archives beside this file, which the tests of the explorer's page show.

A trained archive differs from processor to processor, so no test trains one to look at. Run it again
only to store other archives:

    PYTHONPATH=tests/explorer:src python tests/data/explored/grow.py
"""

import tempfile
from pathlib import Path

import numpy as np
from explored import RECIPES, STORED

import ramify

EVALUATIONS = {"ant": 200, "cheetah": 120, "reach": 7200, "arm": 3000, "sphere": 2000}
COLUMNS = ("solution", "objective", "measures", "centroid")


def grow(name: str, folder: Path) -> None:
    ramify.train(RECIPES[name], evaluations=EVALUATIONS[name], out=folder / name)
    with np.load(folder / name / "archive.npz") as file:
        columns = {k: file[k] for k in file.files if k in COLUMNS or k.startswith("field:")}
    elites = ramify.load(folder / name).archive
    kept = np.ones(len(elites), bool)
    if elites.centroid is None:
        kept = inside(elites.measures, elites.lower, elites.upper, elites.shape)
    if "steps" in elites.fields:
        kept &= elites.fields["steps"] == elites.fields["steps"].max()
    rows = {k: v if k == "centroid" else v[kept] for k, v in columns.items()}
    np.savez_compressed(STORED / f"{name}.npz", **rows)
    print(name, kept.sum(), "of", len(kept), (STORED / f"{name}.npz").stat().st_size, "bytes")


def inside(measures, lower, upper, shape, margin=1e-3):
    """Whether each row is farther than this part of a cell from the edges between cells."""
    unit = (measures - np.array(lower)) / np.subtract(upper, lower) * shape
    nearest = np.rint(unit)
    edge = (np.abs(unit - nearest) < margin) & (nearest > 0) & (nearest < shape)
    return ~edge.any(axis=1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name in RECIPES:
            grow(name, Path(folder))
