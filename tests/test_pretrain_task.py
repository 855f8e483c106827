"""Pre-training on any task with transitions, and runs of one's own that start from it."""

import os
import signal
from dataclasses import dataclass
from typing import ClassVar

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toy_envs import cosine

import ramify
import ramify.rl.replay
from ramify.core import AbstractTask
from ramify.gradients.td3 import TD3
from ramify.recipes.pretrain_files import best_actor, read_meta
from ramify.recipes.registry import import_named
from ramify.rl.td3 import TD3Learner
from ramify.run.folder import CHECKPOINT, PRETRAINING, RunError
from ramify.tasks.gymnasium import GymnasiumTask, Last
from ramify.tasks.locomotion import walker

SMALL = dict(
    episodes=6, together=2, random=2, units=(8,), buffer=1000, updates=2, measure_updates=2
)
HOPPER = walker("hopper", hidden=(4,), steps=20, slots=16)


def critics(task, rows=2):
    return TD3(
        TD3Learner(task.control, hidden=(8,)), rows=rows, updates=1, capacity=1000, states=16
    )


def search(gradient):
    archive = ramify.GridArchive((0.0,), (1.0,), (10,))
    return ramify.QD(archive, ramify.CMAMEGA(gradient, 1, batch=4, sigma_g=0.1))


def members(folder):
    with np.load(folder / "critics.npz") as file:
        return {name: file[name] for name in file if name != "meta"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pre") / "whole"
    ramify.pretrain(HOPPER, folder, **SMALL)
    return folder


def test_pretraining_that_was_stopped_continues_to_the_same_bits(whole, tmp_path):
    def stop(progress):
        if progress.row["episodes"] == 2:
            os.kill(os.getpid(), signal.SIGINT)

    folder = tmp_path / "stopped"
    with pytest.raises(KeyboardInterrupt, match=r"the same call of ramify\.pretrain continues it"):
        ramify.pretrain(HOPPER, folder, stop, **SMALL)
    assert (folder / CHECKPOINT).exists()
    with pytest.raises(RunError, match="with episodes=6, not 8: continue with its settings"):
        ramify.pretrain(HOPPER, folder, **SMALL | {"episodes": 8})
    ramify.pretrain(HOPPER, folder, **SMALL)
    left, right = members(folder), members(whole)
    assert left.keys() == right.keys()
    for name, values in left.items():
        np.testing.assert_array_equal(values, right[name])
    with pytest.raises(RunError, match="holds finished pre-training: use it"):
        ramify.pretrain(HOPPER, folder, **SMALL)


def test_a_search_starts_at_the_best_actor_with_the_critics(whole):
    qd = search(critics(HOPPER))
    begun = ramify.from_critics(whole, HOPPER, qd, seed=0)
    state = begun["prepare"](qd.init(np.zeros(HOPPER.parameters), key=0, fields=HOPPER.fields))
    np.testing.assert_array_equal(state.emitter.search.theta, best_actor(whole, HOPPER))
    assert int(state.emitter.search.gradient.replay.filled) > 0
    assert begun["spent"]()["control_steps"] == read_meta(whole).steps > 0


def following(source):
    """Returns the number of transitions in the replay buffers of this state of a gradient source."""
    kind = ramify.rl.replay.Replay
    found = jax.tree.leaves(source, is_leaf=lambda a: isinstance(a, kind))
    return [int(jnp.max(a.filled)) for a in found if isinstance(a, kind)]


def mega(gradient):
    return ramify.MEGA(gradient, 1, batch=4)


EMITTERS = {
    "mixture": lambda: ramify.CMAMEGA(
        ramify.PerRow(critics(HOPPER, rows=1), ramify.ES(samples=4, sigma=0.1)), 1, batch=4
    ),
    "novelty": lambda: mega(ramify.StateNovelty(critics(HOPPER), kept=20)),
    "novelty in a mixture": lambda: mega(
        ramify.PerRow(ramify.StateNovelty(critics(HOPPER, rows=1), kept=20), critics(HOPPER))
    ),
    "mega": lambda: mega(critics(HOPPER)),
    "omg-mega": lambda: ramify.OMGMEGA(critics(HOPPER), batch=4, sigma_g=0.1),
    "pga-me": lambda: ramify.PGAME(critics(HOPPER, rows=1), batch=4),
    "qdpg": lambda: ramify.QDPG(ramify.StateNovelty(critics(HOPPER), kept=20), batch=4),
    "dcrl-me": lambda: ramify.DCRLME(
        ramify.ConditionedTD3(critics(HOPPER, rows=1), (0.0,), (1.0,)), batch=4
    ),
    "dcrl-mega": lambda: ramify.DCRLME(
        ramify.MixedTD3(
            ramify.ConditionedTD3(critics(HOPPER, rows=1), (0.0,), (1.0,)), critics(HOPPER)
        ),
        batch=4,
    ),
    "sa-mega": lambda: ramify.SAMEGA(
        ramify.Surrogate(1, HOPPER.control), critics(HOPPER), batch=4, candidates=8
    ),
    "me-es": lambda: ramify.MEES(critics(HOPPER), 1),
    "together": lambda: ramify.Together((ramify.IsoLine(batch=4), mega(critics(HOPPER)))),
    "several": lambda: ramify.Several(mega(critics(HOPPER)), 2),
    "bounded": lambda: ramify.Bounded(mega(critics(HOPPER)), -1.0, 1.0),
}


@pytest.mark.parametrize("name", EMITTERS)
def test_every_emitter_starts_from_critics(whole, name):
    qd = ramify.QD(ramify.GridArchive((0.0,), (1.0,), (10,)), EMITTERS[name]())
    begun = ramify.from_critics(whole, HOPPER, qd, seed=0)
    state = begun["prepare"](qd.init(np.zeros(HOPPER.parameters), key=0, fields=HOPPER.fields))
    _, source = qd.emitter.gradient_state(state.emitter)
    # The buffer of a goal critic needs the measures of each episode, which are not known.
    assert (following(source)[0] > 0) == (name not in ("dcrl-me", "dcrl-mega"))
    if name == "dcrl-mega":
        assert following(source)[-1] > 0, "the measures' critics keep theirs"
    assert (
        state.emitter.query.x.shape
        == qd.init(np.zeros(HOPPER.parameters), key=0).emitter.query.x.shape
    )


@pytest.mark.long
def test_a_gymnasium_environment_is_pretrained_on(tmp_path):
    task = GymnasiumTask(
        "Pendulum-v1", measures=Last("cos", of=cosine), hidden=(4,), steps=10, slots=16, workers=1
    )
    ramify.pretrain(task, tmp_path / "critics", **SMALL)
    meta = read_meta(tmp_path / "critics")
    assert (meta.task.robot, meta.task.observations, meta.task.actions) == ("Pendulum-v1", 3, 1)
    with pytest.raises(RunError, match="pre-train with the same task and controller"):
        best_actor(tmp_path / "critics", HOPPER)
    task.close()


@dataclass(frozen=True)
class Hopping:
    """A recipe of one's own that pre-trains in its run's folder."""

    name: ClassVar[str] = "hopping"
    seed: int = 0
    pretrain: int = 6
    critics: str | None = None

    def problem(self):
        return HOPPER

    def preparation(self):
        few = {name: value for name, value in SMALL.items() if name != "episodes"}
        return ramify.preparation(self, self.problem, self.pretrain, **few)

    def build(self):
        qd = search(critics(HOPPER))
        begun = ramify.from_critics(self.critics, HOPPER, qd, seed=self.seed)
        theta = np.zeros(HOPPER.parameters, np.float32)
        return ramify.Experiment(HOPPER, qd, theta, **begun)


def test_a_recipe_of_ones_own_pretrains_in_the_runs_folder(tmp_path):
    run = ramify.train(Hopping(), evaluations=10, out=tmp_path / "run")
    meta = read_meta(tmp_path / "run" / PRETRAINING)
    assert run.config.spent.control_steps == meta.steps > 0
    fresh = ramify.train(Hopping(pretrain=0), evaluations=10, out=tmp_path / "fresh")
    assert not (tmp_path / "fresh" / PRETRAINING).exists()
    assert not np.array_equal(run.archive.solution, fresh.archive.solution)


class Bare(AbstractTask):
    """A task with transitions, but without noise on its actions."""

    measures = ("measure",)
    parameters = 4
    control = HOPPER.control

    def evaluate(self, query, key):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (ramify.Function(lambda x: (x[0], x[:1])), "has no transitions for critics to learn from"),
        (walker("ant", "gait", steps=5, slots=16), "does not use the observation"),
        (Bare(), r"Bare has no start and no explore, .* give it `start\(key\)`"),
    ],
    ids=["function", "gait", "bare"],
)
def test_a_task_that_cannot_be_pretrained_on_is_refused(task, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        ramify.pretrain(task, tmp_path / "critics", **SMALL)
    assert not (tmp_path / "critics").exists()


def test_discrete_actions_are_refused(tmp_path):
    task = GymnasiumTask(
        "CartPole-v1", measures=Last("x", of=cosine), hidden=(4,), slots=16, workers=1
    )
    with pytest.raises(ValueError, match="has discrete actions, and critics need continuous ones"):
        ramify.pretrain(task, tmp_path / "critics", **SMALL)
    task.close()


@pytest.mark.parametrize(
    ("emitter", "message"),
    [
        (ramify.IsoLine(4), "IsoLine follows no critics"),
        (ramify.CMAMEGA(ramify.ES(samples=4, sigma=0.1), 1, batch=4), "ES has no critics"),
    ],
)
def test_an_emitter_without_critics_cannot_start_from_them(emitter, message):
    qd = ramify.QD(ramify.GridArchive((0.0,), (1.0,), (10,)), emitter)
    with pytest.raises(ValueError, match=message):
        ramify.from_critics("critics", HOPPER, qd, seed=0)


def test_the_random_solutions_of_a_task_without_any():
    with pytest.raises(ValueError, match="has no random solutions"):
        Bare().start(jax.random.key(0))
    with pytest.raises(ValueError, match="no episodes with noise on the actions"):
        Bare().explore(jnp.zeros((1, 4)), jax.random.key(0), jnp.zeros(1))


def test_a_name_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="--own-task nowhere:ants: give module:function"):
        import_named("--own-task", "nowhere:ants", "function", "examples.ant_v5:ants")
    with pytest.raises(ValueError, match="toy_envs has no ants"):
        import_named("--own-task", "toy_envs:ants", "function", "examples.ant_v5:ants")
