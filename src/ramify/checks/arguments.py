"""Checks of arguments: each returns the value in its plain Python type, or raises one sentence.

NumPy's integers and floats, arrays without axes and whole floats (10.0) are welcome wherever Python's
numbers are. What a check returns can be hashed, pickled and written as JSON.

A check takes the argument's name first, so that `functools.partial` makes it a converter of a field::

    class Archive(eqx.Module):
        shape: tuple[int, ...] = eqx.field(
            static=True, converter=partial(whole_numbers, "shape", at_least=1)
        )
        vectors: int | None = eqx.field(
            static=True, default=None, converter=optional(whole_number, "vectors", at_least=1)
        )

It can as well be called where a function begins: `steps = whole_number("steps", steps, at_least=1)`.
This module imports nothing of ramify: every other module may use it.
"""

import math
import numbers as abstract
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, TypeVar

import jax
import jax.numpy as jnp
import numpy as np

T = TypeVar("T")

MOST = float(np.finfo(np.float32).max)  # beyond it float32 is infinite
MOST_SEED = 2**32 - 1


def number(
    name: str,
    value: Any,
    *,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
    finite: bool = True,
) -> float:
    """Returns one real number as a float.

    Args:
      name: the argument's name, for the message.
      value: what was given.
      above, at_least, below, at_most: limits. `above` and `below` hold after rounding to float32, too.
      finite: False accepts infinity. NaN is never accepted.

    Raises:
      ValueError: the value is not a number, or outside the limits.

    Example:
      >>> number("sigma", np.float32(0.5), above=0.0)
      0.5
      >>> number("sigma", 0, above=0.0)
      Traceback (most recent call last):
      ...
      ValueError: sigma is 0: give a finite number above 0.0.
    """
    found = _float(_scalar(value))
    if found is not None and _within(found, above, at_least, below, at_most, finite):
        return found
    kind = "a finite number" if finite else "a number"
    if found is not None and math.isfinite(found) and abs(found) > MOST:
        kind = f"a number that float32 holds, at most {MOST:.4g}"
    raise _mistake(name, value, kind + _limits(above, at_least, below, at_most))


def whole_number(
    name: str, value: Any, *, at_least: int | None = None, at_most: int | None = None
) -> int:
    """Returns one whole number as an int. A float without a fraction is one; True is not.

    Args:
      name: the argument's name, for the message.
      value: what was given.
      at_least, at_most: limits.

    Raises:
      ValueError: the value is not a whole number, or outside the limits.

    Example:
      >>> whole_number("batch", np.int64(36)), whole_number("batch", 36.0)
      (36, 36)
      >>> whole_number("batch", 10.7, at_least=1)
      Traceback (most recent call last):
      ...
      ValueError: batch is 10.7: give a whole number of at least 1.
    """
    found = _scalar(value)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    too_low = at_least is not None and isinstance(found, int) and found < at_least
    too_high = at_most is not None and isinstance(found, int) and found > at_most
    if isinstance(found, int) and not too_low and not too_high:
        return found
    raise _mistake(name, value, "a whole number" + _limits(None, at_least, None, at_most))


def numbers(
    name: str, value: Any, *, length: int | None = None, **limits: Any
) -> tuple[float, ...]:
    """Returns a sequence of real numbers as a tuple of floats.

    Args:
      name: the argument's name, for the message.
      value: what was given: a tuple, a list or an array of one axis.
      length: how many there must be; None for any number.
      limits: of each, as `number` takes them.

    Raises:
      ValueError: the value is no sequence, has another length, or one of its entries is refused.

    Example:
      >>> numbers("lower", np.array([-1, 0]))
      (-1.0, 0.0)
      >>> numbers("lower", -1)
      Traceback (most recent call last):
      ...
      ValueError: lower is -1: give a sequence of numbers, such as (-1,).
    """
    return _each(number, name, value, length, limits)


def whole_numbers(
    name: str, value: Any, *, length: int | None = None, **limits: Any
) -> tuple[int, ...]:
    """Returns a sequence of whole numbers as a tuple of ints. See `numbers`.

    Example:
      >>> whole_numbers("shape", (10, 20.0), at_least=1)
      (10, 20)
      >>> whole_numbers("shape", (10, 10.7), at_least=1)
      Traceback (most recent call last):
      ...
      ValueError: shape[1] is 10.7: give a whole number of at least 1.
    """
    return _each(whole_number, name, value, length, limits)


def flag(name: str, value: Any) -> bool:
    """Returns True or False.

    Raises:
      ValueError: the value is something else, such as 1 or "no".
    """
    if isinstance(value, np.ndarray | jax.Array) and not isinstance(value, jax.core.Tracer):
        value = value.item() if value.ndim == 0 else value
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise _mistake(name, value, "True or False")


def optional(check: Callable[..., T], name: str, **limits: Any) -> Callable[[Any], T | None]:
    """Returns a converter that leaves None as it is and hands the rest to the check."""
    return partial(_optional, check, name, limits)


def key(name: str, value: Any) -> jax.Array:
    """Returns a random key of JAX: the one that was given, or the one of a seed.

    Raises:
      ValueError: the value is neither a key nor a seed from 0 to 4294967295.

    Example:
      >>> bool(key("key", np.int64(3)) == jax.random.key(3))
      True
    """
    if isinstance(value, jax.Array) and jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
        if value.ndim == 0:
            return value
        raise ValueError(f"{name} holds {value.shape} keys: give one, jax.random.key(seed).")
    seed = _scalar(value)
    if isinstance(seed, float) and seed.is_integer():
        seed = int(seed)
    if isinstance(seed, int) and 0 <= seed <= MOST_SEED:
        return jax.random.key(np.uint32(seed))
    wanted = f"a seed from 0 to {MOST_SEED}, or jax.random.key(seed)"
    raise _mistake(name, value, wanted)


def owned(name: str, value: Any, dtype: Any = np.float32) -> Any:
    """Returns an array of this dtype, NumPy's or JAX's, whose memory the caller cannot write to.

    JAX computes after the call has returned and, on a CPU, reads NumPy's memory without copying it. So
    a user who fills an array again after a call would change the call's arguments. A NumPy array (or a
    list) is copied once. A JAX array cannot be written to and is not copied.

    Args:
      name: the argument's name, for the message.
      value: an array or nested sequences of numbers.
      dtype: of the result.

    Raises:
      ValueError: the value is no array of real numbers.

    Example:
      >>> x = np.zeros(3)
      >>> kept = owned("x", x)
      >>> x[:] = 7.0
      >>> kept.tolist()
      [0.0, 0.0, 0.0]
    """
    if isinstance(value, jax.Array):
        if not _is_real(value.dtype):
            raise _mistake(name, value, "an array of real numbers")
        return value if value.dtype == dtype else value.astype(dtype)
    value = filled(value)
    try:
        found = np.asarray(value)
    except (ValueError, TypeError):  # ragged, or of things that are no numbers
        found = np.empty(0, object)
    if found.dtype == object or not _is_real(found.dtype):
        raise _mistake(name, value, "an array of real numbers")
    with np.errstate(over="ignore"):  # may be infinite in float32: the caller checks
        return np.array(found, dtype)


def to_jax(name: str, value: Any, dtype: Any = np.float32) -> jax.Array:
    """Returns `owned` memory as an array of JAX."""
    return jnp.asarray(owned(name, value, dtype))


def filled(value: Any) -> Any:
    """Returns a masked array with NaN in place of what is masked, so that such a row counts as failed.
    Anything else is returned as it is.

    Example:
      >>> filled(np.ma.array([1.0, 2.0], mask=[False, True])).tolist()
      [1.0, nan]
    """
    if not isinstance(value, np.ma.MaskedArray):
        return value
    if not np.ma.is_masked(value):
        return value.data
    if np.issubdtype(value.dtype, np.floating):
        return value.filled(np.nan)
    return np.ma.asarray(value, np.float64).filled(np.nan)


def as_json(value: Any) -> Any:
    """Returns a NumPy or JAX number or array as Python's, for `json.dumps(..., default=as_json)`.

    Raises:
      TypeError: the value is something else.

    Example:
      >>> import json
      >>> json.dumps({"batch": np.int64(3), "hidden": np.array([4, 5])}, default=as_json)
      '{"batch": 3, "hidden": [4, 5]}'
    """
    if isinstance(value, np.generic | np.ndarray | jax.Array):
        return value.tolist()
    raise TypeError(f"{_shown(value)} of type {type(value).__name__} is not a JSON value.")


def _scalar(value: Any) -> int | float | None:
    """Returns the value as an int or a float; None if it is no single real number."""
    if isinstance(value, jax.core.Tracer) or value is np.ma.masked:
        return None
    if isinstance(value, np.ndarray | np.generic | jax.Array):
        if value.ndim or not _is_real(value.dtype) or value.dtype == bool:
            return None
        whole = jnp.issubdtype(value.dtype, np.integer)
        return int(value) if whole else float(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, abstract.Integral):
        return int(value)
    return _float(value) if isinstance(value, abstract.Real) else None


def _float(value: Any) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:  # an int of 400 digits
        return None


@cache
def _is_real(dtype: Any) -> bool:
    return any(jnp.issubdtype(dtype, kind) for kind in (np.bool_, np.integer, np.floating))


def _within(
    value: float,
    above: float | None,
    at_least: float | None,
    below: float | None,
    at_most: float | None,
    finite: bool,
) -> bool:
    if math.isnan(value) or (finite and abs(value) > MOST):
        return False
    with np.errstate(over="ignore", under="ignore"):
        rounded = np.float32(value)
        return (
            (above is None or bool(rounded > np.float32(above)))
            and (at_least is None or value >= at_least)
            and (below is None or bool(rounded < np.float32(below)))
            and (at_most is None or value <= at_most)
        )


def _limits(
    above: float | None, at_least: float | None, below: float | None, at_most: float | None
) -> str:
    if at_least is not None and at_most is not None:
        return f" from {at_least} to {at_most}"
    words = {"above": above, "from": at_least, "below": below, "up to": at_most}
    said = [f"{word} {limit}" for word, limit in words.items() if limit is not None]
    if at_least is not None and len(said) == 1:
        return f" of at least {at_least}"
    return " " + " and ".join(said) if said else ""


def _each(
    check: Callable[..., T], name: str, value: Any, length: int | None, limits: dict[str, Any]
) -> tuple[T, ...]:
    if isinstance(value, np.ndarray | jax.Array) and getattr(value, "ndim", 0) == 1:
        value = list(value)
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes | dict | set)
    if not several or getattr(value, "ndim", 1) != 1:
        such = f", such as ({_shown(value)},)" if _scalar(value) is not None else ""
        raise _mistake(name, value, f"a sequence of numbers{such}")
    found = tuple(check(f"{name}[{i}]", entry, **limits) for i, entry in enumerate(value))
    if length is not None and len(found) != length:
        raise ValueError(f"{name} has {len(found)} entries: give {length}.")
    return found


def _optional(check: Callable[..., T], name: str, limits: dict[str, Any], value: Any) -> T | None:
    return None if value is None else check(name, value, **limits)


def _mistake(name: str, value: Any, wanted: str) -> ValueError:
    return ValueError(f"{name} is {_shown(value)}: give {wanted}.")


def _shown(value: Any) -> str:
    """Returns the value for a message: shortened, and arrays by their shape."""
    if isinstance(value, jax.core.Tracer):
        return "a value that jax.jit traces"
    if isinstance(value, np.ndarray | jax.Array) and value.ndim:
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, np.generic | np.ndarray | jax.Array) and value is not np.ma.masked:
        return str(value)
    try:
        text = repr(value)
    except ValueError:  # an int of more digits than Python writes
        text = f"an int of {value.bit_length()} bits"
    return text if len(text) <= 60 else text[:57] + "..."
