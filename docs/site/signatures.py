"""Tells mkdocstrings what it cannot read from the source code.

- The arguments of classes that are dataclasses without the decorator: equinox modules and records.
- The settings of a recipe, which have a docstring each, as one list of attributes.
- Names that a module of the same name hides, such as `ramify.recipes.cma_mega`.
- "Example:", which mkdocstrings knows as "Examples:".
"""

import inspect
import re
import runpy
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import griffe

API = runpy.run_path(str(Path(__file__).parents[1] / "api.py"))


class Signatures(griffe.Extension):
    """Completes the classes that the reference shows."""

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        names = [
            name for subject in API["SUBJECTS"].values() for name in API["public_names"](subject)
        ]
        shown = {}
        for name in names:
            held = API["named"](name)
            shown[name] = pkg[f"{held.__module__}.{held.__qualname__}".removeprefix("ramify.")]
            if name.startswith(API["SETTINGS_ELSEWHERE"]) and inspect.isclass(held):
                shown[name].docstring = _settings(shown[name], held)
                kind = griffe.ParameterKind.var_keyword
                init = _function(shown[name], griffe.Parameter("settings", kind=kind))
                shown[name].set_member("__init__", init)
            elif is_dataclass(held) and not _written_out(shown[name]):
                shown[name].set_member("__init__", _init(shown[name], held))
        for name in names:
            _, *modules, last = name.split(".")
            parent = pkg[".".join(modules)] if modules else pkg
            if parent.members.get(last) is not shown[name]:
                parent.members[last] = griffe.Alias(last, target=shown[name], parent=parent)

    def on_instance(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        if obj.docstring:
            obj.docstring.value = re.sub(
                r"^( *)Example:$", r"\1Examples:", obj.docstring.value, flags=re.M
            )


def _init(shown: griffe.Class, held: type) -> griffe.Function:
    """Returns the `__init__` of a dataclass, with the types as they are written in the source."""
    parameters = []
    for one in inspect.signature(held).parameters.values():
        attribute = _attribute(shown, one.name)
        value = None if one.default is one.empty else API["default"](one.default)
        kind = griffe.ParameterKind(one.kind.description)
        annotation = attribute.annotation if attribute else None
        parameters.append(
            griffe.Parameter(one.name, annotation=annotation, kind=kind, default=value)
        )
    return _function(shown, *parameters)


def _written_out(shown: griffe.Class) -> bool:
    """Returns True if the class has an `__init__` in its source."""
    init = shown.members.get("__init__")
    return init is not None and bool(init.lineno)


def _function(shown: griffe.Class, *parameters: griffe.Parameter) -> griffe.Function:
    itself = griffe.Parameter("self", kind=griffe.ParameterKind.positional_or_keyword)
    init = griffe.Function("__init__", parameters=griffe.Parameters(itself, *parameters))
    init.parent = shown
    return init


def _attribute(shown: griffe.Class, name: str) -> Any:
    """Returns the attribute of a class or of its bases; None if there is none."""
    classes = [shown, *shown.mro()]
    return next((one.members[name] for one in classes if name in one.members), None)


class Settings(griffe.Docstring):
    """A recipe's docstring with a list of its settings: type, help and default."""

    @property
    def parsed(self) -> list[griffe.DocstringSection]:  # type: ignore[override]
        about, settings = griffe.DocstringSectionText(self.value), []
        for name, kind, told, value in self.settings:
            if value and "Default:" not in told:
                told += f" Default: `{value}`."
            settings.append(griffe.DocstringAttribute(name, annotation=kind, description=told))
        return [about, griffe.DocstringSectionAttributes(settings)]

    settings: tuple[tuple[str, str, str, str], ...] = ()


def _settings(shown: griffe.Class, held: type) -> Settings:
    docstring = Settings(inspect.getdoc(held) or "", parent=shown, lineno=1)
    hints, settings = get_type_hints(held), []
    for one in fields(held):
        attribute = _attribute(shown, one.name)
        told = attribute.docstring.value if attribute and attribute.docstring else ""
        value = one.default if one.default_factory is MISSING else one.default_factory()
        given = "" if value is MISSING else API["default"](value)
        settings.append((one.name, _written(hints[one.name]), " ".join(told.split()), given))
    docstring.settings = tuple(settings)
    return docstring


def _written(hint: Any) -> str:
    """Returns a type as the source would write it today: `int | None` for Optional[int]."""
    if get_origin(hint) in (Union, UnionType):
        return " | ".join(map(_written, get_args(hint)))
    if hint is type(None):
        return "None"
    return inspect.formatannotation(hint).replace("typing.", "")
