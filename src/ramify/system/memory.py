"""Explains errors of a device that has too little memory."""

from collections.abc import Iterator
from contextlib import contextmanager

import jax

SIGNS = ("RESOURCE_EXHAUSTED", "Failed to allocate", "out of memory", "ALLOC_FAILED")  # and Warp's


def is_exhaustion(error: Exception) -> bool:
    """Returns whether an error says that a device had too little memory."""
    return any(words in str(error) for words in SIGNS)


@contextmanager
def explain_exhaustion(what: str, remedy: str) -> Iterator[None]:
    """Replaces the error of a device without enough memory by one sentence.

    Args:
      what: what needs the memory.
      remedy: what the user can do.

    Raises:
      MemoryError: the device has too little memory.
    """
    try:
        yield
    except jax.errors.JaxRuntimeError as error:
        if not is_exhaustion(error):
            raise
        raise MemoryError(f"The device has too little memory for {what}: {remedy}.") from error
