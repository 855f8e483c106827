"""Linear projection functions. Random solutions project to the middle of the measure space.

References:
  Fontaine et al. (2020), arXiv:1912.02400; Fontaine & Nikolaidis (2021), arXiv:2106.03894, Sec. 5;
  the plateau: Fontaine & Nikolaidis (2023), arXiv:2205.10752.
"""

import math
from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Float

from ramify.tasks.function import Function

BOUND = 5.12  # bound of each coordinate; beyond it the projection folds back
SHIFT = 0.4 * BOUND  # position of the optimum on each coordinate


def sphere(n: int) -> Function:
    """Returns the shifted sphere, from 0 (worst corner) to 100 (optimum), with two folded sums as
    measures.

    Measures: two folded sums, within +-`half_width(n)`.
    """
    return Function(_Sphere(n * (BOUND + SHIFT) ** 2), parameters=n)


def rastrigin(n: int) -> Function:
    """Returns the shifted Rastrigin function, 0 (worst corner) to 100; measures as in the sphere."""
    far = BOUND + SHIFT
    return Function(
        _Rastrigin(n * (10.0 + far**2 - 10.0 * math.cos(2.0 * math.pi * far))), parameters=n
    )


def plateau(n: int) -> Function:
    """Returns the plateau: 100 where all |x_i| <= 5.12, with the sphere's measures. It has no slope
    there.

    Outside it is 100 - mean h(x_i), where h(x) = (|x| - 5.12)^2 outside the range and 0 inside.
    """
    return Function(_plateau, parameters=n)


@dataclass(frozen=True)  # equal objects share a compiled program, and any process can unpickle them
class _Sphere:
    worst: float

    def __call__(self, x: Float[Array, " n"]) -> tuple[Array, Array]:
        return 100.0 * (1.0 - jnp.sum((x - SHIFT) ** 2) / self.worst), folded_sums(x)


@dataclass(frozen=True)
class _Rastrigin:
    worst: float

    def __call__(self, x: Float[Array, " n"]) -> tuple[Array, Array]:
        z = x - SHIFT
        value = jnp.sum(10.0 + z**2 - 10.0 * jnp.cos(2.0 * math.pi * z))
        return 100.0 * (1.0 - value / self.worst), folded_sums(x)


def _plateau(x: Float[Array, " n"]) -> tuple[Array, Array]:
    beyond = jnp.maximum(jnp.abs(x) - BOUND, 0.0)
    return 100.0 - jnp.mean(beyond**2), folded_sums(x)


def half_width(n: int) -> float:
    """Returns the largest measure; the smallest is its negative."""
    return BOUND * n / 2


def folded_sums(x: Float[Array, " n"]) -> Float[Array, " 2"]:
    """Returns the sums of the first and second half of the coordinates, folded back beyond +-5.12."""
    if x.shape[0] % 2:
        raise ValueError(
            f"n={x.shape[0]}: give an even number of coordinates, since the measures are sums of two "
            "halves."
        )
    inside = jnp.abs(x) <= BOUND
    folded = jnp.where(inside, x, BOUND / jnp.where(inside, 1.0, x))
    return jnp.sum(folded.reshape(2, -1), axis=1)
