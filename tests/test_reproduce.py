"""Tables made again, and runs compared."""

import csv
import json
import re
import zlib
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from math import comb

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
import pytest
from fuzz.mutations import damaged
from scipy.stats import mannwhitneyu
from selection import long

import ramify
from ramify import Evaluation, recipes
from ramify.analysis.compare import compare, compared, grouped, opened
from ramify.papers import reproduce
from ramify.papers.tables import TABLES
from ramify.recipes.registry import RECIPES, recipe_of
from ramify.recipes.settings import LOWEST
from ramify.run import session
from ramify.run.config import Config
from ramify.run.csv_schema import CURVE_COLUMNS, Curve, curve_text, read_curve
from ramify.run.folder import RunError
from ramify.run.opened import load
from ramify.run.plan import IterationPlan
from ramify.run.session import resume, train
from ramify.view.comparison import learning, together


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
@pytest.mark.parametrize("name", TABLES)
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


@dataclass
class Done:
    """A run as `compare` sees it."""

    recipe: str
    seed: int
    level: float
    settings: dict = field(default_factory=dict)
    rows: int = 5
    before: int = 0  # evaluations
    axes = {"shape": (5, 5)}  # noqa: RUF012

    @property
    def path(self):
        return f"runs/{self.recipe}-{self.seed}"

    @property
    def config(self):
        settings = {"seed": self.seed} | self.settings
        return Config(recipe=self.recipe, settings=settings, evaluations=1, identity="none")

    @property
    def metrics(self):
        t = np.arange(1.0, self.rows + 1)
        shown = {name: t * self.level + self.seed for name in ("qd_score", "coverage", "best")}
        return shown | {"evaluations": self.before + 10 * t, "seconds": t}


def test_seeds_are_one_method_and_all_are_judged_where_the_shortest_ends(tmp_path, capsys):
    runs = [
        *(Done("es", seed, 1.0, {"sigma": 1.0}) for seed in range(4)),
        *(Done("es", seed, 3.0, {"sigma": 2.0}, rows=9) for seed in range(4)),
        *(Done("me", seed, 9.0, {"line": 0.5}) for seed in range(1)),
    ]
    methods = grouped(runs)
    assert {label: len(found) for label, found in methods.items()} == {
        "es sigma=1.0": 4,
        "es sigma=2.0": 4,
        "me": 1,
    }
    paths = compare(runs, tmp_path / "new")
    table, *pictures = paths
    assert all(path.stat().st_size > 10_000 for path in pictures) and len(pictures) == 3
    said = capsys.readouterr().out
    assert "At 50 evaluations" in said
    # Seeds 0..3 add 0..3 to 5 times the level: 15 + 1.5 at the 50th, with error 1.29 / 2.
    assert "16.5 ± 0.6" in said
    p = mannwhitneyu([5, 6, 7, 8], [15, 16, 17, 18]).pvalue
    assert f"{p:.3f}" in said and f"One pair. With so few seeds and no ties, p >= {p:.2g}." in said
    found = compared(runs)
    pd.testing.assert_frame_equal(pd.read_csv(table), found, check_dtype=False)
    row = found[(found.method == "es sigma=2.0") & (found.metric == "best")].iloc[0]
    assert (row.evaluations, row.seeds, row["mean"]) == (50, 4, 16.5) and row.p != row.p
    assert row.standard_error == pytest.approx(1.29 / 2, abs=1e-3)
    assert row.runs == "runs/es-0 runs/es-1 runs/es-2 runs/es-3"
    assert found.p.dropna().tolist() == [pytest.approx(p)] * 3


def test_p_is_corrected_for_the_number_of_pairs(capsys, tmp_path):
    levels = {"a": 1.0, "b": 1.2, "c": 9.0}
    runs = [Done(name, seed, level) for name, level in levels.items() for seed in range(5)]
    found = compared(runs)
    pairs = found[found.metric == "best"].dropna(subset="p").set_index(["method", "against"])
    assert pairs.p[("a", "c")] == pairs.p[("b", "c")] == pytest.approx(2 / comb(10, 5))
    assert pairs.p_holm[("a", "c")] == pairs.p_holm[("b", "c")] == pytest.approx(6 / comb(10, 5))
    assert pairs.p_holm[("a", "b")] == pairs.p[("a", "b")] > 0.1
    compare(runs, tmp_path)
    said = " ".join(capsys.readouterr().out.split())
    assert "0.008 (0.024)" in said
    assert "corrected for 3 pairs (Holm). With so few seeds and no ties, p >= 0.0079." in said


def test_long_names_leave_the_figures_their_room_in_80_columns(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    start = {"start": "runs/" + "long-" * 30, "note": "[bold]x[/bold]"}
    runs = [Done("cma-mega-es", seed, 1.0, start, 700) for seed in range(3)]
    runs += [Done("cma-mega-es", seed, 123.0, {"start": None}, 700) for seed in range(3)]
    compare(runs, tmp_path)
    said = capsys.readouterr().out
    assert f"#1 cma-mega-es start={start['start']} note={start['note']}" in said
    assert "86,101 ± 1" in said
    assert "…" not in said
    tables = said[said.index("At 7000") :]
    assert all(len(line) <= 80 for line in tables.splitlines())
    assert re.search(r"#2 +3 +86,101 ± 1 +8610100.00% ± 57.74% +86,101.0 ± 0.6 +11.7", tables)


def test_what_is_no_run_is_left_out_with_a_word(tmp_path, capsys):
    for name in ("comparison", "td3"):
        (tmp_path / name).mkdir()
    run = train(recipes.cma_mega(task="sphere", dim=2, grid=4), evaluations=36, out=tmp_path / "a")
    (tmp_path / "notes.txt").touch()
    assert [found.path for found in opened(sorted(tmp_path.iterdir()))] == [run.path]
    said = capsys.readouterr().err
    for name in ("comparison", "td3", "notes.txt"):
        assert f"{tmp_path / name} is not a run (it has no run.json) and is left out" in said
    with pytest.raises(RunError, match="There is no folder"):
        opened([tmp_path / "a", tmp_path / "typo"])
    with pytest.raises(ValueError, match="None of the 1 paths is a run"):
        opened([tmp_path / "td3"])


def test_who_has_found_nothing_has_no_mean(capsys, tmp_path):
    runs = [Done("es", 0, 1.0), Done("es", 1, -np.inf)]
    compare(runs, tmp_path)
    assert " none " in capsys.readouterr().out


def test_a_run_that_begins_where_another_ends_is_not_judged_there(tmp_path):
    late = Done("es", 0, 1.0, before=100)
    with pytest.raises(ValueError, match=r"has no metrics before evaluation 110.* ends at 50"):
        compare([late, Done("es", 1, 1.0)], tmp_path)


def test_a_picture_shows_the_metric_its_axis_names():
    seeds = [
        {"evaluations": np.array([10.0, 20]), "coverage": np.array(values)}
        for values in ([0.1, 0.3], [0.2, 0.3])
    ]
    axes = learning({"es": seeds}, "coverage", "").axes[0]
    assert axes.get_ylabel() == "coverage [%]"
    np.testing.assert_allclose(axes.lines[0].get_ydata(), [15.0, 30.0])
    assert 0 < axes.get_ylim()[0] < 10 and 30 < axes.get_ylim()[1] < 40


def test_curves_meet_where_all_have_been():
    seeds = [
        {"evaluations": np.array([10.0, 20, 30]), "best": np.array([1.0, 2, 3])},
        {"evaluations": np.array([15.0, 25]), "best": np.array([5.0, 7])},
    ]
    x, values = together(seeds, "best")
    assert x.tolist() == [15, 20, 25]
    assert values.tolist() == [[1, 2, 2], [5, 5, 7]]


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([], "Name the runs"),
        (
            [Done("es", 0, 1.0, {"task": "ant"}), Done("es", 1, 1.0, {"task": "arm"})],
            "cannot be compared",
        ),
        ([Done("es", 0, 1.0, {"sim": "bullet"}), Done("es", 1, 1.0, {"sim": "mujoco"})], "sim"),
        ([Done("es", 0, 1.0, rows=0)], "no metrics yet"),
        ([Done("es", 0, 1.0, {"novelty": 0.1}), Done("es", 1, 1.0)], "novelty"),
        ([Done("es", 0, 1.0, {"offset": -9.0}), Done("es", 1, 1.0, {"offset": 0.0})], "offset"),
    ],
)
def test_runs_that_do_not_compare(runs, said):
    with pytest.raises(ValueError, match=said):
        grouped(runs)


def test_no_offset_is_one_of_0():
    both = [Done("es", 0, 1.0, {"offset": 0.0}), Done("es", 1, 1.0)]
    assert sum(map(len, grouped(both).values())) == 2


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


@pytest.mark.parametrize("kind", [dict(), dict(cvt=9), dict(novelty=0.1), dict(anneal=0.1)])
def test_every_archive_of_walkers_counts_from_the_offset(kind):
    recipe = recipes.map_elites(task="hopper", controller="gait", offset=-500.0, **kind)
    archive = recipe.build().qd.archive
    assert getattr(archive, "archive", archive).offset == -500.0


def config(name, settings):
    return Config(recipe=name, settings=settings, evaluations=1, identity="one")


@pytest.mark.parametrize(
    ("name", "setting", "was"),
    [
        ("cma-me", "form", "old"),
        ("me-map-elites", "form", "old"),
        ("me-es", "form", "old"),
        *((name, "offset", 0.0) for name in ("map-elites", "cma-me", "cma-mega-td3")),
        *((name, "rank_one", 1.0) for name in RECIPES if name.startswith("cma-mega")),
    ],
)
def test_a_run_older_than_a_choice_keeps_what_was_done_before(name, setting, was):
    recipe = RECIPES[name]()
    assert getattr(recipe, setting) != was
    settings = json.loads(json.dumps(asdict(recipe)))
    del settings[setting]
    run = config(name, settings)
    assert recipe_of(run) == replace(recipe, **{setting: was})
    with pytest.raises(RunError, match=f"{setting}=.*the run's: {was!r}"):
        session._check_same_recipe(run, recipe, session._settings(recipe))
    before = replace(recipe, **{setting: was})
    session._check_same_recipe(run, before, session._settings(before))


def written(folder, settings):
    """A run's configuration of format 1, as the first versions wrote it."""
    folder.mkdir()
    old = {"format": 1, "recipe": "map-elites", "settings": settings, "evaluations": 100}
    (folder / "run.json").write_text(json.dumps(old | {"versions": {"ramify": "0.1.0"}}))
    return recipe_of(load(folder).config)


def test_a_run_older_than_the_offset_counts_from_0_and_keeps_it(tmp_path):
    settings = json.loads(json.dumps(asdict(recipes.map_elites(task="hopper"))))
    assert settings["offset"] == -362.09
    assert written(tmp_path / "own", settings | {"offset": -9.0}).offset == -9.0
    del settings["offset"]
    older = written(tmp_path / "older", settings)
    assert older.offset == 0.0
    assert older.build().qd.archive.offset == 0.0


@pytest.mark.parametrize("task", ["ant", "half-cheetah", "hopper", "walker2d", "humanoid"])
def test_each_robot_counts_from_its_own_lowest_objective(task):
    published = {"ant": -374.7, "half-cheetah": -2797.52, "hopper": -362.09, "walker2d": -67.17}
    assert recipes.map_elites(task=task).offset == published.get(task, LOWEST["humanoid"])
    assert recipes.cma_mega_es(task=task).offset == recipes.map_elites(task=task).offset
    assert recipes.map_elites(task=task, offset=0.0).offset == 0.0


@pytest.mark.long
def test_no_elite_of_a_half_cheetah_lowers_the_qd_score():
    """Its objectives are mostly below 0."""
    recipe = recipes.map_elites(task="half-cheetah", controller="gait")
    archive = recipe.archive(recipe.problem())
    place = jnp.asarray([[0.1, 0.1], [0.5, 0.5]], jnp.float32)
    state, _ = archive.add(
        archive.init(1, {}), jnp.zeros((2, 1)), Evaluation(jnp.float32([-1000, -1500]), place)
    )
    assert float(archive.statistics(state)["qd_score"]) == pytest.approx(2 * 2797.52 - 2500)


@pytest.mark.parametrize("kind", [dict(), dict(novelty=0.1)])
def test_a_floor_without_thresholds_is_refused(kind):
    with pytest.raises(ValueError, match="--floor is the initial threshold"):
        recipes.map_elites(floor=-5.0, **kind).build()


def test_what_failed_at_first_leaves_a_gap_in_the_curves(tmp_path):
    t = np.array([10.0, 20, 30])
    seeds = [
        {"evaluations": t, "best": np.array(b)} for b in ([-np.inf, 1, 3], [-np.inf, -np.inf, 5])
    ]
    axes = learning(
        {"es": seeds, "none": [dict(seeds[0], best=np.full(3, -np.inf))]}, "best", ""
    ).axes[0]
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), [np.nan, np.nan, 4.0])
    assert axes.get_ylim()[0] < 1 < 5 < axes.get_ylim()[1] < 6
