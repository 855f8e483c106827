"""Reads and parses files that may be damaged or may come from a stranger.

The result is typed values, or a `RunError` that names the file and says what to do.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

import msgspec
from msgspec import Meta

from ramify.system.files import RunError, open_regular

Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Short = Annotated[str, Meta(max_length=100)]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Positive = Annotated[int, Meta(ge=1, le=2**53)]
Amount = Annotated[float, Meta(ge=0.0, le=1e18)]

CONFIG_BYTES, META_BYTES = 2**20, 2**20  # most bytes of run.json, and of the metadata of an .npz
DEPTH = 16  # most levels of nested lists and objects
LEAST, MOST = -(2**63), 2**64 - 1  # range of an integer


class Described(Protocol):
    """A struct that names the formats it can hold."""

    formats: ClassVar[tuple[int, ...]]


T = TypeVar("T", bound=Described)


def read_bytes(path: Path, limit: int) -> bytes:
    """Returns the content of a regular file.

    Raises:
      FileNotFoundError: there is no such file.
      RunError: the file is not a regular file, has more than `limit` bytes, or cannot be read.
    """
    try:
        with open_regular(path) as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read: {reason(error)}.") from None
    if len(content) > limit:
        raise RunError(f"{path} has more than {limit} bytes: it was not written by ramify.")
    return content


def parse_json(content: bytes) -> Any:
    """Returns the value of a JSON text from a stranger.

    Raises:
      ValueError: the text is not JSON, is nested too deeply, or holds an integer beyond 64 bits.
    """
    try:
        value = json.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError(f"it is nested more than {DEPTH} deep") from None
    level, depth = [value], 0
    while level:
        if depth > DEPTH:
            raise ValueError(f"it is nested more than {DEPTH} deep")
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner += [*one.keys(), *one.values()]
            elif isinstance(one, list):
                inner += one
            elif isinstance(one, str):
                one.encode("utf-8")  # a lone surrogate cannot be written again
            elif isinstance(one, int) and not LEAST <= one <= MOST:
                raise ValueError("an integer has more than 64 bits")
        level, depth = inner, depth + 1
    return value


def parse_meta(content: bytes, kind: type[T], path: Path, remedy: str) -> T:
    """Returns the metadata in a file that ramify wrote.

    Args:
      content: the JSON text.
      kind: struct that describes it.
      path: file that it was read from, for messages.
      remedy: what the user can do if the file is damaged, for messages.

    Raises:
      RunError: the metadata is damaged, or this version does not read its format.
    """
    if len(content) > META_BYTES:
        raise RunError(f"{path} has metadata of {len(content)} bytes: {remedy}.")
    try:
        value = parse_json(content)
        if not isinstance(value, dict):
            raise ValueError("its metadata is not a JSON object")
        found = value.get("format")
        if type(found) is not int or found not in kind.formats:
            known = " and ".join(map(str, kind.formats))
            raise RunError(f"{path} has format {short(found)}, and this version reads {known}.")
        return msgspec.convert(value, kind)
    except ValueError as error:
        raise RunError(f"{path} is damaged ({reason(error)}): {remedy}.") from None


def checksum_of(value: Any) -> str:
    """Returns a checksum of a JSON value. It does not depend on the order of entries."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def short(value: Any) -> str:
    """Returns a value as a message shows it, at most 60 characters long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def reason(error: Exception) -> str:
    """Returns an error's text without the path, for the parenthesis of a message."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:200].replace(" - at `$.", " at `").replace(" - at `$", " at `")
