"""Checks the annotated types and shapes of ramify's functions when the tests call them.

The option `--jaxtyping-packages` in `pyproject.toml` decorates every function of these packages with
`check` before they are imported. They are the packages that compute with JAX arrays.
"""

from beartype import BeartypeConf, beartype

# Not checked: equinox fills modules with other objects than their constructors take, while it transforms
# them; users give NumPy arrays to `init`; and the plan reads `measures` and `fields` of states that hold
# shapes instead of arrays.
UNCHECKED = ("__init__", "init", "measures", "fields")


def check(function):
    """Returns the function with its checks."""
    if function.__name__ in UNCHECKED:
        return function
    return beartype(function, conf=BeartypeConf(is_pep484_tower=True))  # an int is a float, too
