"""Lists the public names by subject. From this list come docs/api.md and the site's pages of reference.

Run: python docs/api.py  (writes docs/api.md)
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("api.md")
HEAD = """# Public names

This page lists all public names by subject. A name with several dots is in a module that you import
first: `from ramify.view.figures import heatmap`. `python docs/api.py` writes it. `help(name)` shows the
whole docstring, for example `help(ramify.illuminate)`.

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
| a line of progress | `show=True`; in a function of your own, `ramify.run.progress.ProgressLine` |
| scores averaged over new episodes | `ramify.reevaluate` |
| a gait for a damaged robot | `ramify.adapt`, `Adaptation` |
"""


@dataclass(frozen=True)
class Subject:
    """Some public names that belong together.

    Attributes:
      title: heading of the page.
      about: what the names are for.
      names: full names. A module stands for all of its public functions and classes.
    """

    title: str
    about: str
    names: tuple[str, ...]


SUBJECTS = {  # the page's file name, without its ending
    "search": Subject(
        "Search",
        "A search is an archive and an emitter (`ramify.QD`). `ramify.illuminate` runs it on a task. "
        "With `ask` and `tell`, your own program evaluates the solutions.",
        ("QD", "QDState", "illuminate", "advance", "Query", "Evaluation", "Transitions"),
    ),
    "archives": Subject(
        "Archives",
        "An archive keeps the best solution of each cell. Any archive works with any emitter.",
        ("GridArchive", "CVTArchive", "SoftArchive", "NoveltyArchive", "Priorities"),
    ),
    "emitters": Subject(
        "Emitters",
        "An emitter proposes solutions: it is the algorithm. "
        "[The algorithms](algorithms.md) gives each one's paper and helps to choose. "
        "`SAMEGA` takes a `Surrogate`.",
        (
            *("CMAMEGA", "CMAME", "IsoLine", "MEES", "MEGA", "OMGMEGA", "OGMAPElites", "PGAME"),
            *("QDPG", "DCRLME", "SAMEGA", "Surrogate"),
            *("Several", "Together", "Bandit", "Bounded"),
        ),
    ),
    "gradients": Subject(
        "Gradient sources",
        "A gradient source computes or estimates the Jacobian: the gradient of the objective, then one "
        "row per measure. `TD3Learner` trains the critics of `TD3`.",
        (
            "Autodiff",
            "ES",
            "TD3",
            "PerRow",
            "StateNovelty",
            "ConditionedTD3",
            "MixedTD3",
            "rl.td3.TD3Learner",
        ),
    ),
    "strategies": Subject(
        "Evolution strategies",
        "A strategy draws samples and learns from their ranks. `ramify.CMAME` takes one for solutions, "
        "`ramify.CMAMEGA` one for coefficients.",
        ("CMAES", "SepCMAES", "LMMAES", "OpenAIES", "XNES"),
    ),
    "tasks": Subject(
        "Tasks and controllers",
        "A task evaluates solutions. For walking robots and environments, a controller turns a solution "
        "into a policy.",
        (
            *(
                "Function",
                "BlackBox",
                "tasks.arm",
                "tasks.sphere",
                "tasks.rastrigin",
                "tasks.plateau",
            ),
            *("tasks.walker", "GymnasiumTask", "tasks.gymnasium.Mean", "tasks.gymnasium.Last"),
            *("tasks.gymnasium.Max", "tasks.gymnasium.Min"),
            *("MjcfRobot", "RobotMeasure", "robots.robot_measures.Step", "robots.robot.Sensed"),
            *("controllers.mlp.MLP", "controllers.sine_gait.SineGait", "controllers.cpg.CPG"),
        ),
    ),
    "runs": Subject(
        "Runs in folders",
        "A run keeps its archive, metrics and settings in a folder, and can be resumed. "
        "[A run's folder](folder.md) describes the files.",
        (
            *("train", "train_seeds", "resume", "load", "Run", "RunError", "Experiment"),
            *("Cluster", "pretrain", "from_critics", "preparation"),
            *(
                "save",
                "restore",
                "policy",
                "Profile",
                "run.progress.Progress",
                "run.progress.ProgressLine",
            ),
        ),
    ),
    "trackers": Subject(
        "Trackers",
        "A tracker records a run in TensorBoard, Weights & Biases or MLflow ([how](trackers.md)).",
        ("trackers",),
    ),
    "recipes": Subject(
        "Recipes",
        "A recipe is an algorithm with a task and all settings, ready for `ramify.train`. "
        "`ramify train RECIPE --help` lists the settings.",
        ("recipes",),
    ),
    "elites": Subject(
        "Elites and their analysis",
        "A table of elites comes from a run or a state. These functions select from it, merge and "
        "compare tables, and exchange them with other programs.",
        (
            *("elites.table.EliteTable", "elite_table", "read_parquet", "reevaluate"),
            *("Adaptation", "adapt"),
            *("analysis.exchange", "analysis.cells.cells_of", "analysis.cqd_score"),
            "analysis.compare",
        ),
    ),
    "figures": Subject(
        "Figures",
        "Functions that draw a table of elites or the metrics of a run with matplotlib.",
        ("view.figures", "view.cells.best_per_bin"),
    ),
    "interfaces": Subject(
        "Interfaces",
        "Base classes and data for [parts of your own](own.md). `ramify.core` also has `Query`, "
        "`Evaluation` and `Transitions`.",
        (
            *("core.AbstractTask", "core.AbstractGradient", "core.AbstractEmitter"),
            *("core.AbstractArchive", "core.Part", "core.ControlSpec", "core.Added", "core.Elites"),
            *("core.sanitised", "core.merge_reports", "core.InPlace", "core.record"),
        ),
    ),
}
WITH_METHODS = "QD", "Run", "EliteTable", "Experiment"  # classes whose methods are listed
SETTINGS_ELSEWHERE = "ramify.recipes."  # `ramify train RECIPE --help` lists them


def page() -> str:
    """Returns the text of docs/api.md."""
    sections = [HEAD]
    for subject in SUBJECTS.values():
        sections += [f"## {subject.title}\n", f"{subject.about}\n"]
        for name in public_names(subject):
            sections += entry(name)
        sections.append("")
    return "\n".join(sections).rstrip() + "\n"


def public_names(subject: Subject) -> Iterator[str]:
    """Yields the full names of a subject's functions and classes, such as "ramify.QD"."""
    for name in subject.names:
        full = f"ramify.{name}"
        if not inspect.ismodule(held := named(full)):
            yield full
            continue
        listed = getattr(held, "__all__", None)
        own = (
            n
            for n, v in vars(held).items()
            if n[0] != "_" and getattr(v, "__module__", "") == held.__name__
        )
        for member in listed or own:
            if inspect.isroutine(value := getattr(held, member)) or inspect.isclass(value):
                yield f"{full}.{member}"


def named(full: str) -> Any:
    """Returns what has this full name: a module, a class or a function."""
    held: Any = import_module("ramify")
    for name in full.split(".")[1:]:
        try:
            held = getattr(held, name)
        except AttributeError:
            held = import_module(f"{held.__name__}.{name}")
    return held


def entry(name: str) -> Iterator[str]:
    """Yields a line for a name, followed by lines for its methods if it is in `WITH_METHODS`."""
    value = named(name)
    hidden = name.startswith(SETTINGS_ELSEWHERE) and inspect.isclass(value)
    yield f"- `{name}({'...' if hidden else signature(value)})`: {first_sentence(value)}"
    if name.rpartition(".")[2] not in WITH_METHODS:
        return
    for member, held in methods(value):
        called = ""
        if inspect.isfunction(method := getattr(held, "__func__", held)):
            arguments = signature(method).removeprefix("self").removeprefix(", ")
            called = f"({arguments})"
        yield f"    - `.{member}{called}`: {first_sentence(held)}"


def methods(cls: type) -> Iterator[tuple[str, Any]]:
    """Yields the public methods and properties that a class defines itself."""
    for member, held in vars(cls).items():
        method = getattr(held, "__func__", held)
        if isinstance(held, property) or hasattr(held, "func"):
            method = getattr(held, "fget", None) or held.func
        if member[0] != "_" and inspect.isfunction(method):
            yield member, held


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
