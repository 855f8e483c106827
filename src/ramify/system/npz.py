"""Reads and writes .npz files: arrays, and one member `meta` that describes them in JSON.

A file may be damaged, or made by a stranger. So three checks come before an array is used: the members
of the zip file follow each other without gaps, the checksum of the whole member is right, and the shape
and dtype in the array's header account for every byte.

ramify writes uncompressed members. A compressed copy is read up to a limit (`INFLATED`).
"""

import json
import math
import os
import struct
import weakref
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy

from ramify.system.files import RunError, open_regular, write_atomically
from ramify.system.parsing import META_BYTES, Described, parse_meta

M = TypeVar("M", bound=Described)

INFLATED = (8, 64_000_000)  # compressed members have at most 8 times the file's bytes plus 64 MB
CHUNK, HEADER = 2**20, 2**16  # bytes read at a time; most bytes of an array's header
NUMBERS = "biufc"  # kinds of dtype
_LOCAL = struct.Struct("<4s2x2H4x3I2H")  # a zip member's own header
_UTF8 = 0x800  # the only flag of a member that is allowed
_LARGE = 0xFFFFFFFF  # the size is in the extra field
# The errors that NumPy and zipfile raise for damaged files. Few of them are documented.
DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    EOFError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    MemoryError,
    BadZipFile,
    struct.error,
    zlib.error,
)


class Rows:
    """An array that stays in its file. It stays readable when another file gets the file's name.

    An index reads rows, as with a NumPy array. `np.asarray` reads all rows. Several threads may read at
    the same time.

    Attributes:
      shape, dtype: shape and dtype of the whole array.
    """

    def __init__(self, file: BinaryIO, at: int, shape: tuple[int, ...], dtype: np.dtype):
        self.shape, self.dtype, self._at = shape, dtype, at
        self._bytes = dtype.itemsize * math.prod(shape[1:])
        self._descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._descriptor)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: Any) -> np.ndarray:
        wanted = np.arange(len(self))[rows]
        values = np.empty((wanted.size, *self.shape[1:]), self.dtype)
        for value, row in zip(values, wanted.ravel().tolist(), strict=True):
            value[...] = self._read(row, 1)[0]
        return values.reshape(*wanted.shape, *self.shape[1:])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self._read(0, len(self)).astype(dtype or self.dtype, copy=False)

    def _read(self, first: int, many: int) -> np.ndarray:
        held = bytearray(many * self._bytes)
        left, at = memoryview(held), self._at + first * self._bytes
        while left:
            got = os.preadv(self._descriptor, [left], at)
            if not got:
                raise OSError("archive.npz was cut short while it was open: open it again.")
            left, at = left[got:], at + got
        return np.frombuffer(held, self.dtype).reshape(many, *self.shape[1:])


def write(
    path: Path, meta: dict[str, Any], members: dict[str, Any], *, then: str = "try again"
) -> None:
    """Writes a file. An error or a kill leaves an earlier file as it is.

    Args:
      path: the file.
      meta: JSON values that describe the file.
      members: arrays by name.
      then: what the user can do once the reason of an error is gone, for messages.

    Raises:
      RunError: the file cannot be written.
    """
    described = {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)} | members
    with write_atomically(path, then=then) as file:
        np.savez(file, **described)


def read(
    path: Path,
    kind: type[M],
    *,
    missing: str,
    remedy: str,
    wanted: Callable[[str], bool] = lambda name: True,
    left: tuple[str, ...] = (),
) -> tuple[M, dict[str, Any]]:
    """Reads the metadata and the wanted members.

    Args:
      path: the file.
      kind: struct that describes the metadata.
      missing: message if there is no such file.
      remedy: what the user can do if the file is damaged, for messages.
      wanted: (name) -> True for a member to read.
      left: names of members that stay in the file.

    Raises:
      RunError: the file is missing or damaged, or another version wrote it.
    """
    try:
        with open_regular(path) as raw, ZipFile(raw) as zipped:
            found = {member.name: member for member in _members(raw, zipped)}
            meta = parse_meta(found["meta"].text(), kind, path, remedy)
            names = [name for name in found if name != "meta" and wanted(name)]
            members: dict[str, Any] = {
                name: found[name].array() for name in names if name not in left
            }
            members |= {name: found[name].rows() for name in left}
    except FileNotFoundError:
        raise RunError(missing) from None
    except RunError:
        raise
    except PermissionError:
        raise RunError(f"{path} cannot be read: you have no permission.") from None
    except DAMAGE as error:
        what = f"it has no {error}" if isinstance(error, KeyError) else error
        raise RunError(
            f"{path} is damaged, cut short or not ramify's ({what}): {remedy}."
        ) from None
    return meta, members


@dataclass(frozen=True)
class _Member:
    """An array in an open file. It is verified when it is read."""

    raw: BinaryIO
    zipped: ZipFile
    info: ZipInfo
    at: int  # position of its first byte

    @property
    def name(self) -> str:
        return self.info.filename.removesuffix(".npy")

    @property
    def size(self) -> int:
        return self.info.file_size

    def text(self) -> bytes:
        """Returns the bytes of the metadata.

        Raises:
          DAMAGE: they are damaged, or longer than ramify writes.
        """
        if self.size > META_BYTES:
            raise ValueError(f"its metadata has {self.size} bytes")
        values = self.array()
        if values.dtype != np.uint8 or values.ndim != 1:
            raise ValueError("its metadata is not text")
        return values.tobytes()

    def array(self) -> np.ndarray:
        """Returns the array.

        Raises:
          DAMAGE: it is damaged.
        """
        held = np.empty(self.size, np.uint8)
        shape, by_columns, dtype, at = self._header(self._verify(held))
        return np.ndarray(shape, dtype, held, at, order="F" if by_columns else "C")

    def rows(self) -> "Rows | np.ndarray":
        """Returns the array without reading it, unless it is compressed or stored by columns.

        Raises:
          DAMAGE: it is damaged.
        """
        if self.info.compress_type == ZIP_STORED:
            shape, by_columns, dtype, at = self._header(self._verify())
            if shape and not by_columns:
                return Rows(self.raw, self.at + at, shape, dtype)
        return self.array()

    def _verify(self, into: np.ndarray | None = None) -> bytes:
        """Reads the member and verifies it, into an array if one is given. Returns its first bytes."""
        checksum, size, first = 0, 0, b""
        for part in (
            self._stored(into) if self.info.compress_type == ZIP_STORED else self._inflated()
        ):
            checksum, first = zlib.crc32(part, checksum), first or bytes(part[:HEADER])
            if into is not None and self.info.compress_type != ZIP_STORED:
                into[size : size + len(part)] = np.frombuffer(part, np.uint8)
            size += len(part)
        if checksum != self.info.CRC or size != self.size:
            raise ValueError(f"the checksum of {self.name} is wrong")
        return first

    def _stored(self, into: np.ndarray | None) -> Iterator[memoryview]:
        scratch = None if into is not None else memoryview(bytearray(min(CHUNK, self.size)))
        for begin in range(0, self.size, CHUNK):
            size = min(CHUNK, self.size - begin)
            part = scratch[:size] if scratch else memoryview(into)[begin : begin + size]  # type: ignore
            left, at = part, self.at + begin
            while left:
                if not (got := os.preadv(self.raw.fileno(), [left], at)):
                    raise EOFError(f"{self.name} ends early")
                left, at = left[got:], at + got
            yield part

    def _inflated(self) -> Iterator[bytes]:
        with self.zipped.open(self.info) as file:
            while part := file.read(CHUNK):
                yield part

    def _header(self, first: bytes) -> tuple[tuple[int, ...], bool, np.dtype, int]:
        """Returns the shape, True for column order, the dtype, and where the numbers begin."""
        file = BytesIO(first)
        reader = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}.get(
            npy.read_magic(file)
        )
        if reader is None:
            raise ValueError(f"{self.name} has a header of an unknown version")
        shape, by_columns, dtype = reader(file)
        payload = self.size - file.tell()
        if dtype.kind not in NUMBERS:
            raise ValueError(f"{self.name} holds {dtype}, not numbers")
        rows = shape[0] if shape else 0
        whole = math.prod(shape) * dtype.itemsize == payload and min(shape, default=0) >= 0
        if not whole or rows > os.fstat(self.raw.fileno()).st_size:
            raise ValueError(
                f"{self.name} claims shape {shape} of {dtype}, and has {payload} bytes"
            )
        return shape, by_columns, dtype, file.tell()


def _members(raw: BinaryIO, zipped: ZipFile) -> Iterator[_Member]:
    """Yields the members of a zip file, which must follow each other without gaps.

    Raises:
      ValueError: the file's directory does not agree with its members, or they inflate beyond the limit.
    """
    at, inflated, names = 0, 0, set()
    for info in sorted(zipped.infolist(), key=lambda info: info.header_offset):
        raw.seek(at)
        length = _LOCAL.size + _agreed_length(raw, info) if info.header_offset == at else 0
        if not length or info.filename in names or not info.filename.endswith(".npy"):
            raise ValueError(f"its list of arrays is damaged at {info.filename!r}")
        names.add(info.filename)
        yield _Member(raw, zipped, info, at + length)
        at += length + info.compress_size
        inflated += info.file_size if info.compress_type == ZIP_DEFLATED else 0
    size, (times, more) = os.fstat(raw.fileno()).st_size, INFLATED
    if at != zipped.start_dir:
        raise ValueError("its list of arrays is damaged at the end")
    if inflated > times * size + more:
        raise ValueError(
            f"its compressed arrays inflate to {inflated} bytes, {size} are in the file"
        )


def _agreed_length(raw: BinaryIO, info: ZipInfo) -> int:
    """Returns the bytes of name and extra field in a member's header; 0 if the directory differs."""
    signature, flags, method, checksum, packed, size, name, extra = _LOCAL.unpack(
        raw.read(_LOCAL.size)
    )
    written, extras = raw.read(name), raw.read(extra)
    if size == _LARGE or packed == _LARGE:
        kind, length, size, packed = struct.unpack("<HHQQ", extras)
        if (kind, length) != (1, 16):
            return 0
    listed = info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size
    known = method in (ZIP_STORED, ZIP_DEFLATED) and not flags & ~_UTF8
    stored = method != ZIP_STORED or size == packed
    same = signature == b"PK\3\4" and (flags, method, checksum, packed, size) == listed
    named = written.decode("utf-8" if flags & _UTF8 else "cp437") == info.orig_filename
    return name + extra if known and stored and same and named else 0
