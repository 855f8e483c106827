"""Random numbers: those of `jax.random`, bit for bit, in less time on a CPU.

JAX compiles its generator, Threefry, for a CPU as a loop of small kernels. Written out here, it is one
kernel, which XLA vectorizes. docs/decisions/compiling.md has the times.

References:
  Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011), Sec. 3.3.
"""

import math
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, Key, UInt32

_ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
_PARITY = np.uint32(0x1BD11BDA)
_ONE = np.uint32(0x3F800000)  # the bits of 1.0; the lowest 23 are those of its fraction
_ABOVE_MINUS_ONE = float(np.nextafter(np.float32(-1.0), np.float32(0.0)))

# Jitted for calls from Python: one program instead of one per operation.


@partial(jax.jit, static_argnums=1)
def split(key: Key[Array, ""], count: int = 2) -> Key[Array, " count"]:
    """Returns new keys.

    Example:
      >>> key = jax.random.key(0)
      >>> bool((split(key, 3) == jax.random.split(key, 3)).all())
      True
    """
    if not _as_here(key):
        return jax.random.split(key, count)
    return jax.vmap(_fold_in, in_axes=(None, 0))(key, jnp.arange(count, dtype=jnp.uint32))


def fold_in(
    key: Key[Array, ""], number: int | Int[Array, ""] | UInt32[Array, ""]
) -> Key[Array, ""]:
    """Returns the key for a number."""
    return _fold_in(key, number if isinstance(number, jax.Array) else jnp.uint32(number))


@jax.jit
def _fold_in(key: Key[Array, ""], number: Int[Array, ""] | UInt32[Array, ""]) -> Key[Array, ""]:
    if not _as_here(key):
        return jax.random.fold_in(key, number)
    return jax.random.wrap_key_data(
        jnp.stack(_threefry(jax.random.key_data(key), number.astype(jnp.uint32)))
    )


@partial(jax.jit, static_argnums=1)
def bits(key: Key[Array, ""], shape: tuple[int, ...]) -> UInt32[Array, "..."]:
    """Returns 32 random bits per entry.

    Example:
      >>> key = jax.random.key(0)
      >>> bool((bits(key, (5, 3)) == jax.random.bits(key, (5, 3))).all())
      True
    """
    count = math.prod(shape)
    if not _as_here(key) or count >= 2**32:
        return jax.random.bits(key, shape, dtype=jnp.uint32)
    one, other = _threefry(jax.random.key_data(key), jnp.arange(count, dtype=jnp.uint32))
    return (one ^ other).reshape(shape)


@partial(jax.jit, static_argnums=(1, 2, 3))
def uniform(
    key: Key[Array, ""], shape: tuple[int, ...], low: float = 0.0, high: float = 1.0
) -> Float[Array, "..."]:
    """Returns draws from [low, high)."""
    least, most = np.float32(low), np.float32(high)
    fraction = jax.lax.bitcast_convert_type(bits(key, shape) >> 9 | _ONE, jnp.float32) - 1.0
    return jnp.maximum(least, fraction * (most - least) + least)


@partial(jax.jit, static_argnums=1)
def normal(key: Key[Array, ""], shape: tuple[int, ...]) -> Float[Array, "..."]:
    """Returns draws of N(0, 1)."""
    return np.float32(math.sqrt(2)) * jax.lax.erf_inv(uniform(key, shape, _ABOVE_MINUS_ONE))


@partial(jax.jit, static_argnums=1)
def below(key: Key[Array, ""], count: int, end: Int[Array, ""]) -> Int[Array, " count"]:
    """Returns whole numbers from [0, end), for an end of at least 1."""
    high, low = (bits(half, (count,)) for half in split(key))
    span = end.astype(jnp.uint32)
    half = jnp.uint32(2**16) % span
    drawn = (high % span * (half * half % span) + low % span) % span
    return drawn.astype(jnp.int32)


def _as_here(key: Key[Array, ""]) -> bool:
    """Returns whether JAX is set to draw from this key as this module does."""
    threefry = str(jax.random.key_impl(key)) == "threefry2x32"
    return threefry and bool(jax.config.jax_threefry_partitionable)  # type: ignore[attr-defined]


def _threefry(key: UInt32[Array, "2"], number: UInt32[Array, "*c"]) -> tuple[Array, Array]:
    """Returns both words of Threefry-2x32 with 20 rounds, for the words 0 and `number`."""
    first, second = key[0], key[1]
    keys = first, second, first ^ second ^ _PARITY
    one, other = jnp.zeros_like(number) + first, number + second
    for turn in range(5):
        for rotation in _ROTATIONS[turn % 2]:
            one = one + other
            other = (other << rotation | other >> 32 - rotation) ^ one
        one = one + keys[(turn + 1) % 3]
        other = other + keys[(turn + 2) % 3] + np.uint32(turn + 1)
    return one, other
