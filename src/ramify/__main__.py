"""`ramify` and `python -m ramify`: the command line, whose imports take longer than a hasty Ctrl-C."""

from ramify.system.interrupts import command


def main() -> None:
    """The `ramify` command."""
    with command():
        from ramify.cli.main import main

        main()


if __name__ == "__main__":
    main()
