"""Checks what a user gives for a robot of their own, and what their functions return."""

from typing import Any

import jax.numpy as jnp
from jaxtyping import Array

from ramify.robots.robot_measures import RobotMeasure


def as_array(what: str, value: Any, wanted: str) -> Array:
    """Returns what a user's function returned as an array."""
    try:
        return jnp.asarray(value, jnp.float32)
    except (TypeError, ValueError):
        shown = f"a {type(value).__name__}" if isinstance(value, tuple | list) else repr(value)
        raise ValueError(f"{what} returned {shown}: return {wanted}.") from None


def as_number(what: str, value: Any, summary: str = "sum") -> Array:
    """Returns what a user's function returned as one number. An error suggests jnp's `summary`."""
    found = as_array(what, value, "one number")
    if found.size != 1:
        raise ValueError(
            f"{what} returned an array of shape {found.shape}: return one number, such as "
            f"its jnp.{summary}."
        )
    return found.reshape(())


def refuse_wrong_types(**given: Any) -> None:
    """Raises an error for a text instead of several names, and for what is no function."""
    for name, value in given.items():
        several = name in ("feet", "measures", "sensors")
        if several and isinstance(value, str):
            raise ValueError(f"{name} is {value!r}: give a tuple, such as ({value!r},).")
        if not several and value is not None and not callable(value):
            raise ValueError(f"{name} is {value!r}: give a function.")
    for i, measure in enumerate(given["measures"]):
        if not isinstance(measure, str | RobotMeasure):
            raise ValueError(
                f"measures[{i}] is {measure!r}: give a text, such as 'mean:height:0:1', or a "
                "RobotMeasure."
            )
