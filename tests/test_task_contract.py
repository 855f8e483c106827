"""What every task must hold to. Add a new one at the end of the table `TASKS`."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_contract import same
from toy_envs import cosine

from ramify import BlackBox
from ramify.core import Query
from ramify.tasks.gymnasium import GymnasiumTask, Last
from ramify.tasks.linear_projection import sphere
from ramify.tasks.locomotion import walker

TASKS = {
    "function": lambda: (sphere(20), lambda key: jax.random.normal(key, (20,))),
    "locomotion": lambda: with_start(walker(hidden=(4,), steps=5, slots=16)),
    "locomotion, three episodes": lambda: with_start(
        walker(hidden=(4,), steps=5, slots=16, episodes=3)
    ),
    "black box": lambda: (
        BlackBox(lambda x: (x[0], x[:2]), [-9.0] * 3, [9.0] * 3, workers=1),
        lambda key: jax.random.normal(key, (3,)),
    ),
    "gymnasium": lambda: with_start(
        GymnasiumTask("Pendulum-v1", measures=Last("cos", of=cosine), hidden=(4,), steps=5)
    ),
    "gymnasium, three episodes": lambda: with_start(
        GymnasiumTask(
            "Pendulum-v1", measures=Last("cos", of=cosine), hidden=(4,), steps=5, episodes=3
        )
    ),
}


def with_start(task):
    return task, task.start


@pytest.fixture(scope="module", params=TASKS)
def task_and_rows(request):
    task, start = TASKS[request.param]()
    return task, jnp.stack([start(jax.random.key(i)) for i in range(20)])


def test_an_answer_has_the_shapes_and_the_fields_that_the_task_tells_of(task_and_rows):
    task, x = task_and_rows
    found = task.evaluate(Query(x, len(x)), jax.random.key(0))
    assert (found.objective.shape, found.objective.dtype) == ((20,), jnp.float32)
    assert (found.measures.shape, found.measures.dtype) == ((20, len(task.measures)), jnp.float32)
    assert found.jacobian is None and found.transitions is None
    assert found.fields.keys() == task.fields.keys()
    for name, field in task.fields.items():
        kept = found.fields[name]
        assert (kept.shape, kept.dtype) == ((20, *field.shape), field.dtype)
    assert np.isfinite(found.objective).all() and np.isfinite(found.measures).all()


def test_a_row_depends_on_its_parameters_its_number_and_the_key_only(task_and_rows):
    task, x = task_and_rows
    found = task.evaluate(Query(x, len(x)), jax.random.key(0))
    alone = task.evaluate(Query(x[:3], 0), jax.random.key(0))
    assert same(
        (alone.measures, alone.fields),
        jax.tree.map(lambda a: a[:3], (found.measures, found.fields)),
    )
    np.testing.assert_array_equal(alone.objective, found.objective[:3])
    other = task.evaluate(Query(x[::-1], len(x)), jax.random.key(0))
    for name, kept in found.fields.items():
        if name == "seed":
            np.testing.assert_array_equal(other.fields[name], kept)
    assert not np.array_equal(other.objective, found.objective)


def test_transitions_answer_to_the_control(task_and_rows):
    task, x = task_and_rows
    if task.jittable or isinstance(task, BlackBox):
        with pytest.raises(ValueError, match="no transitions for critics"):
            _ = task.control
        return
    control = task.control
    found = task.evaluate(Query(x, len(x), wants_transitions=True), jax.random.key(0))
    seen, t, e = found.transitions, control.steps, 20 * task.episodes
    assert seen.observation.shape == (e, t + 1, control.observations)
    assert seen.action.shape == (e, t, control.actions)
    assert seen.reward.shape == (e, t, control.rewards) and control.rewards == 1 + len(
        task.measures
    )
    assert (seen.steps.dtype, seen.terminal.dtype) == (jnp.int32, jnp.bool_)
    earned = seen.reward[:, :, 0].sum(axis=1).reshape(task.episodes, 20).mean(axis=0)
    np.testing.assert_allclose(earned, found.objective, rtol=1e-3)
    for i, steps in enumerate(seen.steps.tolist()):
        acted = [control.act(x[i % 20], o) for o in seen.observation[i, :steps]]
        np.testing.assert_allclose(np.clip(acted, -1.0, 1.0), seen.action[i, :steps], atol=1e-5)
