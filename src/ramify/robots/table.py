"""The robots in numbers and words. Imports no package: the command line reads it."""

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple


class RobotInfo(NamedTuple):
    """What the command line has to know about a robot before its class is imported.

    Attributes:
      name: its name in `--task`, in `walker(robot)` and in saved runs.
      observations: number of observations.
      actions: number of actions, one per joint.
      measures: names of the measures, one per measured foot.
      bonus: description of `AbstractWalker.alive`.
      lowest: lowest objective, the usual offset of the QD score.
    """

    name: str
    observations: int
    actions: int
    measures: tuple[str, ...]
    bonus: str
    lowest: float


# Lowest objectives: Tjanaka et al. (2022), arXiv:2202.03666; the humanoid has no published value, see
# docs/algorithms.md.
_UPRIGHT = "+1 above 0.8 m, pitched < 1 rad; else -1 and the episode ends"
ANT = RobotInfo(
    "ant",
    28,
    8,
    ("front-left", "front-right", "back-left", "back-right"),
    "+1 above 0.26 m; else -1 and the episode ends",
    -374.70,
)
HALF_CHEETAH = RobotInfo(
    "half-cheetah",
    26,
    6,
    ("front", "back"),
    "+1 if no shin or thigh touches the floor, pitched < 1 rad; else -1",
    -2797.52,
)
HOPPER = RobotInfo("hopper", 15, 3, ("foot",), _UPRIGHT, -362.09)
WALKER2D = RobotInfo("walker2d", 22, 6, ("right", "left"), _UPRIGHT, -67.17)
HUMANOID = RobotInfo(
    "humanoid",
    44,
    17,
    ("right", "left"),
    "+2 above 0.78 m; else -1 and the episode ends",
    -500.0,
)

ROBOTS = {info.name: info for info in (ANT, HALF_CHEETAH, HOPPER, WALKER2D, HUMANOID)}
"""The robots by name."""

COPY = "robot.npz"  # in a run's folder: the model of a robot from an MJCF file
_NAMED = re.compile(r"[\w.+-]+@[0-9a-f]{16}")


def is_model(task: Any) -> bool:
    """Returns True for the path of an MJCF file, and for the name and checksum of a model.

    Example:
      >>> is_model("robots/spot.xml"), is_model("spot@0123456789abcdef"), is_model("ant")
      (True, True, False)
    """
    return isinstance(task, str) and (task.endswith((".xml", ".mjcf")) or is_reference(task))


def is_reference(task: Any) -> bool:
    """Returns True for the name and checksum of a model, as runs keep it."""
    return isinstance(task, str) and _NAMED.fullmatch(task) is not None


if TYPE_CHECKING:  # type checkers want the names written out
    RobotName = str
else:
    RobotName = Literal[tuple(ROBOTS)]
