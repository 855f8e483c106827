"""Tasks of the small environments, for test_gymnasium.py and test_workers.py."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from toy_envs import Walk

from ramify.core import Query
from ramify.tasks.gymnasium import GymnasiumTask, Last, Mean

STEPS = 20
MEASURES = (
    Mean("pace", centre=1.0),
    Last("place", "twice", of=lambda e, s, a, r, i: [e.x, 2 * e.x]),
)


def walk(fault=None, **options):
    defaults = dict(measures=MEASURES, steps=STEPS, slots=16, workers=1)
    return GymnasiumTask(partial(Walk, fault), **(defaults | options))


def constants(*values):
    return jnp.asarray(values, jnp.float32)[:, None]


def networks(task, count):
    return jnp.stack([task.start(jax.random.key(i)) for i in range(count)])


def evaluated(task, x, key=0, **options):
    return task.evaluate(Query(x, len(x), **options), jax.random.key(key))


def same(a, b):
    for name in ("objective", "measures"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
    np.testing.assert_array_equal(a.fields["steps"], b.fields["steps"])
