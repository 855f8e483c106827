"""Gymnasium environments as tasks, exact to the bit."""

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import ClassVar

import gymnasium
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from folders import edit
from gymnasium import spaces
from selection import long
from toy_envs import Spaced, Walk, cosine, forgets_nothing, raises
from toy_tasks import MEASURES, STEPS, constants, evaluated, networks, same, walk
from toys import Constant

from ramify import CMAMEGA, ES, QD, TD3, GridArchive, illuminate
from ramify.controllers.mlp import MLP
from ramify.rl import td3
from ramify.run import session
from ramify.run.folder import RunError
from ramify.tasks.gymnasium import GymnasiumTask, Last, Mean

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def network_walk():
    task = walk(hidden=(8,))
    yield task
    task.close()


def looped(env, policy, seed, read):
    """What Gymnasium's users would write: return, and what `read` says after every step."""
    observation, _ = env.reset(seed=int(seed))
    total, over, seen = 0.0, False, []
    while not over:
        observation, reward, terminated, truncated, _ = env.step(policy(observation))
        total, over = total + reward, terminated or truncated
        seen.append(read(observation))
    return total, seen, terminated


@pytest.mark.parametrize("name", [long("Pendulum-v1"), "CartPole-v1"])
def test_an_episode_is_what_a_loop_over_one_environment_gives(name):
    task = GymnasiumTask(
        name, measures=(Mean("mean", of=cosine), Last("last", of=cosine)), hidden=(8,), workers=2
    )
    x = networks(task, 8)
    found = evaluated(task, x)
    env = gymnasium.make(name)
    for i in range(8):
        seed = found.fields["seed"][i]
        total, seen, _ = looped(env, task.policy(x[i]), seed, lambda observation: observation[0])
        assert found.objective[i] == np.float32(total)
        assert found.measures[i, 1] == np.float32(seen[-1])
        assert found.measures[i, 0] == pytest.approx(np.mean(seen, dtype=float), rel=1e-6)
        assert found.fields["steps"][i] == len(seen)
    assert np.std(found.objective) > 1.0
    task.close()


@pytest.mark.long
def test_results_depend_on_parameters_and_seed_only(network_walk):
    """Not on the order, the slots, the workers or whom one shares the batch with."""
    x = networks(network_walk, 40)
    reference = evaluated(network_walk, x)
    seeds = np.asarray(reference.fields["seed"])
    assert len(set(seeds.tolist())) == 40 and seeds.max() < 2**31
    order = np.random.default_rng(0).permutation(40)
    for slots, workers in ((16, 2), (64, 1)):
        task = walk(hidden=(8,), slots=slots, workers=workers)
        again = task.replay(x[order], seeds[order])
        np.testing.assert_array_equal(again.objective, reference.objective[order])
        np.testing.assert_array_equal(again.measures, reference.measures[order])
        np.testing.assert_array_equal(again.steps, reference.fields["steps"][order])
        task.close()
    assert np.std(reference.objective) > 0.1
    assert evaluated(network_walk, x[:2], key=1).objective[0] != reference.objective[0]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Last("plaice"), r"info has no \['plaice'\]; it has \['pace', 'place'\]"),
        (Mean("a", "b", of=lambda e, s, a, r, i: 1.0), "returned 1 numbers: return 2"),
    ],
)
def test_a_measure_that_cannot_be_read_is_said(measure, said):
    task = walk(measures=measure, controller=Constant(1))
    with pytest.raises(RuntimeError, match=said):
        evaluated(task, constants(0.1, 0.2))
    task.close()


BOX = spaces.Box(-1.0, 1.0, (3,))


@pytest.mark.parametrize(
    ("env", "options", "said"),
    [
        ("LunaLander-v3", {}, "Did you mean: `LunarLander`"),
        ("nowhere:Nothing-v0", {}, "No module named 'nowhere'"),
        (partial(Spaced, spaces.Dict({"a": BOX}), BOX), {}, "FlattenObservation"),
        (partial(Spaced, BOX, spaces.MultiDiscrete([2, 3])), {}, "TransformAction"),
        (partial(Spaced, BOX, spaces.Box(-np.inf, np.inf, (2,))), {}, "unbounded"),
        (partial(Spaced, BOX, BOX), {}, "no time limit: give steps="),
        (partial(os._exit, 3), {}, "exit code 3"),
        (lambda: Spaced(BOX, BOX, 1), {}, "TypeError"),
        ("Pendulum-v1", {"controller": MLP((4, 1))}, "compute 1 actions from 3 observations"),
        ("Pendulum-v1", {"controller": MLP((3, 2))}, "compute 1 actions from 3 observations"),
        ("Pendulum-v1", {"steps": 0}, "steps is 0"),
        ("Pendulum-v1", {"workers": -1}, "workers is -1"),
        ("Pendulum-v1", {"measures": ()}, "give at least one measure"),
        ("Pendulum-v1", {"measures": ("speed",)}, r"Mean\(name\) and Last\(name\)"),
        ("Pendulum-v1", {"measures": (Mean("a"), Last("a"))}, "each with another name"),
        ("Pendulum-v1", {"measures": Mean("a", of=Lock().acquire)}, "cannot be sent"),
    ],
)
def test_mistakes_are_said_where_the_task_is_made(env, options, said):
    with pytest.raises(ValueError, match=said):
        GymnasiumTask(env, **(dict(measures=Mean("a"), workers=1) | options))


def test_without_gymnasium_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "gymnasium", None)
    with pytest.raises(ImportError, match=r"pip install \"ramify\[gymnasium\]\""):
        GymnasiumTask("Pendulum-v1", measures=Mean("a"))
    with pytest.raises(ValueError, match=r"names=\(\)"):
        Mean()


def test_transitions_are_what_happened(network_walk):
    task = network_walk
    x = networks(task, 20)
    found = evaluated(task, x, wants_transitions=True)
    same(found, evaluated(task, x))
    seen, control = found.transitions, task.control
    assert (control.observations, control.actions, control.rewards) == (2, 1, 4)
    assert seen.observation.shape == (20, STEPS + 1, 2) and seen.reward.shape == (20, STEPS, 4)
    acted = jax.jit(jax.vmap(control.act, (None, 0)))
    steps = np.asarray(found.fields["steps"])
    assert 0 < (steps == STEPS).sum() < 20, "some should run to the limit, and some not"
    np.testing.assert_array_equal(seen.steps, steps)
    np.testing.assert_array_equal(seen.terminal, steps < STEPS)
    for i, t in enumerate(steps):
        reward = np.asarray(seen.reward[i, :t], float)
        assert reward[:, 0].sum() == pytest.approx(float(found.objective[i]), rel=1e-5)
        assert reward[:, 1].mean() + 1.0 == pytest.approx(float(found.measures[i, 0]), rel=1e-5)
        np.testing.assert_allclose(
            reward[:, 2:].sum(0), found.measures[i, 1:], rtol=1e-4, atol=1e-6
        )
        np.testing.assert_allclose(
            seen.action[i, :t], acted(x[i], seen.observation[i])[:t], atol=1e-6
        )
        observation, action = (
            np.asarray(a)[i] for a in (seen.observation[:, : t + 1], seen.action[:, :t])
        )
        place = np.asarray(observation[:, 0], float)
        np.testing.assert_allclose(reward[:, 0], 1.0 - place[1:] ** 2, atol=1e-5)
        assert (np.abs(np.diff(place) - 0.1 * (1.0 + 3.0 * action[:, 0])) < 0.1).all()


def test_a_time_limit_of_the_environment_is_not_terminal_and_a_failure_teaches_nothing():
    task = GymnasiumTask(
        partial(Walk, raises, limit=5),
        measures=MEASURES,
        controller=MLP((2, 1)),
        steps=STEPS,
        workers=1,
    )
    still, bad = jnp.array([0.0, 0.0, -0.35]), jnp.array([0.0, 0.0, 2.0])
    found = evaluated(task, jnp.stack([still, bad]), wants_transitions=True)
    assert found.fields["steps"][0] == 5
    assert found.transitions.steps.tolist() == [5, 0]
    assert found.transitions.terminal.tolist() == [False, False]
    assert found.objective[1] == -np.inf
    task.close()


@pytest.mark.long
def test_exploring_disturbs_the_actions(network_walk):
    x, spread = networks(network_walk, 2)[:1].repeat(2, 0), jnp.array([0.0, 0.5])
    found = network_walk.explore(x, jax.random.key(3), spread)
    t = int(found.transitions.steps.min())
    for i, disturbed in enumerate((False, True)):
        seen = np.asarray(found.transitions.observation[i, :t])
        calm = [network_walk.control.act(x[i], jnp.asarray(o)) for o in seen]
        off = np.abs(np.asarray(found.transitions.action[i, :t]) - np.array(calm)).max()
        assert (off > 0.1) == disturbed
    assert np.abs(found.transitions.action).max() <= 1.0


def test_what_critics_cannot_learn_from_is_refused(network_walk):
    discrete = GymnasiumTask("CartPole-v1", measures=Last("x", of=cosine), workers=1)
    blind = walk(controller=Constant(1))
    for task, said in ((discrete, "discrete actions.*ramify.ES"), (blind, "does not use the obs")):
        with pytest.raises(ValueError, match=said):
            _ = task.control
        with pytest.raises(ValueError, match=said):
            evaluated(task, networks(task, 1), wants_transitions=True)
        task.close()
    with pytest.raises(ValueError, match="no exact Jacobian"):
        evaluated(network_walk, networks(network_walk, 1), wants_jacobian=True)


@pytest.mark.long
def test_an_environment_is_made_anew_unless_it_is_to_be_reused():
    x = constants(*[0.9] * 40)
    for reuse, most in ((False, 1.0), (True, 3.0)):
        task = walk(forgets_nothing, controller=Constant(1), reuse=reuse)
        found = evaluated(task, x)
        resets = np.asarray(found.objective) / np.asarray(found.fields["steps"])
        assert resets.min() == 1.0 and resets.max() == most
        task.close()


def test_cma_mega_fills_an_archive_from_which_elites_are_replayed_exactly():
    task = GymnasiumTask(
        "Pendulum-v1",
        measures=(Mean("cos", of=cosine), Last("end", of=cosine)),
        hidden=(8,),
        steps=50,
    )
    archive = GridArchive((-1.0, -1.0), (1.0, 1.0), (10, 10))
    qd = QD(archive, CMAMEGA(ES(samples=6, sigma=0.1), measures=2, batch=6, sigma_g=1.0))
    state, log = illuminate(task, qd, task.start(jax.random.key(0)), steps=4, key=jax.random.key(1))
    assert log["elites"][-1] > 3 and (log["control_steps"] == 13 * 50).all()
    rows = archive.export(state.archive)
    again = task.replay(rows["solution"], rows["field:seed"])
    np.testing.assert_array_equal(again.objective, rows["objective"])
    np.testing.assert_array_equal(again.measures, rows["measures"])
    task.close()


@pytest.mark.long
@dataclass(frozen=True)
class Swing:
    """A recipe of one's own, which names no simulator."""

    name: ClassVar[str] = "swing"
    seed: int = 0

    def build(self):
        options = dict(measures=Mean("cos", of=cosine), hidden=(4,), steps=5, workers=1)
        task = GymnasiumTask("Pendulum-v1", **options)
        emitter = CMAMEGA(ES(samples=2, sigma=0.1), measures=1, batch=4)
        qd = QD(GridArchive((-1.0,), (1.0,), (10,)), emitter)
        return session.Experiment(task, qd, np.asarray(task.start(jax.random.key(0))))


@pytest.mark.long
def test_no_run_is_resumed_in_another_version_of_gymnasium(tmp_path):
    here = f"gymnasium {gymnasium.__version__}"
    run = session.train(Swing(), evaluations=7, out=tmp_path / "run")
    assert run.archive.simulator == here
    edit(run.path, versions=run.config.versions | {"gymnasium": "0.29"})
    with pytest.raises(
        RunError, match=f"come from gymnasium 0.29, and new ones would come from {here}"
    ):
        session.resume(run.path, Swing(), evaluations=14)
    edit(run.path, without=("simulator",))  # as older runs: nobody knows
    session.resume(run.path, Swing(), evaluations=14)


@pytest.mark.long
def test_cma_mega_with_critics_learns_from_an_environment():
    task = walk(hidden=(8,), measures=Mean("pace"))
    learner = td3.TD3Learner(task.control, hidden=(8,), batch=16)
    source = TD3(learner, rows=2, capacity=2000, states=32)
    qd = QD(GridArchive((-2.0,), (4.0,), (20,)), CMAMEGA(source, measures=1, batch=5, sigma_g=0.3))
    _, log = illuminate(task, qd, task.start(jax.random.key(0)), steps=4, key=jax.random.key(1))
    assert log["elites"][-1] > 3
    assert np.isfinite(log["critic_loss"]).all() and log["critic_loss"][-1] > 0.0
    task.close()


@pytest.fixture
def examples(monkeypatch):
    monkeypatch.syspath_prepend(EXAMPLES)


@pytest.mark.long
def test_the_landers_touch_down_where_and_as_fast_as_they_say(examples):
    pytest.importorskip("Box2D")
    import lunar_lander

    task = lunar_lander.landers()
    assert task.simulator == "gymnasium-box2d"
    x = networks(task, 6)
    found, touched = evaluated(task, x), 0
    for i in range(6):  # told from what an environment without the wrapper shows
        env = gymnasium.make("LunarLander-v3")
        _, seen, _ = looped(env, task.policy(x[i]), found.fields["seed"][i], np.array)
        touch = [o for o in seen if o[6] or o[7]]
        told = touch[0][[0, 3]] if touch else [seen[-1][0], min(o[3] for o in seen)]
        np.testing.assert_array_equal(found.measures[i], told)
        touched += bool(touch)
    assert 0 < touched < 6
    task.close()


@pytest.mark.long
def test_the_ants_measures_are_the_shares_of_an_episode_that_each_foot_is_down(examples):
    import ant_v5

    task = ant_v5.AntV5(steps=40, timeout=77.0).build().task
    assert task.sim.timeout == 77.0
    assert task.simulator == "gymnasium-mujoco"
    x = networks(task, 6)
    found = evaluated(task, x, wants_transitions=True)
    touched = found.measures * np.asarray(found.fields["steps"], np.float32)[:, None]
    np.testing.assert_allclose(touched, touched.round(), atol=1e-4)
    assert (found.measures > 0).any() and (found.measures < 1).any()
    rewards = np.unique(found.transitions.reward[0, : found.transitions.steps[0], 1:])
    assert rewards.tolist() == [-0.5, 0.5]
    again = task.replay(x[::-1], found.fields["seed"][::-1])
    np.testing.assert_array_equal(again.objective[::-1], found.objective)
    np.testing.assert_array_equal(again.measures[::-1], found.measures)
    task.close()
