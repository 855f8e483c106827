"""A gradient source for each row of the Jacobian."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toys import (
    THETA,
    Slide,
    evaluated,
    slide_source,
)

from ramify import ES, PerRow


@pytest.mark.long
def test_per_row_takes_the_objective_from_one_source_and_the_measures_from_the_other(key):
    critic, es = slide_source(rows=1, updates=0, greedy=True), ES(6, 0.1)
    one, other = jax.random.split(key)

    @eqx.filter_jit
    def answered(source, state, key):
        query = source.probe(state, THETA, key)
        answer = Slide().evaluate(query, key)
        return query, source.jacobian(state, query, answer)

    for objective, rows in (critic, 7), (ES(4, 0.2), 11):
        both = PerRow(objective, es)
        state = jax.jit(both.init)(THETA, key)
        if objective is critic:
            walked = evaluated(both.probe(state, THETA, key), key)
            state = jax.jit(both.observe)(state, both.probe(state, THETA, key), walked)
            assert int(state.objective.replay.filled) == 7 * 3
            np.testing.assert_array_equal(both.proposals(state), state.objective.agents.actor)
        else:
            assert both.proposals(state) is None
        assert both.wants_transitions == (objective is critic)
        query, jacobian = answered(both, state, key)
        assert query.x.shape == (rows, 2) and query.offered == 1
        assert query.wants_transitions == both.wants_transitions
        np.testing.assert_array_equal(query.x[0], THETA)
        _, of_objective = answered(objective, state.objective, one)
        _, of_measures = answered(es, None, other)
        expected = jnp.concatenate([of_objective[:1], of_measures[1:]])
        np.testing.assert_allclose(jacobian, expected, rtol=1e-4, atol=1e-6)
        assert not np.allclose(jacobian[0], of_measures[0]), "a difference to tell"


@pytest.mark.parametrize(
    ("objective", "measures", "offered"),
    [(False, False, 1), (False, True, 1), (True, False, 5), (True, True, 11)],
)
def test_per_row_offers_the_rows_that_lead(objective, measures, offered, key):
    """Theta, the objective's four samples, the measures' six: only leading rows can be offered."""
    both = PerRow(ES(4, 0.2, offer=objective), ES(6, 0.1, offer=measures))
    query = both.probe(both.init(THETA, key), THETA, key)
    assert (len(query.x), query.offered) == (11, offered)


def test_a_critic_beside_an_es_lets_all_samples_be_offered(key):
    both = PerRow(slide_source(rows=1), ES(6, 0.1, offer=True))
    query = jax.eval_shape(lambda: both.probe(both.init(THETA, key), THETA, key))
    assert query.offered == 7
