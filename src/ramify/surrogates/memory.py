"""The memory of a surrogate: the evaluated solutions, and how their numbers are scaled for networks."""

from functools import partial

import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

from ramify.core import InPlace, record


@record
class Memory(InPlace):
    """Features and answers (objective, then measures) of evaluated solutions. New ones are written over
    the oldest. Rows [0, filled) are known."""

    features: Float[Array, "capacity f"]
    answers: Float[Array, "capacity r"]
    at: Int[Array, ""]
    filled: Int[Array, ""]


@record
class Scale:
    """Mean, standard deviation, lowest and highest value of each column of the known rows."""

    mean: Float[Array, "1 f"]
    deviation: Float[Array, "1 f"]
    low: Float[Array, "1 f"]
    high: Float[Array, "1 f"]


def empty_memory(capacity: int, features: int, answers: int) -> Memory:
    """Returns an empty memory."""
    return Memory(
        jnp.zeros((capacity, features), jnp.float32),
        jnp.zeros((capacity, answers), jnp.float32),
        jnp.int32(0),
        jnp.int32(0),
    )


def remembered(
    memory: Memory, features: Float[Array, "b f"], answers: Float[Array, "b r"]
) -> Memory:
    """Returns the memory with these rows, except those that failed."""
    capacity = len(memory.features)
    valid: Bool[Array, " b"] = jnp.all(jnp.isfinite(answers), axis=1)
    after = memory.at + jnp.cumsum(valid, dtype=jnp.int32)
    row = jnp.where(valid, (after - 1) % capacity, capacity)  # `capacity` is out of bounds: dropped
    end = after[-1]
    return Memory(
        memory.features.at[row].set(features, mode="drop"),
        memory.answers.at[row].set(answers, mode="drop"),
        end % capacity,
        jnp.minimum(memory.filled + end - memory.at, capacity),
    )


def scale_of(columns: Float[Array, "capacity f"], filled: Int[Array, ""]) -> Scale:
    """Returns the scale of the first `filled` rows; zeros if there are none, with small deviations."""
    there = (jnp.arange(len(columns), dtype=jnp.int32) < filled)[:, None]
    count = jnp.maximum(filled, 1).astype(jnp.float32)
    total = partial(jnp.sum, axis=0, keepdims=True)
    mean = total(jnp.where(there, columns, 0.0)) / count
    deviation = jnp.sqrt(total(jnp.where(there, (columns - mean) ** 2, 0.0)) / count)
    low = jnp.min(jnp.where(there, columns, jnp.inf), axis=0, keepdims=True)
    high = jnp.max(jnp.where(there, columns, -jnp.inf), axis=0, keepdims=True)
    low, high = (jnp.where(filled > 0, end, 0.0) for end in (low, high))
    return Scale(mean, jnp.maximum(deviation, 1e-6), low, high)


def scaled(features: Float[Array, "b f"], scale: Scale) -> Float[Array, "b f"]:
    """Returns features with mean 0 and about variance 1. Those that hardly vary stay smaller."""
    return (features - scale.mean) / (scale.deviation + 0.1 * jnp.mean(scale.deviation))
