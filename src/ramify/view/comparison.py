"""Learning curves of several methods in one picture: the mean over seeds, and a band round it."""

from collections.abc import Mapping, Sequence
from textwrap import fill

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from scipy.stats import t

from ramify.view.figures import EMPTY, INK, TITLES, in_units, styled, widened

CONFIDENCE = 0.95
WIDE = 30  # characters of a line of the legend
LINES = matplotlib.colormaps["tab10"].colors  # type: ignore[attr-defined]


def learning(
    methods: Mapping[str, Sequence[Mapping[str, np.ndarray]]], name: str, title: str
) -> Figure:
    """One metric against evaluations, a line a method, with a band where the mean lies with 95%
    confidence (Student's t) if there are several seeds.

    Args:
      methods: label -> the metrics of its seeds, each with "evaluations" and `name`.
      name: which metric.
      title: over the picture.
    """
    figure = Figure((8.8, 4.2), layout="constrained")
    axes, seen = figure.add_subplot(), []
    for i, (label, seeds) in enumerate(methods.items()):
        x, values = together(seeds, name)
        seen += values[np.isfinite(values)].tolist()
        mean, colour = values.mean(axis=0), LINES[i % len(LINES)]
        axes.plot(x, mean, color=colour, label=f"{_wrapped(label)} ({len(seeds)})")
        if len(seeds) > 1:
            error = values.std(axis=0, ddof=1) / len(seeds) ** 0.5
            reach = t.ppf((1.0 + CONFIDENCE) / 2.0, len(seeds) - 1) * error
            axes.fill_between(x, mean - reach, mean + reach, color=colour, alpha=0.2, linewidth=0)
    axes.set_title(title, loc="left", fontsize=11, color=INK)
    axes.set(xlabel="evaluations", ylabel=TITLES.get(name, name), xlim=(0, None))
    if seen:  # bands of two seeds would dwarf their curves
        low, high = widened(min(seen), max(seen))
        axes.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    axes.grid(color=EMPTY)
    figure.legend(loc="outside right upper", fontsize=8, frameon=False)
    styled(axes)
    return figure


def _wrapped(label: str) -> str:
    """A label in lines, as many as leave the curves their room."""
    return fill(label, WIDE, max_lines=4, placeholder=" ...")


def together(seeds: Sequence[Mapping[str, np.ndarray]], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Evaluations that all seeds came to, and [seeds, evaluations] what each had reached by then: NaN
    as long as nothing was found."""
    every = np.unique(np.concatenate([seed["evaluations"] for seed in seeds]))
    first = max(seed["evaluations"][0] for seed in seeds)
    last = min(seed["evaluations"][-1] for seed in seeds)
    x = every[(every >= first) & (every <= last)]

    def reached(seed: Mapping[str, np.ndarray]) -> np.ndarray:
        row = np.searchsorted(seed["evaluations"], x, side="right") - 1
        found = in_units(seed[name], name)[row]
        return np.where(np.isfinite(found), found, np.nan)

    return x, np.stack([reached(seed) for seed in seeds])
