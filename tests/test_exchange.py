"""Elites to tables, files, other grids and pyribs, and back."""

import sys
from dataclasses import replace

import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import ribs.archives
from elites import GRID, NAMES, batches, drawn, eighths, in_order, peer_of, same, table
from hypothesis import given, settings
from hypothesis import strategies as st

import ramify
from ramify import CVTArchive, Evaluation, NoveltyArchive
from ramify.analysis.exchange import from_ribs_frame, merged, rebinned, retrieve, to_ribs_frame
from ramify.elites.table import EliteTable


@settings(max_examples=20)
@given(batches, st.lists(st.tuples(eighths, eighths), min_size=1, max_size=12))
def test_the_elites_of_given_cells_as_in_pyribs(rows, wanted):
    elites = table(rows)
    occupied, found = retrieve(elites, wanted)
    theirs, data = peer_of(elites).retrieve(np.array(wanted, np.float32))
    np.testing.assert_array_equal(occupied, theirs)
    same(found, elites[[np.flatnonzero(elites.cell == c)[0] for c in data["index"][theirs]]])


def test_the_elites_of_given_cells_of_any_archive(key):
    rng = np.random.default_rng(0)
    places = rng.random((30, 2)).astype(np.float32)
    answer = Evaluation(jnp.arange(30.0), jnp.asarray(places))
    for archive in (CVTArchive((0, 0), (1, 1), 9, samples=99), NoveltyArchive((0, 0), (1, 1), 0.1)):
        qd = ramify.QD(archive, ramify.IsoLine(30))
        state = qd.init(np.zeros(1), key=key)
        assert retrieve(ramify.elite_table(qd, state, NAMES), places)[0].tolist() == [False] * 30
        state, _ = qd.add(state, np.zeros((30, 1)), answer)
        elites = ramify.elite_table(qd, state, NAMES)
        occupied, found = retrieve(elites[1:], elites.measures)
        assert not occupied[0] and occupied[1:].all()
        same(found, elites[1:])


def test_of_several_in_one_cell_the_best_is_retrieved():
    elites = in_order(table(drawn(0)))
    twice = elites[np.repeat(np.arange(len(elites)), 2)]
    raised = replace(twice, objective=twice.objective + np.arange(len(twice)) % 2)
    _, found = retrieve(raised, elites.measures)
    same(found, raised[1::2])


@pytest.mark.parametrize("wanted", [[0.0, 1.0], [[0.0]], [[0.0, np.nan]]])
def test_measures_that_are_none_are_refused(wanted):
    with pytest.raises(ValueError, match="finite rows of east, north"):
        retrieve(table(drawn(0)), wanted)


def test_pandas_has_every_column_once():
    elites = table(drawn(0))
    named = ["index", "objective", "east", "north", "seed", "feet_0", "feet_1"]
    frame = elites.to_pandas()
    assert list(frame.columns) == [*named, "solution_0", "solution_1", "solution_2"]
    np.testing.assert_array_equal(frame["seed"], elites.fields["seed"])
    np.testing.assert_array_equal(frame["feet_1"], elites.fields["feet"][:, 1])
    np.testing.assert_array_equal(frame["solution_2"], elites.solution[:, 2])
    clash = replace(elites, fields={"north": elites.fields["seed"]})
    with pytest.raises(ValueError, match="Two columns would be called 'north'"):
        clash.to_pandas()
    deep = replace(elites, fields={"image": np.zeros((len(elites), 2, 2))})
    with pytest.raises(ValueError, match=r"image has shape \(2, 2\) per row"):
        deep.to_pandas()


@settings(max_examples=25)
@given(batches)
def test_frame_is_the_one_of_pyribs(batch):
    elites = in_order(table(batch))
    theirs = peer_of(elites).data(return_type="pandas").sort_values("index", ignore_index=True)
    ours = ribs.archives.ArchiveDataFrame(to_ribs_frame(elites))
    pd.testing.assert_frame_equal(ours, theirs)
    np.testing.assert_array_equal(ours.get_field("measures"), elites.measures)
    same(from_ribs_frame(theirs, **GRID, names=NAMES), elites)


def test_frame_by_way_of_csv(tmp_path):
    elites = in_order(table(drawn(1)))
    to_ribs_frame(elites).to_csv(tmp_path / "elites.csv", index=False)
    read = from_ribs_frame(pd.read_csv(tmp_path / "elites.csv"), **GRID, names=NAMES)
    read.fields["seed"] = read.fields["seed"].astype(np.int32)  # text forgets how long an int was
    same(read, elites)


def test_frame_of_an_archive_without_a_grid():
    """The index of pyribs' other archives is no cell of a grid, and several elites may share one."""
    peer = ribs.archives.ProximityArchive(
        solution_dim=1, measure_dim=2, k_neighbors=1, novelty_threshold=0.0
    )
    measures = [[0.9, 3.9], [-0.9, 0.1], [0.8, 3.8]]
    for i, m in enumerate(measures):
        peer.add([[float(i)]], [0.0], [m])
    frame = peer.data(return_type="pandas")
    frame["objective"] = [1.0, 2.0, 3.0]
    elites = from_ribs_frame(frame, **GRID, names=NAMES)
    assert elites.cell.tolist() == [0, 11]
    assert elites.solution[:, 0].tolist() == [1.0, 2.0]
    assert elites.solution.dtype == elites.measures.dtype == np.float32


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.drop(columns="objective"), "no column objective"),
        (lambda d: d.drop(columns="solution_0"), "no columns solution_0"),
        (lambda d: d.drop(columns=["measures_0", "measures_1"]), "no columns measures_0"),
        (lambda d: d.drop(columns="measures_1"), "1 measures, and names are"),
        (lambda d: d.assign(objective=np.nan), "NaN or infinite"),
        (lambda d: d.assign(measures_1=np.inf), "NaN or infinite"),
    ],
)
def test_frames_that_hold_no_elites_are_refused(change, message):
    frame = to_ribs_frame(table(drawn(2)))
    with pytest.raises(ValueError, match=message):
        from_ribs_frame(change(frame), **GRID, names=NAMES)


def test_heatmap_of_pyribs():
    from ribs.visualize import grid_archive_heatmap

    elites = table(drawn(3))
    expected = np.full(12, np.nan, np.float32)
    expected[elites.cell] = elites.objective
    empty = peer_of(elites[:0])
    for archive, frame in ((peer_of(elites), None), (empty, to_ribs_frame(elites))):
        axes = plt.figure().gca()
        grid_archive_heatmap(archive, ax=axes, df=frame)
        shown = np.ma.filled(axes.collections[0].get_array(), np.nan).reshape(3, 4).T
        np.testing.assert_array_equal(shown.reshape(-1), expected)
        plt.close("all")


@given(
    st.integers(0, 9),
    st.sampled_from(["float32", "float64", "int8", "uint32", "int64", "bool", "float16"]),
    st.lists(st.integers(1, 3), max_size=2),
)
def test_parquet_gives_back_every_bit(tmp_path_factory, count, dtype, shape):
    rng = np.random.default_rng(count)
    cell = rng.permutation(12)[:count].astype(np.int32)
    image = (100 * rng.normal(size=(count, *shape))).astype(np.int8).astype(dtype)
    strange = rng.integers(0, 2**32, (count, 5), np.uint32).view(np.float32)  # NaNs of every kind
    elites = EliteTable(
        strange,
        rng.normal(size=count).astype(np.float32),
        rng.normal(size=(count, 2)).astype(np.float32),
        cell,
        (-0.1, 1 / 3),
        (1.0, 1e300),
        (4, 3),
        ("größe", "objective"),
        {"image": image, "measures": cell},
    )
    path = tmp_path_factory.mktemp("parquet") / "elites.parquet"
    elites.to_parquet(path)
    same(ramify.read_parquet(path), elites)
    assert [p.name for p in path.parent.iterdir()] == ["elites.parquet"]


def test_parquet_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    import pyarrow.parquet

    elites, path = table(drawn(4)), tmp_path / "elites.parquet"
    elites.to_parquet(path)

    def torn(table, file, **options):
        file.write(b"PAR1")
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(pyarrow.parquet, "write_table", torn)
        with pytest.raises(OSError, match="full"):
            elites[:1].to_parquet(path)
    assert list(tmp_path.iterdir()) == [path]
    same(ramify.read_parquet(path), elites)


def test_parquet_refuses_what_it_cannot_keep_or_did_not_write(tmp_path):
    elites = table(drawn(5))
    with pytest.raises(ValueError, match="field:who has dtype <U1"):
        replace(elites, fields={"who": np.full(len(elites), "a")}).to_parquet(
            tmp_path / "a.parquet"
        )
    assert not any(tmp_path.iterdir())
    to_ribs_frame(elites).to_parquet(tmp_path / "theirs.parquet")
    with pytest.raises(ValueError, match=r"with ramify\.analysis\.exchange\.from_ribs"):
        ramify.read_parquet(tmp_path / "theirs.parquet")
    elites.to_parquet(tmp_path / "cut.parquet")
    whole = (tmp_path / "cut.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="cut short"):
        ramify.read_parquet(tmp_path / "cut.parquet")
    with pytest.raises(FileNotFoundError):
        ramify.read_parquet(tmp_path / "none.parquet")


def test_parquet_names_the_extra_it_wants(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'ramify\[parquet\]'"):
        table(drawn(6)).to_parquet(tmp_path / "elites.parquet")
    with pytest.raises(ImportError, match=r"pip install 'ramify\[parquet\]'"):
        ramify.read_parquet(tmp_path / "elites.parquet")


@given(st.lists(batches, min_size=1, max_size=3))
def test_merged_is_the_archive_that_saw_everything(batches):
    same(merged([table(batch) for batch in batches]), in_order(table(*batches)))


@given(batches)
def test_rebinned_into_its_own_grid_changes_nothing(batch):
    elites = table(batch)
    same(rebinned(elites, **GRID), in_order(elites))


@given(batches, st.sampled_from([(1, 1), (2, 7), (5, 2)]))
def test_rebinned_is_what_another_grid_keeps(batch, shape):
    elites = table(batch)
    axes = dict(lower=(-0.7, 1.0), upper=(0.5, 3.0), shape=shape)
    peer = peer_of(replace(elites, **axes)).data()
    order = np.argsort(peer["index"])
    moved = rebinned(elites, **axes)
    assert moved.shape == shape and moved.lower == (-0.7, 1.0)
    np.testing.assert_array_equal(moved.cell, peer["index"][order])
    np.testing.assert_array_equal(moved.objective, peer["objective"][order])
    np.testing.assert_array_equal(moved.solution, peer["solution"][order])
    np.testing.assert_array_equal(moved.fields["feet"], peer["feet"][order])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (dict(simulator="pybullet 3.2.7"), "simulators differ, none and pybullet"),
        (dict(names=("east", "up")), "measures differ.*'north'.*'up'"),
        (dict(lower=(-2.0, 0.0)), "lower ends differ.*rebinned"),
        (dict(upper=(2.0, 4.0)), "upper ends differ.*rebinned"),
        (dict(shape=(3, 4)), "shapes differ.*rebinned"),
        (dict(fields={}), "fields differ.*leave out"),
        (dict(solution=np.zeros((8, 4), np.float32)), "numbers of parameters differ, 3 and 4"),
    ],
)
def test_archives_that_do_not_fit_are_not_merged(change, message):
    elites = table(drawn(7))[:8]
    with pytest.raises(ValueError, match=message):
        merged([elites, replace(elites, **change)])


def test_merging_nothing_and_grids_that_do_not_fit():
    with pytest.raises(ValueError, match="nothing to merge"):
        merged([])
    with pytest.raises(ValueError, match="1 axes, and the measures are"):
        rebinned(table(drawn(7)), lower=[0], upper=[1], shape=[5])


def test_the_nearest_elites_by_their_measures():
    elites = table(drawn(7))
    low, high = np.array(elites.lower), np.array(elites.upper)
    for wanted in (elites.measures[3], low, (low + high) / 2):
        near = elites.near(wanted, 3)
        apart = np.linalg.norm((elites.measures - wanted) / (high - low), axis=1)
        np.testing.assert_array_equal(near.measures, elites.measures[np.argsort(apart)[:3]])
    with pytest.raises(ValueError, match="one number for each of east, north"):
        elites.near([0.1])
    assert [one.objective.tolist() for one in elites] == elites.objective[:, None].tolist()
    np.testing.assert_array_equal(elites[-1].solution, elites.solution[-1:])
