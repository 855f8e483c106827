"""Records: frozen dataclasses that are pytrees. States and the data between parts are records."""

import dataclasses
from typing import TypeVar, dataclass_transform

import equinox as eqx
import jax

T = TypeVar("T")


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
    cls.__repr__ = lambda self: eqx.tree_pformat(self)  # type: ignore[method-assign]
    return jax.tree_util.register_dataclass(cls)


class InPlace:
    """Marks a part of a state that is too large to copy: `QD.tell` takes over its memory."""
