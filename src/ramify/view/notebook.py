"""Displays of tables of elites, runs and logs in notebooks: a picture and the main numbers, as HTML."""

import base64
import io
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from math import prod
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ramify.elites.table import EliteTable
from ramify.system.printable import label
from ramify.view import figures

SHARP = 70  # dots per inch


def table_html(elites: EliteTable) -> str:
    """Returns a picture of the archive, with its main numbers."""
    if not len(elites):
        return "<p>EliteTable: no elites</p>"
    rows = {
        "elites": f"{len(elites):,}",
        "cells": f"{prod(elites.shape):,}",
        "best": f"{elites.objective.max():.5g}",
        "mean": f"{elites.objective.mean():.5g}",
        "measures": ", ".join(map(label, elites.names)),
        "parameters": f"{elites.solution.shape[1]:,}",
    }
    if elites.simulator:
        rows["simulator"] = elites.simulator
    return _html("EliteTable", rows, _archive(elites))


def run_html(run: Any) -> str:
    """Returns a picture of a `Run`'s archive, with the main numbers of its last checkpoint."""
    elites, config = run.archive, run.config
    rows = {"recipe": config.recipe, "folder": str(run.path)}
    evaluations = run.metrics.get("evaluations", np.zeros(0))
    if evaluations.size:
        rows["evaluations"] = f"{int(evaluations[-1]):,} of {config.evaluations:,}"
    if len(elites):
        rows |= {"elites": f"{len(elites):,}", "best": f"{elites.objective.max():.5g}"}
    if elites.simulator:
        rows["simulator"] = elites.simulator
    return _html("Run", rows, _archive(elites) if len(elites) else None)


def log_html(log: Mapping[str, np.ndarray]) -> str:
    """Returns the curves of a log, with its last row."""
    rows = {name: f"{values[-1]:,.6g}" for name, values in log.items() if len(values)}
    return _html("Log", rows, figures.curves(dict(log)))


def _archive(elites: EliteTable) -> Figure:
    elites = replace(elites, names=tuple(map(label, elites.names)))
    draw = figures.heatmap if len(elites.names) <= 2 else figures.projections
    return draw(elites)


def _html(title: str, rows: Mapping[str, str], picture: Figure | None) -> str:
    cells = "".join(
        f'<tr><td style="text-align:left">{escape(name)}</td>'
        f'<td style="text-align:left"><b>{escape(label(value))}</b></td></tr>'
        for name, value in rows.items()
    )
    image = ""
    if picture is not None:
        file = io.BytesIO()
        picture.savefig(file, format="png", dpi=SHARP)
        data = base64.b64encode(file.getvalue()).decode()
        image = f'<img src="data:image/png;base64,{data}" alt="{escape(title)}" style="max-width:620px">'
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start">'
        f"<div><b>{escape(title)}</b><table>{cells}</table></div>{image}</div>"
    )
