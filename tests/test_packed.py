"""A state that comes from `tell` keeps its small arrays in one, and looks like any other state."""

import copy
import dataclasses
import pickle

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

import ramify
from ramify.core import InPlace, Query, record
from ramify.run.packed import SMALL, pack, unpack
from ramify.run.state import QDState, poll

PACKED = "packed"


@record
class Memory(InPlace):
    rows: jax.Array


@record
class Emitter:
    query: Query
    parts: dict
    memory: Memory


def same(one, other) -> None:
    """Compares two pytrees bit by bit."""
    assert jax.tree.structure(one) == jax.tree.structure(other)
    for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True):
        assert a.dtype == b.dtype and a.shape == b.shape
        if jnp.issubdtype(a.dtype, jax.dtypes.prng_key):
            a, b = jax.random.key_data(a), jax.random.key_data(b)
        assert np.asarray(a).tobytes() == np.asarray(b).tobytes()


def every_kind() -> tuple[Emitter, jax.Array]:
    strange = np.array([np.nan, -np.nan, -0.0, np.inf, 1e-45, 3e38], np.float32)
    strange.view(np.uint32)[0] |= 12345  # a NaN with a payload
    parts = {
        "floats": jnp.asarray(strange).reshape(2, 3),
        "ints": jnp.array([[-1], [2**31 - 1]], jnp.int32),
        "words": jnp.array(2**32 - 1, jnp.uint32),
        "flags": jnp.array([True, False, True]),
        "nothing": jnp.zeros((0, 3), jnp.float32),
        "keys": jax.random.split(jax.random.key(3), 4),
        "other keys": jax.random.key(1, impl="rbg"),
        "bytes": jnp.arange(3, dtype=jnp.uint8),
        "large": jnp.arange(SMALL + 1, dtype=jnp.float32),
    }
    query = Query(jnp.ones((2, 3), jnp.float32), 1, parents=jnp.array([4], jnp.int32))
    return Emitter(query, parts, Memory(jnp.arange(5.0))), jax.random.key(7)


def test_packing_keeps_every_bit_of_every_type():
    parts = every_kind()
    packed = pack(parts)
    same(unpack(packed), parts)
    assert len(packed.kept) == 4  # the query's two, the bytes and the large one
    assert len(packed.in_place) == 1
    same(packed.query, parts[0].query)


def test_large_arrays_are_not_copied():
    parts = every_kind()
    packed = pack(parts)
    emitter, _ = unpack(packed)
    assert packed.in_place[0] is parts[0].memory.rows is emitter.memory.rows
    assert emitter.parts["large"] is parts[0].parts["large"]
    assert emitter.query.x is parts[0].query.x


def test_equal_layouts_are_one_object():
    one, other = pack(every_kind()), pack(every_kind())
    assert one.layout is other.layout


def search(emitter=None) -> tuple[ramify.QD, QDState]:
    archive = ramify.GridArchive((-1, -1), (1, 1), (10, 10))
    emitter = emitter or ramify.CMAMEGA(ramify.ES(samples=4, sigma=0.1), measures=2, batch=6)
    qd = ramify.QD(archive, emitter)
    return qd, qd.init(np.zeros(3), key=0)


def tell(qd: ramify.QD, state: QDState) -> QDState:
    x = np.asarray(qd.ask(state).x)
    return qd.tell(state, ramify.Evaluation(-(x**2).sum(1), np.tanh(x[:, :2])))


def told(rounds: int = 3) -> tuple[ramify.QD, QDState]:
    qd, state = search()
    for _ in range(rounds):
        state = tell(qd, state)
    return qd, state


def test_a_told_state_is_unpacked_when_it_is_read():
    qd, state = told()
    assert "emitter" not in vars(state)
    assert qd.ask(state).x.shape[1] == 3  # without unpacking
    assert "emitter" not in vars(state)
    assert int(state.rounds) == 3
    assert state.emitter is state.emitter


@pytest.mark.parametrize("emitter", ["cma_mega", "iso_line", "several"])
def test_told_states_equal_states_that_were_never_packed(emitter):
    kinds = {
        "cma_mega": None,
        "iso_line": ramify.IsoLine(batch=6, iso=0.1, line=0.2),
        "several": ramify.Several(
            ramify.CMAMEGA(ramify.ES(samples=4, sigma=0.1), measures=2, batch=4), 2
        ),
    }
    qd, state = search(kinds[emitter])
    step = jax.jit(qd.step)  # packs nothing
    plain = search(kinds[emitter])[1]
    for _ in range(5):
        x = np.asarray(qd.ask(plain).x)
        evaluation = ramify.Evaluation(jnp.asarray(-(x**2).sum(1)), jnp.asarray(np.tanh(x[:, :2])))
        plain, state = step(plain, evaluation), tell(qd, state)
        same(state, plain)


def test_a_packed_state_is_a_pytree_like_any_other():
    _, state = told()
    plain = QDState(state.archive, state.emitter, state.key, state.rounds)
    state = told()[1]
    same(jax.tree.map(lambda a: a, state), plain)
    state = told()[1]
    same(jax.jit(lambda s: s)(state), plain)
    state = told()[1]
    assert int(eqx.tree_at(lambda s: s.rounds, state, jnp.int32(9)).rounds) == 9
    state = told()[1]
    assert int(dataclasses.replace(state, rounds=jnp.int32(8)).rounds) == 8
    state = told()[1]
    same(copy.copy(state), plain)
    assert "rounds=i32[]" in repr(told()[1])


def test_a_packed_state_has_no_other_attributes():
    _, state = told()
    with pytest.raises(AttributeError, match="QDState' object has no attribute 'size'"):
        _ = state.size
    with pytest.raises(AttributeError):
        _ = object.__new__(QDState).emitter


def test_adding_and_growing_leave_the_rest_packed():
    qd, state = told()
    rounds = int(told()[1].rounds)
    x = np.full((2, 3), 0.3, np.float32)
    state, _ = qd.add(state, x, ramify.Evaluation(np.ones(2), np.full((2, 2), 0.9)))
    assert "emitter" not in vars(state)
    assert int(tell(qd, state).rounds) == rounds + 1


def test_a_changed_copy_is_what_is_told():
    """The packed arrays of a state never outlive a change of the state."""
    qd, state = told()
    changed = dataclasses.replace(state, key=jax.random.key(99))
    same(tell(qd, changed).key, jax.random.key(99))


def test_the_state_before_keeps_its_emitter():
    qd, state = told()
    query = np.array(qd.ask(state).x)
    after = tell(qd, state)
    assert int(state.rounds) == 3 and int(after.rounds) == 4
    np.testing.assert_array_equal(qd.ask(state).x, query)
    with pytest.raises(ValueError, match="used already"):
        tell(qd, state)


def test_pickled_states_are_told_alike():
    """A pickle is made by programs around ramify only, such as one that sends a state to a process."""
    qd, state = told()
    try:
        restored = pickle.loads(pickle.dumps(state))
    except TypeError:
        pytest.skip("JAX cannot pickle random keys")
    same(tell(qd, restored), tell(qd, state))


class Late:
    """An array that is ready when it was asked a number of times."""

    def __init__(self, times):
        self.times, self.asked = times, 0

    def is_ready(self):
        self.asked += 1
        return self.asked >= self.times


def test_asking_waits_for_solutions_that_are_there_soon():
    soon, late = Late(3), Late(10**9)
    poll(soon)
    assert soon.asked == 3
    poll(late)  # gives up
    assert late.asked < 10**6
    poll(np.zeros(3))
    jax.eval_shape(lambda x: poll(x), jnp.zeros(3))
