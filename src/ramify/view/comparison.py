"""Draws the learning curves of several methods: the mean over seeds, and its confidence band."""

from collections.abc import Mapping, Sequence
from textwrap import fill

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from scipy.stats import t

from ramify.view.style import EMPTY, INK, TITLES, Plain, in_units, points, styled, widened

CONFIDENCE = 0.95
WIDE = 30  # most characters per line of the legend
LINES = matplotlib.colormaps["tab10"].colors  # type: ignore[attr-defined]


def learning(
    methods: Mapping[str, Sequence[Mapping[str, np.ndarray]]], name: str, title: str
) -> Figure:
    """Draws one metric against the number of evaluations, with one line per method.

    A line is the mean over seeds. The band of a method with several seeds is the 95% confidence interval
    of the mean (Student's t).

    Args:
      methods: label -> metrics of each seed, with the columns "evaluations" and `name`.
      name: the metric.
      title: title of the picture.
    """
    figure = Figure((8.8, 4.2), layout="constrained")
    axes, drawn = figure.add_subplot(), []
    for i, (label, seeds) in enumerate(methods.items()):
        x, values = together(seeds, name)
        drawn += values[np.isfinite(values)].tolist()
        mean, colour = values.mean(axis=0), LINES[i % len(LINES)]
        axes.plot(x, mean, color=colour, label=f"{_wrapped(label)} ({len(seeds)})")
        if len(seeds) > 1:
            error = values.std(axis=0, ddof=1) / len(seeds) ** 0.5
            reach = t.ppf((1.0 + CONFIDENCE) / 2.0, len(seeds) - 1) * error
            axes.fill_between(x, mean - reach, mean + reach, color=colour, alpha=0.2, linewidth=0)
    axes.set_title(title, loc="left", fontsize=points(11), color=INK)
    axes.set(xlabel="evaluations", ylabel=TITLES.get(name, name), xlim=(0, None))
    if drawn:  # the lines set the range: a band of two seeds may be far wider
        low, high = widened(min(drawn), max(drawn))
        axes.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    axes.grid(color=EMPTY)
    axes.xaxis.set_major_formatter(Plain())
    axes.yaxis.set_major_formatter(Plain())
    figure.legend(loc="outside right upper", fontsize=points(8), frameon=False)
    styled(axes)
    return figure


def _wrapped(label: str) -> str:
    """Returns a label in at most 4 lines, so that the curves have room."""
    return fill(label, WIDE, max_lines=4, placeholder=" ...")


def together(seeds: Sequence[Mapping[str, np.ndarray]], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Returns the numbers of evaluations that all seeds reached, and the metric there.

    The metric has the shape [seeds, evaluations]. It is NaN before the first elite is found.
    """
    every = np.unique(np.concatenate([seed["evaluations"] for seed in seeds]))
    first = max(seed["evaluations"][0] for seed in seeds)
    last = min(seed["evaluations"][-1] for seed in seeds)
    x = every[(every >= first) & (every <= last)]

    def reached(seed: Mapping[str, np.ndarray]) -> np.ndarray:
        row = np.searchsorted(seed["evaluations"], x, side="right") - 1
        found = in_units(seed[name], name)[row]
        return np.where(np.isfinite(found), found, np.nan)

    return x, np.stack([reached(seed) for seed in seeds])
