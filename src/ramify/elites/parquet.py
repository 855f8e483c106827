"""Elites in a Parquet file: the columns of archive.npz, with axes and names in the metadata.

Parquet has checksums of pages only, not of headers and metadata. So the metadata holds a seal: the
checksum of the whole file, computed with zeros in the seal's place. It is verified before anything is
parsed. Pages have checksums, too, for other readers. Files of format 1 have no checksums.
"""

import json
import math
import zlib
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import numpy as np
from msgspec import Meta, Struct, convert

from ramify.system.files import open_regular, write_atomically
from ramify.system.parsing import parse_json

_FORMAT, _META, _FIELD = 2, b"ramify", "field:"
_SEAL, _ZEROS, _CHUNK = b"ramify:crc32=", b"00000000", 2**24
_ROWS = ("solution", "objective", "measures", "cell")
_UNCHECKED = 1  # the format before checksums
_CODECS, _ENCODINGS = (
    {"SNAPPY", "UNCOMPRESSED"},
    {"PLAIN", "RLE", "BIT_PACKED"},
)  # of ramify's files
_RATIO, _SLACK = (
    32,
    64_000_000,
)  # values take at most 32 times the file's bytes (Snappy: 21) and 64 MB
_LIMITS = {"thrift_string_size_limit": 256_000_000, "thrift_container_size_limit": 1_000_000}


def write_columns(elites: dict[str, Any], path: Path) -> None:
    """Writes the attributes of an `EliteTable`, by name. See `EliteTable.to_parquet`."""
    pa, pq = _pyarrow()
    _check(elites)
    columns = {name: np.asarray(elites[name]) for name in _ROWS}
    columns |= {_FIELD + name: np.asarray(values) for name, values in elites["fields"].items()}
    for name, values in columns.items():
        if values.dtype.kind not in "biuf":
            raise ValueError(
                f"{name} has dtype {values.dtype}, and only numbers are kept: leave it out of `fields`."
            )

    def column(values: np.ndarray) -> Any:
        flat = pa.array(np.ascontiguousarray(values).reshape(-1))
        width = int(np.prod(values.shape[1:]))
        return flat if values.ndim == 1 else pa.FixedSizeListArray.from_arrays(flat, width)

    meta = {
        "format": _FORMAT,
        "lower": [float(v) for v in elites["lower"]],
        "upper": [float(v) for v in elites["upper"]],
        "shape": [int(v) for v in elites["shape"]],
        "names": list(elites["names"]),
        "simulator": elites["simulator"],
        "rows": {name: values.shape[1:] for name, values in columns.items()},
        "centroid": None if elites["centroid"] is None else elites["centroid"].tolist(),
    }
    table = pa.table({name: column(values) for name, values in columns.items()})
    table = table.replace_schema_metadata({_META: json.dumps(meta), "seal": _SEAL + _ZEROS})
    with write_atomically(path) as file:  # without a dictionary, since floats hardly repeat
        pq.write_table(table, file, use_dictionary=False, write_page_checksum=True)
        file.flush()
        at, checksum = _sealed(file)
        file.seek(at)
        file.write(checksum)


def read_columns(path: Path) -> dict[str, Any]:
    """Reads the attributes of an `EliteTable`, by name. See `ramify.read_parquet`."""
    pa, pq = _pyarrow()
    with open_regular(path) as file:
        try:
            at, checksum = _sealed(file)
            file.seek(at)
            if at and file.read(len(checksum)) != checksum:
                raise ValueError("its checksum is wrong")
            found = pq.ParquetFile(file, page_checksum_verification=True, **_LIMITS)
            meta = _meta(path, found.schema_arrow.metadata or {}, sealed=at > 0)
            _refuse_bombs(found, path.stat().st_size)
            table = found.read()
            columns = {name: _column(table, name, shape) for name, shape in meta.rows.items()}
            return _table(columns, meta)
        except _NotOursError:
            raise
        except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError) as error:
            raise ValueError(
                f"{path} is damaged, cut short or not a Parquet file ({error}): replace it with a copy, "
                "or export the run again."
            ) from None


class _NotOursError(ValueError):
    """A Parquet file that ramify did not write, or another version did."""


def _sealed(file: BinaryIO) -> tuple[int, bytes]:
    """Returns the position of the seal's digits (0 if there is no seal) and the right digits."""
    with mmap(file.fileno(), 0, access=ACCESS_READ) as held, memoryview(held) as data:
        if (mark := held.rfind(_SEAL)) < 0:
            return 0, b""
        at = mark + len(_SEAL)
        checksum = zlib.crc32(_ZEROS, _checksum(data[:at]))
        checksum = _checksum(data[at + len(_ZEROS) :], checksum)
        return at, b"%08x" % checksum


def _checksum(data: memoryview, before: int = 0) -> int:
    for first in range(0, len(data), _CHUNK):
        before = zlib.crc32(data[first : first + _CHUNK], before)
    return before


class _Meta(Struct, frozen=True, kw_only=True):
    """The metadata of a file: axes, names, and the shape of a row of every column."""

    format: int
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    shape: tuple[Annotated[int, Meta(ge=1)], ...]
    names: tuple[str, ...]
    rows: dict[str, tuple[Annotated[int, Meta(ge=0)], ...]]
    centroid: list[list[float]] | None = None
    simulator: str = ""


def _meta(path: Path, metadata: dict[bytes, bytes], *, sealed: bool) -> _Meta:
    meta = parse_json(metadata.get(_META, b"{}"))
    version = meta.get("format") if isinstance(meta, dict) else None
    if version not in (_UNCHECKED, _FORMAT):
        raise _NotOursError(
            f"{path} has format {version}, and this version reads {_FORMAT}. To use a table of "
            "pyribs, convert it with ramify.analysis.exchange.from_ribs_frame."
        )
    if version == _FORMAT and not sealed:
        raise ValueError("it has no checksum")
    return convert(meta, _Meta)


def _refuse_bombs(found: Any, size: int) -> None:
    """Refuses a small file whose values would take very much memory."""
    values = 0
    for group in range(found.metadata.num_row_groups):
        for index in range(found.metadata.num_columns):
            column = found.metadata.row_group(group).column(index)
            if column.compression not in _CODECS or not _ENCODINGS.issuperset(column.encodings):
                raise ValueError(
                    f"{column.path_in_schema} is stored as {column.compression} "
                    f"{', '.join(column.encodings)}, which ramify does not write"
                )
            values += column.num_values
    widest = max((field.type.bit_width for field in _numbers(found.schema_arrow)), default=0)
    if values * widest / 8 > _RATIO * size + _SLACK:
        raise ValueError(f"it claims {values} values in {size} bytes")


def _numbers(schema: Any) -> Any:
    """Yields the fields, and the elements of those that are lists."""
    for field in schema:
        yield field.type.value_field if field.type.num_fields else field


def _column(table: Any, name: str, shape: tuple[int, ...]) -> np.ndarray:
    values = table[name].combine_chunks()
    flat = values.flatten() if shape else values
    return flat.to_numpy(zero_copy_only=False).reshape(len(values), *shape)


def _table(columns: dict[str, np.ndarray], meta: _Meta) -> dict[str, Any]:
    """Returns the elites, after a check that the columns fit the metadata and each other."""
    rows = {n: v for n, v in columns.items() if not n.startswith(_FIELD)}
    if rows.keys() != set(_ROWS):
        raise ValueError(f"its columns are {', '.join(columns)}")
    axes = {name: getattr(meta, name) for name in ("lower", "upper", "shape", "names")}
    centroid = (
        None
        if meta.centroid is None
        else np.array(meta.centroid, np.float32).reshape(-1, len(meta.names))
    )
    fields = {n.removeprefix(_FIELD): v for n, v in columns.items() if n.startswith(_FIELD)}
    elites: dict[str, Any] = {**rows, **axes, "fields": fields}
    elites |= {"centroid": centroid, "simulator": meta.simulator}
    _check(elites)
    return elites


def _check(elites: dict[str, Any]) -> None:
    """Refuses columns that do not fit the axes or each other."""
    measures, cell = elites["measures"], elites["cell"]
    count, k, cells = len(elites["objective"]), len(elites["names"]), math.prod(elites["shape"])
    columns = (elites["solution"], measures, cell, *elites["fields"].values())
    if any(len(values) != count for values in columns):
        raise ValueError("The columns differ in length: every elite needs a value of each.")
    if measures.shape != (count, k) or not len(elites["lower"]) == len(elites["upper"]) == k:
        raise ValueError(f"The measures have shape {measures.shape}, and there are {k} names.")
    if count and not 0 <= cell.min() <= cell.max() < cells:
        raise ValueError(f"A cell is outside 0 to {cells - 1}, the range that the shape gives.")


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ImportError("Parquet files need pyarrow: pip install 'ramify[parquet]'.") from error
    return pyarrow, pyarrow.parquet
