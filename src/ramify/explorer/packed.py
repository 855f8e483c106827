"""What the page and its server tell each other: a JSON header, and arrays.

`u32 length of the header | header, padded with spaces | arrays`, little-endian, all parts in multiples
of 4 bytes. In a stream every message is preceded by its u32 length.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

NAMES = {"f32": np.float32, "i32": np.int32, "i16": np.int16, "u8": np.uint8}
_CODES = {np.dtype(kind): name for name, kind in NAMES.items()}


def packed(header: dict[str, Any], **arrays: np.ndarray) -> bytes:
    """One message; of float32, int32, int16 and uint8 arrays.

    Example:
      >>> unpacked(packed({"cell": 3}, x=np.arange(3, dtype=np.int16)))
      ({'cell': 3}, {'x': array([0, 1, 2], dtype=int16)})
    """
    told = [
        {"name": name, "dtype": _CODES[array.dtype], "shape": array.shape}
        for name, array in arrays.items()
    ]
    head = in_json(header | {"arrays": told})
    head += b" " * (-len(head) % 4)
    body = [array.tobytes() for array in arrays.values()]
    padded = [part + bytes(-len(part) % 4) for part in body]
    return b"".join([_u32(len(head)), head, *padded])


def unpacked(message: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The header of a message, and its arrays by name."""
    at = 4 + int.from_bytes(message[:4], "little")
    header, arrays = json.loads(message[4:at]), {}
    for told in header.pop("arrays"):
        dtype, count = np.dtype(NAMES[told["dtype"]]), math.prod(told["shape"])
        arrays[told["name"]] = np.frombuffer(message, dtype, count, at).reshape(told["shape"])
        at += count * dtype.itemsize
        at += -at % 4
    return header, arrays


def framed(message: bytes) -> bytes:
    """A message as part of a stream."""
    return _u32(len(message)) + message


def messages(stream: bytes) -> Iterator[bytes]:
    """Those of a stream."""
    at = 0
    while at < len(stream):
        length = int.from_bytes(stream[at : at + 4], "little")
        yield stream[at + 4 : at + 4 + length]
        at += 4 + length


def in_json(value: Any) -> bytes:
    """As JSON: what is infinite or NaN is null."""
    return json.dumps(_plain(value), separators=(",", ":"), allow_nan=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if hasattr(value, "tolist"):  # NumPy's, or JAX's where a simulator is on its device
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "little")
