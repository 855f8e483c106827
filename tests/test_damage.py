"""Damage of robots: each changes in the model exactly what it names."""

import pickle
from dataclasses import replace
from pathlib import Path

import jax
import mujoco
import numpy as np
import pytest

from ramify.cli import listing
from ramify.robots.ant import Ant
from ramify.robots.damage import DAMAGES, damages_of
from ramify.robots.hopper import Hopper
from ramify.robots.robot import TORSO
from ramify.robots.robots import ROBOTS
from ramify.robots.walker2d import Walker2D
from ramify.tasks.locomotion import walker

SOUND = Ant().model()
FIELDS = [  # of a model, whatever a damage may change
    *(
        "body_mass",
        "body_inertia",
        "geom_contype",
        "geom_conaffinity",
        "geom_rgba",
        "geom_friction",
    ),
    *("actuator_gainprm", "actuator_biasprm", "actuator_gear", "jnt_range", "qpos0", "geom_size"),
]
LEG = [1, 2]  # front_left_hip and front_left_ankle, in jnt_*; 0 is the free joint


def model(*damage, robot=Ant):
    return robot(damage=damage).model()


def changed(damaged, sound=SOUND):
    """The fields that differ, of arrays of the same shape."""
    found = {name for name in FIELDS if getattr(damaged, name).shape != getattr(sound, name).shape}
    found |= {
        name
        for name in set(FIELDS) - found
        if (getattr(damaged, name) != getattr(sound, name)).any()
    }
    if (damaged.opt.gravity != sound.opt.gravity).any():
        found.add("gravity")
    return found | ({"locks"} if damaged.neq else set())


def settled(damaged, seconds=0.5, control=0.0):
    data = mujoco.MjData(damaged)
    data.ctrl[:] = control
    mujoco.mj_step(damaged, data, round(seconds / damaged.opt.timestep))
    return data


def test_without_damage_nothing_changes():
    assert changed(Ant().model()) == set()
    assert Ant().spec().to_xml() == Ant(damage=()).undamaged().to_xml()


def test_a_missing_limb_has_no_mass_no_contact_no_force_and_no_picture():
    damaged = model("front-left:missing")
    assert changed(damaged) == {
        *("body_mass", "body_inertia", "geom_contype", "geom_conaffinity", "geom_rgba", "locks"),
        "actuator_gainprm",
    }
    limb = [damaged.body(f"front_left_{part}").id for part in ("leg", "shin", "foot")]
    np.testing.assert_allclose(damaged.body_mass[limb], 1e-5 * SOUND.body_mass[limb])
    rest = np.setdiff1d(np.arange(SOUND.nbody), limb)
    np.testing.assert_array_equal(damaged.body_mass[rest], SOUND.body_mass[rest])
    geoms = np.isin(damaged.geom_bodyid, limb)
    for name, gone in (("geom_contype", 0), ("geom_conaffinity", 0)):
        assert (getattr(damaged, name)[geoms] == gone).all()
        assert (getattr(damaged, name)[~geoms] == getattr(SOUND, name)[~geoms]).all()
    assert (damaged.geom_rgba[geoms, 3] == 0.0).all() and (damaged.geom_rgba[~geoms, 3] > 0.0).all()
    assert (damaged.actuator_gainprm[:2] == 0.0).all() and damaged.actuator_gainprm[2:, 0].all()
    data = settled(damaged, 1.0, control=1.0)
    assert data.sensordata[TORSO] == 0.0  # its foot
    np.testing.assert_allclose(data.qpos[7:9], [0.0, np.radians(30) + 0.1], atol=0.02)


def test_a_dead_motor_has_no_force():
    damaged = model("front_left_hip:dead")
    assert changed(damaged) == {"actuator_gainprm"}
    force = settled(damaged, 0.01, control=1.0).qfrc_actuator[6:]
    assert force[0] == 0.0 and (force[1:] == 250.0).all()


def test_a_weak_motor_has_its_share_of_force():
    force = settled(model("front-left:weak=0.3"), 0.01, control=1.0).qfrc_actuator[6:]
    np.testing.assert_allclose(force, [75.0, 75.0, *[250.0] * 6])


@pytest.mark.parametrize("share", ["weak=0.25", "dead"])
def test_position_motors_lose_their_stiffness_too(share):
    class Held(Hopper):
        def undamaged(self):
            spec = super().undamaged()
            motor = spec.actuators[1]
            motor.set_to_position(kp=40.0)
            return spec

    damaged, sound = Held(damage=(f"leg:{share}",)).model(), Held().model()
    factor = 0.0 if share == "dead" else 0.25
    assert sound.actuator_biasprm[1, 1] == -40.0
    for name in ("actuator_gainprm", "actuator_biasprm"):
        was, now = getattr(sound, name), getattr(damaged, name)
        np.testing.assert_allclose(now[1], factor * was[1])
        np.testing.assert_array_equal(np.delete(now, 1, 0), np.delete(was, 1, 0))


def test_a_jammed_joint_stays_at_its_angle_of_rest():
    damaged = model("front_left_ankle:jammed")
    assert changed(damaged) == {"actuator_gainprm", "locks"}
    assert damaged.neq == 1
    at = [settled(damaged, 0.5, control=push).qpos[8] for push in (-1.0, 1.0)]
    np.testing.assert_allclose(at, np.radians(30) + 0.1, atol=0.02)


def test_a_joint_moves_half_as_far_from_rest():
    damaged = model("front-left:half-range")
    assert changed(damaged) == {"jnt_range"}
    low, high = np.radians(40) * np.array([-0.5, 0.5])
    np.testing.assert_allclose(damaged.jnt_range[LEG[0]], [low, high], rtol=1e-6)
    rest, ends = np.radians(30) + 0.1, np.radians([30, 100])
    np.testing.assert_allclose(damaged.jnt_range[LEG[1]], rest + 0.5 * (ends - rest), rtol=1e-6)


def test_a_slippery_floor_has_its_share_of_friction():
    damaged = model("floor:slippery=0.1")
    assert changed(damaged) == {"geom_friction"}
    np.testing.assert_allclose(damaged.geom_friction[:, 0], 0.1 * SOUND.geom_friction[:, 0])
    np.testing.assert_array_equal(damaged.geom_friction[:, 1:], SOUND.geom_friction[:, 1:])


@pytest.mark.parametrize("angle", [10.0, -20.0])
def test_a_slope_turns_gravity_and_pulls_downhill(angle):
    damaged = model(f"floor:slope={angle:g}")
    assert changed(damaged) == {"gravity"}
    x, y, z = damaged.opt.gravity
    np.testing.assert_allclose(np.hypot(x, z), 9.8)
    np.testing.assert_allclose(np.degrees(np.arctan2(-x, -z)), angle)
    assert y == 0.0


@pytest.mark.parametrize("robot", [Ant, Walker2D])
def test_a_payload_is_a_share_of_the_robots_mass_in_the_torso(robot):
    sound, damaged = robot().model(), model("torso:payload=0.5", robot=robot)
    torso = sound.body(robot.torso).id
    added = damaged.body_mass - sound.body_mass
    np.testing.assert_allclose(added[torso], 0.5 * sound.body_mass.sum(), rtol=1e-6)
    assert (np.delete(added, torso) == 0.0).all()
    np.testing.assert_allclose(damaged.body_ipos, sound.body_ipos, atol=1e-9)
    np.testing.assert_allclose(damaged.body_inertia, sound.body_inertia, rtol=1e-6)
    assert damaged.ngeom == sound.ngeom + 1
    assert damaged.geom("payload").contype == damaged.geom("payload").conaffinity == 0


def test_the_inertia_of_a_model_that_computes_it_from_shapes_is_kept():
    class Shaped(Ant):
        def undamaged(self):
            spec = super().undamaged()
            spec.compiler.inertiafromgeom = mujoco.mjtInertiaFromGeom.mjINERTIAFROMGEOM_TRUE
            return spec

    sound, damaged = Shaped().model(), model("torso:payload=0.5", robot=Shaped)
    np.testing.assert_allclose(damaged.body_mass[2:], sound.body_mass[2:], rtol=1e-9)
    np.testing.assert_allclose(
        damaged.body_mass[1], sound.body_mass[1] + 0.5 * sound.body_mass.sum()
    )


def test_damages_combine_in_any_order():
    both = ("front-left:missing", "torso:payload=0.5", "front_left_hip:jammed", "floor:slope=5")
    one, other = model(*both), model(*both[::-1])
    assert changed(one, other) == {"locks"}  # both have them
    assert one.neq == other.neq == 2
    np.testing.assert_allclose(one.body_mass, other.body_mass)


@pytest.mark.parametrize("name", ROBOTS)
def test_every_damage_of_every_robot_gives_a_model_that_moves(name):
    robot = ROBOTS[name]()
    found = list(damages_of(robot))
    assert {text.partition(":")[2].partition("=")[0] for text in found} == set(DAMAGES)
    for text in found:
        damaged = replace(robot, damage=(text,))
        assert damaged.damage == (text,)
        data = settled(damaged.model(), 0.3, control=0.5)
        assert np.isfinite(data.qpos).all() and not data.warning.number.any(), text


def test_a_name_of_a_limb_and_a_joint_is_the_joint_unless_only_a_limb_fits():
    assert settled(model("foot:dead", robot=Hopper), 0.01, 1.0).qfrc_actuator[3:].tolist() == [
        75,
        75,
        0,
    ]
    assert (model("foot:missing", robot=Hopper).actuator_gainprm[:, 0] == 0.0).all()


def test_a_damaged_robot_is_hashed_compared_and_pickled():
    one = Ant(damage=("floor:slippery",))
    assert one.damage == ("floor:slippery=0.2",)
    assert one == Ant(damage=("floor:slippery=0.20",)) == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(Ant(damage=("floor:slippery=0.2",)))
    assert one != Ant()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("front-left", "has no colon: give SUBJECT:DAMAGE, such as front-left:missing"),
        ("front-left:gone", "there is no damage 'gone'. Choose one of missing, dead, weak"),
        ("middle:missing", "the ant has no 'middle'. Choose one of front-left, front-right, back-"),
        ("knee:jammed", "the ant has no 'knee'. Choose one of front-left, .*front_left_hip"),
        ("floor:missing", "'floor' cannot be missing. Choose one of front-left"),
        ("front_left_hip:missing", "'front_left_hip' cannot be missing"),
        ("front-left:missing=2", "missing takes no amount. Leave =2 out"),
        ("front-left:weak=1", "the amount is 1.0: give a finite number above 0.0 and below 1.0"),
        ("floor:slope=90", "the amount is 90.0: give a finite number from -45.0 to 45.0"),
        ("floor:slippery=much", "the amount is 'much': give a finite number above 0.0"),
        ("torso:payload=nan", "the amount is nan: give a finite number above 0.0 and up to 5.0"),
    ],
)
def test_a_damage_that_cannot_be_is_refused(damage, said):
    with pytest.raises(ValueError, match=said):
        Ant(damage=(damage,))


def test_a_damage_that_is_given_twice_or_is_no_tuple_is_refused():
    with pytest.raises(ValueError, match="'floor:slope=3' is given twice: give it once"):
        Ant(damage=("floor:slope=3", "floor:slope=5"))
    with pytest.raises(ValueError, match=r"give a tuple, such as \('floor:slope',\)"):
        Ant(damage="floor:slope")
    with pytest.raises(ValueError, match=r"give a sequence, such as \['floor:slope'\]"):
        walker("hopper", steps=5).with_damage("floor:slope")


def test_the_damaged_twin_of_a_task_differs_in_the_robot_only():
    task = walker("hopper", hidden=(4,), steps=30, slots=1, threads=1, episodes=2)
    twin = task.with_damage(["floor:slope=-30"])
    assert twin.episodes == 2 and twin.sim.robot == Hopper(
        max_steps=30, damage=("floor:slope=-30",)
    )
    assert twin.with_damage(()).sim.robot == task.sim.robot
    x, seeds = np.asarray(task.start(jax.random.key(0)))[None], np.array([[0, 1]], np.uint32)
    sound, damaged = (float(one.replay(x, seeds).objective[0]) for one in (task, twin))
    assert sound == float(twin.with_damage(()).replay(x, seeds).objective[0])
    assert sound != damaged


def test_bullet_refuses_damage():
    pytest.importorskip("pybullet")
    with pytest.raises(
        ValueError, match=r"Bullet cannot .*floor:slope=10.*use the mujoco simulator"
    ):
        walker("hopper", sim="bullet", damage=("floor:slope",))


def test_gymnasium_environments_have_damaged_robots():
    gymnasium = pytest.importorskip("gymnasium")
    import ramify.envs  # noqa: F401  # registers them

    env = gymnasium.make("ramify/QDHopper-v0", damage=("leg:dead",)).unwrapped
    assert env.robot.damage == ("leg:dead",)
    assert env.sim.model.actuator_gainprm[1, 0] == 0.0


@pytest.mark.long
def test_mjx_moves_a_damaged_robot_as_mujoco_does():
    pytest.importorskip("mujoco.mjx")
    damage = (
        "front-left:missing",
        "front_right_ankle:jammed",
        "floor:slope=5",
        "torso:payload=0.2",
    )
    tasks = [
        walker("ant", hidden=(4,), steps=20, slots=1, sim=sim, damage=damage)
        for sim in ("mujoco", "mjx")
    ]
    x, seeds = np.asarray(tasks[0].start(jax.random.key(0)))[None], np.array([[0, 1]], np.uint32)
    one, other = (float(task.replay(x, seeds).objective[0]) for task in tasks)
    assert abs(one - other) < 0.05 * abs(one)


def test_the_page_of_the_docs_describes_every_damage():
    text = (Path(__file__).parent.parent / "docs/adaptation.md").read_text("utf-8")
    table = text.split("| damage | subject |")[1].split("\n\n")[0]
    rows = {row[1].strip(" `"): row for row in (line.split("|") for line in table.splitlines()[2:])}
    assert list(rows) == list(DAMAGES)
    for name, (_, _, subject, _, amount, _) in rows.items():
        assert subject.strip() == " or ".join(DAMAGES[name].kinds)
        assert (float(amount) if amount.strip() else None) == DAMAGES[name].amount


def test_the_list_of_damages_names_all_and_the_parts_of_each_robot(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    listing.damages()
    printed = capsys.readouterr().out
    for word in (*DAMAGES, *ROBOTS, "front_left_ankle", "back-right", "limb or joint"):
        assert word in printed
