"""What the page is told of a run: /api/run and /api/curves."""

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify.explorer.robot import Robot
from ramify.explorer.run_view import Explored
from ramify.run.folder import titled
from ramify.run.metrics import read_metrics
from ramify.run.opened import Run
from ramify.run.provenance import differing, versions
from ramify.tasks.function import Function
from ramify.view.stage import MEASURES

CURVES = ("evaluations", "elites", "coverage", "best", "qd_score", "mean")
POINTS = 500  # of a curve, at most


def about(explored: Explored) -> dict[str, Any]:
    """The run, its archive's axes, and what can be done with it, as /api/run tells."""
    config, task = explored.run.config, explored.task
    measures = task.measures
    told = {
        "title": titled(config.recipe, vars(explored.recipe)),
        "recipe": config.recipe,
        "task": config.settings.get("task", type(task).__name__),
        "sim": getattr(explored.recipe, "sim", None),
        "kind": explored.player.kind,
        "objective": "objective",
        "measures": measures,
        "colours": [MEASURES[i % len(MEASURES)] for i in range(len(measures))],
        "settings": config.settings,
        "versions": {"made": config.versions, "here": versions()},
        "warning": _warning(explored.run) if isinstance(explored.player, Robot) else None,
        "goal": config.evaluations,
        "live": explored.live,
        "waiting": explored.waiting,
        "film": explored.no_film,
        "steering": _steering(explored),
    }
    if isinstance(explored.player, Robot):
        told["dt"] = explored.player.robot.dt
    return told | _axes(explored)


def curves(run: Run) -> dict[str, Any]:
    """The learning curves, thinned, as /api/curves tells."""
    metrics = read_metrics(run.path)
    rows = len(metrics["iteration"])
    shown = np.unique(np.linspace(0, max(rows - 1, 0), min(rows, POINTS)).astype(int))
    return {name: metrics[name][shown] for name in CURVES if name in metrics}


def _axes(explored: Explored) -> dict[str, Any]:
    if explored.waiting is not None:
        return {"n": 0, "lower": [], "upper": [], "shape": [], "cvt": False}
    table = explored.archive.elites
    n = table.solution.shape[1]
    told = {"n": n, "lower": table.lower, "upper": table.upper, "shape": table.shape}
    task = explored.task
    if isinstance(task, Function) and task.chain is not None:
        joints = eqx.filter_eval_shape(task.chain, jax.ShapeDtypeStruct((n,), jnp.float32))
        told["links"] = joints.shape[0] - 1
    return told | {"cvt": table.centroid is not None}


def _steering(explored: Explored) -> dict[str, Any]:
    steering = explored.steering
    return {
        "sources": [vars(source) for source in steering.sources],
        "objective_scale": steering.objective_scale,
        "sigma_g": steering.reach,
        "reason": None,
    }


def _warning(run: Run) -> str | None:
    changed = [f"{package} {was} (here {now})" for package, was, now in differing(run.config)]
    if not changed:
        return None
    return f"The run was made with {', '.join(changed)}: its walkers may walk differently here."
