"""The names of a run's metrics: the columns of metrics.csv and of the log of `illuminate`."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

COUNTED = ("iteration", "evaluations", "control_steps", "seconds")  # the loop counts these
COLUMNS = (
    *COUNTED,
    "elites",
    "coverage",
    "qd_score",
    "norm_qd_score",
    "best",
    "mean",
)
CHECKSUM = "checksum"  # last column: CRC-32 of the run's identity and all lines up to this one
EPISODES = "episodes"  # counts pre-training, whose rows have it in place of "evaluations"


def join_metrics(statistics: Mapping[str, T], report: Mapping[str, T]) -> dict[str, T]:
    """Returns the archive's statistics and the emitter's metrics in one dictionary.

    No metric overwrites another. A metric of the emitter gets the prefix `emitter_` if its name is a
    column of every run or a statistic of the archive. A statistic with the name of a count gets the
    prefix `archive_`.

    Example:
      >>> join_metrics({"elites": 7, "best": 2.5}, {"best": -1.0, "loss": 0.3})
      {'elites': 7, 'best': 2.5, 'emitter_best': -1.0, 'loss': 0.3}
    """
    counts = {*COUNTED, CHECKSUM, EPISODES}
    row = with_prefix("archive_", statistics, counts)
    return row | with_prefix("emitter_", report, counts | {*COLUMNS} | row.keys())


def with_prefix(prefix: str, metrics: Mapping[str, T], taken: set[str]) -> dict[str, T]:
    """Returns the metrics. A name that is taken gets the prefix, as often as it needs to be unique."""
    renamed = {}
    for name, value in metrics.items():
        new = name
        while new in taken or (new != name and (new in metrics or new in renamed)):
            new = prefix + new
        renamed[new] = value
    return renamed
