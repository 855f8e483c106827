"""The summary that a command prints at its end."""

from types import SimpleNamespace

import numpy as np
import pytest

from ramify.cli.summary import _found


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
