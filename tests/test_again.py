"""Elites evaluated by other chance."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest

from ramify import CVTArchive, reevaluate
from ramify.analysis.exchange import cells_of, merged
from ramify.core import AbstractTask, Evaluation
from ramify.elites.table import EliteTable
from ramify.tasks.locomotion import walker


class Noisy(AbstractTask):
    """Objective and measure of x0 and x1 with noise of x2; where x2 is negative, every other episode
    fails."""

    @property
    def measures(self):
        return ("x1",)

    def evaluate(self, query, key):
        x = query.x
        rows = jnp.arange(len(x))
        noise = jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i), (2,)))(rows)
        noise = noise * jnp.abs(x[:, 2:])
        failed = (x[:, 2] < 0) & (rows % 2 == 1)
        objective = jnp.where(failed, -jnp.inf, x[:, 0] + noise[:, 0])
        return Evaluation(
            objective, jnp.where(failed, jnp.nan, x[:, 1] + 0.1 * noise[:, 1])[:, None]
        )


def table(x, **changes):
    """As an archive has them that kept the luckiest episodes: too good, and all in other cells."""
    x = np.asarray(x, np.float32)
    cell = np.arange(len(x), dtype=np.int32)
    measures = (cell[:, None] + 0.5).astype(np.float32) / 10
    axes = dict(lower=(0.0,), upper=(1.0,), shape=(10,)) | changes
    return EliteTable(x, x[:, 0] + 5.0, measures, cell, names=("x1",), **axes)


X = [[1.0, 0.15, 0.2], [2.0, 0.15, 0.0], [3.0, 0.85, 0.4], [9.0, 0.45, -0.1]]


def test_means_spreads_and_cells_are_those_of_new_episodes():
    elites = table(X)
    again = reevaluate(Noisy(), elites, 400, seed=1)
    assert len(again) == 3, "one failed"
    np.testing.assert_allclose(again.objective, [1, 2, 3], atol=0.1)
    np.testing.assert_allclose(again.measures[:, 0], [0.15, 0.15, 0.85], atol=0.01)
    np.testing.assert_allclose(again.fields["spread"], [0.2, 0.0, 0.4], rtol=0.15)
    np.testing.assert_array_equal(again.fields["archived"], [6, 7, 8])
    np.testing.assert_array_equal(again.fields["archived_measures"], elites.measures[:3])
    assert again.cell.tolist() == [1, 1, 8]
    corrected = merged([again])
    assert corrected.objective.round().tolist() == [2, 3] and corrected.cell.tolist() == [1, 8]
    other = reevaluate(Noisy(), elites, 400, seed=2)
    assert np.any(other.objective != again.objective)


def test_of_a_tessellation_the_nearest_centroid_counts():
    centroid = np.array([[0.9], [0.1], [0.5], [0.3]], np.float32)
    elites = replace(table(X[:3], shape=(4,), centroid=centroid), cell=np.array([1, 1, 3]))
    again = reevaluate(Noisy(), elites, 50)
    assert again.cell.tolist() == [1, 1, 0]
    spread = np.random.default_rng(1).random((30, 2))
    archive = CVTArchive((0.0, 0.0), (1.0, 1.0), 30, centroids=spread)
    places = archive.init(1, {}).places
    measures = np.random.default_rng(0).uniform(-3, 4, (200, 2)).astype(np.float32)
    flat = EliteTable(
        measures,
        measures[:, 0],
        measures,
        np.zeros(200, np.int32),
        (0.0,) * 2,
        (1.0,) * 2,
        (30,),
        ("a", "b"),
        centroid=np.asarray(places.centroid),
    )
    np.testing.assert_array_equal(cells_of(flat), archive.cells_of(places, jnp.asarray(measures)))


def test_many_elites_are_evaluated_some_at_a_time(monkeypatch):
    elites, asked = table(X), []

    class Counted(Noisy):
        def evaluate(self, query, key):
            asked.append(len(query.x))
            return super().evaluate(query, key)

    monkeypatch.setattr("ramify.analysis.reevaluate._ROOM", 3 * 4 * 2)
    again = reevaluate(Counted(), elites[:3], 4)
    assert asked == [8, 4] and len(again) == 3


def test_scores_are_those_of_the_simulator_of_the_new_episodes():
    ant = walker("hopper", "gait", steps=5, slots=4)
    x = np.stack([ant.start(jax.random.key(i)) for i in range(3)])
    elsewhere = replace(table(X[:3]), solution=x, names=ant.measures, simulator="pybullet 3")
    again = reevaluate(ant, elsewhere, 2)
    assert again.simulator == f"mujoco {mujoco.__version__}"
    with pytest.raises(ValueError, match="The task has the measures"):
        reevaluate(Noisy(), elsewhere, 2)


def test_nothing_to_evaluate():
    for elites, episodes in (table(X), 0), (table(X)[:0], 3):
        with pytest.raises(ValueError, match="give at least 1 of each"):
            reevaluate(Noisy(), elites, episodes)
