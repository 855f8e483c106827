"""Archives to exchange and to score: grids of two measures, their elites, and pyribs' own."""

import jax
import jax.numpy as jnp
import numpy as np
import ribs.archives
from hypothesis import strategies as st

from ramify import Evaluation, GridArchive
from ramify.elites.table import EliteTable

GRID = dict(lower=(-1.0, 0.0), upper=(1.0, 4.0), shape=(4, 3))
ARCHIVE = GridArchive(**GRID)
NAMES = ("east", "north")
FIELDS = {"seed": jax.ShapeDtypeStruct((), jnp.int32), "feet": jax.ShapeDtypeStruct((2,), bool)}
add = jax.jit(lambda state, x, evaluation: ARCHIVE.add(state, x, evaluation)[0])
EMPTY = ARCHIVE.init(3, FIELDS)


def offered(objective, measures, seed=0):
    """Rows to offer, whose solutions and fields are drawn."""
    rng, b = np.random.default_rng(seed), len(objective)
    fields = {"seed": rng.integers(0, 99, b, np.int32), "feet": rng.random((b, 2)) < 0.5}
    e = Evaluation(
        jnp.asarray(objective, jnp.float32), jnp.asarray(measures, jnp.float32), fields=fields
    )
    return jnp.asarray(rng.normal(size=(b, 3)), jnp.float32), jax.tree.map(jnp.asarray, e)


def table(*batches):
    state = EMPTY
    for x, evaluation in batches:
        state = add(state, x, evaluation)
    rows = ARCHIVE.export(state)
    own = {name: rows[name] for name in ("solution", "objective", "measures", "cell")}
    fields = {name: rows[f"field:{name}"] for name in FIELDS}
    return EliteTable(**own, **GRID, names=NAMES, fields=fields)


def drawn(seed, b=20):
    rng = np.random.default_rng(seed)
    return offered(rng.permutation(b) - 7.5, rng.uniform((-1.2, -0.2), (1.2, 4.2), (b, 2)), seed)


def in_order(elites):
    return elites[np.argsort(elites.cell)]


def same(a, b):
    for name in ("solution", "objective", "measures", "cell"):
        x, y = getattr(a, name), getattr(b, name)
        assert (x.dtype, x.shape) == (y.dtype, y.shape), name
        assert x.tobytes() == y.tobytes(), name
    for name in ("lower", "upper", "shape", "names"):
        assert getattr(a, name) == getattr(b, name)
    assert a.fields.keys() == b.fields.keys()
    for name, values in a.fields.items():
        assert (values.dtype, values.shape) == (b.fields[name].dtype, b.fields[name].shape)
        assert values.tobytes() == b.fields[name].tobytes()


def peer_of(elites):
    """pyribs' archive with the same elites."""
    grid = ribs.archives.GridArchive(
        solution_dim=elites.solution.shape[1],
        dims=elites.shape,
        ranges=list(zip(elites.lower, elites.upper, strict=True)),
        dtype=np.float32,
        extra_fields={name: (v.shape[1:], v.dtype) for name, v in elites.fields.items()},
    )
    grid.add(elites.solution, elites.objective, elites.measures, **elites.fields)
    return grid


# Eighths, so that many rows fall on an edge.
eighths = st.integers(-12, 40).map(lambda i: i / 8)
rows = st.lists(st.tuples(st.integers(-9, 9).map(float), eighths, eighths), min_size=9, max_size=9)
batches = rows.map(lambda rows: offered([r[0] for r in rows], [r[1:] for r in rows]))
