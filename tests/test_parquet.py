"""Parquet files of elites that are damaged, older, or made by another program."""

import json
from dataclasses import replace

import numpy as np
import pytest
from test_npz import flipped

import ramify
from ramify.elites import parquet
from ramify.elites.table import EliteTable


def elites(rows=40):
    rng = np.random.default_rng(0)
    return EliteTable(
        rng.normal(size=(rows, 5)).astype(np.float32),
        rng.normal(size=rows).astype(np.float32),
        rng.normal(size=(rows, 2)).astype(np.float32),
        rng.permutation(rows).astype(np.int32),
        (-1.0, -1.0),
        (1.0, 1.0),
        (rows, 1),
        ("a", "b"),
        {"seed": np.arange(rows, dtype=np.uint32)},
    )


def test_a_damaged_bit_of_a_parquet_file_is_refused(tmp_path):
    path = tmp_path / "elites.parquet"
    elites().to_parquet(path)
    whole = path.read_bytes()
    for bit in np.random.default_rng(0).choice(8 * len(whole), 400, replace=False).tolist():
        path.write_bytes(flipped(whole, bit))
        with pytest.raises(ValueError, match=r"elites.parquet is damaged"):
            ramify.read_parquet(path)


def test_parquet_pages_have_checksums_for_other_readers(tmp_path):
    import pyarrow.parquet as pq

    path, table = tmp_path / "elites.parquet", elites()
    table.to_parquet(path)
    whole = path.read_bytes()
    at = whole.index(table.objective[7:9].tobytes())
    path.write_bytes(flipped(whole, 8 * at))
    with pytest.raises(OSError, match="CRC"):
        pq.read_table(path, page_checksum_verification=True)


def rewritten(path, meta=(), **options):
    """The same table with other metadata or written otherwise, under a seal that is right."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    told = json.loads(table.schema.metadata[b"ramify"]) | dict(meta)
    seal = {} if told["format"] == 1 else {"seal": b"ramify:crc32=00000000"}
    pq.write_table(
        table.replace_schema_metadata({"ramify": json.dumps(told)} | seal), path, **options
    )
    with open(path, "r+b") as file:
        at, checksum = parquet._sealed(file)
        if at:
            file.seek(at)
            file.write(checksum)


def test_a_parquet_file_from_before_checksums_is_read(tmp_path):
    path, table = tmp_path / "elites.parquet", elites()
    table.to_parquet(path)
    rewritten(path, {"format": 1}, use_dictionary=False)
    assert ramify.read_parquet(path).solution.tobytes() == table.solution.tobytes()


@pytest.mark.parametrize(
    ("meta", "options", "message"),
    [
        ({}, {"compression": "zstd", "use_dictionary": False}, "stored as ZSTD"),
        ({}, {"use_dictionary": True}, "DICTIONARY"),
        ({"shape": [5, 5]}, {"use_dictionary": False}, "outside 0 to 24"),
        ({"names": ["a"]}, {"use_dictionary": False}, "1 names"),
        ({"rows": {}}, {"use_dictionary": False}, "damaged"),
        ({"rows": {"nothing": []}}, {"use_dictionary": False}, "damaged"),
    ],
)
def test_a_parquet_file_that_ramify_would_not_write_is_refused(tmp_path, meta, options, message):
    path = tmp_path / "elites.parquet"
    elites().to_parquet(path)
    rewritten(path, meta, **options)
    with pytest.raises(ValueError, match=message):
        ramify.read_parquet(path)


def test_parquet_refuses_columns_that_do_not_fit_each_other(tmp_path):
    path, table = tmp_path / "elites.parquet", elites()
    with pytest.raises(ValueError, match="differ in length"):
        replace(table, objective=table.objective[:3]).to_parquet(path)
    assert not path.exists()


# Links
