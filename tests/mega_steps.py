"""CMA-MEGA with two measures, step by step: its parts, and answers to its queries."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from ramify import (
    CMAMEGA,
    Autodiff,
    Evaluation,
)
from ramify.core import NEW, NOT_ADDED, Added, Elites
from ramify.emitters.cma_mega import Branching, Probing

N, K, BATCH = 7, 2, 6


THETA = jnp.linspace(-1.0, 1.0, N)


JACOBIAN = jax.random.normal(jax.random.key(9), (1, 1 + K, N)) * jnp.array([[[1.0], [20.0], [0.1]]])


ELITE = jnp.full(N, 42.0)


ALL_NEW = Added(jnp.full(BATCH, NEW), jnp.arange(float(BATCH)))  # the last is best


NONE_ADDED = Added(jnp.full(BATCH, NOT_ADDED), -jnp.arange(float(BATCH)))


def sample(key, count, otherwise):
    rows = jnp.broadcast_to(ELITE, (count, N))
    return Elites(rows, jnp.zeros(count), jnp.zeros((count, K)), jnp.zeros(count, jnp.int32))


def empty(key, count, otherwise):
    drawn = sample(key, count, otherwise)
    return eqx.tree_at(lambda e: e.solution, drawn, jnp.broadcast_to(otherwise, (count, N)))


def answer(rows, jacobian=None):
    return Evaluation(jnp.zeros(rows), jnp.zeros((rows, K)), jacobian)


@eqx.filter_jit
def tell(emitter, state, evaluation, added, sample):
    return emitter.tell(state, evaluation, added, sample)


def branching(emitter, key, jacobian=JACOBIAN) -> Branching:
    """The state after the Jacobian was told."""
    added = Added(jnp.array([NEW]), jnp.zeros(1))
    return tell(emitter, init(emitter, key), answer(1, jacobian), added, sample)


@eqx.filter_jit
def init(emitter, key, theta=THETA):
    return emitter.init(theta, key)


def branched(emitter, state, added=ALL_NEW, sample=sample) -> Probing:
    return tell(emitter, state, answer(BATCH), added, sample)


def emitter_with(**options) -> CMAMEGA:
    return CMAMEGA(Autodiff(), K, batch=BATCH, sigma_g=0.5, **options)


def unit_rows(jacobian):
    return np.asarray(jacobian / jnp.linalg.norm(jacobian, axis=1, keepdims=True))
