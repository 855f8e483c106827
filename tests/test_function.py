"""Functions as tasks: what they may return, and what is said of what they may not."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ramify import Function
from ramify.core import Query

X = jnp.array([[1.0, 2.0, 3.0], [0.5, 0.0, -1.0]])


@pytest.mark.parametrize("of", [tuple, list])
@pytest.mark.parametrize("wants_jacobian", [False, True])
def test_measures_may_be_several_scalars(of, wants_jacobian):
    query = Query(X, 2, wants_jacobian)
    array = Function(lambda x: (-x @ x, jnp.array([x[0], 7.0])))
    several = Function(lambda x: [-x @ x, of((x[0], 7))])
    for expected, found in zip(
        *(jax.tree.leaves(task.evaluate(query, jax.random.key(0))) for task in (array, several)),
        strict=True,
    ):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("function", "shapes"),
    [
        (lambda x: -x @ x, r"\(\)"),
        (lambda x: (-x @ x, x[0], x[1]), r"\(\(\), \(\), \(\)\)"),
        (lambda x: (-x, x[:2]), r"\(\(3,\), \(2,\)\)"),
        (lambda x: (-x @ x, x[0]), r"\(\(\), \(\)\)"),
        (lambda x: (-x @ x, (x, x)), r"\(\(\), \(\(3,\), \(3,\)\)\)"),
    ],
)
def test_wrong_shapes_are_named(function, shapes):
    with pytest.raises(ValueError, match=rf"a tuple of k scalars.*{shapes}, by shape"):
        Function(function).evaluate(Query(X, 2), jax.random.key(0))
