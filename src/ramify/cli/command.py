"""The base of all commands, and of those that open a run."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from tyro.conf import Positional

from ramify.checks.limits import check

if TYPE_CHECKING:
    from ramify.run.opened import Run
    from ramify.sims.cluster.placement import Cluster

RUNS = Path("runs")


@dataclass(frozen=True)
class Command:
    """Base of every command. Checks each option against its type and range."""

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Clustered(Command):
    """Base of the commands that a Ray cluster can evaluate."""

    cluster: Annotated[str, "auto|HOST:PORT"] | None = field(default=None, kw_only=True)
    """Ray cluster that evaluates solutions. auto: the cluster of this machine; if there is none, a local
    one is started. HOST:PORT: the address of a cluster. Results are the same on every cluster, and a run
    may continue elsewhere. Needs ramify[ray]. Default: this machine, without Ray."""
    any_cpu: bool = field(default=False, kw_only=True)
    """Accept machines of the cluster whose processors compute other last bits. run.json records them."""

    def chosen(self) -> "Cluster | None":
        """Returns the cluster that the flags name.

        Raises:
          ValueError: --any-cpu is given without --cluster.
        """
        from ramify.sims.cluster.placement import Cluster

        if self.cluster is None:
            if self.any_cpu:
                raise ValueError("--any-cpu has no effect without --cluster: leave it out.")
            return None
        return Cluster(self.cluster, any_cpu=self.any_cpu)


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
