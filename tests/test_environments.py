"""Gymnasium environments in the recipes for robots, and measures by name."""

import gymnasium
import jax
import numpy as np
import pytest
from toy_tasks import networks

import ramify
from ramify import recipes
from ramify.cli.main import main
from ramify.emitters.together import Together
from ramify.recipes.environments import bounds, is_environment
from ramify.recipes.pretrain import PretrainTD3
from ramify.recipes.registry import recipe_of, task_of
from ramify.run.folder import RunError, title_of
from ramify.run.session import resume
from ramify.sims.gymnasium.entries import named_measure
from ramify.tasks.gymnasium import GymnasiumTask, Last, Max, Mean, Min

PENDULUM = dict(
    task="Pendulum-v1", measures=("mean:observation-0", "max:observation-2"), hidden=(4,), steps=10
)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Pendulum-v1", True),
        ("ALE/Pong-v5", True),
        ("my_envs.walk:Walk-v0", True),
        ("ant", False),
        ("Pendulum", False),
        (3, False),
    ],
)
def test_an_environment_is_known_by_its_version(name, right):
    assert is_environment(name) == right


def test_the_bounds_of_an_axis_are_those_of_the_space_or_the_given_ones():
    named = ("mean:observation-0", "last:observation-2", "min:action-0", "mean:reward:-16:0")
    found = bounds("Pendulum-v1", named)
    np.testing.assert_array_equal(found, [(-1, 1), (-8, 8), (-2, 2), (-16, 0)])
    assert bounds("CartPole-v1", ("mean:action-0", "max:x:-3:3")) == [(0.0, 1.0), (-3.0, 3.0)]


@pytest.mark.parametrize(
    ("task", "measure", "message"),
    [
        ("Pendulum-v1", "observation-0", "give KIND:WHAT or KIND:WHAT:LOW:HIGH, such as"),
        ("Pendulum-v1", "median:observation-0", "KIND is mean, last, max, min"),
        ("Pendulum-v1", "mean:observation-0:1", "give KIND:WHAT"),
        ("Pendulum-v1", "mean:observation-0:one:two", "give KIND:WHAT"),
        ("Pendulum-v1", "mean:observation-0:1:-1", "LOW is less than HIGH"),
        (
            "Pendulum-v1",
            "mean:observation-3",
            "has 3 observation entries: give a number from 0 to 2",
        ),
        ("Pendulum-v1", "mean:action-1", "has 1 action entries: give a number from 0 to 0"),
        ("Pendulum-v1", "mean:reward", r"gives no bounds for it, .*: mean:reward:LOW:HIGH"),
        ("CartPole-v1", "last:observation-1", r"no bounds for it, .*: last:observation-1:LOW:HIGH"),
        ("Nowhere-v0", "mean:reward:0:1", "Nowhere-v0 cannot be made: gymnasium says: .*Nowhere"),
        ("FrozenLake-v1", "mean:reward:0:1", "its observations are Discrete"),
    ],
)
def test_a_measure_that_cannot_be_read_is_refused(task, measure, message):
    with pytest.raises(ValueError, match=message):
        bounds(task, (measure,))


def test_a_name_that_info_lacks_is_refused():
    task = GymnasiumTask(
        "Pendulum-v1",
        measures=[named_measure("last:speed:0:1").measure(0.0, 1.0)],
        hidden=(4,),
        steps=5,
        workers=1,
    )
    with pytest.raises(RuntimeError, match=r"info has no 'speed'; it has \[\]: use one of these"):
        task.evaluate(ramify.core.Query(networks(task, 2), 2), jax.random.key(0))
    task.close()


def test_measures_by_name_are_what_a_loop_reads():
    names = ("mean:observation-0", "last:observation-1", "max:observation-2", "min:observation-2")
    names = (*names, "max:action-0", "mean:reward:-17:0")
    recipe = recipes.map_elites(task="Pendulum-v1", measures=names, hidden=(4,), steps=20)
    task = recipe.problem()
    assert task.measures == recipe.measure_names == (*names[:-1], "mean:reward")
    x = networks(task, 3)
    found = task.evaluate(ramify.core.Query(x, 3, wants_transitions=True), jax.random.key(0))
    env = gymnasium.make("Pendulum-v1")
    for i in range(3):
        observation, _ = env.reset(seed=int(found.fields["seed"][i]))
        policy, seen = task.policy(x[i]), []
        for _ in range(20):
            action = policy(observation)
            observation, reward, *_ = env.step(action)
            seen.append([*observation, action[0], reward])
        seen = np.array(seen)
        wanted = [seen[:, 0].mean(), seen[-1, 1], seen[:, 2].max(), seen[:, 2].min()]
        wanted += [seen[:, 3].max(), seen[:, 4].mean()]
        np.testing.assert_allclose(found.measures[i], wanted, rtol=1e-5)
    earned = np.asarray(found.transitions.reward)[:, :, 1:].sum(1)
    for one in (1, 2, 3, 4):  # the changes of a last, largest or smallest value add up to it
        np.testing.assert_allclose(earned[:, one], found.measures[:, one], rtol=1e-4, atol=1e-5)
    task.close()


@pytest.mark.parametrize("kind", [Max, Min])
def test_the_largest_and_smallest_value_need_a_step(kind):
    """The first value counts even if it is below, or above, the 0 before it."""
    read = lambda env, observation, action, reward, info: float(-5.0 if kind is Max else 5.0)  # noqa: E731
    task = GymnasiumTask(
        "Pendulum-v1", measures=kind("one", of=read), hidden=(4,), steps=3, workers=1
    )
    found = task.evaluate(ramify.core.Query(networks(task, 2), 2), jax.random.key(0))
    assert found.measures[:, 0].tolist() == [read(*[None] * 5)] * 2
    task.close()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (dict(task="ant", measures=("mean:reward",)), "--measures is for robots of your own"),
        (dict(task="Pendulum-v1"), "Pendulum-v1 needs --measures, such as mean:observation-0"),
        (PENDULUM | dict(sim="bullet"), "--sim is for robots, and Pendulum-v1 is a Gymnasium"),
        (PENDULUM | dict(controller="gait"), "--controller gait is for robots"),
        (PENDULUM | dict(output_scale=0.1), "--output-scale is for robots"),
        (PENDULUM | dict(iso=0.1), "--iso has no effect without --iso-line"),
    ],
)
def test_settings_without_effect_are_refused(settings, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        ramify.train(recipes.cma_mega_es(**settings), evaluations=9, out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: recipes.cma_mega_es(task="Pendulum"), "or the id of a Gymnasium environment"),
        (
            lambda: recipes.cma_mega_autodiff(**PENDULUM),
            "which has no derivatives: use cma-mega-es",
        ),
        (lambda: recipes.cma_mega(task="Pendulum-v1"), r"cma-mega takes functions \(sphere"),
        (lambda: recipes.map_elites(task="ant", measures="mean:reward"), "give a tuple"),
    ],
)
def test_a_task_that_a_recipe_does_not_take_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_robots_have_their_own_lengths_and_environments_their_limits():
    assert recipes.cma_mega_es().steps == 1000 and PretrainTD3().steps == 250
    assert recipes.cma_mega_es(task="Pendulum-v1").steps is None
    task = recipes.map_elites(**PENDULUM | dict(steps=None)).problem()
    assert task.control.steps == 200
    task.close()


def test_the_title_of_a_run_names_the_simulator_of_robots():
    assert title_of("map-elites", dict(task="ant", sim="mujoco")) == "ant in mujoco · map-elites"
    named = dict(task="Pendulum-v1", sim="mujoco", measures=["mean:reward:-16:0"])
    assert title_of("map-elites", named) == "Pendulum-v1 · map-elites"


def test_iso_line_children_run_beside_the_branches():
    recipe = recipes.cma_mega_es(**PENDULUM, iso_line=7, batch=5, samples=4)
    found = recipe.build()
    assert isinstance(found.qd.emitter, Together)
    assert found.qd.emitter.emitters[1].batch == 7
    found.task.close()
    assert recipes.cma_mega_es().build().qd.emitter.phases == 2


def test_a_command_fills_an_archive_and_its_run_continues(tmp_path, monkeypatch, capsys):
    words = "train cma-mega-es --task Pendulum-v1 --measures mean:observation-0 last:observation-2"
    words += (
        " --offset -1700 --hidden 4 --steps 10 --iso-line 4 --batch 5 --samples 4 --evaluations 30"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["ramify", *words.split()])
    main()
    said = capsys.readouterr().out
    assert "Measures: mean:observation-0" in said
    (folder,) = (tmp_path / "runs").iterdir()
    assert folder.name.startswith("cma-mega-es-Pendulum-v1-")
    run = ramify.load(folder)
    recipe = recipe_of(run.config)
    assert run.config.sim == "gymnasium" and recipe.measures[1] == "last:observation-2"
    before = run.metrics["evaluations"][-1]
    more = resume(folder, recipe, evaluations=120)
    assert more.metrics["evaluations"][-1] > before
    task = task_of(recipe)
    again = task.replay(more.archive.solution, more.archive.fields["seed"])
    np.testing.assert_array_equal(again.objective, more.archive.objective)
    np.testing.assert_array_equal(again.measures, more.archive.measures)
    task.close()


@pytest.mark.long
def test_a_run_on_an_environment_pretrains_and_starts_from_critics(tmp_path):
    small = PENDULUM | dict(units=(8,), buffer=1000)
    recipe = recipes.cma_mega_td3(**small, pretrain=6, iso_line=3, batch=4, grid=5)
    run = ramify.train(recipe, evaluations=20, out=tmp_path / "run")
    assert run.config.spent.control_steps > 0
    settings = PretrainTD3(**small, episodes=6, updates=2, measure_updates=2)
    settings(tmp_path / "critics")
    other = recipes.pga_me(**small, critics=str(tmp_path / "critics"), batch=4)
    assert len(ramify.train(other, evaluations=8, out=tmp_path / "other").archive) > 0
    wrong = recipes.pga_me(**small | dict(hidden=(5,)), critics=str(tmp_path / "critics"), batch=4)
    with pytest.raises(RunError, match="pre-train with the same task and controller"):
        ramify.train(wrong, evaluations=8, out=tmp_path / "wrong")


def test_an_actor_on_a_mean_is_not_paid_for_long_episodes():
    """Its reward is the distance from the middle of the measure's range."""
    assert named_measure("mean:observation-0").measure(0.0, 4.0).centre == 2.0
    assert isinstance(named_measure("mean:observation-0").measure(0.0, 4.0), Mean)
    assert isinstance(named_measure("last:reward").measure(0.0, 4.0), Last)
