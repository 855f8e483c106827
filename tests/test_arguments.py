"""Arguments of any numeric type are taken; what is no number is named."""

import json
import pickle
from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify.checks.arguments import (
    flag,
    key,
    number,
    numbers,
    optional,
    owned,
    whole_number,
    whole_numbers,
)

INTEGERS = [10, 10.0, np.int64(10), np.uint8(10), np.float32(10), np.array(10), jnp.int32(10)]


@pytest.mark.parametrize("value", INTEGERS, ids=lambda v: type(v).__name__)
def test_whole_numbers_of_any_type_are_ints(value):
    found = whole_number("shape", value, at_least=1)
    assert type(found) is int and found == 10
    assert type(whole_numbers("shape", [value])[0]) is int


@pytest.mark.parametrize("value", [*INTEGERS, Fraction(10)], ids=lambda v: type(v).__name__)
def test_numbers_of_any_type_are_floats(value):
    found = number("sigma", value)
    assert type(found) is float and found == 10.0
    assert json.loads(json.dumps(found)) == 10.0


@pytest.mark.parametrize(
    "value",
    [10.7, True, np.bool_(True), float("nan"), float("inf"), "10", None, [10], np.ma.masked, 1j],
    ids=repr,
)
def test_what_is_no_whole_number_is_named(value):
    with pytest.raises(ValueError, match=r"^batch is .*: give a whole number of at least 1\.$"):
        whole_number("batch", value, at_least=1)


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), 10**400, "1", None, [1]])
def test_what_is_no_number_is_named(value):
    with pytest.raises(ValueError, match=r"^sigma is .*: give a finite number\.$"):
        number("sigma", value)


def test_limits_are_named_and_hold_in_float32():
    with pytest.raises(ValueError, match=r"^sigma is 0: give a finite number above 0\.0\.$"):
        number("sigma", 0, above=0.0)
    with pytest.raises(ValueError, match=r"above 0\.0\.$"):
        number("sigma", 1e-50, above=0.0)  # 0 in float32
    with pytest.raises(ValueError, match=r"^rate is 2: give a finite number from 0 to 1\.$"):
        number("rate", 2, at_least=0, at_most=1)
    with pytest.raises(ValueError, match=r"from 0 and below 1\.$"):
        number("discount", 0.9999999999, at_least=0, below=1)
    with pytest.raises(ValueError, match=r"^upper is 1e\+39: give a number that float32 holds"):
        number("upper", 1e39)
    assert number("floor", -np.inf, finite=False) == -np.inf


@pytest.mark.parametrize("value", [-1, np.float32(-1), np.array(-1.0)])
def test_a_scalar_in_place_of_a_sequence_is_named(value):
    with pytest.raises(ValueError, match=r"^lower is -1.*: give a sequence of numbers, such as"):
        numbers("lower", value)


def test_entries_are_named_by_their_place_and_counted():
    with pytest.raises(ValueError, match=r"^shape\[1\] is 10.7"):
        whole_numbers("shape", (10, 10.7))
    with pytest.raises(ValueError, match="upper has 3 entries: give 2"):
        numbers("upper", (1, 2, 3), length=2)
    for wrong in ("12", np.zeros((2, 2)), {1: 2}):
        with pytest.raises(ValueError, match=r"^lower is .*: give a sequence of numbers\.$"):
            numbers("lower", wrong)


def test_a_traced_value_is_named():
    with pytest.raises(ValueError, match=r"sigma is a value that jax.jit traces"):
        jax.jit(lambda v: number("sigma", v))(1.0)


def test_flags_and_optional_arguments():
    assert flag("mirrored", np.bool_(True)) is True
    with pytest.raises(ValueError, match="mirrored is 1: give True or False"):
        flag("mirrored", 1)
    converter = pickle.loads(pickle.dumps(optional(whole_number, "vectors", at_least=1)))
    assert converter(None) is None and converter(np.int64(3)) == 3


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "0", None, jnp.zeros(2, jnp.uint32)])
def test_what_is_no_seed_is_named(seed):
    with pytest.raises(ValueError, match=r"^key is .*: give a seed from 0 to 4294967295"):
        key("key", seed)


def test_what_is_owned_does_not_follow_the_callers_memory():
    x = np.arange(4, dtype=np.float32)
    kept, of_jax = owned("x", x), jnp.arange(4.0)
    x[:] = -1.0
    assert kept.tolist() == [0.0, 1.0, 2.0, 3.0]
    assert owned("x", of_jax) is of_jax
    masked = np.ma.array([1, 2], mask=[False, True])
    np.testing.assert_array_equal(owned("x", masked), [1.0, np.nan])
    for wrong in ("text", [[1.0], [1.0, 2.0]], [1j], [None]):
        with pytest.raises(ValueError, match=r"x is .*: give an array of real numbers"):
            owned("x", wrong)
