"""The choice between `make test` and `make test-long`."""

from typing import Any

import pytest


def long(*values: Any) -> Any:
    """Returns a value of `parametrize` that only `make test-long` tests."""
    return pytest.param(*values, marks=pytest.mark.long)


def long_except(values: Any, quick: Any) -> list[Any]:
    """Returns the values of `parametrize`: `make test` tests only those in `quick`.

    Args:
      values: all values; a tuple is one value for each argument.
      quick: some of them.
    """

    def later(value: Any) -> Any:
        return long(*value) if isinstance(value, tuple) else long(value)

    return [value if value in quick else later(value) for value in values]
