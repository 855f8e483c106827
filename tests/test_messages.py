"""Mistakes that users make: each gets one sentence that says what was given and what is wanted."""

import re
import warnings
from pathlib import Path

import gymnasium
import jax
import jax.numpy as jnp
import numpy as np
import pytest
import toy_envs

import ramify
from ramify import CMAES, CMAME, CMAMEGA, ES, QD, Function, GridArchive
from ramify.core import AbstractTask, Query
from ramify.elites.table import EliteTable
from ramify.recipes.cma_mega import CMAMEGARecipe
from ramify.recipes.cma_mega_es import CMAMEGAESRecipe
from ramify.recipes.cma_mega_td3 import CMAMEGATD3Recipe
from ramify.run.folder import RunError
from ramify.tasks.gymnasium import GymnasiumTask, Mean

GRID = GridArchive((-1, -1), (1, 1), (4, 4))
EMITTER = CMAMEGA(ES(samples=2, sigma=0.1), measures=2, batch=4)
ELITES = EliteTable(
    solution=np.zeros((2, 1), np.float32),
    objective=np.zeros(2, np.float32),
    measures=np.zeros((2, 2), np.float32),
    cell=np.arange(2, dtype=np.int32),
    lower=(-1.0, -1.0),
    upper=(1.0, 1.0),
    shape=(4, 4),
    names=("a", "b"),
)


def square(x):
    return -jnp.sum(x**2), x[:2]


def illuminated(task, theta=(0.0, 0.0, 0.0), **options):
    return ramify.illuminate(task, QD(GRID, EMITTER), np.array(theta), steps=1, key=0, **options)


class Tupled(AbstractTask):
    @property
    def measures(self):
        return ("a", "b")

    def evaluate(self, query, key):
        return -np.sum(np.square(query.x), 1), np.asarray(query.x[:, :2])


class Named(Tupled):
    measures = "height"


class Undeclared(Tupled):
    def __init__(self, dim):
        self.dim = dim


class Unset(Tupled):
    dim: int

    def __init__(self, dim):
        pass


PYTHON = {  # what is done: what the sentence has to hold
    "a plain function as task": (
        lambda: illuminated(square),
        "task is the function square: give a task, such as ramify.Function(square)",
    ),
    "no task": (lambda: illuminated(3), "task is 3: give a task"),
    "the class of a task": (lambda: illuminated(Tupled), "Tupled'>: give a task"),
    "a tuple as answer": (
        lambda: illuminated(Tupled()),
        "answer to the query is a tuple of 2: return ramify.Evaluation(objective, measures)",
    ),
    "measures without a tuple": (
        lambda: illuminated(Named()),
        "Named.measures is 'height': return a tuple of names",
    ),
    "QD's arguments swapped": (
        lambda: QD(EMITTER, GRID),
        "archive is the emitter CMAMEGA and emitter is the archive GridArchive: give the archive first",
    ),
    "no emitter": (
        lambda: QD(GRID, None).init(np.zeros(3), key=0),
        "emitter of QD is None: give an emitter, such as CMAMEGA(...)",
    ),
    "prepare returns nothing": (
        lambda: illuminated(Function(square), prepare=lambda state: None),
        "prepare returned None: return the state",
    ),
    "prepare returns what add returns": (
        lambda: illuminated(Function(square), prepare=lambda state: (state, None)),
        "prepare returned a tuple: return the state",
    ),
    "a scalar as a bound": (
        lambda: GridArchive(-1, 1, (4,)),
        "lower is -1: give a sequence of numbers, such as (-1,)",
    ),
    "an attribute that is no field": (
        lambda: Undeclared(3),
        "Undeclared.__init__ sets dim, which is not declared as a field: write `dim: <its type>`",
    ),
    "a field without a value": (
        lambda: Unset(3),
        "Unset.__init__ gives the field dim no value: set self.dim",
    ),
    "no function": (lambda: Function(3), "function is 3: give a JAX function"),
    "names without a tuple": (
        lambda: Function(square, names="ab"),
        "names is 'ab': give a tuple with one name for each measure",
    ),
    "fewer names than measures": (
        lambda: illuminated(Function(lambda x: (x[0], x), names=("a", "b"))),
        "returned 3 measures, and names has 2, a, b: give one name for each measure",
    ),
    "theta of another length": (
        lambda: illuminated(ramify.tasks.sphere(20)),
        "theta has 3 parameters, and a solution of this Function has 20: give 20",
    ),
    "solutions of another length": (
        lambda: ramify.tasks.sphere(20).evaluate(Query(jnp.zeros((2, 3)), 2), jax.random.key(0)),
        "x has shape (2, 3): give one solution per row, of 20 parameters",
    ),
    "near NaN": (lambda: ELITES.near([np.nan, 0.0]), "measures[0] is nan: give a finite number"),
    "near text": (lambda: ELITES.near(["a", 0.0]), "measures[0] is 'a': give a finite number"),
    "near one measure": (lambda: ELITES.near([0.0]), "measures has 1 entries: give 2"),
    "diverse(0)": (lambda: ELITES.diverse(0), "count is 0: give a whole number of at least 1"),
    "best(-1)": (lambda: ELITES.best(-1), "count is -1: give a whole number of at least 1"),
    "sample(2.5)": (lambda: ELITES.sample(2.5), "count is 2.5: give a whole number of at least 1"),
    "a quantile of 3": (
        lambda: ELITES.diverse(1, quantile=3.0),
        "quantile is 3.0: give a finite number from 0.0 to 1.0",
    ),
    "too many parameters for the memory": (
        lambda: QD(GRID, CMAME(CMAES(4, 0.1))).init(np.zeros(2**23), key=0),
        "too little memory for a search with 8388608 parameters: give fewer parameters",
    ),
    "an environment where a function is wanted": (
        lambda: GymnasiumTask(toy_envs.Walk(), measures=Mean("place")),
        "env is an environment, <Walk instance>: give its id",
    ),
    "no environment": (
        lambda: GymnasiumTask(3, measures=Mean("place")),
        "env is 3: give an environment's id, or a function that makes one",
    ),
    "measures as text": (
        lambda: GymnasiumTask("Pendulum-v1", measures="place"),
        "measures is ('place',): give one or several of Mean(name) and Last(name)",
    ),
    "the class of a recipe": (
        lambda: ramify.train(CMAMEGARecipe, evaluations=36, out="out"),
        "recipe is the class CMAMEGARecipe: give an object, CMAMEGARecipe()",
    ),
    "no recipe": (
        lambda: ramify.train(None, evaluations=36, out="out"),
        "recipe is None: give a frozen dataclass",
    ),
    "checkpoints every NaN seconds": (
        lambda: ramify.train(CMAMEGARecipe(dim=2), evaluations=36, out="out", save_every=np.nan),
        "save_every is nan: give a finite number of at least 0.0",
    ),
    "checkpoints never": (
        lambda: ramify.train(CMAMEGARecipe(dim=2), evaluations=36, out="out", save_every=np.inf),
        "save_every is inf: give a finite number of at least 0.0",
    ),
    "half an evaluation": (
        lambda: ramify.train(CMAMEGARecipe(dim=2), evaluations=0.5, out="out"),
        "evaluations is 0.5: give a whole number from 1 to 9007199254740992",
    ),
    "more evaluations than float64 counts": (
        lambda: ramify.train(CMAMEGARecipe(dim=2), evaluations=2**53 + 1, out="out"),
        "evaluations is 9007199254740993: give a whole number from 1 to 9007199254740992",
    ),
    "a start that is not there": (
        lambda: ramify.train(CMAMEGAESRecipe(start="no where"), evaluations=99, out="out"),
        "--start is no where: there is no such folder",
    ),
    "critics that are not there": (
        lambda: ramify.train(CMAMEGATD3Recipe(critics="no where"), evaluations=50, out="out"),
        "--critics is no where: there is no such folder",
    ),
    "a start at an empty folder": (
        lambda: ramify.train(CMAMEGAESRecipe(start="."), evaluations=99, out="out"),
        "--start is ., which holds neither a run (run.json) nor pre-trained critics (critics.npz)",
    ),
    "--adam beside --eta": (
        lambda: ramify.train(CMAMEGARecipe(adam=0.1, eta=2.0), evaluations=36, out="out"),
        "--adam replaces gradient ascent, so --eta has no effect: give one of the two",
    ),
    "xnes beside --published": (
        lambda: ramify.train(
            CMAMEGARecipe(coefficients="xnes", published=True), evaluations=36, out="out"
        ),
        "--coefficients xnes replaces CMA-ES, so --published has no effect: give one of the two",
    ),
}


@pytest.mark.parametrize("what", PYTHON)
def test_a_mistake_in_python_gets_one_sentence(what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    act, wanted = PYTHON[what]
    with pytest.raises((ValueError, TypeError, RunError, MemoryError)) as caught:
        act()
    told = str(caught.value)
    assert wanted in told
    assert "\n" not in told
    assert "Traceback" not in told
    assert not Path("out").exists()


def test_what_will_be_run_is_said_before_it_runs(tmp_path):
    recipe, said = CMAMEGARecipe(dim=2, grid=4), []

    def show(progress):
        assert said, "before the first iteration"
        assert progress.goal == 36

    ramify.train(recipe, evaluations=50, out=tmp_path / "fewer", show=show, say=said.append)
    ramify.train(recipe, evaluations=20, out=tmp_path / "more", show=show, say=said.append)
    assert said == [
        "36 evaluations will be run, not 50: 1 iteration of 36. Only whole iterations are run.",
        "36 evaluations will be run, not 20: 1 iteration of 36. Only whole iterations are run.",
    ]
    with pytest.warns(UserWarning, match="36 evaluations will be run, not 20"):
        ramify.train(recipe, evaluations=20, out=tmp_path / "warned")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # fewer than asked for are documented, and no surprise
        ramify.train(recipe, evaluations=50, out=tmp_path / "silent")


class Endless(toy_envs.Walk):
    """An environment without a time limit of its own, whose observation is a scalar."""

    scalar = False

    def observation(self):
        return np.float32(self.x) if self.scalar else super().observation()


class Scalar(Endless):
    scalar = True


def test_a_time_limit_of_a_wrapper_counts():
    task = GymnasiumTask(
        lambda: gymnasium.wrappers.TimeLimit(gymnasium.wrappers.TimeLimit(Endless(), 30), 20),
        measures=Mean("place"),
        workers=1,
    )
    assert task.sim.steps == 20
    task.close()


def test_a_worker_refuses_without_its_traceback():
    for env, told in (
        ("Pendulumm-v1", "env=Pendulumm-v1 cannot be used: gymnasium says: .*Pendulumm"),
        ("Blackjack-v1", "its observations are Tuple.* flatten them"),
        (lambda: None, "the function returned None, which has no observation_space"),
    ):
        with pytest.raises(ValueError, match=told) as caught:
            GymnasiumTask(env, measures=Mean("place"), steps=5, workers=1)
        assert "Traceback" not in str(caught.value)
    with pytest.raises(ValueError, match="ZeroDivisionError") as caught:
        GymnasiumTask(lambda: 1 / 0, measures=Mean("place"), steps=5, workers=1)
    assert "ramify/sims" not in str(caught.value)  # the trace is that of the user's code alone
    task = GymnasiumTask(Scalar, measures=Mean("place"), steps=5, workers=1)
    n = task.sim.controller.n
    with pytest.raises(RuntimeError, match=r"reset\(\) .* of shape \(\), but .* has 2 numbers"):
        task.evaluate(Query(jnp.zeros((2, n)), 2), jax.random.key(0))
    with pytest.raises(ValueError, match=rf"x has shape \(2, 7\): .* of {n} parameters"):
        task.evaluate(Query(jnp.zeros((2, 7)), 2), jax.random.key(0))
    with pytest.raises(ValueError, match=rf"x has shape \(1, 5\): .* of {n} parameters"):
        task.policy(np.zeros(5))
    task.close()


def test_a_robot_refuses_solutions_of_another_length():
    task = ramify.tasks.walker("hopper", steps=2)
    n, key = task.parameters, jax.random.key(0)
    for act in (
        lambda: task.evaluate(Query(jnp.zeros((2, 7)), 2), key),
        lambda: task.replay(np.zeros((2, 7)), np.zeros((2, 2), np.uint32)),
        lambda: task.explore(jnp.zeros((2, 7)), key, jnp.zeros(2)),
    ):
        with pytest.raises(ValueError, match=rf"x has shape \(2, 7\): .* of {n} parameters"):
            act()


def test_a_suggested_command_can_be_pasted(tmp_path):
    folder = tmp_path / "my run; echo"
    ramify.train(CMAMEGARecipe(dim=2, grid=4), evaluations=36, out=folder)
    with pytest.raises(RunError, match=re.escape(f"`ramify resume '{folder}'`")):
        ramify.train(CMAMEGARecipe(dim=2, grid=4), evaluations=36, out=folder)
