"""The format of messages between the page and its server: a JSON header and arrays.

A message is `u32 length of the header | header, padded with spaces | arrays`, little-endian. Each part
is padded to a multiple of 4 bytes. In a stream, the u32 length of a message comes before it.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

NAMES = {"f32": np.float32, "i32": np.int32, "i16": np.int16, "u8": np.uint8}
_CODES = {np.dtype(kind): name for name, kind in NAMES.items()}


def pack(header: dict[str, Any], **arrays: np.ndarray) -> bytes:
    """Returns a message with float32, int32, int16 or uint8 arrays.

    Example:
      >>> unpack(pack({"cell": 3}, x=np.arange(3, dtype=np.int16)))
      ({'cell': 3}, {'x': array([0, 1, 2], dtype=int16)})
    """
    described = [
        {"name": name, "dtype": _CODES[array.dtype], "shape": array.shape}
        for name, array in arrays.items()
    ]
    head = to_json(header | {"arrays": described})
    head += b" " * (-len(head) % 4)
    body = [array.tobytes() for array in arrays.values()]
    padded = [part + bytes(-len(part) % 4) for part in body]
    return b"".join([_u32(len(head)), head, *padded])


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Returns the header of a message, and its arrays by name."""
    at = 4 + int.from_bytes(message[:4], "little")
    header, arrays = json.loads(message[4:at]), {}
    for one in header.pop("arrays"):
        dtype, count = np.dtype(NAMES[one["dtype"]]), math.prod(one["shape"])
        arrays[one["name"]] = np.frombuffer(message, dtype, count, at).reshape(one["shape"])
        at += count * dtype.itemsize
        at += -at % 4
    return header, arrays


def frame_message(message: bytes) -> bytes:
    """Returns a message as part of a stream: its length, then the message."""
    return _u32(len(message)) + message


def split_stream(stream: bytes) -> Iterator[bytes]:
    """Yields the messages of a stream."""
    at = 0
    while at < len(stream):
        length = int.from_bytes(stream[at : at + 4], "little")
        yield stream[at + 4 : at + 4 + length]
        at += 4 + length


def to_json(value: Any) -> bytes:
    """Returns a value as JSON. Infinite numbers and NaN become null."""
    return json.dumps(_plain(value), separators=(",", ":"), allow_nan=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if hasattr(value, "tolist"):  # a NumPy or JAX array
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "little")
