"""The log of a search: one array per statistic."""

from typing import Any

import numpy as np

from ramify.system.notebook import html_of


class Log(dict[str, np.ndarray]):
    """A dictionary of arrays with one entry per iteration. A notebook displays it as curves."""

    def __repr__(self) -> str:
        count = len(next(iter(self.values()), ()))
        last = ", ".join(f"{name} {_short(values[-1])}" for name, values in self.items() if count)
        return f"<Log of {count} iterations; the last: {last}>"

    def _repr_html_(self) -> str | None:
        return html_of(self, "log_html")


def _short(value: Any) -> str:
    return f"{float(value):.6g}" if np.ndim(value) == 0 else f"of shape {np.shape(value)}"
