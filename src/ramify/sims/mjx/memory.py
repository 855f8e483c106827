"""The number of worlds that fit into a device's memory."""

import jax

SHARE = 0.5  # share of the free memory that a rollout may use
MOST, LEAST = 32768, 32  # worlds per device
ON_CPU, UNKNOWN = (
    128,
    4096,
)  # worlds on a CPU, and on an accelerator that does not report its memory


def fitting(device: jax.Device, bytes_a_world: int) -> int:
    """Returns the number of worlds of this size that fit into the device's memory, a multiple of 32."""
    if device.platform == "cpu":
        return ON_CPU
    memory = device.memory_stats()
    if not memory or "bytes_limit" not in memory:
        return UNKNOWN
    free = memory["bytes_limit"] - memory.get("bytes_in_use", 0)
    return max(LEAST, min(MOST, int(SHARE * free) // bytes_a_world // LEAST * LEAST))
