"""Robots from MJCF files: their parts, beside MuJoCo stepped by hand, in runs and in the explorer."""

import dataclasses
import json
import pickle
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import jax
import jax.numpy as jnp
import mujoco
import numpy as np
import pytest
from mjcf_models import CART, FIELD, HEXAPOD, file
from selection import long

import ramify
from ramify import MjcfRobot, RobotMeasure
from ramify.cli.outputs import export_policy
from ramify.controllers.cpg import CPG, RISE
from ramify.core import Query
from ramify.explorer.scene import scene
from ramify.recipes.registry import recipe_of, task_of
from ramify.robots.model_file import read_model
from ramify.robots.table import is_model
from ramify.tasks import walker

PACKAGES = {name: Path(find_spec(name).origin).parent for name in ("gymnasium", "mujoco")}
GYMNASIUM = PACKAGES["gymnasium"] / "envs" / "mujoco" / "assets"
BARKOUR = PACKAGES["mujoco"] / "mjx/test_data/barkour_v0/assets/barkour_v0_mjx.xml"
OLD = pytest.mark.filterwarnings("ignore:compiler attribute")  # in Gymnasium's files


def seeds(count):
    return np.asarray(jax.random.key_data(jax.random.split(jax.random.key(3), count)))


def solutions(task, count):
    return np.stack([np.asarray(task.start(jax.random.key(i))) for i in range(count)])


@OLD
@pytest.mark.parametrize(
    ("name", "torso", "feet", "free"),
    [
        ("ant", "torso", ("body-4", "body-7", "body-10", "body-13"), True),
        ("half_cheetah", "torso", ("bfoot", "ffoot"), True),
        ("hopper", "torso", ("foot",), True),
        ("walker2d", "torso", ("foot", "foot_left"), True),
        ("humanoid", "torso", ("right_foot", "left_foot"), True),
        ("swimmer", "torso", (), True),
        ("pusher_v5", "tips_arm", (), False),
    ],
)
def test_parts_are_found(name, torso, feet, free):
    robot = MjcfRobot.from_file(GYMNASIUM / f"{name}.xml")
    assert (robot.torso, robot.feet, robot.anatomy.free) == (torso, feet, free)
    assert robot.measures == (feet or ("last:x", "last:y"))
    model = robot.model()
    own = model.njnt - len(robot.joints)
    assert own == (0 if not free else 1 if name in ("ant", "humanoid") else 3)
    assert robot.actions == model.nu


def test_a_model_with_meshes_keeps_every_number_and_needs_no_file(tmp_path):
    copy = tmp_path / "assets"
    shutil.copytree(BARKOUR.parent, copy)
    whole = mujoco.MjModel.from_xml_path(str(BARKOUR))
    file = read_model(copy / BARKOUR.name)
    shutil.rmtree(copy)
    found = file.spec().compile()
    assert found.nmesh == whole.nmesh > 0
    for name in (
        "mesh_vert",
        "body_mass",
        "body_inertia",
        "jnt_range",
        "actuator_gainprm",
        "key_qpos",
    ):
        np.testing.assert_allclose(getattr(found, name), getattr(whole, name), rtol=1e-6, atol=1e-9)
    assert read_model(BARKOUR).reference == file.reference
    assert is_model(file.reference)


def by_hand(robot, x, seed, task):
    """Returns objective, contacts' shares and steps of an episode in plain MuJoCo, stepped here."""
    model, act = robot.model(), task.policy(x)
    data = mujoco.MjData(model)
    data.qpos[:] = robot.start
    data.qpos[list(robot.anatomy.qpos)] = task.start_joints(seed[None])[0]
    mujoco.mj_forward(model, data)
    total, touched = 0.0, np.zeros(len(robot.feet))
    feet = [model.body(foot).id for foot in robot.feet]
    torso, start = model.body(robot.torso).id, robot.anatomy
    low, neutral, high = map(np.array, (start.low, start.neutral, start.high))
    for t in range(robot.max_steps):
        before = data.xpos[torso][0]
        axes = data.xmat[torso].reshape(3, 3)
        velocity = np.zeros(6)
        mujoco.mj_objectVelocity(model, data, mujoco.mjtObj.mjOBJ_XBODY, torso, velocity, 1)
        contact = np.array([any(foot in pair for pair in pairs(model, data)) for foot in feet])
        seen = np.concatenate(
            [
                [data.xpos[torso][2] - start.z],
                axes[2],
                axes[:2, 0],
                velocity[3:],
                0.1 * velocity[:3],
                data.qpos[list(start.qpos)] - np.array(start.rest),
                0.1 * data.qvel[list(start.qvel)],
                contact,
            ]
        )
        action = act(np.clip(seen, -5.0, 5.0), t)
        data.ctrl[:] = neutral + np.where(action > 0, high - neutral, neutral - low) * action
        mujoco.mj_step(model, data, robot.substeps)
        mujoco.mj_forward(model, data)
        speed = (data.xpos[torso][0] - before) / robot.dt / start.height
        total += speed + 0.5 - 0.1 * np.mean(action**2)
        touched += [any(foot in pair for pair in pairs(model, data)) for foot in feet]
        fallen = data.xpos[torso][2] < start.floor + 0.4 * start.height
        if fallen or data.xmat[torso][8] <= 0.2:
            break
    return total, touched / (t + 1), t + 1


def pairs(model, data):
    return [
        {int(model.geom_bodyid[contact.geom1]), int(model.geom_bodyid[contact.geom2])}
        for contact in data.contact
        if contact.dist < 0.0
    ]


@OLD
@pytest.mark.parametrize(
    "path", [HEXAPOD, BARKOUR, GYMNASIUM / "half_cheetah.xml"], ids=lambda p: p.stem
)
def test_an_episode_is_that_of_mujoco_stepped_by_hand(path):
    robot = MjcfRobot.from_file(path, steps=8)
    task = walker(robot, hidden=(4,), slots=1, threads=1)
    x, start = solutions(task, 3), seeds(3)
    found = task.sim.rollout(x, start)
    for i in range(3):
        total, shares, steps = by_hand(robot, x[i], start[i], task)
        assert found.steps[i] == steps
        np.testing.assert_allclose(found.objective[i], total, rtol=1e-3, atol=1e-3)
        np.testing.assert_allclose(found.measures[i], shares, atol=1e-6)


def test_results_do_not_depend_on_threads_and_repeat_to_the_bit():
    robot = MjcfRobot.from_file(
        HEXAPOD, steps=12, measures=("mean:contact-back-left-foot", "last:x")
    )
    narrow, wide = (
        walker(robot, "cpg", slots=16, threads=1),
        walker(robot, "cpg", slots=64, threads=2),
    )
    x = solutions(narrow, 20)
    found = narrow.evaluate(Query(jnp.asarray(x), 20), jax.random.key(5))
    again = wide.replay(x, np.asarray(found.fields["seed"]))
    np.testing.assert_array_equal(found.objective, again.objective)
    np.testing.assert_array_equal(found.measures, again.measures)
    assert pickle.loads(pickle.dumps(robot)) == robot  # as workers get it


def test_action_0_holds_the_start_and_1_reaches_the_ends(tmp_path):
    robot = MjcfRobot.from_file(BARKOUR)
    home = mujoco.MjModel.from_xml_path(str(BARKOUR)).key("standing").ctrl
    zero = np.zeros(12, np.float32)
    np.testing.assert_allclose(robot.command(zero), home, atol=1e-6)
    np.testing.assert_allclose(robot.command(zero + 1), 2.0)
    np.testing.assert_allclose(robot.command(zero - 1), -2.0, atol=1e-6)
    fifth = MjcfRobot.from_file(BARKOUR, scale=0.2)
    np.testing.assert_allclose(fifth.command(zero + 1), home + 0.2 * (2.0 - home), rtol=1e-5)
    cart = MjcfRobot.from_file(file(tmp_path, CART))
    assert [float(cart.command(jnp.full(1, a))[0]) for a in (-1.0, -0.5, 0.0, 1.0)] == [
        -3,
        -1.5,
        0,
        1,
    ]


def test_functions_of_ones_own_see_what_is_sensed(tmp_path):
    robot = MjcfRobot.from_file(
        file(tmp_path, CART),
        sensors=("tip", "angle"),
        observation=lambda sensed: jnp.append(sensed.sensors, sensed.joint[0]),
        reward=lambda step: step.action[0] + 10.0 * step.t.astype(jnp.float32),
        alive=lambda step: step.t < 4,
        measures=(
            RobotMeasure("push", lambda step: step.action[0], -1.0, 1.0),
            "max:sensor-angle:-1:1",
            "min:joint-slide:-5:5",
            "last:sensor-tip-0:-5:5",
            "mean:power:0:9",
        ),
        steps=9,
        period=0.01,
    )
    assert (robot.observations, robot.anatomy.free, robot.torso) == (5, False, "pole")
    assert robot.measures[1:3] == ("max:sensor-angle", "min:joint-slide")
    task = walker(robot, hidden=(3,), slots=1, threads=1)
    assert task.fields.keys() == {"seed", "steps"}  # no steadiness, since it is fixed to the ground
    walked = task.sim.rollout(solutions(task, 2), seeds(2), trace=True, record=True)
    actions = walked.trace[:, :4, 5]
    np.testing.assert_array_equal(walked.steps, 4)
    np.testing.assert_allclose(walked.objective, actions.sum(1) + 100.0, rtol=1e-5)
    np.testing.assert_allclose(walked.measures[:, 0], actions.mean(1), rtol=1e-4)
    seen = walked.trace[:, :5, :5]  # tip x y z, angle, slide
    np.testing.assert_allclose(walked.measures[:, 1], seen[:, :, 3].max(1), rtol=1e-5)
    np.testing.assert_allclose(walked.measures[:, 2], seen[:, :, 4].min(1), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(walked.measures[:, 3], seen[:, 4, 0], rtol=1e-5)
    slides = [motion.qpos[:, 0] for motion in walked.motions]
    np.testing.assert_allclose(seen[:, :, 4], slides, rtol=1e-4, atol=1e-6)
    learnt = task._transitions(walked).reward[:, :4]
    np.testing.assert_allclose(learnt[:, :, 1], actions, rtol=1e-4, atol=1e-6)
    change = 2.0 * 9 * np.diff(seen[:, :, 0], axis=1) / 10.0  # over the episode: 9 (2 share - 1)
    np.testing.assert_allclose(learnt[:, :, 4], change, rtol=1e-2, atol=1e-4)


def test_power_and_cadence_are_those_of_the_recording():
    measures = (
        "mean:power:0:100",
        "mean:cadence",
        "mean:speed",
        "last:y",
        "mean:pitch",
        "mean:effort",
    )
    robot = MjcfRobot.from_file(HEXAPOD, measures=measures, steps=30)
    task = walker(robot, "cpg", slots=1, threads=1)
    x = solutions(task, 1)
    walked = task.sim.rollout(x, seeds(1), trace=True, record=True)
    (power, cadence, speed, y, pitch, effort), (motion,) = walked.measures[0], walked.motions
    o = robot.observations
    actions, contacts = walked.trace[0, :30, o : o + 18], walked.trace[0, :, o - 6 : o]
    np.testing.assert_allclose(speed, (motion.qpos[30, 0] - motion.qpos[0, 0]) / 0.6, atol=1e-4)
    np.testing.assert_allclose(y, motion.qpos[30, 1], atol=1e-5)
    np.testing.assert_allclose(effort, np.mean(actions**2), rtol=1e-4)
    down = (np.diff(contacts, axis=0) > 0).sum()
    np.testing.assert_allclose(cadence, down / 6 / 0.6, rtol=1e-4)
    turns = [2 * (w * j - k * i) for w, i, j, k in motion.qpos[1:, 3:7]]
    np.testing.assert_allclose(pitch, np.arcsin(turns).mean(), atol=1e-4)
    model = robot.model()
    data, spent = mujoco.MjData(model), []
    data.qpos[:] = motion.qpos[0]
    for action in actions:
        data.ctrl[:] = np.asarray(robot.command(action))
        mujoco.mj_step(model, data, robot.substeps)
        spent.append(np.abs(data.qfrc_actuator[6:] * data.qvel[6:]).sum())
    np.testing.assert_allclose(power, np.mean(spent), rtol=2e-2)


def test_an_exported_policy_says_which_controls_its_actions_mean(tmp_path):
    path = file(tmp_path, CART)
    recipe = ramify.recipes.map_elites(
        task=str(path), controller="cpg", steps=3, batch=4, action_scale=0.5
    )
    run = ramify.train(recipe, evaluations=4, out=tmp_path / "run")
    export_policy(run, tmp_path / "policy.npz", near=None, cell=None)
    with np.load(tmp_path / "policy.npz") as policy:
        controls = json.loads(str(policy["about"]))["controls"]
    robot = MjcfRobot.from_file(path, scale=0.5)
    ends = [np.asarray(robot.command(jnp.full(robot.actions, a))).tolist() for a in (-1, 0, 1)]
    assert list(controls) == list(robot.anatomy.actuators)
    assert [list(c) for c in zip(*controls.values(), strict=True)] == ends


def test_a_run_keeps_the_model_and_goes_on_without_the_file(tmp_path):
    path = shutil.copy(HEXAPOD, tmp_path / "six.xml")
    given = dict(controller="cpg", steps=10, batch=16, threads=1, slots=16)
    whole = ramify.train(
        ramify.recipes.map_elites(task=str(path), **given), evaluations=64, out=tmp_path / "whole"
    )
    ramify.train(
        ramify.recipes.map_elites(task=str(path), **given), evaluations=32, out=tmp_path / "half"
    )
    path.unlink()
    (tmp_path / "half").rename(tmp_path / "moved")
    code = f"import ramify; ramify.resume({str(tmp_path / 'moved')!r}, evaluations=64)"
    subprocess.run([sys.executable, "-c", code], check=True)
    found = ramify.load(tmp_path / "moved")
    np.testing.assert_array_equal(found.archive.solution, whole.archive.solution)
    assert found.config.settings["task"].startswith("six@")
    task = task_of(recipe_of(found.config))
    assert task.task_name == found.config.settings["task"]
    again = task.replay(found.archive.solution, found.archive.fields["seed"])
    np.testing.assert_array_equal(again.objective, found.archive.objective)
    (tmp_path / "moved" / "robot.npz").write_bytes(b"damaged")
    with pytest.raises(ramify.RunError, match=r"robot.npz.*restore it from a copy"):
        ramify.load(tmp_path / "moved")


def test_the_command_line_trains_a_file(tmp_path):
    program = [sys.executable, "-m", "ramify"]
    train = "train map-elites --controller gait --steps 5 --evaluations 100 --out run --task"
    command, foot = [*program, *train.split(), str(HEXAPOD), "--feet"], "front-left-foot"
    measures = ["--measures", "mean:height:0:.3", f"mean:contact-{foot}"]
    told = subprocess.run(
        [*command, foot, *measures],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "different robots" in told
    assert ramify.load(tmp_path / "run").archive.names == ("mean:height", "front-left-foot")
    wrong = subprocess.run(
        [*command, "paw"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "hexapod has no body 'paw'; it has torso," in " ".join(wrong.stderr.split())


def test_damage_hits_a_limb_of_ones_own_robot():
    robot = MjcfRobot.from_file(HEXAPOD)
    hurt = dataclasses.replace(robot, damage=("front-left-foot:missing", "back-right-lift:dead"))
    model, whole = hurt.model(), robot.model()
    gone = [model.body(f"front-left-{part}").id for part in ("hip", "thigh", "foot")]
    assert model.body_mass[gone].sum() < 1e-4 < whole.body_mass[gone].sum()
    dead = model.actuator("back-right-lift")
    assert not dead.gainprm.any()
    assert not dead.biasprm.any()
    assert model.actuator("back-right-knee").gainprm.any()
    task = walker(robot, "cpg", steps=5, slots=1).with_damage(["front-left-foot:missing"])
    assert np.isfinite(task.sim.rollout(solutions(task, 1), seeds(1)).objective).all()


def test_the_scene_has_fields_obstacles_and_feet_but_no_hidden_shapes(tmp_path):
    robot = MjcfRobot.from_file(
        file(tmp_path, FIELD), measures=("mean:height", "mean:contact-foot")
    )
    shown = scene(robot)
    kinds = [geom["type"] for geom in shown["geoms"]]
    assert kinds == [
        "mesh",
        "box",
        "sphere",
        "sphere",
    ]  # the foot's only geom is shown, the shell not
    assert [geom["color"] is None for geom in shown["geoms"]] == [False, False, True, True]
    assert len(shown["geoms"][0]["vertices"]) == 12
    assert np.max(shown["geoms"][0]["vertices"], axis=0).tolist() == [2.0, 1.0, 0.5]
    assert shown["feet"] == [{"body": 2, "geom": 3, "measure": 1}]
    task = walker(robot, "gait", steps=5, slots=1)
    walked = task.sim.rollout(solutions(task, 1), seeds(1), record=True)
    assert walked.motions[0].contact.shape == (6, 1)


def test_a_pattern_generator_solves_its_differential_equation():
    controller = CPG(2)
    x = controller.unflatten(jnp.array([0.5, 0.8, 0.3, 0.0, 0.25, 0.5, 0.7]))
    wave = np.array([controller.act(x, jnp.zeros(0), jnp.int32(t)) for t in range(200)])
    late = np.arange(150, 200)
    expected = 0.8 * np.cos(np.pi / 20 * late), 0.2 + 0.3 * np.cos(np.pi / 20 * late + np.pi / 2)
    np.testing.assert_allclose(wave[late].T, expected, atol=2e-4)
    amplitude, speed, steps = 0.0, 0.0, 1000  # r'' = a (a/4 (R - r) - r'), by small steps
    for _ in range(10 * steps):
        speed += RISE * (RISE / 4 * (0.8 - amplitude) - speed) / steps
        amplitude += speed / steps
    np.testing.assert_allclose(wave[10, 0], amplitude * np.cos(np.pi / 20 * 10), atol=1e-3)


@OLD
@pytest.mark.parametrize("path", [long(HEXAPOD), long(GYMNASIUM / "half_cheetah.xml")])
def test_mjx_agrees_with_mujoco(path):
    robot = MjcfRobot.from_file(
        path, steps=12, measures=("mean:height", "mean:power:0:100", "last:x")
    )
    tasks = [walker(robot, "cpg", sim=sim, slots=16, threads=1) for sim in ("mujoco", "mjx")]
    x = solutions(tasks[0], 4)
    here, there = (task.sim.rollout(x, seeds(4), record=True) for task in tasks)
    for mine, other in zip(here.motions, there.motions, strict=True):
        np.testing.assert_allclose(mine.qpos, other.qpos, atol=1e-3)
    np.testing.assert_allclose(here.objective, there.objective, atol=1e-2)
    np.testing.assert_allclose(here.measures, there.measures, rtol=1e-2, atol=1e-3)
