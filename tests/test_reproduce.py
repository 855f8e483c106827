"""Tables made again, and runs compared."""

import csv
import re
import zlib
from dataclasses import replace
from functools import partial

import equinox as eqx
import jax
import numpy as np
import pytest
from fuzz.mutations import damaged
from selection import long, long_except

import ramify
from ramify import recipes
from ramify.papers import reproduce
from ramify.papers.tables import TABLES
from ramify.run.csv_schema import CURVE_COLUMNS, Curve, curve_text, read_curve
from ramify.run.folder import RunError
from ramify.run.opened import load
from ramify.run.plan import IterationPlan
from ramify.run.session import resume, train


@pytest.mark.long
def test_a_table_is_made_written_and_not_made_twice(tmp_path, capsys, monkeypatch):
    only = dict(tasks=("sphere",), algorithms=("MAP-Elites", "MAP-Elites (line)"), iterations=40)
    found = reproduce.reproduce("dqd-table-1", seeds=2, out=tmp_path, **only)
    with (tmp_path / "table.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["algorithm"] for row in rows] == ["MAP-Elites", "MAP-Elites (line)"]
    for row, curves in zip(rows, found.values(), strict=True):
        ends = [curve["norm_qd_score"][-1] for curve in curves]
        assert ends[0] != ends[1] and min(ends) > 0
        assert row["QD score"].split(" ± ")[0] == f"{np.mean(ends):.2f}"
        for curve in curves:
            assert curve["evaluations"][-1] == 36 * 40
            assert (np.diff(curve["norm_qd_score"]) >= 0).all()
            assert (np.diff(curve["seconds"]) >= 0).all() and curve["seconds"][-1] > 0
    assert (tmp_path / "sphere.png").stat().st_size > 10_000
    text = (tmp_path / "table.txt").read_text()
    assert "MAP-Elites (line)" in text
    # 40 iterations are not the paper's 10,000.
    paper = ("paper's QD score", "paper's coverage", "difference")
    assert not any(row[column] for row in rows for column in paper)
    assert "The paper's results are not shown: they are for 10000 iterations" in text

    def never(*_, **__):
        raise AssertionError("it was there already")

    monkeypatch.setattr(reproduce, "ProcessPoolExecutor", never)
    again = reproduce.reproduce("dqd-table-1", seeds=2, out=tmp_path, **only)
    np.testing.assert_equal(again, found)
    with pytest.raises(AssertionError):
        reproduce.reproduce("dqd-table-1", seeds=3, out=tmp_path, **only)
    (tmp_path / "dqd-table-1-sphere-map-elites-40-0.csv").write_bytes(b"evaluations")
    with pytest.raises(RunError, match=r"is damaged \(rows or columns are missing.*makes it again"):
        reproduce.reproduce("dqd-table-1", seeds=3, out=tmp_path, **only)


ENTRY = dict(tasks=("arm",), algorithms=("CMA-MEGA",), iterations=3)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Runs an entry of a table without computing it. Returns the curves and which were made."""
    level, asked = [1.0], []

    def run_all(name, steps, runs, out):
        level[0] += 1.0
        for run, identity in runs.items():
            asked.append(run)
            t = np.arange(1.0, 1 + steps)
            columns = dict.fromkeys(CURVE_COLUMNS, level[0] * t)
            file = reproduce._file(out, name, steps, *run)
            file.write_bytes(curve_text(Curve(identity, columns)))

    def curves(seeds=1, **other):
        asked.clear()
        options = dict(seeds=seeds, out=tmp_path) | ENTRY | other
        found = reproduce.reproduce("dqd-table-1", **options)
        return [curve["best"].tolist() for (curve, *_) in found.values()], list(asked)

    monkeypatch.setattr(reproduce, "_run_all", run_all)
    monkeypatch.setattr("ramify.view.figures.save", lambda *_: None)
    monkeypatch.setattr(reproduce, "_digest_of_code", lambda: "1234")  # it parses all modules
    return curves


@pytest.mark.parametrize("changed", [*reproduce.PACKAGES, "code"])
def test_curves_of_another_version_are_made_again(made, monkeypatch, changed, capsys):
    only = ("arm", "CMA-MEGA", 0)
    assert made() == ([[2.0, 4.0, 6.0]], [only])
    assert made() == ([[2.0, 4.0, 6.0]], []), "kept"
    assert "another version" not in capsys.readouterr().err
    now = reproduce._made_by()
    monkeypatch.setattr(reproduce, "_made_by", lambda: now | {changed: "0.0.1"})
    assert made() == ([[4.0, 8.0, 12.0]], [only])
    assert "1 of the 1 curves" in capsys.readouterr().err
    assert made(seeds=2) == ([[4.0, 8.0, 12.0]], [("arm", "CMA-MEGA", 1)]), "only what is missing"


def test_curves_of_the_first_versions_and_of_other_runs_are_made_again(made, tmp_path, capsys):
    made(seeds=2)
    first, second = (tmp_path / f"dqd-table-1-arm-cma-mega-3-{seed}.csv" for seed in (0, 1))
    _, *plain, _ = second.read_bytes().splitlines(keepends=True)
    first.write_bytes(second.read_bytes())  # another seed's
    second.write_bytes(b"".join(plain))  # without identity and checksum
    assert made(seeds=2)[1] == [("arm", "CMA-MEGA", 0), ("arm", "CMA-MEGA", 1)]
    assert "2 of the 2 curves" in capsys.readouterr().err


def test_the_code_of_ramify_is_known_by_what_it_does(tmp_path, monkeypatch):
    monkeypatch.setattr(ramify, "__file__", str(tmp_path / "__init__.py"))
    digests = []
    for text in (
        'def f(x):\n    """Doubles."""\n    return 2 * x\n',
        "def f(x):\n    return 2*x  # the double\n",
        "def f(x):\n    return 3 * x\n",
    ):
        (tmp_path / "f.py").write_text(text)
        digests.append(reproduce._digest_of_code())
    assert digests[0] == digests[1] != digests[2]


def test_damaged_curves_are_refused(tmp_path):
    path, rng = tmp_path / "curve.csv", np.random.default_rng(0)
    columns = {name: np.arange(1.0, 41.0) + i for i, name in enumerate(CURVE_COLUMNS)}
    content = curve_text(Curve("1234", columns))
    path.write_bytes(content)
    curve = read_curve(path, 40)
    assert curve.identity == "1234"
    np.testing.assert_equal(curve.columns, columns)
    for broken in damaged(content, 500, rng):
        path.write_bytes(broken)
        with pytest.raises(RunError, match=re.escape(str(path))):
            read_curve(path, 40)
    *lines, _ = content.splitlines(keepends=True)
    for wrong, told in (
        (lines[:-1], "rows or columns are missing"),
        ([lines[0], *lines[2:]], "rows or columns are missing"),
        ([*lines[:-1], b"40,1,2,3\n"], "line 41 has 4 entries"),
        ([*lines[:-1], b"40,1,2,3,x\n"], "could not convert"),
        ([*lines[:-1], lines[-2]], "do not increase"),
        ([*lines[:-1], b"nan,1,2,3,4\n"], "do not increase"),
        (["# identity ü\n".encode(), *lines[1:]], "ascii"),
    ):
        text = b"".join(wrong)
        path.write_bytes(text + b"# checksum %d\n" % zlib.crc32(text))
        with pytest.raises(RunError, match=told):
            read_curve(path, 40)
    path.write_bytes(content + bytes(2**20))
    with pytest.raises(RunError, match="more than 1048576 bytes"):
        read_curve(path, 40)


def test_runs_of_the_papers_iterations_are_compared(tmp_path, capsys):
    table = replace(TABLES["dqd-table-1"], iterations=40)
    ends = {"norm_qd_score": 2.08, "coverage": 0.03, "seconds": 1.0, "evaluations": 1440.0}
    curve = {name: np.array([end]) for name, end in (ends | {"best": 1.0}).items()}
    reproduce._write(table, 40, {("sphere", "MAP-Elites"): [curve]}, tmp_path)
    with (tmp_path / "table.csv").open() as file:
        (row,) = csv.DictReader(file)
    shown = row["paper's QD score"], row["difference"], row["paper's coverage"]
    assert shown == ("1.04", "+100.0%", "1.17%")
    assert "are not shown" not in (tmp_path / "table.txt").read_text()


@pytest.mark.long
def test_map_elites_begins_as_in_the_paper():
    made = TABLES["dqd-table-1"].experiment("arm", "MAP-Elites (line)")
    empty = made.qd.init(made.theta, key=jax.random.key(0))
    state = made.prepare(empty)
    held = made.qd.archive.export(state.archive)
    assert 10 < len(held["solution"]) <= 100, "some of 100 share a cell"
    np.testing.assert_allclose(held["solution"].std(), 1.0, atol=0.02)
    assert not np.array_equal(jax.random.key_data(state.key), jax.random.key_data(empty.key))
    assert TABLES["dqd-table-1"].experiment("arm", "CMA-MEGA").prepare is None


@pytest.mark.parametrize("tasks", [slice(1), long(slice(1, None))])
@pytest.mark.parametrize("name", long_except(TABLES, ["dqd-table-1"]))
def test_every_entry_of_a_table_can_be_run(name, tasks):
    """All algorithms on the first task of the table; on the other tasks in `make test-long`."""
    table = TABLES[name]
    for task in list(table.found)[tasks]:
        for algorithm in table.found[task]:
            made = table.experiment(task, algorithm)
            assert made.theta.shape == (table.dim,)
            state = eqx.filter_eval_shape(partial(made.qd.init, made.theta, key=jax.random.key(0)))
            plan = IterationPlan.of(made.qd, made.task, state)
            assert plan.evaluations == table.evaluations


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (dict(name="table-7"), "none of the tables: dqd-table-1"),
        (dict(tasks=("knee",)), "none of the tasks: sphere"),
        (dict(algorithms=("CMA",)), "none of the algorithms: MAP-Elites"),
        (dict(seeds=0), "at least 1"),
        (dict(iterations=0), "at least 1"),
    ],
)
def test_mistakes(tmp_path, wrong, said):
    options = dict(name="dqd-table-1", seeds=1, out=tmp_path) | wrong
    with pytest.raises(ValueError, match=said):
        reproduce.reproduce(options.pop("name"), **options)


@pytest.mark.long
def test_an_annealed_tessellation_is_saved_and_resumed_bit_for_bit(tmp_path):
    recipe = recipes.cma_me(
        task="hopper", controller="gait", steps=8, slots=16, cvt=9, anneal=0.1, floor=-9.0,
        emitters=1, batch=10,
    )  # fmt: skip
    straight = train(recipe, evaluations=60, out=tmp_path / "a").archive
    train(recipe, evaluations=30, out=tmp_path / "b")
    carried_on = resume(tmp_path / "b", recipe, evaluations=60).archive
    for name in ("solution", "objective", "measures", "cell", "centroid"):
        np.testing.assert_array_equal(getattr(carried_on, name), getattr(straight, name))
    assert straight.centroid.shape == (9, 1) and straight.shape == (9,)
    with np.load(tmp_path / "a/archive.npz") as a, np.load(tmp_path / "b/archive.npz") as b:
        np.testing.assert_array_equal(a["soft:threshold"], b["soft:threshold"])
        assert (a["soft:threshold"] > -9.0).sum() == len(straight)
    shown = load(tmp_path / "a").archive.on_grid()
    assert len(shown) > 9 and set(shown.objective) == set(straight.objective)
    with pytest.raises(ValueError, match="--grid, --cvt and"):
        recipes.map_elites(grid=3, cvt=9).build()
