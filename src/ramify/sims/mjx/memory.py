"""How many worlds a device's memory holds."""

import jax

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
