"""Wrong MJCF files, names and functions: each gets one sentence that says what to do."""

import pytest
from mjcf_models import CART, FIELD, HEXAPOD, file

import ramify
from ramify import MjcfRobot, RobotMeasure
from ramify.tasks import walker


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<mujoco><worldbody></mujoco>", "MuJoCo cannot read .*robot.xml: correct the file"),
        ("<mujoco><nonsense/></mujoco>", "line 1"),
        (CART.replace("<motor", "<!--").replace("/></act", "--></act"), "no actuators"),
        ('<mujoco><asset><mesh file="lost.stl"/></asset></mujoco>', "lost.stl"),
    ],
)
def test_a_wrong_file_gets_one_sentence(tmp_path, text, said):
    with pytest.raises(ValueError, match=said):
        MjcfRobot.from_file(file(tmp_path, text))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (dict(feet=["pole", "wheel"]), "no body 'wheel'; it has cart, pole, ball"),
        (dict(torso="base"), "torso: robot has no body 'base'"),
        (dict(sensors=["gyro"]), "no sensor 'gyro'; it has angle, tip"),
        (dict(keyframe="home"), "no such keyframe; it has none"),
        (dict(measures=["mean:contact-wheel"]), "no measure 'contact-wheel': choose x, y,"),
        (dict(measures=["height"]), "is not KIND:WHAT"),
        (dict(measures=["mean:power"]), "mean:power:LOW:HIGH"),
        (dict(measures=["mean:x:2:1"]), "give a low that is less than high"),
        (dict(measures=["last:x", "last:x"]), "give each measure once"),
        (dict(measures=["last:joint-elbow"]), "no hinge or slide 'elbow'; it has "),
        (
            dict(measures=["last:x:0:inf"]),
            "high of the measure last:x is inf: give a finite number",
        ),
        (dict(measures="last:x"), r"measures is 'last:x': give a tuple, such as \('last:x',\)"),
        (
            dict(measures=[len]),
            r"measures\[0\] is .*: give a text, such as 'mean:height:0:1', or a",
        ),
        (dict(feet=["pole", "pole"]), "feet=.*: give each body once"),
        (dict(feet="pole"), r"feet is 'pole': give a tuple"),
        (dict(reward=3), "reward is 3: give a function"),
        (dict(reward=lambda step: None), "reward returned None: return one number"),
        (
            dict(reward=lambda step: step.after.position),
            r"reward returned .* shape \(3,\): return one",
        ),
        (dict(alive=lambda step: step.after.position > 0), r"alive returned .* shape \(3,\)"),
        (dict(observation=lambda sensed: "x"), "observation returned 'x': return numbers"),
        (
            dict(measures=[RobotMeasure("wide", lambda step: step.action[:0], 0, 1)]),
            "measure wide ret",
        ),
        (dict(period=0.0), "period is 0.0: give a finite number above 0"),
        (dict(steps=0), "max_steps"),
        (dict(scale=0.0), "scale"),
    ],
)
def test_a_wrong_name_gets_one_sentence(tmp_path, wrong, said):
    with pytest.raises(ValueError, match=said):
        MjcfRobot.from_file(file(tmp_path, CART), **wrong)


def test_a_missing_file_and_other_simulators_get_one_sentence(tmp_path):
    with pytest.raises(ValueError, match="is no file: give the path of a MuJoCo model"):
        MjcfRobot.from_file(tmp_path / "robot.xml")
    robot = MjcfRobot.from_file(HEXAPOD)
    with pytest.raises(ValueError, match="Bullet has no model of hexapod"):
        walker(robot, "cpg", sim="bullet")
    with pytest.raises(ValueError, match="not at hand: give the path"):
        MjcfRobot.from_file("hexapod@0123456789abcdef")
    with pytest.raises(ValueError, match="--measures is for robots of your own"):
        ramify.recipes.map_elites(task="ant", measures=("last:x",)).refuse_conflicts()
    with pytest.raises(ValueError, match="--torso is for robots of your own, and ant is none"):
        ramify.recipes.map_elites(task="ant", torso="x").refuse_conflicts()
    with pytest.raises(ValueError, match="is a robot's model: use a recipe for robots"):
        ramify.recipes.omg_mega(task=str(HEXAPOD))


@pytest.mark.long
def test_mjx_refuses_what_it_lacks(tmp_path):
    wide = FIELD.replace('<geom size=".05" group="4"/>', '<geom size=".05"/><geom size=".04"/>')
    robot = MjcfRobot.from_file(file(tmp_path, wide), feet=["foot"])
    with pytest.raises(ValueError, match="contacts of a foot that has several geoms"):
        walker(robot, "gait", sim="mjx")
