"""Records: frozen dataclasses that are pytrees. States and the data between parts are records."""

import dataclasses
from typing import Any, TypeVar, dataclass_transform

import equinox as eqx
import jax

T = TypeVar("T")
FEW, LONG = 8, 80  # items of a tuple, and characters of a value, that a repr shows


@dataclass_transform(frozen_default=True, field_specifiers=(eqx.field, dataclasses.field))
def record(cls: type[T]) -> type[T]:
    """Makes a class a frozen dataclass that is a pytree of its fields. States and messages are records.

    An `eqx.Module` would take 0.1 ms more to build and to flatten, which is too long for objects that
    are made in every iteration.

    Example:
      >>> @record
      ... class Pair:
      ...     a: jax.Array
      ...     b: jax.Array
      >>> jax.tree.map(lambda x: x + 1, Pair(1, 2)).b
      3
    """
    cls = dataclasses.dataclass(frozen=True, eq=False, repr=False)(cls)
    cls.__repr__ = short_repr  # type: ignore[method-assign]
    return jax.tree_util.register_dataclass(cls)


SHORT = 300  # characters of a repr, above which it shows fewer levels


def short_repr(self: Any) -> str:
    """Returns one line about a dataclass: its fields that differ from their defaults.

    Arrays are types and shapes. Parts that are too long are `...`.

    Example:
      >>> import numpy as np
      >>> from ramify.core import Query
      >>> Query(np.zeros((5, 3), np.float32), 5)
      Query(x=f32[5,3](numpy), offered=5)
    """
    texts = (_text(self, levels) for levels in (4, 3, 2))
    return next((text for text in texts if len(text) <= SHORT), _text(self, 1))


def _is_default(field: dataclasses.Field, value: Any) -> bool:
    plain = value is None or isinstance(value, bool | int | float | str | tuple)
    return plain and type(value) is type(field.default) and value == field.default


def _text(value: Any, levels: int) -> str:
    name = type(value).__name__
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if not levels:
            return f"{name}(...)"
        fields = ((field, getattr(value, field.name, None)) for field in dataclasses.fields(value))
        shown = ((f.name, part) for f, part in fields if f.repr and not _is_default(f, part))
        return f"{name}({', '.join(f'{key}={_text(part, levels - 1)}' for key, part in shown)})"
    if isinstance(value, dict):
        parts = [f"{key!r}: {_text(part, max(levels - 1, 0))}" for key, part in value.items()]
        return f"{{{', '.join(parts)}}}" if levels or not value else "{...}"
    if type(value) in (tuple, list) and len(value) > FEW:
        return f"<{len(value)} values>"
    if type(value) in (tuple, list):
        parts = [_text(part, levels) for part in value]
        comma = "," if name == "tuple" and len(value) == 1 else ""
        ends = "()" if name == "tuple" else "[]"
        return ends[0] + ", ".join(parts) + comma + ends[1]
    if callable(value) and hasattr(value, "__qualname__"):
        return value.__name__
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return eqx.tree_pformat(value)
    text = " ".join(repr(value).split())
    return text if len(text) <= LONG else f"{name}(...)"


class InPlace:
    """Marks a part of a state that is too large to copy: `QD.tell` takes over its memory."""
