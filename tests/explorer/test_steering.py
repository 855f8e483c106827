"""Steering: gradients at an elite, where a step along them lands, and what becomes of it."""

import dataclasses
import shutil
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from explored import ARM, GAIT, archive, asking, best, contents, planted, stream

import ramify
from ramify.core import Query
from ramify.elites.table import EliteTable
from ramify.emitters.cma_mega import directions
from ramify.explorer.archive import cell_finder
from ramify.explorer.edited_archive import restore_run
from ramify.explorer.listener import MessageList
from ramify.explorer.messages import unpack
from ramify.explorer.player import Outcome
from ramify.explorer.run_view import RunView
from ramify.gradients.es import ES


@pytest.mark.long
def test_exact_rows_are_those_that_the_emitter_branches_along(arms, reach):
    elite = ramify.load(reach).archive[40:41]
    asked = {"cell": int(elite.cell[0]), "source": "exact"}
    header, arrays = unpack(arms.post("/api/jacobian", json=asked).content)
    query = Query(jnp.asarray(elite.solution), 1, wants_jacobian=True)
    jacobian = ARM.problem().evaluate(query, jax.random.key(0)).jacobian[0]
    np.testing.assert_allclose(arrays["jacobian"], directions(jacobian), atol=1e-5)
    np.testing.assert_allclose(header["norms"], np.linalg.norm(jacobian, axis=1), rtol=1e-4)
    assert header["names"] == ["objective", "hand x", "hand y"] and header["evaluations"] == 1


@pytest.mark.long
def test_es_rows_are_the_recipes_from_the_elites_own_start(walkers, gait):
    elite = ramify.load(gait).archive.best()
    cell = int(elite.cell[0])
    asked = {"cell": cell, "source": "es"}
    header, arrays = unpack(walkers.post("/api/jacobian", json=asked).content)
    es, task = ES(4, 0.1), GAIT.problem()
    query = es.probe(None, jnp.asarray(elite.solution[0]), jax.random.key(cell))
    walks = task.replay(query.x, np.repeat(elite.fields["seed"], 5, axis=0))
    answer = ramify.Evaluation(jnp.asarray(walks.objective), jnp.asarray(walks.measures))
    np.testing.assert_allclose(
        arrays["jacobian"], directions(es.jacobian(None, query, answer)), atol=1e-5
    )
    assert header["evaluations"] == 5


def test_steering_by_nothing_lands_where_the_elite_is(walkers):
    cell = best(walkers)
    steps = {"cell": cell, "source": "es", "coefficients": [0.0] * 5}
    *_, (ending, _) = stream(walkers.post("/api/steer", json=steps))
    assert ending["landed"]["cell"] == cell and ending["landed"]["status"] == "not added"
    assert ending["landed"]["objective"] == ending["landed"]["archived"]
    parts = [arrays["pose"] for _, arrays in stream(walkers.post("/api/steer", json=steps))[1:-1]]
    own = [arrays["pose"] for _, arrays in stream(walkers.get(f"/api/motion/{cell}"))[1:-1]]
    np.testing.assert_array_equal(np.concatenate(parts), np.concatenate(own))


def test_what_is_kept_goes_into_the_map_and_a_copy_and_never_into_the_run(reach, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(reach, folder)
    before = contents(folder)
    with asking(folder) as client:
        first, arrays = archive(client)
        rng = np.random.default_rng(0)
        for cell in arrays["cell"][rng.permutation(len(arrays["cell"]))].tolist():
            coefficients = rng.normal(0.0, 0.3, 3).tolist()
            step = {"cell": cell, "source": "exact", "coefficients": coefficients}
            *_, (ending, _) = stream(client.post("/api/steer", json=step))
            landed = ending["landed"]
            assert archive(client)[0] == first
            kept = client.post("/api/keep", json=step).json()
            if landed["status"] != "not added":
                break
            assert kept["kept"] == 0
        assert kept == {"cell": landed["cell"], "status": landed["status"], "kept": 1}
        second, arrays = archive(client)
        assert second["version"] > first["version"]
        assert second["qd_score"] > first["qd_score"]
        held = arrays["objective"][arrays["cell"] == landed["cell"]]
        assert held == np.float32(landed["objective"])
        saved = Path(client.post("/api/save", json={}).json()["path"])
        again = Path(client.post("/api/save", json={}).json()["path"])
    assert saved == folder.with_name("run-steered") and again == folder.with_name("run-steered-2")
    assert contents(folder) == before
    run = ramify.resume(saved, evaluations=7200 + 36)
    assert run.archive.objective[run.archive.cell == landed["cell"]] >= held
    straight = ramify.load(again).archive
    np.testing.assert_array_equal(straight.objective, arrays["objective"])


@pytest.mark.long
@pytest.mark.parametrize("state_novelty", [False, True])
def test_critics_rows_are_those_of_the_runs_own_state(tmp_path, state_novelty):
    """Without the row of novelty, which has no slider."""
    small = dict(hidden=(8,), units=(8,), steps=20, slots=16, grid=4, buffer=500, states=32)
    recipe = ramify.recipes.cma_mega_td3(batch=5, state_novelty=state_novelty, **small)
    path = planted(recipe, tmp_path / "run")
    explored = RunView(ramify.load(path))
    assert [source.name for source in explored.steering.sources] == ["critics", "es"]
    state = restore_run(path, recipe).state.emitter
    theta = np.asarray(state.search.theta)[None]
    at_theta = dataclasses.replace(explored.archive.elites[:1], solution=theta)
    found = explored.steering.jacobian("critics", at_theta, MessageList())
    assert len(state.jacobian) == 5 + state_novelty
    np.testing.assert_allclose(found.rows, state.jacobian[:5], atol=1e-6)
    assert found.evaluations == 0


@pytest.mark.long
def test_a_robot_is_not_steered_by_derivatives_which_its_replay_does_not_give(tmp_path):
    recipe = ramify.recipes.cma_mega_autodiff(task="hopper", hidden=(4,), steps=5, grid=4, batch=5)
    view = RunView(ramify.load(planted(recipe, tmp_path / "run")))
    assert [source.name for source in view.steering.sources] == ["es"]


@pytest.mark.long
def test_pga_me_has_a_critic_of_the_objective_and_samples_for_the_measures(tmp_path):
    recipe = ramify.recipes.pga_me(
        hidden=(8,), units=(8,), steps=20, slots=16, grid=4, buffer=500, batch=6
    )
    explored = RunView(ramify.load(planted(recipe, tmp_path / "run")))
    elite = explored.archive.elites[:1]
    found = explored.steering.jacobian("critics", elite, MessageList())
    state = explored.restored()
    critic, learnt = state.qd.emitter.critic, state.state.emitter.gradient
    query = critic.probe(learnt, jnp.asarray(elite.solution[0]), jax.random.key(0))
    own = directions(critic.jacobian(learnt, query, None))
    np.testing.assert_allclose(found.rows[:1], own, atol=1e-6)
    assert found.evaluations == 49 and found.rows.shape == (5, elite.solution.shape[1])
    lengths = np.linalg.norm(found.rows, axis=1)
    np.testing.assert_allclose(lengths[found.norms > 0], 1.0, rtol=1e-4)


@pytest.mark.parametrize(
    "cells",
    [
        ramify.GridArchive((-1, 0), (1, 2), (7, 5)),
        ramify.CVTArchive((-1, 0), (1, 2), 30, samples=1000),
    ],
)
def test_cells_are_found_as_the_archive_finds_them(cells):
    measures = np.random.default_rng(0).uniform(-1, 2, (100, 2)).astype(np.float32)
    answer = ramify.Evaluation(jnp.zeros(100), jnp.asarray(measures))
    state, _ = cells.add(cells.init(1, {}), jnp.zeros((100, 1)), answer)
    rows = cells.export(state)
    table = EliteTable(**rows, **cells.axes, names=("a", "b"))
    find = cell_finder(table)
    assert [find(measured) for measured in table.measures] == table.cell.tolist()


@pytest.mark.long
def test_an_archive_without_cells_can_be_steered_too(tmp_path):
    recipe = dataclasses.replace(GAIT, grid=None, novelty=2.0)
    run = RunView(ramify.load(planted(recipe, tmp_path / "run")))
    elite = run.archive.elites[3:4]
    fields = {"seed": elite.fields["seed"][0], "steps": np.int32(20)}
    fields |= {"steadiness": np.float32(1.0)}

    def landed(objective, measures):
        return run._landed(Outcome(objective, measures, 20, fields))

    far, near = np.full(4, 5.0, np.float32), elite.measures[0]
    assert landed(-9.0, far)["status"] == "new"
    for objective, status in ((-9.0, "not added"), (9.0, "improved")):
        found = landed(objective, near)
        assert (found["status"], found["cell"]) == (status, elite.cell[0])
        assert found["archived"] == elite.objective[0]
