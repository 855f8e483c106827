"""Writes docs/api.md: every public name, its signature, and what its docstring begins with.

Run: python docs/api.py
"""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import ramify
from ramify import recipes

PAGE = Path(__file__).with_name("api.md")
MODULES = {  # where names are imported from; but for `ramify` itself, which tells what is there
    "ramify.tasks": ("arm", "plateau", "rastrigin", "sphere", "walker"),
    "ramify.tasks.gymnasium": ("GymnasiumTask", "Last", "Mean"),
    "ramify.elites.table": ("EliteTable",),
    "ramify.analysis.exchange": (),
    "ramify.analysis.cqd_score": (),
    "ramify.analysis.compare": (),
    "ramify.view.figures": (),
    "ramify.controllers.mlp": (),
    "ramify.controllers.sine_gait": (),
    "ramify.rl.td3": ("TD3",),
    "ramify.core": (),
}
MEMBERS = "QD", "Run", "EliteTable", "Experiment"  # classes whose methods are told, too
HEAD = """# What can be imported

Written by `python docs/api.py`; a test holds it true. Docstrings say more: `help(ramify.illuminate)`.

| looked for | where it is |
|---|---|
| the CQD score of an archive | `ramify.analysis.cqd_score.cqd_score` |
| several archives in one; another grid | `ramify.analysis.exchange.merged`, `rebinned` |
| a picture of an archive | `ramify.view.figures.heatmap`, `nested`, `projections`, `histogram` |
| learning curves | `ramify.view.figures.curves` |
| runs compared, in figures | `ramify.analysis.compare.compared` |
| the elites of a run; of a state | `ramify.load(folder).archive`; `ramify.elite_table` |
| pandas, Parquet | `EliteTable.to_pandas`, `to_parquet` |
| pyribs | `ramify.analysis.exchange.to_ribs_frame` |
| scores without luck | `ramify.reevaluate` |
"""


def page() -> str:
    """The whole text."""
    names = sorted(set(ramify.__all__) - {"recipes", "tasks"}, key=str.lower)
    sections = [HEAD, "## ramify\n", *told((name, getattr(ramify, name)) for name in names)]
    sections += ["\n## ramify.recipes\n", "Settings: `ramify train RECIPE --help`.\n"]
    for name in recipes.__all__:
        settings = None if name == "register" else "..."
        sections += told([(name, getattr(recipes, name))], settings)
    for module, some in MODULES.items():
        sections += [f"\n## {module}\n", *told(found(module, some))]
    return "\n".join(sections) + "\n"


def found(module: str, some: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """These names of a module, or all that is public and its own, in the order of the file."""
    held = import_module(module)
    own = (
        n for n, v in vars(held).items() if n[0] != "_" and getattr(v, "__module__", "") == module
    )
    for name in some or own:
        if inspect.isroutine(value := getattr(held, name)) or inspect.isclass(value):
            yield name, value


def told(names: Any, settings: str | None = None) -> Iterator[str]:
    for name, value in names:
        yield f"- `{name}({signature(value) if settings is None else settings})`: {first(value)}"
        if name in MEMBERS:
            for member, held in vars(value).items():
                method = getattr(held, "__func__", held)
                if member[0] == "_" or not (inspect.isfunction(method) or hasattr(held, "func")):
                    continue
                called = ""
                if inspect.isfunction(method):
                    arguments = signature(method).removeprefix("self").removeprefix(", ")
                    called = f"({arguments})"
                yield f"  - `.{member}{called}`: {first(held)}"


def signature(of: Callable[..., Any]) -> str:
    """Without types; of defaults, those that are short."""
    try:
        parameters = inspect.signature(of).parameters.values()
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
    plain = value is None or isinstance(value, (bool, int, float, str, tuple))
    return repr(value) if plain and len(repr(value)) < 40 else "..."


def first(of: Any) -> str:
    """The first sentence of what its docstring says."""
    paragraph = " ".join((inspect.getdoc(of) or "").split("\n\n")[0].split())
    return re.split(r"(?<=[^ .])\. (?=[A-Z])", paragraph)[0].rstrip(".:") + "."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
