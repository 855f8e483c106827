"""How many worlds a device's memory holds; and what to do when it held fewer."""

from collections.abc import Iterator
from contextlib import contextmanager

import jax

from ramify.memory import is_exhaustion

SHARE = 0.5  # of the memory that is free, for a rollout
MOST, LEAST = 32768, 32  # worlds a device
ON_CPU, UNKNOWN = 128, 4096  # worlds: there, and where an accelerator does not tell its memory


def fitting(device: jax.Device, bytes_a_world: int) -> int:
    """Worlds of this size for which the device has memory, a multiple of 32."""
    if device.platform == "cpu":
        return ON_CPU
    memory = device.memory_stats()
    if not memory or "bytes_limit" not in memory:
        return UNKNOWN
    free = memory["bytes_limit"] - memory.get("bytes_in_use", 0)
    return max(LEAST, min(MOST, int(SHARE * free) // bytes_a_world // LEAST * LEAST))


@contextmanager
def short_of_memory(what: str, helps: str) -> Iterator[None]:
    """What to do where a device has no memory for it.

    Raises:
      MemoryError: it has not.
    """
    try:
        yield
    except jax.errors.JaxRuntimeError as error:
        if not is_exhaustion(error):
            raise
        raise MemoryError(
            f"The device has no memory for {what}: {helps}. (Critics' --buffer takes memory too.)"
        ) from error
