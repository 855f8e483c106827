"""Sums of float32 numbers, right to float32's last digit.

A plain float32 sum of a million numbers loses three of its seven digits, in an order that depends on the
processor. Here every number is cut into whole numbers of 16 bits, whose sums are exact in any order.
A result is kept as two float32 numbers, high + low, of 48 bits.

References:
  Shewchuk, "Adaptive precision floating-point arithmetic" (1997), for the sum of two numbers.
"""

import math
from collections.abc import Iterable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

_BITS = 16  # of each whole number
_PARTS = 3  # whole numbers that a number is cut into: 48 bits below the largest
_BLOCK = 2**14  # whole numbers whose sum fits 32 bits
_HALF = 15  # bits that such a sum is cut into
_FEW = 2**10  # of the offset's and the count's whole numbers: their products fit float32

Double = tuple[Float[Array, ""], Float[Array, ""]]  # high + low


def exact_sum(values: Float[Array, " s"]) -> tuple[Double, Int[Array, ""]]:
    """Returns the sum of up to 2^28 finite numbers, divided by 2^e, and e.

    2^e is at least as large as every number, so that the sum does not overflow. A number's bits below
    2^(e - 48) are ignored.

    Example:
      >>> (high, low), e = exact_sum(jnp.array([1e8, 1.0, -1e8]))
      >>> float(scaled(high, e) + scaled(low, e))
      1.0
    """
    largest = exponent(jnp.max(jnp.abs(values), initial=0.0))
    e = jnp.minimum(largest, 126)  # 2^-126 is the smallest factor that float32 has
    # Behind a barrier: XLA would compute it again for every value.
    factor = jax.lax.optimization_barrier(_power(-e))
    rest = values * factor * 0.25  # by 2^-(e + 2): 1 at most
    parts = []
    for _ in range(_PARTS):
        rest = rest * 2.0**_BITS
        parts.append(rest.astype(jnp.int32))
        rest = rest - parts[-1].astype(jnp.float32)
    terms = [
        some * 2.0 ** (-_BITS * (1 + i))
        for i, blocks in enumerate(_block_sums(parts))
        for some in _whole_sum(blocks)
    ]
    return double_sum(terms), e + 2


def times(count: Int[Array, ""], factor: float) -> tuple[Double, int]:
    """Returns count * factor, divided by 2^e, and e; 0 <= count < 2^30.

    Example:
      >>> (high, low), e = times(jnp.int32(1_000_001), 1e8)
      >>> e, float(high) * 2.0**e + float(low) * 2.0**e
      (27, 100000100000000.0)
    """
    mantissa, e = math.frexp(factor) if abs(factor) > 2.0**-100 else (0.0, -100)
    whole = int(mantissa * 2**50)
    digits = [math.copysign(abs(whole) >> 10 * i & _FEW - 1, whole) for i in range(5)]
    counted = [(count >> 10 * i & _FEW - 1).astype(jnp.float32) for i in range(3)]
    terms = [
        d * c * 2.0 ** (10 * i + 10 * j - 50)
        for i, d in enumerate(digits)
        for j, c in enumerate(counted)
    ]
    return double_sum(terms[::-1]), e


def double_sum(terms: Iterable[Float[Array, ""]]) -> Double:
    """Returns the sum of a few numbers, as high + low."""
    high, low = jnp.float32(0.0), jnp.float32(0.0)
    for term in terms:
        total, rounded_off = _two_sum(high, term)
        high, low = _two_sum(total, rounded_off + low)
    return high, low


def exponent(value: Float[Array, ""]) -> Int[Array, ""]:
    """Returns the smallest e with value < 2^e, at least -100, for value >= 0.

    Example:
      >>> [exponent(jnp.float32(v)).item() for v in (0.0, 1.0, 5.0, 3e38)]
      [-100, 1, 3, 128]
    """
    bits = jax.lax.bitcast_convert_type(value, jnp.int32)
    return jnp.maximum((bits >> 23 & 255) - 126, -100)


def scaled(value: Float[Array, "..."], e: Int[Array, ""]) -> Float[Array, "..."]:
    """Returns value * 2^e, in three steps, since 2^e alone may overflow."""
    third = e // 3
    return value * _power(third) * _power(third) * _power(e - 2 * third)


def _power(e: Int[Array, ""]) -> Float[Array, ""]:
    """Returns 2^e, for e from -126 to 127."""
    return jax.lax.bitcast_convert_type((e + 127) << 23, jnp.float32)


def _block_sums(parts: list[Int[Array, " s"]]) -> list[Int[Array, " blocks"]]:
    """Returns the sums of each block of whole numbers of up to 16 bits and a sign."""
    size = parts[0].size
    whole = size // _BLOCK * _BLOCK
    sums = []
    if whole:
        sums.append(_sums([part[:whole].reshape(-1, _BLOCK) for part in parts]))
    if size > whole:
        sums.append(_sums([part[None, whole:] for part in parts]))
    return [jnp.concatenate(several) for several in zip(*sums, strict=True)]


def _sums(parts: list[Int[Array, "blocks w"]]) -> list[Int[Array, " blocks"]]:
    """Returns the sums of the rows of each array, all found in one pass."""
    zeros = [jnp.int32(0)] * len(parts)
    return jax.lax.reduce(
        parts, zeros, lambda a, b: [x + y for x, y in zip(a, b, strict=True)], (1,)
    )


def _whole_sum(blocks: Int[Array, " blocks"]) -> list[Float[Array, ""]]:
    """Returns numbers whose sum is exactly that of the blocks' sums, the largest first."""
    total = [jnp.sum(part, dtype=jnp.int32) for part in _split(blocks)]
    return [
        part.astype(jnp.float32) * 2.0 ** (_HALF * (i + j))
        for i, some in enumerate(total)
        for j, part in enumerate(_split(some))
    ][::-1]


def _split(whole: Int[Array, "..."]) -> tuple[Int[Array, "..."], Int[Array, "..."]]:
    """Returns the lower 15 bits and the others, both with the number's sign."""
    divisor = jnp.int32(2**_HALF)
    return jax.lax.rem(whole, divisor), jax.lax.div(whole, divisor)


def _two_sum(a: Float[Array, ""], b: Float[Array, ""]) -> Double:
    """Returns a + b rounded, and what rounding took away."""
    total = a + b
    of_b = total - a
    return total, (a - (total - of_b)) + (b - of_b)
