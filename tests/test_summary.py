"""The summary that a command prints at its end."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from ramify.cli.main import main
from ramify.cli.summary import _found
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
    class Elites(SimpleNamespace):
        def __len__(self):
            return len(self.objective)

    assert _found(Elites(objective=np.array(objective)), robots=True) == said
    assert _found(Elites(objective=np.array(objective)), robots=False).endswith("elites.")


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
