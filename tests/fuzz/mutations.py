"""Damage to files: flipped bits, cut ends, and values that nobody expects."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

# As JSON texts, since some cannot be had otherwise.
VALUES = (
    "null",
    "true",
    "-1",
    "0",
    "3",
    "0.5",
    "1e400",
    "NaN",
    "1" + 400 * "0",
    "9007199254740992",
    '""',
    '"auto"',
    r'"[red]\u001b[2J\u0000\n$\\frac$"',
    r'"\ud800"',
    json.dumps("x" * 5000),
    "[]",
    '[1, "a", null]',
    "{}",
    '{"control_steps": -1}',
    100 * "[" + 100 * "]",
)
_HOLE = "a hole in the text"


def mutated(value: Any) -> Iterator[str]:
    """Returns texts of a JSON value in which one entry is missing or is another value."""
    for path in _paths(value):
        if path:
            yield json.dumps(_without(value, path))
        text = json.dumps(_with(value, path, _HOLE))
        for other in VALUES:
            yield text.replace(json.dumps(_HOLE), other)


def misshapen(members: dict[str, np.ndarray]) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Returns arrays of an .npz of which one is missing or is another, and what was done to it."""
    for name, values in members.items():
        yield f"no {name}", {k: v for k, v in members.items() if k != name}
        others = {
            "one dimension more": values[None],
            "flat": values.ravel(),
            "one row": values[:1] if values.ndim else values,
            "empty": np.zeros((0, *values.shape[1:]), values.dtype),
            "twice": np.concatenate([values, values]) if values.ndim else values,
            "float64": values.astype(np.float64),
            "bool": values.astype(bool),
            "big-endian": values.astype(values.dtype.newbyteorder(">")),
            "the largest": np.full_like(values, _largest(values.dtype)),
            "text": np.full(values.shape, "abc"),
            "complex": values.astype(complex),
        }
        for what, other in others.items():
            yield f"{name}: {what}", members | {name: other}
    yield "a new field", members | {"field:more": np.zeros((3, 2), np.float32)}
    yield "an object", members | {"field:more": np.array([{}], dtype=object)}


def _largest(dtype: np.dtype) -> float | int | bool:
    if dtype.kind == "f":
        return np.inf
    return True if dtype.kind == "b" else int(np.iinfo(dtype).max)


def damaged(content: bytes, count: int, rng: np.random.Generator) -> Iterator[bytes]:
    """Returns contents with one bit flipped, or cut short: half of each."""
    for number in range(count):
        at = int(rng.integers(len(content)))
        if number % 2:
            yield content[:at]
        else:
            flipped = content[at] ^ (1 << int(rng.integers(8)))
            yield content[:at] + bytes([flipped]) + content[at + 1 :]


def _paths(value: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    entries = value.items() if isinstance(value, dict) else ()
    entries = enumerate(value) if isinstance(value, list) else entries
    for name, entry in entries:
        yield from _paths(entry, (*path, name))


def _with(value: Any, path: tuple, other: Any) -> Any:
    if not path:
        return other
    copy = value.copy()
    copy[path[0]] = _with(value[path[0]], path[1:], other)
    return copy


def _without(value: Any, path: tuple) -> Any:
    copy = value.copy()
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = _without(value[path[0]], path[1:])
    return copy
