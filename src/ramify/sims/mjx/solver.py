"""Parts of MJX's contact solver that need fewer kernels on an accelerator, and no library calls.

MJX starts thousands of small kernels on a GPU in each control step, and each takes some microseconds
to start. Half of them belong to the line search, which is a loop; here it is unrolled. MJX solves one
system of equations per world, with 14 unknowns for the Ant, by cuSOLVER and cuBLAS, which are made for
larger systems. Here the solution is written out number by number, so that the compiler makes one kernel
with one thread per world. On a CPU both are as in MJX. `benchmarks/kernels.py` counts the kernels.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from ramify.sims.mjx.library import ConeType, SolverType, smooth, solver, support

MOST = 24  # maximum number of equations that are written out; more would compile for many minutes
UPDATE, FACTOR, SOLVE = solver._update_gradient, smooth.factor_m, smooth.solve_m  # MJX's own

T = TypeVar("T")


def search(going: Callable[[T], Bool[Array, ""]], step: Callable[[T], T], begun: T, most: int) -> T:
    """Repeats `step` while `going`, at most `most` times. The loop is unrolled on an accelerator."""

    def turn(carry: tuple[T, Array], _: None) -> tuple[tuple[T, Array], None]:
        now, on = carry
        then = step(now)
        then = jax.tree.map(partial(jnp.where, on), then, now)
        return (then, on & going(then)), None

    def scan(begun: T, unroll: int) -> T:
        return jax.lax.scan(turn, (begun, going(begun)), None, most, unroll=unroll)[0][0]

    return jax.lax.platform_dependent(
        begun, cpu=partial(scan, unroll=1), default=partial(scan, unroll=most)
    )


def solved(matrix: Float[Array, "n n"], right: Float[Array, " n"]) -> Float[Array, " n"]:
    """Returns x with matrix @ x = right for a positive definite matrix; NaN for others."""

    def by_lapack(matrix: Array, right: Array) -> Array:
        return _solve_factored(_factor((matrix + matrix.T) * 0.5), right)

    return jax.lax.platform_dependent(matrix, right, cpu=by_lapack, default=written_out)


def _factor(matrix: Float[Array, "n n"]) -> Float[Array, "n n"]:
    return jax.scipy.linalg.cho_factor(matrix)[0]


def _solve_factored(factor: Float[Array, "n n"], right: Float[Array, " n"]) -> Float[Array, " n"]:
    return jax.scipy.linalg.cho_solve((factor, False), right)


@jax.jit  # traced once
def written_out(matrix: Float[Array, "n n"], right: Float[Array, " n"]) -> Float[Array, " n"]:
    """Returns x as `solved` does, by Cholesky decomposition written out: about n^3 / 3 operations."""
    n = len(right)
    lower: list[list[Array]] = [[] for _ in range(n)]
    over: list[Array] = []  # inverse of the diagonal
    for i in range(n):
        for j in range(i):
            rest = matrix[i, j] - _dot(lower[i], lower[j][:j])
            lower[i].append(rest * over[j])
        over.append(jax.lax.rsqrt(matrix[i, i] - _dot(lower[i], lower[i])))
    x: list[Array] = []
    for i in range(n):
        x.append((right[i] - _dot(lower[i], x)) * over[i])
    for i in reversed(range(n)):
        column = [lower[k][i] for k in range(i + 1, n)]
        x[i] = (x[i] - _dot(column, x[i + 1 :])) * over[i]
    return jnp.stack(x)


def _dot(a: list[Array], b: list[Array]) -> Array:
    total = jnp.zeros((), dtype=jnp.float32)
    for one, other in zip(a, b, strict=True):
        total = total + one * other
    return total


def _update_gradient(m: Any, d: Any, ctx: Any) -> Any:
    """Updates gradient and Newton step, for Newton's method with pyramidal cones."""
    if not (_small(m) and (m.opt.solver, m.opt.cone) == (SolverType.NEWTON, ConeType.PYRAMIDAL)):
        return UPDATE(m, d, ctx)
    efc = d._impl
    gradient = ctx.Ma - d.qfrc_smooth - ctx.qfrc_constraint
    curvature = support.full_m(m, d) + (efc.efc_J.T * efc.efc_D * ctx.active) @ efc.efc_J
    return ctx.replace(grad=gradient, Mgrad=solved(curvature, gradient))


def _factor_m(m: Any, d: Any) -> Any:
    """Factors the inertia matrix. On an accelerator the matrix is kept as it is."""
    if not _small(m):
        return FACTOR(m, d)
    factor = jax.lax.platform_dependent(d._impl.M, cpu=_factor, default=lambda matrix: matrix)
    return d.tree_replace({"_impl.qLD": factor})


def _solve_m(m: Any, d: Any, x: Float[Array, " v"]) -> Float[Array, " v"]:
    if not _small(m):
        return SOLVE(m, d, x)
    return jax.lax.platform_dependent(d._impl.qLD, x, cpu=_solve_factored, default=written_out)


def _small(m: Any) -> bool:
    return m.nv <= MOST and not support.is_sparse(m)
