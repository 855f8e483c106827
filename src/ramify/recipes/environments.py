"""Gymnasium environments as tasks of the recipes for robots."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # importing JAX would delay the command line
    from ramify.tasks.gymnasium import GymnasiumTask

ID = re.compile(r"([\w.]+:)?([\w.-]+/)?[\w.-]+-v\d+")


def is_environment(task: Any) -> bool:
    """Returns True for the id of a Gymnasium environment, such as "Pendulum-v1".

    Example:
      >>> is_environment("Pendulum-v1"), is_environment("ale_py:ALE/Pong-v5"), is_environment("ant")
      (True, True, False)
    """
    return isinstance(task, str) and ID.fullmatch(task) is not None


def environment(
    name: str,
    measures: tuple[str, ...],
    *,
    hidden: tuple[int, ...],
    steps: int | None,
    episodes: int = 1,
    slots: int,
    workers: int,
) -> "GymnasiumTask":
    """Returns the environment with this id as a task.

    Args:
      measures: names of the measures, as `ramify.sims.gymnasium.entries` describes them.

    Raises:
      ValueError: there is no such environment, a controller cannot use it, or a measure cannot be read.
      ImportError: Gymnasium is not installed.
    """
    from ramify.sims.gymnasium.entries import named_measure
    from ramify.tasks.gymnasium import GymnasiumTask

    ranges = zip(measures, bounds(name, measures), strict=True)
    return GymnasiumTask(
        name,
        measures=[named_measure(text).measure(low, high) for text, (low, high) in ranges],
        hidden=hidden,
        steps=steps,
        episodes=episodes,
        slots=slots or 128,
        workers=workers,
    )


def bounds(name: str, measures: tuple[str, ...]) -> list[tuple[float, float]]:
    """Returns the bounds of each measure's axis in the archive.

    Raises:
      ValueError: as `environment` does.
    """
    from ramify.sims.gymnasium.entries import named_measure
    from ramify.sims.gymnasium.worker import spaces_of

    spaces = spaces_of(name)
    return [named_measure(text).bounds(spaces) for text in measures]
