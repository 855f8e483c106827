"""Archives in .npz files that are damaged, or made by a stranger."""

import io
import json
import os
import tracemalloc
import zipfile

import numpy as np
import pytest
from msgspec import convert

from ramify.elites.columns import ArchiveMeta
from ramify.system import npz
from ramify.system.files import RunError
from ramify.system.parsing import META_BYTES

ARRAYS = {
    "solution": np.arange(15, dtype=np.float32).reshape(5, 3),
    "cell": np.arange(5, dtype=np.int32),
    "state:0": np.array(3, np.uint32),
    "empty": np.zeros((0, 4), np.float32),
    "field:größe": np.ones(5),
}
META = {
    "format": 2,
    "iteration": 4,
    "names": ["a", "b"],
    "lower": [-1.0, 0.0],
    "upper": [1.0, 1.0],
    "shape": [4, 3],
}
EXPECTED = convert(META, ArchiveMeta)


def read(path, **options):
    return npz.read(path, ArchiveMeta, missing="missing", remedy="remedy", **options)


def same(found, arrays):
    assert found.keys() == arrays.keys()
    for name, values in arrays.items():
        array = np.asarray(found[name])
        assert (array.dtype, array.shape) == (values.dtype, values.shape)
        assert array.tobytes() == values.tobytes()


def flipped(whole, bit):
    damaged = bytearray(whole)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def refused(path, **options):
    """The sentence under which it is refused."""
    with pytest.raises(RunError, match="is damaged, cut short or not ramify's") as error:
        read(path, **options)
    assert str(path) in str(error.value)
    return str(error.value)


def member(values, **header):
    """An .npy file whose header may lie."""
    file = io.BytesIO()
    np.save(file, values)
    text = {"descr": values.dtype.str, "fortran_order": False, "shape": values.shape} | header
    if header:
        file = io.BytesIO()
        np.lib.format.write_array_header_1_0(file, text)
        file.write(values.tobytes())
    return file.getvalue()


def zipped(path, compression=zipfile.ZIP_STORED, **members):
    """A zip file whose checksums are right, whatever its members are."""
    meta = np.frombuffer(json.dumps(META).encode(), np.uint8)
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in ({"meta": member(meta)} | members).items():
            file.writestr(f"{name}.npy", content)


# Damage


def test_a_damaged_bit_of_an_npz_is_refused_or_changes_nothing(tmp_path):
    path = tmp_path / "archive.npz"
    npz.write(path, META, ARRAYS)
    whole, caught = path.read_bytes(), 0
    bits = np.random.default_rng(0).choice(8 * len(whole), 800, replace=False)
    for bit in bits.tolist():
        path.write_bytes(flipped(whole, bit))
        try:
            meta, found = read(path, left=("solution",) if bit % 2 else ())
        except RunError:
            caught += 1
        else:  # a time stamp, say
            assert meta == EXPECTED
            same(found, ARRAYS)
    assert caught > len(bits) / 2


def test_an_npz_that_is_cut_short_anywhere_is_refused(tmp_path):
    path = tmp_path / "archive.npz"
    npz.write(path, META, ARRAYS)
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        refused(path)


@pytest.mark.parametrize("left", [(), ("solution",)])
def test_a_header_that_hides_rows_is_refused(tmp_path, left):
    path = tmp_path / "archive.npz"
    npz.write(path, META, ARRAYS)
    path.write_bytes(path.read_bytes().replace(b"(5, 3)", b"(4, 3)"))
    assert "the checksum of solution is wrong" in refused(path, left=left)


@pytest.mark.parametrize("left", [(), ("solution",)])
@pytest.mark.parametrize(
    "lie",
    [
        {"shape": (4, 3)},
        {"shape": (10**12, 10**12)},
        {"shape": (10**12, 0)},
        {"shape": (-5, -3)},
        {"descr": "<f8"},
        {"descr": "|O"},
        {"descr": [("a", "<f4")]},
    ],
    ids=str,
)
def test_a_header_that_lies_is_refused_before_memory_is_taken(tmp_path, left, lie):
    values = ARRAYS["solution"] if lie != {"shape": (10**12, 0)} else np.zeros((5, 0), np.float32)
    zipped(tmp_path / "archive.npz", solution=member(values, **lie))
    assert "solution" in refused(tmp_path / "archive.npz", left=left)


def test_members_that_hide_or_repeat_another_are_refused(tmp_path):
    path = tmp_path / "archive.npz"
    zipped(path)
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("meta.npy", member(np.zeros(3)))
    assert "list of arrays" in refused(path)
    zipped(path, cell=member(ARRAYS["cell"]))
    path.write_bytes(b"before" + path.read_bytes())
    assert "list of arrays" in refused(path)


def test_a_compressed_copy_is_read(tmp_path):
    path = tmp_path / "archive.npz"
    meta = np.frombuffer(json.dumps(META).encode(), np.uint8)
    np.savez_compressed(path, meta=meta, **ARRAYS)
    for left in ((), ("solution",)):
        meta, found = read(path, left=left)
        assert meta == EXPECTED
        same(found, ARRAYS)


@pytest.mark.parametrize("left", [(), ("solution",)])
@pytest.mark.parametrize("honest", [True, False])
def test_a_bomb_is_refused_in_little_memory(tmp_path, left, honest):
    path, size = tmp_path / "archive.npz", 80_000_000
    zipped(path, zipfile.ZIP_DEFLATED, solution=member(np.zeros(size // 4, np.float32)))
    if not honest:  # it says that it inflates to 1,000 bytes
        told = (size + 128).to_bytes(4, "little")
        content = path.read_bytes()
        assert content.count(told) == 2
        path.write_bytes(content.replace(told, (1000).to_bytes(4, "little")))
    tracemalloc.start()
    try:
        why = refused(path, left=left)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert ("inflate to" in why) == honest


def test_a_description_of_megabytes_is_refused(tmp_path):
    npz.write(tmp_path / "archive.npz", META | {"more": "a" * META_BYTES}, {})
    assert "metadata" in refused(tmp_path / "archive.npz")


def test_a_fifo_in_place_of_an_archive_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "archive.npz")
    assert "regular file" in refused(tmp_path / "archive.npz")


# Parquet
