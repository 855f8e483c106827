"""The tasks. Simulated tasks are imported when they are first used, since they import MuJoCo."""

from importlib import import_module
from typing import TYPE_CHECKING

from ramify.tasks.arm import arm as arm
from ramify.tasks.linear_projection import plateau as plateau
from ramify.tasks.linear_projection import rastrigin as rastrigin
from ramify.tasks.linear_projection import sphere as sphere

if TYPE_CHECKING:
    from ramify.tasks.gymnasium import GymnasiumTask as GymnasiumTask
    from ramify.tasks.locomotion import walker as walker

_HOME = {"GymnasiumTask": "ramify.tasks.gymnasium", "walker": "ramify.tasks.locomotion"}


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'ramify.tasks' has no attribute {name!r}")
