"""Re-evaluates elites of a run: in their own episodes, and in new ones."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ramify.cli.outputs import THRESHOLDS
from ramify.cli.task import archive_of_run, task_of_run
from ramify.system.printable import echo

if TYPE_CHECKING:
    from ramify.core import AbstractArchive, AbstractTask
    from ramify.elites.table import EliteTable
    from ramify.run.opened import Run

AT_ONCE = 256  # elites that are evaluated together
FEW = 50  # elites; up to this number, each is printed


def replay_elites(run: "Run", count: int, episodes: int, seed: int) -> bool:
    """Re-evaluates the best elite and some random ones, and prints how their scores compare.

    Args:
      count: number of random elites.
      episodes: number of new episodes in which each elite is evaluated as well.
      seed: of the random elites and the new episodes.

    Returns:
      True if every elite has its archived objective and measures: exactly if the task can repeat an
      episode, otherwise up to rounding.
    """
    import numpy as np

    from ramify.recipes.registry import recipe_of
    from ramify.run.provenance import differing
    from ramify.tasks.episode_replay import exact, replayed

    task, elites = task_of_run(run), _best_and_random(run, count, seed)
    same, tolerance = 0, 0.0 if exact(task) else 1e-4
    for first in range(0, len(elites), AT_ONCE):
        some = elites[first : first + AT_ONCE]
        found = replayed(task, some.solution, some.fields)
        alike = np.isclose(found.objective, some.objective, rtol=tolerance, atol=tolerance)
        alike &= np.isclose(found.measures, some.measures, rtol=tolerance, atol=tolerance).all(1)
        same += int(alike.sum())
        for was, now, equal in zip(some.objective, found.objective, alike, strict=True):
            if len(elites) <= FEW or not equal:
                mark = "same" if equal else "DIFFERENT"
                print(f"objective archived {was:10.4f}   replayed {now:10.4f}   {mark}")
        if len(elites) > AT_ONCE:
            print(f"{first + len(some)} of {len(elites)} elites replayed", file=sys.stderr)
    how = "up to rounding" if tolerance else "exactly"
    print(f"{same} of {len(elites)} elites have their archived objective and measures {how}.")
    if tolerance and same < len(elites):
        print("The task stores no seeds, so a random task gives another score each time.")
    if run.config.sim.startswith("mjx") and same < len(elites):
        print(
            "In MJX, the last bits of an episode depend on the number of episodes in the batch "
            "(docs/accelerator.md)."
        )
    for package, was, now in differing(run.config):
        echo(f"The archive was made with {package} {was}; this is {now}.")
    if episodes:
        offset = float(getattr(recipe_of(run.config), "offset", None) or 0.0)
        _print_new_episodes(task, elites, episodes, seed, archive_of_run(run), offset)
    return same == len(elites)


def _best_and_random(run: "Run", count: int, seed: int) -> "EliteTable":
    """Returns the best elite, then `count` random others."""
    import numpy as np

    order = np.argsort(-run.archive.objective, kind="stable")
    drawn = 1 + np.random.default_rng(seed).permutation(len(order) - 1)[:count]
    return run.archive[order[np.concatenate([[0], drawn]).astype(int)]]


def _print_new_episodes(
    task: "AbstractTask",
    elites: "EliteTable",
    episodes: int,
    seed: int,
    archive: "AbstractArchive | None",
    offset: float,
) -> None:
    """Evaluates the elites in new episodes, and prints how much of their scores was luck."""
    import numpy as np

    from ramify.analysis.exchange import merged
    from ramify.analysis.reevaluate import archived, reevaluate
    from ramify.tasks.locomotion import Locomotion

    found = reevaluate(task, elites, episodes, seed=seed, archive=archive)
    each = getattr(task, "episodes", 1)
    new = f"{episodes} new episodes" if each == 1 else f"{episodes} x {each} new episodes"
    print(f"\n{len(found)} of {len(elites)} elites were evaluated in {new} each.")
    if len(found) == 0:
        print("At least one episode of every elite failed, so no elite has a mean score.")
        return
    spread = found.fields["spread"].mean()
    between = "episodes" if each == 1 else f"means of {each} episodes"
    print(f"Standard deviation of an elite's objective between {between}: {spread:.1f} on average.")
    counts = isinstance(task, Locomotion)
    above = f"   elites above {_joined(THRESHOLDS)}, steady ones" if counts else ""
    print(f"{'objective':20}{'elites':>7}{'best':>9}{'mean':>9}{'QD score':>13}{above}")
    scores: list[float] = []
    for label, table in (
        ("archived", archived(found)),
        ("mean of new episodes", found),
        ("best mean per cell", merged([found])),
    ):
        objective = table.objective
        above = f"   {_above(table)}" if counts else ""
        score = np.sum(objective - offset, dtype=np.float64)
        scores += [score]
        print(
            f"{label:20}{len(table):7}{objective.max():9.1f}{objective.mean():9.1f}{score:13.1f}{above}"
        )
    if scores[0] > 0.0:
        print(
            f"The corrected archive (last line) has {scores[-1] / scores[0]:.0%} of the QD score."
        )


def _above(elites: "EliteTable") -> str:
    """Returns the numbers of elites above the thresholds, and of those that walk steadily."""
    from ramify.elites.steadiness import is_steady

    steady, high = is_steady(elites), [elites.objective > t for t in THRESHOLDS]
    walking = "unknown" if steady is None else _joined((one & steady).sum() for one in high)
    return f"{_joined(one.sum() for one in high)}, {walking}"


def _joined(numbers: Iterable[float]) -> str:
    return " / ".join(f"{number:.0f}" for number in numbers)
