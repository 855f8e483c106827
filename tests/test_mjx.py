"""MJX, and MJX-Warp, beside C MuJoCo: the same robot, controls and seeds; the loop on the device."""

import dataclasses
import os
import subprocess
import sys
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from selection import long

import ramify
import ramify.cli.main
from ramify.cli.messages import setting_warnings
from ramify.controllers.sine_gait import SineGait
from ramify.core import Query
from ramify.envs import QDEnv
from ramify.recipes.cma_mega_autodiff import CMAMEGAAutodiffRecipe
from ramify.recipes.cma_mega_es import CMAMEGAESRecipe
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe
from ramify.robots.robots import ROBOTS
from ramify.run.loop import advance
from ramify.run.session import train
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.sims.mjx.memory import fitting
from ramify.sims.mjx.simulator import MjxSim, WarpSim
from ramify.sims.mjx.worlds import Given
from ramify.sims.simulator import default_simulator
from ramify.system.memory import explain_exhaustion
from ramify.tasks.locomotion import walker

STEPS, ROWS = 30, 20
SMALL = {"task": "hopper", "hidden": (4,), "steps": 2, "grid": 200}
TD3 = {"batch": 19, "buffer": 512, "units": (8,), "states": 8, "pretrain": 0}
OBSERVATION, REWARD = 1e-3, 1e-2  # how far apart; of the other robots see benchmarks/agreement.py


def seeds(rows):
    return np.asarray(jax.random.key_data(jax.random.split(jax.random.key(0), rows)))


@pytest.fixture(scope="module")
def theirs():
    return walked(MujocoSim)[0]


@pytest.fixture(scope="module", params=[MjxSim, long(WarpSim)], ids=lambda sim: sim.name)
def mine(request):
    return walked(request.param)


def walked(kind):
    """Ants under no, constant and random actions, in two chunks; and the frames that were shown."""
    robot = ROBOTS["ant"](max_steps=STEPS)
    joints = len(robot.joints)
    noise = np.zeros((ROWS, STEPS, joints), np.float32)
    noise[4:8] = 0.3
    noise[8:] = np.random.default_rng(0).uniform(-1.0, 1.0, (ROWS - 8, STEPS, joints))
    x = np.zeros((ROWS, 3 * joints), np.float32)
    frames = []
    keep = {"trace": True, "record": True, "watch": lambda *frame: frames.append(frame)}
    sim = kind(robot, SineGait(joints), slots=17)  # 16: they come in these
    return sim.rollout(x, seeds(ROWS), noise=noise, **keep), frames


def test_mjx_does_what_mujoco_does(mine, theirs):
    robot, (mine, _) = ROBOTS["ant"](), mine
    o, a = robot.observations, len(robot.joints)
    np.testing.assert_array_equal(mine.steps, theirs.steps)
    apart, trace = np.abs(np.asarray(mine.trace) - theirs.trace), np.asarray(mine.trace)
    assert apart[..., :o].max() < OBSERVATION
    assert apart[..., o + a].max() < REWARD
    assert (apart[..., o : o + a] == 0.0).all()  # actions
    assert trace[8:, :, o + a + 1 :].any(), "nobody touched the floor"
    np.testing.assert_allclose(mine.measures, theirs.measures, atol=1e-6)
    half = STEPS // 2
    ways = [
        m.qpos[[half, -1], 0] - m.qpos[[0, half], 0] for m in theirs.motions if len(m.qpos) > half
    ]
    moved = np.abs(ways).min(axis=1) > 3e-3  # m in each half
    assert len(ways) == ROWS and moved.sum() >= 5
    np.testing.assert_allclose(mine.steadiness[moved], theirs.steadiness[moved], atol=0.05)
    np.testing.assert_allclose(mine.objective, theirs.objective, atol=STEPS * REWARD)


def test_returns_are_distributed_alike(mine, theirs):
    mine, _ = mine
    for kind in (slice(4), slice(4, 8), slice(8, ROWS)):  # zero, constant, random
        here, there = np.asarray(mine.objective)[kind], theirs.objective[kind]
        assert here.mean() == pytest.approx(there.mean(), rel=1e-2)
        assert here.std() == pytest.approx(there.std(), rel=0.1, abs=0.05)


def test_motions_are_recorded_and_shown(mine, theirs):
    mine, frames = mine
    for here, there in zip(mine.motions, theirs.motions, strict=True):
        assert here.contact.dtype == there.contact.dtype and here.qpos.dtype == there.qpos.dtype
        np.testing.assert_allclose(here.qpos, there.qpos, atol=OBSERVATION)
        np.testing.assert_array_equal(here.contact, there.contact)
    assert len(frames) == ROWS * (STEPS + 1)
    for row, t, qpos, contact in frames:
        motion = mine.motions[row]
        assert (qpos == motion.qpos[t]).all() and (contact == motion.contact[t]).all()


@pytest.mark.long
def test_an_episode_is_differentiated_and_a_run_goes_by_it(tmp_path):
    """Beside C MuJoCo's own returns, with actions a little to either side: it is the same physics, in
    float64. Through a window, those of the window alone differ, and its own rewards are counted. The
    derivative of a contact is a sigmoid's, and no limit of differences."""
    steps, robot = 5, ROBOTS["hopper"]()
    recipe = CMAMEGAAutodiffRecipe(task="hopper", controller="gait", steps=steps, window=0, batch=5)
    theirs = walker("hopper", "gait", steps=steps)
    x, gait = np.asarray(theirs.start(jax.random.key(0))), theirs.sim.controller

    def actions(x):
        policy = gait.unflatten(jnp.asarray(x))
        return np.asarray(jax.vmap(lambda t: gait.act(policy, jnp.zeros(1), t))(jnp.arange(steps)))

    near = np.concatenate([1e-3 * np.eye(x.size), -1e-3 * np.eye(x.size)]).astype(np.float32)
    other = np.stack([actions(x + step) - actions(x) for step in near])
    query = Query(jnp.asarray(x)[None], 1, wants_jacobian=True)
    for window in (0, 2):
        task = dataclasses.replace(recipe, window=window).problem()
        found = task.evaluate(query, jax.random.key(5))
        seed = np.asarray(found.fields["seed"])
        many, slopes = np.tile(x, (len(near), 1)), np.zeros(x.size)
        for begin in range(0, steps, window or steps):
            those = slice(begin, begin + (window or steps))
            noise = np.zeros_like(other)
            noise[:, those] = other[:, those]
            walks = theirs.sim.rollout(many, seed.repeat(len(many), 0), noise=noise, trace=True)
            rewards = walks.trace[:, 1:, robot.observations + len(robot.joints)]
            up, down = np.split(rewards[:, those].sum(1), 2)
            slopes += (up - down) / 2e-3
        here = theirs.sim.rollout(x[None], seed).objective
        np.testing.assert_allclose(found.objective, here, rtol=1e-4)
        np.testing.assert_allclose(found.jacobian[0, 0], slopes, rtol=2e-3, atol=1e-2)
        lengths = np.linalg.norm(found.jacobian[0], axis=1)
        assert lengths[0] > 1 and lengths[1] > 0.1
    run = train(recipe, evaluations=12, out=tmp_path / "run")
    assert run.metrics["evaluations"].tolist() == [6, 12]
    there = theirs.replay(run.archive.solution, run.archive.fields["seed"]).objective
    np.testing.assert_allclose(run.archive.objective, there, atol=REWARD)


def test_what_is_not_there_is_named_with_what_helps(monkeypatch):
    with pytest.raises(ValueError, match="cannot step a single environment"):
        QDEnv("hopper", "mjx")
    assert default_simulator() == "mujoco"
    monkeypatch.setattr("jax.default_backend", lambda: "gpu")
    assert (
        default_simulator() == CMAMEGAESRecipe(sim="auto").sim == "mjx"
    )  # what is saved is what was chosen
    monkeypatch.setattr("ramify.sims.simulator.find_spec", lambda name: None)
    with pytest.raises(
        ValueError, match=r"mujoco-mjx is not installed: pip install 'ramify\[mjx\]', or use --sim"
    ):
        default_simulator()
    for sim in ("mjx", "mjx-warp"):
        with pytest.raises(
            ValueError, match=rf"pip install 'ramify\[{sim}\]', or use --sim mujoco"
        ):
            walker("hopper", sim=sim)


def test_only_mjx_has_derivatives():
    task = walker("hopper", "gait", sim="mjx-warp", steps=5)
    query = Query(jnp.zeros((1, 9)), 1, wants_jacobian=True)
    with pytest.raises(ValueError, match=r"mjx-warp cannot differentiate .*: use sim='mjx'"):
        task.evaluate(query, jax.random.key(0))


def test_warp_names_the_devices_it_computes_on():
    client = SimpleNamespace(platform_version="rocm 6")
    amd = SimpleNamespace(platform="gpu", device_kind="AMD Radeon", client=client)
    with pytest.raises(ValueError, match="not on AMD Radeon: use --sim mjx"):
        WarpSim.check(None, amd)
    client.platform_version = "cuda 13"
    WarpSim.check(None, amd)


def test_a_window_is_not_negative():
    with pytest.raises(ValueError, match="window is -1"):
        CMAMEGAAutodiffRecipe(task="hopper", window=-1).problem()


def test_a_model_that_mjx_does_not_support_is_named(monkeypatch):
    cube = "<worldbody><body><freejoint/><geom type='box' size='1 1 1'/></body></worldbody>"
    monkeypatch.setattr(ROBOTS["hopper"], "mjcf", f"<mujoco><option solver='PGS'/>{cube}</mujoco>")
    with pytest.raises(
        ValueError, match=r"MJX does not support the model of hopper .*use --sim mujoco"
    ):
        walker("hopper", sim="mjx")


def test_too_little_memory_names_the_flag():
    exhausted = jax.errors.JaxRuntimeError("RESOURCE_EXHAUSTED: 40 GiB")
    with pytest.raises(MemoryError), explain_exhaustion("512 worlds", ""):
        raise jax.errors.JaxRuntimeError("Failed to allocate 99 bytes on device 'cuda:0'")
    told = "too little memory for 512 worlds: --slots 256 takes half"
    with (
        pytest.raises(MemoryError, match=told),
        explain_exhaustion("512 worlds", "--slots 256 takes half"),
    ):
        raise exhausted
    with pytest.raises(jax.errors.JaxRuntimeError), explain_exhaustion("512 worlds", ""):
        raise jax.errors.JaxRuntimeError("INTERNAL: else")


def test_too_little_memory_for_a_derivative_names_the_flag(monkeypatch):
    def exhausted(*args):
        raise jax.errors.JaxRuntimeError("RESOURCE_EXHAUSTED: 40 GiB")

    monkeypatch.setattr("ramify.sims.mjx.derivative.derivative", lambda *args: exhausted)
    task = walker("hopper", "gait", sim="mjx", steps=6)
    with pytest.raises(MemoryError, match="1 derivatives through 6 steps: a smaller --hidden"):
        task.evaluate(Query(jnp.zeros((1, 9)), 1, wants_jacobian=True), jax.random.key(0))


def test_worlds_fill_the_memory_there_is():
    def device(free):
        stats = {"bytes_limit": free + 7, "bytes_in_use": 7} if free else None
        return SimpleNamespace(platform="gpu", memory_stats=lambda: stats)

    assert fitting(device(2 * 100 * 10**6), 10**6) == 96  # half, in 32s
    assert fitting(device(10**13), 10**6) == 32768 and fitting(device(1), 10**6) == 32
    assert fitting(device(None), 10**6) == 4096  # one that does not tell,
    assert fitting(jax.devices()[0], 10**6) == 128  # and the CPU


def test_a_batch_too_small_for_an_accelerator_is_reported(monkeypatch):
    monkeypatch.setattr("jax.default_backend", lambda: "gpu")
    few, many = (CMAMEGAESRecipe(sim="mjx", batch=batch) for batch in (50, 2048))
    assert [told for told in setting_warnings(few) if "--batch 2048" in told] and not list(
        setting_warnings(many)
    )


@pytest.mark.parametrize(
    "recipe",
    [
        long(CMAMEGAESRecipe(samples=4, batch=6, sim="mjx-warp", **SMALL)),
        long(CMAMEGATD3Recipe(**TD3, sim="mjx", **SMALL)),
    ],
    ids=lambda recipe: f"{recipe.name}, {recipe.sim}",
)
def test_the_same_command_trains_in_mjx_and_only_metrics_reach_the_host(
    recipe, tmp_path, monkeypatch
):
    """Nor is anything compiled after the first iterations, as JAX itself reports, though the archive
    begins with less room than it has cells, and critics' walks go in two chunks. What is fetched is seen
    by tracing the loop, since on a CPU JAX's guard does not see it: host and device are one."""
    monkeypatch.setattr("ramify.archives.cells._START_BYTES", 1)
    experiment, each = recipe.build(), 11 if recipe.sim == "mjx-warp" else 20
    run = train(recipe, evaluations=3 * each, out=tmp_path / "run")
    assert run.config.settings["sim"] == recipe.sim
    assert {"mujoco-mjx", "warp-lang"} <= run.config.versions.keys()
    assert run.metrics["evaluations"].tolist() == [each, 2 * each, 3 * each]
    assert run.metrics["control_steps"].tolist() == [2 * each, 4 * each, 6 * each]

    train(recipe, evaluations=2 * each, out=tmp_path / "halted")
    resumed = ramify.resume(tmp_path / "halted", evaluations=3 * each)
    with np.load(run.path / "archive.npz") as a, np.load(resumed.path / "archive.npz") as b:
        assert a.files == b.files and all(a[name].tobytes() == b[name].tobytes() for name in a)

    elites, task, qd = run.archive, experiment.task, experiment.qd
    again = task.replay(elites.solution[:11], elites.fields["seed"][:11])
    np.testing.assert_allclose(again.objective, elites.objective[:11], rtol=1e-4)
    state = qd.init(experiment.theta, key=jax.random.key(0), fields=task.fields)
    state, first = advance(qd, task, state, 3)
    assert [row["elites"] for row in first] == run.metrics["elites"].tolist()  # as the run did
    compiled = []

    def hears(event, seconds, **more):
        compiled.extend([event] if "compile" in event else [])

    jax.monitoring.register_event_duration_secs_listener(hears)
    state, rows = advance(qd, task, state, 4)
    now = list(compiled)
    jax.jit(lambda a: a + 1.0)(0.0).block_until_ready()
    jax.monitoring.unregister_event_duration_listener(hears)
    assert len(rows) == 4 and not now and compiled, now
    assert state.archive.objective.shape == (200,)

    fetched = []  # traced, the loop has no values: whatever else it asked for would raise

    def zeros(tree):
        fetched.extend(a.shape for a in jax.tree.leaves(tree))
        return jax.tree.map(lambda a: np.zeros(a.shape, a.dtype), tree)

    monkeypatch.setattr(jax, "device_get", zeros)
    jax.eval_shape(lambda state: advance(qd, task, state, 2)[0], state)
    steps = {shape for shape in fetched if shape}  # how many each episode had; the rest are metrics
    assert () in fetched and sum(many for (many,) in steps) == each


@pytest.mark.long
def test_the_command_line_trains_in_either_and_says_which_is_slow_here(
    tmp_path, monkeypatch, capsys
):
    words = (
        "train cma-mega-td3 --task hopper --hidden 4 --steps 2 --grid 200 --batch 19 --buffer 512"
    )
    words += " --units 8 --states 8 --pretrain 0 --evaluations 20"
    best = {}
    for sim in ("mujoco", "mjx"):
        monkeypatch.setattr("sys.argv", ["ramify", *words.split(), "--sim", sim, "--out", sim])
        monkeypatch.chdir(tmp_path)
        ramify.cli.main.main()
        best[sim] = ramify.load(tmp_path / sim).archive.best().objective
        warned = "MJX is slow on a CPU. Use --sim mujoco" in capsys.readouterr().err
        assert warned == (sim == "mjx")
    assert best["mjx"] == pytest.approx(best["mujoco"], abs=REWARD) and best["mjx"] != 0.0


@pytest.mark.parametrize(
    ("kind", "side", "met"), [(MjxSim, 16, [13] * 5), (WarpSim, 32, [22, 22, 21])]
)
def test_all_chunks_are_of_one_size_and_within_the_slots(kind, side, met):
    """MJX-JAX's, on a CPU, of 16: as many at once as there are cores."""
    sim = kind(ROBOTS["hopper"](), SineGait(3), slots=47, threads=2)
    given, seen = Given(jnp.arange(65.0)[:, None], jnp.zeros((65, 2)), None, None), []

    def walk(given, many):
        assert many == met[0]
        seen.append(len(given.x))
        return given.x

    assert (sim.side, sim.slots) == (side, 32)
    assert (sim._in_chunks(given, walk) == given.x).all()
    assert sorted(seen, reverse=True) == met


@pytest.mark.long
def test_cores_share_the_worlds_and_change_nothing():
    body, gait = ROBOTS["hopper"](max_steps=3), SineGait(3)
    x = jax.random.uniform(jax.random.key(1), (40, 9))
    one, two = (
        MjxSim(body, gait, threads=threads).rollout(x, seeds(40), trace=True) for threads in (1, 2)
    )
    assert (one.objective == two.objective).all() and (one.trace == two.trace).all()
    alone = MjxSim(body, gait).rollout(x[14:16], seeds(40)[14:16], trace=True)
    assert (alone.trace == one.trace[14:16]).all()  # by the same program: 16 worlds


@pytest.mark.long
def test_several_devices_share_the_worlds_of_a_run():
    script = """
import jax, numpy as np
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe
from ramify.run.loop import advance
from ramify.tasks.locomotion import walker

walking = {"hidden": (4,), "steps": 3}
critics = {"batch": 19, "buffer": 512, "units": (8,), "states": 8}
recipe = CMAMEGATD3Recipe(sim="mjx", task="hopper", **walking, **critics).build()
task, qd = recipe.task, recipe.qd
state = qd.init(recipe.theta, key=jax.random.key(0), fields=task.fields)
state, _ = advance(qd, task, state, 2)
compiled = []
jax.monitoring.register_event_duration_secs_listener(
    lambda event, seconds, **more: compiled.extend([event] if "compile" in event else [])
)
state, rows = advance(qd, task, state, 2)
assert not compiled, compiled
elites = qd.archive.export(state.archive)
there = walker("hopper", sim="mujoco", **walking).replay(elites["solution"], elites["field:seed"])
apart = np.abs(elites["objective"] - there.objective).max()
print(len(jax.devices()), task.sim.slots, len(state.archive.solution.devices()), len(rows), apart)
"""
    flags = f"{os.environ['XLA_FLAGS']} --xla_force_host_platform_device_count=4"
    environment = os.environ | {"XLA_FLAGS": flags}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    devices, slots, home, iterations, apart = done.stdout.split()
    assert (devices, slots, home, iterations) == ("4", "512", "1", "2") and float(apart) < REWARD
