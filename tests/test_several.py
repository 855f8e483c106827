"""Copies of one emitter that share an archive."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from mega_steps import (
    BATCH,
    JACOBIAN,
    THETA,
    K,
    N,
    answer,
    branched,
    emitter_with,
    init,
    sample,
    tell,
)

from ramify import (
    CMAMEGA,
    ES,
    Evaluation,
    IsoLine,
    Several,
)
from ramify.core import NEW, Added


@pytest.mark.long
def test_one_of_several_is_the_emitter_itself(key):
    one = emitter_with()
    several = Several(one, 1)
    alone, together = init(one, jax.random.split(key, 1)[0]), init(several, key)
    added = Added(jnp.array([NEW]), jnp.zeros(1))
    for _ in range(3):
        np.testing.assert_array_equal(together.query.x, alone.query.x)
        alone = tell(one, alone, answer(1, JACOBIAN), added, sample)
        together = tell(several, together, answer(1, JACOBIAN), added, sample)
        np.testing.assert_allclose(together.query.x, alone.query.x, rtol=1e-5, atol=1e-6)
        alone, together = branched(one, alone), branched(several, together)


def test_several_hand_each_copy_its_own_rows(key):
    """Offered rows come first, copy by copy; then the others."""
    emitter = Several(CMAMEGA(ES(samples=4, sigma=0.1), K, batch=BATCH), 3)
    state = init(emitter, key)
    assert state.query.x.shape == (3 * 5, N) and state.query.offered == 3
    np.testing.assert_array_equal(state.query.x[:3], jnp.broadcast_to(THETA, (3, N)))
    np.testing.assert_array_equal(state.query.x[3:7], state.emitters.query.x[0, 1:])
    np.testing.assert_array_equal(state.query.x[11:], state.emitters.query.x[2, 1:])
    added = Added(jnp.full(3, NEW), jnp.zeros(3))
    x = state.query.x
    after = tell(emitter, state, Evaluation(x[:, 0], x[:, 1:3]), added, sample)
    for i in range(3):
        own = jax.tree.map(lambda a: a[i] if eqx.is_array(a) else a, state.emitters)  # noqa: B023
        rows = jnp.concatenate([x[i : i + 1], x[3 + 4 * i : 7 + 4 * i]])
        told = Evaluation(rows[:, 0], rows[:, 1:3])
        expected = tell(emitter.emitter, own, told, Added(jnp.array([NEW]), jnp.zeros(1)), sample)
        np.testing.assert_allclose(
            after.query.x[i * BATCH : (i + 1) * BATCH], expected.query.x, rtol=1e-4, atol=1e-5
        )


def test_several_have_begun_anew_when_all_have(key):
    emitter = Several(emitter_with(restart=2), 3)
    state = init(emitter, key)
    each = eqx.tree_at(lambda s: s.emitters.search.restarts, state, jnp.array([4, 2, 3], jnp.int32))
    assert int(emitter.restarts(each)) == 2
    assert emitter.report(state) == {}

    class Telling(IsoLine):
        def report(self, state):
            return {"first": state.query.x[1, 0]}

    told = Several(Telling(batch=4), 2)
    state = init(told, key)
    expected = (state.query.x[1, 0] + state.query.x[5, 0]) / 2
    np.testing.assert_allclose(told.report(state)["first"], expected, rtol=1e-6)
    courseless = Several(IsoLine(batch=4), 2)
    assert courseless.restarts(init(courseless, key)) is None


def test_copies_share_an_archive_and_draw_differently(key):
    emitter = Several(emitter_with(), 2)
    state = init(emitter, key)
    jacobian = jnp.concatenate([JACOBIAN, JACOBIAN])
    state = tell(emitter, state, answer(2, jacobian), Added(jnp.full(2, NEW), jnp.zeros(2)), sample)
    assert not np.allclose(state.query.x[:BATCH], state.query.x[BATCH:])
