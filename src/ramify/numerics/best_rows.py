"""The best row of each cell among the rows of a batch.

How long each way takes: docs/decisions/archives.md.
"""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

_BUCKETS, _OTHER_BUCKETS = 2654435769, 1664525  # odd factors that scatter the cells (Knuth)


def best_of_each_cell(
    cell: Int[Array, " b"], f: Float[Array, " b"], accepted: Bool[Array, " b"], cells: int
) -> Bool[Array, " b"]:
    """Returns whether a row has the highest objective of its cell; the first wins ties.

    Three ways to the same answer, the fastest for few rows, for few cells, and for many of both.
    """
    b = cell.shape[0]
    if b <= 128:  # compare every pair
        rival = (cell[:, None] == cell[None, :]) & accepted[None, :]
        earlier = jnp.arange(b, dtype=jnp.int32)[None, :] < jnp.arange(b, dtype=jnp.int32)[:, None]
        beaten = (f[None, :] > f[:, None]) | ((f[None, :] == f[:, None]) & earlier)
        return accepted & ~jnp.any(rival & beaten, axis=1)
    if cells <= 32 * b:  # a table of the cells
        return _best_of_each_bucket(cell, cells, f, accepted)

    # A table of fewer buckets than cells. If several cells share a bucket, the cell of the first row
    # has it in this round. The rows of the other cells go to other buckets in the next round.
    bits = (8 * b - 1).bit_length()
    row = jnp.arange(b, dtype=jnp.int32)

    def settle(round: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        left, wins, factor = round
        bucket = (cell.astype(jnp.uint32) * factor >> (32 - bits)).astype(jnp.int32)
        first = jnp.full(1 << bits, b, dtype=jnp.int32).at[bucket].min(jnp.where(left, row, b))
        now = left & (cell[jnp.minimum(first[bucket], b - 1)] == cell)
        wins |= _best_of_each_bucket(bucket, 1 << bits, f, now)
        return left & ~now, wins, factor * _OTHER_BUCKETS | 1

    start = (accepted, jnp.zeros(b, bool), jnp.uint32(_BUCKETS))
    return jax.lax.while_loop(lambda round: jnp.any(round[0]), settle, start)[1]


def _best_of_each_bucket(
    bucket: Int[Array, " b"], buckets: int, f: Float[Array, " b"], accepted: Bool[Array, " b"]
) -> Bool[Array, " b"]:
    """Returns whether a row has the highest objective of its bucket; the first wins ties."""
    b = bucket.shape[0]
    row = jnp.arange(b, dtype=jnp.int32)
    lowest = jnp.full(buckets, -jnp.inf, dtype=jnp.float32)
    highest = lowest.at[bucket].max(jnp.where(accepted, f, -jnp.inf))
    ties = accepted & (f == highest[bucket])
    first = jnp.full(buckets, b, dtype=jnp.int32).at[bucket].min(jnp.where(ties, row, b))
    return ties & (first[bucket] == row)
