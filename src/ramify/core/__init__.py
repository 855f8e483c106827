"""The data that the parts exchange, and the four interfaces: task, gradient source, archive, emitter.

Each iteration of every algorithm follows the same loop::

    emitter --Query--> task --Evaluation--> archive --Added--> emitter

Axes in all modules: b batch, n parameters, k measures, r = 1 + k rows (objective first), c cells,
s slots. Objectives are maximized. Arrays are float32.
"""

from ramify._former import former_names
from ramify.core.data import (
    IMPROVED,
    NEW,
    NOT_ADDED,
    Added,
    ArchiveView,
    ControlSpec,
    Elites,
    Evaluation,
    Foreseen,
    Query,
    Sampler,
    Transitions,
    no_parents,
    sanitised,
)
from ramify.core.interfaces import (
    AbstractArchive,
    AbstractEmitter,
    AbstractGradient,
    AbstractTask,
    Part,
    State,
    merge_reports,
)
from ramify.core.records import (
    InPlace,
    record,
)

__all__ = [
    "IMPROVED",
    "NEW",
    "NOT_ADDED",
    "AbstractArchive",
    "AbstractEmitter",
    "AbstractGradient",
    "AbstractTask",
    "Added",
    "ArchiveView",
    "ControlSpec",
    "Elites",
    "Evaluation",
    "Foreseen",
    "InPlace",
    "Part",
    "Query",
    "Sampler",
    "State",
    "Transitions",
    "merge_reports",
    "no_parents",
    "record",
    "sanitised",
]

__getattr__ = former_names(__name__, {"Control": "ControlSpec"})
