"""`python -m ramify`: the command line, where the environment's own `ramify` is not on the path."""

from ramify.cli import main

main()
