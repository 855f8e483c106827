"""The emitter's part of a state, with its small arrays in one buffer.

Each array that enters or leaves a compiled program takes the host about 2 microseconds, whatever its
size. The state of CMA-MEGA has some 50 arrays, most of them with a few numbers. So `QD.tell` keeps the
small ones in one array of 32-bit words. They are taken out of it when somebody reads them.
"""

from functools import cache, partial
from math import prod
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, PyTree, UInt32

from ramify.core import InPlace, Query, record

SMALL = 4096  # elements up to which an array is packed
TYPES = (jnp.float32, jnp.int32, jnp.uint32, jnp.bool_)


class Place(NamedTuple):
    """Shape and type of a packed array. `impl` is the kind of random key; None for numbers."""

    shape: tuple[int, ...]
    dtype: Any
    impl: Any


@jax.tree_util.register_static
class Layout:
    """Tells where the leaves of a pytree are. Make it by `_layout`: equal layouts are then one object.

    Attributes:
      structure: of the pytree.
      places: for each leaf, what it is if it is packed; otherwise None.
      in_place: for each leaf that is not packed, whether its memory is taken over.
      query: structure of the pending query.
      query_at: for each leaf of the query, its number in `Packed.kept`.
    """

    def __init__(self, structure: Any, places: Any, in_place: Any, query: Any, query_at: Any):
        self.structure, self.places, self.in_place = structure, places, in_place
        self.query, self.query_at = query, query_at


@cache
def _layout(*parts: Any) -> Layout:
    return Layout(*parts)


@record
class Packed:
    """An emitter's state, and what belongs to it.

    Attributes:
      words: the small leaves, one after the other.
      kept: the other leaves.
      in_place: leaves that are too large to copy (`ramify.core.InPlace`).
      layout: where each leaf is.
    """

    words: UInt32[Array, " w"]
    kept: list[Array]
    in_place: list[Array]
    layout: Layout

    @property
    def query(self) -> Query:
        """The pending query."""
        layout = self.layout
        return jax.tree.unflatten(layout.query, [self.kept[i] for i in layout.query_at])


def pack(parts: tuple[PyTree, ...]) -> Packed:
    """Packs a tuple of pytrees. The first is an emitter's state, with the pending query.

    The arrays of the query are not packed, because the host reads them.
    """
    leaves, structure = jax.tree.flatten(parts)
    marks = jax.tree.leaves(jax.tree.map(_marks, parts, is_leaf=_is_in_place))
    asked, query = jax.tree.flatten(parts[0].query)
    small: list[Array] = []
    apart: dict[bool, list[Array]] = {False: [], True: []}
    places: list[Place | None] = []
    for leaf, mark in zip(leaves, marks, strict=True):
        if mark or any(leaf is one for one in asked) or not _is_small(leaf):
            apart[mark].append(leaf)
            places.append(None)
        else:
            impl = jax.random.key_impl(leaf) if _is_key(leaf) else None
            small.append(leaf if impl is None else jax.random.key_data(leaf))
            places.append(Place(small[-1].shape, small[-1].dtype, impl))
    kept, in_place = apart[False], apart[True]
    marks = [mark for mark, place in zip(marks, places, strict=True) if place is None]
    query_at = [next(i for i, leaf in enumerate(kept) if leaf is one) for one in asked]
    layout = _layout(structure, tuple(places), tuple(marks), query, tuple(query_at))
    return Packed(_joined(small), kept, in_place, layout)


def unpack(packed: Packed) -> tuple[PyTree, ...]:
    """Returns what was packed."""
    layout = packed.layout
    small = iter(_small_leaves(packed.words, layout))
    kept, in_place = iter(packed.kept), iter(packed.in_place)
    apart = (next(in_place if mark else kept) for mark in layout.in_place)
    leaves = [next(apart if place is None else small) for place in layout.places]
    return jax.tree.unflatten(layout.structure, leaves)


@jax.jit
def _joined(leaves: list[Array]) -> UInt32[Array, " w"]:
    return jnp.concatenate([jnp.zeros(0, jnp.uint32), *map(_as_words, leaves)])


@partial(jax.jit, static_argnums=1)
def _small_leaves(words: UInt32[Array, " w"], layout: Layout) -> list[Array]:
    leaves, at = [], 0
    for place in layout.places:
        if place is None:
            continue
        data = _from_words(words[at : at + prod(place.shape)], place.dtype).reshape(place.shape)
        at += data.size
        key = place.impl is not None
        leaves.append(jax.random.wrap_key_data(data, impl=place.impl) if key else data)
    return leaves


def _is_in_place(part: Any) -> bool:
    return isinstance(part, InPlace)


def _marks(part: Any) -> Any:
    """Returns for each leaf of a part whether its memory is taken over."""
    return jax.tree.map(lambda _: _is_in_place(part), part)


def _is_key(leaf: Array) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)


def _is_small(leaf: Array) -> bool:
    return leaf.size <= SMALL and (_is_key(leaf) or leaf.dtype in TYPES)


def _as_words(data: Array) -> UInt32[Array, " w"]:
    if data.dtype == jnp.bool_:
        return data.astype(jnp.uint32).ravel()
    return jax.lax.bitcast_convert_type(data, jnp.uint32).ravel()


def _from_words(words: UInt32[Array, " w"], dtype: Any) -> Array:
    return words != 0 if dtype == jnp.bool_ else jax.lax.bitcast_convert_type(words, dtype)
