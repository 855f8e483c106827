"""Everything that configures a run can be pickled, copied and sent to a new process."""

import copy
import multiprocessing
import pickle

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from selection import long
from test_contract import ARCHIVES, EMITTERS, SOURCES, WITHOUT_GRADIENTS
from toys import learner

from ramify import (
    CMAMEGA,
    DCRLME,
    ES,
    PGAME,
    QD,
    QDPG,
    SAMEGA,
    TD3,
    Autodiff,
    Bounded,
    ConditionedTD3,
    Experiment,
    Function,
    IsoLine,
    MixedTD3,
    PerRow,
    StateNovelty,
    Surrogate,
    illuminate,
    tasks,
)
from ramify.controllers.controller import Policy
from ramify.controllers.mlp import MLP
from ramify.core import Query
from ramify.recipes.kinds import FUNCTIONS
from ramify.recipes.registry import RECIPES
from ramify.sims.cpu.mujoco import MujocoSim
from ramify.tasks import sphere, walker
from ramify.tasks.gymnasium import GymnasiumTask, Last

WAYS = {"pickle": lambda held: pickle.loads(pickle.dumps(held)), "deepcopy": copy.deepcopy}
ALL = {name: make(Autodiff(), 2) for name, make in EMITTERS.items()}
ALL |= {name: make(2) for name, make in WITHOUT_GRADIENTS.items()}
ALL["bounded"] = Bounded(IsoLine(batch=5), -1.0, 1.0)
ALL["scaled"] = Bounded(IsoLine(batch=5), -1.0, 2.0, scaled=True)
ALL["critics"] = CMAMEGA(
    PerRow(TD3(learner(), rows=1, capacity=64), ES()), 1, ascent=optax.adam(0.1)
)
ALL["pga-me"] = PGAME(TD3(learner(), rows=1, capacity=64), batch=6)
ALL["qdpg"] = QDPG(StateNovelty(TD3(learner(), rows=1, capacity=64), entries=[0]), batch=6)
ALL["dcrl-me"] = DCRLME(
    ConditionedTD3(TD3(learner(Policy(MLP((1, 1)))), rows=1, capacity=64), (-4,), (0,)), batch=6
)
ALL["dcrl-mega"] = DCRLME(
    MixedTD3(ALL["dcrl-me"].critic, TD3(learner(Policy(MLP((1, 1)))), rows=2, capacity=64)), batch=6
)
ALL["sa-mega-critics"] = SAMEGA(
    Surrogate(1, ALL["pga-me"].critic.learner.control, units=(4,), capacity=8),
    TD3(learner(), rows=1, capacity=64),
    batch=6,
    candidates=12,
)


# `make test` pickles what takes long to compile; `make test-long` copies it as well.
LONG_COPIES = pytest.mark.parametrize("copied", ["pickle", long("deepcopy")], indirect=True)


@pytest.fixture(params=WAYS)
def copied(request):
    return WAYS[request.param]


@LONG_COPIES
@pytest.mark.parametrize("name", ALL)
def test_an_emitters_copy_asks_for_the_same(copied, name):
    emitter = ALL[name]
    n = 2 if name in ("critics", "pga-me", "qdpg", "dcrl-me", "dcrl-mega", "sa-mega-critics") else 6
    theta, key = jnp.zeros(n), jax.random.key(3)
    asked = [eqx.filter_jit(e.init)(theta, key).query.x for e in (emitter, copied(emitter))]
    np.testing.assert_array_equal(*asked)


@pytest.mark.parametrize("archive", ARCHIVES.values(), ids=map(str, ARCHIVES))
def test_an_archives_copy_has_the_same_cells(copied, archive):
    one, other = archive, copied(archive)
    assert one.axes == other.axes
    for a, b in zip(
        jax.tree.leaves(one.init(3, {})), jax.tree.leaves(other.init(3, {})), strict=True
    ):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_functions_copy_is_equal_so_that_it_is_not_compiled_again(copied, name):
    make = getattr(tasks, name)
    task = make(6)
    assert copied(task).function == task.function == make(6).function
    assert hash(copied(task).function) == hash(task.function)


@pytest.mark.parametrize("name", RECIPES)
def test_recipes_and_what_they_build(copied, name):
    recipe = RECIPES[name]()
    assert copied(recipe) == recipe


def experiment():
    return RECIPES["cma-mega-td3"](
        critics="nowhere", start="random", steps=10, hidden=(4,), slots=16
    ).build()


@pytest.mark.long
def test_an_experiment_can_be_copied(copied):
    one = experiment()
    other = copied(one)
    assert isinstance(other, Experiment) and other.per_iteration() == one.per_iteration()
    np.testing.assert_array_equal(one.theta, other.theta)


def walked(task, x):
    return task.evaluate(Query(x, offered=len(x)), jax.random.key(0))


def test_a_walkers_copy_walks_alike_with_robots_of_its_own(copied):
    task = walker("hopper", "gait", steps=30, slots=16, threads=1)
    x = np.random.default_rng(0).random((3, task.sim.controller.n), np.float32)
    first = walked(task, x)  # has lanes and locks by now
    other = copied(task)
    assert isinstance(other.sim, MujocoSim) and "_threads" not in vars(other.sim)
    assert (other.sim.slots, other.sim.threads) == (task.sim.slots, task.sim.threads)
    np.testing.assert_array_equal(walked(other, x).objective, first.objective)


@LONG_COPIES
def test_an_environments_copy_has_processes_of_its_own(copied):
    options = dict(measures=Last("cos", of=lambda e, s, a, r, i: s[0]), hidden=(4,), steps=5)
    task = GymnasiumTask("Pendulum-v1", workers=1, **options)
    x = np.stack([task.start(jax.random.key(i)) for i in range(3)])
    first = walked(task, x)
    other = copied(task)
    second = walked(other, x)
    np.testing.assert_array_equal(first.objective, second.objective)
    np.testing.assert_array_equal(first.measures, second.measures)
    pids = [worker.pid for held in (task, other) for worker in held.sim._pool]
    assert None not in pids and len(set(pids)) == 2
    other.close()
    np.testing.assert_array_equal(walked(task, x).objective, first.objective)
    task.close()


def test_a_function_of_the_users_own_says_so_itself():
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(Function(lambda x: (x[0], x)))


def filled(task, qd, seed):
    state, _ = illuminate(task, qd, np.zeros(6), steps=2, key=seed)
    return qd.archive.export(state.archive)


@pytest.mark.long
def test_a_spawned_process_fills_the_same_archive():
    qd = QD(ARCHIVES[2], CMAMEGA(SOURCES["autodiff"], 2, batch=5, ascent=optax.adam(0.1)))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        there = pool.apply(filled, (sphere(6), qd, 1))
    for name, values in filled(sphere(6), qd, 1).items():
        np.testing.assert_array_equal(values, there[name])
