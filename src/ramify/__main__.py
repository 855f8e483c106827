"""`ramify` and `python -m ramify`: the command line, whose imports take longer than a hasty Ctrl-C."""

import _signal  # type: ignore[import-not-found]  # `signal` imports more, and Ctrl-C shows that


def main() -> None:
    """Runs the `ramify` command.

    Until `command` answers signals, Ctrl-C ends the process without a traceback: imports take a while.
    """
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from ramify.system.interrupts import command

    with command():
        from ramify.cli.main import main

        main()


if __name__ == "__main__":
    main()
