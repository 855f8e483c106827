"""Displays of objects in notebooks. The room that draws them is above the rooms that hold them."""

from importlib import import_module
from typing import Any


def html_of(shown: Any, function: str) -> str | None:
    """Returns what a function of `ramify.view.notebook` makes of an object; None if that fails.

    It is imported by its name when a notebook displays the object, so that no room imports one above it.
    """
    try:
        return getattr(import_module("ramify.view.notebook"), function)(shown)
    except (ImportError, ValueError, OSError):  # the notebook then shows the object's repr
        return None
