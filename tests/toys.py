"""What several tests share: toy problems for critics, archives for pictures."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify import TD3, Evaluation
from ramify.controllers.sine_gait import SineGait
from ramify.core import AbstractTask, ControlSpec, Elites, Transitions
from ramify.elites.table import EliteTable
from ramify.rl import replay, td3

GAMMA = 0.8
THETA = jnp.array([0.3, 0.1])


class Constant(SineGait):
    """The same action at every step: a parameter a joint."""

    @property
    def n(self):
        return self.joints

    def unflatten(self, x):
        return x

    def act(self, policy, observation, t):
        return policy


def linear(theta, observation):
    """a = theta0 s + theta1, kept in range."""
    return jnp.clip(theta[:1] * observation + theta[1:], -1.0, 1.0)


def learner(act=linear, steps=1, **options):
    defaults = dict(hidden=(32,), actor_rate=3e-3, critic_rate=1e-2, batch=64, tau=0.05)
    return td3.TD3Learner(
        ControlSpec(1, 1, steps, act, 2), **(defaults | dict(discount=GAMMA) | options)
    )


def episodes(observation, action, reward, terminal=True):
    """Whole episodes of as many steps as there are actions; [b, t + 1], [b, t] and [b, t, r]."""
    b, t = action.shape
    return Transitions(
        jnp.asarray(observation, jnp.float32)[..., None],
        jnp.asarray(action, jnp.float32)[..., None],
        jnp.asarray(reward, jnp.float32),
        jnp.full(b, t, jnp.int32),
        jnp.full(b, terminal),
    )


def memory(transitions):
    b, t, r = transitions.reward.shape
    return replay.add(replay.empty(b * t, 1, 1, r), transitions)


@eqx.filter_jit
def q(learner, agents, observation, action):
    """Every agent's twins at these pairs: [r, 2, b]."""
    pairs = [jnp.asarray(a, jnp.float32)[:, None] for a in (observation, action)]
    return jnp.stack([jax.vmap(learner.q, (0, None, None))(c, *pairs) for c in agents.critics], 1)


class Slide(AbstractTask):
    """s' = 0.8 s + 0.5 a from s = 1, rewards (-s'^2, -(a - s/2)^2), and the last state's own.

    Under a = theta0 s it shrinks by k = 0.8 + 0.5 theta0 a step, so that the values are
    -k^2 / (1 - gamma k^2) and -(theta0 - 1/2)^2 / (1 - gamma k^2).
    """

    steps: int = eqx.field(static=True, default=3)

    @property
    def measures(self):
        return ("likeness",)

    @property
    def jittable(self):
        return True

    @property
    def control(self):
        return ControlSpec(1, 1, self.steps, linear, 2)

    def evaluate(self, query, key):
        def episode(theta):
            def step(s, nothing):
                a = linear(theta, s)
                after = 0.8 * s + 0.5 * a
                return after, (after, a, jnp.concatenate([-(after**2), -((a - 0.5 * s) ** 2)]))

            _, (after, a, r) = jax.lax.scan(step, jnp.ones(1), length=self.steps)
            return jnp.concatenate([jnp.ones((1, 1)), after]), a, r

        s, a, r = jax.vmap(episode)(query.x)
        b = len(query.x)
        walked = Transitions(s, a, r, jnp.full(b, self.steps, jnp.int32), jnp.zeros(b, bool))
        total = jnp.sum(r, axis=1)
        return Evaluation(total[:, 0], total[:, 1:], transitions=walked)


def slide_source(**options):
    own = learner(steps=3, **dict(hidden=(8,), batch=16) | options.pop("learner", {}))
    return TD3(own, **(dict(rows=2, updates=2, capacity=100, states=32) | options))


def leaves(state):
    return [
        np.asarray(jax.random.key_data(a) if jnp.issubdtype(a.dtype, jax.dtypes.prng_key) else a)
        for a in jax.tree.leaves(state)
    ]


def same(a, b):
    for x, y in zip(leaves(a), leaves(b), strict=True):
        np.testing.assert_array_equal(x, y)


def archive(shape: tuple[int, ...], count: int, seed: int = 0) -> EliteTable:
    rng = np.random.default_rng(seed)
    cell = np.sort(rng.permutation(np.prod(shape))[:count]).astype(np.int32)
    k, names = len(shape), ("north", "east", "south", "west", "up")[: len(shape)]
    places = (np.stack(np.unravel_index(cell, shape), 1) + 0.5) / shape
    objective = rng.normal(1000, 400, count).astype(np.float32)
    none = np.zeros((count, 2), np.float32)
    return EliteTable(none, objective, places, cell, (0.0,) * k, (1.0,) * k, shape, names)


@eqx.filter_jit
def evaluated(query, key):
    return Slide().evaluate(query, key)


def nobody(key, count, otherwise):
    rows = jnp.broadcast_to(otherwise, (count, otherwise.size))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, 1)), jnp.zeros(count, jnp.int32))
