"""A recipe refuses the tasks of the other kind, and names recipes that take them."""

import subprocess
import sys

import pytest

import ramify
from ramify.cli import main as cli
from ramify.recipes import BUILT_IN
from ramify.recipes.kinds import FUNCTIONS, TASKS, recipes_for
from ramify.recipes.pretrain import PretrainTD3
from ramify.robots.robots import ROBOTS as CLASSES
from ramify.robots.table import ROBOTS

EVERY = (*BUILT_IN, PretrainTD3)
PAIRS = [
    (recipe, task)
    for recipe in EVERY
    for task in (*ROBOTS, *FUNCTIONS)
    if task not in TASKS[recipe.takes]
]


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_every_task_of_a_recipes_kind_is_accepted(recipe):
    for task in TASKS[recipe.takes]:
        assert recipe(task=task).task == task


@pytest.mark.parametrize(("recipe", "task"), PAIRS, ids=lambda one: getattr(one, "name", one))
def test_every_other_task_is_refused_in_python_and_in_the_shell(recipe, task, monkeypatch, capsys):
    with pytest.raises(ValueError, match=f"^{recipe.name} takes .*, and {task} is a ") as told:
        recipe(task=task)
    message = str(told.value)
    assert message.count(". ") == 0, "one sentence"
    own, other = ("robots", "functions") if recipe.takes == "robots" else ("functions", "robots")
    assert all(name in message for name in (*TASKS[own], *recipes_for(other)))
    named = ("pretrain", "td3") if recipe is PretrainTD3 else ("train", recipe.name)
    for words in ((*named, "--task", task), (*named, "--batch", "9", f"--task={task}")):
        monkeypatch.setattr("sys.argv", ["ramify", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert end.value.code == 2
        assert capsys.readouterr().err == f"ramify: {message}\n"


def test_an_unknown_task_is_refused_with_the_names_of_the_recipes_own_kind():
    with pytest.raises(ValueError, match="task is 'tree': choose one of 'ant', 'half-cheetah'"):
        ramify.recipes.cma_me(task="tree")


def test_the_table_of_robots_is_that_of_their_classes():
    assert list(CLASSES) == list(ROBOTS)
    for name, info in ROBOTS.items():
        robot = CLASSES[name]()
        assert (robot.observations, len(robot.joints)) == (info.observations, info.actions)
        assert len(info.measures) == len(robot.measured)
    assert set(recipes_for("robots")).isdisjoint(recipes_for("functions"))
    assert len(recipes_for("robots") + recipes_for("functions")) == len(BUILT_IN)


@pytest.mark.parametrize("words", [("list", "tasks"), ("list", "recipes"), ("train", "--help")])
def test_lists_and_help_do_not_wait_for_jax(words):
    program = (
        "import sys\nfrom ramify.cli import main as cli\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print('loaded:', [m for m in ('jax', 'mujoco', 'matplotlib') if m in sys.modules])"
    )
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: []\n") and len(done.stdout) > 500
