"""What ramify saves: arrays in an .npz, and one member `meta` that says in JSON what they are. Of an
uncompressed one, the rows of an array are read when they are asked for.
"""

import json
import os
import struct
import weakref
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import numpy as np
from numpy.lib import format as npy

from ramify.run.files import RunError, open_regular, write_atomically
from ramify.run.schema import META_BYTES, Described, parse_meta

M = TypeVar("M", bound=Described)

_LOCAL = struct.Struct(
    "<26xHH"
)  # of a zip member's own header: the lengths of name and extra field


class Rows:
    """An array that stays in its file, which may be replaced under its name meanwhile.

    Index it by rows, as a NumPy array, to read them; `np.asarray` reads all. Several threads may.

    Attributes:
      shape, dtype: of the whole array.
    """

    def __init__(self, file: BinaryIO, shape: tuple[int, ...], dtype: np.dtype):
        self.shape, self.dtype, self._at = shape, dtype, file.tell()
        self._bytes = dtype.itemsize * int(np.prod(shape[1:]))
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


def write(path: Path, meta: dict[str, Any], members: dict[str, Any], *, remedy: str = "") -> None:
    """Writes the file, whole or not at all.

    Raises:
      RunError: it cannot be written; the message ends with the remedy.
    """
    described = {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)} | members
    with write_atomically(path, remedy=remedy) as file:
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
      missing: message where there is no such file.
      remedy: what to do where the file is damaged.
      wanted: tells by name which members are read.
      left: members that stay in the file.

    Raises:
      RunError: there is no such file, it is damaged, or of another version.
    """
    try:
        with open_regular(path) as raw, np.load(raw, allow_pickle=False) as file:
            meta = parse_meta(_meta(file), kind, path, remedy)
            names = [name for name in file.files if name != "meta" and wanted(name)]
            members = {name: file[name] for name in names if name not in left}
            members |= {name: left_in_file(raw, name) for name in left}
    except FileNotFoundError:
        raise RunError(missing) from None
    except RunError:
        raise
    except _DAMAGE as error:
        said = f"{type(error).__name__}: {error}"
        raise RunError(f"{path} is cut short or not ramify's ({said}): {remedy}.") from None
    return meta, members


# What NumPy and zipfile raise for damaged files: many kinds, of which few are documented.
_DAMAGE = (
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
    struct.error,
    zlib.error,
    BadZipFile,
)


def _meta(file: Any) -> bytes:
    meta = file["meta"]
    if meta.dtype != np.uint8 or meta.ndim != 1 or len(meta) > META_BYTES:
        raise ValueError("its metadata is no text")
    return meta.tobytes()


def left_in_file(file: BinaryIO, name: str) -> "Rows | np.ndarray":
    """The array `name` of an open .npz; where it is compressed, or not row by row, read whole.

    Raises:
      KeyError: there is none of this name.
    """
    with ZipFile(file) as members:
        member = members.getinfo(f"{name}.npy")
        if member.compress_type == ZIP_STORED:
            file.seek(member.header_offset)
            file.seek(sum(_LOCAL.unpack(file.read(_LOCAL.size))), os.SEEK_CUR)
            first = npy.read_magic(file) == (1, 0)
            header = npy.read_array_header_1_0 if first else npy.read_array_header_2_0
            shape, by_columns, dtype = header(file)
            if shape and not (by_columns or dtype.hasobject):
                return Rows(file, shape, dtype)
        with members.open(member) as packed:
            return npy.read_array(packed, allow_pickle=False)
