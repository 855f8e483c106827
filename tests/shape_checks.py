"""Checks the annotated types and shapes of ramify's functions when the tests call them.

The option `--jaxtyping-packages` in `pyproject.toml` decorates every function of these packages with
`check` before they are imported.
"""

from beartype import beartype


def check(function):
    """Returns the function with its checks.

    Constructors are not checked: equinox fills modules with other objects while it transforms them.
    """
    return function if function.__name__ == "__init__" else beartype(function)
