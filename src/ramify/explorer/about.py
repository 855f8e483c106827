"""The description of a run for the page: /api/run and /api/curves."""

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify.explorer.damaged import damages_for
from ramify.explorer.robot import Robot
from ramify.explorer.run_view import RunView
from ramify.run.config import Config
from ramify.run.folder import title_of
from ramify.run.metrics import read_metrics
from ramify.run.opened import Run
from ramify.run.provenance import differing, versions
from ramify.tasks.function import Function
from ramify.view.stage import MEASURES

CURVES = ("evaluations", "elites", "coverage", "best", "qd_score", "mean")
POINTS = 500  # the most points of a curve


def describe_run(view: RunView) -> dict[str, Any]:
    """Returns what /api/run sends: the run, the axes of its archive, and its gradient sources."""
    config, task = view.run.config, view.task
    measures = task.measures
    description = {
        "title": title_of(config.recipe, vars(view.recipe)),
        "recipe": config.recipe,
        "task": config.settings.get("task", type(task).__name__),
        "sim": getattr(view.recipe, "sim", None),
        "kind": view.player.kind,
        "objective": "objective",
        "measures": measures,
        "colors": [MEASURES[i % len(MEASURES)] for i in range(len(measures))],
        "settings": config.settings | _cluster(config),
        "versions": {"made": config.versions, "here": versions()},
        "warning": _warning(view.run) if isinstance(view.player, Robot) else None,
        "goal": config.evaluations,
        "live": view.live,
        "waiting": view.waiting,
        "film": view.no_film,
        "steering": _steering(view),
        "damages": damages_for(task),
    }
    if isinstance(view.player, Robot):
        description["dt"] = view.player.robot.dt
    return description | _axes(view)


def curves(run: Run) -> dict[str, Any]:
    """Returns what /api/curves sends: the learning curves, with at most `POINTS` points each."""
    metrics = read_metrics(run.path)
    rows = len(metrics["iteration"])
    shown = np.unique(np.linspace(0, max(rows - 1, 0), min(rows, POINTS)).astype(int))
    return {name: metrics[name][shown] for name in CURVES if name in metrics}


def _cluster(config: Config) -> dict[str, str]:
    """Returns where solutions were evaluated, to be shown below the settings."""
    if (used := config.cluster) is None:
        return {}
    cores = sum(node.cores for node in used.nodes)
    kinds = ", ".join(sorted({node.processor for node in used.nodes}))
    again = ", ".join(f"{rows} ({why})" for why, rows in used.again.items())
    count = len(used.nodes)
    shown = {"cluster": f"{count} node{'s' * (count != 1)}, {cores} cores: {kinds}"}
    return shown | ({"rows simulated again": again} if again else {})


def _axes(view: RunView) -> dict[str, Any]:
    if view.waiting is not None:
        return {"n": 0, "lower": [], "upper": [], "shape": [], "cvt": False}
    table = view.archive.elites
    n = table.solution.shape[1]
    axes = {"n": n, "lower": table.lower, "upper": table.upper, "shape": table.shape}
    task = view.task
    if isinstance(task, Function) and task.chain is not None:
        joints = eqx.filter_eval_shape(task.chain, jax.ShapeDtypeStruct((n,), jnp.float32))
        axes["links"] = joints.shape[0] - 1
    return axes | {"cvt": table.centroid is not None}


def _steering(view: RunView) -> dict[str, Any]:
    steering = view.steering
    return {
        "sources": [vars(source) for source in steering.sources],
        "objective_scale": steering.objective_scale,
        "sigma_g": steering.sigma_g,
        "reason": None,
    }


def _warning(run: Run) -> str | None:
    changed = [f"{package} {was} (here {now})" for package, was, now in differing(run.config)]
    if not changed:
        return None
    return f"The run was made with {', '.join(changed)}: its robots may move differently here."
