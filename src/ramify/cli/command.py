"""The base of all commands, and of those that open a run."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from tyro.conf import Positional

from ramify.checks.limits import check

if TYPE_CHECKING:
    from ramify.run.opened import Run

RUNS = Path("runs")


@dataclass(frozen=True)
class Command:
    """Base of every command. Checks each option against its type and range."""

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Opening(Command):
    """Base of the commands that need a run and its recipe."""

    run: Positional[Annotated[Path, "RUN"]]
    """Folder of the run."""
    recipe: Annotated[str, "MODULE:CLASS"] | None = field(default=None, kw_only=True)
    """For a run of your own recipe: the module and the name of its class. Python imports the module from
    the current folder."""

    def load(self) -> "Run":
        """Returns the run. Registers its recipe if `--recipe` names one."""
        from ramify.recipes.registry import import_recipe
        from ramify.run.opened import load

        if self.recipe is not None:
            import_recipe(self.recipe)
        return load(self.run)
