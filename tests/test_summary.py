"""The summary that a command prints at its end."""

import dataclasses
import sys

import numpy as np
import pytest
from toys import archive

from ramify.cli.main import main
from ramify.cli.replay import _above
from ramify.cli.summary import _found, _unchanged
from ramify.explorer import serve


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ([5.0, 900.0], "Found 2 different robots."),
        ([5.0, 1200.0, 1300.0], "Found 3 different robots: 2 score above 1000."),
        (
            [900.0, 1200.0, 1600.0, 2100.0],
            "Found 4 different robots: 3 score above 1000, 2 score above 1500, 1 score above 2000.",
        ),
    ],
)
def test_only_scores_that_were_reached_are_counted(objective, said):
    elites = found(objective)
    assert _found(elites, robots=True) == said
    assert _found(elites, robots=False).endswith("elites.")


def found(objective, **fields):
    elites = dataclasses.replace(archive((10,) * 2, len(objective)), objective=np.array(objective))
    fields = {name: np.array(values, np.float32) for name, values in fields.items()}
    return dataclasses.replace(elites, fields=fields)


def test_a_measure_that_never_changes_is_named():
    elites = found([900.0, 1200.0, 1600.0])
    assert _unchanged(elites) == []
    same = elites.measures.copy()
    same[:, 1] = 0.25
    (said,) = _unchanged(dataclasses.replace(elites, measures=same))
    assert said.startswith(f"{elites.names[1]} is 0.25 for all 3 elites")
    assert _unchanged(dataclasses.replace(elites[:1], measures=same[:1])) == []


def test_steady_walkers_are_counted():
    elites = found([900.0, 1200.0, 1600.0, 1700.0], steadiness=[1.0, 0.4, 0.5, np.nan])
    first, second = _found(elites, robots=True).split("\n")
    assert first == (
        "Found 4 different robots: 3 score above 1000 (1 walk steadily), 2 score above 1500 (1 walk "
        "steadily)."
    )
    assert second.startswith("A robot walks steadily if it comes at least half as far in each half")
    assert _above(elites) == "3 / 2 / 0, 1 / 1 / 0"
    assert _above(found([1200.0])) == "1 / 0 / 0, unknown"


@pytest.mark.parametrize("display", [True, False])
def test_the_explorer_opens_after_the_run_if_there_is_a_display(display, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(serve, "has_display", lambda: display)
    monkeypatch.setattr(serve, "serve", lambda run: opened.append(run.path))
    words = ["train", "omg-mega", "--dim", "10", "--grid", "10", "--evaluations", "90", "--view"]
    monkeypatch.setattr(sys, "argv", ["ramify", *words, "--out", str(tmp_path / "run")])
    main()
    assert opened == [tmp_path / "run"] * display
    assert (tmp_path / "run/report.html").exists()
