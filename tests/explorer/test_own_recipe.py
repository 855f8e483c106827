"""A run of somebody's own recipe, looked at."""

import numpy as np
import pytest
import toy_recipes
from explored import archive, asking, best, stream
from selection import long

import ramify
from ramify.explorer.listener import MessageList
from ramify.explorer.messages import unpack
from ramify.explorer.report import report
from ramify.recipes.registry import RECIPES, register


@pytest.fixture(scope="module", params=[False, long(True)], ids=["grid", "novelty"])
def throws(request, tmp_path_factory):
    """Its explorer."""
    register(toy_recipes.Throwing)
    recipe = toy_recipes.Throwing(novel=request.param)
    run = ramify.train(recipe, evaluations=800, out=tmp_path_factory.mktemp("throws") / "run")
    with asking(run.path) as client:
        yield client
    RECIPES.pop(toy_recipes.Throwing.name)


def test_its_elites_are_shown_and_steered_as_its_emitter_would(throws, tmp_path):
    about = throws.get("/api/run").json()
    assert (about["task"], about["kind"]) == ("Throw", "function")
    (source,) = about["steering"]["sources"]
    assert source["evaluations"] == 9 and about["steering"]["sigma_g"] == 0.5
    cell, (_, arrays) = best(throws), archive(throws)
    (_, drawn), (ending, _) = stream(throws.get(f"/api/motion/{cell}"))
    assert ending["differs"] is None and drawn["solution"].shape == (2,)
    at = {"cell": cell, "source": "es"}
    _, found = unpack(throws.post("/api/jacobian", json=at).content)
    assert found["jacobian"].shape == (3, 2)
    step = at | {"coefficients": [0.0, 0.4, 0.4]}
    landed = stream(throws.post("/api/steer", json=step))[-1][0]
    x = drawn["solution"] + 0.4 * found["jacobian"][1:].sum(0)
    again = toy_recipes.Throw().evaluate(ramify.Query(x[None], 1), None)
    np.testing.assert_allclose(landed["replayed"]["measures"], again.measures[0], rtol=1e-4)
    if not about["settings"]["novel"]:
        # By the measures that it was sent, lest another rounding find the next cell.
        where = np.clip(np.array(landed["replayed"]["measures"]) // [1.0, 0.5], 0, 39).astype(int)
        assert landed["landed"]["cell"] == np.ravel_multi_index(where, (40, 40))
    else:
        assert 0 <= landed["landed"]["cell"] <= len(arrays["cell"])
    count, _ = report(throws.run, tmp_path / "report.html", 4)
    assert count == 4


def test_a_failure_of_a_task_that_is_no_robot_is_reported(throws):
    elite = throws.run.archive.elite(best(throws))
    outcome = throws.run.player.play({}, np.array([-1.0, 0.8], np.float32), {}, MessageList())
    assert (
        throws.run.last_message(outcome, elite)["error"]
        == "The evaluation failed, so there is no score."
    )
