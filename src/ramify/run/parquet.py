"""Elites in a Parquet file: the columns of archive.npz, the axes and names in its metadata."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from ramify.run.elites import EliteTable
from ramify.run.files import write_atomically

_FORMAT, _META, _FIELD = 1, b"ramify", "field:"


def write_parquet(elites: EliteTable, path: Path) -> None:
    """See `EliteTable.to_parquet`."""
    pa, pq = _pyarrow()
    columns = {
        name: getattr(elites, name) for name in ("solution", "objective", "measures", "cell")
    }
    columns |= {_FIELD + name: values for name, values in elites.fields.items()}
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
        "lower": [float(v) for v in elites.lower],
        "upper": [float(v) for v in elites.upper],
        "shape": [int(v) for v in elites.shape],
        "names": list(elites.names),
        "simulator": elites.simulator,
        "rows": {name: values.shape[1:] for name, values in columns.items()},
        "centroid": None if elites.centroid is None else elites.centroid.tolist(),
    }
    table = pa.table({name: column(values) for name, values in columns.items()})
    table = table.replace_schema_metadata({_META: json.dumps(meta)})
    with write_atomically(path) as file:
        pq.write_table(table, file, use_dictionary=False)  # floats hardly repeat


def read_parquet(path: str | Path) -> EliteTable:
    """The elites that `EliteTable.to_parquet` wrote, bit for bit.

    Raises:
      ImportError: pyarrow is not installed.
      ValueError: the file was not written by ramify, or is cut short.
    """
    pa, pq = _pyarrow()
    with open(path, "rb") as file:
        try:
            table = pq.read_table(file)
        except (pa.ArrowException, OSError) as error:
            raise ValueError(f"{path} is cut short or not a Parquet file: {error}") from None
    meta = json.loads((table.schema.metadata or {}).get(_META, b"{}"))
    if meta.get("format") != _FORMAT:
        raise ValueError(
            f"{path} has format {meta.get('format')}, this version reads {_FORMAT}: a table of "
            "pyribs' goes through ramify.exchange.from_ribs_frame."
        )

    def rows(name: str, shape: list[int]) -> np.ndarray:
        values = table[name].combine_chunks()
        flat = values.flatten() if shape else values
        return flat.to_numpy(zero_copy_only=False).reshape(len(values), *shape)

    columns: dict[str, Any] = {name: rows(name, shape) for name, shape in meta["rows"].items()}
    own = {name: values for name, values in columns.items() if not name.startswith(_FIELD)}
    axes: dict[str, Any] = {
        name: tuple(meta[name]) for name in ("lower", "upper", "shape", "names")
    }
    fields = {name.removeprefix(_FIELD): v for name, v in columns.items() if name not in own}
    centroid = meta["centroid"] and np.array(meta["centroid"], np.float32)
    simulator = meta.get("simulator", "")
    return EliteTable(**own, **axes, fields=fields, centroid=centroid, simulator=simulator)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ImportError("Parquet files need pyarrow: pip install 'ramify[parquet]'.") from error
    return pyarrow, pyarrow.parquet
