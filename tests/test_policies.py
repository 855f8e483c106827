"""Policies as files that run without ramify."""

import json
import subprocess
import sys

import gymnasium
import jax
import jax.numpy as jnp
import numpy as np
import onnxruntime
import pytest

import ramify
import ramify.envs  # registers the robots
from ramify.analysis.policies import ExportedPolicy
from ramify.cli.main import main
from ramify.cli.outputs import export_policy
from ramify.controllers.cpg import CPG
from ramify.controllers.mlp import MLP
from ramify.controllers.sine_gait import SineGait
from ramify.tasks.locomotion import walker

ABOUT = {"task": "ant", "objective": 12.5, "measures": {"foot 0": 0.25}, "cell": 3}


def network(layers=(28, 16, 8)):
    controller = MLP(layers)
    x = controller.init(jax.random.key(1))
    noise = jax.random.normal(jax.random.key(2), x.shape, dtype=jnp.float32)
    return controller, np.asarray(x + 0.1 * noise)  # biases, too


def actions(controller, x, observation):
    policy = controller.unflatten(jnp.asarray(x))
    return np.asarray(jax.vmap(lambda o: controller.act(policy, o, jnp.int32(0)))(observation))


def imported(path):
    """A program's `act`, read as any Python file."""
    namespace = {"__name__": "policy"}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    return namespace


@pytest.fixture
def written(tmp_path):
    controller, x = network()
    policy = ExportedPolicy.of(controller, x, ABOUT)
    for ending in ("onnx", "npz", "py"):
        policy.write(tmp_path / f"policy.{ending}")
    observation = np.random.default_rng(0).normal(0, 2, (1000, 28)).astype(np.float32)
    return tmp_path, observation, actions(controller, x, observation)


def test_onnx_gives_the_same_actions(written):
    folder, observation, wanted = written
    session = onnxruntime.InferenceSession(folder / "policy.onnx")
    (found,) = session.run(["action"], {"observation": observation})
    np.testing.assert_allclose(found, wanted, atol=1e-5)
    (one,) = session.run(None, {"observation": observation[:1]})
    np.testing.assert_allclose(one, wanted[:1], atol=1e-5)
    props = session.get_modelmeta().custom_metadata_map
    assert json.loads(props["objective"]) == 12.5


def test_a_python_program_gives_the_same_actions(written):
    folder, observation, wanted = written
    program = imported(folder / "policy.py")
    np.testing.assert_allclose(program["act"](observation), wanted, atol=1e-5)
    np.testing.assert_allclose(program["act"](observation[5]), wanted[5], atol=1e-5)
    assert program["ABOUT"] == ABOUT


def test_it_needs_numpy_only(written):
    folder, *_ = written
    code = "import sys; import policy; policy.act([0.0] * 28); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert not {"ramify", "jax", "mujoco"} & {name.split(".")[0] for name in done.stdout.split()}


def test_arrays_are_named_as_the_network_uses_them(written):
    folder, observation, wanted = written
    with np.load(folder / "policy.npz", allow_pickle=False) as file:
        assert json.loads(str(file["about"])) == ABOUT
        hidden = np.tanh(observation @ file["weights_0"] + file["bias_0"])
        found = np.tanh(hidden @ file["weights_1"] + file["bias_1"])
    np.testing.assert_allclose(found, wanted, atol=1e-5)


@pytest.mark.parametrize("controller", [SineGait(8), CPG(8)])
def test_a_gait_takes_the_step(tmp_path, controller):
    x = np.linspace(-0.2, 1.2, controller.n).astype(np.float32)
    policy = ExportedPolicy.of(controller, x, ABOUT)
    policy.write(tmp_path / "gait.onnx")
    policy.write(tmp_path / "gait.py")
    steps, values = np.arange(300, dtype=np.float32), controller.unflatten(jnp.asarray(x))
    wanted = np.stack([controller.act(values, jnp.zeros(1), jnp.int32(t)) for t in range(300)])
    wanted = np.clip(wanted, -1.0, 1.0)  # as the simulators do
    session = onnxruntime.InferenceSession(tmp_path / "gait.onnx")
    np.testing.assert_allclose(session.run(None, {"step": steps[:, None]})[0], wanted, atol=1e-4)
    act = imported(tmp_path / "gait.py")["act"]
    np.testing.assert_allclose([act(t) for t in range(300)], wanted, atol=1e-4)


def test_an_exported_policy_earns_its_elites_return(tmp_path):
    """In Gymnasium, from the same joints."""
    steps = 100
    task = walker("ant", steps=steps, hidden=(8,), threads=1)
    x = np.asarray(task.sim.controller.init(jax.random.key(3)))
    seeds = np.array([[0, 5]], np.uint32)
    rollout = task.replay(x[None], seeds)
    ExportedPolicy.of(task.sim.controller, x, {}).write(tmp_path / "policy.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "policy.onnx")
    joints = task.start_joints(seeds)[0]
    env = gymnasium.make("ramify/QDAnt-v0", max_episode_steps=steps)
    observation, _ = env.reset(options={"joints": joints})
    total, ended = 0.0, False
    while not ended:
        (action,) = session.run(None, {"observation": np.float32(observation)[None]})
        observation, reward, terminated, truncated, _ = env.step(action[0])
        total, ended = total + reward, terminated or truncated
    env.close()
    assert total == pytest.approx(rollout.objective[0], rel=0.02, abs=2.0)


def test_mistakes(tmp_path):
    controller, x = network()
    policy = ExportedPolicy.of(controller, x, ABOUT)
    with pytest.raises(ValueError, match=r"ends in none of .onnx, .npz, .py"):
        policy.write(tmp_path / "policy.pt")
    policy.write(tmp_path / "policy.py")
    with pytest.raises(ValueError, match="exists"):
        policy.write(tmp_path / "policy.py")
    with pytest.raises(ValueError, match="parameters"):
        ExportedPolicy.of(controller, x[1:], ABOUT)


def test_the_command_writes_the_elite_that_was_chosen(tmp_path, monkeypatch, capsys):
    from ramify.cli.main import main

    recipe = ramify.recipes.map_elites(
        task="hopper", hidden=(4,), steps=20, slots=16, grid=50, batch=16
    )
    run = ramify.train(recipe, evaluations=16, out=tmp_path / "run")
    monkeypatch.chdir(tmp_path)
    elites = run.archive
    cell = int(elites.cell[-1])
    for name, flags, elite in (
        ("best.py", [], elites.best()),
        ("near.py", ["--near", "0.9"], elites.near([0.9])),
        ("cell.py", ["--cell", str(cell)], elites[-1:]),
    ):
        monkeypatch.setattr("sys.argv", ["ramify", "export", "run", "--to", name, *flags])
        main()
        about = imported(tmp_path / name)["ABOUT"]
        assert about["cell"] == elite.cell[0] and about["task"] == "hopper"
        assert about["objective"] == pytest.approx(float(elite.objective[0]))
        assert len(about["joints"]) == 3  # tested below: from there the episode is the elite's
        assert f"Wrote the policy of cell {about['cell']} to {name}" in capsys.readouterr().out
    empty = next(i for i in range(50) if i not in elites.cell)
    monkeypatch.setattr(
        "sys.argv", ["ramify", "export", "run", "--to", "no.py", "--cell", str(empty)]
    )
    with pytest.raises(SystemExit):
        main()
    assert f"Cell {empty} is empty" in capsys.readouterr().err


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    small = dict(task="hopper", hidden=(4,), steps=20, samples=4, batch=6, slots=16)
    recipe = ramify.recipes.cma_mega_es(**small)
    return ramify.train(recipe, evaluations=44, out=tmp_path_factory.mktemp("policies") / "run")


def test_a_policy_acts_as_in_its_episode(run, tmp_path):
    elite = run.archive.best()
    policy, task = ramify.policy(run), run_task(run)
    export_policy(run, tmp_path / "policy.py", (), None)
    joints = imported(tmp_path / "policy.py")["ABOUT"]["joints"]
    rollout = task.replay(elite.solution, elite.fields["seed"])
    env = gymnasium.make("ramify/QDHopper-v0", max_episode_steps=20)
    observation, _ = env.reset(options={"joints": joints})
    total, ended = 0.0, False
    while not ended:
        observation, reward, terminated, truncated, _ = env.step(policy(observation))
        total, ended = total + reward, terminated or truncated
    env.close()
    assert total == pytest.approx(rollout.objective[0], rel=0.02, abs=2.0)
    other = ramify.policy(run, run.archive[:1])
    assert np.abs(other(observation)).max() <= 1.0


def run_task(run):
    return ramify.recipes.cma_mega_es(**run.config.settings).build().task


@pytest.mark.long
def test_which_policies_there_are(run, tmp_path):
    with pytest.raises(ValueError, match="elite holds 2 elites"):
        ramify.policy(run, run.archive[:2])
    function = ramify.recipes.omg_mega(dim=10, grid=10, batch=8)
    plane = ramify.train(function, evaluations=90, out=tmp_path / "plane")
    with pytest.raises(ValueError, match="no policies"):
        ramify.policy(plane)


def test_all_policies_of_a_run_in_one_file(run, tmp_path, monkeypatch, capsys):
    def export(*words):
        monkeypatch.setattr(sys, "argv", ["ramify", "export", str(run.path), *map(str, words)])
        main()

    export("--policy", "all", "--to", tmp_path / "all.npz")
    found = np.load(tmp_path / "all.npz")
    assert found["weights_0"].shape == (len(run.archive), 15, 4)
    observation = np.random.default_rng(0).normal(0, 1, 15).astype(np.float32)
    for i, x in enumerate(run.archive.solution):
        values = observation
        for layer in range(2):
            values = np.tanh(values @ found[f"weights_{layer}"][i] + found[f"bias_{layer}"][i])
        wanted = actions(run_task(run).sim.controller, x, observation[None])[0]
        np.testing.assert_allclose(values, wanted, atol=1e-5)
    np.testing.assert_array_equal(found["cell"], run.archive.cell)
    for words, said in (
        (["--policy", "all", "--to", tmp_path / "all.npz"], "exists"),
        (["--policy", "all", "--to", tmp_path / "all.onnx"], r"ends in .npz"),
        (["--policy", "all", "--cell", 3, "--to", tmp_path / "b.npz"], "leave --near and --cell"),
    ):
        with pytest.raises(SystemExit):
            export(*words)
        assert said in capsys.readouterr().err
