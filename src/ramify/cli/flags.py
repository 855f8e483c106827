"""Turns the fields of settings into command-line flags: types, defaults and help texts.

tyro can do this by itself. But it keeps the source's line breaks in a help text, and it shows None as a
value and as a default. Help texts are read from the source only when they are shown.
"""

import ast
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache, partial
from inspect import getsource
from pathlib import Path
from textwrap import dedent
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from tyro.conf import Positional, arg
from tyro.constructors import (
    MISSING_NONPROP,
    ConstructorRegistry,
    StructConstructorSpec,
    StructFieldSpec,
    StructTypeInfo,
)

REGISTRY = ConstructorRegistry()  # for `tyro.cli`
UNSAID = None, ()  # defaults that the help text explains
PLACEHOLDERS = {int: "INT", float: "FLOAT", str: "TEXT", Path: "PATH"}


@REGISTRY.struct_rule
def flags(info: StructTypeInfo) -> StructConstructorSpec | None:
    """Returns the flags of one of ramify's dataclasses. Other types are left to tyro."""
    if not (is_dataclass(info.type) and info.type.__module__.startswith("ramify.")):
        return None
    owner: Any = info.type
    kinds = get_type_hints(owner, include_extras=True)
    return StructConstructorSpec(
        owner, tuple(_flag(owner, field, kinds[field.name]) for field in fields(owner))
    )


def _flag(owner: type, field: Field, kind: Any) -> StructFieldSpec:
    options: dict[str, Any] = {}
    if placeholder := _placeholder(kind):
        options["metavar"] = placeholder
    if field.default in UNSAID or "..." in (placeholder or ""):
        hint = "(required)" if field.default is MISSING else partial(_default, owner, field.name)
        options["help_behavior_hint"] = hint
    if options:
        kind = Annotated[kind, arg(**options)]
    default = MISSING_NONPROP if field.default is MISSING else field.default
    text = partial(_without_default, owner, field.name)
    return StructFieldSpec(field.name, kind, default, text)


def _placeholder(kind: Any) -> str | None:
    """Returns how a flag's value is shown, such as INT; None where tyro's own choice is as good."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        named = [note for note in inner[1:] if isinstance(note, str)]
        other = None if Positional in inner[1:] else _placeholder(inner[0])
        return named[0] if named else other
    if origin is Literal:
        return "{" + ",".join(map(str, inner)) + "}"
    if origin is tuple:
        return f"{_placeholder(inner[0])} ..."
    if origin in (Union, UnionType):
        kinds = [one for one in inner if one is not NoneType]
        # A bool that may be None is no pair of flags, --on and --no-on: None is a third value.
        shown = ["{True,False}" if one is bool else _placeholder(one) for one in kinds]
        return None if None in shown else "|".join(map(str, shown))
    return PLACEHOLDERS.get(kind)


def _without_default(owner: type, name: str) -> str:
    return help_text(owner, name).partition(" Default: ")[0]


def _default(owner: type, name: str, value: str) -> str:
    """Returns the hint after a help text: the default that the text ends with, or else the value."""
    said = help_text(owner, name).partition(" Default: ")[2].removesuffix(".")
    if value in ("None", "") and not said:
        return "(optional)"
    return f"(default: {said or value})"


def help_text(owner: type, name: str) -> str:
    """Returns the text below a field, of the class or of the nearest base that has one.

    Example:
      >>> from ramify.recipes.settings import TD3Settings
      >>> help_text(TD3Settings, "rate")
      'Learning rate of actors and critics (Adam).'
    """
    return next((texts[name] for cls in owner.__mro__ if name in (texts := _texts(cls))), "")


@cache
def _texts(cls: type) -> dict[str, str]:
    """Returns the string below each field of a class, in one line."""
    if cls is object:
        return {}
    (definition,) = ast.parse(dedent(getsource(cls))).body
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for above, below in zip(definition.body, definition.body[1:], strict=False):
        match above, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
    return found
