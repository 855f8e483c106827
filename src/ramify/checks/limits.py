"""The range of each setting, written beside its type, and the check of a recipe against them.

A recipe writes `batch: Count = 50`. `check` then refuses 0, -3, 2.5, NaN and "many" with one sentence.
"""

import os
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Limits:
    """The range of a number, as `ramify.checks.arguments.number` takes it."""

    above: float | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None

    def given(self) -> dict[str, Any]:
        """Returns the limits that are set."""
        return {name: limit for name, limit in vars(self).items() if limit is not None}


MOST_COUNT = 2**31 - 1  # of what JAX counts, in int32
MOST_EVALUATIONS = 2**53  # of a whole run, as run.json holds them

Count = Annotated[int, Limits(at_least=1, at_most=MOST_COUNT)]
AtLeastTwo = Annotated[int, Limits(at_least=2, at_most=MOST_COUNT)]
Whole = Annotated[int, Limits(at_least=0, at_most=MOST_COUNT)]  # a count that may be 0
Evaluations = Annotated[int, Limits(at_least=1, at_most=MOST_EVALUATIONS)]
Seed = Annotated[int, Limits(at_least=0, at_most=2**32 - 1)]  # what JAX's keys tell apart
Port = Annotated[int, Limits(at_least=0, at_most=65535)]  # of TCP; 0 for any
Positive = Annotated[float, Limits(above=0.0)]
NotNegative = Annotated[float, Limits(at_least=0.0)]
Share = Annotated[float, Limits(at_least=0.0, at_most=1.0)]
Discount = Annotated[float, Limits(at_least=0.0, below=1.0)]
Rate = Annotated[float, Limits(above=0.0, at_most=1.0)]  # a share that is not 0
Folder = Annotated[str, "FOLDER"]  # `--help` shows this word


def check(recipe: Any) -> None:
    """Checks every setting of a recipe, and stores each in its plain Python type.

    Raises:
      ValueError: a setting has another type than it is declared with, or is out of its range.
    """
    kind: Any = type(recipe)
    kinds = _kinds(kind)
    for field in fields(recipe):
        value = getattr(recipe, field.name)
        object.__setattr__(recipe, field.name, _checked(field.name, value, kinds[field.name]))


@cache
def _kinds(recipe: Any) -> dict[str, Any]:
    return get_type_hints(recipe, include_extras=True)


def _checked(name: str, value: Any, kind: Any, limits: Limits | None = None) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    range_of = {} if limits is None else limits.given()
    if origin is Annotated:
        found = [note for note in inner[1:] if isinstance(note, Limits)]
        return _checked(name, value, inner[0], *found[:1])
    if origin is Literal:
        return _chosen(name, value, inner)
    if origin in (Union, UnionType):
        return _one_of(name, value, inner)
    if origin is tuple:
        return _several(name, value, inner[0])
    if kind is str:
        return _text(name, value)
    if kind not in (bool, int, float):
        return value  # of a type that is no setting's, or somebody's own
    from ramify.checks import arguments  # and JAX, for which `--help` does not wait

    if kind is bool:
        return arguments.flag(name, value)
    check = arguments.whole_number if kind is int else arguments.number
    return check(name, value, **range_of)


def _one_of(name: str, value: Any, kinds: tuple[Any, ...]) -> Any:
    """Checks a value that may be of one of several types, such as `Literal["basic"] | Count | None`."""
    if value is None and NoneType in kinds:
        return None
    words = [word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)]
    others = [kind for kind in kinds if kind is not NoneType and get_origin(kind) is not Literal]
    if not others or (isinstance(value, str) and words):
        return _chosen(name, value, tuple(words), more=" or a number" if others else "")
    return _checked(name, value, others[0])


def _chosen(name: str, value: Any, words: tuple[Any, ...], more: str = "") -> Any:
    if isinstance(value, str) and value in words:
        return str(value)
    choice = ", ".join(map(repr, words))
    raise ValueError(f"{name} is {value!r}: choose one of {choice}{more}.")


def _several(name: str, value: Any, kind: Any) -> tuple[Any, ...]:
    from ramify.checks.arguments import numbers, whole_numbers

    if isinstance(value, str):
        raise ValueError(f"{name} is {value!r}: give a tuple, such as ({value!r},).")
    base, *notes = get_args(kind) if get_origin(kind) is Annotated else (kind,)
    limits = next((note.given() for note in notes if isinstance(note, Limits)), {})
    checks = {int: whole_numbers, float: numbers}
    return checks[base](name, value, **limits) if base in checks else tuple(value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, str | os.PathLike):
        return str(os.fspath(value))
    raise ValueError(f"{name} is {value!r}: give text, such as the path of a folder.")
