"""Writes docs/api.md: every public name with its signature and the first sentence of its docstring.

Run: python docs/api.py
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import ramify
from ramify import recipes

PAGE = Path(__file__).with_name("api.md")
MODULES = {  # module -> names to list; empty for all of its public names
    "ramify.tasks": ("arm", "plateau", "rastrigin", "sphere", "walker"),
    "ramify.tasks.gymnasium": ("GymnasiumTask", "Last", "Mean"),
    "ramify.elites.table": ("EliteTable",),
    "ramify.analysis.exchange": (),
    "ramify.analysis.cqd_score": (),
    "ramify.analysis.compare": (),
    "ramify.view.figures": (),
    "ramify.controllers.mlp": (),
    "ramify.controllers.sine_gait": (),
    "ramify.rl.td3": ("TD3Learner",),
    "ramify.core": (),
}
WITH_METHODS = "QD", "Run", "EliteTable", "Experiment"  # classes whose methods are listed
HEAD = """# Public names

This list is written by `python docs/api.py`. `help(name)` shows the whole docstring, for example
`help(ramify.illuminate)`.

| to get | use |
|---|---|
| the CQD score of an archive | `ramify.analysis.cqd_score.cqd_score` |
| several archives merged; an archive in another grid | `ramify.analysis.exchange.merged`, `rebinned` |
| a picture of an archive | `ramify.view.figures.heatmap`, `nested`, `projections`, `histogram` |
| learning curves | `ramify.view.figures.curves` |
| a comparison of runs | `ramify.analysis.compare.compared` |
| the elites of a run; of a state | `ramify.load(folder).archive`; `ramify.elite_table` |
| a pandas table; a Parquet file | `EliteTable.to_pandas`, `to_parquet` |
| a table for pyribs | `ramify.analysis.exchange.to_ribs_frame` |
| scores averaged over new episodes | `ramify.reevaluate` |
"""


def page() -> str:
    """Returns the text of the page."""
    names = sorted(set(ramify.__all__) - {"recipes", "tasks"}, key=str.lower)
    sections = [HEAD, "## ramify\n", *entries((name, getattr(ramify, name)) for name in names)]
    sections += ["\n## ramify.recipes\n", "`ramify train RECIPE --help` lists the settings.\n"]
    for name in recipes.__all__:
        settings = None if name == "register" else "..."
        sections += entries([(name, getattr(recipes, name))], settings)
    for module, some in MODULES.items():
        sections += [f"\n## {module}\n", *entries(members(module, some))]
    return "\n".join(sections) + "\n"


def members(module: str, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yields these functions and classes of a module; all public ones, in the file's order, if `names`
    is empty."""
    held = import_module(module)
    own = (
        n
        for n, v in vars(held).items()
        if n[0] != "_" and f"{getattr(v, '__module__', '')}.".startswith(f"{module}.")
    )
    for name in names or own:
        if inspect.isroutine(value := getattr(held, name)) or inspect.isclass(value):
            yield name, value


def entries(named: Iterable[tuple[str, Any]], settings: str | None = None) -> Iterator[str]:
    """Yields a line for each name, followed by lines for its methods if it is in `WITH_METHODS`.

    Args:
      settings: shown instead of the arguments.
    """
    for name, value in named:
        arguments = signature(value) if settings is None else settings
        yield f"- `{name}({arguments})`: {first_sentence(value)}"
        if name not in WITH_METHODS:
            continue
        for member, held in vars(value).items():
            method = getattr(held, "__func__", held)
            if member[0] == "_" or not (inspect.isfunction(method) or hasattr(held, "func")):
                continue
            called = ""
            if inspect.isfunction(method):
                arguments = signature(method).removeprefix("self").removeprefix(", ")
                called = f"({arguments})"
            yield f"  - `.{member}{called}`: {first_sentence(held)}"


def signature(function: Callable[..., Any]) -> str:
    """Returns a function's arguments without types. Long defaults are shown as three dots."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        return "..."
    shown, starred = [], False
    for one in parameters:
        if one.kind is one.KEYWORD_ONLY and not starred:
            shown, starred = [*shown, "*"], True
        starred |= one.kind is one.VAR_POSITIONAL
        name = str(one).split(":")[0].split("=")[0].strip()
        shown.append(name if one.default is one.empty else f"{name}={default(one.default)}")
    return ", ".join(shown)


def default(value: Any) -> str:
    """Returns a default as Python code; three dots if it is long or an object."""
    plain = value is None or isinstance(value, (bool, int, float, str, tuple))
    return repr(value) if plain and len(repr(value)) < 40 else "..."


def first_sentence(documented: Any) -> str:
    """Returns the first sentence of a docstring."""
    paragraph = " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())
    return re.split(r"(?<=[^ .])\. (?=[A-Z])", paragraph)[0].rstrip(".:") + "."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
