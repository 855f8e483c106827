"""An elite of a run as a policy: a function from observation to action."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ramify.elites.table import EliteTable
    from ramify.run.opened import Run


def policy(run: "Run", elite: "EliteTable | None" = None) -> Callable[..., Any]:
    """Returns the policy of an elite of a run with robots or a Gymnasium environment.

    Args:
      run: from `ramify.load` or `ramify.train`.
      elite: a table of one elite, such as `run.archive.near(...)`. Default: the best one.

    Returns:
      (observation, t=0) -> action, for control step t of an episode. Only controllers without feedback
      use t.

    Raises:
      ValueError: the table does not hold one elite, or the run's task has no controllers.
      RunError: the run's recipe is unknown.

    Example:
      >>> import tempfile, ramify
      >>> small = dict(task="hopper", hidden=(4,), steps=5, samples=2, batch=2, slots=16)
      >>> recipe = ramify.recipes.cma_mega_es(**small)
      >>> run = ramify.train(recipe, evaluations=5, out=tempfile.mkdtemp() + "/run")
      >>> act = policy(run)
      >>> act([0.0] * 15).shape
      (3,)
    """
    from ramify.recipes.registry import recipe_of, task_of

    elite = run.archive.best() if elite is None else elite
    if len(elite) != 1:
        raise ValueError(
            f"elite holds {len(elite)} elites: give one, such as run.archive.best() or run.archive[:1]."
        )
    task = task_of(recipe_of(run.config))
    make: Any = getattr(task, "policy", None)
    if make is None:
        raise ValueError(
            f"{run.path} has no policies: the solutions of its task, a {type(task).__name__}, are no "
            "controllers."
        )
    return make(elite.solution[0])
