"""The two kinds of tasks, robots and functions. Every recipe takes one of them."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

from ramify.recipes.environments import is_environment
from ramify.robots.table import ROBOTS, is_model

Kind = Literal["robots", "functions"]
FunctionName = Literal["sphere", "rastrigin", "plateau", "arm"]  # names in `ramify.tasks`
FUNCTIONS: tuple[FunctionName, ...] = get_args(FunctionName)
TASKS: dict[Kind, tuple[str, ...]] = {"robots": tuple(ROBOTS), "functions": FUNCTIONS}


def recipes_for(kind: Kind) -> list[str]:
    """Returns the names of ramify's recipes that take tasks of this kind."""
    from ramify.recipes import BUILT_IN

    return [recipe.name for recipe in BUILT_IN if recipe.takes == kind]


def refuse_other_kind(recipe: Any, task: Any) -> None:
    """Refuses a function for a recipe that takes robots, and a robot for one that takes functions.

    Args:
      recipe: the recipe or its class.
      task: name of the task. An unknown name is left to the check of the setting.

    Raises:
      ValueError: the task is of the other kind.
    """
    other: Kind = "functions" if recipe.takes == "robots" else "robots"
    if other == "robots" and (is_environment(task) or is_model(task)):
        kind = "a Gymnasium environment" if is_environment(task) else "a robot's model"
        raise ValueError(
            f"{recipe.name} takes functions ({', '.join(FUNCTIONS)}), and {task} is {kind}: use a "
            f"recipe for robots and environments ({', '.join(recipes_for(other))})."
        )
    if task not in TASKS[other]:
        return
    one = {"robots": "a robot", "functions": "a function"}
    raise ValueError(
        f"{recipe.name} takes {recipe.takes}, and {task} is {one[other]}: give {one[recipe.takes]} "
        f"({', '.join(TASKS[recipe.takes])}), or use a recipe that takes {other} "
        f"({', '.join(recipes_for(other))})."
    )


def refuse_other_kind_in(words: Sequence[str], recipes: Iterable[Any]) -> None:
    """Refuses a command line whose `--task` is not of the kind that its recipe takes.

    Args:
      words: the command line after the program's name.
      recipes: the recipes that it may name.

    Raises:
      ValueError: the task is of the other kind.
    """
    named = {recipe.name: recipe for recipe in recipes}
    recipe = next((named[word] for word in words if word in named), None)
    pairs = zip(words, [*words[1:], ""], strict=True)
    tasks = [after for word, after in pairs if word == "--task"]
    tasks += [word.removeprefix("--task=") for word in words if word.startswith("--task=")]
    if recipe is not None:
        for task in tasks:
            refuse_other_kind(recipe, task)
