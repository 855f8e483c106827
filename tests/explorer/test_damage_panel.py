"""Damage in the explorer: what the server answers, and what the page shows."""

from dataclasses import replace

import numpy as np
import pytest
from explored import GAIT, archive, asking, planted, stream
from visit import distance

import ramify
from ramify.analysis.adaptation import Adaptation
from ramify.explorer.messages import unpack
from ramify.explorer.scene import scene

DAMAGE = "front-left:missing"
ASKED = {"damage": DAMAGE}


def test_the_page_offers_the_damages_of_the_robot(walkers, arms):
    offered = walkers.get("/api/run").json()["damages"]
    assert (
        DAMAGE in offered and "floor:slope=10" in offered and "front_left_hip:half-range" in offered
    )
    assert arms.get("/api/run").json()["damages"] == []


def test_a_missing_limb_is_hidden_and_a_payload_is_drawn(walkers):
    whole, missing = (walkers.get("/api/scene", params=p).json() for p in ({}, ASKED))
    assert not any("hidden" in geom for geom in whole["geoms"])
    hidden = [geom["measure"] for geom in missing["geoms"] if geom.get("hidden")]
    assert hidden == [0, 0, 0] and missing["feet"] == whole["feet"]
    loaded = walkers.get("/api/scene", params={"damage": "torso:payload"}).json()
    assert len(loaded["geoms"]) == len(whole["geoms"]) + 1


def test_an_elite_walks_on_the_damaged_robot_from_its_archived_start(walkers, gait):
    elite = ramify.load(gait).archive.best()
    cell = int(elite.cell[0])
    twin = GAIT.problem().with_damage([DAMAGE])
    wanted = twin.replay(elite.solution, elite.fields["seed"])
    first, *_, (ending, _) = stream(walkers.get(f"/api/motion/{cell}", params=ASKED))
    assert (
        ending["replayed"]["objective"] == float(wanted.objective[0]) != float(elite.objective[0])
    )
    assert ending["damaged"] and ending["differs"] is None
    assert first[0]["objective"] == float(elite.objective[0])
    *_, (ending, _) = stream(walkers.get(f"/api/motion/{cell}"))
    assert "damaged" not in ending and ending["replayed"]["objective"] == float(elite.objective[0])


def test_the_trials_are_those_of_the_algorithm_in_the_archived_episodes(walkers, gait):
    elites = ramify.load(gait).archive
    twin = GAIT.problem().with_damage([DAMAGE])
    adaptation = Adaptation(elites)
    *trials, (ending, _) = stream(walkers.post("/api/adapt", params=ASKED, json={}))
    assert 1 <= len(trials) <= 20
    for number, (header, arrays) in enumerate(trials, 1):
        elite = adaptation.ask()
        objective = float(twin.replay(elite.solution, elite.fields["seed"]).objective[0])
        assert header["trial"] == number and header["cell"] == int(elite.cell[0])
        assert header["objective"] == objective
        adaptation.tell(objective)
        np.testing.assert_allclose(arrays["mean"], adaptation.predicted.mean, rtol=1e-6)
    assert adaptation.done or len(trials) == 20
    assert ending["cell"] == int(adaptation.best.cell[0]) and ending["trials"] == len(trials)
    assert ending["limping"] == trials[0][0]["objective"]


def test_steering_simulates_the_damaged_robot_and_adds_nothing(walkers, gait):
    elite = ramify.load(gait).archive.best()
    asked = {"cell": int(elite.cell[0]), "source": "es", "coefficients": [0.0] * 5}
    *_, (ending, _) = stream(walkers.post("/api/steer", params=ASKED, json=asked))
    twin = GAIT.problem().with_damage([DAMAGE])
    wanted = twin.replay(elite.solution, elite.fields["seed"])
    assert ending["landed"]["objective"] == float(wanted.objective[0])
    assert ending["landed"]["status"] == "not added"
    answer = walkers.post("/api/keep", params=ASKED, json=asked)
    assert answer.status_code == 400 and "repair it first" in answer.json()["error"]
    assert archive(walkers)[0]["elites"] == len(ramify.load(gait).archive)


def test_the_gradients_are_those_of_the_damaged_robot(walkers, gait):
    asked = {"cell": int(ramify.load(gait).archive.best().cell[0]), "source": "es"}
    sound, damaged = (
        walkers.post("/api/jacobian", params=params, json=asked).content for params in ({}, ASKED)
    )
    (_, one), (_, other) = map(unpack, (sound, damaged))
    assert one["jacobian"].shape == other["jacobian"].shape
    assert (one["jacobian"] != other["jacobian"]).any()


@pytest.mark.parametrize("path", ["/api/scene", "/api/motion/{}", "/api/film/{}.webp"])
def test_a_damage_that_cannot_be_is_refused(walkers, path, gait):
    cell = int(ramify.load(gait).archive.best().cell[0])
    answer = walkers.get(path.format(cell), params={"damage": "wing:missing"})
    assert answer.status_code == 400
    assert "the ant has no 'wing'. Choose one of front-left" in answer.json()["error"]


def test_adapting_needs_a_damage_and_a_robot(walkers, arms):
    answer = walkers.post("/api/adapt", json={})
    assert answer.status_code == 400 and "Choose a damage" in answer.json()["error"]
    answer = walkers.post("/api/adapt", params={"damage": "wing:dead"}, json={})
    assert answer.status_code == 400 and "no 'wing'" in answer.json()["error"]
    answer = arms.post("/api/adapt", params=ASKED, json={})
    assert answer.status_code == 400 and "no robot to damage" in answer.json()["error"]


def test_in_bullet_no_damage_is_offered(tmp_path):
    pytest.importorskip("pybullet")
    folder = planted(replace(GAIT, sim="bullet"), tmp_path / "run")
    with asking(folder) as client:
        assert client.get("/api/run").json()["damages"] == []
        answer = client.get("/api/scene", params=ASKED)
        assert answer.status_code == 400 and "use the mujoco simulator" in answer.json()["error"]


def test_the_feet_of_a_robot_with_a_payload_are_its_feet():
    drawn = scene(GAIT.problem().with_damage(["torso:payload"]).sim.robot)
    for foot in drawn["feet"]:
        assert drawn["geoms"][foot["geom"]]["body"] == foot["body"]


@pytest.mark.long
def test_a_visitor_damages_the_robot_adapts_and_repairs_it(ant, visit):
    page = visit(ant).ready()
    page.shows([ant.best])
    whole, map_before = page.picture(), page.map()
    page.page.click("#damaging")
    assert page.page.is_disabled("#adapt")
    page.page.select_option("#damage-choice", DAMAGE)
    page.page.wait_for_selector(".replayed.differs")
    page.page.wait_for_selector(".pane:not(.loading)")
    twin = GAIT.problem().with_damage([DAMAGE])
    best = ant.elites.best()
    limping = float(twin.replay(best.solution, best.fields["seed"]).objective[0])
    assert page.number(".replayed", r"damaged: (.+)") == pytest.approx(limping, rel=1e-3)
    assert distance(page.picture(), whole) > 1
    page.page.click("#adapt")
    page.page.wait_for_selector("#trials .found")
    chips = page.page.locator("#trials button")
    cells = [int(chips.nth(i).get_attribute("data-cell")) for i in range(chips.count())]
    adaptation = Adaptation(ant.elites)
    for cell in cells:
        elite = adaptation.ask()
        assert int(elite.cell[0]) == cell
        adaptation.tell(float(twin.replay(elite.solution, elite.fields["seed"]).objective[0]))
    found = int(adaptation.best.cell[0])
    shown = [ant.best] if found == ant.best else [ant.best, found]
    page.shows(shown)
    assert int(page.page.get_attribute("#trials .found", "data-cell")) == found
    assert distance(page.map(), map_before) > 1 and "predicted objective" in page.text("#legend")
    page.page.click("#damage-close")
    page.says(".replayed", "replay matches")
    assert "predicted" not in page.text("#legend") and page.page.is_hidden("#damage")


@pytest.mark.long
def test_escape_repairs_the_robot_and_another_damage_ends_the_trials(ant, visit):
    page = visit(ant, viewport={"width": 390, "height": 800}).ready()
    page.page.click("#damaging")
    page.page.select_option("#damage-choice", DAMAGE)
    page.page.click("#adapt")
    page.page.select_option("#damage-choice", "floor:slope=10")
    page.says(".replayed", "damaged")
    assert page.page.locator("#trials li").count() == 0 and page.page.is_enabled("#adapt")
    wide = page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the panel is wider than the phone"
    page.page.keyboard.press("Escape")
    page.says(".replayed", "replay matches")
