"""The `ramify` command: reads the command line, runs the command and explains errors."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import tyro
from tyro.conf import CascadeSubcommandArgs, OmitArgPrefixes, OmitSubcommandPrefixes

from ramify.cli import commands, training
from ramify.cli.command import Clustered
from ramify.cli.flags import REGISTRY
from ramify.cli.messages import explain, note, warn_about_cache
from ramify.recipes import BUILT_IN
from ramify.recipes.kinds import refuse_other_kind_in
from ramify.recipes.pretrain import PretrainTD3
from ramify.system.interrupts import Terminated, command
from ramify.system.runtime import check_device, configure, disable_broken_drawing

if TYPE_CHECKING:
    from collections.abc import Callable

    Chosen = Callable[[], None]
else:
    Chosen = (
        Annotated[training.Train, tyro.conf.subcommand("train")]
        | Annotated[training.Pretrain, tyro.conf.subcommand("pretrain")]
        | Annotated[training.Resume, tyro.conf.subcommand("resume")]
        | Annotated[commands.View, tyro.conf.subcommand("view")]
        | Annotated[commands.Report, tyro.conf.subcommand("report")]
        | Annotated[commands.Plot, tyro.conf.subcommand("plot")]
        | Annotated[commands.Film, tyro.conf.subcommand("film")]
        | Annotated[commands.Adapt, tyro.conf.subcommand("adapt")]
        | Annotated[commands.Replay, tyro.conf.subcommand("replay")]
        | Annotated[commands.Export, tyro.conf.subcommand("export")]
        | Annotated[commands.Compare, tyro.conf.subcommand("compare")]
        | Annotated[commands.Reproduce, tyro.conf.subcommand("reproduce")]
        | Annotated[commands.List, tyro.conf.subcommand("list")]
    )


def main() -> None:
    """Runs the command that the command line names.

    Exit status: 0 on success, 1 if `replay` finds a difference, 2 after an error that the user can
    correct, 130 after Ctrl-C, and 128 plus the signal's number after another signal.
    """
    configure()  # before JAX is imported: parsing `--sim auto` imports it
    warn_about_cache()
    with command():
        try:
            check_device()
            _run(_parse())
        except Exception as error:
            if (explanation := explain(error)) is None:
                raise
            note(explanation)
            sys.exit(2)
        except (KeyboardInterrupt, Terminated) as stop:
            with suppress(OSError):  # the terminal may be closed
                note(str(stop))
            sys.exit(stop.code if isinstance(stop, Terminated) else 130)


def _run(chosen: "Chosen") -> None:
    """Runs the command, on a cluster if it asks for one."""
    if not isinstance(chosen, Clustered) or (cluster := chosen.chosen()) is None:
        chosen()
        return
    from ramify.sims.cluster.placement import on_cluster

    with on_cluster(cluster, note):
        chosen()


def _parse() -> "Chosen":
    """Returns the command, with its options.

    Raises:
      ValueError: an option is out of range, or a recipe does not take the task.
    """
    refuse_other_kind_in(sys.argv[1:], (*BUILT_IN, PretrainTD3))
    chosen: Chosen = tyro.cli(
        Chosen,
        prog="ramify",
        description="Quality-diversity optimization: finds an archive of good and different solutions. "
        "`ramify COMMAND --help` describes a command. `ramify list recipes` and `ramify list tasks` "
        "show what can be trained.",
        config=(CascadeSubcommandArgs, OmitArgPrefixes, OmitSubcommandPrefixes),
        registry=REGISTRY,
    )
    disable_broken_drawing()
    return chosen
