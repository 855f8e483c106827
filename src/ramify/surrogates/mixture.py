"""A network that predicts several possible answers, and how likely each of them is.

Its outputs describe a mixture of Gaussian distributions. The mean of the mixture may be an answer that
never occurs. If a robot either walks 10 m or falls at the start, the mean is 5 m.

References:
  Bishop, "Mixture density networks" (1994), Aston University, NCRG/94/004.
"""

from itertools import pairwise

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Key

from ramify.core import record
from ramify.numerics import draws

Network = list[tuple[Array, Array]]  # weights and biases of each layer
LOG_DEVIATION = (-4.0, 1.5)  # lowest and highest logarithm of a standard deviation


@record
class Mixture:
    """Gaussian distributions of b inputs' answers, m for each input.

    Attributes:
      log_weight: logarithm of how likely each is.
      mean: of each answer.
      log_deviation: logarithm of the standard deviation of each answer.
    """

    log_weight: Float[Array, "b m"]
    mean: Float[Array, "b m r"]
    log_deviation: Float[Array, "b m r"]


def random_network(
    key: Key[Array, ""], inputs: int, units: tuple[int, ...], modes: int, answers: int
) -> Network:
    """Returns a network with random weights. Those of the last layer are small."""
    layers, sizes = [], (inputs, *units, modes * (1 + 2 * answers))
    for i, (before, after) in enumerate(pairwise(sizes)):
        deviation = (2.0 / before) ** 0.5 * (0.1 if i == len(units) else 1.0)
        weights = deviation * draws.normal(draws.fold_in(key, i), (before, after))
        layers.append((weights, jnp.zeros(after, jnp.float32)))
    return layers


def mixture(network: Network, x: Float[Array, "b f"], answers: int) -> Mixture:
    """Returns what the network predicts."""
    *hidden, (weights, bias) = network
    for inner, shift in hidden:
        x = jax.nn.silu(x @ inner + shift[None])
    outputs = x @ weights + bias[None]
    modes = outputs.shape[1] // (1 + 2 * answers)
    log_weight, mean, log_deviation = jnp.split(outputs, (modes, modes * (1 + answers)), axis=1)
    each = (len(x), modes, answers)
    log_deviation = jnp.clip(log_deviation.reshape(each), *LOG_DEVIATION)
    return Mixture(jax.nn.log_softmax(log_weight, axis=1), mean.reshape(each), log_deviation)


def loss(network: Network, x: Float[Array, "b f"], wanted: Float[Array, "b r"]) -> Float[Array, ""]:
    """Returns the mean negative log-likelihood of the wanted answers, per number, up to a constant."""
    predicted = mixture(network, x, wanted.shape[1])
    apart = (wanted[:, None] - predicted.mean) / jnp.exp(predicted.log_deviation)
    density = predicted.log_weight - jnp.sum(0.5 * apart**2 + predicted.log_deviation, axis=2)
    return -jnp.mean(jax.nn.logsumexp(density, axis=1)) / wanted.shape[1]
