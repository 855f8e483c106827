"""Runs compared: tables, curves and tests of significance."""

import re
from dataclasses import dataclass, field
from math import comb

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu

from ramify import recipes
from ramify.analysis.compare import compare, compared, grouped, opened
from ramify.run.config import Config
from ramify.run.folder import RunError
from ramify.run.session import train
from ramify.view.comparison import learning, together


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
    _, *vectors = compare(runs[:4], tmp_path / "vectors", "svg")
    assert [path.name for path in vectors] == ["qd_score.svg", "coverage.svg", "best.svg"]
    capsys.readouterr()
    compare(runs, tmp_path / "new")
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


def test_results_that_are_close_are_told_apart(tmp_path, capsys):
    compare([Done("es", 0, 19.997), Done("me", 0, 19.9998)], tmp_path)
    said = capsys.readouterr().out
    assert "99.985" in said and "99.999" in said


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


def test_no_offset_is_one_of_0():
    both = [Done("es", 0, 1.0, {"offset": 0.0}), Done("es", 1, 1.0)]
    assert sum(map(len, grouped(both).values())) == 2
